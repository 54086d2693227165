"""People in running text, and the names of standing committees."""

from __future__ import annotations

import time
from typing import Any

import pytest
from tests.extract.cases import identify, load

from pjrd_extract.find.congress import find_sitting
from pjrd_extract.find.people import PeopleFinder
from pjrd_extract.rules import Rules

FINDER = Rules.default().derived(PeopleFinder)


def _shown(text: str) -> list[str]:
    return [f"{m.post}|{m.name}{f'（{m.note}）' if m.note else ''}" for m in FINDER.find(text)]


@pytest.mark.parametrize("case", load("find/people"), ids=identify)
def test_people(case: dict[str, Any]) -> None:
    assert _shown(case["text"]) == case["expected"]
    for mention in FINDER.find(case["text"]):
        assert case["text"][mention.start : mention.end] == mention.name


@pytest.mark.parametrize("case", load("find/congress"), ids=identify)
def test_sitting(case: dict[str, Any]) -> None:
    sitting = find_sitting(case["title"], case["text"])
    assert [sitting.body, sitting.congress, sitting.session] == case["expected"]


@pytest.mark.parametrize("text", ["主任" * 4000, "王" * 8000, "副县长王芳、" * 2000, "县" * 8000 + "人大常委会"])
def test_no_text_stalls_the_finder(text: str) -> None:
    started = time.process_time()
    FINDER.find(text)
    find_sitting(text, text)
    assert time.process_time() - started < 2
