"""Spans, the map from cleaned text back to the source, and text that carries such a map.

Every offset in this library counts Unicode characters (Python ``str`` indices) and every span is half-open.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import add
from typing import NamedTuple

__all__ = ["Change", "Edit", "OffsetMap", "Span", "Text"]


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """A half-open range of character offsets, ``start`` inclusive, ``end`` exclusive.

    >>> "青石县水利局"[Span(3, 5).slice]
    '水利'
    """

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        # Into the slots themselves: what dataclass writes for a frozen class takes half as long again, and a text has
        # thousands of spans.
        _set_start(self, start)
        _set_end(self, end)

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


_set_start, _set_end = Span.__dict__["start"].__set__, Span.__dict__["end"].__set__


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
    exactly one character of the source. The pieces between two deletions are shifted as a whole: ``_ends`` has where
    they end in the edited text (the last one a character behind it, as the end of a text has a place too), ``_shifts``
    how far they stand from there in the source. Where two maps were put together, deletions may adjoin, with a piece of
    no characters between them.

    >>> offsets = OffsetMap([1, 4], [0, 2])   # "a**bc" -> "abc"
    >>> [offsets.to_source(i) for i in range(3)], offsets.from_source(2)
    ([0, 3, 4], 1)
    """

    __slots__ = ("_back", "_ends", "_shifts", "length")

    def __init__(self, ends: list[int], shifts: list[int]) -> None:
        self._ends = ends
        self._shifts = shifts
        self._back: tuple[list[int], list[int], list[int]] | None = None
        self.length = ends[-1] - 1

    def deleted(self) -> list[tuple[int, int]]:
        """The ranges of the source text that are left out, in order.

        >>> OffsetMap([1, 3, 5], [0, 2, 3]).deleted()
        [(1, 3), (5, 6)]
        """
        ends, shifts = self._ends, self._shifts
        return list(zip(map(add, ends, shifts), map(add, ends, shifts[1:]), strict=False))

    def onto(self, base: OffsetMap, at: int = 0) -> OffsetMap:
        """This map and ``base`` in one, where this one maps to the text of ``base`` from its offset ``at`` on.

        >>> OffsetMap([1, 4], [0, 1]).onto(OffsetMap([0, 5], [0, 5])).to_source(1)
        7
        """
        ends: list[int] = []
        shifts: list[int] = []
        base_ends, base_shifts = base._ends, base._shifts
        start, piece = 0, bisect_right(base_ends, at)
        for end, own in zip(self._ends, self._shifts, strict=True):
            shift = own + at
            while base_ends[piece] <= start + shift:  # ends within what this map leaves out
                piece += 1
            limit = end + shift
            while base_ends[piece] < limit:
                ends.append(base_ends[piece] - shift)
                shifts.append(base_shifts[piece] + shift)
                piece += 1
            ends.append(end)
            shifts.append(base_shifts[piece] + shift)
            start = end
        return OffsetMap(ends, shifts)

    def to_source(self, offset: int) -> int:
        """The source offset of the character at ``offset`` of the edited text."""
        return offset + self._shifts[bisect_right(self._ends, offset)]

    def from_source(self, offset: int) -> int:
        """The offset in the edited text of the first kept character at or after source ``offset``."""
        homes, shifts, limits = self._back or self._made_back()
        piece = bisect_right(homes, offset)
        return kept if (kept := offset - shifts[piece]) < limits[piece] else limits[piece]

    def _made_back(self) -> tuple[list[int], list[int], list[int]]:
        """Where pieces begin in the source, which few are asked for; before the first is 0, behind the last none."""
        starts = [0, *self._ends[:-1]]
        self._back = [*map(add, starts, self._shifts), sys.maxsize], [0, *self._shifts], [*starts, self.length]
        return self._back

    def from_sources(self, offsets: Sequence[int]) -> list[int]:
        """What ``from_source`` gives for each of ``offsets``, which ascend, in half the time.

        >>> OffsetMap([1, 4], [0, 2]).from_sources([0, 1, 2, 3])
        [0, 1, 1, 1]
        """
        homes, shifts, limits = self._back or self._made_back()
        found: list[int] = []
        piece = bisect_right(homes, offsets[0]) if offsets else 0
        for offset in offsets:
            while homes[piece] <= offset:
                piece += 1
            found.append(kept if (kept := offset - shifts[piece]) < limits[piece] else limits[piece])
        return found


class Text:
    """A string that knows where each of its characters stands in the source file.

    ``value`` is the text to work on. ``span(a, b)`` gives the source span of ``value[a:b]``, through any number of
    edits and slices.

    >>> text = Text("投资 1.2 亿元").edited([Edit(2, 3), Edit(6, 7)])
    >>> text.value, text.span(2, 7)
    ('投资1.2亿元', Span(start=3, end=9))
    """

    __slots__ = ("_at", "_edits", "_home", "_parent", "_views", "_whole", "source", "value")

    source: str
    """The text at the far end of the chain: the file as given."""

    def __init__(self, value: str) -> None:
        self.value = self.source = value
        self._home = OffsetMap([len(value) + 1], [0])  # straight to the source, all edits on the way in one
        self._at = 0  # where this begins in the text that ``_home`` maps, which its slices share
        self._whole: Text | None = None  # what this is a slice of
        self._parent: Text | None = None  # what this was edited from, and how
        self._edits: OffsetMap | None = None
        self._views: dict[Callable[[Text], Text], tuple[str, OffsetMap, OffsetMap] | None] = {}

    def _derived(self, value: str, home: OffsetMap, at: int) -> Text:
        """A text of the same source."""
        text = Text.__new__(Text)
        text.value, text.source = value, self.source
        text._home, text._at = home, at
        text._whole = text._parent = text._edits = None
        text._views = {}
        return text

    def __len__(self) -> int:
        return len(self.value)

    def __repr__(self) -> str:
        return f"Text({self.value[:40]!r})"

    def to_source(self, offset: int) -> int:
        """The source offset of the character at ``offset``."""
        return self._home.to_source(offset + self._at)

    def from_source(self, offset: int) -> int:
        """The offset here of the first kept character at or after source ``offset`` (at most ``len(self)``)."""
        return min(max(self._home.from_source(offset) - self._at, 0), len(self.value))

    def from_sources(self, offsets: Sequence[int]) -> list[int]:
        """What ``from_source`` gives for each of ``offsets``, which ascend."""
        found = self._home.from_sources(offsets)
        at, length = self._at, len(self.value)
        if length == self._home.length:
            return found
        return [min(max(offset - at, 0), length) for offset in found]

    def span(self, start: int, end: int) -> Span:
        """The source span of ``value[start:end]``; from the first character to the last, without trailing edits."""
        home, at = self._home, self._at
        ends, shifts = home._ends, home._shifts
        first, last = start + at, end + at
        piece = bisect_right(ends, first)
        first += shifts[piece]
        if end <= start:
            return Span(first, first)
        if ends[piece] < last:  # most spans end in the piece that they begin in
            piece = bisect_right(ends, last - 1, piece)
        return Span(first, last + shifts[piece])

    def spans(self, ranges: Sequence[tuple[int, int]]) -> list[Span]:
        """What ``span`` gives for each of ``ranges``, which ascend and aren't empty, in half the time.

        >>> Text("投资 1.2 亿元").edited([Edit(2, 3), Edit(6, 7)]).spans([(0, 2), (2, 7)])
        [Span(start=0, end=2), Span(start=3, end=9)]
        """
        at, ends, shifts = self._at, self._home._ends, self._home._shifts
        found: list[Span] = []
        piece = bisect_right(ends, ranges[0][0] + at) if ranges else 0
        limit, shift = ends[piece], shifts[piece]
        for start, end in ranges:
            first, last = start + at, end + at
            if limit <= first:
                while ends[piece] <= first:
                    piece += 1
                limit, shift = ends[piece], shifts[piece]
            if last <= limit:  # most begin and end in one piece
                found.append(Span(first + shift, last + shift))
                continue
            tail = piece + 1
            if ends[tail] < last:
                tail = bisect_left(ends, last, tail + 1)
            found.append(Span(first + shift, last + shifts[tail]))
        return found

    def slice(self, start: int, end: int) -> Text:
        """``value[start:end]`` as a ``Text`` of its own that still points home."""
        part = self._derived(self.value[start:end], self._home, self._at + start)
        part._whole = self if self._whole is None else self._whole
        return part

    def view(self, make: Callable[[Text], Text]) -> Text:
        """What ``make`` makes of this text, by edits that see no further than the line they are in.

        So lines that are a slice of a text have a slice of its view, which is made once, and kept with it. What is
        kept is not the view itself, which points back: a circle would live until the collector of garbage finds it.
        """
        whole = self if self._whole is None else self._whole
        start = self._at - whole._at
        end = start + len(self.value)
        before, last = whole.value[start - 1 : start], whole.value[end - 1 : end + 1]
        if before not in ("", "\n") or ("\n" not in last and end < len(whole)):
            return make(self)
        if make not in whole._views:
            made = make(whole)
            edits = None if made is whole else made._edits
            whole._views[make] = (made.value, edits, made._home) if edits else None
        kept = whole._views[make]
        if kept is None:
            return self
        value, edits, home = kept
        start = edits.from_source(start)
        return self._derived(value[start : edits.from_source(end)], home, start)

    def edited(self, edits: Iterable[Change], *, merge_overlaps: bool = False) -> Text:
        """The text after ``edits``, which are sorted, disjoint and in offsets of ``value``.

        Raises ``ValueError`` for an edit that changes the length without deleting, or that overlaps one before it,
        unless they are to be merged: then it changes what those have left.
        """
        value = self.value
        pieces: list[str] = []
        ends: list[int] = []
        shifts = [0]
        at = gone = 0
        cut = -1  # where the last deletion ended, which one that begins there goes on
        for start, end, replacement in edits:
            if start < at or replacement:  # as few
                if (start < at and not merge_overlaps) or (replacement and len(replacement) != end - start):
                    raise ValueError(f"edit out of order or of another length: {start, end, replacement}")
                if end <= at:
                    continue
                begin = max(start, at)
                if replacement:
                    pieces += value[at:begin], replacement[begin - start :]
                    at = end
                    continue
            else:
                begin = start
            if begin == cut:
                gone += end - begin
                shifts[-1] = gone
            else:
                pieces.append(value[at:begin])
                ends.append(begin - gone)
                gone += end - begin
                shifts.append(gone)
            at = cut = end
        if at == 0:
            return self
        pieces.append(value[at:])
        ends.append(len(value) - gone + 1)
        return self._mapped("".join(pieces), OffsetMap(ends, shifts))

    def freed(self, parts: Sequence[str]) -> Text:
        """The text of every other of ``parts``, from the first on, which together are ``value``.

        A pattern's ``split`` gives them if it is one group as a whole. Both loop in C: half the time of ``edited``.

        >>> Text("投资 1.2  亿元").freed(["投资", " ", "1.2", "  ", "亿元"]).span(2, 6)
        Span(start=3, end=9)
        """
        kept = parts[::2]
        ends = list(accumulate(map(len, kept)))
        ends[-1] += 1
        return self._mapped("".join(kept), OffsetMap(ends, list(accumulate(map(len, parts[1::2]), initial=0))))

    def _mapped(self, value: str, own: OffsetMap) -> Text:
        """The text that edits have made of this one; ``own`` maps it to this one."""
        home = own if self.value is self.source else own.onto(self._home, self._at)
        text = self._derived(value, home, 0)
        text._parent, text._edits = self, own
        return text

    def deleted(self) -> list[tuple[int, int]]:
        """The source ranges inside this text that its last edits took out, in order.

        >>> Text("投资 1.2 亿元").edited([Edit(2, 3), Edit(6, 7)]).deleted()
        [(2, 3), (6, 7)]
        """
        if self._edits is None or self._parent is None:
            return []
        parent, ranges = self._parent, self._edits.deleted()
        if parent.value is self.source:
            return ranges
        return [(parent.to_source(start), parent.to_source(end - 1) + 1) for start, end in ranges]

    def lines(self) -> Iterator[tuple[int, int]]:
        """The ``(start, end)`` of each line of ``value``, line ends left out."""
        start = 0
        for line in self.value.split("\n"):
            yield start, start + len(line)
            start += len(line) + 1
