"""The bytes of a file, and no more of them than are allowed: a larger one is never in memory."""

from __future__ import annotations

import os
from pathlib import Path

from pjrd_extract.errors import ReadError

__all__ = ["file_bytes", "too_large"]

_CHUNK = 1024 * 1024  # what is asked for of a pipe or device, whose size is not known


def file_bytes(path: Path, limit: int, name: str = "") -> bytes:
    """The bytes of the file at ``path``, of which ``limit`` are allowed; of a pipe or device what it gives.

    Messages call it ``name``. Raises ``ReadError`` for a larger one, and ``OSError``.

    >>> file_bytes(Path("/dev/zero"), 10)
    Traceback (most recent call last):
    ...
    pjrd_extract.errors.ReadError: /dev/zero: too large: more than 10 bytes, and 10 are allowed
    """
    parts: list[bytes] = []
    with path.open("rb", buffering=0) as file:
        size = os.fstat(file.fileno()).st_size
        if size > limit:
            raise too_large(size, limit, name or str(path))
        left = limit + 1
        while left and (part := file.read(min(left, size + 1 if size else _CHUNK))):
            parts.append(part)
            left -= len(part)
    if not left:
        raise ReadError(f"too large: more than {limit} bytes, and {limit} are allowed", name=name or str(path))
    return parts[0] if len(parts) == 1 else b"".join(parts)


def too_large(size: int, limit: int, name: str) -> ReadError:
    """What is said of a source of ``size`` bytes.

    >>> str(too_large(11, 10, "a.md"))
    'a.md: too large: 11 bytes, and 10 are allowed'
    """
    return ReadError(f"too large: {size} bytes, and {limit} are allowed", name=name)
