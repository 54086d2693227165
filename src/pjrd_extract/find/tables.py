"""Markdown tables of indicators: name from the row's head, unit and period from column, caption or cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from pjrd_extract._text import Span
from pjrd_extract.find.periods import FoundPeriod, PeriodFinder
from pjrd_extract.find.quantities import QuantityFinder
from pjrd_extract.models.metric import Direction, Role, Status
from pjrd_extract.normalize.quantity import Quantity

__all__ = ["Cell", "TableFigure", "TableReader", "table_regions"]

_REGION = regex.compile(r"^[ \t]*\|[^\n]*(?:\n[ \t]*\|[^\n]*)+", regex.MULTILINE)
_RULE_ROW = regex.compile(r"^[\s|:\-—–]+$")
_CAPTION_UNIT = regex.compile(r"单位[:：]\s*([^\s，,；;)）|\n]{1,12})")
_UNIT_IN_HEAD = regex.compile(
    r"[（(]\s*(?:单位[:：])?([^（）()]{1,10})[）)]\s*$|(?<=[长速幅率比减重])([%％])$|([%％])$"
)
_NUMBER = regex.compile(
    r"^[+＋]?(-|－|−)?\s*([0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)\s*([^0-9]*)$"
)
_HEAD_MARK = regex.compile(
    r"^(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+[、.．](?![0-9])|[①-⑳]|其中[:：]?|#|—+|-+)\s*"
)
_NAMES = regex.compile(r"指标|项目|科目|名称|类别|内容|事项|地区|乡镇|单位名称|部门|领域|类型")
_ORDINAL = regex.compile(r"^(?:序号|编号|No\.?|行次)$")
_GROWTH = regex.compile(r"增长|增幅|增速|增减|同比|±|比上年|较上年|降幅|变动|涨幅")
_SHARE = regex.compile(r"占|比重|比例|完成率|进度|为预算|达成率|率$|完成[^额数]*[%％]$")
_RANK = regex.compile(r"排名|位次|名次|位序")
_TARGET = regex.compile(r"预算数|预算$|草案|计划|目标|任务")
_EXPECTED = regex.compile(r"预计|预期")
_NEUTRAL = regex.compile(
    r"^(?:数值|金额|完成数?|完成情况|实绩|执行数|决算数|预算数|数量|实际(?:完成)?|绝对[数值]|总量|合计|计划数?|目标数?|任务数?|"
    r"累计|本期|数据|值|数额|预算|决算|草案|预期目标|完成值|增长|增幅|增速|同比|同比增长|比上年增长|比上年|较上年增长|增减|排名|位次)?$"
)
_PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: its text without blanks at the ends, and where that stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TableFigure:
    """A figure of a table with all that its row and column say of it."""

    quantity: Quantity
    name: str
    role: Role
    direction: Direction | None
    basis: str | None
    status: Status
    period: FoundPeriod | None


@dataclass(slots=True)
class _Column:
    head: str
    unit: str | None = None
    period: FoundPeriod | None = None
    role: Role = "level"
    basis: str | None = None
    status: Status = "actual"
    rest: str = ""


def table_regions(text: str) -> list[tuple[int, int]]:
    """The ``(start, end)`` of each table of ``text``: two or more lines that begin with ``|``.

    >>> table_regions("甲\\n| 指标 | 数值 |\\n|---|---|\\n| 户数 | 3 |\\n乙")
    [(2, 33)]
    """
    return [match.span() for match in _REGION.finditer(text)] if "|" in text else []


class TableReader:
    """Reads the figures out of tables, with the finders of one set of rules."""

    def __init__(self, quantities: QuantityFinder, periods: PeriodFinder) -> None:
        self._quantities = quantities
        self._periods = periods
        self._units: dict[str, Quantity | None] = {}

    def read(self, text: str, region: tuple[int, int], reference_date: dt.date | None) -> Iterator[TableFigure]:
        """The figures of the table ``text[region]``, row by row; offsets count in ``text``."""
        rows = _rows(text, *region)
        rule = next((i for i, row in enumerate(rows) if all(_RULE_ROW.match(cell.text) for cell in row)), None)
        heads, body = (rows[:rule], rows[rule + 1 :]) if rule else (rows[:1], rows[1:])
        if not heads or not body:
            return
        caption = _caption(text, region[0])
        width = max(len(row) for row in rows)
        columns = [self._column(text, heads, i, reference_date) for i in range(width)]
        name_at = next((i for i, c in enumerate(columns) if _NAMES.search(c.head) and not _ORDINAL.match(c.head)), None)
        if name_at is None:
            name_at = 1 if columns and _ORDINAL.match(columns[0].head) and width > 1 else 0
        unit_at = next((i for i, c in enumerate(columns) if c.head in ("单位", "计量单位")), None)
        for row in body:
            if len(row) <= name_at:
                continue
            label = _HEAD_MARK.sub("", row[name_at].text)
            while label != (shorter := _HEAD_MARK.sub("", label)):
                label = shorter
            label, own_unit = _split_unit(label)
            if not label:
                continue
            row_unit = row[unit_at].text if unit_at is not None and unit_at < len(row) else own_unit
            for i, cell in enumerate(row):
                if i in (name_at, unit_at) or _ORDINAL.match(columns[i].head) or i < name_at:
                    continue
                figure = self._figure(cell, label, columns[i], row_unit, caption)
                if figure is not None:
                    yield figure

    def _column(self, text: str, heads: list[list[Cell]], index: int, reference_date: dt.date | None) -> _Column:
        cells = [row[index] for row in heads if index < len(row)]
        head = "".join(dict.fromkeys(cell.text for cell in cells))
        column = _Column(head)
        head_rest, column.unit = _split_unit(head)
        for cell in cells:
            found = self._periods.find(text[cell.start : cell.end], reference_date)
            if found:
                first = found[0]
                column.period = replace(
                    first, span_start=first.span_start + cell.start, span_end=first.span_end + cell.start
                )
                head_rest = head_rest.replace(first.text, "", 1)
        if _GROWTH.search(head):
            column.role = "change"
            match = regex.search(r"同比|环比|(?:比|较)(上年|去年|上月)", head)
            column.basis = (match[1] or match.group()) if match else None
        elif _RANK.search(head):
            column.role = "rank"
        elif _SHARE.search(head):
            column.role = "share"
        if _EXPECTED.search(head):
            column.status = "expected"
        elif _TARGET.search(head) and not _SHARE.search(head) and "执行" not in head and "完成" not in head:
            column.status = "target"
        column.rest = "" if column.role in ("change", "rank") or _NEUTRAL.match(head_rest) else head_rest
        return column

    def _figure(
        self, cell: Cell, label: str, column: _Column, row_unit: str | None, caption: str | None
    ) -> TableFigure | None:
        match = _NUMBER.match(cell.text)
        if match is None:
            return None
        negative, digits, own_unit = match[1], match[2], match[3].strip()
        if column.role == "rank":
            unit = "位"
        else:
            unit = own_unit or column.unit or (_PERCENT if column.role == "change" and row_unit not in ("%",) else None)
            if column.role == "change" and not own_unit and column.unit is None and row_unit == "%":
                unit = "百分点"
            unit = unit or row_unit or caption or ""
        pattern = self._unit(unit)
        if pattern is None:
            return None
        number = Decimal(digits.replace(",", "").replace("，", ""))
        value = number * (pattern.value or Decimal(1))
        direction: Direction | None = None
        role: Role = column.role
        if role == "change":
            direction = "down" if negative or "降" in column.head else "up"
        elif negative:
            role, direction = "change", "down"
        if role == "level" and pattern.kind == "percent":
            role = "share"
            if regex.search(r"增长$|增速$|增幅$|增长率$", label):
                role, direction = "change", "up"
        quantity = replace(pattern, value=value, text=cell.text, span=Span(cell.start, cell.end), bound="exact")
        if unit == "位":
            quantity = replace(quantity, unit="位", kind="rank")
        name = label + column.rest
        return TableFigure(quantity, name, role, direction, column.basis, column.status, column.period)

    def _unit(self, unit: str) -> Quantity | None:
        """What one of ``unit`` is, multiplier folded in: 万元 is 10000 元; ``None`` for what is no unit."""
        if unit not in self._units:
            made: Quantity | None = None
            found = self._quantities.find(f"共1{unit}") if unit else []
            if len(found) == 1 and found[0].span.end == 2 + len(unit):
                made = found[0]
            elif not unit:
                found = self._quantities.find("共1个")
                made = replace(found[0], unit="", kind="count") if found else None
            self._units[unit] = made
        return self._units[unit]


def _rows(text: str, start: int, end: int) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    at = start
    for line in text[start:end].split("\n"):
        cells: list[Cell] = []
        left = line.find("|")
        while left != -1:
            right = line.find("|", left + 1)
            piece = line[left + 1 : right] if right != -1 else line[left + 1 :]
            if right != -1 or piece.strip():
                inner = piece.strip()
                offset = at + left + 1 + (len(piece) - len(piece.lstrip()))
                cells.append(Cell(inner, offset, offset + len(inner)))
            left = right
        rows.append(cells)
        at += len(line) + 1
    return rows


def _caption(text: str, start: int) -> str | None:
    match = None
    for match in _CAPTION_UNIT.finditer(text, max(start - 60, 0), start):
        pass
    return match[1] if match else None


def _split_unit(head: str) -> tuple[str, str | None]:
    match = _UNIT_IN_HEAD.search(head)
    if match is None:
        return head, None
    return head[: match.start()].strip(), (match[1] or match[2] or match[3]).removeprefix("单位：").strip()
