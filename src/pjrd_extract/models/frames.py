"""The rows of a bulletin's metrics as a data frame of pandas or polars."""

from __future__ import annotations

from decimal import Decimal
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal

from pjrd_extract.errors import MissingExtraError, PjrdError
from pjrd_extract.models.rows import METRIC_COLUMNS

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["Engine", "engine_or_default", "pandas_frame", "polars_frame"]

Engine = Literal["pandas", "polars"]

_PRECISION = 38  # the digits that a decimal of Arrow and polars has


def engine_or_default(engine: Engine | None) -> Engine:
    """``engine``, or by default pandas where it is installed, else polars. Raises ``MissingExtraError`` without."""
    if engine not in (None, "pandas", "polars"):
        raise PjrdError("a data frame is made by pandas or polars, not by", text=str(engine))
    engines: tuple[Engine, ...] = ("pandas", "polars") if engine is None else (engine,)
    for one in engines:
        if find_spec(one) is not None:
            return one
    raise MissingExtraError(engines[0], "a data frame")


def pandas_frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """A pandas frame: text as ``string``, choices as categories, whole numbers as ``Int64``, days as datetimes.

    Values are ``Decimal`` objects with ``None`` where there is no value, so that no digit is lost.
    """
    import pandas as pd

    types = {"text": "string", "choice": "category", "integer": "Int64", "number": "object"}
    columns: dict[str, pd.Series[Any]] = {}
    for name, kind in METRIC_COLUMNS.items():
        values = [row[name] for row in rows]
        if kind == "day":
            # Days before 1677, which nanoseconds can't hold, are seconds that can.
            stamps = [None if day is None else day.isoformat() for day in values]
            columns[name] = pd.Series(stamps, dtype="datetime64[s]")
        else:
            columns[name] = pd.Series(values, dtype=types[kind])
    return pd.DataFrame(columns)


def polars_frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    """A polars frame: text as ``String``, choices as ``Categorical``, whole numbers as ``Int64``, days as ``Date``.

    Values are of type ``Decimal`` with as many places as the longest needs. Raises ``PjrdError`` for a value that
    38 digits can't hold at that scale.
    """
    import polars as pl

    types = {"text": pl.String, "choice": pl.Categorical, "integer": pl.Int64, "day": pl.Date}
    columns = []
    for name, kind in METRIC_COLUMNS.items():
        values = [row[name] for row in rows]
        dtype = _decimal_type(values) if kind == "number" else types[kind]
        columns.append(pl.Series(name, values, dtype=dtype))
    return pl.DataFrame(columns)


def _decimal_type(values: list[Decimal | None]) -> pl.Decimal:
    import polars as pl

    exponents = [(value.normalize(), value) for value in values if value is not None]
    scale = max((-int(value.as_tuple().exponent) for value, _ in exponents), default=0)
    scale = max(scale, 0)
    for value, given in exponents:
        if value.adjusted() + 1 + scale > _PRECISION:
            raise PjrdError("polars has 38 digits for a decimal, too few for", text=str(given))
    return pl.Decimal(_PRECISION, scale)
