from __future__ import annotations

import json
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pjrd_extract.errors import NumeralError
from pjrd_extract.normalize.numbers import parse_number

CASES = Path(__file__).parents[1] / "cases" / "normalize"


def cases(name: str) -> list[Any]:
    rows = [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [pytest.param(row["text"], row["expected"], id=row["text"] or "empty") for row in rows]


@pytest.mark.parametrize(("text", "expected"), cases("numbers-known"))
def test_numbers_are_exact(text: str, expected: str) -> None:
    assert parse_number(text) == Decimal(expected)


@pytest.mark.parametrize(("text", "expected"), cases("numbers-refused"))
def test_what_is_no_number_or_not_known_is_refused(text: str, expected: None) -> None:
    assert expected is None
    with pytest.raises(NumeralError) as caught:
        parse_number(text)
    assert caught.value.text == text


def section(number: int) -> str:
    """A number below 10,000 in Chinese, written on its own and not by the rules under test."""
    digits = "零一二三四五六七八九"
    written, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            written += ("零" if gap and written else "") + digits[digit] + name
            gap = False
        elif written:
            gap = True
    return written


def numeral(number: int) -> str:
    """A whole number in Chinese, up to 万亿 and beyond."""
    if number == 0:
        return "零"
    written = ""
    hundred_millions, rest = divmod(number, 10**8)
    if hundred_millions:
        written += numeral(hundred_millions) + "亿"
    ten_thousands, ones = divmod(rest, 10**4)
    if ten_thousands:
        written += ("零" if written and ten_thousands < 1000 else "") + section(ten_thousands) + "万"
    if ones:
        # 一万零五十, 一亿零五万零三十, 三亿零一; a missing 万 leaves a gap too.
        gap = written and (ones < 1000 or not ten_thousands)
        written += ("零" if gap else "") + section(ones)
    return written


FORMAL = str.maketrans("一二三四五六七八九十百千万亿", "壹贰叁肆伍陆柒捌玖拾佰仟萬億")
numbers = st.integers(min_value=0, max_value=10**16 - 1) | st.integers(min_value=0, max_value=10**6)


@given(numbers)
def test_number_to_numeral_to_number(number: int) -> None:
    assert parse_number(numeral(number)) == number


@given(st.integers(min_value=10, max_value=10**16 - 1))
def test_formal_numerals(number: int) -> None:
    assert parse_number(numeral(number).translate(FORMAL)) == number


@given(st.integers(min_value=0, max_value=10**12))
def test_figures_with_separators(number: int) -> None:
    assert parse_number(f"{number:,}") == number
    assert parse_number(f"{number:,}".replace(",", "，")) == number
    assert parse_number(f"{number}") == number


@given(st.integers(min_value=0, max_value=10**9), st.text("零一二三四五六七八九", min_size=1, max_size=6))
def test_decimals_in_numerals(number: int, fraction: str) -> None:
    digits = "".join(str("零一二三四五六七八九".index(digit)) for digit in fraction)
    assert parse_number(f"{numeral(number)}点{fraction}") == Decimal(f"{number}.{digits}")


@given(st.decimals(min_value=0, max_value=10**6, places=3), st.sampled_from(["万", "亿", "万亿", "百万", "千"]))
def test_figures_before_a_multiplier(number: Decimal, multiplier: str) -> None:
    power = {"万": 10**4, "亿": 10**8, "万亿": 10**12, "百万": 10**6, "千": 10**3}[multiplier]
    assert parse_number(f"{number}{multiplier}") == number * power


@given(st.integers(min_value=0, max_value=10**15))
def test_whole_numerals_agree_with_cn2an(number: int) -> None:
    assert parse_number(cn2an.an2cn(number)) == number


@given(st.text("零一二两三四五六七八九十百千万亿点几半分之又负0123456789.,%元个", max_size=12))
def test_a_number_is_read_or_refused(text: str) -> None:
    with suppress(NumeralError):
        assert parse_number(text).is_finite()
