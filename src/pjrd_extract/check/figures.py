"""``figure-mismatch``: one quantity of one matter, told twice with two values."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from pjrd_extract.check.ground import Ground
from pjrd_extract.check.likeness import Likeness
from pjrd_extract.check.pairs import Figure, Pair, bounded, days, find_pairs, one_period
from pjrd_extract.check.sessions import check_sessions
from pjrd_extract.check.values import agree, decimal_shift, far_apart, permuted
from pjrd_extract.models.articles import DutyReport, EvaluationOpinion
from pjrd_extract.models.bulletin import Finding
from pjrd_extract.models.metric import Metric
from pjrd_extract.models.parts import Period
from pjrd_extract.normalize.numbers import parse_number

__all__ = ["check_figures"]

_LABELS = {
    "duty_report": "履职报告",
    "evaluation_opinion": "评价意见",
    "work_report": "工作报告",
    "budget_report": "预算报告",
}


def check_figures(ground: Ground) -> Iterator[Finding]:
    """One finding for each quantity that report and opinion, two reports, or text and table tell differently.

    Two figures are compared if unit, kind, role, direction and status are the same, the names alike and the periods
    compatible. A figure that the other side repeats somewhere is settled, and one that has several different
    counterparts is left alone: both are no contradictions. Then the sessions of meetings.
    """
    pairs = list(find_pairs(ground))
    settled: set[tuple[int, int]] = set()
    for pair in pairs:
        if agree(pair.left.metric, pair.right.metric):
            settled |= set(_sides(pair))
    best: dict[int, list[Pair]] = defaultdict(list)
    likeness = ground.rules.derived(Likeness)
    open_pairs = [pair for pair in pairs if settled.isdisjoint(_sides(pair)) and _differ(pair, ground, likeness)]
    for pair in open_pairs:
        best[id(pair.left.metric)].append(pair)
        best[id(pair.right.metric)].append(pair)
    for pair in sorted(open_pairs, key=lambda pair: (pair.left.metric.span, pair.right.metric.span)):
        if all(_stands_out(pair, best[id(one.metric)]) for one in (pair.left, pair.right)):
            yield _finding(ground, pair)
    yield from check_sessions(ground)


def _sides(pair: Pair) -> tuple[tuple[int, int], tuple[int, int]]:
    """Each figure with the article of the other."""
    left, right = pair.left, pair.right
    return (id(left.metric), right.article.index), (id(right.metric), left.article.index)


def _stands_out(pair: Pair, others: list[Pair]) -> bool:
    """Whether no other counterpart in the same article is as much like it."""
    return all(
        other is pair
        or other.likeness < pair.likeness
        or {other.left.article.index, other.right.article.index} != {pair.left.article.index, pair.right.article.index}
        for other in others
    )


def _differ(pair: Pair, ground: Ground, likeness: Likeness) -> bool:
    """Whether two figures with like names and compatible periods are one quantity with two values."""
    one, other = pair.left.metric, pair.right.metric
    if one.value is None or other.value is None or (one.basis or other.basis) != (other.basis or one.basis):
        return False
    if one.bound != other.bound or not _at_one_time(one.period, other.period, ground):
        return False
    if pair.name in ground.words("vague") or not _told_otherwise(pair, one.value, other.value, ground):
        return False
    # The words around the numbers are read last: that takes longest.
    if pair.same_matter and one.kind in _RELATIVE and not _of_one_thing(pair, ground, likeness):
        return False
    return not _of_another_part(one, other, ground, likeness)


def _told_otherwise(pair: Pair, left: Decimal, right: Decimal, ground: Ground) -> bool:
    """Whether the values are as near to each other as two of one quantity are, for these names and periods."""
    one, other = pair.left.metric, pair.right.metric
    swapped = permuted(left, right)
    if pair.same_matter:
        # Of a rate of growth the same words are said of many periods, so that it must be the same one in words.
        growth = one.role == "change" and one.kind == "percent"
        if growth and not one_period(one.period, other.period):
            return False
        if swapped or (pair.likeness >= 1 and decimal_shift(left, right)):
            return True
        if (one.period is None) != (other.period is None):
            # A figure of no period in words may be that of a year, but not that of a day or a quarter.
            period = one.period or other.period
            if period and period.start and period.end and (period.end - period.start).days < _YEAR:
                return False
            return pair.likeness >= 0.9 and not far_apart(left, right, Decimal("1.15"))
        # Where nothing says the time, 惠及企业 may be of two measures.
        most = "1.3" if pair.likeness < 1 else "3" if one.period is not None else "1.5"
        return not far_apart(left, right, Decimal(most))
    # Every department has a 办结率 of its own, and sends out 问卷 of its own.
    if pair.likeness < 0.85 or one.kind == "percent" or any(word in pair.name for word in ground.words("own")):
        return False
    if one.period is not None and bounded(one.period) and days(one.period) == days(other.period):
        return len(pair.name) >= 4 and (swapped or not far_apart(left, right, Decimal("1.1")))
    return pair.likeness >= 1 and swapped


_RELATIVE = frozenset(("percent", "rank"))
_FAR = 40
_YEAR = 300
"""So many days make a year, of which the last weeks may be missing."""


def _of_another_part(one: Metric, other: Metric, ground: Ground, likeness: Likeness) -> bool:
    """Whether only one is of a part (乡镇, 缺口), or the verbs of two changes differ: 净增 is not 新增.

    Such words stand before the number, and not all in the name of the metric.
    """
    left, right = (ground.quote(ground.clause(metric.span)) for metric in (one, other))
    if any((word in left) != (word in right) for word in ground.words("narrowing")):
        return True
    return one.role == "change" and likeness.apart(left, right)


def _of_one_thing(pair: Pair, ground: Ground, likeness: Likeness) -> bool:
    """Whether two rates or ranks are of one thing: 办理建议80件，满意率98% and 办理提案77件，满意率99% are not.

    A rate is of what is counted before it in its sentence; where one side counts nothing, the rate must be of a year,
    and not of 近年来. A name of two characters says of what only by chance.
    """
    if len(pair.name) < 3 or not _shares_of_one_part(pair, ground, likeness):
        return False
    one, other = (_before(figure, ground) for figure in (pair.left, pair.right))
    if one is None and other is None:
        return True
    if one is None or other is None:
        period = pair.left.metric.period or pair.right.metric.period
        return bool(period and period.start and period.end and (period.end - period.start).days <= 366)
    return agree(one, other) and likeness.compare(likeness.plain(one.name), likeness.plain(other.name)) > 0


def _shares_of_one_part(pair: Pair, ground: Ground, likeness: Likeness) -> bool:
    """Whether two shares are of the same part: 税收占收入的比重 is not 收入占税收的比重."""
    clauses = (ground.quote(ground.clause(figure.metric.span)) for figure in (pair.left, pair.right))
    parts = [clause.partition("占")[0].strip("“") for clause in clauses if "占" in clause]
    return len(parts) < 2 or "" in parts or likeness.compare(*map(likeness.plain, parts)) > 0


def _before(figure: Figure, ground: Ground) -> Metric | None:
    """The figure before a rate that is the count of what it is a rate of."""
    metrics = figure.article.metrics
    at = bisect_left(metrics, figure.metric.span.start, key=lambda metric: metric.span.start)
    for before in reversed(metrics[max(0, at - 3) : at]):
        near = figure.metric.span.start - before.span.end <= _FAR
        if not near or any(stop in ground.between(before.span, figure.metric.span) for stop in "。！？\n"):
            return None
        if before.kind == "count":
            return before
    return None


def _at_one_time(one: Period | None, other: Period | None, ground: Ground) -> bool:
    """Whether two compatible periods, where both are in words, may be one: 去年来 and 一年来, not 去年来 and 近年来."""
    if one is None or other is None or bounded(one):
        return True
    return one.end == other.end and _since(one, ground) == _since(other, ground)


_YEARS = re.compile(r"([一两二三四五六七八九十]+)年")


def _since(period: Period, ground: Ground) -> date | int | str | None:
    """When an open period begins: a day, a year, or its words where only those are known.

    All words for a term of office (任职以来, 任现职以来) are one.
    """
    if period.start is not None:
        new_year = period.start.month == period.start.day == 1
        return period.start.year if new_year else period.start
    words = "".join(period.text.split())
    today, years = ground.bulletin.reference_date, _YEARS.search(words)
    if years is not None and today is not None:
        return today.year - int(parse_number(years[1]))
    return "任职" if "任" in words or "履职" in words else words


def _finding(ground: Ground, pair: Pair) -> Finding:
    sides = [
        (_side(one, ground.source), ground.clause(one.metric.span), one.metric.period)
        for one in (pair.left, pair.right)
    ]
    told = "，".join(f"{label}写{ground.quote(span)}（{_period(period)}）" for label, span, period in sides)
    ratio = "，相差整数位（可能错了小数点）" if _shifted(pair) else ""
    return ground.finding("figure-mismatch", "warning", f"两处数字不同：{told}{ratio}", [span for _, span, _ in sides])


def _shifted(pair: Pair) -> bool:
    one, other = pair.left.metric.value, pair.right.metric.value
    return one is not None and other is not None and decimal_shift(one, other)


def _side(figure: Figure, source: str) -> str:
    article = figure.article
    label = _LABELS[article.kind]
    if isinstance(article, DutyReport) and article.person:
        return f"{article.person.name}的{label}"
    if isinstance(article, EvaluationOpinion) and article.people:
        return f"对{'、'.join(person.name for person in article.people)}的{label}"
    return f"{label}《{article.title}》{'的表格' if figure.in_table(source) else ''}"


def _period(period: Period | None) -> str:
    return "".join(period.text.split()) if period else "未写明时间"
