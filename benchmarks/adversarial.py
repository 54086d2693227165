"""Texts that would stall a careless extractor, against ordinary text: `python -m benchmarks.adversarial [--size N]`.

Prints for each the processor time a character at a tenth of the size and at the size, as multiples of what ordinary
text of that length costs. No text may cost more than three times as much, or grow faster than its length.
"""

from __future__ import annotations

import argparse
import functools
import random
import sys
import time
from collections.abc import Callable

from tests.generator.bulletins import bulletin

from pjrd_extract.pipeline import extract
from pjrd_extract.write.json import to_json

__all__ = ["TEXTS", "microseconds", "ordinary"]

_BULLETIN_KILOBYTES = 14
_FIGURES = "完成投资1.25亿元、2.5亿元，增长12.5%，新建3座，"


@functools.cache
def ordinary(size: int) -> str:
    """``size`` characters of generated bulletins, one after the other, each of its own county and people."""
    made: list[str] = []
    length = seed = 0
    while length < size:
        made.append(bulletin(seed, _BULLETIN_KILOBYTES).text)
        length += len(made[-1]) + 2
        seed += 1
    return "\n\n".join(made)[:size]


def _of(piece: str) -> Callable[[int], str]:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def _random_han(size: int) -> str:
    dice = random.Random(size)  # noqa: S311 - no secret
    return "".join(chr(dice.randrange(0x4E00, 0x9FA6)) for _ in range(size))


def _one_line(size: int) -> str:
    return "".join(ordinary(size).split())


def _short_lines(size: int) -> str:
    return "\n".join(f"第{i % 1000}号文" for i in range(size // 8))


def _table(size: int) -> str:
    rows = ["| 指标 | 单位 | 数值 | 增长% |", "|---|---|---|---|"]
    rows += [f"| 指标{i} | 万元 | {i}.5 | {i % 30} |" for i in range(size // 20)]
    return "\n".join(rows)


TEXTS: dict[str, Callable[[int], str]] = {
    **{piece: _of(piece) for piece in "一1（、亿年"},
    "random Han": _random_han,
    "nested brackets": lambda size: "（" * (size // 2) + "）" * (size // 2),
    "one endless line": _one_line,
    "short lines": _short_lines,
    "rows of a table": _table,
    "a line of figures": _of(_FIGURES),
}
"""By name, a function from a number of characters to about as much text."""


def microseconds(text: str, rounds: int = 1) -> float:
    """The processor time of a conversion of ``text`` to JSON, in microseconds a character; the best of ``rounds``."""
    times = []
    for _ in range(rounds):
        started = time.process_time()
        to_json(extract(text))
        times.append(time.process_time() - started)
    return 1e6 * min(times) / len(text)


def main() -> int:
    """Measures and prints; exits with 1 where a text is too dear."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=1_000_000, metavar="N", help="characters (default 1,000,000)")
    arguments = parser.parse_args()
    sizes = (arguments.size // 10, arguments.size)
    extract(ordinary(1_000))
    usual = [microseconds(ordinary(size)) for size in sizes]
    print(f"{'':<20}" + "".join(f"{f'{size:,}':>24}" for size in sizes))
    print(f"{'ordinary text':<20}" + "".join(f"{each:>13.2f} us a char." for each in usual))
    dear = False
    for name, make in TEXTS.items():
        times = [microseconds(make(size)) / one for size, one in zip(sizes, usual, strict=True)]
        dear = dear or max(times) > 3
        print(f"{name:<20}" + "".join(f"{each:>15.2f} x usual" for each in times), flush=True)
    return int(dear)


if __name__ == "__main__":
    sys.exit(main())
