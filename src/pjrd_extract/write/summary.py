"""A bulletin for people to read: which articles it has, who is in it, its main figures, and what does not agree."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

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
_NAME_WIDTH = 34


def summary(bulletin: Bulletin) -> str:
    """What ``bulletin`` holds, in English with the Chinese values, for a terminal some 100 columns wide.

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
    blocks = [
        list(_head(bulletin)),
        [f"Articles: {len(bulletin.articles)}", *(line for one in bulletin.articles for line in _article(one))],
        list(_figures(bulletin.articles)),
        list(_findings(bulletin)),
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


def _figures(articles: Sequence[Article]) -> Iterator[str]:
    """The figures that say most on their own, as a table: those with a name and a period, amounts of money first."""
    found = [(article, metric) for article in articles for metric in article.metrics]
    if not found:
        return
    chosen = sorted(range(len(found)), key=lambda at: (-_weight(found[at][1]), at))[:_FIGURES]
    rows = [("article", "what", "as written", "value", "role", "period")]
    for at in sorted(chosen):
        article, metric = found[at]
        role = " ".join(part for part in (metric.role, metric.direction) if part)
        rows.append((str(article.index + 1), metric.name, metric.text, _value(metric), role, _period(metric.period)))
    yield f"Figures: {len(found)}" + (f" found, {len(chosen)} shown" if len(chosen) < len(found) else "")
    yield from (f"  {line}" for line in _table(rows))


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
    return f"{period.start or ''}..{period.end or ''}"


def _findings(bulletin: Bulletin) -> Iterator[str]:
    yield f"Findings: {len(bulletin.findings) or 'none'}"
    for finding in bulletin.findings:
        yield f"  {finding.severity} {finding.code}: {finding.message}"


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """``rows`` in columns that line up where Chinese characters take two places each."""
    rows = [[_cut(" ".join(cell.split()), _NAME_WIDTH) for cell in row] for row in rows]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()


def _width(text: str) -> int:
    """How many places a terminal gives ``text``."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _cut(text: str, most: int) -> str:
    if _width(text) <= most:
        return text
    while _width(text) > most - 1:
        text = text[:-1]
    return text + "…"
