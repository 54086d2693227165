"""``share-mismatch``: a rate beside the two numbers that it is made of (96所，合格88所，合格率95.2%; 为计划5亿元的90%)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pjrd_extract._patterns import compiled, rare
from pjrd_extract._text import Span
from pjrd_extract.check.ground import Ground
from pjrd_extract.check.margins import last_digit, margin
from pjrd_extract.models.articles import Article
from pjrd_extract.models.base import plain
from pjrd_extract.models.bulletin import Finding
from pjrd_extract.models.metric import Metric

__all__ = ["check_rates", "is_rate"]

_NEAR = 24
_MOST = 5
_STOP = re.compile(r"[。！？；;\n|]")
_RATE = rare(
    compiled,
    r"(?P<behind>[^，,。；;、\d]{0,8})[，,、（(]\s*(?P<stem>[^，,。；;、（(\d率]{2,4})率(?:为|达到?|是|仅为)?",
)
_NOT = re.compile("[不未没和]")
_LEAD = "(?:^|[，,；;（(：:])\\s*(?:其中|已经?|共|实际|现|全部|累计|完成|先后|目前)*"
_OF = rare(
    compiled,
    r"[，,（(]?\s*(?:占|为|是|完成|达到?)[^，,。；;、\d]{0,8}(?:计划|任务|目标|预算|预算数|总投资)(?:的|数|数的)?",
)


def is_rate(ground: Ground, part: Metric, share: Metric) -> bool:
    """Whether ``share`` may be a rate of ``part``, or its part of a plan: what few are, told by two characters."""
    start, end = part.span.end, share.span.start
    return end - start <= _NEAR and (ground.source[end - 1] == "的" or ground.source.find("率", start, end) >= 0)


def check_rates(ground: Ground, article: Article, i: int) -> Iterator[Finding]:
    """A finding if the rate at place ``i`` of the article's metrics is not that of the numbers before it.

    The part must be told with the word of the rate (办结118件，办结率…), and the whole may be any number of its unit before
    it in the sentence, or several together. A part that may hold what is left from before (办结 more than 受理) says
    nothing.
    """
    metrics = article.metrics
    whole, part, rate = metrics[i - 2 : i + 1]
    if rate.bound != "exact" or part.bound != "exact" or not part.value or rate.unit != "%":
        return
    gap = ground.between(part.span, rate.span)
    if gap == "的":
        beside = whole.unit == part.unit and part.span.start - whole.span.end < _NEAR
        if beside and _OF.fullmatch(ground.between(whole.span, part.span)) is not None:
            yield from _compared(ground, [part], whole, rate)
        return
    match = _RATE.fullmatch(gap)
    if match is None or not _told_with(ground, match, whole, part):
        return
    wholes: list[Metric] = []
    for before in reversed(metrics[max(0, i - 1 - _MOST) : i - 1]):
        if _STOP.search(ground.between(before.span, part.span)):
            break
        if before.unit == part.unit and before.role == "level" and before.bound == "exact" and before.value:
            wholes.append(before)
    if whole in wholes and max(one.value or Decimal(0) for one in wholes) >= part.value:
        yield from _compared(ground, wholes, part, rate)


def _told_with(ground: Ground, match: re.Match[str], whole: Metric, part: Metric) -> bool:
    """Whether the part, and not the whole, is counted by the word of the rate (收回486份，回收率), or by one for it.

    发放8.6亿元、回收8.2亿元 are two amounts side by side: of what the rate is stands elsewhere.
    """
    stem = match["stem"]
    words = next((words for words in ground.sets("rate") if stem in words), (stem,))
    before = ground.between(whole.span, part.span)
    if _STOP.search(before):
        return False
    if match["behind"]:
        return match["behind"].endswith(words) and not _NOT.search(match["behind"])
    told = re.compile(rf"{_LEAD}(?:{'|'.join(map(re.escape, words))})了?(?P<what>[^，,。；;、\d或和及率]{{0,6}})$")
    match_of_part, counted = told.search(before), ground.quote(ground.clause(whole.span))
    # 消化批而未供土地1840亩，处置闲置土地613亩: a part with a noun of its own is no part of what stands before it.
    if match_of_part is None or match_of_part["what"] not in counted:
        return False
    return not any(word in counted for word in words)


def _compared(ground: Ground, wholes: Sequence[Metric], part: Metric, rate: Metric) -> Iterator[Finding]:
    told, step, a = rate.value or Decimal(0), last_digit(rate), part.value or Decimal(0)
    bases = [one.value for one in wholes if one.value]
    slack, of_part = max(margin(one, part) for one in wholes), margin(part, *wholes)
    sums = [sum(bases[:n], Decimal(0)) for n in range(2, len(bases) + 1)]
    for base in (*bases, *sums):
        low, high = (a - of_part) * 100 / (base + slack), (a + of_part) * 100 / max(base - slack, Decimal(1))
        if low - step <= told <= high + step:
            return
    base = max(bases)
    first = min((*wholes, part), key=lambda one: one.span.start)
    span = Span(ground.clause(first.span).start, rate.span.end)
    message = f"占比与数字不合：{ground.quote(span)}，按前两数算约为{plain((a * 100 / base).quantize(Decimal('0.1')))}%"
    yield ground.finding("share-mismatch", "warning", message, [span])
