"""Rows as CSV that a spreadsheet opens as what it is: data."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable
from decimal import Decimal

from pjrd_extract.models.base import plain
from pjrd_extract.write.tables.columns import Table
from pjrd_extract.write.tables.rows import Row, Value

__all__ = ["csv_head", "csv_rows", "harmless", "headers"]


def headers(table: Table, language: str = "en") -> list[str]:
    """The head of ``table``: the names of its columns, or with ``zh`` their Chinese labels.

    >>> from pjrd_extract.write.tables.columns import TABLES
    >>> headers(TABLES["findings"], "zh")[:3]
    ['公报', '疑点序', '代码']
    """
    return [column.label if language == "zh" else column.name for column in table.columns]


def csv_head(table: Table, language: str = "en") -> bytes:
    """The first line of the file of ``table``, after the mark by which Excel knows UTF-8."""
    return ("\ufeff" + _lines([headers(table, language)])).encode("utf-8")


def csv_rows(table: Table, rows: Iterable[Row]) -> bytes:
    """``rows`` of ``table`` as lines of CSV (RFC 4180) in UTF-8, without the head; an empty cell is no value.

    >>> from pjrd_extract.write.tables.columns import Column, Table
    >>> table = Table("t", "表", "a row", (Column("a", "text", "甲", ""), Column("n", "decimal", "数", "")))
    >>> csv_rows(table, [{"a": "=1+1", "n": Decimal("-2.50")}])
    b"'=1+1,-2.5\\r\\n"
    """
    return _lines([_cell(row[column.name]) for column in table.columns] for row in rows).encode("utf-8")


def harmless(text: str) -> str:
    """``text`` so that no spreadsheet takes it for a formula: one that begins like a formula gets an apostrophe.

    >>> harmless("=HYPERLINK(1)"), harmless("-3"), harmless(" @x"), harmless("95.10亿元")
    ("'=HYPERLINK(1)", "'-3", "' @x", '95.10亿元')
    """
    begins = text.lstrip(" \u3000\ufeff")[:1] or text[:1]
    return f"'{text}" if begins in set("=+-@\t\r\n＝＋－＠") and text else text


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return harmless(value) if isinstance(value, str) else str(value)


def _lines(cells: Iterable[list[str]]) -> str:
    file = io.StringIO()
    csv.writer(file).writerows(cells)
    return file.getvalue()
