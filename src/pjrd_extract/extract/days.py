"""The day or days that a text happens on, and from them the date that a bulletin speaks from."""

from __future__ import annotations

import datetime as dt

import regex
from dateutil.relativedelta import relativedelta

from pjrd_extract.find.periods import FoundPeriod, PeriodFinder
from pjrd_extract.outline.model import ArticleOutline, Outline
from pjrd_extract.read.dense import dense
from pjrd_extract.rules import Rules

__all__ = ["event_days", "find_reference_date"]

_LONGEST_EVENT = dt.timedelta(days=31)
_HELD = regex.compile(r"召开|举行|召集|开会|通过|报告|会议")
_SENTENCE_ENDS = "。；！？\n"


def find_reference_date(parts: Outline, rules: Rules) -> dt.date | None:
    """The date that 今年 and the like are meant from, if the bulletin tells one.

    It is the day on which the first meeting began, else the first day told in the head of an article
    （2023年10月16日在……会议上）, else the day of publication.
    """
    published = parts.masthead.published_on
    for article in parts.articles:
        if article.kind == "meeting":
            days = event_days(dense(article.body).value, rules, published) or _head_days(article, rules, published)
            if days is not None:
                return days[0]
    for article in parts.articles:
        days = _head_days(article, rules, published)
        if days is not None:
            return days[0]
    return published


def event_days(text: str, rules: Rules, known: dt.date | None) -> tuple[dt.date, dt.date] | None:
    """The first and last day of the event that ``text`` tells of: the first days whose sentence says that it was held.

    A day without its year (``2月27日至28日``) is in that of ``known``, a date on or soon after the event, or in the
    year before where it would lie after ``known``. Days in titles and documents cited do not count.

    >>> rules = Rules.default()
    >>> event_days("12月28日至29日，常委会举行第九次会议。", rules, dt.date(2024, 1, 10))
    (datetime.date(2023, 12, 28), datetime.date(2023, 12, 29))
    """
    candidates = [
        (found, days)
        for found in rules.derived(PeriodFinder).find(text, known)
        if (days := _days(found, known)) is not None
    ]
    for found, days in candidates:
        if _HELD.search(_rest_of_sentence(text, found.span_end)):
            return days
    return candidates[0][1] if candidates else None


def _head_days(article: ArticleOutline, rules: Rules, published: dt.date | None) -> tuple[dt.date, dt.date] | None:
    return event_days(dense(article.head).value, rules, published)


def _days(found: FoundPeriod, known: dt.date | None) -> tuple[dt.date, dt.date] | None:
    """The days of a period that names days, not months or years."""
    start, end = found.start, found.end
    if start is None or end is None or found.precision != "day" or end - start > _LONGEST_EVENT:
        return None
    names_year = "年" in found.text or found.text[:4].isdecimal()
    if known is not None and start > known and not names_year:
        year = relativedelta(years=1)
        return start - year, end - year
    return start, end


def _rest_of_sentence(text: str, start: int) -> str:
    ends = [end for mark in _SENTENCE_ENDS if (end := text.find(mark, start)) >= 0]
    return text[start : min(ends, default=len(text))]
