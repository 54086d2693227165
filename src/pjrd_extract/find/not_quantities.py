"""What looks like a quantity and is none: idioms, slogans, identifiers and dates by rule data, the rest by context."""

from __future__ import annotations

import re
from collections import defaultdict

from pjrd_extract.normalize.one_by_one import one_by_one
from pjrd_extract.normalize.phrases import closes
from pjrd_extract.normalize.reading import Reading
from pjrd_extract.rules.load import Rules

__all__ = ["Context", "Traps"]

_SIMPLE = frozenset("〇零一二两三四五六七八九十百千万亿")
_NUMERAL = re.compile(r"^[半几数]|[第首榜翻0-9〇零一二两三四五六七八九十百千万亿]")

# What joins a figure to what stands before it: 1.5, 12:30, 3/4, 〔2022, K12+300.
_JOINED_LEFT = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.·•:：/〔[№#_+×-")
_DIVIDED_LEFT = frozenset(", 、")
_POINTS = frozenset(".,·")
_EACH = frozenset("第每某这那另任逐哪")  # 同一 is a word, and 合同12份 are so many
_ANY = frozenset("任另")  # 任一 and 另一, but 主任318名, 担任31所学校 and 另12家
# Characters that announce a bare number: 指数为103.5, 同比-3.2, 共计120.
_CUE = frozenset("为达到共计约近超逾率数比降长至是口额值有量增减占均加少高低升跌幅余差仅分小")
_MEASURED = frozenset("率度达到为现满")
_YEARLY = frozenset(("年", "月", "周", "天", "季度"))
_CALENDAR_LEFT = frozenset("’‘'′`从自在于至到截、和—-–~～")
_HALF_LEFT = frozenset("上下前后大多小一对减折年")
# 提前半年 is half a year, 前半年 is a period.
_AHEAD = "提前"
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
# 3、5个 may be three to five, 第7、8个 and 第三、四、五个 are no counts; at the head of a line 7、 is a list marker.
_LISTED = re.compile(r"(?:第(?:[0-9一二三四五六七八九十]{1,3}、)+|[^0-9.、\n][0-9]、)\Z")
_LONGEST_LIST = 16
# 7、8个 behind one of these, or at the head of a text, is no "seven or eight".
_NO_NEIGHBOURS = frozenset("第0123456789一二三四五六七八九十、。；：;:\n") | {""}
# "1 2.5亿" may be 12.5亿 torn apart; after a name (G536 2.5公里) the blank only divides.
_FIGURE_END = frozenset("0123456789.")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*[ ]\Z")
_TEN_THOUSAND = 10_000


class Traps:
    """The idioms and patterns of ``not_metrics``, found where one of their numerals stands."""

    def __init__(self, rules: Rules) -> None:
        taken = [rule for rule in rules.not_metrics if rule.group == "whole"]
        patterns = [pattern for rule in taken for pattern in rule.patterns]
        words: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for word in sorted((word for rule in taken for word in rule.words), key=len, reverse=True):
            for numeral in _NUMERAL.finditer(word):
                at = numeral.start()
                # Filed under the numeral and the character behind it, or before it where it ends the word.
                key = word[at : at + 2] if at + 1 < len(word) else word[at - 1 :]
                words[key].append((at, word))
        # The longest first, as they are now; by offset too, since one look is for all that would begin at one place.
        self._words = {key: (_by_offset(found), found) for key, found in words.items()}
        self.match = re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)").match
        """Matches the pattern that holds at a place of a text."""

    def idiom(self, text: str, at: int) -> int | None:
        """Where the idiom ends that has the Chinese numeral ``text[at]`` in it, or None."""
        for key in (text[at : at + 2], text[at - 1 : at + 1]):
            filed = self._words.get(key)
            if filed is None:
                continue
            for offset, words in filed[0]:
                if text.startswith(words, at - offset) and offset <= at:
                    end = _end_of_longest(text, at, filed[1])
                    if end is not None:
                        return end
                    break
        return None


def _by_offset(filed: list[tuple[int, str]]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Words by the offset of their numeral."""
    together: defaultdict[int, list[str]] = defaultdict(list)
    for offset, word in filed:
        together[offset].append(word)
    return tuple((offset, tuple(words)) for offset, words in together.items())


def _end_of_longest(text: str, at: int, filed: list[tuple[int, str]]) -> int | None:
    """Where the longest of the words ends that stands around ``text[at]`` and is no part of a longer numeral.

    The longest are filed first.
    """
    for offset, word in filed:
        end = at - offset + len(word)
        if offset <= at and text.startswith(word, at - offset) and not _goes_on(text, end):
            return end
    return None


def _goes_on(text: str, end: int) -> bool:
    """Whether the numeral that ends a word is the first of a longer one: 线下一百场 has no 下一 in it."""
    return text[end - 1] in _SIMPLE and text[end : end + 1] in _SIMPLE and end < len(text)


class Context:
    """Judges by its surroundings whether what was read counts or measures something."""

    telling = _JOINED_LEFT | _DIVIDED_LEFT | _EACH | {"前"}
    """The characters before figures with a unit that can make them no quantity."""
    cues = _CUE
    """The characters before figures without a unit that make them a quantity."""

    def __init__(self, rules: Rules) -> None:
        self._before_duration, self._after_duration = (
            tuple(word for rule in rules.not_metrics if rule.group == group for word in rule.words)
            for group in ("before_duration", "after_duration")
        )

    def counts(self, text: str, reading: Reading, previous_end: int) -> bool:
        """Whether ``reading`` in ``text`` is a quantity; ``previous_end`` is where the quantity before it ended."""
        number = reading.number
        figures = number.digits or number.negative or text[number.start].isascii()
        if figures and not self._stands_alone(text, reading):
            return False
        left = text[number.start - 1 : number.start]
        if reading.start == number.start and left in _EACH and not (figures and left in _ANY):
            return False
        if left == "前" and reading.kind in ("percent", "other"):
            return False
        if text[number.start + 1 : number.start + 2] == "、" and left in _NO_NEIGHBOURS:
            return False
        if left == "、" and not figures and self._continues(text, number.start, left):
            return False
        if reading.kind == "duration" and not self.lasts(text, number.start, number.end, reading.end, reading.unit):
            return False
        if reading.unit or reading.kind == "other":
            return figures or self._measured_in_words(text, reading, left)
        return self._bare(text, reading, figures, previous_end)

    def _stands_alone(self, text: str, reading: Reading) -> bool:
        """Whether a number in figures is no piece of an identifier, a date, a longer number or a list."""
        start, end, unit = reading.number.start, reading.number.end, reading.word
        left = text[start - 1] if start else "\n"
        if text[start] == "0" and text[start + 1 : min(start + 2, end)].isdigit():
            return False
        if unit is not None and unit.noun and _YEAR.fullmatch(text, start, end):
            return False
        if left in _JOINED_LEFT and reading.start == start:
            return False
        if left in _DIVIDED_LEFT and self._continues(text, start, left):
            return False
        return not (text[end : end + 1] in _POINTS and text[end + 1 : end + 2].isdigit())

    def _continues(self, text: str, start: int, left: str) -> bool:
        """Whether what ends with the divider ``left`` and what begins at ``start`` are one number or list."""
        if left == "、":
            listed = _LISTED.search(text, max(start - _LONGEST_LIST, 0), start)
            return listed is not None and (listed[0][0] == "第" or not one_by_one(text, listed.start() + 1))
        torn = text[start - 2 : start - 1] in _FIGURE_END
        return torn and not _NAME.search(text, max(start - 9, 0), start)

    def lasts(self, text: str, start: int, number_end: int, end: int, unit: str) -> bool:
        """Whether the duration ``text[start:end]`` is one, and neither a date (23年) nor a period (三年来)."""
        if text.startswith(self._after_duration, end):
            return False
        if unit not in _YEARLY:
            return True
        if text.endswith(self._before_duration, 0, start) and not text.endswith(_AHEAD, 0, start):
            return False
        if unit != "年" or not text[start].isascii():
            return True
        figure = text[start:number_end]
        if _YEAR.search(figure):
            return False
        return len(figure) != 2 or text[start - 1 : start] not in _CALENDAR_LEFT

    def _measured_in_words(self, text: str, reading: Reading, left: str) -> bool:
        """Whether a Chinese numeral with a unit counts, and is no name or word (三元, 二级, 百户)."""
        number, unit = reading.number, reading.word
        numeral = text[number.start : number.end]
        bounded = reading.bound != "exact"
        if unit is None:
            if numeral == "百分百":
                return left in _MEASURED
            return numeral != "半" or bounded
        if numeral == "半":
            return left not in _HALF_LEFT or text.endswith(_AHEAD, 0, number.start)
        if len(numeral) > 1:
            return True
        if number.bare and numeral not in "十拾" and not bounded:
            return False
        if unit.digits_only and not bounded and reading.end == number.end + len(unit.word):
            return False
        # 二级, 二次 and 三县 are names; two of a thing are 两个.
        if unit.countable and (unit.noun or numeral == "二"):
            return False
        return numeral not in "零〇"

    def _bare(self, text: str, reading: Reading, figures: bool, previous_end: int) -> bool:
        """Whether a number without unit counts something."""
        number = reading.number
        closing = closes(text, reading.end)
        if reading.start == previous_end and figures and closing:
            return True
        if reading.bound == "range":
            return number.power >= _TEN_THOUSAND and closing
        if number.value is None:
            return False
        numeral = text[number.start : number.end]
        following = text[reading.end : reading.end + 1]
        if number.power >= _TEN_THOUSAND:
            # 万 and 千万 alone are adverbs and names.
            if not figures and reading.bound == "exact" and (len(numeral) == 1 or numeral[0] in "万千"):
                return False
            return not following.isascii() or closing
        if not closing or not figures or following == "\n":
            return False
        if _YEAR.fullmatch(numeral):
            return False
        # 有3、5个 may be three to five, 分别有3、5个 are two figures.
        if (
            following == "、"
            and text[reading.end + 1 : reading.end + 2].isdigit()
            and not one_by_one(text, reading.start)
        ):
            return False
        return reading.bound != "exact" or text[reading.start - 1 : reading.start] in _CUE
