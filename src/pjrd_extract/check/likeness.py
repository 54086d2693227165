"""How much two names of metrics are alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import add
from typing import NamedTuple, cast

from pjrd_extract.rules import Rules
from pjrd_extract.rules.schema import CheckWordRule

__all__ = ["Likeness", "Named", "Names"]

_LEAST = 0.75
_MARKS = "“”‘’\"'《》（）()， \t\r\n　"


class Named(NamedTuple):
    """A name without words that say nothing, and the pieces by which like names are found."""

    name: str
    pieces: frozenset[str]


class Likeness:
    """Compares names by the words of ``findings.toml``: light ones are left out, contrasting ones tell apart.

    >>> likeness = Likeness(Rules.default())
    >>> a, b, c = map(likeness.named, ("市级新增床位", "县级新增床位", "累计新增床位"))
    >>> likeness.compare(a, b), likeness.compare(c, c)
    (0.0, 1.0)
    """

    def __init__(self, rules: Rules) -> None:
        records = cast(tuple[CheckWordRule, ...], rules.table("findings"))
        light = sorted((word for one in records if one.group == "light" for word in one.words), key=len, reverse=True)
        # No class for the marks: a pattern whose branches all begin with a character skips to where one may match.
        self._light = re.compile("|".join(map(re.escape, (*light, *_MARKS))))
        self._contrasts = [sorted(one.words, key=len, reverse=True) for one in records if one.group == "contrast"]

    def named(self, name: str) -> Named:
        """``name`` ready to be compared."""
        plain = (self._light.sub("", name) or name) if self._light.search(name) else name
        return Named(plain, frozenset(map(add, plain, plain[1:])))

    def compare(self, one: Named, other: Named) -> float:
        """1 for the same name, 0 for names that are not alike, between them the share of common characters."""
        if one.name == other.name:
            return 1.0
        short, long = sorted((one.name, other.name), key=len)
        share = _share(short, long)
        # 工业、旅游发展基金 is the sum of what 工业发展基金 is a part of.
        if share < _LEAST or short.count("、") != long.count("、") or self.apart(short, long):
            return 0.0
        return share

    def apart(self, one: str, other: str) -> bool:
        """Whether each of two names, or clauses, has a word of one contrasting set that the other has not."""
        for words in self._contrasts:
            left, right = _held(words, one), _held(words, other)
            if left - right and right - left:
                return True
        return False


def _held(words: Iterable[str], name: str) -> set[str]:
    """Those of ``words`` that ``name`` holds, each character in one of them: no 税收 in 非税收入, no 满意 in 不满意."""
    held = set()
    for word in words:
        if word in name:
            held.add(word)
            name = name.replace(word, "\0")
    return held


class Names(dict[str, Named]):
    """The names of a bulletin as they are compared, each made when it is first asked for.

    >>> names = Names(Likeness(Rules.default()))
    >>> names["累计新增床位"].name, names.compare("累计新增床位", "新增床位")
    ('新增床位', 1.0)
    """

    def __init__(self, likeness: Likeness) -> None:
        super().__init__()
        self._likeness = likeness

    def __missing__(self, name: str) -> Named:
        named = self[name] = self._likeness.named(name)
        return named

    def compare(self, one: str, other: str) -> float:
        """How much two names are alike, as ``Likeness.compare`` says."""
        return self._likeness.compare(self[one], self[other])


def _share(short: str, long: str) -> float:
    """The share of the characters that the two names have in common."""
    if len(short) >= 4 and long.endswith(short):
        return 0.9
    if 4 * len(short) * _LEAST < 2 * len(long) * _LEAST:
        return 0.0
    common = sum(min(short.count(character), long.count(character)) for character in set(short))
    return 2 * common / (len(short) + len(long))
