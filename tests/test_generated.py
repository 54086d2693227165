"""The library against generated texts whose records are known: thousands of sentences, dozens of whole bulletins.

The least shares right stand in ``generated-floors.toml``. ``python -m tests.generator.report`` shows what is wrong.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from benchmarks.score_structure import score_structure
from tests.generator.bulletins import Bulletin, bulletin
from tests.generator.layouts import LAYOUTS
from tests.generator.report import describe, tally_sentences
from tests.generator.score import Tally, found_rows

FLOORS: dict[str, dict[str, float]] = tomllib.loads(
    (Path(__file__).parent / "generated-floors.toml").read_text(encoding="utf-8")
)


@cache
def sentences_tally() -> Tally:
    return tally_sentences(seed=20240, count=4000)


@cache
def read_bulletins() -> list[tuple[Bulletin, dict[str, Any], list[dict[str, Any]]]]:
    """Bulletins in every layout, as JSON, and the metrics of all their articles."""
    from pjrd_extract import extract

    out = []
    for seed in range(500, 528):
        made = bulletin(seed, 5 + seed % 12, layout=LAYOUTS[seed % len(LAYOUTS)].name)
        found = extract(made.text)
        rows = [row for article in found.articles for row in found_rows(article.metrics)]
        out.append((made, found.model_dump(mode="json"), rows))
    return out


@cache
def bulletins_tally() -> Tally:
    tally = Tally()
    for made, _, rows in read_bulletins():
        tally.add(made.text, made.gold(), rows, [*(row.frame for row in made.rows), "bulletin/none"])
    return tally


def shortfalls(figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    return [f"{key} {figures[key]:.4f} < {floor}" for key, floor in floors.items() if figures[key] < floor]


def check(tally: Tally, floors: dict[str, float]) -> None:
    short = shortfalls(tally.figures(), floors)
    if short:
        pytest.fail("\n".join([*short, *describe(tally, worst=25, examples=1)]), pytrace=False)


def test_sentences() -> None:
    check(sentences_tally(), FLOORS["sentences"])


def test_bulletins() -> None:
    check(bulletins_tally(), FLOORS["bulletins"])


@pytest.mark.parametrize("layout", [layout.name for layout in LAYOUTS])
def test_structure(layout: str) -> None:
    right = asked = 0
    wrong: list[str] = []
    for made, found, _ in read_bulletins():
        if made.layout == layout:
            score = score_structure(found, made.structure)
            right, asked = right + score.fields.right, asked + score.fields.asked
            wrong += [f"{made.name}: {row}" for row in score.wrong]
    share, floor = right / asked, FLOORS["structure"][layout]
    if share < floor:
        pytest.fail("\n".join([f"{layout}: {share:.4f} < {floor}", *wrong[:30]]), pytrace=False)


def test_spans_point_home() -> None:
    for made, _, rows in read_bulletins():
        assert all(made.text[row["start"] : row["end"]] == row["text"] for row in rows)


def test_floors_are_for_figures_that_exist() -> None:
    known = set(Tally().figures())
    assert set(FLOORS["sentences"]) <= known
    assert set(FLOORS["bulletins"]) <= known
    assert set(FLOORS["structure"]) == {layout.name for layout in LAYOUTS}
