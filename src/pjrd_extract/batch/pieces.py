"""What is stored of a partition: its rows in each format, from which the tables of all bulletins are put together."""

from __future__ import annotations

import gc
import gzip
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

from pjrd_extract.batch.layout import PIECES
from pjrd_extract.batch.tasks import Part
from pjrd_extract.models.bulletin import Bulletin
from pjrd_extract.write.files import replaced
from pjrd_extract.write.tables.columns import TABLES
from pjrd_extract.write.tables.csv import csv_rows
from pjrd_extract.write.tables.parquet import ParquetTable
from pjrd_extract.write.tables.rows import Row, rows
from pjrd_extract.write.tables.sqlite import SqliteTables

__all__ = ["write_pieces"]

_Keyed = Mapping[str, list[Row]]


def write_pieces(part: Part) -> None:
    """Writes what is missing of ``part``, from the JSON of its bulletins, each read once.

    Every file is written whole or not at all. Raises ``OSError`` and ``MissingExtraError``.
    """
    with ExitStack() as stack:
        # Records hold no cycles: to look for some among all of them took as long as reading them.
        if gc.isenabled():
            gc.disable()
            stack.callback(gc.enable)
        writers = []
        for kind in part.kinds:
            paths = [stack.enter_context(replaced(part.folder / name)) for name in PIECES[kind]]
            writers.append(_WRITERS[kind](stack, paths))
        for name, output in part.bulletins:
            bulletin = Bulletin.model_validate_json(output.read_bytes())
            keyed = rows(bulletin, name)
            for writer in writers:
                writer.add(bulletin, keyed)


class _Writer(Protocol):
    """Takes bulletins in their order; what is entered into ``stack`` ends its files when the stack is left."""

    def __init__(self, stack: ExitStack, paths: Sequence[Path]) -> None: ...

    def add(self, bulletin: Bulletin, keyed: _Keyed) -> None: ...


class _Packed:
    """Files packed as they are written. Nothing of the time or the name of the file is in them."""

    def __init__(self, stack: ExitStack, paths: Sequence[Path]) -> None:
        opened = [stack.enter_context(path.open("wb")) for path in paths]
        self.files = [stack.enter_context(gzip.GzipFile("", "wb", 1, file, mtime=0)) for file in opened]


class _JsonLines(_Packed):
    def add(self, bulletin: Bulletin, _: _Keyed) -> None:
        self.files[0].write(bulletin.model_dump_json().encode("utf-8") + b"\n")


class _Csv(_Packed):
    def add(self, _: Bulletin, keyed: _Keyed) -> None:
        for file, (name, table) in zip(self.files, TABLES.items(), strict=True):
            file.write(csv_rows(table, keyed[name]))


class _Parquet:
    def __init__(self, stack: ExitStack, paths: Sequence[Path]) -> None:
        files = [stack.enter_context(path.open("wb")) for path in paths]
        made = zip(files, TABLES.values(), strict=True)
        self.tables = [stack.enter_context(ParquetTable(file, table)) for file, table in made]

    def add(self, _: Bulletin, keyed: _Keyed) -> None:
        for table, name in zip(self.tables, TABLES, strict=True):
            table.add(keyed[name])


class _Sqlite:
    def __init__(self, stack: ExitStack, paths: Sequence[Path]) -> None:
        self.tables = stack.enter_context(SqliteTables(paths[0]))

    def add(self, _: Bulletin, keyed: _Keyed) -> None:
        self.tables.add(keyed)


_WRITERS: Mapping[str, type[_Writer]] = {
    "jsonl": _JsonLines,
    "csv": _Csv,
    "parquet": _Parquet,
    "sqlite": _Sqlite,
}
