"""The types of what callers give, asked for where it comes in: deep inside, an error would name nothing they know."""

from __future__ import annotations

import datetime as dt

__all__ = ["check_date", "check_type"]


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
