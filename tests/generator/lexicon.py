"""The words the grammar is filled with, read once from ``domains.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["Act", "Domain", "Noun", "Split", "domains"]


@dataclass(frozen=True, slots=True)
class Noun:
    """Something that is counted or measured, its unit (with a multiplier) and how much of it is usual."""

    name: str
    unit: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Act:
    """A verb and what it does something to."""

    verb: str
    noun: Noun

    @property
    def name(self) -> str:
        """What a table would call it: light verbs add nothing."""
        return self.noun.name if self.verb in {"完成", "实现", "开展", "举办"} else self.verb + self.noun.name


@dataclass(frozen=True, slots=True)
class Split:
    """A whole and the kinds it falls into."""

    verb: str
    noun: str
    unit: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Domain:
    """One field of work with its words."""

    key: str
    office: str
    works: tuple[str, ...]
    yi: tuple[str, ...]
    wan: tuple[str, ...]
    acts: tuple[Act, ...]
    rates: tuple[Noun, ...]
    levels: tuple[Noun, ...]
    gains: tuple[Noun, ...]
    losses: tuple[Noun, ...]
    splits: tuple[Split, ...]


def _rows(block: str) -> list[list[str]]:
    return [line.split() for line in block.strip().splitlines()]


def _nouns(block: str) -> tuple[Noun, ...]:
    return tuple(Noun(name, unit, int(low), int(high)) for name, unit, low, high in _rows(block))


@cache
def domains() -> tuple[Domain, ...]:
    """All fields of work."""
    data = tomllib.loads((Path(__file__).parent / "domains.toml").read_text(encoding="utf-8"))
    return tuple(
        Domain(
            key=key,
            office=d["office"],
            works=tuple(d["works"].split()),
            yi=tuple(d["money_yi"].split()),
            wan=tuple(d["money_wan"].split()),
            acts=tuple(Act(v, Noun(n, u, int(low), int(high))) for v, n, u, low, high in _rows(d["acts"])),
            rates=tuple(Noun(name, "%", int(low), int(high)) for name, low, high in _rows(d["rates"])),
            levels=_nouns(d["levels"]),
            gains=_nouns(d["gains"]),
            losses=_nouns(d["losses"]),
            splits=tuple(Split(r[0], r[1], r[2], tuple(r[4:])) for r in _rows(d["splits"])),
        )
        for key, d in data.items()
    )
