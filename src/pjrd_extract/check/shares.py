"""``share-mismatch``: 占12.5% against the two numbers beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pjrd_extract._text import Span
from pjrd_extract.check.ground import Ground
from pjrd_extract.check.rates import check_rates, is_rate
from pjrd_extract.models.base import plain
from pjrd_extract.models.bulletin import Finding
from pjrd_extract.models.metric import Metric

__all__ = ["check_shares"]

_SHARE = re.compile(r"[，,、（(]?\s*(?:仅|只|约)?占(?:比|总数的?|总人数的?|全部的?|其中的?)?(?:为|达到?)?\s*")
_STOP = re.compile(r"[。！？\n|]")
_LEAD = re.compile(r"[^。；！？\n|]{0,12}其中[^，。；！？\n|]{0,16}")
_PEOPLE = frozenset("人名位")


def check_shares(ground: Ground) -> Iterator[Finding]:
    """One finding for each share that is not the part before it, of the whole before that (A，其中B，占C%).

    Then those of rates, and of parts of a plan, with the two numbers that they are made of.
    """
    for article in ground.bulletin.articles:
        metrics = article.metrics
        for i in ground.percents(article):
            if i < 2:
                continue
            whole, part, share = metrics[i - 2 : i + 1]
            if ground.source.find("占", part.span.end, share.span.start) < 0:
                if is_rate(ground, part, share):
                    yield from check_rates(ground, article, i)
                continue
            if _SHARE.fullmatch(ground.between(part.span, share.span)) is None:
                continue
            if _LEAD.fullmatch(ground.between(whole.span, part.span)) is None:
                continue
            if whole.value and part.value and _alike(whole, part):
                yield from _compared(ground, metrics[max(0, i - 5) : i - 1], part, share)


def _alike(whole: Metric, part: Metric) -> bool:
    return whole.unit == part.unit or {whole.unit, part.unit} <= _PEOPLE


def _compared(ground: Ground, wholes: Sequence[Metric], part: Metric, share: Metric) -> Iterator[Finding]:
    """A finding, unless the share fits the whole or one of the numbers a little before it."""
    told = share.value or Decimal(0)
    half = Decimal((0, (5,), min(0, _exponent(told)) - 1))
    slack = half if share.bound == "exact" else Decimal(5)
    whole = wholes[-1]
    fitting = [one for one in wholes if one.value and part.value and _alike(one, part)]
    shares = [part.value * 100 / one.value for one in fitting if part.value and one.value]
    if not shares or any(abs(one - told) <= slack + Decimal("0.05") for one in shares):
        return
    right = plain(shares[-1].quantize(Decimal("0.1")))
    span = Span(part.span.start, share.span.end)
    yield ground.finding(
        "share-mismatch",
        "warning",
        f"占比与数字不合：{ground.quote(ground.clause(whole.span))}，{ground.quote(ground.clause(span))}，按前两数算约为{right}%",
        [ground.clause(whole.span), ground.clause(span)],
    )


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
