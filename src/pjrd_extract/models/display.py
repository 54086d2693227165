"""Records as HTML for notebooks. Whatever comes from a bulletin is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from pjrd_extract._arguments import check_count, check_type
from pjrd_extract._text import Span
from pjrd_extract.errors import PjrdError
from pjrd_extract.models.base import plain

if TYPE_CHECKING:
    from pjrd_extract.models.bulletin import Bulletin
    from pjrd_extract.models.metric import Metric

__all__ = ["Highlight", "bulletin_html", "highlighted", "metric_html"]

_LONGEST_TABLE = 20  # rows of metrics that a bulletin shows of itself


@dataclass(frozen=True, slots=True)
class Highlight:
    """A stretch of the source between what stands before and after it, all verbatim.

    As a string the stretch stands in 【】; a notebook shows it marked. ``cut_before`` and ``cut_after`` say that the
    text goes on beyond the context, which is shown as an ellipsis.

    >>> str(Highlight("完成税收", "6.72亿元", "，同比", True, True))
    '…完成税收【6.72亿元】，同比…'
    """

    before: str
    marked: str
    after: str
    cut_before: bool
    cut_after: bool

    def __str__(self) -> str:
        return f"{'…' * self.cut_before}{self.before}【{self.marked}】{self.after}{'…' * self.cut_after}"

    def _repr_html_(self) -> str:
        before, marked, after = map(escape, (self.before, self.marked, self.after))
        return f"<p>{'…' * self.cut_before}{before}<mark>{marked}</mark>{after}{'…' * self.cut_after}</p>"


def highlighted(text: str, span: Span, context: int) -> Highlight:
    """``span`` of ``text`` with up to ``context`` characters on each side.

    Raises ``PjrdError`` beyond the text, ``TypeError`` or ``ValueError`` for a ``context`` that is no number of them.
    """
    check_type("context", context, int)
    check_count("context", context)
    if not 0 <= span.start <= span.end <= len(text):
        raise PjrdError(f"the text has {len(text)} characters", span=span)
    start, end = max(span.start - context, 0), min(span.end + context, len(text))
    return Highlight(text[start : span.start], text[span.slice], text[span.end : end], start > 0, end < len(text))


def bulletin_html(bulletin: Bulletin) -> str:
    """The head of ``bulletin``, its articles, its first metrics and the number of its findings, as HTML."""
    masthead = bulletin.masthead
    head = [masthead.title or bulletin.source.name]
    if masthead.published_on is not None:
        head.append(masthead.published_on.isoformat())
    articles = [
        (str(article.index), article.kind, article.title, str(len(article.metrics))) for article in bulletin.articles
    ]
    metrics = [metric for article in bulletin.articles for metric in article.metrics]
    parts = [
        f"<p><strong>{escape(' · '.join(head))}</strong></p>",
        _table(("", "kind", "title", "metrics"), articles),
        _table(_METRIC_HEAD, map(_cells, metrics[:_LONGEST_TABLE])) if metrics else "",
        f"<p>{len(metrics)} metrics in all, {len(bulletin.findings)} findings</p>",
    ]
    return "<div>" + "".join(parts) + "</div>"


def metric_html(metric: Metric) -> str:
    """``metric`` as a table of one row, as HTML."""
    return _table(_METRIC_HEAD, [_cells(metric)])


_METRIC_HEAD = ("name", "value", "unit", "role", "status", "period", "text", "span")


def _cells(metric: Metric) -> tuple[str, ...]:
    if metric.value is not None:
        value = plain(metric.value)
    else:
        value = "–".join(plain(end) if end is not None else "" for end in (metric.low, metric.high))
    role = " ".join(filter(None, (metric.role, metric.direction, metric.basis)))
    period = metric.period.text if metric.period is not None else ""
    span = f"{metric.span.start}–{metric.span.end}"
    return (
        metric.name,
        f"{_SIGNS.get(metric.bound, '')}{value}",
        metric.unit,
        role,
        metric.status,
        period,
        metric.text,
        span,
    )


_SIGNS = {"about": "≈ ", "nearly": "≲ ", "over": "> ", "at_least": "≥ ", "under": "< ", "at_most": "≤ "}


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
