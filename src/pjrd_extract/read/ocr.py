"""Pictures of pages, as scans have them: their lines as text recognition reads them, with its confidence."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pjrd_extract.errors import ReadError
from pjrd_extract.read.blocks import tidy
from pjrd_extract.read.document import Document, ReadOptions, optional
from pjrd_extract.read.page_layout import CELL_GAP, Line, page_text

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

    def page(self, image: Image) -> tuple[str, float | None]:
        """The text of a page, a form feed at its end, and how sure of it recognition is: 0 to 1, ``None`` without text.

        Pieces that stand at one height are one line, from left to right.
        """
        engine = self._loaded()
        numpy = optional("numpy", "ocr", self._name)
        found = engine(numpy.asarray(image.convert("RGB")))
        pieces = sorted(
            (_Piece(text, box) for text, box in zip(found.txts or (), found.boxes if found.txts else (), strict=True)),
            key=lambda piece: piece.top,
        )
        lines: list[list[_Piece]] = []
        for piece in pieces:
            if piece.text:
                same = bool(lines) and piece.middle < lines[-1][0].bottom and piece.top < lines[-1][0].middle
                lines[-1].append(piece) if same else lines.append([piece])
        scores = list(found.scores or ())
        return page_text(map(_line, lines)), sum(scores) / len(scores) if scores else None

    def _loaded(self) -> Any:
        if self._engine is None:
            rapidocr = optional("rapidocr", "ocr", self._name)
            self._engine = rapidocr.RapidOCR(params={"Global.log_level": "error"})
        return self._engine


class _Piece:
    """A piece of text with the corners of its box; heights are counted downwards."""

    def __init__(self, text: str, box: Any) -> None:
        xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
        self.text = tidy(text)
        self.left, self.right = min(xs), max(xs)
        # A box that is askew is higher than its text: its corners on the left are what the line stands on.
        self.top, self.bottom = (ys[0] + ys[1]) / 2, (ys[2] + ys[3]) / 2
        self.middle = (self.top + self.bottom) / 2


def _line(pieces: list[_Piece]) -> Line:
    pieces.sort(key=lambda piece: piece.left)
    height = pieces[0].bottom - pieces[0].top
    cells = [pieces[0].text]
    for before, piece in pairwise(pieces):
        if piece.left - before.right > CELL_GAP * height:
            cells.append(piece.text)
        else:
            cells[-1] += piece.text
    return Line(tuple(cells), pieces[0].left, -pieces[0].bottom, -pieces[0].top)


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
    text, confidence = Recognizer(name).page(image)
    if confidence is None:
        raise ReadError("a picture without text", name=name)
    return Document(text, "image", "utf-8", made=True, pages=((0, len(text)),), confidence=(confidence,))
