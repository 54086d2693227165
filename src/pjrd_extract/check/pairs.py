"""Pairs of figures that may be one quantity told twice, found without comparing each with each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from operator import add, attrgetter, itemgetter
from typing import NamedTuple

from pjrd_extract.check.ground import Ground
from pjrd_extract.check.likeness import Likeness, Names
from pjrd_extract.models.articles import Article, DutyReport, EvaluationOpinion
from pjrd_extract.models.metric import Metric
from pjrd_extract.models.parts import Period, Person

__all__ = ["Figure", "Pair", "bounded", "days", "find_pairs", "one_period"]

_POSTINGS = 40
"""A piece of a name that more figures share says nothing, and would make the search for pairs quadratic."""
_MOST_OF_A_BLOCK = 200
"""An opinion has at most some fifty figures of one unit; each is compared with each of the report's."""
_REPORTS = frozenset(("duty_report", "work_report", "budget_report"))

Figures = dict[tuple[str, ...], list[Metric]]
"""The metrics of an article by what must be the same for two to be compared, in reading order."""
_Told = tuple[Article, Metric]
"""A figure before anything is known that it may be compared with: most never are."""
_name = attrgetter("name")
_block = itemgetter("unit", "kind", "role", "direction", "status")


class Figure(NamedTuple):
    """A metric and its article."""

    article: Article
    metric: Metric

    def in_table(self, source: str) -> bool:
        """Whether it stands in a row of a table."""
        return source.startswith("|", source.rfind("\n", 0, self.metric.span.start) + 1)


class Pair(NamedTuple):
    """Two figures with like names; ``same_matter``: from the report of an official and the opinion on the same."""

    left: Figure
    right: Figure
    likeness: float
    same_matter: bool
    name: str
    """The name of the left figure as it was compared."""


def find_pairs(ground: Ground) -> Iterator[Pair]:
    """Pairs of figures with one unit, kind, role, direction and status, like names and compatible periods."""
    for stretch in ground.stretches:
        reports = [article for article in stretch.articles if article.kind in _REPORTS]
        opinions = [article for article in stretch.articles if article.kind == "evaluation_opinion"]
        figured = chain.from_iterable(article.metrics for article in chain(reports, opinions))
        told = dict.fromkeys(map(_name, figured))
        names = Names(ground.rules.derived(Likeness), told)
        by_person: dict[str, list[tuple[Article, Figures]]] = defaultdict(list)
        by_block: dict[tuple[str, ...], list[tuple[Article, list[Metric]]]] = defaultdict(list)
        for report in reports:
            figures = _figures(report)
            for key in _people(report):
                by_person[key].append((report, figures))
            for block, metrics in figures.items():
                by_block[block].append((report, metrics))
        for opinion in opinions:
            on_them = {one[0].index: one for key in _people(opinion) for one in by_person.get(key, ())}
            figures = _figures(opinion) if on_them else {}
            for report, reported in on_them.values():
                yield from _of_one_matter(report, reported, opinion, figures, names)
        yield from _of_reports(
            [
                reported
                for block, reported in by_block.items()
                if block[1] != "percent" and (len(reported) > 1 or ground.has_table(reported[0][0]))
            ],
            names,
            ground,
        )


def _figures(article: Article) -> Figures:
    found: Figures = defaultdict(list)
    metrics = article.metrics
    # A model looks for each attribute in its class first; its dictionary is quicker to ask for five.
    for metric, block in zip(metrics, map(_block, map(vars, metrics)), strict=True):
        if metric.value is not None or metric.low is not None:
            found[block].append(metric)
    return found


def _of_one_matter(report: Article, reported: Figures, opinion: Article, told: Figures, names: Names) -> Iterator[Pair]:
    """Report against opinion: figures of one block that share half of the pieces of the shorter name."""
    for block, metrics in told.items():
        if block not in reported or len(metrics) > _MOST_OF_A_BLOCK:
            continue
        rights = [(metric, _pieces(names[metric.name])) for metric in metrics]
        for left in reported[block]:
            pieces = _pieces(names[left.name])
            for right, others in rights:
                if pieces.isdisjoint(others) or len(pieces & others) * 2 < min(len(pieces), len(others)):
                    continue
                pair = _pair(Figure(report, left), Figure(opinion, right), names, same_matter=True)
                if pair is not None:
                    yield pair


def _pieces(name: str) -> set[str]:
    return set(map(add, name, name[1:]))


def _of_reports(
    blocks: Sequence[Sequence[tuple[Article, list[Metric]]]], names: Names, ground: Ground
) -> Iterator[Pair]:
    """Report against report, prose against table: names with one beginning or end, of one year or with like digits.

    Figures are compared only with those of their block that have the year, or the name, in common with them.
    """
    by_days: dict[tuple[int, date, date], list[_Told]] = defaultdict(list)
    by_name: dict[tuple[int, str, str], list[_Told]] = defaultdict(list)
    for block, reported in enumerate(blocks):
        for article, metrics in reported:
            for metric in metrics:
                if metric.value is not None:
                    told = article, metric
                    name = metric.name
                    by_name[block, names[name], name[-2:]].append(told)
                    period = metric.period
                    if period is not None and (start := period.start) and (end := period.end):
                        by_days[block, start, end].append(told)
    seen: set[tuple[int, int]] = set()
    for group in _apart(by_name.values(), ground):
        for alike in _by_digits(group):
            yield from _pairs(alike, names, ground.source, seen, whole=True)
    for group in _apart(by_days.values(), ground):
        yield from _pairs(group, names, ground.source, seen, whole=False)


def _apart(groups: Iterable[list[_Told]], ground: Ground) -> Iterator[list[_Told]]:
    """The groups, each in reading order, that have figures of two articles, or of an article with a table."""
    for group in groups:
        if len(group) > 1:
            first, last = group[0][0], group[-1][0]
            if first is not last or ground.has_table(first):
                yield group


def _by_digits(group: Sequence[_Told]) -> Collection[list[_Told]]:
    """Figures whose values have the same three or more digits, in any order and but for noughts at an end."""
    alike: dict[str, list[_Told]] = defaultdict(list)
    for told in group:
        digits = str(told[1].value).replace(".", "").strip("0")
        if len(digits) > 2:
            alike["".join(sorted(digits))].append(told)
    return alike.values()


def _pairs(group: list[_Told], names: Names, source: str, seen: set[tuple[int, int]], *, whole: bool) -> Iterator[Pair]:
    """Pairs of a group from two articles, or from prose and table, whose names are the same or begin or end alike."""
    postings: dict[tuple[int, str], list[Figure]] = defaultdict(list)
    for told in group:
        figure = Figure(*told)
        name = names[figure.metric.name]
        for key in ((0, name),) if whole else ((0, name[:2]), (1, name[-2:])):
            posted = postings[key]
            for other in posted if len(posted) <= _POSTINGS else ():
                apart = other.article is not figure.article or other.in_table(source) != figure.in_table(source)
                if apart and (id(other.metric), id(figure.metric)) not in seen:
                    seen.add((id(other.metric), id(figure.metric)))
                    if (pair := _pair(other, figure, names, same_matter=False)) is not None:
                        yield pair
            posted.append(figure)


def _pair(left: Figure, right: Figure, names: Names, *, same_matter: bool) -> Pair | None:
    """The pair of two figures, if their periods and names let them be one quantity."""
    one, other = left.metric, right.metric
    if not _compatible(one.period, other.period) or not (alike := names.compare(one.name, other.name)):
        return None
    # Of several counterparts the one of the same period is meant.
    same = one_period(one.period, other.period)
    return Pair(left, right, alike + (0.01 if same else 0), same_matter, names[one.name])


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
