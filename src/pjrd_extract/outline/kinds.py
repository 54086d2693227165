"""Titles of articles: which kind of article one announces, by the rules."""

from __future__ import annotations

from collections.abc import Callable

from pjrd_extract._patterns import compiled, literal
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
    # One list of searches in the order of the rules, words as patterns of themselves: most titles are asked for all.
    # The look ahead spares `re` a table of the characters that each can begin with, which no short title needs.
    tells = [
        (compiled(f"(?=.){pattern}" if pattern.startswith("(?:") else pattern).search, rule.kind)
        for rule in rules.articles
        for pattern in (*map(literal, rule.words), *rule.patterns)
    ]
    known: dict[str, str | None] = {}

    def find(title: str) -> str | None:
        if title not in known:
            if len(known) > 10_000:
                known.clear()
            known[title] = None
            for search, kind in tells:
                if search(title):
                    known[title] = kind
                    break
        return known[title]

    return find
