"""Web pages saved with all that belongs to them in one file (MHT, MHTML): a mail whose parts are page and pictures."""

from __future__ import annotations

import re

from pjrd_extract.errors import ReadError
from pjrd_extract.read.document import Document
from pjrd_extract.read.html import read_html

__all__ = ["is_mht", "read_mht"]

_HEAD = 4096
# What such a file begins with: headers one below the other, among them the version of MIME and the kind of content.
_HEADERS = re.compile(rb"\s{0,20}(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\n]*\n(?:[ \t][^\n]*\n)*+){2,}")
_VERSION = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_CONTENT = re.compile(
    rb"^Content-Type:\s*(?:multipart/(?:related|alternative|mixed)|text/html)", re.IGNORECASE | re.MULTILINE
)


def is_mht(data: bytes) -> bool:
    """Whether ``data`` is a saved web page with its parts.

    >>> is_mht(b"MIME-Version: 1.0\\nContent-Type: multipart/related; boundary=a\\n\\n--a\\n"), is_mht(b"Subject: MIME")
    (True, False)
    """
    head = _HEADERS.match(data[:_HEAD])
    return head is not None and all(pattern.search(head[0]) for pattern in (_VERSION, _CONTENT))


def read_mht(data: bytes, name: str) -> Document:
    """The article of the first page that the file holds, as ``read_html`` reads it.

    Raises ``ReadError`` for a file without a page, or whose page has no text.

    >>> page = b"MIME-Version: 1.0\\nContent-Type: text/html; charset=gb2312\\n\\n<p>" + "公报".encode("gb18030")
    >>> read_mht(page, "a.mht").text
    '公报\\n'
    """
    from email import message_from_bytes

    try:
        for part in message_from_bytes(data.lstrip()).walk():
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                content = part.get_payload(decode=True)
                if isinstance(content, bytes):
                    return read_html(content, name, part.get_content_charset())
    except RecursionError as error:
        raise ReadError("a damaged saved web page: parts within parts", name=name) from error
    raise ReadError("a saved web page without a page", name=name)
