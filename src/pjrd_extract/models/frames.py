"""Rows as data frames of pandas or polars, with the types that each has for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal

from pjrd_extract._arguments import check_choices
from pjrd_extract.errors import MissingExtraError
from pjrd_extract.models.base import plain
from pjrd_extract.models.columns import FRAME_COLUMNS, Column
from pjrd_extract.models.rows import DECIMAL_DIGITS, DECIMAL_PLACES, Value, by_column, fitting, metric_rows

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from pjrd_extract.models.bulletin import Bulletin

__all__ = [
    "Engine",
    "Numbers",
    "check_numbers",
    "engine_or_default",
    "floats",
    "metrics_frame",
    "pandas_frame",
    "polars_frame",
]

Engine = Literal["pandas", "polars"]
Numbers = Literal["exact", "float"]

_ENGINES: tuple[Engine, ...] = ("pandas", "polars")


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


def check_numbers(numbers: object) -> None:
    """Raises ``ValueError`` for what ``numbers`` can't be.

    >>> check_numbers("double")
    Traceback (most recent call last):
    ...
    ValueError: numbers must be exact or float, not 'double'
    """
    check_choices("numbers", [numbers], ("exact", "float"))


def floats(values: Iterable[Value]) -> list[float | None]:
    """Each of ``values`` as the float that is nearest to it.

    >>> floats([Decimal("12.4"), None])
    [12.4, None]
    """
    return [float(value) if isinstance(value, Decimal) else None for value in values]


def metrics_frame(
    bulletin: Bulletin, engine: Engine | None, bulletin_id: str | None, numbers: Numbers
) -> pd.DataFrame | pl.DataFrame:
    """As ``Bulletin.metrics_frame``."""
    check_numbers(numbers)
    make = pandas_frame if engine_or_default(engine) == "pandas" else polars_frame
    return make(FRAME_COLUMNS, by_column(FRAME_COLUMNS, list(metric_rows(bulletin, bulletin_id))), numbers)


def pandas_frame(
    columns: Sequence[Column], values: Mapping[str, Sequence[Value]], numbers: Numbers = "exact"
) -> pd.DataFrame:
    """A pandas frame: text as ``string``, choices as categories, whole numbers as ``Int64``, days as datetimes.

    Values are ``Decimal`` objects with ``None`` where there is no value, so that no digit is lost, or where ``numbers``
    is ``float`` of type ``float64``. ``values`` has a sequence for each column.
    """
    import pandas as pd

    types = {"text": "string", "integer": "Int64", "date": "datetime64[s]"}
    made: dict[str, pd.Series[Any]] = {}
    for column in columns:
        found = values[column.name]
        if column.type == "decimal":
            if numbers == "float":
                made[column.name] = pd.Series(floats(found), dtype="float64")
            else:
                # Without the places that Arrow adds.
                exact = [Decimal(plain(one)) if isinstance(one, Decimal) else None for one in found]
                made[column.name] = pd.Series(exact, dtype="object")
        elif column.type == "date":
            # Days before 1677, which nanoseconds can't hold, are seconds that can.
            made[column.name] = pd.Series([None if day is None else str(day) for day in found], dtype="datetime64[s]")
        else:
            made[column.name] = pd.Series(list(found), dtype="category" if column.choice else types[column.type])
    return pd.DataFrame(made)


def polars_frame(
    columns: Sequence[Column], values: Mapping[str, Sequence[Value]], numbers: Numbers = "exact"
) -> pl.DataFrame:
    """A polars frame: text as ``String``, choices as ``Categorical``, whole numbers as ``Int64``, days as ``Date``.

    Values are ``Decimal(38, 12)``, as in Arrow and Parquet (``fitting``), or where ``numbers`` is ``float`` of type
    ``Float64``. ``values`` has a sequence for each column.
    """
    import polars as pl

    types: dict[str, Any] = {"text": pl.String, "integer": pl.Int64, "date": pl.Date}
    types["decimal"] = pl.Float64 if numbers == "float" else pl.Decimal(DECIMAL_DIGITS, DECIMAL_PLACES)
    made = []
    for column in columns:
        found: Sequence[Any] = values[column.name]
        if column.type == "decimal":
            found = floats(found) if numbers == "float" else [fitting(one) for one in found]
        made.append(pl.Series(column.name, found, dtype=pl.Categorical if column.choice else types[column.type]))
    return pl.DataFrame(made)
