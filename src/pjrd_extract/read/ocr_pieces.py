"""What text recognition found on a picture, as pieces of lines on a page set straight."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from statistics import median
from typing import Any, NamedTuple

from pjrd_extract.read.blocks import tidy
from pjrd_extract.read.lines import cells
from pjrd_extract.read.page_model import CELL_GAP, DESCENT, Piece, Point

__all__ = ["recognised_pieces"]

_SIZE = 0.76
"""Share of its box that a character is high."""
_BLANK = 0.24
"""Share of the height of a box that it leaves blank on each side."""
_SAME = 0.25
"""Share of the usual size by which a size may differ that is taken for it."""
_LONG = 6
"""Heights of a box that is wide enough to tell how askew the page is."""
# Between figures recognition takes a dash for the character for one, which it looks like.
_DASH = re.compile(r"(?<=[0-9亿万千%％])一(?=[0-9])")


def recognised_pieces(
    texts: Sequence[str],
    boxes: Sequence[Any],
    characters: Sequence[Sequence[tuple[str, Any]]],
    height: int,
    unit: float,
) -> tuple[tuple[Piece, ...], float]:
    """The pieces of a picture that is ``height`` pixels high, and how much its lines rise to the right.

    ``boxes`` are the four corners of each text and ``characters`` its single characters with theirs, from the upper
    left on, in pixels from above; a pixel is ``unit`` wide. Sizes that nearly are that of most pieces are made the
    same, so that lines of a paragraph are not taken for others.

    Blanks are left out but between Latin words: between Chinese characters and figures they have no meaning.

    >>> box = [[0, 10], [60, 10], [60, 30], [0, 30]]
    >>> [piece], slope = recognised_pieces(["投资3亿元"], [box], [], 100, 1.0)
    >>> piece.text, [round(edge) for edge in piece.edges], slope
    ('投资3亿元', [5, 16, 27, 33, 44, 55], 0.0)
    """
    corners = [_Corners.of(box, height, unit) for box in boxes]
    slope = _slope(corners)
    straight = [box.straight(slope) for box in corners]
    usual = median(box.high for box in straight) * _SIZE if straight else 0.0
    pieces: list[Piece] = []
    for i, (text, box) in enumerate(zip(texts, straight, strict=True)):
        size = box.high * _SIZE
        size = usual if abs(size - usual) < _SAME * usual else size
        base = (box.lower_left[1] + box.lower_right[1]) / 2 + (box.high - size) / 2 + DESCENT * size
        single = [
            (char, _Corners.of(corner, height, unit).straight(slope))
            for char, corner in (characters[i] if i < len(characters) else ())
        ]
        glyphs = _found(single) if "".join(char for char, _ in single) == text else _spread(text, box)
        pieces += _cut(list(glyphs), base, size)
    return tuple(pieces), slope


_Glyph = tuple[str, float, float]
"""A character, its left and its right."""


def _found(single: Sequence[tuple[str, _Corners]]) -> Iterator[_Glyph]:
    """The characters where recognition saw them."""
    for char, box in single:
        yield char, (box.upper_left[0] + box.lower_left[0]) / 2, (box.upper_right[0] + box.lower_right[0]) / 2


def _spread(text: str, box: _Corners) -> Iterator[_Glyph]:
    """The characters, as wide as their script has them."""
    blank = min(_BLANK * box.high, box.wide / 4)
    left = (box.upper_left[0] + box.lower_left[0]) / 2 + blank
    step = (box.wide - 2 * blank) / max(cells(text), 1)
    edges = (left + step * width for width in accumulate(map(cells, text), initial=0))
    for char, (start, end) in zip(text, pairwise(edges), strict=True):
        yield char, start, end


def _cut(glyphs: Sequence[_Glyph], base: float, size: float) -> Iterator[Piece]:
    """The pieces of a box, which may hold cells of a table that stand close to each other."""
    padded = [("", 0.0, 0.0), *glyphs, ("", 0.0, 0.0)]
    shown = [
        glyph
        for (before, _, _), glyph, (after, _, _) in zip(padded, glyphs, padded[2:], strict=False)
        if tidy(glyph[0]) or (glyph[0] == " " and _latin(before) and _latin(after))
    ]
    start = 0
    for i in range(1, len(shown) + 1):
        if i < len(shown) and shown[i][1] - shown[i - 1][2] <= CELL_GAP * size:
            continue
        run = shown[start:i]
        text = _DASH.sub("—", "".join(char for char, _, _ in run))
        yield Piece(text, tuple(accumulate([*(left for _, left, _ in run), run[-1][2]], max)), base, size)
        start = i


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


class _Corners(NamedTuple):
    """The corners of a piece of text, their heights counted from below."""

    upper_left: Point
    upper_right: Point
    lower_right: Point
    lower_left: Point

    @classmethod
    def of(cls, box: Any, height: int, unit: float) -> _Corners:
        return cls(*((float(x) * unit, (height - float(y)) * unit) for x, y in box))

    @property
    def wide(self) -> float:
        return (self.upper_right[0] - self.upper_left[0] + self.lower_right[0] - self.lower_left[0]) / 2

    @property
    def high(self) -> float:
        return (self.upper_left[1] - self.lower_left[1] + self.upper_right[1] - self.lower_right[1]) / 2

    @property
    def rise(self) -> float:
        return (self.upper_right[1] - self.upper_left[1] + self.lower_right[1] - self.lower_left[1]) / 2

    def straight(self, slope: float) -> _Corners:
        return _Corners(*((x + slope * y, y - slope * x) for x, y in self))


def _slope(boxes: Sequence[_Corners]) -> float:
    """How much lines rise from left to right, on a page that was laid down askew."""
    long = [box.rise / box.wide for box in boxes if box.wide > _LONG * box.high]
    return median(long) if long else 0.0
