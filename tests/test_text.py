from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pjrd_extract._text import Edit, Span, Text
from pjrd_extract.read.dense import dense

SOURCES = st.text(alphabet="中文０1 2*，。\n\u3000", max_size=60)


@st.composite
def edited(draw: st.DrawFn) -> Text:
    """A text after one or two rounds of deletions and substitutions of equal length, perhaps sliced in between."""
    text = Text(draw(SOURCES))
    for _ in range(draw(st.integers(1, 3))):
        edits, at = [], 0
        while at < len(text):
            start = draw(st.integers(at, len(text)))
            end = draw(st.integers(start, min(start + 4, len(text))))
            if draw(st.booleans()):
                edits.append(Edit(start, end))
            elif end > start:
                edits.append(Edit(start, end, "替" * (end - start)))
            at = end + draw(st.integers(1, 5))
        text = text.edited(edits)
        if draw(st.booleans()):
            start = draw(st.integers(0, len(text)))
            text = text.slice(start, draw(st.integers(start, len(text))))
    return text


@given(edited())
def test_every_character_kept_stands_where_the_map_says(text: Text) -> None:
    for offset, character in enumerate(text.value):
        assert character in (text.source[text.to_source(offset)], "替")


@given(edited())
def test_map_agrees_both_ways(text: Text) -> None:
    for offset in range(len(text)):
        assert text.from_source(text.to_source(offset)) == offset


@given(edited())
def test_map_keeps_the_order(text: Text) -> None:
    places = [text.to_source(offset) for offset in range(len(text))]
    assert places == sorted(set(places))


@given(edited(), st.data())
def test_span_runs_from_the_first_to_the_last_character(text: Text, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = text.span(start, end)
    assert 0 <= span.start <= span.end <= len(text.source)
    if end > start:
        assert (span.start, span.end - 1) == (text.to_source(start), text.to_source(end - 1))
    else:
        assert span.start == span.end


def _step_by_step(text: Text, offset: int) -> int:
    step: Text | None = text
    while step is not None:
        if step._whole is not None:
            offset += step._at - step._whole._at
            step = step._whole
        if step._edits is not None:
            offset = step._edits.to_source(offset)
        step = step._parent
    return offset


@given(edited())
def test_the_way_home_in_one_is_the_way_step_by_step(text: Text) -> None:
    offsets = range(len(text) + 1)
    assert [text.to_source(offset) for offset in offsets] == [_step_by_step(text, offset) for offset in offsets]


@given(edited(), st.data())
def test_a_slice_points_home(text: Text, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    part = text.slice(start, end)
    assert part.value == text.value[start:end]
    if part.value:
        assert part.span(0, len(part)) == text.span(start, end)


@given(edited())
def test_lines_are_those_of_the_text(text: Text) -> None:
    assert "\n".join(text.value[start:end] for start, end in text.lines()) == text.value


@pytest.mark.parametrize(
    "edits",
    [[Edit(2, 4), Edit(3, 5)], [Edit(0, 2, "一")], [Edit(3, 4), Edit(0, 1)]],
    ids=["overlapping", "of another length", "out of order"],
)
def test_edits_that_would_break_the_map_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="edit out of order or of another length"):
        Text("一二三四五").edited(edits)


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([Edit(1, 3), Edit(1, 4)], "一五"),
        ([Edit(1, 4), Edit(2, 3, "叁")], "一五"),
        ([Edit(1, 3), Edit(2, 4, "叁肆")], "一肆五"),
        ([Edit(1, 3, "贰叁"), Edit(2, 4)], "一贰叁五"),
    ],
    ids=["a longer one", "within a deletion", "a substitution cut", "a deletion cut"],
)
def test_edits_that_overlap_are_merged_where_that_is_asked_for(edits: list[Edit], expected: str) -> None:
    assert Text("一二三四五").edited(edits, merge_overlaps=True).value == expected


def test_deletions_one_after_the_other_are_one() -> None:
    text = Text("零一二三四五").edited([Edit(0, 1), Edit(1, 3), Edit(4, 5)])
    assert text.value == "三五"
    assert [text.to_source(offset) for offset in range(2)] == [3, 5]
    assert [text.from_source(offset) for offset in range(6)] == [0, 0, 0, 0, 1, 1]
    assert text.deleted() == [(0, 3), (4, 5)]


@given(edited())
def test_offsets_are_found_together_as_one_by_one(text: Text) -> None:
    offsets = [text.to_source(offset) for offset in range(len(text))]
    assert text.from_sources(offsets) == [text.from_source(offset) for offset in offsets] == [*range(len(text))]
    outside = text.from_sources(range(len(text.source) + 1))
    assert outside == sorted(outside)
    assert set(outside) <= {*range(len(text) + 1)}


@given(edited())
def test_lines_have_the_view_that_they_would_have_alone(text: Text) -> None:
    start = 0
    for line in text.value.splitlines(keepends=True):
        part = text.slice(start, start + len(line.rstrip("\n")))
        start += len(line)
        view, alone = dense(part), dense(Text(part.value))
        assert view.value == alone.value
        places = [view.to_source(offset) for offset in range(len(view))]
        assert places == [part.to_source(alone.to_source(offset)) for offset in range(len(view))]
        assert view.from_sources(places) == [*range(len(view))]


def test_no_edit_gives_the_text_itself() -> None:
    text = Text("公报")
    assert text.edited([]) is text


def test_spans_know_what_they_hold_and_touch() -> None:
    assert Span(0, 4).contains(Span(1, 4))
    assert not Span(1, 4).contains(Span(0, 4))
    assert Span(0, 2).overlaps(Span(1, 3))
    assert not Span(0, 2).overlaps(Span(2, 3))
