from __future__ import annotations

from typing import get_args

import pytest

from pjrd_extract.models.parts import SectionRole
from pjrd_extract.outline.bylines import BylineFinder
from pjrd_extract.outline.headlines import headlines
from pjrd_extract.outline.kinds import kind_finder, squeeze
from pjrd_extract.outline.roles import role_finder
from pjrd_extract.read.clean import clean
from pjrd_extract.rules import Rules
from pjrd_extract.rules.schema import ArticleRule, SectionRule, TitleRule

RULES = Rules.default()


@pytest.mark.parametrize("rule", RULES.articles, ids=lambda rule: rule.name)
def test_an_article_rule_matches_its_examples_only(rule: ArticleRule) -> None:
    alone = Rules({"articles": (rule,)}).derived(kind_finder)
    for example in rule.examples:
        assert alone(squeeze(example)) == rule.kind, example
        assert RULES.derived(kind_finder)(squeeze(example)) == rule.kind, f"{example}: another rule comes first"
    for example in rule.counterexamples:
        assert alone(squeeze(example)) is None, example


@pytest.mark.parametrize("rule", RULES.sections, ids=lambda rule: rule.name)
def test_a_section_rule_gives_its_examples_their_role(rule: SectionRule) -> None:
    find = RULES.derived(role_finder)
    for example in rule.examples:
        assert find(example, True) == rule.role, example
    for example in rule.counterexamples:
        assert find(example, True) != rule.role, example


@pytest.mark.parametrize("rule", [rule for rule in RULES.titles if rule.group == "post"], ids=lambda rule: rule.name)
def test_a_word_of_a_post_makes_a_byline(rule: TitleRule) -> None:
    bylines = RULES.derived(BylineFinder)
    for example in rule.examples:
        [line] = headlines(clean(f"{example} 李　璇"))
        assert bylines.person(line), example
    for example in rule.counterexamples:
        [line] = headlines(clean(f"{example} 李　璇"))
        assert not bylines.person(line), example


def test_a_word_stands_in_one_record_only() -> None:
    for table in (RULES.sections, RULES.titles):
        words = [word for rule in table for word in rule.words]
        assert len(words) == len(set(words))


def test_every_role_has_a_cue() -> None:
    assert {rule.role for rule in RULES.sections} - {None} == set(get_args(SectionRole))
