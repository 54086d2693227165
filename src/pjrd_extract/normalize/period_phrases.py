"""Reading one period phrase: a point or a range, with what stands before and after it, as dates."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Literal

from pjrd_extract.normalize.calendar import ImpossibleDateError, ordered, Stretch
from pjrd_extract.normalize.period_grammar import PeriodGrammar
from pjrd_extract.normalize.period_points import Clock, Point, PointReader, Precision
from pjrd_extract.rules import Rules

__all__ = ["FoundPeriod", "PhraseReader"]

_LINE_STARTS = "\n*#。；："
Dates = tuple[dt.date | None, dt.date | None]


@dataclass(slots=True)
class FoundPeriod:
    """A period phrase and what it means.

    ``start`` and ``end`` are both ``None`` for a vague phrase, a rhythm (``rate``), and one that can't be resolved for
    want of a reference date (``unresolved``). ``listed`` holds each of several years, months or days named one by one.
    ``impossible`` says why the phrase names no date of any calendar. ``year`` and ``month`` are what the phrase
    named, for the bare months and days behind it.
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

    @property
    def vague(self) -> bool:
        """Whether the phrase has no dates."""
        return self.start is None and self.end is None


class PhraseReader:
    """Reads the phrase that begins at (or a few characters before) an anchor."""

    def __init__(self, rules: Rules) -> None:
        self.grammar = rules.derived(PeriodGrammar)
        self.points = rules.derived(PointReader)
        self._reach = self.grammar.words.words("reach")

    def read(self, text: str, anchor: re.Match[str], floor: int, clock: Clock) -> FoundPeriod | None:
        """The phrase that ``anchor`` stands in, no word of it before ``floor``; ``None`` where there is none."""
        kind, at = anchor.lastgroup, anchor.start()
        if kind in ("vague", "rate"):
            return FoundPeriod(anchor[0], *anchor.span(), rate=kind == "rate")
        if kind == "since":
            return self._undated_since(text, at, floor)
        if kind == "number" and self.grammar.list_marker.match(anchor[0]) and at and text[at - 1] in _LINE_STARTS:
            return None
        try:
            found = self._dated(text, at, floor, clock)
        except ImpossibleDateError as error:
            end = self._reach_of(text, at)
            return FoundPeriod(text[at:end], at, end, impossible=str(error))
        return self._duration(text, at, floor) if found is None and kind == "number" else found

    def _reach_of(self, text: str, at: int) -> int:
        """Where a phrase with an impossible date ends."""
        grammar = self.grammar
        match = grammar.point.match(text, at)
        end = match.end() if match else at + 1
        while joint := grammar.to.match(text, end):
            match = grammar.point.match(text, joint.end())
            if match is None or match.end() == joint.end():
                break
            end = match.end()
        return end

    def _undated_since(self, text: str, at: int, floor: int) -> FoundPeriod | None:
        """The phrase that the 以来 at ``at`` closes and that names no date: 县十八届人大会召开以来, 自担任局长以来."""
        match = self.grammar.free_opening.search(text, max(floor, at - 30), at)
        if match is None:
            return None
        return FoundPeriod(text[match.start() : at + 2], match.start(), at + 2)

    def _duration(self, text: str, at: int, floor: int) -> FoundPeriod | None:
        """A length of time that stands for a period without dates: 三年来, 近两年, 三年内, 连续五年, 履职18个月."""
        match = self.grammar.duration.match(text, at)
        if match is None:
            return None
        lead = self.grammar.duration_lead.search(text, max(floor, at - 6), at)
        start = lead.start() if lead else at
        initial = start == 0 or not (text[start - 1].isalnum())
        tail = match["tail"]
        if tail is None and lead is None:
            office = self.grammar.in_office.search(text, max(floor, at - 16), at)
            if office:
                start = office.start()
            elif not (initial and (match["more"] or match["many"]) and match["long"]):
                return None
        elif (tail == "" or (tail is None and lead is not None and lead["near"])) and not initial:
            return None
        elif match["short"] and not lead and tail not in ("来", "以来"):
            return None
        return FoundPeriod(text[start : match.end()], start, match.end())

    def _dated(self, text: str, at: int, floor: int, clock: Clock) -> FoundPeriod | None:
        point = self.points.read(text, at, clock)
        if point is None:
            return None
        opening, start = self._opening(text, at, floor)
        point, ranged = self._joined(text, point, clock)
        if point.needs_more and not ranged:
            return None
        return self._closed(text, start if opening else at, at, point, opening, ranged)

    def _opening(self, text: str, at: int, floor: int) -> tuple[str | None, int]:
        """截至, 到, 自 … right before the phrase, and where it begins."""
        words = self.grammar.words
        for group, kinds in (("until", self.grammar.until), ("from", self.grammar.from_)):
            if not text.endswith(kinds, floor, at):
                continue
            word = next(kind for kind in kinds if text.endswith(kind, floor, at))
            start = at - len(word)
            guarded = words.rule(group, word).not_after
            if not text.endswith(guarded, 0, start):
                return group, start
        return None, at

    def _joined(self, text: str, point: Point, clock: Clock) -> tuple[Point, bool]:
        """The point, or the range or list that it opens."""
        grammar = self.grammar
        joint = grammar.to.match(text, point.span_end)
        if joint:
            right = self.points.read(text, joint.end(), clock.after(point))
            if right and not right.season and right.names_time:
                return _range(point, right), True
        last = point
        listed = list(point.listed) or [(point.start, point.end)]
        while len(listed) < 12 and (joint := grammar.list_and.match(text, last.span_end)):
            try:
                right = self.points.read(text, joint.end(), clock.after(last))
            except ImpossibleDateError:
                break
            if right is None or not _continues(last, right):
                break
            listed += list(right.listed) or [(right.start, right.end)]
            last = right
        if last is not point:
            point = replace(last, start=point.start, listed=tuple(listed), year=last.year)
        if len(point.listed) > 1 and (close := grammar.list_close.match(text, point.span_end)):
            point = replace(point, span_end=close.end())
        return point, False

    def _closed(
        self, text: str, start: int, at: int, point: Point, opening: str | None, ranged: bool
    ) -> FoundPeriod | None:
        grammar = self.grammar
        end = point.span_end
        found = FoundPeriod(
            "", start, end, point.start, point.end, point.precision, None, point.listed, False, point.unresolved,
            None, point.year, point.month,
        )  # fmt: skip
        tail = grammar.tail.match(text, end)
        if opening == "until" and not ranged:
            if text.startswith("的", end) and text.endswith(self._reach, 0, start) or text.endswith(self._reach, 0, start):
                found.span_start = at
            else:
                found.start, found.open = None, "until"
        if tail:
            found.span_end = tail.end()
            self._apply_tail(found, tail.lastgroup or "", tail[tail.lastgroup or 0], point, ranged)
            if tail.lastgroup in ("since", "now") and found.open == "until":
                found.open = "since"
        elif not ranged and opening != "until" and (free := self._free_since(text, end, opening)):
            found.span_end = free
            _open(found, point)
        elif opening == "from" and not ranged:
            if text.startswith("自", start):
                _open(found, point)
            else:
                found.span_start = at
        elif point.edge == "end" and not ranged:
            found.start, found.open = None, "until"
        elif point.edge in ("start", "middle"):
            found.start = found.end = None
        if found.vague:
            found.precision, found.open = "vague", None
        found.text = text[found.span_start : found.span_end]
        return found

    def _free_since(self, text: str, end: int, opening: str | None) -> int | None:
        """The end of ``…以来`` in the same clause: 今年入汛以来, 自去年牵头推进厕改工作以来."""
        if text.find("以来", end, end + 32) < 0 and text.find("至今", end, end + 32) < 0:
            return None
        grammar = self.grammar
        pattern = grammar.free_since_listing if opening == "from" else grammar.free_since
        match = pattern.match(text, end)
        if match is None or text.endswith(("有史", "一直", "长期", "近年", "历年"), end, match.end() - 2):
            return None
        other = grammar.anchor.search(text, end, match.end() - 2)
        return None if other and other.lastgroup != "vague" else match.end()

    def _apply_tail(self, found: FoundPeriod, kind: str, word: str, point: Point, ranged: bool) -> None:
        if kind == "around":
            found.start = found.end = None
        elif kind in ("since", "now"):
            _open(found, point)
        elif kind == "before":
            inclusive = self.grammar.words.rule("before", word).value == (1,)
            exact = inclusive or point.precision == "day" or point.edge == "end"
            if point.edge in ("start", "middle"):
                found.start = found.end = None
            elif point.end is not None:
                first = point.start if point.start is not None else point.end
                found.end = point.end if exact else first - dt.timedelta(days=1)
                found.start, found.open = None, "until"
        elif kind == "after":
            inclusive = self.grammar.words.rule("after", word).value == (1,)
            if point.edge:
                found.start = found.end = None
            elif point.start is not None and point.end is not None:
                found.start = point.start if inclusive else point.end + dt.timedelta(days=1)
                found.end, found.open = None, "since"


def _open(found: FoundPeriod, point: Point) -> None:
    """Make ``found`` a period without end. 年初以来 counts from the first day, 年底以来 from none that is known."""
    found.start = None if point.edge in ("middle", "end") or point.edge and point.precision != "year" else point.start
    found.end, found.listed = None, ()
    found.open = "since"


def _range(left: Point, right: Point) -> Point:
    if left.unresolved or right.unresolved:
        return replace(right, start=None, end=None, unresolved=True, listed=())
    if left.edge or left.start is None or right.end is None or right.edge in ("start", "middle"):
        return replace(right, start=None, end=None, listed=(), edge=None)
    ordered(Stretch(left.start, right.end))
    year = right.year if left.year == right.year else None
    precision: Precision = right.precision if right.precision == left.precision else "span"
    return replace(right, start=left.start, edge=None, listed=(), precision=precision, year=year or right.year)


def _continues(left: Point, right: Point) -> bool:
    """Whether ``right`` is of one kind with ``left`` and begins the day after it: 2020年和2021年."""
    if left.edge or right.edge or left.precision != right.precision or left.end is None or right.start is None:
        return False
    return right.start - left.end == dt.timedelta(days=1)
