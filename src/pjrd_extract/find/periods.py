"""Finding period phrases in a text: each in the light of its sentence and paragraph."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from pjrd_extract._arguments import check_date, check_type
from pjrd_extract._text import Text
from pjrd_extract.find.baselines import AT_YEAR_END, WHOLE_YEAR, belongs_to
from pjrd_extract.find.enclosed import Enclosed, bracket
from pjrd_extract.models.parts import Period
from pjrd_extract.normalize.period_clock import Clock
from pjrd_extract.normalize.period_phrases import FoundPeriod, PhraseReader
from pjrd_extract.read.dense import dense
from pjrd_extract.rules import Rules

__all__ = ["FoundPeriod", "PeriodFinder", "find_periods"]

_OF_SOME_YEAR = WHOLE_YEAR | AT_YEAR_END
# A line end closes a sentence only before an empty line or a mark of Markdown: scans break lines anywhere.
_SENTENCE_END = re.compile(r"[。！？!?\n](?:(?<!\n)|(?=[ \t]*\n|[#|>*\-]|$))")
_CLAUSE_END = re.compile("[，,；;]")
_QUOTATIONS = Enclosed(r"《[^《》\n]{0,80}》", r"〔[^〔〕\n]{0,20}〕", r"“[^“”，。；！？\n]{0,20}”")


def find_periods(text: str, *, reference_date: dt.date | None = None, rules: Rules | None = None) -> list[Period]:
    """Every period phrase of ``text``, in order, without overlap, with spans into ``text``.

    Relative and bare phrases (今年, 8月28日) are resolved from ``reference_date`` and what their sentence named; they
    come without dates where there is no ``reference_date``. Impossible dates are left out. No text raises anything.

    >>> [period] = find_periods("截至8月31日，办结12件。", reference_date=dt.date(2023, 10, 16))
    >>> period.text, period.start, str(period.end)
    ('截至8月31日', None, '2023-08-31')
    """
    check_type("text", text, str)
    check_type("rules", rules, Rules, or_none=True)
    check_date(reference_date)
    view = dense(Text(text))
    periods: list[Period] = []
    for found in (rules or Rules.default()).derived(PeriodFinder).find(view.value, reference_date):
        span = view.span(found.span_start, found.span_end)
        periods.append(Period(start=found.start, end=found.end, text=text[span.slice], span=span))
    return periods


class PeriodFinder:
    """Finds periods in dense text; ``rules.derived(PeriodFinder)`` makes it once for a set of rules."""

    def __init__(self, rules: Rules) -> None:
        self._reader = rules.derived(PhraseReader)

    def find(
        self, dense: str, reference_date: dt.date | None, titled: Sequence[tuple[int, int | None]] = ()
    ) -> list[FoundPeriod]:
        """The periods of ``dense``, sorted, without overlap; those inside titles and names left out.

        ``titled`` says from which offset on the titles above speak of which year.
        """
        titles = iter(titled)
        change = next(titles, None)
        periods: list[FoundPeriod] = []
        # Titles and quotations that are short enough to be names, the last first.
        names = [(len(dense), len(dense)), *reversed(_QUOTATIONS.spans(dense))]
        clock = Clock(reference_date)
        kept: Clock | None = None  # the clock before a phrase whose year stands for the bare dates of its clause only
        at = seen = floor = until = 0
        next_anchor, read = self._reader.grammar.next_anchor, self._reader.read
        while anchor := next_anchor(dense, at):
            kind, start, end = anchor
            if kept is not None and (until < start if until else _CLAUSE_END.search(dense, seen, start)):
                clock, kept = replace(kept, named_year=clock.named_year, titled_year=clock.titled_year), None
            clock = _moved(clock, dense, seen, start)
            while change is not None and change[0] <= start:
                clock, change = replace(clock, titled_year=change[1]), next(titles, None)
            seen = start
            found = read(dense, anchor, floor, clock)
            if found is None:
                at = end if kind == "since" else start + 1
                continue
            at = floor = max(found.span_end, start + 1)
            if found.impossible or _in_name(dense, names, found.span_start, found.span_end):
                continue
            if periods and periods[-1].rate and _of_rhythm(dense, periods[-1], found):
                continue
            found.assumed = found.text in _OF_SOME_YEAR and clock.sentence_year is None and clock.titled_year is None
            periods.append(found)
            if (found.rate or found.year is not None) and not _compared(dense, found):
                reach = belongs_to(dense, found)
                closes = _closes(dense, found)
                if kept is None or not until:
                    if reach == "one" or closes:
                        kept, until = kept or clock, closes
                    elif reach == "all":
                        kept = None
                if reach != "none" and not found.assumed:
                    clock = _named(clock, found)
        return periods


def _closes(text: str, found: FoundPeriod) -> int:
    """Where the bracket closes that ``found`` shares with other words: behind it, its year is that of no bare date."""
    around = bracket(text, found.span_start, 0)
    if around is None or around[1] - around[0] - 1 == found.span_end - found.span_start:
        return 0
    return around[1]


def _in_name(text: str, names: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether ``start`` to ``end`` is a part of a name, not all that stands between its marks.

    Those of ``names`` that end before ``start`` are done with, and taken from its end.
    """
    while names[-1][1] <= start:
        names.pop()
    first, last = names[-1]
    return first < start and end < last and (text[first] != "“" or end - start < last - first - 2)


def _of_rhythm(text: str, last: FoundPeriod, found: FoundPeriod) -> bool:
    """Whether ``found`` only says when in the rhythm ``last``, and now belongs to it: 每年3月."""
    if text[last.span_end : found.span_start] not in ("", "的") or found.rate:
        return False
    last.span_end = found.span_end
    last.text = text[last.span_start : last.span_end]
    return True


def _moved(clock: Clock, text: str, start: int, end: int) -> Clock:
    """The clock after the text from ``start`` to ``end``: a new sentence forgets its year, a new paragraph all."""
    if clock.sentence_year is None and not clock.rhythm and (clock.named_year is None or "\n" not in text[start:end]):
        return clock
    if _SENTENCE_END.search(text, start, end):
        named_year = None if text.find("\n", start, end) >= 0 else clock.named_year
        return Clock(clock.reference, None, None, named_year, False, clock.titled_year)
    return clock


def _named(clock: Clock, found: FoundPeriod) -> Clock:
    """The clock after ``found``: its year and month stand for the bare ones behind it, unless it only opens there."""
    if not found.rate and found.open != "since":
        return clock.named(found.year, found.month)
    named_year, rhythm = (clock.named_year, True) if found.rate else (found.year, clock.rhythm)
    return Clock(clock.reference, clock.sentence_year, clock.sentence_month, named_year, rhythm, clock.titled_year)


def _compared(text: str, found: FoundPeriod) -> bool:
    """Whether the phrase only says what something is compared with: 比2021年同期."""
    return text.startswith(("同期", "相比"), found.span_end) or text.endswith(("比", "较"), 0, found.span_start)
