"""What the generator knows of a text: its gold rows, in the shape of the shared guide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.generator.amounts import Amount

__all__ = ["Mark", "Phrase", "Row"]

Mark = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A period phrase and the dates it stands for; both are ``None`` where it fixes none."""

    text: str
    start: str | None = None
    end: str | None = None


@dataclass(slots=True)
class Row:
    """One metric; ``phrase_at`` and ``basis_at`` are where its period phrase and its basis stand in the same text."""

    start: int
    end: int
    amount: Amount
    name: str
    role: str
    direction: str | None
    basis_at: Mark | None
    phrase: Phrase | None
    phrase_at: Mark
    status: str
    optional: bool
    frame: str

    def moved(self, by: int) -> Row:
        """The row where its text stands ``by`` characters further on."""
        basis = self.basis_at and (self.basis_at[0] + by, self.basis_at[1] + by)
        phrase_at = (self.phrase_at[0] + by, self.phrase_at[1] + by)
        args = (self.name, self.role, self.direction, basis, self.phrase, phrase_at)
        return Row(self.start + by, self.end + by, self.amount, *args, self.status, self.optional, self.frame)

    def gold(self, source: str) -> dict[str, Any]:
        """The row as the gold files have it."""
        a, phrase = self.amount, self.phrase
        row: dict[str, Any] = {"start": self.start, "end": self.end, "text": source[self.start : self.end]}
        row["value"] = a.value
        if a.value is None:
            row["low"], row["high"] = a.low, a.high
        dated = phrase is not None and (phrase.start is not None or phrase.end is not None)
        row.update(unit=a.unit, kind=a.kind, bound=a.bound, name=self.name, role=self.role, direction=self.direction)
        row["basis"] = self.basis_at and source[slice(*self.basis_at)]
        row["period"] = [phrase.start, phrase.end] if phrase is not None and dated else None
        row["period_text"] = phrase and source[slice(*self.phrase_at)]
        row["status"] = self.status
        if self.optional:
            row["optional"] = True
        return row
