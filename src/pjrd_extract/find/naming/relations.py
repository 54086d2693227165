"""Names by the noun before the number, and by what an earlier figure of the sentence was of."""

from __future__ import annotations

import re

from pjrd_extract.find.draft import Draft
from pjrd_extract.find.naming.name import FAR, Around, Name, subject_of
from pjrd_extract.find.naming.shares import carried_name
from pjrd_extract.find.phrases import balanced, trimmed, verb_prefix

__all__ = [
    "carried_over",
    "clause_just_before",
    "done_for_those_counted",
    "earlier_clause",
    "general_noun",
    "noun_before_number",
    "part_of_whole",
    "verb_of_object",
    "verb_shared_along_list",
]


_NEAR = 4
_FIELD = re.compile(r"(?<=.)在?(?:全[国省市州县区])?[0-9]+个(?:省|市|州|县|区|旗|乡|镇|街道|城市|单位|部门).*$")
_HOW_MUCH = re.compile("(?:最[多大快]|较[多大快]|明显|显著)$")
_PEOPLE = {"人", "名"}
_FOR = re.compile("^[^，；]{0,4}(?<![认作成行分参称视因])[为向对给](?:全[省市州县区镇乡])?$")
_INSTITUTIONS = "所"  # what counts institutions: a qualifier that is one needs no other noun


def verb_shared_along_list(draft: Draft, around: Around) -> Name | None:
    """查处两客一危车辆231台、非法培训教练车8台: 查处 goes for both; 争取项目79个、资金5.64亿元 too."""
    previous, lexicon = draft.previous, around.lexicon
    if previous is None or not draft.listed or draft.part or draft.role in ("share", "rank"):
        return None
    if lexicon.verb_start.match(draft.phrase):
        return None
    if lexicon.generic.fullmatch(draft.phrase):
        own = draft.before == draft.phrase and draft.quantity.kind == "money" and previous.quantity.kind == "count"
        if not own:
            return None
    elif _is_part(draft, previous) and _is_attribute(draft, previous, around) and _of_like_units(draft, previous):
        return None
    verb = verb_prefix(previous.name, lexicon)
    return (verb + draft.phrase, "verb-shared-along-list", None) if verb else None


def general_noun(draft: Draft, around: Around) -> Name | None:
    """出让土地293宗，面积3762.71亩: 面积 says little without what it is of."""
    before, previous, lexicon = draft.phrase, draft.previous, around.lexicon
    may_be_general = before[-1] in lexicon.general_last
    if previous is None:
        bare_verb = draft.quantity.kind == "money" and lexicon.verb_end.fullmatch(before)  # …收入下滑，仅入库1.9亿元
        general = bare_verb or (may_be_general and lexicon.generic.fullmatch(before))
        topic = _topic(draft, around) if general else ""
        return (topic + before, "general-noun-of-topic", None) if topic and len(topic) <= 10 else None
    if not may_be_general:
        return None
    part = previous.part and not draft.part and draft.role != "share"
    whole = subject_of(_whole(draft) if part else previous, lexicon)
    if lexicon.change_noun.fullmatch(before):
        return previous.name.removesuffix(before) + before, "pace-of-previous", whole
    if before.endswith("率") and len(whole) > len(before) + 3:  # what a rate is of, it mostly says itself
        return None
    short = len(before) <= 4 and before[-1] != "均" and len(whole) <= len(before) and lexicon.generic.search(before)
    if short or lexicon.generic.fullmatch(before.removeprefix("平均")):
        repeated = before.startswith(whole[-2:]) or whole in before
        return before if repeated else whole + before, "general-noun-of-previous", whole
    return None


def verb_of_object(draft: Draft, around: Around) -> Name | None:
    """发放测评表21份，收回21份: another thing done to what was counted before."""
    before, lexicon = draft.phrase, around.lexicon
    if draft.quantity.kind != "count" or not lexicon.verb_end.fullmatch(before):
        return None
    counted = draft.previous
    for _ in range(_NEAR):  # 重点项目318个，总投资1260亿元；新开工97个
        if counted is None or (counted.quantity.unit == draft.quantity.unit and counted.role == "level"):
            break
        counted = counted.previous
    if counted is None or counted.quantity.unit != draft.quantity.unit:
        return None
    whole = subject_of(counted, lexicon)
    if not whole or whole == before or lexicon.verb_end.fullmatch(whole):
        return None
    first = lexicon.verb_start.match(counted.name)  # only 发放 is exchanged, 测评 is part of the thing
    thing = counted.name[first.end() :] if first else whole
    return before + thing, "verb-of-previous-object", whole


def part_of_whole(draft: Draft, around: Around) -> Name | None:
    """新增用地1068公顷（其中城区530公顷）: an attribute alone is named with the whole that it is part of."""
    previous = draft.previous
    if previous is None or not _is_part(draft, previous) or not _is_attribute(draft, previous, around):
        return None
    whole = subject_of(_whole(draft), around.lexicon)
    if draft.quantity.unit == _INSTITUTIONS and around.lexicon.institution.search(draft.phrase):  # 其中小学398所
        return draft.phrase, "part-of-whole", whole
    return draft.phrase + whole, "part-of-whole", whole


def done_for_those_counted(draft: Draft, around: Around) -> Name | None:
    """为326名农民工追回劳动报酬712万元: those counted before are no part of what was done for them."""
    before, previous, lexicon = draft.phrase, draft.previous, around.lexicon
    if previous is None or previous.quantity.kind != "count" or not _FOR.search(previous.before):
        return None
    verb = lexicon.verb_start.search(before, 1)
    if verb is None or len(before) - verb.end() < 2:
        return None
    return before[verb.start() :], "done-for-those-counted", None


def noun_before_number(draft: Draft, _: Around) -> Name:
    """技工贸总收入576.84亿元."""
    return draft.phrase, "noun-before-number", None


def clause_just_before(draft: Draft, around: Around) -> Name | None:
    """办结率稳步提高，达95.2%: the clause before says only how its subject moved."""
    sentence, lexicon = around.sentence, around.lexicon
    place, clauses = draft.place, sentence.clauses
    if draft.same_clause or not place or not sentence.behind_comma(place):
        return None
    start = clauses.starts[place - 1]
    if draft.previous is not None and draft.previous.quantity.end > start:
        return None
    said = sentence.words(start, clauses.ends[place - 1])
    match = lexicon.change_end.search(_HOW_MUCH.sub("", said))
    subject = trimmed(said[: match.start()], lexicon) if match else ""
    return (subject, "clause-just-before", None) if subject else None


def carried_over(draft: Draft, around: Around) -> Name | None:
    """地方税收10.97亿元，同比增长14.7%: the name goes on."""
    previous = draft.previous
    if previous is None or not previous.name:
        return None
    name = previous.name if draft.role == "share" else carried_name(previous)
    return name, "carried-over", subject_of(previous, around.lexicon)


def earlier_clause(draft: Draft, around: Around) -> Name | None:
    """The noun of an earlier clause without a number, when the number's own clause has none."""
    topic = _topic(draft, around)
    return (topic, "earlier-clause", None) if topic else None


def _topic(draft: Draft, around: Around) -> str:
    sentence, lexicon = around.sentence, around.lexicon
    clauses = sentence.clauses
    for place in range(draft.place - 1, max(draft.place - FAR, 0) - 1, -1):
        if clauses.depths[place] <= draft.depth:
            said = lexicon.change_end.sub("", sentence.words(clauses.starts[place], clauses.ends[place]))
            said = _FIELD.sub("", said)
            phrase = trimmed(said, lexicon)
            if 2 <= len(phrase) <= 16:
                return balanced(phrase)
    return ""


def _of_like_units(draft: Draft, previous: Draft) -> bool:
    """Whether ``draft`` may count a part of ``previous``: 乡镇12个 is none of 企业37家."""
    units = {draft.quantity.unit, previous.quantity.unit}
    return len(units) == 1 or draft.quantity.kind != "count" or units == _PEOPLE


def _is_attribute(draft: Draft, previous: Draft, around: Around) -> bool:
    """Whether the words before the number only tell one part from another: 城区, 省级, 因病."""
    before = draft.phrase
    return (
        len(before) == 1
        or bool(around.lexicon.qualifier.fullmatch(before))
        or (draft.depth > 0 and len(before) <= 2)
        or (draft.listed and previous.why.get("name") == "part-of-whole" and len(before) <= 4)
    )


def _is_part(draft: Draft, previous: Draft) -> bool:
    """Whether ``draft`` counts a part of what a draft before it counts whole: behind 其中, in brackets, in a list."""
    part = (
        draft.part
        or draft.depth > previous.depth
        or "其中" in draft.lead_in[:4]
        or draft.opener.endswith("其中")
        or (previous.part and draft.depth == previous.depth)
    )
    if not part and not draft.listed:
        return False
    if draft.role == "level":
        like = previous
        for _ in range(FAR):
            if like.quantity.kind == draft.quantity.kind or like.previous is None:
                break
            like = like.previous
        if like.quantity.kind != draft.quantity.kind:
            return False
    draft.part = part
    return True


def _whole(draft: Draft) -> Draft:
    """The draft that ``draft`` is a part of: the last one before the parts."""
    whole = draft.previous or draft
    for _ in range(FAR):
        if not whole.part or whole.previous is None:
            break
        whole = whole.previous
    return whole
