"""Counts of right answers: what every score is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

__all__ = ["Row", "Tally"]


@dataclass
class Tally:
    """How many answers were right of how many that were asked for.

    >>> tally = Tally(); tally.add(True); tally.add(False); tally.share
    0.5
    >>> Tally().share
    1.0
    """

    right: int = 0
    asked: int = 0

    def add(self, right: bool) -> bool:
        """Counts one answer and hands it back."""
        self.asked += 1
        self.right += right
        return right

    @property
    def share(self) -> float:
        """The share of right answers; 1 when nothing was asked."""
        return self.right / self.asked if self.asked else 1.0


@dataclass(frozen=True)
class Row:
    """One wrong answer: where it stands, what the gold says and what was found."""

    where: str
    gold: Any = None
    found: Any = None
    fields: tuple[str, ...] = field(default=())

    def __str__(self) -> str:
        return f"{self.where}: gold {self.gold!r}, found {self.found!r}"
