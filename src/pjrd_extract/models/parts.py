"""The small records that articles are made of: people, sections, items, passages, periods."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from pjrd_extract._text import Span
from pjrd_extract.models.base import Record

__all__ = ["Item", "Passage", "Period", "Person", "Section", "SectionRole"]

SectionRole = Literal["overview", "achievements", "problems", "causes", "plans", "assessment", "suggestions"]


class Period(Record):
    """A stretch of time, both days inclusive; an open or unknown end is ``None``.

    ``截至8月31日`` has no start, ``2021年以来`` no end; a vague phrase (``三年来``) has neither and keeps its text.
    An instant is a period whose start and end are one day. ``span`` points at ``text``.
    """

    start: date | None = None
    end: date | None = None
    text: str
    span: Span


class Person(Record):
    """Somebody named in the bulletin: name without blanks, the post as written, a note such as 女 or 病假."""

    name: str
    post: str | None = None
    note: str | None = None
    span: Span | None = None


class Passage(Record):
    """A stretch of the source, verbatim."""

    text: str
    span: Span


class Item(Record):
    """One entry of a list: a problem, a plan, a suggestion, a point of an agenda. ``text`` is verbatim and whole."""

    number: int
    title: str | None = None
    text: str
    span: Span


class Section(Record):
    """A section by its marker (一、 （一） 1、 一是); ``span`` covers it whole, its subsections included."""

    marker: str | None = None
    level: int = Field(ge=1)
    title: str
    role: SectionRole | None = None
    span: Span
    sections: tuple[Section, ...] = ()
