"""The pages under docs/ and the README say what the code does. Their Python is run as doctests besides."""

from __future__ import annotations

import argparse
import json
import re

import pytest
from benchmarks.corpus import ROOT

from pjrd_extract import Metric, errors, extract_file
from pjrd_extract.cli.extraction import add_extraction_options
from pjrd_extract.cli.program import command_parser
from pjrd_extract.models.bulletin import SCHEMA_VERSION
from pjrd_extract.models.finding_titles import FINDING_TITLES
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


@pytest.mark.parametrize("name", ["docs/json.md", "docs/findings.md"])
def test_every_code_of_findings_is_listed(name: str) -> None:
    assert [code for code in FINDING_TITLES if f"`{code}`" not in page(name)] == []


COMMANDS: dict[str, argparse.ArgumentParser] = next(
    action.choices for action in command_parser()._actions if isinstance(action, argparse._SubParsersAction)
)


def section(text: str, heading: str) -> str:
    """What stands below a heading, to the next."""
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def stands_in(option: str, text: str) -> bool:
    """Whether the option stands there whole: --rules is not in --rules-of."""
    return re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", text) is not None


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    text = page("docs/cli.md")
    synopsis = text.split("```")[1]
    usages = re.findall(rf"^pjrd-extract {name}\b(?:.*\n)(?: .*\n)*", synopsis, re.MULTILINE)
    assert usages
    shared = section(text, "Options of every command that reads bulletins")
    own = section(text, name)
    reading = {
        option for group in COMMANDS[name]._action_groups if group.title == "reading" for option in _options(group)
    }
    for action in COMMANDS[name]._actions:
        if not action.option_strings or action.dest == "help":
            continue
        option = action.option_strings[-1]
        written = "-o" if option == "--output" else option
        assert stands_in(written, own) or (option in _shared() and stands_in(written, shared)), (name, option)
        usual = "[READING]" if option in reading else written
        assert any(usual in usage if option in reading else stands_in(usual, usage) for usage in usages), (name, option)


def _options(group: argparse._ArgumentGroup) -> list[str]:
    return [option for action in group._group_actions for option in action.option_strings]


def _shared() -> set[str]:
    """The options that all commands have that extract."""
    parser = argparse.ArgumentParser()
    add_extraction_options(parser)
    return {option for action in parser._actions for option in action.option_strings}


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
