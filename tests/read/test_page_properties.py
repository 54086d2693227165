"""Whatever stands on a page, all of it is read, and each character knows its place."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pjrd_extract.read.page_model import Page, Piece, Rule
from pjrd_extract.read.page_text import paged_text

TEXTS = [
    "指标",
    "3.5",
    "投资3亿元，",
    "今年以来，全县完成固定资产投资九十五亿元。",
    "（女）",
    "………（2）",
    "一、",
    "EPC",
    "|",
    "裴正清",
]
PLACES = st.integers(0, 40)


@st.composite
def piece(draw: st.DrawFn) -> Piece:
    text, size = draw(st.sampled_from(TEXTS)), draw(st.sampled_from([8.0, 10.0, 16.0]))
    left, base = draw(PLACES) * 12.0, draw(PLACES) * 15.0
    return Piece(text, tuple(left + i * size for i in range(len(text) + 1)), base, size)


@st.composite
def rule(draw: st.DrawFn) -> Rule:
    start, end = sorted((draw(PLACES) * 12.0, draw(PLACES) * 12.0))
    return Rule(draw(st.booleans()), draw(PLACES) * 12.0, start, end)


def told_apart(drawn: list[Page]) -> list[Page]:
    """The pages with a mark of each in its texts: a head that a table has again on the next page is written once."""
    return [
        Page(
            tuple(
                Piece(mark + one.text, (one.edges[0] - one.size, *one.edges), one.base, one.size) for one in page.pieces
            ),
            page.rules,
        )
        for mark, page in zip("甲乙丙", drawn, strict=False)
    ]


pages = st.lists(
    st.builds(Page, st.lists(piece(), max_size=25).map(tuple), st.lists(rule(), max_size=12).map(tuple)), max_size=3
).map(told_apart)


@settings(deadline=None, max_examples=300)
@given(pages)
def test_nothing_is_lost_or_read_twice(drawn: list[Page]) -> None:
    made = paged_text(drawn)
    written = Counter(char for page in drawn for one in page.pieces for char in one.text.replace("|", "｜"))
    found = Counter(made.text)
    assert {char: found[char] for char in written if char not in " \n"} == dict(written)
    assert [end for _, end in made.pages[:-1]] == [start for start, _ in made.pages[1:]]
    assert not made.pages or (made.pages[0][0], made.pages[-1][1]) == (0, len(made.text))


@settings(deadline=None, max_examples=300)
@given(pages)
def test_each_character_has_one_box_on_its_page(drawn: list[Page]) -> None:
    made = paged_text(drawn)
    for number, (start, end) in enumerate(made.pages):
        for at in range(start, end):
            boxes = list(made.boxes.of(at, at + 1))
            if made.text[at] not in "\n\f |-　":
                [(page, (left, bottom, right, top))] = boxes
                assert page == number
                assert left < right
                assert bottom < top


CROWDED = {
    "figures everywhere": Page(
        tuple(Piece("3.5", (x, x + 4, x + 6, x + 10), y, 8.0) for x in range(0, 600, 30) for y in range(0, 1000, 10))
    ),
    "squared paper": Page(
        (Piece("甲", (300, 308), 300, 8.0),), tuple(Rule(bool(i % 2), 4.0 * (i // 2), 0, 2000) for i in range(1000))
    ),
    "steps": Page((Piece("甲", (300, 308), 300, 8.0),), tuple(Rule(bool(i % 2), i, i, i + 1) for i in range(2000))),
}


@pytest.mark.parametrize("why", CROWDED)
def test_a_crowded_page_does_not_stall(why: str) -> None:
    started = time.process_time()
    assert paged_text([CROWDED[why]]).text
    assert time.process_time() - started < 10
