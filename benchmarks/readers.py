"""How documents are read, against other libraries: `python -m benchmarks.readers`.

Each invented bulletin is made into web pages and printed, read back by each tool, and extracted from what the tool
gives; counted are the figures (name, value, unit, role, status, period) and people that are as in the text of the
bulletin. No peer is a dependency: docs/reading.md says what came out. To have them, make an environment outside the
project and run it from there, with Chromium and LibreOffice installed:

    python3 -m venv PEERS
    PEERS/bin/pip install pydantic regex python-dateutil cn2an selectolax pypdfium2 python-docx pytest \
        trafilatura lxml_html_clean pdfplumber
    PYTHONPATH=src PEERS/bin/python -m benchmarks.readers
"""

from __future__ import annotations

import io
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.formats.bulletins import NAMES, markdown, paragraphs, records
from tests.formats.printing import Printer
from tests.formats.test_formats import as_page

from pjrd_extract import Bulletin, PjrdError, extract
from pjrd_extract.read.pdf_page import unified
from pjrd_extract.read.readers import read_document

Reader = Callable[[bytes], str]
_ASIDE = "".join(f'<li><a href="/{i}">县人大常委会开展第{i}次执法检查</a> 发布于2023年</li>' for i in range(12))
_PORTAL = (
    '<div class="wrap"><div class="left"><h3>相关阅读</h3><ul>{aside}</ul></div><div class="right"><h3>图片新闻</h3>'
    "<p>县人大常委会组织代表视察乡村道路建设，共走访12个村。</p></div><div class='content'>{article}</div></div>"
)
_TABLES = (
    '<table width="100%"><tr><td width="200"><table><tr><td>{aside}</td></tr></table></td>'
    '<td><table><tr><td class="txt">{article}</td></tr></table></td></tr></table>'
)


_LAST = 14
"""Paragraphs of a short page: in most bulletins the list of who was present."""


def _pages(name: str) -> Iterable[tuple[str, bytes]]:
    """The bulletin as a plain page, in a portal with columns at its sides, and in a page laid out by tables."""
    plain = as_page(paragraphs(name)).decode()
    yield "plain page", plain.encode()
    for form, layout in (("portal", _PORTAL), ("layout by tables", _TABLES)):
        yield form, _laid_out(plain, layout)


def _short_pages(name: str) -> Iterable[tuple[str, bytes]]:
    """The end of the bulletin alone, in the same."""
    plain = as_page(paragraphs(name)[-_LAST:]).decode()
    for form, layout in (("portal, short", _PORTAL), ("tables, short", _TABLES)):
        yield form, _laid_out(plain, layout)


def _laid_out(plain: str, layout: str) -> bytes:
    start, end = plain.index('<div id="main">'), plain.index('<div class="foot">')
    body = layout.replace("{aside}", _ASIDE).replace("{article}", plain[start:end])
    return (plain[:start] + body + plain[end:]).encode()


def _prints(printer: Printer, name: str) -> Iterable[tuple[str, bytes]]:
    for form in ("plain", "columns", "ruled"):
        yield f"browser, {form}", printer.browser(name, form)
    yield "office", printer.office(name)


def _said(bulletin: Bulletin) -> Counter[object]:
    """The figures and people of a bulletin."""
    said: Counter[object] = Counter()
    for article in bulletin.articles:
        for metric in article.metrics:
            period = metric.period and metric.period.start
            said[metric.name, metric.value, metric.low, metric.unit, metric.role, metric.status, period] += 1
        for person in getattr(article, "present", ()):
            said["present", person.name] += 1
    return said


def _bare(bulletin: Bulletin) -> Any:
    """All that its records say, but for blanks and what is wrong in it."""
    return {key: value for key, value in records(bulletin, blanks=False).items() if key != "findings"}


def _trafilatura(**options: Any) -> Reader:
    trafilatura = import_module("trafilatura")

    def read(data: bytes) -> str:
        shown = trafilatura.extract(data.decode(), output_format="markdown", include_tables=True, **options)
        return shown or ""

    return read


def _pdfplumber(data: bytes) -> str:
    pdfplumber = import_module("pdfplumber")

    with pdfplumber.open(io.BytesIO(data)) as opened:
        # It keeps the radicals by which fonts name characters; whoever uses it would mend that.
        return unified("\f".join(page.extract_text() or "" for page in opened.pages))


def _pdfplumber_tables(data: bytes) -> str:
    """Its text outside of tables, and its tables below it, page by page."""
    pdfplumber = import_module("pdfplumber")

    pages = []
    with pdfplumber.open(io.BytesIO(data)) as opened:
        for page in opened.pages:
            rest, tables = page, page.find_tables()
            for table in tables:
                rest = rest.outside_bbox(table.bbox)
            rows = [
                ["" if cell is None else "".join(cell.split()) for cell in row] for t in tables for row in t.extract()
            ]
            shown = [f"| {' | '.join(row)} |" for row in rows]
            pages.append("\n".join([rest.extract_text() or "", "", *shown]))
    return unified("\f".join(pages))


def _pdfium(data: bytes) -> str:
    import pypdfium2

    return "\f".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def _ours(data: bytes) -> str:
    return read_document(data, "a").text


def _compare(files: list[tuple[str, str, bytes]], readers: dict[str, Reader], last: int = 0) -> None:
    """Prints for each form and reader the share of figures and people kept, those made up, and the time a file."""
    bulletins = {name: extract(markdown(paragraphs(name)[-last:])) for name in NAMES}
    expected = {name: _said(bulletin) for name, bulletin in bulletins.items()}
    for form in dict.fromkeys(form for _, form, _ in files):
        for tool, read in readers.items():
            kept = made_up = whole = same = 0
            seconds = []
            for name in (one for one in files if one[1] == form):
                started = time.process_time()
                text = read(name[2])
                seconds.append(time.process_time() - started)
                try:
                    bulletin = extract(text)
                    found = _said(bulletin)
                    same += _bare(bulletin) == _bare(bulletins[name[0]])
                except PjrdError:
                    found = Counter()
                whole += expected[name[0]].total()
                kept += (expected[name[0]] & found).total()
                made_up += (found - expected[name[0]]).total()
            counts = f"kept {kept:5}/{whole} made up {made_up:4} same records {same:2}/{len(seconds)}"
            print(f"{form:18} {tool:24} {counts} {statistics.median(seconds):.3f} s")


def main() -> None:
    """Reads all and prints what came out."""
    web = {"ours": _ours, "trafilatura": _trafilatura(), "trafilatura, recall": _trafilatura(favor_recall=True)}
    _compare([(name, form, data) for name in NAMES for form, data in _pages(name)], web)
    _compare([(name, form, data) for name in NAMES for form, data in _short_pages(name)], web, _LAST)
    with tempfile.TemporaryDirectory() as folder:
        printer = Printer(Path(folder))
        prints = [(name, form, data) for name in NAMES for form, data in _prints(printer, name)]
        readers = {"ours": _ours, "pdfium's text": _pdfium, "pdfplumber": _pdfplumber}
        _compare(prints, {**readers, "pdfplumber, with tables": _pdfplumber_tables})


if __name__ == "__main__":
    main()
