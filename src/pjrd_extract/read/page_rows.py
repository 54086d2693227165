"""Pieces of text that stand side by side, as rows; rows whose pieces stand below each other, as tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pjrd_extract.read.page_model import Piece, Row, Table

__all__ = ["aligned_tables", "rows_of"]

_SAME = 0.45
"""Sizes by which the base lines of one row may differ."""
_DIGIT = re.compile(r"[0-9０-９]")
_FIGURE = re.compile(r"[-+−－]?[0-9０-９][0-9０-９,，.．]*[%％‰]?")
_NUMBER = re.compile(r"[(（]?[0-9０-９]{1,4}[)）]?")
_CAPTION = re.compile(r"表 ?[0-9一二三四五六七八九十]+|单位[：:]|注[：:]")
_APART = 3.0
"""Sizes from one line of a table to the next, at the most."""
_OVERLAP = 0.95
"""Sizes between lines that stand beside each other, as those of a cell of two lines and of one of a single line do."""
_WITHIN = 1.25
"""Of the usual distance of lines, that between two lines of a cell is at the most."""
_BLANK = 1.3
"""Sizes of a blank within a cell, at the most."""
_WIDEST = 0.6
"""Share of a table's width that a line with nothing beside it may have."""


def rows_of(pieces: Iterable[Piece]) -> list[Row]:
    """The pieces as rows, from above; a row from left to right.

    >>> [row.text for row in rows_of([Piece("3亿元", (50, 75), 79, 10), Piece("投资", (0, 20), 80, 10)])]
    ['投资　　　3亿元']
    """
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.base):
        if rows and rows[-1][0].base - piece.base < _SAME * min(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [Row(tuple(sorted(row, key=lambda piece: piece.left))) for row in rows]


def aligned_tables(rows: Sequence[Row], spacing: float) -> Iterator[Row | Table]:
    """The rows, with those that are lines of a table of figures put together as one.

    Their pieces stand below each other in columns, some of which may be empty in a line. ``spacing`` is the usual
    distance between lines of a paragraph, in sizes: those of a cell are as close. Lists of names have no figures, and a
    table of contents has nothing else in its last column: they stay rows.
    """
    start = 0
    while start < len(rows):
        end = _reach(rows, start, spacing)
        # A caption whose words happen to stand in columns of their own.
        further = end < len(rows) and end - start > 1 and _reach(rows, start + 1, spacing) > end
        table = None if further else _table(rows[start:end], spacing)
        if table is None:
            yield rows[start]
            start += 1
        else:
            yield table
            start = end


def _reach(rows: Sequence[Row], start: int, spacing: float) -> int:
    """The end of the lines from ``start`` on that have common columns."""
    end = start + 1
    if (
        end == len(rows)
        or _CAPTION.match(rows[start].text)
        or (len(rows[start].pieces) == 1 and _step(rows[start], rows[end]) > _OVERLAP)
    ):
        return end
    while end < len(rows) and _step(rows[end - 1], rows[end]) <= _APART:
        columns = _columns(rows[start : end + 1])
        wide = columns[-1][1] - columns[0][0] if columns else 0.0
        alone = len(rows[end].pieces) == 1
        if (
            len(columns) < 2
            or _CAPTION.match(rows[end].text)
            or (alone and rows[end].right - rows[end].left > _WIDEST * wide)
        ):
            break
        end += 1
    # What stands alone below the table is no part of it, unless rows are set apart and this is not.
    apart = _WITHIN * spacing
    columns = _columns(rows[start:end])
    least = apart if _agree([_cells(group, columns) for group in _groups(rows[start:end], apart)]) else _OVERLAP
    while end > start + 1 and len(rows[end - 1].pieces) == 1 and _step(rows[end - 2], rows[end - 1]) > least:
        end -= 1
    return end


def _step(above: Row, below: Row) -> float:
    return (above.base - below.base) / max(above.size, below.size)


def _table(lines: Sequence[Row], spacing: float) -> Table | None:
    columns = _columns(lines)
    if len(columns) < 2:
        return None
    for apart in (_WITHIN * spacing, _OVERLAP):
        cells = [_cells(group, columns) for group in _groups(lines, apart)]
        if _agree(cells):
            break
    if not _has_figures(cells) or sum(sum(map(bool, row)) > 1 for row in cells) < 2:
        return None  # lines of a heading may stand beside each other once
    box = (columns[0][0], lines[-1].base, columns[-1][1], max(piece.top for piece in lines[0].pieces))
    return Table(tuple(cells), tuple(left for left, _ in columns), box)


def _groups(lines: Sequence[Row], apart: float) -> Iterator[Sequence[Row]]:
    """The lines of each row of a table."""
    start = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or _step(lines[i - 1], lines[i]) > apart:
            yield lines[start:i]
            start = i


def _columns(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Left and right of each stretch that pieces cover; empty if two pieces of a row stand in one."""
    columns: list[tuple[float, float]] = []
    for left, right in sorted((piece.left, piece.right) for row in rows for piece in row.pieces):
        if columns and left < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], right)
        else:
            columns.append((left, right))
    for row in rows:
        for one, other in pairwise(row.pieces):
            # A wide blank within a short text parts no columns: 项　目.
            apart = other.left - one.right > _BLANK * one.size
            if apart and any(left <= one.left and other.right <= right for left, right in columns):
                return []
    return columns


def _cells(lines: Sequence[Row], columns: Sequence[tuple[float, float]]) -> tuple[tuple[Piece, ...], ...]:
    pieces = [piece for line in lines for piece in line.pieces]
    return tuple(
        tuple(piece for piece in pieces if left <= piece.left and piece.right <= right) for left, right in columns
    )


def _agree(rows: Sequence[Sequence[Sequence[Piece]]]) -> bool:
    """Whether no cell has two figures: lines of different rows were taken for one then."""
    return all(sum(bool(_FIGURE.fullmatch(piece.text)) for piece in cell) < 2 for row in rows for cell in row)


def _has_figures(rows: Sequence[Sequence[Sequence[Piece]]]) -> bool:
    with_figures = [any(_DIGIT.search(piece.text) for cell in row for piece in cell) for row in rows[1:]]
    numbered = all(len(row) == 2 and row[1] and _NUMBER.fullmatch(row[1][0].text) for row in rows)
    return sum(with_figures) > 0.5 * len(with_figures) and not numbered
