"""PDF documents with a text layer: their lines as they are set, a form feed between pages.

No paragraph is put together here: cleaning joins the lines of a paragraph in every text that comes from print. Running
heads and feet are left out, since their place on the page tells them best.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from pjrd_extract.errors import ReadError
from pjrd_extract.read.blocks import tidy
from pjrd_extract.read.document import Document, ReadOptions, optional
from pjrd_extract.read.ocr import Recognizer
from pjrd_extract.read.page_frame import without_frame
from pjrd_extract.read.page_layout import CELL_GAP, Line, page_text

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

__all__ = ["read_pdf"]

_Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""
_SCALE = 200 / 72
"""Points to pixels of the picture that is recognised: 200 dots an inch."""
_BLANKS = frozenset((0x20, 0xA0, 0x3000))


def read_pdf(data: bytes, name: str, options: ReadOptions) -> Document:
    """The text layer of a PDF, a line a line; blanks before a line stand for its indent, in widths of a character.

    A page without text is recognised from its picture, where ``options`` allow it. Raises ``ReadError`` for a document
    that is encrypted, damaged, has more pages than ``options`` allow, or has no text on any page.
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
        recognizer = Recognizer(name)
        read = [_page(opened, number, recognizer, options) for number in range(len(opened))]
    except pdfium.PdfiumError as error:
        raise ReadError("a damaged PDF document", name=name) from error
    finally:
        opened.close()
    # The frame is taken off before indents are measured: it may stand to the left of the text.
    framed = iter(without_frame([one for one in read if isinstance(one, list)]))
    recognised = [one if isinstance(one, tuple) else (page_text(next(framed)), None) for one in read]
    pages = [text for text, _ in recognised]
    if not any(page.strip() for page in pages):
        raise ReadError("a PDF document without text", name=name)
    starts = [0]
    for page in pages:
        starts.append(starts[-1] + len(page))
    return Document(
        "".join(pages),
        "pdf",
        "utf-8",
        made=True,
        pages=tuple(pairwise(starts)),
        confidence=tuple(sure for _, sure in recognised),
    )


def _page(
    opened: PdfDocument, number: int, recognizer: Recognizer, options: ReadOptions
) -> list[Line] | tuple[str, float | None]:
    """The lines of a page; if text recognition was needed its text, and how sure of it that is."""
    page = opened[number]
    try:
        textpage = page.get_textpage()
        try:
            lines = list(_lines(textpage))
        finally:
            textpage.close()
        if options.ocr == "always" or (not lines and options.ocr == "auto"):
            scale = min(_SCALE, (options.max_pixels / max(page.get_width() * page.get_height(), 1)) ** 0.5)
            return recognizer.page(page.render(scale=scale).to_pil())
    finally:
        page.close()
    return lines


def _lines(textpage: PdfTextPage) -> Iterator[Line]:
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


def _line(codes: list[int], boxes: list[_Box]) -> Iterator[Line]:
    if not boxes:
        return
    em = median(right - left for left, _, right, _ in boxes)
    cells: list[list[int]] = [[]]
    shown = iter(boxes)
    end: float | None = None
    for code in codes:
        if code not in _BLANKS:
            left, _, right, _ = next(shown)
            if end is not None and em and left - end > CELL_GAP * em:
                cells.append([])
            end = right
        cells[-1].append(code)
    texts = tuple(text for cell in cells if (text := _text(cell)))
    if texts:
        lefts, bottoms, _, tops = zip(*boxes, strict=True)
        yield Line(texts, min(lefts), min(bottoms), max(tops))


def _text(codes: list[int]) -> str:
    # Characters beyond the first plane come as two halves.
    return tidy(b"".join(code.to_bytes(2, "little") for code in codes if code < 0x10000).decode("utf-16-le", "ignore"))
