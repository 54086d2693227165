"""Where a number stands before a sign that one of the checks asks for: found in one pass, for all of them."""

from __future__ import annotations

import regex

__all__ = ["NumberEnds"]

_STOPS = "，。；、）)："
_END = regex.compile(rf"[0-9][ 　]?[年月{_STOPS}]")


class NumberEnds:
    """Offsets of the last digit of the numbers before 年, before 月, and before a stop (``stops``).

    >>> ends = NumberEnds("2023年 3 月，新增住户1200，")
    >>> ends.years, ends.months, ends.stops
    ([3], [6], [17])
    """

    def __init__(self, text: str) -> None:
        self.years: list[int] = []
        self.months: list[int] = []
        self.stops: list[int] = []
        kinds = {"年": self.years, "月": self.months}
        for match in _END.finditer(text):
            start, end = match.span()
            kinds.get(text[end - 1], self.stops).append(start)
