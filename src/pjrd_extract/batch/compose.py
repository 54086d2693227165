"""The tables of an output folder, made from the JSON of its bulletins: a part at a time, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pjrd_extract.models.bulletin import Bulletin
from pjrd_extract.write.files import replaced, write_atomically
from pjrd_extract.write.tables.columns import TABLES
from pjrd_extract.write.tables.csv import csv_head, csv_rows
from pjrd_extract.write.tables.parquet import PART, parquet_part, part_name
from pjrd_extract.write.tables.rows import Row, rows
from pjrd_extract.write.tables.sqlite import write_sqlite

__all__ = ["compose"]


def compose(out: Path, bulletins: Sequence[tuple[str, str]], formats: Sequence[str], headers: str = "en") -> None:
    """Writes the ``formats`` of ``bulletins`` (id and path of the JSON below ``out``, in the order of the rows).

    The same bulletins give the same bytes. Each file is written whole or not at all. Raises ``MissingExtraError``
    for Parquet without pyarrow, and ``OSError``.
    """
    if "jsonl" in formats:
        with replaced(out / "bulletins.jsonl") as path, path.open("wb") as file:
            for _, bulletin in _read(out, bulletins):
                file.write(bulletin.model_dump_json().encode("utf-8") + b"\n")
    if "csv" in formats:
        for name, table in TABLES.items():
            with replaced(out / "csv" / f"{name}.csv") as path, path.open("wb") as file:
                file.write(csv_head(table, headers))
                for found in _rows(out, bulletins):
                    file.write(csv_rows(table, found[name]))
    if "parquet" in formats:
        _parquet(out, bulletins)
    if "sqlite" in formats:
        with replaced(out / "bulletins.sqlite") as path:
            write_sqlite(path, _rows(out, bulletins))


def _parquet(out: Path, bulletins: Sequence[tuple[str, str]]) -> None:
    parts = [bulletins[at : at + PART] for at in range(0, len(bulletins), PART)] or [()]
    for number, part in enumerate(parts):
        for name, data in parquet_part(_rows(out, part)):
            write_atomically(out / part_name(name, number), data)
    for name in TABLES:
        for old in (out / "parquet" / name).glob("part-*.parquet"):
            if int(old.stem.removeprefix("part-")) >= len(parts):
                old.unlink()


def _read(out: Path, bulletins: Sequence[tuple[str, str]]) -> Iterator[tuple[str, Bulletin]]:
    for name, output in bulletins:
        yield name, Bulletin.model_validate_json((out / output).read_bytes())


def _rows(out: Path, bulletins: Sequence[tuple[str, str]]) -> Iterator[dict[str, list[Row]]]:
    for name, bulletin in _read(out, bulletins):
        yield rows(bulletin, name)
