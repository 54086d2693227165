"""What relative and bare dates are counted from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

__all__ = ["Clock", "UnresolvedError"]


class UnresolvedError(Exception):
    """A relative or bare date without anything to count it from."""


@dataclass(slots=True)
class Clock:
    """The reference date and what the text has named so far.

    ``sentence_year`` and ``sentence_month`` hold for the bare dates of the same sentence, ``named_year`` for 当年 and
    次年 in the same paragraph. ``rhythm`` says that the sentence speaks of 每年: its 上年 is the one before every
    year, so none that is known. ``titled_year`` is the one that the titles above name, which 全年 and the like mean
    where the sentence named none.

    >>> clock = Clock(dt.date(2023, 10, 16)).named(2022, 11)
    >>> clock.year(), clock.counted_year("reference", -1), clock.counted_year("named", 1)
    (2022, 2022, 2023)
    """

    reference: dt.date | None
    sentence_year: int | None = None
    sentence_month: int | None = None
    named_year: int | None = None
    rhythm: bool = False
    titled_year: int | None = None

    def named(self, year: int | None, month: int | None) -> Clock:
        """The clock behind a phrase that named ``year`` and maybe ``month``; the same clock where it named none."""
        if year is None:
            return self
        return Clock(self.reference, year, month, year, self.rhythm, self.titled_year)

    def date(self) -> dt.date:
        """The reference date. Raises ``UnresolvedError`` without one."""
        if self.reference is None:
            raise UnresolvedError
        return self.reference

    def year(self) -> int:
        """The year of a bare month: the one that the sentence named, else that of the reference date.

        Raises ``UnresolvedError`` without either.
        """
        return self.sentence_year if self.sentence_year is not None else self.date().year

    def told_year(self) -> int:
        """The year that a sentence without one tells of: that of the titles, else that of the reference date.

        Raises ``UnresolvedError`` without any.
        """
        titled = self.titled_year if self.sentence_year is None else None
        return self.year() if titled is None else titled

    def month(self) -> int:
        """The month of a bare 月底: the one that the sentence named, else that of the reference date."""
        return self.sentence_month if self.sentence_month is not None else self.date().month

    def counted_year(self, base: str, shift: int) -> int:
        """The year of a word such as 去年 (``reference``), 上年 (``sentence``) or 当年 (``named``).

        Raises ``UnresolvedError`` where the text and the reference date leave it open.
        """
        if base == "reference":
            return self.date().year + shift
        if base == "sentence" and not (shift and self.rhythm):
            return self.told_year() + shift
        if base == "named" and self.named_year is not None:
            return self.named_year + shift
        raise UnresolvedError

    def counted_month(self, base: str) -> dt.date:
        """A day of the month that 本月 (``reference``), 上月 (``sentence``) or 当月 (``named``) counts from.

        Raises ``UnresolvedError`` where the text and the reference date leave it open.
        """
        if base != "reference" and self.sentence_month is not None:
            return dt.date(self.year(), self.sentence_month, 1)
        if base == "named":
            raise UnresolvedError
        return self.date()

    def counted_quarter(self, base: str) -> dt.date:
        """The same for 本季度 and 上季度; the latter is open where the sentence named a year without a month."""
        if base == "sentence" and self.sentence_year is not None and self.sentence_month is None:
            raise UnresolvedError
        return self.counted_month(base)
