"""Status of a metric: reached, planned or foreseen."""

from __future__ import annotations

import datetime as dt

from pjrd_extract.find.draft import Draft, SentenceDrafts
from pjrd_extract.find.lexicon import Lexicon

__all__ = ["decide_status"]


def decide_status(
    text: str, sentence: SentenceDrafts, lexicon: Lexicon, reference_date: dt.date | None, planning: bool
) -> None:
    """Set ``status`` of every draft of ``sentence``. ``planning``: the sentence stands in a section of plans.

    The last cue before the figure decides, from the start of the sentence on; without one, a section of plans makes it
    a target unless its period is over.
    """
    cues = sorted(
        (match.start(), status)
        for status, pattern in (
            ("target", lexicon.target),
            ("expected", lexicon.expected),
            ("actual", lexicon.actual),
        )
        for match in pattern.finditer(text, sentence.start, sentence.drafts[-1].quantity.span.start)
    )
    at, current = 0, None
    for draft in sentence.drafts:
        while at < len(cues) and cues[at][0] < draft.quantity.span.start:
            current = cues[at][1]
            at += 1
        if current is not None:
            draft.decide("status", current, f"cue-{current}")
        elif _ahead(draft, reference_date):
            draft.decide("status", "target", "period-ahead")
        elif planning and not _over(draft, reference_date):
            draft.decide("status", "target", "section-of-plans")


def _ahead(draft: Draft, reference_date: dt.date | None) -> bool:
    period = draft.period
    if period is None or reference_date is None:
        return False
    if period.start is not None:
        return period.start > reference_date
    return period.end is not None and period.end > reference_date and period.text.startswith(("到", "至", "力争"))


def _over(draft: Draft, reference_date: dt.date | None) -> bool:
    period = draft.period
    if period is None or reference_date is None:
        return False
    return (period.end is not None and period.end <= reference_date) or period.open == "since"
