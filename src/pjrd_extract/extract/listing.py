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
    on after that line. A point is given without its marker and without the stop that closes it.

    >>> [point.text for point in listed_lines(Text("一、审议报告；\\n二、人事任免。"))]
    ['审议报告', '人事任免']
    """
    value = text.value
    points: list[tuple[int, int]] = []
    style: str | None = None
    last = 0
    for line in _LINE.finditer(value, start):
        begin = line.start() + len(line[0]) - len(line[0].lstrip(_BLANK + "*#"))
        marker = line_marker(value, begin, line.end())
        if marker is None:
            if points and points[-1][1] == line.start() - 1 and value[points[-1][1] - 1] not in "；;。":
                points[-1] = points[-1][0], line.end()
            continue
        if style is None:
            style = marker.style
        if marker.style != style:
            if points:
                points[-1] = points[-1][0], line.end()
            continue
        if marker.number <= last:
            break
        last = marker.number
        points.append((marker.end, line.end()))
    return tuple(
        item(text, *_trimmed(value, begin, end), number) for number, (begin, end) in enumerate(points, 1) if end > begin
    )


def _trimmed(value: str, start: int, end: int) -> tuple[int, int]:
    part = value[start:end]
    start += len(part) - len(part.lstrip(_BLANK + "*"))
    return start, start + len(part.strip(_BLANK + "*").rstrip("；;。*" + _BLANK))
