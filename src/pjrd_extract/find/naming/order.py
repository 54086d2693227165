"""The order in which the naming rules are asked; the first that answers wins."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import get_args

from pjrd_extract.find.draft import Draft, SentenceDrafts
from pjrd_extract.find.lexicon import Lexicon
from pjrd_extract.find.naming.lists import bases_in_order, names_in_order, run_from
from pjrd_extract.find.naming.name import Around, Name, narrow, subject_of, suffix
from pjrd_extract.find.naming.nouns import (
    TOLD_BY_UNIT,
    done_for_those_counted,
    left_undone,
    noun_behind_number,
    places_counted,
    predicate_behind_number,
    some_among,
    times_of_predicate,
)
from pjrd_extract.find.naming.relations import (
    LEFT_OVER_FIRST,
    general_noun,
    noun_before_number,
    parallel_parts,
    part_of_whole,
    those_of_whole,
    verb_of_object,
    verb_shared_along_list,
)
from pjrd_extract.find.naming.shares import (
    goal_of_change,
    goal_of_share,
    qualified_noun,
    rate_after_time,
    rate_of_deed,
    share_of_task,
    share_of_whole,
)
from pjrd_extract.find.naming.spending import spending_for_purpose
from pjrd_extract.find.naming.topics import carried_over, clause_just_before, earlier_clause
from pjrd_extract.find.phrases import noun_after
from pjrd_extract.models.metric import Kind, Role

__all__ = ["decide_names"]

_Rule = Callable[[Draft, Around], Name | None]

# What a rule can't answer without, so that it isn't asked in vain: a draft before in the sentence, a neighbour before
# in a list, one in the clause that is none; a phrase before the number, none, or one that ends as a general noun, an
# attribute or 其中 does; a noun behind the number; what the figure is; 的 behind it or a share; a unit that is a place
# or says how often.
_PREVIOUS, _LISTED, _SAME_CLAUSE = 1, 2, 4
_BEFORE, _NONE_BEFORE, _GENERAL, _ATTRIBUTE, _AMONG, _NOUN = 8, 16, 32, 64, 128, 256
_LEVEL, _SHARE, _MONEY, _COUNT, _NO_COUNT, _OF, _UNIT = 512, 1024, 2048, 4096, 8192, 16384, 32768
_RULES: tuple[tuple[_Rule, int], ...] = (
    (goal_of_change, _SAME_CLAUSE),
    (qualified_noun, _SAME_CLAUSE),
    (rate_after_time, _SHARE | _SAME_CLAUSE),
    (goal_of_share, _PREVIOUS | _OF),
    (share_of_task, _SHARE),
    (those_of_whole, _BEFORE | _SHARE | _PREVIOUS),
    (share_of_whole, _SHARE),
    (spending_for_purpose, _MONEY),
    (places_counted, _UNIT),
    (times_of_predicate, _LEVEL | _UNIT),
    (noun_behind_number, _NOUN),
    (some_among, _AMONG | _LEVEL),
    (left_undone, _NONE_BEFORE | _LEVEL),
    (done_for_those_counted, _BEFORE | _SAME_CLAUSE),
    (verb_shared_along_list, _BEFORE | _LISTED),
    (parallel_parts, _ATTRIBUTE | _NO_COUNT),
    (rate_of_deed, _BEFORE | _SHARE | _PREVIOUS),
    (general_noun, _GENERAL),
    (verb_of_object, _BEFORE | _LEVEL | _PREVIOUS),
    (part_of_whole, _BEFORE | _PREVIOUS),
    (those_of_whole, _BEFORE | _PREVIOUS),
    (noun_before_number, _BEFORE),
    (predicate_behind_number, _NONE_BEFORE | _LEVEL | _COUNT),
    (clause_just_before, 0),
    (carried_over, _PREVIOUS),
    (earlier_clause, 0),
)
_NO_PREVIOUS, _NO_LIST = _PREVIOUS | _LISTED | _SAME_CLAUSE, _LISTED | _SAME_CLAUSE
_NO_PHRASE = _BEFORE | _GENERAL | _ATTRIBUTE | _AMONG
_BY_ROLE = dict.fromkeys(get_args(Role), _LEVEL | _SHARE) | {"level": _SHARE, "share": _LEVEL}
_BY_KIND = dict.fromkeys(get_args(Kind), _MONEY | _COUNT | _UNIT)
_BY_KIND |= {"money": _COUNT | _UNIT, "count": _MONEY | _NO_COUNT}
_NOT_OWN = frozenset({"fallback", "earlier-clause", "carried-over"})
_NEAR_RANK = 12
_JUDGED = re.compile("(?:偏|较|仍|还|不|过)(?:低|高|大|小|慢|快|少|多|足|强)$")  # 破案率偏低
_MEASURES = ("率", "量", "额", "值", "数")


@cache
def _answerable(missing: int) -> tuple[_Rule, ...]:
    """The rules that can answer where what ``missing`` says is not there: one of few sets of bits, made once."""
    return tuple(rule for rule, needs in _RULES if not needs & missing)


def decide_names(sentence: SentenceDrafts, lexicon: Lexicon, fallback: str) -> None:
    """Set ``name`` of every draft of ``sentence``. ``fallback`` is the section's title, for a clause without a noun."""
    drafts = sentence.drafts
    last_names: list[str] = []
    around = Around(sentence, lexicon)
    last = len(drafts) - 1
    behind = 0  # the list asked last: no part of one without names in order is a list of its own
    for index, draft in enumerate(drafts):
        if draft.name:
            continue
        if index < last and drafts[index + 1].listed and index >= behind:
            run = run_from(drafts, index, lexicon)
            behind = index + len(run)
            _read_once(run, lexicon)
            names = names_in_order(run, last_names, lexicon) if len(run) > 1 else []
            if names:
                last_names = names
                for member, name in zip(run, names, strict=False):
                    _settle(member, (name, "subjects-in-order", None), lexicon)
                continue
        if draft.same_clause or draft.role == "rank":
            narrow(draft, lexicon)
        _settle(draft, _first_answer(draft, around, fallback), lexicon)
        if draft.role == "level" and draft.why["name"] not in _NOT_OWN:
            last_names = []  # of something else from here on
    for draft, following in pairwise(drafts):  # 246户791人监测对象: both are of what stands behind the last
        adjacent = draft.quantity.end == following.quantity.start
        if adjacent and draft.why["name"] in _NOT_OWN:
            name = following.name
            if following.dropped or following.quantity.unit == "岁":  # 3.9万名80岁以上老人: the age tells which
                name = following.quantity.text + noun_after(following.after, lexicon)
                following.dropped = True
            draft.decide("name", name, "as-the-next")


def _read_once(run: list[Draft], lexicon: Lexicon) -> None:
    """Give all of ``run`` what is said before the first: the scope of ranks, or to each its basis."""
    first = run[0]
    if first.role != "rank":
        bases_in_order(run, lexicon)
        return
    narrow(first, lexicon)
    for member in run[1:]:
        member.scope = member.scope or first.scope


def _first_answer(draft: Draft, around: Around, fallback: str) -> Name:
    phrase, quantity, lexicon = draft.phrase, draft.quantity, around.lexicon
    missing = _BY_ROLE[draft.role] | _BY_KIND[quantity.kind]
    if draft.previous is None:
        missing |= _NO_PREVIOUS
    else:
        if draft.listed:
            missing |= _SAME_CLAUSE
        else:
            missing |= _LISTED if draft.same_clause else _NO_LIST
        if draft.after[:1] != "的" and draft.role != "share":
            missing |= _OF
    if phrase:
        last = phrase[-1]
        missing |= _NONE_BEFORE if last == "中" else _NONE_BEFORE | _AMONG
        if last not in lexicon.qualifier_last:
            missing |= _ATTRIBUTE
        if last not in lexicon.general_last and quantity.kind != "money" and phrase[0] != LEFT_OVER_FIRST:
            missing |= _GENERAL
    else:
        missing |= _NO_PHRASE
    if not draft.noun:
        missing |= _NOUN
    if quantity.unit[-1:] not in TOLD_BY_UNIT:
        missing |= _UNIT
    for rule in _answerable(missing):
        name = rule(draft, around)
        if name is not None:
            return name
    return _last_resort(draft, fallback, lexicon), "fallback", None


def _last_resort(draft: Draft, title: str, lexicon: Lexicon) -> str:
    """The noun behind the number, the word of a rank (排名由第12位升至第5位), or the title of the section.

    The title only where it says what is measured: 固定资产投资, but not 经济平稳运行 or 2023年工作回顾. Without it the figure
    has no name: a wrong one would be worse.
    """
    if draft.noun:
        return draft.noun
    if draft.role == "rank":
        said = draft.lead_in[-_NEAR_RANK:]
        return next((word for word in lexicon.words("generic") if word in said), "")
    title = _JUDGED.sub("", title)
    return title if title.endswith(_MEASURES) or suffix(title, lexicon, 0) is not None else ""


def _settle(draft: Draft, name: Name, lexicon: Lexicon) -> None:
    draft.name, draft.why["name"], subject = name
    draft.subject = subject
    # 低于省定30%的要求，…: what is compared with is not gone on about
    if draft.why.get("role") == "benchmark" and draft.previous is not None:
        draft.subject = subject = subject_of(draft.previous, lexicon)
        draft.name = f"{subject}{draft.name}"
    if subject and subject[0] in "不未" and draft.previous is not None:
        draft.subject = subject_of(draft.previous, lexicon)
