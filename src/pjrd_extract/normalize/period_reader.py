"""Reading one point in time as it is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from pjrd_extract.normalize import calendar
from pjrd_extract.normalize.calendar import ImpossibleDateError, Stretch
from pjrd_extract.normalize.period_clock import Clock, UnresolvedError
from pjrd_extract.normalize.period_grammar import PeriodGrammar, PointMatch, Year
from pjrd_extract.normalize.period_points import Point, at_edge, one, quarters, several, undated, years
from pjrd_extract.rules import Rules

__all__ = ["PointReader"]

_LIST = re.compile("[、和与及]")
_JOIN = re.compile("[-—–―~〜－至到、和与及第]+")
# The groups of the pattern that name years; when the last one closed is one of them, no part of the year follows.
_YEAR_GROUPS = frozenset(("years", "quoted", "short", "pair", "plan", "plan_part", "plan_count", "year", "whole"))


class _Years(NamedTuple):
    """The years that a point names: one, a range, or several; ``named`` is the one that stands for what follows."""

    first: int
    last: int
    named: int | None
    listed: tuple[int, ...] = ()


class PointReader:
    """Reads points with the patterns of one set of rules; ``rules.derived(PointReader)`` makes it once."""

    def __init__(self, rules: Rules) -> None:
        self._grammar = rules.derived(PeriodGrammar)
        self._words = self._grammar.words
        self._edges = self._grammar.edges

    def read(self, text: str, at: int, clock: Clock, year: Year | None = None) -> Point | None:
        """The point that begins at ``at``, with ``year`` if that is known, or ``None``.

        Raises ``ImpossibleDateError`` for a date that can't be.
        """
        match = self._grammar.point(text, at, year)
        if match is None:
            return None
        try:
            point = self._point(match, clock)
        except UnresolvedError:
            point = undated(match.end, unresolved=True)
        if point is None or text[point.span_end : point.span_end + 1] not in self._edges.openings:
            return point
        if point.precision == "day" or point.edge:
            return point
        found = self._edges.at(text, point.span_end)
        if found is None or (found[1].startswith("年") and match["months"]):
            return point
        edge = found[1]
        return at_edge(point, str(self._words.rule("edge", edge).value[0]), point.span_end + len(edge))

    def _point(self, match: PointMatch, clock: Clock) -> Point | None:
        """What ``match`` means, by the group that closed last: the one furthest to the right that took part."""
        kind = match.last
        if (reader := _WITHOUT_YEAR.get(kind)) is not None:
            return reader(match)
        named = self._years(match, clock)
        if named and kind in _YEAR_GROUPS:
            return years(match.end, named.first, named.last, named.listed, named.named)
        if kind == "season":
            return undated(match.end, year=named.first) if named else None
        if kind == "school" and named:
            last = named.last if named.last > named.first else named.first + 1
            return one(match.end, calendar.school_year(named.first, last), "span", None)
        if kind in ("lone_tens", "lone_days"):
            return None if named else _lone(match, clock)
        if named and named.first != named.last:
            return undated(match.end)
        return self._part(match, clock, named.first if named else None)

    def _years(self, match: PointMatch, clock: Clock) -> _Years | None:
        get = match.groups.get
        if text := get("years"):
            return _numbered_years(text)
        if text := get("quoted") or get("short"):
            year = calendar.full_year(int(text), clock.date())
            return _Years(year, year, year)
        if text := get("year"):
            year, named = self.year(text, clock)
            return _Years(year, year, named)
        if text := get("pair"):
            first, last = (clock.date().year + int(shift) for shift in self._words.rule("pair", text).value)
            return _Years(first, last, last, tuple(range(first, last + 1)))
        return self._plan(match) if get("plan") else None

    def year(self, word: str, clock: Clock) -> tuple[int, int | None]:
        """The year that ``word`` (去年) means, and the one that stands for what follows.

        Raises ``UnresolvedError`` where nothing says what it is counted from.
        """
        base, shift = self._words.rule("year", word).value
        year = clock.counted_year(str(base), int(shift))
        # 上年 is only compared with: what follows goes on speaking of the year before it.
        return year, None if base == "sentence" and shift else year

    def _plan(self, match: PointMatch) -> _Years:
        """“十四五”前两年: years of a five-year plan."""
        first, last = (int(year) for year in self._words.rule("plan", match["plan"]).value)
        part = match["plan_part"] or ""
        if match["plan_count"]:
            count = calendar.number(match["plan_count"])
            first, last = (last - count + 1, last) if part.startswith("后") else (first, first + count - 1)
        elif match["plan_year"]:
            first = last = first + calendar.number(match["plan_year"]) - 1
        elif match["plan_word"]:
            place = self._words.rule("plan_part", match["plan_word"]).value[0]
            first, last = {"first": (first, first), "last": (last, last)}.get(str(place), (first, last))
        return _Years(first, last, first if first == last else None)

    def _part(self, match: PointMatch, clock: Clock, year: int | None) -> Point | None:
        """A part of ``year``, or of the year of the clock."""
        get = match.groups.get
        end = match.end
        if text := get("day"):
            date = calendar.shifted_day(clock.date(), int(self._words.rule("day", text).value[0]))
            return one(end, Stretch(date, date), "day", date.year, date.month)
        for group in ("month", "quarter"):
            if get(group):
                return self._counted(match, group, clock)
        if get("bare_edge"):
            return self._bare_edge(match, clock, year)
        year = clock.year() if year is None else year
        if get("months"):
            return _months(match, year)
        if text := get("quarters") or get("nth_quarter"):
            return quarters(end, year, _numbers(text), listed=bool(_LIST.search(text)))
        if text := get("first_quarters"):
            return quarters(end, year, (1, calendar.number(text)), listed=False)
        if text := get("first_months"):
            return one(end, calendar.months(year, 1, calendar.number(text)), "month", year)
        if text := get("last_months"):
            return one(end, calendar.months(year, 13 - calendar.number(text), 12), "month", year)
        if text := get("part"):
            first, last = (int(month) for month in self._words.rule("part", text).value)
            return one(end, calendar.months(year, first, last), "half", year)
        return None

    def _counted(self, match: PointMatch, group: str, clock: Clock) -> Point:
        """本月, 上季度: a month or quarter counted from the reference date, or from the month named."""
        base, shift = self._words.rule(group, match[group]).value
        if group == "quarter":
            origin = calendar.quarter_start(clock.counted_quarter(str(base)))
            first = calendar.shifted_month(origin, 3 * int(shift))
            return quarters(match.end, first.year, (first.month // 3 + 1,), listed=False)
        first = calendar.shifted_month(clock.counted_month(str(base)), int(shift))
        return _in_month(match.end, first.year, first.month, match["days"], match["tens"])

    def _bare_edge(self, match: PointMatch, clock: Clock, named: int | None) -> Point:
        """年底, 月末, 季末 without a number before it; those of accounts (年末余额) are of the year told of."""
        end = match.end
        unit, place = (str(value) for value in self._words.rule("bare_edge", match["bare_edge"]).value)
        year = named if named is not None else clock.told_year() if unit == "told" else clock.year()
        if unit in ("year", "told"):
            return at_edge(one(end, calendar.years(year), "year", year), place, end)
        month = clock.month()
        if unit == "month":
            return at_edge(one(end, calendar.months(year, month), "month", year, month), place, end)
        return at_edge(quarters(end, year, ((month + 2) // 3,), listed=False), place, end)


def _numbered_years(text: str) -> _Years:
    if len(text) == 4:
        year = calendar.digits(text)
        return _Years(year, year, year)
    numbers = [calendar.digits(part) for part in _JOIN.split(text)]
    if len(numbers) > 1 and len(_LIST.findall(text)) == len(numbers) - 1:
        return _Years(min(numbers), max(numbers), numbers[-1], tuple(numbers))
    if numbers != sorted(numbers):
        raise ImpossibleDateError(f"ends before it starts: {text}")
    return _Years(numbers[0], numbers[-1], numbers[-1])


def _digit_date(match: PointMatch) -> Point:
    """2023-10-16."""
    year, month = int(match["iso_year"]), int(match["iso_month"])
    return one(match.end, calendar.days(year, month, int(match["iso_day"])), "day", year, month)


def _dotted(match: PointMatch) -> Point:
    """2021.03-2023.08, 2022.5至今."""
    year = int(match["from_year"])
    first = calendar.months(year, int(match["from_month"]))
    if match["to_year"] is None:
        return one(match.end, first, "month", year, first.start.month)
    last = calendar.months(int(match["to_year"]), int(match["to_month"]))
    return one(match.end, calendar.ordered(Stretch(first.start, last.end)), "span", last.end.year)


def _decade(match: PointMatch) -> Point | None:
    """上世纪90年代; without a century only where it can be no other than the last one."""
    tens, century = calendar.number(match["decade"]), match["century"] or "上世纪"
    if match["century"] is None and tens < 50:
        return None
    if match["decade_part"]:
        return undated(match.end)
    number = {"上世纪": 20, "本世纪": 21}.get(century) or calendar.number(century.removesuffix("世纪"))
    first = (number - 1) * 100 + tens
    return one(match.end, calendar.years(first, first + 9), "span", None)


def _lone(match: PointMatch, clock: Clock) -> Point:
    """28日, 下旬: of the month that the sentence named."""
    if clock.sentence_month is None:
        return undated(match.end, unresolved=True, incomplete=True)
    return _in_month(match.end, clock.year(), clock.sentence_month, match["lone_days"], match["lone_tens"])


def _months(match: PointMatch, year: int) -> Point | None:
    """3月, 1-7月, 3、4月, 3月27日, 7月下旬."""
    get, written = match.groups.get, match.groups["months"]
    end, numbers = match.end, _numbers(written)
    days, tens = get("days"), get("tens")
    if len(numbers) == 1:
        return _in_month(end, year, numbers[0], days, tens)
    if days or tens:
        return None
    if _LIST.search(written):
        return several(end, "month", [calendar.months(year, number) for number in numbers], year)
    return one(end, calendar.months(year, numbers[0], numbers[-1]), "month", year)


def _in_month(end: int, year: int, month: int, days: str | None, tens: str | None) -> Point:
    """Days or ten-day parts of a month, or the whole of it."""
    if days is None:
        if tens is None:
            return one(end, calendar.months(year, month), "month", year, month)
        return one(end, calendar.ten_days(year, month, tens[0], tens[-1]), "span", year, month)
    numbers = _numbers(days)
    if _LIST.search(days):
        return several(end, "day", [calendar.days(year, month, number) for number in numbers], year, month)
    return one(end, calendar.days(year, month, numbers[0], numbers[-1]), "day", year, month)


def _numbers(text: str) -> list[int]:
    if text.isdecimal():
        return [int(text)]
    return [calendar.number(part) for part in _JOIN.split(text) if part]


_WITHOUT_YEAR: Mapping[str, Callable[[PointMatch], Point | None]] = {
    "iso": _digit_date,
    "from_month": _dotted,
    "to_month": _dotted,
    "decade": _decade,
    "decade_part": _decade,
}
"""The readers of points that bring their year along in a way of their own, by the last group of the pattern."""
