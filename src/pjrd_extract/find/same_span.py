"""去年同期: the stretch of the year before that corresponds to the one just told of."""

from __future__ import annotations

from dataclasses import replace

from pjrd_extract.normalize import calendar
from pjrd_extract.normalize.period_phrases import FoundPeriod

__all__ = ["same_span"]

_SAME = "同期"
_STILL_RUNNING = ("今年", "本年")  # how far it has come is not said


def same_span(found: FoundPeriod, current: FoundPeriod | None) -> FoundPeriod:
    """``found``, a year with 同期 behind it, as the part of that year that ``current`` is of its own.

    It has no dates where nothing says which part that is.

    >>> import datetime as dt
    >>> year = FoundPeriod("去年", 9, 11, dt.date(2022, 1, 1), dt.date(2022, 12, 31), "year")
    >>> part = FoundPeriod("今年1-7月", 0, 6, dt.date(2023, 1, 1), dt.date(2023, 7, 31), "month")
    >>> same = same_span(year, part)
    >>> same.text, str(same.start), str(same.end)
    ('去年同期', '2022-01-01', '2022-07-31')
    """
    text, end = found.text + _SAME, found.span_end + len(_SAME)
    if found.precision != "year":  # 2022年1-7月同期
        return replace(found, text=text, span_end=end)
    start = stop = None
    if current is not None and current.open != "since" and not current.listed and found.start is not None:
        last = current.end or current.start
        shift = found.start.year - last.year if last is not None else 0
        part = current.precision != "year" or not current.text.startswith(_STILL_RUNNING)
        if shift < 0 and part:
            start = calendar.shifted_year(current.start, shift) if current.start is not None else None
            stop = calendar.shifted_year(current.end, shift) if current.end is not None else None
    return replace(found, text=text, span_end=end, start=start, end=stop, listed=())
