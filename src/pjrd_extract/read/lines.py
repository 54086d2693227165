"""The lines of a source: where their text begins and ends, and what their marks say about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import repeat
from operator import sub

__all__ = ["BLANK", "Line", "cells", "opening", "raw_lines"]

BLANK = r" \t\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff"
"""Blanks inside a line, for use within a character class."""

_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
# Marks before the text: blanks (group 1), quote signs, then a heading's hashes (group 2) or a bullet.
_OPENING = re.compile(
    rf"([{BLANK}]*)(?:>[{BLANK}]*)*"
    rf"(?:(\#{{1,6}})(?!\#)[{BLANK}]*|[-*+•●▪◆■][{BLANK}]+(?=[^{BLANK}\d*\-+]))?"
)
_TAG = re.compile(r"</?(?:center|div|p|span|b|strong|em|i|u|font|h[1-6])\b[^<>\n]*>", re.IGNORECASE)
_CENTRED = re.compile(r"<center\b|align\s*[=:]\s*[\"']?center", re.IGNORECASE)
_RULE_SIGNS = "-*_=~—─━·."
_RULE = re.compile(rf"(?:[{_RULE_SIGNS}][{BLANK}]*){{3,}}")
_IMAGE = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)|<img\b[^<>\n]*>|<!--(?:[^\n-]|-(?!->))*-->")
# Characters that a line's marks begin or end with; a line without them has no marks.
_BLANKS = " \t\u00a0\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200C)))
_SPECIAL_START = frozenset(_BLANKS + ">#-*+•●▪◆■<!_=~—─━·.|")
_SPECIAL_END = frozenset(_BLANKS + ">#*_")
# Nor has one that begins with bold words, unless it ends with one of these: it may be bold as a whole, or a rule.
_BOLD_END = _SPECIAL_END | frozenset("：:-=~—─━·.\u1680\x1f")
_CENTRED_INDENT = 12
_DEEPEST = 6  # heading
_BOLD = re.compile(r"(?:\*\*|__)[^*_\n]+(?:\*\*|__)[：:]?")


@dataclass(slots=True)
class Line:
    """A line of the source that has text, with what its marks said; once cleaned, the paragraph that it begins."""

    start: int
    """Where the text begins, without marks and outer blanks: in the source; once cleaned, in the cleaned text."""
    end: int
    text: str
    """What stands between them; still with bold markers, until it is cleaned."""
    depth: int
    """Number of ``#`` before it; 0 if it is no heading."""
    bold: bool
    """Whether all of it is."""
    centred: bool
    table: bool
    indent: int
    """Blanks before the text, in half-width cells."""
    blanks: int
    """Blank lines between the line before and this one."""
    page: bool
    """Whether a form feed stands between the line before and this one."""


def raw_lines(source: str) -> list[Line]:
    """The lines of ``source`` that have text, in order; rules (``---``) and images count as blank.

    >>> [(line.text, line.depth, line.blanks) for line in raw_lines("# 议程\\n\\n一、听取报告")]
    [('议程', 1, 0), ('一、听取报告', 0, 1)]
    """
    lines: list[Line] = []
    blanks, page = 0, False
    following = 0  # where the next line begins
    for text, line_end, page_end in _physical(source):
        start, end = following, following + len(text)
        following = end + line_end
        if not text:
            blanks += 1
            page |= page_end
            continue
        if (text[0] not in _SPECIAL_START and text[-1] not in _SPECIAL_END) or (
            text[-1] not in _BOLD_END and text.startswith("**")
        ):
            line = Line(start, end, text, 0, False, False, False, 0, blanks, page)
        else:
            marked = _marked_line(source, start, text, blanks, page)
            if marked is None or (marked.text[0] in _RULE_SIGNS and _RULE.fullmatch(marked.text)):
                if marked is not None and lines and not marked.depth and _underlines(lines[-1], marked):
                    lines[-1].depth = 1
                else:
                    blanks += 1
                page |= page_end
                continue
            line = marked
        lines.append(line)
        blanks, page = 0, page_end
    return lines


def cells(text: str) -> int:
    """Cells that ``text`` takes: two for a Chinese character, one for a Latin one.

    >>> cells("投资 2 亿元")
    11
    """
    # Three bytes in UTF-8 for the one, one for the other.
    return (len(text) + len(text.encode("utf-8", "surrogatepass"))) // 2


def opening(lines: list[Line], i: int) -> str:
    """Line ``i``, with the next one where both are of one paragraph: a page may begin with a short line.

    >>> opening(raw_lines("配套资金约\\n1.6亿元；\\n\\n维修经费"), 0)
    '配套资金约1.6亿元；'
    """
    following = lines[i + 1] if i + 1 < len(lines) else None
    ended = lines[i].text[-1] in "。！？；："  # 各位代表： is all of its paragraph
    if ended or following is None or following.blanks or following.indent or following.depth:
        return lines[i].text
    return lines[i].text + following.text


def _physical(source: str) -> Iterable[tuple[str, int, bool]]:
    """Text of each line, length of its line end, and whether a page ends there; HTML breaks outside tables end a line.

    The last line may have no end: what stands behind it is not asked for.
    """
    texts = source.splitlines()
    ends: Iterable[int] = repeat(1)
    feeds: Iterable[bool] = repeat(False)
    if "\r" in source or "\f" in source:  # else every line end is one character, and no page's
        whole = source.splitlines(keepends=True)
        ends = map(sub, map(len, whole), map(len, texts))
        feeds = map(str.endswith, whole, repeat("\f"))
    lines = zip(texts, ends, feeds, strict=False)
    # One rare character is sought ten times as fast as three.
    return _broken(lines) if "<" in source and ("<br" in source or "<BR" in source) else lines


def _broken(lines: Iterable[tuple[str, int, bool]]) -> Iterator[tuple[str, int, bool]]:
    """``lines`` where those with HTML breaks are several."""
    for text, line_end, page_end in lines:
        at = 0
        if not text.startswith("|"):
            for tag in _BREAK_TAG.finditer(text):
                yield text[at : tag.start()], tag.end() - tag.start(), False
                at = tag.end()
        yield text[at:], line_end, page_end


def _marked_line(source: str, start: int, line: str, blanks: int, page: bool) -> Line | None:
    """The ``line`` that begins at ``start`` without its marks; ``None`` if nothing is left."""
    end = start + len(line)
    unindented = line.lstrip(_BLANKS)
    headed = unindented.lstrip("#")
    depth = len(unindented) - len(headed)
    text = headed.lstrip(_BLANKS) if depth else headed
    if depth <= _DEEPEST and text and text[0] not in _SPECIAL_START and text[-1] not in _BOLD_END:  # as mostly
        indent = _indent(line[: -len(unindented)]) if len(unindented) < len(line) else 0
        return Line(end - len(text), end, text, depth, False, indent >= _CENTRED_INDENT, False, indent, blanks, page)
    indent = depth = 0
    if not source.startswith("**", start):  # which is bold, and no bullet
        opening = _OPENING.match(source, start, end)
        if opening is None:  # never: every part of the pattern may be empty
            return None
        outer, hashes = opening.groups()
        indent = _indent(outer)
        depth = len(hashes or "")
        start = opening.end()
    text = source[start:end].rstrip()
    if not text:
        return None
    end = start + len(text)
    centred = False
    if text[0] in "<!":
        centred = _CENTRED.search(text) is not None
        start, end = _without_tags(source, start, end)
        text = source[start:end]
    if text[-1:] == ">" and "</" in text:
        end = start + len(_closed(text))
        text = source[start:end]
    if depth and text[-1:] == "#":
        text = text.rstrip("#").rstrip()
        end = start + len(text)
    if not text:
        return None
    bold = text[0] in "*_" and _BOLD.fullmatch(text) is not None
    centred = centred or indent >= _CENTRED_INDENT
    return Line(start, end, text, depth, bold, centred, text[0] == "|", indent, blanks, page)


def _indent(blanks: str) -> int:
    """Half-width cells that the ``blanks`` before a line take."""
    some = blanks[:80]
    return len(some) + some.count("\u3000") + 3 * some.count("\t")


def _without_tags(source: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the text after the tags and images that a line begins with."""
    while True:
        match = _TAG.match(source, start, end) or _IMAGE.match(source, start, end)
        if match is None:
            return start, end
        start = match.end()
        while start < end and source[start].isspace():
            start += 1


def _closed(text: str) -> str:
    """``text`` without the tags that it ends with."""
    while text.endswith(">"):
        at = text.rfind("<")
        if at < 0 or _TAG.fullmatch(text, at) is None:
            break
        text = text[:at].rstrip()
    return text


def _underlines(above: Line, line: Line) -> bool:
    """Whether ``line`` is the ``====`` that makes the line above a heading."""
    return line.blanks == 0 and len(line.text) >= 3 and not line.text.strip("=") and not above.table
