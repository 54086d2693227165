"""Two values of what may be one quantity: whether they agree, and how they differ."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from pjrd_extract.models.metric import Metric

__all__ = ["agree", "decimal_shift", "far_apart", "permuted", "rounded_alike"]

_LOOSE = frozenset(("about", "nearly", "over", "range"))


def agree(one: Metric, other: Metric) -> bool:
    """Whether the values are the same, the one rounded to the other, or within what its bound leaves open.

    >>> from pjrd_extract.find.metrics import find_metrics
    >>> texts = ("建成公路389.81公里", "建成公路389.809公里", "建成公路380余公里", "建成公路398公里")
    >>> a, b, c, d = (find_metrics(text)[0] for text in texts)
    >>> agree(a, b), agree(b, c), agree(a, d)
    (True, True, False)
    """
    if one.value is None or other.value is None:
        return (one.value, one.low, one.high) == (other.value, other.low, other.high) or _inside(one, other)
    if one.value == other.value:
        return True
    if one.bound in _LOOSE or other.bound in _LOOSE:
        if one.bound == other.bound:
            return rounded_alike(one.value, other.value, ROUND_DOWN) and _digits(one.value) != _digits(other.value)
        return abs(one.value - other.value) * 10 <= max(abs(one.value), abs(other.value)) * 2
    if one.kind == "count" and max(one.value, other.value) < 10_000 and one.value % 1 == other.value % 1 == 0:
        return False  # people and things in such numbers are counted, not rounded
    return rounded_alike(one.value, other.value, ROUND_HALF_UP)


def _inside(one: Metric, other: Metric) -> bool:
    ranged, plain = (one, other) if one.value is None else (other, one)
    if plain.value is None or ranged.low is None or ranged.high is None:
        return False
    return ranged.low <= plain.value <= ranged.high


def rounded_alike(one: Decimal, other: Decimal, rounding: str) -> bool:
    """Whether the value with fewer digits is the other one rounded.

    Only a value of three digits and more counts as rounded: 12 is no rounding of 12.4, nor 500 of 530.

    >>> rounded_alike(Decimal("389.81"), Decimal("389.809"), ROUND_HALF_UP)
    True
    >>> rounded_alike(Decimal(12), Decimal(13), ROUND_HALF_UP)
    False
    """
    coarse, fine = sorted((one.normalize(), other.normalize()), key=lambda value: -_exponent(value))
    if _exponent(coarse) == _exponent(fine) or not fine:
        return False
    if len(coarse.as_tuple().digits) < 3 and rounding == ROUND_HALF_UP and abs(coarse - fine) * 100 > abs(fine):
        return False
    return fine.quantize(Decimal((0, (1,), _exponent(coarse))), rounding=rounding) == coarse


def _exponent(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def permuted(one: Decimal, other: Decimal) -> bool:
    """Whether the values are made of the same three or more digits in another order, or differ in one of four.

    >>> permuted(Decimal(4120), Decimal(4210)), permuted(Decimal(12), Decimal(21))
    (True, False)
    """
    a, b = one.normalize().as_tuple(), other.normalize().as_tuple()
    if a.exponent != b.exponent or len(a.digits) != len(b.digits) or len(a.digits) < 3 or one == other:
        return False
    return sorted(a.digits) == sorted(b.digits)


def decimal_shift(one: Decimal, other: Decimal) -> bool:
    """Whether the values have the same two or more digits and are a power of ten apart.

    >>> decimal_shift(Decimal("6.72"), Decimal("67.2")), decimal_shift(Decimal(5), Decimal(50))
    (True, False)
    """
    a, b = one.normalize().as_tuple(), other.normalize().as_tuple()
    return a.digits == b.digits and len(a.digits) >= 2 and a.exponent != b.exponent


def far_apart(one: Decimal, other: Decimal, times: Decimal) -> bool:
    """Whether one value is more than so many ``times`` the other.

    >>> far_apart(Decimal(100), Decimal(320), Decimal(3))
    True
    """
    small, large = sorted((abs(one), abs(other)))
    return small == 0 or large > small * times or (one < 0) != (other < 0)
