"""Patterns that few bulletins need: compiled when one is first used, and not at import."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar, cast

import regex

__all__ = ["rare"]

_P = TypeVar("_P", re.Pattern[str], regex.Pattern[str])


def rare(make: Callable[..., _P], pattern: str) -> _P:
    """``make(pattern)``, once one of its methods is asked for.

    >>> rare(re.compile, "[公会]报").findall("公报，会报")
    ['公报', '会报']
    """
    return cast(_P, _Rare(make, pattern))


class _Rare:
    """Stands for a pattern; keeps each method asked for, so that the next call is that of the method itself."""

    def __init__(self, make: Callable[..., Any], pattern: str) -> None:
        self._make = make
        self._pattern = pattern
        self._compiled: Any = None

    def __getattr__(self, name: str) -> Any:
        if self._compiled is None:
            self._compiled = self._make(self._pattern)
        method = getattr(self._compiled, name)
        setattr(self, name, method)
        return method
