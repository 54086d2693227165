"""A figure stays the same wherever a blank or a line end falls into its bound, number, multiplier or unit."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from pjrd_extract import extract

HEAD = "# 某县人民代表大会常务委员会公报\n\n## 关于全县农村饮水工作情况的报告\n\n"
LEADS = [
    "县人民政府高度重视水利工作，始终把农村饮水安全放在心上，共完成",
    "（三）农村饮水安全工程建设完成",
    "**二是补短板。**完成",
]
BOUNDS = ["", "约", "近", "超", "不足", "超过", "不少于", "至少"]
NUMBERS = [
    "486.5公里",
    "1.6亿元",
    "340万立方米",
    "826户",
    "12.5万亩",
    "98.7%",
    "12个百分点",
    "0.63亿元",
    "2.3万吨",
    "12至20名",
]
LINE_ENDS = ["\n", "\n\n", " \n", "\r\n"]
TAIL = "，群众比较满意。\n"


def figures(text: str) -> list[tuple[object, ...]]:
    return [
        (re.sub(r"\s", "", one.text), one.value, one.low, one.unit, one.kind, one.bound)
        for article in extract(text).articles
        for one in article.metrics
    ]


@given(st.sampled_from(LEADS), st.sampled_from(BOUNDS), st.sampled_from(NUMBERS), st.data())
def test_a_figure_torn_once_is_the_same(lead: str, bound: str, number: str, data: st.DataObject) -> None:
    figure = bound + number
    at = data.draw(st.integers(1, len(figure) - 1))
    gap = data.draw(st.sampled_from([" ", "\u3000", *LINE_ENDS]))
    whole, torn = (f"{HEAD}{lead}{one}{TAIL}" for one in (figure, figure[:at] + gap + figure[at:]))
    assert figures(torn) == figures(whole)
    assert len(figures(whole)) == 1


@given(
    st.sampled_from(LEADS),
    st.sampled_from(["", "约", "超过"]),
    st.sampled_from(["486.5公里", "1.6亿元", "12.5%"]),
    st.sampled_from(["{}. {}", "{} .{}", "{} . {}"]),
    st.sampled_from(LINE_ENDS),
    st.booleans(),
)
def test_nor_is_it_where_a_blank_stands_beside_its_point_too(
    lead: str, bound: str, number: str, point: str, gap: str, before: bool
) -> None:
    whole, (left, right) = bound + number, number.split(".")
    unit = right.lstrip("0123456789")
    torn = bound + (gap if before and bound else "") + point.format(left, right[: len(right) - len(unit)])
    torn += ("" if before and bound else gap) + unit
    assert figures(f"{HEAD}{lead}{torn}{TAIL}") == figures(f"{HEAD}{lead}{whole}{TAIL}")
