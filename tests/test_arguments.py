"""What users and callers give that is none: told at once, by name, as wrong usage."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from benchmarks.corpus import ROOT

from pjrd_extract import Corrections, ReadError, ReadOptions, Rules, cli, extract, extract_file
from pjrd_extract.batch.convert import convert

COMMAND = [sys.executable, "-m", "pjrd_extract"]
SAMPLE = ROOT / "examples" / "yunxiu-2024-02.md"
REPORT = "# 关于财政工作的报告\n\n2023年完成税收6.72亿元，同比增长12.4%。\n"
MARK = "\ufeff"


def wrong(value: object) -> Any:
    """A value whose type no caller that is checked would give."""
    return value


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["convert", "", "-o", "out"], "argument PATH: an empty path"),
        (["convert", "a.md", "-o", ""], "argument -o/--output: an empty path"),
        (["show", ""], "argument FILE: an empty path"),
        (["check", "a.md", ""], "argument FILE: an empty path"),
        (["view", "a.md", "-o", ""], "argument -o/--output: an empty path"),
        (["export-labels", "a.md", "--for", "doccano", "-o", ""], "argument -o/--output: an empty path"),
        (["schema", "-o", ""], "argument -o/--output: an empty path"),
        (["show", "a.md", "--rules", ""], "argument --rules: an empty path"),
        (["convert", "a.md", "-o", "out", "--timeout", "inf"], "argument --timeout: it must be 0 to"),
        (["convert", "a.md", "-o", "out", "--timeout", "1e10"], "argument --timeout: it must be 0 to"),
        (["convert", "a.md", "-o", "out", "--timeout", "nan"], "argument --timeout: it must be 0 to"),
        (["convert", "a.md", "-o", "out", "--timeout=-1"], "argument --timeout: it must be 0 to"),
        (["convert", "a.md", "-o", "out", "--timeout", "soon"], "no number of seconds: 'soon'"),
        (["convert", "a.md", "-o", "out", "--jobs=-1"], "no whole number from 0 on: '-1'"),
        (["convert", "a.md", "-o", "-", "--format", "csv", "--jobs", "5"], "--format, --jobs: not with -o -"),
        (["convert", "a.md", "-o", "-", "--include", "*.x"], "--include: not with -o -"),
        (["convert", "a.md", "-o", "-", "--retry-failed", "--timeout", "0"], "--timeout, --retry-failed: not with"),
        (["show", "a.md", "--reference-date", "20240101"], "no date of the form YYYY-MM-DD: '20240101'"),
        (["show", "a.md", "--reference-date", "2024-W01-1"], "no date of the form YYYY-MM-DD: '2024-W01-1'"),
        (["show", "a.md", "--reference-date", "2024-02-30"], "no date of the form YYYY-MM-DD: '2024-02-30'"),
    ],
)
def test_wrong_usage_is_told(arguments: list[str], message: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    assert stopped.value.code == 2
    assert message in capfd.readouterr().err


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: extract_file(""), ReadError, "'': an empty path is no file"),
        (lambda: extract_file("a\0b"), ReadError, "a\0b: no path: embedded null byte"),
        (
            lambda: extract(REPORT, corrections=wrong(5)),
            TypeError,
            "corrections must be Corrections",
        ),
        (lambda: extract(REPORT, kinds=wrong("abc")), TypeError, "each of kinds must be ArticleKind, not str"),
        (
            lambda: extract(REPORT, reading=ReadOptions(max_bytes=9)),
            ReadError,
            "<text>: too large: 84 bytes, and 9 are",
        ),
        (lambda: ReadOptions(max_bytes=-1), ValueError, "max_bytes must be 1 or more, not -1"),
        (lambda: ReadOptions(max_pages=wrong(1.5)), TypeError, "max_pages must be int, not float"),
        (lambda: ReadOptions(ocr=wrong("x")), ValueError, "ocr must be auto, always or never, not 'x'"),
        (lambda: extract(REPORT).find(kind=wrong("nokind")), ValueError, "kind must be money, .* not 'nokind'"),
        (
            lambda: extract(REPORT).find(role=wrong("x")),
            ValueError,
            "role must be level, change, gap, share or rank, not 'x'",
        ),
        (lambda: extract(REPORT).find(period=wrong(2023)), TypeError, "period must be str or None, not int"),
        (lambda: extract(REPORT).find(wrong(2023)), TypeError, "name must be str or None, not int"),
        (
            lambda: extract(REPORT).metrics_frame(wrong("numpy")),
            ValueError,
            "engine must be pandas or polars, not 'numpy'",
        ),
    ],
)
def test_an_argument_that_is_none(call: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        call()


@pytest.mark.skipif(os.name != "posix", reason="devices and pipes of POSIX")
def test_no_more_is_read_than_is_allowed(tmp_path: Path) -> None:
    sparse = tmp_path / "a.md"
    with sparse.open("wb") as file:
        file.truncate(6 * 1024**3)
    limits = "import resource; resource.setrlimit(resource.RLIMIT_AS, (2 * 1024**3, 2 * 1024**3))"
    code = f"{limits}\nimport sys\nfrom pjrd_extract import cli\nsys.exit(cli.main(sys.argv[1:]))"
    for command in ("show", "check"):
        run = [sys.executable, "-c", code, command, str(sparse)]
        told = subprocess.run(run, capture_output=True, check=False, text=True)
        reason = "too large: 6442450944 bytes, and 268435456 are allowed"
        assert (told.returncode, told.stderr) == (1, f"pjrd-extract: {sparse}: {reason}\n")
    with pytest.raises(ReadError, match="too large: more than 1000 bytes, and 1000 are allowed"):
        extract_file("/dev/zero", reading=ReadOptions(max_bytes=1000))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("arguments", [["schema"], ["convert", SAMPLE, "-o", "-"], ["check", SAMPLE], ["show", SAMPLE]])
def test_a_full_disk_behind_the_output(arguments: list[str | Path]) -> None:
    with Path("/dev/full").open("wb") as full:
        told = subprocess.run([*COMMAND, *arguments], stdout=full, stderr=subprocess.PIPE, check=False)
    expected = b"pjrd-extract: standard output: no space left on device\n"
    assert (told.returncode, told.stderr) == (1, expected)


def test_a_script_without_a_main_guard_is_told_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(REPORT, encoding="utf-8")
    script = tmp_path / "run.py"
    script.write_text("from pjrd_extract import convert\nconvert('a.md', 'out')\n", encoding="utf-8")
    told = subprocess.run([sys.executable, script], cwd=tmp_path, capture_output=True, check=False, text=True)
    assert told.returncode == 1
    last = told.stderr.splitlines()[-1]
    assert last.startswith("pjrd_extract.errors.PjrdError: a worker process could not start (exit code 1)")
    assert 'if __name__ == "__main__":' in last


def test_files_with_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(REPORT, encoding="utf-8")
    rules, corrections, labels = tmp_path / "r.toml", tmp_path / "c.json", tmp_path / "labels.json"
    rules.write_text(f"{MARK}units = []\n", encoding="utf-8")
    text = f'{MARK}{{"format": "pjrd-corrections", "version": 1, "bulletins": []}}'
    corrections.write_text(text, encoding="utf-8")
    assert Corrections.parse(text) == Corrections.load(corrections)
    command = [str(tmp_path / "a.md"), "--for", "doccano", "-o"]
    assert cli.main(["export-labels", *command, str(labels)]) == 0
    labels.write_text(MARK + labels.read_text(encoding="utf-8"), encoding="utf-8")
    assert cli.main(["import-labels", str(labels), *command, str(tmp_path / "back.json")]) == 0
    Rules.default().extended(rules)


def test_rules_that_are_not_there_are_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(REPORT, encoding="utf-8")
    told: list[Any] = []
    options: dict[str, Any] = {"rules": tmp_path / "no.toml", "jobs": 0, "on_result": told.append}
    convert(tmp_path / "a.md", tmp_path / "out", **options)
    assert [one.error for one in told] == [f"{tmp_path}/a.md: {tmp_path}/no.toml: no such file or directory"]


def test_a_run_without_a_change_writes_nothing(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(REPORT if name == "a.md" else "", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("c.md", REPORT)
    given, out = [tmp_path / name for name in ("a.md", "b.md", "z.zip")], tmp_path / "out"

    def state() -> dict[Path, tuple[int, int]]:
        return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in out.rglob("*")}

    assert convert(given, out, formats=["csv", "sqlite"], jobs=0).exit_code == 3
    before = state()
    assert convert(given, out, formats=["csv", "sqlite"], jobs=0).skipped == 2
    assert state() == before
