"""The words of people.toml, surnames.toml and records.toml: examples hold one of them, counterexamples none."""

from __future__ import annotations

import pytest

from pjrd_extract.rules import Rules
from pjrd_extract.rules.schema import Rule

TABLES = ("people", "surnames", "records")
RECORDS = [(table, rule) for table in TABLES for rule in Rules.default().table(table)]


@pytest.mark.parametrize(("table", "rule"), RECORDS, ids=[f"{table}: {rule.name}" for table, rule in RECORDS])
def test_examples(table: str, rule: Rule) -> None:
    assert rule.examples, table
    assert rule.counterexamples, table
    for example in rule.examples:
        assert any(word in example for word in rule.words), example
    for counterexample in rule.counterexamples:
        assert not any(word in counterexample for word in rule.words), counterexample


@pytest.mark.parametrize("table", TABLES)
def test_a_word_stands_in_one_record_of_its_group(table: str) -> None:
    seen: set[tuple[str, str]] = set()
    for rule in Rules.default().table(table):
        for word in rule.words:
            key = (getattr(rule, "group", rule.name), word)
            assert key not in seen
            seen.add(key)
