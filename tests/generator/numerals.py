"""Numbers as bulletins write them: an integer and a count of decimals, in digits or Chinese numerals."""

from __future__ import annotations

__all__ = ["chinese", "decimal_text", "digits", "full_width", "grouped", "small_chinese"]

_NUMERALS = "零一二三四五六七八九"
_WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


def decimal_text(number: int, exponent: int) -> str:
    """``number × 10^exponent`` as a plain decimal string without idle zeros.

    >>> decimal_text(1250, -2), decimal_text(125, 6)
    ('12.5', '125000000')
    """
    if exponent >= 0:
        return str(number * 10**exponent)
    whole, rest = divmod(number, 10**-exponent)
    fraction = str(rest).rjust(-exponent, "0").rstrip("0")
    return f"{whole}.{fraction}" if fraction else str(whole)


def digits(number: int, decimals: int) -> str:
    """``number`` with its last ``decimals`` figures behind the point: nothing is cut off.

    >>> digits(950, 1), digits(1250, 2)
    ('95.0', '12.50')
    """
    if not decimals:
        return str(number)
    whole, rest = divmod(number, 10**decimals)
    return f"{whole}.{str(rest).rjust(decimals, '0')}"


def grouped(number: int, decimals: int) -> str:
    """As ``digits``, with commas at the thousands."""
    whole, rest = divmod(number, 10**decimals)
    return f"{whole:,}.{str(rest).rjust(decimals, '0')}" if decimals else f"{whole:,}"


def full_width(text: str) -> str:
    """The digits, the point and the percent sign as wide as a character."""
    return text.translate(_WIDE)


def small_chinese(number: int) -> str:
    """0 … 9999 in Chinese numerals."""
    text, zero = "", False
    for unit, place in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        figure = number // unit % 10
        if figure:
            text += ("零" if zero and text else "") + _NUMERALS[figure] + place
            zero = False
        else:
            zero = True
    return text or "零"


def chinese(number: int, decimals: int = 0) -> str:
    """Chinese numerals, with 点 before the decimals.

    >>> chinese(125, 1), chinese(15), chinese(30208)
    ('十二点五', '十五', '三万零二百零八')
    """
    whole, rest = divmod(number, 10**decimals)
    high, low = divmod(whole, 10000)
    text = small_chinese(low) if not high else small_chinese(high) + "万"
    if high and low:
        text += ("零" if low < 1000 else "") + small_chinese(low)
    text = text[1:] if text.startswith("一十") else text
    return text + ("点" + "".join(_NUMERALS[int(c)] for c in str(rest).rjust(decimals, "0")) if decimals else "")
