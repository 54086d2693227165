"""What looks like a quantity and is none: idioms, slogans, identifiers and dates by rule data, the rest by context."""

from __future__ import annotations

import re
from collections import defaultdict

from pjrd_extract.normalize.numbers import NumberReader
from pjrd_extract.normalize.phrases import closes
from pjrd_extract.normalize.reader import Reading
from pjrd_extract.rules.load import Rules

__all__ = ["Context", "Traps"]

_NUMERAL = re.compile(r"[第前首榜翻0-9〇零一二两三四五六七八九十百千万亿半几数]")


class Traps:
    """The idioms and patterns of ``not_metrics``, found where their first numeral stands."""

    def __init__(self, rules: Rules) -> None:
        words: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        patterns: list[str] = []
        for rule in rules.not_metrics:
            patterns += rule.patterns
            for word in rule.words:
                numeral = _NUMERAL.search(word)
                at = numeral.start() if numeral is not None else 0
                words[word[at : at + 2]].append((at, word))
        self._words = {key: sorted(found, key=lambda item: -len(item[1])) for key, found in words.items()}
        self._pattern = re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)")

    def end(self, text: str, at: int) -> int | None:
        """Where the trap ends whose first numeral is ``text[at]``, or None."""
        for key in (text[at : at + 2], text[at]):
            for offset, word in self._words.get(key, ()):
                if offset <= at and text.startswith(word, at - offset):
                    return at - offset + len(word)
        if text[at].isascii():
            match = self._pattern.match(text, at)
            if match is not None:
                return match.end()
        return None


_ORDINAL_LEAD = frozenset("第每同某这那另任逐哪")
_JOINED_LEFT = re.compile(r"[0-9A-Za-z.·•:：/〔\[№#_+×\-]\Z")
_CUE = frozenset("为达到共计约近超逾率数比降长至是口额值有量率增减占均加少高低升跌幅余差仅")
_YEARLY = frozenset(("年", "个月", "周", "天", "季度"))
_SINCE = frozenset("近来过去前今未后这头上下每")
_LATER = ("来", "以来", "前", "以前", "之前", "后", "以后", "之后", "间", "期间", "期", "末", "初", "行动", "计划", "规划", "攻坚", "任期")
_CALENDAR_LEFT = frozenset("’‘'′`从自在于至到截、和—-–~～")
_HALF_LEFT = frozenset("上下前后大多小一对减折年")
_PLAIN_HAN = re.compile(r"[\u4e00-\u9fff]")


class Context:
    """Judges by its surroundings whether what was read counts or measures something."""

    def __init__(self, rules: Rules) -> None:
        self._numbers = rules.derived(NumberReader)

    def counts(self, text: str, reading: Reading, previous_end: int) -> bool:
        """Whether ``reading`` in ``text`` is a quantity; ``previous_end`` is where the quantity before it ended."""
        number = reading.number
        digits = text[number.start].isascii() or number.negative
        if digits and not self._stands_alone(text, reading):
            return False
        left = text[number.start - 1 : number.start]
        if reading.start == number.start and left in _ORDINAL_LEAD and left:
            return False
        if reading.kind == "duration" and not self._lasts(text, reading, left):
            return False
        if reading.unit or reading.kind == "other":
            return digits or self._measured_in_words(text, reading, left)
        return self._bare(text, reading, digits, previous_end)

    def _stands_alone(self, text: str, reading: Reading) -> bool:
        """Whether a number in figures is no piece of an identifier, a date, a longer number or a list."""
        start, end = reading.number.start, reading.number.end
        figure = text[start:end]
        if figure[0] == "0" and len(figure) > 1 and figure[1].isdigit():
            return False
        if start and _JOINED_LEFT.match(text[start - 1]) and reading.start == start:
            return False
        if text[start - 1 : start] in (",", "，", " ") and text[start - 2 : start - 1].isdigit() and not reading.unit:
            return False
        if text[start - 1 : start] == "," and text[start - 2 : start - 1].isdigit():
            return False
        following = text[end : end + 2]
        return not (following[:1] in ".,·" and following[1:].isdigit())

    def _lasts(self, text: str, reading: Reading, left: str) -> bool:
        """Whether a duration is one, and neither a date (23年) nor a period (三年来)."""
        if text.startswith(_LATER, reading.end) and not text.startswith("前后", reading.end):
            return False
        if reading.unit not in _YEARLY:
            return True
        if left in _SINCE and left and reading.unit != "岁":
            return False
        if reading.unit != "年" or not text[reading.number.start].isascii():
            return True
        figure = text[reading.number.start : reading.number.end]
        if len(figure) == 4 or "." in figure and len(figure.partition(".")[2]) > 2:
            return False
        return not (len(figure) == 2 and left in _CALENDAR_LEFT and left)

    def _measured_in_words(self, text: str, reading: Reading, left: str) -> bool:
        """Whether a Chinese numeral with a unit counts, and is no name or word (三元, 二级, 百户)."""
        number, unit = reading.number, reading.word
        single = number.end - number.start == 1
        bounded = reading.bound != "exact"
        if unit is None:
            return True
        if text[number.start] == "半":
            return left not in _HALF_LEFT or not left
        if number.bare and single and text[number.start] not in "十拾" and not bounded:
            return False
        if not single:
            return not (number.bare and unit.countable and not bounded and unit.noun)
        if unit.digits_only and not bounded and reading.end == number.end + len(unit.word):
            return False
        if unit.countable and (unit.noun or text[number.start] in "二零〇"):
            return False
        return not (text[number.start] in "零〇")

    def _bare(self, text: str, reading: Reading, digits: bool, previous_end: int) -> bool:
        """Whether a number without unit counts something."""
        number = reading.number
        if reading.start == previous_end and digits and closes(text, reading.end):
            return True
        if reading.is_range or number.value is None:
            return False
        following = text[reading.end : reading.end + 1]
        left = text[reading.start - 1 : reading.start]
        if number.power >= 10_000:
            if not digits and (len(text[number.start : number.end]) < 2 or text[number.start] in "万千" and not reading.bound != "exact"):
                return False
            return not following.isascii() or closes(text, reading.end)
        if not closes(text, reading.end) or not digits:
            return False
        if len(text[number.start : number.end]) == 4 and 1900 <= number.value <= 2100:
            return False
        return reading.bound != "exact" or left in _CUE
