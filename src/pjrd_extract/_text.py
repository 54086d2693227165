"""Spans, the map from cleaned text back to the source, and text that carries such a map.

Every offset in this library counts Unicode characters (Python ``str`` indices) and every span is half-open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import add
from typing import NamedTuple

__all__ = ["Change", "Edit", "OffsetMap", "Span", "Text"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of character offsets, ``start`` inclusive, ``end`` exclusive.

    >>> "青石县水利局"[Span(3, 5).slice]
    '水利'
    """

    start: int
    end: int

    @property
    def slice(self) -> slice:
        """The span as a ``slice``, for ``text[span.slice]``."""
        return slice(self.start, self.end)

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


class Edit(NamedTuple):
    """One change made while cleaning: ``source[start:end]`` became ``replacement``.

    The replacement is empty (a deletion) or as long as what it replaces (a substitution character by character).
    """

    start: int
    end: int
    replacement: str = ""


Change = tuple[int, int, str]
"""An ``Edit`` without its name, for those that make thousands: several times cheaper to make, and to sort."""


class OffsetMap:
    """Maps offsets of an edited text to the text it was made from, and back.

    Only deletions and substitutions of equal length are allowed, so every character of the edited text stands for
    exactly one character of the source.

    >>> offsets = OffsetMap.from_deletions([(1, 3)], 5)   # "a**bc" -> "abc"
    >>> [offsets.to_source(i) for i in range(3)], offsets.from_source(2)
    ([0, 3, 4], 1)
    """

    __slots__ = ("_homes", "_shifts", "_starts", "length")

    def __init__(self, starts: list[int], shifts: list[int], length: int) -> None:
        self._starts = starts
        self._shifts = shifts
        self._homes: tuple[list[int], list[int]] | None = None
        self.length = length

    def deleted(self) -> Iterator[tuple[int, int]]:
        """The ranges of the source text that are left out, in order.

        >>> list(OffsetMap.from_deletions([(1, 3), (5, 6)], 8).deleted())
        [(1, 3), (5, 6)]
        """
        before = 0
        for start, shift in zip(self._starts, self._shifts, strict=True):
            if shift > before:
                yield start + before, start + shift
            before = shift

    @classmethod
    def from_deletions(cls, deletions: Iterable[tuple[int, int]], source_length: int) -> OffsetMap:
        """The map of a text of ``source_length`` characters after the given sorted, disjoint ranges were deleted."""
        starts, shifts, removed = [0], [0], 0
        for start, end in deletions:
            kept = start - removed
            removed += end - start
            if kept == starts[-1]:
                shifts[-1] = removed
            else:
                starts.append(kept)
                shifts.append(removed)
        return cls(starts, shifts, source_length - removed)

    def part(self, start: int, length: int) -> OffsetMap:
        """The map of ``length`` characters of the edited text from ``start`` on.

        >>> OffsetMap.from_deletions([(1, 3)], 5).part(1, 2).to_source(0)
        3
        """
        first = bisect_right(self._starts, start)
        last = bisect_right(self._starts, start + length, first)
        starts = [0, *(offset - start for offset in self._starts[first:last])]
        shifts = [shift + start for shift in self._shifts[first - 1 : last]]
        return OffsetMap(starts, shifts, length)

    def onto(self, base: OffsetMap) -> OffsetMap:
        """This map and that of the text it maps to, ``base``, in one.

        >>> OffsetMap.from_deletions([(1, 2)], 4).onto(OffsetMap.from_deletions([(0, 5)], 9)).to_source(1)
        7
        """
        starts: list[int] = []
        shifts: list[int] = []
        base_starts, base_shifts = base._starts, base._shifts
        at, count = 0, len(base_starts)
        ends = (*self._starts[1:], self.length + 1)
        for start, shift, end in zip(self._starts, self._shifts, ends, strict=True):
            at = bisect_right(base_starts, start + shift, at)
            starts.append(start)
            shifts.append(shift + base_shifts[at - 1])
            while at < count and base_starts[at] < end + shift:
                starts.append(base_starts[at] - shift)
                shifts.append(base_shifts[at] + shift)
                at += 1
        return OffsetMap(starts, shifts, self.length)

    def to_source(self, offset: int) -> int:
        """The source offset of the character at ``offset`` of the edited text."""
        return offset + self._shifts[bisect_right(self._starts, offset) - 1]

    def from_source(self, offset: int) -> int:
        """The offset in the edited text of the first kept character at or after source ``offset``."""
        return self.from_sources((offset,))[0]

    def from_sources(self, offsets: Iterable[int]) -> list[int]:
        """What ``from_source`` gives for each of ``offsets``.

        >>> OffsetMap.from_deletions([(1, 3)], 5).from_sources([0, 1, 2, 3])
        [0, 1, 1, 1]
        """
        if self._homes is None:  # the starts in the source, and where pieces end, which few maps are asked for
            self._homes = list(map(add, self._starts, self._shifts)), [*self._starts[1:], self.length]
        (homes, limits), shifts = self._homes, self._shifts
        found = []
        for offset in offsets:
            piece = bisect_right(homes, offset) - 1
            kept = offset - shifts[piece] if piece >= 0 else 0
            if kept > limits[piece]:
                kept = limits[piece]
            found.append(kept)
        return found


class Text:
    """A string that knows where each of its characters stands in the source file.

    ``value`` is the text to work on. ``span(a, b)`` gives the source span of ``value[a:b]``, through any number of
    edits and slices.

    >>> text = Text("投资 1.2 亿元").edited([Edit(2, 3), Edit(6, 7)])
    >>> text.value, text.span(2, 7)
    ('投资1.2亿元', Span(start=3, end=9))
    """

    __slots__ = ("_home", "_map", "_parent", "_shift", "_views", "source", "value")

    source: str
    """The text at the far end of the chain: the file as given."""

    def __init__(
        self, value: str, *, parent: Text | None = None, offsets: OffsetMap | None = None, shift: int = 0
    ) -> None:
        self.value = value
        self.source = value if parent is None else parent.source
        self._parent = parent
        self._map = offsets
        self._shift = shift
        self._home: OffsetMap | None = None
        self._views: dict[Callable[[Text], Text], tuple[str, OffsetMap | None, OffsetMap] | None] = {}

    def __len__(self) -> int:
        return len(self.value)

    def __repr__(self) -> str:
        return f"Text({self.value[:40]!r})"

    def to_source(self, offset: int) -> int:
        """The source offset of the character at ``offset``."""
        home = self._home or self._way_home()
        return offset + home._shifts[bisect_right(home._starts, offset) - 1]

    def _way_home(self) -> OffsetMap:
        """The map straight to the source, all edits and slices on the way in one; made once, and kept."""
        if self._parent is None:
            home = OffsetMap([0], [0], len(self.value))
        elif self._map is not None and self._parent._parent is None:
            home = self._map  # edited from the source itself
        else:
            home = self._parent._home or self._parent._way_home()
            home = home.part(self._shift, len(self.value)) if self._map is None else self._map.onto(home)
        self._home = home
        return home

    def from_source(self, offset: int) -> int:
        """The offset here of the first kept character at or after source ``offset`` (at most ``len(self)``)."""
        return (self._home or self._way_home()).from_source(offset)

    def span(self, start: int, end: int) -> Span:
        """The source span of ``value[start:end]``; from the first character to the last, without trailing edits."""
        home = self._home or self._way_home()
        shifts, starts = home._shifts, home._starts
        first = start + shifts[bisect_right(starts, start) - 1]
        return Span(first, end + shifts[bisect_right(starts, end - 1) - 1] if end > start else first)

    def slice(self, start: int, end: int) -> Text:
        """``value[start:end]`` as a ``Text`` of its own that still points home."""
        return Text(self.value[start:end], parent=self, shift=start)

    def view(self, make: Callable[[Text], Text]) -> Text:
        """What ``make``, which edits this text once or not at all, makes of it; made once, and kept with it.

        What is kept is not the view itself, which points back here: a circle would live until the collector of garbage
        finds it.
        """
        if make in self._views:
            kept = self._views[make]
            if kept is None:
                return self
            value, offsets, home = kept
            view = Text(value, parent=self, offsets=offsets)
            view._home = home
            return view
        made = make(self)
        self._views[make] = None if made is self else (made.value, made._map, made._way_home())
        return made

    def edited(self, edits: Iterable[Change]) -> Text:
        """The text after ``edits``, which are sorted, disjoint and in offsets of ``value``.

        Raises ``ValueError`` for an edit that overlaps the one before it or changes the length without deleting.
        """
        # Numbers in flat lists, not pairs: the collector of garbage need not walk through them.
        value = self.value
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for start, end, replacement in edits:
            if start < at or (replacement and len(replacement) != end - start):
                raise ValueError(f"edit out of order or of another length: {start, end, replacement}")
            pieces.append(value[at:start])
            if replacement:
                pieces.append(replacement)
            else:
                starts.append(start)
                ends.append(end)
            at = end
        if at == 0:
            return self
        pieces.append(value[at:])
        offsets = OffsetMap.from_deletions(zip(starts, ends, strict=True), len(value))
        return Text("".join(pieces), parent=self, offsets=offsets)

    def deleted(self) -> Iterator[tuple[int, int]]:
        """The source ranges inside this text that its last edits took out, in order.

        >>> list(Text("投资 1.2 亿元").edited([Edit(2, 3), Edit(6, 7)]).deleted())
        [(2, 3), (6, 7)]
        """
        if self._map is not None and self._parent is not None:
            if self._parent._parent is None:
                yield from self._map.deleted()
                return
            for start, end in self._map.deleted():
                yield self._parent.to_source(start), self._parent.to_source(end - 1) + 1

    def lines(self) -> Iterator[tuple[int, int]]:
        """The ``(start, end)`` of each line of ``value``, line ends left out."""
        start = 0
        for line in self.value.split("\n"):
            yield start, start + len(line)
            start += len(line) + 1
