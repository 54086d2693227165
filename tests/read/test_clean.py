from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pjrd_extract.read.clean import clean
from pjrd_extract.read.lines import raw_lines

CASES = Path(__file__).parent.parent / "cases" / "read" / "clean.jsonl"
LAYOUT = list("一二三，。；：、（）《》“”0123456789.%０９％　 \t\n\r\f#*-—_|<>/=&[]()\\甲乙丙abc")

MARKS = ["<b>", "</b>", "<p>", "</p>", "<span class='x'>", "</span>", "**", "__", " ", "\u3000", "\t", "- ", "> ", "# "]
ENDS = ["\n", "\n\n", "\r\n", "\r", "\f", "\v", "\x1c", "\x85", "\u2028", "<br>", "<br/>"]
WORDS = ["甲", "乙。", "丙，", "１２", "98％", "abc", "&nbsp;", "[丁](http://a)"]


def cases() -> list[Any]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [pytest.param(*json.loads(line).values(), id=f"line {n}") for n, line in enumerate(lines, 1)]


@pytest.mark.parametrize(("text", "expected", "why"), cases())
def test_the_cleaned_text(text: str, expected: str, why: str) -> None:
    assert clean(text).text.value == expected, why


@pytest.mark.parametrize("expected", [case.values[1] for case in cases()])
def test_cleaning_twice_changes_nothing_more(expected: str) -> None:
    assert clean(expected.replace("\n", "\n\n")).text.value == expected


@given(st.text(alphabet=LAYOUT, max_size=200))
def test_every_character_left_stands_in_the_source(source: str) -> None:
    text = clean(source).text
    for offset, character in enumerate(text.value):
        home = source[text.to_source(offset)]
        wide = home if home == "，" else chr(ord(home) - 0xFEE0) if 0xFF00 < ord(home) < 0xFF5F else home
        assert character in (home, wide) or character in ", \n"


@given(st.text(alphabet=LAYOUT, max_size=200))
def test_lines_are_the_paragraphs_of_the_text(source: str) -> None:
    cleaned = clean(source)
    assert "\n".join(line.text for line in cleaned.lines) == cleaned.text.value
    for start, end in cleaned.bold:
        assert 0 <= start < end <= len(cleaned.text)
        assert "\n" not in cleaned.text.value[start:end].strip()


@given(st.lists(st.sampled_from(MARKS + ENDS + WORDS), max_size=12).map("".join))
def test_marks_go_and_words_stay_in_whatever_order_they_come(source: str) -> None:
    cleaned = clean(source)
    value = cleaned.text.value
    assert re.sub("[^甲乙丙丁]", "", value) == re.sub("[^甲乙丙丁]", "", source)
    assert not re.search(r"</?(?:b|span)\b[^<>\n]*>|\*\*|&nbsp;|[\r\f\v\x1c\x85\u2028]", value)
    assert "\n".join(line.text for line in cleaned.lines) == value


@given(st.text(max_size=300))
def test_no_text_crashes(source: str) -> None:
    clean(source)


@pytest.mark.parametrize(
    ("source", "bold"),
    [("**甲**乙", [False]), ("**甲**。乙", [False]), ("**甲乙**", [True]), ("**甲**：", [True]), ("**—", [])],
    ids=["bold words", "a bold sentence", "all of it", "all but its colon", "a rule"],
)
def test_a_line_that_begins_bold_is_bold_if_all_of_it_is(source: str, bold: list[bool]) -> None:
    assert [line.bold for line in raw_lines(source)] == bold


def test_what_the_marks_of_a_line_said_is_kept() -> None:
    cleaned = clean("### 一、情况\n\n**二、问题**\n\n　　　　　　　　公报\n\n| 甲 |\n\n三是**抓项目**。")
    assert [(line.depth, line.bold, line.centred, line.table) for line in cleaned.lines] == [
        (3, False, False, False),
        (0, True, False, False),
        (0, False, True, False),
        (0, False, False, True),
        (0, False, False, False),
    ]
    value = cleaned.text.value
    assert [value[start:end] for start, end in cleaned.bold] == ["二、问题", "抓项目"]


def test_many_blanks_between_words_are_not_parted_in_every_way() -> None:
    source = ("王芳" + " " * 110 + "李明\n") * 50
    started = time.process_time()
    clean(source)
    assert time.process_time() - started < 1  # mere milliseconds, unless each way to part a run of blanks is tried
