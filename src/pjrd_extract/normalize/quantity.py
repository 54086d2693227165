"""The quantity: a number with its bound and unit, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from pjrd_extract._arguments import check_type
from pjrd_extract._text import Span
from pjrd_extract.errors import UnknownUnitError
from pjrd_extract.models.interval import Interval, interval_of
from pjrd_extract.models.metric import Bound, Kind, Metric
from pjrd_extract.normalize.units import UnitTable
from pjrd_extract.rules.load import Rules

__all__ = ["FoundQuantity", "Interval", "Quantity"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity as found in a text.

    ``value`` has the multiplier folded in and is ``None`` for a range, which has ``low`` and ``high``. A number such as
    ``十几`` has all three: its round value and the limits that it says. ``unit`` is canonical and without multiplier,
    ``""`` for a bare number. ``span`` are offsets into the text it was found in, and ``number_span`` those of the
    number alone, without bound and unit. ``weak`` marks numerals that often count nothing worth a record (``一个``,
    ``两级``, ``千亿``); ``currency`` is the ISO 4217 code of money.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    kind: Kind
    bound: Bound
    text: str
    span: Span
    currency: str | None = None
    weak: bool = False
    number_span: Span | None = None
    units: UnitTable | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(cls, metric: Metric, *, rules: Rules | None = None) -> Quantity:
        """What ``metric`` measures, as a quantity, to be converted; ``rules`` are those that it was extracted with.

        >>> from pjrd_extract.find.metrics import find_metrics
        >>> [metric] = find_metrics("完成地方税收6.72亿元")
        >>> Quantity.of(metric).to("万元").value
        Decimal('67200')
        """
        check_type("metric", metric, Metric)
        check_type("rules", rules, Rules, or_none=True)
        units = (rules or Rules.default()).derived(UnitTable)
        try:
            currency = units.named(metric.unit).currency
        except UnknownUnitError:  # what is counted
            currency = None
        return cls(
            *(metric.value, metric.low, metric.high, metric.unit, metric.kind, metric.bound, metric.text, metric.span),
            currency=currency,
            units=units,
        )

    @property
    def interval(self) -> Interval:
        """The bound as numbers; ``about`` gives limits only where the text has them (``十几`` is 11 to 19).

        >>> from pjrd_extract.find.quantities import parse_quantity
        >>> parse_quantity("超18亿元").interval.lower, parse_quantity("3至5个").interval.upper_closed
        (Decimal('1800000000'), True)
        """
        return interval_of(self.value, self.low, self.high, self.bound)

    @property
    def si(self) -> tuple[Decimal, str] | None:
        """The value in the SI unit of its dimension, or None where the unit has none or the value is a range.

        >>> from pjrd_extract.find.quantities import parse_quantity
        >>> parse_quantity("9.6万亩").si
        (Decimal('64000000'), '平方米')
        """
        return self._table().in_si(self.value, self.unit)

    def to(self, unit: str) -> Quantity:
        """The same quantity in another ``unit``, which may have a multiplier (``万元``, ``km²``).

        The result is exact where the quotient ends, and rounded to 28 significant digits where it doesn't. Raises
        ``UnknownUnitError`` for a unit that the rules don't have or that measures something else.

        >>> from pjrd_extract.find.quantities import parse_quantity
        >>> parse_quantity("3亩").to("平方米").value, parse_quantity("1.59亿元").to("万元").value
        (Decimal('2000'), Decimal('15900'))
        """
        table = self._table()
        name = table.canonical(unit)
        source = self.unit
        if self.kind == "money" and self.currency is not None and name == source:
            return self

        def converted(value: Decimal | None) -> Decimal | None:
            return None if value is None else table.convert(value, source, unit)

        if not source:
            raise UnknownUnitError("a bare number has no unit to convert from", text=self.text, span=self.span)
        return replace(self, value=converted(self.value), low=converted(self.low), high=converted(self.high), unit=name)

    def _table(self) -> UnitTable:
        return self.units if self.units is not None else Rules.default().derived(UnitTable)


@dataclass(slots=True)
class FoundQuantity:
    """A quantity as found in dense text, with the fields of ``Quantity``, its places as ints.

    It is not frozen: one is made for every figure of a bulletin, in a quarter of the time that a ``Quantity`` takes.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    kind: Kind
    bound: Bound
    text: str
    start: int
    end: int
    currency: str | None
    weak: bool
    number_start: int
    number_end: int
    units: UnitTable

    @property
    def si(self) -> tuple[Decimal, str] | None:
        """As ``Quantity.si``."""
        return self.units.in_si(self.value, self.unit)

    def quantity(self, text: str, span: Span, number_span: Span | None) -> Quantity:
        """The public record, with its places in the text that was given."""
        return Quantity(
            self.value,
            self.low,
            self.high,
            self.unit,
            self.kind,
            self.bound,
            text,
            span,
            self.currency,
            self.weak,
            number_span,
            self.units,
        )
