"""The few Chinese numerals of a masthead: issue numbers, and dates written digit by digit."""

from __future__ import annotations

__all__ = ["small_number", "year_number"]

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | dict.fromkeys("〇○Ｏ", 0)


def small_number(text: str) -> int | None:
    """A number below 1,000 in digits or Chinese numerals, ``None`` if ``text`` is neither.

    >>> small_number("九十六"), small_number("二七五"), small_number("一百零三"), small_number("14")
    (96, 275, 103, 14)
    """
    if text.isdecimal():
        return int(text)
    if not any(c in "十百" for c in text):
        return int("".join(str(_DIGITS[c]) for c in text)) if text and all(c in _DIGITS for c in text) else None
    hundreds, _, rest = text.rpartition("百")
    tens, ten, ones = rest.partition("十")
    total = 0
    for part, factor, default in ((hundreds, 100, 0), (tens.strip("零〇○"), 10, 1 if ten else 0), (ones, 1, 0)):
        if factor == 10 and not ten:
            part, factor, default = rest.strip("零〇○"), 1, 0
        if part and part not in _DIGITS:
            return None
        total += factor * (_DIGITS[part] if part else default)
        if factor == 1:
            break
    return total


def year_number(text: str) -> int:
    """A year in digits or written digit by digit in Chinese; ``ValueError`` if it is neither.

    >>> year_number("二○二四"), year_number("2023")
    (2024, 2023)
    """
    if text.isdecimal():
        return int(text)
    if text and all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    raise ValueError(f"no year: {text!r}")
