"""What the naming rules share: the words that can name a draft, and what they answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pjrd_extract.find.draft import Draft, SentenceDrafts
from pjrd_extract.find.lexicon import Lexicon
from pjrd_extract.find.phrases import noun_after, trimmed, verb_prefix

__all__ = ["FAR", "Around", "Name", "in_order", "narrow", "noun_of", "read_phrases", "subject_of", "without_cue"]

_SHORT = 4  # a rate so short is one of what was said before: 参保38万人，参保率97%，基金结余12亿元
FAR = 12
"""How many clauses or figures back a rule may look: no reader remembers more."""

# What is compared with, at the end of the words before a change: 比上年, 与2021年同期, 较年初; 占比 and 参与 are no such.
_COMPARISON = re.compile(
    r"(?:(?<![占环对收入资])比(?![例重率分值])|比(?=[上去前同]|年初|全[国省市县])|较(?![大高多好为])|(?<!参)与(?!会)|按)[^，；]{0,16}$"
    r"|[比较][多少](?:[^，；]{2})?$|(?:同比|环比|同期|年均|平均|分别)+$"
)
_IN_ORDER = re.compile(r"分别|依次|各(?=[达为增下完占有]|$)")
_CUE = re.compile("[分依各由从]")  # what _IN_ORDER and the words of an origin (从原来的) begin with
_ON_TOP_OF = re.compile(r"在[^，；]{1,16}(?:基础上|上|中|下)再?$")


@dataclass(slots=True)
class Around:
    """What a naming rule may look at besides the draft itself: its sentence, and the words by what they do."""

    sentence: SentenceDrafts
    lexicon: Lexicon


Name = tuple[str, str, str | None]
"""A name, the rule that made it, and what later clauses go on about (``None`` is the name's own noun).

A plain tuple, in a fifth of the time of a named one: every figure gets one.
"""


def read_phrases(drafts: Sequence[Draft], lexicon: Lexicon) -> None:
    """Set ``phrase`` and ``noun`` of ``drafts``, whose roles are known: what the naming rules begin with."""
    measured = [draft for draft in drafts if draft.role != "rank"]
    for draft in measured:
        draft.phrase = trimmed(without_cue(draft, lexicon), lexicon)
    for draft in measured:
        draft.noun = noun_after(draft.after, lexicon)


def narrow(draft: Draft, lexicon: Lexicon) -> None:
    """Put aside, for good, what of the words before ``draft`` is the scope of a rank or a noun already taken."""
    taken = _without_noun_taken(draft, lexicon)
    if draft.role == "rank":
        _without_scope(draft, lexicon)
    if taken or draft.role == "rank":
        draft.phrase = trimmed(without_cue(draft, lexicon), lexicon)


def noun_of(name: str, lexicon: Lexicon) -> str:
    """``name`` without the verbs it begins with, and without a general noun at its end: 引进项目总投资 is of 项目."""
    noun = name[len(verb_prefix(name, lexicon)) :]
    noun = noun if len(noun) > 1 else name  # 参保率
    match = lexicon.generic.search(noun)
    if match and match.start() >= 2:
        noun = noun[: match.start()].removesuffix("总")
    return noun


def subject_of(draft: Draft, lexicon: Lexicon) -> str:
    """What a later clause without a noun of its own goes on about: read when one asks, as few do."""
    alike: list[Draft] = []
    while (subject := draft.subject) is None:
        alike.append(draft)
        noun = noun_of(draft.name, lexicon)
        rate = draft.role == "share" and draft.why["name"] == "noun-before-number" and len(draft.name) <= _SHORT
        if draft.previous is None or not (rate or noun.startswith(("不", "未"))):
            subject = noun
            break
        draft = draft.previous  # 抽检2915批次，不合格77批次，合格率97%: the rate is of the 抽检
    for one in alike:
        one.subject = subject
    return subject


def in_order(draft: Draft) -> bool:
    """Whether the words before the number say that several figures follow one by one (分别)."""
    return bool(_IN_ORDER.search(draft.lead_in))


def without_cue(draft: Draft, lexicon: Lexicon) -> str:
    """The words before the number without those that made it a change or a gap, and without 分别."""
    before, role = draft.before, draft.role
    if role != "change" and role != "gap" and _CUE.search(before) is None:
        return before
    before = _IN_ORDER.sub("", before)
    if role == "gap":
        match = lexicon.apart.search(draft.lead_in)
        if match and len(match.group()) >= len(before):  # 离省定60%的目标差: of what is named before
            return ""
        for pattern in (lexicon.gap_than, lexicon.apart, lexicon.gap_end, lexicon.gap_bare, lexicon.times):
            match = pattern.search(before)
            if match:
                before = before[: match.start()]
                break
        before = _COMPARISON.sub("", before)
    elif role == "change":
        before = _without_change(before, lexicon)
    match = lexicon.from_end.search(before)
    return before[: match.start()] if match else before


def _without_change(before: str, lexicon: Lexicon) -> str:
    match = lexicon.change_end.search(before)
    if match:
        before = before[: match.start()]
    else:
        match = lexicon.change_verb.search(before)
        if match:
            rest = before[match.end() :]
            before = rest if trimmed(rest, lexicon) else before[: match.start()]
    longer = None
    while longer != before:
        longer = before
        before = _ON_TOP_OF.sub("", _COMPARISON.sub("", before))
    return before


_NOUN_TAKEN = re.compile(r"([^、，；]+)(?:、|和|以及|及)(?=.)")
_AMONG = re.compile(
    r"(?:在?[^，；在]*(?:中|里|内)|^(?:省|市|州|县|区|旗|乡|镇|街道|（市）|（区）|（县）|（市、区）|、)+)(?:排名|排|位居|居|列|位列)?$"
)


def _without_noun_taken(draft: Draft, lexicon: Lexicon) -> bool:
    """收缴4亿元土地欠款、实现2.5亿元出让收入: 土地欠款 belongs to the figure before it."""
    previous = draft.previous
    if previous is None or not draft.same_clause or previous.why.get("name") != "noun-after-number":
        return False
    match = _NOUN_TAKEN.match(draft.before)
    subject = subject_of(previous, lexicon)
    if match is None or not subject or not match[1].endswith(subject):
        return False
    draft.before, draft.listed = draft.before[match.end() :], True
    return True


def _without_scope(draft: Draft, lexicon: Lexicon) -> None:
    """Take 居全省 off the words before a rank and keep 全省 as its scope."""
    for pattern in (lexicon.rank_verb, lexicon.rank_intro):
        match = pattern.search(draft.before)
        if match:
            if match["scope"] and draft.scope is None:
                draft.decide("scope", match["scope"], "scope-before-rank")
            draft.before = draft.before[: match.start()]
    match = _AMONG.search(draft.before)
    if match:
        draft.before = draft.before[: match.start()]
        field = draft.previous
        if field is not None and draft.same_clause and field.quantity.kind == "count":
            draft.previous = field.previous  # 在11个县区中排第2位: of 11 counties nothing else is said
