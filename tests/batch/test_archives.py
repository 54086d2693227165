from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from pjrd_extract import Bulletin, ReadOptions
from pjrd_extract.batch import partitions, unpack
from pjrd_extract.batch.convert import Outcome, convert
from pjrd_extract.batch.layout import FORMATS
from pjrd_extract.read import archive

REPORT = "关于财政工作的报告\n\n2023年，全县完成税收{}亿元，同比增长4%。\n"
JUNK = {"__MACOSX/._a.md": b"x", "readme.png": b"x"}


def packed(files: Mapping[str, bytes | str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


def content(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def jsons(out: Path) -> list[str]:
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*.json"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inner = packed({"c.md": REPORT.format(3)})
    files: dict[str, bytes | str] = {"2023/a.md": REPORT.format(1), "b.txt": REPORT.format(2), "old.ZIP": inner}
    (tmp_path / "in" / "sub").mkdir(parents=True)
    (tmp_path / "in" / "sub" / "all.zip").write_bytes(packed({**files, **JUNK}))
    (tmp_path / "in" / "d.md").write_text(REPORT.format(4), encoding="utf-8")
    return tmp_path / "in"


@pytest.mark.parametrize("jobs", [0, 2])
def test_an_archive_is_a_folder(folder: Path, tmp_path: Path, jobs: int) -> None:
    out, told = tmp_path / "out", list[Outcome]()
    summary = convert([folder], out, formats=FORMATS, jobs=jobs, on_result=told.append)
    assert (summary.converted, summary.failed) == (4, 0)
    inside = ["sub/all.zip/2023/a.json", "sub/all.zip/b.json", "sub/all.zip/old.ZIP/c.json"]
    assert jsons(out) == ["d.json", *inside]
    assert Bulletin.model_validate_json((out / inside[0]).read_bytes()).source.name == "a.md"
    assert folder / "sub" / "all.zip" / "2023" / "a.md" in {one.path for one in told}
    assert not (out / ".pjrd-work").exists()


def test_an_archive_that_is_named(folder: Path, tmp_path: Path) -> None:
    assert convert([folder / "sub" / "all.zip"], tmp_path / "out", include=["*.md"], jobs=0).converted == 2
    assert jsons(tmp_path / "out") == ["all.zip/2023/a.json", "all.zip/old.ZIP/c.json"]


def test_what_is_called_an_archive_but_is_none_is_read_as_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_text(REPORT.format(1), encoding="utf-8")
    assert convert([path], tmp_path / "out", jobs=0).converted == 1
    assert jsons(tmp_path / "out") == ["a.json"]
    path.write_bytes(packed({"b.md": REPORT.format(1)}))
    assert convert([path], tmp_path / "out", jobs=0).converted == 1
    assert jsons(tmp_path / "out") == ["a.zip/b.json"]


def test_an_archive_is_opened_again_only_when_it_must_be(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, opened, members = tmp_path / "out", list[str](), archive.members

    def noted(data: bytes, name: str, limits: archive.ArchiveLimits) -> Iterator[archive.Member]:
        opened.append(name)
        return members(data, name, limits)

    monkeypatch.setattr(unpack, "members", noted)
    convert([folder], out, formats=FORMATS, jobs=0)
    before = content(out)
    assert convert([folder], out, formats=FORMATS, jobs=0).skipped == 4
    assert (content(out), len(opened)) == (before, 1)
    (out / "sub" / "all.zip" / "b.json").unlink()
    summary = convert([folder], out, formats=FORMATS, jobs=0)
    assert (summary.converted, summary.skipped, len(opened)) == (1, 3, 2)
    assert content(out) == before
    assert convert([folder], out, jobs=0, include=["*.md"]).skipped == 3
    assert (len(opened), (out / "sub" / "all.zip" / "b.json").exists()) == (3, True)


def test_archives_move_no_border_of_partitions_when_they_are_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partitions, "_LEAST", 2)
    monkeypatch.setattr(partitions, "_MOST", 3)
    (tmp_path / "in").mkdir()
    for name in "bdfhj":
        (tmp_path / "in" / f"{name}.zip").write_bytes(packed({f"{one}.md": REPORT.format(one) for one in range(5)}))
    convert([tmp_path / "in"], tmp_path / "out", formats=["parquet"], jobs=0)
    before = content(tmp_path / "out")
    assert convert([tmp_path / "in"], tmp_path / "out", formats=["parquet"], jobs=0).skipped == 25
    assert content(tmp_path / "out") == before


def test_what_is_gone_from_an_archive_goes(folder: Path, tmp_path: Path) -> None:
    path, out = folder / "sub" / "all.zip", tmp_path / "out"
    for given in (folder, path):
        convert([given], out, formats=FORMATS, jobs=0)
        whole = path.read_bytes()
        path.write_bytes(packed({"2023/a.md": REPORT.format(1), "new.md": REPORT.format(7)}))
        summary = convert([given], out, formats=FORMATS, jobs=0)
        assert summary.converted == 1
        convert([folder], tmp_path / "fresh", formats=FORMATS, jobs=0)
        if given == folder:
            assert content(out) == content(tmp_path / "fresh")
        path.write_bytes(whole)
    path.write_bytes(b"PK\x03\x04 and nothing more")
    assert convert([folder], out, formats=FORMATS, jobs=0).failed == 1
    assert jsons(out) == ["all.zip/2023/a.json", "all.zip/new.json", "d.json"]
    path.unlink()
    assert convert([folder], out, formats=FORMATS, jobs=0).failed == 0


def test_what_is_wrong_in_an_archive_concerns_one_file(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "../../evil.md": REPORT.format(1),
        "bomb.md": bytes(8_000_000),
        "big.md": "长" * 2000,
        "empty.md": b"",
        f"{'n' * 201}.md": REPORT.format(1),
        "one/x.md": REPORT.format(1),
        "one/x.txt": REPORT.format(2),
        "good.md": REPORT.format(1),
    }
    path, out = tmp_path / "a.zip", tmp_path / "out"
    path.write_bytes(packed(files))
    for skipped in (0, 1):
        told: list[Outcome] = []
        summary = convert([path], out, jobs=0, reading=ReadOptions(max_bytes=5000), on_result=told.append)
        assert (summary.converted + summary.skipped, summary.failed, summary.skipped) == (1, 7, skipped)
        reasons = {one.path.name: one.error for one in told if one.error}
        assert reasons["evil.md"] == f"{path}/../../evil.md: refused: its path leads out of the archive"
        assert reasons["bomb.md"] == f"{path}/bomb.md: too large: 8000000 bytes, and 5000 are allowed"
        assert reasons["empty.md"] == f"{path}/empty.md: the file is empty (byte 0)"
        assert "would also be the output of" in str(reasons["x.md"])
        assert "its name is too long" in str(reasons[f"{'n' * 201}.md"])
        assert jsons(out) == ["a.zip/good.json"]
        assert len((out / "errors.jsonl").read_bytes().splitlines()) == 7
    assert not list(tmp_path.rglob("evil*"))


def test_other_limits_and_rules_make_all_again(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pjrd_extract.batch import mark

    convert([folder], tmp_path / "out", jobs=0)
    assert convert([folder], tmp_path / "out", jobs=0, reading=ReadOptions(ocr="never")).converted == 4
    assert convert([folder], tmp_path / "out", jobs=0, reading=ReadOptions(ocr="never")).skipped == 4
    monkeypatch.setattr(mark, "_built_in", lambda: "other rules")
    assert convert([folder], tmp_path / "out", jobs=0, reading=ReadOptions(ocr="never")).converted == 4


@pytest.mark.parametrize("arguments", [["convert", "-", "-o", "out"], ["convert", "-", "-o", "-"], ["show", "-"]])
def test_standard_input(tmp_path: Path, arguments: list[str]) -> None:
    command = [sys.executable, "-m", "pjrd_extract", *arguments]
    given = REPORT.format(12).encode("gb18030")
    run = subprocess.run(command, input=given, capture_output=True, check=True, cwd=tmp_path)
    shown = (tmp_path / "out" / "stdin.json").read_bytes() if "out" in arguments else run.stdout
    assert "12亿元".encode() in shown


def test_standard_input_that_is_too_large_or_empty_is_told(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pjrd_extract", "convert", "-", "-o", str(tmp_path / "out"), "--max-bytes", "10"]
    for given, reason in ((b"x" * 99, "too large: 11 bytes, and 10 are allowed"), (b"", "the file is empty (byte 0)")):
        run = subprocess.run(command, input=given, capture_output=True, check=False)
        assert (run.returncode, run.stderr.decode()) == (1, f"pjrd-extract: <stdin>: {reason}\n")
    [line] = (tmp_path / "out" / "errors.jsonl").read_bytes().splitlines()
    assert json.loads(line)["input"] == "stdin"
