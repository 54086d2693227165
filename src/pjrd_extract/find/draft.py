"""A metric in the making: a quantity with the words around it, filled in by one rule after another."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pjrd_extract.find.listed_paragraphs import ListItems
from pjrd_extract.find.periods import FoundPeriod
from pjrd_extract.find.sentence import Clauses, clauses, sentences
from pjrd_extract.models.metric import Direction, Role, Status
from pjrd_extract.normalize.quantity import FoundQuantity

__all__ = ["Draft", "SentenceDrafts", "drafts_of"]

_LONG_BRACKET = re.compile(r"[（(][^（）()]{5,}+[）)]|[（(][^（）()]*+[，。；][^（）()]*+[）)]")
_LIST_MARK = re.compile(r"(?:[、及与或；;]|和(?!美|谐|平)|以及|其中)+")
_LIST_MARK_END = re.compile(r"(?:[、和及与或；;]|以及|其中)+$")
_LISTED = re.compile(r"[、及或]|和(?!美|谐|平)|与(?!会)|以及|其中")
_LIST_ENDS = frozenset("、和及与或；;中")
_REACH = 160  # characters around a number that its words are looked for in: more is no sentence of a report
# Of an item: 1.新建学校3所; a number goes on behind the point in 3.5万人, and 3、4号楼 are two buildings.
_MARKER = re.compile("(?:[0-9]{1,2}[.．、](?![0-9])|[①②③④⑤⑥⑦⑧⑨⑩•●▪◆■·]) *")
_MARKER_BEGINS = frozenset("0123456789①②③④⑤⑥⑦⑧⑨⑩•●▪◆■·")
_ABOVE = 40  # periods that are looked through for that of a list
# 乡镇（街道）, 县（市、区） and 小（一）型水库, but not 项目（含续建）
_WITHIN_NOUN = re.compile(r"[（(](?:市、区|[^（）()，、0-9含不见即如占详其非略]{1,4})[）)]")
_BLANK = "\0"
_SPENT = "用" + _BLANK
_SPENT_TIME = re.compile(f"(?:利|(?<![费使应专运通公租信作占启投适采]))用(?={_BLANK})")


@dataclass(slots=True)
class Draft:
    """A quantity, the ``index``-th of its text, and its surroundings.

    ``before`` is the clause up to the number (or what stands between the quantity before and this one), ``after`` the
    clause behind it up to the next quantity; periods and long brackets are taken out of both. ``lead_in`` is the clause
    (the ``place``-th of its sentence, in ``depth`` brackets) from its start to the number, untouched. ``previous`` is
    the draft before it in the sentence; ``listed`` says that only a list mark (、和) or nothing but a short noun stands
    between the two. ``phrase`` and ``noun`` are what of ``before`` and ``after`` can name it; ``subject`` is what a
    later clause without a noun of its own goes on about. ``against`` is what the words up to the number compare with
    (与上年相比，). ``own_period`` says that ``period`` is that of no figure but this.
    """

    quantity: FoundQuantity
    index: int
    place: int
    depth: int
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
    subject: str | None = None
    role: Role = "level"
    direction: Direction | None = None
    basis: str | None = None
    against: str | None = None
    status: Status = "actual"
    period: FoundPeriod | None = None
    own_period: bool = False
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
    """The drafts of one sentence of ``text``, with its bounds and clauses; ``masked`` is the text without periods.

    Where it is an item of a list, ``lead_in`` is the place of the words that the list begins with, and ``above`` are
    the periods from there on, up to the item.
    """

    text: str
    masked: str
    start: int
    end: int
    clauses: Clauses
    drafts: list[Draft]
    periods: Sequence[FoundPeriod]
    lead_in: tuple[int, int] | None = None
    above: Sequence[FoundPeriod] = ()

    def behind_comma(self, place: int) -> bool:
        """Whether a comma stands before the clause at ``place``, which is not the first."""
        return self.text[self.clauses.starts[place] - 1] in "，,"

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
    starts = [quantity.start for quantity in quantities]
    starts.append(len(text))
    period_starts = [period.span_start for period in periods]
    items = ListItems(text)
    at = 0
    for begin, end, opened in sentences(text, starts[:-1]):
        marker = _MARKER.match(text, begin, starts[at]) if text[begin] in _MARKER_BEGINS else None
        start = begin if marker is None else marker.end()
        # ’21年 begins before its sentence does.
        first = bisect_left(period_starts, opened)
        held = periods[first : bisect_left(period_starts, end)]
        parts = clauses(text, start, end)
        drafts = _drafts(text, masked, quantities, starts, at, parts, end)
        lead_in = items.lead_in(begin, end) if text[opened] == "\n" else None
        above: Sequence[FoundPeriod] = ()
        if lead_in is not None:
            above = periods[max(bisect_left(period_starts, lead_in[0]), first - _ABOVE) : first]
        yield SentenceDrafts(text, masked, start, end, parts, drafts, held, lead_in, above)
        at += len(drafts)


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
    text: str,
    masked: str,
    quantities: Sequence[FoundQuantity],
    starts: Sequence[int],
    first: int,
    parts: Clauses,
    stop: int,
) -> list[Draft]:
    """The drafts of the sentence that ends at ``stop``; ``starts`` are those of ``quantities``, and the text's end."""
    drafts: list[Draft] = []
    ends, begins, depths = parts.ends, parts.begins, parts.depths
    last_part = len(ends) - 1
    previous: Draft | None = None
    place = 0
    start, index = starts[first], first
    while start < stop:
        quantity, following = quantities[index], starts[index + 1]
        end = quantity.end
        place = bisect_right(ends, start, place, last_part)
        begin, limit, depth = begins[place], ends[place], depths[place]
        while previous is not None and previous.depth > depth:  # what a bracket holds is of no figure behind it
            previous = previous.previous
        same = previous is not None and previous.depth == depth and previous.quantity.start >= begin
        if limit < stop and text[limit] in "（(" and end < limit:
            limit = _past_brackets(text, parts, place, limit)
        followed = following < limit
        if followed:
            limit = following
        after = _clean(masked[end : min(limit, end + _REACH)]) if end < limit else ""
        if after:
            if after[-1] in _LIST_ENDS:
                after = _LIST_MARK_END.sub("", after)
            if followed and _LISTED.match(after):
                after = ""  # 公园23个和停车泊位3150个: what follows is of the next figure
        near = start - _REACH
        if begin < near:
            begin = near
        said, opener = begin, ""
        if previous is not None and same:
            said = max(previous.quantity.end, near)
            mark = _LIST_MARK.match(masked, said, start)
            if mark is not None:
                opener, said = mark.group(), mark.end()
        before, lead_in = _clean(masked[said:start]), text[begin:start]
        # By place: names of arguments cost as much again as making the draft.
        previous = Draft(quantity, index, place, depth, before, after, lead_in, previous, same, opener != "", opener)
        drafts.append(previous)
        index += 1
        start = following
    return drafts


def _past_brackets(text: str, parts: Clauses, place: int, limit: int) -> int:
    """Where the clause ends that goes on behind a bracket within a noun: 18个乡镇（街道）应急管理站."""
    starts, ends = parts.starts, parts.ends
    while (bracket := _WITHIN_NOUN.match(text, limit)) is not None:
        limit = bracket.end()
        place += 2
        if place >= len(starts) or starts[place] != limit:
            break
        limit = ends[place]
    return limit


def _clean(piece: str) -> str:
    if piece.isalnum():
        return piece
    if "（" in piece or "(" in piece:
        piece = _LONG_BRACKET.sub("", piece)
    if _SPENT in piece:  # 用三年时间投入50亿元
        piece = _SPENT_TIME.sub("", piece)
    return piece.replace(_BLANK, "").replace(" ", "")
