"""The sections of an article with their titles and roles, from the tree of its markers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain, islice, pairwise
from operator import attrgetter
from typing import NotRequired, TypedDict

from pjrd_extract._text import Span
from pjrd_extract.models.parts import Section, SectionRole
from pjrd_extract.outline.clauses import clauses
from pjrd_extract.outline.headlines import Headline
from pjrd_extract.outline.labels import LABEL, Labels
from pjrd_extract.outline.markers import SPOKEN, inline_markers
from pjrd_extract.outline.roles import role_finder, year_finder
from pjrd_extract.outline.run_ins import bracketed, run_ins
from pjrd_extract.outline.tree import Node, TreeBuilder
from pjrd_extract.read.clean import Cleaned
from pjrd_extract.rules import Rules

__all__ = ["SectionReader"]

# Styles whose titles are read like those of the first level.
_TOP_STYLES = frozenset({"part", "han", "plain", LABEL})
# Kinds of reports that tell first what was done and then, to the end, what is to be done.
_PLANS_LAST = frozenset({"work_report", "budget_report"})
# Those that end with what is to be done about the problems, whatever the title of that section says (欠账怎么还).
_PLANS_AFTER_PROBLEMS = frozenset({"duty_report"})
_YEAR = re.compile(r"([12]\d{3})年")
_CLAUSE_ROLES = frozenset({"problems", "causes", "plans", "suggestions"})


_Known = tuple[Node, str, SectionRole | None, Span]
"""A section with its title, its own role and its span."""


class _Fields(TypedDict):
    """A section that is not made yet: all of an article's are made at once, which takes half as long.

    What it has not is left out, since each field takes time to check.
    """

    marker: NotRequired[str]
    level: int
    title: str
    role: SectionRole | None
    span: Span
    sections: NotRequired[list[_Fields]]


class SectionReader:
    """Reads the section trees of one bulletin's articles."""

    def __init__(self, cleaned: Cleaned, rules: Rules) -> None:
        self._value = cleaned.text.value
        self._text = cleaned.text
        self._bold = cleaned.bold
        self._inline = list(inline_markers(self._value, 0, len(self._value)))
        self._role_of = rules.derived(role_finder)
        self._year_of = rules.derived(year_finder)
        self._labels = rules.derived(Labels)

    def read(self, articles: Sequence[tuple[Sequence[Headline], str]]) -> list[tuple[Section, ...]]:
        """The sections of articles whose text is these lines, and which are of these kinds.

        One step is taken for all articles, then the next: the processor then has its code at hand.
        """
        marked = {line.marker.start for lines, _ in articles for line in lines if line.marker is not None}
        marked.update(marker.start for marker in self._inline if marker.style in SPOKEN)
        headings = run_ins(self._value, self._bold, marked), bracketed(self._value), self._labels.within(self._value)
        within = sorted(chain(self._inline, *headings), key=attrgetter("start"))
        trees = [TreeBuilder(self._value, lines, within, self._role_of, self._labels).build() for lines, _ in articles]
        nodes = list(chain.from_iterable(trees))
        _trim(self._value, nodes)
        titles = [self._value[node.marker_end : node.title_end].strip(" \u3000，,：:、【】") for node in nodes]
        roles = [
            # The first words of a sentence are no title.
            None
            if node.style in SPOKEN
            else (self._labels.role(title) if node.style == LABEL else None)
            or self._role_of(title, node.level == 1 or node.style in _TOP_STYLES)
            for node, title in zip(nodes, titles, strict=True)
        ]
        spans = self._text.spans([(node.start, node.limit) for node in nodes])
        known = zip(nodes, titles, roles, spans, strict=True)
        found = []
        for (lines, kind), tree in zip(articles, trees, strict=True):
            start, end = (lines[0].line.start, lines[-1].line.end) if lines else (0, 0)
            sections = self._sections(islice(known, len(tree)))
            self._by_years(sections, kind in _PLANS_LAST)
            if kind in _PLANS_LAST:
                _end_with_plans(sections)
                _end_problems_with_plans(sections)
            elif kind in _PLANS_AFTER_PROBLEMS:
                _end_problems_with_plans(sections)
                _begin_with_achievements(sections)
            whole: _Fields = {
                "level": 1,
                "title": "",
                "role": None,
                "span": self._text.span(start, end),
                "sections": sections,
            }
            found.append(whole)
        return [Section.model_validate(whole).sections for whole in found]

    def _sections(self, known: Iterable[_Known]) -> list[_Fields]:
        """The topmost sections of an article, with those below them."""
        # Of each level the sections that are being read, and the role of those that have none of their own.
        lists: list[list[_Fields]] = [[]]
        inherited: list[SectionRole | None] = [None]
        for node, title, own, span in known:
            level = node.level
            role = own or inherited[level - 1]
            fields: _Fields = {"level": level, "title": title, "role": role, "span": span}
            if node.marker_end > node.start:
                fields["marker"] = self._value[node.start : node.marker_end].strip()
            lists[level - 1].append(fields)
            if not node.leaf:
                below = fields["sections"] = []
                lists[level:] = (below,)
                inherited[level:] = (role,)
            elif role in _CLAUSE_ROLES and (node.heading or level == 1 or node.style == LABEL):
                fields["sections"] = self._clauses(node.title_end, node.limit, level + 1, role)
        return lists[0]

    def _by_years(self, sections: list[_Fields], plans_last: bool) -> None:
        """What 2023年主要工作 and 2024年主要工作 tell, one after the other: what was done, then what is to be done.

        Unless the plans come last, the later year may be over too (a duty report on two years).
        """
        named = [
            int(found[1]) if (found := _YEAR.search(section["title"])) is not None else None for section in sections
        ]
        for at, section in enumerate(sections):
            year = self._year_of(section["title"])
            if year is None:
                continue
            if plans_last and any(each is not None and each < year for each in named[:at]):
                _retell(section, "plans")
            elif any(each is not None and each > year for each in named[at + 1 :]):
                _retell(section, "achievements")

    def _clauses(self, start: int, end: int, level: int, role: SectionRole | None) -> list[_Fields]:
        return [
            {"level": level, "title": self._value[a:b], "role": role, "span": self._text.span(a, b)}
            for a, b in clauses(self._value, start, end)
        ]


def _trim(value: str, nodes: Iterable[Node]) -> None:
    """Let each of ``nodes`` end behind its last character that is no blank."""
    for node in nodes:
        start, end = node.start, node.limit
        while end > start and value[end - 1].isspace():
            end -= 1
        node.limit = max(start, end)


def _end_with_plans(sections: list[_Fields]) -> None:
    """Make plans of those without a role that follow on plans, with all that is below them."""
    for above, each in pairwise(sections):
        if each["role"] is None and above["role"] == "plans":
            _retell(each, "plans")


def _end_problems_with_plans(sections: list[_Fields]) -> None:
    """Make plans of a numbered last one without a role, right behind the problems."""
    if len(sections) > 1 and sections[-2]["role"] in ("problems", "causes"):
        last = sections[-1]
        if last["role"] is None and last.get("marker") and not last["title"].endswith("情况"):
            _retell(last, "plans")


def _begin_with_achievements(sections: list[_Fields]) -> None:
    """Make achievements of the numbered ones without a role before the first problems or plans, if none are named."""
    roles = [section["role"] for section in sections]
    first = next((at for at, role in enumerate(roles) if role in _CLAUSE_ROLES), 0)
    if "achievements" not in roles[:first]:
        for each in sections[:first]:
            if each["role"] is None and each.get("marker"):
                _retell(each, "achievements")


def _retell(section: _Fields, role: SectionRole) -> None:
    """Give ``section``, and all below that has its role from it, or none as it has, the role ``role``."""
    before, section["role"] = section["role"], role
    for each in section.get("sections", ()):
        if each["role"] == before:
            _retell(each, role)
