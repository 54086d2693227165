"""Every record of the rule data proves itself: its examples match, its counterexamples don't.

A table takes part once it has a matcher here, which says whether a record is found in a text.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
import regex

from pjrd_extract import ExplainedMetric, extract, find_metrics
from pjrd_extract.check.characters import Confusions
from pjrd_extract.check.likeness import Likeness
from pjrd_extract.errors import NumeralError
from pjrd_extract.find.lexicon import Lexicon
from pjrd_extract.find.quantities import find_quantities
from pjrd_extract.normalize.numbers import parse_number
from pjrd_extract.rules.load import Rules
from pjrd_extract.rules.schema import (
    BoundRule,
    CheckWordRule,
    ClassifierRule,
    CueRule,
    NotMetricRule,
    Rule,
    TitleRule,
    UnitRule,
)

Matcher = Callable[[Any, str], bool]
Effect = Callable[[ExplainedMetric, tuple[str, ...]], bool]


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


def title_is_found(rule: TitleRule, text: str) -> bool:
    if rule.group == "rank":
        return text.startswith(rule.words)
    return any(word in text for word in rule.words) if rule.group == "party" else text.endswith(rule.words)


def role_by(rules: set[str], *directions: str) -> Effect:
    return lambda one, _: one.rules.get("role") in rules and one.metric.direction in directions


def status_by_cue(status: str) -> Effect:
    return lambda one, _: one.rules.get("status") == f"cue-{status}"


def in_table(**fields: str) -> Effect:
    return lambda one, _: "all" in one.rules and all(getattr(one.metric, key) == said for key, said in fields.items())


CHANGE, OBJECT = {"change-before-number", "rank-moved"}, {"change-verb-with-object"}
GAP, THAN = {"gap-above-standard"}, {"gap-than", "higher-than-another-time"}
# What a mark does to a metric, told from the metric, the rules that made it, and the words of the record.
EFFECTS: dict[str, Effect] = {
    "change:up": role_by(CHANGE, "up"),
    "change:down": role_by(CHANGE, "down"),
    "change:noun": lambda one, _: one.rules.get("role") in CHANGE,
    "object:up": role_by(OBJECT, "up"),
    "object:down": role_by(OBJECT, "down"),
    "gap:above": role_by(GAP, "above"),
    "gap:below": role_by(GAP, "below"),
    "than:above": role_by(THAN, "above", "up"),
    "than:below": role_by(THAN, "below", "down"),
    "apart": role_by({"gap-apart"}, "below"),
    "beyond": role_by({"gap-beyond"}, "above"),
    "over": role_by({"gap-bare"}, "above"),
    "short": role_by({"gap-bare"}, "below"),
    "fixed": lambda one, _: one.metric.role == "level",
    "price": lambda one, _: one.rules.get("role") == "price",
    "rank": lambda one, words: one.rules.get("role") == "rank-unit" and not holds_any(one.metric.name, words),
    "scope": lambda one, words: one.rules.get("scope") == "scope-before-rank" and one.metric.scope in words,
    "status:target": status_by_cue("target"),
    "modal:target": status_by_cue("target"),
    "modal:expected": status_by_cue("expected"),
    "head:target": status_by_cue("target"),
    "head:ahead": status_by_cue("target"),
    "status:expected": status_by_cue("expected"),
    "status:actual": status_by_cue("actual"),
    "spend": lambda one, words: one.rules.get("name") == "spending-for-purpose" and one.metric.name.endswith(words),
    "money": lambda one, _: one.metric.kind == "money" and "元" not in one.metric.text,
    "table:growth": in_table(role="change"),
    "table:amount": lambda one, _: one.metric.role == "change" and one.metric.kind == "money",
    "table:rank": in_table(role="rank"),
    "table:share": in_table(role="share"),
    "table:target": in_table(status="target"),
    "table:expected": in_table(status="expected"),
    "table:done": in_table(status="actual"),
    "table:label": in_table(name="外贸进出口"),
    "table:number": in_table(name="外贸进出口"),
    "table:neutral": in_table(name="外贸进出口"),
}
OFF_NAMES = frozenset({"lead", "adverb", "place", "tail", "light"})


def holds_any(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)


def shown(rule: CueRule, text: str) -> set[str]:
    """The marks of ``rule`` whose effect a metric of ``text`` shows; none where no word of the record stands there.

    Marks of tables show in tables only. Where none of its marks decides a field, the word alone shows them all.
    """
    words = regex.compile("|".join(Rules.default().derived(Lexicon).words(rule.marks[0])[word] for word in rule.words))
    if not words.search(text):
        return set()
    found, table = find_metrics(text, explain=True), text.startswith("|")
    marks = {mark for mark in rule.marks if mark in EFFECTS and mark.startswith("table:") == table}
    if marks:
        return {mark for mark in marks if any(EFFECTS[mark](one, rule.words) for one in found)}
    if OFF_NAMES.intersection(rule.marks) and any(holds_any(one.metric.name, rule.words) for one in found):
        return set()
    return set(rule.marks)


def cue_works(rule: CueRule, text: str) -> bool:
    return bool(shown(rule, text))


def found_in(text: str) -> set[str]:
    """The codes of the findings on a report that says ``text``."""
    return {one.code for one in extract(f"# 关于全县工作情况的报告\n\n{text}。\n").findings}


def differ_by(text: str) -> bool:
    """Whether the two names of ``text``, otherwise the same, are told apart."""
    likeness = Rules.default().derived(Likeness)
    one, other = (likeness.plain(f"{name}在册登记号码数字") for name in text.split())
    return likeness.compare(one, other) == 0


def fall_short(text: str) -> bool:
    """Whether parts that make one less than a total are told to leave something out."""
    parts = find_quantities(text)
    unit = parts[0].text.lstrip("0123456789")
    total = sum(int(part.text.removesuffix(unit)) for part in parts) + 1
    return "sum-mismatch" in found_in(f"全县共有{total}{unit}，其中{text}")


def differs_between_officials(name: str) -> bool:
    """Whether 4120 and 4210 of what ``name`` says are told to differ in the reports of two officials."""
    report = (
        "# 履职情况报告\n\n县{post}局局长 {person}\n\n现将履职情况报告如下，请予评议。\n\n2022年，{name}{n}个。\n\n"
    )
    officials = (("水利", "丁一鸣", 4120), ("教育", "韦国梁", 4210))
    text = "".join(report.format(post=post, person=person, name=name, n=n) for post, person, n in officials)
    return "figure-mismatch" in {one.code for one in extract(text).findings}


def differs_from_opinion(name: str, other: str) -> bool:
    """Whether 4120 of ``name`` in a report and 4210 of ``other`` in the opinion on it are told to differ."""
    report = f"# 履职情况报告\n\n县水利局局长 丁一鸣\n\n现将履职情况报告如下，请予评议。\n\n2022年，{name}4120个。\n\n"
    opinion = f"# 关于对县水利局局长丁一鸣同志的履职情况评价意见书\n\n2022年，{other}4210个。\n"
    return "figure-mismatch" in {one.code for one in extract(report + opinion).findings}


CHECK_GROUPS: dict[str, Matcher] = {
    "stray_latin": lambda _, text: "stray-text" in found_in(text),
    "doubled": lambda _, text: "stray-text" in found_in(text),
    "bare_number": lambda _, text: "missing-unit" not in found_in(text),
    "counted": lambda _, text: "missing-unit" in found_in(text),
    "capped": lambda _, text: "implausible" in found_in(text),
    "uncapped": lambda _, text: "implausible" not in found_in(f"{text}达120%"),
    "light": lambda _, text: Rules.default().derived(Likeness).plain(text) != text,
    "contrast": lambda _, text: differ_by(text),
    "total": lambda _, text: (
        "sum-mismatch"
        in found_in(f"| 乡镇 | 户数（户） |\n|---|---|\n| 东河乡 | 12 |\n| 白沙镇 | 20 |\n| {text} | 33 |\n\n完成")
    ),
    "vague": lambda _, text: not differs_from_opinion(text, text),
    "narrowing": lambda _, text: not differs_from_opinion(*text.split()),
    "own": lambda _, text: not differs_between_officials(text),
    "adjusted": lambda _, text: "change-mismatch" not in found_in(f"{text}80亿元，比上年增加6亿元，增长5.6%"),
    "rate": lambda _, text: "share-mismatch" in found_in(f"共有500件，{text}"),
    "grouping": lambda _, text: "sum-mismatch" not in found_in(f"本镇占43%、外镇占35%、{text}占28%"),
    "exhaustive": lambda _, text: fall_short(text),
    "look_alike": lambda _, text: Rules.default().derived(Confusions).how(*text.split()) == "形近",
    "sound_alike": lambda _, text: Rules.default().derived(Confusions).how(*text.split()) == "音近",
    "title_filler": lambda rule, text: holds_any(text, rule.words),
}


def check_goes_by(rule: CheckWordRule, text: str) -> bool:
    return CHECK_GROUPS[rule.group](rule, text)


MATCHERS: dict[str, Matcher] = {
    "units": unit_is_found,
    "multipliers": multiplier_is_read,
    "classifiers": classifier_is_found,
    "bounds": bound_is_found,
    "not_metrics": no_quantity_is_found,
    "titles": title_is_found,
    "cues": cue_works,
    "findings": check_goes_by,
}
# Tested with what reads them: articles and sections in tests/outline, periods in tests/find, people, records and
# surnames in tests/extract.


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
        group = rule.group if isinstance(rule, NotMetricRule | CheckWordRule) else group
        for word in (*rule.words, *rule.symbols) if isinstance(rule, UnitRule) else rule.words:
            places.setdefault((group, word), []).append(rule.name)
    assert {word: names for word, names in places.items() if len(names) > 1} == {}


@pytest.mark.parametrize("rule", Rules.default().cues, ids=lambda rule: rule.name)
def test_each_mark_that_decides_a_field_has_an_example(rule: CueRule) -> None:
    proven = set().union(*(shown(rule, text) for text in rule.examples))
    assert {mark for mark in rule.marks if mark in EFFECTS} - proven == set()


def test_cues_are_named_by_what_they_are() -> None:
    names = [rule.name for rule in Rules.default().cues]
    assert len(names) == len(set(names))
    assert [name for name in names if not regex.fullmatch("[a-z]+(?:-[a-z]+)*", name)] == []


def test_every_mark_of_a_cue_is_documented() -> None:
    head = (files("pjrd_extract.rules") / "data" / "cues.toml").read_text(encoding="utf-8").partition("[[cues]]")[0]
    marks = {mark for rule in Rules.default().cues for mark in rule.marks}
    assert {mark for mark in marks if not all(regex.search(rf"\b{part}\b", head) for part in mark.split(":"))} == set()
