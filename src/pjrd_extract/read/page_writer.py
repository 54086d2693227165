"""The text of pages as it grows, with the places of its characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pjrd_extract.read.blocks import CENTRE
from pjrd_extract.read.page_boxes import Boxes, BoxesBuilder
from pjrd_extract.read.page_model import Piece, Table
from pjrd_extract.read.page_paragraphs import Line

__all__ = ["PagedText", "Writer"]


@dataclass(frozen=True, slots=True)
class PagedText:
    """The text of all pages, where each of them stands in it, and where its characters stand on them."""

    text: str
    pages: tuple[tuple[int, int], ...]
    boxes: Boxes


class Writer:
    """Takes paragraphs and tables in the order in which they are read; ``slopes`` are those of the pages.

    >>> from pjrd_extract.read.page_model import Row
    >>> from pjrd_extract.read.page_order import Flow
    >>> writer = Writer((0.0,))
    >>> rows = Row((Piece("投资3亿", (0, 10, 20, 25, 35), 99, 10),)), Row((Piece("元。", (0, 10, 20), 80, 10),))
    >>> writer.paragraph([Line(row, 0, Flow((), 0, 35)) for row in rows])
    >>> writer.finished().text
    '投资3亿元。\\n'
    """

    def __init__(self, slopes: tuple[float, ...]) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._starts = [0]
        self._count = len(slopes)
        self._boxes = BoxesBuilder(slopes)
        self._head: list[str] | None = None
        """The first row of the table that may go on."""

    def paragraph(self, lines: Sequence[Line]) -> None:
        """Lines that are one paragraph: no blank stands between them but between two Latin words."""
        self._gap(lines[0].page)
        if any(line.centred for line in lines):
            self._write(CENTRE)
        last = ""
        for line in lines:
            self._page(line.page)
            first = line.row.pieces[0].text[0]
            if last.isascii() and last.isalpha() and first.isascii() and first.isalpha():
                self._write(" ")
            for piece, gap in zip(line.row.pieces, [*line.row.gaps, ""], strict=True):
                self._piece(piece, line.page)
                self._write(gap)
            last = line.row.pieces[-1].text[-1]

    def table(self, table: Table, page: int, *, goes_on: bool) -> None:
        """The table as rows of cells; where it goes on with the last one, without its head again."""
        rows = list(table.cells)
        if goes_on and self._head is not None:
            self._page(page)
            if self._head == _texts(rows[0]):
                rows = rows[1:]
        else:
            self._gap(page)
            self._head = _texts(rows[0])
            self._cells(rows[0], page)
            self._write("\n|" + " --- |" * len(rows[0]))
            rows = rows[1:]
        for row in rows:
            self._write("\n")
            self._cells(row, page)

    def finished(self) -> PagedText:
        """All of it."""
        if self._length:
            self._write("\n")
        self._page(self._count - 1)
        ends = [*self._starts[1:], self._length]
        return PagedText("".join(self._parts), tuple(zip(self._starts, ends, strict=True)), self._boxes.built())

    def _cells(self, row: Sequence[Sequence[Piece]], page: int) -> None:
        self._write("|")
        for cell in row:
            self._write(" ")
            for i, piece in enumerate(cell):
                if i and piece.base == cell[i - 1].base:
                    self._write(" ")
                self._piece(piece, page)
            self._write(" |")

    def _piece(self, piece: Piece, page: int) -> None:
        self._boxes.add(self._length, piece, page)
        self._write(piece.text.replace("|", "｜"))

    def _gap(self, page: int) -> None:
        """The end of a paragraph or table, and of the pages between it and what follows."""
        self._head = None
        if self._length:
            self._write("\n\f" if len(self._starts) <= page else "\n\n")
        self._page(page)

    def _page(self, page: int) -> None:
        while len(self._starts) <= page:
            self._starts.append(self._length)

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _texts(row: Sequence[Sequence[Piece]]) -> list[str]:
    return ["".join(piece.text for piece in cell) for cell in row]
