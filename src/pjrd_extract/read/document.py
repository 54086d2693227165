"""What every reader gives: the text that all spans point into, and how it was come by."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from pjrd_extract._arguments import check_choices, check_count, check_type
from pjrd_extract.errors import MissingExtraError

if TYPE_CHECKING:
    from types import ModuleType

    from pjrd_extract.read.page_boxes import Boxes

__all__ = ["Document", "ReadOptions", "optional"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Limits to what is read; a file beyond one of them is refused with a ``ReadError``.

    ``max_bytes`` is the size of the file, ``max_unpacked`` what it may unpack to (DOCX), both in bytes; ``max_pages``
    is the number of pages (PDF) and ``max_pixels`` the size of a picture. ``ocr`` says whether text is recognised in
    pictures of pages: ``auto`` where a page has no text, ``always``, or ``never``. Raises ``TypeError`` or
    ``ValueError``, which names the field, for what is none of these.
    """

    max_bytes: int = 256 * 1024 * 1024
    max_unpacked: int = 512 * 1024 * 1024
    max_pages: int = 5000
    max_pixels: int = 100_000_000
    ocr: Literal["auto", "always", "never"] = "auto"

    def __post_init__(self) -> None:
        for name in ("max_bytes", "max_unpacked", "max_pages", "max_pixels"):
            value = getattr(self, name)
            check_type(name, value, int)
            check_count(name, value, 1)
        check_choices("ocr", [self.ocr], ("auto", "always", "never"))


@dataclass(frozen=True, slots=True)
class Document:
    """A file as text. ``made`` says that a reader made the text, so that the file alone does not hold it.

    ``format`` is one of ``markdown``, ``text``, ``docx``, ``html``, ``pdf``, ``image``, ``doc``, ``odt`` and ``rtf``;
    ``encoding`` a name that Python's codecs know. ``pages`` are the start and end of each page in the text, where it
    has pages, and ``confidence`` how sure of each page text recognition is, from 0 to 1; ``None`` for a page that was
    not recognised. ``boxes`` say where the characters of a PDF or a picture stand on its pages.
    """

    text: str
    format: str
    encoding: str
    made: bool
    pages: tuple[tuple[int, int], ...] = ()
    confidence: tuple[float | None, ...] = ()
    boxes: Boxes | None = field(default=None, compare=False, repr=False)


def optional(module: str, extra: str, name: str) -> ModuleType:
    """The module of the optional dependency that reads the file ``name``.

    Raises ``MissingExtraError`` with the command that installs it.

    >>> optional("no_such_module", "docx", "a.docx")
    Traceback (most recent call last):
    ...
    pjrd_extract.errors.MissingExtraError: a.docx: reading it needs an extra: pip install 'pjrd-extract[docx]'
    """
    from importlib import import_module

    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise MissingExtraError(extra, f"{name}: reading it") from error
