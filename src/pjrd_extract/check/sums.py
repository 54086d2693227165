"""``sum-mismatch``: parts and their total, who should have come and who did, ballots and votes, shares of one whole."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pjrd_extract._patterns import rare
from pjrd_extract._text import Span
from pjrd_extract.check.ballots import check_ballots
from pjrd_extract.check.ground import Ground
from pjrd_extract.check.margins import as_written
from pjrd_extract.check.table_sums import check_tables
from pjrd_extract.models.articles import Article, Attendance, Meeting
from pjrd_extract.models.base import plain
from pjrd_extract.models.bulletin import Finding
from pjrd_extract.models.metric import Metric

__all__ = ["check_sums"]

_REPORTS = frozenset(("duty_report", "evaluation_opinion", "work_report", "budget_report"))
"""They say nothing of who came to a meeting, and are long."""
_SITTING = rare(
    re.compile,
    r"应[到出][^，。；\d\n]{0,10}(?P<expected>\d{1,4})[人名位]?[，,、；]\s*实[到际][^，。；\d\n]{0,10}(?P<present>\d{1,4})[人名位]?"
    r"(?P<away>(?:[，,、；]\s*(?:缺席|请假|未到|因[公病事])[^，。；\d\n]{0,10}\d{1,4}[人名位])+)",
)
_COUNT = re.compile(r"\d+")
_STOP = re.compile(r"[。！？\n|]")
_WITHIN = "其中"
_FAR = 12
_TEN = Decimal("1.1")
_OF = re.compile(r"占(?:比|到|了|有)?[为达]?\s?$")
_NEXT_SHARE = rare(re.compile, r"[、，,；;][^，,、；;。！？\n|\d]{1,20}")
_THRESHOLDS = ("以上", "以下", "以内")
# 每千人口3.4个 is no total of what is counted behind it.
_RATE = re.compile("每|平均|人均|户均")


def check_sums(ground: Ground) -> Iterator[Finding]:
    """One finding for each total that its parts exceed, and for each count of people or ballots that does not fit.

    Parts that fall short of a total are told only where they are all there are (男 and 女): 其中 may leave some out.
    """
    for stretch in ground.stretches:
        lists = [article for article in stretch.articles if isinstance(article, Attendance)]
        for article in stretch.articles:
            yield from _totals(ground, article.metrics)
            yield from _shares(ground, article)
            yield from check_tables(ground, article)
            if isinstance(article, Meeting):
                yield from _expected(ground, article, lists)
            elif article.kind not in _REPORTS:
                yield from _sitting(ground, article)
            yield from check_ballots(ground, article)


def _totals(ground: Ground, metrics: Sequence[Metric]) -> Iterator[Finding]:
    """Totals followed by 其中 and parts in the same unit, which together may not be more."""
    for i in _before_parts(ground, metrics):
        total = metrics[i]
        if total.role != "level" or total.value is None or total.bound != "exact" or _RATE.match(total.name):
            continue
        between = ground.between(total.span, metrics[i + 1].span)
        lead = between.lstrip(" 　，,；;（(：:")
        if not lead.startswith(_WITHIN) or len(between) > 40 or _STOP.search(between):
            continue
        parts: list[Metric] = []
        summed = Decimal(0)
        last = total
        for part in metrics[i + 1 : i + 12]:
            gap = ground.between(last.span, part.span)
            if _STOP.search(gap) or part.unit != total.unit or part.kind != total.kind or part.role != "level":
                break
            if parts and (_WITHIN in gap or len(gap) > 24 or "；" in gap):
                break
            if part.value is None or part.bound != "exact":
                parts = []
                break
            parts.append(part)
            summed += part.value
            if len(parts) > 1 and summed == total.value:
                parts = []
                break
            last = part
            if ground.source[part.span.end : part.span.end + 1] in "）)；;":
                break
        if parts:
            yield from _compared(ground, total, parts)


def _before_parts(ground: Ground, metrics: Sequence[Metric]) -> Iterator[int]:
    """The places of the metrics that 其中 follows soon; a line may end inside it."""
    if len(metrics) < 2:
        return
    start, end = metrics[0].span.end, metrics[-1].span.start
    at, last = ground.source.find(_WITHIN[0], start, end), -1
    while at >= 0:
        i = bisect_right(metrics, at, key=lambda metric: metric.span.end) - 1
        if i > last and at - metrics[i].span.end < _FAR:
            yield i
            last = i
        at = ground.source.find(_WITHIN[0], at + 1, end)


def _compared(ground: Ground, total: Metric, parts: Sequence[Metric]) -> Iterator[Finding]:
    whole = total.value or Decimal(0)
    values = [part.value or Decimal(0) for part in parts]
    summed = sum(values, Decimal(0))
    # A part greater than the whole is wrong; parts may overlap (党员50人、女性60人), unless they nearly make the whole.
    exceeds = max(values) > whole or whole < summed <= whole * _TEN
    if not exceeds and (summed == whole or not _all_there_are(ground, parts)):
        return
    told = "、".join(part.text for part in parts)
    yield ground.finding(
        "sum-mismatch",
        "warning",
        f"分项与总数不合：总数写{ground.quote(ground.clause(total.span))}，"
        f"其中各项（{''.join(told.split())}）合计{as_written(summed, total)}，"
        f"{'多出' if summed > whole else '少'}{as_written(abs(summed - whole), total)}",
        [ground.clause(total.span), Span(parts[0].span.start, parts[-1].span.end)],
    )


def _all_there_are(ground: Ground, parts: Sequence[Metric]) -> bool:
    """Whether each part has a word of its own of a set that leaves nothing out, and no word of the set is missing."""
    for words in ground.sets("exhaustive"):
        found = [{word for word in words if word in part.name} for part in parts]
        if len(parts) == len(words) and all(len(one) == 1 for one in found) and len(set().union(*found)) == len(words):
            return True
    return False


def _shares(ground: Ground, article: Article) -> Iterator[Finding]:
    """Shares told one after the other (甲占45%、乙占38%、丙占30%) that together are a little over 100 %.

    Two may overlap, and so may many that are far over it, or those of people told apart in several ways.
    """
    run: list[Metric] = []
    places = ground.percents(article)
    for k, i in enumerate(places):
        metric = article.metrics[i]
        if _OF.search(ground.source, max(0, metric.span.start - 5), metric.span.start):
            run.append(metric)
            side_by_side = places[k + 1 : k + 2] == [i + 1]
            if side_by_side and _NEXT_SHARE.fullmatch(ground.between(metric.span, article.metrics[i + 1].span)):
                continue
        if len(run) > 2 and all(one.bound == "exact" for one in run) and not _overlap(ground, run):
            summed = sum((one.value or Decimal(0) for one in run), Decimal(0))
            if Decimal(100) + len(run) * Decimal("0.1") < summed <= 110:
                spans = [ground.clause(one.span) for one in run]
                told = "、".join(ground.quote(span) for span in spans)
                message = f"各项占比合计超过100%：{told}，合计{plain(summed)}%"
                yield ground.finding("sum-mismatch", "warning", message, spans)
        run = []


def _overlap(ground: Ground, shares: Sequence[Metric]) -> bool:
    """Whether one may be in two of the groups: 50岁以上, 大专以上 and 女性, or 30岁以上 and 50岁以上."""
    told = [ground.quote(ground.clause(one.span)).partition("占")[0] for one in shares]
    ways = {next((words for words in ground.sets("grouping") if any(w in one for w in words)), None) for one in told}
    return len(ways) > 1 or any(sum(word in one for one in told) > 1 for word in _THRESHOLDS)


def _expected(ground: Ground, news: Meeting, lists: Sequence[Attendance]) -> Iterator[Finding]:
    """应到 against 实到 and 缺席, the latter from the list of the same meeting."""
    if news.expected_count is None or news.present_count is None:
        return
    if news.present_count > news.expected_count:
        spans = [span for span in (_said(ground, news, "应到"), _said(ground, news, "实到")) if span]
        message = f"人数不合：应到{news.expected_count}人，实到{news.present_count}人，实到多于应到"
        yield ground.finding("sum-mismatch", "error", message, spans)
        return
    told = list(_sitting(ground, news))
    if told:
        yield from told
        return
    counted = [one for one in lists if one.session == news.session and one.absent_count is not None]
    if len(counted) != 1 or counted[0].absent_count is None or news.session is None:
        return
    absent = counted[0].absent_count
    if news.present_count + absent != news.expected_count:
        message = (
            f"人数不合：会议报道写应到{news.expected_count}人、实到{news.present_count}人，名单写缺席{absent}人，"
            f"实到与缺席合计{news.present_count + absent}人"
        )
        spans = [span for span in (_said(ground, news, "应到"), _said(ground, counted[0], "")) if span]
        yield ground.finding("sum-mismatch", "warning", message, spans)


def _sitting(ground: Ground, article: Article) -> Iterator[Finding]:
    """应到27人，实到25人，请假1人 in one breath: those away may be told by reason, and one reason be a part of another."""
    start, end = article.span.start, article.span.end
    if ground.source.find("应到", start, end) < 0 and ground.source.find("应出席", start, end) < 0:
        return
    for match in _SITTING.finditer(ground.source, start, end):
        present, expected = int(match["present"]), int(match["expected"])
        away = [int(count) for count in _COUNT.findall(match["away"])]
        if expected - present not in (sum(away), away[0]):
            span = Span(*match.span())
            message = f"人数不合：{ground.quote(span)}，实到与缺席合计{present + sum(away)}人"
            yield ground.finding("sum-mismatch", "warning", message, [span])


def _said(ground: Ground, article: Meeting | Attendance, word: str) -> Span | None:
    """The clause of ``article`` that begins with ``word`` (of a list: that says how many were absent)."""
    pattern = rf"{word}[^，。；\n]*" if word else r"(?:缺席|请假|未到)[^，。；\n]{0,16}\d[^，。；\n]*"
    match = re.compile(pattern).search(ground.source, article.span.start, article.span.end)
    return Span(*match.span()) if match else None
