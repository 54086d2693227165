"""Tables that plain text lays out by blanks become tables; lines that only look like them stay as they are."""

from __future__ import annotations

import pytest

from pjrd_extract import extract
from pjrd_extract.read.clean import clean

TABLE = """\
序号　项目名称　　　　　　　单位　年度任务　9月底完成　完成率（%）
1　　新增公办幼儿园学位　　　个　　　1800　　　1980　　110
2　　农村公路安防设施　　　　公里　　160　　　　142.4　 89
3　　老旧小区改造　　　　　　户　　　３２６０　　3260　　100
"""


def test_cells_are_parted() -> None:
    assert clean(TABLE).text.value.splitlines()[:3] == [
        "序号|项目名称|单位|年度任务|9月底完成|完成率（%）",
        "1|新增公办幼儿园学位|个|1800|1980|110",
        "2|农村公路安防设施|公里|160|142.4|89",
    ]


def test_figures_are_read_with_row_and_column() -> None:
    source = f"# 关于民生实事项目进展情况的报告\n\n具体进展如下：\n\n{TABLE}\n总的看，推进有力。\n"
    [article] = extract(source).articles
    found = [(metric.name, str(metric.value), metric.unit, metric.status) for metric in article.metrics]
    assert found[:3] == [
        ("新增公办幼儿园学位年度任务", "1800", "个", "target"),
        ("新增公办幼儿园学位", "1980", "个", "actual"),
        ("新增公办幼儿园学位完成率", "110", "%", "actual"),
    ]
    assert len(found) == 9
    for metric in article.metrics:
        assert source[metric.span.start : metric.span.end] == metric.text


def test_tabs_part_cells_too() -> None:
    assert "户数|32|45" in clean("指标\t2022年\t2023年\n户数\t32\t45\n人数\t120\t131\n").text.value


def test_a_word_set_apart_is_one_cell() -> None:
    source = "项  目    年初预算数  增减额\n税收收入  78600    -5200\n合　计  131000  －1100\n"
    assert clean(source).text.value.splitlines()[::2] == ["项  目|年初预算数|增减额", "合　计|131000|－1100"]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(
            "张晓明　　李春兰　　王　磊\n赵立新　　周海燕　　孙　浩\n钱一鸣　　吴国强　　郑　洁\n", id="names"
        ),
        pytest.param("一、会议新闻　　县人大　　1\n二、议程　　县人大　　3\n三、报告　　县人大　　5\n", id="contents"),
        pytest.param("指标　2022年　2023年\n户数　32　45\n", id="one row"),
        pytest.param("指标　2022年　2023年\n户数　32　45\n人数　120\n", id="cells missing"),
        pytest.param(
            "投资　3亿元，增长　5%　以上\n投资　4亿元，增长　6%　以上\n投资　5亿元，增长　7%　左右\n", id="prose"
        ),
    ],
)
def test_what_is_no_table(source: str) -> None:
    assert "|" not in clean(source).text.value
