from __future__ import annotations

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


def test_label_studio_counts_utf16_and_doccano_characters(bulletin: Bulletin) -> None:
    units = SOURCE.encode("utf-16-le")
    for region in to_label_studio(bulletin)["predictions"][0]["result"]:
        value = region["value"]
        assert units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le") == value["text"]
    for (start, end, kind), metric in zip(to_doccano(bulletin)["label"], bulletin.find(), strict=True):
        assert (SOURCE[start:end], kind) == (metric.text, metric.kind)


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
    start = SOURCE.index("若干")
    first, _, third = record["label"]
    record = {**record, "label": [[*first[:2], "other"], third, [start, start + 2, "count"]]}
    corrections, rest = from_doccano(record, bulletin)
    reviewed = extract(SOURCE, corrections=corrections).find()
    assert [(metric.text, metric.kind) for metric in reviewed] == [("6.72亿元", "other"), ("3所", "count")]
    assert rest == [Span(start, start + 2)]


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
