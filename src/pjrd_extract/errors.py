"""Every exception of the library.

::

    PjrdError
    ├── ReadError            a file that can't be read or decoded
    ├── RuleError            rule data that is malformed
    ├── MissingExtraError    a package that is not installed, since its extra was not asked for
    ├── NumeralError         (also ValueError) text that is no number or quantity, or not one that can be known
    ├── UnknownUnitError     (also ValueError) a unit or conversion that the rules don't have
    ├── CorrectionError      a file of corrections that is malformed
    └── PeriodError          (also ValueError) text that is no period, or an impossible date

What was asked for and can't be done raises one of these; a bad bulletin gives findings. An argument of the wrong type
raises ``TypeError``, as everywhere in Python, and the message names the argument. All of these carry their facts as
fields and survive pickling.
"""

from __future__ import annotations

from typing import Any

from pjrd_extract._text import Span

__all__ = [
    "CorrectionError",
    "MissingExtraError",
    "NumeralError",
    "PeriodError",
    "PjrdError",
    "ReadError",
    "RuleError",
    "UnknownUnitError",
]


class PjrdError(Exception):
    """The base of every error that this library raises on purpose.

    ``message`` says what is wrong, ``text`` is the offending text (or None) and ``span`` where it stands.

    >>> str(NumeralError("not a number", text="几经波折"))
    "not a number: '几经波折'"
    """

    def __init__(self, message: str, *, text: str | None = None, span: Span | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.text = text
        self.span = span

    def __str__(self) -> str:
        shown = self.message
        if self.text is not None:
            excerpt = self.text if len(self.text) <= 60 else self.text[:57] + "..."
            shown += f": {excerpt!r}"
        if self.span is not None:
            shown += f" at {self.span.start}-{self.span.end}"
        return shown

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.__dict__.copy())


def _rebuild(kind: type[PjrdError], fields: dict[str, Any]) -> PjrdError:
    error = kind.__new__(kind)
    Exception.__init__(error, fields["message"])
    error.__dict__.update(fields)
    return error


class ReadError(PjrdError):
    """A source that can't be opened, is no text, or can't be decoded. ``name`` is the file's name.

    >>> str(ReadError("is a directory", name="bulletins/"))
    'bulletins/: is a directory'
    """

    def __init__(self, message: str, *, name: str, offset: int | None = None) -> None:
        super().__init__(message)
        self.name = name
        self.offset = offset

    def __str__(self) -> str:
        place = f" (byte {self.offset})" if self.offset is not None else ""
        return f"{self.name}: {self.message}{place}"


class RuleError(PjrdError):
    """Rule data that is malformed. ``name`` is the file, ``record`` the record's name, where known.

    >>> str(RuleError("factor is missing", name="mine.toml", record="公顷"))
    'mine.toml: record 公顷: factor is missing'
    """

    def __init__(self, message: str, *, name: str | None = None, record: str | None = None) -> None:
        super().__init__(message)
        self.name = name
        self.record = record

    def __str__(self) -> str:
        parts = [self.name, f"record {self.record}" if self.record else None, self.message]
        return ": ".join(part for part in parts if part)


class CorrectionError(PjrdError):
    """A file of corrections that can't be read. ``name`` is the file, ``place`` the bulletin and correction in it.

    >>> str(CorrectionError("value: not a number", name="c.json", place="bulletin 1 (a.md), correction 3"))
    'c.json: bulletin 1 (a.md), correction 3: value: not a number'
    """

    def __init__(self, message: str, *, name: str, place: str | None = None) -> None:
        super().__init__(message)
        self.name = name
        self.place = place

    def __str__(self) -> str:
        return ": ".join(part for part in (self.name, self.place, self.message) if part)


class MissingExtraError(PjrdError):
    """Something that needs an optional package. ``extra`` is the extra that brings it, ``what`` what needs it.

    >>> str(MissingExtraError("tables", "Parquet"))
    "Parquet needs an extra: pip install 'pjrd-extract[tables]'"
    """

    def __init__(self, extra: str, what: str) -> None:
        super().__init__(f"{what} needs an extra: pip install 'pjrd-extract[{extra}]'")
        self.extra = extra
        self.what = what


class NumeralError(PjrdError, ValueError):
    """Text that is no number or quantity, or one whose value can't be known."""


class UnknownUnitError(PjrdError, ValueError):
    """A unit that the rules don't have, or a conversion between units of different dimensions."""


class PeriodError(PjrdError, ValueError):
    """Text that is no period, needs a reference date that was not given, or names an impossible date."""
