"""Headings that run into their text: bold phrases that open a sentence and close with a stop, and those in 【】."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pjrd_extract.outline.markers import Marker, line_marker

__all__ = ["RUN_IN", "bracketed", "run_ins"]

RUN_IN = "run"
"""The style of the markers that stand for such headings."""
_SHORTEST = 2
_PHRASE = re.compile(rf"[^。：:，；]{{{_SHORTEST},30}}[。：:，]?")
_PHRASE_END = "。：:，"
_SENTENCE_START = "。；！？：\n"
_BRACKETED = re.compile(r"【[^【】\n]{2,20}】")
_STOP = re.compile(rf"[{_SENTENCE_START}]")


def run_ins(text: str, bold: Iterable[tuple[int, int]], marked: set[int]) -> Iterator[Marker]:
    """The headings that run into their text within the ``bold`` ranges of ``text``, as markers of a style of their own.

    ``marked`` is where markers of lines and sentences stand, since what begins with one is headed by it already.

    >>> [(heading.start, heading.end) for heading in run_ins("重教育。成效好。", [(0, 4)], set())]
    [(0, 3)]
    """
    for start, end in bold:
        begins = start not in marked and (start == 0 or text[start - 1] in _SENTENCE_START)
        if not begins and not _STOP.search(text, start, end - _SHORTEST):
            continue  # as most: a name, or the heading of a marker
        for match in _PHRASE.finditer(text, start, end):
            a, b = match.span()
            if a in marked or (a and text[a - 1] not in _SENTENCE_START):
                continue
            stopped, after = text[b - 1] in _PHRASE_END, text[b : b + 1]
            whole = text[a - 1 : a] in ("\n", "") and after in ("\n", "")
            if (stopped or after in ("。", "：", ":")) and not whole and line_marker(text, a, b) is None:
                yield Marker(RUN_IN, 0, a, b - 1 if stopped else b, inline=True)


def bracketed(text: str) -> Iterator[Marker]:
    """The headings in 【】 that open a line, as markers of the same style.

    >>> text = "【存在问题】人手少。"
    >>> [text[heading.start:heading.end] for heading in bracketed(text)]
    ['【存在问题】']
    """
    for match in _BRACKETED.finditer(text):
        start, end = match.span()
        if not text[text.rfind("\n", 0, start) + 1 : start].strip():
            yield Marker(RUN_IN, 0, start, end, inline=True)
