"""The charts of a bulletin and across bulletins: what they show, that it can be read as a table, and where it leads."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from benchmarks.corpus import ROOT
from tests.write.page.conftest import PHONE, Show

from pjrd_extract import Attendance, Bulletin, extract, extract_file

SAMPLE = ROOT / "tests" / "fixtures" / "lanxi-2023-08.txt"


@pytest.fixture(scope="module")
def bulletin() -> Bulletin:
    return extract_file(SAMPLE)


@pytest.fixture
def charts(show: Show, bulletin: Bulletin) -> Any:
    page = show([bulletin])
    page.click("#tab-charts")
    return page


def figure(page: Any, title: str) -> Any:
    return page.locator("figure", has=page.locator("h3", has_text=title))


def table(of: Any) -> list[list[str]]:
    rows: list[list[str]] = of.evaluate(
        "(node) => [...node.querySelectorAll('tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent))"
    )
    return rows


def metrics(bulletin: Bulletin) -> list[Any]:
    return [metric for article in bulletin.articles for metric in article.metrics]


def test_attendance_is_that_of_the_lists(charts: Any, bulletin: Bulletin) -> None:
    shown = table(figure(charts, "出席情况"))
    [listed] = [one for one in bulletin.articles if isinstance(one, Attendance)]
    assert shown[-1][1:3] == [str(listed.present_count), str(listed.absent_count)]
    assert f"名单 {len(listed.present)} 人" in figure(charts, "出席情况").text_content()


def test_targets_stand_beside_what_there_is_of_the_same_name_and_unit(charts: Any, bulletin: Bulletin) -> None:
    shown = {(row[0], row[1]) for row in table(figure(charts, "目标与实际"))}
    of = [one for one in metrics(bulletin) if one.role == "level"]
    actual = {(one.name, one.unit) for one in of if one.status == "actual"}
    assert shown == {(one.name, one.unit) for one in of if one.status != "actual"} & actual != set()


def test_changes_are_sorted_and_lead_to_their_metric(charts: Any, bulletin: Bulletin) -> None:
    changes = figure(charts, "增减（%）")
    values = [Decimal(row[1].replace("−", "-").rstrip("%")) for row in table(changes)]
    expected = [
        -one.value if one.direction == "down" else one.value
        for one in metrics(bulletin)
        if one.role == "change" and one.unit == "%" and one.direction and one.value is not None
    ]
    assert values == sorted(expected, reverse=True)
    first = changes.locator("[data-target]").first
    span = first.get_attribute("data-target")
    first.click()
    assert "marked" in charts.locator(f'#text mark[data-span="{span}"]').first.get_attribute("class")
    assert charts.is_visible("#inspector button.accept")


def test_a_part_of_a_bar_shows_its_metrics(charts: Any, bulletin: Bulletin) -> None:
    [name, count, *_] = table(figure(charts, "指标按单位"))[0]
    assert int(count) == sum(1 for one in metrics(bulletin) if one.unit == name)
    figure(charts, "指标按单位").locator(".pressable").first.focus()
    charts.keyboard.press("Enter")
    assert charts.get_attribute("#tab-metrics", "aria-selected") == "true"
    assert set(charts.locator(".metrics td.c-unit").all_text_contents()) == {name}
    assert set(charts.locator(".metrics td.c-status").all_text_contents()) == {"实际"}


def test_every_chart_has_a_title_a_description_and_a_table(charts: Any) -> None:
    figures = charts.locator("figure").count()
    assert figures >= 5
    assert charts.locator("svg.chart[aria-labelledby][aria-describedby] > title + desc").count() == figures
    assert charts.locator("figure details table tbody tr").count() > figures
    assert charts.locator(".pressable:not([aria-label])").count() == 0


def test_what_was_rejected_is_in_no_chart(charts: Any) -> None:
    row = table(figure(charts, "增减（%）"))[0]
    figure(charts, "增减（%）").locator("[data-target]").first.click()
    charts.keyboard.press("r")
    assert table(figure(charts, "增减（%）"))[0] != row


def test_charts_fit_a_phone(show: Show, bulletin: Bulletin) -> None:
    page = show([bulletin], size=PHONE)
    page.click("#tab-charts")
    assert page.evaluate(
        "[...document.querySelectorAll('svg.chart text, svg.chart rect')]"
        ".every((node) => node.getBoundingClientRect().right <= innerWidth)"
    )


def _report(county: str, year: int, value: str, planned: str) -> Bulletin:
    text = (
        f"# {county}人民代表大会常务委员会公报\n\n{year + 1}年3月1日\n\n# 关于财政工作的报告\n\n"
        f"{year}年，全县完成地方税收{value}亿元。{year + 1}年，计划完成地方税收{planned}亿元。"
    )
    return extract(text, name=f"{county}-{year}.md")


@pytest.fixture
def compared(show: Show) -> Any:
    reports = [
        _report("青禾县", 2021, "5.2", "5.6"), _report("青禾县", 2022, "5.9", "6.3"), _report("白石县", 2022, "3.1", "3.5"),
    ]  # fmt: skip
    return show([*reports, extract("关于水利工作的报告\n\n2023年，新建水库3座。", name="other.md")], "#compare")


def test_one_metric_is_compared_over_time_and_across_counties(compared: Any) -> None:
    compared.fill("input[name=metric]", "税收")
    compared.keyboard.press("Enter")
    assert compared.input_value("input[name=metric]") == "地方税收"
    rows = table(compared.locator("figure").first)
    assert ["青禾县", "2021-12-31", "实际", "520,000,000", "元", "青禾县-2021.md"] in rows
    assert len(rows) == 6
    latest = table(compared.locator("figure").last)
    assert [row[:3] for row in latest] == [
        ["青禾县", "2022-12-31", "590,000,000"],
        ["白石县", "2022-12-31", "310,000,000"],
    ]
    compared.locator("circle.dot").first.click()
    compared.wait_for_selector("#text mark.marked")
    assert compared.locator("#text mark.marked").first.text_content() == "5.2亿元"


def test_what_is_corrected_is_compared_as_corrected(compared: Any) -> None:
    compared.evaluate("location.hash = '#0'")
    compared.wait_for_selector("#text mark.metric")
    compared.click("#text mark.metric >> nth=0")
    compared.keyboard.press("e")
    compared.fill("dialog [name=value]", "530000000")
    compared.click("dialog button[type=submit]")
    compared.click("#text mark.metric >> nth=1")
    compared.keyboard.press("r")
    compared.evaluate("location.hash = '#compare'")
    compared.wait_for_selector("figure")
    compared.fill("input[name=metric]", "地方税收")
    compared.keyboard.press("Enter")
    rows = table(compared.locator("figure").first)
    assert [row[3] for row in rows if row[5] == "青禾县-2021.md"] == ["530,000,000"]
    assert len(rows) == 5


def test_only_bulletins_that_the_list_shows_are_compared(compared: Any) -> None:
    compared.click(".list-tabs a >> nth=0")
    compared.select_option("select[name=place]", label="青禾县 (2)")
    compared.click(".list-tabs a >> nth=1")
    compared.wait_for_selector("figure")
    assert {row[0] for row in table(compared.locator("figure").first)} == {"青禾县"}
