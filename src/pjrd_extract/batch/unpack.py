"""An archive unpacked for the workers: its files, each under its own name in a folder of its own."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

from pjrd_extract.batch.inputs import file_hash, is_chosen
from pjrd_extract.batch.tasks import Member, Result, Unpack
from pjrd_extract.errors import ReadError
from pjrd_extract.read import archive
from pjrd_extract.read.archive import ArchiveLimits, is_archive, members
from pjrd_extract.read.document import ReadOptions
from pjrd_extract.read.source import file_bytes

__all__ = ["unpack"]

_LARGEST = 2 * 1024**3
"""An archive is read whole."""

_LONGEST = 200
"""Bytes of a name. Files may have 255, and more is added to it."""


def unpack(task: Unpack, reading: ReadOptions) -> Result:
    """Unpacks the files of an archive that are wanted; whatever goes wrong is in the result.

    A file whose path leads out of the archive is never written: what is written is called by the last part of its path
    alone. Files that are too large, and bombs, are refused.

    >>> from pathlib import Path
    >>> unpack(Unpack("no.zip", Path("no.zip"), Path("out")), ReadOptions()).error
    'no.zip: no such file or directory'
    """
    try:
        if task.known is not None and file_hash(task.path) == task.known:
            return Result(task.known, same=True)
        data = file_bytes(task.path, _LARGEST, task.name)
    except ReadError as error:
        return Result(file_hash(task.path), str(error))
    except OSError as error:
        return Result(None, f"{task.name}: {(error.strerror or str(error)).lower()}")
    sha256 = hashlib.sha256(data).hexdigest()
    if not is_archive(data):
        return Result(sha256)
    try:
        limits = ArchiveLimits(max_member_bytes=reading.max_bytes)
        stored: list[Member] = []
        others: list[str] = []
        for one in members(data, task.name, limits):
            if is_chosen(f"{task.id}/{one.name}", one.error is not None, task.include, task.exclude):
                stored.append(_stored(one, len(stored), task))
            else:
                others.append(one.name)
        return Result(sha256, members=tuple(stored), not_chosen=tuple(others))
    except ReadError as error:
        return Result(sha256, str(error))
    except OSError as error:
        reason = f"can't unpack it: {error.filename or task.folder}: {error.strerror or error}"
        return Result(None, f"{task.name}: {reason}")


def _stored(member: archive.Member, number: int, task: Unpack) -> Member:
    """``member`` written into its folder, under the last part of its path alone."""
    if member.error is not None:
        return Member(member.name, error=str(member.error))
    name = PurePosixPath(member.name).name
    if len(name.encode("utf-8", "replace")) > _LONGEST:
        return Member(member.name, error=f"{task.name}/{member.name}: refused: its name is too long")
    path = task.folder / str(number) / name
    path.parent.mkdir(parents=True)
    path.write_bytes(member.data)
    return Member(member.name, path)
