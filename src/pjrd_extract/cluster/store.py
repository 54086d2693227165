"""A folder on this machine, on a disk that all share, or in object storage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from pjrd_extract.errors import MissingExtraError, PjrdError
from pjrd_extract.write.files import temporary_name, write_atomically

__all__ = ["Store", "is_url"]

# Storage that shows an object only when all of it is there. Elsewhere a file gets its name when it is whole.
_SHOWN_WHOLE = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oss", "obs", "cos"})


def is_url(path: str) -> bool:
    """Whether ``path`` names something by protocol: ``s3://…``, ``hdfs://…``, ``file://…``.

    >>> is_url("s3://county/bulletins"), is_url("bulletins/2023"), is_url("C:/bulletins")
    (True, False, False)
    """
    return "://" in path


@dataclass(frozen=True, slots=True)
class Store:
    """The files below ``root``. ``filesystem`` is that of fsspec; none where ``root`` is a path as Python knows it.

    ``shown`` is what messages call it. A store can be sent to other processes.
    """

    root: str
    shown: str
    filesystem: Any = None

    @classmethod
    def at(cls, place: str) -> Store:
        """The store at ``place``, a path or any URL that fsspec knows; what needs a password has it from the system.

        Raises ``MissingExtraError`` without fsspec, ``PjrdError`` for a protocol that fsspec does not know or whose
        package is missing, which the message names.

        >>> Store.at("file:///srv/out")
        Store(root='/srv/out', shown='/srv/out', filesystem=None)
        """
        if not is_url(place):
            return cls(str(Path(place).absolute()), place)
        try:
            core = import_module("fsspec.core")
        except ModuleNotFoundError as error:
            raise MissingExtraError("ray", place) from error
        try:
            filesystem, root = core.url_to_fs(place)
        except (ImportError, ValueError) as error:
            raise PjrdError(f"{place}: {error}") from error
        if "file" in _protocols(filesystem):
            return cls(root, root)
        return cls(root.rstrip("/"), place.rstrip("/"), filesystem)

    def path(self, name: str) -> str:
        """The path of the file ``name`` as the file system knows it."""
        return f"{self.root.rstrip('/')}/{name}"

    def url(self, name: str) -> str:
        """What messages call the file ``name``."""
        return f"{self.shown.rstrip('/')}/{name}"

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; ``None`` where there is none. Raises ``OSError``."""
        try:
            if self.filesystem is None:
                return Path(self.path(name)).read_bytes()
            data: bytes = self.filesystem.cat_file(self.path(name))
        except FileNotFoundError:
            return None
        return data

    def write(self, name: str, data: bytes) -> None:
        """Writes a file whole or not at all. Raises ``OSError``."""
        path = self.path(name)
        if self.filesystem is None:
            write_atomically(Path(path), data)
            return
        if not _SHOWN_WHOLE.isdisjoint(_protocols(self.filesystem)):
            self.filesystem.pipe_file(path, data)
            return
        parent = path.rpartition("/")[0]
        temporary = f"{parent}/{temporary_name()}"
        self.filesystem.makedirs(parent, exist_ok=True)
        try:
            self.filesystem.pipe_file(temporary, data)
            self.filesystem.mv(temporary, path)
        except BaseException:
            if self.filesystem.exists(temporary):
                self.filesystem.rm_file(temporary)
            raise

    def move(self, name: str, other: str) -> None:
        """Calls a file by another name. Raises ``OSError``."""
        if self.filesystem is None:
            Path(self.path(name)).replace(self.path(other))
        else:
            self.filesystem.mv(self.path(name), self.path(other))

    def remove(self, name: str) -> None:
        """Removes a file if it is there. Raises ``OSError``."""
        if self.filesystem is None:
            Path(self.path(name)).unlink(missing_ok=True)
            return
        try:
            self.filesystem.rm_file(self.path(name))
        except FileNotFoundError:
            return

    def sizes(self) -> Iterator[tuple[str, int]]:
        """The name of each file, and its bytes; in no order. Links are not followed."""
        if self.filesystem is None:
            root = Path(self.root)
            for path in root.rglob("*"):
                if path.is_file() and not path.is_symlink():
                    yield path.relative_to(root).as_posix(), path.stat().st_size
            return
        self.filesystem.invalidate_cache()
        base = self.root.rstrip("/") + "/"
        try:
            found = self.filesystem.find(self.root, detail=True)
        except FileNotFoundError:
            return
        for path, about in found.items():
            if path.startswith(base):
                yield path.removeprefix(base), int(about.get("size") or 0)

    def is_folder(self) -> bool:
        """Whether there is a folder here, rather than a file or nothing."""
        if self.filesystem is None:
            return Path(self.root).is_dir()
        return bool(self.filesystem.isdir(self.root))


def _protocols(filesystem: Any) -> frozenset[str]:
    protocol = filesystem.protocol
    return frozenset([protocol] if isinstance(protocol, str) else protocol)
