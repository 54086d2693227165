"""Prints how right the library is on every bulletin that has gold: `python -m benchmarks.score [--show N] [NAME…]`.

`--raise-floors` also writes the figures of the project's own bulletins, rounded down, to `floors.toml`, which the tests
hold the library to. No floor is ever lowered by it.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from typing import Any

from benchmarks.corpus import FLOORS_FILE, corpus, fixtures, floors_of_the_tests
from benchmarks.score_metrics import FIELDS, score_metrics
from benchmarks.score_structure import score_structure
from pjrd_extract.pipeline import extract_file
from pjrd_extract.write.json import to_json

_FLOORS = (
    "structure",
    "F1",
    "value",
    "unit",
    "bound",
    "role",
    "basis",
    "status",
    "period",
    "no_period",
    "name",
    "strict",
)
_FIGURES = ("precision", "recall", "F1", *FIELDS, "strict")


def main() -> int:
    """Scores the corpus and prints a table, then the worst cases of each bulletin."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print up to N wrong cases of each bulletin")
    parser.add_argument("only", nargs="*", metavar="NAME", help="bulletins by name; default: all")
    parser.add_argument("--raise-floors", action="store_true", help="write floors.toml, where the figures are higher")
    arguments = parser.parse_args()
    columns: dict[str, dict[str, float]] = {}
    worst: dict[str, list[str]] = {}
    for gold in corpus():
        if arguments.only and gold.name not in arguments.only:
            continue
        found: dict[str, Any] = json.loads(to_json(extract_file(gold.bulletin)))
        column = columns[gold.name] = {}
        lines = worst[gold.name] = []
        structure = gold.structure()
        if structure is not None:
            records = score_structure(found, structure)
            column["structure"] = records.fields.share
            lines += [f"record   {row}" for row in records.wrong[: arguments.show]]
        rows = gold.metrics()
        if rows is not None:
            score = score_metrics([metric for article in found["articles"] for metric in article["metrics"]], rows)
            column |= {"gold rows": score.found.asked, **score.figures}
            lines += list(score.worst())[: arguments.show]
    _print_table(columns)
    for name, lines in worst.items():
        if lines:
            print(f"\n{name}")
            print("\n".join(lines))
    if arguments.raise_floors:
        own = {gold.name for gold in fixtures()}
        _raise_floors({name: column for name, column in columns.items() if name in own})
    return 0


def _raise_floors(columns: dict[str, dict[str, float]]) -> None:
    floors = floors_of_the_tests()
    lines = ["# What no change may fall below: `make floors` raises these figures, and only raises them."]
    for name in sorted(columns.keys() | floors.keys()):
        reached = {label: math.floor(figure * 100) / 100 for label, figure in columns.get(name, {}).items()}
        before = floors.get(name, {})
        kept = [label for label in _FLOORS if label in reached or label in before]
        lines += ["", f"[{name}]"]
        lines += [f"{label} = {max(reached.get(label, 0.0), before.get(label, 0.0)):.2f}" for label in kept]
    FLOORS_FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _print_table(columns: dict[str, dict[str, float]]) -> None:
    labels = ("structure", "gold rows", *_FIGURES)
    widths = {name: max(len(name), 7) for name in columns}
    print(" " * 11, *(name.rjust(width) for name, width in widths.items()), sep="  ")
    for label in labels:
        cells = [_cell(columns[name].get(label)).rjust(width) for name, width in widths.items()]
        print(label.ljust(11), *cells, sep="  ")


def _cell(figure: float | None) -> str:
    if figure is None:
        return "-"
    return str(figure) if isinstance(figure, int) else f"{figure:.4f}"


if __name__ == "__main__":
    sys.exit(main())
