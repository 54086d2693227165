"""Which reader a file is for: told by its bytes, whatever its name says."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from dataclasses import replace

from pjrd_extract.errors import ReadError
from pjrd_extract.read.decode import decode
from pjrd_extract.read.document import Document, ReadOptions
from pjrd_extract.read.mht import is_mht, read_mht
from pjrd_extract.read.office import office_format, to_docx
from pjrd_extract.read.source import too_large

__all__ = ["read_document"]

_ZIP = b"PK\x03\x04"
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_WORD = "word/document.xml"
_MOST_MEMBERS = 10_000
# What a web page begins with, behind blanks, comments and an XML declaration.
_PAGE = re.compile(
    r"(?:\s|<\?xml[^>]{0,200}\?>|<!--(?:(?!-->).){0,2000}-->)*+<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = 4096


def read_document(data: bytes, name: str, options: ReadOptions | None = None) -> Document:
    """The text of the file ``name`` with the content ``data``, and its format, which ``data`` tells.

    Raises ``ReadError`` for a file that is too large, damaged or none of the formats, and ``MissingExtraError`` where
    its format needs an extra that is not installed. Both name the file.

    >>> read_document("<html><body><p>关于财政工作的报告</p></body></html>".encode(), "a.txt")
    Document(text='关于财政工作的报告\\n', format='html', encoding='utf-8', made=True, pages=(), confidence=())
    """
    options = options or ReadOptions()
    if len(data) > options.max_bytes:
        raise too_large(len(data), options.max_bytes, name)
    if data.startswith(b"%PDF-"):
        from pjrd_extract.read.pdf import read_pdf

        return read_pdf(data, name, options)
    if data.startswith(_PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        from pjrd_extract.read.ocr import read_image

        return read_image(data, name, options)
    if data.startswith(_ZIP) and _is_word(data, name, options):
        from pjrd_extract.read.docx import read_docx

        return read_docx(data, name)
    old = office_format(data)
    if old is not None:
        from pjrd_extract.read.docx import read_docx

        converted = to_docx(data, name)
        _is_word(converted, name, options)
        return replace(read_docx(converted, name), format=old)
    if _is_page(data):
        from pjrd_extract.read.html import read_html

        return read_html(data, name)
    if is_mht(data):
        return read_mht(data, name)
    decoded = decode(data, name)
    return Document(decoded.text, decoded.format, decoded.encoding, made=False)


def _is_word(data: bytes, name: str, options: ReadOptions) -> bool:
    """Whether the archive is a Word document; raises ``ReadError`` if it would unpack to more than is allowed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise ReadError("a damaged ZIP archive or Office document", name=name) from error
    # The size stands in the directory of the archive; no more than that is ever unpacked of a member.
    unpacked = sum(member.file_size for member in members)
    if unpacked > options.max_unpacked or len(members) > _MOST_MEMBERS:
        raise ReadError(
            f"too large: unpacks to {unpacked} bytes in {len(members)} parts, "
            f"and {options.max_unpacked} in {_MOST_MEMBERS} are allowed",
            name=name,
        )
    return any(member.filename == _WORD for member in members)


def _is_page(data: bytes) -> bool:
    head = data[:_HEAD]
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return _PAGE.match(head[2:].decode(encoding, "ignore")) is not None
    if b"\0" in head[:2]:
        return _PAGE.match(head.decode("utf-16-be" if head[0] == 0 else "utf-16-le", "ignore")) is not None
    return _PAGE.match(head.removeprefix(codecs.BOM_UTF8).decode("latin-1")) is not None
