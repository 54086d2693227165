"""Characters that are taken for each other: by readers and text recognition, or by typists."""

from __future__ import annotations

from collections import defaultdict

from pjrd_extract.rules import Rules

__all__ = ["Confusions"]

# What sounds and looks alike counts as the first.
_GROUPS = {"sound_alike": "音近", "look_alike": "形近"}


class Confusions:
    """The characters of ``findings.toml`` that look or sound alike, each word of it a set of such characters.

    >>> confusions = Confusions(Rules.default())
    >>> confusions.how("韦国梁", "韦国粱"), confusions.how("丁晓明", "丁小明"), confusions.how("丁一", "丁二")
    ('形近', '音近', None)
    """

    def __init__(self, rules: Rules) -> None:
        self._alike: dict[str, defaultdict[str, str]] = {kind: defaultdict(str) for kind in _GROUPS.values()}
        for rule in rules.findings:
            if rule.group in _GROUPS:
                alike = self._alike[_GROUPS[rule.group]]
                for word in rule.words:
                    for character in word:
                        alike[character] += word

    def how(self, one: str, other: str) -> str | None:
        """In which way two names of one length are alike in each character that differs; ``None`` if they are not."""
        if len(one) != len(other) or one == other:
            return None
        kinds = {self._how(left, right) for left, right in zip(one, other, strict=True) if left != right}
        if None in kinds:
            return None
        return "形近" if "形近" in kinds else "音近"

    def _how(self, left: str, right: str) -> str | None:
        return next((kind for kind, alike in self._alike.items() if right in alike.get(left, "")), None)
