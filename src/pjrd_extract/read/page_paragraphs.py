"""Which lines of a page are one paragraph.

A line goes on with the one before if its first word would not have fitted there: that is how every program breaks
lines, for body text, headings and lists alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pjrd_extract.read.joins import OWN_START, ends_sentence, in_columns
from pjrd_extract.read.page_model import Row
from pjrd_extract.read.page_order import Flow

__all__ = ["Layout", "Line"]

# What stands together on a line: a number or a Latin word, a character otherwise, with what may not begin a line behind
# it and what may not end one before it.
_WORD = re.compile(
    r"[“‘《（(〔【「『]*(?:[A-Za-z0-9]+(?:[.,:/·-]?[A-Za-z0-9]+)*[%％‰℃]?|.)[，。；：、！？）》”’〕】」』…%,.;:!?)]*"
)
# What is left of an entry of a table of contents that was too long for its line.
_LEADERS = re.compile(r"[.．·…]+[ \u3000]*[(（]?[ \u3000]*[0-9]{1,4}[ \u3000]*[)）]?")
_NOTE = re.compile(r"[（(][^（()）]{1,6}[)）]")
_OPENING = frozenset("（(《“‘【")
_SLACK = 0.6
"""Sizes that a full line may end before its margin, its next word apart."""
_SPACING = 1.25
"""Of the usual distance between lines, at which a paragraph ends."""
_SAME_SIZE = 0.12
"""Share by which the sizes of its lines may differ."""
_INDENT = (1.2, 3.2)
"""Sizes by which the first line of a paragraph stands to the right of the margin."""
_CENTRED = 2.5
"""Sizes of blank on both sides of a centred line, at the least."""
_SIDES = 1.5
"""Sizes by which they may differ."""
_ASIDE = 6.0
"""Sizes from the margin at which a line is no indented one."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row in its flow, told what page it stands on."""

    row: Row
    page: int
    flow: Flow

    @property
    def before(self) -> float:
        """Blank before it, in sizes."""
        return (self.row.left - self.flow.left) / self.row.size

    @property
    def behind(self) -> float:
        """Blank behind it, in sizes."""
        return (self.flow.right - self.row.right) / self.row.size

    @property
    def even(self) -> bool:
        """Whether it has as much blank before it as behind it, be it none."""
        return abs(self.before - self.behind) <= _SIDES

    @property
    def centred(self) -> bool:
        """Whether it stands in the middle of its flow, or far from the margin."""
        return (self.even and self.before >= _CENTRED) or self.before >= _ASIDE

    def step(self, below: Line) -> float:
        """The distance of the base lines, in sizes."""
        return (self.row.base - below.row.base) / self.row.size


class Layout:
    """How the paragraphs of a document are told apart: by indents, by distances, or by neither."""

    def __init__(self, lines: Sequence[Line], spacing: float) -> None:
        self._spacing = spacing
        indented = sum(_INDENT[0] <= line.before <= _INDENT[1] for line in lines)
        self._indented = indented >= 0.1 * len(lines)

    def goes_on(self, above: Line, below: Line) -> bool:
        """Whether ``below`` belongs to the paragraph of ``above``."""
        same_flow = above.page == below.page and above.flow == below.flow
        if same_flow and above.step(below) > _SPACING * self._spacing:
            return False
        if _LEADERS.fullmatch(below.row.text):
            return True
        if abs(above.row.size - below.row.size) > _SAME_SIZE * above.row.size:
            return False
        bracket = above.row.text[-1] in _OPENING or _NOTE.match(below.row.text) is not None
        if not bracket and (in_columns(above.row.text) or len(below.row.pieces) > 2):
            return False
        if not _full(above, below):
            return False
        if below.even and below.before > _INDENT[1]:
            return above.even and not ends_sentence(above.row.text)
        if above.even and above.before > _INDENT[1]:
            return False
        if below.before - min(above.before, 0.5) > _SLACK:
            return False
        if self._indented and above.before < 4:
            return True
        ended = ends_sentence(above.row.text)
        return not (ended and (not same_flow or OWN_START.match(below.row.text)))


def _full(above: Line, below: Line) -> bool:
    """Whether the first word of ``below`` would not have fitted behind ``above``."""
    first = below.row.pieces[0]
    word = _WORD.match(first.text)
    width = first.edges[word.end()] - first.left if word else 0.0
    room = above.flow.right - above.row.right
    if above.even and below.even and below.before >= _CENTRED:
        room = above.flow.right - above.flow.left - (above.row.right - above.row.left)
    return room < width + _SLACK * above.row.size
