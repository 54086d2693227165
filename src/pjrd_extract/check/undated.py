"""``undated``: relative times (今年, 9月) of a text that says nowhere which year it was written in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pjrd_extract._text import Span
from pjrd_extract.check.ground import Ground
from pjrd_extract.errors import PeriodError
from pjrd_extract.models.bulletin import Finding
from pjrd_extract.normalize.periods import parse_period
from pjrd_extract.rules import Rules

__all__ = ["check_undated"]

_MOST = 50
_ANY_DAY = dt.date(2020, 6, 15)


def check_undated(ground: Ground) -> Iterator[Finding]:
    """One finding with the times of figures that a date of the bulletin would have resolved."""
    if ground.bulletin.reference_date is not None:
        return
    relative: dict[str, bool] = {}
    spans: dict[Span, None] = {}
    for article in ground.bulletin.articles:
        for metric in article.metrics:
            period = metric.period
            if period is None or period.start is not None or period.end is not None:
                continue
            if period.text not in relative:
                relative[period.text] = _relative(period.text, ground.rules)
            if relative[period.text]:
                spans[period.span] = None
    if spans:
        shown = list(dict.fromkeys(ground.quote(span) for span in spans))
        some = "、".join(shown[:3]) + (f"等{len(shown)}种说法" if len(shown) > 3 else "")
        message = f"未找到公报或报告的日期，{some}无法换算成年月日，共{len(spans)}处"
        yield ground.finding("undated", "info", message, list(spans)[:_MOST])


def _relative(text: str, rules: Rules) -> bool:
    """Whether a date is all that ``text`` lacks: 今年 and 9月, not 三年来."""
    try:
        period = parse_period(text, reference_date=_ANY_DAY, rules=rules)
    except PeriodError:
        return False
    return period.start is not None or period.end is not None
