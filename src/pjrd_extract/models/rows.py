"""The metrics of a bulletin as flat rows, for tables and data frames."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from pjrd_extract.models.bulletin import Bulletin
    from pjrd_extract.models.metric import Metric

__all__ = ["Row", "Value", "metric_row", "metric_rows"]

Value: TypeAlias = str | int | Decimal | dt.date | None
Row: TypeAlias = dict[str, Value]


def metric_row(metric: Metric) -> Row:
    """``metric`` as one value a column of ``METRIC_COLUMNS``, in their order.

    The titles of the sections above it are joined by `` / ``, and ``start`` and ``end`` are the offsets of its span.
    """
    period, si = metric.period, metric.si
    return {
        "name": metric.name,
        "text": metric.text,
        "value": metric.value,
        "low": metric.low,
        "high": metric.high,
        "unit": metric.unit,
        "kind": metric.kind,
        "bound": metric.bound,
        "role": metric.role,
        "direction": metric.direction,
        "basis": metric.basis,
        "status": metric.status,
        "scope": metric.scope,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "period_text": period.text if period else None,
        "si_value": si.value if si else None,
        "si_unit": si.unit if si else None,
        "section": " / ".join(metric.section) or None,
        "review": metric.review.status if metric.review else None,
        "start": metric.span.start,
        "end": metric.span.end,
    }


def metric_rows(bulletin: Bulletin) -> Iterator[Row]:
    """Each metric of all articles as one value a column of ``FRAME_COLUMNS``, in the order of the source."""
    for article in bulletin.articles:
        about: Row = {"article": article.index, "article_kind": article.kind, "article_title": article.title}
        for number, metric in enumerate(article.metrics):
            yield {**about, "metric": number, **metric_row(metric)}
