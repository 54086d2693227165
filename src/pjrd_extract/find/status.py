"""Status of a metric: reached, planned or foreseen."""

from __future__ import annotations

import datetime as dt
import re
from operator import itemgetter

from pjrd_extract.find.baselines import GOAL, SHARE_OF_IT
from pjrd_extract.find.draft import SentenceDrafts
from pjrd_extract.find.lexicon import Lexicon
from pjrd_extract.find.periods import FoundPeriod
from pjrd_extract.models.metric import Status

__all__ = ["decide_status"]

_STRETCH = re.compile(r"[；;]")
_GOAL = re.compile(r"(?<!绩效)(?<!完成)(?<!超)(?:目标|计划数|预算数|任务数)(?:为|是|达|达到)?约?$")
_GOAL_OF_SHARE = re.compile(rf"{GOAL.pattern}$")  # 完成任务5000人的62.52%
_GOAL_LAST = frozenset("标数为是达到约")  # what _GOAL ends in
_A_WEEK = dt.timedelta(days=7)


def decide_status(
    text: str, sentence: SentenceDrafts, lexicon: Lexicon, reference_date: dt.date | None, planning: bool
) -> None:
    """Set ``status`` of every draft of ``sentence``. ``planning``: the sentence stands in a section of plans.

    The last cue before the figure decides, in its own stretch between semicolons; without one, a period that lies ahead
    or a section of plans makes it a target, unless its period is over.
    """
    last = sentence.drafts[-1].quantity.start
    cues: list[tuple[int, Status | None]] = []
    first = lexicon.any_status_cue.search(text, sentence.start, last)
    if first is not None:
        start = first.start()
        cues += [(match.start(), None) for match in _STRETCH.finditer(text, start, last)]
        for status, pattern in lexicon.status_cues:
            cues += [(match.start(), status) for match in pattern.finditer(text, start, last)]
        cues.sort(key=itemgetter(0))
    at, current = 0, None
    for draft in sentence.drafts:
        while at < len(cues) and cues[at][0] < draft.quantity.start:
            current = cues[at][1]
            at += 1
        lead_in, period = draft.lead_in, draft.period
        if draft.after and draft.after[0] == "已":
            draft.decide("status", "actual", "done-after-number")
        elif SHARE_OF_IT.match(text, draft.quantity.end) and _GOAL_OF_SHARE.search(lead_in):
            draft.decide("status", "target", "goal-of-a-share")
        elif lead_in and lead_in[-1] in _GOAL_LAST and draft.role in ("level", "change") and _GOAL.search(lead_in):
            draft.decide("status", "target", "noun-of-goal")
        elif current is not None:
            draft.decide("status", current, f"cue-{current}")
        elif period is not None and reference_date is not None and _ahead(period, reference_date):
            draft.decide("status", "target", "period-ahead")
        elif planning and not _over(period, reference_date):
            draft.decide("status", "target", "section-of-plans")


def _ahead(period: FoundPeriod, reference_date: dt.date) -> bool:
    """Whether the period ends in days to come: a later year, or a date by which something is to be done."""
    if period.start is not None:
        this_years = period.start.year == reference_date.year
        return period.start.year > reference_date.year or (this_years and period.text == "年内")
    return period.end is not None and period.end > reference_date + _A_WEEK and not period.text.startswith("截")


def _over(period: FoundPeriod | None, reference_date: dt.date | None) -> bool:
    """Whether the period has ended, or has begun and goes on."""
    if period is None or reference_date is None:
        return False
    return (period.end is not None and period.end <= reference_date) or period.open == "since"
