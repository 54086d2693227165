"""The role of a section, from the cue words of its title."""

from __future__ import annotations

import re
from collections.abc import Callable

from pjrd_extract.models.parts import SectionRole
from pjrd_extract.rules import Rules

__all__ = ["role_finder"]

RoleFinder = Callable[[str, int], SectionRole | None]

_LONGEST = 40


def role_finder(rules: Rules) -> RoleFinder:
    """A function from a title and the least strength a cue must have to the role; the strongest, then the first cue wins.

    >>> find = Rules.default().derived(role_finder)
    >>> find("存在的问题及原因剖析", 1), find("认真办理意见", 1), find("存在的问题及需要改进的地方", 1)
    ('problems', None, 'suggestions')
    """
    cues = {word: (rule.strength, rule.role) for rule in rules.sections for word in rule.words}
    pattern = re.compile("|".join(re.escape(word) for word in sorted(cues, key=len, reverse=True)) or r"(?!)")
    lists = [
        (re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))), strength, role)
        for (strength, role), words in _grouped(cues).items()
    ]

    def find(title: str, least: int) -> SectionRole | None:
        if len(title) > _LONGEST or pattern.search(title) is None:
            return None
        best: tuple[int, int] | None = None
        found: SectionRole | None = None
        for words, strength, role in lists:
            match = words.search(title) if strength >= least else None
            if match is not None and (best is None or (-strength, match.start()) < best):
                best, found = (-strength, match.start()), role
        return found

    return find


def _grouped(cues: dict[str, tuple[int, SectionRole]]) -> dict[tuple[int, SectionRole], list[str]]:
    groups: dict[tuple[int, SectionRole], list[str]] = {}
    for word, key in cues.items():
        groups.setdefault(key, []).append(word)
    return groups
