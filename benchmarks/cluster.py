"""What a bulletin costs with the local engine and with Ray: processor time of all processes, turn and turn about."""

from __future__ import annotations

import argparse
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

import psutil
from tests.generator.bulletins import bulletin

from pjrd_extract.batch.convert import Summary, convert
from pjrd_extract.cluster import convert_on_cluster

_TEXTS = 50


class _Meter:
    """The processor seconds of this process and all below it, looked at ten times a second."""

    def __init__(self) -> None:
        self._spent: dict[int, float] = {}
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Self:
        self._began = time.process_time()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()
        self.seconds = time.process_time() - self._began + sum(self._spent.values())

    def _watch(self) -> None:
        own = psutil.Process()
        while not self._end.wait(0.1):
            for process in own.children(recursive=True):
                try:
                    times = process.cpu_times()
                except psutil.NoSuchProcess:
                    continue
                self._spent[process.pid] = times.user + times.system


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kilobytes", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, "in")
        given.mkdir()
        texts = [bulletin(seed, arguments.kilobytes).text for seed in range(_TEXTS)]
        for number in range(arguments.files):
            (given / f"{number:06}.md").write_text(f"{texts[number % _TEXTS]}\n第{number}号\n", encoding="utf-8")
        engines: dict[str, Callable[[list[Path], Path], Summary]] = {
            "local": lambda paths, out: convert(paths, out, formats=["parquet"], jobs=arguments.jobs),
            "ray": lambda paths, out: convert_on_cluster(paths, out, formats=["parquet"], jobs=arguments.jobs),
        }
        some = {"one file": [given / "000000.md"], "all files": [given]}
        spent: dict[tuple[str, str], list[float]] = {(engine, what): [] for engine in engines for what in some}
        for turn in range(arguments.rounds):
            for (engine, what), found in spent.items():
                with _Meter() as meter:
                    summary = engines[engine](some[what], Path(folder, f"{engine}-{what}-{turn}"))
                if summary.failed:
                    raise SystemExit(f"{engine}: {summary.failed} failed")
                found.append(meter.seconds)
        print("| engine | one file, s | all files, s | ms a file besides the start |")
        print("|---|---:|---:|---:|")
        for engine in engines:
            one, whole = (statistics.median(spent[engine, what]) for what in some)
            print(f"| {engine} | {one:.1f} | {whole:.1f} | {1000 * (whole - one) / (arguments.files - 1):.1f} |")


if __name__ == "__main__":
    main()
