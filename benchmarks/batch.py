"""Bulletins a second by number of processes: ``make bench-batch N=1000``, on a machine that does nothing else."""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.generator.bulletins import bulletin

_TEXTS = 50


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--kilobytes", type=int, default=20)
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, "in")
        given.mkdir()
        texts = [bulletin(seed, arguments.kilobytes).text for seed in range(_TEXTS)]
        for number in range(arguments.files):
            (given / f"{number:06}.md").write_text(f"{texts[number % _TEXTS]}\n第{number}号\n", encoding="utf-8")
        print("| jobs | seconds | files/s | speed-up | processor seconds |")
        print("|---|---|---|---|---|")
        first = None
        for jobs in arguments.jobs:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            began = time.perf_counter()
            command = [sys.executable, "-m", "pjrd_extract", "convert", str(given), "-o", f"{folder}/out{jobs}"]
            subprocess.run([*command, "--jobs", str(jobs), "--quiet"], check=True)
            seconds = time.perf_counter() - began
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            first = first or seconds
            rate = arguments.files / seconds
            print(f"| {jobs} | {seconds:.1f} | {rate:.1f} | {first / seconds:.2f} | {spent:.1f} |")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        print(f"\nThe largest process took {peak} MB.")


if __name__ == "__main__":
    main()
