"""Rows of totals in tables: 合计 against the rows above it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from pjrd_extract._patterns import rare
from pjrd_extract._text import Span
from pjrd_extract.check.ground import Ground, squeezed
from pjrd_extract.models.articles import Article
from pjrd_extract.models.base import plain
from pjrd_extract.models.bulletin import Finding

__all__ = ["check_tables"]

_TABLE = re.compile(r"^[ \t]*\|[^\n]*(?:\n[ \t]*\|[^\n]*)+", re.MULTILINE)
_RULE = rare(re.compile, r"[\s|:\-—–]+")
_NUMBER = rare(re.compile, r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|-?[0-9]+(?:\.[0-9]+)?")
_EMPTY = frozenset(("", "-", "—", "——", "/", "0"))
# 一、税收收入 and 其中：增值税 are rows of two levels, of which not all make the total.
_LEVELS = rare(re.compile, r"[一二三四五六七八九十]+、|[（(]?[0-9一二三四五六七八九十]+[）).．、]|其中|#|[　 ]")
_NOT_ADDED = rare(re.compile, "均|率|每|单价|指数|比|占|幅|速|年")
_ADDED = frozenset(("money", "area", "length", "volume", "mass", "count"))
_MOST_OFF = Decimal("0.3")
"""A total that is further off is the total of more than the rows."""


class _Cell(NamedTuple):
    """The cell of one column in one row: the number, or ``None`` where none can be read, and its place."""

    label: str
    number: Decimal | None
    span: Span
    total: bool


def check_tables(ground: Ground, article: Article) -> Iterator[Finding]:
    """One finding for each total of a table that the numbers above it, or below it, do not make.

    A column is looked at if all of its figures are levels of one unit that can be added, and its rows are of one level.
    """
    if not ground.has_table(article):
        return
    for match in _TABLE.finditer(ground.source, article.span.start, article.span.end):
        rows = _rows(ground.source, match.start(), match.end())
        body = next((i for i, row in enumerate(rows) if all(_RULE.fullmatch(text) for text, _ in row)), 0) + 1
        heads, rows = rows[:body], [row for row in rows[body:] if len(row) > 1]
        totals = ground.words("total")
        labels = [squeezed(row[0][0]) for row in rows]
        if any(_LEVELS.match(row[0][0]) for row in rows) or not any(label.endswith(totals) for label in labels):
            continue
        for at in range(1, max(map(len, rows))):
            if any(_NOT_ADDED.search(row[at][0]) for row in heads if at < len(row)):
                continue
            column = [_cell(row, at, label, totals) for row, label in zip(rows, labels, strict=True)]
            if _can_be_added(article, [cell.span for cell in column if cell.number is not None]):
                yield from _checked(ground, column)


def _rows(source: str, start: int, end: int) -> list[list[tuple[str, Span]]]:
    """The cells of each line, with their places."""
    rows = []
    for line in source[start:end].split("\n"):
        cells, at = [], start + line.find("|") + 1
        for text in line.strip(" \t\r").removeprefix("|").removesuffix("|").split("|"):
            bare = text.strip(" \t*")
            first = at + text.find(bare)
            cells.append((bare, Span(first, first + len(bare))))
            at += len(text) + 1
        rows.append(cells)
        start += len(line) + 1
    return rows


def _cell(row: Sequence[tuple[str, Span]], at: int, label: str, totals: tuple[str, ...]) -> _Cell:
    text, span = row[at] if at < len(row) else ("", row[-1][1])
    number = Decimal(text.replace(",", "")) if _NUMBER.fullmatch(text) else Decimal(0) if text in _EMPTY else None
    return _Cell(label, number, span, label.endswith(totals))


def _can_be_added(article: Article, spans: Sequence[Span]) -> bool:
    """Whether the metrics at ``spans`` are levels of one unit, of a kind that can be added."""
    units = set()
    for span in spans:
        at = bisect_left(article.metrics, span.start, key=lambda metric: metric.span.start)
        if at < len(article.metrics) and article.metrics[at].span.start < max(span.end, span.start + 1):
            metric = article.metrics[at]
            if metric.role != "level" or metric.kind not in _ADDED:
                return False
            units.add(metric.unit)
    return len(units) == 1


def _checked(ground: Ground, column: Sequence[_Cell]) -> Iterator[Finding]:
    since = 0
    for i, cell in enumerate(column):
        if not cell.total:
            continue
        # It is of the rows since the last total, of all rows, or of the totals before it; or it stands first.
        others = column[:i] or column[1:]
        plain_rows = [one for one in others if not one.total]
        newest = [one for one in others[since:] if not one.total]
        totals = [one for one in others if one.total]
        candidates = [rows for rows in (newest, plain_rows, totals) if len(rows) > 1]
        since = i + 1
        if not candidates or cell.number is None or any(one.number is None for one in others):
            continue
        slack = _slack([cell, *others])
        off = [cell.number - sum((one.number or Decimal(0) for one in rows), Decimal(0)) for rows in candidates]
        if min(map(abs, off)) > slack and abs(off[0]) <= abs(cell.number) * _MOST_OFF:
            yield _finding(ground, cell, candidates[0], off[0])


def _slack(cells: Sequence[_Cell]) -> Decimal:
    """What rounding may make: half of the last decimal for each part; whole numbers are exact."""
    exponents = [cell.number.as_tuple().exponent for cell in cells if cell.number is not None]
    finest = min((one for one in exponents if isinstance(one, int)), default=0)
    return Decimal((0, (5,), finest - 1)) * len(cells) if finest < 0 else Decimal(0)


def _finding(ground: Ground, total: _Cell, parts: Sequence[_Cell], off: Decimal) -> Finding:
    summed = sum((one.number or Decimal(0) for one in parts), Decimal(0))
    message = (
        f"表格合计不符：“{total.label}”写{plain(total.number or Decimal(0))}，"
        f"“{parts[0].label}”至“{parts[-1].label}”{len(parts)}行合计{plain(summed)}，"
        f"{'少' if off > 0 else '多出'}{plain(abs(off))}"
    )
    first, last = sorted((parts[0].span, parts[-1].span))
    return ground.finding("sum-mismatch", "warning", message, [total.span, first, last])
