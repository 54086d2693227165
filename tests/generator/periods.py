"""Period phrases of all sorts, with the dates they mean on a given day."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Callable

from tests.generator.dice import Dice
from tests.generator.numerals import full_width
from tests.generator.rows import Phrase

__all__ = ["ahead", "own_year", "past", "point", "stock", "vague", "year_phrase"]

_VAGUE = "任职以来 近三年来 三年来 近两年来 一年多来 目前 一年来 履职以来 近年来 五年来"
_FIVES = (("十二", 2011), ("十三", 2016), ("十四", 2021))


def whole_year(text: str, year: int) -> Phrase:
    return Phrase(text, f"{year}-01-01", f"{year}-12-31")


def months(text: str, year: int, first: int, last: int) -> Phrase:
    return Phrase(text, f"{year}-{first:02}-01", month_end(year, last))


def month_end(year: int, month: int) -> str:
    return f"{year}-{month:02}-{monthrange(year, month)[1]}"


def year_phrase(dice: Dice, year: int) -> str:
    """A year in digits, rarely in numerals or full width."""
    roll = dice.roll()
    if roll < 0.9:
        return f"{year}年"
    if roll < 0.95:
        return full_width(str(year)) + "年"
    return "".join("〇一二三四五六七八九"[int(c)] for c in str(year)) + "年"


def own_year(dice: Dice, today: dt.date) -> Phrase:
    """A year as such."""
    roll, year = dice.roll(), today.year
    if roll < 0.35:
        past_year = year - dice.number(1, 4)
        return whole_year(year_phrase(dice, past_year), past_year)
    if roll < 0.55:
        return whole_year("去年", year - 1)
    if roll < 0.75:
        return whole_year("今年", year)
    if roll < 0.8:
        return whole_year("前年", year - 2)
    if roll < 0.9:
        past_year = year - dice.number(1, 3)
        return whole_year(f"{past_year}年度", past_year)
    return whole_year(f"{year - 1}年全年", year - 1)


def _parts(dice: Dice, today: dt.date) -> Phrase:
    """Months, quarters and halves that are over."""
    year, last = today.year, max(2, today.month - 1)
    named = dice.pick((("今年", year), ("", year), ("去年", year - 1), (f"{year - 2}年", year - 2), ("今年", year)))
    text, at = named
    over = last if at == year else 12
    roll = dice.roll()
    if roll < 0.5:
        month = dice.number(2, over)
        dash = dice.pick(("-", "—", "至", "～", "到"))
        return months(f"{text}1{dash}{month}月", at, 1, month)
    if roll < 0.6:
        return months(f"{text}一季度", at, 1, 3) if over >= 3 else months(f"{text}1月", at, 1, 1)
    if roll < 0.8 and over >= 6:
        return months(f"{text}上半年", at, 1, 6)
    if roll < 0.9 and over >= 9:
        return months(f"{text}前三季度", at, 1, 9)
    month = dice.number(1, over)
    return months(f"{text}{month}月份" if text else f"{month}月份", at, month, month)


def _since(dice: Dice, today: dt.date) -> Phrase:
    year = today.year - dice.number(0, 3)
    roll = dice.roll()
    if roll < 0.2:
        return Phrase("今年以来", f"{today.year}-01-01")
    if roll < 0.4:
        return Phrase(dice.pick(("去年以来", "去年来")), f"{today.year - 1}-01-01")
    if roll < 0.8:
        return Phrase(dice.pick(("{}年以来", "自{}年来", "{}年来", "自{}年以来")).format(year), f"{year}-01-01")
    if roll < 0.9:
        month = dice.number(1, 12) if year < today.year else 1
        return Phrase(f"{year}年{month}月以来", f"{year}-{month:02}-01")
    return Phrase("今年入汛以来", f"{today.year}-01-01")


def _until(dice: Dice, today: dt.date) -> Phrase:
    month = dice.number(1, today.month - 1) if today.month > 1 else 1
    year, roll = today.year, dice.roll()
    if roll < 0.35:
        end = monthrange(year, month)[1]
        return Phrase(f"截至{month}月{end}日", None, month_end(year, month))
    if roll < 0.5:
        return Phrase(
            dice.pick(("截至{}月底", "截止{}月底", "至{}月底", "截至{}月末")).format(month),
            None,
            month_end(year, month),
        )
    if roll < 0.7:
        return Phrase(
            dice.pick(("截至{}年底", "截至{}年末", "截至{}年12月底")).format(year - 1), None, f"{year - 1}-12-31"
        )
    if roll < 0.85:
        return Phrase(f"截至{year}年{month}月", None, month_end(year, month))
    return Phrase("截至去年底", None, f"{year - 1}-12-31")


def _span(dice: Dice, today: dt.date) -> Phrase:
    last = today.year - dice.number(1, 2)
    first = last - dice.number(1, 4)
    if dice.chance(0.3):
        name, year = dice.pick(_FIVES[: 2 if today.year < 2022 else 3])
        return Phrase(f"“{name}五”期间", f"{year}-01-01", f"{year + 4}-12-31")
    text = dice.pick(("{}-{}年", "{}—{}年", "{}年至{}年", "{}至{}年")).format(first, last)
    return Phrase(text, f"{first}-01-01", f"{last}-12-31")


def vague(dice: Dice) -> Phrase:
    """A phrase without dates."""
    return Phrase(dice.pick(_VAGUE.split()))


_SORTS: tuple[Callable[[Dice, dt.date], Phrase], ...] = (own_year, own_year, _parts, _parts, _since, _until, _span)


def past(dice: Dice, today: dt.date) -> Phrase:
    """Any phrase for something that has happened."""
    if dice.chance(0.12):
        return vague(dice)
    return dice.pick(_SORTS)(dice, today)


def stock(dice: Dice, today: dt.date) -> Phrase:
    """The end of a month or year, for a balance."""
    month = dice.number(1, max(1, today.month - 1))
    if dice.chance(0.5):
        return Phrase(f"{month}月末", None, month_end(today.year, month))
    return Phrase(f"{today.year - 1}年末", None, f"{today.year - 1}-12-31")


def point(dice: Dice, today: dt.date) -> Phrase:
    """One day."""
    month, day = dice.number(1, max(1, today.month - 1)), dice.number(1, 28)
    year = today.year - dice.number(0, 2)
    date = f"{year}-{month:02}-{day:02}"
    return Phrase(f"{year}年{month}月{day}日", date, date)


def ahead(dice: Dice, today: dt.date) -> Phrase:
    """A phrase for what is still to be done."""
    year, roll = today.year, dice.roll()
    if roll < 0.3:
        by = year + dice.number(1, 4)
        return Phrase(dice.pick(("到{}年底", "到{}年末", "到{}年", "{}年底前")).format(by), None, f"{by}-12-31")
    if roll < 0.45:
        return Phrase(dice.pick(("今年12月底前", "12月底前", "今年底前")), None, f"{year}-12-31")
    if roll < 0.6:
        return whole_year(dice.pick(("年内", "全年", "本年度")), year)
    if roll < 0.8:
        return whole_year(f"{year + 1}年", year + 1)
    if roll < 0.9:
        return whole_year("今年", year)
    return Phrase(dice.pick(("三年内", "未来五年", "每年")))
