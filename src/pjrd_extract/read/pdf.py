"""PDF documents with a text layer: their lines as they are set, a form feed between pages.

No paragraph is put together here. Cleaning joins the lines of a paragraph and drops running heads and page numbers
from every text that comes from print, and a PDF is one more of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from pjrd_extract.errors import ReadError
from pjrd_extract.read.blocks import Blocks, tidy
from pjrd_extract.read.document import Document, ReadOptions, optional

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

__all__ = ["read_pdf"]

_GAP = 2.2
"""Line heights from one line's foot to the next one's, above which a paragraph ends."""
_WIDEST_INDENT = 30
_CELL_GAP = 0.9
"""Widths of a character between two cells of a table, at the least; blanks within a line are narrower."""
_DIGIT = re.compile(r"[0-9]")


_Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""
_BLANKS = frozenset((0x20, 0xA0, 0x3000))


class _Line(NamedTuple):
    cells: tuple[str, ...]
    """Its text, cut where a gap is wider than a character."""
    left: float
    bottom: float
    top: float


def read_pdf(data: bytes, name: str, options: ReadOptions) -> Document:
    """The text layer of a PDF, a line a line; blanks before a line stand for its indent, in widths of a character.

    Raises ``ReadError`` for a document that is encrypted, damaged, has more pages than ``options`` allow, or has no
    text on any page, as one that was scanned.
    """
    pdfium = optional("pypdfium2", "pdf", name)
    try:
        opened: PdfDocument = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        encrypted = "password" in str(error).lower()
        raise ReadError("an encrypted PDF document" if encrypted else "a damaged PDF document", name=name) from error
    try:
        if len(opened) > options.max_pages:
            raise ReadError(f"too large: {len(opened)} pages, and {options.max_pages} are allowed", name=name)
        pages = [_page(opened, number) for number in range(len(opened))]
    except pdfium.PdfiumError as error:
        raise ReadError("a damaged PDF document", name=name) from error
    finally:
        opened.close()
    if not any(page.strip() for page in pages):
        raise ReadError("a PDF document without text: it was scanned, and has to be recognised first", name=name)
    starts = [0]
    for page in pages:
        starts.append(starts[-1] + len(page))
    return Document("".join(pages), "pdf", "utf-8", made=True, pages=tuple(pairwise(starts)))


def _page(opened: PdfDocument, number: int) -> str:
    page = opened[number]
    try:
        textpage = page.get_textpage()
        try:
            lines = list(_lines(textpage))
        finally:
            textpage.close()
    finally:
        page.close()
    if not lines:
        return "\f"
    margin = min(line.left for line in lines)
    height = max(median(line.top - line.bottom for line in lines), 1.0)
    pieces: list[str] = []
    above: _Line | None = None
    for width, group in groupby(lines, key=lambda line: len(line.cells)):
        run = list(group)
        if width > 1 and _is_table(run):
            blocks = Blocks()
            blocks.table([line.cells for line in run])
            pieces.append(f"\n{blocks.text()}\n")
            above = None
            continue
        for line in run:
            # Two columns, or a foot note: what stands higher than the line before begins anew.
            if above is not None and not 0 <= above.bottom - line.bottom <= _GAP * height:
                pieces.append("\n")
            indent = min(round((line.left - margin) / height), _WIDEST_INDENT)
            pieces.append("　" * indent + " ".join(line.cells) + "\n")
            above = line
    return "".join(pieces) + "\f"


def _is_table(lines: Sequence[_Line]) -> bool:
    """Whether lines of as many cells each are rows of data: all but the head have figures. Lists of names have none."""
    return len(lines) > 1 and all(any(map(_DIGIT.search, line.cells)) for line in lines[1:])


def _lines(textpage: PdfTextPage) -> Iterator[_Line]:
    """The lines of a page in the order in which they were set, with their boxes in points."""
    from pypdfium2.raw import FPDFText_GetUnicode

    codes: list[int] = []
    boxes: list[_Box] = []
    for i in range(textpage.count_chars()):
        code = FPDFText_GetUnicode(textpage, i)
        if code == 0x0A:
            yield from _line(codes, boxes)
            codes, boxes = [], []
        elif code >= 0x20:
            codes.append(code)
            if code not in _BLANKS:
                boxes.append(textpage.get_charbox(i, loose=True))
    yield from _line(codes, boxes)


def _line(codes: list[int], boxes: list[_Box]) -> Iterator[_Line]:
    if not boxes:
        return
    em = median(right - left for left, _, right, _ in boxes)
    cells: list[list[int]] = [[]]
    shown = iter(boxes)
    end: float | None = None
    for code in codes:
        if code not in _BLANKS:
            left, _, right, _ = next(shown)
            if end is not None and em and left - end > _CELL_GAP * em:
                cells.append([])
            end = right
        cells[-1].append(code)
    texts = tuple(text for cell in cells if (text := _text(cell)))
    if texts:
        lefts, bottoms, _, tops = zip(*boxes, strict=True)
        yield _Line(texts, min(lefts), min(bottoms), max(tops))


def _text(codes: list[int]) -> str:
    # Characters beyond the first plane come as two halves.
    return tidy(b"".join(code.to_bytes(2, "little") for code in codes if code < 0x10000).decode("utf-16-le", "ignore"))
