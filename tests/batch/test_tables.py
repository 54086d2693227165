"""Tables of an output folder over several runs."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pjrd_extract.batch import partitions
from pjrd_extract.batch.convert import convert
from pjrd_extract.batch.layout import FORMATS, PARTS

REPORT = "关于财政工作的报告\n\n2023年，全县完成税收{}亿元，同比增长4%。\n"


@pytest.fixture(autouse=True)
def _small_partitions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partitions, "_LEAST", 2)
    monkeypatch.setattr(partitions, "_MOST", 5)
    monkeypatch.setattr(partitions, "_ONE_IN", 3)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for number in range(40):
        (tmp_path / "in" / f"{number:02}.md").write_text(REPORT.format(number + 1), encoding="utf-8")
    return tmp_path / "in"


def content(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def stamps(out: Path) -> dict[str, int]:
    return {path.relative_to(out).as_posix(): path.stat().st_ino for path in out.rglob("*") if path.is_file()}


def texts(out: Path) -> list[str]:
    with (out / "csv" / "metrics.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row["text"] for row in csv.DictReader(file)]


def test_any_number_of_jobs_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    (folder / "20.md").write_bytes(b"\0")
    found = []
    for jobs in (0, 2, 3):
        convert([folder], tmp_path / f"out{jobs}", formats=FORMATS, jobs=jobs)
        found.append(content(tmp_path / f"out{jobs}"))
    assert found[0] == found[1] == found[2]
    assert len([name for name in found[0] if name.startswith("parquet/metrics/")]) > 5
    assert len(texts(tmp_path / "out0")) == 78


def test_rows_are_in_the_order_of_the_inputs_in_every_format(folder: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    out = tmp_path / "out"
    convert([folder], out, formats=FORMATS, jobs=2)
    found = texts(out)
    assert found[::2] == [f"{number}亿元" for number in range(1, 41)]
    with closing(sqlite3.connect(out / "bulletins.sqlite")) as database:
        assert [text for (text,) in database.execute("SELECT text FROM metrics")] == found
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    parts = sorted((out / "parquet" / "metrics").iterdir())
    assert [text for part in parts for text in parquet.read_table(part).column("text").to_pylist()] == found
    lines = [json.loads(line) for line in (out / "bulletins.jsonl").read_bytes().splitlines()]
    assert lines == [json.loads((out / f"{number:02}.json").read_bytes()) for number in range(40)]


def test_only_the_partition_of_a_changed_input_is_written_again(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert([folder], out, formats=["parquet", "csv"], jobs=0)
    before = stamps(out)
    (folder / "07.md").write_text(REPORT.format(777), encoding="utf-8")
    convert([folder], out, formats=["parquet", "csv"], jobs=0)
    after = stamps(out)
    [new] = {Path(name).parent for name in after.keys() - before.keys() if name.startswith(PARTS)}
    changed = {name for name in after if before.get(name) != after[name] and name.startswith("parquet/metrics")}
    assert len(changed) == 1
    assert new.name in changed.pop()
    assert "777亿元" in texts(out)
    convert([folder], tmp_path / "fresh", formats=["parquet", "csv"], jobs=0)
    assert content(out) == content(tmp_path / "fresh")


def test_an_input_that_comes_first_moves_the_numbers_of_parts_and_writes_few(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert([folder], out, formats=["parquet"], jobs=0)
    before = set(stamps(out).values())
    (folder / "000.md").write_text(REPORT.format(777), encoding="utf-8")
    convert([folder], out, formats=["parquet"], jobs=0)
    new = [name for name, inode in stamps(out).items() if inode not in before and name.startswith("parquet/metrics")]
    assert 1 <= len(new) <= 2
    convert([folder], tmp_path / "fresh", formats=["parquet"], jobs=0)
    assert content(out) == content(tmp_path / "fresh")


def test_what_has_not_changed_is_not_put_together_again(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert([folder], out, formats=FORMATS, jobs=0)
    before = stamps(out)
    convert([folder], out, formats=FORMATS, jobs=0)
    after = stamps(out)
    assert after == before
    (out / "bulletins.sqlite").unlink()
    (out / "csv" / "metrics.csv").unlink()
    convert([folder], out, formats=FORMATS, jobs=0)
    assert len(texts(out)) == 80
    assert (out / "bulletins.sqlite").exists()


def test_tables_of_an_earlier_run_stay_as_long_as_they_are_right(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert([folder], out, formats=FORMATS, headers="zh", jobs=0)
    before = content(out)
    assert convert([folder], out, jobs=0).removed == []
    assert content(out) == before
    (folder / "07.md").write_text(REPORT.format(777), encoding="utf-8")
    (out / "csv" / "mine.txt").write_text("not ours", encoding="utf-8")
    summary = convert([folder], out, formats=["sqlite"], jobs=0)
    assert set(summary.removed) == set(FORMATS) - {"json", "sqlite"}
    left = {name for name in content(out) if not name.endswith(".json") and not name.startswith(PARTS)}
    assert left == {"manifest.jsonl", "bulletins.sqlite", "csv/mine.txt"}


def test_other_heads_are_put_together_anew(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for headers, head in (("en", "bulletin_id,"), ("zh", "公报,")):
        convert([folder], out, formats=["csv"], headers=headers, jobs=0)
        assert (out / "csv" / "metrics.csv").read_text("utf-8-sig").startswith(head)


def test_without_any_bulletin_there_are_tables_without_rows(tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_bytes(b"\0")
    summary = convert([tmp_path / "bad.md"], tmp_path / "out", formats=FORMATS, jobs=0)
    assert (summary.failed, summary.problems) == (1, [])
    assert texts(tmp_path / "out") == []
    assert len(list((tmp_path / "out" / "parquet" / "metrics").iterdir())) == 1
