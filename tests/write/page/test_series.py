"""Which metrics can be compared, and what the index of the page says of a bulletin."""

from __future__ import annotations

from typing import Any

import pytest

from pjrd_extract import extract
from pjrd_extract.write.page.data import entry, place
from pjrd_extract.write.page.series import Series


def table(*sentences: str) -> dict[tuple[object, object, object], list[tuple[int, str, str | None]]]:
    series = Series()
    for number, sentence in enumerate(sentences):
        series.add(number, extract(f"关于财政工作的报告\n\n{sentence}"))
    shared: list[dict[str, Any]] = series.table()
    return {
        (one["name"], one["unit"], one["role"]): [(at, value, end) for at, value, _, end, *_ in one["points"]]
        for one in shared
    }


def test_only_what_two_bulletins_have_can_be_compared() -> None:
    shared = table("2022年，地方税收5.9亿元，新建学校3所。", "2023年，地方税收6.72亿元。")
    assert shared == {("地方税收", "元", "level"): [(0, "590000000", "2022-12-31"), (1, "672000000", "2023-12-31")]}


def test_what_goes_down_is_negative() -> None:
    shared = table("2022年，地方税收同比下降3.5%。", "2023年，地方税收同比增长6%。")
    assert shared == {("地方税收", "%", "change"): [(0, "-3.5", "2022-12-31"), (1, "6", "2023-12-31")]}


def test_what_has_a_period_in_more_bulletins_comes_first() -> None:
    names = [name for name, *_ in table(*[f"共有学校{one}所。202{one}年，地方税收{one}亿元。" for one in (1, 2)])]
    assert names[0] == "地方税收"
    assert len(names) == 2


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("鹿陵县人民代表大会常务委员会公报", "鹿陵县"),
        ("", None),
    ],
)
def test_the_place_is_that_of_the_issuer(title: str, expected: str | None) -> None:
    head = f"# {title}\n\n2024年5月10日\n\n" if title else ""
    bulletin = extract(f"{head}# 关于财政工作的报告\n\n2023年，全县完成地方税收6.72亿元。")
    assert place(bulletin) == expected


def test_without_an_issuer_the_place_is_that_of_the_body_that_met() -> None:
    heading = "鹿陵县第十八届人民代表大会常务委员会召开第六次会议"
    bulletin = extract(f"{heading}\n\n2023年8月22日，{heading}。会议由主任闻仲达主持。")
    assert bulletin.masthead.issuer is None
    assert place(bulletin) == "鹿陵县"


def test_the_index_has_what_the_list_shows() -> None:
    text = "# 鹿陵县人民代表大会常务委员会公报\n\n2024年第3期\n\n2024年5月10日\n\n# 关于财政工作的报告\n\n一、税收6.72亿元。"
    bulletin = extract(text, name="a.md")
    shown: dict[str, Any] = entry(bulletin)
    assert (shown["name"], shown["place"], shown["number"], shown["date"]) == ("a.md", "鹿陵县", 3, "2024-05-10")
    assert (shown["articles"], shown["metrics"]) == (len(bulletin.articles), 1)
    assert sum(shown["findings"].values()) == len(bulletin.findings)
