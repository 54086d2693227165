"""Lines of pages become paragraphs, columns and tables; what only looks like one does not."""

from __future__ import annotations

import pytest
from tests.read.drawn import grid, page

from pjrd_extract.read.page_model import Page, Rule
from pjrd_extract.read.page_text import paged_text

PARAGRAPHS = {
    "a line is full, and the next begins at the margin": (
        """
    今年以来，全县完成固定资产投资
九十五亿元，增长百分之六点四。
    下半年，我们将继续努力工作。
""",
        ["今年以来，全县完成固定资产投资九十五亿元，增长百分之六点四。", "下半年，我们将继续努力工作。"],
    ),
    "a sentence ends with the line, and the next is indented": (
        """
    今年以来，全县建成中学三十三
所，增长百分之六点四，居第一位。
    下半年，我们将继续努力工作。
""",
        ["今年以来，全县建成中学三十三所，增长百分之六点四，居第一位。", "下半年，我们将继续努力工作。"],
    ),
    "a number would have fitted": (
        """
    全县农村人均可支配收入
13元，增长百分之六点四个百分点
""",
        ["全县农村人均可支配收入", "13元，增长百分之六点四个百分点"],
    ),
    "a number would not have fitted": (
        """
    全县农村人均可支配收入为
130,000.25元，增长百分之六点四
""",
        ["全县农村人均可支配收入为130,000.25元，增长百分之六点四"],
    ),
    "words of Latin letters keep their blank": (
        """
    今年以来，全县推行 project
EPC总承包的项目一共三十六个。
""",
        ["今年以来，全县推行 project EPC总承包的项目一共三十六个。"],
    ),
    "a centred heading of two lines": (
        """
关于县教育局局长卜惠敏、县民政局
        局长履职的评议意见

    今年以来，全县完成固定资产投资
九十五亿元，增长百分之六点四。
""",
        [
            "　　　　　　关于县教育局局长卜惠敏、县民政局局长履职的评议意见",
            "今年以来，全县完成固定资产投资九十五亿元，增长百分之六点四。",
        ],
    ),
    "two centred lines that each have room": (
        """
        第七届人大常委会
         第三次会议公报

    今年以来，完成固定资产投资九十
五亿元。
""",
        ["　　　　　　第七届人大常委会", "　　　　　　第三次会议公报", "今年以来，完成固定资产投资九十五亿元。"],
    ),
    "names in columns": (
        """
裴正清      温如玉      尹春晖
栾志和      马文韬      王洛川
""",
        ["裴正清　　　温如玉　　　尹春晖", "栾志和　　　马文韬　　　王洛川"],
    ),
    "the note of the last name": (
        """
裴正清      温如玉      尹春晖
（女）

栾志和      马文韬      王洛川
""",
        ["裴正清　　　温如玉　　　尹春晖（女）", "栾志和　　　马文韬　　　王洛川"],
    ),
    "entries of a table of contents": (
        """
县十七届人大常委会第九次会议议程………（2）
县十七届人大常委会第九次会议名单………（4）
""",
        ["县十七届人大常委会第九次会议议程………（2）", "县十七届人大常委会第九次会议名单………（4）"],
    ),
    "an entry of two lines": (
        """
县十七届人大常委会第九次会议议程………（2）
县十七届人大常委会第九次会议出席人员的名单
………（4）
""",
        ["县十七届人大常委会第九次会议议程………（2）", "县十七届人大常委会第九次会议出席人员的名单………（4）"],
    ),
}


@pytest.mark.parametrize("why", PARAGRAPHS)
def test_paragraphs(why: str) -> None:
    drawing, expected = PARAGRAPHS[why]
    assert [one for one in paged_text([page(drawing)]).text.split("\n") if one] == expected


def test_a_paragraph_goes_on_on_the_next_page() -> None:
    first = page("""
    今年以来，全县完成固定资产投资
九十五亿元，增长百分之六点四。
    下半年，我们将继续努力工作，建
""")
    made = paged_text([first, page("成学校三所。\n    明年，我们将继续努力工作。")])
    assert "我们将继续努力工作，建成学校三所。\n\n明年" in made.text
    (start, end), (following, last) = made.pages
    assert (start, end, last) == (0, following, len(made.text))
    assert made.text[following:].startswith("成学校三所。")
    assert "\f" not in made.text


def test_a_form_feed_stands_between_paragraphs_of_two_pages() -> None:
    made = paged_text([page("    第一页。"), page(""), page("    第三页。")])
    assert made.text == "第一页。\n\f第三页。\n"
    assert [made.text[start:end] for start, end in made.pages] == ["第一页。\n\f", "", "第三页。\n"]


COLUMNS = """
    县十七届人大常委会举行第九次会议，听取报告

    今年以来，全县完成固定       下半年，我们将继续努力
资产投资九十五亿元，增长百   工作，新建学校三所，改造道
分之六点四，增速居全市第一   路三十公里，建成公园两座，
位。                         改扩建医院一所。
    任职以来，坚持依法行政       请予审议，并请各位委员
，做好各项工作。             提出意见。
"""


def test_columns_are_read_one_after_the_other() -> None:
    assert [one for one in paged_text([page(COLUMNS)]).text.split("\n") if one] == [
        "县十七届人大常委会举行第九次会议，听取报告",
        "今年以来，全县完成固定资产投资九十五亿元，增长百分之六点四，增速居全市第一位。",
        "任职以来，坚持依法行政，做好各项工作。",
        "下半年，我们将继续努力工作，新建学校三所，改造道路三十公里，建成公园两座，改扩建医院一所。",
        "请予审议，并请各位委员提出意见。",
    ]


TABLES = {
    "an empty cell": (
        """
指标         预算     决算

增值税       352.0    348.4

契税                  21.6
""",
        ["| 指标 | 预算 | 决算 |", "| --- | --- | --- |", "| 增值税 | 352.0 | 348.4 |", "| 契税 |  | 21.6 |"],
    ),
    "cells of two lines, the others in the middle": (
        """
             2023年    2024年
指标
             预算      预算


一般公共
             352.0     348.4
预算


契税         21.6      22.4
""",
        [
            "| 指标 | 2023年预算 | 2024年预算 |",
            "| --- | --- | --- |",
            "| 一般公共预算 | 352.0 | 348.4 |",
            "| 契税 | 21.6 | 22.4 |",
        ],
    ),
    "rows as close as lines": (
        """
指标         预算     决算
增值税       352.0    348.4
契税         20.1     21.6
三、下步打算
""",
        [
            "| 指标 | 预算 | 决算 |",
            "| --- | --- | --- |",
            "| 增值税 | 352.0 | 348.4 |",
            "| 契税 | 20.1 | 21.6 |",
            "三、下步打算",
        ],
    ),
    "its caption": (
        """
表1   收入情况
指标         预算     决算
增值税       352.0    348.4
契税         20.1     21.6
""",
        [
            "表1　　收入情况",
            "| 指标 | 预算 | 决算 |",
            "| --- | --- | --- |",
            "| 增值税 | 352.0 | 348.4 |",
            "| 契税 | 20.1 | 21.6 |",
        ],
    ),
    "pages of a table of contents are no figures": (
        """
第九次会议议程       2
第九次会议名单       4
""",
        ["第九次会议议程　　　　2", "第九次会议名单　　　　4"],
    ),
}


@pytest.mark.parametrize("why", TABLES)
def test_tables_whose_cells_stand_below_each_other(why: str) -> None:
    drawing, expected = TABLES[why]
    spaced = 0.75 if "in the middle" in why else 1.5
    # A paragraph, so that the distance of its lines is known.
    prose = page(
        "今年以来，全县完成固定资产投资九\n十五亿元，增长百分之六点四，居全\n市第一，比上年提高三个百分点，居\n全省第二。"
    )
    assert [
        one for one in paged_text([prose, page(drawing, spacing=spaced)]).text.split("\f")[-1].split("\n") if one
    ] == expected


RULED = """
指标       第一季度             备注
           投资      同比
公路       3.5       12.4%      县道
合计       3.5                  完成
"""


def ruled() -> Page:
    """The drawing in a table, in which ``第一季度`` spans two columns and ``指标`` and ``备注`` two rows."""
    rules = grid([-2, 45, 95, 155, 185], [70, 52, 37, 22, 7])
    kept = [rule for rule in rules if not (rule.upright and rule.at == 95) and not (not rule.upright and rule.at == 52)]
    kept.append(Rule(upright=True, at=95, start=7, end=52))
    kept.append(Rule(upright=False, at=52, start=45, end=155))
    return page(RULED, kept)


def test_a_table_with_lines_keeps_its_spans() -> None:
    assert [one for one in paged_text([ruled()]).text.split("\n") if one] == [
        "| 指标 | 第一季度 |  | 备注 |",
        "| --- | --- | --- | --- |",
        "|  | 投资 | 同比 |  |",
        "| 公路 | 3.5 | 12.4% | 县道 |",
        "| 合计 | 3.5 |  | 完成 |",
    ]


def test_a_table_goes_on_on_the_next_page_without_its_head() -> None:
    one = page("指标       投资\n公路       3.5\n", grid([-2, 40, 95], [40, 25, 10]))
    other = page("指标       投资\n铁路       2.5\n", grid([-2, 40, 95], [40, 25, 10]))
    made = paged_text([one, other])
    assert made.text == "| 指标 | 投资 |\n| --- | --- |\n| 公路 | 3.5 |\n| 铁路 | 2.5 |\n"
    assert made.text[slice(*made.pages[1])].strip() == "| 铁路 | 2.5 |"


def test_a_frame_around_text_is_no_table() -> None:
    made = paged_text([page("    今年以来，完成投资\n3.5亿元。", grid([-5, 130], [50, -5]))])
    assert made.text == "今年以来，完成投资3.5亿元。\n"


def test_a_piece_is_cut_where_a_line_of_the_table_runs() -> None:
    made = paged_text([page("指标 投资\n公路 3.5", grid([-2, 22, 60], [40, 25, 10]))])
    assert made.text == "| 指标 | 投资 |\n| --- | --- |\n| 公路 | 3.5 |\n"


def test_boxes_are_those_of_the_characters() -> None:
    made = paged_text([page("    今年以来，全县完成固定资产\n3.5亿元。"), page("    下半年，投资3亿元。")])
    start = made.text.index("资产3.5亿元")
    assert [number for number, _ in made.boxes.of(start, start + 7)] == [0, 0]
    (_, above), (_, below) = made.boxes.of(start, start + 7)
    assert (above[0], above[2]) == (130, 150)
    assert (below[0], below[2]) == (0, 35)
    assert below[3] < above[1]
    [(number, _)] = made.boxes.of(made.text.index("3亿"), made.text.index("3亿") + 2)
    assert number == 1
    assert list(made.boxes.of(start, start)) == []
