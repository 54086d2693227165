"""Every table and column, in one place: name, type, Chinese label, meaning. Writers and docs/tables.md go by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["TABLES", "Column", "ColumnType", "Table"]

ColumnType: TypeAlias = Literal["text", "integer", "decimal", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``name`` in code and files, ``label`` in Chinese, ``key`` where it is part of the table's key."""

    name: str
    type: ColumnType
    label: str
    description: str
    key: bool = False


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
    return Table(name, label, row, tuple(Column(*column, key=at < keys) for at, column in enumerate(columns)))


_Spec: TypeAlias = tuple[str, ColumnType, str, str]

_ID: _Spec = ("bulletin_id", "text", "公报", "the bulletin: the path of its file below the folder given")
_ARTICLE: _Spec = ("article", "integer", "篇序", "index of the article in the bulletin, from 0")
_START: _Spec = ("start", "integer", "起", "first character in the source text")
_END: _Spec = ("end", "integer", "止", "character after the last in the source text")

_TABLES = (
    _table(
        "bulletins",
        "公报",
        "a bulletin",
        _ID,
        ("name", "text", "文件名", "name of the file"),
        ("sha256", "text", "校验和", "SHA-256 of the file"),
        ("format", "text", "格式", "format of the file"),
        ("encoding", "text", "编码", "character encoding of the file"),
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
        _ID,
        _ARTICLE,
        ("kind", "text", "类别", "kind of article"),
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
        _ID,
        _ARTICLE,
        ("section", "integer", "节序", "number of the section in the article, from 0, in reading order"),
        ("parent", "integer", "上级节序", "the section that holds it; none at the top"),
        ("level", "integer", "层级", "depth, from 1"),
        ("marker", "text", "序号", "marker as written: 一、 （一） 1、"),
        ("title", "text", "标题", "title"),
        ("role", "text", "作用", "overview, achievements, problems, causes, plans, assessment or suggestions"),
        _START,
        _END,
        keys=3,
    ),
    _table(
        "metrics",
        "指标",
        "a figure that a bulletin reports, plans or expects",
        _ID,
        _ARTICLE,
        ("metric", "integer", "指标序", "number of the metric in the article, from 0"),
        ("name", "text", "指标名称", "what is measured"),
        ("text", "text", "原文", "the quantity as written"),
        ("value", "decimal", "数值", "value with multipliers folded in; none for a range"),
        ("low", "decimal", "下限", "lower end of a range"),
        ("high", "decimal", "上限", "upper end of a range"),
        ("unit", "text", "单位", "unit of value, low and high"),
        ("kind", "text", "量类", "money, area, count, percent …"),
        ("bound", "text", "约数", "exact, about, nearly, over, at_least, under, at_most or range"),
        ("role", "text", "性质", "level, change, gap, share or rank"),
        ("direction", "text", "方向", "up, down, above or below"),
        ("basis", "text", "比较基准", "what a change is against"),
        ("status", "text", "状态", "actual, target or expected"),
        ("scope", "text", "范围", "place or body that the figure is of"),
        ("period_start", "date", "时期起", "first day of the period"),
        ("period_end", "date", "时期止", "last day of the period"),
        ("period_text", "text", "时期原文", "the period as written"),
        ("si_value", "decimal", "国际单位数值", "the value in the SI unit"),
        ("si_unit", "text", "国际单位", "the SI unit"),
        ("section", "text", "所在章节", "titles of the sections that hold it, outermost first, joined by ' / '"),
        ("review", "text", "人工核对", "accepted, edited or added by a person; none where nobody has looked"),
        _START,
        _END,
        keys=3,
    ),
    _table(
        "meetings",
        "会议",
        "the news of a meeting",
        _ID,
        _ARTICLE,
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
        _ID,
        _ARTICLE,
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
        _ID,
        _ARTICLE,
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
        _ID,
        _ARTICLE,
        ("entry", "integer", "人序", "number of the person in the article, from 0"),
        ("attendance", "text", "出席情况", "chair, present, absent or observer"),
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
        _ID,
        _ARTICLE,
        ("entry", "integer", "任免序", "number of the entry in the article, from 0"),
        ("action", "text", "任免", "appoint, remove or accept_resignation"),
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
        _ID,
        ("finding", "integer", "疑点序", "number of the finding in the bulletin, from 0"),
        ("code", "text", "代码", "code of the finding"),
        ("severity", "text", "程度", "error, warning or info"),
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
