"""The role of a section, from the cue words of its title."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from pjrd_extract.models.parts import SectionRole
from pjrd_extract.rules import Rules

__all__ = ["role_finder"]

RoleFinder = Callable[[str, bool], SectionRole | None]

_LONGEST = 40
_YEAR = re.compile(r"[12]\d{3}年度?")
# Strengths of a cue (rules/data/sections.toml): 1 is telling only where the title is known to name a role, 4 anywhere.
_WEAK, _ANYWHERE = 1, 4


def role_finder(rules: Rules) -> RoleFinder:
    """A function from a title, and whether any cue in it counts, to the role; the strongest, then the first cue wins.

    In a title of which only the whole can tell, a cue must be strong and make up more than half.

    >>> find = Rules.default().derived(role_finder)
    >>> find("存在的问题及原因剖析", True), find("存在的问题及需要改进的地方", True)
    ('problems', 'suggestions')
    >>> find("今后工作建议", False), find("各项工作成效明显提高", False)
    ('suggestions', None)
    """
    cues = {word: (rule.strength, rule.role) for rule in rules.sections for word in rule.words}
    any_cue = _either(cues)
    by_strength: dict[tuple[int, SectionRole], list[str]] = {}
    for word, key in cues.items():
        by_strength.setdefault(key, []).append(word)
    strongest_first = sorted(by_strength.items(), key=lambda each: -each[0][0])
    patterns = [(strength, role, _either(words)) for (strength, role), words in strongest_first]

    def find(title: str, any_counts: bool) -> SectionRole | None:
        if "年" in title:
            title = _YEAR.sub("", title)
        if len(title) > _LONGEST or (cue := any_cue.search(title)) is None:
            return None
        best: tuple[int, int, SectionRole] | None = None
        for strength, role, pattern in patterns:
            if best is not None and -strength > best[0]:
                break
            match = pattern.search(title, cue.start())
            if match is None:
                continue
            if any_counts or strength >= _ANYWHERE or (strength > _WEAK and 2 * len(match[0]) > len(title)):
                found = (-strength, match.start(), role)
                best = found if best is None else min(best, found)
        return best[2] if best else None

    return find


def _either(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)")
