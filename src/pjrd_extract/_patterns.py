"""How patterns are compiled that a first conversion would wait for: late where few bulletins need them, and cheaply."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar, cast

import regex

__all__ = ["Guards", "Words", "cheaper", "compiled", "literal", "needing", "rare"]

Guards = tuple[tuple[str, ...], tuple[str, ...]]
"""What a word may not stand behind, and what not before."""

_P = TypeVar("_P", re.Pattern[str], regex.Pattern[str])

# For a class of three or more characters apart `re` fills, and cuts up, a map of 65,536: as long as 30 words take it.
# Not so for a few alternatives, which are tried almost as fast; only in a loop is a class faster by far.
_CLASS = re.compile(r"\[(?<!\\.)((?:[0-9A-Za-z]-[0-9A-Za-z]|[^-\[\]\\^]){2,16})\](?![*+{]|\?[+?])(\??)")
_ASCII = re.compile(r"[\x00-\x7f]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


def compiled(pattern: str) -> re.Pattern[str]:
    """``re.compile(pattern)`` in less time."""
    return re.compile(cheaper(pattern))


def cheaper(pattern: str) -> str:
    """``pattern`` in a form that `re` compiles in less time: its classes of Chinese characters become alternatives.

    Those that are negated, repeated or long stay, and so does one that the pattern begins with, by which a search finds
    where to look.

    >>> cheaper("[上中下][一二三0-9](?![十百千])[月年日]?")
    '[上中下](?:[0-9]|一|二|三|(?!).)(?!(?:十|百|千|(?!).))(?:月|年|日|)'
    """
    return _CLASS.sub(_alternatives, pattern)


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


class Words:
    """Finds words in a text as a pattern of them all does, the longest at a place going first.

    It looks them up by their first character, for those that are asked for at few places: to compile a pattern of
    hundreds of words takes as long as to look at thousands of places. Matches are those of a pattern. Where a word has
    ``guards``, it is none right behind one of the first of them, or right before one of the second.

    >>> words = Words(["建成", "建", "完成"], {"建": ((), ("议",))})
    >>> words.match("建成学校").span(), words.search("建议完成").group(), [m.group() for m in words.finditer("建建成")]
    ((0, 2), '完成', ['建', '建成'])
    """

    def __init__(self, words: Iterable[str], guards: Mapping[str, Guards] | None = None) -> None:
        guards = guards or {}
        self._by_first: dict[str, list[tuple[str, tuple[str, ...], tuple[str, ...]]]] = {}
        for word in sorted(words, key=len, reverse=True):
            self._by_first.setdefault(word[0], []).append((word, *guards.get(word, ((), ()))))

    def match(self, text: str, at: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The longest of the words that begins at ``text[at]`` and ends by ``end``."""
        for word, before, behind in self._by_first.get(text[at : at + 1], ()):
            if text.startswith(word, at, end):
                stop = at + len(word)
                if not (behind and text.startswith(behind, stop, end)) and not (
                    before and text.endswith(before, 0, at)
                ):
                    return _ANYTHING.match(text, at, stop)
        return None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The longest of the words that ``text`` begins with, if that is all of it."""
        match = self.match(text)
        return match if match is not None and match.end() == len(text) else None

    def search(self, text: str, at: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first of the words in ``text[at:end]``."""
        by_first = self._by_first
        for start, first in enumerate(text[at:end] if at or end < len(text) else text, at):
            if first in by_first and (match := self.match(text, start, end)) is not None:
                return match
        return None

    def finditer(self, text: str, at: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """The words in ``text[at:end]``, none overlapping another."""
        while (match := self.search(text, at, end)) is not None:
            yield match
            at = match.end()


_ANYTHING = re.compile("(?s:.*)")


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
