"""Reading one period phrase: a point, a range or a list, with what opens and closes it, as two dates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from pjrd_extract.normalize import calendar
from pjrd_extract.normalize.calendar import ImpossibleDateError, Stretch
from pjrd_extract.normalize.period_clock import Clock, UnresolvedError
from pjrd_extract.normalize.period_grammar import Anchor, PeriodGrammar, Year
from pjrd_extract.normalize.period_points import Dates, Point, Precision
from pjrd_extract.normalize.period_reader import PointReader
from pjrd_extract.rules import Rules

__all__ = ["FoundPeriod", "PhraseReader"]

_LINE_STARTS = "\n*#。；："
_NO_OPENING = ("有史", "一直", "长期", "近年", "历年")
_LONGEST_LIST = 12


@dataclass(slots=True)
class FoundPeriod:
    """A period phrase and what it means.

    ``start`` and ``end`` are both ``None`` for a vague phrase, a rhythm (``rate``), and one that nothing can be counted
    from (``unresolved``). ``open`` says which end is open by intent. ``listed`` holds each of several years, months or
    days named one by one. ``impossible`` says why the phrase names no date of any calendar. ``year`` and ``month``
    are what the phrase named, for the bare months and days behind it. ``assumed`` says that the year is that of the
    reference date only for want of any other (全年).
    """

    text: str
    span_start: int
    span_end: int
    start: dt.date | None = None
    end: dt.date | None = None
    precision: Precision = "vague"
    open: Literal["since", "until"] | None = None
    listed: tuple[Dates, ...] = ()
    rate: bool = False
    unresolved: bool = False
    impossible: str | None = None
    year: int | None = None
    month: int | None = None
    assumed: bool = False

    @property
    def vague(self) -> bool:
        """Whether the phrase has no dates."""
        return self.start is None and self.end is None


class _Opening(NamedTuple):
    """What stands right before a point: ``until`` (截至) or ``from`` (自), and where it begins."""

    kind: Literal["until", "from"] | None
    start: int


class PhraseReader:
    """Reads phrases with the patterns of one set of rules; ``rules.derived(PhraseReader)`` makes it once."""

    def __init__(self, rules: Rules) -> None:
        self.grammar = rules.derived(PeriodGrammar)
        self._points = rules.derived(PointReader)
        words = self.grammar.words
        self._openings = {"until": words.words("until"), "from": words.words("from")}
        self._going_on = self.grammar.going_on
        self._opening_ends = frozenset(word[-1] for opening in self._openings.values() for word in opening)
        self._reach = words.words("reach")

    def read(self, text: str, anchor: Anchor, floor: int, clock: Clock) -> FoundPeriod | None:
        """The phrase that ``anchor`` stands in, no word of it before ``floor``; ``None`` where there is none."""
        kind, at, end = anchor
        if kind in ("vague", "rate"):
            return FoundPeriod(text[at:end], at, end, rate=kind == "rate")
        if kind == "since":
            return self._undated_since(text, at, floor)
        if kind == "length":
            return self._length(text, at, floor)
        if kind == "number" and at and text[at - 1] in _LINE_STARTS and self.grammar.list_marker.match(text, at, end):
            return None
        try:
            year = self.grammar.year(text, anchor)
            lone = None if year is None else self._lone_year(text, at, year, clock)
            found = lone or self._dated(text, at, floor, clock, year)
        except ImpossibleDateError as error:
            end = self._end_of_impossible(text, at)
            return FoundPeriod(text[at:end], at, end, impossible=str(error))
        return self._length(text, at, floor) if found is None and kind == "number" else found

    # --- phrases with dates ---------------------------------------------------------------------------------------

    def _lone_year(self, text: str, at: int, year: Year, clock: Clock) -> FoundPeriod | None:
        """The short way for a year with nothing beside it (2022年, 去年), which a third are; ``None`` for all others."""
        group, written, end = year
        if text[at - 1 : at] in self._opening_ends or not self.grammar.is_whole_point(text, end):
            return None
        if self._free_since(text, end, False):
            return None
        try:
            first, named = (int(written), int(written)) if group == "years" else self._points.year(written, clock)
        except UnresolvedError:
            return None
        start, stop = calendar.years(first)
        return FoundPeriod(text[at:end], at, end, start, stop, "year", None, (), False, False, None, named)

    def _dated(self, text: str, at: int, floor: int, clock: Clock, year: Year | None) -> FoundPeriod | None:
        point = self._points.read(text, at, clock, year)
        if point is None or point.incomplete:
            return None  # 25日 in a text that named no month may as well be 25 days
        end = point.span_end
        goes_on = text[end : end + 1] in self._going_on or text[at - 1 : at] in self._opening_ends
        if goes_on or point.edge or point.listed:
            found = self._extended(text, at, floor, clock, point)
        else:
            found = _found(at, point)
            if since := self._free_since(text, end, False):
                found.span_end = since
                _open(found, point)
        if found.start is None and found.end is None:
            found.precision, found.open = "vague", None
        found.text = text[found.span_start : found.span_end]
        return found

    def _extended(self, text: str, at: int, floor: int, clock: Clock, point: Point) -> FoundPeriod:
        """The period of ``point`` with what opens, joins or closes it."""
        opening = self._opening(text, at, floor)
        ranged = self._ranged(text, point, clock)
        if ranged is not None:
            found = _found(opening.start if opening.kind == "from" else at, ranged)
            opening = _Opening(None, at)
        else:
            point = self._listed(text, point, clock)
            found = _found(at, point)
        self._close(text, found, ranged or point, opening)
        return found

    def _opening(self, text: str, at: int, floor: int) -> _Opening:
        kind: Literal["until", "from"]
        if text[at - 1 : at] not in self._opening_ends:
            return _Opening(None, at)
        for kind in ("until", "from"):
            words = self._openings[kind]
            if not text.endswith(words, floor, at):
                continue
            word = next(word for word in words if text.endswith(word, floor, at))
            start = at - len(word)
            not_after = self.grammar.words.rule(kind, word).not_after + (self._reach if kind == "until" else ())
            if not text.endswith(not_after, 0, start):
                return _Opening(kind, start)
        return _Opening(None, at)

    def _ranged(self, text: str, left: Point, clock: Clock) -> Point | None:
        """The range that ``left`` opens: 3月27日至28日, 去年11月到今年3月."""
        joint = self.grammar.joint(text, left.span_end)
        if joint is None:
            return None
        right = self._points.read(text, joint.end(), clock.named(left.year, left.month))
        if right is None or right.incomplete:
            return None
        if left.unresolved or right.unresolved:
            return replace(right, start=None, end=None, listed=(), edge=None, unresolved=True)
        if left.edge or left.start is None or right.end is None or right.edge in ("start", "middle"):
            return replace(right, start=None, end=None, listed=(), edge=None)
        stretch = calendar.ordered(Stretch(left.start, right.end))
        precision: Precision = right.precision if right.precision == left.precision else "span"
        return replace(right, start=stretch.start, edge=None, listed=(), precision=precision)

    def _listed(self, text: str, point: Point, clock: Clock) -> Point:
        """``point`` with its neighbours that are listed behind it: 2020年和2021年."""
        if text[point.span_end : point.span_end + 1] not in self.grammar.list_openings and not point.listed:
            return point
        listed, last = list(point.listed or [(point.start, point.end)]), point
        while len(listed) < _LONGEST_LIST and (joint := self.grammar.list_and.match(text, last.span_end)):
            try:
                right = self._points.read(text, joint.end(), clock.named(last.year, last.month))
            except ImpossibleDateError:
                break
            if right is None or not _adjacent(last, right):
                break
            listed += right.listed or [(right.start, right.end)]
            last = right
        if last is not point:
            point = replace(last, start=point.start, listed=tuple(listed))
        count = self.grammar.list_count.match(text, point.span_end) if point.listed else None
        return replace(point, span_end=count.end()) if count else point

    def _close(self, text: str, found: FoundPeriod, point: Point, opening: _Opening) -> None:
        """Apply what opens and closes ``point`` to ``found``, which holds its plain dates."""
        end = point.span_end
        tail = self.grammar.tail(text, end)
        if opening.kind == "until":
            found.span_start, found.start, found.open = opening.start, None, "until"
        if tail is not None:
            if opening.kind == "from":
                found.span_start = opening.start
            kind, word, found.span_end = tail
            self._apply_tail(found, point, kind, word)
        elif opening.kind == "until":
            if point.edge in ("start", "middle"):
                found.end = None
        elif since := self._free_since(text, end, opening.kind == "from"):
            found.span_start, found.span_end = opening.start, since
            _open(found, point)
        elif opening.kind == "from" and text.startswith("自", opening.start):
            found.span_start = opening.start
            _open(found, point)
        elif point.edge == "end":
            found.start, found.open = None, "until"
        elif point.edge:
            found.start = found.end = None

    def _apply_tail(self, found: FoundPeriod, point: Point, kind: str, word: str) -> None:
        if kind in ("since", "now"):
            _open(found, point)
        elif kind == "around" or point.edge in ("start", "middle") or point.end is None or point.start is None:
            found.start = found.end = None
        elif kind == "before":
            included = self.grammar.words.rule("before", word).value == (1,)
            # 12月底前 and 8月31日前 are deadlines that hold their day; 2022年前 ends before the year begins.
            deadline = included or point.precision == "day" or point.edge == "end"
            found.end = point.end if deadline else calendar.shifted_day(point.start, -1)
            found.start, found.open, found.listed = None, "until", ()
        else:
            included = self.grammar.words.rule("after", word).value == (1,)
            found.start = point.start if included else calendar.shifted_day(point.end, 1)
            found.end, found.open, found.listed = None, "since", ()

    def _free_since(self, text: str, end: int, with_lists: bool) -> int | None:
        """The end of ``…以来`` in the same clause: 今年入汛以来, 自去年牵头推进厕改工作以来."""
        if text.find("以来", end, end + 32) < 0 and text.find("至今", end, end + 32) < 0:
            return None
        pattern = self.grammar.free_since_with_lists if with_lists else self.grammar.free_since
        match = pattern.match(text, end)
        if match is None or text.endswith(_NO_OPENING, end, match.end() - 2):
            return None
        other = self.grammar.next_anchor(text, end, match.end() - 2)
        return None if other and other[0] != "vague" else match.end()

    def _end_of_impossible(self, text: str, at: int) -> int:
        """Where a phrase with an impossible date ends: nothing of it may be read as another date."""
        grammar = self.grammar
        point = grammar.point(text, at)
        end = point.end if point else at + 1
        while joint := grammar.joint(text, end):
            point = grammar.point(text, joint.end())
            if point is None:
                break
            end = point.end
        return end

    # --- phrases without dates ------------------------------------------------------------------------------------

    def _undated_since(self, text: str, at: int, floor: int) -> FoundPeriod | None:
        """The phrase that the 以来 at ``at`` closes and that names no date: 县十八届人大会召开以来, 自担任局长以来."""
        if text.endswith(_NO_OPENING, floor, at):
            return None
        begins = max(floor, at - 32)
        match = self.grammar.undated_opening.search(text, begins, at)
        if match is None and text.startswith("，", at + 2):
            match = self.grammar.undated_clause.search(text, begins, at)
        if match is None:
            return None
        return FoundPeriod(text[match.start() : at + 2], match.start(), at + 2)

    def _length(self, text: str, at: int, floor: int) -> FoundPeriod | None:
        """A length of time that stands for a period: 三年来, 近两年, 三年内, 连续五年, 履职18个月."""
        match = self.grammar.length.match(text, at)
        if match is None:
            return None
        lead = self.grammar.lead.search(text, max(floor, at - 6), at)
        start = lead.start() if lead else at
        initial = start == 0 or not text[start - 1].isalnum()
        tail = match["tail"]
        if lead is None and tail is None:
            office = self.grammar.in_office.search(text, max(floor, at - 16), at)
            if office:
                start = office.start()
            elif not (initial and match["long"] and (match["more"] or match["many"])):
                return None
        elif lead is None and match["short"]:
            if tail not in ("来", "以来"):
                return None
        elif not initial and (tail == "" or (tail is None and lead is not None and lead["near"])):
            return None
        return FoundPeriod(text[start : match.end()], start, match.end())


def _found(start: int, point: Point) -> FoundPeriod:
    """``point`` as a phrase from ``start`` on, whose text is known when it has been closed."""
    return FoundPeriod(
        "", start, point.span_end, point.start, point.end, point.precision, None, point.listed, False,
        point.unresolved, None, point.year, point.month,
    )  # fmt: skip


def _open(found: FoundPeriod, point: Point) -> None:
    """Make ``found`` a period without end. 年初以来 counts from the first day, 年底以来 from none that is known."""
    known = point.edge is None or (point.edge == "start" and point.precision == "year")
    found.start, found.end = point.start if known else None, None
    found.open, found.listed = "since", ()


def _adjacent(left: Point, right: Point) -> bool:
    """Whether ``right`` is of one kind with ``left`` and begins the day after it: 2020年和2021年."""
    if left.edge or right.edge or left.precision != right.precision or left.end is None or right.start is None:
        return False
    return (right.start - left.end).days == 1
