"""The source freed of marks and page furniture: one line a paragraph, every edit recorded."""

from __future__ import annotations

import re
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from pjrd_extract._text import Change, Text
from pjrd_extract.read.columns import rule_columns
from pjrd_extract.read.furniture import furniture
from pjrd_extract.read.joins import joins
from pjrd_extract.read.lines import Line, raw_lines
from pjrd_extract.read.marks import inline_changes

__all__ = ["Cleaned", "Line", "clean"]

_LATIN = re.compile(r"[A-Za-z]")


class Cleaned(NamedTuple):
    """Cleaned text, its lines in order, and the ranges of it that were bold within a line."""

    text: Text
    lines: tuple[Line, ...]
    bold: tuple[tuple[int, int], ...]


def clean(source: str) -> Cleaned:
    """``source`` without Markdown marks, page furniture and broken lines, one paragraph a line.

    Blanks and line breaks inside numbers are taken out, full-width digits and letters made half-width, and 已, 未 and 日
    put where they were plainly misread (己完成); nothing else of the text changes, and each character left knows its
    place in the source. Table rows stay a line each; ``|`` parts their cells where only blanks did.

    >>> clean("**一、履职**情况\\n\\n投资 1 2.5 亿元，新建投\\n\\n— 3 —\\n\\n运变电站６座。").text.value
    '一、履职情况\\n投资 12.5 亿元，新建投运变电站6座。'
    """
    kept, page_ends = _without_furniture(raw_lines(source))
    ruled = rule_columns(kept)
    joined = joins(kept, page_ends)
    changes, bold = inline_changes(source)
    # What is done to the lines goes before what begins in the same place inside of them: a page number is not made
    # half-width, but left out.
    changes = [*_between(source, kept, joined), *ruled, *changes]
    changes.sort(key=itemgetter(0))
    text = Text(source).edited(changes, merge_overlaps=True)
    lines = [line for i, line in enumerate(kept) if i not in joined] if joined else kept
    # Line ends are left only between paragraphs; a source without a line gives an empty text, which is one line.
    start = 0
    for line, paragraph in zip(lines, text.value.split("\n"), strict=bool(lines)):
        line.start, line.end, line.text = start, (end := start + len(paragraph)), paragraph
        start = end + 1
    bounds = text.from_sources(list(chain.from_iterable(bold)))
    kept_bold = [span for span in zip(bounds[::2], bounds[1::2], strict=True) if span[0] < span[1]]
    return Cleaned(text, tuple(lines), tuple(kept_bold))


def _without_furniture(raw: list[Line]) -> tuple[list[Line], set[int]]:
    """The lines that are text, and the indices among them of those before which page furniture stood."""
    dropped = furniture(raw)
    if not dropped:
        return raw, set()
    kept: list[Line] = []
    page_ends: set[int] = set()
    for i, line in enumerate(raw):
        if i in dropped:
            page_ends.add(len(kept))
        else:
            kept.append(line)
    return kept, page_ends


def _between(source: str, lines: list[Line], joined: set[int]) -> list[Change]:
    """The edits that reduce what stands between two lines to a line end, or to nothing where they are joined."""
    if not lines:
        return [(0, len(source), "")]
    changes: list[Change] = [(0, lines[0].start, "")] if lines[0].start else []
    start = lines[0].end
    for i, line in enumerate(lines[1:], 1):
        end = line.start
        if i in joined:
            # A line end between Latin words stands for a blank; between Chinese characters or digits for nothing.
            latin = _LATIN.match(source, start - 1) and _LATIN.match(source, end)
            keep, mark = (start, " ") if latin else (end, "")
        elif source[start] == "\n":  # as mostly
            keep, mark = start, "\n"
        else:
            keep, mark = source.find("\n", start, end), "\n"
            if keep < 0:
                keep = start
        if start < keep:
            changes.append((start, keep, ""))
        if mark:
            if source[keep] != mark:
                changes.append((keep, keep + 1, mark))
            if keep + 1 < end:
                changes.append((keep + 1, end, ""))
        start = line.end
    if start < len(source):
        changes.append((start, len(source), ""))
    return changes
