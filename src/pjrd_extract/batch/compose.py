"""The tables of all bulletins, put together from what is stored of the partitions: nothing is made anew here."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable, Iterator, Mapping

from pjrd_extract.batch.layout import WHOLES, final_name, parts_there
from pjrd_extract.batch.tasks import Whole
from pjrd_extract.write.files import flush_folder, replaced
from pjrd_extract.write.tables.columns import TABLES, Table
from pjrd_extract.write.tables.csv import csv_head
from pjrd_extract.write.tables.sqlite import Stored, join_sqlite, read_sqlite
from pjrd_extract.write.tables.xlsx import write_xlsx

__all__ = ["compose"]


def compose(whole: Whole) -> None:
    """Writes the files of one format, in the order of the partitions; each is whole or as it was before.

    The same partitions give the same bytes, and memory does not grow with their number. Raises ``OSError``.
    """
    _COMPOSERS[whole.format](whole)
    for folder in {(whole.out / name).parent for name in WHOLES[whole.format]}:
        flush_folder(folder)


def _json_lines(whole: Whole) -> None:
    [name] = WHOLES["jsonl"]
    _join(whole, name, b"", "bulletins.jsonl.gz")


def _csv(whole: Whole) -> None:
    for name, table in TABLES.items():
        _join(whole, f"csv/{name}.csv", csv_head(table, whole.headers), f"{name}.csv.gz")


def _join(whole: Whole, name: str, head: bytes, piece: str) -> None:
    with replaced(whole.out / name) as path, path.open("wb") as file:
        file.write(head)
        for folder in whole.folders:
            with gzip.open(folder / piece) as packed:
                shutil.copyfileobj(packed, file)


def _sqlite(whole: Whole) -> None:
    [name] = WHOLES["sqlite"]
    with replaced(whole.out / name) as path:
        join_sqlite(path, [folder / "tables.sqlite" for folder in whole.folders])


def _xlsx(whole: Whole) -> None:
    def rows(table: Table) -> Iterator[tuple[Stored, ...]]:
        for folder in whole.folders:
            yield from read_sqlite(folder / "tables.sqlite", table)

    [name] = WHOLES["xlsx"]
    with replaced(whole.out / name) as path:
        write_xlsx(path, ((table, rows(table)) for table in TABLES.values()), whole.headers)


def _parquet(whole: Whole) -> None:
    """Moves new parts to their places and takes the old ones away, all at the end, for those who read meanwhile."""
    for name in TABLES:
        folder = whole.out / "parquet" / name
        folder.mkdir(parents=True, exist_ok=True)
        there = parts_there(whole.out, name)
        wanted = {piece.name: folder / final_name(at, piece.name) for at, piece in enumerate(whole.folders)}
        for piece in whole.folders:
            staged = piece / f"{name}.parquet"
            if staged.exists():
                staged.replace(wanted[piece.name])
            elif there[piece.name] != wanted[piece.name]:
                there[piece.name].replace(wanted[piece.name])
        for old in set(folder.glob("part-*.parquet")) - set(wanted.values()):
            old.unlink()
        flush_folder(folder)


_COMPOSERS: Mapping[str, Callable[[Whole], None]] = {
    "jsonl": _json_lines,
    "csv": _csv,
    "parquet": _parquet,
    "sqlite": _sqlite,
    "xlsx": _xlsx,
}
