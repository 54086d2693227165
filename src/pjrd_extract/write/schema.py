"""The JSON Schema of what is written, in the dialect 2020-12."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterable, Iterator
from typing import Any

from pjrd_extract._text import Span
from pjrd_extract.models.bulletin import SCHEMA_VERSION, Bulletin

__all__ = ["json_schema", "schema_json"]


def json_schema() -> dict[str, Any]:
    """The schema of the JSON that ``to_json`` writes; descriptions are those of the models.

    >>> json_schema()["title"]
    'Bulletin'
    """
    schema = Bulletin.model_json_schema(mode="serialization")
    definitions: dict[str, Any] = schema["$defs"]
    definitions["Span"].setdefault("description", inspect.getdoc(Span))  # a dataclass: older Pydantic has no word on it
    for definition in (schema, *definitions.values()):
        _describe_output(definition)
    custom = definitions["CustomArticle"]
    custom["description"] = "An article of a kind that a user added, with all the fields of that kind."
    custom["properties"]["kind"]["not"] = {"enum": sorted(_built_in_kinds(definitions.values()))}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:pjrd-extract:bulletin:{SCHEMA_VERSION}",
        **schema,
    }


def schema_json() -> bytes:
    """The schema as UTF-8 JSON, the bytes of ``schemas/bulletin.schema.json``."""
    return (json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _describe_output(definition: dict[str, Any]) -> None:
    """Says of one model what holds of all that is written: every key is there. Doctests leave the description."""
    definition["description"] = definition["description"].split("\n>>>")[0].replace("``", "`").strip()
    definition["required"] = list(definition["properties"])
    for field in definition["properties"].values():
        field.pop("default", None)


def _built_in_kinds(definitions: Iterable[dict[str, Any]]) -> Iterator[str]:
    for definition in definitions:
        kind = definition["properties"].get("kind", {})
        if "const" in kind:
            yield kind["const"]
