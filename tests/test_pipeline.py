from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from benchmarks.corpus import ROOT
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pjrd_extract import Bulletin, CorrectionError, Corrections, ReadError, RuleError, Rules, extract, extract_file
from pjrd_extract.write.json import to_json

SAMPLE = (ROOT / "examples" / "yunxiu-2024-02.md").read_text(encoding="utf-8")

LINES = [
    "# 青石县人民代表大会常务委员会公报",
    "2024年4月20日",
    "## 目 录",
    "青石县十届人大常委会召开第七次会议 ..... ( 1 )",
    "# 青石县十届人大常委会召开第七次会议",
    "2024年3月28日，县人大常委会召开会议，主任甲某主持，委员共12人出席会议。",
    "**履职情况报告**",
    "县水利局局长 纪 楠",
    "一、存在的主要问题",
    "（一）2023年完成投资 1 2.5 亿元，同比增长3%；力争建成１２处",
    "一是学习不够；二是落实不够。",
    "— 3 —",
    "| 指标 | 数值（万元） |",
    "|---|---|",
    "| 税收 | 3,400 |",
    "出席（3人）",
    "丁　一　王二（女） 张三",
    "任命李四为县财政局局长；免去王五的县教育局局长职务。",
    "",
]
TEXTS = st.one_of(
    st.text(max_size=200),
    st.text(
        alphabet="一二三十百万亿第届次年月日至以上约近增长0123456789.,，。；、（）()#*|《》“”%个人元 \n\r\u3000",
        max_size=200,
    ),
    st.lists(st.sampled_from(LINES), min_size=1, max_size=40).map("\n".join),
)


def spans(value: Any) -> Iterator[tuple[dict[str, int], str | None]]:
    if isinstance(value, dict):
        if isinstance(value.get("span"), dict):
            yield value["span"], value.get("text")
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from spans(one)


def without_source(bulletin: Bulletin) -> dict[str, Any]:
    return bulletin.model_dump(exclude={"source"})


# A text may look like the name of a file (.JPG), which is told by a warning.
@pytest.mark.filterwarnings("ignore:this text looks like the name of a file")
@given(TEXTS)
@example(".JPG")
@settings(max_examples=300, deadline=None)
def test_no_text_stalls_or_crashes_and_every_span_points_home(text: str) -> None:
    try:
        bulletin = extract(text)
    except ReadError:
        return
    assert bulletin.source.characters == len(text)
    for span, quoted in spans(json.loads(to_json(bulletin))):
        assert 0 <= span["start"] <= span["end"] <= len(text)
        assert quoted is None or text[span["start"] : span["end"]] == quoted
    assert Bulletin.model_validate_json(to_json(bulletin)) == bulletin


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_no_bytes_crash(data: bytes) -> None:
    try:
        bulletin = extract(data)
    except ReadError:
        return
    assert bulletin.source.sha256 == hashlib.sha256(data).hexdigest()


def test_the_source_is_told_as_it_was_given() -> None:
    source = extract(SAMPLE, name="sample.md").source
    assert source.model_dump() == {
        "name": "sample.md",
        "sha256": hashlib.sha256(SAMPLE.encode()).hexdigest(),
        "format": "markdown",
        "encoding": "utf-8",
        "characters": len(SAMPLE),
        "text": None,
        "pages": (),
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_records_are_the_same_in_every_encoding(encoding: str) -> None:
    assert without_source(extract(SAMPLE.encode(encoding))) == without_source(extract(SAMPLE))


def test_line_ends_change_places_but_no_values() -> None:
    text = SAMPLE.replace("\n", "\r\n")
    found = [metric for article in extract(text).articles for metric in article.metrics]
    expected = [metric for article in extract(SAMPLE).articles for metric in article.metrics]
    assert [(metric.name, metric.value, metric.unit) for metric in found] == [
        (metric.name, metric.value, metric.unit) for metric in expected
    ]
    assert all(text[metric.span.slice] == metric.text for metric in found)


def test_a_byte_order_mark_in_a_string_counts_as_a_character() -> None:
    text = "\ufeff全县完成投资3亿元。"
    [metric] = extract(text).articles[0].metrics
    assert text[metric.span.slice] == metric.text == "3亿元"


@pytest.mark.parametrize("text", ["", " \n", "公\0报", "\ud800"], ids=["empty", "blank", "NUL", "surrogate"])
def test_strings_that_are_no_text(text: str) -> None:
    with pytest.raises(ReadError) as raised:
        extract(text, name="mine")
    assert raised.value.name == "mine"


def test_a_file_is_called_by_its_name_and_its_error_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "公报.md"
    path.write_text(SAMPLE, encoding="utf-8")
    assert extract_file(path).source.name == "公报.md"
    assert extract_file(str(path)) == extract_file(path)
    path.write_bytes(b"")
    with pytest.raises(ReadError) as raised:
        extract_file(path)
    assert raised.value.name == str(path)


def test_threads_get_the_same_answer() -> None:
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(lambda text: to_json(extract(text)), [SAMPLE] * 8))) == 1


@pytest.mark.parametrize(
    "piece",
    [
        "2023年完成投资12.5亿元，同比增长3%，",
        "2023年完成投资12.5亿元。\n",
        "# 关于财政工作的报告\n",
        "（一）加强学习；",
        "张三　李四　",
        "一二三四五六七八九十",
        "1 2 3 ",
        "****（（“《",
    ],
)
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    def seconds(text: str) -> float:
        started = time.process_time()
        extract(text)
        return time.process_time() - started

    short, long = piece * (40_000 // len(piece)), piece * (160_000 // len(piece))
    # Four times the text: linear takes 4 times as long, quadratic 16 times.
    assert min(seconds(long) for _ in range(2)) < 10 * min(seconds(short) for _ in range(3)) + 0.1


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_bytes_of_any_kind_are_a_file(kind: type[bytes]) -> None:
    assert extract(kind(SAMPLE.encode("utf-8"))) == extract(SAMPLE.encode("utf-8"))


@pytest.mark.parametrize("text", ["a.md", "2023/公报.PDF", "/data/a b.markdown", "见附件.docx"])
def test_a_text_that_looks_like_a_path_is_read_with_a_warning(text: str) -> None:
    with pytest.warns(UserWarning, match="extract_file reads files") as told:
        assert extract(text).text == text
    assert told[0].filename == __file__


@pytest.mark.parametrize("text", ["新建学校3所", "新建学校3所.", "增长12.4", "标题\n见附件.pdf", "www.example.cn"])
def test_a_text_is_read_without_one(text: str) -> None:
    assert extract(text).text == text


def test_rules_and_corrections_may_be_paths_of_their_files(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('[[units]]\nname = "标准箱"\nwords = ["标箱"]\nkind = "other"\n', encoding="utf-8")
    text = "关于交通的报告\n\n2023年，完成吞吐量3.2万标箱。"
    bulletin = extract(text, rules=mine)
    assert bulletin == extract(text, rules=str(mine)) == extract(text, rules=Rules.default().extended(mine))
    [metric] = bulletin.metrics
    assert metric.unit == "标准箱"
    rejected = {"action": "reject", "span": {"start": metric.span.start, "end": metric.span.end}, "text": metric.text}
    said = {"name": "<text>", "sha256": bulletin.source.sha256, "corrections": [rejected]}
    corrections = tmp_path / "corrections.json"
    corrections.write_text(json.dumps({"bulletins": [said]}), encoding="utf-8")
    for given_as in (corrections, str(corrections), Corrections.load(corrections)):
        assert extract(text, rules=mine, corrections=given_as).metrics == ()


def test_files_of_rules_and_corrections_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no such file"):
        extract("税收5亿元", rules=tmp_path / "no.toml")
    with pytest.raises(CorrectionError, match="no such file"):
        extract("税收5亿元", corrections=str(tmp_path / "no.json"))
    with pytest.raises(ValueError, match="rules is an empty path"):
        extract("税收5亿元", rules="")
