"""Tables whose cells are drawn: a grid of rules, and the pieces of text in each cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pjrd_extract.read.page_model import Box, Piece, Rule, Table
from pjrd_extract.read.page_rows import rows_of

__all__ = ["ruled_tables"]

_NEAR = 2.5
"""Points by which rules that meet, or that are one, may miss each other."""
_LONGEST_CELL = 200
"""Characters of a cell; a table with a longer one only lays out the page."""
_MOST_RULES = 5000
"""Rules of a page; a drawing or a map has more."""
_MOST_CELLS = 10_000
"""Cells of a table; squared paper has more."""


def ruled_tables(pieces: Sequence[Piece], rules: Sequence[Rule]) -> tuple[list[Table], list[Piece]]:
    """The tables of a page, and the pieces that stand in none of them.

    A cell that spans several others keeps its text in the first of them.
    """
    tables: list[Table] = []
    left = list(pieces)
    for grid in _grids(rules) if len(rules) <= _MOST_RULES else ():
        inside = [piece for piece in left if grid.holds(piece)]
        table = grid.table(inside)
        if table is not None:
            tables.append(table)
            left = [piece for piece in left if not grid.holds(piece)]
    return tables, left


class _Grid:
    """Rules that touch each other, and the places where rows and columns part."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._upright = [rule for rule in rules if rule.upright]
        self._level = [rule for rule in rules if not rule.upright]
        ends = [end for rule in self._level for end in (rule.start, rule.end)]
        sides = [end for rule in self._upright for end in (rule.start, rule.end)]
        # A table that is open to the left and right has no rules there, but the level ones end there.
        self.xs = _distinct([*(rule.at for rule in self._upright), min(ends), max(ends)])
        self.ys = _distinct([*(rule.at for rule in self._level), min(sides), max(sides)])[::-1]

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[-1], self.xs[-1], self.ys[0]

    def holds(self, piece: Piece) -> bool:
        left, bottom, right, top = self.box
        return bottom <= piece.middle <= top and piece.left < right and piece.right > left

    def table(self, pieces: Sequence[Piece]) -> Table | None:
        """The table with its text; ``None`` if it is a frame around text, or is empty."""
        wide, high = len(self.xs) - 1, len(self.ys) - 1
        if wide < 2 or high < 1 or wide * high > _MOST_CELLS or not pieces:
            return None
        cells: list[list[list[Piece]]] = [[[] for _ in range(wide)] for _ in range(high)]
        for piece in pieces:
            row = self._slot(piece.middle)
            for start, end, column in self._cuts(piece, row):
                first_row, first = self._first(row, column)
                cells[first_row][first].append(piece.cut(start, end))
        ordered = tuple(
            tuple(tuple(one for line in rows_of(cell) for one in line.pieces) for cell in row) for row in cells
        )
        longest = max(sum(len(piece.text) for piece in cell) for row in ordered for cell in row)
        filled = tuple(row for row in ordered if any(row))
        if longest > _LONGEST_CELL or len(filled) < 2 or max(sum(map(bool, row)) for row in filled) < 2:
            return None
        return Table(filled, tuple(self.xs[:-1]), self.box)

    def _slot(self, height: float) -> int:
        return next((i for i, y in enumerate(self.ys[1:]) if height >= y), len(self.ys) - 2)

    def _cuts(self, piece: Piece, row: int) -> Iterator[tuple[int, int, int]]:
        """Start, end and column of the parts of ``piece`` that stand in different cells."""
        columns = [self._column((a + b) / 2, row) for a, b in pairwise(piece.edges)]
        start = 0
        for i in range(1, len(columns) + 1):
            if i == len(columns) or columns[i] != columns[start]:
                bare = [k for k in range(start, i) if piece.text[k] != " "]
                if bare:
                    yield bare[0], bare[-1] + 1, columns[start]
                start = i

    def _column(self, x: float, row: int) -> int:
        column = max((i for i, left in enumerate(self.xs[:-1]) if x >= left), default=0)
        return self._first(row, column)[1]

    def _first(self, row: int, column: int) -> tuple[int, int]:
        """The first of the slots that are one cell with this one."""
        middle = (self.ys[row] + self.ys[row + 1]) / 2
        while column and not _covered(self._upright, self.xs[column], middle):
            column -= 1
        centre = (self.xs[column] + self.xs[column + 1]) / 2
        while row and not _covered(self._level, self.ys[row], centre):
            row -= 1
        return row, column


def _covered(rules: Iterable[Rule], at: float, place: float) -> bool:
    return any(abs(rule.at - at) <= _NEAR and rule.start - _NEAR <= place <= rule.end + _NEAR for rule in rules)


def _distinct(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _grids(rules: Sequence[Rule]) -> Iterator[_Grid]:
    """The rules that touch each other, directly or by way of others."""
    upright = [rule for rule in rules if rule.upright]
    level = [rule for rule in rules if not rule.upright]
    while upright:
        group, waiting = [], [upright.pop()]
        while waiting:
            rule = waiting.pop()
            group.append(rule)
            others = level if rule.upright else upright
            met = [other for other in others if _meet(rule, other)]
            waiting += met
            others[:] = [other for other in others if not _meet(rule, other)]
        if len({rule.upright for rule in group}) == 2:
            yield _Grid(group)


def _meet(one: Rule, other: Rule) -> bool:
    return one.start - _NEAR <= other.at <= one.end + _NEAR and other.start - _NEAR <= one.at <= other.end + _NEAR
