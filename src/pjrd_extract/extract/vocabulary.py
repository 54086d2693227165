"""The words of ``records.toml``, by group, as regular expressions."""

from __future__ import annotations

from pjrd_extract.find.person_names import any_word
from pjrd_extract.rules import Rules

__all__ = ["any_of", "words_of"]


def words_of(rules: Rules, *groups: str) -> list[str]:
    """The words of ``groups``.

    >>> "分管" in words_of(Rules.default(), "charge")
    True
    """
    return [word for rule in rules.records if rule.group in groups for word in rule.words]


def any_of(rules: Rules, *groups: str) -> str:
    """A regular expression, without groups of its own, for any word of ``groups``; the longest first.

    >>> "分管" in any_of(Rules.default(), "charge")
    True
    """
    return f"(?:{any_word(words_of(rules, *groups))})"
