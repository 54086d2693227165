"""How fast a conversion is, next to the floor: `python -m benchmarks.bench [--json] [--rounds N] [--lengths FILE]`.

The floor is what no implementation can save: a few compiled patterns run over the text, the models built from known
values, and the JSON written. The bulletin is the real one where its folder stands beside the project, else the bundled
sample repeated to some 50,000 characters. Peers are timed on the same text where they are installed (see
`benchmarks/peers.py`). `--lengths` times ordinary text of 10 kB to 10 MB instead, and draws the plot.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from pathlib import Path

from benchmarks.adversarial import microseconds, ordinary
from benchmarks.measure import Run, bulletin, floor, fresh_processes, layers, machine, medians, memory, peer_runs, whole
from benchmarks.plot import line_plot
from pjrd_extract.pipeline import extract
from pjrd_extract.read.decode import decode

_LENGTHS = (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)
_TURNS = 3


def main() -> int:
    """Measures and prints; the numbers are medians in milliseconds of processor time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15, metavar="N", help="how often each is run (default 15)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--lengths", type=Path, metavar="SVG", help="time texts of growing length, and plot them here")
    arguments = parser.parse_args()
    if arguments.lengths:
        return _lengths(arguments.lengths, arguments.json)
    name, data = bulletin()
    runs: dict[str, Run] = {"floor": floor(name, data), "whole": whole(name, data)}
    runs |= {f"  {label}": run for label, run in layers(name, data).items()}
    peers, skipped = peer_runs(data)
    times = medians(runs, arguments.rounds) | medians(peers, max(arguments.rounds // 5, 1)) | fresh_processes(data)
    characters = len(decode(data, name).text)
    extracted, written = memory(data)
    if arguments.json:
        report = {"bulletin": name, "characters": characters, "machine": machine(), "milliseconds": times}
        report |= {"bytes of memory a byte": {"records": extracted, "with JSON": written}}
        print(json.dumps(report | {"skipped": skipped}, ensure_ascii=False))
        return 0
    print(f"{name}: {characters} characters, median of {arguments.rounds} rounds, {machine()}")
    print(f"{'':<34}{'ms':>11}{'x floor':>10}{'x whole':>10}")
    for label, milliseconds in times.items():
        print(f"{label:<34}{milliseconds:>11.2f}{milliseconds / times['floor']:>10.2f}", end="")
        print(f"{milliseconds / times['whole']:>10.2f}")
    print(f"memory: {extracted:.0f} bytes a byte of text to the records, {written:.0f} with their JSON")
    for label, reason in skipped.items():
        print(f"skipped {label}: {reason}")
    return 0


def _lengths(path: Path, as_json: bool) -> int:
    """Times texts of growing length, prints microseconds a character, and draws seconds against characters."""
    extract(ordinary(1_000))
    texts = {size: ordinary(size) for size in _LENGTHS}
    found = dict.fromkeys(_LENGTHS, math.inf)
    for _ in range(_TURNS):  # they take turns, so that a machine that is slow for a while is so for all
        for size, text in texts.items():
            found[size] = min(found[size], microseconds(text, rounds=max(1, 100_000 // size)))
    points = [(size, size * each / 1e6) for size, each in found.items()]
    svg = line_plot(points, "characters of text", "seconds of processor time")
    path.write_text(svg, encoding="utf-8")
    if as_json:
        print(json.dumps({"machine": machine(), "microseconds a character": found}))
        return 0
    for size, each in found.items():
        print(f"{size:>12,} characters {each:>8.2f} us a character {each / found[100_000]:>8.2f} x that at 100,000")
    return 0


if __name__ == "__main__":
    sys.exit(main())
