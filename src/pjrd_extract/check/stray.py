"""``stray-text``: what a scan or a copy left in the text, and words written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pjrd_extract._text import Span
from pjrd_extract.check.ground import Ground
from pjrd_extract.models.bulletin import Finding
from pjrd_extract.rules import Rules

__all__ = ["check_stray"]

_MOST = 50
_COMMENT = re.compile(r"<!--.{0,200}?-->", re.DOTALL)
_REPEATED = re.compile(r"(.)\1")
_LATIN = re.compile(r"[A-Za-z]")
_CHINESE = re.compile(r"[一-鿿，。、；：“”‘’《》（）]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]+")

_KEPT = {*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0x20), 0x7F} - set(b"\t\n\r")
_USUAL = bytes(set(range(256)) - _KEPT)


def check_stray(ground: Ground) -> Iterator[Finding]:
    """One finding for each stray Latin word, comment, control character and doubled word."""
    text = ground.clean
    rare = _rare(ground.source)
    stray = ground.rules.derived(_latin)
    letters = rare.lower()
    # Most bulletins have few Latin letters, and hardly a word of these in them: the others need not be looked for.
    likely = tuple(sorted((word for word in stray if word in letters), key=len, reverse=True))
    if likely:
        for match in _of_words(likely).finditer(text):
            if _whole(text, *match.span()) and _in_chinese(text, *match.span()):
                around = ground.text.span(max(0, match.start() - 8), min(len(text), match.end() + 8))
                message = f"中文里夹有外文“{match[0]}”：{ground.quote(around)}"
                yield ground.finding("stray-text", "warning", message, [ground.text.span(*match.span())])
    for start, end in _doubled(text, ground.rules.derived(_Doubled)):
        span = ground.text.span(start, end)
        if len(ground.source[span.slice]) <= end - start + 2:
            around = ground.text.span(max(0, start - 8), min(len(text), end + 8))
            message = f"疑为重复“{text[start:end]}”：{ground.quote(around)}"
            yield ground.finding("stray-text", "warning", message, [span])
    yield from _in_source(ground, rare)


@lru_cache(maxsize=64)
def _of_words(words: tuple[str, ...]) -> re.Pattern[str]:
    """The words as they are written, with a capital, and in capitals: a pattern that heeds case is much faster."""
    return re.compile("|".join(dict.fromkeys(form for word in words for form in (word, word.title(), word.upper()))))


def _whole(text: str, start: int, end: int) -> bool:
    return not (_LATIN.match(text[start - 1 : start]) or _LATIN.match(text[end : end + 1]))


def _rare(source: str) -> str:
    """The Latin letters and control characters of ``source``, in order; a tenth of the time that a pattern takes."""
    return source.encode("utf-8", "surrogatepass").translate(None, _USUAL).decode("ascii")


def _in_source(ground: Ground, rare: str) -> Iterator[Finding]:
    source = ground.source
    comments = list(_COMMENT.finditer(source)) if "<!--" in source else []
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


def _latin(rules: Rules) -> frozenset[str]:
    records = (rule for rule in rules.table("findings") if getattr(rule, "group", "") == "stray_latin")
    return frozenset(word.lower() for rule in records for word in rule.words)


def _in_chinese(text: str, start: int, end: int) -> bool:
    """Whether Chinese stands on both sides, but for a blank."""
    before = text[max(0, start - 2) : start].rstrip(" 　")[-1:]
    after = text[end : end + 2].lstrip(" 　")[:1]
    return bool(_CHINESE.match(before) and _CHINESE.match(after))


def _doubled(text: str, doubled: _Doubled) -> Iterator[tuple[int, int]]:
    """Where a doubled word stands that is not made by two words side by side (目的的确, 一对对)."""
    last = 0
    for match in _REPEATED.finditer(text):
        start, end = match.span()
        while start >= last and text[end : end + 1] == match[1]:
            end += 1
        if start >= last and text[start:end] in doubled.repeated and not _two_words(text, start, end):
            yield start, end
        last = max(last, end)
    if doubled.long:
        for match in doubled.long.finditer(text):
            if not _two_words(text, *match.span()):
                yield match.span()
    for word in doubled.others:
        at = text.find(word)
        while at >= 0:
            yield at, at + len(word)
            at = text.find(word, at + len(word))


def _two_words(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in _BEFORE or text[end : end + 1] in _BEHIND


class _Doubled:
    """The words of ``findings.toml`` by how they are found fastest: each search goes through the whole text."""

    def __init__(self, rules: Rules) -> None:
        records = (rule for rule in rules.table("findings") if getattr(rule, "group", "") == "doubled")
        words = [word for rule in records for word in rule.words]
        self.repeated = frozenset(word for word in words if len(set(word)) == 1)
        long = [word for word in words if len(word) > 3 and word not in self.repeated]
        self.long = re.compile("|".join(map(re.escape, long))) if long else None
        self.others = tuple(word for word in words if len(word) <= 3 and word not in self.repeated)


_BEFORE = frozenset("目一标")
_BEHIND = frozenset("确士了解")
