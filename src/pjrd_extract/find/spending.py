"""Money that is spent on something: 投资1.25亿元改造危桥11座 is the investment of that, not just an investment."""

from __future__ import annotations

from pjrd_extract.find.draft import Draft, SentenceDrafts
from pjrd_extract.find.lexicon import Lexicon
from pjrd_extract.find.phrases import noun_after, trimmed

__all__ = ["name_spending"]


def name_spending(draft: Draft, sentence: SentenceDrafts, text: str, lexicon: Lexicon) -> bool:
    """Name ``draft`` by the purpose of its money, where it is spent; says whether it did."""
    match = lexicon.spend_end.search(draft.before)
    if match is None or draft.after.startswith("的"):
        return False
    spent = match.group().rstrip("了约达近超共")
    subject = trimmed(draft.before[: match.start()], lexicon)
    if subject and not lexicon.place.fullmatch(subject):
        return False
    purpose = draft.after
    if purpose and not trimmed(purpose, lexicon):  # 投资4.4亿元完成215个改造项目
        following = next((d for d in sentence.drafts if d.previous is draft and d.same_clause), None)
        purpose = noun_after(following.after, lexicon) if following is not None else ""
    if not purpose:
        if len(spent) > 2 or draft.listed:
            return False
        purpose = _next_clause(draft, sentence, text)
        if not lexicon.verb_start.match(purpose) and not lexicon.light.match(purpose):
            return False
    purpose = trimmed(purpose.removeprefix("用于"), lexicon)
    if not purpose:
        return False
    draft.decide("name", purpose + spent, "spending-for-purpose")
    return True


def _next_clause(draft: Draft, sentence: SentenceDrafts, text: str) -> str:
    """The clause after the comma, up to its number: 投资642万元，完成管网建设12.64公里."""
    end = draft.quantity.span.end
    clause = next((clause for clause in sentence.clauses if clause.start > end), None)
    if clause is None or clause.opener not in ("，", ","):
        return ""
    stop = next((d.quantity.span.start for d in sentence.drafts if d.quantity.span.start >= clause.start), clause.end)
    return text[clause.start : min(stop, clause.end)]
