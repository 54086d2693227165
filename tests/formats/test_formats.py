"""One bulletin in each format gives the same records, and every span points into the text that was made of it."""

from __future__ import annotations

import html
import io
from collections.abc import Callable, Iterator
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from tests.formats.bulletins import NAMES, Paragraph, Table, markdown, paragraphs, records

from pjrd_extract import Span, extract


def as_docx(parts: list[Paragraph | Table]) -> bytes:
    document = docx.Document()
    for part in parts:
        if isinstance(part, Paragraph):
            if part.depth:
                document.add_heading(part.text, part.depth)
                continue
            paragraph = document.add_paragraph()
            # Word cuts a paragraph into runs wherever it likes.
            for piece in (part.text[:7], part.text[7:]):
                paragraph.add_run(piece).bold = part.bold
            if part.centred:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        else:
            table = document.add_table(len(part), len(part[0]))
            for row, cells in zip(table.rows, part, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def as_page(parts: list[Paragraph | Table], encoding: str = "utf-8") -> bytes:
    pieces = []
    for part in parts:
        if isinstance(part, Paragraph):
            text = html.escape(part.text)
            if part.depth:
                pieces.append(f"<h{part.depth}>{text}</h{part.depth}>")
            elif part.centred:
                pieces.append(f'<p style="text-align: center">{text}</p>')
            else:
                pieces.append(f"<p>　　{f'<b>{text}</b>' if part.bold else text}</p>")
        else:
            rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in part)
            pieces.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    page = (
        f'<!DOCTYPE html>\n<html><head><meta charset="{encoding}"><title>公报</title><style>p {{}}</style></head><body>'
        '<div class="top"><a href="/">首页</a> <a href="/gb">公报</a> <a href="/zx">资讯</a></div>'
        f'<div id="main"><div class="article">{"".join(pieces)}</div></div>'
        '<div class="foot"><a href="/about">关于我们</a> 主办单位：县人大办</div><script>var a = "1亿元";</script></body></html>'
    )
    return page.encode(encoding)


FORMATS: dict[str, Callable[[list[Paragraph | Table]], bytes]] = {
    "docx": as_docx,
    "html": as_page,
    "html, gb2312": lambda parts: as_page(parts, "gb18030").replace(b"gb18030", b"gb2312"),
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", FORMATS)
def test_the_records_are_the_same(form: str, name: str) -> None:
    parts = paragraphs(name)
    expected = extract(markdown(parts))
    bulletin = extract(FORMATS[form](parts), name="a")
    assert bulletin.source.format == form[:4]
    assert len([metric for article in expected.articles for metric in article.metrics]) > 60
    assert records(bulletin) == records(expected)


@pytest.mark.parametrize("form", FORMATS)
def test_every_span_points_into_the_text(form: str) -> None:
    bulletin = extract(FORMATS[form](paragraphs(NAMES[0])), name="a")
    assert bulletin.source.text == bulletin.text
    assert bulletin.source.characters == len(bulletin.text)
    pairs = list(_texts(bulletin.model_dump(mode="json")))
    assert len(pairs) > 60
    assert [text for text, span in pairs if bulletin.text[span["start"] : span["end"]] != text] == []


def _texts(value: Any) -> Iterator[tuple[str, dict[str, int]]]:
    if isinstance(value, dict):
        if "text" in value and "span" in value:
            yield value["text"], value["span"]
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def test_a_place_is_told_by_line_and_paragraph() -> None:
    bulletin = extract(as_docx(paragraphs(NAMES[0])), name="a.docx")
    metric = bulletin.articles[-1].metrics[-1] if bulletin.articles[-1].metrics else bulletin.articles[0].metrics[0]
    place = bulletin.locate(metric.span)
    line = bulletin.text.split("\n")[place.line - 1]
    assert line[place.column - 1 :].startswith(metric.text)
    written = [one for one in bulletin.text.split("\n") if one.strip()]
    assert written[place.paragraph - 1] == line
    assert bulletin.locate(Span(0, 0)).line == 1
