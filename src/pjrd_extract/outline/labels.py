"""Titles that open an unmarked line or a sentence and close with a colon (存在的不足：一是…; 建议：多学习)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pjrd_extract.models.parts import SectionRole
from pjrd_extract.outline.markers import Marker

__all__ = ["LABEL", "LONGEST_LABEL", "bare", "labels", "names_a_section"]

LABEL = "label"
"""The style of such titles."""
LONGEST_LABEL = 20

_AROUND = re.compile(
    "^(?:(?:同时|为此|但|因此)，?)?(?:[也还仍]?(?:存在|有)着?(?:一些|一定|以下|不少|诸多|几个?)(?:方面)?的?)?"
    "|(?:主要)?(?:表现在|体现在|表现为|如下|有以下[^，。；]{1,4}|包括|有|是|为)$"
)
_NAMED = frozenset({"problems", "plans", "suggestions", "achievements"})
# What a word alone names (不足：, 建议：); 措施： and 目标： may be those of what was done.
_NAMED_BY_A_WORD = frozenset({"problems", "suggestions"})
_WORD = re.compile("(?:我们|会议|主要|工作|具体|几点|[一两二三]点)?(..)")
_IN_A_LINE = re.compile(r"[。；](?=((?:(?:同时|但)，)?[^，。；：、\n《》“”（）0-9]{2,14})：[^\n])")


def bare(label: str) -> str:
    """``label`` without the words around what it names.

    >>> bare("同时，也存在一些不足"), bare("存在的不足主要有")
    ('不足', '存在的不足')
    """
    return _AROUND.sub("", label)


def names_a_section(label: str, role_of: Callable[[str, bool], SectionRole | None], within: bool = False) -> bool:
    """Whether ``label`` names a section: whole phrases do, of single words those for problems and suggestions.

    Within a line (``within``) what was done is none: 修路。完成情况：….
    """
    said = bare(label)
    role = role_of(said, False)
    if role in _NAMED and not (within and role == "achievements"):
        return True
    word = _WORD.fullmatch(said)
    return word is not None and role_of(word[1], True) in _NAMED_BY_A_WORD


def labels(text: str, role_of: Callable[[str, bool], SectionRole | None]) -> Iterator[Marker]:
    """The labels that open a sentence or a clause within a line, as markers of a style of their own.

    >>> from pjrd_extract import Rules
    >>> from pjrd_extract.outline.roles import role_finder
    >>> text = "成效好。不足：调研少。建议：多学习。"
    >>> [text[label.start:label.end] for label in labels(text, Rules.default().derived(role_finder))]
    ['不足', '建议']
    """
    for match in _IN_A_LINE.finditer(text):
        start, end = match.span(1)
        if names_a_section(match[1], role_of, within=True):
            yield Marker(LABEL, 0, start, end, inline=True)
