"""The cue words of the metrics grammar, compiled once for a set of rules."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from pjrd_extract.rules import Rules

__all__ = ["Lexicon", "alternatives"]


def alternatives(words: Iterable[str]) -> str:
    """A pattern that matches the longest of ``words``; one that never matches when there are none.

    >>> alternatives(["超", "超过"])
    '(?>超过|超)'
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?>{'|'.join(map(regex.escape, ordered))})" if ordered else r"(?!)"


class Lexicon:
    """Words by what they do (``rules/data/cues.toml``), and the patterns made of them."""

    def __init__(self, rules: Rules) -> None:
        self._words: dict[str, frozenset[str]] = {}
        for rule in rules.cues:
            for mark in rule.marks:
                self._words[mark] = self._words.get(mark, frozenset()) | frozenset(rule.words)
        up, down = self.words("change:up"), self.words("change:down")
        verbs = self.words("verb") | up | down
        lead = self.words("lead") | self.words("adverb") | self.words("place")
        tail = self.words("tail") | self.words("light")
        stop = self.words("stop") | self.words("light") | self.words("adverb")
        any_lead, any_tail = alternatives(lead), alternatives(tail)

        self.lead = regex.compile(rf"(?:{any_lead}|[，、；：,:和与及])+")
        self.tail = regex.compile(rf"(?:{any_tail}|[，、；：,:])+$")
        self.light = regex.compile(rf".*({alternatives(self.words('light'))})了?(?=.)")
        self.adverb = regex.compile(rf"^(.*?)({alternatives(self.words('split'))})(.+)$")
        self.verb_start = regex.compile(alternatives(verbs))
        self.verb_end = regex.compile(rf"(?:{alternatives(verbs)})了?$")
        self.verb_anywhere = regex.compile(alternatives(verbs))
        self.spend_end = regex.compile(rf"{alternatives(self.words('spend'))}(?:了|约|达|近|超|共)?$")
        self.stop = regex.compile(alternatives(stop | verbs))
        self.stop_start = regex.compile(alternatives(stop))
        self.generic = regex.compile(alternatives(self.words("generic")) + "$")
        self.place = regex.compile(alternatives(self.words("place")))

        after_cue = rf"(?:了|幅度|率|幅)?(?:{any_tail}|约|超|近)*$"
        self.change_end = regex.compile(rf"(?:(?P<up>{alternatives(up)})|(?P<down>{alternatives(down)})){after_cue}")
        no_goal = r"(?![到至为成])"
        self.change_verb = regex.compile(
            rf"(?:(?P<up>{alternatives(self.words('object:up'))})|(?P<down>{alternatives(self.words('object:down'))}))"
            rf"了?{no_goal}"
        )
        self.fixed = regex.compile(alternatives(self.words("fixed")))
        above, below = alternatives(self.words("gap:above")), alternatives(self.words("gap:below"))
        self.gap_end = regex.compile(
            rf"(?:(?P<above>{above})|(?P<below>{below}))(?P<basis>[^，；。、]{{2,24}}?)(?:约|近|超|超过)?$"
        )
        self.gap_than = regex.compile(
            rf"(?:比|较)(?P<basis>[^，；。]{{2,24}}?)(?:(?P<above>{above})|(?P<below>{below}))(?:出|了|约|近)*$"
        )
        self.standard = regex.compile(alternatives(self.words("standard")))
        self.basis = regex.compile(
            rf"(?:比|较|与|同|相比于|对比)(?P<basis>[^，；。比较与同]{{2,20}}(?:同期)?)"
            rf"(?:相比|相较|比较|比)?，?(?:同比|环比)?(?:{alternatives(up | down)}|净|略|大幅|分别|翻|$)"
        )
        self.year_on_year = regex.compile("同比|环比")
        self.share = regex.compile(rf"(?:{alternatives(self.words('share'))})")
        self.target = regex.compile(alternatives(self.words("status:target")))
        self.expected = regex.compile(alternatives(self.words("status:expected")))
        self.actual = regex.compile(alternatives(self.words("status:actual")))
        self.rank_intro = regex.compile(
            rf"(?:{alternatives(self.words('rank'))})?(?P<scope>{alternatives(self.words('scope'))})?"
            rf"(?:{alternatives(self.words('rank'))})*$"
        )
        self.money = regex.compile(alternatives(self.words("money")))

    def words(self, mark: str) -> frozenset[str]:
        """All words that bear ``mark``."""
        return self._words.get(mark, frozenset())
