from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from pjrd_extract import (
    Appointment,
    Appointments,
    Article,
    Attendance,
    Ballots,
    Bulletin,
    DutyReport,
    EvaluationOpinion,
    Evidence,
    Finding,
    Item,
    Masthead,
    Meeting,
    MeetingResult,
    Metric,
    Other,
    Period,
    Person,
    Source,
    Span,
    Vote,
)
from pjrd_extract.write.summary import _width, summary

PLACE = Span(0, 1)
ITEMS = (Item(number=1, text="一", span=PLACE), Item(number=2, text="二", span=PLACE))


def shown(*articles: Article, width: int = 100, **fields: Any) -> list[str]:
    source = Source(name="a.md", sha256="", format="markdown", encoding="utf-8", characters=9)
    return summary(Bulletin(source=source, masthead=Masthead(), articles=articles, **fields), width).splitlines()


def metric(**fields: Any) -> Metric:
    given: dict[str, Any] = {"name": "项目", "text": "3个", "unit": "个", "kind": "count", "bound": "exact"}
    given |= {"role": "level", "status": "actual", "span": PLACE}
    return Metric(**{**given, **fields})


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        (
            Meeting(
                index=0,
                title="会议",
                span=PLACE,
                date=dt.date(2024, 3, 28),
                end_date=dt.date(2024, 3, 29),
                chairs=(Person(name="甲某", post="主任"),),
                present_count=28,
                results=(MeetingResult(item="满意度测评", outcome="满意", text="一", span=PLACE),),
            ),
            [
                "date: 2024-03-28 to 2024-03-29",
                "chaired by: 甲某 (主任)",
                "present: 28 stated",
                "results: 满意度测评 满意",
            ],
        ),
        (
            DutyReport(
                index=0, title="报告", span=PLACE, since="2022-02", problems=ITEMS, plans=ITEMS, byline="局长 甲某"
            ),
            ["by: 局长 甲某", "in charge since: 2022-02", "points: 2 problems, 2 plans"],
        ),
        (
            EvaluationOpinion(
                index=0,
                title="意见",
                span=PLACE,
                people=(Person(name="甲某"), Person(name="乙某")),
                group="第一调查组",
                lead=Person(name="丙某"),
                ballots=Ballots(sent=3),
                votes=(Vote(choice="满意", count=3),),
                satisfaction_percent=Decimal("100.00"),
                verdict="满意",
            ),
            ["on: 甲某, 乙某", "group: 第一调查组 丙某", "votes: 满意 3", "satisfied: 100%", "verdict: 满意"],
        ),
        (
            Attendance(
                index=0,
                title="名单",
                span=PLACE,
                present_count=9,
                present=tuple(Person(name=f"{c}某") for c in "甲乙丙丁戊己庚辛"),
            ),
            ["present: 9 stated, 8 named: 甲某, 乙某, 丙某, 丁某, 戊某, 己某 and 2 more"],
        ),
        (
            Appointments(
                index=0,
                title="任免",
                span=PLACE,
                appointments=(
                    Appointment(person=Person(name="甲某"), action="accept_resignation", post="副县长", span=PLACE),
                ),
            ),
            ["accept resignation: 甲某, 副县长"],
        ),
        (Other(index=0, title="文章", span=PLACE, byline="甲某"), ["by: 甲某"]),
    ],
    ids=lambda value: value.kind if isinstance(value, Article) else "",
)
def test_an_article_is_told_by_what_its_kind_has(article: Article, expected: list[str]) -> None:
    lines = shown(article)
    start = lines.index(f"  1. {article.title}  [{article.kind}]") + 1
    assert [line.strip() for line in lines[start : lines.index("", start)]] == expected


def test_columns_line_up_where_chinese_characters_take_two_places() -> None:
    period = Period(start=dt.date(2023, 1, 1), end=None, text="2023年以来", span=PLACE)
    metrics = (
        metric(name="地方税收", text="近6.72亿元", value=Decimal(672000000), unit="元", bound="nearly", period=period),
        metric(name="GDP", value=Decimal(3), role="change", direction="up"),
        metric(name="名" * 40, text="三至五个", low=Decimal(3), high=Decimal(5), bound="range"),
    )
    lines = shown(Other(index=0, title="文章", span=PLACE, metrics=metrics), width=140)
    start = lines.index("Figures: 3") + 1
    table = [line.removeprefix("  ") for line in lines[start : start + 4]]
    for cells in (["what", "地方税收", "GDP", "名" * 16 + "…"], ["as written", "近6.72亿元", "3个", "三至五个"]):
        places = {_width(line[: line.index(cell)]) for line, cell in zip(table, cells, strict=True)}
        assert len(places) == 1
    assert "672000000 元 (nearly)" in table[1]
    assert table[1].endswith("2023-01-01..")
    assert "change up" in table[2]
    assert "3..5 个" in table[3]


def test_figures_are_of_all_articles_with_status_and_place() -> None:
    year = Period(start=dt.date(2023, 1, 1), end=dt.date(2023, 12, 31), text="2023年", span=PLACE)
    many = tuple(metric(name=f"投资{n}", kind="money", unit="元", value=Decimal(n), period=year) for n in range(20))
    plan = metric(name="学校", value=Decimal(3), status="target", period=year, span=Span(4, 5))
    people = metric(name="出席", value=Decimal(15), role="level")
    articles = (
        Other(index=0, title="甲", span=PLACE, metrics=many),
        Other(index=1, title="乙", span=PLACE, metrics=(people, plan)),
        Other(index=2, title="丙", span=PLACE, metrics=(people, many[3])),
    )
    source = Source(name="a.md", sha256="", format="markdown", encoding="utf-8", characters=9)
    bulletin = Bulletin(source=source, masthead=Masthead(), articles=articles)
    lines = summary(bulletin.keeping("公报\n\n文章\n章章章")).splitlines()
    rows = [line.split() for line in lines[lines.index("Figures: 24 found, 12 shown") + 1 :][:13]]
    assert rows[0] == ["article", "line", "what", "as", "written", "value", "role", "period"]
    assert [row[0] for row in rows[1:]] == ["1"] * 10 + ["2", "3"]
    assert rows[11] == ["2", "3", "学校", "3个", "3", "个", "level,", "target", "2023"]
    assert "出席" not in str(rows)
    assert rows[12][2] == "投资3"
    assert "投资3" not in [row[2] for row in rows[1:11]]


@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_a_table_fits_the_terminal(width: int) -> None:
    period = Period(start=dt.date(2023, 1, 1), end=dt.date(2023, 8, 31), text="今年1-8月", span=PLACE)
    long = metric(name="名" * 20, text="近6.72亿元", value=Decimal(672000000), unit="元", bound="nearly", period=period)
    lines = shown(Other(index=0, title="文章", span=PLACE, metrics=(long,)), width=width)
    [head, row] = lines[lines.index("Figures: 1") + 1 :][:2]
    assert _width(row) <= max(width, 88)
    assert ("as written" in head) == (width >= 100)
    assert row.endswith("2023-01..2023-08")


def test_findings_are_told() -> None:
    finding = Finding(
        code="attendance-count", severity="warning", message="不一致", evidence=(Evidence(span=PLACE, text="一"),)
    )
    assert shown(findings=(finding,))[-2:] == ["Findings: 1", "  warning attendance-count, character 0: 不一致"]


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("公报", 4), ("１％", 4), ("e\u0301", 1), ("", 0)])
def test_width_of_text(text: str, width: int) -> None:
    assert _width(text) == width
