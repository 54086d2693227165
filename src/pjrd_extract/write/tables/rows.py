"""A bulletin as rows of the tables, in plain Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import TypeAlias

from pjrd_extract._arguments import check_type
from pjrd_extract._text import Span
from pjrd_extract.models.articles import Appointments, Article, Attendance, DutyReport, EvaluationOpinion, Meeting
from pjrd_extract.models.bulletin import Bulletin
from pjrd_extract.models.parts import Item, Passage, Period, Person, Section
from pjrd_extract.models.rows import Row, Value, metric_row
from pjrd_extract.write.tables.columns import TABLES

__all__ = ["Bulletins", "Row", "Value", "rows", "rows_of_all"]

Bulletins: TypeAlias = Bulletin | Iterable[Bulletin] | Mapping[str, Bulletin]
"""One bulletin or many, in a mapping by what their rows call them."""


def rows(bulletin: Bulletin, bulletin_id: str | None = None) -> dict[str, list[Row]]:
    """The rows of ``bulletin`` for each table of ``TABLES``, in the order of the bulletin, with every column.

    ``bulletin_id`` is what the rows call it; default: the name of its source.

    >>> from pjrd_extract import extract
    >>> found = rows(extract("关于财政工作的报告\\n\\n2023年，全县完成固定资产投资95.10亿元。", name="a.md"))
    >>> [(row["bulletin_id"], row["name"], str(row["value"])) for row in found["metrics"]]
    [('a.md', '固定资产投资', '9510000000')]
    """
    keyed: dict[str, list[Row]] = {name: [] for name in TABLES}
    name = bulletin.source.name if bulletin_id is None else bulletin_id
    keyed["bulletins"].append(_bulletin(bulletin))
    for article in bulletin.articles:
        for table, row in _article(article):
            keyed[table].append({"article": article.index, **row})
    keyed["findings"] += _findings(bulletin)
    return {table: [_ordered({"bulletin_id": name, **row}, table) for row in found] for table, found in keyed.items()}


def rows_of_all(bulletins: Bulletins) -> dict[str, list[Row]]:
    """The rows of all ``bulletins`` for each table of ``TABLES``, as ``bulletins_to_tables`` has them.

    Raises ``TypeError`` for what are no bulletins.

    >>> from pjrd_extract import extract
    >>> [row["bulletin_id"] for row in rows_of_all([extract("新建学校3所。"), extract("新建学校2所。")])["bulletins"]]
    ['<text>', '<text>#2']
    """
    collected: dict[str, list[Row]] = {name: [] for name in TABLES}
    for bulletin_id, bulletin in _named(bulletins):
        for name, found in rows(bulletin, bulletin_id).items():
            collected[name] += found
    return collected


def _named(bulletins: Bulletins) -> Iterator[tuple[str, Bulletin]]:
    if isinstance(bulletins, Mapping):
        for name, bulletin in bulletins.items():
            check_type("each of bulletins", bulletin, Bulletin)
            yield name, bulletin
        return
    taken: set[str] = set()
    check_type("bulletins", bulletins, Bulletin, Iterable)
    for bulletin in [bulletins] if isinstance(bulletins, Bulletin) else bulletins:
        check_type("each of bulletins", bulletin, Bulletin)
        name, number = bulletin.source.name, 1
        while name in taken:
            number += 1
            name = f"{bulletin.source.name}#{number}"
        taken.add(name)
        yield name, bulletin


def _ordered(row: Row, table: str) -> Row:
    return {column.name: row[column.name] for column in TABLES[table].columns}


def _bulletin(bulletin: Bulletin) -> Row:
    return {
        **bulletin.source.model_dump(include={"name", "sha256", "format", "encoding", "characters"}),
        **{name: getattr(bulletin.masthead, name) for name in type(bulletin.masthead).model_fields},
        "reference_date": bulletin.reference_date,
        "articles": len(bulletin.articles),
        "metrics": sum(len(article.metrics) for article in bulletin.articles),
        "findings": len(bulletin.findings),
    }


def _article(article: Article) -> Iterator[tuple[str, Row]]:
    sections = list(_sections(article.sections, count()))
    yield (
        "articles",
        {
            "kind": article.kind,
            "title": article.title,
            "byline": article.byline,
            "sections": len(sections),
            "metrics": len(article.metrics),
            **_place(article.span),
        },
    )
    for section in sections:
        yield "sections", section
    for index, metric in enumerate(article.metrics):
        yield "metrics", {"metric": index, **metric_row(metric)}
    match article:
        case Meeting():
            yield "meetings", _meeting(article)
            yield from _attendance(chair=article.chairs, present=article.present, absent=(), observer=article.observers)
        case Attendance():
            yield from _attendance(chair=(), present=article.present, absent=article.absent, observer=article.observers)
        case DutyReport():
            yield "duty_reports", _duty_report(article)
        case EvaluationOpinion():
            yield "evaluation_opinions", _opinion(article)
        case Appointments():
            for index, one in enumerate(article.appointments):
                row: Row = {"entry": index, "action": one.action, "name": one.person.name, "post": one.post}
                yield "appointments", {**row, "note": one.person.note, **_place(one.span)}
        case _:
            pass


def _sections(sections: Sequence[Section], number: count[int], parent: int | None = None) -> Iterator[Row]:
    for section in sections:
        own = next(number)
        row: Row = {"section": own, "parent": parent, "level": section.level, "marker": section.marker}
        yield {**row, "title": section.title, "role": section.role, **_place(section.span)}
        yield from _sections(section.sections, number, own)


def _meeting(meeting: Meeting) -> Row:
    own = ("body", "congress", "session", "date", "end_date", "present_count", "expected_count")
    return {
        **{name: getattr(meeting, name) for name in own},
        "chairs": _names(meeting.chairs),
        "agenda": _lines(meeting.agenda),
        "results": "\n".join(f"{one.item}：{one.outcome}" if one.outcome else one.item for one in meeting.results)
        or None,
    }


def _duty_report(report: DutyReport) -> Row:
    return {
        "person": report.person.name if report.person else None,
        "post": report.person.post if report.person else None,
        "since": report.since,
        "since_text": report.since_text,
        **{
            name: _lines(getattr(report, name))
            for name in ("portfolio", "achievements", "problems", "plans", "honours")
        },
    }


def _opinion(opinion: EvaluationOpinion) -> Row:
    ballots = opinion.ballots
    return {
        "people": _names(opinion.people),
        "group": opinion.group,
        "lead": opinion.lead.name if opinion.lead else None,
        **_period(opinion.period),
        **{f"ballots_{name}": getattr(ballots, name, None) for name in ("sent", "returned", "attended")},
        "votes": "、".join(f"{vote.choice}{vote.count}" for vote in opinion.votes) or None,
        "satisfaction_percent": opinion.satisfaction_percent,
        "truthfulness_percent": opinion.truthfulness_percent,
        "verdict": opinion.verdict,
        "problems": _lines(opinion.problems),
        "suggestions": _lines(opinion.suggestions),
    }


def _attendance(**lists: Sequence[Person]) -> Iterator[tuple[str, Row]]:
    everybody = ((attendance, person) for attendance, people in lists.items() for person in people)
    for index, (attendance, person) in enumerate(everybody):
        row: Row = {"entry": index, "attendance": attendance, "name": person.name, "post": person.post}
        yield "attendance", {**row, "note": person.note, **_place(person.span)}


def _findings(bulletin: Bulletin) -> Iterator[Row]:
    for index, finding in enumerate(bulletin.findings):
        first = finding.evidence[0] if finding.evidence else None
        yield {
            "finding": index,
            "code": finding.code,
            "severity": finding.severity,
            "message": finding.message,
            "article": first.article if first else None,
            **_place(first.span if first else None),
            "text": first.text if first else None,
            "evidence": len(finding.evidence),
        }


def _place(span: Span | None) -> Row:
    return {"start": span.start if span else None, "end": span.end if span else None}


def _period(period: Period | None) -> Row:
    return {
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "period_text": period.text if period else None,
    }


def _names(people: Sequence[Person]) -> str | None:
    return "、".join(person.name for person in people) or None


def _lines(parts: Iterable[Item | Passage]) -> str | None:
    """Verbatim texts, one a line: a line break inside one becomes a blank."""
    return "\n".join(" ".join(part.text.split("\n")) for part in parts) or None
