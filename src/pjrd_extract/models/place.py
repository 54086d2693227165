"""Where something stands, for people: in the lines of the text, and on the pages it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

__all__ = ["Boxes", "PageBox", "Place"]


class PageBox(NamedTuple):
    """A box around characters of one line, on the page as it is shown; ``page`` is counted from 1.

    Left and right are counted from the left edge of the page, bottom and top from its lower edge: in points of a
    seventy-second of an inch on the page of a PDF, in pixels of a picture.
    """

    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the text: line, column, paragraph and page, each counted from 1.

    A paragraph is a line that has text, so that empty lines and page furniture of other readings don't count. ``page``
    is ``None`` where the format has no pages. ``boxes`` are where all of it stands on pages, one a line; a table's cell
    may have several. Text that is not on the page, such as a blank between two lines, has none.
    """

    line: int
    column: int
    paragraph: int
    page: int | None = None
    boxes: tuple[PageBox, ...] = ()


class Boxes(Protocol):
    """What knows where the characters of a text stand on pages."""

    def of(self, start: int, end: int) -> Iterator[tuple[int, tuple[float, float, float, float]]]:
        """Page, counted from 0, and left, bottom, right and top of each line from ``start`` to ``end``."""
        ...
