"""The order in which the naming rules are asked; the first that answers wins."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from pjrd_extract.find.draft import Draft, SentenceDrafts
from pjrd_extract.find.lexicon import Lexicon
from pjrd_extract.find.naming.lists import names_in_order, run_from
from pjrd_extract.find.naming.name import Name, Words, noun_of, words_of
from pjrd_extract.find.naming.nouns import (
    noun_behind_number,
    places_counted,
    predicate_behind_number,
    times_of_predicate,
)
from pjrd_extract.find.naming.relations import (
    carried_over,
    clause_just_before,
    earlier_clause,
    general_noun,
    noun_before_number,
    part_of_whole,
    verb_of_object,
    verb_shared_along_list,
)
from pjrd_extract.find.naming.shares import goal_of_change, qualified_noun, share_of_task, share_of_whole
from pjrd_extract.find.naming.spending import spending_for_purpose

__all__ = ["decide_names"]

_RULES: tuple[Callable[[Words], Name | None], ...] = (
    goal_of_change,
    qualified_noun,
    share_of_task,
    share_of_whole,
    spending_for_purpose,
    places_counted,
    times_of_predicate,
    noun_behind_number,
    verb_shared_along_list,
    general_noun,
    verb_of_object,
    part_of_whole,
    noun_before_number,
    predicate_behind_number,
    clause_just_before,
    carried_over,
    earlier_clause,
)


def decide_names(sentence: SentenceDrafts, lexicon: Lexicon, fallback: str) -> None:
    """Set ``name`` of every draft of ``sentence``. ``fallback`` is the section's title, for a clause without a noun."""
    last_names: list[str] = []
    for index, draft in enumerate(sentence.drafts):
        if draft.name:
            continue
        run = run_from(sentence.drafts, index, lexicon)
        names = names_in_order(run, last_names, lexicon) if len(run) > 1 else []
        for member, name in zip(run, names, strict=False):
            _settle(member, Name(name, "subjects-in-order"), lexicon)
        last_names = names or last_names
        if not names:
            words = words_of(draft, sentence, lexicon, fallback)
            _settle(draft, _first_answer(words), lexicon)
    for draft, following in pairwise(sentence.drafts):  # 246户791人监测对象: both are of what stands behind the last
        adjacent = draft.quantity.span.end == following.quantity.span.start
        if adjacent and draft.why["name"] in ("fallback", "earlier-clause"):
            draft.decide("name", following.name, "as-the-next")


def _first_answer(words: Words) -> Name:
    for rule in _RULES:
        name = rule(words)
        if name is not None:
            return name
    return Name(words.noun or words.fallback or words.draft.quantity.unit, "fallback")


def _settle(draft: Draft, name: Name, lexicon: Lexicon) -> None:
    draft.decide("name", name.text, name.rule)
    draft.subject = noun_of(name.text, lexicon) if name.subject is None else name.subject
    if draft.subject.startswith(("不", "未")) and draft.previous is not None:
        draft.subject = draft.previous.subject  # 抽检2915批次，不合格77批次，合格率97%: the rate is of the 抽检
