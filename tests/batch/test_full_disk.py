"""A disk that is full: simulated, and a small one in memory that really is."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.batch.test_archives import content

from pjrd_extract.batch import work
from pjrd_extract.batch.convert import Outcome, convert

MOUNT = shutil.which("mount")
REPORT = "关于财政工作的报告\n\n2023年，全县完成税收{}亿元，同比增长4%。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for number in range(9):
        (tmp_path / "in" / f"{number}.md").write_text(REPORT.format(number), encoding="utf-8")
    return tmp_path / "in"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 1 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    if MOUNT is None or os.name != "posix":
        pytest.skip("no mount")
    mounted = subprocess.run([MOUNT, "-t", "tmpfs", "-o", "size=1m", "none", place], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip(f"can't mount a small disk: {mounted.stderr.decode().strip()}")
    yield place
    subprocess.run([shutil.which("umount") or "", "-l", place], check=True)


def test_a_full_disk_is_told_and_leaves_what_there_was(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, told = tmp_path / "out", list[Outcome]()
    convert([folder], out, jobs=0)
    before = (out / "0.json").read_bytes()
    (folder / "0.md").write_text(REPORT.format(77), encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(work, "write_atomically", full)
        assert convert([folder], out, jobs=0, on_result=told.append).exit_code == 3
    [error] = [one.error for one in told if one.error]
    assert error.endswith("No space left on device")
    assert (out / "0.json").read_bytes() == before
    assert convert([folder], out, jobs=0).converted == 1


def grow(disk: Path) -> None:
    subprocess.run([MOUNT or "", "-o", "remount,size=64m", disk], check=True)


@pytest.mark.parametrize("jobs", [0, 2])
def test_a_disk_that_really_is_full_leaves_what_there_was(folder: Path, disk: Path, tmp_path: Path, jobs: int) -> None:
    out, told = disk / "out", list[Outcome]()
    assert convert([folder], out, formats=["csv", "sqlite"], jobs=jobs).exit_code == 0
    before = content(out)
    for number in range(9, 150):
        (folder / f"{number}.md").write_text(REPORT.format(number) * 5, encoding="utf-8")
    reasons = []
    try:
        assert convert([folder], out, formats=["csv", "sqlite"], jobs=jobs, on_result=told.append).exit_code == 3
    except OSError as error:  # the first thing that did not fit may be the manifest itself, which ends the run
        reasons = [f"{error.filename}: {error.strerror}"]
    reasons += [one.error for one in told if one.error]
    assert reasons
    assert all(reason.endswith("No space left on device") for reason in reasons)
    after = content(out)
    assert {name for name, data in before.items() if after[name] != data} <= {"manifest.jsonl"}
    grow(disk)
    assert convert([folder], out, formats=["csv", "sqlite"], jobs=jobs).failed == 0
    convert([folder], tmp_path / "fresh", formats=["csv", "sqlite"], jobs=jobs)
    assert content(out) == content(tmp_path / "fresh")


def test_tables_that_do_not_fit_are_told_and_the_old_ones_stay(folder: Path, disk: Path) -> None:
    out = disk / "out"
    convert([folder], out, formats=["csv"], jobs=0)
    before = content(out)
    (folder / "0.md").write_text(REPORT.format(777), encoding="utf-8")
    (disk / "other").write_bytes(bytes(shutil.disk_usage(disk).free - 60_000))
    summary = convert([folder], out, formats=["csv", "sqlite"], jobs=0)
    assert summary.exit_code == 3
    assert summary.problems
    assert all(
        problem.endswith(("No space left on device", "disk is full", "disk I/O error")) for problem in summary.problems
    )
    assert {name: data for name, data in content(out).items() if name.startswith("csv/")} == {
        name: data for name, data in before.items() if name.startswith("csv/")
    }
    (disk / "other").unlink()
    assert convert([folder], out, formats=["csv", "sqlite"], jobs=0).exit_code == 0
    assert "777亿元" in (out / "csv" / "metrics.csv").read_text("utf-8-sig")
