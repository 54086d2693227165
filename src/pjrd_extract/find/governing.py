"""Which period governs a metric: the nearest phrase before it in its sentence that is no standard of comparison."""

from __future__ import annotations

import datetime as dt
import re

from pjrd_extract.find.draft import Draft, SentenceDrafts
from pjrd_extract.find.periods import FoundPeriod
from pjrd_extract.normalize import calendar
from pjrd_extract.normalize.period_points import Dates

__all__ = ["decide_periods"]

_COMPARED = re.compile(r"(?:比|较|同|与|相比于|对比|高于|低于|超过|是|为|和|相对于|快于|慢于|超)(?:“|全国|全省|全市)?$")
_NOT_GOVERNING_AFTER = re.compile(r"预算|同期|相比|相较|的[0-9.]+倍|水平|基数|增[长加幅速]|提高|上升|下降|减少|翻")
_ATTRIBUTE = frozenset({"历年", "逐年", "逐月", "逐步", "常年"})
_MEANS = ("浓度", "值", "气温", "降水", "降雨")  # 年均浓度 is what is measured, in whatever year is said
_CARRIED_OVER = re.compile(r"(?:结转|结余|末|决算|基数)")
_PER_NUMBER = re.compile(r"(?:每\w)?(?:约|不超过|不低于|近|超)?[0-9零一二两三四五六七八九十百千万]")
_BUDGET = re.compile(r"预算|计划数|任务数")


def decide_periods(text: str, sentence: SentenceDrafts) -> None:
    """Set ``period`` of every draft of ``sentence``, whose offsets count in ``text``."""
    periods = sentence.periods
    if not periods:
        return
    at, current = 0, None
    for index, draft in enumerate(sentence.drafts):
        start = draft.quantity.start
        while at < len(periods) and periods[at].span_end <= start:
            if not _compared(text, periods[at], sentence.start):
                current = periods[at]
            at += 1
        if current is not None:
            draft.period, draft.why["period"] = current, "nearest-before"
            if len(current.listed) > 1 or "分别" in draft.lead_in:
                _list_out(sentence.drafts, index, current)


def _list_out(drafts: list[Draft], index: int, period: FoundPeriod) -> None:
    """去今两年分别安排31.5亿元、36.5亿元: the years go to the figures one by one, where they are as many.

    So do those of a range (2021年至2023年), where 分别 says it.
    """
    count = len(_each(period))
    run = drafts[index : index + count]
    if len(run) < count or drafts[index].listed or not all(draft.listed and draft.same_clause for draft in run[1:]):
        return
    following = drafts[index + count] if index + count < len(drafts) else None
    if following is not None and following.listed and following.same_clause:
        return  # the list is longer
    for position, draft in enumerate(run):
        draft.listed_period = position


def _each(period: FoundPeriod) -> tuple[Dates, ...]:
    """The days, months or years that the phrase lists, or the years that it spans whole."""
    start, end = period.start, period.end
    if period.listed or start is None or end is None or period.precision != "year":
        return period.listed
    return tuple(calendar.years(year) for year in range(start.year, end.year + 1))


def _compared(text: str, period: FoundPeriod, sentence_start: int) -> bool:
    before = text[max(period.span_start - 6, sentence_start) : period.span_start]
    after = text[period.span_end : period.span_end + 6]
    if period.text == "日均" or (period.text == "年均" and after.startswith(_MEANS)):
        return True
    if period.text in _ATTRIBUTE or (period.text.startswith("上年") and _CARRIED_OVER.match(after)):
        return True
    if period.rate and _PER_NUMBER.match(text, period.span_end):  # 每人每月890元: part of the price, not of the time
        return True
    if period.text.endswith("初") and _BUDGET.match(after):
        return True
    if _COMPARED.search(before):
        return before[-1] not in "为是和与同" or bool(_NOT_GOVERNING_AFTER.match(after))
    return after.startswith(("同期", "相比", "相较"))


def resolved(period: FoundPeriod, position: int | None) -> tuple[dt.date | None, dt.date | None]:
    """The days that ``period`` means for the figure at ``position`` of a list, or as a whole."""
    if position is not None:
        return _each(period)[position]
    return period.start, period.end
