"""The rows of a bulletin's metrics as a data frame of pandas or polars."""

from __future__ import annotations

from decimal import Decimal
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal

from pjrd_extract._arguments import check_choices
from pjrd_extract.errors import MissingExtraError, PjrdError
from pjrd_extract.models.columns import FRAME_COLUMNS
from pjrd_extract.models.rows import Row

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["Engine", "engine_or_default", "pandas_frame", "polars_frame"]

Engine = Literal["pandas", "polars"]

_ENGINES: tuple[Engine, ...] = ("pandas", "polars")
_PRECISION = 38  # the digits that a decimal of Arrow and polars has


def engine_or_default(engine: Engine | None) -> Engine:
    """``engine``, or by default pandas where it is installed, else polars.

    Raises ``MissingExtraError`` without, and ``ValueError`` for another.
    """
    check_choices("engine", [] if engine is None else [engine], _ENGINES)
    engines = _ENGINES if engine is None else (engine,)
    for one in engines:
        if find_spec(one) is not None:
            return one
    raise MissingExtraError(engines[0], "a data frame")


def pandas_frame(rows: list[Row]) -> pd.DataFrame:
    """A pandas frame: text as ``string``, choices as categories, whole numbers as ``Int64``, days as datetimes.

    Values are ``Decimal`` objects with ``None`` where there is no value, so that no digit is lost.
    """
    import pandas as pd

    types = {"text": "string", "integer": "Int64", "decimal": "object"}
    columns: dict[str, pd.Series[Any]] = {}
    for column in FRAME_COLUMNS:
        values = [row[column.name] for row in rows]
        if column.type == "date":
            # Days before 1677, which nanoseconds can't hold, are seconds that can.
            stamps = [None if day is None else str(day) for day in values]
            columns[column.name] = pd.Series(stamps, dtype="datetime64[s]")
        else:
            columns[column.name] = pd.Series(values, dtype="category" if column.choice else types[column.type])
    return pd.DataFrame(columns)


def polars_frame(rows: list[Row]) -> pl.DataFrame:
    """A polars frame: text as ``String``, choices as ``Categorical``, whole numbers as ``Int64``, days as ``Date``.

    Values are of type ``Decimal`` with as many places as the longest needs. Raises ``PjrdError`` for a value that
    38 digits can't hold at that scale.
    """
    import polars as pl

    types = {"text": pl.String, "integer": pl.Int64, "date": pl.Date}
    columns = []
    for column in FRAME_COLUMNS:
        values = [row[column.name] for row in rows]
        if column.type == "decimal":
            dtype: Any = _decimal_type([value for value in values if isinstance(value, Decimal)])
        else:
            dtype = pl.Categorical if column.choice else types[column.type]
        columns.append(pl.Series(column.name, values, dtype=dtype))
    return pl.DataFrame(columns)


def _decimal_type(values: list[Decimal]) -> pl.Decimal:
    import polars as pl

    exponents = [(value.normalize(), value) for value in values]
    scale = max((-int(value.as_tuple().exponent) for value, _ in exponents), default=0)
    scale = max(scale, 0)
    for value, given in exponents:
        if value.adjusted() + 1 + scale > _PRECISION:
            raise PjrdError("polars has 38 digits for a decimal, too few for", text=str(given))
    return pl.Decimal(_PRECISION, scale)
