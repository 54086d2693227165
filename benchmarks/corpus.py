"""The bulletins that have gold: the project's own, and the real ones where their folder beside the project stands."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["FIXTURES", "FLOORS_FILE", "ROOT", "SHARED", "Gold", "corpus", "fixtures", "floors_of_the_tests", "real"]

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests" / "fixtures"
SHARED = ROOT.parent / "shared"
FLOORS_FILE = ROOT / "benchmarks" / "floors.toml"


@dataclass(frozen=True)
class Gold:
    """A bulletin and where its gold stands; either file may be missing."""

    bulletin: Path
    metrics_file: Path
    structure_file: Path

    @property
    def name(self) -> str:
        """The bulletin's file name without its ending."""
        return self.bulletin.stem

    def metrics(self) -> list[dict[str, Any]] | None:
        """The gold rows of the metrics."""
        if not self.metrics_file.exists():
            return None
        lines = self.metrics_file.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.strip()]

    def structure(self) -> dict[str, Any] | None:
        """The gold of the records."""
        if not self.structure_file.exists():
            return None
        structure: dict[str, Any] = json.loads(self.structure_file.read_text(encoding="utf-8"))
        return structure


def fixtures() -> list[Gold]:
    """The project's own bulletins, gold or not."""
    return list(_pairs(FIXTURES, FIXTURES))


def real() -> list[Gold]:
    """The real bulletins; none where their folder is missing."""
    return list(_pairs(SHARED / "bulletins", SHARED / "gold"))


def corpus() -> list[Gold]:
    """All of them that have gold of either sort."""
    return [gold for gold in (*real(), *fixtures()) if gold.metrics_file.exists() or gold.structure_file.exists()]


def floors_of_the_tests() -> dict[str, dict[str, float]]:
    """By bulletin, the figures that no change may fall below."""
    if not FLOORS_FILE.exists():
        return {}
    floors: dict[str, dict[str, float]] = tomllib.loads(FLOORS_FILE.read_text(encoding="utf-8"))
    return floors


def _pairs(bulletins: Path, gold: Path) -> Iterator[Gold]:
    for path in sorted(bulletins.glob("*")):
        if path.suffix in (".md", ".txt"):
            yield Gold(path, gold / f"{path.stem}.metrics.jsonl", gold / f"{path.stem}.structure.json")
