"""PDF documents with a text layer: the characters of each page with their places, put together as paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pjrd_extract.errors import ReadError
from pjrd_extract.read.document import Document, ReadOptions, optional
from pjrd_extract.read.ocr import LONGEST, Recognizer
from pjrd_extract.read.page_frame import without_frame
from pjrd_extract.read.page_model import Page, Piece
from pjrd_extract.read.page_text import paged_text

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

__all__ = ["read_pdf"]

_STAMP = 60
"""Characters of what is stamped on a scanned page, at the most."""
_PICTURE = 0.5
"""Share of a scanned page that its picture covers, at the least."""
_SCALE = 200 / 72
"""Points to pixels of the picture that is recognised: 200 dots an inch."""


def read_pdf(data: bytes, name: str, options: ReadOptions) -> Document:
    """The text layer of a PDF: its paragraphs, a line each, and its tables.

    A page that is a picture is recognised, where ``options`` allow it. Raises ``ReadError`` for a document
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
        pages = [_page(opened, number, recognizer, options) for number in range(len(opened))]
    except pdfium.PdfiumError as error:
        raise ReadError("a damaged PDF document", name=name) from error
    finally:
        opened.close()
    made = paged_text(without_frame(pages))
    if not made.text.strip():
        raise ReadError("a PDF document without text", name=name)
    confidence = tuple(page.confidence for page in pages)
    return Document(made.text, "pdf", "utf-8", made=True, pages=made.pages, confidence=confidence, boxes=made.boxes)


def _page(opened: PdfDocument, number: int, recognizer: Recognizer, options: ReadOptions) -> Page:
    """What stands on a page; read from its picture if it has no text."""
    from pjrd_extract.read.pdf_page import page_pieces
    from pjrd_extract.read.pdf_rules import page_rules

    page = opened[number]
    try:
        pieces = page_pieces(page)
        if options.ocr == "always" or (options.ocr == "auto" and _is_scan(page, pieces)):
            wide, high = page.get_size()
            most = (options.max_pixels / max(wide * high, 1)) ** 0.5
            scale = min(_SCALE, LONGEST / max(wide, high, 1), most)
            return recognizer.page(page.render(scale=scale).to_pil(), 1 / scale)
        return Page(pieces, page_rules(page))
    finally:
        page.close()


def _is_scan(page: PdfPage, pieces: Sequence[Piece]) -> bool:
    """Whether a page has no text, or is a picture with a few words on it, such as its number or a stamp."""
    if not pieces:
        return True
    from pjrd_extract.read.pdf_rules import picture_share

    return sum(len(piece.text) for piece in pieces) < _STAMP and picture_share(page) > _PICTURE
