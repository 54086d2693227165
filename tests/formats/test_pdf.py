"""A bulletin printed to PDF gives the records that its text gives, whatever printed it."""

from __future__ import annotations

import io
from collections import Counter

import pypdfium2
import pytest
from tests.formats.bulletins import NAMES, TABLES, markdown, paragraphs, records
from tests.formats.printing import CHROMIUM, SOFFICE, Printer

from pjrd_extract import Bulletin, ReadError, ReadOptions, extract

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def said(name: str) -> object:
    return records(extract(markdown(paragraphs(name))), blanks=False)


@needs_chromium
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["plain", "frame"])
def test_print_of_a_browser_says_the_same(name: str, form: str, printer: Printer) -> None:
    _says_the_same(name, form, printer)


@needs_chromium
@pytest.mark.parametrize("name", NAMES)
def test_print_in_columns_says_the_same(name: str, printer: Printer) -> None:
    _says_the_same(name, "columns", printer)


def _says_the_same(name: str, form: str, printer: Printer) -> None:
    bulletin = extract(printer.browser(name, form), name="a.pdf")
    assert bulletin.source.format == "pdf"
    assert records(bulletin, blanks=False) == said(name)
    assert "file://" not in bulletin.text


@needs_office
@pytest.mark.parametrize("name", NAMES)
def test_print_of_an_office_program_says_the_same(name: str, printer: Printer) -> None:
    assert records(extract(printer.office(name), name="a.pdf"), blanks=False) == said(name)


@needs_chromium
@needs_office
@pytest.mark.parametrize("name", TABLES)
def test_tables_with_lines_say_the_same(name: str, printer: Printer) -> None:
    for data in (printer.browser(name, "ruled"), printer.office(name, ruled=True)):
        bulletin = extract(data, name="a.pdf")
        assert "\n| " in bulletin.text
        assert records(bulletin, blanks=False) == said(name)


@needs_office
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_pages_say_the_same(turn: int, printer: Printer) -> None:
    name = TABLES[-1]
    turned = as_forms(printer.office(name, ruled=True), turn)
    assert records(extract(turned, name="a.pdf"), blanks=False) == said(name)


def as_forms(data: bytes, turn: int) -> bytes:
    """The pages as forms on other pages, set aslant by ``turn`` degrees and turned back when they are shown."""
    source, made = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new()
    for number, page in enumerate(source):
        wide, high = page.get_size()
        moves = {90: (0, 1, -1, 0, high, 0), 180: (-1, 0, 0, -1, wide, high), 270: (0, -1, 1, 0, 0, wide)}
        form = source.page_as_xobject(number, made).as_pageobject()
        form.set_matrix(pypdfium2.PdfMatrix(*moves.get(turn, (1, 0, 0, 1, 0, 0))))
        target = made.new_page(*((high, wide) if turn % 180 else (wide, high)))
        target.insert_obj(form)
        target.set_rotation(turn)
        target.gen_content()
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


@needs_chromium
def test_spans_and_pages_are_those_of_the_text(printer: Printer) -> None:
    data = printer.browser(NAMES[-1], "plain")
    bulletin = extract(data, name="a.pdf")
    metrics = [metric for article in bulletin.articles for metric in article.metrics]
    assert [one for one in metrics if bulletin.text[one.span.start : one.span.end] != one.text] == []
    printed = [shown.get_textpage().get_text_range() for shown in pypdfium2.PdfDocument(data)]
    assert len(bulletin.source.pages) == len(printed) > 2
    for page, text in zip(bulletin.source.pages, printed, strict=True):
        assert letters(bulletin.text[page.start : page.end]) == letters(text)


def letters(text: str) -> Counter[str]:
    return Counter(char for char in text if char.isalnum())


def figures(bulletin: Bulletin) -> Counter[tuple[object, ...]]:
    return Counter(
        (metric.name, metric.value, metric.low, metric.unit, metric.role, metric.status, period and period.start)
        for article in bulletin.articles
        for metric in article.metrics
        for period in [metric.period]
    )


@needs_chromium
def test_what_is_no_text_is_refused(printer: Printer) -> None:
    data = printer.browser(NAMES[0], "plain")
    with pytest.raises(ReadError, match=r"^a\.pdf: too large: \d+ pages, and 1 are allowed$"):
        extract(data, name="a.pdf", reading=ReadOptions(max_pages=1))
    with pytest.raises(ReadError, match=r"^a\.pdf: a damaged PDF document$"):
        extract(data[:200], name="a.pdf")
