from __future__ import annotations

import json
import pickle
from dataclasses import FrozenInstanceError
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pjrd_extract.errors import NumeralError, UnknownUnitError
from pjrd_extract.find.metrics import find_metrics
from pjrd_extract.find.quantities import find_quantities, parse_quantity
from pjrd_extract.models.interval import Interval
from pjrd_extract.normalize.quantity import Quantity
from pjrd_extract.rules.load import Rules

CASES = Path(__file__).parents[1] / "cases" / "normalize"


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def described(quantity: Quantity) -> dict[str, Any]:
    """The fields of a quantity that cases speak of, with ``None`` for what is absent."""
    fields = ("value", "low", "high", "unit", "kind", "bound", "currency")
    return {field: getattr(quantity, field) for field in fields}


def wanted(expected: dict[str, str | None]) -> dict[str, Any]:
    numbers = {field: expected.get(field) for field in ("value", "low", "high")}
    others = {field: expected.get(field) for field in ("unit", "kind", "bound", "currency")}
    return {field: None if text is None else Decimal(text) for field, text in numbers.items()} | others


@pytest.mark.parametrize("row", rows("quantities-known"), ids=lambda row: row["text"])
def test_quantities_are_read(row: dict[str, Any]) -> None:
    quantity = parse_quantity(row["text"])
    assert described(quantity) == wanted(row["expected"])
    assert (quantity.text, quantity.span.start, quantity.span.end) == (row["text"], 0, len(row["text"]))


@pytest.mark.parametrize("row", rows("quantities-refused"), ids=lambda row: row["text"] or "empty")
def test_what_is_no_quantity_is_refused(row: dict[str, Any]) -> None:
    with pytest.raises((NumeralError, UnknownUnitError)):
        parse_quantity(row["text"])


@pytest.mark.parametrize("text", ["3兆元", "5朗姆", "12格令"])
def test_an_unknown_unit_is_named(text: str) -> None:
    with pytest.raises((UnknownUnitError, NumeralError)) as caught:
        parse_quantity(text)
    assert caught.value.text


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize("row", rows("units-conversions"), ids=lambda row: f"{row['text']}-{row['to']}")
def test_conversions(row: dict[str, Any]) -> None:
    quantity = parse_quantity(row["text"])
    if row["expected"] is None:
        with pytest.raises(UnknownUnitError):
            quantity.to(row["to"])
        return
    converted = quantity.to(row["to"])
    values = [converted.value] if converted.value is not None else [converted.low, converted.high]
    assert values == [number(part) for part in row["expected"].split(",")]
    assert (converted.bound, converted.text) == (quantity.bound, quantity.text)


@pytest.mark.parametrize("row", rows("units-si"), ids=lambda row: row["text"])
def test_si(row: dict[str, Any]) -> None:
    expected = row["expected"]
    assert parse_quantity(row["text"]).si == (None if expected is None else (Decimal(expected[0]), expected[1]))


CONVERTIBLE = [rule for rule in Rules.default().units if rule.factor is not None and rule.offset is None and rule.words]


@pytest.mark.parametrize("rule", CONVERTIBLE, ids=lambda rule: rule.name)
@settings(max_examples=15)
@given(value=st.decimals(min_value=0, max_value=10**9, places=2))
def test_there_and_back_again(rule: Any, value: Decimal) -> None:
    quantity = parse_quantity(f"{value}{rule.words[0]}")
    others = [other.name for other in CONVERTIBLE if other.dimension == rule.dimension]
    for name in others:
        back = quantity.to(name).to(rule.name)
        assert back.value is not None
        assert abs(back.value - value) <= abs(value) * Decimal("1e-26")


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("3个", Interval(Decimal(3), Decimal(3), True, True)),
        ("超3个", Interval(Decimal(3), None, False, False)),
        ("3个以上", Interval(Decimal(3), None, True, False)),
        ("近3个", Interval(None, Decimal(3), False, False)),
        ("不足3个", Interval(None, Decimal(3), False, False)),
        ("不超过3个", Interval(None, Decimal(3), False, True)),
        ("3至5个", Interval(Decimal(3), Decimal(5), True, True)),
        ("十几个", Interval(Decimal(11), Decimal(19), True, True)),
        ("约3个", Interval(None, None, False, False)),
    ],
)
def test_interval(text: str, interval: Interval) -> None:
    assert parse_quantity(text).interval == interval


def test_conversion_names_the_unit_it_gives() -> None:
    assert parse_quantity("3km²").to("平方千米").unit == "平方公里"
    assert parse_quantity("1.59亿元").to("万元").unit == "万元"
    assert parse_quantity("1.59亿元").to("万元").to("元").value == Decimal(159000000)


def test_a_quantity_is_immutable_and_can_be_pickled() -> None:
    quantity = parse_quantity("近17万人")
    with pytest.raises(FrozenInstanceError):
        quantity.unit = "名"  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(quantity)) == quantity


def test_users_add_units_classifiers_and_multipliers(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(
        '[[units]]\nname = "斛"\nwords = ["斛"]\nkind = "volume"\ndimension = "volume"\nfactor = "1/20"\nsi = "立方米"\n'
        '[[classifiers]]\nname = "caves"\nwords = ["窟"]\n'
        '[[multipliers]]\nname = "兆"\nwords = ["兆"]\nfactor = "1000000000000"\n',
        encoding="utf-8",
    )
    rules = Rules.default().extended(mine)
    assert parse_quantity("30斛", rules=rules).to("升").value == Decimal(1500)
    assert parse_quantity("12窟", rules=rules).unit == "窟"
    assert parse_quantity("3兆元", rules=rules).value == Decimal(3 * 10**12)
    with pytest.raises((NumeralError, UnknownUnitError)):
        parse_quantity("30斛")


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("完成地方税收6.72亿元", "万元", "67200"),
        ("利用外资3万美元", "美元", "30000"),
        ("新建高标准农田9.6万亩", "平方米", "64000000"),
        ("改造渠道12.5公里", "米", "12500"),
    ],
)
def test_a_metric_is_converted_as_a_quantity(text: str, unit: str, value: str) -> None:
    [metric] = find_metrics(text)
    quantity = Quantity.of(metric)
    found = parse_quantity(metric.text)
    assert (quantity.value, quantity.unit, quantity.currency, quantity.si) == (
        found.value,
        found.unit,
        found.currency,
        found.si,
    )
    assert quantity.to(unit).value == Decimal(value)
    assert (quantity.text, quantity.span) == (metric.text, metric.span)


@pytest.mark.parametrize(
    "text", ["新建学校不少于3所", "覆盖率超过95%", "培训1000至1200人", "建成水库十几座", "投资近5亿元"]
)
def test_a_metric_has_the_interval_of_its_quantity(text: str) -> None:
    [metric] = find_metrics(text)
    assert metric.interval == Quantity.of(metric).interval == find_quantities(text)[0].interval
    with pytest.raises(UnknownUnitError):
        Quantity.of(metric).to("平方米")
