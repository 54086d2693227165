"""``implausible``: rates over 100 % where none can be, days that no calendar has, a meeting after it was reported."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pjrd_extract._text import Span
from pjrd_extract.check.ground import Ground
from pjrd_extract.models.articles import EvaluationOpinion, Meeting
from pjrd_extract.models.base import plain
from pjrd_extract.models.bulletin import Finding

__all__ = ["check_implausible"]

# The literal stands first: the search for it is many times faster than that for a digit.
_DAY = re.compile(r"月(?: ?([0-9]{1,2}) ?日)?")
_MONTH = re.compile(r"(?<![0-9.—\-])([0-9]{1,2}) ?$")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def check_implausible(ground: Ground) -> Iterator[Finding]:
    """One finding for each rate, day or date that can't be."""
    yield from _rates(ground)
    yield from _days(ground)
    yield from _meetings(ground)


def _rates(ground: Ground) -> Iterator[Finding]:
    capped, uncapped = ground.words("capped"), ground.words("uncapped")
    for article in ground.bulletin.articles:
        for metric in article.metrics:
            if metric.kind != "percent" or metric.value is None or metric.value <= 100 or metric.role == "change":
                continue
            if metric.name.endswith(capped) and not any(word in metric.name for word in uncapped):
                span = ground.clause(metric.span)
                yield ground.finding("implausible", "warning", f"比率超过100%：{ground.quote(span)}", [span])
        if isinstance(article, EvaluationOpinion):
            for label, rate in (("满意率", article.satisfaction_percent), ("真实率", article.truthfulness_percent)):
                spans = [metric.span for metric in article.metrics if metric.value == rate and metric.kind == "percent"]
                if (
                    rate is not None
                    and rate > 100
                    and not any(m.name.endswith(capped) for m in article.metrics if m.value == rate)
                ):
                    message = f"{label}超过100%：写为{plain(rate)}%"
                    yield ground.finding("implausible", "warning", message, [ground.clause(span) for span in spans])


def _days(ground: Ground) -> Iterator[Finding]:
    for match in _DAY.finditer(ground.clean):
        before = _MONTH.search(ground.clean, max(0, match.start() - 4), match.start())
        if before is None or match[1] is None:
            continue
        month, day = int(before[1]), int(match[1])
        if not (1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]):
            span = ground.text.span(before.start(), match.end())
            yield ground.finding("implausible", "warning", f"没有这个日期：{ground.quote(span)}", [span])


def _meetings(ground: Ground) -> Iterator[Finding]:
    published = ground.bulletin.masthead.published_on
    for article in ground.bulletin.articles:
        if not isinstance(article, Meeting) or article.date is None:
            continue
        span = Span(article.span.start, min(article.span.end, article.span.start + 120))
        if published is not None and article.date > published:
            message = f"会议日期{article.date}晚于公报日期{published}"
            yield ground.finding("implausible", "warning", message, [span])
        if article.end_date is not None and article.end_date < article.date:
            message = f"会议结束日期{article.end_date}早于开始日期{article.date}"
            yield ground.finding("implausible", "warning", message, [span])
