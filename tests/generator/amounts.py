"""Amounts in random notations, each with the value that it says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tests.generator.dice import Dice
from tests.generator.numerals import chinese, decimal_text, digits, full_width, grouped

__all__ = ["Amount", "amount", "kind_of", "money", "percent", "points", "split_unit"]

_KINDS = {
    "money": "元",
    "area": "亩 公顷 平方米 平方公里",
    "length": "公里 米",
    "volume": "立方米",
    "mass": "吨",
    "percent": "% ‰",
    "percentage_point": "百分点",
    "duration": "天 小时 分钟 岁 年 个月 工作日",
    "score": "分",
    "rank": "位",
}
_KIND_OF = {unit: kind for kind, units in _KINDS.items() for unit in units.split()}
_OTHER = {"微克/立方米", "吨公里", "倍"}
_ZEROS = {"": 0, "万": 4, "亿": 8}
_BEFORE = (
    ("近", "nearly"), ("将近", "nearly"), ("接近", "nearly"), ("约", "about"), ("超", "over"), ("超过", "over"),
    ("逾", "over"), ("不足", "under"), ("不到", "under"), ("不少于", "at_least"), ("不低于", "at_least"),
)  # fmt: skip
_AFTER = (("以上", "at_least"), ("左右", "about"), ("以内", "at_most"), ("以下", "at_most"), ("上下", "about"))


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity as written, and as it is to be read."""

    text: str
    unit: str
    kind: str
    value: str | None
    bound: str = "exact"
    low: str | None = None
    high: str | None = None


def kind_of(unit: str) -> str:
    return "other" if unit in _OTHER else _KIND_OF.get(unit, "count")


@cache
def split_unit(written: str) -> tuple[str, str]:
    """The multiplier and the unit of a unit with its multiplier: 万平方米 is 万 and 平方米."""
    return (written[0], written[1:]) if written[:1] in {"万", "亿"} else ("", written)


def exactly(text: str, number: int, exponent: int, unit: str) -> Amount:
    return Amount(text, unit, kind_of(unit), decimal_text(number, exponent))


def _rough(dice: Dice, figures: str, value: str, tail: str, unit: str, *, whole: bool) -> Amount:
    """With a bound word before it, after it, or 余 and 多 inside it."""
    roll = dice.roll()
    if roll < 0.3 and whole:
        word = dice.pick("余多")
        return Amount(figures + word + tail, unit, kind_of(unit), value, "over")
    if roll < 0.75:
        word, bound = dice.pick(_BEFORE)
        return Amount(word + figures + tail, unit, kind_of(unit), value, bound)
    word, bound = dice.pick(_AFTER)
    return Amount(figures + tail + word, unit, kind_of(unit), value, bound)


def _numerals(dice: Dice, number: int, decimals: int, *, plain: bool) -> str:
    """The number in one of the ways to write it."""
    roll = dice.roll()
    if roll < 0.85:
        return digits(number, decimals)
    if roll < 0.9 and number >= 1000 * 10**decimals:
        return grouped(number, decimals)
    if roll < 0.94:
        return full_width(digits(number, decimals))
    if roll < 0.98 and not plain and (decimals < 2 and number < 10000 * 10**decimals):
        return chinese(number, decimals)
    return digits(number, decimals)


def _range(dice: Dice, low: int, high: int, decimals: int, multiplier: str, unit: str, tail: str) -> Amount:
    """Two numbers and what stands between them."""
    exponent = _ZEROS[multiplier] - decimals
    between = dice.pick(("—", "-", "至", "到", "～", "–"))
    repeat = multiplier if multiplier and dice.chance(0.3) else ""
    text = digits(low, decimals) + repeat + between + digits(high, decimals) + tail
    return Amount(text, unit, kind_of(unit), None, "range", decimal_text(low, exponent), decimal_text(high, exponent))


def amount(dice: Dice, written: str, low: int, high: int, *, plain: bool = False, exact: bool = False) -> Amount:
    """So many of ``written``, a unit that may bear a multiplier (万亩).

    ``plain``: in digits, for lists that belong together; ``exact``: without a bound word.
    """
    multiplier, unit = split_unit(written)
    decimals = 0
    if multiplier or (unit in _KIND_OF and unit not in {"元", "天", "分钟", "岁", "年"}):
        decimals = dice.pick((0, 1, 1, 2)) if high < 1000 else dice.pick((0, 0, 1, 2))
    number = dice.number(low * 10**decimals, high * 10**decimals)
    exponent = _ZEROS[multiplier] - decimals
    if not plain and not exact:
        roll = dice.roll()
        if roll < 0.14:
            number, decimals, exponent = _rounded(number, decimals, exponent)
            figures = digits(number, decimals)
            if not multiplier and not decimals and dice.chance(0.15):
                figures = chinese(number)
            whole = number % 10 == 0 and not decimals
            return _rough(dice, figures, decimal_text(number, exponent), written, unit, whole=whole)
        if roll < 0.17:
            base = max(1, number // 10**decimals)
            step = dice.number(1, max(1, base // 5))
            return _range(dice, base, base + step, 0, multiplier, unit, written)
        if roll < 0.22 and not multiplier and 2 <= number <= 99 and not decimals:
            return exactly("两" + written if number == 2 else chinese(number) + written, number, 0, unit)
    return exactly(_numerals(dice, number, decimals, plain=plain) + written, number, exponent, unit)


def _rounded(number: int, decimals: int, exponent: int) -> tuple[int, int, int]:
    """The number that somebody would put 余 behind: 2380 is 2300, and 47 is 40."""
    if decimals:
        return number, decimals, exponent
    step = 10 ** max(0, len(str(number)) - 2) if number >= 100 else 10
    rounded = number - number % step or number
    if rounded % 10 and rounded > 10:
        rounded -= rounded % 10
    return rounded, decimals, exponent


def money(dice: Dice, scale: str = "亿", *, plain: bool = False, exact: bool = False) -> Amount:
    """An amount of 元; ``scale`` says how large."""
    decimals = dice.pick((0, 1, 2, 2))
    if scale == "亿":
        number = dice.number(12 * 10**decimals // 10, dice.pick((90, 400)) * 10**decimals)
    else:
        decimals = dice.pick((0, 0, 1, 2))
        number = dice.number(20 * 10**decimals, 9800 * 10**decimals)
    if plain:
        return exactly(digits(number, decimals) + scale + "元", number, _ZEROS[scale] - decimals, "元")
    roll = dice.roll()
    if roll < 0.04 and scale == "亿":
        return exactly(digits(number, decimals) + "个亿", number, 8 - decimals, "元")
    if roll < 0.07 and scale == "亿":
        whole, rest = dice.number(1, 30), dice.number(2, 98) * 100
        return exactly(f"{whole}亿{rest}万元", whole * 10000 + rest, 4, "元")
    if roll < 0.1 and scale == "亿":
        number, decimals = dice.number(10000, 99999), 0
        figures = grouped(number, 0) if dice.chance(0.4) else str(number)
        return exactly(figures + "万元", number, 4, "元")
    if roll < 0.13 and scale == "亿" and dice.chance(0.5):
        whole = dice.number(10, 28)
        return exactly(f"{digits(whole, 1)}万亿元", whole, 11, "元")
    return amount_of_money(dice, scale, number, decimals, exact=exact)


def amount_of_money(dice: Dice, scale: str, number: int, decimals: int, *, exact: bool) -> Amount:
    exponent, tail = _ZEROS[scale] - decimals, scale + "元"
    roll = dice.roll()
    if exact or roll < 0.8:
        return exactly(_numerals(dice, number, decimals, plain=False) + tail, number, exponent, "元")
    if roll < 0.84:
        low = max(1, number // 10**decimals)
        return _range(dice, low, low + dice.number(1, max(1, low // 3)), 0, scale, "元", tail)
    number, decimals, exponent = _rounded(number, decimals, exponent)
    figures, value = digits(number, decimals), decimal_text(number, exponent)
    if dice.chance(0.15) and figures.isdigit():
        word = dice.pick("余多")
        return Amount(figures + scale + word + "元", "元", "money", value, "over")
    whole = number % 10 == 0 and not decimals
    return _rough(dice, figures, value, tail, "元", whole=whole)


_TENTHS = "零一二三四五六七八九"


def percent(dice: Dice, low: int, high: int, *, plain: bool = False, exact: bool = False) -> Amount:
    """A percentage between the two, as %, 百分之 or 成."""
    decimals = dice.pick((0, 1, 1, 2))
    number = min(dice.number(low * 10**decimals, high * 10**decimals), high * 10**decimals)
    roll = dice.roll()
    if plain or roll < 0.8:
        sign = "%" if dice.chance(0.93) else "％"
        return exactly(digits(number, decimals) + sign, number, -decimals, "%")
    if roll < 0.84:
        if number == 100 * 10**decimals:
            return Amount("百分之百", "%", "percent", "100")
        return exactly("百分之" + chinese(number, decimals), number, -decimals, "%")
    if roll < 0.87:
        return exactly(full_width(digits(number, decimals)) + "％", number, -decimals, "%")
    if roll < 0.91 and low <= 90 and high >= 15 and not exact:
        tenth = max(1, min(9, (number // 10**decimals) // 10))
        if dice.chance(0.5):
            half = dice.number(1, 9)
            return exactly(f"{_TENTHS[tenth]}成{_TENTHS[half]}", tenth * 10 + half, 0, "%")
        word, bound = dice.pick((("近", "nearly"), ("超", "over"), ("约", "about"), ("", "exact"), ("不足", "under")))
        return Amount(f"{word}{_TENTHS[tenth]}成", "%", "percent", str(tenth * 10), bound)
    figures = digits(number, decimals)
    return (
        exactly(figures + "%", number, -decimals, "%")
        if exact
        else _rough(dice, figures, decimal_text(number, -decimals), "%", "%", whole=False)
    )


def points(dice: Dice, *, exact: bool = False) -> Amount:
    """So many percentage points."""
    decimals = dice.pick((0, 1, 1, 2))
    number = dice.number(max(1, 2 * 10**decimals // 10), 12 * 10**decimals)
    if exact or dice.chance(0.85):
        return exactly(digits(number, decimals) + "个百分点", number, -decimals, "百分点")
    word, bound = dice.pick((("近", "nearly"), ("约", "about"), ("以上", "at_least"), ("左右", "about")))
    figures = digits(number, decimals) + "个百分点"
    text = figures + word if len(word) == 2 else word + figures
    return Amount(text, "百分点", "percentage_point", decimal_text(number, -decimals), bound)
