"""What a store remembers of its inputs: the manifest of ``batch.manifest``, wherever the store is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from pjrd_extract.batch.inputs import is_missing
from pjrd_extract.batch.manifest import Entry, entries_of, lines_of, refuse_foreign
from pjrd_extract.batch.summary import Summary
from pjrd_extract.batch.tasks import Result
from pjrd_extract.cluster.inputs import Given
from pjrd_extract.cluster.store import Store

__all__ = ["ClusterOutcome", "Record"]

_MANIFEST, _ERRORS = "manifest.jsonl", "errors.jsonl"


@dataclass(frozen=True, slots=True)
class ClusterOutcome:
    """What became of one input, as ``Outcome`` says it of a local run; ``path`` and ``output`` are paths or URLs."""

    path: str
    output: str | None
    error: str | None = None
    skipped: bool = False
    warnings: tuple[str, ...] = ()


class Record:
    """The entries of ``out`` by input. ``save`` writes them; until then the file is as it was.

    ``tell`` is called for each input, and ``summary`` counts them. Raises ``PjrdError`` where a file of its name is of
    another kind.
    """

    def __init__(self, out: Store, mark: str, tell: Callable[[ClusterOutcome], None]) -> None:
        self.out = out
        self.summary = Summary()
        self._tell = tell
        self.mark = mark
        for name in (_MANIFEST, _ERRORS):
            refuse_foreign(out.read(name) or b"", out.url(name))
        self.entries = entries_of(out.read(_MANIFEST) or b"")
        self._unsettled: list[Entry] = []
        self._there = {name for name, _ in out.sizes()} if self.entries else set()

    def known(self, given: Given, retry_failed: bool) -> str | None:
        """The hash that an input must have to be left as it is."""
        entry = self.entries.get(given.id)
        if entry is None or entry.made_with != self.mark or (entry.error is not None and retry_failed):
            return None
        return entry.sha256 if self._there.issuperset(entry.outputs) else None

    def forget(self, inputs: Sequence[Given], folders: Collection[str]) -> None:
        """Drops inputs that are gone from ``folders``, which are converted again, and removes their outputs.

        What is still there, but was not chosen, stays.
        """
        here = {given.id for given in inputs}
        for entry in list(self.entries.values()):
            # What an archive holds, which another engine has opened, is not known to be gone.
            known = entry.input in here or entry.archive in here
            if entry.root is not None and entry.root in folders and not known and _is_gone(entry.root, entry):
                self._remove(entry)
                del self.entries[entry.input]

    def refuse(self, given: Given) -> None:
        """Puts down that an input was refused."""
        error, before = f"{given.shown}: {given.refused}", self.entries.get(given.id)
        self._unsettled.append(Entry(given.id, given.root, None, self.mark, "failed", [], error))
        self.summary.fail(error)
        self._tell(ClusterOutcome(given.shown, None, error))
        if before is not None and before.status != "archive":
            self._remove(before)
            del self.entries[given.id]

    def note(self, given: Given, result: Result) -> None:
        """Puts down what became of an input."""
        before = self.entries.get(given.id)
        entry = before if result.same and before is not None else self._settled(given, result, before)
        self.summary.count(entry, same=result.same)
        output = None if entry.error else self.out.url(given.output)
        self._tell(ClusterOutcome(given.shown, output, entry.error, result.same, result.warnings))

    def _settled(self, given: Given, result: Result, before: Entry | None) -> Entry:
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
        else:
            self.out.remove(_MANIFEST)
        failed = [entry for entry in (*ordered, *self._unsettled) if entry.error is not None]
        if failed:
            self.out.write(_ERRORS, lines_of(sorted(failed, key=lambda entry: (entry.input, entry.error or ""))))
        else:
            self.out.remove(_ERRORS)

    def _remove(self, entry: Entry, keep: Sequence[str] = ()) -> None:
        for output in entry.outputs:
            if output not in keep:
                self.out.remove(output)


def _is_gone(root: str, entry: Entry) -> bool:
    """Whether the input of ``entry`` is no more in the folder ``root``."""
    name, folder = entry.archive or entry.input, Store.at(root)
    if folder.filesystem is None:
        return is_missing(Path(root, name))
    return not folder.filesystem.exists(folder.path(name))
