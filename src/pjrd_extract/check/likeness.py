"""How much two names of metrics are alike."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from pjrd_extract._patterns import literal
from pjrd_extract.rules import Rules

__all__ = ["Likeness", "Names"]

_LEAST = 0.75
_MARKS = "“”‘’\"'《》（）()， \t\r\n　"


class Likeness:
    """Compares names by the words of ``findings.toml``: light ones are left out, contrasting ones tell apart.

    >>> likeness = Likeness(Rules.default())
    >>> a, b, c = map(likeness.plain, ("市级新增床位", "县级新增床位", "累计新增床位"))
    >>> likeness.compare(a, b), likeness.compare(c, c)
    (0.0, 1.0)
    """

    def __init__(self, rules: Rules) -> None:
        records = rules.findings
        light = sorted((word for one in records if one.group == "light" for word in one.words), key=len, reverse=True)
        # No class for the marks: a pattern whose branches all begin with a character skips to where one may match.
        self._light = re.compile("|".join(map(literal, (*light, *_MARKS))))
        self._contrasts = [sorted(one.words, key=len, reverse=True) for one in records if one.group == "contrast"]

    def plain(self, name: str) -> str:
        """``name`` ready to be compared: without words that say nothing."""
        return self._light.sub("", name) or name

    def compare(self, one: str, other: str) -> float:
        """1 for the same plain name, 0 for names that are not alike, between them the share of common characters."""
        if one == other:
            return 1.0
        short, long = (one, other) if len(one) <= len(other) else (other, one)
        share = _share(short, long)
        # 工业、旅游发展基金 is the sum of what 工业发展基金 is a part of.
        if share < _LEAST or short.count("、") != long.count("、") or self.apart(short, long):
            return 0.0
        return share

    def apart(self, one: str, other: str) -> bool:
        """Whether each of two names, or clauses, has a word of one contrasting set that the other has not."""
        for words in self._contrasts:
            if (left := _held(words, one)) and (right := _held(words, other)) and left - right and right - left:
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


class Names(dict[str, str]):
    """The names of a bulletin as they are compared, all made plain at once: that takes a third of the time.

    >>> names = Names(Likeness(Rules.default()), ["累计新增床位", "新增床位"])
    >>> names["累计新增床位"], names.compare("累计新增床位", "新增床位")
    ('新增床位', 1.0)
    """

    def __init__(self, likeness: Likeness, names: Collection[str]) -> None:
        plain = likeness.plain("\0".join(names)).split("\0")
        if len(plain) != len(names):  # one of them has the sign that parts them here
            plain = list(map(likeness.plain, names))
        super().__init__(zip(names, plain, strict=True))
        if "" in plain:  # a name of light words only
            self.update({name: name for name, short in self.items() if not short})
        self._likeness = likeness

    def compare(self, one: str, other: str) -> float:
        """How much two names are alike, as ``Likeness.compare`` says."""
        return self._likeness.compare(self[one], self[other])


def _share(short: str, long: str) -> float:
    """The share of the characters that the two names have in common."""
    if len(short) >= 4 and long.endswith(short):
        return 0.9
    if 2 * len(short) < len(long):
        return 0.0
    shared = set(short).intersection(long)
    common = sum(map(min, map(short.count, shared), map(long.count, shared)))
    return 2 * common / (len(short) + len(long))
