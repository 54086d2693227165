"""The bulletins of the files, folders and archives that a command names, to be read one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, TypeAlias

from pjrd_extract.cli.reading import read_bulletin
from pjrd_extract.errors import PjrdError
from pjrd_extract.read.document import ReadOptions

if TYPE_CHECKING:
    from pjrd_extract.batch.inputs import Input
    from pjrd_extract.models.bulletin import Bulletin
    from pjrd_extract.read.archive import Member

__all__ = ["Made", "sources"]

Made: TypeAlias = "Callable[..., Bulletin]"
"""Reads a bulletin by options of ``extract``; raises ``PjrdError`` where that can't be done."""

_LARGEST_ARCHIVE = 2 * 1024**3  # bytes: it is read whole


def sources(files: Sequence[Path], reading: ReadOptions, output: Path | None = None) -> Iterator[tuple[str, Made]]:
    """What messages call each bulletin, and what reads it, in the order of the names below what was named.

    A folder is searched with all below it, as by ``convert``; ``output`` is none of its bulletins.

    >>> [name for name, _ in sources([Path("b.md"), Path("a.md")], ReadOptions())]
    ['a.md', 'b.md']
    """
    from pjrd_extract.batch.inputs import search

    page = output.resolve() if output is not None else None
    found = search(files, page or Path("/no/such/output"), archives=True)
    for given in sorted(found, key=lambda one: one.id):
        if given.root is not None and given.path.resolve() == page:
            continue  # An earlier output in the folder is no bulletin.
        if given.may_be_archive and (data := _archive(given.path)) is not None:
            yield from _members(given, data, reading)
        else:
            yield given.name, partial(read_bulletin, given.path, reading)


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
        if path.stat().st_size > _LARGEST_ARCHIVE:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    return data if is_archive(data) else None
