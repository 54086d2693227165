"""Role, direction and basis of a metric: an amount, a change, a distance, a share or a rank."""

from __future__ import annotations

import re
from dataclasses import replace

from pjrd_extract.find.draft import Draft, SentenceDrafts
from pjrd_extract.find.lexicon import Lexicon, last_match
from pjrd_extract.normalize.numerals import EXACT
from pjrd_extract.normalize.quantity import FoundQuantity

__all__ = ["decide_roles", "exceeds", "is_goal"]

_TIME = re.compile(r"年|月|季|同期|上期|期初|末|同比|前期|去|旬|周|日|以[前往]|之前|此前|前$|原来|往")
# 比上年水平, 比上年预算: what it was then, no standard for now
_LEVEL_OF_TIME = re.compile(
    r"(?:年|月|季度?|同期|末|初)的?(?:平均)?水平$|^(?:上年|去年|上一年|前一年).{0,8}[预决]算数?$"
)
# 比常年少了七成 tells of a drop, 较常年偏少三成 of a distance from what is normal
_NORMAL = re.compile("常年|多年|历年|历史")
_PARTS_OF_HUNDRED = frozenset({"percent", "percentage_point"})
_PLAINLY_MEASURED = frozenset({"count", "money", "area", "length", "volume", "mass", "voltage", "duration", "score"})
_WITHOUT_MEASURE = frozenset({"", "倍"})
_LONG_STANDARD = 10  # characters behind a figure that say what standard it is
# 约占常规参数的四成, 约为2021年的1.4倍: the word bounds the figure from before what it is of
_ABOUT_OF = re.compile(r"(?<![节签合履预条公契])约(?:占|为|是|相当于|达到?)(?:了|到)?[^，。；：、占]{1,24}的$")
_COMPARING = frozenset({"under", "over"})
_FROM = re.compile(r"[由从将]")
_PART_OF_CHANGE = frozenset({"count", "money", "area", "length", "volume", "mass", "duration", "other", "voltage"})


def decide_roles(text: str, sentence: SentenceDrafts, lexicon: Lexicon) -> None:
    """Set ``role``, ``direction`` and ``basis`` of every draft of ``sentence``, whose offsets count in ``text``."""
    start, end = sentence.start, sentence.drafts[-1].quantity.start
    if text.find("相", start, end) >= 0:  # 相比, 相较
        for match in lexicon.against.finditer(text, start, end):  # 与上年相比，…: goes for all that follow
            for draft in sentence.drafts:
                if draft.quantity.start >= match.end():
                    draft.against = match["basis"]
    for draft in sentence.drafts:
        quantity = draft.quantity
        if quantity.kind in _PLAINLY_MEASURED and quantity.unit not in _WITHOUT_MEASURE:
            _from_words(draft, lexicon)
        else:
            if quantity.bound == "exact" and draft.lead_in.endswith("的") and _ABOUT_OF.search(draft.lead_in):
                draft.quantity = replace(quantity, bound="about")
            _decide_role(draft, lexicon)


def _decide_role(draft: Draft, lexicon: Lexicon) -> None:
    """The same for ``draft``, whose kind or unit may say it; drafts before it in the sentence are settled already."""
    quantity = draft.quantity
    previous = draft.previous
    if quantity.unit == "" and quantity.kind == "count" and previous is not None and is_goal(draft, previous, lexicon):
        # 由8.3%降至0: without a unit of its own it has that of where it began
        draft.quantity = quantity = replace(quantity, unit=previous.quantity.unit, kind=previous.quantity.kind)
    kind = quantity.kind
    if kind == "rank":
        match = lexicon.change_end.search(draft.before)
        if match and not quantity.text.startswith("第"):  # 前移3位
            _change(draft, "up" if match["up"] else "down", "rank-moved", lexicon)
            return
        draft.decide("role", "rank", "rank-unit")
        return
    if kind in _PARTS_OF_HUNDRED and quantity.value is not None and quantity.value < 0:
        draft.quantity = replace(quantity, value=EXACT.minus(quantity.value))
        _change(draft, "down", "minus-sign", lexicon)
        return
    if quantity.unit == "倍":
        if quantity.text[0] in "翻倍":  # 翻了一番, 倍增
            _change(draft, "up", "doubled", lexicon)
            return
        match = lexicon.times.search(draft.lead_in)
        if match:
            _distance(draft, "above", match["basis"], "times")
            return
    _from_words(draft, lexicon)
    if draft.role != "level" or draft.why.get("role") == "benchmark":
        return
    if kind == "percent" or (kind == "other" and _is_fraction(quantity)):
        if previous is not None and previous.role == "change" and is_goal(draft, previous, lexicon):
            draft.decide("role", "change", "goal-of-change")  # 增速由3%回升至5%
            draft.direction, draft.basis = previous.direction, previous.basis
            return
        share, rule = ("level", "price") if _is_price(draft, lexicon) else ("share", "percent-without-change")
        draft.decide("role", share, rule)
    elif kind == "percentage_point":
        _points(draft)


def _points(draft: Draft) -> None:
    """Points of which nothing says what they are: as those before in the clause, else a growth."""
    previous = draft.previous
    if previous is not None and draft.same_clause and previous.quantity.kind == "percentage_point":
        draft.decide("role", previous.role, "points-as-before")
        draft.direction, draft.basis = previous.direction, previous.basis
    else:
        draft.decide("role", "change", "points-default")
        draft.direction = "up"


def _is_price(draft: Draft, lexicon: Lexicon) -> bool:
    """Whether per cent are those of a price, or what it came to: 利率2.5%, 由3.1%降至2.5%."""
    if lexicon.price.search(draft.before):
        return True
    previous = draft.previous
    return previous is not None and previous.why.get("role") == "price" and is_goal(draft, previous, lexicon)


def is_goal(draft: Draft, previous: Draft, lexicon: Lexicon) -> bool:
    """Whether ``draft`` is the B of 由A压减至B, and ``previous`` its A."""
    if not draft.same_clause or (previous.after and not draft.before) or not lexicon.to_end.match(draft.before):
        return False
    return bool(lexicon.from_end.search(previous.before) or _FROM.search(previous.lead_in))


def _is_fraction(quantity: FoundQuantity) -> bool:
    """四分之三, 一半: a part of something, not an amount."""
    return quantity.unit == "" and quantity.value is not None and quantity.value < 1


def _from_words(draft: Draft, lexicon: Lexicon) -> None:
    before, lead_in, previous = draft.before, draft.lead_in, draft.previous
    if not lead_in and draft.quantity.bound in _COMPARING and draft.after and _is_benchmark(draft, lexicon):
        draft.decide("role", "level", "benchmark")  # ，低于30%的要求
        return
    # Two figures of one list share what is said before the first: 分别增长65%、66%; 新增A 5条、B 6条.
    if previous is not None and previous.role in ("change", "gap") and _shares_change(draft, previous, lexicon):
        draft.decide("role", previous.role, "change-shared")
        draft.direction, draft.basis = previous.direction, previous.basis
        return
    moved = lexicon.moved.search(lead_in) or (not lead_in.endswith(before) and lexicon.moved.search(before))
    if not (moved or draft.against) or _gap(draft, lexicon):
        return
    match = lexicon.change_end.search(before)
    if match and not lexicon.fixed.search(before):
        if draft.quantity.kind not in _PART_OF_CHANGE or not before.removesuffix("了").endswith(lexicon.deeds):
            _change(draft, "up" if match["up"] else "down", "change-before-number", lexicon)
        return
    match = lexicon.gap_bare.search(before)
    if match:
        _distance(draft, "above" if match["above"] else "below", None, "bare")
        return
    if draft.quantity.kind in _PART_OF_CHANGE or lexicon.change_verb.match(before):
        if lexicon.fixed.search(before) or lexicon.fixed.match(draft.after):
            return
        match = lexicon.change_verb.search(before)
        if match and not _is_noun(before, match.end()):
            _change(draft, "up" if match["up"] else "down", "change-verb-with-object", lexicon)


def _shares_change(draft: Draft, previous: Draft, lexicon: Lexicon) -> bool:
    """Whether the change or gap said of ``previous`` goes for ``draft`` too: in a list, or as a part (其中, brackets)."""
    before, same_unit = draft.before, previous.quantity.unit == draft.quantity.unit
    if lexicon.verb_start.match(before) or lexicon.light.match(before + "。"):
        return False
    if not same_unit and previous.why["role"] == "doubled":  # 产值翻一番、超过800亿元
        return False
    if draft.listed and (
        same_unit or not before or (previous.quantity.kind == "count" == draft.quantity.kind and before)
    ):
        return not (before and draft.quantity.kind in _PARTS_OF_HUNDRED)
    if previous.role == "change" and same_unit and before and draft.quantity.kind not in _PARTS_OF_HUNDRED:
        # 4.8万户，净增3920户，其中企业1.1万户: the parts are of the total, not of the growth.
        if not previous.part and exceeds(draft.quantity, previous.quantity):
            return False
        draft.part = draft.part or "其中" in draft.lead_in[:3] or draft.depth > previous.depth
        draft.part = draft.part or (previous.part and draft.depth == previous.depth)
        return draft.part
    return False


def exceeds(part: FoundQuantity, whole: FoundQuantity) -> bool:
    """Whether ``part`` is greater than ``whole``, so that it is no part of it."""
    return part.value is not None and whole.value is not None and part.value > whole.value


def _is_noun(before: str, end: int) -> bool:
    """Whether a word like 新增 is part of a noun phrase that another verb governs: 处理新增…, or is followed by 的."""
    return before[end : end + 1] in ("的", "率", "幅")


def _change(draft: Draft, direction: str, rule: str, lexicon: Lexicon) -> None:
    draft.decide("role", "change", rule)
    draft.decide("direction", direction, rule)
    draft.decide("basis", _basis(draft, lexicon), rule)
    if draft.quantity.unit in ("位", "个位次", "位次", "个名次"):  # 前移3位: the change of a rank
        draft.quantity = replace(draft.quantity, unit="位", kind="rank")


def _basis(draft: Draft, lexicon: Lexicon) -> str | None:
    last = last_match(lexicon.basis, draft.lead_in) or lexicon.against.search(draft.lead_in)
    if last:
        return str(last["basis"])
    match = last_match(lexicon.year_on_year, draft.lead_in)
    return match.group() if match else draft.against


def _gap(draft: Draft, lexicon: Lexicon) -> bool:
    lead_in = draft.lead_in[-40:]
    if draft.against is not None and (match := lexicon.more_than.search(draft.before)):
        _compared_with(draft, draft.against, match, lexicon)
        return True
    if lexicon.compared.search(lead_in) is None:
        return False
    if _from_benchmark(draft, lexicon):
        return True
    match = lexicon.gap_than.search(lead_in)
    if match and not lexicon.moved_by.search(match["basis"]):  # 比上年增加1683元、增长12.7%
        _compared_with(draft, match["basis"], match, lexicon)
        return True
    again = "同比" in lead_in or "环比" in lead_in
    if again and (match := lexicon.again_than.search(lead_in)):
        _change(draft, "up" if match["above"] else "down", "more-than-before", lexicon)
        draft.basis = match["basis"]
        return True
    match = lexicon.apart.search(lead_in)
    if match:
        previous = draft.previous
        if previous is not None and previous.quantity.start >= draft.quantity.start - len(match.group()):
            previous.dropped, draft.previous = True, previous.previous  # 离省定60%的目标差: the goal only
        _distance(draft, "below", match["basis"], "apart")
        return True
    match = lexicon.gap_end.search(lead_in)
    points = draft.quantity.kind == "percentage_point"
    if match and not points and _is_benchmark(draft, lexicon):
        draft.decide("role", "level", "benchmark")
        return True
    if match and _tells_which(match, lead_in, points, lexicon):
        return False
    if match and (points or lexicon.standard.search(match["basis"]) or match.group()[0] in "高低快慢多少优好"):
        basis = match["basis"].removeprefix("了")
        _distance(draft, "above" if match["above"] else "below", basis, "above-standard")
        return True
    if draft.quantity.kind in _PART_OF_CHANGE - {"count"} and lexicon.beyond.search(lead_in):
        _distance(draft, "above", None, "beyond")  # 超额完成投资10.8亿元
        return True
    return False


def _from_benchmark(draft: Draft, lexicon: Lexicon) -> bool:
    """Whether the figure is the distance from a standard whose own figure stands before it, made a gap then."""
    previous = draft.previous
    if previous is None or previous.why.get("role") != "benchmark" or draft.before != previous.after:
        return False
    match = lexicon.gap_end.search(previous.lead_in[-40:]) if draft.same_clause else None
    if match is None:
        return False
    # 高于全国5.2%的平均增速1.2个百分点: all from 全国 on
    basis = draft.lead_in[match.start("basis") - match.end() - len(previous.quantity.text + draft.before) :]
    _distance(draft, "above" if match["above"] else "below", basis, "above-benchmark")
    return True


def _is_benchmark(draft: Draft, lexicon: Lexicon) -> bool:
    """Whether the figure is what is compared with, and not the distance from it: 低于省定30%的要求."""
    after = draft.after
    return len(after) <= _LONG_STANDARD and (after.endswith(lexicon.standards) or "平均" in after)


def _tells_which(match: re.Match[str], lead_in: str, points: bool, lexicon: Lexicon) -> bool:
    """Whether the comparison only says which are counted: 达到或优于Ⅲ类的断面5个, 优于二级标准的天数332天."""
    if lead_in[match.start() - 1 : match.start()] == "或":
        return True
    _, of, counted = match["basis"].rpartition("的")
    return bool(of and counted and not points and not lexicon.standard.search(counted))


def _compared_with(draft: Draft, basis: str, match: re.Match[str], lexicon: Lexicon) -> None:
    """More or less than ``basis``, as ``match`` says: a change where that is a time, else a gap.

    What says itself that something has changed (缩短) makes a gap only with a standard.
    """
    said = match.groupdict()
    higher = said["above"] or said.get("up")
    changed = not (said["above"] or said["below"]) or _TIME.search(basis)
    became = _NORMAL.match(basis) and (match.group().endswith("了") or lexicon.change_end.search(draft.before))
    if changed and (not lexicon.standard.search(basis) or _LEVEL_OF_TIME.search(basis) or became):
        _change(draft, "up" if higher else "down", "higher-than-another-time", lexicon)
        draft.basis = basis
    else:
        _distance(draft, "above" if higher else "below", basis, "than")


def _distance(draft: Draft, direction: str, basis: str | None, rule: str) -> None:
    draft.decide("role", "gap", f"gap-{rule}")
    draft.decide("direction", direction, f"gap-{rule}")
    draft.decide("basis", basis, f"gap-{rule}")
