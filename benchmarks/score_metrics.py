"""Metrics against gold rows.

A gold row and a metric belong together when their spans overlap; the pair that overlaps most in proportion is made
first, and each takes part in one pair. Optional gold rows are neither asked for nor held against anybody. The share of
each field is taken over the pairs; ``period`` over those whose gold has a period, ``no_period`` over the others, and
``basis`` over those where gold or the metric has one, whatever the width of its characters.
``strict`` is the share of all gold rows that were found with value, unit, bound, role, direction and period right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from unicodedata import normalize

from benchmarks.tally import Row, Tally

__all__ = ["FIELDS", "MetricScore", "name_similarity", "score_metrics"]

Json = dict[str, Any]

FIELDS = (
    *("value", "unit", "kind", "bound", "role", "direction", "basis", "status"),
    *("period", "no_period", "name", "name_exact"),
)
_STRICT = ("value", "unit", "bound", "role", "direction")
_SAME_UNIT = {"千米": "公里", "名": "人", "位次": "位", "㎡": "平方米", "％": "%"}
_NAME_ENOUGH = 0.6


@dataclass
class MetricScore:
    """What was found, what was missed, and what is wrong about what was found."""

    found: Tally = field(default_factory=Tally)
    strict: Tally = field(default_factory=Tally)
    fields: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    missed: list[Json] = field(default_factory=list)
    spurious: list[Json] = field(default_factory=list)
    wrong: list[Row] = field(default_factory=list)

    @property
    def figures(self) -> dict[str, float]:
        """Precision, recall, F1, the share of each field, and strict."""
        given = self.found.right + len(self.spurious)
        precision = self.found.right / given if given else 1.0
        recall = self.found.share
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        shares = {name: tally.share for name, tally in self.fields.items()}
        return {"precision": precision, "recall": recall, "F1": f1, **shares, "strict": self.strict.share}

    def worst(self) -> Iterator[str]:
        """A line for each row missed, each too many, and each wrong, in this order."""
        for row in self.missed:
            yield f"missed   {row['text']} | {row['name']} | {row['start']}"
        for metric in self.spurious:
            yield f"too many {metric['text']} | {metric['name']} | {metric['span']['start']}"
        for wrong in self.wrong:
            yield f"wrong    {wrong}"


def score_metrics(metrics: Sequence[Json], gold: Sequence[Json]) -> MetricScore:
    """Compares ``metrics``, as the JSON has them, with ``gold`` rows.

    >>> metric = {"text": "3个", "span": {"start": 0, "end": 2}, "value": "3", "low": None, "high": None, "unit": "个",
    ...     "kind": "count", "bound": "exact", "role": "level", "direction": None, "basis": None, "status": "actual",
    ...     "period": None, "name": "项目"}
    >>> row = {**metric, "start": 0, "end": 2, "value": "3.0", "name": "新项目", "role": "share"}
    >>> figures = score_metrics([metric], [row]).figures
    >>> figures["F1"], figures["value"], figures["role"], figures["name"], figures["strict"]
    (1.0, 1.0, 0.0, 1.0, 0.0)
    """
    score = MetricScore()
    overlaps = list(_overlaps(metrics, gold))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, at, mine in sorted(overlaps, key=lambda overlap: (-overlap[0], *overlap[1:])):
        if at not in partner and mine not in taken:
            partner[at] = mine
            taken.add(mine)
    for at, row in enumerate(gold):
        if row.get("optional"):
            continue
        if not score.found.add(at in partner):
            score.missed.append(row)
            score.strict.add(False)
            continue
        _compare(row, metrics[partner[at]], score)
    excused = {mine for _, at, mine in overlaps if gold[at].get("optional")}
    score.spurious = [metric for at, metric in enumerate(metrics) if at not in taken and at not in excused]
    return score


def name_similarity(one: str | None, other: str | None) -> float:
    """Sørensen-Dice similarity of the characters of two names, blanks left out.

    >>> name_similarity("引资总额", "引资 额")
    0.8571428571428571
    """
    first, second = (Counter("".join((name or "").split())) for name in (one, other))
    if not first or not second:
        return float(first == second)  # where nothing names a figure no name is right
    return 2 * (first & second).total() / (first.total() + second.total())


def _overlaps(metrics: Sequence[Json], gold: Sequence[Json]) -> Iterator[tuple[float, int, int]]:
    """Overlap as a share of the union, index of the row, index of the metric."""
    for at, row in enumerate(gold):
        for index, metric in enumerate(metrics):
            span = metric["span"]
            shared = min(row["end"], span["end"]) - max(row["start"], span["start"])
            if shared > 0:
                yield shared / (max(row["end"], span["end"]) - min(row["start"], span["start"])), at, index


def _compare(row: Json, metric: Json, score: MetricScore) -> None:
    right = {
        "value": _numbers(row) == _numbers(metric),
        "unit": _unit(row) == _unit(metric),
        **{name: row.get(name) == metric[name] for name in ("kind", "bound", "role", "direction", "status")},
        "name": name_similarity(row["name"], metric["name"]) >= _NAME_ENOUGH,
        "name_exact": _plain(row["name"]) == _plain(metric["name"]),
    }
    bases = [normalize("NFKC", _plain(one.get("basis"))) for one in (row, metric)]
    if any(bases):
        right["basis"] = bases[0] == bases[1]
    period = metric["period"] or {"start": None, "end": None}
    asked = "period" if row.get("period") else "no_period"
    right[asked] = [period["start"], period["end"]] == (row.get("period") or [None, None])
    for name, one in right.items():
        score.fields[name].add(one)
    score.strict.add(right[asked] and all(right[name] for name in _STRICT))
    wrong = tuple(name for name, one in right.items() if not one and name != "name_exact")
    if wrong:
        shown = ["period" if name == "no_period" else name for name in wrong]
        where = f"{row['text']} at {row['start']}"
        score.wrong.append(
            Row(where, {name: row.get(name) for name in shown}, {name: metric[name] for name in shown}, wrong)
        )


def _numbers(row: Json) -> tuple[Decimal | None, ...]:
    names = ("value",) if row.get("value") is not None else ("value", "low", "high")
    return tuple(Decimal(row[name]) if row.get(name) is not None else None for name in names)


def _plain(words: str | None) -> str:
    return "".join((words or "").split())


def _unit(row: Json) -> str:
    unit: str = row["unit"]
    return _SAME_UNIT.get(unit, unit)
