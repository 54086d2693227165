from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from pjrd_extract import Bulletin, ReadError, convert, extract, load_bulletin, load_bulletins
from pjrd_extract.write.json import to_json

BULLETINS = [extract(f"关于财政工作的报告\n\n2023年，新建学校{number}所。", name=f"{number}.md") for number in (2, 3)]
LINES = b"".join(one.model_dump_json().encode() + b"\n" for one in BULLETINS)


def written(folder: Path, data: bytes) -> Path:
    path = folder / "bulletins"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("write", [to_json, lambda one: one.model_dump_json().encode()])
def test_a_bulletin_comes_back_from_each_way_of_writing_it(tmp_path: Path, write: object) -> None:
    assert callable(write)
    path = written(tmp_path, write(BULLETINS[0]))
    assert load_bulletin(path) == load_bulletin(str(path)) == BULLETINS[0]
    assert list(load_bulletins(path)) == BULLETINS[:1]


@pytest.mark.parametrize("data", [LINES, LINES.replace(b"\n", b"\r\n"), LINES.replace(b"\n", b"\n\n"), LINES[:-1]])
def test_json_lines_are_read_one_by_one(tmp_path: Path, data: bytes) -> None:
    assert list(load_bulletins(written(tmp_path, data))) == BULLETINS


def test_what_convert_writes_is_read(tmp_path: Path) -> None:
    for one in BULLETINS:
        (tmp_path / one.source.name).write_text(one.text, encoding="utf-8")
    convert([tmp_path / one.source.name for one in BULLETINS], tmp_path / "out", formats=["json", "jsonl"], jobs=0)
    assert [one.metrics for one in load_bulletins(tmp_path / "out" / "bulletins.jsonl")] == [
        load_bulletin(tmp_path / "out" / f"{number}.json").metrics for number in (2, 3)
    ]


def test_a_broken_line_is_named_after_what_stands_before_it(tmp_path: Path) -> None:
    found = load_bulletins(written(tmp_path, LINES + b'{"schema_version": 3}\n'))
    assert list(islice(found, 2)) == BULLETINS
    with pytest.raises(ReadError, match=r"bulletins, line 3: no bulletin: .*schema_version"):
        next(found)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no bulletin: "),
        (b"{\n", "no bulletin: Invalid JSON"),
        (b"\xff\xfe", "no bulletin: Invalid JSON"),
        (b"[]\n", "no bulletin: "),
        (LINES, "holds 2 bulletins, not one"),
    ],
)
def test_what_is_no_bulletin_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        load_bulletin(written(tmp_path, data))


def test_a_folder_and_a_wrong_argument_are_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="is a directory"):
        list(load_bulletins(tmp_path))
    with pytest.raises(TypeError, match="path must be str or PathLike, not int"):
        load_bulletins(3)  # type: ignore[arg-type]


def test_all_metrics_stand_in_the_order_of_the_source() -> None:
    bulletin = extract("# 关于财政的报告\n\n完成税收5亿元。\n\n# 关于教育的报告\n\n新建学校3所、操场2个。\n")
    assert [one.text for one in bulletin.metrics] == ["5亿元", "3所", "2个"]
    assert list(bulletin.metrics) == bulletin.find()
    assert "metrics" not in Bulletin.model_fields
