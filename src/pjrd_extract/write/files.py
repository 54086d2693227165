"""Files that are either written whole or not touched."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

__all__ = ["write_atomically"]


def write_atomically(path: Path, data: bytes) -> None:
    """Writes ``data`` to ``path``, making its folder; whatever goes wrong, ``path`` is as before or complete.

    Raises ``OSError``, with the name of the file or folder that could not be written.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "new" / "a.json"
    >>> write_atomically(path, b"{}"); path.read_bytes()
    b'{}'
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.parent / f".pjrd-{secrets.token_hex(8)}.tmp"
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(path)
        raise
