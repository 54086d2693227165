"""Every table and column, in one place: name, type, Chinese label, meaning. Writers and docs/tables.md go by it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

from pjrd_extract.models.columns import (
    ARTICLE_COLUMN,
    ARTICLE_KIND_COLUMN,
    BULLETIN_COLUMN,
    METRIC_COLUMN,
    METRIC_COLUMNS,
    SPAN_COLUMNS,
    Column,
    ColumnType,
)

__all__ = ["TABLES", "Column", "ColumnType", "Table"]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: ``name``, its Chinese ``label``, what a row is, and the columns in their order."""

    name: str
    label: str
    row: str
    columns: tuple[Column, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """The names of the columns that tell one row from every other."""
        return tuple(column.name for column in self.columns if column.key)


def _table(name: str, label: str, row: str, *columns: _Spec, keys: int) -> Table:
    """A table whose first ``keys`` columns are its key."""
    made = (column if isinstance(column, Column) else Column(*column) for column in columns)
    return Table(name, label, row, tuple(replace(column, key=at < keys) for at, column in enumerate(made)))


_Spec: TypeAlias = Column | tuple[str, ColumnType, str, str] | tuple[str, ColumnType, str, str, bool]

_START, _END = SPAN_COLUMNS

_TABLES = (
    _table(
        "bulletins",
        "公报",
        "a bulletin",
        BULLETIN_COLUMN,
        ("name", "text", "文件名", "name of the file"),
        ("sha256", "text", "校验和", "SHA-256 of the file"),
        ("format", "text", "格式", "format of the file", True),
        ("encoding", "text", "编码", "character encoding of the file", True),
        ("characters", "integer", "字数", "length of the source text in characters"),
        ("title", "text", "刊名", "title in the masthead"),
        ("issuer", "text", "编印单位", "who issues it"),
        ("issue_number", "integer", "期号", "number of the year"),
        ("serial_number", "integer", "总期号", "number in all"),
        ("published_on", "date", "出版日期", "date in the masthead"),
        ("reference_date", "date", "基准日期", "what 今年 and the like were resolved against"),
        ("articles", "integer", "篇数", "articles found"),
        ("metrics", "integer", "指标数", "metrics found"),
        ("findings", "integer", "疑点数", "findings"),
        keys=1,
    ),
    _table(
        "articles",
        "文章",
        "an article",
        BULLETIN_COLUMN,
        ARTICLE_COLUMN,
        ARTICLE_KIND_COLUMN,
        ("title", "text", "标题", "title"),
        ("byline", "text", "署名", "who wrote or gave it"),
        ("sections", "integer", "节数", "sections of all levels"),
        ("metrics", "integer", "指标数", "metrics found"),
        _START,
        _END,
        keys=2,
    ),
    _table(
        "sections",
        "章节",
        "a section of an article",
        BULLETIN_COLUMN,
        ARTICLE_COLUMN,
        ("section", "integer", "节序", "number of the section in the article, from 0, in reading order"),
        ("parent", "integer", "上级节序", "the section that holds it; none at the top"),
        ("level", "integer", "层级", "depth, from 1"),
        ("marker", "text", "序号", "marker as written: 一、 （一） 1、"),
        ("title", "text", "标题", "title"),
        ("role", "text", "作用", "overview, achievements, problems, causes, plans, assessment or suggestions", True),
        _START,
        _END,
        keys=3,
    ),
    _table(
        "metrics",
        "指标",
        "a figure that a bulletin reports, plans or expects",
        BULLETIN_COLUMN,
        ARTICLE_COLUMN,
        METRIC_COLUMN,
        *METRIC_COLUMNS,
        keys=3,
    ),
    _table(
        "meetings",
        "会议",
        "the news of a meeting",
        BULLETIN_COLUMN,
        ARTICLE_COLUMN,
        ("body", "text", "机关", "the body that met"),
        ("congress", "integer", "届", "which congress"),
        ("session", "integer", "次", "which session"),
        ("date", "date", "开始日期", "first day"),
        ("end_date", "date", "结束日期", "last day, where it took more than one"),
        ("chairs", "text", "主持人", "who chaired, joined by 、"),
        ("present_count", "integer", "实到人数", "how many were present, as stated"),
        ("expected_count", "integer", "应到人数", "how many should have been, as stated"),
        ("agenda", "text", "议程", "points of the agenda, one a line"),
        ("results", "text", "结果", "what was decided or found, one a line"),
        keys=2,
    ),
    _table(
        "duty_reports",
        "履职报告",
        "an official's report on the duty",
        BULLETIN_COLUMN,
        ARTICLE_COLUMN,
        ("person", "text", "姓名", "whose report it is"),
        ("post", "text", "职务", "the post"),
        ("since", "text", "任职时间", "in office since: an ISO date that may stop at month or year"),
        ("since_text", "text", "任职时间原文", "that date as written"),
        ("portfolio", "text", "分工", "what the official is in charge of, one passage a line"),
        ("achievements", "text", "成效", "what was done, one point a line"),
        ("problems", "text", "问题", "problems, one a line"),
        ("plans", "text", "打算", "plans, one a line"),
        ("honours", "text", "荣誉", "honours, one passage a line"),
        keys=2,
    ),
    _table(
        "evaluation_opinions",
        "评价意见",
        "an opinion of an inquiry group",
        BULLETIN_COLUMN,
        ARTICLE_COLUMN,
        ("people", "text", "被评议人", "who is appraised, joined by 、"),
        ("group", "text", "调查组", "the group"),
        ("lead", "text", "组长", "its lead"),
        ("period_start", "date", "时期起", "first day of the inquiry"),
        ("period_end", "date", "时期止", "last day of the inquiry"),
        ("period_text", "text", "时期原文", "that period as written"),
        ("ballots_sent", "integer", "发出票数", "ballots sent"),
        ("ballots_returned", "integer", "收回票数", "ballots returned"),
        ("ballots_attended", "integer", "参评人数", "people who took part"),
        ("votes", "text", "票数", "choices with their counts, joined by 、"),
        ("satisfaction_percent", "decimal", "满意率", "satisfaction in per cent"),
        ("truthfulness_percent", "decimal", "属实率", "truthfulness in per cent"),
        ("verdict", "text", "结论", "the verdict"),
        ("problems", "text", "问题", "problems, one a line"),
        ("suggestions", "text", "建议", "suggestions, one a line"),
        keys=2,
    ),
    _table(
        "attendance",
        "出席",
        "a person in the news of a meeting or in its list",
        BULLETIN_COLUMN,
        ARTICLE_COLUMN,
        ("entry", "integer", "人序", "number of the person in the article, from 0"),
        ("attendance", "text", "出席情况", "chair, present, absent or observer", True),
        ("name", "text", "姓名", "name without blanks"),
        ("post", "text", "职务", "the post as written"),
        ("note", "text", "备注", "a note such as 女 or 病假"),
        _START,
        _END,
        keys=3,
    ),
    _table(
        "appointments",
        "任免",
        "an appointment, removal or accepted resignation",
        BULLETIN_COLUMN,
        ARTICLE_COLUMN,
        ("entry", "integer", "任免序", "number of the entry in the article, from 0"),
        ("action", "text", "任免", "appoint, remove or accept_resignation", True),
        ("name", "text", "姓名", "name without blanks"),
        ("post", "text", "职务", "the post given, taken or left"),
        ("note", "text", "备注", "a note such as 女"),
        _START,
        _END,
        keys=3,
    ),
    _table(
        "findings",
        "疑点",
        "a place where the bulletin does not agree with itself",
        BULLETIN_COLUMN,
        ("finding", "integer", "疑点序", "number of the finding in the bulletin, from 0"),
        ("code", "text", "代码", "code of the finding", True),
        ("severity", "text", "程度", "error, warning or info", True),
        ("message", "text", "说明", "what does not agree"),
        ("article", "integer", "篇序", "article of the first piece of evidence"),
        _START,
        _END,
        ("text", "text", "原文", "the text there"),
        ("evidence", "integer", "证据数", "pieces of evidence in all"),
        keys=2,
    ),
)

TABLES: dict[str, Table] = {table.name: table for table in _TABLES}
"""The tables by name, in the order in which files and sheets have them."""
