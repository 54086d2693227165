"""Rows in a workbook for Excel: a sheet a table, text that stays text, and the same bytes for the same rows."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import zipfile
from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from pjrd_extract.errors import MissingExtraError
from pjrd_extract.write.tables.columns import Column, Table
from pjrd_extract.write.tables.csv import harmless, headers
from pjrd_extract.write.tables.sqlite import Stored

if TYPE_CHECKING:
    from _typeshed import SizedBuffer
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

__all__ = ["write_xlsx"]

_ROWS = 1_048_576
_CHARACTERS = 32_767
_DIGITS = 10**15
_FIRST_YEAR = 1900
_NEVER = (1980, 1, 1, 0, 0, 0)
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML can't hold."""


def write_xlsx(path: Path, tables: Iterable[tuple[Table, Iterable[tuple[Stored, ...]]]], language: str = "en") -> None:
    """Makes a workbook at ``path`` with a sheet for each of ``tables``, which come with their rows.

    A sheet holds 1,048,575 rows below its head; what is more stands in a second one, ``metrics 2``, and so on. A cell
    holds 32,767 characters, of which the last says that there were more. A number of more than 15 digits is text, since
    Excel would round it, and so is a day before 1900. Text is never a formula, also when it begins like one. Raises
    ``MissingExtraError`` without openpyxl, and ``OSError``.

    >>> import tempfile
    >>> from pjrd_extract.write.tables.columns import TABLES
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "a.xlsx")
    ...     write_xlsx(path, [(TABLES["findings"], [("a.md", 0, "sum-mismatch", *[None] * 7)])])
    ...     zipfile.ZipFile(path).namelist()[0]
    'docProps/app.xml'
    """
    try:
        from openpyxl import Workbook
        from openpyxl.writer.excel import ExcelWriter
    except ImportError as error:
        raise MissingExtraError("tables", "XLSX") from error
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = dt.datetime.combine(dt.date(*_NEVER[:3]), dt.time())
    for table, rows in tables:
        title = table.label if language == "zh" else table.name
        sheet = _sheet(book, title, table, language)
        number, at = 1, 1
        for row in rows:
            if at == _ROWS:
                number, at = number + 1, 1
                sheet = _sheet(book, f"{title} {number}", table, language)
            sheet.append([_cell(sheet, value, column) for value, column in zip(row, table.columns, strict=True)])
            at += 1
    with _Timeless(path, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()


class _Timeless(zipfile.ZipFile):
    """An archive that does not say when its files were written."""

    def writestr(
        self,
        zinfo_or_arcname: str | zipfile.ZipInfo,
        data: SizedBuffer | str,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        super().writestr(zipfile.ZipInfo(name, _NEVER), data, compress_type or zipfile.ZIP_DEFLATED, compresslevel)

    def write(
        self,
        filename: str | PathLike[str],
        arcname: str | PathLike[str] | None = None,
        compress_type: int | None = None,
        compresslevel: int | None = None,  # noqa: ARG002 - the method of the base has it
    ) -> None:
        entry = zipfile.ZipInfo(str(arcname or filename), _NEVER)
        entry.compress_type = compress_type or zipfile.ZIP_DEFLATED
        with Path(filename).open("rb") as file, self.open(entry, "w", force_zip64=True) as packed:
            shutil.copyfileobj(file, packed)


def _sheet(book: Workbook, title: str, table: Table, language: str) -> WriteOnlyWorksheet:
    """A new sheet with the head of ``table``, which stays in sight."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    sheet: WriteOnlyWorksheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    head = []
    for name in headers(table, language):
        cell = WriteOnlyCell(sheet, name)
        cell.font = Font(bold=True)
        head.append(cell)
    sheet.append(head)
    return sheet


def _cell(sheet: WriteOnlyWorksheet, value: Stored, column: Column) -> Cell | int | float | None:
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, int | float):
        if abs(value) < _DIGITS:
            return value
        value = str(value)
    if value is None:
        return None
    if column.type == "date" and int(value[:4]) >= _FIRST_YEAR:
        cell = WriteOnlyCell(sheet)
        cell.value = dt.date.fromisoformat(value)
        cell.number_format = "yyyy-mm-dd"
        return cell
    text = _ILLEGAL.sub("\ufffd", value)
    cell = WriteOnlyCell(sheet)
    cell.value = text if len(text) <= _CHARACTERS else f"{text[: _CHARACTERS - 1]}…"
    cell.data_type = "s"
    # What a leading apostrophe is in Excel: text stays text, also when somebody edits the cell.
    cell.quotePrefix = harmless(text) != text
    return cell
