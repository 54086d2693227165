"""Sentences of reports with the metrics that are in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import tests.generator.frames.changes
import tests.generator.frames.levels
import tests.generator.frames.lists
import tests.generator.frames.mixed
import tests.generator.frames.shares
import tests.generator.frames.targets
import tests.generator.frames.traps  # noqa: F401  (each registers its frames)
from tests.generator.composer import Composer
from tests.generator.dice import Dice
from tests.generator.frames.registry import FRAMES, Sort
from tests.generator.lexicon import domains
from tests.generator.periods import past
from tests.generator.rows import Row

__all__ = ["Sentence", "compose", "frame_names", "sentence", "sentences"]

_CLAUSES, _WHOLE = list(FRAMES["clause"].items()), list(FRAMES["whole"].items())
_TARGETS, _TRAPS, _LEADS = list(FRAMES["target"].items()), list(FRAMES["trap"].items()), list(FRAMES["lead"].items())
_SORTS: dict[Sort, list[Any]] = {
    "clause": _CLAUSES, "whole": _WHOLE, "target": _TARGETS, "trap": _TRAPS, "lead": _LEADS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence on its own, and the day from which its relative periods count."""

    text: str
    today: dt.date
    rows: list[Row]
    frames: tuple[str, ...]

    def gold(self) -> list[dict[str, Any]]:
        return [row.gold(self.text) for row in self.rows]


def frame_names() -> list[str]:
    """Every frame there is, as ``sort/name``."""
    return [f"{sort}/{name}" for sort, frames in _SORTS.items() for name, _ in frames]


def _write(c: Composer, sort: Sort) -> str:
    name, write = c.dice.pick(_SORTS[sort])
    c.frame = f"{sort}/{name}"
    write(c)
    return c.frame


def _chain(c: Composer, frames: list[str]) -> None:
    """Clauses under one period, or under none."""
    dice = c.dice
    if dice.chance(0.15):
        frames.append(_write(c, "lead"))
    if dice.chance(0.6):
        c.when(past(dice, c.today))
        c.say("，" if dice.chance(0.8) else "")
    for i in range(dice.pick((1, 1, 2, 2, 3, 4))):
        if i:
            c.say(dice.pick("，，；"))
        frames.append(_write(c, "clause"))


def compose(c: Composer, *, plans: bool = False) -> list[str]:
    """Writes one sentence, with its full stop; ``plans``: as it stands in a section on what is to be done."""
    frames: list[str] = []
    roll = c.dice.roll()
    if plans or roll < 0.15:
        if c.dice.chance(0.15):
            frames.append(_write(c, "lead"))
        frames.append(_write(c, "target"))
    elif roll < 0.7:
        _chain(c, frames)
    elif roll < 0.92:
        frames.append(_write(c, "whole"))
    else:
        frames.append(_write(c, "trap"))
    c.stop()
    return frames


def sentence(dice: Dice, today: dt.date | None = None) -> Sentence:
    """One sentence."""
    day = today or dt.date(dice.number(2018, 2025), dice.number(5, 12), dice.number(1, 28))
    c = Composer(dice, day, dice.pick(domains()), dice.pick("县市区"))
    frames = compose(c)
    return Sentence(c.text, day, c.rows, tuple(frames))


def sentences(seed: int, count: int) -> Iterator[Sentence]:
    """``count`` sentences, the same ones for the same seed."""
    dice = Dice(seed)
    for _ in range(count):
        yield sentence(dice)
