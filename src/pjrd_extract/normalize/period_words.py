"""The words of ``periods.toml`` as pieces of patterns, and what each word means."""

from __future__ import annotations

import re
from collections import defaultdict

from pjrd_extract.rules import Rules
from pjrd_extract.rules.schema import PeriodRule

__all__ = ["PeriodWords"]


class PeriodWords:
    """Looks up words of time by group.

    >>> words = PeriodWords(Rules.default())
    >>> words.rule("year", "去年").value
    ('reference', -1)
    """

    def __init__(self, rules: Rules) -> None:
        self._groups: dict[str, dict[str, PeriodRule]] = defaultdict(dict)
        for rule in rules.periods:
            for word in rule.words:
                self._groups[rule.group].setdefault(word, rule)

    def words(self, group: str) -> tuple[str, ...]:
        """The words of a group, longest first."""
        return tuple(sorted(self._groups[group], key=len, reverse=True))

    def rule(self, group: str, word: str) -> PeriodRule:
        """The record of a word. Raises ``KeyError`` for a word that the group lacks."""
        return self._groups[group][word]

    def characters(self, place: int, *groups: str) -> str:
        """Every character that stands at ``place`` of a word of ``groups``."""
        return "".join(sorted({word[place] for group in groups for word in self._groups[group] if len(word) > place}))

    def alternation(self, *groups: str) -> str:
        """A pattern of all words of ``groups``, longest first, each with the guards of its record.

        The guard against what stands before a word is put behind it, looking back over the word, so that each branch
        begins with a literal: the matcher then skips a branch by one comparison.
        """
        found = [(word, rule) for group in groups for word, rule in self._groups[group].items()]
        found.sort(key=lambda pair: len(pair[0]), reverse=True)
        return "|".join(_guarded(word, rule) for word, rule in found)

    def guards_behind(self, group: str, word: str) -> str:
        """Only the guards against what stands right behind ``word``."""
        return _not_before(self._groups[group][word])

    def guards_ahead(self, group: str, word: str) -> str:
        """Only the guards against what stands right before ``word``, to be put before it."""
        return _not_after(self._groups[group][word], "")


def _guarded(word: str, rule: PeriodRule) -> str:
    initial = rf"(?<!\w{word})" if rule.initial else ""
    final = r"(?!\w)" if rule.final else ""
    return re.escape(word) + initial + _not_after(rule, word) + _not_before(rule) + final


def _not_after(rule: PeriodRule, word: str) -> str:
    single = "".join(re.escape(left) for left in rule.not_after if len(left) == 1)
    guards = [f"(?<![{single}]{re.escape(word)})"] if single else []
    guards += [f"(?<!{re.escape(left + word)})" for left in rule.not_after if len(left) > 1]
    return "".join(guards)


def _not_before(rule: PeriodRule) -> str:
    return f"(?!{'|'.join(map(re.escape, rule.not_before))})" if rule.not_before else ""
