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


class Figure:
    """A metric with its article, its block (what must be the same for two to be compared), and its name."""

    __slots__ = ("_likeness", "_named", "article", "block", "metric")

    def __init__(self, article: Article, metric: Metric, likeness: Likeness) -> None:
        self.article = article
        self.metric = metric
        self.block = (metric.unit, metric.kind, metric.role, metric.direction, metric.status)
        self._likeness = likeness
        self._named: Named | None = None

    @property
    def named(self) -> Named:
        """The name as it is compared; made when it is first asked for."""
        if self._named is None:
            self._named = self._likeness.named(self.metric.name)
        return self._named

    def in_table(self, source: str) -> bool:
        """Whether it stands in a row of a table."""
        return source.startswith("|", source.rfind("\n", 0, self.metric.span.start) + 1)


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
                Figure(article, metric, likeness)
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
    yield from _of_reports([figure for article in reports for figure in of(article)], likeness, ground.source)


def _of_one_matter(left: list[Figure], right: list[Figure], likeness: Likeness) -> Iterator[Pair]:
    """Report against opinion: figures of one block that share half of the pieces of the shorter name."""
    wanted = {figure.block for figure in right}
    postings: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in left:
        block = figure.block
        if block in wanted:
            for piece in figure.named.pieces:
                postings[block, piece].append(figure)
    for figure in right:
        block = figure.block
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


def _of_reports(figures: list[Figure], likeness: Likeness, source: str) -> Iterator[Pair]:
    """Report against report, prose against table: names with one beginning or end, of one year or with like digits."""
    postings: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        metric = figure.metric
        if metric.kind == "percent" or metric.value is None:
            continue
        keys: list[tuple[object, ...]] = []
        digits = metric.value.normalize().as_tuple().digits
        if len(digits) > 2:
            keys.append((figure.block, figure.named.name, *sorted(digits)))
        if bounded(metric.period):
            period, name = days(metric.period), figure.named.name
            keys += [(figure.block, period, 0, name[:2]), (figure.block, period, 1, name[-2:])]
        seen: set[int] = set()
        for key in keys:
            posted = postings[key]
            for other in posted if len(posted) <= _POSTINGS else ():
                apart = other.article is not figure.article or other.in_table(source) != figure.in_table(source)
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


def _people(article: Article) -> frozenset[str]:
    """The names of those an article is about, and their posts: a name may be misspelt, and deputies share a post."""
    people: tuple[Person, ...] = ()
    if isinstance(article, DutyReport) and article.person:
        people = (article.person,)
    elif isinstance(article, EvaluationOpinion):
        people = article.people
    posts = ("".join((person.post or "").split()) for person in people)
    return frozenset((*(person.name for person in people), *(post for post in posts if post and "副" not in post)))


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
