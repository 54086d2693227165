"""Numbered lists of an agenda: the points below one another, each with its marker."""

from __future__ import annotations

import re

from pjrd_extract._text import Text
from pjrd_extract.extract.passages import item
from pjrd_extract.models.parts import Item
from pjrd_extract.outline.markers import line_marker

__all__ = ["listed_lines"]

_LINE = re.compile(r"[^\n]+")
_BLANK = " \t\u3000"


def listed_lines(text: Text, start: int = 0) -> tuple[Item, ...]:
    """The points of the list that begins at or after ``start``: the lines with markers of the first one's style.

    Lines of other styles belong to the point before them. The list ends with a line that has no marker, unless it goes
    on after that line; what stands below a blank line and such a line, numbered in another style, is no part of it. A
    point is given without its marker and without the stop that closes it.

    >>> [point.text for point in listed_lines(Text("一、审议报告；\\n二、人事任免。"))]
    ['审议报告', '人事任免']
    """
    value = text.value
    points: list[tuple[int, int]] = []
    style: str | None = None
    last = above = 0
    left = False  # whether a line set off from the list stands below its last point
    for line in _LINE.finditer(value, start):
        begin = line.start() + len(line[0]) - len(line[0].lstrip(_BLANK + "*#"))
        marker = line_marker(value, begin, line.end())
        if marker is None:
            if points and not left:
                left = _is_set_off(text, above, line.start())
                if not left and points[-1][1] == line.start() - 1 and value[points[-1][1] - 1] not in "；;。":
                    points[-1] = points[-1][0], line.end()
            above = line.end()
            continue
        above = line.end()
        if style is None:
            style = marker.style
        if marker.style != style:
            if points and not left:
                points[-1] = points[-1][0], line.end()
            continue
        if marker.number <= last:
            break
        last, left = marker.number, False
        points.append((marker.end, line.end()))
    return tuple(
        item(text, *_trimmed(value, begin, end), number) for number, (begin, end) in enumerate(points, 1) if end > begin
    )


def _is_set_off(text: Text, above: int, start: int) -> bool:
    """Whether the source has a blank line between what ends at ``above`` and the line that begins at ``start``."""
    return text.source.count("\n", text.span(above - 1, above).end, text.span(start, start + 1).start) > 1


def _trimmed(value: str, start: int, end: int) -> tuple[int, int]:
    part = value[start:end]
    start += len(part) - len(part.lstrip(_BLANK + "*"))
    return start, start + len(part.strip(_BLANK + "*").rstrip("；;。*" + _BLANK))
