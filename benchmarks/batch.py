"""Bulletins a second by number of processes: ``make bench-batch N=10000``, on a machine that does nothing else."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil
from tests.generator.bulletins import bulletin

from benchmarks.plot import bar_plot

__all__ = ["Run", "Stock", "extrapolated", "measured", "stock_of"]

_TEXTS = 50
"""Bulletins that are made; the files are these in turn, each with a line of its own."""

_LOOK = 0.2  # seconds between two looks at the memory of the processes
_COUNTRY = 2_800 * 8 * 15  # counties, bulletins a year, years
_ALL_TEXT = 60 * 10**9  # bytes


@dataclass(frozen=True, slots=True)
class Stock:
    """A folder of so many files, with the bytes of them all."""

    folder: Path
    files: int
    size: int


@dataclass(frozen=True, slots=True)
class Run:
    """What a run took, and the most memory, in MB, that its first process (``parent``) and any other (``worker``) had.

    ``again`` are the seconds of the same command once more, when nothing is to do.
    """

    files: int
    jobs: int
    formats: str
    seconds: float
    again: float
    processor: float
    parent: float
    worker: float

    @property
    def rate(self) -> float:
        """Files a second."""
        return self.files / self.seconds


def stock_of(folder: Path, files: int, kilobytes: int) -> Stock:
    """``files`` generated bulletins of about ``kilobytes`` in ``folder``, no two of them the same."""
    folder.mkdir()
    texts = [bulletin(seed, kilobytes).text for seed in range(min(files, _TEXTS))]
    size = 0
    for number in range(files):
        data = f"{texts[number % len(texts)]}\n第{number}号\n".encode()
        (folder / f"{number:06}.md").write_bytes(data)
        size += len(data)
    return Stock(folder, files, size)


def measured(stock: Stock, out: Path, jobs: int, formats: str = "json") -> Run:
    """The conversion of ``stock`` into the new folder ``out`` in ``jobs`` processes, as the command does it."""
    command = [sys.executable, "-m", "pjrd_extract", "convert", str(stock.folder), "-o", str(out)]
    command += ["--jobs", str(jobs), "--format", formats, "--quiet"]
    seconds, processor, parent, worker = _watched(command)
    again, *_ = _watched(command)
    return Run(stock.files, jobs, formats, seconds, again, processor, parent, worker)


def _watched(command: Sequence[str]) -> tuple[float, float, float, float]:
    """Seconds, seconds of all processors, and the most memory of the first process and of any that it started."""
    began = time.perf_counter()
    spent: dict[int, float] = {}
    parent = worker = 0.0
    with subprocess.Popen(command) as process:
        while process.poll() is None:
            for pid, seconds, memory in _looked_at(process.pid):
                spent[pid] = seconds
                if pid == process.pid:
                    parent = max(parent, memory)
                else:
                    worker = max(worker, memory)
            time.sleep(_LOOK)
        seconds = time.perf_counter() - began
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return seconds, sum(spent.values()), parent, worker


def _looked_at(pid: int) -> Iterator[tuple[int, float, float]]:
    try:
        first = psutil.Process(pid)
        processes = [first, *first.children(recursive=True)]
    except psutil.NoSuchProcess:
        return
    for process in processes:
        try:
            times = process.cpu_times()
            yield process.pid, times.user + times.system, process.memory_info().rss / 2**20
        except (psutil.NoSuchProcess, psutil.ZombieProcess):
            continue


def extrapolated(run: Run, stock: Stock) -> str:
    """What ``run`` would mean for the country, if nothing but the number of files and bytes were different."""
    by_files = _COUNTRY / run.rate / 3600
    by_bytes = _ALL_TEXT / (stock.size / run.seconds) / 3600
    eight = run.jobs / 8
    return (
        f"At {run.rate:.1f} files/s of {stock.size / stock.files / 1000:.0f} kB in {run.jobs} processes, {_COUNTRY:,} "
        f"bulletins (2,800 counties, 8 a year, 15 years) would take {by_files:.1f} hours, and 60 GB of such text "
        f"{by_bytes:.1f} hours; with eight such cores, if they scale as these do, {by_files * eight:.1f} and "
        f"{by_bytes * eight:.1f} hours. "
        "Text from PDF or scans takes longer: it has to be got first."
    )


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, nargs="+", default=[1000])
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--kilobytes", type=int, default=20)
    parser.add_argument("--format", default="json")
    parser.add_argument("--json", action="store_true", help="the runs as JSON Lines")
    parser.add_argument("--plot", type=Path, help="an SVG of files a second by jobs, of the last number of files")
    arguments = parser.parse_args(argv)
    if not arguments.json:
        print("| files | jobs | seconds | files/s | speed-up | processor s | again, s | parent MB | worker MB |")
        print("|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        for files in arguments.files:
            stock = stock_of(Path(folder, f"in{files}"), files, arguments.kilobytes)
            runs: list[Run] = []
            for jobs in arguments.jobs:
                runs.append(measured(stock, Path(folder, f"out{files}-{jobs}"), jobs, arguments.format))
                print(json.dumps(asdict(runs[-1])) if arguments.json else _row(runs[-1], runs[0]), flush=True)
        if not arguments.json:
            print(f"\n{extrapolated(runs[-1], stock)}")
        if arguments.plot is not None:
            bars = [(f"{run.jobs} job{'s' if run.jobs > 1 else ''}", run.rate) for run in runs]
            arguments.plot.write_text(bar_plot(bars, "files a second"), encoding="utf-8")


def _row(run: Run, first: Run) -> str:
    speed_up = first.seconds / run.seconds
    return (
        f"| {run.files:,} | {run.jobs} | {run.seconds:.1f} | {run.rate:.1f} | {speed_up:.2f} | {run.processor:.1f} "
        f"| {run.again:.1f} | {run.parent:.0f} | {run.worker:.0f} |"
    )


if __name__ == "__main__":
    main()
