"""The types of what callers give, asked for where it comes in: deep inside, an error would name nothing they know."""

from __future__ import annotations

import datetime as dt
import math
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

__all__ = [
    "check_choices",
    "check_count",
    "check_date",
    "check_type",
    "given_path",
    "given_paths",
    "given_seconds",
    "given_words",
]

_LONGEST = 100 * 365 * 86400  # seconds: what waits for longer overflows


def check_type(argument: str, value: object, *types: type, or_none: bool = False) -> None:
    """Raises ``TypeError``, which names the argument, if ``value`` is of none of ``types``.

    >>> check_type("text", None, str)
    Traceback (most recent call last):
    ...
    TypeError: text must be str, not NoneType
    """
    if isinstance(value, types) or (or_none and value is None):
        return
    names = [one.__name__ for one in types] + ["None"] * or_none
    raise TypeError(f"{argument} must be {' or '.join(names)}, not {type(value).__name__}")


def check_date(reference_date: object) -> None:
    """Raises ``TypeError`` if ``reference_date`` is neither a date nor ``None``.

    >>> check_date("2023-01-01")
    Traceback (most recent call last):
    ...
    TypeError: reference_date must be datetime.date or None, not str: use datetime.date.fromisoformat('2023-01-01')
    """
    if reference_date is None or (isinstance(reference_date, dt.date) and not isinstance(reference_date, dt.datetime)):
        return
    hint = ": use its date()" if isinstance(reference_date, dt.datetime) else ""
    if isinstance(reference_date, str):
        hint = f": use datetime.date.fromisoformat({reference_date[:40]!r})"
    raise TypeError(f"reference_date must be datetime.date or None, not {type(reference_date).__name__}{hint}")


def check_choices(argument: str, given: Iterable[object], choices: Sequence[str]) -> None:
    """Raises ``ValueError``, which names the argument, if one of ``given`` is none of ``choices``.

    >>> check_choices("headers", ["fr"], ("en", "zh"))
    Traceback (most recent call last):
    ...
    ValueError: headers must be en or zh, not 'fr'
    """
    for one in given:
        if one not in choices:
            raise ValueError(f"{argument} must be {', '.join(choices[:-1])} or {choices[-1]}, not {one!r}")


def check_count(argument: str, value: object, least: int = 0) -> None:
    """Raises ``TypeError`` or ``ValueError`` if ``value`` is neither a whole number from ``least`` on nor ``None``.

    >>> check_count("jobs", -1)
    Traceback (most recent call last):
    ...
    ValueError: jobs must be 0 or more, not -1
    """
    check_type(argument, value, int, or_none=True)
    if isinstance(value, int) and value < least:
        raise ValueError(f"{argument} must be {least} or more, not {value}")


def given_seconds(argument: str, value: float | None) -> float | None:
    """``value``, with ``None`` for 0, which is no limit; raises ``TypeError`` or ``ValueError`` for what is no time.

    >>> given_seconds("timeout", 0), given_seconds("timeout", 2.5)
    (None, 2.5)
    >>> given_seconds("timeout", float("nan"))
    Traceback (most recent call last):
    ...
    ValueError: timeout must be 0 to 3153600000 seconds, not nan
    """
    check_type(argument, value, int, float, or_none=True)
    if value is not None and not (math.isfinite(value) and 0 <= value <= _LONGEST):
        raise ValueError(f"{argument} must be 0 to {_LONGEST} seconds, not {value}")
    return value or None


def given_path(argument: str, value: str | os.PathLike[str] | None) -> Path | None:
    """``value`` as a path; raises ``TypeError`` for what is none, ``ValueError`` for an empty one.

    >>> given_path("rules", "")
    Traceback (most recent call last):
    ...
    ValueError: rules is an empty path
    """
    check_type(argument, value, str, os.PathLike, or_none=True)
    if value is None:
        return None
    if not (named := os.fspath(value)):
        raise ValueError(f"{argument} is an empty path")
    check_type(argument, named, str)
    return Path(value)


def given_paths(argument: str, values: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> list[str]:
    """The paths ``values``, which may be one alone; raises as ``given_path`` does.

    >>> given_paths("paths", "a.md"), given_paths("paths", [Path("b.md")])
    (['a.md'], ['b.md'])
    """
    check_type(argument, values, str, os.PathLike, Iterable)
    found = []
    for value in [values] if isinstance(values, str | os.PathLike) else values:
        check_type(argument, value, str, os.PathLike)
        given_path(argument, value)
        found.append(os.fspath(value))
    return found


def given_words(argument: str, values: str | Iterable[str]) -> list[str]:
    """The words ``values``, which may be one alone; raises ``TypeError``, which names the argument, for others.

    >>> given_words("include", "*.md"), given_words("formats", ("csv", "xlsx"))
    (['*.md'], ['csv', 'xlsx'])
    """
    check_type(argument, values, Iterable)
    found = [values] if isinstance(values, str) else list(values)
    for value in found:
        check_type(argument, value, str)
    return found
