"""Bylines: the lines that say who gives a report, a post and a name, or the body that signs."""

from __future__ import annotations

import regex

from pjrd_extract.outline.headlines import Headline
from pjrd_extract.outline.kinds import squeeze
from pjrd_extract.rules import Rules

__all__ = ["BylineFinder"]

_LONGEST_OFFICE = 40
"""Characters that may stand before the word that ends a post or the name of a body."""
# A name of two characters may be spaced out (李　璇).
_ANY_NAME = r"(?:[\u4e00-\u9fff][ \u3000]{0,4}[\u4e00-\u9fff]|[\u4e00-\u9fff·]{2,8})"
_SIGNED = regex.compile(rf"(?:[（(].{{1,10}}[)）])?[ \t\u3000]+{_ANY_NAME}(?:[（(].{{1,10}}[)）])?$")
# So may a post (市　长).
_SPACED = tuple(
    regex.compile(rf"(?P<post>[\u4e00-\u9fff](?:[ \u3000]+[\u4e00-\u9fff]){{{more}}})[ \t\u3000]+{_ANY_NAME}$")
    for more in (2, 1)
)
_LONGEST_NAME = 4
_LABEL = regex.compile(r"(?:述职|报告|汇报|履职)(?:人|者)[：:][ \u3000]*")
_NAME = regex.compile(r"[\u4e00-\u9fff](?:[ \u3000]{1,4}[\u4e00-\u9fff]|[\u4e00-\u9fff]{1,2}|[\u4e00-\u9fff·]{2,7})$")
_BLANKS = (" ", "\u3000")
_HAN = regex.compile(r"[\u4e00-\u9fff]*")
_NO_POST = regex.compile(r"[，。；：\s]")
_NO_BODY = regex.compile(r"[，。；：（(]")


class BylineFinder:
    """Tells bylines: a post and a name, either alone, or the body that signs.

    Made from rules by ``rules.derived(BylineFinder)``.
    """

    def __init__(self, rules: Rules) -> None:
        words: dict[str, list[str]] = {}
        for rule in rules.titles:
            words.setdefault(rule.group, []).extend(rule.words)
        self._titles = tuple(words.get("post", ()))
        self._posts = (*self._titles, *words.get("party", ()))
        self._bodies = tuple(words.get("body", ()))
        self._short = frozenset(word for word in self._titles if len(word) <= 3)

    def person(self, headline: Headline) -> bool:
        """Whether the line names a post and who holds it."""
        return self.names(headline.text, len(headline.squeezed))

    def names(self, text: str, squeezed: int) -> bool:
        """Whether ``text``, which has ``squeezed`` characters without its blanks, is a post and who holds it."""
        if len(text) == squeezed:
            return False  # no blank parts a post from a name
        signed = _SIGNED.search(text)
        if signed is not None:
            label = _LABEL.match(text)
            post = text[label.end() if label is not None else 0 : signed.start()]
            if _ends(post, self._posts, 0) and not _NO_POST.search(post):
                return True
        if text[1:2] not in _BLANKS:
            return False  # what is spaced out has a blank behind each character
        matches = (pattern.match(text) for pattern in _SPACED)
        return any(match is not None and squeeze(match["post"]) in self._short for match in matches)

    def post(self, headline: Headline) -> bool:
        """Whether the line is nothing but a post."""
        return _ends(headline.squeezed, self._posts, 0) and not _NO_POST.search(headline.squeezed)

    def name(self, headline: Headline) -> bool:
        """Whether the line may be nothing but a name."""
        return len(headline.text) <= 10 and _NAME.match(headline.text) is not None

    def of_body(self, headline: Headline) -> bool:
        """Whether the line may be a body and somebody of it, without a post (县水务局　马正兴)."""
        signed = _SIGNED.search(headline.text)
        if signed is None or len(squeeze(signed[0])) > _LONGEST_NAME:
            return False
        return _ends(headline.text[: signed.start()], self._bodies, 2) and not _NO_BODY.search(headline.squeezed)

    def body(self, headline: Headline) -> bool:
        """Whether the line is nothing but the body that signs."""
        return _ends(headline.squeezed, self._bodies, 1) and not _NO_BODY.search(headline.squeezed)

    def glued(self, headline: Headline) -> bool:
        """Whether the line is a post and a name without a blank between."""
        squeezed = headline.squeezed
        return any(
            _ends(squeezed[:-name], self._titles, 2)
            and _HAN.fullmatch(squeezed, len(squeezed) - name)
            and not any(mark in squeezed for mark in "，。；：")
            for name in (2, 3, 4)
        )


def _ends(text: str, words: tuple[str, ...], shortest: int) -> bool:
    """Whether ``text`` ends in one of ``words``, with no fewer than ``shortest`` characters before it, and not many."""
    return text.endswith(words) and any(
        shortest <= len(text) - len(word) <= _LONGEST_OFFICE for word in words if text.endswith(word)
    )
