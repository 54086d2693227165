"""A folder held against other runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pjrd_extract.errors import PjrdError

__all__ = ["held", "is_held"]

_LOCK = ".pjrd-lock"


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Holds ``folder``, which exists, until the block is left or the process ends, however it ends.

    Raises ``PjrdError`` where another run holds it.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, held(Path(folder)), held(Path(folder)):  # doctest: +ELLIPSIS
    ...     pass
    Traceback (most recent call last):
    ...
    pjrd_extract.errors.PjrdError: ...: another run is at work there
    """
    if sys.platform == "win32":
        import msvcrt

        # A folder can't be opened there. The file stays: who removed it might take it from under another run.
        file = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT)

        def lock() -> None:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

    else:
        import fcntl

        file = os.open(folder, os.O_RDONLY)

        def lock() -> None:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    try:
        try:
            lock()
        except OSError as error:
            raise PjrdError(f"{folder}: another run is at work there") from error
        yield
    finally:
        os.close(file)


def is_held(folder: Path) -> bool:
    """Whether another run holds ``folder``, or who may not open it can't know.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, held(Path(folder)):
    ...     is_held(Path(folder))
    True
    """
    if sys.platform == "win32" and not (folder / _LOCK).exists():
        return False
    try:
        with held(folder):
            return False
    except (PjrdError, OSError):
        return True
