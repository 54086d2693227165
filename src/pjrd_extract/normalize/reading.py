"""A quantity as it is read, before anything around it has judged it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pjrd_extract.models.metric import Bound, Kind
from pjrd_extract.normalize.numbers import Number
from pjrd_extract.normalize.units import Unit

__all__ = ["Reading"]


@dataclass(slots=True)
class Reading:
    """A quantity as read, in offsets of the dense text. ``start`` and ``end`` take the bound words in.

    ``reach`` is ``end``, or lies behind a bound word away from the quantity: 8万亩（含野生抚育）以上.
    """

    start: int
    end: int
    number: Number
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: Bound
    unit: str
    kind: Kind
    word: Unit | None = None
    currency: str | None = None
    unit_start: int = 0
    is_range: bool = False
    reach: int = 0
