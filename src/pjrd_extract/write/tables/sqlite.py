"""Rows in an SQLite database: keys, indexes, one file."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

from pjrd_extract.models.base import plain
from pjrd_extract.write.tables.columns import TABLES, Table
from pjrd_extract.write.tables.rows import Row, Value

__all__ = ["write_sqlite"]

_TYPES = {"text": "TEXT", "integer": "INTEGER", "decimal": "NUMERIC", "date": "TEXT"}
_INDEXES = {"metrics": ("name", "unit"), "attendance": ("name",), "appointments": ("name",), "findings": ("code",)}


def write_sqlite(path: Path, bulletins: Iterable[Mapping[str, list[Row]]]) -> None:
    """Makes a new database at ``path`` with the rows of all ``bulletins``, in their order; ``path`` must not exist.

    Dates are ISO text. Decimals have SQLite's NUMERIC affinity: exact to 15 digits. The same rows give the same bytes.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "a.sqlite"
    >>> write_sqlite(path, [])
    >>> sqlite3.connect(path).execute("SELECT count(*) FROM metrics").fetchone()
    (0,)
    """
    database = sqlite3.connect(path)
    try:
        # The file is made under another name and renamed when it is whole: a journal would guard nothing.
        database.execute("PRAGMA journal_mode = OFF")
        for table in TABLES.values():
            database.execute(_create(table))
        for keyed in bulletins:
            for name, rows in keyed.items():
                marks = ", ".join("?" * len(TABLES[name].columns))
                # Both come from TABLES, never from a bulletin.
                statement = f'INSERT INTO "{name}" VALUES ({marks})'  # noqa: S608
                database.executemany(statement, ([_stored(value) for value in row.values()] for row in rows))
        for name, columns in _INDEXES.items():
            for column in columns:
                database.execute(f'CREATE INDEX "{name}_{column}" ON "{name}" ("{column}")')
        database.commit()
    finally:
        database.close()


def _create(table: Table) -> str:
    columns = [f'"{column.name}" {_TYPES[column.type]}{" NOT NULL" * column.key}' for column in table.columns]
    key = ", ".join(f'"{name}"' for name in table.key)
    parts = [*columns, f"PRIMARY KEY ({key})"]
    if table.name != "bulletins":
        parts.append('FOREIGN KEY ("bulletin_id") REFERENCES "bulletins" ("bulletin_id")')
    return f'CREATE TABLE "{table.name}" ({", ".join(parts)})'


def _stored(value: Value) -> str | int | None:
    if isinstance(value, Decimal):
        return plain(value)
    return value.isoformat() if isinstance(value, dt.date) else value
