"""Random choices that cost little and are the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

__all__ = ["Dice"]

T = TypeVar("T")


class Dice:
    """What the grammar asks of chance."""

    __slots__ = ("roll",)

    def __init__(self, seed: int | str) -> None:
        self.roll = random.Random(seed).random  # noqa: S311  (no secret depends on it)

    def pick(self, choices: Sequence[T]) -> T:
        return choices[int(self.roll() * len(choices))]

    def number(self, low: int, high: int) -> int:
        """An integer from ``low`` to ``high``, both included."""
        return low + int(self.roll() * (high - low + 1))

    def chance(self, share: float) -> bool:
        return self.roll() < share

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """``count`` different ones of ``choices`` (by place), in random order."""
        rest = list(choices)
        for i in range(min(count, len(rest))):
            j = i + int(self.roll() * (len(rest) - i))
            rest[i], rest[j] = rest[j], rest[i]
        return rest[:count]

    def shuffled(self, choices: Sequence[T]) -> list[T]:
        return self.some(choices, len(choices))
