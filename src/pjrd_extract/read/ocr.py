"""Pictures of pages, as scans have them: their lines as text recognition reads them, with its confidence."""

from __future__ import annotations

import io
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from pjrd_extract.errors import ReadError
from pjrd_extract.read.blocks import tidy
from pjrd_extract.read.document import Document, ReadOptions, optional
from pjrd_extract.read.lines import cells
from pjrd_extract.read.page_model import Page, Piece
from pjrd_extract.read.page_text import paged_text

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["Recognizer", "read_image"]


class Recognizer:
    """Text recognition by rapidocr, whose package holds its models; loaded once, when the first page is recognised.

    Raises ``MissingExtraError`` where the extra ``ocr`` is not installed.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._engine: Any = None

    def page(self, image: Image, unit: float = 1.0) -> Page:
        """What stands on a page, and how sure of it recognition is; a pixel is ``unit`` wide.

        Within a piece of text the characters are taken to be as wide as their script has them.
        """
        engine = self._loaded()
        numpy = optional("numpy", "ocr", self._name)
        found = engine(numpy.asarray(image.convert("RGB")))
        pieces = tuple(
            piece
            for text, box in zip(found.txts or (), found.boxes if found.txts else (), strict=True)
            if (piece := _piece(tidy(text), box, image.height, unit)) is not None
        )
        scores = list(found.scores or ())
        return Page(pieces, confidence=sum(scores) / len(scores) if scores else None)

    def _loaded(self) -> Any:
        if self._engine is None:
            rapidocr = optional("rapidocr", "ocr", self._name)
            self._engine = rapidocr.RapidOCR(params={"Global.log_level": "error"})
        return self._engine


def _piece(text: str, box: Any, height: int, unit: float) -> Piece | None:
    """A piece of text with the corners of its box; their heights are counted downwards."""
    if not text:
        return None
    xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
    left, right = min(xs) * unit, max(xs) * unit
    # A box that is askew is higher than its text: its corners on the left are what the line stands on.
    size = (ys[3] - ys[0] + ys[2] - ys[1]) / 2 * unit
    widths = [cells(char) for char in text]
    step = (right - left) / sum(widths)
    edges = tuple(left + step * width for width in accumulate(widths, initial=0.0))
    return Piece(text, edges, (height - (ys[2] + ys[3]) / 2) * unit, size)


def read_image(data: bytes, name: str, options: ReadOptions) -> Document:
    """The text of a picture of one page (PNG, JPEG, TIFF, BMP, WebP).

    Raises ``ReadError`` for a damaged picture, one of more pixels than ``options`` allow, one without text, and where
    ``options`` say that nothing is to be recognised.
    """
    if options.ocr == "never":
        raise ReadError("a picture, and text recognition is switched off", name=name)
    images = optional("PIL.Image", "ocr", name)
    try:
        image: Image = images.open(io.BytesIO(data))
        if image.width * image.height > options.max_pixels:
            raise ReadError(f"too large: {image.width} x {image.height} pixels", name=name)
        image.load()
    except (OSError, ValueError, SyntaxError, images.DecompressionBombError) as error:
        raise ReadError("a damaged picture", name=name) from error
    page = Recognizer(name).page(image)
    made = paged_text([page])
    if not made.text.strip():
        raise ReadError("a picture without text", name=name)
    return Document(
        made.text, "image", "utf-8", made=True, pages=made.pages, confidence=(page.confidence,), boxes=made.boxes
    )
