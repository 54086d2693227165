"""``export-labels`` and ``import-labels``: from bulletins to annotators and back into their records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pjrd_extract import Corrections, cli, extract_file

ONE = "# 关于财政工作的报告\n\n𠮷安乡2023年完成税收6.72亿元，同比增长12.4%。受益群众若干。\n"
TWO = "# 关于水利工作的报告\n\n2023年，新建水库3座。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("a.md", ONE), ("b.md", TWO)):
        (tmp_path / "bulletins").mkdir(exist_ok=True)
        (tmp_path / "bulletins" / name).write_text(text, encoding="utf-8")
    return tmp_path


def exported(folder: Path, program: str) -> list[dict[str, Any]]:
    path = folder / "labels"
    assert cli.main(["export-labels", str(folder / "bulletins"), "--for", program, "-o", str(path)]) == 0
    text = path.read_text(encoding="utf-8")
    records = json.loads(text) if program == "label-studio" else [json.loads(line) for line in text.splitlines()]
    return list(records)


def imported(folder: Path, program: str, records: list[dict[str, Any]], *, code: int = 0) -> Corrections:
    labels = folder / "back"
    lines = [json.dumps(record) for record in records]
    labels.write_text("\n".join(lines) if program == "doccano" else f"[{','.join(lines)}]", encoding="utf-8")
    out = folder / "corrections.json"
    assert cli.main(["import-labels", str(labels), str(folder / "bulletins"), "--for", program, "-o", str(out)]) == code
    return Corrections.load(out)


@pytest.mark.parametrize("program", ["label-studio", "doccano"])
def test_there_and_back_everything_is_accepted(folder: Path, program: str, capfd: pytest.CaptureFixture[str]) -> None:
    records = exported(folder, program)
    if program == "label-studio":
        records = [{**one, "annotations": one["predictions"]} for one in records]
    corrections = imported(folder, program, records)
    for name in ("a.md", "b.md"):
        metrics = extract_file(folder / "bulletins" / name, corrections=corrections).find()
        assert metrics
        assert {metric.review and metric.review.status for metric in metrics} == {"accepted"}
    assert capfd.readouterr().err == ""


def test_what_annotators_changed_is_in_the_records(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    one, two = exported(folder, "doccano")
    start = ONE.index("若干") + 1
    one["label"] = [one["label"][0], [start, start + 2, "count"]]
    stranger = {**two, "meta": {"name": "c.md", "sha256": "0" * 64}}
    corrections = imported(folder, "doccano", [one, two, stranger])
    [metric] = extract_file(folder / "bulletins" / "a.md", corrections=corrections).find()
    assert metric.text == "6.72亿元"
    complained = capfd.readouterr().err
    assert f"a.md: {start - 1}-{start + 1} left out, not read as a metric: 若干" in complained
    assert "c.md is none of the files" in complained


def test_tasks_without_annotation_and_files_without_labels_are_told(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    one, _ = exported(folder, "label-studio")
    corrections = imported(folder, "label-studio", [{**one, "annotations": []}], code=1)
    assert corrections.bulletins == ()
    complained = capfd.readouterr().err.splitlines()
    assert [line.split(": ")[1:3] for line in complained] == [
        ["a.md", "nobody has annotated the task"],
        ["b.md", f"has no labels in {folder / 'back'}"],
    ]


@pytest.mark.parametrize("labels", ["{", "3", "[[", '{"a": 1}'])
def test_labels_that_are_none_are_one_line(folder: Path, labels: str, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "x").write_text(labels, encoding="utf-8")
    arguments = ["import-labels", str(folder / "x"), str(folder / "bulletins"), "-o", str(folder / "c.json")]
    assert cli.main([*arguments, "--for", "label-studio"]) == 1
    [line] = capfd.readouterr().err.splitlines()
    assert line.startswith(f"pjrd-extract: {folder / 'x'}: no file of label-studio")
    assert not (folder / "c.json").exists()


def test_a_missing_file_of_labels_is_one_line(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    arguments = ["import-labels", str(folder / "no"), str(folder / "bulletins"), "-o", str(folder / "c.json")]
    assert cli.main([*arguments, "--for", "doccano"]) == 1
    assert capfd.readouterr().err == f"pjrd-extract: {folder / 'no'}: no such file or directory\n"


def test_the_configuration_is_of_label_studio(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    config = folder / "new" / "config.xml"
    command = ["export-labels", str(folder / "bulletins"), "-o", str(folder / "x"), "--config", str(config), "--for"]
    with pytest.raises(SystemExit) as stopped:
        cli.main([*command, "doccano"])
    assert stopped.value.code == 2
    assert "--config is of Label Studio" in capfd.readouterr().err
    assert cli.main([*command, "label-studio"]) == 0
    assert '<Label value="money"/>' in config.read_text(encoding="utf-8")
