"""Bulletins, or Arrow tables of them, as data frames of pandas and polars, with the types that each has for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from pjrd_extract.models.bulletin import Bulletin
from pjrd_extract.models.frames import Numbers, check_numbers, engine_or_default, floats, pandas_frame, polars_frame
from pjrd_extract.models.rows import Value, by_column
from pjrd_extract.write.tables.columns import TABLES
from pjrd_extract.write.tables.rows import Bulletins, rows_of_all

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["to_pandas", "to_polars"]


def to_pandas(source: Bulletins | Mapping[str, pa.Table], *, numbers: Numbers = "exact") -> dict[str, pd.DataFrame]:
    """The tables of a bulletin, of many, or those of ``bulletins_to_tables``, all or some, as pandas frames by name.

    Bulletins are called as there, and need no pyarrow. Text is ``string``, or a category where it is one of a few;
    whole numbers are ``Int64``, days ``datetime64[s]``. Values are ``Decimal`` objects, with ``None`` where there is
    none, or with ``numbers="float"`` of type ``float64``, which may be a little off but sums and plots at once. Raises
    ``MissingExtraError`` without pandas, ``TypeError`` and ``ValueError`` for an argument that is none.

    >>> from pjrd_extract import extract
    >>> bulletin = extract("关于财政工作的报告\\n\\n2023年，全县完成固定资产投资95.10亿元。")
    >>> to_pandas(bulletin)["metrics"][["name", "value"]].to_dict("records")
    [{'name': '固定资产投资', 'value': Decimal('9510000000')}]
    >>> to_pandas([bulletin], numbers="float")["metrics"]["value"].tolist()
    [9510000000.0]
    """
    check_numbers(numbers)
    engine_or_default("pandas")
    return {name: pandas_frame(TABLES[name].columns, values, numbers) for name, values in _columns(source).items()}


def to_polars(source: Bulletins | Mapping[str, pa.Table], *, numbers: Numbers = "exact") -> dict[str, pl.DataFrame]:
    """The tables of a bulletin, of many, or those of ``bulletins_to_tables``, all or some, as polars frames by name.

    Bulletins are called as there, and need no pyarrow. Text is ``String``, or ``Categorical`` where it is one of a few;
    whole numbers are ``Int64``, days ``Date``, values ``Decimal`` of twelve places, or with ``numbers="float"``
    ``Float64``. Raises ``MissingExtraError`` without polars, ``TypeError`` and ``ValueError`` for an argument that is
    none.

    >>> from pjrd_extract import extract
    >>> bulletin = extract("关于财政工作的报告\\n\\n2023年，全县完成固定资产投资95.10亿元。")
    >>> to_polars({"2024/a.md": bulletin})["metrics"].select("bulletin_id", "name", "unit").rows()
    [('2024/a.md', '固定资产投资', '元')]
    """
    check_numbers(numbers)
    engine_or_default("polars")
    if (tables := _tables(source)) is not None:
        return {name: _of_arrow(name, table, numbers) for name, table in tables.items()}
    return {name: polars_frame(TABLES[name].columns, values, numbers) for name, values in _columns(source).items()}


def _of_arrow(name: str, table: pa.Table, numbers: Numbers) -> pl.DataFrame:
    """What ``polars_frame`` makes of the values, without a Python object for each."""
    import polars as pl

    columns = TABLES[name].columns
    choices = [column.name for column in columns if column.choice]
    frame = pl.DataFrame(pl.from_arrow(table))
    frame = frame.with_columns(pl.col(choices).cast(pl.Categorical)) if choices else frame
    if numbers == "exact":
        return frame
    decimals = [column.name for column in columns if column.type == "decimal"]
    return frame.with_columns(
        pl.Series(one, floats(table.column(one).to_pylist()), dtype=pl.Float64) for one in decimals
    )


def _columns(source: Bulletins | Mapping[str, pa.Table]) -> dict[str, Mapping[str, Sequence[Value]]]:
    """The values by table and column."""
    if (tables := _tables(source)) is not None:
        return {
            name: {column.name: table.column(column.name).to_pylist() for column in TABLES[name].columns}
            for name, table in tables.items()
        }
    rows = rows_of_all(cast(Bulletins, source))
    return {name: by_column(TABLES[name].columns, found) for name, found in rows.items()}


def _tables(source: Bulletins | Mapping[str, pa.Table]) -> Mapping[str, pa.Table] | None:
    """The source where it is tables. Of no table there is no frame; of no bulletin there are all, without rows."""
    if not isinstance(source, Mapping) or any(isinstance(one, Bulletin) for one in source.values()):
        return None
    tables = cast("Mapping[str, pa.Table]", source)
    if not all(name in TABLES and hasattr(table, "column") for name, table in tables.items()):
        raise TypeError("source must be bulletins, or tables of bulletins_to_tables by their names")
    return tables
