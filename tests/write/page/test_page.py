"""The page of a bulletin: source and records side by side, each leading to the other."""

from __future__ import annotations

import base64
import gzip
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from benchmarks.corpus import ROOT
from tests.write.page.conftest import PHONE, Show

from pjrd_extract import Bulletin, extract, extract_file
from pjrd_extract.cli.program import main

SAMPLE = ROOT / "examples" / "yunxiu-2024-02.md"
HOSTILE = (
    "关于𠮷工作的报告\n\n</script><script>alert(1)</script>\u202e\"'2023年，全县完成投资95.10亿元，增长6.4%。\u2028\n"
)


@pytest.fixture(scope="module")
def bulletin() -> Bulletin:
    return extract_file(SAMPLE)


@pytest.fixture
def opened(show: Show, bulletin: Bulletin) -> Any:
    return show([bulletin])


def first_metric(bulletin: Bulletin) -> Any:
    return next(metric for article in bulletin.articles for metric in article.metrics)


def span_of(record: Any) -> str:
    return f"{record.span.start}-{record.span.end}"


def test_the_source_is_shown_whole_and_each_highlight_is_its_metric(opened: Any, bulletin: Bulletin) -> None:
    assert opened.evaluate("document.getElementById('text').textContent") == bulletin.text
    shown = opened.evaluate(
        "() => { const shown = {}; for (const node of document.querySelectorAll('mark.metric'))"
        " shown[node.dataset.span] = (shown[node.dataset.span] ?? '') + node.textContent; return shown; }"
    )
    metrics = [metric for article in bulletin.articles for metric in article.metrics]
    assert shown == {span_of(metric): metric.text for metric in metrics}


def test_highlights_nest_and_what_crosses_goes_on(opened: Any, bulletin: Bulletin) -> None:
    assert opened.locator("mark.item mark.metric").count() > 5
    shown = opened.evaluate(
        "[...document.querySelectorAll('mark')].map((node) => [node.dataset.span, node.textContent])"
    )
    whole: dict[str, str] = {}
    for span, text in shown:
        whole[span] = whole.get(span, "") + text
    for span, text in whole.items():
        start, end = map(int, span.split("-"))
        assert text == bulletin.text[start:end]


def test_a_click_on_either_side_marks_the_other(opened: Any, bulletin: Bulletin) -> None:
    span = span_of(first_metric(bulletin))
    opened.click("#tab-metrics")
    opened.click(f'tr[data-target="{span}"]')
    assert "marked" in opened.get_attribute(f'mark[data-span="{span}"]', "class")
    opened.click("#tab-outline")
    opened.click(f'mark[data-span="{span}"]')
    assert "marked" in opened.get_attribute(f'tr[data-target="{span}"]', "class")
    assert first_metric(bulletin).name in opened.text_content("#inspector")


def test_a_person_in_the_source_leads_to_the_record(opened: Any) -> None:
    opened.click("mark.person >> nth=0")
    assert opened.get_attribute("#tab-records", "aria-selected") == "true"
    assert opened.locator("#panel .lead.person.marked:visible").count() >= 1


def test_findings_come_first_and_lead_to_their_places(opened: Any) -> None:
    assert opened.get_attribute("#tab-findings", "aria-selected") == "true"
    opened.click("#panel button.finding >> nth=0")
    assert opened.locator("#text mark.marked").count() >= 1
    assert opened.locator("#text mark.marked").first.evaluate(
        "(node) => { const { top, bottom } = node.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; }"
    )


def test_contents_and_sections_lead_into_the_source(opened: Any, bulletin: Bulletin) -> None:
    opened.click("#tab-outline")
    assert opened.locator(".tree > li").count() == len(bulletin.articles)
    assert opened.locator(".printed li").count() == len(bulletin.contents)
    opened.click(".tree ul button >> nth=-1")
    assert opened.evaluate("document.activeElement.id").startswith("at-")


def test_rows_are_sorted_by_every_column_and_values_within_their_unit(opened: Any) -> None:
    opened.click("#tab-metrics")
    heads = opened.locator(".metrics th button")
    for at in range(heads.count()):
        heads.nth(at).click()
        assert opened.locator('th[aria-sort="ascending"]').count() == 1
    opened.click(".metrics th.c-value button")
    shown = opened.evaluate(
        "[...document.querySelectorAll('.metrics tbody tr')].map((row) => [row.querySelector('.c-unit').textContent,"
        " parseFloat(row.querySelector('.c-value').lastChild.textContent.replaceAll(',', ''))])"
    )
    by_unit: dict[str, list[float]] = {}
    for unit, value in shown:
        by_unit.setdefault(unit, []).append(value)
    assert max(map(len, by_unit.values())) > 3
    assert all(values == sorted(values) for values in by_unit.values())
    assert [unit for at, (unit, _) in enumerate(shown) if at == 0 or shown[at - 1][0] != unit] == list(by_unit)


def test_rows_are_filtered_and_searched(opened: Any, bulletin: Bulletin) -> None:
    opened.click("#tab-metrics")
    percent = [one for article in bulletin.articles for one in article.metrics if one.kind == "percent"]
    opened.select_option("select[name=kind]", label=f"百分比 ({len(percent)})")
    assert set(opened.locator(".metrics tbody .c-kind").all_text_contents()) == {"百分比"}
    assert opened.locator(".metrics tbody tr").count() == len(percent)
    opened.click(".filters button")
    opened.fill("#panel input[type=search]", "水利 投资")
    names = opened.locator(".metrics tbody .c-name").all_text_contents()
    assert names
    assert all("水利" in name for name in names)
    opened.fill("#panel input[type=search]", "没有这样的指标")
    assert opened.locator(".metrics tbody tr").count() == 0
    assert "没有" in opened.text_content(".count")


def test_a_hostile_bulletin_is_text(show: Show) -> None:
    hostile = extract(HOSTILE, name='</script><b>"x".md')
    opened = show([hostile, extract_file(SAMPLE)], "#0")
    assert opened.evaluate("document.getElementById('text').textContent") == HOSTILE
    metrics = hostile.articles[0].metrics
    for metric in metrics:
        assert opened.text_content(f'mark[data-span="{span_of(metric)}"]') == metric.text
    assert metrics
    assert opened.locator("main b, main script").count() == 0
    opened.evaluate("location.hash = '#'")
    opened.wait_for_selector(".list")
    assert '</script><b>"x".md' in opened.text_content(".list")
    assert opened.locator(".list b, .list script").count() == 0


def test_characters_that_turn_the_direction_are_shown_and_turn_nothing(show: Show) -> None:
    opened = show([extract("关于财政工作的报告\n\n2023年，税收\u202e6.72亿元\u200b。")])
    labels = opened.evaluate("[...document.querySelectorAll('#text .unseen')].map((one) => one.dataset.label)")
    assert labels == ["U+202E", "U+200B"]
    lefts = opened.evaluate(
        """() => { const node = [...document.querySelectorAll("#text mark.metric")].at(-1).firstChild;
          return [...node.data].map((_, at) => { const range = document.createRange(); range.setStart(node, at);
            range.setEnd(node, at + 1); return range.getBoundingClientRect().left; }); }"""
    )
    assert len(lefts) > 3
    assert lefts == sorted(lefts)


def test_a_report_and_the_opinion_on_it_lead_to_each_other(opened: Any, bulletin: Bulletin) -> None:
    [report] = [one for one in bulletin.articles if one.kind == "duty_report"]
    [opinion] = [one for one in bulletin.articles if one.kind == "evaluation_opinion"]
    opened.click("#tab-records")
    for article, other in ((report, opinion), (opinion, report)):
        opened.click(f"details.record summary >> nth={article.index + 1}")
        opened.click("button.related:visible")
        assert opened.evaluate("document.activeElement.id") == f"article-{other.index}"
        opened.click(f"details.record summary >> nth={article.index + 1}")


def test_a_figure_is_quoted_with_its_sentence_and_place(opened: Any, bulletin: Bulletin) -> None:
    opened.context.grant_permissions(["clipboard-read", "clipboard-write"])
    [metric] = bulletin.find("新建小型水库")
    opened.click(f'mark[data-span="{span_of(metric)}"]')
    opened.keyboard.press("q")
    opened.wait_for_selector("#told:not(:empty)")
    quotation = opened.evaluate("navigator.clipboard.readText()")
    sentence, _, where = quotation.partition("”——")
    assert sentence.startswith("“")
    assert "新建小型水库3座" in sentence
    assert sentence.count("\n") == 0
    assert where == (
        f"云岫县人民代表大会常务委员会公报 第 2 期 2024-05-10，履职情况报告 {bulletin.articles[2].byline}，"
        f"yunxiu-2024-02.md#{span_of(metric)}"
    )


def test_on_a_phone_one_side_is_shown_and_a_tab_leads_to_the_other(show: Show, bulletin: Bulletin) -> None:
    opened = show([bulletin], size=PHONE)
    assert not opened.is_visible("#text")
    opened.click("#panel button.finding >> nth=0")
    assert opened.is_visible("#text")
    assert not opened.is_visible("#panel")
    opened.click("#text mark.metric >> nth=2")
    assert opened.is_visible("#inspector button.accept")
    opened.click("#tab-metrics")
    assert opened.is_visible("tr.marked")
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_data_in_the_page_is_the_bulletin(tmp_path: Path, bulletin: Bulletin) -> None:
    page = tmp_path / "out" / "page.html"
    assert main(["view", str(SAMPLE), "-o", str(page)]) == 0
    [packed] = re.findall(r'id="bulletin-0">(.*?)</script>', page.read_text(encoding="utf-8"), re.DOTALL)
    data = json.loads(gzip.decompress(base64.b64decode(packed)))
    assert data["text"] == bulletin.text
    kept = Bulletin.model_validate(data["bulletin"])
    assert kept.articles == bulletin.articles


def test_a_folder_is_searched_and_the_page_in_it_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "in"
    (folder / "2023").mkdir(parents=True)
    (folder / "2023" / "a.txt").write_text("关于财政工作的报告\n\n2023年，税收6.72亿元。", encoding="utf-8")
    (folder / "b.md").write_text("关于水利工作的报告\n\n2023年，投资6.72亿元。", encoding="utf-8")
    (folder / "broken.md").write_bytes(b"")
    for _ in range(2):
        assert main(["view", str(folder), "-o", str(folder / "page.html")]) == 1
        assert "broken.md" in capsys.readouterr().err
        [index] = re.findall(r'id="index">(.*?)</script>', (folder / "page.html").read_text(encoding="utf-8"))
        assert [one["name"] for one in json.loads(index)] == ["a.txt", "b.md"]


def test_the_files_of_an_archive_are_in_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("2023/a.md", "关于财政工作的报告\n\n2023年，税收6.72亿元。")
        archive.writestr("2023/broken.md", "")
        archive.writestr("picture.png", "no bulletin")
    page = tmp_path / "page.html"
    assert main(["view", str(tmp_path / "a.zip"), str(SAMPLE), "-o", str(page)]) == 1
    assert "broken.md" in capsys.readouterr().err
    [index] = re.findall(r'id="index">(.*?)</script>', page.read_text(encoding="utf-8"))
    assert [one["name"] for one in json.loads(index)] == ["a.md", SAMPLE.name]
    assert main(["view", str(tmp_path / "missing.zip"), "-o", str(tmp_path / "none.html")]) == 1
    assert "missing.zip" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["view", str(tmp_path / "none.md"), "-o", str(tmp_path / "page.html")]) == 1
    assert "none.md" in capsys.readouterr().err
    assert main(["view", str(tmp_path), "-o", str(tmp_path / "page.html")]) == 1
    assert "without files" in capsys.readouterr().err
    assert not (tmp_path / "page.html").exists()


def test_chinese_first_english_by_a_switch(opened: Any) -> None:
    assert opened.text_content("#tab-metrics").startswith("指标")
    opened.click("#language")
    assert opened.text_content("#tab-metrics").startswith("Metrics")


EVIL = "<img src=x onerror=alert(1)></script><svg onload=alert(2)>\"'`${alert(3)}\u202e"


def _evil(value: Any, key: str = "") -> Any:
    """The record with every text in it replaced, but for what has a meaning to the models or stands in the source."""
    if isinstance(value, dict):
        return {name: _evil(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_evil(one, key) for one in value]
    kept = {"kind", "role", "status", "bound", "direction", "severity", "action", "value", "low", "high", "sha256"}
    if not isinstance(value, str) or key in kept or re.fullmatch(r"[\d.-]+", value):
        return value
    return EVIL


def test_nothing_of_a_record_is_ever_markup(show: Show, bulletin: Bulletin) -> None:
    record = bulletin.model_dump(mode="json")
    record["source"].pop("text")
    evil = Bulletin.model_validate({**_evil(record), "schema_version": bulletin.schema_version}).keeping(bulletin.text)
    opened = show([evil, evil])
    everywhere = "document.querySelectorAll('img, svg:not(.chart), script:not([type]) ~ script').length"
    assert EVIL in opened.text_content(".list")
    assert opened.evaluate(everywhere) == 0
    opened.evaluate("location.hash = '#compare'")
    opened.wait_for_selector("figure")
    assert opened.evaluate(everywhere) == 0
    opened.evaluate("location.hash = '#0'")
    opened.wait_for_selector("#text")
    for tab in ("findings", "metrics", "records", "charts", "outline"):
        opened.click(f"#tab-{tab}")
        assert opened.evaluate(everywhere) == 0
        assert EVIL in opened.text_content("#panel")
    opened.click("#tab-metrics")
    opened.click(".metrics tbody tr >> nth=1")
    opened.keyboard.press("e")
    assert opened.input_value("dialog [name=name]") == EVIL
    assert opened.evaluate(everywhere) == 0
