"""Units: what a word behind a number means, and exact conversion between units of one dimension."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal
from fractions import Fraction

import regex

from pjrd_extract.errors import RuleError, UnknownUnitError
from pjrd_extract.models.metric import Kind
from pjrd_extract.rules.load import Rules
from pjrd_extract.rules.schema import ClassifierRule, UnitRule

__all__ = ["Unit", "UnitTable", "decimal_of"]

_ROUNDED = Context(prec=28)
_LETTER = re.compile(r"[A-Za-z0-9²³]")
_CHINESE = regex.compile(r"[\u4e00-\u9fff]")


@dataclass(slots=True)  # frozen, the thousand of them would take a millisecond longer to make
class Unit:
    """One word that can stand behind a number.

    ``name`` is the canonical unit that a value is given in after multiplying by ``scale`` (0.1 for 角, in 元).
    """

    word: str
    name: str
    kind: Kind
    scale: Decimal = Decimal(1)
    currency: str | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    tail: int = 0
    in_sums: str | None = None
    symbol: bool = False
    countable: bool = False
    noun: bool = False
    weak: bool = False
    digits_only: bool = False
    not_before: tuple[str, ...] = ()


class UnitTable:
    """All units, classifiers and currencies of the rules. Obtain it by ``rules.derived(UnitTable)``.

    >>> table = UnitTable(Rules.default())
    >>> table.at("1.2万亩以上", 4).name, table.convert(Decimal(3), "公里", "米")
    ('亩', Decimal('3000'))
    """

    def __init__(self, rules: Rules) -> None:
        self._rules: dict[str, UnitRule] = {rule.name: rule for rule in rules.units}
        self._names: dict[str, str] = {}
        self._powers = {word: rule.factor for rule in rules.multipliers for word in rule.words}
        self.prefixes: dict[str, Unit] = {}
        self._named: dict[str, Unit] = {}
        self._conversions: dict[tuple[str, str], tuple[Fraction, Fraction]] = {}
        words: dict[str, Unit] = {}
        # Earlier records win, so that a record a user adds takes a word from the library's own.
        for classifier in reversed(rules.classifiers):
            words.update((word, _counting(word, classifier)) for word in classifier.words)
        for rule in reversed(rules.units):
            found = self._unit(rule)
            named = {
                word: found(word, False)
                for word in (*rule.words, *rule.symbols, *rule.aliases, *rule.before, rule.name)
            }
            words.update((word, named[word]) for word in rule.words)
            words.update((word, found(word, True)) for word in rule.symbols)
            self.prefixes.update((word, named[word]) for word in rule.before)
            self._names.update(dict.fromkeys(named, rule.name))
            self._named.update(named)
        self._single = {word: unit for word, unit in words.items() if len(word) == 1}
        self._by_opening = _by_opening(words)
        self._si = {word: si for word, name in self._names.items() if (si := self._rules[name].si) is not None}
        self.first_characters = frozenset(word[0] for word in words)
        self.all = tuple(words.values())

    def _unit(self, rule: UnitRule) -> _Maker:
        whole = rule
        if rule.of is not None:
            if rule.of not in self._rules:
                raise RuleError(f"no such unit: {rule.of}", record=rule.name)
            whole = self._rules[rule.of]
        scale = decimal_of(rule.scale)
        return _Maker(rule, whole.name, scale, whole.currency)

    def at(self, text: str, at: int) -> Unit | None:
        """The longest unit that begins at ``text[at]``, without compounds; None when none does."""
        units = self._by_opening.get(text[at : at + 2])
        if units is None:
            unit = self._single.get(text[at : at + 1])
            return None if unit is None or (unit.symbol and _LETTER.match(text, at + 1)) else unit
        for unit in units:
            end = at + len(unit.word)
            if not text.startswith(unit.word, at) or (unit.symbol and _LETTER.match(text, end)):
                continue
            # 年级 is no unit at all; a shorter word inside 年 would not be one either.
            return None if text.startswith(unit.not_before, end) else unit
        return None

    def named(self, word: str) -> Unit:
        """The unit of measure that ``word`` names, aliases included. Raises ``UnknownUnitError``."""
        unit = self._named.get(word)
        if unit is None:
            raise UnknownUnitError("no such unit", text=word)
        return unit

    def in_sums(self, unit: Unit) -> Unit | None:
        """What ``unit`` is where smaller units follow, if it is another then: 块 before 三毛 is money, 分 before 秒 time."""
        if not unit.countable:
            return None if unit.in_sums is None else self.named(unit.in_sums)
        measure = self._named.get(unit.word)
        return measure if measure is not None and (measure.parts or measure.tail) else None

    def _resolved(self, name: str) -> tuple[UnitRule, Fraction]:
        """The rule of a unit by any of its names, with the multiplier before it (``万元``)."""
        multiplier = Fraction(1)
        rest = name
        while rest:
            canonical = self._names.get(rest)
            if canonical is not None:
                return self._rules[canonical], multiplier
            power = self._powers.get(rest[0])
            if power is None:
                break
            multiplier, rest = multiplier * power, rest[1:]
        raise UnknownUnitError("no such unit", text=name)

    def canonical(self, name: str) -> str:
        """The canonical name of a unit, its multiplier kept: ``km²`` is 平方公里, ``万元`` stays.

        Raises ``UnknownUnitError`` for a word that is no unit of measure.
        """
        rule, multiplier = self._resolved(name)
        return rule.name if multiplier == 1 else name

    def convert(self, value: Decimal, source: str, target: str) -> Decimal:
        """``value`` of unit ``source`` in unit ``target``; exact, or rounded to 28 significant digits if it never ends.

        Raises ``UnknownUnitError`` when either unit is unknown or they measure different things.
        """
        if source == target:
            return value
        conversion = self._conversions.get((source, target))
        if conversion is None:
            conversion = self._conversion(source, target)
            if source in self._names and target in self._names:  # so that the cache is bounded
                self._conversions[source, target] = conversion
        factor, offset = conversion
        top, bottom = value.as_integer_ratio()
        whole, rest = divmod(top * factor.numerator, bottom * factor.denominator)
        if rest or offset:
            return decimal_of(Fraction(top, bottom) * factor + offset)
        return Decimal(whole)  # as most are: a third of the time of fractions

    def _conversion(self, source: str, target: str) -> tuple[Fraction, Fraction]:
        """By what to multiply, and what then to add."""
        (rule, multiplier), (goal, divisor) = self._resolved(source), self._resolved(target)
        factor, offset = self._base(rule)
        goal_factor, goal_offset = self._base(goal)
        if self._dimension(rule) != self._dimension(goal):
            raise UnknownUnitError(f"{source} can't be converted into {target}", text=target)
        scale = goal_factor * divisor
        return multiplier * factor / scale, (offset - goal_offset) / scale

    def si(self, name: str) -> str | None:
        """The SI unit of a unit's dimension, or None."""
        return self._si.get(name)

    def in_si(self, value: Decimal | None, unit: str) -> tuple[Decimal, str] | None:
        """``value`` of ``unit`` in the SI unit of its dimension, and that; None without either."""
        si = self._si.get(unit)
        return None if si is None or value is None else (self.convert(value, unit, si), si)

    def _dimension(self, rule: UnitRule) -> str:
        if rule.of is not None:
            return self._dimension(self._rules[rule.of])
        return rule.dimension or rule.name

    def _base(self, rule: UnitRule) -> tuple[Fraction, Fraction]:
        """Factor and offset to the base unit of the dimension."""
        if rule.of is not None:
            factor, offset = self._base(self._rules[rule.of])
            return factor * rule.scale, offset
        return rule.factor if rule.factor is not None else Fraction(1), rule.offset or Fraction(0)


class _Maker:
    """Makes the ``Unit`` of each word of one record."""

    def __init__(self, rule: UnitRule, name: str, scale: Decimal, currency: str | None) -> None:
        self._rule, self._name, self._scale, self._currency = rule, name, scale, currency

    def __call__(self, word: str, symbol: bool) -> Unit:
        rule = self._rule
        return Unit(
            word,
            self._name,
            rule.kind,
            self._scale,
            self._currency,
            parts=rule.parts,
            tail=rule.tail,
            in_sums=rule.in_sums,
            symbol=symbol and _CHINESE.search(word) is None and word[-1].isascii() and word[-1].isalnum(),
            digits_only=rule.digits_only,
            not_before=rule.not_before,
        )


def _counting(word: str, rule: ClassifierRule) -> Unit:
    return Unit(
        word,
        word,
        "count",
        countable=True,
        noun=rule.noun,
        weak=rule.weak,
        digits_only=rule.digits_only,
        not_before=rule.not_before.get(word, ()),
    )


def _by_opening(words: Mapping[str, Unit]) -> dict[str, tuple[Unit, ...]]:
    """The units to try, longest first, by the first two characters, where the first alone doesn't settle it.

    That is where a longer word begins so, or what may not stand behind the unit of one character (年级).
    """
    openings: dict[str, list[Unit]] = {}
    for word in sorted(words, key=len, reverse=True):
        if len(word) > 1:
            openings.setdefault(word[:2], []).append(words[word])
        else:
            for guard in words[word].not_before:
                openings.setdefault(word + guard[0], [])
    for opening, units in openings.items():
        if opening[0] in words:
            units.append(words[opening[0]])
    return {opening: tuple(units) for opening, units in openings.items()}


def decimal_of(value: Fraction) -> Decimal:
    """``value`` as a decimal: exact where it ends, else rounded to 28 significant digits.

    >>> decimal_of(Fraction(2000, 8)), decimal_of(Fraction(2, 3))
    (Decimal('250'), Decimal('0.6666666666666666666666666667'))
    """
    if value.denominator == 1:
        return Decimal(value.numerator)
    rest, places = value.denominator, 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest, power = rest // prime, power + 1
        places = max(places, power)
    if rest == 1:
        digits = value.numerator * (10**places // value.denominator)
        return Decimal(f"{digits}E-{places}")
    return _ROUNDED.divide(Decimal(value.numerator), Decimal(value.denominator))
