"""Sentences and clauses: the stretches of text within which words can govern a quantity."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Clauses", "clauses", "sentences"]

_ENDS = "。！？!?\n"
_END = re.compile(f"[{_ENDS}]")
_CLOSING = frozenset("”’』」）)》")  # belong to the mark that they follow
# Begins with one class of characters: the search skips to the next of it without trying to match.
_MARK = re.compile(r"[，；：,:;（）()—](?:(?<!—)|—)")
_OPENS, _CLOSES, _IN_NUMBERS = ("（", "("), ("）", ")"), (",", ":")
_TO_WEIGH = _OPENS + _CLOSES + _IN_NUMBERS


@dataclass(slots=True)
class Clauses:
    """The stretches of a sentence between two marks of punctuation (，；：, brackets), none of them empty.

    They stand in columns, since most are looked at once at the most. ``depths`` counts the brackets around them.
    ``begins`` is where each begins, or the clause before a bracket that it goes on after: in
    ``“三路”（含产业路）建设389公里`` the last begins with the first.
    """

    starts: list[int]
    ends: list[int]
    depths: list[int]
    begins: list[int]


def sentences(text: str, places: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """The sentences of ``text`` that hold any of ``places``, which ascend; the others are passed over.

    Of each it is said where it starts and ends without its marks, and where the mark before it stands (or 0).

    >>> list(sentences("一。二！”三四！五", [6, 8]))
    [(5, 7, 3), (8, 9, 7)]
    """
    marks = [mark for mark in _ENDS if mark in text]  # most texts have two of them
    start = end = 0
    for at in places:
        if at < end:
            continue
        start = end
        for mark in marks:
            behind = text.rfind(mark, start, at) + 1
            if behind > start:
                start = behind
        opened = max(start - 1, 0)
        while 0 < start < at and text[start] in _CLOSING:
            start += 1
        ending = _END.search(text, at)
        end = len(text) if ending is None else ending.start()
        yield start, end, opened


def clauses(text: str, start: int, end: int) -> Clauses:
    """The clauses of the sentence ``text[start:end]``, in order.

    A comma or colon between two digits belongs to a number and divides nothing.

    >>> found = clauses("甲：乙（丙，丁）戊", 0, 9)
    >>> found.starts, found.depths, found.begins
    ([0, 2, 4, 6, 8], [0, 0, 1, 1, 0], [0, 2, 4, 6, 2])
    """
    sentence = text[start:end]
    for mark in _TO_WEIGH:
        if mark in sentence:
            return _weighed(text, start, end)
    starts: list[int] = []
    ends: list[int] = []
    for match in _MARK.finditer(text, start, end):
        here, behind = match.span()
        if here > start:
            starts.append(start)
            ends.append(here)
        start = behind
    if start < end:
        starts.append(start)
        ends.append(end)
    return Clauses(starts, ends, [0] * len(starts), starts)


def _weighed(text: str, start: int, end: int) -> Clauses:
    """As ``clauses``, for a sentence with marks of which it matters what they are and where they stand."""
    found = Clauses([], [], [], [])
    outer: list[int] = []  # where the clauses around the brackets that are open begin
    at = begin = start
    for here, behind in [*(match.span() for match in _MARK.finditer(text, start, end)), (end, end)]:
        mark = text[here:behind]
        if mark in _IN_NUMBERS and text[here - 1 : here].isdigit() and text[behind : behind + 1].isdigit():
            continue
        if here > at:
            found.starts.append(at)
            found.ends.append(here)
            found.depths.append(len(outer))
            found.begins.append(begin)
        if mark in _OPENS:
            outer.append(begin)
        at = behind
        begin = outer.pop() if mark in _CLOSES and outer else at
    return found
