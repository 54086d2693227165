from __future__ import annotations

import json
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pjrd_extract.find.quantities import QuantityFinder, find_quantities, parse_quantity
from pjrd_extract.normalize.quantity import FoundQuantity, Quantity
from pjrd_extract.rules.load import Rules

CASES = Path(__file__).parents[1] / "cases"


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def described(quantity: Quantity | FoundQuantity) -> dict[str, Any]:
    numbers = {"value": quantity.value, "low": quantity.low, "high": quantity.high}
    return numbers | {"text": quantity.text, "unit": quantity.unit, "kind": quantity.kind, "bound": quantity.bound}


def wanted(expected: dict[str, Any]) -> dict[str, Any]:
    numbers = {name: Decimal(expected[name]) if expected.get(name) else None for name in ("value", "low", "high")}
    return numbers | {name: expected[name] for name in ("text", "unit", "kind", "bound")}


@pytest.mark.parametrize("row", rows("find/quantities-sentences"), ids=lambda row: row["text"])
def test_quantities_in_sentences(row: dict[str, Any]) -> None:
    found = find_quantities(row["text"])
    assert [described(quantity) for quantity in found] == [wanted(expected) for expected in row["expected"]]
    assert [quantity.weak for quantity in found] == [expected.get("weak", False) for expected in row["expected"]]


@pytest.mark.parametrize(
    "row", [row for row in rows("normalize/quantities-known") if not row.get("alone")], ids=lambda row: row["text"]
)
def test_what_parses_alone_is_found_in_a_sentence(row: dict[str, Any]) -> None:
    [quantity] = find_quantities(f"经统计，共完成{row['text']}。")
    expected = row["expected"]
    assert quantity.value == (None if expected["value"] is None else Decimal(expected["value"]))
    assert (quantity.unit, quantity.kind, quantity.bound) == (expected["unit"], expected["kind"], expected["bound"])


@pytest.mark.parametrize("row", rows("find/not-quantities-traps"), ids=lambda row: row["text"])
def test_what_is_no_quantity_is_not_found(row: dict[str, Any]) -> None:
    assert [quantity.text for quantity in find_quantities(row["text"])] == []
    assert [quantity.text for quantity in find_quantities(f"{row['text']}。")] == []
    if row["why"] != "list markers":
        assert [quantity.text for quantity in find_quantities(f"要求{row['text']}，抓好落实。")] == []


FRAGMENTS = [
    *("一", "二", "两", "三", "十", "百", "千", "万", "亿", "零", "半", "几", "数", "第", "前", "点", "分之", "又"),
    *("1", "2.5", "0", "12", "2023", "1,234", "50"),
    *(
        "元",
        "个",
        "亩",
        "公里",
        "%",
        "％",
        "百分点",
        "年",
        "月",
        "日",
        "天",
        "小时",
        "人次",
        "县",
        "成",
        "倍",
        "块",
        "角",
        "米",
    ),
    *(
        "约",
        "近",
        "超过",
        "以上",
        "余",
        "多",
        "左右",
        "至",
        "到",
        "-",
        "—",
        "负",
        "（含）",
        "（",
        "）",
        "，",
        "。",
        "“",
        "”",
    ),
    *(
        "《",
        "》",
        " ",
        "\u3000",
        "\n",
        "G536",
        "5G",
        "US$",
        "人民币",
        "翻",
        "番",
        "首位",
        "/",
        "∶",
        "１",
        "．",
        "级",
        "次",
        "家",
    ),
]
FIGURES = [
    *("1", "0", "25", "3.5", "2023", "万", "亿", "个", "件", "级", "位", "元", "年", "天", "人", "公里", "%"),
    *("近", "超过", "约", "第", "每", "前", "同比", "上升", "以上", "左右", "余", "多", "半", "至", "-", "、", "，"),
    *("/", "(", "：", " ", "。", "美元", "港币", "零下", "负", "户", "县", "A", "个百分点", "一", "两", "三", "五"),
    *("二", "十", "几", "及以下", "来", "之上", "起", "只", "伍", "方面", "\n", "上", "到", "后", "期间", "行动"),
    *("提前", "下", "为", "率", "市", "所", "月", "小时", "个月", ".", "；", "里"),
]
texts = st.lists(st.sampled_from(FRAGMENTS), max_size=16).map("".join) | st.text(max_size=40)


@given(st.lists(st.sampled_from(FIGURES), max_size=12).map("".join))
def test_plain_quantities_are_read_as_all_others(text: str) -> None:
    finder = Rules.default().derived(QuantityFinder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finder, "_plain", lambda *_: None)
        slowly = finder.find(text)
    assert finder.find(text) == slowly


@given(texts)
def test_spans_point_home_and_never_overlap(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert quantity.span.start >= end
        assert text[quantity.span.slice] == quantity.text
        assert quantity.number_span is not None
        assert quantity.span.contains(quantity.number_span)
        assert (quantity.value is None) == (quantity.bound == "range")
        end = quantity.span.end


@given(texts)
def test_every_quantity_parses_alone_to_the_same_value(text: str) -> None:
    for quantity in find_quantities(text):
        alone = parse_quantity(quantity.text)
        assert (alone.value, alone.low, alone.high) == (quantity.value, quantity.low, quantity.high)
        assert alone.unit == quantity.unit


UNITS = [
    "一",
    "1",
    "（",
    "亿",
    "年",
    "1年",
    "1元1角",
    "“",
    "《",
    "1-",
    "1，",
    "1 ",
    "第一",
    "3/",
    "1元/",
    "一又",
    "万余",
    "半",
    "不超过",
    "几",
]


@pytest.mark.parametrize("unit", UNITS)
def test_adversarial_text_takes_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        best = 10.0
        for _ in range(3):
            started = time.process_time()
            find_quantities(text)
            best = min(best, time.process_time() - started)
        return best

    seconds(1_000)
    small, large = seconds(25_000), seconds(100_000)
    # Linear is 4; a quadratic step makes 16. The constant keeps the clock's grain out of it.
    assert large <= 8 * small + 0.05


def test_dense_and_loose_text_give_the_same_quantities() -> None:
    loose = "投资 １．２５ 亿元，新建 G536 线近 17 公里，完成 50 %以上。"
    tight = "投资1.25亿元，新建G536线近17公里，完成50%以上。"
    found = Rules.default().derived(QuantityFinder).find(tight)
    assert [described(quantity) | {"text": ""} for quantity in find_quantities(loose)] == [
        described(quantity) | {"text": ""} for quantity in found
    ]


def test_weak_numerals_are_marked() -> None:
    text = "建立县乡村三级网络，召开一次会议，惠及百万群众，新建三个项目。"
    assert {quantity.text: quantity.weak for quantity in find_quantities(text)} == {
        "三级": True,
        "一次": True,
        "百万": True,
        "三个": False,
    }
