"""Names by the noun before the number, and by what an earlier figure of the sentence was of."""

from __future__ import annotations

import re

from pjrd_extract.find.draft import Draft
from pjrd_extract.find.lexicon import Lexicon
from pjrd_extract.find.naming.name import FAR, Around, Name, subject_of, suffix
from pjrd_extract.find.naming.spending import next_draft
from pjrd_extract.find.naming.topics import topic
from pjrd_extract.find.phrases import trimmed, verb_prefix
from pjrd_extract.find.roles import exceeds

__all__ = [
    "LEFT_OVER_FIRST",
    "general_noun",
    "noun_before_number",
    "parallel_parts",
    "part_of_whole",
    "those_of_whole",
    "verb_of_object",
    "verb_shared_along_list",
]


_NEAR, _LONGEST_DEED = 4, 6
_PEOPLE = {"人", "名"}
_SHORTEST_WHOLE, _SHORTEST_OWNER = 2, 3  # 固定 of 固定资产 is no owner
_LITTLE, _ADJECTIVE = 4, 2  # characters of a noun that may say too little by itself; of an adjective
_SHARE = "占比"
_CIRCUMSTANCES = frozenset("受经按据在因由随从以")  # 受市场下行影响 and 经测评 are about nothing
_RATES = frozenset("率度比重例")
_AVERAGE = re.compile("[^，；]*?[人户亩]均")
_NAMED_AT_LENGTH = frozenset({"money", "percent", "percentage_point", "rank", "score"})
_OWNERS = frozenset("家户个")
_ITEM = re.compile("(?:营业|销售|经营)$")
_LEFT_OVER = re.compile("上年结[余转](?:收入|资金)?$")
LEFT_OVER_FIRST = "结"
"""What is left of that once the year is taken out begins with it."""
_HEADLESS = re.compile("的(?:[有占仅只达共约近超]|就有|还有)*$")  # 持证的, 兼职的占
_OPINION = re.compile("认为|表示|真实|[同满]意|赞成|反对|弃权|称职|^“")
_CLAUSE = re.compile("把|(?<![达不])到(?!位)")  # 审批权限下放到乡镇 is no owner of 办理时限
_GRADE = re.compile("(?:国家|[省市州县区乡镇])级(?:及?以上)?")
_OF_THINGS = frozenset({"count", "area", "length", "volume", "mass"})
_INSTITUTIONS = "所"  # what counts institutions: a qualifier that is one needs no other noun


def verb_shared_along_list(draft: Draft, around: Around) -> Name | None:
    """查处两客一危车辆231台、非法培训教练车8台: 查处 goes for both; 争取项目79个、资金5.64亿元 too."""
    previous, lexicon = draft.previous, around.lexicon
    if previous is None or not draft.listed or draft.part or draft.role in ("share", "rank"):
        return None
    if lexicon.verb_start.match(draft.phrase):
        return None
    if lexicon.generic.covers(draft.phrase):
        own = draft.before == draft.phrase and draft.quantity.kind == "money" and previous.quantity.kind == "count"
        if not own:
            return None
    elif _is_part(draft, previous) and _is_attribute(draft, previous, around) and _of_like_units(draft, previous):
        return None
    verb = verb_prefix(previous.name, lexicon)
    if verb == previous.phrase and draft.quantity.unit == previous.quantity.unit:  # 油茶12万亩，新造2万亩、低改3万亩
        return draft.phrase + previous.name[len(verb) :], "verb-shared-along-list", None
    return (verb + draft.phrase, "verb-shared-along-list", None) if verb else None


def general_noun(draft: Draft, around: Around) -> Name | None:
    """出让土地293宗，面积3762.71亩: 面积 says little without what it is of."""
    before, previous, lexicon = draft.phrase, draft.previous, around.lexicon
    left_over = _LEFT_OVER.search(draft.lead_in) if before[0] == LEFT_OVER_FIRST else None
    if left_over is not None:  # an item of its own: 上级补助收入32.5亿元、上年结余1.2亿元
        return left_over.group(), "left-over-from-last-year", None
    may_be_general = before[-1] in lexicon.general_last
    if previous is None:
        bare_verb = draft.quantity.kind == "money" and lexicon.verb_end.covers(before)  # …收入下滑，仅入库1.9亿元
        general = bare_verb or (may_be_general and lexicon.generic.covers(before))
        about = topic(draft, around) if general else ""
        owns = about and len(about) <= 10 and _CLAUSE.search(about) is None
        return (about + before, "general-noun-of-topic", None) if owns else None
    if draft.quantity.kind == "money" and before in lexicon.items and _owns_nothing(previous):
        owner = _owner(previous, lexicon)
        return (owner + before, "general-noun-of-owner", owner) if owner else None
    if not may_be_general:
        return None
    pace, general = before in lexicon.change_nouns, lexicon.generic.covers(before.removeprefix("平均"))
    if not pace and not general and len(before) > _LITTLE:
        return None
    part = previous.part and not draft.part and draft.role != "share"
    whole = subject_of(_whole(draft) if part else previous, lexicon)
    if pace:
        return previous.name.removesuffix(before) + before, "pace-of-previous", whole
    if before.endswith("率") and len(whole) > len(before) + 3:  # what a rate is of, it mostly says itself
        return None
    if general or _says_little(before, whole, lexicon):
        if before == _SHARE and previous.role == "level":  # 民生支出36.7亿元，占比近八成
            whole = previous.name[len(verb_prefix(previous.name, lexicon)) :]
        if _begun_anew(draft, previous, around):
            return before, "general-noun-anew", None
        own = _of_none(previous, draft) or _says_itself(before, whole, lexicon)
        return before if own else whole + before, "general-noun-of-previous", whole
    return None


def _of_none(previous: Draft, draft: Draft) -> bool:
    """Whether ``draft`` is not of ``previous`` alone: 路基28公里、桥梁11座，投资5.6亿元; 满意率 is not of 弃权0票 at all."""
    first = previous.previous
    if previous.quantity.unit == "票":
        return True
    return (
        first is not None
        and previous.listed
        and not draft.listed
        and first.quantity.unit != previous.quantity.unit
        and first.name != previous.name
        and "money" not in (first.quantity.kind, previous.quantity.kind)
    )


def _owns_nothing(previous: Draft) -> bool:
    """Whether ``previous`` is an item of accounts itself, maybe carried on (营业收入28.16亿元，增长12%), or of people."""
    for _ in range(FAR):
        if previous.why["name"] != "carried-over" or previous.previous is None:
            break
        previous = previous.previous
    item = previous.quantity.kind == "money" and previous.why["name"] != "general-noun-of-previous"
    return item or previous.quantity.unit in _PEOPLE


def _owner(previous: Draft, lexicon: Lexicon) -> str:
    """Whose accounts they are: 国企 of 国企资产总额1486亿元，负债总额897亿元, or what was counted before them."""
    if previous.quantity.unit not in _PEOPLE and lexicon.spend_end.search(previous.name) is None:
        subject = subject_of(previous, lexicon)
        if (last := lexicon.generic.search(previous.name, _SHORTEST_OWNER)) and last.group() in lexicon.items:
            return subject
        item = _ITEM.search(subject) or suffix(subject, lexicon)
        if item is not None and item.start() >= _SHORTEST_OWNER:
            return subject[: item.start()]
    owner: Draft | None = previous
    for _ in range(FAR):
        if owner is None or (owner.quantity.unit in _OWNERS and owner.role == "level"):
            break
        owner = owner.previous
    return subject_of(owner, lexicon) if owner is not None and owner.quantity.unit in _OWNERS else ""


def _says_itself(before: str, whole: str, lexicon: Lexicon) -> bool:
    """Whether a general noun needs no ``whole``: it holds it, or that is but what was done (整改到位119个，整改率94.4%)."""
    if whole.endswith(("率", "均")) or whole.startswith("平均"):  # no rate and no average has anything of its own
        return True
    if before[:2] in (whole[:2], whole[-2:]) or whole in before:  # 出生人口5126人，出生率6.8‰
        return True
    return lexicon.verb_end.covers(whole) or lexicon.generic.covers(whole)


def _begun_anew(draft: Draft, previous: Draft, around: Around) -> bool:
    """Whether a clause without a figure, behind ；, tells of another thing: …；另开展民意调查，满意率95.76%."""
    sentence, place = around.sentence, draft.place - 1
    if draft.same_clause or place <= previous.place:
        return False
    start = sentence.clauses.begins[place]
    if start <= previous.quantity.end or sentence.text[start - 1] not in "；;":
        return False
    said = sentence.words(start, sentence.clauses.ends[place])
    return said[:1] not in _CIRCUMSTANCES and trimmed(said, around.lexicon) != ""


def _says_little(before: str, whole: str, lexicon: Lexicon) -> bool:
    """Whether a short noun needs what it is of: 处置收入 and 企业占比 do, 作业总量 and 年终结余 don't."""
    if len(before) > _LITTLE or len(whole) > len(before) or before[-1] == "均":
        return False
    match = lexicon.generic.search(before)
    if match is None:
        return False
    attribute = before[: match.start()]
    plain = lexicon.verb_end.covers(attribute) or lexicon.generic.covers(attribute)
    return bool(plain) or match.group() == _SHARE


def verb_of_object(draft: Draft, around: Around) -> Name | None:
    """发放测评表21份，收回21份: another thing done to what was counted or measured before."""
    before, lexicon = draft.phrase, around.lexicon
    money = draft.quantity.kind == "money"
    if (not money and draft.quantity.kind not in _OF_THINGS) or not lexicon.verb_end.covers(before):
        return None
    counted = draft.previous
    for _ in range(_NEAR):  # 重点项目318个，总投资1260亿元；新开工97个
        if counted is None or (counted.quantity.unit == draft.quantity.unit and counted.role == "level"):
            break
        counted = counted.previous
    if counted is not None and counted.part and exceeds(draft.quantity, counted.quantity):
        counted = _whole(counted)  # 隐患9374条，其中重大隐患56条，已整改9318条: of all
    if counted is None or counted.quantity.unit != draft.quantity.unit or counted.why["name"] == "limit-before-count":
        return None
    whole = subject_of(counted, lexicon)
    if not whole or whole == before or lexicon.verb_end.covers(whole):
        return None
    if counted.name.startswith(before) or (whole.endswith(before) and not money):
        return counted.name, "verb-of-previous-object", whole  # 去年发放资金98万元，今年又发放49万元: the same again
    if money:
        return None
    first = lexicon.verb_start.match(counted.name)  # only 发放 is exchanged, 测评 is part of the thing
    if first is None and before in counted.name and len(draft.before) <= _LONGEST_DEED:
        return draft.before.removeprefix("已"), "verb-of-previous-object", whole  # 诉前调解纠纷3126件，调解成功2018件
    last = None if first else lexicon.verb_end.search(counted.name, 2)
    if last is not None and draft.quantity.kind == "count":  # 生猪出栏62.3万头，存栏35.1万头
        return counted.name[: last.start()] + before, "verb-of-previous-object", whole
    thing = counted.name[first.end() :] if first else whole
    if draft.quantity.kind != "count" and (first is None or lexicon.verb_end.search(thing)):
        return None  # 完成人工造林3万亩，封山育林5万亩
    return before + thing, "verb-of-previous-object", whole


def parallel_parts(draft: Draft, around: Around) -> Name | None:
    """补助标准为小学720元、初中940元: parts whose whole stands right before the first of them."""
    before, previous, lexicon = draft.phrase, draft.previous, around.lexicon
    attribute = lexicon.qualifier.search(before)
    if attribute is None:
        return None
    if not attribute.start():
        if previous is None or previous.why["name"] != "parallel-parts":
            return None
        whole = subject_of(previous, lexicon)
        return before + whole, "parallel-parts", whole
    following = next_draft(draft, around.sentence)
    if following is None or following.quantity.unit != draft.quantity.unit:
        return None
    whole = trimmed(before[: attribute.start()], lexicon)
    if len(whole) < _SHORTEST_WHOLE or not lexicon.qualifier.fullmatch(following.phrase):
        return None
    return attribute.group() + whole, "parallel-parts", whole


def those_of_whole(draft: Draft, around: Around) -> Name | None:
    """专干52人，其中兼职的占一半; 档案200份，资料不全的17份: those of whom it is said, of the whole before them."""
    previous, lexicon = draft.previous, around.lexicon
    clause = _HEADLESS.search(draft.before) if "的" in draft.before else None
    if clause is None or previous is None or draft.role not in ("level", "share"):
        return None
    said = trimmed(draft.before[: clause.start()], lexicon)
    if (
        not said or "占" in said or lexicon.generic.search(said) or lexicon.from_end.search(draft.before)
    ):  # 年租金从原来的28万元
        return None
    if _OPINION.search(said):  # of ballots what was said is name enough: 认为真实的58份
        return None
    part = _is_part(draft, previous)
    if draft.role == "share" and not part and clause.group() == "的":  # 相当于合同额的0.31%
        return None
    counted: Draft | None = previous
    for _ in range(_NEAR):
        if counted is None or (not counted.part and _counts(counted, draft)):
            break
        counted = counted.previous
    if counted is None or exceeds(draft.quantity, counted.quantity):
        return None
    whole = subject_of(counted, lexicon)
    if len(whole) < _SHORTEST_WHOLE or "的" in whole or whole[-_SHORTEST_WHOLE:] in said:
        return None
    if lexicon.verb_end.search(whole) is not None:
        return None
    return said + whole, "those-of-whole", whole


def _counts(counted: Draft, draft: Draft) -> bool:
    if counted.quantity.kind != "count" or counted.role != "level":
        return False
    return draft.role == "share" or (draft.quantity.kind == "count" and _of_like_units(draft, counted))


def part_of_whole(draft: Draft, around: Around) -> Name | None:
    """新增用地1068公顷（其中城区530公顷）: an attribute alone is named with the whole that it is part of."""
    previous = draft.previous
    if previous is None or not _is_part(draft, previous):
        return None
    if not _is_attribute(draft, previous, around):
        if (average := _average_of_whole(draft)) is not None:
            return average
        if draft.role == "share":
            return _rate_of_part(draft, around.lexicon) if draft.part else None
        return _told_apart(draft) if draft.part else None
    whole, lexicon = subject_of(_counted_whole(draft), around.lexicon), around.lexicon
    if draft.quantity.unit == _INSTITUTIONS and lexicon.institution.search(draft.phrase):  # 其中小学398所
        return draft.phrase, "part-of-whole", whole
    return draft.phrase + _without_its_kind(draft.phrase, whole, lexicon), "part-of-whole", whole


def _average_of_whole(draft: Draft) -> Name | None:
    """人均可支配收入21345元，其中工资性收入9876元: a part of an average is an average."""
    before = draft.phrase
    if draft.role != "level" or "均" in before:
        return None
    whole = _counted_whole(draft)
    average = _AVERAGE.match(whole.name) if whole.quantity.unit == draft.quantity.unit else None
    return None if average is None else (average.group() + before, "average-of-whole", before)


def _told_apart(draft: Draft) -> Name | None:
    """受理执行案件32件，其中首次执行案件25件: an adverb that makes the only difference belongs to the name."""
    said = draft.before.removeprefix("其中").removeprefix("：")
    if said == draft.phrase or not said.endswith(draft.phrase) or len(said) > len(draft.phrase) + _NEAR:
        return None
    return (said, "part-told-apart", None) if _counted_whole(draft).name.endswith(draft.phrase) else None


def _rate_of_part(draft: Draft, lexicon: Lexicon) -> Name | None:
    """签约率72.5%，其中重点人群85.3%: a share is of something, which a part that is no rate leaves to its whole."""
    whole = _whole(draft)
    if whole.role != "share" or whole.name[-1:] not in _RATES or draft.phrase[-1] in _RATES or len(draft.phrase) > 8:
        return None
    return draft.phrase + whole.name, "rate-of-part", subject_of(whole, lexicon)


def _without_its_kind(attribute: str, whole: str, lexicon: Lexicon) -> str:
    """``whole`` without what the attribute of a part stands in for: 省级 for 市级以上, 初中 for 小学 at its end."""
    if lexicon.qualifier.fullmatch(whole):
        return ""
    if _GRADE.fullmatch(attribute):
        return whole[grade.end() :] if (grade := _GRADE.match(whole)) else whole
    other = lexicon.institution.search(whole, 2) if lexicon.institution.covers(attribute) else None
    return whole[: other.start()] if other else whole


def noun_before_number(draft: Draft, around: Around) -> Name | None:
    """技工贸总收入576.84亿元; one character names no money and no rate, unless with its adverb: 尚欠."""
    before = draft.phrase
    if len(before) > _ADJECTIVE:
        return before, "noun-before-number", None
    if draft.role == "rank":  # 综合排名居全省第5位
        before += next((word for word in around.lexicon.words("generic") if before + word in draft.lead_in), "")
    if len(before) == 1 and draft.quantity.kind in _NAMED_AT_LENGTH:
        before = draft.before if draft.role == "level" and len(draft.before) <= _NEAR else ""
    return (before, "noun-before-number", None) if before else None


def _of_like_units(draft: Draft, previous: Draft) -> bool:
    """Whether ``draft`` may count a part of ``previous``: 乡镇12个 is none of 企业37家."""
    units = {draft.quantity.unit, previous.quantity.unit}
    return len(units) == 1 or draft.quantity.kind != "count" or units == _PEOPLE


def _alike(draft: Draft, other: Draft) -> bool:
    return other.quantity.kind == draft.quantity.kind and _of_like_units(draft, other)


def _is_attribute(draft: Draft, previous: Draft, around: Around) -> bool:
    """Whether the words before the number only tell one part from another: 城区, 省级, 因病."""
    before = draft.phrase
    return (
        len(before) == 1
        or bool(around.lexicon.qualifier.fullmatch(before))
        or (len(before) <= _ADJECTIVE and draft.depth > _whole(draft).depth)
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


def _counted_whole(draft: Draft) -> Draft:
    """As ``_whole``, of what is counted alike: 干警41名，平均年龄36.8岁，其中女性33名."""
    whole = _whole(draft)
    if draft.role == "share" or _alike(draft, whole):
        return whole
    other = whole.previous
    for _ in range(FAR):
        if other is None or (not other.part and _alike(draft, other)):
            break
        other = other.previous
    return whole if other is None else other
