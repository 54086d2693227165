"""The role of a section, from the cue words of its title."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from pjrd_extract._patterns import literal
from pjrd_extract.models.parts import SectionRole
from pjrd_extract.rules import Rules

__all__ = ["role_finder", "year_finder"]

RoleFinder = Callable[[str, bool], SectionRole | None]
Acting = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""The words that say that something is done about what a title names, those by which that may be problems, and all."""

_LONGEST = 40
_YEAR = re.compile(r"[12]\d{3}年度?")
# Strengths of a cue (rules/data/sections.toml): 1 is telling only where the title is known to name a role, 4 anywhere;
# 0 only where it is all of such a title.
_ALONE, _WEAK, _ANYWHERE = 0, 1, 4
_FACED = re.compile("存在|面临|遇到")
_PART = re.compile("[^，,、；;\\s]+")


def role_finder(rules: Rules) -> RoleFinder:
    """A function from a title, and whether any cue in it counts, to the role; the strongest, then the first cue wins.

    In a title of which only the whole can tell, a cue must be strong and make up more than half.

    >>> find = Rules.default().derived(role_finder)
    >>> find("存在的问题及原因剖析", True), find("存在的问题及需要改进的地方", True)
    ('problems', 'suggestions')
    >>> find("今后工作建议", False), find("各项工作成效明显提高", False)
    ('suggestions', None)
    """
    cues = {word: (rule.strength, rule.role) for rule in rules.sections for word in rule.words if rule.role is not None}
    named = {word for rule in rules.sections if rule.named for word in rule.words}
    without = [rule for rule in rules.sections if rule.role is None]
    acting_on_others = tuple(word for rule in without if rule.strength == _WEAK for word in rule.words)
    acting_on_problems = tuple(word for rule in without if rule.strength > _WEAK for word in rule.words)
    acting = acting_on_others, acting_on_problems, acting_on_others + acting_on_problems
    any_cue = re.compile(_any_of(sorted(cues, key=len, reverse=True)))
    # Where a cue is found, those that it begins with stand as well.
    beginnings = {cue: [cue[:end] for end in range(len(cue), 0, -1) if cue[:end] in cues] for cue in cues}

    def find(title: str, any_counts: bool) -> SectionRole | None:
        if "年" in title:
            title = _YEAR.sub("", title)
        if len(title) > _LONGEST:
            return None
        match = any_cue.search(title)
        if match is None:
            return None
        best: tuple[int, int, SectionRole] | None = None
        seen: set[tuple[int, SectionRole]] = set()
        while match is not None:
            start = match.start()
            for cue in beginnings[match[0]]:
                strength, role = cues[cue]
                if (strength, role) in seen:
                    continue  # the first cue of a role decides for its strength
                if cue in named and _is_acted_on(title, start, role, acting):
                    continue
                if strength == _ALONE and not (any_counts and cue == title):
                    continue
                seen.add((strength, role))
                if any_counts or strength >= _ANYWHERE or (strength > _WEAK and 2 * len(cue) > len(title)):
                    found = (-strength, start, role)
                    best = found if best is None else min(best, found)
            match = any_cue.search(title, start + 1)
        return best[2] if best else None

    return find


def _is_acted_on(title: str, at: int, role: SectionRole, acting: Acting) -> bool:
    """Whether ``title`` says what is done about what the cue at ``at`` names, in the same part of it: 聚焦问题整改.

    Plans are none behind any such part (坚持目标导向，明确重点任务), and are some behind 的 (推进规划实施的措施).
    """
    words, on_problems, any_words = acting
    if role == "problems":
        part = next(part for part in _PART.finditer(title) if part.end() > at)[0]
        return part.startswith(on_problems) or (part.startswith(words) and _FACED.search(part) is None)
    return title.startswith(any_words) and "的" not in title[:at]


def _any_of(cues: Iterable[str]) -> str:
    """A regular expression for any of ``cues``, tried in this order among those that begin alike.

    Put together by their first characters, few of them are tried in each place.
    """
    rests: dict[str, list[str]] = {}
    for cue in cues:
        rests.setdefault(cue[:1], []).append(literal(cue[1:]))
    return "|".join(f"{literal(first)}(?:{'|'.join(rest)})" for first, rest in rests.items()) or r"(?!)"


def year_finder(rules: Rules) -> Callable[[str], int | None]:
    """A function from a title to its year, where the rest of it says as little what was done as what is to be done.

    >>> find = Rules.default().derived(year_finder)
    >>> find("2024年主要工作"), find("2024年工作打算"), find("主要工作")
    (2024, None, None)
    """
    open_cues = {word for rule in rules.sections if rule.by_year for word in rule.words}

    def find(title: str) -> int | None:
        year = _YEAR.match(title)
        return int(year.group()[:4]) if year is not None and title[year.end() :] in open_cues else None

    return find
