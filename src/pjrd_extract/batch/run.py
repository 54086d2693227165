"""One run over an output folder: what is to do, and what is remembered of it."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

from pjrd_extract.batch.inputs import Input, explained_of, is_chosen, is_missing, settled
from pjrd_extract.batch.manifest import Entry, Manifest
from pjrd_extract.batch.mark import made_with
from pjrd_extract.batch.partitions import partitions
from pjrd_extract.batch.plan import Plan
from pjrd_extract.batch.pool import Pool
from pjrd_extract.batch.summary import Outcome, Summary
from pjrd_extract.batch.sweep import sweep
from pjrd_extract.batch.tables import Tables
from pjrd_extract.batch.tasks import Conversion, Options, Part, Result, Unpack, Whole
from pjrd_extract.read.document import ReadOptions
from pjrd_extract.write.files import flush_folder

__all__ = ["WORK", "Run"]

WORK = ".pjrd-work"
"""A folder for what is needed during a run alone."""


class Run:
    """A run on ``out``, which it alone works on: first ``unpacked``, then ``converted``, then ``written``."""

    def __init__(
        self,
        out: Path,
        options: Options,
        pool: Pool,
        tell: Callable[[Outcome], None],
        *,
        force: bool,
        retry_failed: bool,
    ) -> None:
        self.summary = Summary()
        self._out, self._pool, self._tell = out, pool, tell
        self._force, self._retry_failed = force, retry_failed
        self._mark = made_with(options)
        self._manifest = Manifest(out)
        self._unsettled: list[Entry] = []
        self._touched: set[Path] = set()
        self._archives: dict[str, Entry] = {}
        self._looked: dict[str, bool] = {}
        self._not_chosen: set[str] = set()
        self._explain = options.explain
        sweep(out)
        shutil.rmtree(out / WORK, ignore_errors=True)

    def standard_input(self, reading: ReadOptions) -> Input:
        """What comes on standard input, as an input of its own."""
        path = self._out / WORK / "stdin" / "stdin"
        path.parent.mkdir(parents=True)
        # One byte more than is allowed is enough to be refused.
        path.write_bytes(sys.stdin.buffer.read(reading.max_bytes + 1))
        return Input("stdin", str(path), None, shown="<stdin>")

    def unpacked(self, inputs: Iterable[Input], include: Sequence[str], exclude: Sequence[str]) -> list[Input]:
        """``inputs`` with the files of an archive in its place."""
        found, archives = list[Input](), dict[str, Input]()
        for given in inputs:
            if given.may_be_archive and given.id not in archives:
                archives[given.id] = given
            else:
                found.append(given)
        # The files that are taken from an archive hang on the patterns too.
        chosen = hashlib.sha256(json.dumps([include, exclude]).encode("ascii")).hexdigest()[:8]
        held = defaultdict[str, list[Entry]](list)
        for entry in self._manifest.entries.values():
            if entry.archive is not None and is_chosen(entry.input, entry.error is not None, include, exclude):
                held[entry.archive].append(entry)
        tasks = []
        for number, given in enumerate(archives.values()):
            known = self._known(given.id, f"{self._mark}+{chosen}")
            if not all(self._known(entry.input, self._mark) for entry in held[given.id]):
                known = None
            folder = self._out / WORK / str(number)
            tasks.append(Unpack(given.id, given.path, folder, tuple(include), tuple(exclude), known))
        for task, result in self._pool.run(Plan.of(tasks)):
            if isinstance(task, Unpack):
                found += self._opened(archives[task.id], result, held[task.id], f"{self._mark}+{chosen}")
        return found

    def _opened(self, given: Input, result: Result, held: Sequence[Entry], mark: str) -> list[Input]:
        """The inputs that an archive holds."""
        before = self._manifest.entries.get(given.id)
        self._looked[given.id] = result.sha256 is not None and not result.same
        self._not_chosen.update(f"{given.id}/{name}" for name in result.not_chosen)
        if result.error is not None or (result.same and before is not None and before.error is not None):
            self._note(given, result, mark)
        elif not result.same and result.members is None:
            return [given]
        else:
            if before is not None:
                self._remove(before)  # of a time when it was no archive
            self._archives[given.id] = Entry(given.id, given.root, result.sha256, mark, "archive", [])
        if result.same:
            same = Result(result.sha256, same=True)
            return [self._member(given, entry.input.removeprefix(f"{given.id}/"), None, same) for entry in held]
        return [
            self._member(given, one.name, one.path, Result(result.sha256, one.error) if one.error else None)
            for one in result.members or ()
        ]

    def _member(self, given: Input, name: str, path: Path | None, opened: Result | None) -> Input:
        own, shown = f"{given.id}/{name}", f"{given.name}/{name}"
        return Input(own, str(path or shown), given.root, None, given.id, shown, opened)

    def converted(self, found: Iterable[Input], roots: Collection[str], tables: Tables) -> None:
        """Converts the inputs ``found``, in the folders ``roots`` or named, and writes the pieces of partitions."""
        inputs = settled(found, self._out)
        self._drop_removed(inputs, roots)
        waiting: dict[str, Input] = {}
        for given in inputs:
            if given.refused is not None:
                self._refuse(given)
            elif given.opened is not None:
                self._note(given, given.opened)
            else:
                waiting[given.id] = given
        entries = self._manifest.entries
        # An archive itself has no rows, and is among the entries only once all that it holds is.
        known = (name for name, entry in entries.items() if entry.status != "archive")
        groups = partitions({*waiting, *known}) or [[]]

        def last(number: int) -> Part | None:
            for folder in self._touched:
                flush_folder(folder)
            self._touched.clear()
            return tables.part(number, [entries[one] for one in groups[number] if one in entries])

        def task(one: str) -> Conversion:
            given = waiting[one]
            return Conversion(one, given.path, self._out / given.output, self._known(one, self._mark), given.name)

        plan = Plan([[one for one in group if one in waiting] for group in groups], task, last)
        for done, result in self._pool.run(plan):
            if isinstance(done, Conversion):
                self._note(waiting[done.id], result)
            elif result.error is not None:
                self.summary.problems.append(result.error)
        self._remember()

    def _remember(self) -> None:
        for entry in self._archives.values():
            self._manifest.entries[entry.input] = entry
        if self._manifest.entries or self._unsettled:
            try:
                self._manifest.close(self._unsettled)
            except OSError as error:
                self.summary.problems.append(f"can't write {error.filename}: {error.strerror or error}")

    def written(self, tables: Tables) -> None:
        """Puts the tables together, unless a part of them could not be written."""
        if self.summary.problems:
            return
        try:
            for task, result in self._pool.run(Plan.of(tables.wholes())):
                if result.error is not None:
                    self.summary.problems.append(result.error)
                elif isinstance(task, Whole):
                    tables.done(task.format)
            self.summary.removed = tables.tidy()
        except OSError as error:
            self.summary.problems.append(f"can't write {error.filename}: {error.strerror or error}")

    def _known(self, name: str, mark: str) -> str | None:
        """The hash that an input must have to be left as it is."""
        entry = self._manifest.entries.get(name)
        if entry is None or entry.made_with != mark or self._force or (entry.error is not None and self._retry_failed):
            return None
        return entry.sha256 if self._is_made(entry) else None

    def _is_made(self, entry: Entry) -> bool:
        return all((self._out / output).is_file() for output in entry.outputs)

    def _note(self, given: Input, result: Result, mark: str | None = None) -> None:
        """Puts the result of an input into manifest and summary, and tells it."""
        before = self._manifest.entries.get(given.id)
        entry = before if result.same and before is not None else self._entry(given, result, mark or self._mark)
        self.summary.count(entry, same=result.same)
        output = None if entry.error else self._out / given.output
        # Told before it is written down: a full disk ends the run there.
        self._tell(Outcome(Path(given.name), output, entry.error, result.same, result.warnings))
        if entry is before:
            return
        if result.error and result.sha256 is None and before is not None:
            # It could not be opened, or its output not be written: what stood there stays, and the next run tries.
            self._unsettle(given, entry)
            return
        if before is not None:
            self._remove(before, keep=entry.outputs)
        self._touched.update((self._out / name).parent for name in entry.outputs)
        self._manifest.append(entry)

    def _entry(self, given: Input, result: Result, mark: str) -> Entry:
        outputs = [] if result.error else [given.output]
        if outputs and self._explain:
            outputs.append(explained_of(given.id))
        status = "failed" if result.error else "converted"
        counts = (result.metrics, result.findings, given.archive)
        return Entry(given.id, given.root, result.sha256, mark, status, outputs, result.error, *counts)

    def _refuse(self, given: Input) -> None:
        error = f"{given.name}: {given.refused}"
        self.summary.fail(error)
        self._tell(Outcome(Path(given.name), None, error))
        self._unsettle(given, Entry(given.id, given.root, None, self._mark, "failed", [], error))
        if (before := self._manifest.entries.pop(given.id, None)) is not None:
            self._remove(before)

    def _unsettle(self, given: Input, entry: Entry) -> None:
        """The next run has to look at it again, whatever its hash: at the archive that holds it, too."""
        self._unsettled.append(entry)
        if given.archive:
            self._archives.pop(given.archive, None)

    def _drop_removed(self, inputs: Sequence[Input], roots: Collection[str]) -> None:
        """Forgets inputs that are gone from a folder or archive that is converted again, and removes their outputs.

        Who chooses other inputs than an earlier run may have mistyped a pattern: what is still there stays.
        """
        here = {given.id for given in inputs} | self._looked.keys()
        for entry in list(self._manifest.entries.values()):
            if entry.input in here:
                continue
            looked = entry.root in roots or entry.archive in self._looked
            if (looked and self._is_gone(entry)) or not self._is_made(entry):
                self._remove(entry)
                del self._manifest.entries[entry.input]

    def _is_gone(self, entry: Entry) -> bool:
        if entry.archive in self._looked:
            # What an archive holds that can't be read at present is not known to be gone.
            return self._looked[entry.archive] and entry.input not in self._not_chosen
        return entry.root is not None and is_missing(Path(entry.root, entry.archive or entry.input))

    def _remove(self, entry: Entry, keep: Sequence[str] = ()) -> None:
        for output in entry.outputs:
            if output not in keep:
                (self._out / output).unlink(missing_ok=True)
