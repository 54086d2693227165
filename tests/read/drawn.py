"""Pages drawn as lines of text: a character a place, three blanks and more between two pieces."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pjrd_extract.read.lines import cells
from pjrd_extract.read.page_model import Page, Piece, Rule

SIZE = 10.0
_PIECE = re.compile(r"\S+(?: {1,2}\S+)*")


def page(drawing: str, rules: Sequence[Rule] = (), *, spacing: float = 1.5) -> Page:
    """The page of a drawing, in which a Chinese character takes two cells of five points and an empty line a line."""
    lines = drawing.strip("\n").split("\n")
    pieces = []
    for number, line in enumerate(lines):
        base = (len(lines) - number) * spacing * SIZE
        for match in _PIECE.finditer(line):
            edges = tuple(cells(line[:i]) * SIZE / 2 for i in range(match.start(), match.end() + 1))
            pieces.append(Piece(match[0], edges, base, SIZE))
    return Page(tuple(pieces), tuple(rules))


def grid(columns: Sequence[float], rows: Sequence[float]) -> list[Rule]:
    """The rules of a table without spans, given the places of its lines."""
    level = [Rule(upright=False, at=y, start=min(columns), end=max(columns)) for y in rows]
    return level + [Rule(upright=True, at=x, start=min(rows), end=max(rows)) for x in columns]
