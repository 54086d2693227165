"""A bulletin for people to read: which articles it has, who is in it, its main figures, and what does not agree."""

from __future__ import annotations

import calendar
import datetime as dt
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from pjrd_extract._text import Span
from pjrd_extract.errors import PjrdError
from pjrd_extract.models.articles import (
    Agenda,
    Appointments,
    Article,
    Attendance,
    DutyReport,
    EvaluationOpinion,
    Meeting,
)
from pjrd_extract.models.base import plain
from pjrd_extract.models.bulletin import Bulletin
from pjrd_extract.models.metric import Metric
from pjrd_extract.models.parts import Period, Person

__all__ = ["summary"]

_FIGURES = 12
_WIDEST = 34
_NARROWEST = 16
_SAYS_SOMETHING = 2


def summary(bulletin: Bulletin, width: int = 100) -> str:
    """What ``bulletin`` holds, in English with the Chinese values; tables are cut to a terminal of ``width`` columns.

    >>> from pjrd_extract.models.bulletin import Masthead, Source
    >>> source = Source(name="a.md", sha256="", format="markdown", encoding="utf-8", characters=2)
    >>> print(summary(Bulletin(source=source, masthead=Masthead(title="公报"))))
    公报
      file a.md (markdown, utf-8, 2 characters)
    <BLANKLINE>
    Articles: 0
    <BLANKLINE>
    Findings: none
    <BLANKLINE>
    """
    place, place_of = _places(bulletin)
    blocks = [
        list(_head(bulletin)),
        [f"Articles: {len(bulletin.articles)}", *(line for one in bulletin.articles for line in _article(one))],
        list(_figures(bulletin.articles, place, place_of, width)),
        list(_findings(bulletin, place, place_of)),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _head(bulletin: Bulletin) -> Iterator[str]:
    head = bulletin.masthead
    yield head.title or head.issuer or bulletin.source.name
    if head.issuer and head.title:
        yield f"  issued by {head.issuer}"
    numbers = [f"no. {head.issue_number}"] if head.issue_number is not None else []
    if head.serial_number is not None:
        numbers.append(f"no. {head.serial_number} in all")
    if head.published_on is not None:
        numbers.append(f"published on {head.published_on}")
    if numbers:
        yield f"  {', '.join(numbers)}"
    source = bulletin.source
    yield f"  file {source.name} ({source.format}, {source.encoding}, {source.characters} characters)"
    if bulletin.reference_date is not None:
        yield f"  今年 (this year) and the like are read as of {bulletin.reference_date}"
    elif any(finding.code == "undated" for finding in bulletin.findings):
        yield "  no date was found: 今年 (this year) and the like are without dates; --reference-date gives one"


def _article(article: Article) -> Iterator[str]:
    figures = f", {_counted(len(article.metrics), 'figure')}" if article.metrics else ""
    yield f"{article.index + 1:3}. {article.title or '(no title)'}  [{article.kind}{figures}]"
    for line in _details(article):
        yield f"       {line}"


def _details(article: Article) -> Iterator[str]:
    match article:
        case Meeting():
            yield from _labelled("date", _days(article))
            yield from _labelled("chaired by", _people(article.chairs))
            yield from _labelled("present", _with_count(article.present_count, article.present))
            yield from _labelled("observers", _people(article.observers))
            yield from _labelled("results", "; ".join(f"{r.item} {r.outcome or ''}".strip() for r in article.results))
        case Agenda():
            yield from _labelled("agenda", _counted(len(article.items), "item") if article.items else "")
        case DutyReport():
            yield from _labelled("by", _person(article.person) or article.byline or "")
            yield from _labelled("in charge since", article.since or "")
            yield from _points(achievements=article.achievements, problems=article.problems, plans=article.plans)
        case EvaluationOpinion():
            yield from _labelled("on", _people(article.people))
            yield from _labelled("group", " ".join(p for p in (article.group, _person(article.lead)) if p))
            satisfied, true = article.satisfaction_percent, article.truthfulness_percent
            yield from _labelled("votes", ", ".join(f"{vote.choice} {vote.count}" for vote in article.votes))
            yield from _labelled("satisfied", f"{plain(satisfied)}%" if satisfied is not None else "")
            yield from _labelled("report found true by", f"{plain(true)}%" if true is not None else "")
            yield from _labelled("verdict", article.verdict or "")
            yield from _points(problems=article.problems, suggestions=article.suggestions)
        case Attendance():
            yield from _labelled("present", _with_count(article.present_count, article.present))
            yield from _labelled("absent", _with_count(article.absent_count, article.absent))
            yield from _labelled("observers", _people(article.observers))
        case Appointments():
            for one in article.appointments:
                yield f"{one.action.replace('_', ' ')}: {one.person.name}, {one.post}"
        case _:
            yield from _labelled("by", article.byline or "")


def _labelled(label: str, value: str) -> Iterator[str]:
    if value:
        yield f"{label}: {value}"


def _points(**lists: Sequence[object]) -> Iterator[str]:
    counts = [f"{len(points)} {name}" for name, points in lists.items() if points]
    yield from _labelled("points", ", ".join(counts))


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _days(meeting: Meeting) -> str:
    if meeting.date is None:
        return ""
    return f"{meeting.date} to {meeting.end_date}" if meeting.end_date else str(meeting.date)


def _person(person: Person | None) -> str:
    if person is None:
        return ""
    return f"{person.name} ({person.post})" if person.post else person.name


def _people(people: Sequence[Person], most: int = 6) -> str:
    shown = ", ".join(_person(person) for person in people[:most])
    return f"{shown} and {len(people) - most} more" if len(people) > most else shown


def _with_count(stated: int | None, people: Sequence[Person]) -> str:
    counts = [f"{stated} stated"] if stated is not None else []
    if people:
        counts.append(f"{len(people)} named: {_people(people)}")
    return ", ".join(counts)


def _places(bulletin: Bulletin) -> tuple[str, Callable[[Span], str]]:
    """How a place is called (line, or character where the bulletin comes without its text), and what gives it."""
    try:
        text = bulletin.text
    except PjrdError:
        return "character", lambda span: str(span.start)
    breaks = [at for at, character in enumerate(text) if character == "\n"]
    return "line", lambda span: str(bisect_right(breaks, span.start - 1) + 1)


def _figures(articles: Sequence[Article], place: str, place_of: Callable[[Span], str], width: int) -> Iterator[str]:
    """Some figures of each article as a table, those first that say most on their own."""
    count = sum(len(article.metrics) for article in articles)
    if not count:
        return
    rows = [("article", place, "what", "as written", "value", "role", "period")]
    chosen = _chosen(articles)
    for article, metric in chosen:
        role = " ".join(part for part in (metric.role, metric.direction) if part)
        role += "" if metric.status == "actual" else f", {metric.status}"
        what, where = metric.name, place_of(metric.span)
        rows.append((str(article.index + 1), where, what, metric.text, _value(metric), role, _period(metric.period)))
    yield f"Figures: {count}" + (f" found, {len(chosen)} shown" if len(chosen) < count else "")
    yield from (f"  {line}" for line in _table(rows, width - 2))


def _chosen(articles: Sequence[Article]) -> list[tuple[Article, Metric]]:
    """Of each article in turn what says most, until there are enough; in the order of the text."""
    ranked = []
    for article in articles:
        order = sorted(range(len(article.metrics)), key=lambda at: -_weight(article.metrics[at]))
        for rank, at in enumerate(order):
            weight = _weight(article.metrics[at])
            # What says little (出席15人) comes after all others, whichever article has it.
            ranked.append(((weight < _SAYS_SOMETHING, rank, -weight, article.index, at), article, article.metrics[at]))
    chosen: dict[tuple[str, str], tuple[tuple[int, int], Article, Metric]] = {}
    for (*_, index, at), article, metric in sorted(ranked, key=lambda each: each[0]):
        if len(chosen) < _FIGURES:  # A figure of a report that its opinion repeats is told once.
            chosen.setdefault((metric.name, _value(metric)), ((index, at), article, metric))
    return [(article, metric) for _, article, metric in sorted(chosen.values(), key=lambda each: each[0])]


def _weight(metric: Metric) -> int:
    dated = metric.period is not None and (metric.period.start or metric.period.end) is not None
    return 4 * dated + 2 * (metric.kind in ("money", "percent")) + (metric.role in ("level", "change"))


def _value(metric: Metric) -> str:
    numbers = (metric.value,) if metric.value is not None else (metric.low, metric.high)
    number = "..".join(plain(one) for one in numbers if one is not None)
    mark = "" if metric.bound in ("exact", "range") else f" ({metric.bound.replace('_', ' ')})"
    return f"{number} {metric.unit}".strip() + mark


def _period(period: Period | None) -> str:
    if period is None:
        return ""
    if period.start is None and period.end is None:
        return period.text
    start, end = period.start, period.end
    if start is None or end is None:
        return f"{start or ''}..{end or ''}"
    last = calendar.monthrange(end.year, end.month)[1]
    if start == end or start.day != 1 or end.day != last:
        return f"{start}..{end}" if start != end else str(start)
    if (start.month, end.month) == (1, 12):
        return _span_of(start, end, "%Y")
    return _span_of(start, end, "%Y-%m")


def _span_of(start: dt.date, end: dt.date, form: str) -> str:
    """Two whole months or years, and one where they are the same: 2023, 2023-01..2023-08."""
    first, last = start.strftime(form), end.strftime(form)
    return first if first == last else f"{first}..{last}"


def _findings(bulletin: Bulletin, place: str, place_of: Callable[[Span], str]) -> Iterator[str]:
    yield f"Findings: {len(bulletin.findings) or 'none'}"
    for finding in bulletin.findings:
        where = f", {place} {place_of(finding.evidence[0].span)}" if finding.evidence else ""
        yield f"  {finding.severity} {finding.code}{where}: {finding.message}"


def _table(rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """``rows`` in columns that line up where Chinese characters take two places each, of ``width`` together.

    What is measured is cut if need be; where that would leave little of it, the text as written is left out, since the
    value tells it too.
    """
    cells = [[_cut(" ".join(cell.split()), _WIDEST) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    what, written = rows[0].index("what"), rows[0].index("as written")
    left = width - sum(widths) - 2 * (len(widths) - 1)
    if widths[what] + left < min(widths[what], _NARROWEST):
        left += widths[written] + 2
        for row in cells:
            del row[written]
        del widths[written]
    widths[what] = max(min(widths[what], widths[what] + left), _NARROWEST)
    for row in cells:
        row[what] = _cut(row[what], widths[what])
        yield "  ".join(cell + " " * (most - _width(cell)) for cell, most in zip(row, widths, strict=True)).rstrip()


def _width(text: str) -> int:
    """How many places a terminal gives ``text``."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _cut(text: str, most: int) -> str:
    if _width(text) <= most:
        return text
    while _width(text) > most - 1:
        text = text[:-1]
    return text + "…"
