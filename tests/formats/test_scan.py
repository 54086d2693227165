"""Pages that were printed, scanned askew and with noise, and recognised again, keep their figures."""

from __future__ import annotations

import ctypes
import io
import math
from collections import Counter

import pypdfium2
import pytest
from PIL import Image
from pypdfium2 import raw
from tests.formats.printing import CHROMIUM, Printer
from tests.formats.scanning import saved, scanned
from tests.formats.test_pdf import figures

from pjrd_extract import Bulletin, ReadError, ReadOptions, Span, extract

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
LEAST = 0.97
# Some seconds of recognition each. The table of dongpu has cells close to each other, that of yunzhou cells of two
# lines.
PAGES = [
    ("heshui-2023-01.md", "plain", 2, "heavy"),
    ("dongpu-2024-03.md", "plain", 1, "light"),
    ("dongpu-2024-03.md", "plain", 2, "heavy"),
    ("yunzhou-2024-02.md", "plain", 2, "light"),
    ("qingheng-2022-05.md", "plain", 1, "heavy"),
    ("heshui-2023-01.md", "columns", 0, "light"),
]


@pytest.fixture(scope="module")
def recognised(printer: Printer) -> list[tuple[Bulletin, Bulletin]]:
    """Each page as it was printed, and as it was recognised."""
    pairs = []
    for name, form, page, noise in PAGES:
        data = printer.browser(name, form)
        whole = extract(data, name="a.pdf")
        printed = extract(whole.text[whole.source.pages[page].slice])
        pairs.append((printed, extract(saved(scanned(data, page, noise), "PDF"), name="scan.pdf")))
    return pairs


def values(bulletin: Bulletin) -> Counter[tuple[object, ...]]:
    """Value, low end and unit of each figure."""
    return Counter(key[1:4] for key in figures(bulletin).elements())


def test_figures_survive_the_scan(recognised: list[tuple[Bulletin, Bulletin]]) -> None:
    all_of_them = sum(values(printed).total() for printed, _ in recognised)
    kept = sum((values(printed) & values(scan)).total() for printed, scan in recognised)
    made_up = sum((values(scan) - values(printed)).total() for printed, scan in recognised)
    assert all_of_them > 200
    assert kept >= LEAST * all_of_them
    assert made_up <= (1 - LEAST) * all_of_them


def test_columns_of_a_scan_are_told_apart(recognised: list[tuple[Bulletin, Bulletin]]) -> None:
    printed, scan = recognised[-1]
    # With all that the words around a figure say, which a line read across both columns would tear apart.
    assert (figures(printed) & figures(scan)).total() >= LEAST * figures(printed).total()


def test_such_scans_are_no_bad_ones(recognised: list[tuple[Bulletin, Bulletin]]) -> None:
    for _, scan in recognised:
        assert scan.source.format == "pdf"
        assert [finding for finding in scan.findings if finding.code == "low-confidence"] == []


def test_boxes_lie_where_the_page_was_askew(printer: Printer, recognised: list[tuple[Bulletin, Bulletin]]) -> None:
    index = next(i for i, (_, _, _, noise) in enumerate(PAGES) if noise == "heavy")
    name, form, page, _ = PAGES[index]
    whole, scan = extract(printer.browser(name, form), name="a.pdf"), recognised[index][1]
    turn = math.radians(-0.8)
    compared = 0
    for metric in (metric for article in whole.articles for metric in article.metrics):
        if whole.text.count(metric.text) == scan.text.count(metric.text) == 1:
            at = scan.text.index(metric.text)
            [found, *more] = scan.locate(Span(at, at + len(metric.text))).boxes
            [box, *others] = whole.locate(metric.span).boxes
            if box.page != page + 1 or more or others:
                continue
            # Turned about the middle of a page of letter format.
            x, y = (box.left + box.right) / 2 - 306, (box.bottom + box.top) / 2 - 396
            centre = 306 + x * math.cos(turn) - y * math.sin(turn), 396 + x * math.sin(turn) + y * math.cos(turn)
            assert abs((found.left + found.right) / 2 - centre[0]) < 4
            assert abs((found.bottom + found.top) / 2 - centre[1]) < 3
            compared += 1
    assert compared > 5


@pytest.fixture(scope="module")
def strip(printer: Printer) -> Image.Image:
    page = scanned(printer.browser(PAGES[0][0], "plain"), 2, "light")
    return page.crop((0, 100, page.width, 260))


def test_a_bad_picture_is_told(strip: Image.Image) -> None:
    blurred = strip.resize((strip.width // 4, strip.height // 4)).resize(strip.size)
    bulletin = extract(saved(blurred, "PNG"), name="scan.png")
    assert bulletin.source.format == "image"
    [finding] = [finding for finding in bulletin.findings if finding.code == "low-confidence"]
    [evidence] = finding.evidence
    assert bulletin.text[evidence.span.slice] == evidence.text


def test_a_stamp_on_a_scan_does_not_hide_it(strip: Image.Image) -> None:
    document = pypdfium2.PdfDocument(saved(strip, "PDF"))
    stamp = raw.FPDFPageObj_NewTextObj(document, b"Helvetica", 9.0)
    raw.FPDFText_SetText(stamp, (ctypes.c_ushort * 7)(*map(ord, "Scan 7"), 0))
    page = document[0]
    raw.FPDFPage_InsertObject(page, stamp)
    page.gen_content()
    file = io.BytesIO()
    document.save(file)
    bulletin = extract(file.getvalue(), name="a.pdf")
    assert values(bulletin) == values(extract(saved(strip, "PDF"), name="b.pdf"))
    assert values(bulletin).total() > 3
    never = extract(file.getvalue(), name="a.pdf", reading=ReadOptions(ocr="never"))
    assert never.text == "Scan 7\n"


def test_recognition_can_be_switched_off(strip: Image.Image) -> None:
    never = ReadOptions(ocr="never")
    with pytest.raises(ReadError, match=r"^a\.png: a picture, and text recognition is switched off$"):
        extract(saved(strip, "PNG"), name="a.png", reading=never)
    with pytest.raises(ReadError, match=r"^a\.pdf: a PDF document without text$"):
        extract(saved(strip, "PDF"), name="a.pdf", reading=never)


def test_pictures_that_are_none_or_too_large_are_refused(strip: Image.Image) -> None:
    with pytest.raises(ReadError, match=r"^a\.png: a damaged picture$"):
        extract(saved(strip, "PNG")[:2000], name="a.png")
    with pytest.raises(ReadError, match=r"^a\.png: too large: \d+ x \d+ pixels$"):
        extract(saved(strip, "PNG"), name="a.png", reading=ReadOptions(max_pixels=1000))
