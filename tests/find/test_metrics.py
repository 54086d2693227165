"""Every annotated sentence of ``tests/cases/find/metrics-*.jsonl``, field by field.

The sentences were annotated before any rule was run on them. A case that the rules don't meet yet says so in its
``misses``: the fields that come out wrong. A field that goes wrong or comes right fails the case, so that the list can
only be what is true; ``--update-misses`` writes it anew.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks.score_metrics import score_metrics

from pjrd_extract import Rules, Section, Span, extract, find_metrics
from pjrd_extract._text import Text
from pjrd_extract.find.metrics import MetricFinder
from pjrd_extract.read.clean import clean

CASES = sorted((Path(__file__).parent.parent / "cases" / "find").glob("metrics-*.jsonl"))
ROWS = [
    pytest.param(path, number, id=f"{path.stem.removeprefix('metrics-')}-{number}")
    for path in CASES
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    if line.strip()
]


@pytest.mark.parametrize(("path", "number"), ROWS)
def test_sentence(path: Path, number: int, request: pytest.FixtureRequest) -> None:
    lines = path.read_text("utf-8").splitlines()
    case = json.loads(lines[number - 1])
    score = score_metrics(_metrics(case), _gold(case))
    wrong = {name for row in score.wrong for name in row.fields}
    wrong |= {"missed"} if score.missed else set()
    wrong |= {"spurious"} if score.spurious else set()
    if request.config.getoption("--update-misses"):
        case.pop("misses", None)
        lines[number - 1] = json.dumps(case | ({"misses": sorted(wrong)} if wrong else {}), ensure_ascii=False)
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return
    assert sorted(wrong) == case.get("misses", []), "\n".join(score.worst())


def test_misses_are_few() -> None:
    cases = [json.loads(line) for path in CASES for line in path.read_text("utf-8").splitlines() if line.strip()]
    assert len(cases) >= 450
    assert sum("misses" in case for case in cases) <= 0.18 * len(cases)


def test_spans_point_into_the_text_given() -> None:
    text = "２０２３年，　完成 投资 1 2.5 亿元；新建**３**所学校。"
    found = find_metrics(text, reference_date=dt.date(2023, 10, 16))
    assert len(found) == 2
    assert [metric.text for metric in found] == [text[metric.span.slice] for metric in found]
    period = found[0].period
    assert period is not None
    assert period.text == text[period.span.slice] == "２０２３年"


def test_relative_periods_stay_open_without_a_reference_date() -> None:
    [metric] = find_metrics("今年完成税收5亿元。")
    assert metric.period is not None
    assert (metric.period.start, metric.period.end, metric.period.text) == (None, None, "今年")


def test_each_part_names_its_rule() -> None:
    explained = find_metrics("2023年，城镇、农村居民收入分别达到4万元、2万元。", explain=True)
    assert [one.rules["name"] for one in explained] == ["subjects-in-order", "subjects-in-order"]
    assert [one.rules["period"] for one in explained] == ["nearest-before", "nearest-before"]
    assert [one.metric for one in explained] == find_metrics("2023年，城镇、农村居民收入分别达到4万元、2万元。")


@pytest.mark.parametrize(
    "piece",
    ["一", "1", "（", "、", "亿", "年", "增长", "，其中3个", "|", "由5个增至", "同比分别", "5个、", "分别增长3%、"],
)
def test_time_grows_with_length(piece: str) -> None:
    import time

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        find_metrics(text)
        return time.process_time() - start

    seconds(1_000)
    small, large = min(seconds(10_000) for _ in range(2)), seconds(80_000)
    assert large < 30 * max(small, 0.01)


def _metrics(case: dict[str, Any]) -> list[dict[str, Any]]:
    """As the pipeline would: cleaned first, and in a section of the case's role."""
    reference = dt.date.fromisoformat(case["reference_date"]) if case.get("reference_date") else None
    role, text = case.get("role"), case["text"]
    sections = [Section(level=1, title="", role=role, span=Span(0, len(text)))] if role else []
    finder = Rules.default().derived(MetricFinder)
    cleaned: Text = clean(text).text
    return [metric.model_dump(mode="json") for metric, _ in finder.find(cleaned, reference, sections)]


def _gold(case: dict[str, Any]) -> list[dict[str, Any]]:
    rows, at = [], 0
    for row in case["metrics"]:
        start = case["text"].index(row["text"], at)
        at = start + len(row["text"])
        rows.append(row | {"start": start, "end": at})
    return rows


def test_a_title_that_judges_a_measure_names_it() -> None:
    text = "# 县公安局局长履职情况报告\n\n二、存在的问题\n\n（一）电诈案件破案率偏低。\n\n仅为38%。\n\n（二）工作作风不实。\n\n仅为38%。\n"
    [article] = extract(text).articles
    assert [metric.name for metric in article.metrics] == ["电诈案件破案率", ""]
