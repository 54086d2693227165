"""The metrics of a bulletin as flat rows, for data frames."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from pjrd_extract.models.articles import Article
    from pjrd_extract.models.bulletin import Bulletin
    from pjrd_extract.models.metric import Metric

__all__ = ["METRIC_COLUMNS", "metric_row", "metric_rows"]

ColumnType = Literal["text", "choice", "number", "integer", "day"]

METRIC_COLUMNS: dict[str, ColumnType] = {
    "article": "integer",
    "article_kind": "choice",
    "article_title": "text",
    "section": "text",
    "name": "text",
    "text": "text",
    "value": "number",
    "low": "number",
    "high": "number",
    "unit": "choice",
    "kind": "choice",
    "bound": "choice",
    "role": "choice",
    "direction": "choice",
    "basis": "choice",
    "status": "choice",
    "period_text": "text",
    "period_start": "day",
    "period_end": "day",
    "scope": "text",
    "si_value": "number",
    "si_unit": "choice",
    "review": "choice",
    "start": "integer",
    "end": "integer",
}
"""The columns in their order, each with the type of its values; ``choice`` is text that repeats."""


def metric_row(article: Article, metric: Metric) -> dict[str, Any]:
    """``metric`` with the article it stands in, one value a column of ``METRIC_COLUMNS``.

    The titles of the sections above it are joined by `` / ``, and ``start`` and ``end`` are the offsets of its span.
    """
    period, si = metric.period, metric.si
    return {
        "article": article.index,
        "article_kind": article.kind,
        "article_title": article.title,
        "section": " / ".join(metric.section) or None,
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
        "period_text": period and period.text,
        "period_start": period and period.start,
        "period_end": period and period.end,
        "scope": metric.scope,
        "si_value": si and si.value,
        "si_unit": si and si.unit,
        "review": metric.review and metric.review.status,
        "start": metric.span.start,
        "end": metric.span.end,
    }


def metric_rows(bulletin: Bulletin) -> Iterator[dict[str, Any]]:
    """The row of each metric of all articles, in the order of the source."""
    for article in bulletin.articles:
        for metric in article.metrics:
            yield metric_row(article, metric)
