"""Quantities with nothing unusual about them, read a short way: nine of ten are figures or one numeral with a unit."""

from __future__ import annotations

from decimal import Decimal

from pjrd_extract.find.not_quantities import Context
from pjrd_extract.models.metric import Bound
from pjrd_extract.normalize.bounds import BoundTable
from pjrd_extract.normalize.quantity import FoundQuantity
from pjrd_extract.normalize.reader import GRADE, QuantityReader
from pjrd_extract.normalize.units import Unit, UnitTable
from pjrd_extract.rules.load import Rules

__all__ = ["COLONS", "SIGNS", "PlainReader"]

SIGNS = frozenset("-−+负")
"""What makes a number negative, 零下 apart."""
COLONS = frozenset("∶:：")
"""What stands between the two numbers of a ratio."""

_OF_CONTEXT = frozenset(("", "位"))  # 上升3位 is a rank
_INCLUDED = ("（含）", "(含)")
_TO = frozenset("至到")
_BRACKETS = frozenset("（(")
_SPOKEN = "一两三四五六七八九"  # 二级 is a name, two of a thing are 两个


class PlainReader:
    """Reads plain quantities. Obtain it by ``rules.derived``.

    What makes a quantity plain is that beside it stands nothing that any step of the long way would look at, so that
    no step has to be taken. The same goes for numerals that are plainly none: marks of lists, 三 in 三市.

    >>> reader = Rules.default().derived(PlainReader)
    >>> reader.read("超过3个", 2, 3, 0).text, reader.read("3个半", 0, 1, 0)
    ('超过3个', None)
    """

    def __init__(self, rules: Rules) -> None:
        reader = rules.derived(QuantityReader)
        numbers = reader.numbers
        self._value = numbers.of_figures
        self._digits = frozenset(numbers.numerals.DIGITS + numbers.numerals.TENS)
        self._spoken = {numeral: numbers.numerals.value(numeral) for numeral in _SPOKEN}
        self._units = units = rules.derived(UnitTable)
        self._bounds = bounds = rules.derived(BoundTable)
        self._insides, self._last_before, self._first_after = bounds.insides, bounds.last_before, bounds.first_after
        context = rules.derived(Context)
        self._lasts = context.lasts
        telling = context.telling | SIGNS | {"下"}
        self._currencies = tuple(units.prefixes)
        self._currency_ends = frozenset(word[-1] for word in self._currencies) - telling
        self._telling_before = telling | self._currency_ends
        self._begins_sums = reader.begins_sums - COLONS
        self._in_sums = frozenset(unit.word for unit in units.all if reader.sums(unit))
        self._telling_behind = reader.begins_behind | self._begins_sums | COLONS
        self._number_starts = numbers.starts
        self._cues = bounds.last_before | context.cues
        self._goes_on = self._telling_behind | bounds.first_after | {" "}
        known = [unit for unit in units.all if unit.scale == 1 and unit.name not in _OF_CONTEXT]
        self._behind_figures = frozenset(unit.word for unit in known if not unit.noun and unit.name != GRADE)
        self._behind_numerals = frozenset(unit.word for unit in known if not (unit.noun or unit.digits_only))

    def read(self, text: str, start: int, number_end: int, last: int) -> FoundQuantity | int | None:
        """The quantity whose number is the simple one ``text[start:number_end]``, no part of it before ``last``.

        Where there plainly is none, the end of the number that counts nothing; None where only the long way can tell.
        """
        before = text[start - 1 : start]
        if before in self._telling_before and self._tells(text, start, before):
            return None
        at = number_end
        bound: Bound = "exact"
        if text[at : at + 1] in self._insides:
            inside = self._bounds.inside(text, at)
            if inside is None:
                return None
            bound, at = inside.bound, inside.end
        unit = self._units.at(text, at)
        numeral = text[start:number_end]
        figures = numeral not in self._digits
        if unit is None or unit.word not in (self._behind_figures if figures else self._behind_numerals):
            return number_end if at == number_end and self._idle(text, start, last, numeral, unit) else None
        end = at + len(unit.word)
        behind = text[end : end + 1]
        if behind in self._telling_behind:
            if behind in self._insides and bound == "exact":
                end, bound = self._over(text, end, unit)
                behind = text[end : end + 1]
            if self._tells_behind(text, end, behind, unit):
                return None
        value = self._value(numeral) if figures else self._spoken.get(numeral)
        if value is None:
            return None
        begin = start
        if before in self._last_before or behind in self._first_after:
            begin, end, bound = self._bounded(text, start, end, unit, value, bound)
            if begin < last:
                return None
        lasting = unit.kind == "duration"
        if lasting and not self._lasts(text, start, number_end, end, unit.name):
            return number_end
        weak = not figures and bound == "exact" and (unit.weak or ((unit.countable or lasting) and numeral == "一"))
        return FoundQuantity(
            value, None, None, unit.name, unit.kind, bound, text[begin:end], begin, end, unit.currency, weak,
            start, number_end, self._units,
        )  # fmt: skip

    def _idle(self, text: str, start: int, last: int, numeral: str, unit: Unit | None) -> bool:
        """Whether ``numeral`` counts nothing: figures without a unit and without a cue, one digit before a place."""
        before, end = text[start - 1 : start], start + len(numeral)
        if unit is None:
            alone = numeral in self._digits or (numeral.isascii() and start != last and before not in self._cues)
        else:
            alone = numeral in self._spoken and (unit.noun or unit.digits_only) and before not in self._last_before
            end += len(unit.word)
        if text[end : end + 1] == "、" and text[end + 1 : end + 2].isnumeric():  # 3、4起 are three or four
            return False
        return alone and text[end : end + 1] not in self._goes_on

    def _tells(self, text: str, start: int, before: str) -> bool:
        """Whether ``before``, which may say more of the number behind it, does.

        So do 美金 and not 资金, 零下 and not 以下, 1、2个 and not 户、2个.
        """
        if before == "、":
            return text[start - 2 : start - 1].isnumeric()
        if before == "下":
            return text[start - 2 : start - 1] == "零"
        return before not in self._currency_ends or text.endswith(self._currencies, 0, start)

    def _over(self, text: str, end: int, unit: Unit) -> tuple[int, Bound]:
        """Where a quantity ends, and its bound, behind whose ``unit`` 多 or the like stands: 三年多, but not 三年来."""
        over = self._bounds.behind_unit(text, end, unit.kind)
        return (end, "exact") if over is None else (over.end, over.bound)

    def _tells_behind(self, text: str, end: int, behind: str, unit: Unit) -> bool:
        """Whether ``behind``, which may say more of the quantity before it, does.

        So does the 3 of 1米3 and not that of 1次3人, 2次到3次 and not 2次到县里, 3个（含）至 and not 3个（所）.
        """
        if behind in self._insides:
            return unit.word == "个"  # 两个多月
        if behind in _BRACKETS:
            return text.startswith(_INCLUDED, end)
        if behind in _TO:
            return text[end + 1 : end + 2] in self._number_starts
        if behind in self._begins_sums:
            return unit.word in self._in_sums
        return behind in self._telling_behind

    def _bounded(
        self, text: str, begin: int, end: int, unit: Unit, value: Decimal, bound: Bound
    ) -> tuple[int, int, Bound]:
        """From where to where the quantity extends with the bound words around it, and the bound."""
        before = self._bounds.before(text, begin, bare=False, small=unit.kind == "count" and value < 100)
        if before is not None:
            begin, bound = before.start, before.bound
        after = self._bounds.after(text, end)
        if after is not None:
            end = after.end
            if before is None or after.bound != "about":
                bound = after.bound
        return begin, end, bound
