"""The files in a ZIP archive, one after the other, with limits on all that an archive can do to its reader."""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from pjrd_extract.errors import ReadError
from pjrd_extract.read.decode import likelier_chinese

__all__ = ["ArchiveLimits", "Member", "is_archive", "members"]

_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")  # the second begins an archive of no files
# A file of this name makes the archive one document: OOXML; ODT and EPUB.
_DOCUMENT = frozenset({"[Content_Types].xml", "mimetype"})
_ENTRY = b"PK\x01\x02"  # what an entry of the directory begins with
_FOLDERS = 100_000  # how many entries may be folders, which count as no files
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
# What the file managers of systems leave in archives.
_LEFTOVER = re.compile(r"(?:^|/)(?:__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)")
_UNSAFE = re.compile(r"^/|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)|[\x00-\x1f\x7f]")
# What Windows can't have in a name: these characters, blanks and stops at the end, the names of devices.
_NO_NAME = re.compile(r'[<>:"|?*]|[ .]+$|^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?=[ .]|$)', re.IGNORECASE)
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError)
# A short file may well pack into next to nothing.
_SMALL = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """What an archive may hold at the most.

    ``max_members`` is how many files and ``max_unpacked`` how many bytes all of them have, archives in the archive
    included; ``max_member_bytes`` is the size of one file. A file over 1 MiB may not unpack to more than ``max_ratio``
    times its packed size, and an archive may lie ``max_depth`` archives deep.
    """

    max_members: int = 100_000
    max_unpacked: int = 8 * 1024**3
    max_member_bytes: int = 256 * 1024**2
    max_ratio: int = 200
    max_depth: int = 2


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its path in it, with ``/`` between the parts, and either its bytes or why there are none.

    ``name`` of a file in an archive within the archive begins with the path of that archive.
    """

    name: str
    data: bytes
    error: ReadError | None = None


def is_archive(data: bytes) -> bool:
    """Whether ``data`` is a ZIP archive of files, and not a document that happens to be stored as one (DOCX, ODT).

    >>> is_archive("公报".encode()), is_archive(b"PK\\x05\\x06" + bytes(18))
    (False, True)
    """
    if not data.startswith(_MAGIC):
        return False
    if data.count(_ENTRY) > _FOLDERS:  # no document has that many, and reading the directory would take much memory
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _DOCUMENT.isdisjoint(archive.namelist())
    except _DAMAGE:
        return True


def members(data: bytes, name: str, limits: ArchiveLimits | None = None) -> Iterator[Member]:
    """The files in the ZIP archive ``data``, called ``name`` in messages, in the order of its directory.

    Nothing is written anywhere, and a file is unpacked when its turn comes. One that is encrypted, damaged, too large,
    a link, or whose path leads out of the archive comes with an ``error`` and without data; the others are not
    concerned. Characters and names that Windows can't have are escaped (``a?.md`` is ``a%3F.md``), so that every system
    gives the same. Archives in the archive are opened likewise. Folders and what file managers leave behind
    (``__MACOSX``) are passed over. Names without the mark of UTF-8 are read as UTF-8 where they are valid, else as
    GB18030 or Big5.

    Raises ``ReadError`` if the archive itself is damaged, or if its directory announces more than ``limits`` allow.

    >>> packed = io.BytesIO()
    >>> with zipfile.ZipFile(packed, "w") as archive:
    ...     archive.writestr("2023/公报.md", "# 公报")
    ...     archive.writestr("../公报.md", "# 公报")
    >>> for member in members(packed.getvalue(), "a.zip"):
    ...     print(member.name, len(member.data), member.error)
    2023/公报.md 8 None
    ../公报.md 0 a.zip/../公报.md: refused: its path leads out of the archive
    """
    return _members(data, name, "", _Budget(limits or ArchiveLimits()), depth=0)


class _Budget:
    """What is left of the limits, over an archive and all archives in it."""

    def __init__(self, limits: ArchiveLimits) -> None:
        self.limits = limits
        self.members = limits.max_members
        self.bytes = limits.max_unpacked

    def spend(self, entries: list[zipfile.ZipInfo], name: str) -> None:
        """Takes off what a directory announces; no more than that is ever unpacked."""
        unpacked = sum(entry.file_size for entry in entries)
        if len(entries) > self.members:
            raise ReadError(f"refused: {len(entries)} files, and {self.members} are allowed", name=name)
        if unpacked > self.bytes:
            raise ReadError(f"refused: unpacks to {unpacked} bytes, and {self.bytes} are allowed", name=name)
        self.members -= len(entries)
        self.bytes -= unpacked


def _members(data: bytes, name: str, prefix: str, budget: _Budget, depth: int) -> Iterator[Member]:
    if depth > budget.limits.max_depth:
        raise ReadError(f"refused: more than {budget.limits.max_depth} archives around it", name=name)
    # Before the directory is read, which takes memory for each entry.
    if data.count(_ENTRY) > budget.members + _FOLDERS:
        raise ReadError(f"refused: {data.count(_ENTRY)} entries, and {budget.members} are allowed", name=name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE as error:
        raise ReadError("a damaged ZIP archive", name=name) from error
    with archive:
        # Not is_dir(), which takes a name for granted: one that begins with a NUL is empty.
        entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
        budget.spend(entries, name)
        taken: set[str] = set()
        for entry, given in zip(entries, _paths(entries), strict=True):
            if _LEFTOVER.search(given):
                continue
            path, shown = given, f"{name}/{given}"
            try:
                path = _claimed(path, taken, shown)
                shown = f"{name}/{path}"
                content = _content(archive, entry, shown, budget.limits)
                if is_archive(content):
                    yield from _members(content, shown, f"{prefix}{path}/", budget, depth + 1)
                else:
                    yield Member(prefix + path, content)
            except ReadError as error:
                yield Member(prefix + path, b"", error)


def _paths(entries: list[zipfile.ZipInfo]) -> list[str]:
    """The paths of ``entries``, whose unmarked names zipfile has taken for code page 437."""
    raw = [None if entry.flag_bits & _UTF8_NAME else entry.orig_filename.encode("cp437") for entry in entries]
    # A name is short; all of them together tell the encoding.
    encoding = likelier_chinese(b"\n".join(name for name in raw if name is not None and not _is_utf8(name)))
    paths = []
    for entry, name in zip(entries, raw, strict=True):
        path = entry.orig_filename
        if name is not None:
            path = name.decode("utf-8" if _is_utf8(name) else encoding, "replace")
        paths.append(path.replace("\\", "/"))
    return paths


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _claimed(path: str, taken: set[str], shown: str) -> str:
    """``path`` as every system can have it, which is added to ``taken``.

    Raises ``ReadError`` if it leads out of the archive or another file has it.
    """
    if _UNSAFE.search(path):
        raise ReadError("refused: its path leads out of the archive", name=shown)
    path = "/".join(part if part == "." else _NO_NAME.sub(_escaped, part) for part in path.split("/"))
    if path in taken:
        raise ReadError("refused: the archive has another file of this name", name=shown)
    taken.add(path)
    return path


def _escaped(found: re.Match[str]) -> str:
    """As in an address: ``%`` and the number; of the name of a device one letter is enough."""
    text = found[0]
    return f"%{ord(text[0]):02X}{text[1:]}" if text[0].isalpha() else "".join(f"%{ord(one):02X}" for one in text)


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, shown: str, limits: ArchiveLimits) -> bytes:
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise ReadError("refused: a link", name=shown)
    if entry.flag_bits & _ENCRYPTED:
        raise ReadError("encrypted: unpack the archive with its password first", name=shown)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ReadError("packed by a method that is not read: pack it again as plain ZIP", name=shown)
    size = entry.file_size
    if size > limits.max_member_bytes:
        raise ReadError(f"too large: {size} bytes, and {limits.max_member_bytes} are allowed", name=shown)
    if size > max(_SMALL, entry.compress_size * limits.max_ratio):
        raise ReadError(f"refused: {entry.compress_size} bytes would unpack to {size}", name=shown)
    try:
        return archive.read(entry)
    except _DAMAGE as error:
        raise ReadError("damaged in the archive", name=shown) from error
