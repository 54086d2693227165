"""How far a figure may be off what was counted, by the last digit that it is written with."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from pjrd_extract.models.metric import Metric

__all__ = ["last_digit", "margin"]

_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.(?P<decimals>[0-9]+))?")


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


def margin(metric: Metric) -> Decimal:
    """Half of the last digit of an amount that is rounded; none of a whole number, which is counted.

    >>> from pjrd_extract.find.metrics import find_metrics
    >>> [margin(find_metrics(text)[0]) for text in ("收入8.6亿元", "学校126所")]
    [Decimal('5000000'), Decimal('0')]
    """
    step = last_digit(metric)
    return step / 2 if step != 1 else Decimal(0)
