"""What holds of the outline of any text, and that no text stalls it."""

from __future__ import annotations

import gc
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pjrd_extract.models.parts import Section, SectionRole
from pjrd_extract.outline.items import role_items
from pjrd_extract.outline.outline import outline
from pjrd_extract.read.clean import clean
from pjrd_extract.rules import Rules

PIECES = st.sampled_from(
    [
        *"一二三（）、，。；：\n　 #*|.1234567890",
        "\n\n",
        "目录",
        "……（3）",
        "履职情况报告",
        "关于对",
        "同志的评议意见",
        "县人大常委会召开第九次会议",
        "人事任免名单",
        "县财政局局长 黄军",
        "主任、各位委员：",
        "一、存在的问题",
        "（二）今后打算",
        "一是",
        "二是",
        "第一，",
        "①",
        "**抓收入方面：**",
        "以上报告，请予审议。",
        "县人民代表大会常务委员会公报",
        "第3号",
        "— 3 —",
        "投资12.5亿元，",
    ]
)
ROLES: tuple[SectionRole, ...] = ("problems", "plans", "suggestions")
SOURCES = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=100)


@given(SOURCES)
def test_spans_point_home(source: str) -> None:
    found = outline(clean(source), Rules.default())
    for entry in found.contents:
        assert 0 <= entry.span.start < entry.span.end <= len(source)
    end = 0
    for article in found.articles:
        assert end <= article.span.start < article.span.end <= len(source)
        end = article.span.end
        check(article.sections, article.span.start, end)
        for listed in role_items(article.body, article.sections, *ROLES):
            for item in listed:
                assert source[item.span.slice] == item.text
                assert article.span.contains(item.span)


def check(sections: tuple[Section, ...], start: int, end: int) -> None:
    for each in sections:
        assert start <= each.span.start < each.span.end <= end
        check(each.sections, each.span.start, each.span.end)
        start = each.span.end


@given(SOURCES)
def test_no_text_is_lost(source: str) -> None:
    """Every sentence stands in the masthead, the contents or an article."""
    cleaned = clean(source)
    found = outline(cleaned, Rules.default())
    if not found.contents and not found.masthead.title:
        inside = sum(len(article.head) + len(article.body) for article in found.articles)
        assert inside > 0 or not any("。" in line.text for line in cleaned.lines)


@pytest.mark.parametrize(
    "unit",
    [
        "县长\n",
        "履职情况报告\n\n",
        "关于\n",
        "县长 李四\n",
        "12\n",
        "a\f",
        "\n",
        " ",
        "（",
        "#",
        "*",
        "** ",
        "|",
        "|\n",
        "[a](",
        "<b>",
        "\\",
        "1 ",
        "1，",
        "；一是",
        "，（一）",
        "一、a\n1.b\n",
        "各位代表！\n",
        "存在问题：甲乙丙；",
        "**甲。**",
        "甲，",
        "目录\n报告……3\n",
        "县人民代表大会常务委员会",
        "全县投资12.5亿元，增长3%；",
    ],
)
def test_time_grows_with_the_length_and_no_faster(unit: str) -> None:
    def seconds(length: int) -> float:
        source = (unit * (length // len(unit) + 1))[:length]
        best = 9.0
        for _ in range(2):
            start = time.process_time()
            outline(clean(source), Rules.default())
            best = min(best, time.process_time() - start)
        return best

    # Eight times the text; a quadratic step would take 64 times as long, each time. Short times are mostly noise.
    gc.disable()  # as in an extraction: here it would walk through all that other tests have left
    try:
        assert any(seconds(100_000) < max(0.1, 24 * seconds(12_500)) for _ in range(4))
    finally:
        gc.enable()


def test_a_line_of_ten_megabytes() -> None:
    source = "全县完成投资12.5亿元，增长3%；一是推进项目。" * 130_000
    start = time.process_time()
    [article] = outline(clean(source), Rules.default()).articles
    assert (article.span.end, article.kind) == (len(source), "other")
    assert time.process_time() - start < 20


def test_the_title_of_a_section_is_bounded_where_no_stop_ends_it() -> None:
    # Each metric of a section bears its title: a text without stops would be written once for each.
    [article] = outline(clean("关于工作的报告\n\n" + "①5个" * 1_000), Rules.default()).articles
    [section] = article.sections
    assert len(section.title) == 120
    assert section.span.end == article.span.end
