"""Runs that are killed at any moment, and two at once."""

from __future__ import annotations

import io
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from pjrd_extract.batch.layout import FORMATS
from pjrd_extract.write.files import is_temporary

REPORT = "关于财政工作的报告\n\n2023年，全县完成税收{}亿元，同比增长4%。\n"
KILLS = 20
pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """More than one partition of bulletins, some of them in an archive, and one that fails."""
    given, file = tmp_path / "in", io.BytesIO()
    given.mkdir()
    for number in range(500):
        (given / f"{number:03}.md").write_text(REPORT.format(number), encoding="utf-8")
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(40):
            archive.writestr(f"{number}.md", REPORT.format(number))
    (given / "more.zip").write_bytes(file.getvalue())
    (given / "bad.md").write_bytes(b"\0")
    return given


def content(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def command(folder: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "pjrd_extract", "convert", str(folder), "-o", str(out), "--format", ",".join(FORMATS)]


def start(folder: Path, out: Path) -> subprocess.Popen[bytes]:
    quiet = [*command(folder, out), "--jobs", "2", "--quiet"]
    return subprocess.Popen(quiet, start_new_session=True, stderr=subprocess.DEVNULL)


def test_twenty_kills_are_all_taken_up_to_the_bytes_of_a_run_that_was_not_killed(folder: Path, tmp_path: Path) -> None:
    out, dice = tmp_path / "out", random.Random(7)  # noqa: S311 - no secret
    began = time.monotonic()
    assert start(folder, tmp_path / "whole").wait() == 3
    seconds = time.monotonic() - began
    whole = content(tmp_path / "whole")
    assert len([name for name in whole if name.startswith("parquet/metrics/")]) > 1
    killed = ended = 0
    stages = set[int]()
    while killed < KILLS:
        run = start(folder, out)
        time.sleep(dice.uniform(0.1, 1.0) * seconds)
        if run.poll() is None:
            # Either all its processes at once, or the program alone, whose workers then see that it is gone.
            if dice.random() < 0.7:
                os.killpg(run.pid, signal.SIGKILL)
            else:
                run.kill()
            killed += 1
            stages.add(len(list(out.glob("*.json"))))
        if run.wait() == 3:
            ended += 1
            assert content(out) == whole
            shutil.rmtree(out)
    assert start(folder, out).wait() == 3
    assert content(out) == whole
    assert len(stages) > 3  # they came at different moments


def test_an_interrupted_run_leaves_nothing_half_written(folder: Path, tmp_path: Path) -> None:
    out, dice = tmp_path / "out", random.Random(7)  # noqa: S311 - no secret
    stopped = 0
    while stopped < 5:
        shutil.rmtree(out, ignore_errors=True)
        run = start(folder, out)
        while run.poll() is None and not (out / "manifest.jsonl").exists():
            time.sleep(0.01)
        time.sleep(dice.uniform(0, 0.5))
        os.killpg(run.pid, signal.SIGINT)
        if run.wait() == 130:
            stopped += 1
            assert not [name for name in content(out) if is_temporary(name)]
            assert not (out / ".pjrd-work").exists()


def test_of_two_runs_at_once_one_is_refused(folder: Path, tmp_path: Path) -> None:
    first = start(folder, tmp_path / "out")
    while not (tmp_path / "out" / "manifest.jsonl").exists():
        time.sleep(0.01)
    second = subprocess.run(command(folder, tmp_path / "out"), capture_output=True, check=False)
    assert second.returncode == 1
    assert second.stderr.decode() == f"pjrd-extract: {tmp_path / 'out'}: another run is at work there\n"
    assert first.wait() == 3
    assert start(folder, tmp_path / "whole").wait() == 3
    assert content(tmp_path / "out") == content(tmp_path / "whole")
