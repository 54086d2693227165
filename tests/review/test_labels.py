from __future__ import annotations

import datetime as dt
import json
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from pjrd_extract import Bulletin, CorrectionError, Span, extract
from pjrd_extract.review.labels import (
    from_doccano,
    from_label_studio,
    label_studio_config,
    to_doccano,
    to_label_studio,
)

SOURCE = "# 关于财政工作的报告\n\n𠮷安乡2023年完成税收6.72亿元，同比增长12.4%；𠮷水乡新建学校3所，另有养老院若干。\n"


@pytest.fixture(scope="module")
def bulletin() -> Bulletin:
    return extract(SOURCE)


def annotated(bulletin: Bulletin) -> dict[str, Any]:
    task = json.loads(json.dumps(to_label_studio(bulletin)))
    return {**task, "annotations": [{"was_cancelled": True, "result": []}, task["predictions"][0]]}


def test_label_studio_counts_characters_and_doccano_utf16(bulletin: Bulletin) -> None:
    for region in to_label_studio(bulletin)["predictions"][0]["result"]:
        value = region["value"]
        assert SOURCE[value["start"] : value["end"]] == value["text"]
    units = SOURCE.encode("utf-16-le")
    for (start, end, kind), metric in zip(to_doccano(bulletin)["label"], bulletin.find(), strict=True):
        assert (units[2 * start : 2 * end].decode("utf-16-le"), kind) == (metric.text, metric.kind)


def test_the_configuration_has_the_names_that_the_regions_use(bulletin: Bulletin) -> None:
    view = ET.fromstring(label_studio_config())  # noqa: S314 - it is our own
    region = to_label_studio(bulletin)["predictions"][0]["result"][0]
    labels = view.find("Labels")
    assert labels is not None
    assert (labels.get("name"), labels.get("toName")) == (region["from_name"], region["to_name"])
    assert {metric.kind for metric in bulletin.find()} <= {label.get("value") for label in labels}


def test_what_comes_back_as_it_went_is_accepted(bulletin: Bulletin) -> None:
    for corrections, rest in (
        from_label_studio(annotated(bulletin), bulletin),
        from_doccano(json.loads(json.dumps(to_doccano(bulletin))), bulletin),
    ):
        reviewed = extract(SOURCE, corrections=corrections).find()
        assert rest == []
        assert len(reviewed) == len(bulletin.find()) == 3
        assert [metric.review and metric.review.status for metric in reviewed] == ["accepted"] * 3


def test_other_labels_gone_ones_and_new_ones(bulletin: Bulletin) -> None:
    record = to_doccano(bulletin)
    start = SOURCE.index("若干") + 2  # behind two characters that are two units each
    first, _, third = record["label"]
    record = {**record, "label": [[*first[:2], "other"], third, [start, start + 2, "count"]]}
    corrections, rest = from_doccano(record, bulletin)
    reviewed = extract(SOURCE, corrections=corrections).find()
    assert [(metric.text, metric.kind) for metric in reviewed] == [("6.72亿元", "other"), ("3所", "count")]
    assert rest == [Span(start - 2, start)]


def test_half_a_character_is_no_place(bulletin: Bulletin) -> None:
    record = to_doccano(bulletin)
    half = SOURCE.index("𠮷") + 1
    with pytest.raises(CorrectionError, match="no span"):
        from_doccano({**record, "label": [[half, half + 4, "count"]]}, bulletin)


NEW = "# 关于水利工作的报告\n\n去年，水库蓄水三点五亿立方米。多年来，受益群众超过十二万人，\n新建堤防十余公里。\n\n会议指出甲。\n"
ADDED = {
    "三点五亿立方米": ("水库蓄水", "350000000", "立方米", "exact", (2022, 2022)),
    "超过十二万人": ("受益群众", "120000", "人", "over", (None, None)),
    "十余公里": ("新建堤防", "10", "公里", "over", (None, None)),
}


@pytest.mark.parametrize("text", ADDED)
def test_a_new_span_is_read_as_a_metric(text: str) -> None:
    date = dt.date(2023, 5, 1)
    plain = extract(NEW, reference_date=date)
    start = NEW.index(text)
    region = {"type": "labels", "value": {"start": start, "end": start + len(text), "text": text, "labels": ["other"]}}
    without = {"data": {"text": NEW}, "annotations": [{"result": [region]}]}
    corrections, rest = from_label_studio(without, plain)
    [metric] = extract(NEW, reference_date=date, corrections=corrections).find()
    period = metric.period and (
        metric.period.start and metric.period.start.year,
        metric.period.end and metric.period.end.year,
    )
    name, value, unit, bound, years = ADDED[text]
    assert rest == []
    assert (metric.text, metric.name, str(metric.value), metric.unit, metric.bound) == (text, name, value, unit, bound)
    assert (metric.kind, period) == ("other", years)
    assert metric.review is not None
    assert metric.review.status in ("added", "edited")


@pytest.mark.parametrize(("words", "why"), [("甲", "no quantity"), ("会议指出", "no number"), ("去年", "a period")])
def test_what_is_no_metric_is_given_back(words: str, why: str) -> None:
    plain = extract(NEW)
    start = NEW.index(words)
    corrections, rest = from_doccano({"text": NEW, "label": [[start, start + len(words), "count"]]}, plain)
    assert rest == [Span(start, start + len(words))], why
    assert {one.action for one in corrections.bulletins[0].corrections} == {"reject"}


def test_regions_across_a_line_end_and_projects_with_relations(bulletin: Bulletin) -> None:
    source = "# 关于财政工作的报告\n\n2023年，全县完成税收6.7\n2亿元。\n"
    split = extract(source)
    task = json.loads(json.dumps(to_label_studio(split)))
    [region] = task["predictions"][0]["result"]
    assert region["value"]["text"] == "6.7\n2亿元"
    region["value"]["text"] = "6.7\\n2亿元"  # as Label Studio writes it
    corrections, _ = from_label_studio({**task, "annotations": task["predictions"]}, split)
    assert [one.action for one in corrections.bulletins[0].corrections] == ["accept"]
    record = to_doccano(bulletin)
    labels = record.pop("label")
    record["entities"] = [{"id": 1, "label": kind, "start_offset": a, "end_offset": b} for a, b, kind in labels]
    corrections, _ = from_doccano({**record, "relations": []}, bulletin)
    assert {one.action for one in corrections.bulletins[0].corrections} == {"accept"}


@pytest.mark.parametrize(
    "change",
    [
        {"text": "别的"},
        {"label": [[0, 10**6, "money"]]},
        {"label": [["0", 1, "money"]]},
        {"label": 3},
        {"label": [[1]]},
    ],
)
def test_malformed_records_of_doccano_are_refused(bulletin: Bulletin, change: dict[str, Any]) -> None:
    with pytest.raises(CorrectionError):
        from_doccano({**to_doccano(bulletin), **change}, bulletin)


def test_unknown_labels_are_refused(bulletin: Bulletin) -> None:
    record = to_doccano(bulletin)
    [start, end, _], *_ = record["label"]
    with pytest.raises(CorrectionError, match="kind"):
        from_doccano({**record, "label": [[start, end, "cash"]]}, bulletin)


def test_tasks_that_are_malformed_or_not_annotated_are_refused(bulletin: Bulletin) -> None:
    task = annotated(bulletin)
    shifted = json.loads(json.dumps(task))
    shifted["annotations"][1]["result"][0]["value"]["start"] -= 1
    malformed: list[Any] = [{**task, "annotations": []}, {"data": {}}, {**task, "annotations": [3]}, shifted, []]
    for bad in malformed:
        with pytest.raises(CorrectionError):
            from_label_studio(bad, bulletin)


def test_two_labels_of_one_span_are_refused(bulletin: Bulletin) -> None:
    record = to_doccano(bulletin)
    [start, end, _], *_ = record["label"]
    with pytest.raises(CorrectionError, match="two labels"):
        from_doccano({**record, "label": [*record["label"], [start, end, "other"]]}, bulletin)
