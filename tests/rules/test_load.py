from __future__ import annotations

from fractions import Fraction
from importlib.resources import files
from pathlib import Path

import pytest

from pjrd_extract import RuleError, Rules
from pjrd_extract.rules.schema import ArticleRule, UnitRule


def extended(tmp_path: Path, text: str) -> Rules:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return Rules.default().extended(path)


def unit(rules: Rules, name: str) -> UnitRule:
    [found] = [rule for rule in rules.units if rule.name == name]
    return found


def test_every_file_of_the_library_is_read() -> None:
    data = (files("pjrd_extract.rules") / "data").iterdir()
    names = sorted(path.name.removesuffix(".toml") for path in data if path.name.endswith(".toml"))
    assert len(names) >= 10
    assert [name for name in names if not Rules.default().table(name)] == []


def test_the_librarys_rules_are_loaded_once() -> None:
    assert Rules.default() is Rules.default()


def test_records_are_added_and_others_stay(tmp_path: Path) -> None:
    rules = extended(tmp_path, '[[units]]\nname = "斛"\nkind = "volume"\nfactor = "1/20"\nsi = "立方米"\n')
    assert unit(rules, "斛").factor == Fraction(1, 20)
    assert rules.units[1:] == Rules.default().units
    assert rules.bounds == Rules.default().bounds


def test_a_record_of_the_same_name_is_replaced(tmp_path: Path) -> None:
    rules = extended(tmp_path, '[[units]]\nname = "亩"\nwords = ["亩", "畝"]\nkind = "area"\n')
    assert unit(rules, "亩").words == ("亩", "畝")
    assert len(rules.units) == len(Rules.default().units)
    assert unit(Rules.default(), "亩").words != ("亩", "畝")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[units]\n", "mine.toml: no valid TOML: "),
        ("[[unit]]\nname = '斛'\n", "mine.toml: no such table: unit (known: units, "),
        ("[units]\nname = '斛'\n", "mine.toml: no such table: units (known: "),
        ("[[units]]\nname = '斛'\n", "mine.toml: record 斛: kind: Field required"),
        ("[[units]]\nname = '斛'\nkind = 'volume'\nfactor = 0.05\n", "a float is not exact"),
        ("[[units]]\nname = '斛'\nkind = 'volume'\nfactor = 'x'\n", "mine.toml: record 斛: factor: "),
        ("[[units]]\nname = '斛'\nkind = 'volume'\nfactors = '1'\n", "mine.toml: record 斛: factors: Extra inputs"),
        ("[[units]]\nkind = 'volume'\n", "mine.toml: name: Field required"),
        ("[[articles]]\nname = '信'\nkind = 'letter'\npatterns = ['来信(']\n", "no regular expression"),
        (
            "[[bounds]]\nname = '约'\nbound = 'roughly'\nplace = 'before'\n",
            "mine.toml: record 约: bound: Input should be",
        ),
        ("units = 3\n", "mine.toml: no such table: units"),
        ("[[units]]\nname = 'm'\nkind = 'length'\nfactor = '1/0'\n", "mine.toml: record m: factor: "),
    ],
)
def test_what_is_malformed_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(RuleError) as raised:
        extended(tmp_path, text)
    assert message in str(raised.value)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"], ids=["missing", "no UTF-8"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "mine.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(RuleError) as raised:
        Rules.default().extended(path)
    assert raised.value.name == str(path)


def test_what_is_made_of_rules_is_made_once_and_anew_for_others() -> None:
    made: list[Rules] = []

    def factory(rules: Rules) -> int:
        made.append(rules)
        return len(made)

    rules = Rules.default().adding("articles", [ArticleRule(name="信", kind="letter")])
    other = rules.adding("articles", [ArticleRule(name="电", kind="call")])
    assert (rules.derived(factory), rules.derived(factory), other.derived(factory)) == (1, 1, 2)
    assert made == [rules, other]
