"""The generator keeps its own promises: it is what other tests measure with."""

from __future__ import annotations

import importlib.util
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.generator.__main__ import main
from tests.generator.amounts import kind_of, split_unit
from tests.generator.bulletins import PLANTS, Bulletin, bulletin
from tests.generator.layouts import LAYOUTS
from tests.generator.lexicon import domains
from tests.generator.score import Tally
from tests.generator.sentences import frame_names, sentences

SHARED = Path(__file__).resolve().parents[3] / "shared" / "gold"
FIELDS = {
    "start", "end", "text", "value", "unit", "kind", "bound", "name", "role", "direction", "basis", "period",
    "period_text", "status",
}  # fmt: skip
ALLOWED = {
    "kind": "money area length volume mass voltage duration count percent percentage_point rank score other",
    "bound": "exact about nearly over at_least under at_most range",
    "role": "level change gap share rank",
    "status": "actual target expected",
}


@cache
def some_bulletins() -> list[Bulletin]:
    return [bulletin(seed, 8, plant=seed % 2 == 1, layout=LAYOUTS[seed % len(LAYOUTS)].name) for seed in range(35)]


def texts_with_gold() -> list[tuple[str, list[dict[str, Any]]]]:
    pairs = [(one.text, one.gold()) for one in sentences(11, 3000)]
    return pairs + [(one.text, one.gold()) for one in some_bulletins()]


def test_every_row_is_where_it_says_and_says_what_the_guide_allows() -> None:
    for text, gold in texts_with_gold():
        last = 0
        for row in gold:
            assert text[row["start"] : row["end"]] == row["text"]
            assert row["start"] >= last, "rows overlap"
            last = row["end"]
            assert set(row) - {"low", "high", "optional"} == FIELDS
            assert (row["bound"] == "range") == (row["value"] is None) == ("low" in row)
            assert all(row[key] in allowed.split() for key, allowed in ALLOWED.items())
            assert (row["direction"] is not None) == (row["role"] in {"change", "gap"})
            assert row["name"]
            assert row["period"] is None or row["period_text"] in text
            assert row["basis"] is None or row["basis"] in text


def test_the_amount_as_written_survives_what_scanning_does() -> None:
    for one in some_bulletins():
        for row in one.rows:
            assert re.sub(r"\s", "", one.text[row.start : row.end]) == row.amount.text


def test_a_seed_gives_the_same_text_again_and_another_seed_another() -> None:
    assert list(sentences(3, 200)) == list(sentences(3, 200))
    assert [s.text for s in sentences(3, 200)] != [s.text for s in sentences(4, 200)]
    assert bulletin(5, plant=True) == bulletin(5, plant=True)
    assert bulletin(5).text != bulletin(6).text


def test_gold_survives_json() -> None:
    for one in some_bulletins()[:8]:
        assert [json.loads(line) for line in one.gold_lines().splitlines()] == one.gold()
        assert json.loads(one.structure_json())["articles"] == one.structure["articles"]


def test_every_frame_is_reached_and_there_are_many() -> None:
    reached = {name for one in sentences(1, 3000) for name in one.frames}
    assert reached == set(frame_names())
    assert len(reached) >= 60


def test_the_lexicon_is_wide() -> None:
    fields = domains()
    assert len(fields) >= 15
    for d in fields:
        nouns = {a.noun.name for a in d.acts} | {n.name for n in (*d.rates, *d.levels, *d.gains, *d.losses)}
        assert len(nouns | set(d.yi) | set(d.wan)) + sum(len(s.parts) for s in d.splits) >= 30, d.key


def test_units_and_their_kinds() -> None:
    assert split_unit("万平方米") == ("万", "平方米")
    assert split_unit("万") == ("万", "")
    assert [kind_of(u) for u in ("亩", "公里", "家", "元", "微克/立方米")] == [
        "area",
        "length",
        "count",
        "money",
        "other",
    ]


def test_gold_against_itself_is_perfect() -> None:
    tally = Tally()
    for one in sentences(2, 500):
        tally.add(one.text, one.gold(), one.gold(), [*(row.frame for row in one.rows), one.frames[-1]])
    assert set(tally.figures().values()) == {1.0}


def test_a_wrong_row_is_counted_as_wrong() -> None:
    one = next(s for s in sentences(2, 50) if len(s.rows) == 1 and not s.rows[0].optional)
    wrong = [{**one.gold()[0], "value": "1", "name": "无关"}]
    tally = Tally()
    tally.add(one.text, one.gold(), wrong, [one.rows[0].frame] * 2)
    tally.add(one.text, one.gold(), [], [one.rows[0].frame] * 2)
    figures = tally.figures()
    assert (figures["recall"], figures["value"], figures["name"], figures["strict"]) == (0.5, 0.0, 0.0, 0.0)
    assert {key for _, key, _, _ in tally.worst(9)} == {"value", "name", "missed"}


def test_the_shared_scorer_agrees() -> None:
    if not (SHARED / "score.py").is_file():
        pytest.skip("the folder of the shared scorer beside the project is not there")
    shared = load(SHARED / "score.py")
    for one in some_bulletins()[:10]:
        gold = one.gold()
        metrics = [
            {
                **row,
                "span": {"start": row["start"], "end": row["end"]},
                "period": row["period"] and {"start": row["period"][0], "end": row["period"][1]},
            }
            for row in gold
        ]
        out, missed, spurious, wrong = shared.score({"articles": [{"metrics": metrics}]}, gold)
        assert (out["F1"], out["strict"], missed, spurious, wrong) == (1.0, 1.0, [], [], [])


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("shared_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_structure_names_what_stands_in_the_text() -> None:
    for one in some_bulletins():
        tight = re.sub(r"[\s　]", "", one.text)
        for article in one.structure["articles"]:
            assert re.sub(r"\s", "", article["title"]) in tight
            assert article["person"] is None or article["person"] in tight
        for roster in one.structure["attendance"]:
            assert all(name in tight for name in roster["present_names"] + roster["absent_names"])
            assert roster["consistent"] == (roster["present_reported"] == len(roster["present_names"]))


def test_everything_can_be_planted_and_is_listed() -> None:
    planted = Counter(p["code"] for one in some_bulletins() for p in one.planted)
    assert set(planted) == set(PLANTS)
    for one in some_bulletins():
        for p in one.planted:
            assert 0 <= p["start"] < p["end"] <= len(one.text)


def test_lengths_are_about_what_was_asked_for() -> None:
    for kilobytes in (4, 8, 12, 20):
        sizes = [len(bulletin(seed, kilobytes).text.encode()) / 1000 for seed in range(20)]
        assert 0.7 * kilobytes < sum(sizes) / len(sizes) < 1.4 * kilobytes


def test_the_command_writes_bulletins_and_gold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--seed", "3", "--count", "4", "-o", str(tmp_path), "--kilobytes", "4", "--plant", "--jobs", "1"])
    assert "4 bulletins" in capsys.readouterr().out
    assert len(list(tmp_path.glob("*.metrics.jsonl"))) == len(list(tmp_path.glob("*.structure.json"))) == 4
    for path in (p for p in tmp_path.iterdir() if p.suffix in {".md", ".txt"}):
        text = path.read_bytes().decode()
        for line in path.with_suffix(".metrics.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            assert text[row["start"] : row["end"]] == row["text"]
