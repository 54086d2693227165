"""The box of a span lies around its characters on the page."""

from __future__ import annotations

import runpy
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from benchmarks.corpus import ROOT
from PIL import Image
from tests.formats.bulletins import TABLES
from tests.formats.printing import CHROMIUM, SOFFICE, Printer

from pjrd_extract import Bulletin, Metric, extract

NAME = TABLES[-1]


def documented(name: str, folder: Path) -> Callable[..., Iterator[Image.Image]]:
    """The function of that name in docs/reading.md."""
    block = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8").split(f"def {name}")[1].split("```")[0]
    (folder / "documented.py").write_text(f"def {name}{block}", encoding="utf-8")
    function: Callable[..., Iterator[Image.Image]] = runpy.run_path(str(folder / "documented.py"))[name]
    return function


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_figure_is_marked_as_the_documentation_says(printer: Printer, tmp_path: Path) -> None:
    data = printer.office(NAME)
    bulletin = extract(data, name="a.pdf")
    [box] = bulletin.locate(metrics(bulletin)[0].span).boxes
    [picture] = documented("marked", tmp_path)(bulletin, metrics(bulletin)[0], data)
    rows, columns = np.nonzero((np.asarray(picture.convert("RGB")) == (255, 0, 0)).all(axis=2))
    assert abs(columns.min() / 2 - box.left) < 1
    assert abs(picture.height / 2 - rows.max() / 2 - box.bottom) < 1


def metrics(bulletin: Bulletin) -> list[Metric]:
    return [metric for article in bulletin.articles for metric in article.metrics]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_boxes_are_those_that_pdfium_finds(printer: Printer) -> None:
    data = printer.office(NAME, ruled=True)
    bulletin = extract(data, name="a.pdf")
    pages = [page.get_textpage() for page in pypdfium2.PdfDocument(data)]
    compared = 0
    for metric in metrics(bulletin):
        boxes = bulletin.locate(metric.span).boxes
        assert len(boxes) == len({(box.page, box.bottom) for box in boxes}) > 0
        number, left, bottom, right, top = boxes[0]
        searched = pages[number - 1].search(metric.text)
        found = []
        while (at := searched.get_next()) is not None:
            found.append([pages[number - 1].get_charbox(i) for i in range(at[0], at[0] + at[1])])
        # What print broke over two lines, or set with other blanks, is not found by its text.
        if len(boxes) == 1 and found:
            compared += 1
            nearest = min(found, key=lambda chars: abs(chars[0][0] - left) + abs(chars[0][1] - bottom))
            lefts, bottoms, rights, tops = zip(*nearest, strict=True)
            assert -1 <= min(lefts) - left <= 2
            assert -2 <= right - max(rights) <= 2
            assert bottom <= min(bottoms)
            assert top >= max(tops)
            assert top - bottom < 14
    assert compared > 60


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_ink_of_a_figure_fills_its_boxes(printer: Printer) -> None:
    data = printer.browser(NAME, "columns")
    bulletin = extract(data, name="a.pdf")
    shown = [np.asarray(page.render(scale=4).to_pil().convert("L")) for page in pypdfium2.PdfDocument(data)]
    broken = [metric for metric in metrics(bulletin) if len(bulletin.locate(metric.span).boxes) > 1]
    assert broken
    for metric in [*broken, *metrics(bulletin)[:40]]:
        for number, left, bottom, right, top in bulletin.locate(metric.span).boxes:
            page = shown[number - 1]
            high = page.shape[0] / 4
            box = page[round((high - top) * 4) : round((high - bottom) * 4), round(left * 4) : round(right * 4)]
            columns = np.flatnonzero((box < 128).any(axis=0))
            rows = np.flatnonzero((box < 128).any(axis=1))
            # Ink from one end to the other, with no line above or below cut into.
            assert columns[0] < 14
            assert box.shape[1] - columns[-1] < 14
            assert rows[0] > 0
            assert rows[-1] < box.shape[0] - 1


def test_what_has_no_pages_has_no_boxes() -> None:
    page = extract("<html><body><h1>关于财政工作的报告</h1><p>投资3亿元。</p></body></html>".encode(), name="a.html")
    assert page.locate(metrics(page)[0].span).boxes == ()


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_boxes_are_no_part_of_the_record(printer: Printer) -> None:
    bulletin = extract(printer.office(NAME), name="a.pdf")
    loaded = Bulletin.model_validate_json(bulletin.model_dump_json())
    assert loaded == bulletin
    span = metrics(loaded)[0].span
    assert loaded.locate(span).page == bulletin.locate(span).page == bulletin.locate(span).boxes[0].page
    assert loaded.locate(span).boxes == ()
