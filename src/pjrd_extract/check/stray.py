"""``stray-text``: what a scan or a copy left in the text, and words written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pjrd_extract._text import Span
from pjrd_extract.check.ground import Ground
from pjrd_extract.models.bulletin import Finding
from pjrd_extract.rules import Rules

__all__ = ["check_stray"]

_MOST = 50
_COMMENT = re.compile(r"<!--.{0,200}?-->", re.DOTALL)
_STOPS = re.compile("[，。；、：]{2}")
_WORD = re.compile(r"[A-Za-z]+")
_CHINESE = re.compile(r"[一-鿿，。、；：“”‘’《》（）]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]+")

_CONTROLS = [chr(i) for i in (*range(32), 0x7F, 0xFFFD) if chr(i) not in "\t\n\r"]


def check_stray(ground: Ground) -> Iterator[Finding]:
    """One finding for each stray Latin word, comment, control character and doubled word."""
    text = ground.clean
    stray = ground.rules.derived(_latin)
    for match in _WORD.finditer(text):
        if match[0].lower() in stray and _in_chinese(text, *match.span()):
            around = ground.text.span(max(0, match.start() - 8), min(len(text), match.end() + 8))
            message = f"中文里夹有外文“{match[0]}”：{ground.quote(around)}"
            yield ground.finding("stray-text", "warning", message, [ground.text.span(*match.span())])
    for start, end in _doubled(text, ground.words("doubled")):
        span = ground.text.span(start, end)
        if len(ground.source[span.slice]) <= end - start + 2:
            around = ground.text.span(max(0, start - 8), min(len(text), end + 8))
            message = f"疑为重复“{text[start:end]}”：{ground.quote(around)}"
            yield ground.finding("stray-text", "warning", message, [span])
    yield from _in_source(ground)


def _in_source(ground: Ground) -> Iterator[Finding]:
    source = ground.source
    comments = list(_COMMENT.finditer(source)) if "<!--" in source else []
    for match in comments[:_MOST]:
        span = Span(*match.span())
        yield ground.finding("stray-text", "info", f"夹有网页注释{ground.quote(span)}", [span])
    if any(character in source for character in _CONTROLS):
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


def _doubled(text: str, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where a doubled word stands that is not made by two words side by side (目的的确, 一对对)."""
    # Stops are frequent, and two of them in a row rare: they are looked for all at once.
    for match in _STOPS.finditer(text):
        if match[0] in words:
            yield match.span()
    for word in words:
        at = text.find(word) if word[0] not in "，。；、：" else -1
        while at >= 0:
            end = at + len(word)
            if text[at - 1 : at] not in _BEFORE and text[end : end + 1] not in _BEHIND and word[0] != text[at - 1 : at]:
                yield at, end
            at = text.find(word, end)


_BEFORE = frozenset("目一标")
_BEHIND = frozenset("确士了解")
