from __future__ import annotations

import csv
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.corpus import ROOT

from pjrd_extract.batch.convert import Outcome, convert
from pjrd_extract.batch.layout import FORMATS
from pjrd_extract.errors import PjrdError

REPORT = "关于财政工作的报告\n\n2023年，全县完成税收{}亿元，同比增长4%。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Nine bulletins in three folders, two of them with one name."""
    for number in range(9):
        path = tmp_path / "in" / "abc"[number % 3] / f"{number // 2}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(REPORT.format(number + 1), encoding="utf-8")
    return tmp_path / "in"


def content(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_any_number_of_jobs_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    outs = [tmp_path / f"out{jobs}" for jobs in (0, 1, 2)]
    for jobs, out in enumerate(outs):
        summary = convert([folder], out, formats=FORMATS, jobs=jobs)
        assert (summary.converted, summary.failed, summary.metrics, summary.exit_code) == (9, 0, 18, 0)
    first, *others = [content(out) for out in outs]
    assert {"a/0.json", "manifest.jsonl", "csv/metrics.csv", "bulletins.sqlite", "bulletins.jsonl"} < set(first)
    assert any(re.fullmatch(r"parquet/metrics/part-00000-[0-9a-f]{24}\.parquet", name) for name in first)
    assert all(other == first for other in others)


def test_the_tables_hold_all_bulletins(folder: Path, tmp_path: Path) -> None:
    convert([folder], tmp_path / "out", formats=FORMATS, jobs=0)
    with (tmp_path / "out" / "csv" / "metrics.csv").open(encoding="utf-8-sig", newline="") as file:
        found = [(row["bulletin_id"], row["text"]) for row in csv.DictReader(file)]
    assert len(found) == 18
    assert ("b/2.md", "5亿元") in found
    database = sqlite3.connect(tmp_path / "out" / "bulletins.sqlite")
    try:
        assert database.execute("SELECT bulletin_id, text FROM metrics").fetchall() == found
    finally:
        database.close()


def test_duckdb_reads_the_parts_as_the_documents_show(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    convert([ROOT / "examples"], tmp_path / "out", formats=["parquet"], jobs=0)
    for name in ("README.md", "docs/batch.md"):
        page = (ROOT / name).read_text(encoding="utf-8")
        [query] = re.findall(r'duckdb -c "(.*)"', page)
        found = duckdb.sql(query.replace("out/parquet", str(tmp_path / "out" / "parquet")))
        assert len(found.fetchall()) == 2
        assert str(found).strip() in page


def test_a_second_run_does_only_what_is_new_or_changed(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert([folder], out, formats=["csv"], jobs=0)
    (folder / "a" / "0.md").write_text(REPORT.format(77), encoding="utf-8")
    (folder / "a" / "1.md").unlink()
    (folder / "c" / "new.md").write_text(REPORT.format(78), encoding="utf-8")
    done: list[Outcome] = []
    summary = convert([folder], out, formats=["csv"], jobs=0, on_result=done.append)
    assert (summary.converted, summary.skipped) == (2, 7)
    assert sorted(one.path.name for one in done if not one.skipped) == ["0.md", "new.md"]
    assert not (out / "a" / "1.json").exists()
    convert([folder], tmp_path / "fresh", formats=["csv"], jobs=0)
    assert content(out) == content(tmp_path / "fresh")
    assert convert([folder], out, jobs=0, force=True).converted == 9


def test_other_options_make_all_again(folder: Path, tmp_path: Path) -> None:
    convert([folder], tmp_path / "out", jobs=0)
    assert convert([folder], tmp_path / "out", jobs=0, explain=True).converted == 9


def test_what_failed_is_tried_again_when_told_to(folder: Path, tmp_path: Path) -> None:
    (folder / "bad.md").write_bytes(b"\x00\x01")
    told: list[Outcome] = []
    assert convert([folder], tmp_path / "out", jobs=0).exit_code == 3
    summary = convert([folder], tmp_path / "out", jobs=0, on_result=told.append)
    assert (summary.failed, summary.skipped) == (1, 9)
    assert summary.failures == [one.error for one in told if one.error]
    assert [one.skipped for one in told if one.error] == [True]
    convert([folder], tmp_path / "out", jobs=0, retry_failed=True, on_result=told.append)
    assert [one.skipped for one in told if one.error] == [True, False]
    [error] = (tmp_path / "out" / "errors.jsonl").read_bytes().splitlines()
    assert "bad.md" in json.loads(error)["error"]


def test_links_are_not_followed_and_patterns_choose(folder: Path, tmp_path: Path) -> None:
    (folder / "a" / "round").symlink_to(folder, target_is_directory=True)
    (tmp_path / "secret.md").write_text(REPORT.format(1), encoding="utf-8")
    (folder / "a" / "out.md").symlink_to(tmp_path / "secret.md")
    assert convert([folder], tmp_path / "out", jobs=0).converted == 9
    assert convert([folder], tmp_path / "some", jobs=0, include=["a/*", "b/*"], exclude=["*/0.md"]).converted == 4


def test_a_second_run_on_the_same_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    def again(_: Outcome) -> None:
        with pytest.raises(PjrdError, match="another run is at work"):
            convert([folder], tmp_path / "out", jobs=0)

    convert([folder / "a" / "0.md"], tmp_path / "out", jobs=0, on_result=again)


CRASH = """
import os, signal, sys, time
from pathlib import Path
from pjrd_extract.batch import convert as module, work

convert_one = work.convert_one

def dangerous(task, options):
    text = task.path.read_text("utf-8")
    if text.startswith("crash"):
        os.kill(os.getpid(), signal.SIGSEGV)
    if text.startswith("killed"):
        os.kill(os.getpid(), signal.SIGKILL)
    if text.startswith("slow"):
        time.sleep(60)
    return convert_one(task, options)

work.convert_one = dangerous
if __name__ == "__main__":
    summary = module.convert([sys.argv[1]], sys.argv[2], jobs=2, timeout=2)
    print(summary.converted, summary.failed)
"""


def test_what_kills_or_stalls_a_worker_concerns_one_input(folder: Path, tmp_path: Path) -> None:
    for word in ("crash", "killed", "slow"):
        (folder / f"{word}.md").write_text(word, encoding="utf-8")
    (tmp_path / "run.py").write_text(CRASH, encoding="utf-8")
    command = [sys.executable, str(tmp_path / "run.py"), str(folder), str(tmp_path / "out")]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout.split() == ["9", "3"]
    lines = (tmp_path / "out" / "errors.jsonl").read_bytes().splitlines()
    reasons = {error["input"]: error["error"].split(": ")[1] for error in map(json.loads, lines)}
    assert reasons == {
        "crash.md": "its process crashed (SIGSEGV)",
        "killed.md": "its process was killed, perhaps for want of memory",
        "slow.md": "took longer than 2 s",
    }


def test_one_input_that_kills_its_process_is_told_as_well(tmp_path: Path) -> None:
    (tmp_path / "crash.md").write_text("crash", encoding="utf-8")
    (tmp_path / "run.py").write_text(CRASH, encoding="utf-8")
    command = [sys.executable, str(tmp_path / "run.py"), str(tmp_path / "crash.md"), str(tmp_path / "out")]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout.split() == ["0", "1"]


QUEUE = """
import sys, time
from pjrd_extract.batch import convert as module, work

convert_one = work.convert_one

def slow_once(task, options):
    if task.path.name == "0.md":
        time.sleep(4)
    return convert_one(task, options)

work.convert_one = slow_once
if __name__ == "__main__":
    module.convert([sys.argv[1]], sys.argv[2], jobs=2, on_result=lambda one: print(one.path.name))
"""


def test_an_input_that_stalls_holds_up_no_other(tmp_path: Path) -> None:
    for number in range(40):
        path = tmp_path / "in" / f"{number}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(REPORT.format(number), encoding="utf-8")
    (tmp_path / "run.py").write_text(QUEUE, encoding="utf-8")
    command = [sys.executable, str(tmp_path / "run.py"), str(tmp_path / "in"), str(tmp_path / "out")]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    assert (len(told), told[-1]) == (40, "0.md")


def test_the_program_itself_loads_neither_what_extracts_nor_what_writes_parquet(folder: Path, tmp_path: Path) -> None:
    code = f"""
import sys
from pjrd_extract import convert
if __name__ == "__main__":
    assert convert([{str(folder)!r}], {str(tmp_path / "out")!r}, jobs=2).converted == 9
    print(*sys.modules)
"""
    (tmp_path / "run.py").write_text(code, encoding="utf-8")
    run = subprocess.run([sys.executable, str(tmp_path / "run.py")], check=True, capture_output=True, text=True)
    assert not {"pydantic", "pyarrow", "cn2an", "pjrd_extract.pipeline"} & set(run.stdout.split())


def test_without_the_folder_s_json_it_is_made_again(folder: Path, tmp_path: Path) -> None:
    convert([folder], tmp_path / "out", jobs=0)
    shutil.rmtree(tmp_path / "out" / "b")
    assert convert([folder], tmp_path / "out", jobs=0).converted == 3
