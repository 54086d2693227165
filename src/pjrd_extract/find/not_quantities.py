"""What looks like a quantity and is none: idioms, slogans, identifiers and dates by rule data, the rest by context."""

from __future__ import annotations

import re
from collections import defaultdict

from pjrd_extract.normalize.phrases import closes
from pjrd_extract.normalize.reader import Reading
from pjrd_extract.rules.load import Rules

__all__ = ["Context", "Traps"]

_NUMERAL = re.compile(r"^[半几数]|[第首榜翻0-9〇零一二两三四五六七八九十百千万亿]")


class Traps:
    """The idioms and patterns of ``not_metrics``, found where their first numeral stands."""

    def __init__(self, rules: Rules) -> None:
        words: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        patterns: list[str] = []
        for rule in rules.not_metrics:
            if rule.group != "whole":
                continue
            patterns += rule.patterns
            for word in rule.words:
                numeral = _NUMERAL.search(word)
                at = numeral.start() if numeral is not None else 0
                # A word is filed under its numeral and the character behind it, or before it where it ends the word.
                key = word[at : at + 2] if at + 1 < len(word) else word[at - 1 :]
                words[key].append((at, word))
        self._words = {key: sorted(found, key=lambda item: -len(item[1])) for key, found in words.items()}
        # Most candidates are figures; they need not be tried against the patterns that begin with a numeral.
        figures = [pattern for pattern in patterns if pattern.startswith("[0-9]")]

        self._pattern = re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)")

    def end(self, text: str, at: int) -> int | None:
        """Where the trap ends whose first numeral is ``text[at]``, or None."""
        if text[at] in "0123456789":
            match = self._pattern.match(text, at)
            return match.end() if match is not None else None
        for key in (text[at : at + 2], text[at - 1 : at + 1]):
            for offset, word in self._words.get(key, ()):
                if offset <= at and text.startswith(word, at - offset):
                    return at - offset + len(word)
        match = self._pattern.match(text, at)
        return match.end() if match is not None else None


_ORDINAL_LEAD = frozenset("第每同某这那另任逐哪")
_JOINED_LEFT = re.compile(r"[0-9A-Za-z.·•:：/〔\[№#_+×\-]\Z")
_CUE = frozenset("为达到共计约近超逾率数比降长至是口额值有量率增减占均加少高低升跌幅余差仅分")
_YEARLY = frozenset(("年", "月", "周", "天", "季度"))
_CALENDAR_LEFT = frozenset("’‘'′`从自在于至到截、和—-–~～")
_MEASURED = frozenset("率度达到为现满")
_HALF_LEFT = frozenset("上下前后大多小一对减折年")
# 2、3个 and 3、5个 may be two or three, and three to five.
_TWO_OR_THREE = re.compile(r"(?:^|[^0-9、])[0-9]、")
# "1 2.5亿" may be 12.5亿 torn apart; after a name (G536 2.5公里) the blank only divides.
_FIGURE_END = frozenset("0123456789.")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*[ ]\Z")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


class Context:
    """Judges by its surroundings whether what was read counts or measures something."""

    def __init__(self, rules: Rules) -> None:
        before, after = (
            tuple(word for rule in rules.not_metrics if rule.group == group for word in rule.words)
            for group in ("before_duration", "after_duration")
        )
        self._before_duration, self._after_duration = before, after

    def counts(self, text: str, reading: Reading, previous_end: int) -> bool:
        """Whether ``reading`` in ``text`` is a quantity; ``previous_end`` is where the quantity before it ended."""
        number = reading.number
        digits = text[number.start].isascii() or number.negative
        if digits and not self._stands_alone(text, reading):
            return False
        left = text[number.start - 1 : number.start]
        if reading.start == number.start and left in _ORDINAL_LEAD and left:
            return False
        if left == "前" and reading.kind in ("percent", "other"):
            return False
        if reading.kind == "duration" and not self._lasts(text, reading):
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
        if reading.word is not None and reading.word.noun and _YEAR.fullmatch(figure):
            return False
        if start and _JOINED_LEFT.match(text[start - 1]) and reading.start == start:
            return False
        if start > 1 and text[start - 1] in ", " and text[start - 2] in _FIGURE_END and not _NAME.search(text, start - 9, start):
            return False
        if text[start - 1 : start] == "、" and _TWO_OR_THREE.match(text, max(start - 3, 0), start):
            return False
        following = text[end : end + 2]
        return not (following[:1] in ".,·" and following[1:].isdigit())

    def _lasts(self, text: str, reading: Reading) -> bool:
        """Whether a duration is one, and neither a date (23年) nor a period (三年来)."""
        if text.startswith(self._after_duration, reading.end):
            return False
        if reading.unit not in _YEARLY:
            return True
        start = reading.number.start
        if text.endswith(self._before_duration, 0, start):
            return False
        left = text[start - 1 : start]
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
            if text.startswith("百分百", number.start):
                return left in _MEASURED
            return text[number.start] != "半" or bounded or reading.end > number.start + 1
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
        if not closes(text, reading.end) or not digits or following == "\n":
            return False
        if len(text[number.start : number.end]) == 4 and 1900 <= number.value <= 2100:
            return False
        return reading.bound != "exact" or left in _CUE
