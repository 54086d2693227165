"""How far a figure may be off what was counted, by the last digit that it is written with."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from pjrd_extract.models.base import plain
from pjrd_extract.models.metric import Metric

__all__ = ["as_written", "last_digit", "margin"]

_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.(?P<decimals>[0-9]+))?")
_WRITTEN = re.compile(r"(?P<number>(?!0+\b)[0-9][0-9,]*(?:\.[0-9]+)?)(?P<rest>[^0-9]*)\Z")


def last_digit(metric: Metric) -> Decimal:
    """One of the last digit of a figure, in its unit.

    >>> from pjrd_extract.find.metrics import find_metrics
    >>> [last_digit(find_metrics(text)[0]) for text in ("收入8.6亿元", "收入126元", "满意率95.2%")]
    [Decimal('10000000'), Decimal('1'), Decimal('0.1')]
    """
    match = _NUMBER.search(unicodedata.normalize("NFKC", metric.text))
    number = Decimal(match[0].replace(",", "")) if match else Decimal(0)
    if match is None or not number or not metric.value:
        return Decimal(1)
    step = Decimal((0, (1,), -len(match["decimals"] or "")))
    return Decimal(f"{step * abs(metric.value) / number:f}")


def margin(metric: Metric, *beside: Metric) -> Decimal:
    """Half of the last digit of an amount that is rounded; none of a whole number, which is counted.

    8亿元 beside 8.6亿元 is written as 8.0 would be.

    >>> from pjrd_extract.find.metrics import find_metrics
    >>> a, b, c = (find_metrics(text)[0] for text in ("收入8.6亿元", "收入8亿元", "学校126所"))
    >>> margin(a), margin(b), margin(b, a), margin(c)
    (Decimal('5000000'), Decimal('50000000'), Decimal('5000000'), Decimal('0'))
    """
    step = last_digit(metric)
    if step != 1 and "." not in metric.text and "．" not in metric.text:
        step = min(step, *(finer for one in beside if (finer := last_digit(one)) != 1), step)
    return step / 2 if step != 1 else Decimal(0)


def as_written(value: Decimal, like: Metric) -> str:
    """``value`` with the multiplier and unit that ``like`` is written with: 60.6万亩 beside 58.6万亩, not 606000亩.

    >>> from pjrd_extract.find.metrics import find_metrics
    >>> as_written(Decimal(606000), find_metrics("耕地58.6万亩")[0])
    '60.6万亩'
    """
    match = _WRITTEN.match(unicodedata.normalize("NFKC", like.text))
    if match is not None and like.value:
        factor = like.value / Decimal(match["number"].replace(",", ""))
        shown = value / factor
        if shown * factor == value:
            return f"{plain(shown)}{''.join(match['rest'].split())}"
    return f"{plain(value)}{like.unit}"
