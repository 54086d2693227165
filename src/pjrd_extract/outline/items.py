"""The items of a section: what it lists, counted the way a reader would."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pjrd_extract._text import Span, Text
from pjrd_extract.models.base import made
from pjrd_extract.models.parts import Item, Section, SectionRole

__all__ = ["items", "role_items", "role_sections"]

_PARAGRAPH = re.compile(r"[^\n]+")
_LEAD_IN = re.compile(r"[：:]\s*$")


def items(body: Text, section: Section, first: int = 1) -> tuple[Item, ...]:
    """What ``section`` of an article with this ``body`` lists, numbered from ``first`` on.

    Its subsections of the same role, one item each; where a single one of them has the role (存在的问题及原因剖析 →
    存在的主要问题), that one's. A section without subsections lists its paragraphs after the heading.
    """
    listing = _listing(section)
    source = body.source
    spans: list[tuple[str | None, Span]] = [
        (child.title, child.span) for child in listing.sections if child.role == listing.role
    ]
    if not spans:
        spans = [(None, span) for span in _paragraphs(body, listing)]
    return tuple(
        made(Item, {"number": number, "title": title or None, "text": source[span.slice], "span": span})
        for number, (title, span) in enumerate(spans, first)
    )


def role_sections(sections: Iterable[Section]) -> dict[SectionRole, list[Section]]:
    """The topmost sections of each role, in order."""
    found: dict[SectionRole, list[Section]] = {}
    _gather(sections, (), found)
    return found


def _gather(
    sections: Iterable[Section], above: tuple[SectionRole, ...], found: dict[SectionRole, list[Section]]
) -> None:
    """Adds to ``found`` those of ``sections``, and of what is in them, whose role is none of those ``above``."""
    for section in sections:
        role, roles = section.role, above
        if role is not None and role not in above:
            found.setdefault(role, []).append(section)
            roles = (*above, role)
        if section.sections:
            _gather(section.sections, roles, found)


def role_items(body: Text, sections: Iterable[Section], *roles: SectionRole) -> list[tuple[Item, ...]]:
    """For each of ``roles`` the items of all its sections, numbered through."""
    by_role = role_sections(sections)
    listed: list[tuple[Item, ...]] = []
    for role in roles:
        found: list[Item] = []
        for section in by_role.get(role, ()):
            found += items(body, section, len(found) + 1)
        listed.append(tuple(found))
    return listed


def _listing(section: Section) -> Section:
    """The section that holds the list, below any that only wrap it."""
    while True:
        same = [child for child in section.sections if child.role == section.role]
        if len(same) != 1 or not same[0].sections:
            return section
        section = same[0]


def _paragraphs(body: Text, section: Section) -> list[Span]:
    """The paragraphs below the heading, without a lead-in; what follows the title in its line if there are none."""
    start, end = body.from_source(section.span.start), body.from_source(section.span.end - 1) + 1
    value = body.value[start:end]
    found = [match.span() for match in _PARAGRAPH.finditer(value)][1:]
    if len(found) > 1 and _LEAD_IN.search(value, *found[0]):
        found = found[1:]
    if not found:
        at = value.find(section.title) + len(section.title)
        rest = value[at:].lstrip("。：:】 \u3000")
        found = [(len(value) - len(rest), len(value))] if rest else []
    return [body.span(start + a, start + b) for a, b in found]
