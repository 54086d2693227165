"""Tables as Parquet, a part at a time: a part holds so many bulletins, so that memory stays flat over any number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO

from pjrd_extract.errors import MissingExtraError
from pjrd_extract.write.tables.arrow import arrow_table
from pjrd_extract.write.tables.columns import TABLES
from pjrd_extract.write.tables.rows import Row

__all__ = ["PART", "parquet_part", "part_name"]

PART = 200
"""Bulletins to a part."""


def part_name(table: str, number: int) -> str:
    """Where part ``number`` of ``table`` stands below the output folder.

    >>> part_name("metrics", 3)
    'parquet/metrics/part-00003.parquet'
    """
    return f"parquet/{table}/part-{number:05}.parquet"


def parquet_part(found: Iterable[Mapping[str, Sequence[Row]]]) -> Iterator[tuple[str, bytes]]:
    """Each table by name, as the bytes of a Parquet file with its rows of the bulletins ``found`` (as from ``rows``).

    The same rows give the same bytes, and a table without rows is a file with its columns. Raises
    ``MissingExtraError`` without pyarrow.

    >>> [name for name, data in parquet_part([]) if data.startswith(b"PAR1")][:3]
    ['bulletins', 'articles', 'sections']
    """
    try:
        import pyarrow.parquet
    except ImportError as error:
        raise MissingExtraError("tables", "Parquet") from error
    keyed: dict[str, list[Row]] = {name: [] for name in TABLES}
    for tables in found:
        for name, rows in tables.items():
            keyed[name] += rows
    for name, table in TABLES.items():
        buffer = BytesIO()
        pyarrow.parquet.write_table(arrow_table(table, keyed[name]), buffer, compression="zstd")
        yield name, buffer.getvalue()
