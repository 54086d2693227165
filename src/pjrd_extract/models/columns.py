"""The columns that tables and data frames have in common, in one place: name, type, Chinese label, meaning."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

__all__ = [
    "ARTICLE_COLUMN",
    "ARTICLE_KIND_COLUMN",
    "BULLETIN_COLUMN",
    "FRAME_COLUMNS",
    "METRIC_COLUMN",
    "METRIC_COLUMNS",
    "SPAN_COLUMNS",
    "Column",
    "ColumnType",
]

ColumnType: TypeAlias = Literal["text", "integer", "decimal", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``name`` in code and files, ``label`` in Chinese, ``description`` of what it means.

    ``choice`` says that its texts are few and come again and again, ``key`` that it is part of the key of its table.
    """

    name: str
    type: ColumnType
    label: str
    description: str
    choice: bool = False
    key: bool = False


BULLETIN_COLUMN = Column("bulletin_id", "text", "公报", "the bulletin: the path of its file below the folder given")
ARTICLE_COLUMN = Column("article", "integer", "篇序", "index of the article in the bulletin, from 0")
ARTICLE_KIND_COLUMN = Column("kind", "text", "类别", "kind of article", choice=True)
METRIC_COLUMN = Column("metric", "integer", "指标序", "number of the metric in the article, from 0")

SPAN_COLUMNS = (
    Column("start", "integer", "起", "first character in the source text"),
    Column("end", "integer", "止", "character after the last in the source text"),
)

METRIC_COLUMNS = (
    Column("name", "text", "指标名称", "what is measured"),
    Column("text", "text", "原文", "the quantity as written"),
    Column("value", "decimal", "数值", "value with multipliers folded in; none for a range"),
    Column("low", "decimal", "下限", "lower end of a range"),
    Column("high", "decimal", "上限", "upper end of a range"),
    Column("unit", "text", "单位", "unit of value, low and high", choice=True),
    Column("kind", "text", "量类", "money, area, count, percent …", choice=True),
    Column("bound", "text", "约数", "exact, about, nearly, over, at_least, under, at_most or range", choice=True),
    Column("role", "text", "性质", "level, change, gap, share or rank", choice=True),
    Column("direction", "text", "方向", "up, down, above or below", choice=True),
    Column("basis", "text", "比较基准", "what a change is against", choice=True),
    Column("status", "text", "状态", "actual, target or expected", choice=True),
    Column("scope", "text", "范围", "place or body that the figure is of"),
    Column("period_start", "date", "时期起", "first day of the period"),
    Column("period_end", "date", "时期止", "last day of the period"),
    Column("period_text", "text", "时期原文", "the period as written"),
    Column("si_value", "decimal", "国际单位数值", "the value in the SI unit"),
    Column("si_unit", "text", "国际单位", "the SI unit", choice=True),
    Column("section", "text", "所在章节", "titles of the sections that hold it, outermost first, joined by ' / '"),
    Column(
        "review", "text", "人工核对", "accepted, edited or added by a person; none where nobody has looked", choice=True
    ),
    *SPAN_COLUMNS,
)
"""What is said of a metric, as ``metric_row`` gives it."""

FRAME_COLUMNS = (
    BULLETIN_COLUMN,
    ARTICLE_COLUMN,
    replace(ARTICLE_KIND_COLUMN, name="article_kind", label="文章类别"),
    Column("article_title", "text", "文章标题", "title of the article"),
    METRIC_COLUMN,
    *METRIC_COLUMNS,
)
"""The columns of ``Bulletin.metrics_frame``: those of a metric behind what tells of its article."""
