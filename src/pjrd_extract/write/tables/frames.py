"""Arrow tables as data frames of pandas and polars, with the types that each has for them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from pjrd_extract.errors import MissingExtraError
from pjrd_extract.models.base import plain
from pjrd_extract.write.tables.columns import TABLES

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["to_pandas", "to_polars"]


def to_pandas(tables: Mapping[str, pa.Table]) -> dict[str, pd.DataFrame]:
    """The tables of ``bulletins_to_tables``, all or some, as pandas frames by name.

    Text is ``string``, or a category where it is one of a few; whole numbers are ``Int64``, days ``datetime64[s]``.
    Values are ``Decimal`` objects, with ``None`` where there is none. Raises ``MissingExtraError`` without pandas.

    >>> from pjrd_extract import bulletins_to_tables, extract
    >>> tables = bulletins_to_tables([extract("关于财政工作的报告\\n\\n2023年，全县完成固定资产投资95.10亿元。")])
    >>> to_pandas(tables)["metrics"][["name", "value"]].to_dict("records")
    [{'name': '固定资产投资', 'value': Decimal('9510000000')}]
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise MissingExtraError("pandas", "a data frame of pandas") from error
    types = {"text": "string", "integer": "Int64", "date": "datetime64[s]"}
    frames = {}
    for name, table in tables.items():
        columns: dict[str, pd.Series] = {}
        for column in TABLES[name].columns:
            values = table.column(column.name).to_pylist()
            if column.type == "decimal":
                # Arrow pads to twelve places.
                exact = [None if value is None else Decimal(plain(value)) for value in values]
                columns[column.name] = pd.Series(exact, dtype="object")
            elif column.type == "date":
                stamps = [None if day is None else day.isoformat() for day in values]
                columns[column.name] = pd.Series(stamps, dtype="datetime64[s]")
            else:
                columns[column.name] = pd.Series(values, dtype="category" if column.choice else types[column.type])
        frames[name] = pd.DataFrame(columns)
    return frames


def to_polars(tables: Mapping[str, pa.Table]) -> dict[str, pl.DataFrame]:
    """The tables of ``bulletins_to_tables``, all or some, as polars frames by name.

    Text is ``String``, or ``Categorical`` where it is one of a few; whole numbers are ``Int64``, days ``Date``, values
    ``Decimal`` of twelve places. Raises ``MissingExtraError`` without polars.

    >>> from pjrd_extract import bulletins_to_tables, extract
    >>> tables = bulletins_to_tables([extract("关于财政工作的报告\\n\\n2023年，全县完成固定资产投资95.10亿元。")])
    >>> to_polars(tables)["metrics"].select("name", "unit").to_dicts()
    [{'name': '固定资产投资', 'unit': '元'}]
    """
    try:
        import polars as pl
    except ImportError as error:
        raise MissingExtraError("polars", "a data frame of polars") from error
    frames = {}
    for name, table in tables.items():
        choices = [column.name for column in TABLES[name].columns if column.choice]
        frame = pl.DataFrame(pl.from_arrow(table))
        frames[name] = frame.with_columns(pl.col(choices).cast(pl.Categorical)) if choices else frame
    return frames
