"""``figure-mismatch``: one quantity of one matter, told twice with two values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pjrd_extract.check.ground import Ground
from pjrd_extract.check.likeness import Likeness, Named
from pjrd_extract.check.values import agree, decimal_shift, far_apart, permuted
from pjrd_extract.models.articles import Article, BudgetReport, DutyReport, EvaluationOpinion, WorkReport
from pjrd_extract.models.bulletin import Finding
from pjrd_extract.models.metric import Metric
from pjrd_extract.models.parts import Period, Person

__all__ = ["check_figures"]

_POSTINGS = 40
"""A piece of a name that this many metrics share says nothing, and would make the search for pairs quadratic."""

_LABELS = {
    "duty_report": "履职报告",
    "evaluation_opinion": "评价意见",
    "work_report": "工作报告",
    "budget_report": "预算报告",
}


@dataclass(frozen=True, slots=True)
class _Figure:
    """A metric with its article, its name as it is compared, and whether it stands in a table."""

    article: Article
    metric: Metric
    named: Named
    table: bool


@dataclass(frozen=True, slots=True)
class _Pair:
    left: _Figure
    right: _Figure
    likeness: float


def check_figures(ground: Ground) -> Iterator[Finding]:
    """One finding for each quantity that report and opinion, two reports, or text and table tell differently.

    Two figures are compared if unit, kind, role, direction and status are the same, the names alike and the periods
    compatible. A figure that the other side repeats somewhere is settled, and one that has several different
    counterparts is left alone: both are no contradictions.
    """
    people = {article.index: _people(article) for article in ground.bulletin.articles}
    pairs = list(_pairs(ground, people))
    settled: set[int] = set()
    for pair in pairs:
        if agree(pair.left.metric, pair.right.metric):
            settled |= {id(pair.left.metric), id(pair.right.metric)}
    best: dict[int, list[_Pair]] = defaultdict(list)
    open_pairs = [
        pair
        for pair in pairs
        if id(pair.left.metric) not in settled
        and id(pair.right.metric) not in settled
        and _differ(pair, people)
    ]
    for pair in open_pairs:
        best[id(pair.left.metric)].append(pair)
        best[id(pair.right.metric)].append(pair)
    for pair in sorted(open_pairs, key=lambda pair: (pair.left.metric.span, pair.right.metric.span)):
        if all(_stands_out(pair, best[id(one.metric)]) for one in (pair.left, pair.right)):
            yield _finding(ground, pair)


def _stands_out(pair: _Pair, others: list[_Pair]) -> bool:
    """Whether no other counterpart in the same article is as much like it."""
    return all(
        other is pair
        or other.likeness < pair.likeness
        or {other.left.article.index, other.right.article.index} != {pair.left.article.index, pair.right.article.index}
        for other in others
    )


def _people(article: Article) -> frozenset[str]:
    """The names of those an article is about, and their posts: a name may be misspelt, and deputies share a post."""
    people: tuple[Person, ...] = ()
    if isinstance(article, DutyReport) and article.person:
        people = (article.person,)
    elif isinstance(article, EvaluationOpinion):
        people = article.people
    posts = ("".join((person.post or "").split()) for person in people)
    return frozenset((*(person.name for person in people), *(post for post in posts if post and "副" not in post)))


def _pairs(ground: Ground, people: dict[int, frozenset[str]]) -> Iterator[_Pair]:
    likeness = ground.rules.derived(Likeness)
    blocks: dict[tuple[str, ...], dict[str, list[_Figure]]] = defaultdict(lambda: defaultdict(list))
    for article in ground.bulletin.articles:
        if article.kind not in _LABELS:
            continue
        for metric in article.metrics:
            if metric.value is None and metric.low is None:
                continue
            named = likeness.named(metric.name)
            if len(named.name) < 2:
                continue
            figure = _Figure(article, metric, named, _in_table(ground.source, metric.span.start))
            block = blocks[metric.unit, metric.kind, metric.role, metric.direction or "", metric.status]
            shared: dict[int, int] = {}
            candidates: dict[int, _Figure] = {}
            for piece in named.pieces:
                posted = block[piece]
                for other in posted if len(posted) <= _POSTINGS else ():
                    shared[id(other)] = shared.get(id(other), 0) + 1
                    candidates[id(other)] = other
                posted.append(figure)
            for key, other in candidates.items():
                if shared[key] * 2 < min(len(named.pieces), len(other.named.pieces)):
                    continue
                if _related(other, figure, people) and _compatible(other.metric, metric):
                    alike = likeness.compare(other.named, named)
                    if alike:
                        # Of several counterparts the one of the same period is meant.
                        same = _one_period(other.metric.period, metric.period)
                        yield _Pair(other, figure, alike + (0.01 if same else 0))


def _in_table(source: str, at: int) -> bool:
    return source.startswith("|", source.rfind("\n", 0, at) + 1)


def _related(one: _Figure, other: _Figure, people: dict[int, frozenset[str]]) -> bool:
    if one.article is other.article:
        return one.table != other.table
    if "evaluation_opinion" in (one.article.kind, other.article.kind):
        return bool(people[one.article.index] & people[other.article.index])
    return True


def _same_matter(pair: _Pair, people: dict[int, frozenset[str]]) -> bool:
    return bool(people[pair.left.article.index] & people[pair.right.article.index])


def _differ(pair: _Pair, people: dict[int, frozenset[str]]) -> bool:
    """Whether two figures with like names and compatible periods are one quantity with two values."""
    one, other = pair.left.metric, pair.right.metric
    if one.value is None or other.value is None or (one.basis or other.basis) != (other.basis or one.basis):
        return False
    if one.bound != other.bound:
        return False
    swapped = permuted(one.value, other.value)
    if _same_matter(pair, people):
        # Of a rate of growth the same words are said of many periods, so that it must be the same one in words.
        growth = one.role == "change" and one.kind == "percent"
        if growth and not _one_period(one.period, other.period):
            return False
        if swapped or (pair.likeness >= 1 and decimal_shift(one.value, other.value)):
            return True
        if not _strongly_compatible(one, other):
            return not far_apart(one.value, other.value, Decimal("1.15"))
        return not far_apart(one.value, other.value, Decimal(3 if pair.likeness >= 1 else "1.3"))
    # Every department has a 办结率 of its own.
    if pair.likeness < 0.85 or one.kind == "percent":
        return False
    if one.period is not None and _bounded(one.period) and _days(one.period) == _days(other.period):
        return len(pair.left.named.name) >= 4 and (swapped or not far_apart(one.value, other.value, Decimal("1.1")))
    return pair.likeness >= 1 and swapped


def _one_period(one: Period | None, other: Period | None) -> bool:
    """Whether two periods are said, and the same: by their days, or where those are unknown by their words."""
    if one is None or other is None or _days(one) != _days(other):
        return False
    return _bounded(one) or "".join(one.text.split()) == "".join(other.text.split())


def _bounded(period: Period | None) -> bool:
    return period is not None and period.start is not None and period.end is not None


def _days(period: Period | None) -> tuple[object, object] | None:
    return (period.start, period.end) if period else None


def _compatible(one: Metric, other: Metric) -> bool:
    """Whether two figures may be of one period: nothing is said, or the same, or both are since some time."""
    a, b = one.period, other.period
    if a is None or b is None:
        return True
    if _bounded(a) or _bounded(b):
        return _days(a) == _days(b)
    if a.start and b.start and a.start.year != b.start.year:
        return False
    return (a.end is None) == (b.end is None) and (a.end is None or a.end == b.end)


def _strongly_compatible(one: Metric, other: Metric) -> bool:
    """Whether both figures say their period, or neither does."""
    return (one.period is None) == (other.period is None)


def _finding(ground: Ground, pair: _Pair) -> Finding:
    sides = [
        (_side(one), ground.clause(one.metric.span), one.metric.period) for one in (pair.left, pair.right)
    ]
    told = "，".join(
        f"{label}写{ground.quote(span)}（{_period(period)}）" for label, span, period in sides
    )
    ratio = "，相差整数位（可能错了小数点）" if _shifted(pair) else ""
    return ground.finding(
        "figure-mismatch", "warning", f"两处数字不同：{told}{ratio}", [span for _, span, _ in sides]
    )


def _shifted(pair: _Pair) -> bool:
    one, other = pair.left.metric.value, pair.right.metric.value
    return one is not None and other is not None and decimal_shift(one, other)


def _side(figure: _Figure) -> str:
    article = figure.article
    label = _LABELS[article.kind]
    if isinstance(article, DutyReport) and article.person:
        return f"{article.person.name}的{label}"
    if isinstance(article, EvaluationOpinion) and article.people:
        return f"对{'、'.join(person.name for person in article.people)}的{label}"
    return f"{label}《{article.title}》{'的表格' if figure.table else ''}"


def _period(period: Period | None) -> str:
    return "".join(period.text.split()) if period else "未写明时间"
