"""What a store remembers of its inputs: the manifest of ``batch.manifest``, wherever the store is."""

from __future__ import annotations

from collections.abc import Sequence

from pjrd_extract.batch.manifest import Entry, entries_of, lines_of
from pjrd_extract.batch.tasks import Result
from pjrd_extract.cluster.inputs import Given
from pjrd_extract.cluster.store import Store

__all__ = ["Record"]

_MANIFEST, _ERRORS = "manifest.jsonl", "errors.jsonl"


class Record:
    """The entries of ``out`` by input. ``save`` writes them; until then the file is as it was."""

    def __init__(self, out: Store, mark: str) -> None:
        self.out = out
        self.mark = mark
        self.entries = entries_of(out.read(_MANIFEST) or b"")
        self._unsettled: list[Entry] = []
        self._there = {name for name, _ in out.sizes()} if self.entries else set()

    def known(self, given: Given, *, retry_failed: bool) -> str | None:
        """The hash that an input must have to be left as it is."""
        entry = self.entries.get(given.id)
        if entry is None or entry.made_with != self.mark or (entry.error is not None and retry_failed):
            return None
        return entry.sha256 if self._there.issuperset(entry.outputs) else None

    def forget(self, inputs: Sequence[Given]) -> None:
        """Drops the inputs that are gone from a folder that is converted again, and removes their outputs."""
        here, roots = {given.id for given in inputs}, {given.root for given in inputs if given.root is not None}
        for entry in list(self.entries.values()):
            if entry.root in roots and entry.input not in here:
                self._remove(entry)
                del self.entries[entry.input]

    def refuse(self, given: Given) -> str:
        """Puts down that an input was refused, and gives the reason as it is told."""
        error = f"{given.shown}: {given.refused}"
        self._unsettled.append(Entry(given.id, given.root, None, self.mark, "failed", [], error))
        if (before := self.entries.pop(given.id, None)) is not None:
            self._remove(before)
        return error

    def note(self, given: Given, result: Result) -> Entry:
        """Puts down what became of an input, and gives its entry."""
        before = self.entries.get(given.id)
        if result.same and before is not None:
            return before
        outputs, status = ([], "failed") if result.error else ([given.output], "converted")
        counts = (result.metrics, result.findings)
        entry = Entry(given.id, given.root, result.sha256, self.mark, status, outputs, result.error, *counts)
        if result.error and result.sha256 is None and before is not None:
            # It could not be read, or its output not be written: what stood there stays, and the next run tries.
            self._unsettled.append(entry)
            return entry
        if before is not None:
            self._remove(before, keep=entry.outputs)
        self.entries[given.id] = entry
        return entry

    def save(self) -> None:
        """Writes the manifest sorted by input, and all failures to ``errors.jsonl``, which is gone without any."""
        ordered = [self.entries[name] for name in sorted(self.entries)]
        if ordered:
            self.out.write(_MANIFEST, lines_of(ordered))
        failed = [entry for entry in (*ordered, *self._unsettled) if entry.error is not None]
        if failed:
            self.out.write(_ERRORS, lines_of(sorted(failed, key=lambda entry: (entry.input, entry.error or ""))))
        else:
            self.out.remove(_ERRORS)

    def _remove(self, entry: Entry, keep: Sequence[str] = ()) -> None:
        for output in entry.outputs:
            if output not in keep:
                self.out.remove(output)
