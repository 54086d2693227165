"""What an opinion without sections finds wrong and advises: whole sentences (但也存在…等问题。希望…。)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pjrd_extract._patterns import compiled
from pjrd_extract._text import Text
from pjrd_extract.extract.passages import item
from pjrd_extract.extract.vocabulary import any_of
from pjrd_extract.models.parts import Item
from pjrd_extract.rules import Rules

__all__ = ["Told"]

_SENTENCE = re.compile(r"[^。！？\n]++[。！？]?")
_LONGEST = 400
"""Characters of a sentence that may be one point."""
_STOPS = ("。", "！", "？")
_BLANKS = " \t\u3000"


class Told:
    """Finds such sentences. Obtain it by ``rules.derived(Told)``."""

    def __init__(self, rules: Rules) -> None:
        self._fault = compiled(
            rf"(?<![不无未])(?P<there>{any_of(rules, 'there_is')})(?!的)[^；]{{2,80}}?{any_of(rules, 'fault')}(?=[，；。！]|$)"
        )
        self._remedied = compiled(any_of(rules, "remedied"))
        self._advice = compiled(rf"(?:[^，。；：]{{0,12}}，)?{any_of(rules, 'advice')}(?![的和与书])")

    def problems(self, body: Text) -> tuple[Item, ...]:
        """The sentences of ``body`` that say what is wrong, numbered."""
        return _items(body, filter(self._is_fault, _sentences(body)))

    def suggestions(self, body: Text) -> tuple[Item, ...]:
        """The sentences of ``body`` that begin with advice, numbered."""
        return _items(body, filter(self._is_advice, _sentences(body)))

    def _is_fault(self, sentence: re.Match[str]) -> bool:
        said = sentence[0]
        fault = self._fault.search(said)
        if fault is None:
            return False
        clause = max(said.rfind(mark, 0, fault.start()) for mark in "，；") + 1
        return self._remedied.search(said, clause, fault.start()) is None

    def _is_advice(self, sentence: re.Match[str]) -> bool:
        return self._advice.match(sentence[0].lstrip(_BLANKS)) is not None


def _sentences(body: Text) -> Iterator[re.Match[str]]:
    for sentence in _SENTENCE.finditer(body.value):
        if sentence.end() - sentence.start() <= _LONGEST and sentence[0].endswith(_STOPS):
            yield sentence


def _items(body: Text, sentences: Iterable[re.Match[str]]) -> tuple[Item, ...]:
    found = []
    for number, sentence in enumerate(sentences, 1):
        blanks = len(sentence[0]) - len(sentence[0].lstrip(_BLANKS))
        found.append(item(body, sentence.start() + blanks, sentence.end(), number))
    return tuple(found)
