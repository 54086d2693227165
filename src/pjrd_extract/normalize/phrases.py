"""Quantities that are phrases of their own: ranks (第3位, 前十名), doublings (翻两番) and ratios (1.68∶1)."""

from __future__ import annotations

import re
from decimal import Decimal

from pjrd_extract.models.metric import Bound
from pjrd_extract.normalize.numbers import Number, NumberReader
from pjrd_extract.normalize.reading import Reading
from pjrd_extract.rules.load import Rules

__all__ = ["CLAUSE_ENDS", "PhraseReader", "closes"]

_PLACE = re.compile(r"位(?!置|于|数)|名(?!义|单|额|字)")
_TOP = re.compile(r"位(?!置|于)|名(?!单|额)|强(?!化|调)")
_FIRST_PLACE = re.compile(r"首位(?!度|置)|榜首")
_RATIO = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,4})?)[∶:：]1(?![0-9.:：∶])")
_DOUBLING = re.compile(r"翻(?:了)?([一两二三四五1-5]?)番")
CLAUSE_ENDS = "，。；、！？,;!?）)】》”\n"
"""The marks that a clause ends before."""
_MARKS = frozenset(CLAUSE_ENDS)


class PhraseReader:
    """Reads ranks, doublings and ratios. Obtain it by ``rules.derived(PhraseReader)``."""

    def __init__(self, rules: Rules) -> None:
        self._numbers = rules.derived(NumberReader)

    def read(self, text: str, at: int) -> Reading | None:
        """The phrase that begins at ``text[at]``, or None."""
        match text[at : at + 1]:
            case "第":
                number = self.ordinal(text, at)
                return None if number is None else self.placed(text, at, number)
            case "前":
                return self._among(text, at)
            case "首" | "榜":
                first = _FIRST_PLACE.match(text, at)
                return None if first is None else _reading(at, first.end(), Decimal(1), "位")
            case "翻":
                return self._doubling(text, at)
        return self._ratio(text, at)

    def placed(self, text: str, at: int, number: Number) -> Reading | None:
        """The rank that the ordinal ``number`` is: ``第3位``, ``第一名``, and ``第五`` where the clause ends."""
        if number.value is None or number.unit is not None or number.value % 1:
            return None
        place = _PLACE.match(text, number.end)
        if place is not None:
            return _reading(at, place.end(), number.value, "位", number)
        if closes(text, number.end):
            return _reading(at, number.end, number.value, "位", number)
        return None

    def ordinal(self, text: str, at: int) -> Number | None:
        """The number of an ordinal whose 第 (or 前) is ``text[at]``."""
        number = self._numbers.read(text, at + 1)
        return None if number is None or number.negative else number

    def _among(self, text: str, at: int) -> Reading | None:
        """``前10位``, ``前三``: a rank no worse than that."""
        number = self.ordinal(text, at)
        if number is None or number.value is None or number.unit is not None:
            return None
        place = _TOP.match(text, number.end)
        if place is None and not closes(text, number.end):
            return None
        end = place.end() if place is not None else number.end
        return _reading(at, end, number.value, "位", number, "at_most")

    def _doubling(self, text: str, at: int) -> Reading | None:
        match = _DOUBLING.match(text, at)
        if match is None:
            return None
        times = self._numbers.numerals.value(match[1]) if match[1] else Decimal(1)
        reading = _reading(at, match.end(), 2**times, "倍")
        reading.kind = "other"
        return reading

    def _ratio(self, text: str, at: int) -> Reading | None:
        match = _RATIO.match(text, at)
        if match is None:
            return None
        reading = _reading(at, match.end(), Decimal(match[1]), "")
        reading.kind = "other"
        return reading


def closes(text: str, at: int) -> bool:
    """Whether a clause ends at ``text[at]``."""
    return at >= len(text) or text[at] in _MARKS


def _reading(
    start: int, end: int, value: Decimal, unit: str, number: Number | None = None, bound: Bound = "exact"
) -> Reading:
    number = number if number is not None else Number(start, end, value)
    return Reading(start, end, number, value, None, None, bound, unit, "rank", unit_start=end)
