"""全年 and 年内 under titles that name a year, in reports on the year before."""

from __future__ import annotations

import pytest

from pjrd_extract import extract

HELD = "\n\n（2024年1月10日在县第十八届人民代表大会第三次会议上）\n\n各位代表：\n\n"
COURT, NO_YEAR = "县人民法院2023年工作报告", "县人民法院工作报告"
BUDGET = "关于2023年预算执行情况和2024年预算草案的报告"


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (COURT, "全年接受代表视察5次。", ["全年 2023 actual"]),
        (COURT, "年内新建法庭3个。", ["年内 2023 actual"]),
        (COURT, "今年新建法庭3个。", ["今年 2024 actual"]),
        (COURT, "2022年，全年结案300件。", ["全年 2022 actual"]),
        (NO_YEAR, "全年接受代表视察5次。", ["全年 None actual"]),
        (NO_YEAR, "力争全年结案3000件。", ["全年 2024 target"]),
        (NO_YEAR, "年内新建法庭3个。", ["年内 2024 target"]),
        (NO_YEAR, "2022年结案300件，本年度执结200件。", ["2022年 2022 actual", "本年度 2022 actual"]),
        (
            BUDGET,
            "一、2023年预算执行情况\n\n全年完成税收5亿元。\n\n二、2024年预算安排\n\n全年安排支出6亿元。",
            ["全年 2023 actual", "全年 2024 target"],
        ),
        (
            COURT,
            "一、工作情况\n\n全年结案5件。\n\n二、下一步工作打算\n\n全年结案6件。",
            ["全年 2023 actual", "全年 2024 target"],
        ),
        ("关于2019年审计查出问题整改情况的报告", "力争全年整改问题6个。", ["全年 2024 target"]),
    ],
    ids=[
        "of the article's title",
        "年内 in the year before is no target",
        "今年 is the date's",
        "the sentence's own year comes first",
        "a year that has just begun has no whole",
        "unless it is planned",
        "年内 is planned",
        "本年度 is the sentence's year",
        "of the nearest section, where the article names two",
        "plans are of no year that a report is on",
        "a title about a year long past",
    ],
)
def test_the_year_of_a_title(title: str, text: str, expected: list[str]) -> None:
    [article] = extract(f"# {title}{HELD}{text}\n").articles
    told = []
    for metric in article.metrics:
        period = metric.period
        assert period is not None
        told.append(f"{period.text} {period.start and period.start.year} {metric.status}")
    assert told == expected


def test_a_title_gives_the_year_where_no_date_is_known() -> None:
    [article] = extract("# 关于2023年财政决算情况的报告\n\n全年完成税收5亿元。\n").articles
    [metric] = article.metrics
    assert metric.period is not None
    assert str(metric.period.end) == "2023-12-31"
