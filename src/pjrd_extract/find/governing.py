"""Which period governs a metric: the nearest phrase before it in its sentence that is no standard of comparison.

A phrase that belongs to one figure only (由2020年的56%上升到93.5%) leaves those behind it to the phrase before it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from pjrd_extract.find.baselines import GOAL, WHOLE_YEAR, Reach, begins, belongs_to, reached, share_follows
from pjrd_extract.find.draft import Draft, SentenceDrafts
from pjrd_extract.find.enclosed import bracket
from pjrd_extract.find.heard_reports import only_of_title
from pjrd_extract.find.periods import FoundPeriod
from pjrd_extract.find.same_span import same_span
from pjrd_extract.normalize import calendar
from pjrd_extract.normalize.period_points import Dates

__all__ = ["decide_periods", "leave_open_what_cannot_be", "resolved"]

_COMPARED = re.compile(r"(?:比|较|同|与|相比于|对比|高于|低于|超过|是|为|和|相对于|快于|慢于|超)(?:“|全国|全省|全市)?$")
_COMPARED_LAST = frozenset("比较同与于过是为和超“国省市")  # what _COMPARED ends in
_NOT_GOVERNING_AFTER = re.compile(
    r"预算|同期|[^，；。]{0,8}相[比较]|的[0-9.]+倍|水平|基数|增[长加幅速]|提高|上升|下降|减少|翻"
    r"|[^，；。0-9]{0,6}(?:持平|相当|相同|一致|一样|差不多|接近)"
)
_BASE = re.compile(r"[^，；。0-9]{0,16}基数")
_ATTRIBUTE = frozenset({"历年", "逐年", "逐月", "逐步", "常年", "日均"})
_AVERAGE = frozenset({"年均", "月均", "季均", "周均"})  # of one figure: the next is of the time that was said before
_MEANS = ("浓度", "值", "气温", "降水", "降雨")  # 年均浓度 is what is measured, in whatever year is said
_CARRIED_OVER = re.compile(r"(?:结转|结余|末|决算|基数)")
_PER_NUMBER = re.compile(r"(?:每\w)?(?:约|不超过|不低于|近|超)?[0-9零一二两三四五六七八九十百千万]")
_YEAR_JUST_BEGUN = 3  # March, by when the assemblies have heard the reports on the year before
_RUN = "连续"
_OF_A_TEXT = re.compile("(?:根据|按照?|依据|依照|对照?|针对|关于|围绕|结合|就)[^，。；：]{0,12}$")  # 根据2021年的方案
_LONGEST_GOAL = 16
_LONGEST_LIST = 12
_GOAL_BEHIND = re.compile(
    rf"[^，。；：、]{{0,10}}?{GOAL.pattern}(?:[^，。；：、0-9]{{0,6}}(?P<of>的)|[^，。；：、0-9的]{{0,4}})"
)
_YEARS_GOAL = re.compile(rf"年[度初][^，。；：、]{{0,8}}{GOAL.pattern}$")
_LISTED_BASELINE = re.compile("[、和与及]")
_CAME_TO = re.compile(r"(?:完成|实现|占|达到?|[为是])了?$")
_WHOLE_YEARS = (1, 1, 12, 31)
_INCLUDED = re.compile("不?含|不?包[括含]|其中|除|扣除|剔除")
_BUDGET = re.compile(r"预算|计划数|任务数")


@dataclass(slots=True)
class _Governing:
    """What governs at one place of a sentence.

    ``current`` goes on; ``own`` is of the figures from the one at ``own_from`` on, as far as they are listed, the last
    of which ends at ``own_end``. ``outside`` held before a bracket that closes at ``closes``, or -1. ``reach`` is that
    of the last phrase, ``began`` the time that the last figure rose or fell from.
    """

    current: FoundPeriod | None = None
    own: FoundPeriod | None = None
    own_from: int = 0
    own_end: int = 0
    outside: FoundPeriod | None = None
    closes: int = -1
    reach: Reach = "all"
    began: FoundPeriod | None = None

    def leave_bracket(self, at: int) -> None:
        """Take up again what held before a bracket that closes before ``at``."""
        if 0 <= self.closes < at:
            self.current, self.own, self.closes = self.outside, None, -1

    def meet(self, text: str, sentence: SentenceDrafts, place: int, index: int) -> None:
        """Go on past the period at ``place``, which stands before the draft at ``index``."""
        period, draft, current = sentence.periods[place], sentence.drafts[index], self.current
        last, reach = self.reach, _reach(text, period, sentence.start, draft, current)
        if place and _LISTED_BASELINE.fullmatch(text, sentence.periods[place - 1].span_end, period.span_start):
            if last == "none" and reach == "all":
                reach = last  # 比2022年和2021年
            elif last == reach == "all" and current is not None:
                period = _joined(text, current, period)
        if reach != "none" and self.closes < 0:
            self.outside, self.closes = current, _only_within(text, period, sentence, draft)
        self.reach = reach
        if begins(text, period.span_start) and _at_no_figure(text, period, draft.quantity.start, reach):
            reach = "none"
        if (
            reach == "all"
            and self.own is not None
            and _LISTED_BASELINE.fullmatch(text, self.own_end, period.span_start)
        ):
            reach = "one"  # 从2021年的3.2亿元、2022年的3.8亿元增至4.5亿元
        if reach == "all":
            self.current, self.own = period, None
        elif reach == "one":
            self.own, self.own_from = period, index


def decide_periods(text: str, sentence: SentenceDrafts) -> None:
    """Set ``period`` of every draft of ``sentence``, whose offsets count in ``text``."""
    periods = sentence.periods
    carried = _carried(text, sentence) if sentence.above else None
    if not periods and carried is None:
        return
    at, now = 0, _Governing(carried)
    answered: list[FoundPeriod] = []  # those of the figures from here on, one by one
    for index, draft in enumerate(sentence.drafts):
        start = draft.quantity.start
        while at < len(periods) and periods[at].span_end <= start:
            now.leave_bracket(periods[at].span_start)
            now.meet(text, sentence, at, index)
            at += 1
        now.leave_bracket(start)
        own, current = now.own, now.current
        if own is not None and index > now.own_from:
            own = now.own = own if draft.listed and draft.same_clause and not reached(draft.before) else None
        if own is not None:
            draft.period = same_span(own, current) if text.startswith("同期", own.span_end) else own
            draft.why["period"], draft.own_period, now.own_end = "of-this-figure-only", True, draft.quantity.end
            now.began = draft.period if begins(text, own.span_start) else now.began
        elif now.began is not None and draft.lead_in.startswith("其中") and _rises(text, sentence.drafts, index):
            # 由2020年的…，其中高新企业由12家增加到38家
            draft.period, draft.why["period"] = now.began, "began-as-before"
        elif current is not None and not (
            draft.after[:1] == "的" and share_follows(text, draft.quantity.end) and _YEARS_GOAL.search(draft.lead_in)
        ):
            draft.period, draft.why["period"] = current, "nearest-before"
            if not answered and "分别" in draft.lead_in:
                answered = _answering(sentence.drafts, index)
            if answered:
                draft.period, draft.why["period"] = answered.pop(), "answers-list"
            elif len(current.listed) > 1 or "分别" in draft.lead_in or "分年度" in draft.lead_in:
                _list_out(sentence.drafts, index, current)


def _carried(text: str, sentence: SentenceDrafts) -> FoundPeriod | None:
    """The period that goes on from the lead-in of the list that ``sentence`` is an item of.

    Behind an item with a time of its own nobody can tell whose the next one's is.
    """
    if sentence.lead_in is None:
        return None
    start, end = sentence.lead_in
    for period in reversed(sentence.above):
        governs = not period.rate and belongs_to(text, period) == "all" and not _compared(text, period, start)
        if governs and period.span_start >= end:
            return None
        if governs and len(period.listed) <= 1 and not _OF_A_TEXT.search(text, start, period.span_start):
            return period
    return None


def _at_no_figure(text: str, period: FoundPeriod, figure: int, reach: Reach) -> bool:
    """Whether what begins at ``period`` has come to ``figure`` already: 由上年的低位回升到3.2亿元."""
    end = period.span_end
    if figure - end > _LONGEST_GOAL or not (reach == "one" or text.startswith("的", end)):
        return False
    return reached(text[end:figure])


def _rises(text: str, drafts: list[Draft], index: int) -> bool:
    """Whether the figure behind the one at ``index`` is what that has come to: 由12家增加到38家."""
    if not begins(text, drafts[index].quantity.start):
        return False
    following = drafts[index + 1] if index + 1 < len(drafts) else None
    return following is not None and following.same_clause and reached(following.before)


def _joined(text: str, left: FoundPeriod, right: FoundPeriod) -> FoundPeriod:
    """Both of two times that are listed: 一季度、上半年; without dates as a whole, unless they leave no gap."""
    if (left.vague and not left.listed) or right.vague or "since" in (left.open, right.open):
        return right
    begins = None if left.open == "until" else right.start  # 到2025年、2030年
    if len(left.listed) >= _LONGEST_LIST:
        return right
    listed = (left.listed or ((left.start, left.end),)) + (right.listed or ((begins, right.end),))
    start = end = None
    if left.start and left.end and right.start and (right.start - left.end).days == 1:
        start, end = left.start, right.end
    span = left.span_start, right.span_end
    return FoundPeriod(text[slice(*span)], *span, start, end, "span", listed=listed)


def _only_within(text: str, period: FoundPeriod, sentence: SentenceDrafts, draft: Draft) -> int:
    """Where the bracket closes that ``period`` governs nothing outside of, or -1: 186家（2022年162家），产值126亿元.

    Where it is all that the bracket holds, or says there which is counted, the figures behind are of it: 收入（2023年）,
    企业（2022年新增）12家.
    """
    found = bracket(text, period.span_start, sentence.start)
    if found is None:
        return -1
    opens, closes = found
    start = draft.quantity.start
    if start < closes or (draft.previous is not None and draft.previous.quantity.start > opens):
        return closes
    whole = closes - opens - 1 == period.span_end - period.span_start
    counted = start - closes <= 2 and not _INCLUDED.match(text, opens + 1, period.span_start)
    return -1 if whole or counted else closes


def _list_out(drafts: list[Draft], index: int, period: FoundPeriod) -> None:
    """去今两年分别安排31.5亿元、36.5亿元: the years go to the figures one by one, where they are as many.

    So do those of a range (2021年至2023年), where 分别 says it.
    """
    count = len(_each(period))
    run = drafts[index : index + count]
    first = drafts[index]
    if len(run) < count or first.listed or not all(draft.listed and draft.same_clause for draft in run[1:]):
        return
    if "分别" not in first.lead_in and any(draft.quantity.unit != first.quantity.unit for draft in run):
        return  # 3月、6月开展检查12次、培训8场
    following = drafts[index + count] if index + count < len(drafts) else None
    if following is not None and following.listed and following.same_clause:
        return  # the list is longer
    for position, draft in enumerate(run):
        draft.listed_period = position


def _answering(drafts: list[Draft], index: int) -> list[FoundPeriod]:
    """2021年1426人、2022年1538人，上线率分别为41.2%、43.5%: the times of the figures from ``index`` on, the last first.

    Each is that of one figure before, where those are of one unit, as many, and each of a time of its own.
    """
    first = drafts[index]
    end = index + 1
    while end < len(drafts) and drafts[end].listed and drafts[end].same_clause:
        end += 1
    told = drafts[index - (end - index) : index] if index >= end - index >= 2 else []
    subject, _, _ = first.lead_in.partition("分别")
    if not told or first.listed or _LISTED_BASELINE.search(subject):
        return []
    earlier, unit = told[0].previous, told[0].quantity.unit
    if earlier is not None and earlier.period is not None and earlier.quantity.unit == unit:
        return []  # their list is longer
    periods = [draft.period for draft in told if draft.period is not None and draft.quantity.unit == unit]
    if len({(period.start, period.end) for period in periods if period.start and not period.listed}) < len(told):
        return []
    return [] if any(draft.own_period for draft in told) else periods[::-1]


def _each(period: FoundPeriod) -> tuple[Dates, ...]:
    """The days, months or years that the phrase lists, or the years that it spans whole."""
    start, end = period.start, period.end
    if period.listed or start is None or end is None or (start.month, start.day, end.month, end.day) != _WHOLE_YEARS:
        return period.listed
    return tuple(calendar.years(year) for year in range(start.year, end.year + 1))


def _reach(text: str, period: FoundPeriod, sentence_start: int, draft: Draft, current: FoundPeriod | None) -> Reach:
    """Which figures ``period`` governs: all from ``draft`` on, that one, or none; ``current`` did so far."""
    reach = belongs_to(text, period)
    if current is not None and (current.start or current.end) and period.text.startswith(_RUN):
        # 2024年以来，命案连续四年全破，破案率98.9%: how often in a row is no time that others are of.
        return "none" if "，" in text[period.span_end : draft.quantity.start] else "one"
    if reach == "all" and (current is not None or period.text in WHOLE_YEAR):
        reach = _of_goal(text, period, sentence_start, draft)
    if reach == "all" and _compared(text, period, sentence_start):
        return "none"
    if reach == "all" and only_of_title(text, period, sentence_start, draft.quantity.start):
        return "none"
    if reach == "all" and current is not None and _BASE.match(text, period.span_end, draft.quantity.start):
        return "none"  # 主要是上年防控支出基数较高
    return "one" if reach == "all" and period.text in _AVERAGE else reach


def _of_goal(text: str, period: FoundPeriod, sentence_start: int, draft: Draft) -> Reach:
    """The same for a period that may say whose goal it is: 完成全年任务5000人的62.52%, 占全年计划的80%."""
    start = draft.quantity.start
    goal = _GOAL_BEHIND.fullmatch(text, period.span_end, start) if start - period.span_end <= _LONGEST_GOAL else None
    if goal is None:
        return "all"
    if draft.quantity.kind != "percent":
        return "one" if share_follows(text, draft.quantity.end) else "all"
    came_to = goal["of"] or _CAME_TO.search(text, max(sentence_start, period.span_start - 4), period.span_start)
    return "none" if came_to else "all"


def _compared(text: str, period: FoundPeriod, sentence_start: int) -> bool:
    after = text[period.span_end : period.span_end + 10]
    if period.text in _ATTRIBUTE or (period.text == "年均" and after.startswith(_MEANS)):
        return True
    if period.text.startswith("上年") and _CARRIED_OVER.match(after):
        return True
    if period.rate and _PER_NUMBER.match(text, period.span_end):  # 每人每月890元: part of the price, not of the time
        return True
    if period.text.endswith("初") and _BUDGET.match(after):
        return True
    last = text[period.span_start - 1 : period.span_start] if period.span_start > sentence_start else ""
    if last in _COMPARED_LAST and _COMPARED.search(text, max(period.span_start - 6, sentence_start), period.span_start):
        return last not in "为是和与同" or bool(_NOT_GOVERNING_AFTER.match(after))
    return after.startswith(("同期", "相比", "相较"))


def leave_open_what_cannot_be(sentence: SentenceDrafts, reference_date: dt.date | None) -> None:
    """Take the dates from 全年 of what has been done, where they are those of a year that has only begun.

    A report of January tells of the year before; where neither its sentence nor a title says so, its year is not known.
    So too what there was 年末, as long as this year's end is still to come. Where one figure of the phrase is planned,
    the year is the one to come.
    """
    if reference_date is None:
        return
    begun = reference_date.month <= _YEAR_JUST_BEGUN
    assumed = [
        (draft, period)
        for draft in sentence.drafts
        if (period := draft.period) is not None
        and period.assumed
        and (begun or (period.start is None and period.end is not None and period.end > reference_date))
    ]
    if all(draft.status == "actual" for draft, _ in assumed):
        for draft, period in assumed:
            draft.period = replace(period, start=None, end=None, listed=())


def resolved(period: FoundPeriod, position: int | None) -> tuple[dt.date | None, dt.date | None]:
    """The days that ``period`` means for the figure at ``position`` of a list, or as a whole."""
    if position is not None:
        return _each(period)[position]
    return period.start, period.end
