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
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]+")


def check_stray(ground: Ground) -> Iterator[Finding]:
    """One finding for each stray Latin word, comment, control character and doubled word."""
    text = ground.clean
    for match in ground.rules.derived(_latin).finditer(text):
        span = ground.text.span(match.start("word"), match.end("word"))
        around = ground.text.span(max(0, match.start("word") - 8), min(len(text), match.end("word") + 8))
        yield ground.finding("stray-text", "warning", f"中文里夹有外文“{match['word']}”：{ground.quote(around)}", [span])
    doubled = ground.rules.derived(_doubled)
    for match in doubled.finditer(text):
        span = ground.text.span(*match.span())
        if len(ground.source[span.slice]) > len(match[0]) + 2:
            continue
        around = ground.text.span(max(0, match.start() - 8), min(len(text), match.end() + 8))
        yield ground.finding("stray-text", "warning", f"疑为重复“{match[0]}”：{ground.quote(around)}", [span])
    yield from _in_source(ground)


def _in_source(ground: Ground) -> Iterator[Finding]:
    source = ground.source
    comments = list(_COMMENT.finditer(source)) if "<!--" in source else []
    for match in comments[:_MOST]:
        span = Span(*match.span())
        yield ground.finding("stray-text", "info", f"夹有网页注释{ground.quote(span)}", [span])
    if _CONTROL.search(source):
        found = list(_CONTROL.finditer(source))
        spans = [Span(*match.span()) for match in found[:_MOST]]
        codes = "、".join(f"U+{ord(match[0][0]):04X}" for match in found[:3])
        yield ground.finding("stray-text", "warning", f"夹有控制字符或无法识别的字符（{codes}），共{len(found)}处", spans)


def _latin(rules: Rules) -> re.Pattern[str]:
    words = "|".join(_words(rules, "stray_latin"))
    return re.compile(rf"(?<=[一-鿿，。、；”）])[ 　]?(?P<word>\b(?:{words})\b)[ 　]?(?=[一-鿿“（])", re.IGNORECASE | re.ASCII)


def _doubled(rules: Rules) -> re.Pattern[str]:
    # The words are doubled halves (的的) but for pairs of stops; 目的的确 and 目的的 are none.
    words = "|".join(map(re.escape, sorted(_words(rules, "doubled"), key=len, reverse=True)))
    return re.compile(rf"(?<![目一])(?:{words})(?![确士])(?!进行了解)")


def _words(rules: Rules, group: str) -> list[str]:
    return [word for rule in rules.table("findings") if getattr(rule, "group", "") == group for word in rule.words]
