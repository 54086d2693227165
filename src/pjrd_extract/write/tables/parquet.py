"""Tables as Parquet, a part at a time: a part holds so many bulletins, so that memory stays flat over any number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from io import BytesIO
from types import ModuleType
from typing import IO, TYPE_CHECKING, Self

from pjrd_extract.errors import MissingExtraError
from pjrd_extract.write.tables.arrow import arrow_table
from pjrd_extract.write.tables.columns import TABLES, Table
from pjrd_extract.write.tables.rows import Row

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

__all__ = ["ParquetTable", "parquet_part"]

_CHUNK = 2_000
"""Rows that are held as Python objects, which take ten times as much as Arrow's, at the most."""

_GROUP = 25 * _CHUNK
"""Rows to a row group: what is held of a table at the most."""


class ParquetTable:
    """One table written to ``file``, row group by row group.

    The same rows, added in any portions, give the same bytes; without rows it is a file with the columns alone. Raises
    ``MissingExtraError`` without pyarrow.

    >>> file = BytesIO()
    >>> with ParquetTable(file, TABLES["findings"]):
    ...     pass
    >>> file.getvalue()[:4]
    b'PAR1'
    """

    def __init__(self, file: IO[bytes], table: Table) -> None:
        self._parquet = _parquet()
        self._file, self._table = file, table
        self._writer: ParquetWriter | None = None
        self._rows: list[Row] = []
        self._chunks: list[pa.Table] = []

    def add(self, rows: Iterable[Row]) -> None:
        """Adds ``rows`` behind those that are there."""
        self._rows += rows
        while len(self._rows) >= _CHUNK:
            self._chunks.append(arrow_table(self._table, self._rows[:_CHUNK]))
            del self._rows[:_CHUNK]
            if len(self._chunks) * _CHUNK == _GROUP:
                self._write()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Writes what is left and the foot of the file, which stays open."""
        if kind is None and (self._rows or self._chunks or self._writer is None):
            self._chunks.append(arrow_table(self._table, self._rows))
            self._write()
        if self._writer is not None:
            self._writer.close()

    def _write(self) -> None:
        import pyarrow as pa

        group = pa.concat_tables(self._chunks)
        self._chunks.clear()
        if self._writer is None:
            self._writer = self._parquet.ParquetWriter(self._file, group.schema, compression="zstd")
        self._writer.write_table(group)


def parquet_part(found: Iterable[Mapping[str, Sequence[Row]]]) -> Iterator[tuple[str, bytes]]:
    """Each table by name, as the bytes of a Parquet file with its rows of the bulletins ``found`` (as from ``rows``).

    The same rows give the same bytes, and a table without rows is a file with its columns. Raises
    ``MissingExtraError`` without pyarrow.

    >>> [name for name, data in parquet_part([]) if data.startswith(b"PAR1")][:3]
    ['bulletins', 'articles', 'sections']
    """
    files = {name: BytesIO() for name in TABLES}
    with ExitStack() as stack:
        tables = {name: stack.enter_context(ParquetTable(files[name], table)) for name, table in TABLES.items()}
        for keyed in found:
            for name, rows in keyed.items():
                tables[name].add(rows)
    for name, file in files.items():
        yield name, file.getvalue()


def _parquet() -> ModuleType:
    try:
        import pyarrow.parquet
    except ImportError as error:
        raise MissingExtraError("tables", "Parquet") from error
    return pyarrow.parquet
