"""One point in time in one piece: a year, a month, a day, a part of one, several listed ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pjrd_extract.normalize import calendar
from pjrd_extract.normalize.calendar import Stretch

__all__ = ["Dates", "Point", "Precision", "at_edge", "one", "quarters", "several", "undated", "years"]

Precision = Literal["day", "month", "quarter", "half", "year", "span", "vague"]
Dates = tuple[dt.date | None, dt.date | None]


@dataclass(slots=True)  # read oftener than made: a field of a tuple takes five times as long to read
class Point:
    """A point or stretch of time before anything opens, closes or joins it.

    ``edge`` says that only its ``start``, ``middle`` or ``end`` is meant (年底). ``year`` and ``month`` are what it
    names for what stands behind it. ``unresolved`` marks one that nothing can be counted from, ``incomplete`` one that
    is no date without a month before it (28日).
    """

    span_end: int
    start: dt.date | None
    end: dt.date | None
    precision: Precision
    edge: str | None = None
    listed: tuple[Dates, ...] = ()
    year: int | None = None
    month: int | None = None
    unresolved: bool = False
    incomplete: bool = False


def one(end: int, stretch: Stretch, precision: Precision, year: int | None, month: int | None = None) -> Point:
    """The point that ends at offset ``end`` of the text and covers ``stretch``."""
    start, last = stretch
    return Point(end, start, last, precision, None, (), year, month)


def undated(end: int, *, year: int | None = None, unresolved: bool = False, incomplete: bool = False) -> Point:
    """A point without dates."""
    return Point(end, None, None, "vague", year=year, unresolved=unresolved, incomplete=incomplete)


def at_edge(point: Point, place: str, end: int) -> Point:
    """The ``place`` (start, middle, end) of ``point``, written up to offset ``end``."""
    return Point(
        end, point.start, point.end, point.precision, place,
        year=point.year, month=point.month, unresolved=point.unresolved,
    )  # fmt: skip


def several(
    end: int, precision: Precision, each: Sequence[Stretch], year: int | None, month: int | None = None
) -> Point:
    """Stretches named one by one; from the first to the last where they leave no gap, without dates where they do."""
    in_order = sorted(each)
    unbroken = all(right.start - left.end == dt.timedelta(days=1) for left, right in pairwise(in_order))
    start, last = (in_order[0].start, in_order[-1].end) if unbroken else (None, None)
    return Point(end, start, last, precision, listed=tuple(each), year=year, month=month)


def years(end: int, first: int, last: int, listed: Sequence[int], named: int | None) -> Point:
    """Whole years: one, a range, or several listed; ``named`` is the year that stands for what follows."""
    if listed:
        return several(end, "year", [calendar.years(year) for year in listed], named)
    start, stop = calendar.years(first, last)
    return Point(end, start, stop, "year", None, (), named) if first == last else Point(end, start, stop, "span")


def quarters(end: int, year: int, numbers: Sequence[int], *, listed: bool) -> Point:
    """Quarters of a year: one, a range, or several listed."""

    def stretch(first: int, last: int) -> Stretch:
        return calendar.months(year, first * 3 - 2, last * 3)

    if listed:
        return several(end, "quarter", [stretch(number, number) for number in numbers], year)
    return one(end, stretch(numbers[0], numbers[-1]), "quarter", year)
