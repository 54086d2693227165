"""Where everything stands in an output folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pjrd_extract.write.tables.columns import TABLES

__all__ = ["FORMATS", "HEADERS", "KINDS", "PARTS", "PIECES", "WHOLES", "final_name", "parts_there"]

FORMATS = ("json", "jsonl", "csv", "parquet", "sqlite", "xlsx")
"""What ``convert`` writes: the JSON of each bulletin always, the others when they are asked for."""

HEADERS = ("en", "zh")
"""The languages of the heads of CSV and XLSX."""

PARTS = ".pjrd-parts"
"""The folder of what is stored of partitions: a folder each, called by its fingerprint."""

PIECES: Mapping[str, tuple[str, ...]] = {
    "jsonl": ("bulletins.jsonl.gz",),
    "csv": tuple(f"{name}.csv.gz" for name in TABLES),
    "parquet": tuple(f"{name}.parquet" for name in TABLES),
    "sqlite": ("tables.sqlite",),
}
"""The files that are stored of a partition, by their kind."""

KINDS: Mapping[str, str] = {"xlsx": "sqlite"}
"""The kind of piece that a format is put together from, where that is not its own."""

WHOLES: Mapping[str, tuple[str, ...]] = {
    "jsonl": ("bulletins.jsonl",),
    "csv": tuple(f"csv/{name}.csv" for name in TABLES),
    "parquet": (),
    "sqlite": ("bulletins.sqlite",),
    "xlsx": ("bulletins.xlsx",),
}
"""The files of each format with all bulletins. Parquet has its parts instead."""


def final_name(number: int, fingerprint: str) -> str:
    """What the ``number``-th part of a Parquet table is called.

    >>> final_name(3, "3fb0")
    'part-00003-3fb0.parquet'
    """
    return f"part-{number:05}-{fingerprint}.parquet"


def parts_there(out: Path, table: str) -> dict[str, Path]:
    """The parts of the Parquet table ``table`` in ``out``, by fingerprint; one that has none is called by its name.

    >>> parts_there(Path("no-such-folder"), "metrics")
    {}
    """
    found = (out / "parquet" / table).glob("part-*.parquet")
    return {path.stem.split("-", 2)[2] if path.stem.count("-") == 2 else path.name: path for path in found}
