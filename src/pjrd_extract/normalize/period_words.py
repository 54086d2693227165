"""The words of ``periods.toml``: where one stands in a text, and what it means.

What may not stand beside a word is looked at here, not in a pattern: hundreds of sets of Chinese characters would take
longer to compile than a bulletin takes to read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pjrd_extract._patterns import literal
from pjrd_extract.rules import Rules
from pjrd_extract.rules.schema import PeriodRule

__all__ = ["PeriodWords", "WordFinder"]

_Guards = tuple[tuple[str, ...], tuple[str, ...], bool, tuple[str, ...], bool]
_Entry = tuple[str, str, _Guards | None]


class PeriodWords:
    """Looks up words of time by group.

    >>> words = PeriodWords(Rules.default())
    >>> words.rule("year", "去年").value
    ('reference', -1)
    """

    def __init__(self, rules: Rules) -> None:
        self._groups: dict[str, dict[str, PeriodRule]] = defaultdict(dict)
        for rule in rules.periods:
            for word in rule.words:
                self._groups[rule.group].setdefault(word, rule)

    def words(self, group: str) -> tuple[str, ...]:
        """The words of a group, longest first."""
        return tuple(sorted(self._groups[group], key=len, reverse=True))

    def rule(self, group: str, word: str) -> PeriodRule:
        """The record of a word. Raises ``KeyError`` for a word that the group lacks."""
        return self._groups[group][word]

    def characters(self, place: int, *groups: str) -> str:
        """Every character that stands at ``place`` of a word of ``groups``."""
        return "".join(sorted({word[place] for group in groups for word in self._groups[group] if len(word) > place}))

    def finder(self, *groups: str) -> WordFinder:
        """What finds the words of ``groups`` in a text."""
        return WordFinder((group, word, self._groups[group][word]) for group in groups for word in self.words(group))

    def alternation(self, *groups: str) -> str:
        """A pattern of all words of ``groups``, longest first, without regard to their neighbours."""
        # Grouped by the first character: a pattern tries one branch a character, not one a word.
        rests: dict[str, list[str]] = defaultdict(list)
        for word in sorted(
            {word for group in groups for word in self._groups[group]}, key=lambda word: (-len(word), word)
        ):
            rests[word[0]].append(literal(word[1:]))
        return "|".join(f"{literal(first)}(?:{'|'.join(rest)})" for first, rest in rests.items()) or r"(?!)"

    def guards_behind(self, group: str, word: str) -> str:
        """Only the guards against what stands right behind ``word``."""
        return _not_before(self._groups[group][word])

    def guards_ahead(self, group: str, word: str) -> str:
        """Only the guards against what stands right before ``word``, to be put before it."""
        return "".join(f"(?<!{literal(left)})" for left in self._groups[group][word].not_after)


class WordFinder:
    """Finds words at places of a text; of several, the one that it was given first.

    ``openings`` are the characters that a word can begin with.

    >>> finder = PeriodWords(Rules.default()).finder("year")
    >>> finder.at("去年投资", 0), finder.at("失去年轻", 1)
    (('year', '去年'), None)
    """

    def __init__(self, words: Iterable[tuple[str, str, PeriodRule]]) -> None:
        # By their first two characters, since many begin with 今 or 年; those of one character with each that they open.
        by_first: dict[str, list[_Entry]] = defaultdict(list)
        for group, word, rule in words:
            by_first[word[0]].append((group, word, _guards(rule)))
        self._by_opening: dict[str, tuple[_Entry, ...]] = {}
        for first, entries in by_first.items():
            for opening in {word[:2] for _, word, _ in entries}:
                self._by_opening[opening] = tuple(entry for entry in entries if entry[1][:2] in (opening, first))
        self.openings = frozenset(by_first)

    def at(self, text: str, at: int, stop: int | None = None) -> tuple[str, str] | None:
        """The word at ``text[at]`` with none of the neighbours that its record excludes, after its group."""
        by_opening = self._by_opening
        for group, word, guards in by_opening.get(text[at : at + 2]) or by_opening.get(text[at : at + 1], ()):
            if text.startswith(word, at, stop) and (guards is None or _stands(guards, text, at, at + len(word), stop)):
                return group, word
        return None


def _guards(rule: PeriodRule) -> _Guards | None:
    """What of ``rule`` says which neighbours can take the meaning of a word away; None where none can."""
    guarded = rule.not_after or rule.not_before or rule.initial or rule.final
    return (rule.not_after, rule.not_before, rule.initial, rule.behind, rule.final) if guarded else None


def _stands(guards: _Guards, text: str, start: int, end: int, stop: int | None) -> bool:
    """Whether the neighbours of the word ``text[start:end]`` leave it the meaning that it has there."""
    not_after, not_before, initial, behind, final = guards
    return not (
        (not_after and text.endswith(not_after, 0, start))
        or (not_before and text.startswith(not_before, end, stop))
        or (initial and start and text[start - 1].isalnum() and not text.endswith(behind, 0, start))
        or (final and text[end : end + 1 if stop is None else min(stop, end + 1)].isalnum())
    )


def _not_before(rule: PeriodRule) -> str:
    return f"(?!{'|'.join(map(literal, rule.not_before))})" if rule.not_before else ""
