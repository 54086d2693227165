"""The words of ``records.toml``, by group, as regular expressions."""

from __future__ import annotations

from pjrd_extract.find.people import alternatives
from pjrd_extract.rules import Rules

__all__ = ["any_of"]


def any_of(rules: Rules, *groups: str) -> str:
    """A regular expression, without groups of its own, for any word of ``groups``; the longest first.

    >>> "分管" in any_of(Rules.default(), "charge")
    True
    """
    return f"(?:{alternatives(word for rule in rules.records if rule.group in groups for word in rule.words)})"
