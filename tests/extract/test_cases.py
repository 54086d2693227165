"""The extractors against their case files."""

from __future__ import annotations

from typing import Any

import pytest
from tests.extract.cases import CONTEXT, all_said, article, assert_spans_point_home, identify, load, said

from pjrd_extract._text import Text
from pjrd_extract.extract.agenda import extract_agenda
from pjrd_extract.extract.appointments import extract_appointments
from pjrd_extract.extract.attendance import extract_attendance
from pjrd_extract.extract.duty_report import extract_duty_report
from pjrd_extract.extract.evaluation_opinion import extract_evaluation_opinion
from pjrd_extract.extract.honours import find_honours
from pjrd_extract.extract.meeting import extract_meeting
from pjrd_extract.extract.office import find_portfolio, find_since
from pjrd_extract.models.base import plain

Case = dict[str, Any]


def _check(case: Case, shown: dict[str, Any]) -> None:
    assert {key: shown[key] for key in case["expected"]} == case["expected"]


@pytest.mark.parametrize("case", load("extract/meeting"), ids=identify)
def test_meeting(case: Case) -> None:
    outline, fields = article("meeting", case.get("title", "会议召开"), case["text"])
    record = extract_meeting(outline, fields, CONTEXT)
    assert_spans_point_home(outline.body.source, record.model_dump())
    _check(
        case,
        {
            **record.model_dump(mode="json"),
            "chairs": all_said(record.chairs),
            "present": all_said(record.present),
            "observers": all_said(record.observers),
            "agenda": [item.text for item in record.agenda],
            "results": [f"{result.item}={result.outcome}" for result in record.results],
        },
    )


@pytest.mark.parametrize("case", load("extract/agenda"), ids=identify)
def test_agenda(case: Case) -> None:
    outline, fields = article("agenda", case["title"], case["text"])
    record = extract_agenda(outline, fields, CONTEXT)
    assert_spans_point_home(outline.body.source, record.model_dump())
    _check(case, {**record.model_dump(mode="json"), "items": [item.text for item in record.items]})


@pytest.mark.parametrize("case", load("extract/appointments"), ids=identify)
def test_appointments(case: Case) -> None:
    outline, fields = article("appointments", "任免名单", case["text"])
    record = extract_appointments(outline, fields, CONTEXT)
    assert_spans_point_home(outline.body.source, record.model_dump())
    assert [f"{said(each.person)} {each.action} {each.post}" for each in record.appointments] == case["expected"]


@pytest.mark.parametrize("case", load("extract/attendance"), ids=identify)
def test_attendance(case: Case) -> None:
    outline, fields = article("attendance", case["title"], case["text"])
    record = extract_attendance(outline, fields, CONTEXT)
    assert_spans_point_home(outline.body.source, record.model_dump())
    _check(
        case,
        {
            **record.model_dump(mode="json"),
            "present": all_said(record.present),
            "absent": all_said(record.absent),
            "observers": all_said(record.observers),
        },
    )


@pytest.mark.parametrize("case", load("extract/author"), ids=identify)
def test_author_of_a_duty_report(case: Case) -> None:
    outline, fields = article("duty_report", case["title"], case["text"], case["head"])
    record = extract_duty_report(outline, fields, CONTEXT)
    assert_spans_point_home(outline.body.source, record.model_dump())
    assert said(record.person) == case["expected"]["person"]


@pytest.mark.parametrize("case", load("extract/since"), ids=identify)
def test_since(case: Case) -> None:
    since = find_since(Text(case["text"]), case["post"], CONTEXT)
    assert ([since.iso, since.text] if since else [None, None]) == case["expected"]


@pytest.mark.parametrize("case", load("extract/portfolio"), ids=identify)
def test_portfolio(case: Case) -> None:
    assert [part.text for part in find_portfolio(Text(case["text"]))] == case["expected"]


@pytest.mark.parametrize("case", load("extract/honours"), ids=identify)
def test_honours(case: Case) -> None:
    found = find_honours(Text(case["text"]), (), CONTEXT.rules)
    assert [honour.text for honour in found] == case["expected"]


@pytest.mark.parametrize("case", load("extract/opinion"), ids=identify)
def test_evaluation_opinion(case: Case) -> None:
    outline, fields = article("evaluation_opinion", case["title"], case["text"])
    record = extract_evaluation_opinion(outline, fields, CONTEXT)
    assert_spans_point_home(outline.body.source, record.model_dump())
    ballots, period = record.ballots, record.period
    rates = {
        key: plain(rate) if (rate := getattr(record, key)) is not None else None
        for key in ("satisfaction_percent", "truthfulness_percent")
    }
    _check(
        case,
        {
            "people": all_said(record.people),
            "group": record.group,
            "lead": said(record.lead),
            "period": period and [period.start and str(period.start), period.end and str(period.end), period.text],
            "ballots": ballots and [ballots.sent, ballots.returned, ballots.attended],
            "votes": [f"{vote.choice}={vote.count}" for vote in record.votes],
            "verdict": record.verdict,
            "problems": [one.text for one in record.problems],
            "suggestions": [one.text for one in record.suggestions],
            **rates,
        },
    )
