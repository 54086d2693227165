"""Reading one point in time: a year, a month, a day, a part of one, as it is written and as dates."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from pjrd_extract.normalize import calendar
from pjrd_extract.normalize.calendar import ImpossibleDateError, Stretch
from pjrd_extract.normalize.period_grammar import PeriodGrammar
from pjrd_extract.rules import Rules

__all__ = ["Clock", "Point", "PointReader", "Precision"]

Precision = Literal["day", "month", "quarter", "half", "year", "span", "vague"]
_LIST = re.compile("[、和与及]")
_JOIN = re.compile("[-—–―~〜－至到、和与及第]+")


@dataclass(frozen=True, slots=True)
class Clock:
    """What relative and bare dates are counted from: the reference date and what the text has named so far.

    ``rhythm`` says that the sentence speaks of 每年: its 上年 is that of every year, so none that is known.
    """

    reference: dt.date | None
    sentence_year: int | None = None
    sentence_month: int | None = None
    named_year: int | None = None
    rhythm: bool = False

    def after(self, point: Point) -> Clock:
        """The clock for what stands right behind ``point`` in one phrase."""
        if point.year is None:
            return self
        return replace(self, sentence_year=point.year, sentence_month=point.month, named_year=point.year)

    @property
    def year(self) -> int | None:
        """The year of a bare month: the one that the sentence named, else that of the reference date."""
        if self.sentence_year is not None:
            return self.sentence_year
        return self.reference.year if self.reference else None

    def counted_year(self, base: str, shift: int) -> int | None:
        """The year of a word such as 去年 (``reference``), 上年 (``sentence``) or 当年 (``named``)."""
        if base == "named":
            year = self.named_year
        elif base == "sentence":
            year = None if shift and self.rhythm else self.year
        else:
            year = self.reference.year if self.reference else None
        return None if year is None else year + shift


@dataclass(frozen=True, slots=True)
class Point:
    """A point or stretch of time in one piece, before anything opens, closes or joins it.

    ``edge`` says that only its beginning, middle or end is meant (年底). ``needs_more`` marks a form that means a time
    only as the second part of a range (下旬). ``names_time`` is false for a form too weak to be a second part.
    """

    span_end: int
    start: dt.date | None
    end: dt.date | None
    precision: Precision
    edge: str | None = None
    listed: tuple[tuple[dt.date | None, dt.date | None], ...] = ()
    year: int | None = None
    month: int | None = None
    unresolved: bool = False
    season: bool = False
    needs_more: bool = False
    names_time: bool = True


class _UnresolvedError(Exception):
    """A bare or relative date without anything to count it from."""


@dataclass(slots=True)
class _Years:
    """The years that a point names: one, a range, or several. ``passing`` years (上年) don't hold for what follows."""

    first: int
    last: int
    each: tuple[int, ...] = ()
    passing: bool = False


class PointReader:
    """Reads points with the patterns of one set of rules; ``rules.derived(PointReader)`` makes it once."""

    def __init__(self, rules: Rules) -> None:
        self._grammar = rules.derived(PeriodGrammar)

    def read(self, text: str, at: int, clock: Clock) -> Point | None:
        """The point that begins at ``at``, or ``None``. Raises ``ImpossibleDateError`` for a date that can't be."""
        match = self._grammar.point.match(text, at)
        if match is None or match.end() == at or match.lastgroup is None:
            return None
        try:
            point = self._resolve(match, clock)
        except _UnresolvedError:
            point = Point(match.end(), None, None, "vague", unresolved=True)
        if point is None or point.precision == "day":
            return point
        return self._with_edge(text, point, match)

    def _with_edge(self, text: str, point: Point, match: re.Match[str]) -> Point:
        edge = self._grammar.edge.match(text, point.span_end)
        if edge is None or point.edge:
            return point
        if edge[0][0] == "年" and match["months"] is not None:
            return point
        place = str(self._grammar.words.rule("edge", edge[0]).value[0])
        return _at_edge(point, place, edge.end())

    def _resolve(self, match: re.Match[str], clock: Clock) -> Point | None:
        end = match.end()
        if match["iso"]:
            year, month = int(match["iso_year"]), int(match["iso_month"])
            return _point(end, calendar.day(year, month, int(match["iso_day"])), "day", year, month)
        if match["from_year"]:
            return self._dotted(match)
        if match["decade"]:
            return self._decade(match)
        if match["lone_tens"] or match["lone_days"]:
            return self._lone(match, clock)
        years = self._years(match, clock)
        if match["school"] and not match["season"]:
            assert years is not None
            last = years.last if years.last > years.first else years.first + 1
            return _point(end, calendar.school_year(years.first, last), "span", None)
        return self._detail(match, clock, years)

    @staticmethod
    def _dotted(match: re.Match[str]) -> Point:
        year = int(match["from_year"])
        first = calendar.months(year, int(match["from_month"]))
        if match["to_year"] is None:
            return _point(match.end(), first, "month", year, first.start.month)
        year = int(match["to_year"])
        last = calendar.months(year, int(match["to_month"]))
        stretch = calendar.ordered(Stretch(first.start, last.end))
        return _point(match.end(), stretch, "span", year)

    @staticmethod
    def _decade(match: re.Match[str]) -> Point | None:
        """上世纪90年代; without a century only where it can be no other than the last."""
        tens, century = calendar.number(match["decade"]), match["century"]
        if century is None and tens < 50:
            return None
        first = (1900 if century in (None, "上世纪") else 2000 if century == "本世纪" else _centuries(century)) + tens
        if match["decade_part"]:
            return Point(match.end(), None, None, "vague")
        return _point(match.end(), calendar.years(first, first + 9), "span", None)

    @staticmethod
    def _lone(match: re.Match[str], clock: Clock) -> Point | None:
        """28日, 下旬: of the month that the sentence named."""
        if match["years"] or match["year"] or match["pair"] or match["plan"]:
            return None
        year, month = clock.year, clock.sentence_month
        if year is None or month is None:
            return Point(match.end(), None, None, "vague", unresolved=True, needs_more=True, names_time=False)
        if match["lone_tens"]:
            tens = match["lone_tens"]
            return _point(match.end(), calendar.ten_days(year, month, tens[0], tens[-1]), "span", year, month)
        first, last = _ends(match["lone_days"])
        return _point(match.end(), calendar.day(year, month, first, last), "day", year, month)

    def _years(self, match: re.Match[str], clock: Clock) -> _Years | None:
        words = self._grammar.words
        if text := match["years"]:
            numbers = [calendar.digits(part) for part in _JOIN.split(text)]
            if len(numbers) > 1 and len(_LIST.findall(text)) == len(numbers) - 1:
                return _Years(min(numbers), max(numbers), tuple(numbers))
            if numbers != sorted(numbers):
                raise ImpossibleDateError(f"ends before it starts: {text}")
            return _Years(numbers[0], numbers[-1])
        if text := match["quoted"] or match["short"]:
            if clock.reference is None:
                raise _UnresolvedError
            year = calendar.full_year(int(text), clock.reference)
            return _Years(year, year)
        if text := match["year"]:
            base, shift = words.rule("year", text).value
            counted = clock.counted_year(str(base), int(shift))
            if counted is None:
                raise _UnresolvedError
            return _Years(counted, counted, passing=base == "sentence" and shift != 0)
        if text := match["pair"]:
            first, last = (int(shift) for shift in words.rule("pair", text).value)
            if clock.reference is None:
                raise _UnresolvedError
            named = range(clock.reference.year + first, clock.reference.year + last + 1)
            return _Years(named[0], named[-1], tuple(named))
        if match["plan"]:
            return self._plan(match)
        return None

    def _plan(self, match: re.Match[str]) -> _Years:
        first, last = (int(year) for year in self._grammar.words.rule("plan", match["plan"]).value)
        part = match["plan_part"] or ""
        if match["plan_count"]:
            count = calendar.number(match["plan_count"])
            return _Years(last - count + 1, last) if part[0] == "后" else _Years(first, first + count - 1)
        if part.startswith("第"):
            first = last = first + calendar.number(part[1]) - 1
        elif part in ("开局之年", "首年"):
            last = first
        elif part in ("收官之年", "最后一年", "末年"):
            first = last
        return _Years(first, last)

    def _detail(self, match: re.Match[str], clock: Clock, years: _Years | None) -> Point | None:
        end = match.end()
        if match["season"]:
            if years is None:
                return None
            return Point(end, None, None, "vague", year=years.first, season=True)
        kind = match.lastgroup or ""
        whole = years is not None and (kind in _YEAR_GROUPS or kind == "whole")
        if whole:
            assert years is not None
            return _whole_years(end, years)
        if years is not None and years.first != years.last:
            return Point(end, None, None, "vague")
        year = years.first if years else clock.year
        if day := match["day"]:
            if clock.reference is None:
                raise _UnresolvedError
            shift = int(self._grammar.words.rule("day", day).value[0])
            date = clock.reference + dt.timedelta(days=shift)
            return _point(end, Stretch(date, date), "day", date.year, date.month)
        if match["month"] or match["quarter"]:
            return self._counted_month(match, clock)
        if year is None:
            raise _UnresolvedError
        return self._part_of_year(match, clock, year)

    def _counted_month(self, match: re.Match[str], clock: Clock) -> Point:
        group = "month" if match["month"] else "quarter"
        base, shift = self._grammar.words.rule(group, match[group]).value
        if base == "named":
            if clock.named_year is None or clock.sentence_month is None:
                raise _UnresolvedError
            origin = dt.date(clock.named_year, clock.sentence_month, 1)
        elif clock.reference is None:
            raise _UnresolvedError
        else:
            origin = clock.reference
        if group == "quarter":
            first = calendar.shifted_month(origin.replace(day=1, month=(origin.month - 1) // 3 * 3 + 1), 3 * int(shift))
            return _point(match.end(), calendar.months(first.year, first.month, first.month + 2), "quarter", first.year)
        first = calendar.shifted_month(origin, int(shift))
        return _month_part(match.end(), first.year, first.month, match["days_2"], match["tens_2"])

    def _part_of_year(self, match: re.Match[str], clock: Clock, year: int) -> Point | None:
        end = match.end()
        if text := match["months"]:
            if _LIST.search(text) and not match["days"] and not match["tens"]:
                return _several(end, "month", year, [calendar.months(year, n) for n in _numbers(text)])
            first, last = _ends(text)
            if first == last:
                return _month_part(end, year, first, match["days"], match["tens"])
            if match["days"] or match["tens"]:
                return None
            return _point(end, calendar.months(year, first, last), "month", year)
        if text := match["quarters"] or match["nth_quarter"]:
            numbers = _numbers(text)
            if _LIST.search(text):
                return _several(end, "quarter", year, [_quarters(year, n, n) for n in numbers])
            return _point(end, _quarters(year, numbers[0], numbers[-1]), "quarter", year)
        if text := match["first_quarters"]:
            return _point(end, calendar.months(year, 1, calendar.number(text) * 3), "quarter", year)
        if text := match["first_months"]:
            return _point(end, calendar.months(year, 1, calendar.number(text)), "month", year)
        if text := match["last_months"]:
            return _point(end, calendar.months(year, 13 - calendar.number(text), 12), "month", year)
        if text := match["part"]:
            first, last = (int(month) for month in self._grammar.words.rule("part", text).value)
            return _point(end, calendar.months(year, first, last), "half", year)
        if text := match["bare_edge"]:
            unit, place = (str(value) for value in self._grammar.words.rule("bare_edge", text).value)
            return _at_edge(self._edged(end, unit, year, clock), place, end)
        return None

    @staticmethod
    def _edged(end: int, unit: str, year: int, clock: Clock) -> Point:
        if unit == "year":
            return _whole_years(end, _Years(year, year))
        month = clock.sentence_month or (clock.reference.month if clock.reference else None)
        if month is None:
            raise _UnresolvedError
        if unit == "month":
            return _point(end, calendar.months(year, month), "month", year, month)
        first = (month - 1) // 3 * 3 + 1
        return _point(end, calendar.months(year, first, first + 2), "quarter", year)


_YEAR_GROUPS = frozenset(("years", "quoted", "short", "pair", "plan", "plan_part", "plan_count", "year"))


def _centuries(text: str) -> int:
    return (calendar.number(text.removesuffix("世纪")) - 1) * 100


def _point(end: int, stretch: Stretch, precision: Precision, year: int | None, month: int | None = None) -> Point:
    return Point(end, stretch.start, stretch.end, precision, year=year, month=month)


def _at_edge(point: Point, place: str, end: int) -> Point:
    return Point(
        end, point.start, point.end, point.precision, place, (), point.year, point.month, point.unresolved
    )  # fmt: skip


def _whole_years(end: int, years: _Years) -> Point:
    if years.each:
        return _several(end, "year", years.last, [calendar.years(year) for year in years.each])
    if years.first == years.last:
        return _point(end, calendar.years(years.first), "year", None if years.passing else years.last)
    return _point(end, calendar.years(years.first, years.last), "span", None)


def _month_part(end: int, year: int, month: int, days: str | None, tens: str | None) -> Point:
    if days:
        if _LIST.search(days):
            return _several(end, "day", year, [calendar.day(year, month, n) for n in _numbers(days)], month)
        return _point(end, calendar.day(year, month, *_ends(days)), "day", year, month)
    if tens:
        return _point(end, calendar.ten_days(year, month, tens[0], tens[-1]), "span", year, month)
    return _point(end, calendar.months(year, month), "month", year, month)


def _quarters(year: int, first: int, last: int) -> Stretch:
    return calendar.months(year, first * 3 - 2, last * 3)


def _several(end: int, precision: Precision, year: int | None, each: list[Stretch], month: int | None = None) -> Point:
    """Stretches named one by one; from the first to the last where they leave no gap, without dates where they do."""
    ordered = sorted(each)
    whole = all(right.start - left.end == dt.timedelta(days=1) for left, right in pairwise(ordered))
    dates = (ordered[0].start, ordered[-1].end) if whole else (None, None)
    return Point(end, *dates, precision, listed=tuple(each), year=year, month=month)


def _numbers(text: str) -> list[int]:
    return [calendar.number(part) for part in _JOIN.split(text) if part]


def _ends(text: str) -> tuple[int, int]:
    numbers = _numbers(text)
    return numbers[0], numbers[-1]
