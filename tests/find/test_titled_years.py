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
        (COURT, "年初结余3亿元，年末结余5亿元。", ["年初 None actual", "年末 2023 actual"]),
        (COURT, "力争年底前结案3000件。", ["年底前 2024 target"]),
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
        "accounts are those of the year told of",
        "deadlines are those of the date",
        "a title about a year long past",
    ],
)
def test_the_year_of_a_title(title: str, text: str, expected: list[str]) -> None:
    [article] = extract(f"# {title}{HELD}{text}\n").articles
    told = []
    for metric in article.metrics:
        period = metric.period
        assert period is not None
        known = period.start or period.end
        told.append(f"{period.text} {known and known.year} {metric.status}")
    assert told == expected


HEADS = "| 项目 | 上年决算数 | 本年决算数 | 比上年增减% |\n|---|---|---|---|\n| 税收收入 | 300 | 330 | 10 |\n"
SAME = "| 项目 | 2023年1-6月 | 去年同期 | 为上年同期% |\n|---|---|---|---|\n| 税收收入 | 330 | 300 | 110 |\n"
AHEAD = "| 项目 | 2023年执行数 | 2024年预算数 | 比上年增减% |\n|---|---|---|---|\n| 税收收入 | 300 | 330 | 10 |\n"
DONE = "| 项目 | 2023年预算数 | 2023年执行数 | 比上年增减% |\n|---|---|---|---|\n| 税收收入 | 300 | 330 | 10 |\n"


@pytest.mark.parametrize(
    ("title", "table", "expected"),
    [
        ("关于2023年财政决算的报告", HEADS, ["2022-12-31 actual", "2023-12-31 actual", "None actual"]),
        ("关于财政决算的报告", HEADS, ["2023-12-31 actual", "2024-12-31 actual", "None actual"]),
        ("关于财政预算的报告", SAME, ["2023-06-30 actual", "2022-06-30 actual", "None actual"]),
        ("关于财政预算的报告", AHEAD, ["2023-12-31 actual", "2024-12-31 target", "None target"]),
        ("关于财政预算的报告", DONE, ["2023-12-31 target", "2023-12-31 actual", "None actual"]),
    ],
    ids=[
        "years are counted from that of the title",
        "or from the date",
        "去年同期 is the same part of the year before, where it is not only compared with",
        "growth to what is planned is planned",
        "growth to what is done is not",
    ],
)
def test_the_times_of_a_table(title: str, table: str, expected: list[str]) -> None:
    date = "2023年8月10日" if table == SAME else "2024年6月10日"
    [article] = extract(f"# {title}{HELD.replace('2024年1月10日', date)}\n\n{table}").articles
    told = [f"{metric.period.end if metric.period else None} {metric.status}" for metric in article.metrics]
    assert told == expected


def test_a_title_gives_the_year_where_no_date_is_known() -> None:
    [article] = extract("# 关于2023年财政决算情况的报告\n\n全年完成税收5亿元。\n").articles
    [metric] = article.metrics
    assert metric.period is not None
    assert str(metric.period.end) == "2023-12-31"
