"""Precision and recall of the findings on generated bulletins, with contradictions planted and without.

usage: python -m benchmarks.findings [--count 600] [--seed 20000] [--show 5]
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.generator.bulletins import bulletin

from pjrd_extract import Finding, extract

__all__ = ["Tally", "measure"]


@dataclass(slots=True)
class Tally:
    """Counts by code. ``info`` findings, of repairs and wordings, may be found where planted, but are never false."""

    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of the findings that were planted."""
        return self.found.total() / max(1, self.found.total() + self.false.total())

    @property
    def recall(self) -> float:
        """The share of what was planted that was found."""
        return self.found.total() / max(1, self.found.total() + self.missed.total())


def measure(seeds: Iterable[int], *, plant: bool) -> Tally:
    """What is found in the bulletins of ``seeds``, against what was planted in them."""
    tally = Tally()
    for seed in seeds:
        made = bulletin(seed, 4 + seed % 14, plant=plant)
        findings = extract(made.text).findings
        used: set[int] = set()
        for planted in made.planted:
            hits = [i for i, one in enumerate(findings) if one.code == planted["code"] and _touches(one, planted)]
            used.update(hits)
            (tally.found if hits else tally.missed)[planted["code"]] += 1
            if not hits:
                tally.examples.append(f"{seed} missed {planted['code']}: {planted['what']}")
        for i, finding in enumerate(findings):
            if i not in used and finding.severity != "info":
                tally.false[finding.code] += 1
                tally.examples.append(f"{seed} false {finding.code}: {finding.message}")
    return tally


def _touches(finding: Finding, planted: dict[str, int]) -> bool:
    return any(one.span.start < planted["end"] and planted["start"] < one.span.end for one in finding.evidence)


def main() -> None:
    """Prints both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=600)
    parser.add_argument("--seed", type=int, default=20000)
    parser.add_argument("--show", type=int, default=5)
    a = parser.parse_args()
    for plant in (False, True):
        tally = measure(range(a.seed, a.seed + a.count), plant=plant)
        print(f"{a.count} bulletins {'with planted contradictions' if plant else 'without'}")
        for code in sorted({*tally.found, *tally.missed, *tally.false}):
            counts = tally.found[code], tally.missed[code], tally.false[code]
            print(f"  {code:20} found {counts[0]:4}  missed {counts[1]:3}  false {counts[2]:3}")
        if plant:
            print(f"  precision {tally.precision:.3f}  recall {tally.recall:.3f}")
        for example in tally.examples[: a.show]:
            print("   ", example)


if __name__ == "__main__":
    main()
