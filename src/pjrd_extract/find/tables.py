"""Markdown tables of indicators: name from the row's head, unit and period from column, caption or cell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from pjrd_extract._patterns import rare
from pjrd_extract.find.lexicon import Lexicon, alternatives, last_match
from pjrd_extract.find.periods import FoundPeriod, PeriodFinder
from pjrd_extract.find.quantities import QuantityFinder
from pjrd_extract.find.same_span import same_span
from pjrd_extract.find.status import is_over
from pjrd_extract.models.metric import Direction, Role, Status
from pjrd_extract.normalize.quantity import FoundQuantity
from pjrd_extract.rules import Rules

__all__ = ["Cell", "TableFigure", "TableReader", "table_regions"]

_ROW = r"(?:[ \t]*\|[^\n]*|[^|\n]+(?:\|[^|\n]*){2,})"
_REGION = rare(re.compile, rf"(?m)^{_ROW}(?:\n{_ROW})+$")
_RULE_ROW = rare(re.compile, r"^[\s|:\-—–]+$")
_CAPTION_UNIT = rare(re.compile, r"单位[:：]\s*([^\s，,；;)）|\n]{1,12})")
_UNIT_IN_HEAD = rare(
    re.compile, r"[（(]\s*(?:单位[:：])?([^（）()]{1,10})[）)]\s*$|(?<=[长速幅率比减重])([%％])$|([%％])$"
)
_HEAD_MARK = rare(
    re.compile,
    r"^(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+[、.．](?![0-9])|[①-⑳]|其中[:：]?|#|—+|-+)\s*",
)
_BASIS = re.compile(r"同比|环比|(?:比|较)(上年|去年|上月)")
_RATE_OF_GROWTH = re.compile(r"增长$|增速$|增幅$|增长率$")
_FIGURE = r"[+＋]?(-|－|−)?\s*([0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)\s*([^0-9]*?)"
_PLAIN_FIGURE = re.compile(rf"{_FIGURE}%?")
_SAYS_PERCENT = re.compile(r"[%％率幅速]|增长")
_BEYOND_PERCENT = 500  # more is hardly per cent
_WIDEST = 30  # cells of a row that are compared with each other
_COMPARING = ("比", "较", "与", "为", "占", "于")
_MOST_UNITS = 1000


class Cell(NamedTuple):
    """A cell of a row: its text without blanks at the ends, and where that stands."""

    text: str
    start: int
    end: int


class _Times(NamedTuple):
    """What the times of a table are counted from: the date of its text, and the year that titles name."""

    reference: dt.date | None
    year: int | None


class TableFigure(NamedTuple):
    """A figure of a table with all that its row and column say of it."""

    quantity: FoundQuantity
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
    amount: bool = False
    vague: bool = False  # changes, in per cent or in the unit of the row
    basis: str | None = None
    status: Status = "actual"
    rest: str = ""
    same: bool = False


def table_regions(text: str) -> list[tuple[int, int]]:
    """The ``(start, end)`` of each table of ``text``: two or more lines that begin with ``|``, or hold two of them.

    >>> table_regions("甲\\n| 指标 | 数值 |\\n|---|---|\\n| 户数 | 3 |\\n乙")
    [(2, 34)]
    """
    return [match.span() for match in _REGION.finditer(text)] if "|" in text else []


class TableReader:
    """Reads the figures out of tables, with the finders of one set of rules."""

    def __init__(self, rules: Rules) -> None:
        self._quantities = rules.derived(QuantityFinder)
        self._periods = rules.derived(PeriodFinder)
        self._units: dict[str, FoundQuantity | None] = {}
        words = rules.derived(Lexicon).words
        self._label, self._growth, self._share, self._rank, self._target, self._expected, self._done = (
            re.compile(alternatives(words(f"table:{kind}")))
            for kind in ("label", "growth", "share", "rank", "target", "expected", "done")
        )
        self._number = re.compile(alternatives(words("table:number")) + "$")
        self._actual = re.compile(alternatives({*words("status:actual"), *words("table:done")}))
        self._amount = re.compile(alternatives(words("table:amount")))
        self._bounds = {word: rule.bound for rule in rules.bounds for word in rule.words}
        before, after = (
            alternatives({word for rule in rules.bounds if rule.place == place for word in rule.words})
            for place in ("before", "after")
        )
        self._cell = re.compile(rf"({before})?\s*{_FIGURE}({after})?")
        self._neutral = re.compile(f"(?:{alternatives(words('table:neutral'))})?$")

    def read(
        self,
        text: str,
        region: tuple[int, int],
        reference_date: dt.date | None,
        *,
        year: int | None = None,
        planning: bool = False,
    ) -> Iterator[TableFigure]:
        """The figures of the table ``text[region]``, row by row; offsets count in ``text``.

        ``year`` is the one that the titles above name.
        ``planning``: it stands in a section of plans, where what no head calls done and no period ends is planned.
        """
        caption = _caption(text, region[0])
        times = _Times(reference_date, year)
        for heads, body in _tables(_rows(text, *region)):
            if heads and body:
                columns = [self._column(text, heads, i, times) for i in range(max(map(len, [*heads, *body])))]
                _date_same_spans(columns)
                _plan_growth(columns)
                for column in columns if planning else ():
                    if not self._actual.search(column.head) and not is_over(column.period, reference_date, None):
                        column.status = "target"
                yield from self._read(columns, body, caption)
            caption = None  # a second table has but what it says itself

    def _read(self, columns: list[_Column], body: list[list[Cell]], caption: str | None) -> Iterator[TableFigure]:
        label_at = self._label_column(columns)
        unit_at = next((i for i, column in enumerate(columns) if column.head in ("单位", "计量单位")), None)
        for row in body:
            label, own_unit = _label(row[label_at].text) if len(row) > label_at else ("", None)
            if not label:
                continue
            row_unit = row[unit_at].text if unit_at is not None and unit_at < len(row) else own_unit
            for i, cell in enumerate(row[label_at + 1 :], label_at + 1):
                column = columns[i]
                if column.vague and _is_amount(i, row):
                    column = replace(column, amount=True)
                figure = self._figure(cell, label, column, row_unit or caption) if i != unit_at else None
                if figure is not None:
                    yield figure

    def _label_column(self, columns: list[_Column]) -> int:
        for i, column in enumerate(columns):
            if self._label.search(column.head) and not self._number.match(column.head):
                return i
        return 1 if len(columns) > 1 and self._number.match(columns[0].head) else 0

    def _column(self, text: str, heads: list[list[Cell]], index: int, times: _Times) -> _Column:
        cells = [row[index] for row in heads if index < len(row)]
        head = "".join(dict.fromkeys(cell.text for cell in cells))
        column = _Column(head)
        head_rest, column.unit = _split_unit(head)
        for cell in cells:
            found = self._periods.find(text[cell.start : cell.end], times.reference, [(0, times.year)])
            first = next((period for period in found if not _compared(cell.text, period)), None)
            if first is None and found:
                head_rest = head_rest.replace(found[0].text, "", 1)
            elif first is not None:
                column.period = replace(
                    first, span_start=first.span_start + cell.start, span_end=first.span_end + cell.start
                )
                column.same = cell.text.startswith("同期", first.span_end)
                head_rest = head_rest.replace(first.text + "同期" * column.same, "", 1)
        if self._growth.search(head):
            column.role, column.amount = "change", self._amount.search(head) is not None
            column.vague = not column.amount and _SAYS_PERCENT.search(head) is None
            match = _BASIS.search(head)
            column.basis = (match[1] or match.group()) if match else None
        elif self._rank.search(head):
            column.role = "rank"
        elif self._share.search(head):
            column.role = "share"
        if self._expected.search(head):
            column.status = "expected"
        elif column.role != "share" and self._target.search(head) and not self._done.search(head):
            column.status = "target"
        if column.role not in ("change", "rank") and not self._neutral.match(head_rest):
            column.rest = head_rest.removesuffix("的")  # 为预算的%
        return column

    def _figure(self, cell: Cell, label: str, column: _Column, row_unit: str | None) -> TableFigure | None:
        match = self._cell.fullmatch(cell.text)
        if match is None:
            return None
        before, minus, figure, own_unit, after = match.groups()
        pattern = self._unit(_unit_of(column, own_unit.strip(), row_unit))
        if pattern is None:
            return None
        negative, role = bool(minus), column.role
        direction: Direction | None = None
        if role == "level" and pattern.kind == "percent":
            role = "change" if _RATE_OF_GROWTH.search(label) else "share"
        if negative and role != "rank":
            role = "change"
        if role == "change":
            direction = "down" if negative or "降" in column.head else "up"
        quantity = replace(
            pattern,
            value=Decimal(figure.replace(",", "").replace("，", "")) * (pattern.value or 1),
            text=cell.text,
            start=cell.start,
            end=cell.end,
            bound=self._bounds[after or before] if after or before else "exact",
            kind="rank" if role == "rank" else pattern.kind,
        )
        name = label + column.rest
        return TableFigure(quantity, name, role, direction, column.basis, column.status, column.period)

    def _unit(self, unit: str) -> FoundQuantity | None:
        """What one of ``unit`` is, multiplier folded in: 万元 is 10000 元; ``None`` for what is no unit."""
        if unit not in self._units:
            if len(self._units) > _MOST_UNITS:
                self._units.clear()
            made: FoundQuantity | None = None
            found = self._quantities.find(f"共1{unit}") if unit else []
            if len(found) == 1 and found[0].end == 2 + len(unit):
                made = found[0]
            elif not unit:
                found = self._quantities.find("共1个")
                made = replace(found[0], unit="", kind="count") if found else None
            self._units[unit] = made
        return self._units[unit]


def _compared(head: str, period: FoundPeriod) -> bool:
    """Whether ``period`` of ``head`` is only what growth is measured from: 比上年增减."""
    return head.endswith(_COMPARING, 0, period.span_start) and not head.endswith("占比", 0, period.span_start)


def _date_same_spans(columns: list[_Column]) -> None:
    """去年同期 is of the year before what the column before it is of."""
    current: FoundPeriod | None = None
    for column in columns:
        if column.period is None:
            continue
        if column.same:
            column.period = same_span(column.period, current)
        else:
            current = column.period


def _plan_growth(columns: list[_Column]) -> None:
    """Growth without a time of its own is that of the latest column: planned where that is."""
    ends = [column.period.end for column in columns if column.period is not None and column.period.end is not None]
    latest = [column for column in columns if ends and column.period is not None and column.period.end == max(ends)]
    if not latest or any(column.status != "target" for column in latest):
        return
    for column in columns:
        if column.role == "change" and column.period is None and column.status == "actual":
            column.status = "target"


def _rows(text: str, start: int, end: int) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    at = start
    for line in text[start:end].split("\n"):
        bars = [place for place, character in enumerate(line) if character == "|"]
        if not line.lstrip().startswith("|"):
            bars.insert(0, -1)
        cells: list[Cell] = []
        for left, right in pairwise([*bars, len(line)]):
            piece = line[left + 1 : right]
            inner = piece.strip()
            if inner or right < len(line):  # nothing behind the last bar is no cell
                offset = at + left + 1 + (len(piece) - len(piece.lstrip()))
                cells.append(Cell(inner, offset, offset + len(inner)))
        rows.append(cells)
        at += len(line) + 1
    return rows


def _tables(rows: list[list[Cell]]) -> Iterator[tuple[list[list[Cell]], list[list[Cell]]]]:
    """The heads and the other rows of each table: where but a blank line parts two, a rule shows the second."""
    rules = [i for i, row in enumerate(rows) if i and all(_RULE_ROW.match(cell.text) for cell in row)]
    if not rules:
        yield rows[:1], rows[1:]
    start = 0
    for rule, following in pairwise([*rules, len(rows) + 1]):
        yield rows[start:rule], rows[rule + 1 : following - 1]
        start = following - 1


def _caption(text: str, start: int) -> str | None:
    """The unit that the lines above a table give for all of it: 单位：万元."""
    last = last_match(_CAPTION_UNIT, text, max(start - 60, 0), start)
    return last[1].partition("、")[0] if last is not None else None


def _label(head: str) -> tuple[str, str | None]:
    """The name of a row without its numbering, and the unit that it may bear."""
    label = _HEAD_MARK.sub("", head)
    while label != head:
        head, label = label, _HEAD_MARK.sub("", label)
    return _split_unit(label)


def _unit_of(column: _Column, own_unit: str, row_unit: str | None) -> str:
    """The unit of a cell: its own, the column's, the row's or the table's; growth is in %, that of a rate in points."""
    if column.role == "rank":
        return "位"
    if own_unit or column.unit:
        return own_unit or column.unit or ""
    if column.role == "change" and not column.amount:
        return "百分点" if row_unit == "%" else "%"
    if column.role == "share":
        return "%"
    return row_unit or ""


def _is_amount(index: int, row: list[Cell]) -> bool:
    """Whether a change that may be in per cent is the difference of two figures of the row, or too great for that."""
    figures = [
        Decimal(match[2].replace(",", "").replace("，", "")) if (match := _PLAIN_FIGURE.fullmatch(cell.text)) else None
        for cell in row[:_WIDEST]
    ]
    change = figures[index] if index < len(figures) else None
    if change is None or change > _BEYOND_PERCENT:
        return change is not None
    others = {figure for i, figure in enumerate(figures) if i != index and figure is not None}
    return change > 0 and any(figure + change in others for figure in others)


def _split_unit(head: str) -> tuple[str, str | None]:
    match = _UNIT_IN_HEAD.search(head)
    if match is None:
        return head, None
    return head[: match.start()].strip(), (match[1] or match[2] or match[3]).removeprefix("单位：").strip()
