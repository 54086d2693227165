from __future__ import annotations

import datetime as dt
import sys
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pjrd_extract import MissingExtraError
from pjrd_extract.write.tables import xlsx
from pjrd_extract.write.tables.columns import Column, Table
from pjrd_extract.write.tables.sqlite import Stored
from pjrd_extract.write.tables.xlsx import write_xlsx

openpyxl = pytest.importorskip("openpyxl")

TABLE = Table(
    "things",
    "东西",
    "a thing",
    (Column("name", "text", "名称", ""), Column("number", "decimal", "数", ""), Column("day", "date", "日", "")),
)


def read(path: Path, sheet: str = "things") -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(path)
    return [tuple(cell.value for cell in row) for row in book[sheet].iter_rows()]


def written(path: Path, rows: Sequence[tuple[Stored, ...]], language: str = "en") -> Path:
    write_xlsx(path / "a.xlsx", [(TABLE, rows)], language)
    return path / "a.xlsx"


def test_rows_read_back_with_their_types(tmp_path: Path) -> None:
    path = written(tmp_path, [("固定资产投资", 95.1, "2023-12-31"), ("a\nb", -3, None), ("", None, "1898-01-02")])
    head, first, second, third = read(path)
    assert head == ("name", "number", "day")
    assert first == ("固定资产投资", 95.1, dt.datetime.combine(dt.date(2023, 12, 31), dt.time()))
    assert second == ("a\nb", -3, None)
    assert third == (None, None, "1898-01-02")
    assert read(written(tmp_path, [], "zh"), "东西") == [("名称", "数", "日")]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@a", "\t=1", "=HYPERLINK(1)", " =1", "＝1", "{=1}", "#REF!", "1"]
)
def test_text_is_never_a_formula_or_a_number(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, [(text, None, None)])
    cell = openpyxl.load_workbook(path)["things"]["A2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix == (text not in {"{=1}", "#REF!", "1"})
    with zipfile.ZipFile(path) as archive:
        assert b"<f" not in archive.read("xl/worksheets/sheet1.xml").replace(b"<font", b"")


def test_what_excel_would_round_or_cut_is_told_apart(tmp_path: Path) -> None:
    path = written(tmp_path, [("长" * 40_000, 10**15, None), ("\x0b\ud800", 10**15 - 1, None)])
    _, first, second = read(path)
    assert (len(first[0]), first[0][-2:], first[1]) == (32_767, "长…", str(10**15))
    assert second == ("\ufffd\ufffd", 10**15 - 1, None)


def test_more_rows_than_a_sheet_holds_stand_in_a_second_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "_ROWS", 4)
    path = written(tmp_path, [(str(number), None, None) for number in range(7)])
    assert openpyxl.load_workbook(path).sheetnames == ["things", "things 2", "things 3"]
    assert [len(read(path, name)) for name in ("things", "things 2", "things 3")] == [4, 4, 2]


def test_the_same_rows_give_the_same_bytes_at_any_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = written(tmp_path, [("a", 1, "2023-12-31")]).read_bytes()
    monkeypatch.setattr(time, "time", lambda: 2e9)
    assert written(tmp_path, [("a", 1, "2023-12-31")]).read_bytes() == first
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_without_openpyxl_the_error_names_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'pjrd-extract\[tables\]'"):
        written(tmp_path, [])
