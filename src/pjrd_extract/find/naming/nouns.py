"""Names by the noun behind the number: 26所学校, 选派5名干部, 4人录取清华北大, 12次受到表彰."""

from __future__ import annotations

import re

from pjrd_extract.find.draft import Draft
from pjrd_extract.find.lexicon import Lexicon
from pjrd_extract.find.naming.name import Around, Name, subject_of
from pjrd_extract.find.phrases import predicate_after, verb_prefix

__all__ = [
    "TOLD_BY_UNIT",
    "done_for_those_counted",
    "left_undone",
    "noun_behind_number",
    "places_counted",
    "predicate_behind_number",
    "some_among",
    "times_of_predicate",
]

_PLACES = re.compile(r"(?:省|市|州|县|区|旗|乡|镇|村|社区|街道|国|（市）|（区）|（街道）|、)+")
_PLACE_ENDS = frozenset("省市州县区旗乡镇村道国）、")  # what _PLACES ends in
_TIMES = frozenset({"次", "场次", "批次"})
TOLD_BY_UNIT = _PLACE_ENDS | {"次"}
"""What a unit ends in that is a place, or says how often: the first two rules need one."""
_AIM = re.compile("(?:预期|任务)?(?:目标|任务|要求|水平|标准|速度|幅度)")
_UNDONE = ("未", "没有", "尚未", "仍未", "还未")
_SHORT = 6  # characters of a predicate that leave room for what it was not done to
_FOR = re.compile("^[^，；]{0,4}(?<![认作成行分参称视因])[为向对给](?:全[省市州县区镇乡])?$")
_GOAL = frozenset("为成到至于")  # ends a predicate that only leads to the next figure


def places_counted(draft: Draft, around: Around) -> Name | None:
    """与修水等30县（市）签订协议: the places are their own noun."""
    unit = draft.quantity.unit
    if draft.listed or unit[-1] not in _PLACE_ENDS or not _PLACES.fullmatch(unit):
        return None
    said = predicate_after(draft.after, around.lexicon) or draft.phrase
    return said + unit, "places-counted", None


def times_of_predicate(draft: Draft, around: Around) -> Name | None:
    """防控经验先后12次受到通报: how often something was done or happened."""
    lexicon = around.lexicon
    if draft.quantity.unit not in _TIMES or draft.listed or not draft.after:
        return None
    if draft.noun and not lexicon.verb_start.match(draft.after):
        return None
    predicate = predicate_after(draft.after, lexicon)
    if not predicate or predicate[-1] in _GOAL:  # 跑动次数由2.4次降至0.6次
        return None
    return ((draft.phrase if len(draft.phrase) <= 8 else "") + predicate, "times-of-predicate", None)


def noun_behind_number(draft: Draft, around: Around) -> Name | None:
    """The noun behind the number with the verb before it (选派干部), or with its own predicate (在岗值守卡点)."""
    before, lexicon = draft.phrase, around.lexicon
    last_verb = lexicon.verb_end.search(before) if before else None
    if not _is_counted(draft, last_verb, lexicon):
        return None
    if draft.role == "change" and _AIM.fullmatch(draft.noun):  # 增长5%的目标
        return None
    noun, verb = draft.noun, _verb_before(draft, last_verb, lexicon)
    share = draft.role == "share"  # it is the share of those who do: 15%的企业未开展培训
    if not verb and (share or (len(noun) <= 4 and not draft.after.startswith("的"))):
        skipped, _, rest = draft.after.removeprefix("的").partition(noun)
        among = rest.startswith("中")  # 11个监管所中有4个: what is told is of those behind it
        predicate = predicate_after(rest, lexicon) if rest and not (skipped or among) else ""
        told = share or len(noun) < 4 or lexicon.verb_start.match(predicate) is not None
        if predicate and predicate[-1] not in _GOAL and told:
            return predicate + noun, "noun-with-predicate", noun
    return verb.removesuffix("了") + noun, "noun-after-number", noun


def _is_counted(draft: Draft, last_verb: re.Match[str] | None, lexicon: Lexicon) -> bool:
    """Whether the noun behind the number is what is counted, rather than the one before it."""
    before = draft.phrase
    if before and lexicon.from_end.search(draft.before):
        return False
    if not before or last_verb or draft.after.startswith("的") or draft.before.endswith(("的", "等")):
        return True
    if draft.role == "change" and lexicon.change_object.search(draft.before):
        return True
    return draft.quantity.kind == "count" and not lexicon.verb_start.match(draft.after)


def _verb_before(draft: Draft, last_verb: re.Match[str] | None, lexicon: Lexicon) -> str:
    before = draft.phrase
    if draft.role == "change":
        return ""
    if draft.before.endswith("等"):
        return verb_prefix(before, lexicon)
    if last_verb:
        return before if len(before) <= 6 else before[last_verb.start() :]
    if draft.before.endswith("的") and before:
        return before if len(before) <= 12 else ""
    if draft.listed and draft.previous is not None:
        return verb_prefix(draft.previous.name, lexicon)
    return before if draft.role == "share" else ""  # 主体工程30%的建筑量


def some_among(draft: Draft, around: Around) -> Name | None:
    """干警中14人受到表彰: what some of them did, and of whom."""
    before, lexicon = draft.phrase, around.lexicon
    match = lexicon.among.search(before, 2)
    if match is None:
        return None
    predicate = predicate_after(draft.after, lexicon)
    return predicate + before[: match.start()], "some-among", None


def done_for_those_counted(draft: Draft, around: Around) -> Name | None:
    """为326名农民工追回劳动报酬712万元: those counted before are no part of what was done for them."""
    before, previous, lexicon = draft.phrase, draft.previous, around.lexicon
    if previous is None or previous.quantity.kind != "count" or not _FOR.search(previous.before):
        return None
    verb = lexicon.verb_start.search(before, 1)
    if verb is None or len(before) - verb.end() < 2:
        return None
    return before[verb.start() :], "done-for-those-counted", None


def left_undone(draft: Draft, around: Around) -> Name | None:
    """追回资金16.9万元，尚有6.9万元未收回: what has not been done, to what was measured before."""
    previous = draft.previous
    if not draft.after.startswith(_UNDONE):
        return None
    predicate = predicate_after(draft.after, around.lexicon)
    if not predicate:
        return None
    alike = previous is not None and previous.quantity.kind == draft.quantity.kind and len(predicate) <= _SHORT
    return predicate + (subject_of(previous, around.lexicon) if previous and alike else ""), "left-undone", None


def predicate_behind_number(draft: Draft, around: Around) -> Name | None:
    """4人录取清华北大: no noun on either side, but what they did."""
    if draft.listed:
        return None
    predicate = predicate_after(draft.after, around.lexicon)
    return (predicate, "predicate-after-number", None) if predicate else None
