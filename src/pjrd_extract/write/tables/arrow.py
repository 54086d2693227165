"""Rows as Arrow tables, and from there as Parquet, pandas and polars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from typing import TYPE_CHECKING

from pjrd_extract.errors import MissingExtraError
from pjrd_extract.models.bulletin import Bulletin
from pjrd_extract.write.tables.columns import TABLES, Table
from pjrd_extract.write.tables.rows import Row, Value, rows

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["arrow_table", "bulletins_to_tables"]

_PRECISION, _SCALE = 38, 12


def bulletins_to_tables(bulletins: Iterable[Bulletin] | Mapping[str, Bulletin]) -> dict[str, pa.Table]:
    """All tables of docs/tables.md, by name, with the rows of ``bulletins``.

    The rows call a bulletin by its key in a mapping; in any other iterable by the name of its source, and a name that
    comes again gets ``#2``, ``#3`` … ``to_pandas`` and ``to_polars`` make data frames of them. Raises
    ``MissingExtraError`` where pyarrow is not installed.

    >>> from pjrd_extract import extract
    >>> tables = bulletins_to_tables([extract("关于财政工作的报告\\n\\n2023年，全县完成固定资产投资95.10亿元。")])
    >>> tables["metrics"].select(["name", "unit"]).to_pylist()
    [{'name': '固定资产投资', 'unit': '元'}]
    """
    collected: dict[str, list[Row]] = {name: [] for name in TABLES}
    named = bulletins.items() if isinstance(bulletins, Mapping) else _named(bulletins)
    for bulletin_id, bulletin in named:
        for name, found in rows(bulletin, bulletin_id).items():
            collected[name] += found
    return {name: arrow_table(TABLES[name], found) for name, found in collected.items()}


def arrow_table(table: Table, found: Iterable[Row]) -> pa.Table:
    """The rows ``found`` as an Arrow table with the types of ``table``.

    Decimals are ``decimal128(38, 12)``: what has more places is rounded to twelve, and what has more than 26 digits
    before the point is null; ``text`` always has the figure as written.
    """
    try:
        import pyarrow as pa
    except ImportError as error:
        raise MissingExtraError("tables", "an Arrow or Parquet table") from error
    types = {"text": pa.string(), "integer": pa.int64(), "decimal": pa.decimal128(_PRECISION, _SCALE)}
    types["date"] = pa.date32()
    schema = pa.schema([pa.field(column.name, types[column.type], nullable=not column.key) for column in table.columns])
    found = list(found)
    columns = [[_fitting(row[column.name]) for row in found] for column in table.columns]
    arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _named(bulletins: Iterable[Bulletin]) -> Iterable[tuple[str, Bulletin]]:
    taken: set[str] = set()
    for bulletin in bulletins:
        name, number = bulletin.source.name, 1
        while name in taken:
            number += 1
            name = f"{bulletin.source.name}#{number}"
        taken.add(name)
        yield name, bulletin


def _fitting(value: Value) -> Value:
    if not isinstance(value, Decimal):
        return value
    if value.adjusted() >= _PRECISION - _SCALE:
        return None
    with localcontext(prec=_PRECISION + 1):
        return value.quantize(Decimal(1).scaleb(-_SCALE), ROUND_HALF_EVEN)
