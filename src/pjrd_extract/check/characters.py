"""Characters that are taken for each other: by readers and text recognition, or by typists."""

from __future__ import annotations

from itertools import chain, permutations
from typing import cast

from pjrd_extract.rules import Rules
from pjrd_extract.rules.schema import CheckWordRule

__all__ = ["Confusions"]

_GROUPS = {"look_alike": "形近", "sound_alike": "音近"}


class Confusions:
    """The characters of ``findings.toml`` that look or sound alike, each word of it a set of such characters.

    >>> confusions = Confusions(Rules.default())
    >>> confusions.how("韦国梁", "韦国粱"), confusions.how("丁晓明", "丁小明"), confusions.how("丁一", "丁二")
    ('形近', '音近', None)
    """

    def __init__(self, rules: Rules) -> None:
        self._of: dict[tuple[str, str], str] = {}
        for rule in cast(tuple[CheckWordRule, ...], rules.table("findings")):
            if rule.group in _GROUPS:
                pairs = chain.from_iterable(permutations(word, 2) for word in rule.words)
                self._of.update(dict.fromkeys(pairs, _GROUPS[rule.group]))

    def how(self, one: str, other: str) -> str | None:
        """In which way two names of one length are alike in each character that differs; ``None`` if they are not."""
        if len(one) != len(other) or one == other:
            return None
        kinds = {self._of.get(pair) for pair in zip(one, other, strict=True) if pair[0] != pair[1]}
        if None in kinds:
            return None
        return "形近" if "形近" in kinds else "音近"
