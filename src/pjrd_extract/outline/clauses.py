"""Lists without markers: clauses that are set off by semicolons after a lead-in (主要表现在：甲；乙；丙。)."""

from __future__ import annotations

import re

__all__ = ["clauses"]

_SEPARATOR = re.compile(r"[；;\n]")
_LEAD_IN = re.compile(r"[：:]")
_SHORTEST = 4


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The ranges of the clauses of ``text[start:end]``; none unless there are two or more.

    The list begins after the last colon before the first semicolon, and ends with the sentence.

    >>> text = "还存在一些不足，主要表现在：调研不够；后劲不足。"
    >>> [text[a:b] for a, b in clauses(text, 0, len(text))]
    ['调研不够', '后劲不足']
    """
    first = _first_separator(text, start, end)
    if first < 0:
        return []
    lead = [match.end() for match in _LEAD_IN.finditer(text, start, first)]
    begin = lead[-1] if lead else max(text.rfind("。", start, first), text.rfind("\n", start, first), start - 1) + 1
    stop = text.find("。", first, end)
    stop = end if stop < 0 else stop
    found = []
    at = begin
    for match in (*_SEPARATOR.finditer(text, begin, stop), None):
        to = match.start() if match else stop
        a, b = _trimmed(text, at, to)
        if b - a >= _SHORTEST:
            found.append((a, b))
        at = match.end() if match else stop
    return found if len(found) > 1 else []


def _first_separator(text: str, start: int, end: int) -> int:
    places = [place for place in (text.find("；", start, end), text.find(";", start, end)) if place >= 0]
    return min(places, default=-1)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(" \u3000\n。"))
    return start + left, start + max(left, len(piece.rstrip(" \u3000\n。；;")))
