"""Which parts of the Parquet tables have to be written, and which files in a store are no longer right.

Parts are cut and called as ``batch.tables`` does it, so that either engine goes on from where the other has left.
"""

from __future__ import annotations

from dataclasses import dataclass

from pjrd_extract.batch.layout import PARTS, WHOLES, final_name
from pjrd_extract.batch.manifest import Entry
from pjrd_extract.batch.partitions import fingerprint, partitions
from pjrd_extract.batch.tables import mark_of
from pjrd_extract.cluster.store import Store
from pjrd_extract.write.files import is_temporary, unique_text
from pjrd_extract.write.tables.columns import TABLES

__all__ = ["PartTask", "Parts"]


@dataclass(frozen=True, slots=True)
class PartTask:
    """A part of every table to write to ``outputs``, of ``bulletins`` (id and JSON) in the order of their rows."""

    outputs: dict[str, str]
    bulletins: tuple[tuple[str, str], ...]


class Parts:
    """The parts of all tables that the bulletins of ``entries`` make, and the files that there are in ``out``."""

    def __init__(self, out: Store, entries: dict[str, Entry]) -> None:
        self._out = out
        self._there = {name for name, _ in out.sizes()}
        groups = [[entries[one] for one in group] for group in partitions(entries)] or [[]]
        done = [[entry for entry in group if entry.status == "converted"] for group in groups]
        # Of no bulletins at all there are tables too, without rows.
        self._groups = [group for number, group in enumerate(done) if group or not number]
        self._names = [
            fingerprint([(entry.input, entry.sha256, entry.made_with) for entry in group]) for group in self._groups
        ]

    def missing(self) -> list[PartTask]:
        """What has to be written; parts that are there under another number get their own first."""
        wanted = [self._outputs(number, name) for number, name in enumerate(self._names)]
        self._rename(dict(zip(self._names, wanted, strict=True)))
        return [
            PartTask(outputs, tuple((unique_text(entry.input), entry.outputs[0]) for entry in group))
            for outputs, group in zip(wanted, self._groups, strict=True)
            if not self._there.issuperset(outputs.values())
        ]

    def finish(self) -> None:
        """Says that all parts are written: removes those of earlier runs, and notes that the tables are whole."""
        wanted = {output for number, name in enumerate(self._names) for output in self._outputs(number, name).values()}
        for name in self._there - wanted:
            if name.startswith("parquet/"):
                self._out.remove(name)
        self._out.write(f"{PARTS}/parquet", mark_of(self._names, "en"))

    def tidy(self) -> list[str]:
        """Removes what was left by machines that died while they wrote, and tables that have become stale.

        Gives the formats of which the tables were removed.
        """
        removed = []
        for form, names in WHOLES.items():
            marker = f"{PARTS}/{form}"
            found = self._out.read(marker)
            if found is None or found == mark_of(self._names, found.decode("ascii").rpartition(" ")[2]):
                continue
            stale = [name for name in self._there if form == "parquet" and name.startswith("parquet/")]
            for name in (*names, *stale, marker):
                self._out.remove(name)
            removed.append(form)
        for name, _ in list(self._out.sizes()):
            if is_temporary(name):
                self._out.remove(name)
        return removed

    def _outputs(self, number: int, name: str) -> dict[str, str]:
        return {table: f"parquet/{table}/{final_name(number, name)}" for table in TABLES}

    def _rename(self, wanted: dict[str, dict[str, str]]) -> None:
        for path in sorted(self._there):
            folder, _, part = path.rpartition("/")
            table, name = folder.removeprefix("parquet/"), part.removesuffix(".parquet").rpartition("-")[2]
            output = wanted.get(name, {}).get(table)
            if output is not None and output != path and part.startswith("part-"):
                self._out.move(path, output)
                self._there = (self._there - {path}) | {output}
