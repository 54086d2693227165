"""What the program and its workers say to each other: plain records, so that the program need not load what workers do.

Nothing that extracts is imported here.
"""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from pjrd_extract._arguments import check_date, check_type, given_path
from pjrd_extract.read.document import ReadOptions

__all__ = ["Conversion", "Member", "Options", "Part", "Result", "Task", "Unpack", "Whole", "given_options"]


@dataclass(frozen=True, slots=True)
class Options:
    """What holds for every input of a run. ``rules`` and ``corrections`` are files."""

    rules: Path | None = None
    reference_date: dt.date | None = None
    explain: bool = False
    corrections: Path | None = None
    reading: ReadOptions = field(default_factory=ReadOptions)


def given_options(
    rules: str | os.PathLike[str] | None,
    reference_date: dt.date | None,
    corrections: str | os.PathLike[str] | None,
    reading: ReadOptions | None,
    *,
    explain: bool = False,
) -> Options:
    """What a caller gives, as options. Raises ``TypeError`` or ``ValueError``, which names the argument.

    >>> given_options("mine.toml", None, None, None).rules.name
    'mine.toml'
    """
    check_date(reference_date)
    check_type("reading", reading, ReadOptions, or_none=True)
    paths = given_path("rules", rules), given_path("corrections", corrections)
    return Options(paths[0], reference_date, bool(explain), paths[1], reading or ReadOptions())


@dataclass(frozen=True, slots=True)
class Conversion:
    """An input to convert to ``output``, unless its bytes still have the hash ``known``; messages call it ``shown``."""

    id: str
    path: Path
    output: Path
    known: str | None = None
    shown: str = ""

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.shown or str(self.path)


@dataclass(frozen=True, slots=True)
class Unpack:
    """An archive to unpack into ``folder``, unless its bytes still have the hash ``known``.

    Of its files those are taken that ``include`` and ``exclude`` choose by ``id/path``.
    """

    id: str
    path: Path
    folder: Path
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    known: str | None = None

    @property
    def name(self) -> str:
        """What messages call it."""
        return str(self.path)


@dataclass(frozen=True, slots=True)
class Part:
    """What is stored of a partition to write into ``folder``: ``kinds`` of pieces, of ``bulletins`` (id and JSON)."""

    folder: Path
    kinds: tuple[str, ...]
    bulletins: tuple[tuple[str, Path], ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """A format of all bulletins to put together in ``out`` from the ``folders`` of the partitions, in their order."""

    out: Path
    format: str
    headers: str
    folders: tuple[Path, ...]


Task: TypeAlias = Conversion | Unpack | Part | Whole


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a task. ``same`` says that nothing was to do; ``error`` of an input begins with its path.

    ``sha256`` is none where the input could not be read or its output not be written. ``members`` are the files of an
    archive, none for what is no archive, and ``not_chosen`` the names of those that were not asked for.
    """

    sha256: str | None = None
    error: str | None = None
    same: bool = False
    metrics: int = 0
    findings: dict[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    members: tuple[Member, ...] | None = None
    not_chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its path in it, and either where it was unpacked to or why it was not."""

    name: str
    path: Path | None = None
    error: str | None = None
