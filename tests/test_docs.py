"""The pages under docs/ and the README say what the code does. Their Python is run as doctests besides."""

from __future__ import annotations

import argparse
import json
import re

import pytest
from benchmarks.corpus import ROOT

from pjrd_extract import Metric, errors, extract_file
from pjrd_extract.cli.program import command_parser
from pjrd_extract.models.bulletin import SCHEMA_VERSION
from pjrd_extract.write.json import to_json
from pjrd_extract.write.schema import json_schema

SAMPLE = ROOT / "examples" / "yunxiu-2024-02.md"


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_key_of_the_json_is_described() -> None:
    schema = json_schema()
    text = page("docs/json.md") + page("docs/metrics.md")
    keys = {key for part in (schema, *schema["$defs"].values()) for key in part["properties"]}
    assert {key for key in keys if f"`{key}`" not in text} == set()


def test_every_value_that_a_field_of_a_metric_takes_is_described() -> None:
    text = page("docs/metrics.md")
    values = [
        value
        for key, field in json_schema()["$defs"]["Metric"]["properties"].items()
        if key in Metric.model_fields
        for option in field.get("anyOf", [field])
        for value in option.get("enum", ())
    ]
    assert len(values) > 25
    assert [value for value in values if f"`{value}`" not in text] == []


def test_every_command_and_option_is_documented() -> None:
    text = page("docs/cli.md")
    [commands] = [action for action in command_parser()._actions if isinstance(action, argparse._SubParsersAction)]
    for name, command in commands.choices.items():
        assert f"## {name}" in text
        for action in command._actions:
            for option in action.option_strings:
                assert option in text or option in ("-h", "--help", "--output")


def test_every_exception_is_documented() -> None:
    assert [name for name in errors.__all__ if f"`{name}`" not in page("docs/python.md")] == []


def test_the_example_row_is_one_of_the_sample() -> None:
    metrics = [
        metric for article in json.loads(to_json(extract_file(SAMPLE)))["articles"] for metric in article["metrics"]
    ]
    for name in ("README.md", "docs/json.md"):
        [row] = re.findall(r"```json\n(.*?)```", page(name), re.DOTALL)
        assert json.loads(row) in metrics, name


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)\)", page("README.md")))))
def test_links_of_the_readme_lead_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


def test_the_changelog_tells_of_the_output() -> None:
    text = page("CHANGELOG.md")
    assert "### Output changes" in text
    assert SCHEMA_VERSION in text
