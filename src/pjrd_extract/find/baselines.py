"""Periods that belong to one figure only: the year that a figure rose from, is compared with, or is a share of.

由2020年的56%上升到93.5%: 2020 is the year of the 56%, and says nothing of what follows. 是2016年的2倍: it is that of none.
"""

from __future__ import annotations

import re
from typing import Literal

from pjrd_extract.normalize.period_phrases import FoundPeriod

__all__ = [
    "AT_YEAR_END",
    "GOAL",
    "WHOLE_YEAR",
    "WITH_ANOTHER_TIME",
    "Reach",
    "begins",
    "belongs_to",
    "reached",
    "share_follows",
]

Reach = Literal["one", "none", "all"]
"""How many of the figures behind a period are of its time."""

_ABOUT = "(?:大?约|近|将近|超过?|不足|不到)?"
_DIGIT = "[0-9零一二三四五六七八九十百千万亿两半]"
_AMOUNT = f"(?:的|时的){_ABOUT}第?{_DIGIT}"
_FROM = ("由", "从", "自")
_FROM_BEFORE = re.compile("[由从自](?:原来|原先|原|最初|最早|当初)(?:在|的)?$")
# Beside most periods stands none of the characters that these words end in, nor of those that what belongs begins with.
_TELLING_BEFORE, _TELLING_BEHIND = frozenset("由从自来先原初早在的"), frozenset("的时")
_THAN = (
    "比", "较", "相比于", "相较于", "相对于", "对比", "高于", "低于", "多于", "少于", "快于", "慢于", "好于", "优于", "超过", "超",
)  # fmt: skip
_THAN_LAST, _FIGURES = frozenset(word[-1] for word in _THAN), frozenset("0123456789")
_WITH = ("与", "和", "同", "跟")
_COMPARED_WITH = re.compile(r"的[^，。；：]{1,16}?(?:相比|相较|比较|持平|相当)")
_OF_TWO = re.compile(f"{_AMOUNT}|[^，。；：、]{{0,16}}?{_DIGIT}[^，。；]{{0,14}}?[到至为成]")
_OF_ITS_OWN = re.compile(_AMOUNT)
_TIMES = re.compile(rf"的{_ABOUT}(?:[0-9]+(?:\.[0-9]+)?|[一二三四五六七八九十百两几]{{1,3}})[多余]?倍")
_PART = re.compile(rf"的{_ABOUT}(?:[0-9]+(?:\.[0-9]+)?[%％成]|[一二三四五六七八九]成|一半|百分之)")
# What comes up to a share of another year's amount; 上升到2023年的58.9% tells of 2023 instead.
_MEASURED_BY = re.compile(
    r"(?:达到?了?|恢复[到至]?|相当于?|占到?|[是为]|仅|只有|不足|不到|接近|超过?)(?:全[国省市县区])?$"
)
_RISEN_FROM = re.compile(r"[由从自][^，。；：]{2,36}$")
_REACHED = re.compile(r"[到至为成](?:了)?[^，。；]{0,4}$")

_CLAUSE_BEGINS = frozenset(("", *"，；。：（,;:(\n"))
_OF_SAME_SPAN = re.compile(rf"(?!相[比较]|比|的[0-9.]+倍)[^，；。：、]{{0,12}}?{_DIGIT}")

WHOLE_YEAR = frozenset({"全年", "全年度", "年度", "本年度"})
"""Phrases that leave it to their sentence, or to the titles above, which year they mean."""

AT_YEAR_END = frozenset({"年末", "截至年末", "截止年末", "截至年底", "截止年底"})
"""The same of a stock, such as 年末户籍人口; by when something is to be done, 年底 and 年末前 say."""

WITH_ANOTHER_TIME = re.compile(
    r"(?:相?比|相?较于?|对比|[与同和跟由从自]|[高低多少快慢优好]于|超过?)(?:原来|原先|原|最初|当初)?(?:同期)?时?的?(?:每\w{1,4})?$"
)
"""What stands before the figure of another time, once that time is taken out: 浓度较2022年的35微克."""

GOAL = re.compile(r"(?:任务|目标|计划|预算)(?:任务|目标|计划)?(?:指标|总[数量额]|[数额])?")
"""A noun of what is to be reached: 全年目标任务数."""

_SHARE_OF_IT = re.compile(rf"的{_ABOUT}(?:[0-9]+(?:\.[0-9]+)?[%％]|百分之|[一二三四五六七八九]成)")


def belongs_to(text: str, found: FoundPeriod) -> Reach:
    """Whether ``found``, by the words around it in ``text``, is the time of one figure, of none, or of all behind it.

    >>> text = "由2020年的56%上升到93.5%"
    >>> belongs_to(text, FoundPeriod("2020年", 1, 6))
    'one'
    """
    start, end = found.span_start, found.span_end
    if found.rate or found.open == "since":
        return "all"
    following = text[end : end + 1]
    if following == "同" and text.startswith("同期", end):
        end += 2
        following = text[end : end + 1]
        if text[start - 1 : start] in _CLAUSE_BEGINS and _OF_SAME_SPAN.match(text, end):
            return "one"  # 312万人次，去年同期为256万人次
    if following in _FIGURES and text[start - 1 : start] in _THAN_LAST and text.endswith(_THAN, 0, start):
        return "one"  # 较去年4.52亿元增加0.34亿元
    if following not in _TELLING_BEHIND and text[start - 1 : start] not in _TELLING_BEFORE:
        return "all"
    if following == "的" and _TIMES.match(text, end):
        return "none"
    before = text[max(start - 8, 0) : start]
    if begins(text, start) or _FROM_BEFORE.search(before):
        return "one" if _OF_TWO.match(text, end) else "all"
    if following not in _TELLING_BEHIND:
        return "all"
    if before.endswith(_WITH):
        return "one" if _COMPARED_WITH.match(text, end) else "all"
    if _PART.match(text, end) and _MEASURED_BY.search(before):
        return "all" if _RISEN_FROM.search(text, max(start - 40, 0), start) else "none"
    return "one" if before.endswith(_THAN) and _OF_ITS_OWN.match(text, end) else "all"


def reached(between: str) -> bool:
    """Whether what stands ``between`` two figures leads from the first, of old, to the second: 上升到.

    >>> reached("上升到"), reached("、")
    (True, False)
    """
    return _REACHED.search(between) is not None


def begins(text: str, at: int) -> bool:
    """Whether the figure at ``text[at]`` is what something rose or fell from: 由12家.

    >>> begins("由12家增加到38家", 1), begins("由12家增加到38家", 7)
    (True, False)
    """
    return text.endswith(_FROM, 0, at)


def share_follows(text: str, end: int) -> bool:
    """Whether a share of the amount that ends at ``text[end]`` follows.

    >>> share_follows("完成任务5000人的62.5%", 9), share_follows("完成任务5000人", 9)
    (True, False)
    """
    return text[end : end + 1] == "的" and _SHARE_OF_IT.match(text, end) is not None
