"""A bulletin printed to PDF by a browser says what it says as Markdown."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from tests.formats.bulletins import NAMES, markdown, paragraphs
from tests.formats.test_formats import as_page

from pjrd_extract import Bulletin, ReadError, ReadOptions, extract

CHROMIUM = shutil.which("chromium")
STYLE = "body { font: 16px/1.6 serif } p { text-align: justify } td { padding: 2px 12px }"
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


@pytest.fixture(scope="module", params=NAMES)
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, bytes]:
    return request.param, print_to_pdf(request.param, tmp_path_factory.mktemp("pdf"))


def print_to_pdf(name: str, folder: Path, *, style: str = STYLE, frame: bool = False) -> bytes:
    """The bulletin as printed; ``frame`` adds a head and a foot with date, title, address and page number."""
    page = as_page(paragraphs(name)).decode().replace("p {}", style)
    # Links and the foot of the page are no part of what is printed.
    page = page.replace('class="top"', "hidden").replace('class="foot"', "hidden")
    (folder / "a.html").write_text(page, encoding="utf-8")
    options = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    options += "--disable-component-update --disable-sync" + ("" if frame else " --no-pdf-header-footer")
    target = folder / "a.pdf"
    command = [str(CHROMIUM), *options.split(), f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={target}"]
    subprocess.run([*command, (folder / "a.html").as_uri()], capture_output=True, check=True, timeout=120)
    return target.read_bytes()


def figures(bulletin: Bulletin) -> Counter[tuple[object, ...]]:
    return Counter(
        (metric.name, metric.value, metric.low, metric.unit, metric.role, metric.status, period and period.start)
        for article in bulletin.articles
        for metric in article.metrics
        for period in [metric.period]
    )


def test_figures_are_those_of_the_text(printed: tuple[str, bytes]) -> None:
    name, data = printed
    expected, found = figures(extract(markdown(paragraphs(name)))), figures(extract(data, name="a.pdf"))
    assert found - expected == Counter()
    # A table with empty cells is read as lines, and its figures are missed.
    missed = sum((expected - found).values())
    assert missed <= (20 if name == "yunzhou-2024-02.md" else 0)


def test_spans_and_pages_are_those_of_the_text(printed: tuple[str, bytes]) -> None:
    bulletin = extract(printed[1], name="a.pdf")
    assert bulletin.source.format == "pdf"
    metrics = [metric for article in bulletin.articles for metric in article.metrics]
    assert [one for one in metrics if bulletin.text[one.span.start : one.span.end] != one.text] == []
    pages = [bulletin.locate(metric.span).page for metric in metrics]
    assert sorted(set(filter(None, pages))) == list(
        range(min(set(filter(None, pages))), len(bulletin.source.pages) + 1)
    )
    assert bulletin.text.count("\f") == len(bulletin.source.pages) > 2


@pytest.mark.parametrize("name", ["heshui-2023-01.md", "qingheng-2022-05.md"])
@pytest.mark.parametrize("columns", [1, 2])
def test_frame_and_columns_change_no_figure(name: str, columns: int, tmp_path: Path) -> None:
    style = STYLE + (" body { column-count: 2; font-size: 12px }" if columns == 2 else "")
    data = print_to_pdf(name, tmp_path, style=style, frame=True)
    bulletin = extract(data, name="a.pdf")
    assert figures(bulletin) == figures(extract(markdown(paragraphs(name))))
    assert "file://" not in bulletin.text


def test_what_is_no_text_is_refused(printed: tuple[str, bytes]) -> None:
    with pytest.raises(ReadError, match=r"^a\.pdf: too large: \d+ pages, and 1 are allowed$"):
        extract(printed[1], name="a.pdf", reading=ReadOptions(max_pages=1))
    with pytest.raises(ReadError, match=r"^a\.pdf: a damaged PDF document$"):
        extract(printed[1][:200], name="a.pdf")
