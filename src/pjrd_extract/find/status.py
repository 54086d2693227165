"""Status of a metric: reached, planned or foreseen."""

from __future__ import annotations

import datetime as dt
import re
from operator import itemgetter

from pjrd_extract.find.baselines import GOAL, share_follows
from pjrd_extract.find.draft import Draft, SentenceDrafts
from pjrd_extract.find.governing import resolved
from pjrd_extract.find.lexicon import Lexicon
from pjrd_extract.find.modals import modals
from pjrd_extract.find.periods import FoundPeriod
from pjrd_extract.find.roles import is_goal
from pjrd_extract.models.metric import Status

__all__ = ["decide_status", "is_over"]

_Cue = tuple[int, Status | None]
_STRETCH = re.compile(r"[；;]")
_GOAL = re.compile(r"(?<!绩效)(?<!完成)(?<!超)(?:目标|计划数|预算数|任务数|(?:收入|支出)预算)(?:为|是|达|达到)?约?$")
_GOAL_OF_SHARE = re.compile(rf"{GOAL.pattern}$")  # 完成任务5000人的62.52%
_GOAL_LAST = frozenset("标数算为是达到约")  # what _GOAL ends in
_WHOLE = re.compile(r"(?:占|完成|为|达到?)[^占，]*的$")
_DONE = re.compile(r"(?:实际|累计)?(?:完成|执行|实现|支出|支付|下达|拨付|到账|(?:资金)?到位)(?:了|数|投资|资金)?")
_GOAL_BEHIND = re.compile("的[^，。；：]{0,4}目标(?:任务|要求)?")  # 围绕引进项目60个的目标
_REACHED = re.compile("完成|实现|达到")
_REACHES = re.compile("完成|实现|达到|目标|任务")
_WAS = re.compile("[仅只]?[为是有]|已[有为达]到?")
_BEHIND_PLAN = frozenset("，；（")
_GOALS = re.compile("目标(?:任务)?(?:为|是|如下)?[：:]")
_LONGEST_GOALS = 7
_CLAUSE = 16  # characters before a list of goals that may tell that they were reached
_NEAR = 4  # characters that show whether a clause begins
_BEFORE = 40  # characters of the clauses before that what is compared with may stand in
_ATTRIBUTE = re.compile("[^，。；：、0-9]{2}的")
_A_WEEK = dt.timedelta(days=7)


def decide_status(
    text: str, sentence: SentenceDrafts, lexicon: Lexicon, reference_date: dt.date | None, planning: bool
) -> None:
    """Set ``status`` of every draft of ``sentence``. ``planning``: the sentence stands in a section of plans.

    The last cue before the figure decides, in its own stretch between semicolons; without one, a period that lies ahead
    or a section of plans makes it a target, unless its period is over.
    """
    cues = iter(_cues(text, sentence, lexicon, reference_date, planning))
    cue, current, planned = next(cues, None), None, False
    for draft in sentence.drafts:
        while cue is not None and cue[0] < draft.quantity.start:
            planned = text.startswith(lexicon.plans, cue[0])
            current, cue = cue[1], next(cues, None)
        lead_in, period = draft.lead_in, draft.period
        following, previous = draft.after[:1], draft.previous
        if following == "已":
            draft.decide("status", "actual", "done-after-number")
        elif previous is not None and previous.status == "target" and _done_of_planned(draft, previous, planned):
            current = "actual"
            draft.decide("status", current, "done-of-planned")
        elif following == "的" and share_follows(text, draft.quantity.end) and _GOAL_OF_SHARE.search(lead_in):
            draft.decide("status", "target", "goal-of-a-share")
        elif goal := _of_goal(draft, previous):
            draft.decide("status", "target", goal)
        elif following == "的" and _GOAL_BEHIND.fullmatch(draft.after) and not _REACHED.search(lead_in):
            draft.decide("status", "target", "goal-behind-number")
        elif current is not None:
            was = current == "target" and _was(draft, text, reference_date)
            draft.decide("status", "actual" if was else current, "as-it-was" if was else f"cue-{current}")
        elif period is not None and reference_date is not None and _ahead(period, reference_date, draft.listed_period):
            draft.decide("status", "target", "period-ahead")
        elif (
            planning
            and not is_over(period, reference_date, draft.listed_period)
            and not _told(text, sentence.start, draft, lexicon)
        ):
            draft.decide("status", "target", "section-of-plans")
        if previous is not None and previous.status != "actual" and _began(draft, previous, reference_date, lexicon):
            previous.decide("status", "actual", "where-it-began")


def _was(draft: Draft, text: str, reference_date: dt.date | None) -> bool:
    """Whether a clause on a time gone by tells of ``draft``: 力争到2025年达到150家，2023年为118家."""
    period = draft.period
    return (
        period is not None
        and text[period.span_start - 1 : period.span_start] in _BEHIND_PLAN
        and _WAS.fullmatch(text, period.span_end, draft.quantity.start) is not None
        and is_over(period, reference_date, draft.listed_period)
    )


def _told(text: str, start: int, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether words before ``draft`` in its stretch of the sentence from ``start`` tell how things stand: 仍有16个问题."""
    end = draft.quantity.start
    return lexicon.told.search(text, max(start, text.rfind("；", start, end)), end) is not None


def _began(draft: Draft, previous: Draft, reference_date: dt.date | None, lexicon: Lexicon) -> bool:
    """Whether ``previous`` is what ``draft`` is to be changed from: 力争由91%提高到95%; a plan that is changed is one."""
    if previous.why["status"] == "noun-of-goal" or "调" in draft.before or not is_goal(draft, previous, lexicon):
        return False
    began = previous.period if previous.own_period else None
    return began is None or reference_date is None or not _ahead(began, reference_date)


def _of_goal(draft: Draft, previous: Draft | None) -> str:
    """The rule by which ``draft`` is a goal, or the growth of the one just before: 支出预算38亿元，增长3%."""
    lead_in = draft.lead_in
    if lead_in and lead_in[-1] in _GOAL_LAST and draft.role in ("level", "change") and _GOAL.search(lead_in):
        return "noun-of-goal"
    if draft.role != "change" or previous is None or previous.why.get("status") != "noun-of-goal":
        return ""
    return "growth-of-goal" if draft.why.get("name") == "carried-over" else ""


def _done_of_planned(draft: Draft, previous: Draft, planned: bool) -> bool:
    """Whether ``draft`` says how many of those planned just before are done: 计划改造危桥12座，完成8座.

    ``planned``: the last word that gave a status is one of a plan, which 力争 is not.
    """
    return (
        not draft.same_clause
        and (planned or previous.why["status"] == "noun-of-goal")
        and previous.quantity.unit == draft.quantity.unit
        and _DONE.fullmatch(draft.before) is not None
    )


def _cues(
    text: str, sentence: SentenceDrafts, lexicon: Lexicon, reference_date: dt.date | None, planning: bool
) -> list[_Cue]:
    """Where in ``sentence`` the words stand from which on its figures have a status, or none of a stretch's own."""
    start, end = sentence.start, sentence.drafts[-1].quantity.start
    first = lexicon.any_status_cue.search(text, start, end)
    listed = sentence.lead_in is not None and _announces(text, *sentence.lead_in)
    if first is None and not listed:
        return []
    start = first.start() if first is not None else end
    cues, announced = _words(text, start, end, sentence, lexicon, planning)
    goals = _GOALS.search(text, start, end)
    if goals is not None and _announces(text, start, goals.end()):
        cues.append((goals.start(), "target"))
        announced = min(announced, goals.start())
    # What is compared with, or what something is a share of, is planned without what is measured being so.
    for draft in sentence.drafts if cues else ():
        apart = _compared_with(draft, text) if draft.basis or draft.role == "share" else None
        if apart is not None:
            cues = [cue for cue in cues if not apart[0] <= cue[0] < apart[1]]
    if listed:
        cues.append((sentence.start - 1, "target"))
        announced = start = sentence.start - 1
    if not cues:
        return []
    for period in sentence.periods:
        if period.text.startswith("截") and (reference_date is None or not _ahead(period, reference_date)):
            cues.append((period.span_start, "actual"))  # 计划改造12座，截至9月底改造8座
    for match in _STRETCH.finditer(text, start, end):
        cues.append((match.start(), "target" if announced < match.start() else None))
    cues.sort(key=itemgetter(0))
    return cues


def _announces(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` ends with goals that are listed behind it: 主要预期目标为：, not 实现了以下目标：."""
    goals = _GOALS.search(text, max(start, end - _LONGEST_GOALS), end)
    return goals is not None and goals.end() == end and text.find("了", max(start, end - _CLAUSE), end) < 0


def _words(
    text: str, start: int, end: int, sentence: SentenceDrafts, lexicon: Lexicon, planning: bool
) -> tuple[list[_Cue], int]:
    """The words of ``text[start:end]`` that say a status, and from where on a clause has said what is still to come."""
    cues, demanded, announced = list[_Cue](), list[_Cue](), end
    for head in lexicon.head_cue.finditer(text, start, end):
        at = head.start()
        if not _at_head(at, text, sentence, lexicon):
            continue
        if head.group() not in lexicon.ahead and _is_attribute(text, head.end(), sentence.end, lexicon):
            continue
        if head.group() in lexicon.ahead:
            cues.append((at, "target"))
            announced = min(announced, at)
        else:
            demanded.append((at, "target"))
    for status, pattern in lexicon.status_cues:
        cues += [
            (match.start(), status)
            for match in pattern.finditer(text, start, end)
            if status != "target" or _plans(match, text, sentence, lexicon, planning)
        ]
    cues += demanded
    ahead = start - 1 if planning else announced  # from here on, 将 says what is meant to be done
    for at, meant, _ in modals(text, lexicon, start, end):
        if meant or not _disposes(at, sentence, lexicon):
            cues.append((at, "target" if meant or at > ahead else "expected"))
    return cues, announced


def _plans(match: re.Match[str], text: str, sentence: SentenceDrafts, lexicon: Lexicon, planning: bool) -> bool:
    """Whether the word found by ``match`` plans something where it stands."""
    word = match.group()
    if word in lexicon.purposes:
        return planning or _assures(match.end(), text, sentence)
    if word in lexicon.needs:
        at = match.start()
        clause = max(sentence.start, text.rfind("，", sentence.start, at), text.rfind("；", sentence.start, at))
        return lexicon.told.search(text, clause, at) is None and not _is_attribute(
            text, match.end(), sentence.end, lexicon
        )
    return True


def _is_attribute(text: str, at: int, end: int, lexicon: Lexicon) -> bool:
    """Whether the word of need that ends at ``at`` only says which are counted: 需要改造的小区共186个."""
    if _ATTRIBUTE.match(text, at, end) is not None:
        return True
    verb = lexicon.verb_start.match(text, at, end)
    return verb is not None and text.startswith("的", verb.end(), end)


def _assures(at: int, text: str, sentence: SentenceDrafts) -> bool:
    """Whether the clause that goes on at ``at`` holds a figure, or says that a goal is to be reached: 确保完成全年任务."""
    stops = [stop for mark in "，；" if (stop := text.find(mark, at, sentence.end)) >= 0]
    stop = min(stops, default=sentence.end)
    return (
        any(at <= draft.quantity.start < stop for draft in sentence.drafts)
        or _REACHES.search(text, at, stop) is not None
    )


def _at_head(at: int, text: str, sentence: SentenceDrafts, lexicon: Lexicon) -> bool:
    """Whether a clause begins at offset ``at``, or goes on there behind its time or a body that speaks."""
    if at == sentence.start or lexicon.before_head.search(text, max(at - _NEAR, sentence.start), at):
        return True
    return any(period.span_end == at for period in sentence.periods)


def _disposes(at: int, sentence: SentenceDrafts, lexicon: Lexicon) -> bool:
    """Whether 将 at offset ``at`` only puts the object before its verb: 将新建学校3所纳入计划."""
    for draft in sentence.drafts:
        if draft.quantity.start > at:
            return (
                draft.quantity.start - len(draft.lead_in) <= at and lexicon.verb_start.search(draft.after) is not None
            )
    return False


def _compared_with(draft: Draft, text: str) -> tuple[int, int] | None:
    """Where what ``draft`` is compared with, or is a share of, stands in ``text``; or the time that is only its own."""
    start = draft.quantity.start
    if draft.own_period and draft.period is not None:
        return draft.period.span_start, draft.period.span_end
    if draft.basis:
        at = text.rfind(draft.basis, max(start - len(draft.lead_in) - _BEFORE, 0), start)
        return (at, at + len(draft.basis)) if at >= 0 else None
    if draft.role == "share" and draft.lead_in.endswith("的"):
        whole = _WHOLE.search(draft.lead_in)
        return (start - len(draft.lead_in) + whole.start(), start) if whole is not None else None
    return None


def _ahead(period: FoundPeriod, reference_date: dt.date, position: int | None = None) -> bool:
    """Whether the period ends in days to come: a later year, or a date by which something is to be done.

    That is no date of a stock: what there was 年末 may be the year before's.

    ``position`` is that of the figure among those that the times of ``period`` go to one by one.
    """
    start, end = resolved(period, 0 if position is None and period.listed else position)
    if start is not None:
        this_years = start.year == reference_date.year
        return start.year > reference_date.year or (this_years and period.text == "年内")
    return end is not None and end > reference_date + _A_WEEK and period.text[0] != "截" and period.text != "年末"


def is_over(period: FoundPeriod | None, reference_date: dt.date | None, position: int | None) -> bool:
    """Whether ``period`` has ended on ``reference_date``, or has begun and goes on."""
    if period is None or reference_date is None:
        return False
    _, end = resolved(period, -1 if position is None and period.listed else position)
    return (end is not None and end <= reference_date) or period.open == "since"
