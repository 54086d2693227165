"""A page that was printed, scanned askew and with dirt, and recognised again, keeps its figures."""

from __future__ import annotations

import io

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from tests.formats.printing import CHROMIUM, Printer
from tests.formats.test_pdf import figures

from pjrd_extract import ReadError, ReadOptions, extract

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
NAME = "heshui-2023-01.md"
PAGE = 2


@pytest.fixture(scope="module")
def printed(printer: Printer) -> bytes:
    return printer.browser(NAME, "plain")


@pytest.fixture(scope="module")
def scan(printed: bytes) -> Image.Image:
    page = pypdfium2.PdfDocument(printed)[PAGE].render(scale=2).to_pil().convert("L")
    askew = np.asarray(page.rotate(0.3, fillcolor=255, resample=Image.Resampling.BICUBIC), dtype=np.float64)
    noise = np.random.default_rng(7).normal(0, 12, askew.shape)
    return Image.fromarray(np.clip(askew + noise, 0, 255).astype(np.uint8))


def saved(image: Image.Image, form: str) -> bytes:
    file = io.BytesIO()
    image.save(file, form)
    return file.getvalue()


def test_figures_survive_the_scan(printed: bytes, scan: Image.Image) -> None:
    whole = extract(printed, name="a.pdf")
    page = whole.source.pages[PAGE]
    expected = figures(extract(whole.text[page.slice]))
    # A PDF that holds a picture and no text, as scanners make them.
    bulletin = extract(saved(scan, "PDF"), name="scan.pdf")
    found = figures(bulletin)
    values = {key[1:4] for key in expected}
    assert len(values) > 10
    assert len(values & {key[1:4] for key in found}) >= 0.97 * len(values)
    assert bulletin.source.format == "pdf"
    assert [finding for finding in bulletin.findings if finding.code == "low-confidence"] == []


def test_a_bad_picture_is_told(scan: Image.Image) -> None:
    strip = scan.crop((0, 100, scan.width, 260))
    blurred = strip.resize((strip.width // 4, strip.height // 4)).resize(strip.size)
    bulletin = extract(saved(blurred, "PNG"), name="scan.png")
    assert bulletin.source.format == "image"
    [finding] = [finding for finding in bulletin.findings if finding.code == "low-confidence"]
    [evidence] = finding.evidence
    assert bulletin.text[evidence.span.slice] == evidence.text


def test_recognition_can_be_switched_off(scan: Image.Image) -> None:
    never = ReadOptions(ocr="never")
    with pytest.raises(ReadError, match=r"^a\.png: a picture, and text recognition is switched off$"):
        extract(saved(scan, "PNG"), name="a.png", reading=never)
    with pytest.raises(ReadError, match=r"^a\.pdf: a PDF document without text$"):
        extract(saved(scan, "PDF"), name="a.pdf", reading=never)


def test_pictures_that_are_none_or_too_large_are_refused(scan: Image.Image) -> None:
    with pytest.raises(ReadError, match=r"^a\.png: a damaged picture$"):
        extract(saved(scan, "PNG")[:2000], name="a.png")
    with pytest.raises(ReadError, match=r"^a\.png: too large: \d+ x \d+ pixels$"):
        extract(saved(scan, "PNG"), name="a.png", reading=ReadOptions(max_pixels=1000))
