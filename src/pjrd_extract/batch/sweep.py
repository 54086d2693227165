"""What writers that died have left in an output folder."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from pjrd_extract.batch.lock import is_held
from pjrd_extract.write.files import is_temporary

__all__ = ["sweep"]


def sweep(out: Path) -> None:
    """Removes files that were being written in ``out`` and below, but for folders in which another run is at work.

    >>> import tempfile
    >>> from pjrd_extract.write.files import temporary_name
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, temporary_name()).write_text("{"), Path(folder, ".pjrd-my.tmp").write_text("mine")
    ...     sweep(Path(folder))
    ...     os.listdir(folder)
    ['.pjrd-my.tmp']
    """
    for parent, folders, files in os.walk(out):
        folders[:] = [name for name in folders if not is_held(Path(parent, name))]
        for name in filter(is_temporary, files):
            with suppress(OSError):  # it does no harm
                Path(parent, name).unlink()
