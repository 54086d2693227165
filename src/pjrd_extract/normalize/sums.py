"""Units behind units: what is added to the quantity that was read (3斤5两, 1米75, 两年半)."""

from __future__ import annotations

from decimal import Decimal

from pjrd_extract.errors import UnknownUnitError
from pjrd_extract.normalize.numbers import Number, NumberReader
from pjrd_extract.normalize.numerals import EXACT, whole
from pjrd_extract.normalize.reading import Reading
from pjrd_extract.normalize.units import Unit, UnitTable
from pjrd_extract.rules.load import Rules

__all__ = ["HALF", "SumReader", "add_half"]

HALF = Decimal("0.5")
_LINK = ("零", "又", "")
_TENTH = Decimal("0.1")
_BEHIND_TAIL = frozenset("的以左上下多每一")


class SumReader:
    """Adds to quantities what stands behind them in smaller units. Obtain it by ``rules.derived(SumReader)``."""

    def __init__(self, rules: Rules) -> None:
        self._numbers = rules.derived(NumberReader)
        self._units = rules.derived(UnitTable)
        self.openings = self._numbers.starts | frozenset(link[0] for link in _LINK if link)
        """The characters that what ``add`` finds can begin with."""

    def add(self, text: str, reading: Reading, unit: Unit) -> bool:
        """Adds the smaller units behind a unit (``123元1角1分``), or bare digits that stand for them (``1米75``)."""
        added = False
        while reading.value is not None and reading.bound == "exact":
            at = reading.end
            for link in _LINK:
                if text.startswith(link, at):
                    break
            number = self._numbers.read(text, at + len(link))
            if number is None or number.value is None or number.bound or number.unit is not None or number.negative:
                return added
            part = self._part(text, number.end, unit)
            if part is None:
                return self._tailed(text, reading, unit, number) or added
            word, smaller = part
            if not self._take(reading, number.value, unit, smaller):
                return added
            reading.end = number.end + len(word)
            unit, added = smaller, True
        return added

    def add_as(self, text: str, reading: Reading, greater: Unit, unit: Unit) -> bool:
        """The same for a reading of ``unit`` that is one of ``greater`` if smaller units follow: 5分30秒."""
        for tried in (greater, unit):
            reading.word, reading.unit, reading.kind, reading.currency = tried, tried.name, tried.kind, tried.currency
            if tried is greater and self.add(text, reading, greater):
                return True
        return False

    def _part(self, text: str, at: int, unit: Unit) -> tuple[str, Unit] | None:
        for word in sorted(unit.parts, key=len, reverse=True):
            if text.startswith(word, at):
                return word, self._units.named(unit.parts[word])
        return None

    def _take(self, reading: Reading, value: Decimal, unit: Unit, smaller: Unit) -> bool:
        """Adds ``value`` of a smaller unit; where the sum has no end in the greater one, it is given in the smaller."""
        if reading.value is None:
            return False
        try:
            share = self._units.convert(value, smaller.word, unit.name)
            back = self._units.convert(share, unit.name, smaller.word)
        except UnknownUnitError:
            return False
        if back == value and len(share.as_tuple().digits) < 20:
            reading.value = EXACT.add(reading.value, share)
        else:
            reading.value = EXACT.add(self._units.convert(reading.value, unit.name, smaller.name), value)
            reading.unit = smaller.name
        return True

    def _tailed(self, text: str, reading: Reading, unit: Unit, number: Number) -> bool:
        """``3块5``, ``1米75``, ``六成五``: bare digits behind a unit are its tenths and hundredths."""
        digits = number.end - reading.end
        if digits > unit.tail or number.value is None or reading.value is None or number.start != reading.end:
            return False
        following = text[number.end : number.end + 1]
        if not number.value or ("\u4e00" <= following <= "\u9fff" and following not in _BEHIND_TAIL):
            return False
        share = EXACT.multiply(number.value, EXACT.power(_TENTH, digits))
        reading.value = whole(EXACT.add(reading.value, EXACT.multiply(share, unit.scale)))
        reading.end = number.end
        return True


def add_half(reading: Reading, unit: Unit) -> None:
    """``两年半``, ``一成半``: half a unit more."""
    if reading.value is not None and reading.bound == "exact":
        reading.value = whole(EXACT.add(reading.value, EXACT.multiply(HALF, unit.scale)))
        reading.end += 1
