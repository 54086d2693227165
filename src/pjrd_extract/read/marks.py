"""Edits inside a line: marks and tags taken out, broken numbers mended, full-width forms made half-width.

The patterns begin with a literal character wherever they can: the search for one is many times faster than that for a
class of characters, and a bulletin holds few places that need an edit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import regex

from pjrd_extract._patterns import compiled, rare
from pjrd_extract._text import Change
from pjrd_extract.read.lines import BLANK

__all__ = ["inline_changes"]

_WIDE_CHARACTERS = "".join(map(chr, (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)))) + "％"
_TO_NARROW = str.maketrans({c: chr(ord(c) - 0xFEE0) for c in _WIDE_CHARACTERS + "．"})
_D = "[0-9０-９]"
_B = f"[{BLANK}]"
_LINE_END = r"\n\v\f\r\x1c-\x1e\x85\u2028\u2029"
_HAN = "\u4e00-\u9fff"

# regex looks for a range of characters five times as fast as re, or as either does for two.
_WIDE_RANGES = (regex.compile("[０-９]"), regex.compile("[Ａ-ｚ]"))
_WIDE = re.compile(rf"[{_WIDE_CHARACTERS}]+(?:．(?={_D})[{_WIDE_CHARACTERS}]+)*")
# A run of stars, with the bold text (group 1) and the run behind it if they are there; a run of four closes and opens
# as well. Or single stars around slanted words (group 2): neither can hold the other, so one pass finds both.
_STARS = re.compile(
    rf"\*(?:\*+(?:([^*{_LINE_END}]++)(?:\*\*\*?(?!\*)|(?=\*\*\*\*)))?"
    rf"|(?<![*\d]\*)(?=[^\s*])([^*{_LINE_END}]{{1,80}})(?<=[^\s*])\*(?![*\d]))"
)
_UNDERSCORES = re.compile(r"__(?<!___)(?!_)")
_ESCAPE = re.compile(r"\\(?=[*_#.\-+()\[\]~`>])")
_INNER_TAG = re.compile(rf"</?(?:b|strong|em|i|u|font|span|sup|sub)\b[^<>{_LINE_END}]{{0,200}}>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:nbsp|emsp|ensp|thinsp);")
_LINK = rare(re.compile, rf"(\[)[^\[\]{_LINE_END}]{{1,200}}(\]\((?:#|https?:|\.?/)[^()<>{_LINE_END}]{{0,300}}\))")

# A number broken by a blank: what stands before the gap, and what must follow it. Two numbers side by side (2019 2020)
# are not one: the first part is short, a word stands before it, and a word follows the second at once. The line may end
# before that word, or behind the one that bounds the number (约).
_G = rf"{_B}*(?:\r?\n{_B}*){{0,2}}"
_WORD = rf"(?:{_B}?|(?<=[约近超逾达过足于到少破]){_B}*(?:\r?\n{_B}*){{1,2}})"
_GROUPS = rf"(?:{_B}{_D}{{3}}){{0,2}}"
_WHOLE = rf"(?:{_D}{{1,3}}(?:[,，]{_D}{{3}}){{1,3}}|(?:{_D}{{1,3}}{_B})?{_D}{{1,6}})"
_BEFORE_DIGITS = rare(regex.compile, rf"[{_HAN}，、：（(≥≤]{_WORD}{_D}{{1,3}}{_GROUPS}$")
_AFTER_DIGITS = rare(regex.compile, rf"{_D}{{1,3}}{_GROUPS}(?:{_G}[.．]{_G}{_D}+)?{_G}[{_HAN}%％‰]")
# The same among the digits after a decimal point: 6.8 5亿元.
_BEFORE_DECIMALS = rare(regex.compile, rf"[{_HAN}，、：（(≥≤]{_WORD}{_WHOLE}{_G}[.．]{_G}{_D}{{1,3}}$")
_AFTER_DECIMALS = rare(regex.compile, rf"{_D}{{1,3}}{_G}[{_HAN}%％‰]")
# The blank beside a decimal point. At the start of a line or sentence "1. 5" is a list marker.
_BEFORE_POINT = rare(regex.compile, rf"[{_HAN}，、（(]{_WORD}{_WHOLE}(?:{_G}[.．])?$")
_AFTER_POINT = rare(regex.compile, rf"(?:[.．]{_G})?{_D}{{1,4}}(?:{_B}{_D}{{1,3}})?{_G}[{_HAN}%％‰]")
_BROKEN_DIGITS = ((_BEFORE_DIGITS, _AFTER_DIGITS), (_BEFORE_DECIMALS, _AFTER_DECIMALS))
_BROKEN_AT_POINT = ((_BEFORE_POINT, _AFTER_POINT),)
# Thousands parted by a comma that is too wide or has a blank after it: 3， 400.
_THOUSANDS = (
    re.compile(rf"，(?<={_D}，){_B}?(?={_D}{{3}}(?!{_D}))"),
    re.compile(rf",(?<={_D},){_B}+(?={_D}{{3}}(?!{_D}))"),
)
_BEFORE_THOUSANDS = rare(re.compile, rf"(?:^|[^0-9０-９.,，]){_D}{{1,3}}(?:[,，]{_B}?{_D}{{3}})*$")
_CONTEXT = 24

# Characters that text recognition takes for others that look alike, where what stands around them tells.
_DEED = (
    "完成|建成|建立|销号|整改|整治|办[结理]|竣工|开工|启动|实现|落实|解决|到位|拨付|下达|发[放现生]|支付|审[结批]|签约|安排|纳入|列入|立案|查处"
    "|处[置理]|拆除|交付|达[到标]|出现|投[入产用]|缴纳|取得|通过|覆盖|公开|配备|设立"
)
_MISREAD = (
    (
        "己",
        "已",
        rare(
            compiled,
            rf"己(?<![自知利律克舍为一异推由]己)(?={_DEED}|经|全部|累计|基本)",
        ),
    ),
    (
        "末",
        "未",
        rare(
            compiled,
            rf"末(?<![年月周季旬期度岁本始程段纪划朝五时”\"0-9]末)(?={_DEED}|能|按[照时要规期]|及时|予以)",
        ),
    ),
    (
        "曰",
        "日",
        rare(
            regex.compile,
            r"曰(?<!名曰)(?=[常均益]|前(?!为)|报|产[量能]|照|供水|处理)|(?<=[0-9０-９]|[近今节生假]|工作)曰(?![:：“])",
        ),
    ),
)


def inline_changes(source: str) -> tuple[list[Change], list[tuple[int, int]]]:
    """Every edit inside the lines of ``source``, in no order, and the ranges between bold markers of one line.

    >>> changes, bold = inline_changes("**新增**３家，1 2.5亿元")
    >>> sorted(changes), bold
    ([(0, 2, ''), (4, 6, ''), (6, 7, '3'), (10, 11, '')], [(2, 4)])
    """
    changes, bold = _stars(source) if "*" in source else ([], [])
    # One character that is rare is sought ten times as fast as two.
    for sign, pattern in (("_", _UNDERSCORES), ("\\", _ESCAPE), ("<", _INNER_TAG), ("&", _ENTITY)):
        if sign in source:
            changes += [(*match.span(), "") for match in pattern.finditer(source)]
    if "]" in source:
        for match in _LINK.finditer(source):
            changes += [(*match.span(1), ""), (*match.span(2), "")]
    if "％" in source or any(wide.search(source) for wide in _WIDE_RANGES):
        changes += [(*match.span(), match[0].translate(_TO_NARROW)) for match in _WIDE.finditer(source)]
    for misread, meant, found in _MISREAD:
        if misread in source:
            changes += [(match.start(), match.start() + 1, meant) for match in found.finditer(source)]
    changes += _closed_gaps(source)
    changes += _plain_commas(source)
    return changes, bold


def _stars(source: str) -> tuple[list[Change], list[tuple[int, int]]]:
    """The edits that take out markers of bold and slanted words, and the ranges between bold markers of one line."""
    changes: list[Change] = []
    bold: list[tuple[int, int]] = []
    for match in _STARS.finditer(source):
        start, end = match.span()
        words = match.lastindex
        if words is None:
            changes.append((start, end, ""))
            continue
        first, last = match.span(words)
        if words == 1:
            bold.append((first, last))
        changes.append((start, first, ""))
        if last < end:
            changes.append((last, end, ""))
    return changes, bold


_IN_FIGURE = "(?:[0-9.]|[０-９]|．|(?!).)"  # one class of them all would take `re` longer to compile


@cache
def _gap(blank: str) -> re.Pattern[str]:
    """Blanks, the first of which is ``blank``, inside what may be a number."""
    return re.compile(rf"{blank}(?<={_IN_FIGURE}{blank}){_B}*(?={_IN_FIGURE})")


def _closed_gaps(source: str) -> Iterator[Change]:
    for blank in (" ", "\u3000", "\u00a0", "\t", "\u2002", "\u2003", "\u2009"):
        if blank not in source:
            continue
        for match in _gap(blank).finditer(source):
            start, end = match.span()
            context = source[max(0, start - _CONTEXT) : start]
            beside_point = context[-1] in ".．" or source[end] in ".．"
            broken = _BROKEN_AT_POINT if beside_point else _BROKEN_DIGITS
            if any(before.search(context) and after.match(source, end) for before, after in broken):
                yield start, end, ""


def _plain_commas(source: str) -> Iterator[Change]:
    """Commas between thousands: half-width, without a blank."""
    for pattern in _THOUSANDS:
        for match in pattern.finditer(source):
            start, end = match.span()
            if _BEFORE_THOUSANDS.search(source[max(0, start - _CONTEXT) : start]):
                yield start, start + 1, ","
                if start + 1 < end:
                    yield start + 1, end, ""
