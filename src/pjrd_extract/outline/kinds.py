"""Titles of articles: which kind of article one announces, by the rules."""

from __future__ import annotations

import re
from collections.abc import Callable

from pjrd_extract.rules import Rules

__all__ = ["kind_finder", "squeeze"]

KindFinder = Callable[[str], str | None]


def squeeze(text: str) -> str:
    """``text`` without blanks.

    >>> squeeze("述　职　报　告")
    '述职报告'
    """
    return "".join(text.split())


def kind_finder(rules: Rules) -> KindFinder:
    """A function from a title without blanks to the kind it announces, ``None`` if it announces none.

    >>> find = Rules.default().derived(kind_finder)
    >>> find("县十八届人大常委会第十四次会议议程"), find("一片新气象")
    ('agenda', None)
    """
    records = [(rule.kind, [re.compile(pattern) for pattern in rule.patterns], rule.words) for rule in rules.articles]
    known: dict[str, str | None] = {}

    def find(title: str) -> str | None:
        if title not in known:
            if len(known) > 10_000:
                known.clear()
            known[title] = next(
                (
                    kind
                    for kind, patterns, words in records
                    if any(word in title for word in words) or any(pattern.search(title) for pattern in patterns)
                ),
                None,
            )
        return known[title]

    return find
