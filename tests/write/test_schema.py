from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from benchmarks.corpus import ROOT
from jsonschema import Draft202012Validator

from pjrd_extract import extract_file
from pjrd_extract.write.json import to_json
from pjrd_extract.write.schema import json_schema, schema_json

SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.fixture(scope="module")
def sample() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(to_json(extract_file(ROOT / "examples" / "yunxiu-2024-02.md")))
    return found


def test_the_schema_in_the_repository_is_in_step() -> None:
    assert (ROOT / "schemas" / "bulletin.schema.json").read_bytes() == schema_json()


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


def test_every_record_is_described() -> None:
    for name, definition in SCHEMA["$defs"].items():
        assert definition["description"], name
        assert ">>>" not in definition["description"], name


def test_the_sample_validates(sample: dict[str, Any]) -> None:
    assert list(VALIDATOR.iter_errors(sample)) == []


def change(document: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    changed: Any = copy.deepcopy(document)
    at = changed
    *parents, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    for part in parents:
        at = at[part]
    if value is ...:
        del at[last]
    else:
        at[last] = value
    assert isinstance(changed, dict)
    return changed


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("masthead.published_on", "2024年5月10日"),
        ("masthead.published_on", "2024-05-32"),
        ("masthead.note", "new"),
        ("source", ...),
        ("articles.0.date", ...),
        ("articles.0.kind", "agenda"),
        ("articles.2.since", "2022-3"),
        ("articles.2.metrics.0.value", 685000000),
        ("articles.2.metrics.0.value", "6.85E8"),
        ("articles.2.metrics.0.bound", "roughly"),
        ("articles.2.metrics.0.span.start", "12"),
    ],
)
def test_what_is_not_so_does_not_validate(sample: dict[str, Any], path: str, value: object) -> None:
    assert not VALIDATOR.is_valid(change(sample, path, value))


def test_a_kind_that_a_user_added_validates_and_a_built_in_one_cannot_pass_as_such(sample: dict[str, Any]) -> None:
    custom = change(sample, "articles.1", {**common(sample), "kind": "petition", "petitioners": ["甲"]})
    assert VALIDATOR.is_valid(custom)
    assert not VALIDATOR.is_valid(change(custom, "articles.1.kind", "agenda"))


def common(sample: dict[str, Any]) -> dict[str, Any]:
    keys = ("index", "title", "byline", "span", "sections", "metrics")
    return {key: sample["articles"][1][key] for key in keys}
