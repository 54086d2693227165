"""Pictures of pages, as scans have them: their lines as text recognition reads them, with its confidence."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pjrd_extract.errors import ReadError
from pjrd_extract.read.document import Document, ReadOptions, optional
from pjrd_extract.read.ocr_pieces import recognised_pieces
from pjrd_extract.read.page_model import Page
from pjrd_extract.read.page_text import paged_text

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["LONGEST", "Recognizer", "read_image"]

LONGEST = 2400
"""Pixels of the longer side of a page, at the most; a larger picture is made smaller before it is recognised."""


class Recognizer:
    """Text recognition by rapidocr, whose package holds its models; loaded once, when the first page is recognised.

    Raises ``MissingExtraError`` where the extra ``ocr`` is not installed.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._engine: Any = None

    def page(self, image: Image, unit: float = 1.0) -> Page:
        """What stands on a page, and how sure of it recognition is; a pixel is ``unit`` wide."""
        engine = self._loaded()
        numpy = optional("numpy", "ocr", self._name)
        found = engine(numpy.asarray(image.convert("RGB")), return_word_box=True, return_single_char_box=True)
        texts = list(found.txts or ())
        boxes = list(found.boxes) if texts else []
        characters = [[(text, box) for text, _, box in line] for line in found.word_results or ()]
        pieces, slope = recognised_pieces(texts, boxes, characters, image.height, unit)
        scores = list(found.scores or ())
        return Page(pieces, confidence=sum(scores) / len(scores) if scores else None, slope=slope)

    def _loaded(self) -> Any:
        if self._engine is None:
            rapidocr = optional("rapidocr", "ocr", self._name)
            # Lines that stand on their heads would come in the wrong order: no time is spent on finding them.
            params = {"Global.log_level": "error", "Global.max_side_len": LONGEST, "Global.use_cls": False}
            self._engine = rapidocr.RapidOCR(params=params)
        return self._engine


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
