"""Rows in an SQLite database: keys, indexes, one file."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Self, TypeAlias

from pjrd_extract.models.base import plain
from pjrd_extract.write.tables.columns import TABLES, Table
from pjrd_extract.write.tables.rows import Row, Value

__all__ = ["SqliteTables", "Stored", "join_sqlite", "read_sqlite", "write_sqlite"]

Stored: TypeAlias = str | int | float | None
"""A value as SQLite has it: dates are text, decimals numbers."""

_TYPES = {"text": "TEXT", "integer": "INTEGER", "decimal": "NUMERIC", "date": "TEXT"}
_INDEXES = {"metrics": ("name", "unit"), "attendance": ("name",), "appointments": ("name",), "findings": ("code",)}


class SqliteTables:
    """A new database at ``path``, which must not exist, that takes rows bulletin by bulletin.

    Dates are ISO text. Decimals have SQLite's NUMERIC affinity: exact to 15 digits. The same rows give the same bytes.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "a.sqlite"
    >>> with SqliteTables(path) as tables:
    ...     tables.add({})
    >>> with closing(sqlite3.connect(path)) as database:
    ...     database.execute("SELECT count(*) FROM metrics").fetchone()
    (0,)
    """

    def __init__(self, path: Path) -> None:
        self._database = _empty(path)
        self._database.execute("BEGIN")

    def add(self, keyed: Mapping[str, Iterable[Row]]) -> None:
        """Adds the rows of a bulletin, as from ``rows``."""
        for name, rows in keyed.items():
            marks = ", ".join("?" * len(TABLES[name].columns))
            # Both come from TABLES, never from a bulletin.
            statement = f'INSERT INTO "{name}" VALUES ({marks})'  # noqa: S608
            self._database.executemany(statement, ([_stored(value) for value in row.values()] for row in rows))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Makes the indexes and closes the file; after an error it is closed as it is."""
        with closing(self._database):
            if kind is None:
                self._database.execute("COMMIT")
                _index(self._database)


def write_sqlite(path: Path, bulletins: Iterable[Mapping[str, Iterable[Row]]]) -> None:
    """Makes a new database at ``path`` with the rows of all ``bulletins``, in their order: see ``SqliteTables``."""
    with SqliteTables(path) as tables:
        for keyed in bulletins:
            tables.add(keyed)


def join_sqlite(path: Path, parts: Iterable[Path]) -> None:
    """Makes a new database at ``path`` with the rows of ``parts``, databases of ``write_sqlite``, in their order.

    The same parts give the same bytes.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> write_sqlite(folder / "part.sqlite", [])
    >>> join_sqlite(folder / "whole.sqlite", [folder / "part.sqlite"])
    """
    with closing(_empty(path)) as database:
        for part in parts:
            database.execute("ATTACH ? AS part", (str(part),))
            for name in TABLES:
                # The name comes from TABLES, never from a bulletin.
                database.execute(f'INSERT INTO main."{name}" SELECT * FROM part."{name}" ORDER BY rowid')  # noqa: S608
            database.execute("DETACH part")
        _index(database)


def read_sqlite(path: Path, table: Table) -> Iterator[tuple[Stored, ...]]:
    """The rows of ``table`` in the database at ``path``, in the order in which they were written.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "a.sqlite"
    >>> write_sqlite(path, [])
    >>> list(read_sqlite(path, TABLES["metrics"]))
    []
    """
    with closing(sqlite3.connect(path)) as database:
        # The name comes from TABLES, never from a bulletin.
        yield from database.execute(f'SELECT * FROM "{table.name}" ORDER BY rowid')  # noqa: S608


def _empty(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None)
    # The file is made under another name and renamed when it is whole: a journal would guard nothing.
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    for table in TABLES.values():
        database.execute(_create(table))
    return database


def _index(database: sqlite3.Connection) -> None:
    for name, columns in _INDEXES.items():
        for column in columns:
            database.execute(f'CREATE INDEX "{name}_{column}" ON "{name}" ("{column}")')


def _create(table: Table) -> str:
    columns = [f'"{column.name}" {_TYPES[column.type]}{" NOT NULL" * column.key}' for column in table.columns]
    key = ", ".join(f'"{name}"' for name in table.key)
    parts = [*columns, f"PRIMARY KEY ({key})"]
    if table.name != "bulletins":
        parts.append('FOREIGN KEY ("bulletin_id") REFERENCES "bulletins" ("bulletin_id")')
    return f'CREATE TABLE "{table.name}" ({", ".join(parts)})'


def _stored(value: Value) -> Stored:
    if isinstance(value, Decimal):
        return plain(value)
    return value.isoformat() if isinstance(value, dt.date) else value
