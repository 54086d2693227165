"""Web pages that a browser or Word saved with all that belongs to them."""

from __future__ import annotations

import time
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from itertools import pairwise

import pytest

from pjrd_extract import ReadError, extract
from pjrd_extract.read.mht import is_mht
from pjrd_extract.read.readers import read_document

TEXT = "2023年，全县完成税收3.5亿元，同比增长12.4%。" * 3
PAGE = f"<html><head><title>公报</title></head><body><h1>关于财政工作的报告</h1><p>{TEXT}</p></body></html>"
EXPECTED = f"# 关于财政工作的报告\n\n{TEXT}\n"


def saved(page: bytes, charset: str | None, transfer: str) -> bytes:
    """A file as browsers write it: the page, then a picture of it."""
    html = EmailMessage()
    html.set_content(page, "text", "html", cte=transfer)
    if charset:
        html.set_param("charset", charset)
    picture = EmailMessage()
    picture.set_content(b"\x89PNG" + bytes(range(256)), "image", "png")
    whole = MIMEMultipart("related", type="text/html")
    whole["From"] = "<Saved by Blink>"
    whole["Snapshot-Content-Location"] = "https://example.invalid/gb/2023.html"
    whole.attach(html)
    whole.attach(picture)
    return whole.as_bytes()


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64"])
@pytest.mark.parametrize(
    ("encoding", "said", "expected"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("utf-8", None, "utf-8"),
        ("gb18030", "gb2312", "gb18030"),
        ("gb18030", None, "gb18030"),
        ("utf-8", "gb2312", "utf-8"),
        ("gb18030", "utf-8", "gb18030"),
        ("big5", "big5", "big5hkscs"),
        ("utf-16-le", "utf-16le", "utf-16-le"),
    ],
)
def test_the_page_is_read_in_its_encoding(encoding: str, said: str | None, expected: str, transfer: str) -> None:
    page, text = (PAGE, EXPECTED) if encoding != "big5" else (traditional(PAGE), traditional(EXPECTED))
    read = read_document(saved(page.encode(encoding), said, transfer), "a.mht")
    assert (read.text, read.format, read.encoding) == (text, "html", expected)


def traditional(text: str) -> str:
    return text.translate(str.maketrans("关报县税亿长增财", "關報縣稅億長增財"))


def test_figures_are_those_of_the_page() -> None:
    data = saved(PAGE.encode("gb18030"), "gb2312", "quoted-printable")
    assert b"=3D" not in data[:200]
    bulletin = extract(data, name="a.mhtml")
    metrics = bulletin.articles[0].metrics
    assert [str(metric.value) for metric in metrics[:2]] == ["350000000", "12.4"]
    assert bulletin.text[metrics[0].span.slice] == "3.5亿元"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n--x\r\n", True),
        (b"\r\nFrom: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>", True),
        (b"Content-Type: text/html\r\n\r\n<p>", False),
        (b"MIME-Version: 1.0\nContent-Type: text/plain\n\n", False),
        ("MIME-Version: 1.0\n\n公报说Content-Type: text/html".encode(), False),
        ("公报\n\n投资3亿元".encode(), False),
    ],
)
def test_what_is_such_a_file_is_told_by_its_headers(data: bytes, expected: bool) -> None:
    assert is_mht(data) is expected


def test_a_file_without_a_page_is_refused() -> None:
    whole = MIMEMultipart("related")
    whole.attach(MIMEText("no page"))
    with pytest.raises(ReadError, match=r"^a\.mht: a saved web page without a page$"):
        read_document(whole.as_bytes(), "a.mht")


def test_parts_within_parts_neither_crash_nor_stall() -> None:
    head = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b0\n\n"
    parts = b"".join(
        b"--b%d\nContent-Type: multipart/related; boundary=b%d\n\n" % pair for pair in pairwise(range(5000))
    )
    started = time.process_time()
    with pytest.raises(ReadError):
        read_document(head + parts, "a.mht")
    assert time.process_time() - started < 20
