"""What holds of the output for every bulletin: the project's own, and the real ones where their folder stands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from benchmarks.corpus import FIXTURES, ROOT, Gold, fixtures, floors_of_the_tests, real
from benchmarks.score_metrics import score_metrics
from benchmarks.score_structure import score_structure
from jsonschema import Draft202012Validator

from pjrd_extract import Bulletin, extract_file
from pjrd_extract.read.decode import decode
from pjrd_extract.write.json import to_json
from pjrd_extract.write.schema import json_schema

EXPECTED = FIXTURES / "expected"
FLOORS = floors_of_the_tests()

OWN = [pytest.param(gold, id=gold.name) for gold in fixtures()]
ALL = [*OWN, *(pytest.param(gold, id=gold.name) for gold in real())]
if not real():
    reason = "the folder of real bulletins beside the project is not there"
    ALL.append(pytest.param(None, id="real", marks=pytest.mark.skip(reason=reason)))


@cache
def output(path: Path) -> bytes:
    return to_json(extract_file(path))


@cache
def source(path: Path) -> str:
    return decode(path.read_bytes(), path.name).text


def records(value: Any) -> Iterator[dict[str, Any]]:
    """Every object of a JSON document, however deep."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from records(one)


def tight(text: str) -> str:
    return "".join(text.split())


def test_there_are_at_least_six_bulletins_of_our_own() -> None:
    assert len(OWN) >= 6


@pytest.mark.parametrize("gold", OWN)
def test_output_is_as_expected(gold: Gold, request: pytest.FixtureRequest) -> None:
    expected = EXPECTED / f"{gold.name}.json"
    if request.config.getoption("--update-expected"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_bytes(output(gold.bulletin))
    assert output(gold.bulletin).decode() == expected.read_text(encoding="utf-8")


def test_expected_outputs_cannot_be_rewritten_where_ci_is_set() -> None:
    command = [sys.executable, "-m", "pytest", "--update-expected", "--collect-only", "-q", __file__]
    run = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "CI": "true"}, capture_output=True, text=True, check=False
    )
    assert run.returncode == pytest.ExitCode.USAGE_ERROR
    assert "refused where CI is set" in run.stderr


def test_expected_outputs_are_not_being_rewritten_in_ci(request: pytest.FixtureRequest) -> None:
    assert not (os.environ.get("CI") and request.config.getoption("--update-expected"))


def test_every_expected_output_has_its_bulletin() -> None:
    assert {path.stem for path in EXPECTED.glob("*.json")} == {gold.name for gold in fixtures()}


@pytest.mark.parametrize("gold", ALL)
def test_every_span_points_home(gold: Gold) -> None:
    text = source(gold.bulletin)
    checked = 0
    for record in records(json.loads(output(gold.bulletin))):
        span = record.get("span")
        if span is None:
            continue
        assert 0 <= span["start"] <= span["end"] <= len(text)
        there = text[span["start"] : span["end"]]
        if "text" in record:
            assert there == record["text"]
            checked += 1
        elif "name" in record and "post" in record:
            assert record["name"] in tight(there)
    assert checked > 20


@pytest.mark.parametrize("gold", ALL)
def test_articles_hold_what_is_theirs_and_do_not_overlap(gold: Gold) -> None:
    end = 0
    for index, article in enumerate(json.loads(output(gold.bulletin))["articles"]):
        assert article["index"] == index
        span = article["span"]
        assert end <= span["start"] < span["end"]
        end = span["end"]
        for record in records(article):
            inner = record.get("span") or span
            assert span["start"] <= inner["start"] <= inner["end"] <= span["end"], record


@pytest.mark.parametrize("gold", ALL)
def test_sections_lie_in_order_inside_their_parents(gold: Gold) -> None:
    def check(sections: list[dict[str, Any]], start: int, end: int) -> None:
        for section in sections:
            assert start <= section["span"]["start"] < section["span"]["end"] <= end, section["title"]
            check(section["sections"], section["span"]["start"], section["span"]["end"])
            start = section["span"]["end"]

    for article in json.loads(output(gold.bulletin))["articles"]:
        check(article["sections"], article["span"]["start"], article["span"]["end"])


@pytest.mark.parametrize("gold", ALL)
def test_output_validates_by_somebody_elses_validator(gold: Gold) -> None:
    validator = Draft202012Validator(json_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert [error.message for error in validator.iter_errors(json.loads(output(gold.bulletin)))] == []


@pytest.mark.parametrize("gold", ALL)
def test_json_is_read_back_to_an_equal_bulletin(gold: Gold) -> None:
    bulletin = extract_file(gold.bulletin)
    again = Bulletin.model_validate_json(to_json(bulletin))
    assert again == bulletin
    assert to_json(again) == to_json(bulletin) == output(gold.bulletin)


@pytest.mark.parametrize("gold", OWN)
def test_metrics_are_as_good_as_they_were(gold: Gold) -> None:
    rows = gold.metrics()
    assert rows, "every bulletin of our own has gold"
    found = [metric for article in json.loads(output(gold.bulletin))["articles"] for metric in article["metrics"]]
    figures = score_metrics(found, rows).figures
    floors = {key: floor for key, floor in FLOORS[gold.name].items() if key != "structure"}
    assert floors
    assert {key: figures[key] for key, floor in floors.items() if figures[key] < floor} == {}


@pytest.mark.parametrize("gold", OWN)
def test_records_are_as_good_as_they_were(gold: Gold) -> None:
    structure = gold.structure()
    assert structure, "every bulletin of our own has gold"
    score = score_structure(json.loads(output(gold.bulletin)), structure)
    assert score.fields.share >= FLOORS[gold.name]["structure"], [str(row) for row in score.wrong]
