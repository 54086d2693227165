from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pjrd_extract._text import Text
from pjrd_extract.models.parts import Section, SectionRole
from pjrd_extract.outline.items import role_items
from pjrd_extract.outline.kinds import kind_finder, squeeze
from pjrd_extract.outline.model import Outline
from pjrd_extract.outline.outline import outline
from pjrd_extract.read.clean import clean
from pjrd_extract.rules import Rules

CASES = Path(__file__).parent.parent / "cases" / "outline"
# A title and a byline that make an article of any text that follows.
HEAD = "履职情况报告\n\n县财政局局长 黄军\n\n主任、各位委员：\n\n"


def cases(name: str) -> list[Any]:
    lines = (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(*json.loads(line).values(), id=f"line {n}") for n, line in enumerate(lines, 1)]


def outlined(source: str) -> Outline:
    return outline(clean(source), Rules.default())


def tree(sections: tuple[Section, ...]) -> list[Any]:
    return [[each.marker, each.title, each.role, tree(each.sections)] for each in sections]


@pytest.mark.parametrize(("text", "expected", "why"), cases("sections"))
def test_the_section_tree(text: str, expected: list[Any], why: str) -> None:
    [article] = outlined(HEAD + text).articles
    assert tree(article.sections) == expected, why


def test_the_later_year_of_a_work_report_is_planned() -> None:
    head = "政府工作报告\n\n市长 张三\n\n各位代表：\n\n"
    [article] = outlined(head + "一、2023年主要工作\n新建学校3所。\n二、2024年主要工作\n（一）抓项目。甲。").articles
    assert tree(article.sections) == [
        ["一、", "2023年主要工作", "achievements", []],
        ["二、", "2024年主要工作", "plans", [["（一）", "抓项目", "plans", []]]],
    ]


def test_what_is_done_about_problems_ends_a_report() -> None:
    head = "关于全县工业运行情况的报告\n\n县工信局局长 张三\n\n主任、各位委员：\n\n一、存在的问题\n甲。\n二、"
    [article] = outlined(head + "强化举措，加快转型\n新建厂房3座。").articles
    assert article.kind == "work_report"
    assert [section.role for section in article.sections] == ["problems", "plans"]
    [article] = outlined(head + "移送线索情况\n移送线索3件。").articles
    assert [section.role for section in article.sections] == ["problems", None]


@pytest.mark.parametrize("text", [case.values[0] for case in cases("sections")])
def test_sections_lie_in_order_within_their_parents(text: str) -> None:
    source = HEAD + text

    def check(sections: tuple[Section, ...], start: int, end: int, level: int) -> None:
        for each in sections:
            assert start <= each.span.start < each.span.end <= end
            assert each.level == level
            piece = source[each.span.slice]
            assert piece == piece.strip()
            assert piece.startswith(each.marker or squeeze(each.title)[:1])
            check(each.sections, each.span.start, each.span.end, level + 1)
            start = each.span.end

    check(outlined(source).articles[0].sections, 0, len(source), 1)


@pytest.mark.parametrize(("text", "expected", "why"), cases("kinds"))
def test_the_kind_of_a_title(text: str, expected: str | None, why: str) -> None:
    assert kind_finder(Rules.default())(squeeze(text)) == expected, why


@pytest.mark.parametrize(("text", "expected", "why"), cases("mastheads"))
def test_the_masthead(text: str, expected: list[Any], why: str) -> None:
    news = "\n\n县人大常委会召开第一次会议\n\n海川市第六届人民代表大会常务委员会于2020年1月1日召开会议。\n"
    found = outlined(text + news).masthead
    date = found.published_on.isoformat() if found.published_on else None
    assert [found.title, found.issuer, found.issue_number, found.serial_number, date] == expected, why


@pytest.mark.parametrize(("text", "expected", "why"), cases("articles"))
def test_the_articles(text: str, expected: list[Any], why: str) -> None:
    found = outlined(text)
    assert [[each.kind, each.title, each.byline] for each in found.articles] == expected, why
    for article in found.articles:
        span = article.span
        assert text[span.slice] == text[span.slice].strip()
        assert article.head.source == article.body.source == text
        if article.body.value:
            assert span.contains(article.body.span(0, len(article.body)))


@pytest.mark.parametrize(("text", "expected", "why"), cases("items"))
def test_the_items_of_a_section(text: tuple[SectionRole, str], expected: list[Any], why: str) -> None:
    role, body = text
    [article] = outlined(HEAD + body).articles
    [found] = role_items(article.body, article.sections, role)
    assert [[each.title, each.text] for each in found] == expected, why
    assert [each.number for each in found] == list(range(1, len(found) + 1))
    for item in found:
        assert (HEAD + body)[item.span.slice] == item.text


@pytest.mark.parametrize(("text", "expected", "why"), cases("contents"))
def test_the_contents(text: str, expected: list[Any], why: str) -> None:
    found = outlined(text).contents
    assert [[each.title, each.page] for each in found] == expected, why
    for each in found:
        assert squeeze(text[each.span.slice]) == each.title


def test_contents_keep_titles_pages_and_places() -> None:
    source = (
        "# 公报\n\n**目　录**\n\n第一次会议文件\n\n县人大常委会第一次会议议程 …………（ 2 ）\n"
        "关于对县财政局局长黄军同志履职情况的\n评议意见 ……… 14\n3. 人事任免名单......( 16 )\n\n"
        "县人大常委会第一次会议议程\n\n1.听取报告。\n"
    )
    found = outlined(source).contents
    assert [(each.title, each.page) for each in found] == [
        ("县人大常委会第一次会议议程", 2),
        ("关于对县财政局局长黄军同志履职情况的评议意见", 14),
        ("人事任免名单", 16),
    ]
    assert [source[each.span.slice] for each in found] == [
        "县人大常委会第一次会议议程",
        "关于对县财政局局长黄军同志履职情况的\n评议意见",
        "人事任免名单",
    ]


def test_groups_and_authors_are_no_part_of_an_entry() -> None:
    source = (
        "# 公报\n\n目　录\n\n县第十八届人民代表大会第一次会议文件\n\n政府工作报告　方远……………（2）\n\n"
        "县人民检察院工作报告　苗　晋………（9）\n\n决议决定\n\n县人大常委会关于批准决算的决议 /12\n\n"
        "关于水利工作情况的报告 摘要……（15）\n\n政府工作报告\n\n方远\n\n各位代表：\n\n一、回顾\n\n甲。\n"
    )
    found = outlined(source).contents
    assert [(each.title, each.page) for each in found] == [
        ("政府工作报告", 2),
        ("县人民检察院工作报告", 9),
        ("县人大常委会关于批准决算的决议", 12),
        ("关于水利工作情况的报告摘要", 15),
    ]
    assert [source[each.span.slice] for each in found][:2] == ["政府工作报告", "县人民检察院工作报告"]


def test_contents_without_pages_leave_out_the_names_of_groups() -> None:
    titles = ["第九次会议", "县人大常委会举行第九次会议", "第九次会议议程", "第十次会议", "人事任免名单"]
    source = "目录\n\n" + "\n\n".join(titles) + "\n\n县人大常委会举行第九次会议\n\n1月9日举行。\n"
    assert [each.title for each in outlined(source).contents] == [titles[1], titles[2], titles[4]]


def test_a_table_of_figures_is_no_table_of_contents() -> None:
    source = "关于经济运行情况的报告\n\n县长 张三\n\n如下：\n\n| 指标 | 8 |\n| 税收 | 3 |\n| 支出 | 5 |\n\n增长3%。\n"
    found = outlined(source)
    assert (found.contents, [each.kind for each in found.articles]) == ((), ["work_report"])


def test_contents_in_a_table() -> None:
    table = "| 标题 | 页码 |\n|---|---|\n| 县人大会议议程 | 2 |\n| 人事任免名单 | 3 |"
    source = f"目录\n\n{table}\n\n县人大会议议程\n\n1.听取报告。\n"
    assert [(each.title, each.page) for each in outlined(source).contents] == [
        ("县人大会议议程", 2),
        ("人事任免名单", 3),
    ]


def test_a_text_that_is_one_report_has_no_masthead() -> None:
    found = outlined(
        "政府工作报告\n\n（2024年1月8日在市人民代表大会上）\n\n市长 张三\n\n各位代表：\n\n一、回顾\n\n甲。\n"
    )
    assert found.masthead.model_dump(exclude_none=True) == {}
    assert [article.kind for article in found.articles] == ["work_report"]


def test_what_stands_before_the_first_article_is_kept() -> None:
    source = "某县人大常委会公报\n\n2024年第1号\n\n编者按\n\n本期刊登会议文件。\n\n县人大会议议程\n\n1.听取报告。\n"
    assert [(each.kind, each.title) for each in outlined(source).articles] == [
        ("other", "编者按"),
        ("agenda", "县人大会议议程"),
    ]


def test_head_and_body_are_the_article() -> None:
    source = "## 履职情况报告\n\n**县财政局局长 黄军**\n\n主任：\n\n一、**履职**情况\n"
    [article] = outlined(source).articles
    assert article.head.value == "履职情况报告\n县财政局局长 黄军"
    assert article.body.value == "主任：\n一、履职情况"
    assert source[article.body.span(4, 10).slice] == "一、**履职**情况"
    assert isinstance(article.body, Text)
