"""Bytes into text: which encoding a file is in, and a clear error where it is in none."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import regex

from pjrd_extract.errors import ReadError

__all__ = ["Decoded", "decode", "likelier_chinese"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# The first bytes of files that people hand in by mistake.
_MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"BM", "a BMP image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3", "a database"),
)
_RIFF = re.compile(rb"RIFF....WEBP", re.DOTALL)

# Han, Chinese and ASCII punctuation, digits and letters, line ends: what nearly all of a bulletin consists of.
_EXPECTED = regex.compile(r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\u2010-\u203b\n\r\t\x20-\x7e]")
# Characters that a text file has no use for; they appear when bytes are read in the wrong encoding.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]")
_CONTROL_BYTES = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)))

# GB2312 and Big5 both put the characters that are used much into a first level; group 1 is that level and punctuation.
# Read in the wrong one of the two, a text scatters over rare characters.
_GB_CHARACTER = re.compile(
    rb"([\xa1-\xa3\xb0-\xd7][\xa1-\xfe])|[\x81-\xfe][0-9][\x81-\xfe][0-9]|[\x81-\xfe][\x40-\xfe]", re.DOTALL
)
_BIG5_CHARACTER = re.compile(rb"([\xa1-\xa2\xa4-\xc6][\x40-\x7e\xa1-\xfe])|[\x81-\xfe][\x40-\xfe]", re.DOTALL)

# The second half of the first level of GB2312, in the order of pinyin: the bytes of 上 市 是 县 一 年 在 这 政 中. Nearly
# half of any Chinese text is of it; in EUC-KR the Korean syllables all stand before.
_LATE_GB = re.compile(rb"[\xc9-\xd7][\xa1-\xfe]")
_FIRST_HAN = b"\xb0"  # punctuation stands before
_FEW = 20  # characters, of which none may be of that half by chance
# One of these stands in any line of Chinese in UTF-16; text in Shift-JIS, read as such, has none.
_UTF16_MARKS = re.compile("[\n\r，。、：；（）]")

_THREE_BYTES = re.compile(rb"[\xe0-\xf4]")  # the first byte of a character that UTF-8 writes in three or four

_SAMPLE = 4096
_MARKDOWN_NAME = re.compile(r"\.(?:md|markdown|mkd)$", re.IGNORECASE)
_MARKDOWN_LINE = re.compile(r"^(?:#{1,6}\s|\*\*.+\*\*|\|.*\|\s*$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text without byte order mark, line ends as they were, and how it was read.

    ``format`` is ``markdown`` or ``text``; ``encoding`` a lower-case name that Python's codecs know.
    """

    text: str
    encoding: str
    format: str


def decode(data: bytes, name: str) -> Decoded:
    """The text of the file ``name`` with the content ``data``.

    UTF-8, UTF-16 and UTF-32 with a byte order mark, and without one UTF-8, UTF-16, GB18030 (which GBK and GB2312 are
    part of) and Big5 (read as ``cp950``, what Windows calls Big5) are told apart. Traditional characters stay. Raises
    ``ReadError`` for a file that is empty, binary, holds NUL characters, or is in none of these; the error names the
    file and the byte.

    >>> decode("公报".encode("gb18030"), "bulletin.txt")
    Decoded(text='公报', encoding='gb18030', format='text')
    """
    if not data or data.isspace():
        raise ReadError("the file is empty", name=name, offset=0)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise ReadError(f"not valid {encoding.upper()}", name=name, offset=len(mark) + error.start) from error
            return _checked(text, encoding, len(mark), data, name)
    _refuse_binary(data, name)
    return _checked(*_guess(data, name), 0, data, name)


def _checked(text: str, encoding: str, skip: int, data: bytes, name: str) -> Decoded:
    """What ``text``, which stands after ``skip`` bytes of ``data``, is, if it is free of control characters."""
    if not text or text.isspace():
        raise ReadError("the file is empty", name=name, offset=0)
    control = None if encoding == "utf-8" and _is_free_of_controls(text, data) else _CONTROL.search(text)
    if control is not None:
        at = skip + len(text[: control.start()].encode(encoding))
        what = "a NUL character" if control[0] == "\0" else f"the control character U+{ord(control[0]):04X}"
        raise ReadError(f"no text: it holds {what}", name=name, offset=at)
    markdown = _MARKDOWN_NAME.search(name) or _MARKDOWN_LINE.search(text)
    return Decoded(text, encoding, "markdown" if markdown else "text")


def _is_free_of_controls(text: str, data: bytes) -> bool:
    """Whether no control character is in ``text``, whose UTF-8 is ``data``: told twice as fast by its bytes."""
    return len(data.translate(None, _CONTROL_BYTES)) == len(data) and "\ufffe" not in text and "\uffff" not in text


def _refuse_binary(data: bytes, name: str) -> None:
    for magic, what in _MAGIC:
        # Two letters alone may begin a text in English: ask for a NUL byte as well.
        if data.startswith(magic) and (len(magic) > 2 or b"\0" in data[:512]):
            raise ReadError(f"no text but {what}", name=name, offset=0)
    if _RIFF.match(data):
        raise ReadError("no text but a WebP image", name=name, offset=0)


def _guess(data: bytes, name: str) -> tuple[str, str]:
    """The text of ``data``, which has no byte order mark, and its encoding."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        wrong = error.start
    else:
        if b"\0" not in data:
            return (data.decode("gb18030"), "gb18030") if _is_short_gb(data) else (text, "utf-8")
        wrong = data.index(b"\0")
    for encoding in _plausible(data):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError as error:
            # One bad byte in a long GB18030 file is a damaged file: say where, rather than that nothing fits.
            wrong = max(wrong, error.start)
    if b"\0" in data:
        raise ReadError("no text: it holds a NUL byte", name=name, offset=data.index(b"\0"))
    raise ReadError("in no known encoding (UTF-8, UTF-16, GB18030, Big5)", name=name, offset=wrong)


def _is_short_gb(data: bytes) -> bool:
    """Whether what is valid UTF-8 is Chinese in GB18030: 一 is the bytes of a Cyrillic letter.

    Each Chinese character is three bytes of UTF-8 at least, so that no text of a line or more can be both.
    """
    if data.isascii() or _THREE_BYTES.search(data):
        return False
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return len(_EXPECTED.findall(text)) == len(text)


def likelier_chinese(data: bytes) -> str:
    """``gb18030`` or ``cp950`` (Big5): in which of the two more of ``data`` is common characters.

    Nearly every Big5 text is valid GB18030, and many a GB18030 text valid Big5, so that validity tells nothing.

    >>> likelier_chinese("財政預算報告".encode("cp950")), likelier_chinese("財政預算報告".encode("gb18030"))
    ('cp950', 'gb18030')
    """
    gb, big5 = (
        sum(map(bool, found)) / max(1, len(found))
        for found in (_GB_CHARACTER.findall(data), _BIG5_CHARACTER.findall(data))
    )
    return "cp950" if big5 > gb else "gb18030"


def _is_foreign(sample: bytes, text: str, encoding: str) -> bool:
    """Whether ``text``, as which ``sample`` is read, would be Japanese or Korean in an encoding of its own.

    >>> korean = "의회 상임위원회는 보고를 심의하고 결의하였다".encode("euc-kr")
    >>> _is_foreign(korean, korean.decode("gb18030"), "gb18030")
    True
    """
    if encoding.startswith("utf-16"):
        return b"\0" not in sample and _UTF16_MARKS.search(text) is None
    level = _GB_CHARACTER if encoding == "gb18030" else _BIG5_CHARACTER
    found = level.findall(sample)
    common = [one for one in found if one]
    if len(found) < _FEW:
        return False
    if len(common) < len(found) / 4:
        return True
    first = [one for one in common if one >= _FIRST_HAN] if encoding == "gb18030" else []
    return len(first) >= _FEW and not any(map(_LATE_GB.match, first))


def _plausible(data: bytes) -> list[str]:
    """The encodings besides UTF-8 in which the beginning of ``data`` looks like Chinese text, the likeliest first."""
    sample = data[: _SAMPLE - _SAMPLE % 4]
    shares = []
    # A NUL byte occurs in UTF-16 (ASCII characters) but never in GB18030 or Big5 text.
    encodings = ["utf-16-le", "utf-16-be"] if len(data) % 2 == 0 else []
    if b"\0" not in data:
        encodings.append(likelier_chinese(sample))
    for encoding in encodings:
        text = sample.decode(encoding, errors="ignore")
        # A wrong reading still yields some Han by chance, but then few line ends, commas and stops.
        if text and not _is_foreign(sample, text, encoding):
            common = sum(text.count(c) for c in "的，。、一人大会會年\n")
            shares.append((len(_EXPECTED.findall(text)) / len(text) + common / len(text), encoding))
    return [encoding for share, encoding in sorted(shares, reverse=True) if share > 0.75]
