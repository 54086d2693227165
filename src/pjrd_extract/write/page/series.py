"""The metrics that can be looked at over time and across bulletins: those of one name, unit and role."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from pjrd_extract.models.base import plain
from pjrd_extract.models.bulletin import Bulletin

__all__ = ["Series"]

_Point = tuple[int, str, str | None, str | None, str, int, int]


class Series:
    """The points of all metrics, gathered bulletin by bulletin.

    >>> from pjrd_extract import extract
    >>> series = Series()
    >>> for number, value in enumerate(("5.9", "6.7")):
    ...     series.add(number, extract(f"关于财政工作的报告\\n\\n{2022 + number}年，全县完成地方税收{value}亿元。"))
    >>> [one] = series.table()
    >>> one["name"], one["unit"], [point[1] for point in one["points"]]
    ('地方税收', '元', ['590000000', '670000000'])
    """

    def __init__(self) -> None:
        self._points: dict[tuple[str, str, str], list[_Point]] = defaultdict(list)

    def add(self, number: int, bulletin: Bulletin) -> None:
        """Adds the metrics of ``bulletin`` that have a value; ``number`` is its place in the page."""
        for article in bulletin.articles:
            for metric in article.metrics:
                if metric.value is None:
                    continue
                period = metric.period
                sign = "-" if metric.direction in ("down", "below") and metric.value > 0 else ""
                self._points[metric.name, metric.unit, metric.role].append(
                    (
                        number,
                        sign + plain(metric.value),
                        period.start.isoformat() if period is not None and period.start is not None else None,
                        period.end.isoformat() if period is not None and period.end is not None else None,
                        metric.status,
                        metric.span.start,
                        metric.span.end,
                    )
                )

    def table(self) -> list[dict[str, Any]]:
        """What two bulletins or more have, sorted by how many have it for a stated period: name, unit, role and points.

        A point is the bulletin's number, the value (negative where it went down), start and end of its period, status
        and span.
        """
        shared = [(key, points) for key, points in self._points.items() if len({point[0] for point in points}) > 1]
        shared.sort(key=lambda one: (-len({point[0] for point in one[1] if point[2] or point[3]}), one[0]))
        return [{"name": name, "unit": unit, "role": role, "points": points} for (name, unit, role), points in shared]
