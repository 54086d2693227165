"""What a record of rule data looks like, one class a file of ``data/``.

Every record has a ``name``, the ``words`` it speaks of, ``examples`` that it must match and ``counterexamples`` that it
must not; one test runs them all (``tests/rules/test_examples.py``). A word stands in one record of a file only.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from pjrd_extract.models.metric import Kind
from pjrd_extract.models.parts import SectionRole

__all__ = [
    "ArticleRule",
    "BoundRule",
    "CheckWordRule",
    "ClassifierRule",
    "CueRule",
    "MultiplierRule",
    "NotMetricRule",
    "PeriodRule",
    "PersonWordRule",
    "RecordWordRule",
    "Rule",
    "SectionRule",
    "SurnameRule",
    "TitleRule",
    "UnitRule",
]


def _fraction(value: object) -> object:
    if isinstance(value, float):
        raise ValueError("write the factor as a string: a float is not exact")
    try:
        return Fraction(value) if isinstance(value, (str, int)) else value
    except ZeroDivisionError as error:
        raise ValueError(f"division by zero: {value}") from error


ExactFactor = Annotated[Fraction, BeforeValidator(_fraction)]
"""A factor without rounding, written as a string: ``"2000/3"``, ``"0.001"``."""


class Rule(BaseModel):
    """What every record has."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    name: str
    words: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


class UnitRule(Rule):
    """A unit of measure: ``name`` is canonical, ``words`` are its spellings in characters, ``symbols`` in letters.

    ``factor`` units of ``si`` make one of this unit (plus ``offset`` for temperatures); both are missing where no SI
    unit exists. ``dimension`` names what can be converted into what. ``currency`` is the ISO 4217 code of money, and
    ``before`` are words that stand before the number (``US$``). ``aliases`` name the unit in ``to()`` but are too
    ambiguous to be found (``时``). ``of`` and ``scale`` make it a part of another unit that values are given in: one 角
    is ``"1/10"`` of a 元. ``parts`` are the words of smaller units that may follow (``3斤5两``), with their unit; ``tail``
    is how many bare digits may follow (``1米75``). ``not_before`` lists what makes another word of the unit
    (``年`` before ``级``). ``in_sums`` names the unit that the words are where smaller units follow: ``5分`` is a score,
    ``5分30秒`` a time. ``digits_only`` units take no single Chinese numeral in running text (``三元`` is a name).
    """

    kind: Kind
    dimension: str | None = None
    factor: ExactFactor | None = None
    offset: ExactFactor | None = None
    si: str | None = None
    currency: str | None = None
    symbols: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    of: str | None = None
    scale: ExactFactor = Fraction(1)
    parts: Mapping[str, str] = {}
    tail: int = 0
    in_sums: str | None = None
    not_before: tuple[str, ...] = ()
    digits_only: bool = False


class MultiplierRule(Rule):
    """A power of ten written as a character: 万 is ``"10000"``.

    ``not_before`` lists characters that take it away as a prefix of their own: the 千 of 千瓦.
    """

    factor: ExactFactor
    not_before: tuple[str, ...] = ()


class ClassifierRule(Rule):
    """Words that count things (个, 家, 人次): each word is its own unit.

    ``noun`` marks nouns that stand as their own unit where no classifier does (30县, 4乡镇). ``weak`` ones say little
    after a small numeral (两级, 三类). ``not_before`` lists, word by word, what may not follow it, and ``digits_only`` is
    that of ``UnitRule``.
    """

    noun: bool = False
    weak: bool = False
    not_before: Mapping[str, tuple[str, ...]] = {}
    digits_only: bool = False


class BoundRule(Rule):
    """Words that bound a number: ``place`` says where they stand relative to number and unit.

    ``not_after`` and ``not_before`` list neighbours that make another word of it (节约, 上下联动), ``though_after`` words
    that end like one of ``not_after`` and don't (损失约, beside 失约). ``reaches`` are verbs that may stand between the
    word and the number (最少需6人). ``bare_only`` words bound a bare multiplier and nothing
    else (过 in 过千万, not in 通过3项); ``large_only`` words bound no small count (突破3项技术 are three).
    """

    bound: Literal["about", "nearly", "over", "at_least", "under", "at_most"]
    place: Literal["before", "inside", "after"]
    not_after: tuple[str, ...] = ()
    though_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    reaches: tuple[str, ...] = ()
    bare_only: bool = False
    large_only: bool = False


class NotMetricRule(Rule):
    """Numbers that measure nothing: idioms, slogans, names, identifiers.

    ``words`` are written with the numeral in them (``进一步``). ``patterns`` are regular expressions that begin at a
    digit, a numeral or 第; what they match holds no quantity. Words of the groups ``before_duration`` and
    ``after_duration`` have no numeral: next to a duration they make a period of it (``近三年来``).
    """

    group: Literal["whole", "before_duration", "after_duration"] = "whole"
    patterns: tuple[str, ...] = ()


class PeriodRule(Rule):
    """Words that make, open or close a period, by ``group``; ``periods.toml`` says what each group means.

    ``value`` carries what the grammar needs: a base and a shift, a range of months, the first and last year of a plan.
    The words are not read right behind one of ``not_after`` or right before one of ``not_before``, and where
    ``initial`` is set only at the head of a clause or right behind one of ``behind``, where ``final`` is set only at
    its end: 今年 is no year in 如今年轻人, and 后年 none in 投产后年产值.
    """

    group: str
    value: tuple[int | str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    initial: bool = False
    behind: tuple[str, ...] = ()
    final: bool = False


class TitleRule(Rule):
    """Words that end or begin a post (局长), bodies that sign, forms of address; ``titles.toml`` lists the groups."""

    group: str


class SurnameRule(Rule):
    """Surnames, by how far they may be trusted; ``surnames.toml`` says what each record means."""


class PersonWordRule(Rule):
    """Words around the names of people, by ``group``; ``people.toml`` says what each group means."""

    group: str


class RecordWordRule(Rule):
    """Words that the records of an article are read by, by ``group``; ``records.toml`` says what each group means."""

    group: str


class CheckWordRule(Rule):
    """Words that the checks go by, by ``group``; ``findings.toml`` says what each group means.

    ``not_after`` and ``not_before`` list the characters that, standing next to the word, make it part of another: the
    的的 of 目的的确.
    """

    group: str
    not_after: str = ""
    not_before: str = ""


class SectionRule(Rule):
    """Cue words of a section's title and their role; ``sections.toml`` says what the other fields mean.

    Without a role the words begin a title that says what is done.
    """

    role: SectionRole | None = None
    strength: int = 1
    by_year: bool = False
    named: bool = False


class ArticleRule(Rule):
    """Cue patterns of an article's title and the kind that they give it; earlier records win.

    ``patterns`` are regular expressions searched in the title without blanks.
    """

    kind: str
    patterns: tuple[str, ...] = ()


class CueRule(Rule):
    """Words around a quantity and what they do: ``marks`` are listed at the head of ``cues.toml``.

    A word that does two things stands in a record that bears both marks. ``not_after`` and ``not_before`` list the
    characters that, standing next to the word, make it part of another (认为, 公共).
    """

    marks: tuple[str, ...]
    not_after: str = ""
    not_before: str = ""
