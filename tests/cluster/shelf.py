"""A file system of fsspec with URLs of its own, on which some files are the last thing that a process writes."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from fsspec import register_implementation
    from fsspec.implementations.local import LocalFileSystem
else:
    local = pytest.importorskip("fsspec.implementations.local", reason="the extra ray is not installed")
    from fsspec import register_implementation

    LocalFileSystem = local.LocalFileSystem

__all__ = ["ShelfFileSystem", "register_implementation"]


class ShelfFileSystem(LocalFileSystem):
    """``shelf:///folder/file`` is the file ``/folder/file``; who has written one called ``crash…`` dies of it."""

    protocol = "shelf"

    @classmethod
    def _strip_protocol(cls, path: Any) -> Any:
        if isinstance(path, list):
            return [cls._strip_protocol(one) for one in path]
        return super()._strip_protocol(os.fspath(path).removeprefix("shelf://"))

    def mv(self, path1: str, path2: str, **_: Any) -> None:
        super().mv(path1, path2)
        if Path(path2).name.startswith("crash"):
            os.kill(os.getpid(), signal.SIGKILL)
