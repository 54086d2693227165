"""How patterns are compiled that a first conversion would wait for: late where few bulletins need them, and cheaply."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar, cast

import regex

__all__ = ["compiled", "literal", "needing", "rare"]

_P = TypeVar("_P", re.Pattern[str], regex.Pattern[str])

# For a class of three or more characters apart `re` fills, and cuts up, a map of 65,536: as long as 30 words take it.
# Not so for a few alternatives, which are tried almost as fast; only in a loop is a class faster by far.
_CLASS = re.compile(r"\[(?<!\\.)((?:[0-9A-Za-z]-[0-9A-Za-z]|[^-\[\]\\^]){2,16})\](?![*+{]|\?[+?])(\??)")
_ASCII = re.compile(r"[\x00-\x7f]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


def compiled(pattern: str) -> re.Pattern[str]:
    """``re.compile(pattern)`` in less time: its classes of Chinese characters become alternatives.

    Those that are negated, repeated or long stay, and so does one that the pattern begins with, by which a search finds
    where to look.

    >>> compiled("[上中下][一二三0-9](?![十百千])[月年日]?").pattern
    '[上中下](?:[0-9]|一|二|三|(?!).)(?!(?:十|百|千|(?!).))(?:月|年|日|)'
    """
    return re.compile(_CLASS.sub(_alternatives, pattern))


def _alternatives(found: re.Match[str]) -> str:
    characters, ascii_ = _ASCII.sub("", found[1]), _NOT_ASCII.sub("", found[1])
    if not found.start() or len(characters) + len(ascii_) - 2 * ascii_.count("-") < 3:
        return found[0]
    alternatives = [f"[{ascii_}]", *characters] if ascii_ else characters
    # What never matches keeps `re` from making a class of them again; for a look back it is as long as the others.
    return f"(?:{'|'.join(alternatives)}|{'' if found[2] else '(?!).'})"


def rare(make: Callable[..., _P], pattern: str) -> _P:
    """``make(pattern)``, once one of its methods is asked for.

    >>> rare(re.compile, "[公会]报").findall("公报，会报")
    ['公报', '会报']
    """
    return cast(_P, _Rare(make, pattern))


def literal(text: str) -> str:
    """``text`` as a pattern: to ask whether it needs escaping costs a tenth of doing it, and hardly any word does.

    >>> literal("投资"), literal("(一)")
    ('投资', '\\\\(一\\\\)')
    """
    return text if text.isalnum() else re.escape(text)


def needing(words: Iterable[str], make: Callable[..., _P], pattern: str) -> _P:
    """``make(pattern)``, which is asked only of texts with one of ``words``, and made for the first of them.

    Whatever it matches has one of them.

    >>> pattern = needing(["通过"], re.compile, "(?:表决)?通过")
    >>> pattern.search("审议"), pattern.search("表决通过").group()
    (None, '表决通过')
    """
    return cast(_P, _Needing(tuple(words), rare(make, pattern)))


class _Needing:
    """Stands for a pattern, and looks for the words before it is asked."""

    def __init__(self, words: tuple[str, ...], pattern: Any) -> None:
        self._words = words
        self._pattern = pattern

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pattern, name)

    def _may_match(self, text: str) -> bool:
        return any(map(text.__contains__, self._words))

    def match(self, text: str, *at: int) -> Any:
        return self._pattern.match(text, *at) if self._may_match(text) else None

    def search(self, text: str, *at: int) -> Any:
        return self._pattern.search(text, *at) if self._may_match(text) else None

    def finditer(self, text: str, *at: int) -> Iterator[Any]:
        return self._pattern.finditer(text, *at) if self._may_match(text) else iter(())


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
