"""``implausible``: rates over 100 % where none can be, dates that can't be, a figure ten times its siblings."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pjrd_extract._text import Span
from pjrd_extract.check.ground import Ground, squeezed
from pjrd_extract.models.articles import Appointments, EvaluationOpinion, Meeting
from pjrd_extract.models.base import plain
from pjrd_extract.models.bulletin import Finding
from pjrd_extract.models.metric import Metric

__all__ = ["check_implausible"]

_DAY = re.compile(r"[ 　]?月(?: ?([0-9]{1,2}) ?日)?")
_MONTH = re.compile(r"(?:(?<![0-9])([0-9]{4}) ?年 ?)?(?<![0-9.—\-])([0-9]{1,2})$")
_TO = frozenset("至到—–-－~～")
_UNTIL = re.compile(r"[至到—–\-－~～]{1,2} ?([0-9]{1,2}) ?日")
_MONTHS = frozenset((*map(str, range(1, 13)), *(f"0{month}" for month in range(1, 10))))
_SAFE_DAYS = frozenset((*map(str, range(1, 29)), *(f"0{day}" for day in range(1, 10))))
"""Those that each month has."""
_FAR = re.compile(r"(?<![0-9.])[2-9][0-9]{3}[ 　]?年(?!限|间)")
_MOST_AHEAD = 50
"""So many years ahead plans reach (2060年前碳中和); what is further is misprinted."""
_AVERAGE = re.compile("[均每]")
"""月均 is the twelfth part of its siblings."""
_FEWEST_SIBLINGS = 3
_NEAR = 40
_TEN_LOW, _TEN_HIGH = Decimal(6), Decimal(16)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def check_implausible(ground: Ground) -> Iterator[Finding]:
    """One finding for each rate or date that can't be, and each figure an order of magnitude off its siblings."""
    yield from _rates(ground)
    yield from _days(ground)
    yield from _years(ground)
    yield from _siblings(ground)
    yield from _meetings(ground)
    yield from _appointments(ground)


def _rates(ground: Ground) -> Iterator[Finding]:
    capped, uncapped = ground.words("capped"), ground.words("uncapped")
    for article in ground.bulletin.articles:
        for metric in (article.metrics[i] for i in ground.percents(article)):
            over = metric.value is not None and metric.value > 100
            if over and metric.name.endswith(capped) and not any(word in metric.name for word in uncapped):
                span = ground.clause(metric.span)
                yield ground.finding("implausible", "warning", f"比率超过100%：{ground.quote(span)}", [span])
        if isinstance(article, EvaluationOpinion):
            for label, rate in (("满意率", article.satisfaction_percent), ("真实率", article.truthfulness_percent)):
                if rate is None or rate <= 100:
                    continue
                spans = [metric.span for metric in article.metrics if metric.value == rate and metric.kind == "percent"]
                if not any(m.name.endswith(capped) for m in article.metrics if m.value == rate):
                    message = f"{label}超过100%：写为{plain(rate)}%"
                    yield ground.finding("implausible", "warning", message, [ground.clause(span) for span in spans])


def _days(ground: Ground) -> Iterator[Finding]:
    """Days and months that no calendar has."""
    text = ground.clean
    for last in ground.number_ends.months:
        match = _DAY.match(text, last + 1)
        if match is not None and match[1] and text[match.end() : match.end() + 1] in _TO:
            yield from _backwards(ground, match)
        written = text[last - 1 : last + 1] if text[last - 1 : last].isdigit() else text[last]
        if match is not None and written in _MONTHS and (match[1] is None or match[1] in _SAFE_DAYS):
            continue  # nearly all of them
        before = _MONTH.search(text, max(0, last - 12), last + 1) if match is not None else None
        if match is None or before is None:
            continue
        year, month, day = before[1], int(before[2]), match[1]
        if day is None and year is None:
            continue  # 历时18月 is a length of time
        if not 1 <= month <= 12 or (day is not None and not 1 <= int(day) <= _last_day(year, month)):
            span = ground.text.span(before.start(), match.end())
            yield ground.finding("implausible", "warning", f"没有这个日期：{ground.quote(span)}", [span])


def _backwards(ground: Ground, first: re.Match[str]) -> Iterator[Finding]:
    """A range of days of one month whose end is before its start: 10月26日至25日."""
    until = _UNTIL.match(ground.clean, first.end())
    if until is None or int(until[1]) >= int(first[1]):
        return
    before = _MONTH.search(ground.clean, max(0, first.start() - 11), first.start())
    if before is not None:
        span = ground.text.span(before.start(), until.end())
        yield ground.finding("implausible", "warning", f"日期的起止颠倒：{ground.quote(span)}", [span])


def _last_day(year: str | None, month: int) -> int:
    return monthrange(int(year), month)[1] if year and int(year) else _DAYS[month - 1]


def _years(ground: Ground) -> Iterator[Finding]:
    """Years so far after the bulletin's own date that no plan reaches them."""
    own = ground.bulletin.masthead.published_on or ground.bulletin.reference_date
    if own is None:
        return
    text, latest = ground.clean, str(own.year + _MOST_AHEAD)
    for last in ground.number_ends.years:
        if text[last - 3 : last + 1] > latest and (match := _FAR.match(text, last - 3)) is not None:
            span = ground.text.span(match.start(), match.end())
            message = f"年份远在公报日期（{own}）之后：{ground.quote(ground.clause(span))}"
            yield ground.finding("implausible", "warning", message, [span])


def _siblings(ground: Ground) -> Iterator[Finding]:
    """A figure some ten times as great, or as small, as those of the same name for other periods in its sentence."""
    for article in ground.bulletin.articles:
        run: list[Metric] = []
        for metric in article.metrics:
            if metric.period is None or metric.role != "level" or metric.kind == "percent" or not metric.value:
                continue
            # Hardly a figure has the name of the one before it.
            if run and run[-1].name == metric.name and _said_on(ground, run[-1], metric):
                if not _AVERAGE.search(metric.period.text):
                    run.append(metric)
                continue
            if len(run) >= _FEWEST_SIBLINGS:
                yield from _odd_one_out(ground, run)
            run = [metric]
        if len(run) >= _FEWEST_SIBLINGS:
            yield from _odd_one_out(ground, run)


def _said_on(ground: Ground, before: Metric, metric: Metric) -> bool:
    """Whether a figure follows another of its name, for another period, within one sentence."""
    return (
        metric.span.start - before.span.end <= _NEAR
        and before.unit == metric.unit
        and before.period != metric.period
        and not any(stop in ground.between(before.span, metric.span) for stop in "。！？\n")
    )


def _odd_one_out(ground: Ground, metrics: Sequence[Metric]) -> Iterator[Finding]:
    ranked = sorted(metrics, key=lambda metric: abs(metric.value or Decimal(0)))
    for odd, near, far in ((ranked[-1], ranked[0], ranked[-2]), (ranked[0], ranked[1], ranked[-1])):
        small, large, value = (abs(one.value or Decimal(0)) for one in (near, far, odd))
        times = value / large if value > large else small / value
        if large < small * 2 and _TEN_LOW < times < _TEN_HIGH:
            spans = [ground.clause(one.span) for one in (odd, near, far)]
            shown = [ground.quote(span) for span in dict.fromkeys(spans)]
            more = "大" if value > large else "小"
            message = f"数字比同类{more}约十倍（可能错了小数点）：{shown[0]}，同处还有{'、'.join(shown[1:])}"
            yield ground.finding("implausible", "warning", message, dict.fromkeys(spans))


def _meetings(ground: Ground) -> Iterator[Finding]:
    published = ground.bulletin.masthead.published_on
    for article in ground.stretches[0].articles:  # the date is that of the first bulletin of a file
        if not isinstance(article, Meeting) or article.date is None:
            continue
        span = Span(article.span.start, min(article.span.end, article.span.start + 120))
        if published is not None and article.date > published:
            message = f"会议日期{article.date}晚于公报日期{published}"
            yield ground.finding("implausible", "warning", message, [span])
        if article.end_date is not None and article.end_date < article.date:
            message = f"会议结束日期{article.end_date}早于开始日期{article.date}"
            yield ground.finding("implausible", "warning", message, [span])


def _appointments(ground: Ground) -> Iterator[Finding]:
    """Somebody who is appointed to a post and removed from the same in one list."""
    for article in ground.bulletin.articles:
        if not isinstance(article, Appointments):
            continue
        appointed = {
            (one.person.name, squeezed(one.post)): one for one in article.appointments if one.action == "appoint"
        }
        for one in article.appointments if appointed else ():
            other = appointed.get((one.person.name, squeezed(one.post))) if one.action != "appoint" else None
            if other is not None:
                message = f"同一人同时任命和免去同一职务：{one.person.name}，{squeezed(one.post)}"
                yield ground.finding("implausible", "warning", message, [other.span, one.span])
