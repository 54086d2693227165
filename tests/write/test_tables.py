from __future__ import annotations

import csv
import datetime as dt
import io
import sqlite3
import sys
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from benchmarks.corpus import ROOT
from tests.generator.bulletins import bulletin as generated

from pjrd_extract import Bulletin, MissingExtraError, bulletins_to_tables, convert, extract, extract_file
from pjrd_extract.write.tables.arrow import arrow_table
from pjrd_extract.write.tables.columns import TABLES, Column, Table
from pjrd_extract.write.tables.csv import csv_head, csv_rows, harmless
from pjrd_extract.write.tables.rows import rows
from pjrd_extract.write.tables.sqlite import write_sqlite


@pytest.fixture(scope="module")
def bulletins() -> list[Bulletin]:
    sample = extract_file(ROOT / "examples" / "yunxiu-2024-02.md")
    made = [extract(generated(seed, 8).text, name=f"{seed}.md", reference_date=dt.date(2024, 1, 1)) for seed in (1, 2)]
    return [sample, *made]


def test_every_row_has_the_columns_of_its_table_and_their_types(bulletins: list[Bulletin]) -> None:
    types = {"text": str, "integer": int, "decimal": Decimal, "date": dt.date}
    for bulletin in bulletins:
        for name, found in rows(bulletin).items():
            for row in found:
                assert list(row) == [column.name for column in TABLES[name].columns]
                for column in TABLES[name].columns:
                    value = row[column.name]
                    assert value is None or type(value) is types[column.type], (name, column.name, value)


def test_keys_are_unique_and_never_empty_and_every_table_is_reached(bulletins: list[Bulletin]) -> None:
    for name, table in TABLES.items():
        found = [row for bulletin in bulletins for row in rows(bulletin)[name]]
        keys = [tuple(row[part] for part in table.key) for row in found]
        assert len(keys) == len(set(keys)) > 0
        assert None not in {part for key in keys for part in key}


def test_rows_are_what_the_bulletin_holds(bulletins: list[Bulletin]) -> None:
    sample = bulletins[0]
    found = rows(sample, "a/b.md")
    metrics = [(article.index, metric) for article in sample.articles for metric in article.metrics]
    assert [(row["article"], row["name"], row["value"], row["start"]) for row in found["metrics"]] == [
        (index, metric.name, metric.value, metric.span.start) for index, metric in metrics
    ]
    assert found["bulletins"][0]["metrics"] == len(metrics)
    assert {row["bulletin_id"] for table in found.values() for row in table} == {"a/b.md"}
    assert [row["code"] for row in found["findings"]] == [finding.code for finding in sample.findings]
    sections = found["sections"]
    assert all(row["parent"] is None or row["level"] for row in sections)


def test_arrow_tables_hold_the_same_rows(bulletins: list[Bulletin]) -> None:
    tables = bulletins_to_tables(bulletins)
    assert list(tables) == list(TABLES)
    expected = [row for bulletin in bulletins for row in rows(bulletin)["metrics"]]
    stored = tables["metrics"].to_pylist()
    exact = [column for column in TABLES["metrics"].columns if column.name != "si_value"]
    for column in exact:
        assert [row[column.name] for row in stored] == [row[column.name] for row in expected]
    assert all(
        abs(one["si_value"] - other["si_value"]) < Decimal("1e-12")
        for one, other in zip(stored, expected, strict=True)
        if isinstance(other["si_value"], Decimal)
    )
    assert str(tables["metrics"].schema.field("value").type) == "decimal128(38, 12)"
    assert not tables["metrics"].schema.field("bulletin_id").nullable


def test_names_that_come_again_are_told_apart(bulletins: list[Bulletin]) -> None:
    one = bulletins[1]
    again = bulletins_to_tables([one, one])["bulletins"].column("bulletin_id").to_pylist()
    assert again == ["1.md", "1.md#2"]
    named = bulletins_to_tables({"a": one, "b": one})["bulletins"].column("bulletin_id").to_pylist()
    assert named == ["a", "b"]


def test_a_decimal_that_does_not_fit_is_null_and_one_of_many_places_rounded() -> None:
    table = Table("t", "表", "a row", (Column("n", "decimal", "数", ""),))
    values: list[Decimal] = [Decimal(10) ** 26, Decimal(10) ** 26 - 1, Decimal("-0.0000000000015"), Decimal("2E+3")]
    stored = arrow_table(table, [{"n": value} for value in values]).column("n").to_pylist()
    assert stored == [None, Decimal(10) ** 26 - 1, Decimal("-0.000000000002"), Decimal(2000)]


def test_without_pyarrow_the_error_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'pjrd-extract\[tables\]'"):
        bulletins_to_tables([])


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\tx", " =1", "　=1", "＝1", "\r=1"])
def test_what_looks_like_a_formula_is_made_harmless(text: str) -> None:
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("text", ["", "95.10亿元", "a=b", "（-1）", "《决定》"])
def test_other_text_stays(text: str) -> None:
    assert harmless(text) == text


def test_csv_reads_back(bulletins: list[Bulletin]) -> None:
    table, found = TABLES["metrics"], rows(bulletins[0])["metrics"]
    data = csv_head(table) + csv_rows(table, found)
    assert data.startswith(b"\xef\xbb\xbfbulletin_id,article,metric,")
    read = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["name"] for row in read] == [row["name"] for row in found]
    assert [Decimal(row["value"]) if row["value"] else None for row in read] == [row["value"] for row in found]
    assert csv_head(table, "zh").decode("utf-8-sig").startswith("公报,篇序,指标序,指标名称")


def test_a_negative_number_stays_a_number() -> None:
    table = Table("t", "表", "a row", (Column("n", "decimal", "数", ""), Column("a", "text", "甲", "")))
    assert csv_rows(table, [{"n": Decimal(-3), "a": "-3"}]) == b"-3,'-3\r\n"


def test_sqlite_has_keys_and_gives_the_same_bytes(bulletins: list[Bulletin], tmp_path: Path) -> None:
    for name in ("a.sqlite", "b.sqlite"):
        write_sqlite(tmp_path / name, (rows(bulletin) for bulletin in bulletins))
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()
    database = sqlite3.connect(tmp_path / "a.sqlite")
    try:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        [(total,)] = database.execute("SELECT sum(metrics) FROM bulletins").fetchall()
        assert database.execute("SELECT count(*) FROM metrics").fetchall() == [(total,)]
        with pytest.raises(sqlite3.IntegrityError):
            database.execute("INSERT INTO bulletins (bulletin_id) VALUES ('1.md')")
    finally:
        database.close()


def test_the_page_describes_every_column() -> None:
    page = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    for table in TABLES.values():
        lines = [f"### {table.name} {table.label}", f"A row is {table.row}."]
        for column in table.columns:
            name = f"**`{column.name}`**" if column.key else f"`{column.name}`"
            lines.append(f"| {name} | {column.type} | {column.label} | {column.description} |")
        assert [line for line in lines if line not in page.splitlines()] == []


def test_the_limits_of_the_documented_query_are_those_of_the_metrics(tmp_path: Path) -> None:
    sql = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8").split("```sql\n")[1].split("```")[0]
    text = "新建学校不少于3所，培训1000至1200人，覆盖率超过95%，投资近5亿元，建成水库十几座，办结12件，种树约8亩。"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    convert(tmp_path / "a.md", tmp_path / "out", formats="sqlite", jobs=0)
    with closing(sqlite3.connect(tmp_path / "out" / "bulletins.sqlite")) as database:
        database.row_factory = sqlite3.Row
        found = [(row["text"], row["lower"], row["upper"]) for row in database.execute(sql)]
    assert len(found) == 7
    assert found == [(one.text, one.interval.lower, one.interval.upper) for one in extract(text).metrics]
