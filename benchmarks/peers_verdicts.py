"""What a phrase should be read as, what a tool made of it, and the verdict on the two."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any, Literal

__all__ = ["GROUPS", "PHRASES_FILE", "VERDICTS", "Amount", "Phrase", "Reading", "Stretch", "Verdict", "judge", "load"]

PHRASES_FILE = Path(__file__).with_name("peers_phrases.jsonl")
GROUPS = ("number", "money", "unit", "percent", "rank", "period", "trap")

Verdict = Literal["right", "lost", "wrong", "not found"]
VERDICTS: tuple[Verdict, ...] = ("right", "lost", "wrong", "not found")

_PLACES = 14  # two thirds is compared to so many places; whatever ends sooner is compared exactly


@dataclass(frozen=True)
class Amount:
    """A number or quantity. ``unit`` is None where the tool gives none; ``bounds`` are all that its answer can mean."""

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    bounds: frozenset[str] = frozenset({"exact"})

    def __str__(self) -> str:
        limits = "" if self.low is None or self.high is None else f"{_shown(self.low)}–{_shown(self.high)}"
        number = limits if self.value is None else _shown(self.value) + (f" ({limits})" if limits else "")
        words = "" if "range" in self.bounds else "/".join(sorted(self.bounds - {"exact"}))
        return " ".join(part for part in (words, number, self.unit) if part)


@dataclass(frozen=True)
class Stretch:
    """A stretch of days, both inclusive; an open end is None, and a vague phrase has two of them."""

    start: date | None = None
    end: date | None = None

    def __str__(self) -> str:
        if self.start is None and self.end is None:
            return "no dates"
        if date.min in (self.start, self.end):
            return "a time of day"
        return f"{self.start or ''} … {self.end or ''}".strip()


Reading = Amount | Stretch


@dataclass(frozen=True)
class Phrase:
    """A phrase and what it says; ``also`` are readings that a peer may give instead by another fair convention."""

    text: str
    group: str
    expected: Reading | None
    also: tuple[Reading, ...]
    why: str
    bulletin: bool

    def __str__(self) -> str:
        return "nothing" if self.expected is None else str(self.expected)


def load() -> list[Phrase]:
    """The phrases of the file, in its order."""
    lines = PHRASES_FILE.read_text(encoding="utf-8").splitlines()
    return [_phrase(json.loads(line)) for line in lines if line.strip()]


def judge(phrase: Phrase, found: Sequence[Sequence[Reading]], today: date) -> Verdict:
    """The verdict on what was ``found``: one entry a finding, each with the readings that it leaves open.

    ``today`` is the reference date: a tool that ends `以来` there has understood that the end is open.
    """
    if phrase.expected is None:
        return "wrong" if found else "right"
    if not found:
        return "not found"
    wanted = (phrase.expected, *phrase.also)
    if len(found) == 1:
        verdicts = [_compare(reading, each, today) for reading in found[0] for each in wanted]
        return min(verdicts, key=VERDICTS.index)
    whole = _hull([readings[0] for readings in found])
    ends_found = whole is not None and any(_compare(whole, each, today) in ("right", "lost") for each in wanted)
    return "lost" if ends_found else "wrong"


def _phrase(row: dict[str, Any]) -> Phrase:
    expected = row["expected"]
    return Phrase(
        text=row["text"],
        group=row["group"],
        expected=None if expected is None else _reading(expected),
        also=tuple(_reading(each) for each in row.get("also", ())),
        why=row["why"],
        bulletin=row.get("bulletin", False),
    )


def _reading(row: dict[str, str | None]) -> Reading:
    if "start" in row:
        start, end = (None if day is None else date.fromisoformat(day) for day in (row["start"], row["end"]))
        return Stretch(start, end)
    value, low, high = (None if each is None else Decimal(each) for each in map(row.get, ("value", "low", "high")))
    return Amount(value, low, high, row["unit"], frozenset({row["bound"] or "exact"}))


def _compare(reading: Reading, wanted: Reading, today: date) -> Verdict:
    if isinstance(reading, Stretch) and isinstance(wanted, Stretch):
        return _compare_stretches(reading, wanted, today)
    if isinstance(reading, Amount) and isinstance(wanted, Amount):
        return _compare_amounts(reading, wanted)
    # `三年来` as a duration of three years: the length is there, its place in time is not.
    return "lost" if wanted == Stretch() else "wrong"


def _compare_amounts(reading: Amount, wanted: Amount) -> Verdict:
    bound_of = next(iter(wanted.bounds))
    if not _same_numbers(reading, wanted):
        return "wrong"
    if wanted.unit and reading.unit != wanted.unit and (reading.unit is not None or wanted.unit in ("%", "‰")):
        return "wrong"  # without its % or ‰ a number is another number
    if bound_of in reading.bounds or _is_over_as_limits(reading, wanted):
        return "right" if not wanted.unit or reading.unit == wanted.unit else "lost"
    return "lost" if reading.bounds == {"exact"} else "wrong"


def _same_numbers(reading: Amount, wanted: Amount) -> bool:
    if _is_over_as_limits(reading, wanted):
        return True
    if reading.value is None or wanted.value is None:
        return (_rounded(reading.low), _rounded(reading.high)) == (_rounded(wanted.low), _rounded(wanted.high))
    return _rounded(reading.value) == _rounded(wanted.value)


def _is_over_as_limits(reading: Amount, wanted: Amount) -> bool:
    """Whether 余 and 多 were read as from the number itself to the next round one."""
    return (
        wanted.bounds == {"over"} and reading.value is None and reading.low is not None and reading.low == wanted.value
    )


def _compare_stretches(reading: Stretch, wanted: Stretch, today: date) -> Verdict:
    if reading == wanted:
        return "right"
    if wanted.start is None and wanted.end is None:
        return "wrong"
    start = None if wanted.start is None and reading.start == today else reading.start
    end = None if wanted.end is None and reading.end == today else reading.end
    if (start, end) == (wanted.start, wanted.end):
        return "right"
    kept_start, kept_end = wanted.start in (None, start), wanted.end in (None, end)
    return "lost" if None in (wanted.start, wanted.end) and kept_start and kept_end else "wrong"


def _hull(readings: Sequence[Reading]) -> Reading | None:
    """What the two ends say together that a tool found instead of a range: only ends that lie apart are two ends."""
    if len(readings) != 2:
        return None
    first, last = readings
    if isinstance(first, Amount) and isinstance(last, Amount):
        same_unit = first.unit in (None, last.unit)
        return Amount(None, first.value, last.value, last.unit, frozenset({"range"})) if same_unit else None
    if isinstance(first, Stretch) and isinstance(last, Stretch):
        apart = first.end is not None and last.start is not None and first.end < last.start
        return Stretch(first.start, last.end) if apart else None
    return None


def _shown(value: Decimal) -> str:
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _rounded(value: Decimal | None) -> Decimal | None:
    with localcontext(prec=60):  # a peer sets the precision of the whole process to 15
        return None if value is None else round(value, _PLACES)
