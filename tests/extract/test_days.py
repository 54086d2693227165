from __future__ import annotations

import datetime as dt

import pytest

from pjrd_extract import Rules, extract
from pjrd_extract.extract.days import event_days


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        ("2023年10月16日，县人大常委会召开第十四次会议。", None, "2023-10-16 2023-10-16"),
        ("2024年3月28日至29日，区八届人大常委会举行第十九次会议。", None, "2024-03-28 2024-03-29"),
        ("2月27日至28日，常委会举行会议。", "2024-03-12", "2024-02-27 2024-02-28"),
        ("12月28日，常委会举行会议。", "2024-01-10", "2023-12-28 2023-12-28"),
        ("2024年12月28日，常委会举行会议。", "2024-01-10", "2024-12-28 2024-12-28"),
        ("学习了2月5日的文件。3月1日下午，常委会举行会议。", "2024-03-12", "2024-03-01 2024-03-01"),
        ("3月1日的雪很大。", "2024-03-12", "2024-03-01 2024-03-01"),
        ("2023年以来，截至8月31日，全年完成100件。", "2024-03-12", None),
        ("2023年，常委会召开会议12次。", "2024-03-12", None),
        ("没有日子。", "2024-03-12", None),
        ("2月30日，常委会举行会议。", "2024-03-12", None),
    ],
)
def test_days_of_an_event(text: str, known: str | None, expected: str | None) -> None:
    days = event_days(text, Rules.default(), dt.date.fromisoformat(known) if known else None)
    assert (days and " ".join(map(str, days))) == expected


HEAD = "# 青石县人大常委会公报\n\n2024年4月20日\n\n"
MEETING = "# 青石县十届人大常委会召开第七次会议\n\n3月28日，县十届人大常委会召开第七次会议。会议听取了报告。\n\n"
REPORT = "# 关于2023年财政工作情况的报告\n\n（2024年3月27日在县十届人大常委会第七次会议上）\n\n今年工作进展顺利。\n"


UNDATED = "关于安全生产工作情况的报告\n\n"
OPENS = "主任、各位副主任、各位委员：\n\n今年上半年，全县排查隐患320处。以上报告，请审议。\n"
ISSUE = "青石县人民代表大会常务委员会公报\n\n2024年第3号\n\n"
NEWS = "# 青石县十届人大常委会召开第九次会议\n\n9月26日至27日，县十届人大常委会召开第九次会议。会议听取了报告。\n"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (HEAD + REPORT + MEETING, "2024-03-28"),
        (HEAD + REPORT, "2024-03-27"),
        (HEAD + REPORT.replace("（2024年3月27日在县十届人大常委会第七次会议上）\n\n", ""), "2024-04-20"),
        (UNDATED + "县应急管理局 2024年7月18日\n\n" + OPENS, "2024-07-18"),
        (UNDATED + "县应急管理局局长 李明\n\n（2024年7月）\n\n" + OPENS, "2024-07-31"),
        (UNDATED + OPENS + "\n县应急管理局\n\n2024年7月18日\n", "2024-07-18"),
        (UNDATED + OPENS + "\n县应急管理局\n\n二〇二四年七月\n", "2024-07-31"),
        (UNDATED + OPENS + "\n项目定于2024年7月18日\n开工，2025年7月\n竣工。\n", None),
        (UNDATED + OPENS + "\n报告人：李明　2024年7月18日\n", "2024-07-18"),
        (UNDATED + OPENS + "\n项目定于 2024 年 7 月 18 日\n开工。\n", None),
        (ISSUE + NEWS, "2024-09-26"),
        (ISSUE + NEWS.replace("9月26日至27日", "12月26日"), "2024-12-26"),
        (ISSUE.replace("3", "1") + NEWS.replace("9月26日至27日", "12月26日"), None),
        ("今年天气很好。\n", None),
    ],
    ids=[
        "meeting",
        "head of a report",
        "masthead",
        "line at the opening",
        "month in a note",
        "signature",
        "month of a signature",
        "dates that no line consists of",
        "signature of a person",
        "a broken line whose numbers stand apart",
        "year of the issue",
        "last month of the year",
        "first issue tells of the year before",
        "none",
    ],
)
def test_the_date_that_a_bulletin_speaks_from(source: str, expected: str | None) -> None:
    found = extract(source).reference_date
    assert (found and str(found)) == expected


def test_the_callers_date_wins() -> None:
    given = dt.date(2020, 1, 1)
    assert extract(HEAD + MEETING, reference_date=given).reference_date == given
