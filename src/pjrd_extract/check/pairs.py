"""Pairs of figures that may be one quantity told twice, found without comparing each with each."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from pjrd_extract.check.ground import Ground
from pjrd_extract.check.likeness import Likeness, Named
from pjrd_extract.models.articles import Article, DutyReport, EvaluationOpinion
from pjrd_extract.models.metric import Metric
from pjrd_extract.models.parts import Period, Person

__all__ = ["Figure", "Pair", "bounded", "days", "find_pairs", "one_period"]

_POSTINGS = 40
"""A piece of a name that more figures share says nothing, and would make the search for pairs quadratic."""
_NEAREST = 12
"""Reports before and behind an opinion that it is compared with, of those on the same person or post."""
_REPORTS = frozenset(("duty_report", "work_report", "budget_report"))


class Figure:
    """A metric with its article, its block (what must be the same for two to be compared), and its name."""

    __slots__ = ("_likeness", "_named", "article", "block", "metric")

    def __init__(self, article: Article, metric: Metric, likeness: Likeness, blocks: dict[object, int]) -> None:
        self.article = article
        self.metric = metric
        block = (metric.unit, metric.kind, metric.role, metric.direction, metric.status)
        self.block = blocks.setdefault(block, len(blocks))  # a number, since it goes into many keys
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
    blocks: dict[object, int] = {}

    def of(article: Article) -> list[Figure]:
        if article.index not in figures:
            figures[article.index] = [
                Figure(article, metric, likeness, blocks)
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
            told = {one.index: one for key in _people(article) for one in _near(by_person.get(key, []), article)}
            if told:
                left = [figure for one in told.values() for figure in of(one)]
                yield from _of_one_matter(left, of(article), likeness)
    yield from _of_reports([figure for article in reports for figure in of(article)], likeness, ground)


def _near(reports: list[Article], opinion: Article) -> list[Article]:
    """Those of ``reports`` that stand next to the opinion: a file of many bulletins repeats names and posts."""
    at = bisect_left(reports, opinion.index, key=attrgetter("index"))
    return reports[max(at - _NEAREST, 0) : at + _NEAREST]


def _of_one_matter(left: list[Figure], right: list[Figure], likeness: Likeness) -> Iterator[Pair]:
    """Report against opinion: figures of one block that share half of the pieces of the shorter name."""
    postings: dict[int, dict[str, list[Figure]]] = {}
    for figure in right:
        posted = postings.setdefault(figure.block, {})
        for piece in figure.named.pieces:
            posted.setdefault(piece, []).append(figure)
    # An opinion has fewer figures than the report: most pieces of the report's names are in none of the opinion's.
    for figure in left:
        told = postings.get(figure.block)
        if told is None:
            continue
        pieces = figure.named.pieces
        shared: dict[Figure, int] = {}
        for piece in pieces:
            others = told.get(piece)
            for other in others if others is not None and len(others) <= _POSTINGS else ():
                shared[other] = shared.get(other, 0) + 1
        for other, count in shared.items():
            if count * 2 >= min(len(pieces), len(other.named.pieces)):
                yield from _pair(figure, other, likeness, same_matter=True)


def _of_reports(figures: list[Figure], likeness: Likeness, ground: Ground) -> Iterator[Pair]:
    """Report against report, prose against table: names with one beginning or end, of one year or with like digits.

    Names are looked at only among figures that have the year, or the digits, in common with another's.
    """
    by_ending: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    by_days: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        metric = figure.metric
        if metric.kind == "percent" or metric.value is None:
            continue
        by_ending[figure.block, metric.name[-2:]].append(figure)
        period = metric.period
        if period is not None and period.start is not None and period.end is not None:
            by_days[figure.block, period.start, period.end].append(figure)
    by_digits: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for ending, group in by_ending.items():
        for figure in group if _may_be_apart(group, ground) else ():
            digits = str(figure.metric.value).replace(".", "").strip("0")
            if len(digits) > 2:
                by_digits[ending, "".join(sorted(digits))].append(figure)
    seen: set[tuple[int, int]] = set()
    for groups, whole in ((by_digits, True), (by_days, False)):
        for group in groups.values():
            if _may_be_apart(group, ground):
                yield from _apart(group, likeness, ground.source, seen, whole=whole)


def _may_be_apart(group: list[Figure], ground: Ground) -> bool:
    """Whether a group, in reading order, has figures of two articles, or of an article with a table."""
    first, last = group[0].article, group[-1].article
    return len(group) > 1 and (first is not last or ground.has_table(first))


def _apart(
    group: list[Figure], likeness: Likeness, source: str, seen: set[tuple[int, int]], *, whole: bool
) -> Iterator[Pair]:
    """Pairs of a group from two articles, or from prose and table, whose names are the same or begin or end alike."""
    postings: dict[tuple[int, str], list[Figure]] = defaultdict(list)
    for figure in group:
        name = figure.named.name
        for key in ((0, name),) if whole else ((0, name[:2]), (1, name[-2:])):
            posted = postings[key]
            for other in posted if len(posted) <= _POSTINGS else ():
                apart = other.article is not figure.article or other.in_table(source) != figure.in_table(source)
                if apart and (id(other), id(figure)) not in seen:
                    seen.add((id(other), id(figure)))
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
