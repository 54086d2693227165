"""Loading rule data: the library's own, and what a user adds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar, cast

import regex
from pydantic import ValidationError

from pjrd_extract.errors import RuleError
from pjrd_extract.rules import prebuilt
from pjrd_extract.rules.schema import (
    ArticleRule,
    BoundRule,
    CheckWordRule,
    ClassifierRule,
    CueRule,
    MultiplierRule,
    NotMetricRule,
    PeriodRule,
    PersonWordRule,
    RecordWordRule,
    Rule,
    SectionRule,
    SurnameRule,
    TitleRule,
    UnitRule,
)

__all__ = ["Rules"]

T = TypeVar("T")

_TABLES: Mapping[str, type[Rule]] = {
    "units": UnitRule,
    "multipliers": MultiplierRule,
    "classifiers": ClassifierRule,
    "bounds": BoundRule,
    "not_metrics": NotMetricRule,
    "periods": PeriodRule,
    "titles": TitleRule,
    "surnames": SurnameRule,
    "people": PersonWordRule,
    "records": RecordWordRule,
    "sections": SectionRule,
    "articles": ArticleRule,
    "cues": CueRule,
    "findings": CheckWordRule,
}


class Rules:
    """The rule data of one extraction: immutable, shared freely between threads.

    >>> rules = Rules.default()
    >>> next(unit.si for unit in rules.units if unit.name == "亩")
    '平方米'
    """

    def __init__(self, tables: Mapping[str, tuple[Rule, ...]]) -> None:
        self._tables = dict(tables)
        self._derived: dict[Any, Any] = {}

    @classmethod
    @cache
    def default(cls) -> Rules:
        """The library's own rules; loaded once, at the first call."""
        data = files("pjrd_extract.rules") / "data"
        document = prebuilt.load(data)
        if document is not None:
            return cls(_validated(document, prebuilt.NAME))
        tables: dict[str, tuple[Rule, ...]] = {}
        for table in _TABLES:
            resource = data / f"{table}.toml"
            tables.update(_parse(resource.read_text(encoding="utf-8"), f"{table}.toml"))
        return cls(tables)

    def extended(self, path: str | Path) -> Rules:
        """These rules and those of the TOML file at ``path``: tables ``[[units]]``, ``[[classifiers]]``, and so on.

        A record whose name stands in the table already replaces it. Raises ``RuleError`` for a file that can't be
        read, a table or key that doesn't exist, or a value of the wrong type.
        """
        name = str(path)
        try:
            text = Path(path).read_text(encoding="utf-8-sig")
        except OSError as error:
            raise RuleError((error.strerror or str(error)).lower(), name=name) from error
        except UnicodeDecodeError as error:
            raise RuleError(f"no UTF-8: {error.reason} at byte {error.start}", name=name) from error
        rules = self
        for table, added in _parse(text, name).items():
            for rule in added:
                _check_patterns(rule, name)
            rules = rules.adding(table, added)
        return rules

    def adding(self, table: str, records: Iterable[Rule]) -> Rules:
        """These rules with ``records`` put before those of ``table``; a record of the same name is replaced."""
        added = tuple(records)
        names = {rule.name for rule in added}
        kept = (rule for rule in self.table(table) if rule.name not in names)
        return Rules({**self._tables, table: (*added, *kept)})

    def derived(self, factory: Callable[[Rules], T]) -> T:
        """What ``factory`` makes of these rules (a compiled pattern, a finder); made once and kept with them."""
        try:
            return cast(T, self._derived[factory])
        except KeyError:
            made = self._derived[factory] = factory(self)
            return made

    def table(self, name: str) -> tuple[Rule, ...]:
        """The records of one table, by the name of its file."""
        return self._tables.get(name, ())

    @property
    def units(self) -> tuple[UnitRule, ...]:
        """Units of measure."""
        return cast(tuple[UnitRule, ...], self.table("units"))

    @property
    def multipliers(self) -> tuple[MultiplierRule, ...]:
        """Characters that multiply: 万, 亿."""
        return cast(tuple[MultiplierRule, ...], self.table("multipliers"))

    @property
    def classifiers(self) -> tuple[ClassifierRule, ...]:
        """Words that count things."""
        return cast(tuple[ClassifierRule, ...], self.table("classifiers"))

    @property
    def bounds(self) -> tuple[BoundRule, ...]:
        """Words that bound a number."""
        return cast(tuple[BoundRule, ...], self.table("bounds"))

    @property
    def not_metrics(self) -> tuple[NotMetricRule, ...]:
        """Numbers that measure nothing."""
        return cast(tuple[NotMetricRule, ...], self.table("not_metrics"))

    @property
    def periods(self) -> tuple[PeriodRule, ...]:
        """Words of periods."""
        return cast(tuple[PeriodRule, ...], self.table("periods"))

    @property
    def titles(self) -> tuple[TitleRule, ...]:
        """Words of posts."""
        return cast(tuple[TitleRule, ...], self.table("titles"))

    @property
    def surnames(self) -> tuple[SurnameRule, ...]:
        """Surnames."""
        return cast(tuple[SurnameRule, ...], self.table("surnames"))

    @property
    def people(self) -> tuple[PersonWordRule, ...]:
        """Words around the names of people."""
        return cast(tuple[PersonWordRule, ...], self.table("people"))

    @property
    def records(self) -> tuple[RecordWordRule, ...]:
        """Words that the records of an article are read by."""
        return cast(tuple[RecordWordRule, ...], self.table("records"))

    @property
    def sections(self) -> tuple[SectionRule, ...]:
        """Cue words of section titles."""
        return cast(tuple[SectionRule, ...], self.table("sections"))

    @property
    def articles(self) -> tuple[ArticleRule, ...]:
        """Cue patterns of article titles."""
        return cast(tuple[ArticleRule, ...], self.table("articles"))

    @property
    def findings(self) -> tuple[CheckWordRule, ...]:
        """Words that the checks go by."""
        return cast(tuple[CheckWordRule, ...], self.table("findings"))

    @property
    def cues(self) -> tuple[CueRule, ...]:
        """Words around a quantity that decide a field of the metric."""
        return cast(tuple[CueRule, ...], self.table("cues"))


def _check_patterns(rule: Rule, name: str) -> None:
    """Those of the library are checked by its tests: to compile them all here would double the time of loading."""
    for pattern in getattr(rule, "patterns", ()):
        try:
            regex.compile(pattern)
        except regex.error as error:
            raise RuleError(f"no regular expression: {pattern}: {error}", name=name, record=rule.name) from error


def _parse(text: str, name: str) -> dict[str, tuple[Rule, ...]]:
    import tomllib  # which the library's own rules, in their prebuilt form, don't need

    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"no valid TOML: {error}", name=name) from error
    return _validated(document, name)


def _validated(document: Mapping[str, Any], name: str) -> dict[str, tuple[Rule, ...]]:
    tables: dict[str, tuple[Rule, ...]] = {}
    for table, records in document.items():
        model = _TABLES.get(table)
        if model is None or not isinstance(records, list):
            raise RuleError(f"no such table: {table} (known: {', '.join(_TABLES)})", name=name)
        rules: list[Rule] = []
        validate = model.__pydantic_validator__.validate_python  # what model_validate calls: records are hundreds
        for record in records:
            try:
                rules.append(validate(record))
            except ValidationError as error:
                first = error.errors(include_url=False)[0]
                where = ".".join(str(part) for part in first["loc"])
                label = record.get("name") if isinstance(record, dict) else None
                raise RuleError(f"{where}: {first['msg']}", name=name, record=label) from error
        tables[table] = tuple(rules)
    return tables
