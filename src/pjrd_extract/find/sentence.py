"""Sentences and clauses: the stretches of text within which words can govern a quantity."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Clause", "clauses", "sentences"]

# Both begin with one class of characters: the search skips to the next of it without trying to match.
_SENTENCE_END = re.compile(r"[。！？!?\n][。！？!?\n]*[”’』」）)》]*")
_MARK = re.compile(r"[，；：,;:（）()—](?:(?<!—)|—)")


@dataclass(slots=True)
class Clause:
    """A stretch between two marks of punctuation (，；：, brackets), with the mark that opens it.

    ``depth`` counts the brackets around it. ``resumes`` is the start of the clause before a bracket that this one goes
    on after: in ``“三路”（含产业路）建设389公里`` the last clause resumes the first.
    """

    start: int
    end: int
    depth: int
    opener: str
    resumes: int | None = None


def sentences(text: str) -> tuple[list[int], list[int]]:
    """Where the sentences of ``text`` begin and where they end, their closing marks left out; some are empty.

    >>> sentences("一。二！\\n三")
    ([0, 2, 5], [1, 3, 6])
    """
    marks = list(_SENTENCE_END.finditer(text))
    return [0, *map(re.Match.end, marks)], [*map(re.Match.start, marks), len(text)]


def clauses(text: str, start: int, end: int) -> list[Clause]:
    """The clauses of the sentence ``text[start:end]``, in order.

    A comma or colon between two digits belongs to a number and divides nothing.

    >>> [(c.depth, "甲：乙（丙，丁）戊"[c.start:c.end]) for c in clauses("甲：乙（丙，丁）戊", 0, 9)]
    [(0, '甲'), (0, '乙'), (1, '丙'), (1, '丁'), (0, '戊')]
    """
    found: list[Clause] = []
    outer: list[int] = []  # where the clauses around the brackets that are open began
    at, opener, resumes = start, "", None
    for match in _MARK.finditer(text, start, end):
        here, behind = match.span()
        mark = text[here:behind]
        if mark in ",:" and here > start and text[here - 1].isdigit() and text[behind : behind + 1].isdigit():
            continue
        if here > at:
            found.append(Clause(at, here, len(outer), opener, resumes))
        if mark not in "（()）":
            resumes = None
        elif mark in "（(":
            outer.append(at if resumes is None else resumes)
            resumes = None
        else:
            resumes = outer.pop() if outer else None
        at, opener = behind, mark
    if at < end:
        found.append(Clause(at, end, len(outer), opener, resumes))
    return found
