"""Reads the quantity that begins at a place: number, unit, bounds, sums (3斤5两) and ranges (3至5个)."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal, Inexact

import regex

from pjrd_extract._patterns import rare
from pjrd_extract.errors import UnknownUnitError
from pjrd_extract.normalize.bounds import BoundTable
from pjrd_extract.normalize.numbers import NumberReader
from pjrd_extract.normalize.numerals import EXACT
from pjrd_extract.normalize.one_by_one import one_by_one
from pjrd_extract.normalize.reading import Reading
from pjrd_extract.normalize.sums import HALF, SumReader, add_half
from pjrd_extract.normalize.units import Unit, UnitTable
from pjrd_extract.rules.load import Rules

__all__ = ["GRADE", "QuantityReader"]

GRADE = "级"
"""The unit that is none behind a multiplier: 百亿级 is a grade."""

_CONNECTOR = re.compile(r"(?:（含）|\(含\))?([-—–―~～∼〜－]{1,2}|至|到)")
_CONNECTING = frozenset("（(-—–―~～∼〜－至到")
# 12.4/10万, 3.2/千人: so many in so many.
_OUT_OF = re.compile("/[0-9]{0,4}[十百千万]{1,2}")
_GAP_HALF = re.compile(r"个([多半余])(?=小时|钟头|月|星期|学期|百分点)")
_DIVIDING = frozenset("/每")
_DIVISION = "/每·"
_ANY_WORD = rare(regex.compile, r"[\u4e00-\u9fff]{1,3}(?![\u4e00-\u9fff])")
_BIG = (10**12, 10**8, 10**4)
# From 30% to 50% is a change between two values; 30%到50% is a range.
_FROM = ("从", "由", "自")
_WITH_TEN = ("0", "0" * 5, "0" * 9)


class QuantityReader:
    """Reads quantities by the rules. Obtain it by ``rules.derived(QuantityReader)``."""

    def __init__(self, rules: Rules) -> None:
        self.numbers = rules.derived(NumberReader)
        self.units = rules.derived(UnitTable)
        self._bounds = rules.derived(BoundTable)
        self._last_before, self._first_after = self._bounds.last_before, self._bounds.first_after
        self._insides = self._bounds.insides
        self._multiplier = rare(re.compile, f"{self.numbers.multiplier}*")
        self._prefix_lengths = sorted({len(word) for word in self.units.prefixes}, reverse=True)
        # Between letters and figures the dense text keeps its blank: USD 500.
        self._prefix_ends = frozenset((" ", *(word[-1] for word in self.units.prefixes)))
        self._sums = rules.derived(SumReader)
        self._smaller = self._sums.openings
        self.begins_behind = self._insides | _CONNECTING | _DIVIDING | {"半"}
        """The characters behind any unit that can begin more of its quantity, but for bound words and smaller units."""
        self.begins_sums = self._smaller - self.begins_behind
        """The characters that smaller units can begin with, behind a unit that has them, and nothing else."""

    def read(self, text: str, at: int) -> Reading | None:
        """The quantity whose number (without bound words) begins at ``text[at]``; None when there is none."""
        try:
            reading = self._term(text, at)
            if reading is None:
                return None
            # One look at each neighbour rules out most of what could extend a quantity.
            following = text[reading.end : reading.end + 1]
            if following in _CONNECTING:
                reading = self._ranged(text, reading) or reading
            elif following == "、":
                reading = self._neighbours(text, reading) or reading
        except Inexact:
            return None
        if text[reading.start - 1 : reading.start] in self._prefix_ends:
            self._prefixed(text, reading)
        end = reading.reach = reading.end
        if text[reading.start - 1 : reading.start] in self._last_before or text[end : end + 1] in self._first_after:
            self._bounded(text, reading)
        return reading

    def _term(self, text: str, at: int) -> Reading | None:
        """Number, inner bound, unit and smaller units, without the bounds around them."""
        number = self.numbers.read(text, at)
        if number is None:
            return None
        end, bound = number.end, number.bound
        following = text[end : end + 1]
        if number.unit is None and bound is None and following in self._insides:
            inside = self._bounds.inside(text, end)
            if inside is not None and (number.power > 1 or self._opens(text, inside.end)):
                end, bound = inside.end, inside.bound
                following = text[end : end + 1]
        reading = Reading(
            at, end, number, number.value, number.low, number.high, bound or "exact", "", "count", None, None, end
        )
        if number.unit is not None:
            reading.unit = number.unit
            reading.kind = "percent" if number.unit else "other"
            return reading
        gap = _GAP_HALF.match(text, end) if following == "个" else None
        if gap is not None:
            return self._gapped(text, reading, gap)
        unit = self.units.at(text, end)
        if unit is None and following == " ":  # 3 km: before a symbol the blank stays in the dense text
            unit = self.units.at(text, end + 1)
            unit, end = (unit, end + 1) if unit is not None and unit.symbol else (None, end)
        if unit is None or (unit.word == GRADE and number.power >= 10_000):
            if following == "/" and self._out_of(text, reading):
                return reading
            reading.kind = "other" if text[at:end] == "半" else "count"
            return reading
        self._measured(text, reading, unit, end)
        return reading

    def sums(self, unit: Unit) -> bool:
        """Whether ``unit`` may have smaller units behind it."""
        if unit.countable or unit.in_sums is not None:
            return self.units.in_sums(unit) is not None
        return bool(unit.parts or unit.tail)

    def _opens(self, text: str, at: int) -> bool:
        """Whether 余 or 多 behind a number is a bound word: a unit follows, or no character at all."""
        following = text[at : at + 1]
        return not "\u4e00" <= following <= "\u9fff" or self.units.at(text, at) is not None

    def _gapped(self, text: str, reading: Reading, gap: re.Match[str]) -> Reading | None:
        """``两个多月``, ``3个半小时``: the unit with 多 or 半 in its middle."""
        unit = self.units.at(text, gap.end())
        unit = unit if unit is not None else self.units.named("个" + text[gap.end()])
        if gap[1] == "半":
            if reading.value is None:
                return None
            reading.value = EXACT.add(reading.value, HALF)
        else:
            reading.bound = "over"
        self._measured(text, reading, unit, gap.end(), length=1 if unit.word.startswith("个") else None)
        return reading

    def _measured(self, text: str, reading: Reading, unit: Unit, at: int, length: int | None = None) -> None:
        """Gives the reading its unit, which begins at ``text[at]``, with the smaller units behind it."""
        end = at + (len(unit.word) if length is None else length)
        reading.word, reading.unit, reading.kind, reading.currency = unit, unit.name, unit.kind, unit.currency
        if unit.scale != 1:
            self._scale(reading, unit.scale)
        reading.unit_start, reading.end = at, end
        following = text[end : end + 1]
        if following in _DIVIDING and self._compound(text, reading, unit, end):
            return
        if following in self._smaller and (unit.countable or unit.in_sums is not None):
            greater = self.units.in_sums(unit)
            if greater is not None and self._sums.add_as(text, reading, greater, unit):
                return
        if unit.countable:
            if following == "半" and unit.word == "个":
                add_half(reading, unit)
            return
        if following == "半" and self.units.at(text, end + 1) is None:
            add_half(reading, unit)
        elif following in self._smaller and (unit.parts or unit.tail):
            self._sums.add(text, reading, unit)
        if following in self._insides and reading.bound == "exact" and reading.end == end:
            over = self._bounds.behind_unit(text, end, unit.kind)
            if over is not None:
                reading.bound, reading.end = over.bound, over.end

    def _compound(self, text: str, reading: Reading, unit: Unit, at: int) -> bool:
        """``元/吨``, ``毫克/立方米``, ``立方米每秒``: kept as written, the multiplier of the number folded in."""
        end = at
        while (divided := text[end : end + 1]) in _DIVISION and divided and (end > at or divided in "/每"):
            multiplier = self._multiplier.match(text, end + 1)
            start = multiplier.end() if multiplier is not None else end + 1
            below = self.units.at(text, start)
            if below is not None and below.kind not in ("percent", "percentage_point"):
                # 元每个 is no unit, 立方米每秒 is.
                if divided == "每" and (below.countable or unit.countable):
                    break
                end = start + len(below.word)
                continue
            # 元/生·年: a word that is no unit elsewhere.
            other = _ANY_WORD.match(text, start) if divided != "每" else None
            if other is None:
                break
            end = other.end()
        if end == at:
            return False
        if unit.scale != 1:
            self._scale(reading, 1 / unit.scale)
        reading.unit, reading.kind, reading.currency = text[reading.unit_start : end], "other", None
        reading.word, reading.end = None, end
        return True

    def _out_of(self, text: str, reading: Reading) -> bool:
        """``12.4/10万``, ``3.2/千人``: a number of cases in so many; kept as written."""
        match = _OUT_OF.match(text, reading.end)
        if match is None:
            return False
        end, counted = match.end(), self.units.at(text, match.end())
        if counted is not None:
            if not counted.countable:
                return False
            end += len(counted.word)
        reading.unit, reading.kind, reading.end = text[reading.end : end], "other", end
        return True

    def _scale(self, reading: Reading, factor: Decimal) -> None:
        multiply = EXACT.multiply
        reading.value = None if reading.value is None else multiply(reading.value, factor)
        reading.low = None if reading.low is None else multiply(reading.low, factor)
        reading.high = None if reading.high is None else multiply(reading.high, factor)

    def _ranged(self, text: str, first: Reading) -> Reading | None:
        """The range that ``first`` opens, where a connector and a second number follow; None otherwise."""
        connector = _CONNECTOR.match(text, first.end)
        if connector is None or first.value is None or first.bound != "exact":
            return None
        if connector[1] in "至到" and text[first.start - 1 : first.start] in _FROM:
            return None
        second = self._term(text, connector.end())
        if second is None or second.value is None or second.bound != "exact":
            return None
        if second.number.negative and connector[1] not in "至到":
            return None
        low: Decimal | None = first.value
        if first.word is None and not first.unit:
            low = self._shared(first, second)
        elif second.word is None and not second.unit:
            if first.number.unit not in ("%", "‰"):
                return None
            second.unit, second.kind = first.unit, first.kind
        elif first.unit != second.unit:
            low = self._converted(first, second)
        if low is None or low >= second.value:
            return None
        return self._between(first, second, low)

    def _neighbours(self, text: str, first: Reading) -> Reading | None:
        """The range of a digit and the next one that count by one word (``7、8个``); None where they are not that.

        What of a list looks like it (第7、8个), the context tells; 两镇分别建成7、8个 are two figures.
        """
        if first.end != first.start + 1 or not first.value:
            return None
        second = self._term(text, first.end + 1)
        if second is None or second.word is None or second.number.value != first.value + 1:
            return None
        if second.end != second.start + 1 + len(second.word.word) or second.word.noun:
            return None
        if not second.word.countable and second.kind != "duration":
            return None
        if one_by_one(text, first.start):
            return None
        return self._between(first, second, first.value)

    def _between(self, first: Reading, second: Reading, low: Decimal | None) -> Reading:
        """The range from ``low``, what ``first`` is in the unit of ``second``, to ``second``."""
        return replace(
            second,
            start=first.start,
            value=None,
            low=low,
            high=second.value,
            bound="range",
            is_range=True,
            number=replace(second.number, start=first.number.start, bare=False),
        )

    def _shared(self, first: Reading, second: Reading) -> Decimal | None:
        """The value of ``first``, a bare number, once it has taken the multiplier and scale of ``second``."""
        own, whole, power = first.value, second.number.value, second.number.power
        if own is None or whole is None or first.number.bare:
            return None
        scale = second.word.scale if second.word is not None and second.kind != "other" else Decimal(1)
        for shared in (power, *(big for big in _BIG if big < power)):
            if shared > 1 and first.number.power < shared and own < whole / shared:
                # 三到五十 is 3 to 50 or 30 to 50; 三到五百 is 300 to 500 to everybody.
                ambiguous = shared == power and own < 10 and str(power)[1:] in _WITH_TEN and not first.number.digits
                return None if ambiguous else EXACT.multiply(EXACT.multiply(own, Decimal(shared)), scale)
        plausible = power == 1 or whole <= own * 100
        return EXACT.multiply(own, scale) if plausible else None

    def _converted(self, first: Reading, second: Reading) -> Decimal | None:
        try:
            return self.units.convert(first.value, first.unit, second.unit) if first.value is not None else None
        except (UnknownUnitError, Inexact):
            return None

    def _prefixed(self, text: str, reading: Reading) -> None:
        """Takes in a currency word before the number (``US$100万``, ``港币3亿元``)."""
        at = reading.start
        at -= text[at - 1 : at] == " "
        for length in self._prefix_lengths:
            unit = self.units.prefixes.get(text[at - length : at]) if length <= at else None
            if unit is None:
                continue
            if reading.unit in ("", "元") and reading.kind in ("count", "money"):
                reading.unit, reading.kind, reading.currency = unit.name, "money", unit.currency
                reading.start, reading.word = at - length, unit
            return

    def _bounded(self, text: str, reading: Reading) -> None:
        """Takes in the bound words around the quantity; one behind it outranks one before, and both one inside."""
        number, value = reading.number, reading.value
        bare = number.bare or number.value == HALF
        small = reading.kind == "count" and value is not None and value < 100 and reading.word is not None
        before = after = None
        if text[reading.start - 1 : reading.start] in self._last_before:
            before = self._bounds.before(text, reading.start, bare=bare, small=small)
            if before is not None:
                reading.start = before.start
        if text[reading.end : reading.end + 1] in self._first_after:
            after = self._bounds.after(text, reading.end)
            if after is not None:
                reading.end, reading.reach = after.end, after.reach
        found = after if after is not None and (before is None or after.bound != "about") else before
        if found is not None and not reading.is_range and reading.bound != "range":
            reading.bound = found.bound
