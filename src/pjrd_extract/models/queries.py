"""Looking for records in a bulletin: metrics by name and kind, a report and the opinion on it."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from pjrd_extract.errors import PeriodError
from pjrd_extract.models.articles import DutyReport, EvaluationOpinion
from pjrd_extract.models.metric import Metric
from pjrd_extract.models.parts import Period, Person

__all__ = ["MetricQuery", "best_match", "days_of", "likeness", "same_name"]

_MARKS = re.compile(r"[\s“”‘’\"'《》（）()]+")
_PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")

_Record = TypeVar("_Record", DutyReport, EvaluationOpinion)


def likeness(one: str, other: str) -> float:
    """How alike two names are: the share of the pairs of neighbouring characters that they have in common, 0 to 1.

    Blanks, quotes and brackets don't count.

    >>> likeness("地方税收收入", "地方税收"), likeness("“两癌”筛查", "两癌筛查"), likeness("绿化率", "地方税收")
    (0.75, 1.0, 0.0)
    """
    left, right = _plain(one), _plain(other)
    if left == right:
        return 1.0
    pairs, others = _pairs(left), _pairs(right)
    total = pairs.total() + others.total()
    return 2 * (pairs & others).total() / total if total else 0.0


def days_of(partial: str) -> tuple[date, date]:
    """The first and last day of a year, a month or a day written as in ISO 8601. Raises ``PeriodError``.

    >>> days_of("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    found = _PARTIAL_DATE.fullmatch(partial)
    if found is None:
        raise PeriodError("no year, month or day such as 2023, 2023-06 or 2023-06-30", text=partial)
    year, month, day = (int(group) if group else None for group in found.groups())
    try:
        start = date(year or 0, month or 1, day or 1)
        end = date(start.year, month or 12, day or monthrange(start.year, month or 12)[1])
    except ValueError as error:
        raise PeriodError("an impossible date", text=partial) from error
    return start, end


@dataclass(frozen=True, slots=True)
class MetricQuery:
    """What a metric has to be; ``None`` asks for nothing. The fields are described at ``Bulletin.find``."""

    name: str | None = None
    least_likeness: float = 1.0
    unit: str | None = None
    kind: str | None = None
    role: str | None = None
    status: str | None = None
    within: tuple[date, date] | None = None

    def select(self, metrics: Iterable[Metric]) -> Iterator[Metric]:
        """The metrics that are so, in their order."""
        wanted = [
            (field, value)
            for field in ("unit", "kind", "role", "status")
            if (value := getattr(self, field)) is not None
        ]
        for metric in metrics:
            if all(getattr(metric, field) == value for field, value in wanted) and self._fits(metric):
                yield metric

    def _fits(self, metric: Metric) -> bool:
        return self._named(metric.name) and self._within(metric.period)

    def _named(self, name: str) -> bool:
        if self.name is None or _plain(self.name) in _plain(name):
            return True
        return self.least_likeness < 1 and likeness(self.name, name) >= self.least_likeness

    def _within(self, period: Period | None) -> bool:
        if self.within is None:
            return True
        if period is None or period.start is None or period.end is None:
            return False
        return self.within[0] <= period.start and period.end <= self.within[1]


def same_name(one: str, other: str) -> bool:
    """Whether two names of people are one name; blanks (纪 楠) don't count.

    >>> same_name("纪　楠", "纪楠"), same_name("纪楠", "纪楠林")
    (True, False)
    """
    return "".join(one.split()) == "".join(other.split())


def best_match(records: Iterable[tuple[Person, _Record]], wanted: str | Person) -> _Record | None:
    """The first record of a person of that name; of namesakes, the first that also has the post of ``wanted``."""
    name = wanted if isinstance(wanted, str) else wanted.name
    found = [(person, record) for person, record in records if same_name(person.name, name)]
    if isinstance(wanted, Person) and wanted.post is not None:
        found = [pair for pair in found if pair[0].post == wanted.post] or found
    return found[0][1] if found else None


def _plain(name: str) -> str:
    return _MARKS.sub("", name)


def _pairs(name: str) -> Counter[str]:
    return Counter(name[i : i + 2] for i in range(len(name) - 1))
