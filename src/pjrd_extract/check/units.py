"""``missing-unit``: a bare number where something is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from pjrd_extract.check.ground import Ground
from pjrd_extract.models.bulletin import Finding
from pjrd_extract.rules import Rules

__all__ = ["check_units"]

_LONGEST = 24
_FAR = 16
# The number that ends here; it begins where no longer one does.
_BARE = re.compile(r"(?<![0-9.])(?<![0-9],)[0-9][0-9,]*+(?:\.[0-9]++)?+$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_HAN = regex.compile(r"[一-鿿]{3}$")


def check_units(ground: Ground) -> Iterator[Finding]:
    """One finding for each number that measures something and has no unit (监测户4183户13310，).

    Years, numbers of roads, numbers in names and scores have none, and neither have those of headings and tables.
    """
    text = ground.clean
    before, counted = ground.words("bare_number"), ground.words("counted")
    units = ground.rules.derived(_unit_words)
    for last in ground.number_ends.stops:
        match = _BARE.search(text, max(0, last - _LONGEST), last + 1)
        if match is None:
            continue
        start, end = match.span()
        digits = match[0].replace(",", "")
        lead = text[max(0, start - 8) : start].rstrip(" 　")
        if not lead or not "一" <= lead[-1] <= "鿿":
            continue
        after_unit = _after_unit(lead, units)
        if len(digits) < 2 or (len(digits) < 4 and not after_unit):
            continue
        if digits[1] == "." and not after_unit:
            continue  # a decimal below ten is a ratio or an index, which has no unit: 高于全市平均0.06
        if _YEAR.fullmatch(digits) and not after_unit and not _in_count(text, start, counted):
            continue
        if not after_unit and (lead.endswith(before) or _HAN.search(lead) is None):
            continue
        line = text.rfind("\n", 0, start) + 1
        if text.startswith(("|", "#"), line) or text.find("。", line, text.find("\n", start) % (len(text) + 1)) < 0:
            continue
        span = ground.text.span(start, end)
        whole = ground.clause(span)
        yield ground.finding("missing-unit", "warning", f"数字后面没有单位：{ground.quote(whole)}", [whole])


def _after_unit(lead: str, units: frozenset[str]) -> bool:
    """Whether a whole quantity stands right before: 4183户."""
    return any(lead[at - 1].isdecimal() and lead[at:] in units for at in range(1, len(lead)))


def _in_count(text: str, at: int, counted: tuple[str, ...]) -> bool:
    """Whether a word of counting stands before ``at`` in its clause: what ends there is no year (累计发放物资1998)."""
    start = max(at - _FAR, 0, *(text.rfind(stop, max(0, at - _FAR), at) + 1 for stop in "，。；、\n"))
    return any(word in text[start:at] for word in counted)


def _unit_words(rules: Rules) -> frozenset[str]:
    """Words that count; not those of time, behind which a bare number is a date."""
    words = {word for rule in rules.classifiers for word in rule.words} - set("年月日号时分秒点级第")
    return frozenset(words | {"户", "人", "个", "家", "处", "件"})
