"""``change-mismatch``: 由A增至B, and a stated difference, rate or direction that does not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pjrd_extract.check.ground import Ground
from pjrd_extract.check.growth import check_growth
from pjrd_extract.models.base import plain
from pjrd_extract.models.bulletin import Finding

__all__ = ["check_changes"]

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_UP = "增加|增长|增|提高|提升|提|上升|升|扩大|扩|攀升|跃升"
_DOWN = "减少|减|下降|降低|降|缩减|压减|压缩|缩短|下滑|回落"
_CHANGE = re.compile(
    rf"[由从][^，。；、\n\d]{{0,12}}(?P<a>{_NUMBER})\s*(?P<u>[^\d，。；、\n]{{1,6}}?)\s*"
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:至|到|为)了?\s*(?P<b>{_NUMBER})\s*(?P=u)"
    rf"(?:[，,（(]\s*(?:同比|累计|净|共|年均)?(?:(?P<more>{_UP})|(?P<less>{_DOWN}))了?\s*(?P<d>{_NUMBER})\s*"
    rf"(?P<v>(?P=u)|个?百分点|%|％)(?=[，。；、）;)\n]|$))?"
)
_YEARS = frozenset("年月日")


def check_changes(ground: Ground) -> Iterator[Finding]:
    """One finding for each change from A to B whose direction, difference or rate is not that of the two numbers.

    Then those of amounts with what they were before, or with their change and its rate.
    """
    for match in _changes(ground.clean):
        fault = None if match["u"][0] in _YEARS else _fault(match)
        if fault:
            span = ground.text.span(*match.span())
            yield ground.finding("change-mismatch", "warning", f"变化与数字不合：{ground.quote(span)}，{fault}", [span])
    yield from check_growth(ground)


def _changes(text: str) -> Iterator[re.Match[str]]:
    """The changes, in order; to look for 由 and then for 从 takes a fifth of the time that a class of both takes."""
    floor = 0
    for at in sorted(opening.start() for word in "由从" for opening in re.finditer(word, text)):
        match = _CHANGE.match(text, at) if at >= floor else None
        if match is not None:
            floor = match.end()
            yield match


def _fault(match: re.Match[str]) -> str | None:
    a, b = _value(match["a"]), _value(match["b"])
    if (match["up"] and b < a) or (match["down"] and b > a):
        return f"由{plain(a)}到{plain(b)}，与“{match['up'] or match['down']}”相反"
    if match["d"] is None or "年均" in match[0]:
        return None
    stated, unit = _value(match["d"]), match["v"]
    if unit in "%％" and match["u"] not in "%％":
        if a == 0:
            return None
        rate = abs(b - a) * 100 / a
        if abs(rate - stated) <= _slack(match["d"]) + Decimal("0.6"):
            return None
        return f"按前后两数算约为{plain(rate.quantize(Decimal('0.1')))}%"
    difference = abs(b - a)
    if abs(difference - stated) <= _slack(match["d"]) * 2:
        return None
    if unit in "%％" and a and abs(difference * 100 / a - stated) <= Decimal("0.6"):
        return None
    return f"前后两数相差{plain(difference)}{unit}"


def _value(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))


def _slack(number: str) -> Decimal:
    """Half of the last digit where there are decimals: a whole number is exact."""
    _, _, decimals = number.partition(".")
    return Decimal((0, (5,), -len(decimals) - 1)) if decimals else Decimal(0)
