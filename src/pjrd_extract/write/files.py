"""Files that are either written whole or not touched."""

from __future__ import annotations

import os
import re
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pjrd_extract.errors import ReadError

__all__ = [
    "flush_folder",
    "is_temporary",
    "refuse_to_replace",
    "replaced",
    "temporary_name",
    "unique_text",
    "write_atomically",
]

_TEMPORARY = re.compile(r"\.pjrd-[0-9a-f]{16}\.tmp")


def write_atomically(path: Path, data: bytes) -> None:
    """Writes ``data`` to ``path``, making its folder; whatever goes wrong, ``path`` is as before or complete.

    Raises ``OSError``, with the name of the file or folder that could not be written.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "new" / "a.json"
    >>> write_atomically(path, b"{}"); path.read_bytes()
    b'{}'
    """
    with replaced(path) as temporary:
        temporary.write_bytes(data)


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """A path in the folder of ``path`` to write to, whose file takes the place of ``path`` when all went well.

    Raises ``OSError`` as ``write_atomically`` does.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "a.csv"
    >>> with replaced(path) as temporary:
    ...     _ = temporary.write_text("a,b")
    >>> path.read_text(), len(list(path.parent.iterdir()))
    ('a,b', 1)
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.parent / temporary_name()
    try:
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(path)
        raise


def refuse_to_replace(output: Path, given: Iterable[Path | None]) -> None:
    """Raises ``ReadError``, which names it, if one of the files ``given`` is what ``output`` would take the place of.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "a.md"
    >>> _ = path.write_text("公报", encoding="utf-8")
    >>> refuse_to_replace(path, [None, path.parent / "b.md", path])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    pjrd_extract.errors.ReadError: ...a.md: the output would replace it
    """
    there = _status(output)
    if there is None or stat.S_ISDIR(there.st_mode):
        return
    for path in given:
        found = None if path is None else _status(path)
        if found is not None and os.path.samestat(there, found):
            raise ReadError("the output would replace it", name=str(path))


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except (OSError, ValueError):
        return None


def unique_text(name: str) -> str:
    """``name`` as valid Unicode: the bytes in it that are none are escapes, so that two names never become one.

    >>> unique_text("b\\udcff.md")
    'b\\\\xff.md'
    """
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def temporary_name() -> str:
    """A new name for a file that is being written, by which it is known if its writer dies.

    >>> is_temporary(f"folder/{temporary_name()}")
    True
    """
    return f".pjrd-{secrets.token_hex(8)}.tmp"


def is_temporary(name: str) -> bool:
    """Whether a file of that name or path was left by a writer that died."""
    return _TEMPORARY.fullmatch(name.rpartition("/")[2]) is not None


def flush_folder(path: Path) -> None:
    """Sees to it that the names in the folder ``path`` outlive a machine that stops, where the system can do that.

    >>> flush_folder(Path("."))
    """
    if os.name == "posix":
        folder = os.open(path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
