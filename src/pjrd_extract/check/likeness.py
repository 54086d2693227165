"""How much two names of metrics are alike."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import cast

from pjrd_extract.rules import Rules
from pjrd_extract.rules.schema import CheckWordRule

__all__ = ["Likeness", "Named"]

_LEAST = 0.75
_MARKS = re.compile(r"[“”‘’\"'《》（）()，\s]")


@dataclass(frozen=True, slots=True)
class Named:
    """A name without words that say nothing, its characters, and the pieces by which like names are found."""

    name: str
    characters: Counter[str]
    pieces: frozenset[str]
    contrasts: frozenset[tuple[int, str]]


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
        self._light = re.compile("|".join(map(re.escape, light)) or "(?!)")
        self._contrasts = [one.words for one in records if one.group == "contrast"]

    def named(self, name: str) -> Named:
        """``name`` ready to be compared."""
        plain = _MARKS.sub("", name)
        plain = self._light.sub("", plain) or plain
        pieces = frozenset(plain[i : i + 2] for i in range(len(plain) - 1))
        contrasts = frozenset(
            (i, word) for i, words in enumerate(self._contrasts) for word in words if word in plain
        )
        return Named(plain, Counter(plain), pieces, contrasts)

    def compare(self, one: Named, other: Named) -> float:
        """1 for the same name, 0 for names that are not alike, between them the share of common characters."""
        if one.name == other.name:
            return 1.0
        # 工业、旅游发展基金 is the sum of what 工业发展基金 is a part of.
        if one.name.count("、") != other.name.count("、") or self._contrast(one, other):
            return 0.0
        short, long = sorted((one.name, other.name), key=len)
        if len(short) >= 4 and long.endswith(short):
            return 0.9
        common = sum((one.characters & other.characters).values())
        share = 2 * common / (len(one.name) + len(other.name))
        return share if share >= _LEAST else 0.0

    def _contrast(self, one: Named, other: Named) -> bool:
        if one.contrasts == other.contrasts:
            return False
        left, right = one.contrasts - other.contrasts, other.contrasts - one.contrasts
        return bool({i for i, _ in left} & {i for i, _ in right})
