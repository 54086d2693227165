"""The day or days that a text happens on, and from them the date that a bulletin speaks from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Literal

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
_SENTENCE = re.compile("[，。；：！？]")
_BRACKETS = "（()）[]【】〔〕*# \u3000"
# 县水务中心 2024年7月18日: blanks before the date and none in it, as where all numbers are set off by blanks.
_APART = re.compile(r"[ \t\u3000](?:[0-9]{4}|[一二][〇○零Ｏ一二三四五六七八九]{3})年\w{1,3}月(?:\w{1,3}日)?[^\w]*$")
_LABEL = re.compile("^(?:报告人|述职人|汇报人|签名|(?:.{0,6}(?:时间|日期)))[：:]")
_DATED_BY = ("（", "(", "时间：", "日期：", "时间:", "日期:")
_OPENING, _CLOSING = 400, 200  # characters
_MOST_CLOSING = 3
_LATE_IN_YEAR, _EARLY_ISSUE = 10, 2


def find_reference_date(parts: Outline, rules: Rules) -> dt.date | None:
    """The date that 今年 and the like are meant from, if the bulletin tells one.

    It is the day on which the first meeting began, else the first day told in the head of an article
    （2023年10月16日在……会议上）, else the first that a line at the opening or the end of an article consists of
    (县应急管理局 2024年7月18日), else the day of publication. Where none of them is known, it is the day of the first
    meeting in the year that the issue is counted in, else the last day of the month that such a line names: the year
    is all that 今年 needs.
    """
    published = parts.masthead.published_on
    day = _first_day(parts, rules, published) or _dated_line(parts.articles, rules, "day") or published
    if day is None and parts.issue_year is not None:
        day = _first_day(parts, rules, dt.date(parts.issue_year, 12, 31))
        # The first issues of a year tell of meetings in the last months of the year before, too.
        if day is not None and day.month >= _LATE_IN_YEAR and (parts.masthead.issue_number or 1) <= _EARLY_ISSUE:
            day = None
    return day or _dated_line(parts.articles, rules, "month")


def _first_day(parts: Outline, rules: Rules, known: dt.date | None) -> dt.date | None:
    """The day of the first meeting, else the first told in the head of an article; ``known`` as in ``event_days``."""
    for article in parts.articles:
        if article.kind == "meeting":
            days = event_days(dense(article.body).value, rules, known) or _head_days(article, rules, known)
            if days is not None:
                return days[0]
    for article in parts.articles:
        days = _head_days(article, rules, known)
        if days is not None:
            return days[0]
    return None


def _dated_line(articles: Sequence[ArticleOutline], rules: Rules, precision: Literal["day", "month"]) -> dt.date | None:
    """The last day of the first ``precision`` that a line of ``articles`` consists of, behind no more than a name."""
    finder = rules.derived(PeriodFinder)
    bodies = tuple(word for rule in rules.titles if rule.group == "body" for word in rule.words)
    for article in articles:
        for line in _outer_lines(article):
            squeezed = "".join(line.split())
            if "年" not in squeezed and "." not in squeezed and "-" not in squeezed:
                continue
            found = finder.find(squeezed, None)
            if not found or squeezed[found[-1].span_end :].strip(_BRACKETS):
                continue
            last, before = found[-1], squeezed[: found[-1].span_start]
            start, end = last.start, last.end
            if last.precision != precision or last.open or start is None or end is None or last.listed:
                continue
            # No date ends a line of prose that was broken there (项目定于2024年7月18日).
            signed = before.endswith((*_DATED_BY, *bodies)) or _APART.search(line) is not None
            told = not before.strip(_BRACKETS) or (signed and not _SENTENCE.search(_LABEL.sub("", before)))
            if told and (start.year, start.month) == (end.year, end.month):
                return end
    return None


def _outer_lines(article: ArticleOutline) -> Iterator[str]:
    """The lines of an article before its first sentence, and the last ones: those that may bear its date."""
    yield from article.head.value.split("\n")
    body = article.body.value
    for line in body[:_OPENING].split("\n"):
        if _SENTENCE.search(line):
            break
        yield line
    yield from [line for line in body[-_CLOSING:].split("\n") if line.strip()][-_MOST_CLOSING:]


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
