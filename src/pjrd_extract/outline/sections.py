"""The sections of an article with their titles and roles, from the tree of its markers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NotRequired, TypedDict

from pjrd_extract._text import Span
from pjrd_extract.models.parts import Section, SectionRole
from pjrd_extract.outline.clauses import clauses
from pjrd_extract.outline.headlines import Headline
from pjrd_extract.outline.markers import SPOKEN, inline_markers
from pjrd_extract.outline.roles import RoleFinder
from pjrd_extract.outline.run_ins import run_ins
from pjrd_extract.outline.tree import LABEL, Node, TreeBuilder
from pjrd_extract.read.clean import Cleaned

__all__ = ["SectionReader"]

# Styles whose titles are read like those of the first level.
_TOP_STYLES = frozenset({"part", "han", "plain", LABEL})
# Kinds of reports that tell first what was done and then, to the end, what is to be done.
_PLANS_LAST = frozenset({"work_report", "budget_report"})
# Those that end with what is to be done about the problems, whatever the title of that section says (欠账怎么还).
_PLANS_AFTER_PROBLEMS = frozenset({"duty_report"})
_YEAR = re.compile(r"([12]\d{3})年")
_CLAUSE_ROLES = frozenset({"problems", "causes", "plans", "suggestions"})


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

    def __init__(self, cleaned: Cleaned, role_of: RoleFinder, year_of: Callable[[str], int | None]) -> None:
        self._value = cleaned.text.value
        self._span = cleaned.text.span
        self._bold = cleaned.bold
        self._inline = list(inline_markers(self._value, 0, len(self._value)))
        self._role_of = role_of
        self._year_of = year_of

    def read(self, articles: Sequence[tuple[Sequence[Headline], str]]) -> list[tuple[Section, ...]]:
        """The sections of articles whose text is these lines, and which are of these kinds.

        One step is taken for all articles, then the next: the processor then has its code at hand.
        """
        marked = {line.marker.start for lines, _ in articles for line in lines if line.marker is not None}
        marked.update(marker.start for marker in self._inline if marker.style in SPOKEN)
        within = sorted((*self._inline, *run_ins(self._value, self._bold, marked)), key=attrgetter("start"))
        trees = [
            TreeBuilder(self._value, lines, within, self._role_of).build() if lines else [] for lines, _ in articles
        ]
        found = []
        for (lines, kind), nodes in zip(articles, trees, strict=True):
            start, end = (lines[0].line.start, lines[-1].line.end) if lines else (0, 0)
            sections = self._sections(nodes, end, 1, None)
            self._by_years(sections, kind in _PLANS_LAST)
            if kind in _PLANS_LAST:
                _end_with_plans(sections)
            elif kind in _PLANS_AFTER_PROBLEMS:
                _end_problems_with_plans(sections)
                _begin_with_achievements(sections)
            whole: _Fields = {
                "level": 1,
                "title": "",
                "role": None,
                "span": self._span(start, end),
                "sections": sections,
            }
            found.append(whole)
        return [Section.model_validate(whole).sections for whole in found]

    def _sections(self, nodes: list[Node], end: int, level: int, inherited: SectionRole | None) -> list[_Fields]:
        value = self._value
        sections: list[_Fields] = []
        limit = end
        for node in reversed(nodes):  # each ends where the next begins, or before
            start, marker_end, stop = node.start, node.marker_end, node.limit
            if limit < stop:
                stop = limit
            if start < limit:
                limit = start
            while stop > start and value[stop - 1].isspace():
                stop -= 1
            title = value[marker_end : node.title_end].strip(" \u3000，,：:、")
            role = inherited
            if node.style not in SPOKEN:  # whose beginnings are no titles
                role = self._role_of(title, level == 1 or node.style in _TOP_STYLES) or inherited
            children: list[_Fields] = []
            if node.children:
                children = self._sections(node.children, stop, level + 1, role)
            elif role in _CLAUSE_ROLES and (node.heading or level == 1):
                children = self._clauses(node.title_end, stop, level + 1, role)
            fields: _Fields = {"level": level, "title": title, "role": role, "span": self._span(start, stop)}
            if marker_end > start:
                fields["marker"] = value[start:marker_end].strip()
            if children:
                fields["sections"] = children
            sections.append(fields)
        sections.reverse()
        return sections

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
            {"level": level, "title": self._value[a:b], "role": role, "span": self._span(a, b)}
            for a, b in clauses(self._value, start, end)
        ]


def _end_with_plans(sections: list[_Fields]) -> None:
    """Make plans of those without a role that follow on plans, with all that is below them."""
    for above, each in pairwise(sections):
        if each["role"] is None and above["role"] == "plans":
            _give(each, "plans")


def _end_problems_with_plans(sections: list[_Fields]) -> None:
    """Make plans of a numbered last one without a role, right behind the problems."""
    if len(sections) > 1 and sections[-2]["role"] in ("problems", "causes"):
        last = sections[-1]
        if last["role"] is None and last.get("marker"):
            _give(last, "plans")


def _begin_with_achievements(sections: list[_Fields]) -> None:
    """Make achievements of the numbered ones without a role before the first problems or plans, if none are named."""
    roles = [section["role"] for section in sections]
    first = next((at for at, role in enumerate(roles) if role in _CLAUSE_ROLES), 0)
    if "achievements" not in roles[:first]:
        for each in sections[:first]:
            if each["role"] is None and each.get("marker"):
                _give(each, "achievements")


def _retell(section: _Fields, role: SectionRole) -> None:
    """Give ``section``, and all below that has its role from it, the role ``role``."""
    before, section["role"] = section["role"], role
    for each in section.get("sections", ()):
        if each["role"] == before:
            _retell(each, role)


def _give(section: _Fields, role: SectionRole) -> None:
    """Give ``section``, which has no role, and all below that has none the role ``role``."""
    section["role"] = role
    for each in section.get("sections", ()):
        if each["role"] is None:
            _give(each, role)
