"""Periods: one phrase of time as two dates."""

from __future__ import annotations

import datetime as dt
import unicodedata

from pjrd_extract._arguments import check_date, check_type
from pjrd_extract._text import Span
from pjrd_extract.errors import PeriodError
from pjrd_extract.models.parts import Period
from pjrd_extract.normalize.period_clock import Clock
from pjrd_extract.normalize.period_phrases import FoundPeriod, PhraseReader
from pjrd_extract.rules import Rules

__all__ = ["parse_period"]

_LEADING = ("", "在", "于", "在于", "早在", "将于", "定于", "仅", "仅在")


def parse_period(text: str, *, reference_date: dt.date | None = None, rules: Rules | None = None) -> Period:
    """The period that ``text``, as a whole, names: both days inclusive, ``None`` for an open or unknown end.

    ``reference_date`` is what 今年, 上月 and a bare 8月28日 are counted from; a phrase that names its year needs none.
    A vague phrase (三年来) has neither start nor end. Raises ``PeriodError`` for text that is no period phrase, that
    names an impossible date (2月30日), or that can't be resolved without a reference date.

    >>> period = parse_period("今年1-7月", reference_date=dt.date(2023, 10, 16))
    >>> str(period.start), str(period.end)
    ('2023-01-01', '2023-07-31')
    >>> str(parse_period("2023年上半年").end)
    '2023-06-30'
    """
    check_type("text", text, str)
    check_type("rules", rules, Rules, or_none=True)
    check_date(reference_date)
    dense = "".join(unicodedata.normalize("NFKC", text).split())
    found = _whole(dense, reference_date, (rules or Rules.default()).derived(PhraseReader))
    span = Span(0, len(text))
    if found is None:
        raise PeriodError("not a period", text=text, span=span)
    if found.impossible is not None:
        raise PeriodError(f"impossible date ({found.impossible})", text=text, span=span)
    if found.unresolved:
        raise PeriodError("needs a reference date", text=text, span=span)
    return Period(start=found.start, end=found.end, text=text, span=span)


def _whole(dense: str, reference: dt.date | None, reader: PhraseReader) -> FoundPeriod | None:
    """The phrase that fills ``dense``; the reference date stands for the year and month that no text named before."""
    clock = Clock(reference)
    if reference is not None:
        clock = Clock(reference, reference.year, reference.month, reference.year)
    at = 0
    while anchor := reader.grammar.next_anchor(dense, at):
        found = reader.read(dense, anchor, 0, clock)
        if found is not None:
            fills = found.span_end == len(dense) and dense[: found.span_start] in _LEADING
            return found if fills else None
        at = anchor[1] + 1
    return None
