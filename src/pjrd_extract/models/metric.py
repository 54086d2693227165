"""The metric: one row of what a bulletin reports, plans or expects in figures."""

from __future__ import annotations

from typing import Literal

from pjrd_extract._text import Span
from pjrd_extract.models.base import DecimalString, Record
from pjrd_extract.models.interval import Interval, interval_of
from pjrd_extract.models.parts import Period

__all__ = ["Basis", "Bound", "Direction", "ExplainedMetric", "Kind", "Metric", "Review", "Role", "SiValue", "Status"]

Kind = Literal[
    "money",
    "area",
    "length",
    "volume",
    "mass",
    "voltage",
    "duration",
    "count",
    "percent",
    "percentage_point",
    "rank",
    "score",
    "other",
]
Bound = Literal["exact", "about", "nearly", "over", "at_least", "under", "at_most", "range"]
Role = Literal["level", "change", "gap", "share", "rank"]
Direction = Literal["up", "down", "above", "below"]
Status = Literal["actual", "target", "expected"]
Basis = str


class SiValue(Record):
    """The same amount in the SI unit of its dimension."""

    value: DecimalString
    unit: str


class Review(Record):
    """What a person said of a metric: ``fields`` are those that were corrected."""

    status: Literal["accepted", "edited", "added"]
    fields: tuple[str, ...] = ()
    note: str | None = None


class Metric(Record):
    """A quantity with what it measures. Meaning and values of each field: docs/metrics.md.

    ``text`` is ``source[span.start:span.end]``; ``value`` has multipliers folded in (``304.89亿元`` is 30489000000 元)
    and is ``None`` for a range, which has ``low`` and ``high`` instead. ``Quantity.of(metric)`` converts it.
    """

    name: str
    text: str
    value: DecimalString | None = None
    low: DecimalString | None = None
    high: DecimalString | None = None
    unit: str
    kind: Kind
    bound: Bound
    role: Role
    direction: Direction | None = None
    basis: Basis | None = None
    status: Status
    period: Period | None = None
    scope: str | None = None
    si: SiValue | None = None
    section: tuple[str, ...] = ()
    span: Span
    review: Review | None = None

    @property
    def interval(self) -> Interval:
        """The bound as numbers; ``about`` gives limits only where the text has them (``十几`` is 11 to 19).

        >>> from pjrd_extract import find_metrics
        >>> [metric] = find_metrics("新建小学不少于3所")
        >>> metric.interval
        Interval(lower=Decimal('3'), upper=None, lower_closed=True, upper_closed=False)
        """
        return interval_of(self.value, self.low, self.high, self.bound)

    def _repr_html_(self) -> str:
        from pjrd_extract.models.display import metric_html

        return metric_html(self)


class ExplainedMetric(Record):
    """A metric and, part by part (``name``, ``role``, ``period`` …), the name of the rule that made it.

    A part that no rule decided has its default: role ``level``, status ``actual``, no period.
    """

    metric: Metric
    rules: dict[str, str]
