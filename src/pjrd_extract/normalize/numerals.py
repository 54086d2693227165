"""Numerals to exact decimals: digits, Chinese numerals, and both mixed (``3亿4000万``, ``1.2万亿``, ``十二万五``).

Every value is computed in a decimal context that traps inexact results, so a number is exact or refused.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal, Inexact
from functools import lru_cache

from pjrd_extract.errors import NumeralError
from pjrd_extract.rules.load import Rules

__all__ = ["EXACT", "MAX_NUMERAL_LENGTH", "Numerals", "fold", "whole"]

EXACT = Context(prec=120, traps=[Inexact])
"""The context of all arithmetic with values: whatever would be rounded raises instead."""

MAX_NUMERAL_LENGTH = 60
"""A longer run of numerals counts nothing in this world; refusing it keeps the arithmetic linear and exact."""

_VALUES = "〇零一二三四五六七八九"
_PLAIN: dict[str, int] = {c: max(i - 1, 0) for i, c in enumerate(_VALUES)} | {"○": 0, "两": 2, "兩": 2}
_FORMAL: dict[str, int] = {c: i for i, c in enumerate("壹贰叁肆伍陆柒捌玖", 1)} | {"貳": 2, "參": 3, "陸": 6}
_DIGITS = _PLAIN | _FORMAL
_TENS: dict[str, str] = {"廿": "二十", "卅": "三十", "卌": "四十"}

_FOLDED = str.maketrans({chr(c): chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)})
_BLANK = re.compile(r"(?<![0-9])\s+|\s+(?![0-9])")


def fold(text: str) -> str:
    """``text`` in half-width characters and without blanks, but for those between two digits."""
    return _BLANK.sub("", text.translate(_FOLDED))


def whole(value: Decimal) -> Decimal:
    """``value`` without the zeros that a multiplication leaves: 1.25 times 100000000 is 125000000, not 125000000.00."""
    integral = value.to_integral_value()
    return Decimal(int(integral)) if integral == value else value


class Numerals:
    """Reads numerals, given the multipliers of the rules. Obtain it by ``rules.derived(Numerals)``."""

    DIGITS = "".join(_PLAIN)
    FORMAL = "".join(_FORMAL)
    TENS = "".join(_TENS)

    def __init__(self, rules: Rules) -> None:
        powers = {word: rule.factor for rule in rules.multipliers for word in rule.words}
        self._powers = {word: int(factor) for word, factor in powers.items() if factor.denominator == 1}
        self.small = "".join(word for word, power in self._powers.items() if power < 10_000)
        self.big = "".join(word for word, power in self._powers.items() if power >= 10_000)
        self.value = lru_cache(maxsize=4096)(self._value)

    def power(self, character: str) -> int | None:
        """The value of a multiplier character, or None."""
        return self._powers.get(character)

    def _value(self, numeral: str) -> Decimal:
        """The exact value of a numeral without sign, bounds or unit. Raises ``NumeralError``."""
        if len(numeral) > MAX_NUMERAL_LENGTH:
            raise NumeralError("numeral too long", text=numeral)
        plain = numeral
        for short, long in _TENS.items():
            plain = plain.replace(short, long)
        return whole(self._section(plain, numeral))

    def _section(self, part: str, whole: str) -> Decimal:
        """The value of ``part`` by its greatest multiplier: what stands before it times it, plus what follows."""
        at, power = -1, 0
        point = part.find("点")
        for i, character in enumerate(part):
            here = self._powers.get(character, 0)
            if here and here >= power:
                at, power = i, here
        if power == 0 or 0 <= at < point:
            return self._decimal(part, whole)
        before, after = part[:at], part[at + 1 :]
        factor = self._factor(before, power, whole)
        value = EXACT.multiply(factor, Decimal(power))
        if not after:
            return value
        return EXACT.add(value, self._rest(before, after, power, whole))

    def _factor(self, before: str, power: int, whole: str) -> Decimal:
        """What a multiplier multiplies; nothing before it means one (``百万``, ``十二``)."""
        if not before:
            return Decimal(1)
        if power == 10 and "点" in before:
            raise NumeralError("a decimal before 十", text=whole)
        factor = self._section(before, whole)
        digits = before[0].isascii()
        if power < 10_000 and not digits and factor >= 10 and "点" not in before:
            raise NumeralError("multipliers out of order", text=whole)
        if power >= 10_000 and not digits and factor >= power:
            raise NumeralError("multipliers out of order", text=whole)
        if factor == 0 and not digits:
            raise NumeralError("zero before a multiplier", text=whole)
        return factor

    def _rest(self, before: str, after: str, power: int, whole: str) -> Decimal:
        """What follows a multiplier: smaller sections, or one digit of the next power (``两千三``)."""
        last = before[-1:]
        if "." in before or "点" in before:
            raise NumeralError("a decimal with something after its multiplier", text=whole)
        if len(after) == 1 and after in _DIGITS and _DIGITS[after]:
            if power == 10:
                return Decimal(_DIGITS[after])
            if last.isascii() and last:
                raise NumeralError("a numeral after a multiplier that can be read in two ways", text=whole)
            if not before:
                raise NumeralError("a digit behind a multiplier that multiplies nothing", text=whole)
            return Decimal(_DIGITS[after] * power // 10)
        stripped = after.lstrip("零〇○")
        if not stripped or len(after) - len(stripped) > 1:
            raise NumeralError("nothing after a zero", text=whole)
        # 百十 is about a hundred, 一百十 is 110.
        if stripped[0] in self._powers and (not before or stripped[0] not in "十拾"):
            raise NumeralError("a multiplier with nothing to multiply", text=whole)
        # 1万2000 is plain; 1万20 and 1万2 are not.
        if stripped == after and stripped.isascii() and last.isascii() and len(stripped) != len(str(power)) - 1:
            raise NumeralError("digits after a multiplier that can be read in two ways", text=whole)
        rest = self._section(stripped, whole)
        if rest >= power:
            raise NumeralError("multipliers out of order", text=whole)
        return rest

    def _decimal(self, part: str, whole: str) -> Decimal:
        """A section without multiplier: digits, one numeral, numerals read out (``二〇二三``), or ``三点五``."""
        if part.isascii():
            try:
                return Decimal(part)
            except ArithmeticError:
                raise NumeralError("no number", text=whole) from None
        integer, point, fraction = part.partition("点")
        if point:
            if not integer or not fraction or not all(c in _DIGITS for c in fraction):
                raise NumeralError("no decimal", text=whole)
            left = self._section(integer, whole)
            right = Decimal("0." + "".join(str(_DIGITS[c]) for c in fraction))
            return EXACT.add(left, right)
        if not all(c in _DIGITS for c in part):
            raise NumeralError("no number", text=whole)
        if len(part) == 2 and part[0] not in "〇零○" and part[1] not in "〇零○":
            raise NumeralError("two numerals side by side may be a range", text=whole)
        if len(part) > 1 and "两" in part:
            raise NumeralError("两 does not stand in numerals that are read out", text=whole)
        if len(part) > 1 and part[0] in "零〇○":
            raise NumeralError("a numeral that begins with zero", text=whole)
        return Decimal(int("".join(str(_DIGITS[c]) for c in part)))
