"""What the case files of the extractors need: articles made of a few lines, and records said in few words."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pjrd_extract._text import Span, Text
from pjrd_extract.extract.context import CommonFields, Context
from pjrd_extract.models.parts import Person
from pjrd_extract.outline.model import ArticleOutline
from pjrd_extract.rules import Rules

CASES = Path(__file__).parents[1] / "cases"
CONTEXT = Context(Rules.default(), dt.date(2023, 10, 16))


def load(name: str) -> list[Any]:
    """The cases of one file, each a dictionary with ``text``, ``expected`` and ``why``."""
    lines = (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line]


def identify(case: dict[str, Any]) -> str:
    """A name for a case in the report of the tests."""
    return str(case["why"])


def article(kind: str, title: str, text: str, head: str | None = None) -> tuple[ArticleOutline, CommonFields]:
    """An article without sections, made of its title, the lines of its head and its text."""
    head = title if head is None else head
    whole = Text(f"{head}\n{text}")
    span = Span(0, len(whole))
    squeezed = re.sub(r"\s", "", title)
    outline = ArticleOutline(
        kind=kind,
        title=squeezed,
        byline=None,
        span=span,
        head=whole.slice(0, len(head)),
        body=whole.slice(len(head) + 1, len(whole)),
        sections=(),
    )
    return outline, CommonFields(index=0, title=squeezed, byline=None, span=span, sections=(), metrics=())


def said(person: Person | None) -> str | None:
    """A person as the case files write it: 副主任|李泓(女)."""
    if person is None:
        return None
    post = f"{person.post}|" if person.post else ""
    return f"{post}{person.name}{f'({person.note})' if person.note else ''}"


def all_said(people: Iterable[Person]) -> list[str | None]:
    """The people of a list, as the case files write them."""
    return [said(person) for person in people]


def assert_spans_point_home(source: str, record: Any) -> None:
    """Every record that has a text and a span has the text that stands there."""
    if isinstance(record, dict):
        span = record.get("span")
        if span and "text" in record:
            assert source[span["start"] : span["end"]] == record["text"]
        if span and "name" in record and "text" not in record:
            assert re.sub(r"\s", "", source[span["start"] : span["end"]]) == record["name"]
        for value in record.values():
            assert_spans_point_home(source, value)
    elif isinstance(record, (list, tuple)):
        for value in record:
            assert_spans_point_home(source, value)
