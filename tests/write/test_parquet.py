from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest

from pjrd_extract.write.tables import parquet
from pjrd_extract.write.tables.columns import Column, Table
from pjrd_extract.write.tables.parquet import ParquetTable
from pjrd_extract.write.tables.rows import Row

pytest.importorskip("pyarrow")
TABLE = Table("t", "表", "a row", (Column("name", "text", "名称", "", key=True), Column("n", "integer", "数", "")))
ROWS: list[Row] = [{"name": f"甲{number}", "n": number} for number in range(1000)]


def written(portion: int, rows: list[Row]) -> bytes:
    file = BytesIO()
    with ParquetTable(file, TABLE) as table:
        for at in range(0, len(rows), portion):
            table.add(rows[at : at + portion])
    return file.getvalue()


@pytest.mark.parametrize("count", [0, 1, 50, 99, 100, 101, 200, 1000])
def test_rows_read_back_and_any_portions_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    from pyarrow.parquet import ParquetFile

    monkeypatch.setattr(parquet, "_CHUNK", 10)
    monkeypatch.setattr(parquet, "_GROUP", 100)
    data = written(7, ROWS[:count])
    assert data == written(1, ROWS[:count]) == written(999, ROWS[:count])
    file = ParquetFile(BytesIO(data))
    assert file.read().to_pylist() == ROWS[:count]
    groups = [file.metadata.row_group(number).num_rows for number in range(file.metadata.num_row_groups)]
    assert all(rows == 100 for rows in groups[:-1])


def failing() -> Iterator[Row]:
    yield from ROWS[:5]
    raise KeyError


def test_after_an_error_nothing_more_is_written() -> None:
    file = BytesIO()
    with pytest.raises(KeyError), ParquetTable(file, TABLE) as table:
        table.add(failing())
    assert file.getvalue() == b""
