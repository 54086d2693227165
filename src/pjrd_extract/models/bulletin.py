"""The bulletin as a whole."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args, overload

from pydantic import (
    Discriminator,
    GetCoreSchemaHandler,
    PrivateAttr,
    SerializationInfo,
    SerializeAsAny,
    SerializerFunctionWrapHandler,
    Tag,
)
from pydantic_core import CoreSchema, core_schema

from pjrd_extract._arguments import check_choices, check_type
from pjrd_extract._text import Span
from pjrd_extract.errors import PjrdError
from pjrd_extract.models.articles import (
    Agenda,
    Appointments,
    Article,
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
from pjrd_extract.models.metric import Kind, Metric, Role, Status
from pjrd_extract.models.parts import Person
from pjrd_extract.models.place import Boxes, PageBox, Place
from pjrd_extract.models.queries import MetricQuery, best_match, days_of

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from pjrd_extract.models.display import Highlight
    from pjrd_extract.models.frames import Engine, Numbers

__all__ = [
    "ARTICLE_MODELS",
    "SCHEMA_VERSION",
    "AnyArticle",
    "Bulletin",
    "ContentsEntry",
    "Evidence",
    "Finding",
    "Masthead",
    "Place",
    "Source",
]

SCHEMA_VERSION = "1.1"

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


def _written(articles: tuple[Article, ...], by_kind: SerializerFunctionWrapHandler, info: SerializationInfo) -> Any:
    # What a model that derives from a built-in one adds is no part of its kind: only the union leaves it out.
    own = all(type(article) in ARTICLE_MODELS or isinstance(article, CustomArticle) for article in articles)
    whole = info.include is None and info.exclude is None
    return articles if own and whole else by_kind(articles)


class _AsOwnModels:
    """Has articles written by their own models: a union makes dictionaries of them first, which takes as long again."""

    @staticmethod
    def __get_pydantic_core_schema__(source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        # WrapSerializer would have the type of what is given back, and the JSON schema say that.
        written = core_schema.wrap_serializer_function_ser_schema(_written, info_arg=True)
        schema["serialization"] = written  # type: ignore[index]
        return schema


class Source(Record):
    """The file as given. ``characters`` counts the text that all spans point into.

    That is the decoded file, and ``text`` is ``None``; of a document (DOCX, HTML, PDF) it is the ``text`` made of it,
    and ``pages`` are where each page of a PDF stands in it.
    """

    name: str
    sha256: str
    format: str
    encoding: str
    characters: int
    text: str | None = None
    pages: tuple[Span, ...] = ()


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


@dataclass(frozen=True, slots=True)
class _Kept:
    """The text of a bulletin and where it stands on pages, which are no part of the record.

    Two bulletins are equal whether or not they have them.
    """

    text: str | None = field(default=None, compare=False, repr=False)
    boxes: Boxes | None = field(default=None, compare=False, repr=False)


class Bulletin(Record):
    """A bulletin as validated records; serialises to the JSON that the schema describes."""

    schema_version: str = SCHEMA_VERSION
    source: Source
    reference_date: date | None = None
    masthead: Masthead
    contents: tuple[ContentsEntry, ...] = ()
    articles: Annotated[tuple[AnyArticle, ...], _AsOwnModels] = ()
    findings: tuple[Finding, ...] = ()
    _kept: _Kept = PrivateAttr(default=_Kept())

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """The metrics of all articles, in the order of the source; ``find`` chooses among them.

        >>> from pjrd_extract import extract
        >>> [metric.text for metric in extract("2023年，全县完成地方税收6.72亿元；新建学校3所。").metrics]
        ['6.72亿元', '3所']
        """
        return tuple(metric for article in self.articles for metric in article.metrics)

    def find(
        self,
        name: str | None = None,
        *,
        least_likeness: float = 1.0,
        unit: str | None = None,
        kind: Kind | None = None,
        role: Role | None = None,
        status: Status | None = None,
        period: str | None = None,
    ) -> list[Metric]:
        """The metrics of all articles that are what is asked for, in the order of the source.

        ``name`` stands in the metric's name, blanks, quotes and brackets apart; with ``least_likeness`` below 1, names
        also count that have at least this share of their pairs of characters in common with ``name``. ``unit``,
        ``kind``, ``role`` and ``status`` are as in the metric. ``period`` is a year, month or day (``2023``,
        ``2023-06``, ``2023-06-30``) that the metric's period, start and end known, lies wholly in. Raises
        ``PeriodError`` where it is none of these, and ``TypeError`` or ``ValueError``, which names the argument, for
        what is no choice.

        >>> from pjrd_extract import extract
        >>> bulletin = extract("关于财政工作的报告\\n\\n2023年，全县完成地方税收6.72亿元，同比增长12.4%；新建学校3所。")
        >>> [(metric.text, metric.role) for metric in bulletin.find("地方税收")]
        [('6.72亿元', 'level'), ('12.4%', 'change')]
        >>> [metric.text for metric in bulletin.find("税收收入", least_likeness=0.3, unit="元", period="2023")]
        ['6.72亿元']
        """
        for argument, text in (("name", name), ("unit", unit), ("period", period)):
            check_type(argument, text, str, or_none=True)
        check_type("least_likeness", least_likeness, int, float)
        for argument, choice, choices in (("kind", kind, Kind), ("role", role, Role), ("status", status, Status)):
            check_choices(argument, [] if choice is None else [choice], get_args(choices))
        query = MetricQuery(name, least_likeness, unit, kind, role, status, None if period is None else days_of(period))
        return list(query.select(self.metrics))

    def duty_report_of(self, person: str | Person) -> DutyReport | None:
        """The duty report of ``person``, a name or a record; ``None`` where there is none.

        Of namesakes' reports it is the one with the post of the record, else the first.

        >>> from pjrd_extract import extract
        >>> bulletin = extract("履职情况报告\\n\\n县水利局局长 纪楠\\n\\n现将履职情况报告如下。")
        >>> bulletin.duty_report_of("纪 楠").person.post
        '县水利局局长'
        """
        reports = [one for one in self.articles if isinstance(one, DutyReport)]
        return best_match(((one.person, one) for one in reports if one.person is not None), person)

    def duty_reports_on(self, opinion: EvaluationOpinion) -> list[DutyReport]:
        """The duty reports of the people whom ``opinion`` is about, in its order; who has none is left out.

        >>> from pjrd_extract import extract
        >>> report = "# 履职情况报告\\n\\n县水利局局长 纪楠\\n\\n现将履职情况报告如下。\\n\\n"
        >>> bulletin = extract(report + "# 关于对县水利局局长纪楠同志的评价意见书\\n\\n总体评价良好。")
        >>> [report.title for report in bulletin.duty_reports_on(bulletin.opinion_on("纪楠"))]
        ['履职情况报告']
        """
        return [report for person in opinion.people if (report := self.duty_report_of(person)) is not None]

    def opinion_on(self, subject: str | Person | DutyReport) -> EvaluationOpinion | None:
        """The evaluation opinion on a person, or on the one whose duty report is given; ``None`` where there is none.

        Of opinions on namesakes it is the one with the post of the record, else the first.

        >>> from pjrd_extract import extract
        >>> extract("关于对县水利局局长纪楠同志的评价意见书\\n\\n总体评价良好。").opinion_on("纪楠").people[0].name
        '纪楠'
        """
        person = subject.person if isinstance(subject, DutyReport) else subject
        if person is None:
            return None
        opinions = [one for one in self.articles if isinstance(one, EvaluationOpinion)]
        return best_match(((each, one) for one in opinions for each in one.people), person)

    @overload
    def metrics_frame(
        self, engine: Literal["pandas"], *, bulletin_id: str | None = None, numbers: Numbers = "exact"
    ) -> pd.DataFrame: ...

    @overload
    def metrics_frame(
        self, engine: Literal["polars"], *, bulletin_id: str | None = None, numbers: Numbers = "exact"
    ) -> pl.DataFrame: ...

    @overload
    def metrics_frame(
        self, engine: None = None, *, bulletin_id: str | None = None, numbers: Numbers = "exact"
    ) -> pd.DataFrame | pl.DataFrame: ...

    def metrics_frame(
        self, engine: Engine | None = None, *, bulletin_id: str | None = None, numbers: Numbers = "exact"
    ) -> pd.DataFrame | pl.DataFrame:
        """The metrics of all articles as a data frame, a row each, in the order of the source.

        ``engine`` is ``"pandas"`` or ``"polars"``; by default pandas where it is installed, else polars. The column
        ``bulletin_id`` has the name of the source, or what is given. Values stay exact: objects of type ``Decimal`` in
        pandas, ``Decimal(38, 12)`` in polars, as ``to_pandas`` and ``to_polars`` have them; with ``numbers="float"``
        they are floats. Days of periods are datetimes and dates. Raises ``MissingExtraError`` without the engine, and
        ``ValueError`` for another.

        >>> from pjrd_extract import extract
        >>> frame = extract("关于财政工作的报告\\n\\n2023年，全县完成地方税收6.72亿元。").metrics_frame("pandas")
        >>> frame[["name", "value", "unit"]].to_dict("records")
        [{'name': '地方税收', 'value': Decimal('672000000'), 'unit': '元'}]
        """
        from pjrd_extract.models.frames import metrics_frame

        return metrics_frame(self, engine, bulletin_id, numbers)

    def highlight(self, span: Span, *, context: int = 60) -> Highlight:
        """``span`` of the source, with up to ``context`` characters before and after it: for print and notebooks.

        Raises ``PjrdError`` as ``text`` does, and for a span beyond the text.

        >>> from pjrd_extract import extract
        >>> bulletin = extract("关于财政工作的报告\\n\\n2023年，全县完成地方税收6.72亿元，同比增长12.4%。")
        >>> print(bulletin.highlight(bulletin.find("地方税收")[0].span, context=4))
        …地方税收【6.72亿元】，同比增…
        """
        from pjrd_extract.models.display import highlighted

        return highlighted(self.text, span, context)

    def _repr_html_(self) -> str:
        from pjrd_extract.models.display import bulletin_html

        return bulletin_html(self)

    @property
    def text(self) -> str:
        """The text that all spans point into: ``bulletin.text[metric.span.start : metric.span.end]``.

        Raises ``PjrdError`` for a bulletin that was loaded from the JSON of a text file, which does not hold it:
        ``with_text`` gives it back.
        """
        text = self.source.text if self.source.text is not None else self._kept.text
        if text is None:
            raise PjrdError("this bulletin was loaded without its text: use bulletin.with_text(text)")
        return text

    def with_text(self, text: str) -> Bulletin:
        """The bulletin with the decoded text of its file, line ends as they are. Raises ``PjrdError`` for another text.

        >>> source = Source(name="a.txt", sha256="", format="text", encoding="utf-8", characters=2)
        >>> Bulletin(source=source, masthead=Masthead()).with_text("公报").text
        '公报'
        """
        source = self.source
        known = source.encoding == "utf-8" and source.text is None and source.sha256
        if len(text) != source.characters or (known and not _is_of(text, source.sha256)):
            raise PjrdError(f"this is not the text of {source.name}")
        return self.keeping(text)

    def keeping(self, text: str, boxes: Boxes | None = None) -> Bulletin:
        """The bulletin with ``text`` as that of its file, unchecked: for whoever has just read it from there.

        ``boxes`` say where its characters stand on pages.
        """
        bulletin = self.model_copy()
        bulletin._kept = _Kept(text, boxes)
        return bulletin

    def locate(self, span: Span) -> Place:
        """Where ``span`` begins, and its boxes, one a line, on the pages of a PDF or a picture.

        Only a bulletin that was just read from its file has the boxes: they are no part of the JSON. Raises
        ``PjrdError`` as ``text`` does, and for a span beyond the text.

        >>> source = Source(name="a.txt", sha256="", format="text", encoding="utf-8", characters=9)
        >>> Bulletin(source=source, masthead=Masthead()).with_text("公报\\n\\n投资3亿元").locate(Span(6, 9))
        Place(line=3, column=3, paragraph=2, page=None, boxes=())
        """
        text = self.text
        if not 0 <= span.start <= span.end <= len(text):
            raise PjrdError(f"the text has {len(text)} characters", span=span)
        before = text[: span.start]
        line = before.rfind("\n") + 1
        paragraphs = sum(1 for one in before[:line].split("\n") if one.strip())
        page = sum(1 for one in self.source.pages if one.start <= span.start) or None
        found = self._kept.boxes.of(span.start, span.end) if self._kept.boxes is not None else ()
        boxes = tuple(PageBox(number + 1, *box) for number, box in found)
        return Place(before.count("\n") + 1, span.start - line + 1, paragraphs + 1, page, boxes)


def _is_of(text: str, sha256: str) -> bool:
    """Whether a UTF-8 file of this hash holds ``text``, with a byte order mark or without."""
    data = text.encode("utf-8", "surrogatepass")
    return sha256 in (hashlib.sha256(data).hexdigest(), hashlib.sha256(b"\xef\xbb\xbf" + data).hexdigest())
