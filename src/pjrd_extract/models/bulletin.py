"""The bulletin as a whole."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Discriminator, SerializeAsAny, Tag

from pjrd_extract._text import Span
from pjrd_extract.models.articles import (
    Agenda,
    Appointments,
    Attendance,
    BudgetReport,
    CustomArticle,
    DutyReport,
    EvaluationOpinion,
    Meeting,
    Other,
    Resolution,
    WorkReport,
)
from pjrd_extract.models.base import Record

__all__ = [
    "ARTICLE_MODELS",
    "SCHEMA_VERSION",
    "AnyArticle",
    "Bulletin",
    "ContentsEntry",
    "Evidence",
    "Finding",
    "Masthead",
    "Source",
]

SCHEMA_VERSION = "1.0"

ARTICLE_MODELS = (
    Meeting,
    Agenda,
    DutyReport,
    EvaluationOpinion,
    Attendance,
    Appointments,
    Resolution,
    WorkReport,
    BudgetReport,
    Other,
)
"""The models of the built-in kinds."""

_KINDS = frozenset(model.model_fields["kind"].default for model in ARTICLE_MODELS)


def _tag(value: Any) -> str:
    if isinstance(value, CustomArticle):
        return "custom"
    kind = value.get("kind") if isinstance(value, dict) else getattr(value, "kind", None)
    return kind if isinstance(kind, str) and kind in _KINDS else "custom"


AnyArticle = Annotated[
    Annotated[Meeting, Tag("meeting")]
    | Annotated[Agenda, Tag("agenda")]
    | Annotated[DutyReport, Tag("duty_report")]
    | Annotated[EvaluationOpinion, Tag("evaluation_opinion")]
    | Annotated[Attendance, Tag("attendance")]
    | Annotated[Appointments, Tag("appointments")]
    | Annotated[Resolution, Tag("resolution")]
    | Annotated[WorkReport, Tag("work_report")]
    | Annotated[BudgetReport, Tag("budget_report")]
    | Annotated[Other, Tag("other")]
    | Annotated[SerializeAsAny[CustomArticle], Tag("custom")],
    Discriminator(_tag),
]
"""An article of a built-in kind, or a ``CustomArticle`` that keeps the fields of its own kind."""


class Source(Record):
    """The file as given. ``characters`` counts the decoded text that all spans point into."""

    name: str
    sha256: str
    format: str
    encoding: str
    characters: int


class Masthead(Record):
    """The head of the bulletin: who issues it, which number of the year, which number in all, and the date."""

    title: str | None = None
    issuer: str | None = None
    issue_number: int | None = None
    serial_number: int | None = None
    published_on: date | None = None


class ContentsEntry(Record):
    """A line of the table of contents (目录)."""

    title: str
    page: int | None = None
    span: Span


class Evidence(Record):
    """A place that a finding rests on: index of the article (``None`` outside all), span and the text there."""

    article: int | None = None
    span: Span
    text: str


class Finding(Record):
    """Something in the bulletin that does not agree with itself."""

    code: str
    severity: Literal["error", "warning", "info"]
    message: str
    evidence: tuple[Evidence, ...] = ()


class Bulletin(Record):
    """A bulletin as validated records; serialises to the JSON that the schema describes."""

    schema_version: str = SCHEMA_VERSION
    source: Source
    reference_date: date | None = None
    masthead: Masthead
    contents: tuple[ContentsEntry, ...] = ()
    articles: tuple[AnyArticle, ...] = ()
    findings: tuple[Finding, ...] = ()
