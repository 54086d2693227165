from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pjrd_extract import Bulletin, CorrectionError, Corrections, Metric, cli, extract

SOURCE = (
    "# 关于财政工作的报告\n\n一、工作情况\n\n2023年，全县完成地方税收6.72亿元，同比增长12.4%；新建学校3所，另有养老院若干。"
    "造林9.6万亩。𠮷乡培训农民800人。\n\n二、下步打算\n\n计划到2025年培训农民900人。\n"
)
SHA256 = extract(SOURCE).source.sha256


def correction(action: str, text: str, source: str = SOURCE, **more: Any) -> dict[str, Any]:
    start = source.index(text)
    return {"action": action, "span": {"start": start, "end": start + len(text)}, "text": text, **more}


def of(*corrections: dict[str, Any], sha256: str = SHA256) -> Corrections:
    document = {
        "format": "pjrd-corrections",
        "version": 1,
        "bulletins": [{"name": "<text>", "sha256": sha256, "corrections": corrections}],
    }
    return Corrections.parse(json.dumps(document), name="c.json")


def corrected(*corrections: dict[str, Any], source: str = SOURCE) -> Bulletin:
    return extract(source, corrections=of(*corrections))


def the(bulletin: Bulletin, text: str) -> Metric:
    [metric] = [metric for metric in bulletin.find() if metric.text == text]
    return metric


def warnings(bulletin: Bulletin) -> list[str]:
    return [finding.message for finding in bulletin.findings if finding.code == "correction"]


def test_without_corrections_nothing_is_reviewed() -> None:
    assert {metric.review for metric in extract(SOURCE).find()} == {None}
    assert extract(SOURCE, corrections=Corrections()) == extract(SOURCE)


def test_an_accepted_metric_says_so_and_is_else_the_same() -> None:
    bulletin = corrected(correction("accept", "6.72亿元", note="见决算"))
    metric = the(bulletin, "6.72亿元")
    assert metric.review is not None
    assert metric.review.model_dump() == {"status": "accepted", "fields": (), "note": "见决算"}
    assert metric.model_copy(update={"review": None}) == the(extract(SOURCE), "6.72亿元")
    assert warnings(bulletin) == []


def test_a_rejected_metric_is_gone_and_the_others_stay() -> None:
    before, after = extract(SOURCE).find(), corrected(correction("reject", "3所")).find()
    assert [metric for metric in before if metric.text != "3所"] == after
    assert len(before) == len(after) + 1


def test_an_edit_changes_its_fields_and_what_follows_from_them() -> None:
    fields = {"name": "造林面积", "value": "96500", "period": {"start": "2022-01-01", "end": "2022-12-31"}}
    metric = the(corrected(correction("edit", "9.6万亩", fields=fields)), "9.6万亩")
    assert (metric.name, metric.value, metric.unit) == ("造林面积", Decimal(96500), "亩")
    assert metric.si is not None
    assert metric.si.value == Decimal("64333333.33333333333333333333")
    assert metric.period is not None
    assert (str(metric.period.start), metric.period.text) == ("2022-01-01", "")
    assert metric.review is not None
    assert metric.review.fields == ("name", "value", "period")


def test_a_corrected_period_keeps_its_words() -> None:
    fields = {"period": {"start": "2022-01-01", "end": None}}
    period = the(corrected(correction("edit", "6.72亿元", fields=fields)), "6.72亿元").period
    assert period is not None
    assert (str(period.start), period.end, period.text) == ("2022-01-01", None, "2023年")


def test_a_period_can_be_taken_away_and_a_value_become_a_range() -> None:
    fields = {"period": None, "low": "3", "high": "4"}
    metric = the(corrected(correction("edit", "3所", fields=fields)), "3所")
    assert (metric.period, metric.value, metric.low, metric.high) == (None, None, Decimal(3), Decimal(4))
    assert metric.bound == "range"


def test_what_was_missed_is_added_in_its_place() -> None:
    fields = {"name": "养老院", "value": "2", "unit": "所", "period": {"start": "2023-01-01", "end": None}}
    bulletin = corrected(correction("add", "若干", fields=fields))
    metric = the(bulletin, "若干")
    assert (metric.name, metric.value, metric.section) == ("养老院", Decimal(2), ("工作情况",))
    assert metric.review is not None
    assert metric.review.status == "added"
    assert metric.period is not None
    assert SOURCE[metric.period.span.slice] == metric.period.text
    starts = [one.span.start for one in bulletin.find()]
    assert starts == sorted(starts)
    assert Bulletin.model_validate_json(bulletin.model_dump_json()) == bulletin


def test_the_kind_of_an_added_metric_follows_from_its_unit() -> None:
    metric = the(corrected(correction("add", "若干", fields={"name": "林地", "value": "3", "unit": "亩"})), "若干")
    assert metric.kind == "area"
    assert metric.si is not None
    assert metric.si.value == 2000


def test_corrections_are_applied_once_whatever_was_applied_before() -> None:
    corrections = of(correction("edit", "3所", fields={"value": "4"}), correction("add", "若干", fields=ADDED))
    bulletin = extract(SOURCE, corrections=corrections)
    assert corrections.apply(bulletin, SOURCE) == (bulletin, [])


ADDED = {"name": "养老院", "value": "2", "unit": "所"}


def test_findings_are_those_of_what_was_corrected() -> None:
    text = "关于安全工作的报告\n\n排查隐患2318处，其中一般隐患2279处、重大隐患49处。"
    assert [finding.code for finding in extract(text).findings] == ["sum-mismatch"]
    document = {
        "format": "pjrd-corrections",
        "version": 1,
        "bulletins": [
            {
                "name": "<text>",
                "sha256": extract(text).source.sha256,
                "corrections": [correction("edit", "2318处", text, fields={"value": "2328"})],
            }
        ],
    }
    assert extract(text, corrections=Corrections.parse(json.dumps(document))).findings == ()


def test_where_there_is_no_such_metric_a_warning_says_so() -> None:
    bulletin = corrected(correction("accept", "若干"), {**correction("reject", "3所"), "text": "4所"})
    assert [message.partition("：")[2] for message in warnings(bulletin)] == [
        "此处没有该指标",
        "此处原文不是更正所引文字",
    ]
    assert bulletin.find() == extract(SOURCE).find()


def test_what_was_accepted_when_it_was_another_is_not_accepted() -> None:
    bulletin = corrected(correction("accept", "6.72亿元", was={"name": "地方税收", "value": "6.72"}))
    assert the(bulletin, "6.72亿元").review is None
    assert "已与确认时不同" in warnings(bulletin)[0]


@pytest.mark.parametrize("place", [(0, 1), (10**9, 10**9 + 1)])
def test_nothing_is_added_outside_the_articles(place: tuple[int, int]) -> None:
    added = {"action": "add", "span": {"start": place[0], "end": place[1]}, "text": "若干", "fields": ADDED}
    bulletin = corrected(added)
    assert bulletin.find() == extract(SOURCE).find()
    assert len(warnings(bulletin)) == 1


CHANGED = "# 县人大常委会公报\n\n" + SOURCE


def test_in_a_changed_source_text_and_name_together_find_the_metric() -> None:
    bulletin = corrected(
        correction("edit", "6.72亿元", was={"name": "地方税收"}, fields={"name": "地方税收收入"}), source=CHANGED
    )
    metric = the(bulletin, "6.72亿元")
    assert metric.name == "地方税收收入"
    assert CHANGED[metric.span.slice] == "6.72亿元"
    assert "原文与更正时不同" in warnings(bulletin)[0]


@pytest.mark.parametrize("was", [None, {"name": "国税"}, {"unit": "元"}])
def test_in_a_changed_source_what_is_in_doubt_is_left_out(was: dict[str, str] | None) -> None:
    bulletin = corrected(correction("edit", "6.72亿元", was=was, fields={"name": "别的"}), source=CHANGED)
    assert bulletin.find("别的") == []
    assert "无法确定位置" in warnings(bulletin)[0]


def test_two_places_are_a_doubt() -> None:
    twice = CHANGED + "\n# 关于税务工作的报告\n\n2023年，全县完成地方税收6.72亿元。\n"
    bulletin = corrected(correction("reject", "6.72亿元", was={"name": "地方税收"}), source=twice)
    assert len(bulletin.find("地方税收", unit="元")) == 2
    assert len(warnings(bulletin)) == 1


def test_the_same_text_at_the_same_place_is_no_doubt() -> None:
    bulletin = corrected(
        correction("accept", "6.72亿元"), correction("add", "若干", fields=ADDED), source=SOURCE + "又及。"
    )
    assert the(bulletin, "6.72亿元").review is not None
    assert the(bulletin, "若干").review is not None
    assert len(warnings(bulletin)) == 2


def test_corrections_of_another_bulletin_change_nothing() -> None:
    corrections = of(correction("reject", "3所"))
    assert extract(CHANGED, name="other.md", corrections=corrections) == extract(CHANGED, name="other.md")


def bad(**changes: Any) -> str:
    one = {"action": "accept", "span": {"start": 1, "end": 3}, "text": "3所", **changes}
    fine = {"action": "accept", "span": {"start": 7, "end": 9}, "text": "4所"}
    bulletins = [{"name": "a.md", "sha256": SHA256, "corrections": [fine, one]}]
    return json.dumps({"format": "pjrd-corrections", "version": 1, "bulletins": bulletins})


EDIT = {"action": "edit"}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"action": "delete"}, "action: Input should be 'accept'"),
        ({"span": {"start": 3, "end": 3}}, "span: a span ends behind its start"),
        ({"span": {"start": -1, "end": 3}}, "span.start: "),
        ({"span": {"start": "1", "end": 3}}, "span.start: "),
        ({"script": "x"}, "script: Extra inputs are not permitted"),
        ({"text": ""}, "text: "),
        ({"fields": {"name": "a"}}, "accept takes no fields"),
        ({**EDIT}, "edit needs at least one of the fields"),
        ({**EDIT, "fields": {"value": 6.85}}, "fields.value: a value is a string of digits"),
        ({**EDIT, "fields": {"value": "1e9"}}, "fields.value: a value is a string of digits"),
        ({**EDIT, "fields": {"value": "NaN"}}, "fields.value: a value is a string of digits"),
        ({**EDIT, "fields": {"value": "１"}}, "fields.value: a value is a string of digits"),
        ({**EDIT, "fields": {"kind": "cash"}}, "fields.kind: "),
        ({**EDIT, "fields": {"name": None}}, "fields: name can't be null"),
        ({**EDIT, "fields": {"period": {"start": "2023-02-30"}}}, "fields.period.start: "),
        ({**EDIT, "fields": {"period": {"start": "2023-02-03", "end": "2023-01-01"}}}, "does not end before its start"),
        ({"action": "add", "fields": {"name": "a"}}, "add needs the fields unit, value"),
    ],
)
def test_a_malformed_correction_is_named_with_its_place(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(CorrectionError) as caught:
        Corrections.parse(bad(**changes), name="c.json")
    assert str(caught.value).startswith("c.json: bulletin 1 (a.md), correction 2: ")
    assert message in str(caught.value)


def test_two_corrections_of_one_span_are_refused() -> None:
    with pytest.raises(CorrectionError, match=r"bulletin 1 \(a.md\): corrections 1 and 2 are of the same span"):
        Corrections.parse(bad(span={"start": 7, "end": 9}))


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"\xff", b"[" * 100_000, b'{"format": "other"}', b'{"bulletins": 1}']
)
def test_what_is_no_file_of_corrections_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "c.json"
    path.write_bytes(data)
    with pytest.raises(CorrectionError, match=r"c\.json: "):
        Corrections.load(path)


def test_convert_applies_corrections_and_tells_what_it_left_out(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bulletin, corrections = tmp_path / "<text>", tmp_path / "c.json"
    bulletin.write_text(SOURCE, encoding="utf-8")
    document = of(correction("reject", "3所"), correction("accept", "若干"))
    corrections.write_text(document.model_dump_json(exclude_unset=True), encoding="utf-8")
    assert cli.main(["convert", str(bulletin), "-o", str(tmp_path / "out"), "--corrections", str(corrections)]) == 0
    [written] = (tmp_path / "out").glob("*.json")
    assert [metric.text for metric in Bulletin.model_validate_json(written.read_bytes()).find("学校")] == []
    error = capfd.readouterr().err
    assert error.count("\n") == 1
    assert "更正未采用（确认“若干”）" in error
    assert cli.main(["convert", str(bulletin), "-o", "-", "--corrections", str(corrections)]) == 0
    printed = capfd.readouterr()
    assert printed.out.encode() == written.read_bytes()
    assert printed.err == error


def test_an_output_is_made_again_when_the_corrections_have_changed(tmp_path: Path) -> None:
    bulletin, path, out = tmp_path / "a.md", tmp_path / "c.json", tmp_path / "out"
    bulletin.write_text(SOURCE, encoding="utf-8")
    texts = []
    for rejected in ("3所", "6.72亿元"):
        document = of(correction("reject", rejected))
        path.write_text(document.model_dump_json(exclude_unset=True), encoding="utf-8")
        assert cli.main(["convert", str(bulletin), "-o", str(out), "--corrections", str(path)]) == 0
        converted = Bulletin.model_validate_json((out / "a.json").read_bytes())
        texts.append({metric.text for metric in converted.find()} & {"3所", "6.72亿元"})
    assert texts == [{"6.72亿元"}, {"3所"}]


def test_convert_refuses_malformed_corrections(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "c.json"
    path.write_text("{}]", encoding="utf-8")
    assert cli.main(["convert", str(path), "-o", str(tmp_path / "out"), "--corrections", str(path)]) == 1
    assert "c.json: " in capfd.readouterr().err
    assert not (tmp_path / "out").exists()


def test_of_copies_of_one_file_each_has_its_own() -> None:
    source = extract("关于财政工作的报告\n\n2023年，税收6.72亿元。", name="a.md").source
    blocks: list[dict[str, Any]] = [
        {"name": name, "sha256": source.sha256, "corrections": []} for name in ("b.md", "a.md")
    ]
    parse = Corrections.parse
    both = parse(json.dumps({"format": "pjrd-corrections", "version": 1, "bulletins": blocks}))
    assert [one.name for one in both.of(source)] == ["a.md"]
    other = parse(json.dumps({"format": "pjrd-corrections", "version": 1, "bulletins": blocks[:1]}))
    assert [one.name for one in other.of(source)] == ["b.md"]
