"""What the naming rules share: the words that can name a draft, and what they answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pjrd_extract.find.baselines import WITH_ANOTHER_TIME
from pjrd_extract.find.draft import Draft, SentenceDrafts
from pjrd_extract.find.lexicon import Lexicon
from pjrd_extract.find.phrases import noun_after, trimmed, verb_prefix

__all__ = [
    "FAR",
    "Around",
    "Name",
    "in_order",
    "narrow",
    "noun_of",
    "read_phrases",
    "subject_of",
    "suffix",
    "without_cue",
]

_SHORT = 4  # a rate so short is one of what was said before: 参保38万人，参保率97%，基金结余12亿元
FAR = 12
"""How many clauses or figures back a rule may look: no reader remembers more."""

# What is compared with, at the end of the words before a change: 比上年, 与2021年同期, 较年初; 占比 and 参与 are no such.
_COMPARISON = re.compile(
    r"(?:(?<![占同环对收入资])比(?![例重率分值])|比(?=[上去前同]|年初|全[国省市县])|较(?![大高多好为])|(?<!参)与(?!会)|按)[^，；]{0,16}$"
    r"|[比较][多少](?:[^，；]{2})?$|(?:[同环]比约?|同期|(?:[两三四五六七八九十0-9]年)?(?:年均|平均)|分别)+$"
)
_IN_ORDER = re.compile(r"分别|依次|各(?=[达为增下完占有]|$)")
_CUE = re.compile("[分依各由从]")  # what _IN_ORDER and the words of an origin (从原来的) begin with
_ON_TOP_OF = re.compile(r"在[^，；]{1,16}(?:基础上|上|中|下)再?$")


_WITH = re.compile("相比|相较|比较")
_AVERAGE = re.compile("(?:[人户亩年]|平)均|总(?![部监站局队支])|每(?=[人户亩])")
_CHANGE_IN_NAME = re.compile("均[增减][收产支]|自然增长率")
_AGENTS = frozenset("员人师者队站室所院点区费款金率") | {""}
_LIMITS = frozenset({"at_least", "at_most", "under", "over"})
_RATE = 3  # characters of most words for a rate: 达标率


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
    said = [without_cue(draft, lexicon) for draft in measured]
    for draft, words in zip(measured, said, strict=True):
        draft.phrase = trimmed(words, lexicon)
    for draft in measured:
        if draft.after:
            if draft.own_period:  # 比2022年的95%提高3个百分点: the change is of the next figure
                moved = _WITH.match(draft.after) or lexicon.moved.search(draft.after)
                draft.after = draft.after if moved is None else draft.after[: moved.start()]
            draft.noun = noun_after(draft.after, lexicon)
        counted = draft.previous
        if counted is None or not draft.before or counted.after != draft.before or not draft.same_clause:
            continue
        if counted.quantity.kind == "count" != draft.quantity.kind:
            _part_from_measure(counted, draft, lexicon)
        elif counted.quantity.kind == "count" and counted.quantity.unit != draft.quantity.unit:
            _part_from_deed(counted, lexicon)


def _part_from_deed(counted: Draft, lexicon: Lexicon) -> None:
    """Leave in the noun of ``counted`` who did what the next figure counts: 代表, of 12名代表提出建议36件."""
    noun = counted.noun
    if noun != counted.after:
        return
    for verb in lexicon.verb_start.finditer(noun, 2):
        if noun[verb.end() : verb.end() + 1] not in _AGENTS:  # 人民调解员
            counted.noun = noun[: verb.start()]
            return


def _part_from_measure(counted: Draft, measured: Draft, lexicon: Lexicon) -> None:
    """Take what the next figure measures off the noun of ``counted``: 断面, of 6个断面达标率100%."""
    noun = counted.noun
    average = _AVERAGE.search(noun)
    at = average.start() if average is not None else len(noun)  # 12户贫困户人均收入1.2万元
    if average is None and noun.endswith("率"):
        at = at - _RATE if at > _RATE + 1 else 0
    measure = suffix(noun[:at], lexicon) if average is None else None
    if measure is not None:
        at = measure.start()
        verb = lexicon.verb_start.search(noun, 1)
        if verb is not None and verb.start() < at:
            if verb.end() < at or measure.re is lexicon.money:
                counted.noun = noun[: verb.start()]  # 690名农民工追回工资712万元: what was done for them
                return
            at = verb.start()  # 5家企业销售收入3亿元
    if at < len(noun):
        counted.noun = counted.after = owner = noun[:at].partition("的")[0]
        if owner and measured.quantity.bound in _LIMITS:  # 12个县的财政自给率不足30%: it says which are counted
            counted.noun = f"{noun[len(owner) :].removeprefix('的')}{measured.quantity.text}的{owner}"


def suffix(noun: str, lexicon: Lexicon, first: int = 1) -> re.Match[str] | None:
    """The general noun or word of money that ends ``noun`` and begins at ``first`` or later."""
    general = lexicon.generic.search(noun, first)
    for start in range(first, general.start() if general is not None else len(noun)):
        match = lexicon.money.match(noun, start)
        if match is not None and match.end() == len(noun):
            return match
    return general


def narrow(draft: Draft, lexicon: Lexicon) -> None:
    """Put aside, for good, what of the words before ``draft`` is the scope of a rank or a noun already taken."""
    taken = _without_noun_taken(draft, lexicon)
    if draft.role == "rank":
        _without_scope(draft, lexicon)
    if taken or draft.role == "rank":
        draft.phrase = trimmed(without_cue(draft, lexicon), lexicon)


def noun_of(name: str, lexicon: Lexicon) -> str:
    """``name`` without the verbs it begins with, and without a general noun at its end: 引进项目总投资 is of 项目."""
    verb = verb_prefix(name, lexicon)
    noun = name[len(verb) :].removeprefix("的")  # 改造的老旧小区
    if verb and "的" in noun[1:_SHORT]:  # 纳入统计的企业
        noun = noun.partition("的")[2]
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
    if draft.own_period:
        before = WITH_ANOTHER_TIME.sub("", before)
    if role != "change" and role != "gap" and _CUE.search(before) is None:
        return before
    before = _IN_ORDER.sub("", before)
    if role == "gap":
        match = lexicon.apart.search(draft.lead_in)
        if match and len(match.group()) >= len(before):  # 离省定60%的目标差: of what is named before
            return ""
        match = lexicon.beyond.search(before) if draft.basis is None else None
        if match:
            return match["object"]
        if draft.against is not None and (match := lexicon.more_than.search(before)):
            return lexicon.against.sub("", before[: match.start()])
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
    again = lexicon.again_than.search(before) if "同比" in before or "环比" in before else None
    match = again or lexicon.gap_than.search(before)
    if match:
        done = match["done"] or ""
        before = before[: match.start()] + (done if len(done) > 1 else "")  # 同比多登记643户
    elif match := lexicon.change_end.search(before):
        whole = _CHANGE_IN_NAME.search(before)  # 户均增收3200元, 自然增长率2.3‰
        before = before[: match.start() if whole is None else whole.end()]
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
