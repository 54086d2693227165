"""Writes generated bulletins and their gold next to each other.

usage: python -m tests.generator --seed 1 --count 100 -o DIR [--kilobytes 20] [--plant] [--jobs 2]
"""

from __future__ import annotations

import argparse
import os
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from tests.generator.bulletins import bulletin

__all__ = ["main"]


def write(seeds: range, directory: Path, kilobytes: int, plant: bool) -> int:
    """Writes the bulletins of these seeds and says how many bytes they have."""
    size = 0
    for seed in seeds:
        made = bulletin(seed, kilobytes, plant=plant)
        ending = "txt" if made.layout.startswith("plain") else "md"
        data = made.text.encode("utf-8")
        size += len(data)
        (directory / f"{made.name}.{ending}").write_bytes(data)
        (directory / f"{made.name}.metrics.jsonl").write_bytes(made.gold_lines().encode("utf-8"))
        (directory / f"{made.name}.structure.json").write_bytes(made.structure_json().encode("utf-8"))
    return size


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1, help="seed of the first bulletin; each has the next one")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--kilobytes", type=int, default=12, help="about how long each is")
    parser.add_argument("--plant", action="store_true", help="plant contradictions and list them in the structure gold")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    a = parser.parse_args(argv)
    a.output.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    parts = [range(at, min(at + 50, a.seed + a.count)) for at in range(a.seed, a.seed + a.count, 50)]
    job = partial(write, directory=a.output, kilobytes=a.kilobytes, plant=a.plant)
    if a.jobs > 1 and len(parts) > 1:
        with ProcessPoolExecutor(a.jobs) as pool:
            size = sum(pool.map(job, parts))
    else:
        size = sum(map(job, parts))
    took = time.perf_counter() - began
    print(f"{a.count} bulletins, {size / 1000:.0f} kB, {a.count / took:.0f} a second")  # noqa: T201


if __name__ == "__main__":
    main()
