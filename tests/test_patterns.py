"""Words that are looked up are found where a pattern of them all finds them."""

from __future__ import annotations

import random
import re

import pytest

from pjrd_extract._patterns import Guards, Words
from pjrd_extract.find.change_end import ChangeEnd
from pjrd_extract.find.lexicon import Ending, Lexicon, alternatives
from pjrd_extract.rules import Rules


def _pattern(words: list[str], guards: dict[str, Guards]) -> re.Pattern[str]:
    guarded = {}
    for word in words:
        before, behind = guards.get(word, ((), ()))
        after = "".join(f"(?!{right})" for right in behind)
        guarded[word] = "".join(f"(?<!{left})" for left in before) + word + after
    return re.compile(alternatives(guarded))


@pytest.mark.parametrize("seed", range(40))
def test_words_are_found_as_by_a_pattern_of_them_all(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    words = sorted({"".join(chance.choices("增加减少", k=chance.randint(1, 3))) for _ in range(12)})
    guards: dict[str, Guards] = {word: ((chance.choice("增减"),), (chance.choice("加少"),)) for word in words[::3]}
    looked_up, pattern = Words(words, guards), _pattern(words, guards)
    for _ in range(50):
        text = "".join(chance.choices("增加减少了", k=chance.randint(0, 8)))
        at = chance.randint(0, len(text))
        end = chance.randint(at, len(text))
        assert _span(looked_up.match(text, at, end)) == _span(pattern.match(text, at, end))
        assert _span(looked_up.search(text, at, end)) == _span(pattern.search(text, at, end))
        assert _span(looked_up.fullmatch(text)) == _span(pattern.fullmatch(text))
        assert [*map(_span, looked_up.finditer(text, at))] == [*map(_span, pattern.finditer(text, at))]


def _span(match: re.Match[str] | None) -> tuple[int, int] | None:
    return None if match is None else match.span()


def test_verbs_are_found_as_by_the_pattern_of_their_records() -> None:
    lexicon = Rules.default().derived(Lexicon)
    verbs = lexicon.words("verb") | lexicon.words("change:up") | lexicon.words("change:down")
    pattern = re.compile(alternatives(verbs))
    for verb in verbs:
        for text in (verb, f"已{verb}了", f"{verb}{verb}率", f"责任{verb}人", f"主要{verb}要"):
            assert [*map(_span, lexicon.verb_start.finditer(text))] == [*map(_span, pattern.finditer(text))]


def test_an_ending_begins_where_it_is_asked_for() -> None:
    ending = Ending(Words(["建成", "完成"]), ["建成", "完成"])
    assert _span(ending.search("建成完成")) == (2, 4)
    assert ending.search("建成", 1) is None


@pytest.mark.parametrize("seed", range(10))
def test_the_end_of_a_change_is_found_as_by_a_pattern_with_all_tails(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    changes, nouns, tails = ["增长", "增", "增幅", "增幅度"], ["增幅", "增幅度"], ["约", "约为", "度", "分别"]
    behind = "|".join(f"(?<={noun})" for noun in nouns)
    start = rf"{alternatives(changes)}(?:了*$|(?:{behind})"
    end = ChangeEnd(re.compile(rf"{start}(?P<behind>.*)$)"), Words(tails))
    pattern = re.compile(rf"{start}{alternatives(tails)}*$)")
    for _ in range(300):
        phrase = "".join(chance.choices([*changes, *tails, "产值", "了"], k=chance.randint(0, 5)))
        assert _span(end.search(phrase)) == _span(pattern.search(phrase))
        assert _span(end.fullmatch(phrase)) == _span(pattern.fullmatch(phrase))
        assert end.cut(phrase) == pattern.sub("", phrase)
