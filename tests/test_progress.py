"""What is told of a long run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pjrd_extract.batch.summary import Outcome
from pjrd_extract.cli.progress import Progress
from pjrd_extract.cli.terminal import complain

REPORT = "关于财政工作的报告\n\n2023年，全县完成税收{}亿元，同比增长4%。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for number in range(12):
        (tmp_path / "in" / f"{number}.md").write_text(REPORT.format(number), encoding="utf-8")
    (tmp_path / "in" / "bad.md").write_bytes(b"\0")
    return tmp_path / "in"


def test_lines_tell_rate_errors_and_what_is_left(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    with Progress(quiet=False, every=10) as progress:
        progress.begin(100)
        for number in range(30):
            now[0] += 2
            progress.result(Outcome(Path("a.md"), None, "a.md: is wrong" if number == 3 else None))
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "pjrd-extract: a.md: is wrong",
        "pjrd-extract: 6 of 100, 1 failed, 0.5 a second, 3 min left",
        "pjrd-extract: 12 of 100, 1 failed, 0.5 a second, 3 min left",
        "pjrd-extract: 18 of 100, 1 failed, 0.5 a second, 3 min left",
        "pjrd-extract: 24 of 100, 1 failed, 0.5 a second, 3 min left",
        "pjrd-extract: 30 of 100, 1 failed, 0.5 a second, 2 min left",
    ]


def test_quiet_leaves_out_all_but_errors(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pjrd_extract", "convert", str(folder), "-o", str(tmp_path / "out"), "--quiet"]
    run = subprocess.run(command, capture_output=True, check=False)
    assert (run.returncode, run.stdout) == (3, b"")
    assert run.stderr.decode() == f"pjrd-extract: {folder / 'bad.md'}: no text: it holds a NUL byte (byte 0)\n"


@pytest.mark.skipif(os.name != "posix", reason="terminals of POSIX")
def test_a_terminal_has_a_bar_and_the_summary_at_the_end(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("rich")
    master, terminal = os.openpty()
    command = [sys.executable, "-m", "pjrd_extract", "convert", str(folder), "-o", str(tmp_path / "out")]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "400"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=terminal, env=environment) as run:
        os.close(terminal)
        shown = b""
        try:
            while part := os.read(master, 4096):
                shown += part
        except OSError:  # the other end is closed
            pass
        os.close(master)
        assert run.stdout is not None
        summary = run.stdout.read().decode()
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode())
    assert "13/13" in text
    assert "1 failed" in text
    assert "a second" in text
    assert "bad.md: no text: it holds a NUL byte" in text
    assert re.fullmatch(
        r"12 converted, 0 unchanged, 1 failed; 24 metrics; [\d.]+ s, [\d.]+ a second\nfindings: none\n", summary
    )


def test_what_a_file_is_called_does_not_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    complain("a\x1b]0;b\x07\x9b.md: 公报\n is wrong")
    assert capsys.readouterr().err == "pjrd-extract: a\\x1b]0;b\\x07\\x9b.md: 公报 is wrong\n"
