"""The metrics of a bulletin as flat rows, for tables and data frames."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from typing import TYPE_CHECKING, TypeAlias

from pjrd_extract.models.columns import Column

if TYPE_CHECKING:
    from pjrd_extract.models.bulletin import Bulletin
    from pjrd_extract.models.metric import Metric

__all__ = ["DECIMAL_DIGITS", "DECIMAL_PLACES", "Row", "Value", "by_column", "fitting", "metric_row", "metric_rows"]

DECIMAL_DIGITS, DECIMAL_PLACES = 38, 12
"""What a decimal of Arrow, Parquet and polars has, in all and behind the point."""

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


def metric_rows(bulletin: Bulletin, bulletin_id: str | None = None) -> Iterator[Row]:
    """Each metric of all articles as one value a column of ``FRAME_COLUMNS``, in the order of the source.

    ``bulletin_id`` is what the rows call the bulletin; default: the name of its source.
    """
    name = bulletin.source.name if bulletin_id is None else bulletin_id
    for article in bulletin.articles:
        about: Row = {
            "bulletin_id": name,
            "article": article.index,
            "article_kind": article.kind,
            "article_title": article.title,
        }
        for number, metric in enumerate(article.metrics):
            yield {**about, "metric": number, **metric_row(metric)}


def by_column(columns: Sequence[Column], rows: Sequence[Row]) -> dict[str, list[Value]]:
    """The values of ``rows`` by column.

    >>> by_column([Column("unit", "text", "单位", "")], [{"unit": "元"}, {"unit": "%"}])
    {'unit': ['元', '%']}
    """
    return {column.name: [row[column.name] for row in rows] for column in columns}


def fitting(value: Value) -> Value:
    """``value`` as a decimal of Arrow, Parquet and polars holds it: rounded to twelve places.

    What has more than 26 digits before the point is ``None``.

    >>> fitting(Decimal("0.5")), fitting(Decimal("1E+26"))
    (Decimal('0.500000000000'), None)
    """
    if not isinstance(value, Decimal):
        return value
    if value.adjusted() >= DECIMAL_DIGITS - DECIMAL_PLACES:
        return None
    with localcontext(prec=DECIMAL_DIGITS + 1):
        return value.quantize(Decimal(1).scaleb(-DECIMAL_PLACES), ROUND_HALF_EVEN)
