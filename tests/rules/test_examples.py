"""Every record of the rule data proves itself: its examples match, its counterexamples don't.

A table takes part once it has a matcher here, which says whether a record is found in a text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pjrd_extract.errors import NumeralError
from pjrd_extract.find.quantities import find_quantities
from pjrd_extract.normalize.numbers import parse_number
from pjrd_extract.rules.load import Rules
from pjrd_extract.rules.schema import BoundRule, ClassifierRule, NotMetricRule, Rule, UnitRule

Matcher = Callable[[Any, str], bool]


def unit_is_found(rule: UnitRule, text: str) -> bool:
    words = (rule.name, *rule.words, *rule.symbols, *rule.before, *rule.aliases)
    # A unit that is found in sums only (两 in 3斤5两) leaves its name to the greater one.
    units = {rule.of or rule.name} if rule.words or rule.symbols else {"斤", "元"}
    found = find_quantities(text)
    return any(quantity.unit in units and any(word in quantity.text for word in words) for quantity in found)


def multiplier_is_read(rule: Rule, text: str) -> bool:
    try:
        parse_number(text)
    except NumeralError:
        return False
    return any(word in text for word in rule.words)


def classifier_is_found(rule: ClassifierRule, text: str) -> bool:
    return any(quantity.unit in rule.words for quantity in find_quantities(text))


def bound_is_found(rule: BoundRule, text: str) -> bool:
    bounded = any(quantity.bound == rule.bound for quantity in find_quantities(text))
    return bounded and any(word in text for word in rule.words)


def no_quantity_is_found(_rule: NotMetricRule, text: str) -> bool:
    return not find_quantities(text)


MATCHERS: dict[str, Matcher] = {
    "units": unit_is_found,
    "multipliers": multiplier_is_read,
    "classifiers": classifier_is_found,
    "bounds": bound_is_found,
    "not_metrics": no_quantity_is_found,
}


RECORDS = [
    pytest.param(table, rule, id=f"{table}:{rule.name}") for table in MATCHERS for rule in Rules.default().table(table)
]


@pytest.mark.parametrize(("table", "rule"), RECORDS)
def test_examples_match_and_counterexamples_do_not(table: str, rule: Rule) -> None:
    matches = MATCHERS[table]
    assert rule.examples, "a record without an example proves nothing"
    assert rule.counterexamples, "a record without a counterexample proves nothing"
    assert [text for text in rule.examples if not matches(rule, text)] == []
    assert [text for text in rule.counterexamples if matches(rule, text)] == []


@pytest.mark.parametrize("table", list(MATCHERS))
def test_a_word_stands_in_one_record_only(table: str) -> None:
    places: dict[tuple[str, str], list[str]] = {}
    for rule in Rules.default().table(table):
        # 超 before 百亿 and 超 before 3亿 are two rules of one word; where a bound stands tells them apart.
        group = f"{rule.place}{rule.bare_only}" if isinstance(rule, BoundRule) else ""
        group = rule.group if isinstance(rule, NotMetricRule) else group
        for word in (*rule.words, *rule.symbols) if isinstance(rule, UnitRule) else rule.words:
            places.setdefault((group, word), []).append(rule.name)
    assert {word: names for word, names in places.items() if len(names) > 1} == {}
