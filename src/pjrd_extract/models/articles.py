"""One model a kind of article. All share the fields of ``Article``; the kind's own follow them."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import ConfigDict

from pjrd_extract._text import Span
from pjrd_extract.models.base import DecimalString, PartialDate, Record
from pjrd_extract.models.metric import Metric
from pjrd_extract.models.parts import Item, Passage, Period, Person, Section

__all__ = [
    "Agenda",
    "Appointment",
    "Appointments",
    "Article",
    "Attendance",
    "Ballots",
    "BudgetReport",
    "CustomArticle",
    "DutyReport",
    "EvaluationOpinion",
    "Meeting",
    "MeetingResult",
    "Other",
    "Resolution",
    "Vote",
    "WorkReport",
]


class Article(Record):
    """What every article has, whatever its kind."""

    kind: str
    index: int
    title: str
    byline: str | None = None
    span: Span
    sections: tuple[Section, ...] = ()
    metrics: tuple[Metric, ...] = ()


class MeetingResult(Record):
    """What a meeting decided or found: ``item`` 满意度测评, ``outcome`` 满意."""

    item: str
    outcome: str | None = None
    text: str
    span: Span


class Meeting(Article):
    """News of a meeting: the body that met, which congress (届) and session (次), who chaired and who was there."""

    kind: Literal["meeting"] = "meeting"
    body: str | None = None
    congress: int | None = None
    session: int | None = None
    date: dt.date | None = None
    end_date: dt.date | None = None
    chairs: tuple[Person, ...] = ()
    present_count: int | None = None
    expected_count: int | None = None
    present: tuple[Person, ...] = ()
    observers: tuple[Person, ...] = ()
    agenda: tuple[Item, ...] = ()
    results: tuple[MeetingResult, ...] = ()


class Agenda(Article):
    """The agenda of a meeting."""

    kind: Literal["agenda"] = "agenda"
    body: str | None = None
    congress: int | None = None
    session: int | None = None
    adopted_on: dt.date | None = None
    items: tuple[Item, ...] = ()


class DutyReport(Article):
    """An official's report on how he or she did the duty (履职情况报告, 述职报告)."""

    kind: Literal["duty_report"] = "duty_report"
    person: Person | None = None
    since: PartialDate | None = None
    since_text: str | None = None
    portfolio: tuple[Passage, ...] = ()
    achievements: tuple[Item, ...] = ()
    problems: tuple[Item, ...] = ()
    plans: tuple[Item, ...] = ()
    honours: tuple[Passage, ...] = ()


class Ballots(Record):
    """Ballots of an appraisal: ``sent`` (发出), ``returned`` (收回), ``attended`` (参加测评)."""

    sent: int | None = None
    returned: int | None = None
    attended: int | None = None


class Vote(Record):
    """How many chose what: 满意 30."""

    choice: str
    count: int


class EvaluationOpinion(Article):
    """What an inquiry group found of one or more officials (评价意见书)."""

    kind: Literal["evaluation_opinion"] = "evaluation_opinion"
    people: tuple[Person, ...] = ()
    group: str | None = None
    lead: Person | None = None
    period: Period | None = None
    ballots: Ballots | None = None
    votes: tuple[Vote, ...] = ()
    satisfaction_percent: DecimalString | None = None
    truthfulness_percent: DecimalString | None = None
    verdict: str | None = None
    problems: tuple[Item, ...] = ()
    suggestions: tuple[Item, ...] = ()


class Attendance(Article):
    """The list of who was present, absent or observing, with the counts that its headings state."""

    kind: Literal["attendance"] = "attendance"
    body: str | None = None
    congress: int | None = None
    session: int | None = None
    present_count: int | None = None
    present: tuple[Person, ...] = ()
    absent_count: int | None = None
    absent: tuple[Person, ...] = ()
    observers: tuple[Person, ...] = ()


class Appointment(Record):
    """One appointment, removal or accepted resignation."""

    person: Person
    action: Literal["appoint", "remove", "accept_resignation"]
    post: str
    span: Span


class Appointments(Article):
    """A list of appointments and removals (任免名单)."""

    kind: Literal["appointments"] = "appointments"
    appointments: tuple[Appointment, ...] = ()


class Resolution(Article):
    """A resolution or decision (决议, 决定)."""

    kind: Literal["resolution"] = "resolution"


class WorkReport(Article):
    """A report of a government, court, procuratorate or the committee itself."""

    kind: Literal["work_report"] = "work_report"


class BudgetReport(Article):
    """A report on budget, final accounts, audit or the plan."""

    kind: Literal["budget_report"] = "budget_report"


class Other(Article):
    """An article of no known kind: title, sections and metrics are kept."""

    kind: Literal["other"] = "other"


class CustomArticle(Article):
    """Base of the models of kinds that a user adds, and what JSON with an unknown kind is read back as."""

    model_config = ConfigDict(frozen=True, extra="allow")
