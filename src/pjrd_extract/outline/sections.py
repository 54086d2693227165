"""The sections of an article with their titles and roles, from the tree of its markers."""

from __future__ import annotations

from collections.abc import Sequence

from pjrd_extract.models.base import made
from pjrd_extract.models.parts import Section, SectionRole
from pjrd_extract.outline.clauses import clauses
from pjrd_extract.outline.headlines import Headline
from pjrd_extract.outline.roles import RoleFinder
from pjrd_extract.outline.tree import Node, TreeBuilder
from pjrd_extract.read.clean import Cleaned

__all__ = ["SectionReader"]

# Styles that begin sentences, whose beginnings are no titles.
_NOT_TITLED = frozenset({"is", "must"})
# Styles whose titles are read like those of the first level.
_TOP_STYLES = frozenset({"part", "han", "plain"})
# Kinds of reports that tell first what was done and then, to the end, what is to be done.
_PLANS_LAST = frozenset({"work_report", "budget_report"})
# Those that end with what is to be done about the problems, whatever the title of that section says (欠账怎么还).
_PLANS_AFTER_PROBLEMS = frozenset({"duty_report"})
_CLAUSE_ROLES = frozenset({"problems", "causes", "plans", "suggestions"})


class SectionReader:
    """Reads the section trees of one bulletin's articles."""

    def __init__(self, cleaned: Cleaned, role_of: RoleFinder) -> None:
        self._cleaned = cleaned
        self._value = cleaned.text.value
        self._role_of = role_of

    def read(self, lines: Sequence[Headline], kind: str) -> tuple[Section, ...]:
        """The sections of the article of this ``kind`` whose text is ``lines``."""
        if not lines:
            return ()
        end = lines[-1].line.end
        builder = TreeBuilder(self._value, lines, self._cleaned.bold, self._role_of)
        sections = self._sections(builder.build(), end, 1, None)
        if kind in _PLANS_LAST:
            return tuple(_with_plans_to_the_end(sections))
        return tuple(_with_plans_last(sections) if kind in _PLANS_AFTER_PROBLEMS else sections)

    def _sections(self, nodes: list[Node], end: int, level: int, inherited: SectionRole | None) -> list[Section]:
        value = self._value
        sections = []
        for k, node in enumerate(nodes):
            stop = min(end, node.limit, nodes[k + 1].start if k + 1 < len(nodes) else end)
            while stop > node.start and value[stop - 1].isspace():
                stop -= 1
            title = value[node.marker_end : node.title_end].strip(" \u3000，,：:、")
            role = inherited
            if node.style not in _NOT_TITLED:
                role = self._role_of(title, level == 1 or node.style in _TOP_STYLES) or inherited
            children = self._sections(node.children, stop, level + 1, role) if node.children else []
            if not children and role in _CLAUSE_ROLES and (node.heading or level == 1):
                children = self._clauses(node.title_end, stop, level + 1, role)
            sections.append(
                made(
                    Section,
                    {
                        "marker": value[node.start : node.marker_end].strip() or None,
                        "level": level,
                        "title": title,
                        "role": role,
                        "span": self._cleaned.text.span(node.start, stop),
                        "sections": tuple(children),
                    },
                )
            )
        return sections

    def _clauses(self, start: int, end: int, level: int, role: SectionRole | None) -> list[Section]:
        return [
            Section(level=level, title=self._value[a:b], role=role, span=self._cleaned.text.span(a, b))
            for a, b in clauses(self._value, start, end)
        ]


def _with_plans_to_the_end(sections: list[Section]) -> list[Section]:
    """``sections`` where those without a role that follow on plans are plans too, with all that is below them."""
    found: list[Section] = []
    for each in sections:
        plans = each.role is None and bool(found) and found[-1].role == "plans"
        found.append(_as_plans(each) if plans else each)
    return found


def _with_plans_last(sections: list[Section]) -> list[Section]:
    """``sections`` where a numbered last one without a role, right behind the problems, is plans."""
    if len(sections) < 2 or sections[-2].role not in ("problems", "causes"):
        return sections
    last = sections[-1]
    return [*sections[:-1], _as_plans(last)] if last.role is None and last.marker else sections


def _as_plans(section: Section) -> Section:
    below = tuple(_as_plans(each) if each.role is None else each for each in section.sections)
    return section.model_copy(update={"role": "plans", "sections": below})
