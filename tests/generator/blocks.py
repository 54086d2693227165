"""A bulletin before it is laid out: blocks of text with their rows, in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from tests.generator.rows import Mark, Row

__all__ = ["Block", "Draft", "Plant", "Style"]

Style = Literal["front", "contents", "title", "note", "byline", "h1", "h2", "text", "table", "names"]


@dataclass(slots=True)
class Plant:
    """A contradiction that was put in on purpose: its finding code, what it is, and where it stands in its block."""

    code: str
    what: str
    at: Mark


@dataclass(slots=True)
class Block:
    """One paragraph, heading or table. Rows and plants count from the start of ``text``."""

    style: Style
    text: str
    rows: list[Row] = field(default_factory=list)
    plants: list[Plant] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """The blocks of a bulletin and its structure gold."""

    blocks: list[Block]
    structure: dict[str, Any]
    running_title: str
    titles: list[str] = field(default_factory=list)

    def add(self, style: Style, text: str, rows: list[Row] | None = None) -> Block:
        block = Block(style, text, rows or [])
        self.blocks.append(block)
        return block

    def article(self, title: str, kind: str, person: str | None = None, post: str | None = None) -> None:
        """Starts an article: its title as a block, and its line of the structure."""
        self.add("title", title)
        self.titles.append(f"{post}{person}{title}" if kind == "duty_report" else title)
        self.structure["articles"].append({"title": title, "kind": kind, "person": person, "post": post})
