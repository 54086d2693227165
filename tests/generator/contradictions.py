"""Contradictions put into a bulletin on purpose, and a look for those that came by accident."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal

from tests.generator.amounts import Amount
from tests.generator.blocks import Block, Draft, Plant
from tests.generator.dice import Dice
from tests.generator.rows import Phrase, Row

__all__ = ["SENTENCES", "contradicts_itself", "plant_sentence"]


def _sum(dice: Dice) -> tuple[str, str]:
    minor, major = dice.number(1200, 8000), dice.number(20, 900)
    off = dice.pick((-1, 1)) * dice.number(1, 19)
    return "", f"排查安全隐患{minor + major + off}处，其中一般隐患{minor}处、重大隐患{major}处。"


def _shares(dice: Dice) -> tuple[str, str]:
    one, two = dice.number(20, 45), dice.number(20, 40)
    return "", f"从来源看，本地占{one}%、外地占{two}%、境外占{100 - one - two + dice.number(1, 6)}%。"


def _share(dice: Dice) -> tuple[str, str]:
    whole, part = dice.number(200, 900), dice.number(30, 90)
    told = part * 100 // whole + dice.number(3, 9)
    return f"现有编制人员{whole}人，", f"其中专业技术人员{part}人，占{told}%。"


def _change(dice: Dice) -> tuple[str, str]:
    first, less = dice.number(200, 900), dice.number(30, 90)
    told = less + dice.number(3, 9)
    return "窗口", f"由{first}个压减至{first - less}个，减少{told}个。"


def _stray(dice: Dice) -> tuple[str, str]:
    return dice.pick(
        (
            ("坚持从严治党", "and党的各项要求。"),
            ("坚持真抓实干", "，，务求实效。"),
            ("认真开展", "工作工作，成效明显。"),
        )
    )


def _implausible(dice: Dice) -> tuple[str, str]:
    year = dice.number(2017, 2020)
    low = dice.number(20, 60)
    return dice.pick(
        (
            ("办理群众来信，", f"办结率{dice.number(101, 188)}%。"),
            ("专班", f"于{dice.pick((2, 4, 6, 9, 11))}月31日成立。"),
            ("专班", f"于{dice.pick((2019, 2021, 2022, 2023))}年2月29日成立。"),
            ("专班", f"于{year}年{dice.number(13, 19)}月成立。"),
            ("规划", f"于{dice.number(2203, 2399)}年编成。"),
            (
                f"{year}年接待来信{low}件，{year + 1}年接待来信{low + 3}件，",
                f"{year + 2}年接待来信{low * 10 + dice.number(1, 9)}件。",
            ),
        )
    )


def _broken(dice: Dice) -> tuple[str, str]:
    return "累计完成投资", f"{dice.number(11, 98)}.{dice.number(1, 9)} {dice.number(1, 9)}亿元。"


SENTENCES: dict[str, tuple[Callable[[Dice], tuple[str, str]], ...]] = {
    "sum-mismatch": (_sum, _shares),
    "share-mismatch": (_share,),
    "change-mismatch": (_change,),
    "stray-text": (_stray,),
    "implausible": (_implausible,),
    "ocr-suspect": (_broken,),
}
"""By code what makes a sentence that contradicts itself: how it begins, and the part where it does."""


def plant_sentence(code: str, block: Block, dice: Dice) -> None:
    """Puts a sentence that contradicts itself behind ``block``. Its figures are optional in the gold."""
    lead, fault = dice.pick(SENTENCES[code])(dice)
    start = len(block.text)
    block.text += lead + fault
    end = len(block.text)
    quantity = Amount("".join((lead + fault).split()), "", "count", None, "range", "0", "0")
    args = (fault, "level", None, None, None, (0, 0), "actual", True, f"bulletin/{code}")
    block.rows.append(Row(start, end, quantity, *args))
    block.plants.append(Plant(code, lead + fault, (start + len(lead), end)))


def contradicts_itself(draft: Draft) -> bool:
    """Whether two articles tell one quantity with two values that nobody planted.

    Names and values are drawn at random, so that it happens, and what finds contradictions is right to find it.
    """
    rows: dict[tuple[object, ...], list[tuple[int, str | None, Row]]] = defaultdict(list)
    article, people = -1, [one["person"] for one in draft.structure["articles"]]
    for block in draft.blocks:
        article += block.style == "title"
        for row in block.rows:
            planted = any(plant.at[0] < row.end and row.start < plant.at[1] for plant in block.plants)
            if article < 0 or row.optional or planted or row.frame == "bulletin/ballots":
                continue
            key = row.name, row.amount.unit, row.role, row.direction, row.status
            rows[key].append((article, people[article], row))
    return any(
        article != other
        and row.amount.value != beside.amount.value
        and _one_period(row.phrase, beside.phrase)
        and (_one_person(person, someone) or _misprinted(row, beside))
        for told in rows.values()
        for i, (article, person, row) in enumerate(told)
        for other, someone, beside in told[:i]
    )


def _one_person(one: str | None, other: str | None) -> bool:
    """Whether two articles are of one person, whose name may have been misspelt on purpose."""
    if one is None or other is None or len(one) != len(other):
        return one == other
    return sum(a != b for a, b in zip(one, other, strict=True)) <= 1


def _one_period(one: Phrase | None, other: Phrase | None) -> bool:
    if one is None or other is None or None in (one.start, one.end, other.start, other.end):
        return True
    return (one.start, one.end) == (other.start, other.end)


def _misprinted(one: Row, other: Row) -> bool:
    """Whether two values of different people's are so close, or so alike in digits, that one may be misprinted.

    Every department has rates of its own, and figures of no period in words are its own, too, unless the digits agree.
    """
    if one.amount.value is None or other.amount.value is None or one.amount.unit == "%":
        return False
    a, b = sorted((abs(Decimal(one.amount.value)), abs(Decimal(other.amount.value))))
    dated = all(row.phrase is not None and row.phrase.start and row.phrase.end for row in (one, other))
    return sorted(one.amount.value) == sorted(other.amount.value) or (dated and b <= a * Decimal("1.1"))
