"""``stray-text``: what a scan or a copy left in the text, and words written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import regex

from pjrd_extract._patterns import literal
from pjrd_extract._text import Span
from pjrd_extract.check.ground import Ground
from pjrd_extract.models.bulletin import Finding
from pjrd_extract.rules import Rules

__all__ = ["check_stray"]

_MOST = 50
_SHOWN = 8
"""Characters before and behind what is stray that its finding quotes."""
_COMMENT = re.compile(r"<!--.{0,200}?-->", re.DOTALL)
_LATIN = re.compile(r"[A-Za-z]")
_CHINESE = regex.compile(r"[一-鿿，。、；：“”‘’《》（）]")
# A form feed ends a page.
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffd]+")

_KEPT = {*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0x20), 0x7F} - set(b"\t\n\f\r")
_USUAL = bytes(set(range(128)) - _KEPT)


def check_stray(ground: Ground) -> Iterator[Finding]:
    """One finding for each stray Latin word, comment, control character and doubled word."""
    text = ground.clean
    rare = _rare(ground.source)
    stray = ground.rules.derived(_latin)
    # Most bulletins have few Latin letters, and hardly a word of these in them: the others need not be looked for.
    likely = tuple(form for form in stray if form in rare)
    if likely:
        for match in _of_words(likely).finditer(text):
            if _whole(text, *match.span()) and _in_chinese(text, *match.span()):
                message = f"中文里夹有外文“{match[0]}”：{_around(ground, *match.span())}"
                yield ground.finding("stray-text", "warning", message, [ground.text.span(*match.span())])
    for start, end in ground.rules.derived(_Doubled).find(text):
        span = ground.text.span(start, end)
        if len(ground.source[span.slice]) <= end - start + 2:
            message = f"疑为重复“{text[start:end]}”：{_around(ground, start, end)}"
            yield ground.finding("stray-text", "warning", message, [span])
    yield from _in_source(ground, rare)


def _around(ground: Ground, start: int, end: int) -> str:
    """The words ``start`` to ``end`` of the cleaned text with those around them: as many, however they are spaced."""
    text = ground.clean
    before = after = 0
    while start > 0 and before < _SHOWN:
        start -= 1
        before += not text[start].isspace()
    while end < len(text) and after < _SHOWN:
        after += not text[end].isspace()
        end += 1
    return ground.quote(ground.text.span(start, end))


@lru_cache(maxsize=64)
def _of_words(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(literal, words)))


def _whole(text: str, start: int, end: int) -> bool:
    return not (_LATIN.match(text[start - 1 : start]) or _LATIN.match(text[end : end + 1]))


def _rare(source: str) -> str:
    """The Latin letters and control characters of ``source``, in order; a tenth of the time that a pattern takes."""
    return source.encode("ascii", "ignore").translate(None, _USUAL).decode("ascii")


def _in_source(ground: Ground, rare: str) -> Iterator[Finding]:
    source = ground.source
    # A single character is found many times as fast as four.
    comments = list(_COMMENT.finditer(source)) if "<" in source else []
    for match in comments[:_MOST]:
        span = Span(*match.span())
        yield ground.finding("stray-text", "info", f"夹有网页注释{ground.quote(span)}", [span])
    if "\ufffd" in source or (rare and not rare.isalpha()):
        found = list(_CONTROL.finditer(source))
        spans = [Span(*match.span()) for match in found[:_MOST]]
        codes = "、".join(f"U+{ord(match[0][0]):04X}" for match in found[:3])
        yield ground.finding(
            "stray-text", "warning", f"夹有控制字符或无法识别的字符（{codes}），共{len(found)}处", spans
        )


def _latin(rules: Rules) -> tuple[str, ...]:
    """The words as they are written, with a capital, and in capitals, the longest first."""
    words = {word for rule in rules.findings if rule.group == "stray_latin" for word in rule.words}
    return tuple(sorted((form for word in words for form in {word, word.title(), word.upper()}), key=len, reverse=True))


def _in_chinese(text: str, start: int, end: int) -> bool:
    """Whether Chinese stands on both sides, but for a blank."""
    before = text[max(0, start - 2) : start].rstrip(" 　")[-1:]
    after = text[end : end + 2].lstrip(" 　")[:1]
    return bool(_CHINESE.match(before) and _CHINESE.match(after))


class _Doubled:
    """The words of ``findings.toml`` that were written twice, with what may not stand beside them."""

    def __init__(self, rules: Rules) -> None:
        self._guards: dict[str, tuple[str, str]] = {}
        by_first: dict[str, list[str]] = {}
        for rule in rules.findings:
            if rule.group == "doubled":
                for word in rule.words:
                    self._guards[word] = (rule.not_after, rule.not_before)
                    by_first.setdefault(word[0], []).append(word)
        # Each begins with a character of its own: the search skips to where one may match.
        branches = [
            (first, "|".join(literal(word[1:]) for word in words), first.isalnum()) for first, words in by_first.items()
        ]
        self._words = re.compile("|".join(f"{first}(?:{rest})" for first, rest, word in branches if word) or "(?!)")
        # Of stops a text is full. To look for one after the other takes half the time; they may overlap (，。。).
        self._stops = [re.compile(f"{literal(first)}(?=({rest}))") for first, rest, word in branches if not word]

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a word stands twice that is not made by two words side by side (目的的确, 一对对)."""
        places = [match.span() for match in self._words.finditer(text)]
        places += [(match.start(), match.end(1)) for stop in self._stops for match in stop.finditer(text)]
        floor = 0
        for start, end in sorted(places):
            if start < floor:
                continue
            floor = end
            word = text[start:end]
            before, after = text[start - 1 : start], text[end : end + 1]
            not_after, not_before = self._guards[word]
            if (before and before in not_after) or (after and after in not_before):
                continue
            # A character written more often than the word has it is a rule across the page, or a laugh.
            if len(set(word)) == 1 and word[0] in (before, after):
                continue
            yield start, end
