"""Where titles and quotations stand."""

from __future__ import annotations

import re
from itertools import chain

__all__ = ["Enclosed", "bracket"]

_LONGEST = 200  # characters: a bracket that holds more is rather one left open


class Enclosed:
    """Finds what stands between marks, given a pattern for each kind of them.

    >>> Enclosed("《[^《》]*》", "“[^“”]*”").spans("“甲”和《乙“丙”》")
    [(0, 3), (4, 10)]
    """

    def __init__(self, *patterns: str) -> None:
        # A search for one character runs eight times as fast as one for any of several.
        self._each = [re.compile(pattern) for pattern in patterns]
        self._any = re.compile("|".join(patterns))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """From where to where each reaches, from left to right; of two that overlap the one that begins first."""
        found: list[tuple[int, int]] = []
        for pattern in self._each:
            found += map(re.Match.span, pattern.finditer(text))
        found.sort()
        edges = list(chain.from_iterable(found))
        if edges != sorted(edges):  # one inside another may hide a third
            return [match.span() for match in self._any.finditer(text)]
        return found


def bracket(text: str, at: int, floor: int) -> tuple[int, int] | None:
    """Where the innermost bracket around ``text[at]`` opens, not before ``floor``, and where it closes.

    >>> bracket("甲（乙，丙）丁", 4, 0), bracket("甲（乙，丙）丁", 6, 0)
    ((1, 5), None)
    """
    floor = max(floor, at - _LONGEST)
    opens, mark = text.rfind("（", floor, at), "）"
    if (narrow := text.rfind("(", floor, at)) > opens:
        opens, mark = narrow, ")"
    if opens < 0:
        return None
    closes = text.find(mark, opens, at + _LONGEST)
    return (opens, closes) if closes >= at else None
