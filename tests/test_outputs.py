"""The file that a command writes: never one that it reads, and only when there is something to write."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from pjrd_extract import cli

REPORT = "# 关于财政工作的报告\n\n2023年完成税收6.72亿元，同比增长12.4%。\n"
CORRECTIONS = '{"format": "pjrd-corrections", "version": 1, "bulletins": []}'
VIEW, EXPORT = ["view"], ["export-labels", "--for", "doccano"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for name in ("a.md", "b.md", "c.html"):
        (tmp_path / "in" / name).write_text(REPORT, encoding="utf-8")
    (tmp_path / "c.json").write_text(CORRECTIONS, encoding="utf-8")
    (tmp_path / "r.toml").write_text("", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("d.md", REPORT)
    with zipfile.ZipFile(tmp_path / "none.zip", "w") as archive:
        archive.writestr("d.png", b"")
    (tmp_path / "link.md").symlink_to(tmp_path / "in" / "a.md")
    (tmp_path / "empty").mkdir()
    return tmp_path


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("command", [VIEW, EXPORT], ids=["view", "export-labels"])
@pytest.mark.parametrize(
    ("given", "output"),
    [
        (["in/a.md"], "in/a.md"),
        (["in/a.md"], "link.md"),
        (["in"], "in/b.md"),
        (["in"], "in/c.html"),
        (["z.zip"], "z.zip"),
        (["in/a.md", "--corrections", "c.json"], "c.json"),
        (["in/a.md", "--rules", "r.toml"], "r.toml"),
    ],
)
def test_no_file_that_is_read_is_replaced(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    command: list[str],
    given: list[str],
    output: str,
) -> None:
    monkeypatch.chdir(folder)
    before = content(folder)
    assert cli.main([*command, *given, "-o", output]) == 1
    assert capfd.readouterr().err.endswith(": the output would replace it\n")
    assert content(folder) == before


@pytest.mark.parametrize("output", ["in/a.md", "labels.jsonl", "c.json"])
def test_import_replaces_none_of_its_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], output: str
) -> None:
    monkeypatch.chdir(folder)
    assert cli.main([*EXPORT, "in/a.md", "-o", "labels.jsonl"]) == 0
    before = content(folder)
    command = ["import-labels", "labels.jsonl", "in/a.md", "--for", "doccano", "--corrections", "c.json"]
    assert cli.main([*command, "-o", output]) == 1
    assert capfd.readouterr().err == f"pjrd-extract: {output}: the output would replace it\n"
    assert content(folder) == before


def test_an_earlier_page_in_the_folder_is_replaced(folder: Path) -> None:
    page = folder / "in" / "page.html"
    for _ in range(2):
        assert cli.main(["view", str(folder / "in"), "-o", str(page)]) == 0
    assert page.read_bytes().startswith(b"<!doctype html>")


@pytest.mark.parametrize("command", [VIEW, EXPORT], ids=["view", "export-labels"])
@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("no.md", "no.md: no such file or directory"),
        ("empty", "empty: is a directory without files to {}"),
        ("none.zip", "none.zip: is an archive without files to {}"),
    ],
)
def test_without_a_bulletin_nothing_is_written(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    command: list[str],
    given: str,
    message: str,
) -> None:
    monkeypatch.chdir(folder)
    Path("old").write_text("old", encoding="utf-8")
    assert cli.main([*command, given, "-o", "old"]) == 1
    what = "show" if command == VIEW else "export"
    assert capfd.readouterr().err == f"pjrd-extract: {message.format(what)}\n"
    assert Path("old").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("command", [["check"], ["convert", "-o", "out", "--jobs", "0"]])
def test_an_archive_without_bulletins(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], command: list[str]
) -> None:
    monkeypatch.chdir(folder)
    assert cli.main([*command, "none.zip"]) == 1
    assert capfd.readouterr().err == f"pjrd-extract: none.zip: is an archive without files to {command[0]}\n"


def test_labels_of_archives(folder: Path) -> None:
    labels = folder / "labels.jsonl"
    assert cli.main([*EXPORT, str(folder / "z.zip"), "-o", str(labels)]) == 0
    command = ["import-labels", str(labels), str(folder / "z.zip"), "--for", "doccano"]
    assert cli.main([*command, "-o", str(folder / "back.json")]) == 0
    assert b'"d.md"' in (folder / "back.json").read_bytes()


@pytest.mark.parametrize("config", ["x.xml", "labels.json"])
def test_a_configuration_is_of_label_studio_and_a_file_of_its_own(
    folder: Path, capfd: pytest.CaptureFixture[str], config: str
) -> None:
    program = "doccano" if config == "x.xml" else "label-studio"
    command = ["export-labels", str(folder / "in"), "--for", program, "-o", str(folder / "labels.json")]
    with pytest.raises(SystemExit) as stopped:
        cli.main([*command, "--config", str(folder / config)])
    assert stopped.value.code == 2
    assert "--config" in capfd.readouterr().err
