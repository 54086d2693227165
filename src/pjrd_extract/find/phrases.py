"""Noun and verb phrases around a number: what is left of a clause without all that measures nothing."""

from __future__ import annotations

import re

from pjrd_extract.find.lexicon import Lexicon, last_match
from pjrd_extract.find.modals import modals

__all__ = ["balanced", "is_bare_measure", "noun_after", "predicate_after", "subjects_of", "trimmed", "verb_prefix"]

_PREPOSITIONAL = re.compile(
    r"(?:在(?![建岗编校册库线职读园])|于|通过|根据|按照|围绕|针对|经过?|随着|为|向|对|面对|除)[^，；]{2,24}?"
    r"(?:中|上|下|方面|里|会上|期间|过程中|后|时|基础上|情况下|以外|之外)"
)
_PREPOSITIONS = frozenset("在于通根按围针经随为向对面除")  # what _PREPOSITIONAL begins with
_CIRCUMSTANCE = re.compile(r"^在[^，；]{2,30}(?:背景|情况|形势|条件|基础|前提|影响|带动|作用)[下上]$")
_SET_ASIDE = re.compile("^(?:剔除|扣除)[^，；]{1,20}(?:后|因素|影响)$")
_WITHIN = frozenset({"里", "中", "内", "间", "之中", "当中"})  # 超标的31天里: where, not what
_LONGEST = 18
_WORD = 2  # characters of most words
# Begins with one class of characters: the search skips to the next of it without trying to match.
_CUT_AFTER = re.compile(r"[，。；：、（(](?:(?<![（(])(?<!（市、)|(?!(?:市、区|[^（）()，、]{1,4})[）)]))")
_AS_NOUN = frozenset("办采落答回提的书案意议和")  # 建议办理满意率 is of proposals
_BODIES = ("政府", "部门", "局", "委", "办", "院", "厅", "会", "乡镇", "街道", "单位", "统筹")
_CUT_PASSIVE = re.compile("[，。；：（(]")
_DONE = re.compile(r"了(?!解)")
_LEVELS = re.compile(r"(?:国家|中央|[国省市县区乡镇村]级?)(?:、(?:[省市县区乡镇村]级?))+")
_LEVELS_FIRST = frozenset("国中省市县区乡镇村")  # what _LEVELS begins with
_RELATIVE = re.compile(r"[^的]{3,20}的([^的]{2,12})$")
_SUCH_AS = re.compile(r"(?<![初高中同平优劣均])等(?![级次待于额])(?:一批|多[个项类种])?(?=.{2})")
_QUOTES = {"“": "”", "《": "》", "（": "）", "(": ")", "‘": "’"}
_ANY_QUOTE = re.compile(f"[{''.join(_QUOTES)}{''.join(_QUOTES.values())}]")
_SUBJECTS = re.compile("(?:[^，。；：、（）()]{1,5}、){1,4}")
_SO_MANY = re.compile("([两二三四五六七八九十])(?:大|个|类|项|种|条|家)(?=.{2})")
_NUMERALS = ("", "", "两二", *"三四五六七八九十", *[""] * 99)
_AND = re.compile(r"、|以及|和(?!谐|美)|(?<!参)与|及(?![时其])")


def trimmed(phrase: str, lexicon: Lexicon, *, longest: int = _LONGEST) -> str:
    """``phrase`` (the clause before a number) without adverbs, light verbs and verbs that only introduce the number.

    园区共完成技工贸总收入达 becomes 技工贸总收入; a phrase that holds nothing else becomes the empty string.
    """
    if not phrase or (phrase[0] == "在" and _CIRCUMSTANCE.match(phrase)):
        return ""
    if phrase[-1] in "后素响" and _SET_ASIDE.match(phrase):  # 剔除留抵退税因素后增长1.2%
        return ""
    if phrase[0] in "向对为给":
        # 向67名困难群众发放: to those counted
        phrase = phrase[lexicon.past_receiver(phrase) :] if len(phrase) > 1 else ""
    if phrase and (phrase[0] in lexicon.lead_first or phrase[-1] in lexicon.tail_last):
        phrase = _stripped(phrase, lexicon)
    if phrase.startswith("建议"):
        phrase = _suggested(phrase, lexicon)
    divided = lexicon.dividing.search(phrase) is not None  # only where 等 is left out can a word come to be
    if divided:
        phrase = _without_doer(phrase, lexicon)
    if phrase[:1] in _PREPOSITIONS:
        match = _PREPOSITIONAL.match(phrase)
        if match and len(phrase) - match.end() >= 2:
            phrase = _stripped(phrase[match.end() :], lexicon)
    if divided:
        phrase = _undivided(phrase, lexicon)
    return balanced(_shortened(phrase, lexicon) if len(phrase) > longest else phrase)


def _undivided(phrase: str, lexicon: Lexicon) -> str:
    """What of ``phrase`` stands behind a light verb, 等 and 累计, without 了."""
    phrase = _after_light_verb(phrase, lexicon)
    if "等" in phrase:
        head, mark, last = _split_last(_SUCH_AS, phrase)
        if mark and len(last) >= 4:
            phrase = verb_prefix(head, lexicon) + last
    phrase = _after_adverb(phrase, lexicon)
    return _DONE.sub("", phrase) if "了" in phrase else phrase


def _suggested(phrase: str, lexicon: Lexicon) -> str:
    """建议县政府新建学校: that it is suggested, and to whom, is no part of what."""
    if phrase[2:3] in _AS_NOUN:
        return phrase
    for match in lexicon.verb_start.finditer(phrase, len("建议")):
        at = match.start()
        if len(phrase) - match.end() >= 2 and (at == len("建议") or phrase.endswith(_BODIES, 0, at)):
            return phrase[at:]
    return phrase


def _without_doer(phrase: str, lexicon: Lexicon) -> str:
    """县政府将新建学校: who will do it is no part of what."""
    if lexicon.modal_cue.search(phrase) is None:
        return phrase
    modal = next(modals(phrase, lexicon, 0, len(phrase)), None)
    if modal is None or modal.verb is None or len(phrase) - modal.verb[1] < 2:
        return phrase
    return phrase[modal.verb[0] :]


def _after_light_verb(phrase: str, lexicon: Lexicon) -> str:
    match = lexicon.light.match(phrase)
    if match is None or len(phrase) - match.end() < 2 or phrase[match.end()] in "率度":
        return phrase
    rest = _stripped(phrase[match.end() :], lexicon)
    subject = _stripped(match[1], lexicon)
    if subject and rest[:1] == "“" and rest[-1:] == "”":  # 死亡人数实现“双下降”: what they did is a slogan
        return subject
    if subject and lexicon.generic.covers(rest):  # 重点项目完成投资: what is too general keeps its subject
        return subject + phrase[len(match[1]) :]
    if subject and lexicon.verb_end.covers(rest):  # 电子证照完成归集
        return subject + rest
    return rest


def _after_adverb(phrase: str, lexicon: Lexicon) -> str:
    """What follows 共 or 累计, unless it only repeats or is too short to stand without what goes before."""
    match = lexicon.adverb.match(phrase)
    if match is None:
        return phrase
    left, right = match[1], _stripped(match[3], lexicon)
    if not left or len(right) >= 4 or (len(right) == 3 and not lexicon.verb_end.covers(right)):
        return right
    return left if right and right in left else _stripped(left, lexicon) + right


def _split_last(pattern: re.Pattern[str], phrase: str) -> tuple[str, str, str]:
    """``phrase`` before, in and after the last match of ``pattern``; the match is empty where there is none."""
    last = last_match(pattern, phrase)
    return (phrase[: last.start()], last.group(), phrase[last.end() :]) if last else (phrase, "", "")


def _stripped(phrase: str, lexicon: Lexicon) -> str:
    while phrase:
        start = 0
        if phrase[0] in lexicon.lead_first:
            lead = lexicon.lead.match(phrase)
            start = 0 if lead is None else lead.end()
        tail = lexicon.tail.search(phrase, start) if phrase[-1] in lexicon.tail_last else None
        if tail is not None:
            phrase = phrase[start : tail.start()]
        elif start:
            phrase = phrase[start:]
        else:
            break
    return phrase


def _shortened(phrase: str, lexicon: Lexicon) -> str:
    """The end of a long phrase: what follows its last 的, or its last verb that leaves an object."""
    _, mark, last = phrase.rpartition("的")
    if mark and 4 <= len(last) <= _LONGEST:
        return last
    best = phrase
    for match in lexicon.verb_start.finditer(phrase):
        rest = len(phrase) - match.start()
        if rest - len(match.group()) < 2:
            break
        if rest <= _LONGEST:
            return phrase[match.start() :]
        best = phrase[match.start() :]
    return best


def noun_after(after: str, lexicon: Lexicon) -> str:
    """The noun phrase behind a classifier: 示范党支部 of ``示范党支部在全县推广``; empty where a verb stands there."""
    phrase = after.removeprefix("的")
    if not phrase:
        return ""
    if not phrase.isalnum():
        levels = _LEVELS.match(phrase) if phrase[0] in _LEVELS_FIRST else None  # 12件省、市、县重点民生实事
        match = _CUT_AFTER.search(phrase, levels.end() if levels else 0)
        if match:
            subjects = _listed_subjects(phrase, match, lexicon) if match.group() == "、" else ""
            if subjects:
                return subjects
            phrase = phrase[: match.start()]
    among, inside, _ = phrase.partition("中有")  # 抽查的52公里沟渠中有6.3公里
    phrase = lexicon.among.cut(among + inside[:1])
    for match in lexicon.stop_start.finditer(phrase):
        noun = phrase[: match.start()]
        if not noun:
            relative = _RELATIVE.match(phrase)  # 62座列入省级计划的危旧桥梁
            return balanced(relative[1]) if relative else ""
        if match.group() == "为" or phrase.startswith(("成", "至"), match.end()):  # 12个学区优化为8个
            verb = lexicon.verb_end.search(noun, 1)
            noun = noun[: verb.start()] if verb else noun
        return balanced(noun.rstrip("的了仍"))
    if len(phrase) > _LONGEST:
        for match in lexicon.verb_start.finditer(phrase, 2):
            return balanced(phrase[: match.start()].rstrip("的了仍"))
    phrase = phrase.rstrip("的了仍")
    return "" if phrase in _WITHIN else balanced(phrase)


def _listed_subjects(phrase: str, first: re.Match[str], lexicon: Lexicon) -> str:
    """The subjects of one predicate: 水泥、钢铁、焦化企业 of 水泥、钢铁、焦化企业完成改造; nothing for a list of clauses."""
    listed = _SUBJECTS.match(phrase)
    if listed is None or listed.end() < first.end():
        return ""
    stop = lexicon.stop_start.search(phrase, listed.end(), listed.end() + _LONGEST)
    if stop is None or stop.start() <= listed.end() + 1:
        return ""
    nouns = phrase[: stop.start()]
    begun = _CUT_AFTER.search(nouns, listed.end()) or lexicon.stop_start.search(phrase, 0, listed.end())
    clauses = any(lexicon.verb_start.match(part) for part in nouns.split("、")[1:])
    return "" if begun or clauses else balanced(nouns.rstrip("的了仍"))


def predicate_after(after: str, lexicon: Lexicon) -> str:
    """The predicate behind a number or noun: 录取清华北大 of ``4人录取清华北大，``; at most eighteen characters."""
    # The verb of a passive stands last: 被清华、北大录取.
    match = (_CUT_PASSIVE if after[:1] == "被" else _CUT_AFTER).search(after)
    phrase = lexicon.among.cut(after[: match.start()] if match else after)
    match = lexicon.lead.match(phrase)
    if match:
        phrase = phrase[match.end() :]
    return balanced(phrase) if len(phrase) <= 18 else ""


def verb_prefix(name: str, lexicon: Lexicon) -> str:
    """The verbs that ``name`` begins with: 建成开通 of 建成开通4G基站."""
    at = 0
    while True:
        match = lexicon.verb_start.match(name, at)
        if match is None or match.end() == at:
            return name[:at] if at < len(name) else ""
        at = match.end()


def subjects_of(phrase: str, count: int, lexicon: Lexicon) -> tuple[str, ...]:
    """The ``count`` subjects that ``phrase`` lists, a shared tail given to each; empty when they are not as many.

    >>> from pjrd_extract.rules import Rules
    >>> lexicon = Rules.default().derived(Lexicon)
    >>> subjects_of("城镇、农村居民人均可支配收入", 2, lexicon)
    ('城镇居民人均可支配收入', '农村居民人均可支配收入')
    >>> subjects_of("工业、建筑业增加值", 2, lexicon)
    ('工业增加值', '建筑业增加值')
    >>> subjects_of("游客数量和旅游总收入", 2, lexicon)
    ('游客数量', '旅游总收入')
    """
    parts = _AND.split(phrase)
    if len(parts) != count:
        parts = phrase.split("、")
        if len(parts) != count:
            return ()
    if not all(parts):
        return ()
    last, measured = parts[-1], lexicon.generic.search(parts[0], 2)
    if measured is not None and len(parts[0]) != len(parts[1]):  # those of 发电量、用电量 are of one rank
        owner = parts[0][: measured.start()]
        if all(is_bare_measure(part, lexicon) for part in parts[1:]):
            return (parts[0], *(owner + part for part in parts[1:]))  # 交通事故起数、死亡人数
        if lexicon.generic.covers(last):  # 财政收入总量和增速
            return (*parts[:-1], owner + last)
    so_many = _SO_MANY.search(last, 2)
    if so_many is not None and so_many[1] in _NUMERALS[count]:  # 甲、乙、丙三大产业产值
        rest = last[so_many.end() :]
        return tuple(part + rest for part in (*parts[:-1], last[: so_many.start()]))
    kind = parts[0][-2:]  # 狂犬病疫苗、流感疫苗接种量
    at = last.rfind(kind) + len(kind)
    if len(kind) <= at < len(last) and len(parts[0]) > len(kind) and all(part.endswith(kind) for part in parts[:-1]):
        return (*(part + last[at:] for part in parts[:-1]), last)
    shortest = min(len(part) for part in parts[:-1])
    if shortest <= 3 and len(last) - len(parts[0]) >= 2 and not any(part[-1] == last[-1] for part in parts[:-1]):
        tail = last[_end_of_own(parts[-2], last, lexicon) :]
        return (*(part + tail for part in parts[:-1]), last)
    return tuple(parts)


def is_bare_measure(noun: str, lexicon: Lexicon) -> bool:
    """Whether ``noun`` says how much, and nothing of what: 增速, 死亡人数, 办结率."""
    if lexicon.generic.covers(noun):
        return True
    measure = lexicon.generic.search(noun, 2)
    return measure is not None and lexicon.verb_end.covers(noun[: measure.start()])


def _end_of_own(other: str, last: str, lexicon: Lexicon) -> int:
    """Where in ``last`` that ends which is not shared with ``other``: 建筑业 of 建筑业增加值, beside 工业.

    It is as long as ``other`` where both tell parts from one another (城镇, 农村) or much is shared (保险参保人数), or ends
    as that does; else all but the general noun at its end is its own: 卫生健康 of 卫生健康支出, beside 社保.
    """
    at = len(other)
    if at >= len(last):
        general = lexicon.generic.search(last, 1)
        return len(last) if general is None else general.start()
    if last[at - 1] == other[-1]:
        return at
    if (longer := last.find(other[-1], at, at + 2)) > 0:
        return longer + 1
    general = lexicon.generic.search(last, 1)
    if general is None or lexicon.qualifier.fullmatch(last[:at]):
        return at
    return at if at == _WORD < general.start() - at else general.start()


def balanced(phrase: str) -> str:
    """``phrase`` without quotation marks and brackets that have no partner in it."""
    if phrase.isalnum():  # as most are
        return phrase
    if _ANY_QUOTE.search(phrase):
        for opening, closing in _QUOTES.items():
            if phrase.count(opening) != phrase.count(closing):
                phrase = phrase.replace(opening, "").replace(closing, "")
    return phrase.strip("、，；：:,")
