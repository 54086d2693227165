"""What the program and its workers say to each other: plain records, so that the program need not load what workers do.

Nothing that extracts is imported here.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["FORMATS", "Conversion", "Options", "Result"]

FORMATS = ("json", "jsonl", "csv", "parquet", "sqlite")
"""What ``convert`` writes: the JSON of each bulletin always, the others when they are asked for."""


@dataclass(frozen=True, slots=True)
class Options:
    """What holds for every input of a run. ``rules`` and ``corrections`` are files."""

    rules: Path | None = None
    reference_date: dt.date | None = None
    explain: bool = False
    corrections: Path | None = None


@dataclass(frozen=True, slots=True)
class Conversion:
    """An input to convert to ``output``, unless its bytes still have the hash ``known``."""

    id: str
    path: Path
    output: Path
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of it. ``error`` begins with the path; ``same`` says that nothing was to do.

    ``sha256`` is none where the input could not be read or its output not be written.
    """

    sha256: str | None = None
    error: str | None = None
    same: bool = False
    metrics: int = 0
    findings: dict[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
