"""Files that a run must leave alone, and arguments that are none."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import sqlite3
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from pjrd_extract import cli
from pjrd_extract.batch.convert import Outcome, convert
from pjrd_extract.batch.layout import FORMATS
from pjrd_extract.batch.lock import held
from pjrd_extract.errors import PjrdError, ReadError
from pjrd_extract.rules import Rules
from pjrd_extract.write.files import temporary_name

REPORT = "关于财政工作的报告\n\n2023年，全县完成税收{}亿元，同比增长4%。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three bulletins, one of them in a folder, and two in an archive."""
    given, file = tmp_path / "in", io.BytesIO()
    (given / "sub").mkdir(parents=True)
    for name in ("a.md", "b.md", "sub/c.md"):
        (given / name).write_text(REPORT.format(1), encoding="utf-8")
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("d.md", "e.txt"):
            archive.writestr(name, REPORT.format(2))
    (given / "z.zip").write_bytes(file.getvalue())
    return given


def content(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.mark.parametrize("patterns", [{"include": ["nothing*"]}, {"exclude": ["sub/*", "z.zip/d.md"]}])
def test_what_is_not_chosen_stays(folder: Path, tmp_path: Path, patterns: dict[str, Any]) -> None:
    out = tmp_path / "out"
    convert([folder], out, formats=["csv"], jobs=0)
    before = content(out)
    convert([folder], out, formats=["csv"], jobs=0, **patterns)
    assert content(out).keys() == before.keys()
    summary = convert([folder], out, formats=["csv"], jobs=0)
    assert (summary.converted, summary.skipped) == (0, 5)
    assert content(out) == before


def test_what_is_gone_goes_though_it_is_not_chosen(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert([folder], out, jobs=0)
    (folder / "sub" / "c.md").unlink()
    with zipfile.ZipFile(folder / "z.zip", "w") as archive:
        archive.writestr("e.txt", REPORT.format(2))
    assert convert([folder], out, jobs=0, include=["*.md"]).skipped == 2
    assert sorted(name for name in content(out) if name.endswith(".json")) == ["a.json", "b.json", "z.zip/e.json"]


def test_what_is_not_chosen_and_has_lost_its_json_is_forgotten(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert([folder], out, jobs=0)
    (out / "sub" / "c.json").unlink()
    summary = convert([folder], out, formats=["csv"], jobs=0, exclude=["sub/*"])
    assert (summary.exit_code, summary.problems) == (0, [])


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes only on POSIX")
def test_names_that_are_no_unicode_have_rows(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in (b"b\xff.md", b"b\xfe.md"):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(REPORT.format(1), encoding="utf-8")
    summary = convert([folder], tmp_path / "out", formats=FORMATS, jobs=0)
    assert (summary.converted, summary.problems) == (2, [])
    database = sqlite3.connect(tmp_path / "out" / "bulletins.sqlite")
    try:
        ids = [name for (name,) in database.execute("SELECT DISTINCT bulletin_id FROM metrics ORDER BY 1")]
    finally:
        database.close()
    assert ids == [r"b\xfe.md", r"b\xff.md"]


def test_files_of_others_stay(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / ".pjrd-x.tmp").mkdir(parents=True)
    mine = {".pjrd-my.tmp": b"mine", "a.explain.jsonl": b"{}\n", "a.json": b'{"mine": 1}'}
    for name, data in mine.items():
        (out / name).write_bytes(data)
    told: list[Outcome] = []
    for _ in range(2):  # the second tries again
        assert convert([folder], out, jobs=0, on_result=told.append).exit_code == 3
        error = f"{folder / 'a.md'}: can't write {out / 'a.json'}: a file of this name is there already"
        assert [one.error for one in told if one.error] == [error]
        told.clear()
        assert mine.items() <= content(out).items()
    (out / "a.json").unlink()
    assert convert([folder], out, jobs=0, explain=True, on_result=told.append).exit_code == 3
    (out / "a.explain.jsonl").unlink()
    assert convert([folder], out, jobs=0, explain=True).exit_code == 0
    assert (out / "a.explain.jsonl").exists()
    convert([folder], out, jobs=0)
    assert not (out / "a.explain.jsonl").exists()


@pytest.mark.parametrize("name", ["manifest.jsonl", "errors.jsonl"])
def test_a_manifest_of_another_kind_stays(folder: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_bytes(b'{"files": []}\n')
    with pytest.raises(PjrdError, match=f"{name}: was not written by this program: choose another folder"):
        convert([folder], tmp_path / "out", jobs=0)
    assert content(tmp_path / "out") == {name: b'{"files": []}\n'}


def test_what_another_run_is_writing_in_a_folder_below_stays(folder: Path, tmp_path: Path) -> None:
    below = tmp_path / "out" / "below"
    below.mkdir(parents=True)
    left, theirs = tmp_path / "out" / temporary_name(), below / temporary_name()
    left.write_bytes(b"{")
    theirs.write_bytes(b"{")
    with held(below):
        convert([folder], tmp_path / "out", jobs=0)
    assert (left.exists(), theirs.exists()) == (False, True)
    convert([folder], tmp_path / "out", jobs=0)
    assert not theirs.exists()


def test_a_manifest_can_t_have_other_files_removed(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert([folder], out, jobs=0)
    (tmp_path / "keep.json").write_text("{}", encoding="utf-8")
    (tmp_path / "keep.txt").write_text("mine", encoding="utf-8")
    (out / "other.json").write_text("{}", encoding="utf-8")
    line = json.loads((out / "manifest.jsonl").read_text("ascii").splitlines()[0])
    cases = (
        ("a.md", "../keep.txt"),
        ("../keep.md", "../keep.json"),
        (f"{tmp_path}/keep.md", f"{tmp_path}/keep.json"),
        ("gone.md", "other.json"),
    )
    with (out / "manifest.jsonl").open("a", encoding="ascii") as file:
        for given, output in cases:
            file.write(json.dumps({**line, "input": given, "outputs": [output]}) + "\n")
    assert convert([folder], out, jobs=0).exit_code == 0
    assert [(tmp_path / "keep.json").exists(), (tmp_path / "keep.txt").exists()] == [True, True]
    assert (out / "other.json").exists()


def test_an_empty_folder_is_removed_only_if_the_run_made_it(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    for name in ("out", "new"):
        assert convert([tmp_path / "in"], tmp_path / name, jobs=0).exit_code == 1
    assert ((tmp_path / "out").exists(), (tmp_path / "new").exists()) == (True, False)


def test_no_output_replaces_what_was_named(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    corrections = folder / "a.json"
    corrections.write_text('{"format": "pjrd-corrections", "version": 1, "bulletins": []}', encoding="utf-8")
    before = content(folder)
    command = ["convert", str(folder / "a.md"), "-o", str(folder), "--jobs", "0"]
    assert cli.main([*command, "--corrections", str(corrections)]) == 1
    assert f"{folder / 'a.md'}: {corrections}: the output would replace it" in capfd.readouterr().err
    table = folder / "bulletins.jsonl"
    table.write_text(REPORT.format(1), encoding="utf-8")
    with pytest.raises(ReadError, match="the output would replace it"):
        convert([table], folder, formats=["jsonl"], jobs=0)
    assert before.items() <= content(folder).items()


def test_one_path_is_no_list_of_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(REPORT.format(1), encoding="utf-8")
    Path("b.md").write_text(REPORT.format(1), encoding="utf-8")
    for one in ("a.md", Path("a.md")):
        assert convert(one, "out", jobs=0, formats="csv").exit_code == 0
        assert sorted(path.name for path in Path("out").glob("*.json")) == ["a.json"]
    assert convert([Path()], "more", jobs=0, include="b*").converted == 1


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"jobs": -1}, ValueError, "jobs must be 0 or more, not -1"),
        ({"jobs": "2"}, TypeError, "jobs must be int or None, not str"),
        ({"timeout": float("nan")}, ValueError, "timeout must be 0 to .* seconds, not nan"),
        ({"timeout": 1e10}, ValueError, "timeout must be"),
        ({"timeout": -1}, ValueError, "timeout must be"),
        ({"timeout": "5"}, TypeError, "timeout must be int or float or None, not str"),
        ({"headers": "fr"}, ValueError, "headers must be en or zh, not 'fr'"),
        ({"formats": ["pdf"]}, ValueError, "formats must be json, jsonl, csv, parquet, sqlite or xlsx, not 'pdf'"),
        ({"include": [1]}, TypeError, "include must be str, not int"),
        ({"reference_date": "2024"}, TypeError, "reference_date must be datetime.date or None, not str"),
        ({"reference_date": dt.datetime(2024, 1, 1, tzinfo=dt.UTC)}, TypeError, "use its date"),
        ({"rules": Rules}, TypeError, "rules must be str or PathLike or None, not type"),
        ({"rules": ""}, ValueError, "rules is an empty path"),
        ({"reading": {}}, TypeError, "reading must be ReadOptions or None, not dict"),
        ({"paths": [""]}, ValueError, "paths is an empty path"),
        ({"paths": [1]}, TypeError, "paths must be str or PathLike, not int"),
        ({"out": ""}, ValueError, "out is an empty path"),
    ],
)
def test_an_argument_that_is_none(options: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        convert(**{"paths": ["no.md"], "out": "/no/such/folder", **options})


def test_zero_seconds_are_no_limit_and_paths_may_be_text(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("", encoding="utf-8")
    summary = convert([folder / "a.md"], tmp_path / "out", jobs=1, timeout=0, rules=str(tmp_path / "mine.toml"))
    assert summary.exit_code == 0 or sys.platform == "win32"
