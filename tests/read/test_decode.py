from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pjrd_extract.errors import ReadError
from pjrd_extract.read.decode import decode

TEXT = "岚江县人民代表大会常务委员会公报\r\n\r\n第14号（总第275号）。\r\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("gbk"), "gb18030"),
    ],
)
def test_the_text_is_the_source_as_given(data: bytes, encoding: str) -> None:
    decoded = decode(data, "a.txt")
    assert (decoded.text, decoded.encoding) == (TEXT, encoding)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.md", "公报", "markdown"),
        ("a.MARKDOWN", "公报", "markdown"),
        ("a.txt", "公报\n一、报告", "text"),
        ("a", "# 公报\n一、报告", "markdown"),
        ("a.txt", "**公报**\n一、报告", "markdown"),
    ],
)
def test_the_format_is_told_by_the_name_or_the_marks(name: str, text: str, expected: str) -> None:
    assert decode(text.encode(), name).format == expected


@pytest.mark.parametrize(
    ("data", "message", "offset"),
    [
        (b"", "the file is empty", 0),
        (b" \r\n\t ", "the file is empty", 0),
        (codecs.BOM_UTF8, "the file is empty", 0),
        (codecs.BOM_UTF16_LE + "　\n".encode("utf-16-le"), "the file is empty", 0),
        (b"\x89PNG\r\n\x1a\n\0\0", "no text but a PNG image", 0),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "no text but a JPEG image", 0),
        (b"%PDF-1.7\n", "no text but a PDF document", 0),
        (b"PK\x03\x04\x14\0", "no text but a ZIP archive or Office document", 0),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "no text but a WebP image", 0),
        (b"abc\0def", "no text: it holds a NUL byte", 3),
        (codecs.BOM_UTF8 + "县\0".encode(), "no text: it holds a NUL character", 6),
        ("县\x01报".encode(), "no text: it holds the control character U+0001", 3),
        (codecs.BOM_UTF8 + b"abc\xff", "not valid UTF-8", 6),
        (codecs.BOM_UTF16_LE + b"a", "not valid UTF-16-LE", 2),
        (
            "岚江县".encode() * 20 + b"\xff" + "岚江县".encode() * 20,
            "in no known encoding (UTF-8, UTF-16, GB18030)",
            180,
        ),
        (bytes(range(128, 256)) * 9, "in no known encoding (UTF-8, UTF-16, GB18030)", 0),
    ],
)
def test_an_error_says_what_is_wrong_and_where(data: bytes, message: str, offset: int) -> None:
    with pytest.raises(ReadError) as error:
        decode(data, "a.txt")
    assert (error.value.message, error.value.name, error.value.offset) == (message, "a.txt", offset)


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data, "a")
    except ReadError:
        return
    assert decoded.text.strip()
    assert decoded.text.encode(decoded.encoding) in data


@given(st.text(alphabet="县人大常委会报告，。、\n 0123一二三（）", min_size=8), st.sampled_from(["utf-8", "gb18030"]))
def test_chinese_text_is_read_back(text: str, encoding: str) -> None:
    if text.strip():
        assert decode(text.encode(encoding), "a").text == text
