"""What stands on a page and where: pieces of a line, tables, and the rules that are drawn.

Places are counted from the left and from below, in points for a PDF and in pixels for a picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

__all__ = ["CELL_GAP", "DESCENT", "Box", "Page", "Piece", "Point", "Row", "Rule", "Table"]

CELL_GAP = 0.9
"""Widths of a character between two pieces of a line, at the least; blanks within a piece are narrower."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, right and top."""
DESCENT, _ASCENT = 0.2, 0.9
"""How far a character reaches below and above its base line, in its size."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one line without a wide gap between them.

    ``edges`` are where each character begins, and where the last one ends; ``base`` is the height that they stand on,
    ``size`` the width of a Chinese character.
    """

    text: str
    edges: tuple[float, ...]
    base: float
    size: float

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.edges[0]

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.edges[-1]

    @property
    def bottom(self) -> float:
        """How low its characters reach."""
        return self.base - DESCENT * self.size

    @property
    def top(self) -> float:
        """How high they reach."""
        return self.base + _ASCENT * self.size

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.bottom + self.top) / 2

    def cut(self, start: int, end: int) -> Piece:
        """The characters from ``start`` to ``end``.

        >>> Piece("投资3亿元", (0, 10, 20, 25, 35, 45), 100, 10).cut(2, 5)
        Piece(text='3亿元', edges=(20, 25, 35, 45), base=100, size=10)
        """
        return Piece(self.text[start:end], self.edges[start : end + 1], self.base, self.size)

    def box(self, start: int, end: int) -> Box:
        """The box around the characters from ``start`` to ``end``."""
        return self.edges[start], self.bottom, self.edges[end], self.top


@dataclass(frozen=True, slots=True)
class Row:
    """Pieces that stand side by side, from left to right."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """Its pieces with the blanks between them."""
        gaps = [*self.gaps, ""]
        return "".join(piece.text + gap for piece, gap in zip(self.pieces, gaps, strict=True))

    @property
    def gaps(self) -> list[str]:
        """What stands for the blank between two pieces: as many wide blanks as it is wide, four at the most."""
        return [
            "\u3000" * min(max(round((after.left - before.right) / before.size), 1), 4)
            for before, after in pairwise(self.pieces)
        ]

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.pieces[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.pieces[-1].right

    @property
    def base(self) -> float:
        """The height that the lowest of its pieces stands on."""
        return min(piece.base for piece in self.pieces)

    @property
    def size(self) -> float:
        """The size of its largest piece."""
        return max(piece.size for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, all of as many; a cell holds its pieces as they are read. ``columns`` are where columns begin."""

    cells: tuple[tuple[tuple[Piece, ...], ...], ...]
    columns: tuple[float, ...]
    box: Box

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.box[0]

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.box[2]

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.box[1] + self.box[3]) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line, from ``start`` to ``end`` at the height or, if it is upright, at the distance ``at``."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was read.

    ``confidence`` is how sure of it text recognition is, ``None`` if that was not needed. ``slope`` is how much its
    lines rise on the page for each step to the right; places are those of the page set straight.
    """

    pieces: tuple[Piece, ...]
    rules: tuple[Rule, ...] = ()
    confidence: float | None = None
    slope: float = 0.0
