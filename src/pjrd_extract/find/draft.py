"""A metric in the making: a quantity with the words around it, filled in by one rule after another."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pjrd_extract.find.periods import FoundPeriod
from pjrd_extract.find.sentence import Clause, clauses, sentences
from pjrd_extract.models.metric import Direction, Role, Status
from pjrd_extract.normalize.quantity import FoundQuantity

__all__ = ["Draft", "SentenceDrafts", "drafts_of"]

_LONG_BRACKET = re.compile(r"[（(][^（）()]{5,}+[）)]|[（(][^（）()]*+[，。；][^（）()]*+[）)]")
_LIST_MARK = re.compile(r"(?:[、及与或；;]|和(?!美|谐|平)|以及|其中)+")
_LIST_MARK_END = re.compile(r"(?:[、和及与或；;]|以及|其中)+$")
_LISTED = re.compile(r"[、及或]|和(?!美|谐|平)|与(?!会)|以及|其中")
_LIST_ENDS = frozenset("、和及与或；;中")
_REACH = 160  # characters around a number that its words are looked for in: more is no sentence of a report
_BLANK = "\0"


@dataclass(slots=True)
class Draft:
    """A quantity and its surroundings.

    ``before`` is the clause up to the number (or what stands between the quantity before and this one), ``after`` the
    clause behind it up to the next quantity; periods and long brackets are taken out of both. ``lead_in`` is the clause
    (the ``place``-th of its sentence) from its start to the number, untouched. ``previous`` is the draft before it in
    the sentence; ``listed`` says that only a list mark (、和) or nothing but a short noun stands between the two.
    ``phrase`` and ``noun`` are what of ``before`` and ``after`` can name it; ``subject`` is what a later clause
    without a noun of its own goes on about. ``against`` is what the words up to the number compare with (与上年相比，).
    """

    quantity: FoundQuantity
    clause: Clause
    place: int
    before: str
    after: str
    lead_in: str
    previous: Draft | None
    same_clause: bool
    listed: bool
    opener: str
    phrase: str = ""
    noun: str = ""
    name: str = ""
    subject: str = ""
    role: Role = "level"
    direction: Direction | None = None
    basis: str | None = None
    against: str | None = None
    status: Status = "actual"
    period: FoundPeriod | None = None
    listed_period: int | None = None
    scope: str | None = None
    money: bool = False
    dropped: bool = False
    part: bool = False
    why: dict[str, str] = field(default_factory=dict)

    def decide(self, part: str, value: object, rule: str) -> None:
        """Set ``part`` to ``value`` and remember that ``rule`` did it."""
        setattr(self, part, value)
        self.why[part] = rule


@dataclass(slots=True)
class SentenceDrafts:
    """The drafts of one sentence, with its bounds and clauses; ``masked`` is the text without its periods."""

    masked: str
    start: int
    end: int
    clauses: list[Clause]
    drafts: list[Draft]
    periods: Sequence[FoundPeriod]

    def words(self, start: int, end: int) -> str:
        """The text from ``start`` to ``end`` without periods and long brackets."""
        return _clean(self.masked[start : min(end, start + _REACH)])


def drafts_of(
    text: str, quantities: Sequence[FoundQuantity], periods: Sequence[FoundPeriod]
) -> Iterator[SentenceDrafts]:
    """The drafts of all quantities of ``text``, sentence by sentence; sentences without quantities are left out.

    Those of one sentence are made when the one before is done with: what dies young costs the collector of garbage
    nothing.
    """
    masked = _masked(text, periods)
    starts, ends = sentences(text)
    quantity_starts = [quantity.start for quantity in quantities]
    period_starts = [period.span_start for period in periods]
    at = 0
    while at < len(quantities):
        place = bisect_right(ends, quantity_starts[at])
        start, end = starts[place], ends[place]
        behind = bisect_left(quantity_starts, end, at)
        opened = ends[place - 1] if place else 0  # ’21年 begins before its sentence does
        held = periods[bisect_left(period_starts, opened) : bisect_left(period_starts, end)]
        parts = clauses(text, start, end)
        drafts = _drafts(text, masked, quantities[at:behind], quantity_starts[at:behind], parts)
        yield SentenceDrafts(masked, start, end, parts, drafts, held)
        at = behind


def _masked(text: str, periods: Sequence[FoundPeriod]) -> str:
    pieces, at = [], 0
    for period in periods:
        if period.rate:  # 每年, 年均 belong to what is measured
            continue
        pieces.append(text[at : period.span_start])
        pieces.append(_BLANK * (period.span_end - period.span_start))
        at = period.span_end
    pieces.append(text[at:])
    return "".join(pieces)


def _drafts(
    text: str, masked: str, quantities: Sequence[FoundQuantity], starts: list[int], parts: list[Clause]
) -> list[Draft]:
    drafts: list[Draft] = []
    previous: Draft | None = None
    last_start = last_end = part_at = 0
    part_ends = [part.end for part in parts]
    for quantity, start, following in zip(quantities, starts, [*starts[1:], len(text)], strict=True):
        end = quantity.end
        part_at = bisect_right(part_ends, start, part_at, len(parts) - 1)
        clause = parts[part_at]
        clause_start = clause.start if clause.resumes is None else clause.resumes
        same = previous is not None and last_start >= clause_start and previous.clause.depth == clause.depth
        limit = min(clause.end, end + _REACH, following)
        after = _clean(masked[end:limit]) if limit > end else ""
        if after:
            if after[-1] in _LIST_ENDS:
                after = _LIST_MARK_END.sub("", after)
            if following < clause.end and _LISTED.match(after):
                after = ""  # 公园23个和停车泊位3150个: what follows is of the next figure
        reach = max(start - _REACH, 0)
        opener = ""
        before_start = clause_start
        if same:
            before_start = last_end
            mark = _LIST_MARK.match(masked, max(last_end, reach), start)
            if mark is not None:
                opener = mark.group()
                before_start = mark.end()
        before, lead_in = _clean(masked[max(before_start, reach) : start]), text[max(clause_start, reach) : start]
        # By place: names of arguments cost as much again as making the draft.
        previous = Draft(quantity, clause, part_at, before, after, lead_in, previous, same, opener != "", opener)
        drafts.append(previous)
        last_start, last_end = start, end
    return drafts


def _clean(piece: str) -> str:
    if "（" in piece or "(" in piece:
        piece = _LONG_BRACKET.sub("", piece)
    return piece.replace(_BLANK, "").replace(" ", "")
