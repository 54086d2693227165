"""Quantities with nothing unusual about them, read a short way: nine of ten are figures or one numeral with a unit."""

from __future__ import annotations

import re
from decimal import Decimal

from pjrd_extract.find.not_quantities import Context
from pjrd_extract.models.metric import Bound
from pjrd_extract.normalize.bounds import BoundTable
from pjrd_extract.normalize.quantity import FoundQuantity
from pjrd_extract.normalize.reader import QuantityReader
from pjrd_extract.normalize.units import Unit, UnitTable
from pjrd_extract.rules.load import Rules

__all__ = ["COLONS", "SIGNS", "PlainReader"]

SIGNS = frozenset("-−+负")
"""What makes a number negative, 零下 apart."""
COLONS = frozenset("∶:：")
"""What stands between the two numbers of a ratio."""

_OF_CONTEXT = frozenset(("", "级", "位"))  # 百亿级 has no unit, and 上升3位 is a rank
_SPOKEN = "一两三四五六七八九"  # 二级 is a name, two of a thing are 两个


class PlainReader:
    """Reads plain quantities. Obtain it by ``rules.derived``.

    What makes a quantity plain is that beside it stands nothing that any step of the long way would look at, so that
    no step has to be taken. The same goes for numerals that are plainly none: marks of lists, 三 in 三市.

    >>> reader = Rules.default().derived(PlainReader)
    >>> reader.read("超过3个", 2, 0).text, reader.read("3个半", 0, 0)
    ('超过3个', None)
    """

    def __init__(self, rules: Rules) -> None:
        reader = rules.derived(QuantityReader)
        numbers = reader.numbers
        self._number, self._value = numbers.simple.match, numbers.simple_value
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
        self._telling_behind = reader.begins_behind | COLONS
        self._cues = bounds.last_before | context.cues
        self._goes_on = self._telling_behind | bounds.first_after | bounds.insides | {" "}
        known = [unit for unit in units.all if unit.scale == 1 and unit.name not in _OF_CONTEXT]
        self._behind_figures = frozenset(unit.word for unit in known if not unit.noun)
        self._behind_numerals = frozenset(unit.word for unit in known if not (unit.noun or unit.digits_only))

    def read(self, text: str, start: int, last: int) -> FoundQuantity | int | None:
        """The quantity whose number begins at ``text[start]``, no part of it before ``last``.

        Where there plainly is none, the end of the number that counts nothing; None where only the long way can tell.
        """
        before = text[start - 1 : start]
        if before in self._telling_before and self._tells(text, start, before):
            return None
        number = self._number(text, start)
        if number is None:
            return None
        at = number_end = number.end()
        bound: Bound = "exact"
        if text[at : at + 1] in self._insides:
            inside = self._bounds.inside(text, at)
            if inside is None:
                return None
            bound, at = inside.bound, inside.end
        unit = self._units.at(text, at)
        figures = number[1]
        if unit is None or unit.word not in (self._behind_figures if figures else self._behind_numerals):
            return number_end if at == number_end and self._idle(text, start, last, number, unit) else None
        end = at + len(unit.word)
        behind = text[end : end + 1]
        if behind in self._telling_behind:
            return None
        value = self._value(number) if figures else self._spoken.get(text[start])
        if value is None or (figures and figures[0] == "0" and figures[1:2].isdigit()):
            return None
        begin = start
        if before in self._last_before or behind in self._first_after:
            begin, end, bound = self._bounded(text, start, end, unit, value, bound)
            if begin < last:
                return None
        lasting = unit.kind == "duration"
        if lasting and not self._lasts(text, start, number_end, end, unit.name):
            return number_end
        weak = not figures and bound == "exact" and (unit.weak or ((unit.countable or lasting) and text[start] == "一"))
        return FoundQuantity(
            value, None, None, unit.name, unit.kind, bound, text[begin:end], begin, end, unit.currency, weak,
            start, number_end, self._units,
        )  # fmt: skip

    def _idle(self, text: str, start: int, last: int, number: re.Match[str], unit: Unit | None) -> bool:
        """Whether ``number`` counts nothing: figures without a unit and without a cue, one numeral before a place."""
        before = text[start - 1 : start]
        if unit is None:
            figures, multiplier = number.groups()
            alone = figures and not multiplier and start != last and before not in self._cues
        else:
            alone = text[start] in self._spoken and (unit.noun or unit.digits_only) and before not in self._last_before
        end = number.end() + (len(unit.word) if unit is not None else 0)
        if text[end : end + 1] == "、" and text[end + 1 : end + 2].isnumeric():  # 3、4起 are three or four
            return False
        return bool(alone) and text[end : end + 1] not in self._goes_on

    def _tells(self, text: str, start: int, before: str) -> bool:
        """Whether ``before``, which may say more of the number behind it, does: 美金 and not 资金, 1、2个 and not 户、2个."""
        if before == "、":
            return text[start - 2 : start - 1].isnumeric()
        return before not in self._currency_ends or text.endswith(self._currencies, 0, start)

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
