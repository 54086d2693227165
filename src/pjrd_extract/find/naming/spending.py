"""Money that is spent on something: 投资1.25亿元改造危桥11座 is the investment of that, not just an investment."""

from __future__ import annotations

from bisect import bisect_left

from pjrd_extract.find.draft import Draft, SentenceDrafts
from pjrd_extract.find.naming.name import Around, Name, noun_of
from pjrd_extract.find.phrases import noun_after, trimmed

__all__ = ["next_draft", "spending_for_purpose"]


def spending_for_purpose(draft: Draft, around: Around) -> Name | None:
    """The purpose of the money with the word of spending: 改造危桥投资."""
    sentence, lexicon = around.sentence, around.lexicon
    if draft.role in ("rank", "share") or draft.after.startswith("的"):
        return None
    match = lexicon.spend_end.search(draft.before)
    if match is None:
        return None
    subject = trimmed(draft.before[: match.start()], lexicon)
    if subject and subject not in lexicon.places:
        return None
    spent = match.group().rstrip("了约达近超共")
    purpose = draft.after
    if purpose and not trimmed(purpose, lexicon):  # 投资4.4亿元完成215个改造项目
        following = next_draft(draft, sentence)
        purpose = noun_after(following.after, lexicon) if following is not None and following.same_clause else ""
    if not purpose:
        purpose = _next_clause(draft, sentence) if len(spent) <= 2 and not draft.listed else ""
        begun = lexicon.verb_start.match(purpose) or lexicon.light.match(purpose)
        if not begun or lexicon.change_end.search(purpose):  # 投资3.2亿元，同比增长5% says nothing of a purpose
            return None
    purpose = trimmed(purpose.removeprefix("用于"), lexicon)
    return (purpose + spent, "spending-for-purpose", noun_of(purpose, lexicon)) if purpose else None


def _next_clause(draft: Draft, sentence: SentenceDrafts) -> str:
    """The clause after the comma, up to its number: 投资642万元，完成管网建设12.64公里."""
    place = draft.place + 1
    if place == len(sentence.clauses.starts) or not sentence.behind_comma(place):
        return ""
    start, end = sentence.clauses.starts[place], sentence.clauses.ends[place]
    following = next_draft(draft, sentence)
    stop = following.quantity.start if following is not None else end
    return sentence.words(start, min(stop, end))


def next_draft(draft: Draft, sentence: SentenceDrafts) -> Draft | None:
    """The draft behind ``draft`` in ``sentence``."""
    at = bisect_left(sentence.drafts, draft.quantity.start, key=_start) + 1
    return sentence.drafts[at] if at < len(sentence.drafts) else None


def _start(draft: Draft) -> int:
    return draft.quantity.start
