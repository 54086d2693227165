"""Dates from their parts: numerals of dates, ends of months, quarters, ten-day parts and years."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from functools import lru_cache
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

__all__ = [
    "ImpossibleDateError",
    "Stretch",
    "days",
    "digits",
    "full_year",
    "months",
    "number",
    "ordered",
    "quarter_start",
    "school_year",
    "shifted_day",
    "shifted_month",
    "shifted_year",
    "ten_days",
    "years",
]

_NUMERALS = str.maketrans("零〇○ＯO０一二三四五六七八九", "000000123456789")
_TENS = {"上": (1, 10), "中": (11, 20), "下": (21, 31)}
_YEARS_AHEAD = 20  # ’35年 is 2035 in a bulletin of 2023, ’98年 is 1998


class ImpossibleDateError(ValueError):
    """A day or month that no calendar has (2月30日), or an end before its start."""


class Stretch(NamedTuple):
    """Two days, both inclusive."""

    start: dt.date
    end: dt.date


def digits(text: str) -> int:
    """The number that is read out figure by figure, as years are.

    >>> digits("二〇二三"), digits("2○21")
    (2023, 2021)
    """
    return int(text.translate(_NUMERALS))


def number(text: str) -> int:
    """The number below one hundred in digits or Chinese numerals, as months and days are written; 元 is 1, 两 is 2.

    >>> number("07"), number("十二"), number("三十一"), number("元"), number("十")
    (7, 12, 31, 1, 10)
    """
    if text.isdecimal():
        return int(text)
    if text in "元首":
        return 1
    text = text.replace("两", "二").replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.partition("十")
    if not ten:
        return digits(text)
    return (digits(tens) if tens else 1) * 10 + (digits(ones) if ones else 0)


def full_year(short: int, reference: dt.date) -> int:
    """The year that two digits mean: the one of this century unless that lies far ahead of ``reference``.

    >>> full_year(21, dt.date(2023, 10, 16)), full_year(98, dt.date(2023, 10, 16))
    (2021, 1998)
    """
    century = reference.year // 100 * 100
    year = century + short
    return year if year <= reference.year + _YEARS_AHEAD else year - 100


def _date(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise ImpossibleDateError(f"no such date: {year}-{month}-{day}") from error


def days(year: int, month: int, first: int, last: int | None = None) -> Stretch:
    """The days ``first`` to ``last`` of a month. Raises ``ImpossibleDateError``."""
    start = _date(year, month, first)
    return ordered(Stretch(start, start if last is None else _date(year, month, last)))


def months(year: int, first: int, last: int | None = None) -> Stretch:
    """The whole months ``first`` to ``last`` of a year. Raises ``ImpossibleDateError``.

    >>> months(2024, 1, 2).end
    datetime.date(2024, 2, 29)
    """
    start = _date(year, first, 1)
    end = start if last is None else _date(year, last, 1)
    return ordered(Stretch(start, end.replace(day=monthrange(year, end.month)[1])))


@lru_cache(maxsize=64)  # a bulletin names the same few years over and over
def years(first: int, last: int | None = None) -> Stretch:
    """The whole years ``first`` to ``last``. Raises ``ImpossibleDateError`` where the last lies before the first."""
    return ordered(Stretch(_date(first, 1, 1), _date(first if last is None else last, 12, 31)))


def ten_days(year: int, month: int, first: str, last: str) -> Stretch:
    """The parts 上, 中, 下 of a month from ``first`` to ``last``.

    >>> ten_days(2023, 2, "中", "下")
    Stretch(start=datetime.date(2023, 2, 11), end=datetime.date(2023, 2, 28))
    """
    start = _date(year, month, _TENS[first][0])
    return ordered(Stretch(start, start.replace(day=min(_TENS[last][1], monthrange(year, month)[1]))))


def school_year(first: int, last: int) -> Stretch:
    """The school years from the one beginning in ``first`` to the one ending in ``last``: 1 September to 31 August."""
    return ordered(Stretch(_date(first, 9, 1), _date(last, 8, 31)))


def shifted_day(date: dt.date, shift: int) -> dt.date:
    """The day that lies ``shift`` days after ``date``. Raises ``ImpossibleDateError`` beyond the last year."""
    try:
        return date + dt.timedelta(days=shift)
    except OverflowError as error:
        raise ImpossibleDateError(f"no such date: {date} and {shift} days") from error


def shifted_month(date: dt.date, shift: int) -> dt.date:
    """The first day of the month that lies ``shift`` months after that of ``date``.

    Raises ``ImpossibleDateError`` beyond the last year.

    >>> shifted_month(dt.date(2023, 1, 31), -1)
    datetime.date(2022, 12, 1)
    """
    try:
        return date + relativedelta(day=1, months=shift)
    except ValueError as error:
        raise ImpossibleDateError(f"no such date: {date} and {shift} months") from error


def shifted_year(date: dt.date, shift: int) -> dt.date:
    """The day of ``date`` in the year that lies ``shift`` years after; the last day of a month stays the last.

    >>> shifted_year(dt.date(2023, 7, 31), -1), shifted_year(dt.date(2025, 2, 28), -1)
    (datetime.date(2022, 7, 31), datetime.date(2024, 2, 29))
    """
    last = monthrange(date.year, date.month)[1]
    return date + (relativedelta(years=shift, day=31) if date.day == last else relativedelta(years=shift))


def quarter_start(date: dt.date) -> dt.date:
    """The first day of the quarter that ``date`` lies in."""
    return date.replace(month=(date.month - 1) // 3 * 3 + 1, day=1)


def ordered(stretch: Stretch) -> Stretch:
    """``stretch`` itself. Raises ``ImpossibleDateError`` where it ends before it starts."""
    if stretch.end < stretch.start:
        raise ImpossibleDateError(f"ends before it starts: {stretch.start} to {stretch.end}")
    return stretch
