"""Honours that a report claims: from the verb (荣获, 被评为) to the end of its clause."""

from __future__ import annotations

from collections.abc import Sequence

from pjrd_extract._patterns import compiled
from pjrd_extract._text import Span, Text
from pjrd_extract.extract.vocabulary import any_of, words_of
from pjrd_extract.models.base import made
from pjrd_extract.models.parts import Passage
from pjrd_extract.rules import Rules

__all__ = ["find_honours"]

_REST = r"(?:“[^”\n]{0,60}”|《[^》\n]{0,60}》|[^，。；：！？\n“”《》;,])"
_HOPED_WITHIN = 8
# 获得感, 获取, 获批, 获益 and the like are no honours; 获此荣誉 repeats one.
_OTHER_GAINS = "取悉批利益准知救赔感此"


class _HonourFinder:
    def __init__(self, rules: Rules) -> None:
        # One list of words that begins the pattern lets the matcher skip to their first characters.
        self._honour = compiled(
            rf"(?P<verb>{any_of(rules, 'honour', 'honour_verb')})(?![{_OTHER_GAINS}]){_REST}{{1,120}}"
        )
        self._sure = frozenset(words_of(rules, "honour"))
        self._noun = compiled(any_of(rules, "honour_noun"))
        self._hoped = compiled(any_of(rules, "hoped"))

    def find(self, body: Text, elsewhere: Sequence[Span]) -> tuple[Passage, ...]:
        value = body.value
        found = []
        for match in self._honour.finditer(value):
            if match["verb"] not in self._sure and not self._noun.search(value, match.end("verb"), match.end()):
                continue
            if self._hoped.search(value, max(0, match.start() - _HOPED_WITHIN), match.start()):
                continue
            claimed = body.span(match.start(), match.end())
            if not any(span.contains(claimed) for span in elsewhere):
                found.append(made(Passage, {"text": body.source[claimed.slice], "span": claimed}))
        return tuple(found)


def find_honours(body: Text, elsewhere: Sequence[Span], rules: Rules) -> tuple[Passage, ...]:
    """The honours that ``body`` claims, outside the spans ``elsewhere``; what is only striven for is none.

    >>> body = Text("先后获评“全国先进集体”，2022年被评为优秀公务员；力争荣获省级表彰。")
    >>> [honour.text for honour in find_honours(body, (), Rules.default())]
    ['获评“全国先进集体”', '被评为优秀公务员']
    """
    return rules.derived(_HonourFinder).find(body, elsewhere)
