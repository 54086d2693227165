"""Words that bound a number: before it (近), after it (以上), or inside it (余)."""

from __future__ import annotations

import re
from typing import NamedTuple

from pjrd_extract.models.metric import Bound, Kind
from pjrd_extract.rules.load import Rules
from pjrd_extract.rules.schema import BoundRule

__all__ = ["BoundTable", "Found"]

_DIVISIBLE = frozenset(("duration", "length", "mass", "area", "percent", "other"))
_ASIDE = re.compile(r"（[^（）\n]{1,14}）|\([^()\n]{1,14}\)")


class Found(NamedTuple):
    """A bound word: what it says, and from where to where the quantity extends with it.

    ``reach`` is where the word itself ends, which is further on when a bracket stands before it.
    """

    bound: Bound
    start: int
    end: int
    reach: int


class BoundTable:
    """The bound words of the rules. Obtain it by ``rules.derived(BoundTable)``."""

    def __init__(self, rules: Rules) -> None:
        self._before: dict[str, BoundRule] = {}
        self._after: dict[str, BoundRule] = {}
        self._inside: dict[str, BoundRule] = {}
        tables = {"before": self._before, "after": self._after, "inside": self._inside}
        for rule in reversed(rules.bounds):
            tables[rule.place].update(dict.fromkeys(rule.words, rule))
        self._verbs = {verb: None for rule in rules.bounds for verb in rule.reaches}
        self._before_lengths = _by_character(self._before, -1)
        self._after_lengths = _by_character(self._after, 0)
        self._verb_lengths = _by_character(self._verbs, -1)
        self.last_before = frozenset((*self._before_lengths, *self._verb_lengths))
        """The characters that what ``before`` finds can end with."""
        self.first_after = frozenset((*self._after_lengths, "（", "("))
        """The characters that what ``after`` finds can begin with."""
        self.insides = frozenset(self._inside)
        """The characters that ``inside`` finds."""

    def before(self, text: str, at: int, *, bare: bool, small: bool) -> Found | None:
        """The bound word that ends at ``text[at]``, or further left where a verb stands between.

        ``bare`` says that the number is a multiplier alone, which some words (过千万) need; ``small`` that it is a
        small count, which others (突破) don't bound.
        """
        found = self._ending(text, at, bare, small)
        if found is not None:
            return Found(found[0].bound, found[1], at, at)
        for length in self._verb_lengths.get(text[at - 1 : at], ()):
            verb = text[at - length : at]
            if length <= at and verb in self._verbs:
                found = self._ending(text, at - length, bare, small)
                if found is not None and verb in found[0].reaches:
                    return Found(found[0].bound, at, at, at)
        return None

    def _ending(self, text: str, at: int, bare: bool, small: bool) -> tuple[BoundRule, int] | None:
        for length in self._before_lengths.get(text[at - 1 : at] if at else "", ()):
            if length > at:
                continue
            rule = self._before.get(text[at - length : at])
            if rule is None or (rule.bare_only and not bare) or (rule.large_only and small):
                continue
            start = at - length
            other = rule.not_after and text.endswith(rule.not_after, 0, start)
            return None if other and not text.endswith(rule.though_after, 0, start) else (rule, start)
        return None

    def after(self, text: str, at: int) -> Found | None:
        """The bound word that begins at ``text[at]``, or behind a short bracket, which then ends the quantity."""
        found = self._beginning(text, at)
        if found is not None:
            return Found(found[0].bound, at, found[1], found[1])
        if text[at : at + 1] in ("（", "("):
            aside = _ASIDE.match(text, at)
            found = self._beginning(text, aside.end()) if aside is not None else None
            if found is not None and aside is not None:
                short = aside.end() - aside.start() <= 4
                return Found(found[0].bound, at, found[1] if short else at, found[1])
        return None

    def _beginning(self, text: str, at: int) -> tuple[BoundRule, int] | None:
        for length in self._after_lengths.get(text[at : at + 1], ()):
            word = text[at : at + length]
            rule = self._after.get(word)
            if rule is not None:
                end = at + len(word)
                return None if rule.not_before and text.startswith(rule.not_before, end) else (rule, end)
        return None

    def inside(self, text: str, at: int) -> Found | None:
        """The bound word at ``text[at]`` between number and unit (``30余场``)."""
        word = text[at : at + 1]
        rule = self._inside.get(word)
        if rule is None or (rule.not_before and text.startswith(rule.not_before, at + 1)):
            return None
        return Found(rule.bound, at, at + 1, at + 1)

    def behind_unit(self, text: str, at: int, kind: Kind) -> Found | None:
        """The same behind a unit of ``kind`` (``三年多``), if what it measures can be divided."""
        found = self.inside(text, at) if kind in _DIVISIBLE else None
        return found if found is not None and found.bound == "over" else None


def _by_character(words: dict[str, BoundRule] | dict[str, None], index: int) -> dict[str, tuple[int, ...]]:
    """The lengths of words by their first or last character, longest first."""
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[index], set()).add(len(word))
    return {character: tuple(sorted(found, reverse=True)) for character, found in lengths.items()}
