"""Pairs of figures that may be one quantity told twice, found without comparing each with each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pjrd_extract.check.ground import Ground
from pjrd_extract.check.likeness import Likeness, Named
from pjrd_extract.models.articles import Article, DutyReport, EvaluationOpinion
from pjrd_extract.models.metric import Metric
from pjrd_extract.models.parts import Period, Person

__all__ = ["Figure", "Pair", "bounded", "days", "find_pairs", "one_period"]

_POSTINGS = 40
"""A piece of a name that more figures share says nothing, and would make the search for pairs quadratic."""
_REPORTS = frozenset(("duty_report", "work_report", "budget_report"))


@dataclass(slots=True)
class Figure:
    """A metric with its article, its name as it is compared, and whether it stands in a table."""

    article: Article
    metric: Metric
    named: Named
    table: bool


@dataclass(slots=True)
class Pair:
    """Two figures with like names; ``same_matter``: from the report of an official and the opinion on the same."""

    left: Figure
    right: Figure
    likeness: float
    same_matter: bool


def find_pairs(ground: Ground) -> Iterator[Pair]:
    """Pairs of figures with one unit, kind, role, direction and status, like names and compatible periods."""
    likeness = ground.rules.derived(Likeness)
    figures: dict[int, list[Figure]] = {}

    def of(article: Article) -> list[Figure]:
        if article.index not in figures:
            figures[article.index] = [
                Figure(article, metric, likeness.named(metric.name), _in_table(ground.source, metric.span.start))
                for metric in article.metrics
                if metric.value is not None or metric.low is not None
            ]
        return figures[article.index]

    reports = [article for article in ground.bulletin.articles if article.kind in _REPORTS]
    by_person: dict[str, list[Article]] = defaultdict(list)
    for article in reports:
        for key in _people(article):
            by_person[key].append(article)
    for article in ground.bulletin.articles:
        if article.kind == "evaluation_opinion":
            told = {one.index: one for key in _people(article) for one in by_person.get(key, ())}
            if told:
                left = [figure for one in told.values() for figure in of(one)]
                yield from _of_one_matter(left, of(article), likeness)
    yield from _of_reports([figure for article in reports for figure in of(article)], likeness)


def _of_one_matter(left: list[Figure], right: list[Figure], likeness: Likeness) -> Iterator[Pair]:
    """Report against opinion: figures of one block that share half of the pieces of the shorter name."""
    wanted = {_block(figure.metric) for figure in right}
    postings: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in left:
        block = _block(figure.metric)
        if block in wanted:
            for piece in figure.named.pieces:
                postings[block, piece].append(figure)
    for figure in right:
        block = _block(figure.metric)
        shared: dict[int, int] = {}
        candidates: dict[int, Figure] = {}
        for piece in figure.named.pieces:
            posted = postings.get((block, piece), ())
            for other in posted if len(posted) <= _POSTINGS else ():
                shared[id(other)] = shared.get(id(other), 0) + 1
                candidates[id(other)] = other
        for key, other in candidates.items():
            if shared[key] * 2 >= min(len(figure.named.pieces), len(other.named.pieces)):
                yield from _pair(other, figure, likeness, same_matter=True)


def _of_reports(figures: list[Figure], likeness: Likeness) -> Iterator[Pair]:
    """Report against report, prose against table: names with one beginning or end, of one year or with like digits."""
    postings: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        metric, name = figure.metric, figure.named.name
        if metric.kind == "percent" or metric.value is None or len(name) < 2:
            continue
        block = _block(metric)
        keys: list[tuple[object, ...]] = [(block, name, *sorted(metric.value.normalize().as_tuple().digits))]
        if bounded(metric.period):
            period = days(metric.period)
            keys += [(block, period, 0, name[:2]), (block, period, 1, name[-2:])]
        seen: set[int] = set()
        for key in keys:
            posted = postings[key]
            for other in posted if len(posted) <= _POSTINGS else ():
                apart = other.table != figure.table if other.article is figure.article else True
                if apart and id(other) not in seen:
                    seen.add(id(other))
                    yield from _pair(other, figure, likeness, same_matter=False)
            posted.append(figure)


def _pair(left: Figure, right: Figure, likeness: Likeness, *, same_matter: bool) -> Iterator[Pair]:
    if _compatible(left.metric.period, right.metric.period):
        alike = likeness.compare(left.named, right.named)
        if alike:
            # Of several counterparts the one of the same period is meant.
            same = one_period(left.metric.period, right.metric.period)
            yield Pair(left, right, alike + (0.01 if same else 0), same_matter)


def _block(metric: Metric) -> tuple[str, ...]:
    return metric.unit, metric.kind, metric.role, metric.direction or "", metric.status


def _people(article: Article) -> frozenset[str]:
    """The names of those an article is about, and their posts: a name may be misspelt, and deputies share a post."""
    people: tuple[Person, ...] = ()
    if isinstance(article, DutyReport) and article.person:
        people = (article.person,)
    elif isinstance(article, EvaluationOpinion):
        people = article.people
    posts = ("".join((person.post or "").split()) for person in people)
    return frozenset((*(person.name for person in people), *(post for post in posts if post and "副" not in post)))


def _in_table(source: str, at: int) -> bool:
    return source.startswith("|", source.rfind("\n", 0, at) + 1)


def one_period(one: Period | None, other: Period | None) -> bool:
    """Whether two periods are said, and the same: by their days, or where those are unknown by their words."""
    if one is None or other is None or days(one) != days(other):
        return False
    return bounded(one) or "".join(one.text.split()) == "".join(other.text.split())


def bounded(period: Period | None) -> bool:
    """Whether a period has a first and a last day."""
    return period is not None and period.start is not None and period.end is not None


def days(period: Period | None) -> tuple[date | None, date | None] | None:
    """The first and the last day of a period."""
    return (period.start, period.end) if period else None


def _compatible(one: Period | None, other: Period | None) -> bool:
    """Whether two figures may be of one period: nothing is said, or the same, or both are since some time."""
    if one is None or other is None:
        return True
    if bounded(one) or bounded(other):
        return days(one) == days(other)
    if one.start and other.start and one.start.year != other.start.year:
        return False
    return one.end == other.end
