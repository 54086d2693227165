"""Which tables of an output folder have to be written, and which have become stale."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from pjrd_extract.batch.layout import KINDS, PARTS, PIECES, WHOLES, final_name, parts_there
from pjrd_extract.batch.manifest import Entry
from pjrd_extract.batch.partitions import fingerprint
from pjrd_extract.batch.tasks import Part, Whole
from pjrd_extract.write.files import unique_text, write_atomically
from pjrd_extract.write.tables.columns import TABLES

__all__ = ["Tables", "mark_of"]


def mark_of(fingerprints: Sequence[str], headers: str) -> bytes:
    """What is noted of a format when its tables are whole: the partitions they are of, and the language of the heads.

    >>> mark_of(["3fb0"], "en").decode("ascii").endswith(" en")
    True
    """
    return f"{hashlib.sha256(' '.join(fingerprints).encode()).hexdigest()} {headers}".encode("ascii")


class Tables:
    """The tables of ``out`` in a run that asks for ``formats``.

    First comes ``part`` for each partition, then ``wholes``, of which each is ``done``, then ``tidy``. What a format
    was last put together from stands in a file of its name, so that only what has changed is put together again.
    """

    def __init__(self, out: Path, formats: Iterable[str], headers: str) -> None:
        self.out, self.headers = out, headers
        self.formats = [form for form in WHOLES if form in set(formats)]
        self._folder = out / PARTS
        self._parts: dict[int, str] = {}
        self._finals = [set(parts_there(out, name)) for name in TABLES]

    def part(self, number: int, entries: Sequence[Entry]) -> Part | None:
        """What has to be written of the partition ``number``, whose inputs have become ``entries``."""
        done = [entry for entry in entries if entry.status == "converted"]
        if not done and number:  # of no bulletins at all there are tables too, without rows
            return None
        name = fingerprint([(entry.input, entry.sha256, entry.made_with) for entry in done])
        self._parts[number] = name
        needed = dict.fromkeys(KINDS.get(form, form) for form in self.formats)
        kinds = tuple(kind for kind in needed if not self._stored(name, kind))
        bulletins = tuple((unique_text(entry.input), self.out / entry.outputs[0]) for entry in done)
        return Part(self._folder / name, kinds, bulletins) if kinds else None

    def wholes(self) -> list[Whole]:
        """The formats that have to be put together."""
        found = [form for form in self.formats if not self._current(form, self._mark())]
        for form in found:
            write_atomically(self._folder / form, b"")  # these files are ours, and not current
        folders = tuple(self._folder / name for name in self._names())
        return [Whole(self.out, form, self.headers, folders) for form in found]

    def done(self, form: str) -> None:
        """Says that the files of ``form`` are whole."""
        write_atomically(self._folder / form, self._mark())

    def tidy(self) -> list[str]:
        """Removes what is stored of partitions that are no more, and tables of other formats that have become stale.

        Gives the formats of which the tables were removed.
        """
        removed = []
        for form, names in WHOLES.items():
            marker = self._folder / form
            if form in self.formats or not marker.exists() or self._current(form, self._mark(marker)):
                continue
            for path in [*(self.out / name for name in names), *self._parquet(form)]:
                path.unlink(missing_ok=True)
                with suppress(OSError):  # a folder with something else in it stays
                    path.parent.rmdir()
            marker.unlink()
            removed.append(form)
        for folder in self._folder.iterdir() if self._folder.exists() else ():
            if folder.is_dir() and folder.name not in self._parts.values():
                shutil.rmtree(folder)
        return removed

    def _names(self) -> list[str]:
        return [self._parts[number] for number in sorted(self._parts)]

    def _mark(self, other: Path | None = None) -> bytes:
        """What tables with these heads are put together from; with the heads that ``other`` tells of, if given."""
        headers = self.headers if other is None else other.read_text("ascii").rpartition(" ")[2]
        return mark_of(self._names(), headers)

    def _stored(self, name: str, kind: str) -> bool:
        there = [(self._folder / name / piece).exists() for piece in PIECES[kind]]
        if kind == "parquet":
            there = [staged or name in final for staged, final in zip(there, self._finals, strict=True)]
        return all(there)

    def _current(self, form: str, mark: bytes) -> bool:
        marker = self._folder / form
        names = [*WHOLES[form]]
        if form == "parquet":
            parts = [final_name(at, name) for at, name in enumerate(self._names())]
            names = [f"parquet/{table}/{part}" for table in TABLES for part in parts]
        return marker.exists() and marker.read_bytes() == mark and all((self.out / name).exists() for name in names)

    def _parquet(self, form: str) -> list[Path]:
        """The parts that are ours: those with a fingerprint."""
        tables = TABLES if form == "parquet" else ()
        there = (part for name in tables for part in parts_there(self.out, name).items())
        return [path for name, path in there if path.name != name]
