"""Rows as Arrow tables, and from there as Parquet, pandas and polars."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pjrd_extract.errors import MissingExtraError
from pjrd_extract.models.rows import DECIMAL_DIGITS, DECIMAL_PLACES, fitting
from pjrd_extract.write.tables.columns import TABLES, Table
from pjrd_extract.write.tables.rows import Bulletins, Row, rows_of_all

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["arrow_table", "bulletins_to_tables"]


def bulletins_to_tables(bulletins: Bulletins) -> dict[str, pa.Table]:
    """All tables of docs/tables.md, by name, with the rows of ``bulletins``, which may be one bulletin.

    The rows call a bulletin by its key in a mapping; in any other iterable by the name of its source, and a name that
    comes again gets ``#2``, ``#3`` … ``to_pandas`` and ``to_polars`` make data frames of them, or of bulletins at once.
    Raises ``MissingExtraError`` where pyarrow is not installed.

    >>> from pjrd_extract import extract
    >>> tables = bulletins_to_tables([extract("关于财政工作的报告\\n\\n2023年，全县完成固定资产投资95.10亿元。")])
    >>> tables["metrics"].select(["name", "unit"]).to_pylist()
    [{'name': '固定资产投资', 'unit': '元'}]
    """
    return {name: arrow_table(TABLES[name], found) for name, found in rows_of_all(bulletins).items()}


def arrow_table(table: Table, found: Iterable[Row]) -> pa.Table:
    """The rows ``found`` as an Arrow table with the types of ``table``.

    Decimals are ``decimal128(38, 12)``: what has more places is rounded to twelve, and what has more than 26 digits
    before the point is null; ``text`` always has the figure as written.
    """
    try:
        import pyarrow as pa
    except ImportError as error:
        raise MissingExtraError("tables", "an Arrow or Parquet table") from error
    types = {"text": pa.string(), "integer": pa.int64(), "decimal": pa.decimal128(DECIMAL_DIGITS, DECIMAL_PLACES)}
    types["date"] = pa.date32()
    schema = pa.schema([pa.field(column.name, types[column.type], nullable=not column.key) for column in table.columns])
    found = list(found)
    columns = [[fitting(row[column.name]) for row in found] for column in table.columns]
    arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)
