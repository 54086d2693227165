"""What the outline of a bulletin consists of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from pjrd_extract._text import Span, Text
from pjrd_extract.models.bulletin import ContentsEntry, Masthead
from pjrd_extract.models.parts import Section

__all__ = ["ArticleOutline", "Outline"]


@dataclass(frozen=True, slots=True)
class ArticleOutline:
    """One article before its kind is read.

    ``span`` covers it in the source, title included. ``head`` is the cleaned title with its byline and subtitle lines,
    ``body`` the cleaned text after them: one line a paragraph, broken lines joined, blanks inside a line kept.
    """

    kind: str
    title: str
    byline: str | None
    span: Span
    head: Text
    body: Text
    sections: tuple[Section, ...]


class Outline(NamedTuple):
    """The parts of a bulletin, in the order in which they stand.

    ``issue_year`` is the year that the masthead counts the issue in (2024年第3号), if it does.
    """

    masthead: Masthead
    contents: tuple[ContentsEntry, ...]
    articles: tuple[ArticleOutline, ...]
    issue_year: int | None = None
