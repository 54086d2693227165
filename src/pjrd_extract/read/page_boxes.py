"""Where the characters of a text stand on the pages: from a span to boxes, one a line."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from pjrd_extract.read.page_model import Box, Piece

__all__ = ["Boxes", "BoxesBuilder"]


@dataclass(frozen=True, slots=True)
class Boxes:
    """The pieces of a text: where each begins in it, on which page it stands, and the edges of its characters."""

    starts: array[int]
    pages: array[int]
    heights: array[float]
    """Bottom and top of each piece."""
    firsts: array[int]
    """Where the edges of each piece begin."""
    edges: array[float]
    slopes: tuple[float, ...]
    """How much the lines of each page rise; places of pieces are those of the page set straight."""

    def of(self, start: int, end: int) -> Iterator[tuple[int, Box]]:
        """Page, counted from 0, and box of each piece that the characters from ``start`` to ``end`` touch."""
        for i in range(max(bisect_right(self.starts, start) - 1, 0), len(self.starts)):
            at, first, after = self.starts[i], self.firsts[i], self.firsts[i + 1]
            if at >= end:
                return
            low, high = max(start - at, 0), min(end - at, after - first - 1)
            if low < high:
                box = (self.edges[first + low], self.heights[2 * i], self.edges[first + high], self.heights[2 * i + 1])
                yield self.pages[i], _askew(box, self.slopes[self.pages[i]])


def _askew(box: Box, slope: float) -> Box:
    """The box on the page as it is, around that on the page set straight."""
    if not slope:
        return box
    left, bottom, right, top = box
    corners = [(x, y) for x in (left, right) for y in (bottom, top)]
    length = 1 + slope * slope
    xs = [(x - slope * y) / length for x, y in corners]
    ys = [(y + slope * x) / length for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


class BoxesBuilder:
    """Takes pieces in the order of the text; ``slopes`` are those of the pages.

    >>> builder = BoxesBuilder((0.0, 0.0))
    >>> builder.add(6, Piece("投资3亿元", (0, 10, 20, 25, 35, 45), 100, 10), page=1)
    >>> list(builder.built().of(8, 11))
    [(1, (20.0, 98.0, 45.0, 109.0))]
    """

    def __init__(self, slopes: tuple[float, ...]) -> None:
        self._slopes = slopes
        self._starts, self._pages, self._firsts = array("l"), array("l"), array("l", [0])
        self._heights, self._edges = array("f"), array("f")

    def add(self, start: int, piece: Piece, page: int) -> None:
        """Adds a piece whose text begins at ``start``, on the page of that index."""
        self._starts.append(start)
        self._pages.append(page)
        self._heights.extend((piece.bottom, piece.top))
        self._edges.extend(piece.edges)
        self._firsts.append(len(self._edges))

    def built(self) -> Boxes:
        """All of them."""
        return Boxes(self._starts, self._pages, self._heights, self._firsts, self._edges, self._slopes)
