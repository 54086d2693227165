"""The file of corrections (docs/corrections.md): strictly validated, for it comes from outside."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from pjrd_extract._text import Span
from pjrd_extract.errors import CorrectionError
from pjrd_extract.models.bulletin import Bulletin, Finding, Source
from pjrd_extract.models.metric import Bound, Direction, Kind, Role, Status
from pjrd_extract.rules import Rules

__all__ = ["BulletinCorrections", "CorrectedFields", "CorrectedPeriod", "Correction", "Corrections", "Place"]

_VALUE = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,20})?")
_LARGEST = 64 * 1024 * 1024  # bytes of a file of corrections


def _digits(value: object) -> object:
    if not isinstance(value, str | None) or (value is not None and not _VALUE.fullmatch(value)):
        raise ValueError('a value is a string of digits, such as "6.85"')
    return value


Value = Annotated[
    Decimal, BeforeValidator(_digits), Field(max_digits=60, decimal_places=20, allow_inf_nan=False, strict=False)
]
Words = Annotated[str, Field(min_length=1, max_length=500)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Place(_Part):
    """Where the corrected metric stands: a span of the decoded source."""

    start: int = Field(ge=0)
    end: int

    @model_validator(mode="after")
    def _in_order(self) -> Place:
        if self.end <= self.start:
            raise ValueError("a span ends behind its start")
        return self


class CorrectedPeriod(_Part):
    """The days that a metric is for, both inclusive; ``None`` where open."""

    start: date | None = None
    end: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> CorrectedPeriod:
        if self.start is not None and self.end is not None and self.end < self.start:
            raise ValueError("a period does not end before its start")
        return self


class CorrectedFields(_Part):
    """The fields of a metric that are corrected: those that are there, also where they are ``None``."""

    name: Words | None = None
    value: Value | None = None
    low: Value | None = None
    high: Value | None = None
    unit: Words | None = None
    kind: Kind | None = None
    bound: Bound | None = None
    role: Role | None = None
    direction: Direction | None = None
    basis: Words | None = None
    status: Status | None = None
    scope: Words | None = None
    period: CorrectedPeriod | None = None

    @model_validator(mode="after")
    def _never_empty(self) -> CorrectedFields:
        for field in ("name", "unit", "kind", "bound", "role", "status"):
            if field in self.model_fields_set and getattr(self, field) is None:
                raise ValueError(f"{field} can't be null")
        return self

    def given(self) -> dict[str, Any]:
        """The fields that are there, in the order of the metric."""
        return {field: getattr(self, field) for field in type(self).model_fields if field in self.model_fields_set}


class Correction(_Part):
    """What somebody says of the metric at ``span``; ``text`` is the source there, ``was`` what the metric was then."""

    action: Literal["accept", "reject", "edit", "add"]
    span: Place
    text: Words
    was: CorrectedFields | None = None
    fields: CorrectedFields | None = None
    note: Annotated[str, Field(max_length=10_000)] | None = None

    @model_validator(mode="after")
    def _complete(self) -> Correction:
        given = self.fields.given() if self.fields is not None else {}
        if self.action in ("accept", "reject") and given:
            raise ValueError(f"{self.action} takes no fields")
        if self.action == "edit" and not given:
            raise ValueError("edit needs at least one of the fields")
        if self.action == "add":
            missing = [field for field in ("name", "unit") if field not in given]
            if all(given.get(field) is None for field in ("value", "low", "high")):
                missing.append("value")
            if missing:
                raise ValueError(f"add needs the fields {', '.join(missing)}")
        return self

    @property
    def place(self) -> Span:
        """The span as the records have it."""
        return Span(self.span.start, self.span.end)


class BulletinCorrections(_Part):
    """The corrections of one bulletin, known by the hash of its bytes, or else by its name."""

    name: Words
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    corrections: tuple[Correction, ...] = Field(strict=False)

    @model_validator(mode="after")
    def _one_a_place(self) -> BulletinCorrections:
        seen: dict[Span, int] = {}
        for number, correction in enumerate(self.corrections, 1):
            first = seen.setdefault(correction.place, number)
            if first != number:
                raise ValueError(f"corrections {first} and {number} are of the same span")
        return self


class Corrections(_Part):
    """The corrections of any number of bulletins, as a review page or a person wrote them (docs/corrections.md)."""

    format: Literal["pjrd-corrections"] = "pjrd-corrections"
    version: Literal[1] = 1
    bulletins: tuple[BulletinCorrections, ...] = Field(default=(), strict=False)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Corrections:
        """The corrections in the file at ``path``.

        Raises ``CorrectionError``, which names the file, the bulletin and the correction, where the file can't be
        opened or does not have the format.

        >>> Corrections.load("no-such-file.json")
        Traceback (most recent call last):
        ...
        pjrd_extract.errors.CorrectionError: no-such-file.json: no such file or directory
        """
        shown = os.fspath(path)
        try:
            with Path(path).open("rb") as file:
                data = file.read(_LARGEST + 1)
        except OSError as error:
            raise CorrectionError((error.strerror or str(error)).lower(), name=shown) from error
        return cls.parse(data, name=shown)

    @classmethod
    def parse(cls, data: str | bytes, *, name: str = "<corrections>") -> Corrections:
        """The corrections that the JSON ``data`` holds; ``name`` is what messages call it. Raises ``CorrectionError``.

        >>> Corrections.parse('{"format": "pjrd-corrections", "version": 2, "bulletins": []}', name="c.json")
        Traceback (most recent call last):
        ...
        pjrd_extract.errors.CorrectionError: c.json: version: Input should be 1
        """
        if len(data) > _LARGEST:
            raise CorrectionError("is larger than 64 MB", name=name)
        # The mark that editors put in front of UTF-8.
        data = data.removeprefix("\ufeff") if isinstance(data, str) else data.removeprefix(codecs.BOM_UTF8)
        try:
            return cls.model_validate_json(data)
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False)[0]
            place, inner = _place(first["loc"], data)
            message = first["msg"].removeprefix("Value error, ")
            raise CorrectionError(f"{inner}: {message}" if inner else message, name=name, place=place) from error

    def of(self, source: Source) -> Iterator[BulletinCorrections]:
        """Those for ``source``: of the same bytes, or where there are none, of the same name.

        Of copies of one file, which have the same bytes, each has its own, if there are any of its name.
        """
        same = [one for one in self.bulletins if one.sha256 == source.sha256]
        own = [one for one in same if one.name == source.name]
        yield from own or same or (one for one in self.bulletins if one.name == source.name)

    def apply(self, bulletin: Bulletin, text: str, *, rules: Rules | None = None) -> tuple[Bulletin, list[Finding]]:
        """``bulletin`` with its corrections applied, and a warning for each that was left out or found its place anew.

        ``text`` is the decoded source that spans point into; ``rules`` tell units and default to ``Rules.default()``.
        What the checks said before stands: ``extract(…, corrections=…)`` applies corrections before it checks.
        """
        from pjrd_extract.review.apply import apply

        return apply(self, bulletin, text, rules or Rules.default())


def _place(where: tuple[int | str, ...], data: str | bytes) -> tuple[str | None, str]:
    """Which bulletin and which correction ``where`` lies in, counted from 1, and the path inside it."""
    from pydantic_core import from_json

    rest = list(where)
    parts = []
    if len(rest) > 1 and rest[0] == "bulletins":
        number = int(rest[1])
        name = from_json(data)["bulletins"][number]
        name = name.get("name") if isinstance(name, dict) else None
        parts.append(f"bulletin {number + 1}" + (f" ({name})" if isinstance(name, str) else ""))
        rest = rest[2:]
        if len(rest) > 1 and rest[0] == "corrections":
            parts.append(f"correction {int(rest[1]) + 1}")
            rest = rest[2:]
    return ", ".join(parts) or None, ".".join(map(str, rest))
