"""What a person says in the page: kept, undone, downloaded, read by the library, and imported again."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from benchmarks.corpus import ROOT
from tests.write.page.conftest import Show, reload

from pjrd_extract import Bulletin, extract, extract_file
from pjrd_extract.cli.program import main
from pjrd_extract.review.model import Corrections

SAMPLE = ROOT / "examples" / "yunxiu-2024-02.md"


@pytest.fixture(scope="module")
def bulletin() -> Bulletin:
    return extract_file(SAMPLE)


@pytest.fixture
def opened(show: Show, bulletin: Bulletin) -> Any:
    page = show([bulletin])
    page.click("#tab-metrics")
    return page


def metrics(bulletin: Bulletin) -> list[Any]:
    return [metric for article in bulletin.articles for metric in article.metrics]


def row(page: Any, metric: Any) -> Any:
    return page.locator(f'.metrics tr[data-target="{metric.span.start}-{metric.span.end}"]')


def edit(page: Any, metric: Any, **fields: str) -> None:
    row(page, metric).click()
    page.keyboard.press("e")
    for name, value in fields.items():
        field = page.locator(f"dialog [name={name}]")
        if field.evaluate("(node) => node.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.click("dialog button[type=submit]")
    page.wait_for_selector("dialog", state="detached")


def downloaded(page: Any, file: Path) -> Path:
    page.click("#menu summary")
    with page.expect_download() as download:
        page.click("#download")
    download.value.save_as(file)
    return file


def imported(page: Any, file: Path) -> str:
    page.evaluate("$('told').replaceChildren()")
    page.click("#menu summary")
    with page.expect_file_chooser() as chooser:
        page.click("#import")
    chooser.value.set_files(str(file))
    page.wait_for_selector("#told:not(:empty)")
    told: str = page.text_content("#told")
    return told


def test_accept_reject_and_edit_are_kept_and_marked(opened: Any, bulletin: Bulletin) -> None:
    first, second, third = metrics(bulletin)[1:4]
    row(opened, first).click()
    opened.keyboard.press("a")
    opened.keyboard.press("j")
    opened.keyboard.press("r")
    edit(opened, third, name="新修水库")
    reload(opened)
    opened.click("#tab-metrics")
    assert row(opened, first).get_attribute("data-review") == "accept"
    assert row(opened, second).get_attribute("data-review") == "reject"
    assert "新修水库" in row(opened, third).text_content()
    assert "已修改" in row(opened, third).text_content()
    assert third.name in row(opened, third).locator(".c-name").get_attribute("title")
    assert "已核对  3 /" in opened.text_content("#progress")


def test_every_field_goes_the_way_round(opened: Any, bulletin: Bulletin, tmp_path: Path) -> None:
    one, other, ranged, cleared = [metric for metric in metrics(bulletin) if metric.value is not None][1:5]
    with_basis = [metric for metric in metrics(bulletin) if metric.basis][-1]
    edit(
        opened, one, name="水利总投资", value="７00,000,000", unit="万元", role="gap", status="target",
        bound="at_least", direction="above", kind="other", start="2022-01-01", end="2022-12-31", scope="全市",
        note="见“预算”表",
    )  # fmt: skip
    edit(opened, ranged, value="", low="3", high="5.5")
    edit(opened, cleared, start="", end="")
    edit(opened, with_basis, basis="")
    row(opened, other).click()
    opened.keyboard.press("a")
    file = downloaded(opened, tmp_path / "corrections.json")
    corrected = extract_file(SAMPLE, corrections=Corrections.load(file))
    assert [finding for finding in corrected.findings if finding.code == "correction"] == []
    by_span = {metric.span: metric for metric in metrics(corrected)}
    now = by_span[one.span]
    assert (now.name, now.value, now.unit, now.kind) == ("水利总投资", Decimal(700000000), "万元", "other")
    assert (now.role, now.status, now.bound, now.direction) == ("gap", "target", "at_least", "above")
    assert (now.period.start, now.period.end, now.period.text) == (date(2022, 1, 1), date(2022, 12, 31), "2023年")
    assert (now.scope, now.review.status, now.review.note) == ("全市", "edited", "见“预算”表")
    assert (by_span[ranged.span].low, by_span[ranged.span].high) == (Decimal(3), Decimal("5.5"))
    assert (by_span[ranged.span].value, by_span[ranged.span].bound) == (None, "range")
    assert cleared.period is not None
    assert by_span[cleared.span].period is None
    assert by_span[with_basis.span].basis is None
    assert by_span[other.span].review.status == "accepted"
    for metric in (one, ranged, cleared):  # The page shows what the library makes of it.
        shown = row(opened, metric).locator(".c-value").text_content()
        value = by_span[metric.span]
        expected = f"{value.value:,}" if value.value is not None else f"{value.low}–{value.high}"
        assert expected in shown


def test_convert_applies_what_was_downloaded(opened: Any, bulletin: Bulletin, tmp_path: Path) -> None:
    metric = metrics(bulletin)[1]
    edit(opened, metric, value="700000000")
    file = downloaded(opened, tmp_path / "corrections.json")
    assert main(["convert", str(SAMPLE), "-o", str(tmp_path), "--corrections", str(file)]) == 0
    converted = Bulletin.model_validate_json((tmp_path / f"{SAMPLE.stem}.json").read_text(encoding="utf-8"))
    changed = metrics(converted)[1]
    assert (changed.value, changed.review.status, changed.review.fields) == (Decimal(700000000), "edited", ("value",))


def test_a_form_that_makes_no_sense_is_refused(opened: Any, bulletin: Bulletin) -> None:
    row(opened, metrics(bulletin)[1]).click()
    opened.keyboard.press("e")
    for value, low, told in (("1e5", "", "阿拉伯数字"), ("", "", "至少"), ("3", "4", "不要都写")):
        opened.fill("dialog [name=value]", value)
        opened.fill("dialog [name=low]", low)
        opened.click("dialog button[type=submit]")
        assert told in opened.text_content("dialog .problem")
    opened.keyboard.press("Escape")
    assert opened.evaluate("corrections(opened.entry).length") == 0


def test_undo_and_redo(opened: Any, bulletin: Bulletin) -> None:
    metric = metrics(bulletin)[1]
    row(opened, metric).click()
    opened.keyboard.press("a")
    opened.keyboard.press("r")
    states = []
    for key in ("u", "Control+z", "Shift+U", "Shift+U"):
        opened.keyboard.press(key)
        states.append(row(opened, metric).get_attribute("data-review"))
    assert states == ["accept", "", "accept", "reject"]
    opened.keyboard.press("r")
    assert row(opened, metric).get_attribute("data-review") == ""


SELECT = """(words) => {
  const walker = document.createTreeWalker($("text"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return;
  }
}"""


def test_a_missed_metric_is_added_by_selecting_it(show: Show, tmp_path: Path) -> None:
    text = "关于𠮷工作的报告\n\n2023年，全县完成投资95.10亿元。编号A1,234.5万斤。"
    page = show([extract(text, name="a.md")])
    page.evaluate(SELECT, "1,234.5万斤")
    page.click("#adder")
    assert page.input_value("dialog [name=value]") == "12345000"
    assert page.input_value("dialog [name=unit]") == "斤"
    page.fill("dialog [name=name]", "下达数")
    page.click("dialog button[type=submit]")
    assert page.text_content("#text mark[data-review=add]").strip() == "1,234.5万斤"
    assert page.locator("#inspector").text_content().startswith("下达数")
    file = downloaded(page, tmp_path / "corrections.json")
    [metric] = [one for one in metrics(extract(text, name="a.md", corrections=Corrections.load(file))) if one.review]
    assert (metric.name, metric.value, metric.unit, metric.text) == ("下达数", Decimal(12345000), "斤", "1,234.5万斤")
    assert metric.review.status == "added"
    page.keyboard.press("u")
    assert page.locator("#text mark[data-review=add]").count() == 0


def test_a_download_is_imported_and_undone_in_one_step(opened: Any, bulletin: Bulletin, tmp_path: Path) -> None:
    first, second = metrics(bulletin)[1:3]
    edit(opened, first, name="新名")
    row(opened, second).click()
    opened.keyboard.press("r")
    file = downloaded(opened, tmp_path / "corrections.json")
    opened.keyboard.press("u")
    opened.keyboard.press("u")
    assert opened.locator(".metrics tr:not([data-review=''])[data-review]").count() == 0
    assert "导入 2 条，未采用 0 条" in imported(opened, file)
    assert "新名" in row(opened, first).text_content()
    assert row(opened, second).get_attribute("data-review") == "reject"
    assert downloaded(opened, tmp_path / "again.json").read_bytes() == file.read_bytes()
    opened.keyboard.press("u")
    assert opened.evaluate("corrections(opened.entry).length") == 0


def test_what_does_not_fit_is_left_out(opened: Any, bulletin: Bulletin, tmp_path: Path) -> None:
    metric = metrics(bulletin)[1]
    span = {"start": metric.span.start, "end": metric.span.end}
    good = {"action": "accept", "span": span, "text": metric.text}
    bad: list[Any] = [
        {**good, "text": "别的"},
        {**good, "span": {"start": 0, "end": 2}},
        {**good, "action": "delete"},
        {**good, "action": "edit", "fields": {"value": 3}},
        {**good, "action": "edit", "fields": {"colour": "red"}},
        {**good, "action": "edit", "fields": {"role": "<b>"}},
        {**good, "was": {"name": "别的"}},
        {**good, "span": "x"},
        None,
    ]
    file = tmp_path / "c.json"
    block = {"name": "other-name.md", "sha256": bulletin.source.sha256, "corrections": [*bad, good]}
    stranger = {"name": "x.md", "sha256": "0" * 64, "corrections": [good]}
    file.write_text(json.dumps({"format": "pjrd-corrections", "version": 1, "bulletins": [block, stranger]}))
    assert f"导入 1 条，未采用 {len(bad) + 1} 条" in imported(opened, file)
    assert row(opened, metric).get_attribute("data-review") == "accept"
    for text in ("{", "[]", '{"format": "pjrd-corrections", "version": 2, "bulletins": []}'):
        file.write_text(text)
        assert "不是更正文件" in imported(opened, file)


def test_a_file_is_imported_by_dropping_it(opened: Any, bulletin: Bulletin) -> None:
    metric = metrics(bulletin)[1]
    correction = {"action": "reject", "span": {"start": metric.span.start, "end": metric.span.end}, "text": metric.text}
    block = {"name": bulletin.source.name, "sha256": bulletin.source.sha256, "corrections": [correction]}
    opened.evaluate(
        "(text) => { const transfer = new DataTransfer(); transfer.items.add(new File([text], 'c.json'));"
        " document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, dataTransfer: transfer })); }",
        json.dumps({"format": "pjrd-corrections", "version": 1, "bulletins": [block]}),
    )
    opened.wait_for_selector("tr[data-review=reject]")


def test_copies_of_one_file_have_corrections_of_their_own(show: Show, bulletin: Bulletin, tmp_path: Path) -> None:
    copy = bulletin.model_copy(update={"source": bulletin.source.model_copy(update={"name": "copy.md"})})
    page = show([bulletin, copy], "#0")
    metric = metrics(bulletin)[1]
    page.click("#tab-metrics")
    edit(page, metric, name="甲")
    page.keyboard.press("]")
    page.wait_for_selector("#main[data-at='1']")
    page.click("#tab-metrics")
    assert row(page, metric).get_attribute("data-review") == ""
    edit(page, metric, name="乙")
    file = downloaded(page, tmp_path / "corrections.json")
    corrections = Corrections.load(file)
    for one, name in ((bulletin, "甲"), (copy, "乙")):
        after, warnings = corrections.apply(one, bulletin.text)
        assert metrics(after)[1].name == name
        assert warnings == []


def test_a_page_begins_with_the_corrections_of_a_file_and_keeps_them(
    show: Show, bulletin: Bulletin, tmp_path: Path
) -> None:
    metric = metrics(bulletin)[1]
    correction = {
        "action": "edit", "span": {"start": metric.span.start, "end": metric.span.end}, "text": metric.text,
        "fields": {"name": "旧更正"}, "note": "来自文件",
    }  # fmt: skip
    page = show([bulletin], corrections=lambda _: [correction])
    page.click("#tab-metrics")
    assert "旧更正" in row(page, metric).text_content()
    row(page, metrics(bulletin)[2]).click()
    page.keyboard.press("a")
    [block] = json.loads(downloaded(page, tmp_path / "c.json").read_text(encoding="utf-8"))["bulletins"]
    assert [one["action"] for one in block["corrections"]] == ["edit", "accept"]
    edit(page, metric, name=metric.name)
    reload(page)
    page.click("#tab-metrics")
    assert row(page, metric).get_attribute("data-review") == ""


def test_view_with_corrections_shows_them_as_said_and_the_findings_after_them(
    tmp_path: Path, bulletin: Bulletin
) -> None:
    metric = metrics(bulletin)[1]
    correction = {"action": "reject", "span": {"start": metric.span.start, "end": metric.span.end}, "text": metric.text}
    wrong = {"action": "reject", "span": {"start": 0, "end": 1}, "text": "#"}
    file = tmp_path / "c.json"
    block = {"name": "a.md", "sha256": bulletin.source.sha256, "corrections": [correction, wrong]}
    file.write_text(json.dumps({"format": "pjrd-corrections", "version": 1, "bulletins": [block]}))
    page = tmp_path / "page.html"
    assert main(["view", str(SAMPLE), "-o", str(page), "--corrections", str(file)]) == 0
    index = page.read_text(encoding="utf-8").partition('id="index">')[2].partition("</script>")[0]
    [entry] = json.loads(index)
    assert entry["said"] == 2
    assert entry["metrics"] == len(metrics(bulletin))
    assert entry["findings"]["correction"] == 1


def test_with_a_filter_of_what_was_not_reviewed_the_next_is_the_next(opened: Any, bulletin: Bulletin) -> None:
    first, second, third = metrics(bulletin)[2:5]
    opened.select_option("select[name=review]", index=1)
    row(opened, first).click()
    opened.keyboard.press("a")
    opened.keyboard.press("j")
    assert opened.evaluate("state.marked") == f"{second.span.start}-{second.span.end}"
    opened.keyboard.press("r")
    opened.keyboard.press("ArrowDown")
    assert opened.evaluate("state.marked") == f"{third.span.start}-{third.span.end}"
    assert row(opened, first).get_attribute("data-review") == "accept"
    assert opened.locator("#text mark[data-review=reject]").first.text_content() == second.text
    opened.click(".metrics th.c-name button")
    assert row(opened, first).count() == row(opened, second).count() == 0


def test_a_corrected_status_shows_in_the_source(opened: Any, bulletin: Bulletin) -> None:
    metric = next(one for one in metrics(bulletin) if one.status == "actual")
    edit(opened, metric, status="target")
    mark = opened.locator(f'#text mark[data-span="{metric.span.start}-{metric.span.end}"]').first
    assert {"metric", "target"} <= set(mark.get_attribute("class").split())
    opened.keyboard.press("u")
    assert {"metric", "actual"} <= set(mark.get_attribute("class").split())
