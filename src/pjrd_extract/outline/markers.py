"""Markers of sections and items: 一、 （一） 1、 (1) ① 第一， 一是, at the start of a line or within it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import regex

__all__ = ["SPOKEN", "Marker", "Style", "inline_markers", "line_marker", "rank"]

Style = str
"""How a marker is written; markers of one style number one list. ``_RANKS`` has them all."""

# How deep a style stands by custom, where a text leaves it open. 第一， and 一是 stand anywhere: they have none.
_RANKS: dict[Style, int | None] = {
    "part": 0,
    "han": 1,
    "han_paren": 2,
    "arabic": 3,
    "arabic_paren": 4,
    "circled": 5,
    "ordinal": None,
    "is": None,
    "must": None,
}

SPOKEN = frozenset({"is", "must"})
"""The styles of markers that are the first words of a sentence."""

_DIGITS = "一二三四五六七八九"
_NUMBERS = {
    **{c: i for i, c in enumerate(_DIGITS, 1)},
    **{chr(0x245F + i): i for i in range(1, 21)},  # ①
    **{chr(0x2473 + i): i for i in range(1, 21)},  # ⑴
    **{
        f"{tens}十{ones}": t * 10 + o
        for t, tens in enumerate(("", *_DIGITS[1:]), 1)
        for o, ones in enumerate(("", *_DIGITS))
    },
}
# Two ways to write the marker of one style.
_SAME_STYLE = {"ringed": "arabic_paren", "arabic_half": "arabic_paren"}
_YEAR = "20[0-9]{2}年"  # what may follow a digit and a dot without being a fraction: 1.2024年
_NUMERAL = "[一二三四五六七八九十]{1,3}"

_LINE = re.compile(
    rf"第(?P<part>{_NUMERAL})(?:部分|[章节编])[、：:\s]?"
    rf"|第(?P<ordinal>{_NUMERAL})[，,、：:。]"
    rf"|(?P<han>{_NUMERAL})[ \u3000]?[、．.，,][ \u3000]?"
    rf"|[（(][ \u3000]?(?P<han_paren>{_NUMERAL})[ \u3000]?[）)][、．. \u3000]*"
    rf"|[（(][ \u3000]?(?P<arabic_paren>\d{{1,2}})[ \u3000]?[）)][、．. \u3000]*"
    rf"|(?P<arabic>\d{{1,2}})(?:[ \u3000]?、|[．.](?:(?!\d)|(?={_YEAR})))[ \u3000]?"
    rf"|(?P<arabic_half>\d{{1,2}})[）)][ \u3000]?"
    rf"|(?P<circled>[①-⑳])[ \u3000]?"
    rf"|(?P<ringed>[⑴-⒇])[ \u3000]?"
    rf"|(?P<is>{_NUMERAL})是"
    rf"|(?P<must>{_NUMERAL})要"
)
# Within a line a marker stands after a stop; a digit with a dot only before a Chinese character or a year. Each
# pattern begins with a literal character, since the search for one is many times faster than that for any of several.
_STOP = r"(?!\n)[。；：，！;:,!”）)\s]"
_ONE = f"[{_DIGITS}十]"
_INLINE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"是(?<={_STOP}(?P<is>{_ONE})是)",
        rf"要(?<={_STOP}(?P<must>{_ONE})要)",
        rf"第(?<={_STOP}第)(?P<ordinal>{_NUMERAL})[，,、：:]",
        rf"（(?<={_STOP}（)(?:(?P<han_paren>{_NUMERAL})|(?P<arabic_paren>\d{{1,2}}))）",
        rf"\((?<={_STOP}\()(?:(?P<han_paren>{_NUMERAL})|(?P<arabic_paren>\d{{1,2}}))\)",
        rf"、(?<={_STOP}(?P<arabic>\d)、)(?!\d)",
        rf"\.(?<={_STOP}(?P<arabic>\d)\.)",
        rf"．(?<={_STOP}(?P<arabic>\d)．)",
    )
)
# Looked for behind the few digits that stand so: it takes longer to compile than all of these together.
_BEHIND_DIGIT = regex.compile(rf"[\u4e00-\u9fff“《]|{_YEAR}")
_CIRCLED = re.compile(r"(?P<circled>[①-⑳])|(?P<ringed>[⑴-⒇])")


@dataclass(slots=True)
class Marker:
    """A marker at ``start``; the text it numbers begins at ``end``."""

    style: Style
    number: int
    start: int
    end: int
    inline: bool = False


def rank(style: Style) -> int | None:
    """How deep ``style`` stands by custom; ``None`` if it may stand anywhere, or no marker is written so.

    >>> rank("han"), rank("is")
    (1, None)
    """
    return _RANKS.get(style)


def line_marker(text: str, start: int, end: int) -> Marker | None:
    """The marker that the line ``text[start:end]`` begins with.

    >>> line_marker("（二）问题", 0, 5)
    Marker(style='han_paren', number=2, start=0, end=3, inline=False)
    """
    if start == end or text[start] not in _FIRST:
        return None
    match = _LINE.match(text, start, end)
    return _marker(match, start, inline=False) if match else None


_FIRST = frozenset("第（(0123456789十" + _DIGITS + "".join(map(chr, range(0x2460, 0x2488))))


def inline_markers(text: str, start: int, end: int) -> Iterator[Marker]:
    """Every place of ``text[start:end]`` within a line that looks like a marker, style by style.

    >>> [marker.number for marker in inline_markers("主要是：一是调研不够；二是创新不够。", 0, 18)]
    [1, 2]
    """
    for pattern in _INLINE:
        for match in pattern.finditer(text, start, end):
            if match.lastgroup == "arabic" and not _BEHIND_DIGIT.match(text, match.end(), end):
                continue
            # What a lookbehind captures stands before the match.
            marker = _marker(match, min(match.start(), match.start(match.lastindex or 0)), inline=True)
            if marker is not None:
                yield marker
    if text.find("①", start, end) >= 0 or text.find("⑴", start, end) >= 0:
        for match in _CIRCLED.finditer(text, start, end):
            marker = _marker(match, match.start(), inline=True)
            if marker is not None:
                yield marker


def _marker(match: re.Match[str], start: int, inline: bool) -> Marker | None:
    style, written = match.lastgroup or "", match[match.lastindex or 0]  # every alternative captures one named group
    number = _NUMBERS.get(written) or (int(written) if written.isdecimal() else 0)
    return Marker(_SAME_STYLE.get(style, style), number, start, match.end(), inline) if number else None
