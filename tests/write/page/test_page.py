"""The review page in a real browser, and that nothing from a bulletin is markup."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from benchmarks.corpus import ROOT

from pjrd_extract import extract, extract_file
from pjrd_extract.cli.program import main
from pjrd_extract.review.model import Corrections
from pjrd_extract.write.page.page import review_page

SAMPLE = ROOT / "examples" / "yunxiu-2024-02.md"
HOSTILE = (
    "关于𠮷工作的报告\n\n</script><script>alert(1)</script>\u202e\"'2023年，全县完成投资95.10亿元，增长6.4%。\u2028\n"
)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("chromium is not installed")
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic"]
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Any, tmp_path: Path) -> Iterator[Any]:
    file = tmp_path / "page.html"
    file.write_bytes(review_page([extract_file(SAMPLE), extract(HOSTILE, name='</script><b>"x".md')]))
    page = chromium.new_page(viewport={"width": 1200, "height": 800})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(f"dialog: {dialog.message}"))
    page.on("request", lambda request: said.append(request.url) if request.url != file.as_uri() else None)
    page.goto(file.as_uri())
    yield page
    page.close()
    assert said == []


def test_the_source_is_shown_whole_and_each_highlight_is_its_metric(opened: Any) -> None:
    bulletin = extract_file(SAMPLE)
    assert opened.evaluate("document.getElementById('source').textContent") == bulletin.text
    metric = bulletin.articles[1].metrics[0] if bulletin.articles[1].metrics else _first(bulletin)
    shown = opened.text_content(f'mark[data-span="{metric.span.start}-{metric.span.end}"]')
    assert shown == metric.text


def _first(bulletin: Any) -> Any:
    return next(metric for article in bulletin.articles for metric in article.metrics)


def test_a_click_on_either_side_marks_the_other(opened: Any) -> None:
    metric = _first(extract_file(SAMPLE))
    span = f"{metric.span.start}-{metric.span.end}"
    opened.click(f'tr[data-target="{span}"]')
    assert "marked" in opened.get_attribute(f'mark[data-span="{span}"]', "class")
    opened.click("tr[data-target] >> nth=1")
    opened.click(f'mark[data-span="{span}"]')
    assert "marked" in opened.get_attribute(f'tr[data-target="{span}"]', "class")


def test_rows_are_sorted_filtered_and_stepped_through(opened: Any) -> None:
    opened.click("th button >> nth=1")
    values = [float(text) for text in opened.locator("td.number").all_text_contents() if "–" not in text]
    assert len(values) > 3
    assert values == sorted(values)
    opened.select_option("select[name=kind]", label="percent")
    assert set(opened.locator("tbody td:nth-child(8)").all_text_contents()) == {"percent"}
    opened.keyboard.press("Escape")
    opened.locator("#records").focus()
    opened.keyboard.press("j")
    assert opened.locator("tr.marked").count() == 1


def test_chinese_first_english_by_a_switch(opened: Any) -> None:
    assert "指标" in opened.locator("h2").all_text_contents()
    opened.click("#language")
    assert "Metrics" in opened.locator("h2").all_text_contents()


def test_corrections_are_downloaded_as_python_reads_them(opened: Any, tmp_path: Path) -> None:
    opened.click("tbody tr >> nth=1")
    opened.keyboard.press("a")
    opened.keyboard.press("j")
    opened.keyboard.press("r")
    opened.keyboard.press("j")
    opened.keyboard.press("e")
    opened.fill("dialog input[name=name]", "新修水库")
    opened.fill("dialog input[name=start]", "2023-01-01")
    opened.click("dialog button")
    with opened.expect_download() as download:
        opened.click("#download")
    file = tmp_path / "corrections.json"
    download.value.save_as(file)
    bulletin = extract_file(SAMPLE)
    metrics = [metric for article in bulletin.articles for metric in article.metrics]
    [of_bulletin] = Corrections.load(file).bulletins
    said = of_bulletin.corrections
    assert [one.action for one in said] == ["accept", "reject", "edit"]
    assert [one.text for one in said] == [metric.text for metric in metrics[1:4]]
    corrected = extract_file(SAMPLE, corrections=Corrections.load(file))
    after = [metric for article in corrected.articles for metric in article.metrics]
    assert len(after) == len(metrics) - 1
    assert after[2].name == "新修水库"
    opened.reload()
    assert opened.locator("tr[data-review=reject]").count() == 1


def test_findings_stand_on_top_and_lead_to_their_places(opened: Any) -> None:
    assert "核对发现" in opened.locator("#records h2").all_text_contents()[0]
    opened.click("#records button.finding >> nth=0")
    assert opened.locator("#source mark.marked").count() == 1


def test_a_hostile_bulletin_is_text(opened: Any) -> None:
    opened.select_option("#bulletin", "1")
    assert opened.evaluate("document.getElementById('source').textContent") == HOSTILE
    metrics = extract(HOSTILE).articles[0].metrics
    for metric in metrics:
        assert opened.text_content(f'mark[data-span="{metric.span.start}-{metric.span.end}"]') == metric.text
    assert metrics
    assert opened.locator("#records b, #source b, #source script").count() == 0


def test_the_data_in_the_page_is_the_bulletin(tmp_path: Path) -> None:
    page = tmp_path / "out" / "page.html"
    assert main(["view", str(SAMPLE), "-o", str(page)]) == 0
    [data] = re.findall(r'id="bulletin-0">(.*?)</script>', page.read_text(encoding="utf-8"), re.DOTALL)
    assert json.loads(data)["text"] == extract_file(SAMPLE).text


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["view", str(tmp_path / "none.md"), "-o", str(tmp_path / "page.html")]) == 1
    assert "none.md" in capsys.readouterr().err
    assert not (tmp_path / "page.html").exists()
