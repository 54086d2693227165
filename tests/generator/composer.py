"""Writes a text piece by piece, and a row for every amount in it."""

from __future__ import annotations

import datetime as dt

from tests.generator.amounts import Amount, amount, money, percent
from tests.generator.dice import Dice
from tests.generator.lexicon import Act, Domain, Noun
from tests.generator.rows import Mark, Phrase, Row

__all__ = ["Composer"]


class Composer:
    """One sentence under way: its text, its rows, and the period and status that govern from here on."""

    __slots__ = (
        "area", "at", "body", "dice", "domain", "frame", "parts", "phrase", "phrase_at", "rows", "status", "today",
    )  # fmt: skip

    def __init__(self, dice: Dice, today: dt.date, domain: Domain, area: str = "县", at: int = 0) -> None:
        self.dice, self.today, self.domain, self.area, self.at = dice, today, domain, area, at
        self.parts: list[str] = []
        self.rows: list[Row] = []
        self.phrase: Phrase | None = None
        self.phrase_at: Mark = (0, 0)
        self.status, self.frame = "actual", ""

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def say(self, text: str) -> Mark:
        """Writes ``text`` and says where it stands."""
        start = self.at
        self.parts.append(text)
        self.at = start + len(text)
        return start, self.at

    def when(self, phrase: Phrase) -> None:
        """Writes a period phrase, which governs from now on."""
        self.phrase, self.phrase_at = phrase, self.say(phrase.text)

    def stop(self, end: str = "。") -> None:
        """Ends the sentence, and what governed it."""
        self.say(end)
        self.phrase, self.status = None, "actual"

    def put(
        self,
        quantity: Amount,
        name: str,
        role: str = "level",
        direction: str | None = None,
        basis: Mark | None = None,
        *,
        optional: bool = False,
        phrase: Phrase | None = None,
    ) -> None:
        """Writes an amount and its row; ``phrase`` stands for the governing one where a list gives each its own."""
        start, end = self.say(quantity.text)
        self.rows.append(
            Row(
                start, end, quantity, name, role, direction, basis, phrase or self.phrase, self.phrase_at,
                self.status, optional, self.frame,
            )
        )  # fmt: skip

    # The words of the field, at random.

    def act(self) -> Act:
        return self.dice.pick(self.domain.acts)

    def acts(self, count: int) -> list[Act]:
        return self.dice.some(self.domain.acts, count)

    def rate(self) -> Noun:
        return self.dice.pick(self.domain.rates)

    def big(self) -> str:
        return self.dice.pick(self.domain.yi)

    def small(self) -> str:
        return self.dice.pick(self.domain.wan)

    def of(self, noun: Noun, *, plain: bool = False, exact: bool = False) -> Amount:
        """So much of ``noun`` as is usual."""
        if noun.unit == "%":
            return percent(self.dice, noun.low, noun.high, plain=plain, exact=exact)
        return amount(self.dice, noun.unit, noun.low, noun.high, plain=plain, exact=exact)

    def money(self, scale: str = "亿", *, plain: bool = False, exact: bool = False) -> Amount:
        return money(self.dice, scale, plain=plain, exact=exact)

    def share(self, low: int = 3, high: int = 96, *, plain: bool = False, exact: bool = False) -> Amount:
        return percent(self.dice, low, high, plain=plain, exact=exact)
