"""What a bound says as numbers: between which limits a quantity lies."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pjrd_extract.models.metric import Bound

__all__ = ["Interval", "interval_of"]


class Interval(NamedTuple):
    """A bound as numbers: ``None`` is no limit; ``*_closed`` says whether the limit itself belongs to it."""

    lower: Decimal | None
    upper: Decimal | None
    lower_closed: bool
    upper_closed: bool


def interval_of(value: Decimal | None, low: Decimal | None, high: Decimal | None, bound: Bound) -> Interval:
    """The limits of a quantity; ``about`` gives some only where the text has them (``十几`` is 11 to 19).

    >>> interval_of(Decimal(3), None, None, "at_most")
    Interval(lower=None, upper=Decimal('3'), lower_closed=False, upper_closed=True)
    """
    if low is not None or high is not None:
        return Interval(low, high, low is not None, high is not None)
    if bound == "exact":
        return Interval(value, value, True, True)
    if bound in ("over", "at_least"):
        return Interval(value, None, bound == "at_least", False)
    if bound in ("nearly", "under", "at_most"):
        return Interval(None, value, False, bound == "at_most")
    return Interval(None, None, False, False)
