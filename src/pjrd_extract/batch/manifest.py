"""``manifest.jsonl``: what became of each input, so that a second run does only what is new or changed."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from itertools import zip_longest
from pathlib import Path, PurePath

from pjrd_extract.batch.inputs import explained_of, output_of
from pjrd_extract.errors import PjrdError
from pjrd_extract.write.files import flush_folder, replaced

__all__ = ["Entry", "Manifest", "entries_of", "lines_of", "refuse_foreign"]

_BEGIN = b'{"input": '
_HEAD = 4096  # bytes of a file that tell what it is


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the manifest.

    ``sha256`` is none where the input could not be read or its output not be written: such an input is tried again.
    ``made_with`` stands for library, rules and options, ``archive`` is the input that holds it. Of an archive the
    status is ``archive``, and only when all its files are in the manifest.
    """

    input: str
    root: str | None
    sha256: str | None
    made_with: str
    status: str
    outputs: list[str]
    error: str | None = None
    metrics: int = 0
    findings: dict[str, int] = field(default_factory=dict)
    archive: str | None = None


class Manifest:
    """The entries of an output folder, by input. Each is appended when it is known; ``close`` puts all in order.

    Raises ``PjrdError`` where a file of its name is of another kind.
    """

    def __init__(self, out: Path) -> None:
        self.path = out / "manifest.jsonl"
        self.errors = out / "errors.jsonl"
        self.entries: dict[str, Entry] = {}
        if self.path.exists():
            with self.path.open("rb") as file:
                self.entries = _entries(file)
        for path in (self.path, self.errors):
            if path.exists():
                with path.open("rb") as file:
                    refuse_foreign(file.read(_HEAD), str(path))
        self._synced = 0.0

    def append(self, entry: Entry) -> None:
        """Adds ``entry`` to the file at once, so that a run that is killed later need not repeat it.

        It is flushed to the disk with the next one that is a second later. Raises ``OSError`` with the file's name.
        """
        self.entries[entry.input] = entry
        try:
            with self.path.open("ab", buffering=0) as file:
                # A line end in front closes a line that a killed run has left open.
                file.write(b"\n" + _line(entry))
                if (now := time.monotonic()) - self._synced > 1:
                    os.fsync(file.fileno())
                    self._synced = now
        except OSError as error:
            error.filename = str(self.path)
            raise

    def close(self, unsettled: Sequence[Entry] = ()) -> None:
        """Writes the entries sorted by input, and the failed ones to ``errors.jsonl``, which is gone without any.

        ``unsettled`` are failures of this run that change nothing of what is known of their inputs.
        """
        ordered = [self.entries[name] for name in sorted(self.entries)]
        _write(self.path, ordered)
        failed = [entry for entry in ordered if entry.error is not None]
        if failed or unsettled:
            told = sorted([*failed, *unsettled], key=lambda entry: (entry.input, entry.error))
            _write(self.errors, told)
        else:
            self.errors.unlink(missing_ok=True)
        flush_folder(self.path.parent)


def refuse_foreign(head: bytes, name: str) -> None:
    """Raises ``PjrdError`` if what begins with ``head`` is no manifest, and so would be lost.

    >>> refuse_foreign(b'\\n{"input": "a.md", "ro', "manifest.jsonl")
    >>> refuse_foreign(b'{"files": []}', "manifest.jsonl")
    Traceback (most recent call last):
    ...
    pjrd_extract.errors.PjrdError: manifest.jsonl: was not written by this program: choose another folder
    """
    start = head.lstrip()[: len(_BEGIN)]
    # A run that was killed may have left no more than the beginning of a line.
    if not _BEGIN.startswith(start):
        raise PjrdError(f"{name}: was not written by this program: choose another folder")


def entries_of(data: bytes) -> dict[str, Entry]:
    """The entries in the lines ``data`` by input, of each the last; a line that is none is left out.

    >>> entries_of(b'{"input": "a.md", "root"')
    {}
    """
    return _entries(data.splitlines())


def _entries(lines: Iterable[bytes]) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    same: dict[str | None, str | None] = {}  # one string for what stands in every line
    for line in lines:
        try:
            found = json.loads(line)
            for key in ("root", "made_with", "status", "archive"):
                found[key] = same.setdefault(found[key], found[key])
            entry = Entry(**found)
            if not _is_ours(entry):
                continue
        except (ValueError, TypeError, KeyError):
            continue  # the end of a run that was killed: its last line is not whole
        entries[entry.input] = entry
    return entries


def _is_ours(entry: Entry) -> bool:
    """Whether its outputs are those of its input: what else a file names must not be removed by its word."""
    if entry.status != "converted":
        return not entry.outputs
    path, output = PurePath(entry.input), output_of(entry.input)
    inside = not path.anchor and ".." not in path.parts
    return inside and entry.outputs in ([output], [output, explained_of(entry.input)])


def _line(entry: Entry) -> bytes:
    # A name that is no valid Unicode keeps its bytes as escapes.
    return json.dumps(asdict(entry), ensure_ascii=True, sort_keys=False).encode("ascii") + b"\n"


def lines_of(entries: Iterable[Entry]) -> bytes:
    """``entries`` as lines of JSON."""
    return b"".join(_line(entry) for entry in entries)


def _write(path: Path, entries: Sequence[Entry]) -> None:
    if _is_as(path, entries):
        return  # who may not write there need not
    with replaced(path) as temporary, temporary.open("wb") as file:
        file.writelines(map(_line, entries))


def _is_as(path: Path, entries: Sequence[Entry]) -> bool:
    """Whether the file has these lines already."""
    if not path.exists():
        return False
    with path.open("rb") as file:
        return all(line == other for line, other in zip_longest(map(_line, entries), file))
