"""The bulletins of the files, folders and archives that a command names, to be read one by one."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, TypeAlias

from pjrd_extract.cli.extraction import user_corrections, user_rules
from pjrd_extract.cli.reading import STANDARD_INPUT, read_bulletin, reading_options
from pjrd_extract.cli.terminal import complain
from pjrd_extract.errors import PjrdError
from pjrd_extract.read.document import ReadOptions
from pjrd_extract.read.source import file_bytes

if TYPE_CHECKING:
    from pjrd_extract.batch.inputs import Input
    from pjrd_extract.models.bulletin import Bulletin
    from pjrd_extract.read.archive import Member

__all__ = ["Bulletins", "Made", "nothing_there"]

Made: TypeAlias = "Callable[..., Bulletin]"
"""Reads a bulletin by options of ``extract``; raises ``PjrdError`` where that can't be done."""

_LARGEST_ARCHIVE = 2 * 1024**3  # bytes: it is read whole
_HEAD = 4096  # bytes of a file that tell what it is


class Bulletins:
    """The bulletins that a command names, each with what messages call it; one that can't be read is told.

    A folder is searched with all below it, as by ``convert``, and an archive is as a folder. ``outputs`` are the files
    that the command writes: one of them that is among the bulletins, or ``others`` that are read, is refused, lest it
    be lost. ``any`` says afterwards whether there was one at all, ``failed`` is 1 once something can't be done.

    Raises ``PjrdError`` for rules or corrections that are wrong, and for such an output.
    """

    def __init__(
        self, arguments: argparse.Namespace, outputs: Sequence[Path] = (), others: Sequence[Path] = ()
    ) -> None:
        from pjrd_extract.batch.inputs import search
        from pjrd_extract.write.files import refuse_to_replace

        self.rules = user_rules(arguments.rules)
        self.corrections = user_corrections(arguments.corrections)
        self.failed = 0
        self.date, self._reading = arguments.reference_date, reading_options(arguments)
        found = search(arguments.files, Path("/no/such/output"), archives=True)
        # An earlier page in the folder is no bulletin.
        pages = {path.resolve() for path in outputs if _is_page(path)}
        self._found = [one for one in found if not (pages and one.root and one.path.resolve() in pages)]
        self._found.sort(key=lambda one: one.id)
        read = [one.path for one in self._found if one.place != STANDARD_INPUT]
        for output in outputs:
            refuse_to_replace(output, [*read, arguments.rules, arguments.corrections, *others])
        self.any = False

    def __iter__(self) -> Iterator[tuple[str, Bulletin]]:
        for name, made in self._made():
            self.any = True
            try:
                yield name, self.bulletin(made)
            except PjrdError as error:
                self.failed = complain(str(error))

    def bulletin(self, made: Made) -> Bulletin:
        """What ``made`` reads, by the options of the command."""
        return made(rules=self.rules, reference_date=self.date, corrections=self.corrections)

    def _made(self) -> Iterator[tuple[str, Made]]:
        for given in self._found:
            if given.may_be_archive and (data := _archive(given.path)) is not None:
                yield from _members(given, data, self._reading)
            else:
                yield given.name, partial(read_bulletin, given.path, self._reading)


def nothing_there(files: Sequence[str | Path], what: str) -> int:
    """Says that there is nothing to do in what was named, and gives the exit code.

    >>> nothing_there(["none.zip"], "check")
    1
    """
    folders = {Path(file).is_dir() for file in files}
    kind = "an archive or a directory" if len(folders) > 1 else "a directory" if True in folders else "an archive"
    return complain(f"{', '.join(map(str, files))}: is {kind} without files to {what}")


def _members(given: Input, data: bytes, reading: ReadOptions) -> Iterator[tuple[str, Made]]:
    """The bulletins in an archive, each called by the last part of its path, as it is by ``convert``."""
    from pjrd_extract.batch.inputs import wanted
    from pjrd_extract.read.archive import ArchiveLimits, members

    try:
        for member in members(data, given.name, ArchiveLimits(max_member_bytes=reading.max_bytes)):
            if wanted(f"{given.id}/{member.name}", (), ()):
                yield f"{given.name}/{member.name}", partial(_extracted, member, reading)
    except PjrdError as error:
        yield given.name, partial(_failed, error)


def _extracted(member: Member, reading: ReadOptions, **options: Any) -> Bulletin:
    from pjrd_extract.pipeline import extract

    if member.error is not None:
        raise member.error
    return extract(member.data, name=PurePosixPath(member.name).name, reading=reading, **options)


def _failed(error: PjrdError, **_: Any) -> Bulletin:
    raise error


def _archive(path: Path) -> bytes | None:
    """The bytes of an archive; ``None`` for what is none, too large, or can't be opened."""
    from pjrd_extract.read.archive import is_archive

    try:
        data = file_bytes(path, _LARGEST_ARCHIVE) if path.is_file() else b""
    except (OSError, PjrdError):
        return None
    return data if is_archive(data) else None


def _is_page(path: Path) -> bool:
    from pjrd_extract.write.page.page import is_review_page

    try:
        with path.open("rb") as file:
            return is_review_page(file.read(_HEAD))
    except OSError:
        return False
