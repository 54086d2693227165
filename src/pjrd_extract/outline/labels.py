"""Titles that open an unmarked line or a sentence and close with a colon (存在的不足：一是…; 建议：多学习)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pjrd_extract.models.parts import SectionRole
from pjrd_extract.outline.markers import Marker
from pjrd_extract.outline.roles import role_finder
from pjrd_extract.rules import Rules

__all__ = ["LABEL", "LONGEST_LABEL", "Labels", "bare"]

LABEL = "label"
"""The style of such titles."""
LONGEST_LABEL = 30

_AROUND = re.compile(
    "^(?:(?:同时|为此|但|因此)，?)?(?:我|本人|自己)?(?:也|更)?(?:深感|深知|感到|深刻认识到|清醒地?认识到|清醒地?看到)?"
    "(?:[也还仍]?(?:存在|有)着?(?:一些|一定|以下|不少|诸多|几个?)(?:方面)?的?)?"
    "|(?:主要)?(?:表现在|体现在|表现为|如下|有以下[^，。；]{1,4}|包括|有|是|为)$"
)
_NAMED = frozenset({"problems", "plans", "suggestions", "achievements"})
# What a word alone names (不足：, 建议：); 措施： and 目标： may be those of what was done.
_NAMED_BY_A_WORD = frozenset({"problems", "suggestions"})
_WORD = re.compile("(?:我们|会议|主要|工作|具体|几点|[一两二三]点)?(..)")
# Colons are rarer than stops: from each the look goes back to the stop before it.
_COLON = re.compile(r"：(?=[^\n])")
_BEFORE_COLON = re.compile(r"[。；]([^。；：、\n《》“”（）0-9]{2,28})\Z")
_REACH = 29


def bare(label: str) -> str:
    """``label`` without the words around what it names.

    >>> bare("同时，也存在一些不足"), bare("存在的不足主要有")
    ('不足', '存在的不足')
    """
    return _AROUND.sub("", label)


class Labels:
    """Tells such titles. Obtain it by ``rules.derived(Labels)``."""

    def __init__(self, rules: Rules) -> None:
        self._role_of = rules.derived(role_finder)
        # What tells of plans in the title of a section, and so may begin a label: 下一步，我将抓好以下工作.
        self._plans = tuple(
            word
            for rule in rules.sections
            if rule.role == "plans" and rule.strength == 1 and not (rule.named or rule.by_year)
            for word in rule.words
        )

    def role(self, label: str, within: bool = False) -> SectionRole | None:
        """The role of the section that ``label`` names: by whole phrases, or one word for problems and suggestions.

        Other clauses may stand before these (回顾工作，我深感还存在一些不足). Within a line what was done is none: 修路。完成情况：….

        >>> labels = Rules.default().derived(Labels)
        >>> labels.role("我深感还存在一些不足"), labels.role("措施"), labels.role("今后，我将做到")
        ('problems', None, 'plans')
        """
        *_, last = clauses = label.split("，")
        for said in (label, last) if len(clauses) > 1 else (label,):
            role = self._role_of(bare(said), False)
            if role in _NAMED and not (role == "achievements" and (within or said != label)):
                return role
        if any(clause.startswith(self._plans) for clause in clauses):
            return "plans"
        word = _WORD.fullmatch(bare(last))
        role = self._role_of(word[1], True) if word is not None else None
        return role if role in _NAMED_BY_A_WORD else None

    def same(self, title: str, label: str) -> bool:
        """Whether the title of a section and a label have one role."""
        return self._role_of(title, True) == self.role(label)

    def within(self, text: str) -> Iterator[Marker]:
        """The labels that open a sentence or a clause within a line, as markers of a style of their own.

        >>> text = "成效好。不足：调研少。建议：多学习。"
        >>> [text[label.start:label.end] for label in Rules.default().derived(Labels).within(text)]
        ['不足', '建议']
        """
        for colon in _COLON.finditer(text):
            end = colon.start()
            label = _BEFORE_COLON.search(text, max(end - _REACH, 0), end)
            if label is not None and self.role(label[1], within=True) is not None:
                yield Marker(LABEL, 0, label.start(1), end, inline=True)
