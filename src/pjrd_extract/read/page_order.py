"""The columns of a page, in the order in which they are read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from pjrd_extract.read.page_model import Piece, Table

__all__ = ["Flow", "flows"]

_NARROWEST = 8
"""Characters that a column is wide, at the least, and one of prose."""
_NARROWEST_PROSE = 12
_GUTTER = 0.5
"""Sizes between two columns, at the least."""
_FULL = 0.7
"""Share of a column's width that most of its lines cover; those of tables and lists of names cover less."""
_INDENT = 3
"""Sizes by which the first line of a paragraph is indented, at the most."""
_RARE = 0.3
"""Share of the lines of the most frequent gutter that one on other pages has, at the least."""
_DEEPEST = 6
_FIGURE = re.compile(r"[0-9０-９]")


@dataclass(frozen=True, slots=True)
class Flow:
    """What is read from above: a page, or one of its columns. ``left`` and ``right`` bound the text."""

    items: tuple[Piece | Table, ...]
    left: float
    right: float


def flows(pages: Sequence[Flow]) -> Iterator[tuple[int, Flow]]:
    """The flows of the pages, in the order in which they are read, with the index of their page.

    A gutter is where several lines begin below each other, with prose on both sides. Lines that run across it, such as
    a title, part what stands above them from what stands below. What is a gutter on one page is one on others, where a
    list or the end of a text would not show it.
    """
    seen = _Gutters()
    for page in pages:
        list(seen.flows(page))
    most = max(seen.found.values(), default=0)
    known = _Gutters(tuple(gutter for gutter, lines in seen.found.items() if lines > _RARE * most))
    for number, page in enumerate(pages):
        for flow in known.flows(page):
            yield number, flow


class _Gutters:
    """Cuts pages into columns; ``known`` are gutters that are expected, ``found`` the number of lines beside each."""

    def __init__(self, known: tuple[float, ...] = ()) -> None:
        self._known = known
        self.found: Counter[float] = Counter()

    def flows(self, area: Flow, depth: int = 0) -> Iterator[Flow]:
        sizes = [item.size for item in area.items if isinstance(item, Piece)]
        if sizes and depth < _DEEPEST:
            size = median(sizes)
            least, most = area.left + _NARROWEST * size, area.right - _NARROWEST * size
            expected = [gutter for gutter in self._known if least <= gutter <= most]
            for gutter in [*expected, *_starts(area.items, least, most, size)]:
                bands = list(_bands(area.items, gutter, size, certain=gutter in expected))
                if any(sides for _, sides in bands):
                    self.found[gutter] += sum(len(band) for band, sides in bands if sides)
                    yield from self._parted(area, gutter, bands, depth + 1)
                    return
        yield area

    def _parted(self, area: Flow, gutter: float, bands: Sequence[_Band], depth: int) -> Iterator[Flow]:
        for band, sides in bands:
            if sides is None:
                yield from self.flows(Flow(tuple(band), area.left, area.right), depth)
                continue
            before, after = (tuple(side) for side in sides)
            yield from self.flows(Flow(before, area.left, max(item.right for item in before)), depth)
            yield from self.flows(Flow(after, gutter, area.right), depth)


def _starts(items: Sequence[Piece | Table], least: float, most: float, size: float) -> list[float]:
    """Where three lines and more begin, from the left; or others, to the left of indented ones."""
    lefts = sorted(item.left for item in items if least <= item.left <= most)
    found: list[float] = []
    for i, left in enumerate(lefts):
        if (not found or left - found[-1] > size) and i + 2 < len(lefts) and lefts[i + 2] - left <= size / 2:
            first = next(other for other in lefts if other > left - _INDENT * size)
            found += [first, left] if first < left - size else [left]
    return found


_Band = tuple[list[Piece | Table], tuple[list[Piece | Table], list[Piece | Table]] | None]


def _bands(items: Sequence[Piece | Table], gutter: float, size: float, *, certain: bool) -> Iterator[_Band]:
    """What stands between lines that run across the gutter, in two halves where it is columns; the rest as it is."""
    plain: list[Piece | Table] = []
    band: list[Piece | Table] = []
    for item in [*sorted(items, key=lambda item: -item.middle), None]:
        if item is not None and not (item.left < gutter - size / 2 and item.right > gutter - _GUTTER * size):
            band.append(item)
            continue
        before = [one for one in band if one.left < gutter - size / 2]
        after = [one for one in band if one.left >= gutter - size / 2]
        prose = certain or _prose(before) or _prose(after)
        if before and after and prose and _readable(before, certain) and _readable(after, certain):
            if plain:
                yield plain, None
            yield band, (before, after)
            plain = []
        else:
            plain += band
        band = []
        if item is not None:
            plain.append(item)
    if plain:
        yield plain, None


def _prose(items: Sequence[Piece | Table]) -> bool:
    """Whether many of the items are lines as wide as their column."""
    wide = _wide(items)
    lines = [item for item in items if isinstance(item, Piece)]
    full = sum(line.right - line.left >= _FULL * wide for line in lines)
    return full >= 4 and full >= 0.4 * len(lines) and wide >= _NARROWEST_PROSE * median(line.size for line in lines)


def _readable(items: Sequence[Piece | Table], certain: bool) -> bool:
    """Whether the items may stand beside a column of prose: they are no cells with figures."""
    lines = [item for item in items if isinstance(item, Piece)]
    if not lines:
        return certain
    if not certain and _wide(items) < _NARROWEST * median(line.size for line in lines):
        return False
    figures = sum(_FIGURE.search(line.text) is not None and len(line.text) < _NARROWEST for line in lines)
    return figures < 0.4 * len(lines)


def _wide(items: Sequence[Piece | Table]) -> float:
    return max((item.right for item in items), default=0.0) - min((item.left for item in items), default=0.0)
