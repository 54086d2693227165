"""Lines of a page with their boxes, as text: indents as blanks, rows of figures as a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from statistics import median
from typing import NamedTuple

from pjrd_extract.read.blocks import Blocks

__all__ = ["CELL_GAP", "Line", "page_text"]

_GAP = 2.2
"""Line heights from one line's foot to the next one's, above which a paragraph ends."""
_WIDEST_INDENT = 30
_COLUMN = 8
"""Line heights that a line lies to the right of the one before, at the least, if it begins another column."""
CELL_GAP = 0.9
"""Widths of a character between two cells of a table, at the least; blanks within a line are narrower."""
_DIGIT = re.compile(r"[0-9]")


class Line(NamedTuple):
    """A line of a page; offsets in any unit, counted from the left and from below."""

    cells: tuple[str, ...]
    """Its text, cut where a gap is wider than a character."""
    left: float
    bottom: float
    top: float


def page_text(lines: Iterable[Line]) -> str:
    """The text of a page whose lines are given in reading order, with a form feed at its end.

    >>> page_text([Line(("第七次会议",), 99, 90, 100), Line(("投资3亿元，",), 20, 70, 80), Line(("增长5%。",), 0, 55, 65)])
    '　　　　　　　　　　第七次会议\\n　　投资3亿元，\\n增长5%。\\n\\x0c'
    """
    lines = list(lines)
    if not lines:
        return "\f"
    height = max(median(line.top - line.bottom for line in lines), 1.0)
    return "".join(text for column in _columns(lines, height) for text in _column_text(column, height)) + "\f"


def _columns(lines: Sequence[Line], height: float) -> Iterator[list[Line]]:
    """Lines cut where one stands higher than the one before and well to the right of all since the last cut.

    Below the columns a line that stands to the left of the last of them begins anew.
    """
    column: list[Line] = []
    first = True
    for line in lines:
        if column:
            margin = min(one.left for one in column)
            higher = line.bottom > column[-1].bottom + height
            if (higher and line.left > margin + _COLUMN * height) or (
                not first and line.left < margin - _COLUMN * height
            ):
                yield column
                column, first = [], False
        column.append(line)
    yield column


def _column_text(lines: Sequence[Line], height: float) -> Iterator[str]:
    margin = min(line.left for line in lines)
    above: Line | None = None
    for width, group in groupby(lines, key=lambda line: len(line.cells)):
        run = list(group)
        if width > 1 and _is_table(run):
            blocks = Blocks()
            blocks.table([line.cells for line in run])
            yield f"\n{blocks.text()}\n"
            above = None
            continue
        for line in run:
            # A foot note: what stands higher than the line before begins anew.
            if above is not None and not 0 <= above.bottom - line.bottom <= _GAP * height:
                yield "\n"
            indent = min(round((line.left - margin) / height), _WIDEST_INDENT)
            yield "　" * indent + " ".join(line.cells) + "\n"
            above = line


def _is_table(lines: Sequence[Line]) -> bool:
    """Whether lines of as many cells each are rows of data: all but the head have figures. Lists of names have none."""
    return len(lines) > 1 and all(any(map(_DIGIT.search, line.cells)) for line in lines[1:])
