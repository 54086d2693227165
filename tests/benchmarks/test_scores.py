from __future__ import annotations

from typing import Any

import pytest
from benchmarks.score_metrics import score_metrics
from benchmarks.score_structure import score_structure

BASE: dict[str, Any] = {
    "value": "3",
    "low": None,
    "high": None,
    "unit": "个",
    "kind": "count",
    "bound": "exact",
    "role": "level",
    "direction": None,
    "status": "actual",
    "name": "项目",
}


def found(start: int, end: int, **fields: Any) -> dict[str, Any]:
    return {**BASE, "text": "3个", "span": {"start": start, "end": end}, "period": None, **fields}


def gold(start: int, end: int, **fields: Any) -> dict[str, Any]:
    return {**BASE, "text": "3个", "start": start, "end": end, "period": None, **fields}


def test_each_takes_part_in_one_pair_and_the_best_overlap_comes_first() -> None:
    score = score_metrics([found(0, 4), found(2, 4, value="4")], [gold(2, 4, value="4")])
    assert (score.figures["precision"], score.figures["recall"], score.figures["value"]) == (0.5, 1.0, 1.0)
    assert [metric["span"]["start"] for metric in score.spurious] == [0]


def test_optional_rows_are_neither_asked_for_nor_held_against_anybody() -> None:
    score = score_metrics(
        [found(0, 2), found(4, 6)], [gold(0, 2, optional=True), gold(4, 6), gold(8, 9, optional=True)]
    )
    assert (score.found.asked, score.figures["F1"], score.spurious, score.missed) == (1, 1.0, [], [])


def test_what_is_missed_counts_in_recall_and_in_strict() -> None:
    figures = score_metrics([found(0, 2)], [gold(0, 2), gold(4, 6)]).figures
    assert (figures["recall"], figures["strict"], figures["value"]) == (0.5, 0.5, 1.0)


@pytest.mark.parametrize(
    ("field", "mine", "theirs", "right"),
    [
        ("value", "3.0", "3", True),
        ("value", "30", "3", False),
        ("unit", "名", "人", True),
        ("unit", "公里", "米", False),
        ("bound", "about", "nearly", False),
        ("name", "引资 总额", "引资总额", True),
        ("name", "项目", "学校", False),
        ("direction", None, "up", False),
    ],
)
def test_fields(field: str, mine: str | None, theirs: str, right: bool) -> None:
    figures = score_metrics([found(0, 2, **{field: mine})], [gold(0, 2, **{field: theirs})]).figures
    assert figures[field] == float(right)


@pytest.mark.parametrize(("mine", "right"), [({"low": "3", "high": "5"}, True), ({"low": "3", "high": "6"}, False)])
def test_ranges_are_compared_at_both_ends(mine: dict[str, str], right: bool) -> None:
    row = gold(0, 2, value=None, low="3", high="5")
    assert score_metrics([found(0, 2, value=None, **mine)], [row]).figures["value"] == float(right)


@pytest.mark.parametrize(
    ("mine", "theirs", "field", "right"),
    [
        ({"start": "2023-01-01", "end": None}, ["2023-01-01", None], "period", True),
        ({"start": "2023-01-01", "end": "2023-12-31"}, ["2023-01-01", None], "period", False),
        (None, ["2023-01-01", None], "period", False),
        (None, None, "no_period", True),
        ({"start": None, "end": None}, None, "no_period", True),
        ({"start": "2023-01-01", "end": None}, None, "no_period", False),
    ],
)
def test_periods(mine: Any, theirs: Any, field: str, right: bool) -> None:
    score = score_metrics([found(0, 2, period=mine)], [gold(0, 2, period=theirs)])
    assert (score.fields[field].right, score.fields[field].asked) == (int(right), 1)
    assert score.figures["strict"] == float(right)


BULLETIN: dict[str, Any] = {
    "reference_date": "2024-03-28",
    "masthead": {"issuer": "青石县人大常委会", "issue_number": 2},
    "contents": [],
    "articles": [
        {"kind": "meeting", "index": 0, "title": "会议", "date": "2024-03-28", "chairs": [{"name": "甲某"}]},
        {
            "kind": "attendance",
            "index": 1,
            "title": "名单",
            "present_count": 3,
            "present": [{"name": "甲某"}, {"name": "乙某"}],
        },
    ],
    "findings": [{"code": "attendance-count", "evidence": [{"article": 1}]}],
}
GOLD: dict[str, Any] = {
    "reference_date": "2024-03-28",
    "masthead": {"issuer": "青石县 人大常委会", "issue_number": 2, "serial_number": None},
    "contents_entries": 0,
    "articles": [{"kind": "meeting", "title": "会 议"}, {"kind": "attendance", "title": "出席名单"}],
    "meeting": {"date": "2024-03-28", "end_date": None, "chair": ["甲某"]},
    "attendance": {"present_reported": 3, "present_names": ["甲某", "乙某"], "consistent": False},
}


def test_records_that_agree_are_all_right() -> None:
    score = score_structure(BULLETIN, GOLD)
    assert ([str(row) for row in score.wrong], score.fields.asked) == ([], 14)


@pytest.mark.parametrize(
    ("where", "changed"),
    [
        ("reference_date", {**GOLD, "reference_date": "2024-03-29"}),
        ("masthead issue_number", {**GOLD, "masthead": {"issue_number": 3}}),
        ("article 1 kind", {**GOLD, "articles": [GOLD["articles"][0], {"kind": "agenda", "title": "名单"}]}),
        ("meeting 0 date", {**GOLD, "meeting": {"date": "2024-03-27"}}),
        ("attendance 0 present names", {**GOLD, "attendance": {"present_names": ["乙某", "甲某"]}}),
        ("attendance 0 consistent", {**GOLD, "attendance": {"consistent": True}}),
        ("opinion 丙某 people", {**GOLD, "evaluation_opinions": [{"person": "丙某"}]}),
    ],
)
def test_records_that_differ_are_named(where: str, changed: dict[str, Any]) -> None:
    assert where in [row.where for row in score_structure(BULLETIN, changed).wrong]
