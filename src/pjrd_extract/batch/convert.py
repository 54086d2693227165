"""Many inputs to one output folder: only what is new or changed is done, and nothing is ever half-written."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from pjrd_extract._version import __version__
from pjrd_extract.batch.inputs import Input, find_inputs
from pjrd_extract.batch.layout import FORMATS
from pjrd_extract.batch.lock import held
from pjrd_extract.batch.manifest import Entry, Manifest
from pjrd_extract.batch.partitions import partitions
from pjrd_extract.batch.plan import Plan
from pjrd_extract.batch.pool import Pool
from pjrd_extract.batch.tables import Tables
from pjrd_extract.batch.tasks import Conversion, Options, Part, Result, Whole
from pjrd_extract.errors import MissingExtraError
from pjrd_extract.write.files import flush_folder

__all__ = ["Outcome", "Summary", "convert", "made_with"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: where its JSON stands, or why there is none (``error``, which begins with the path).

    ``skipped`` says that it was so already: the input has not changed since an earlier run. ``warnings`` are of
    corrections that were left out or had to be placed in a changed source.
    """

    path: Path
    output: Path | None
    error: str | None = None
    skipped: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class Summary:
    """What a run did: how many inputs were converted, skipped (unchanged) and failed, what was found, the seconds.

    ``problems`` says why tables could not be written; then none of them are new. ``removed`` are the formats of an
    earlier run whose tables had become stale.
    """

    converted: int = 0
    skipped: int = 0
    failed: int = 0
    metrics: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    problems: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0 all is well, 3 some failed, 1 nothing could be done."""
        if not self.failed and not self.problems:
            return 0 if self.converted + self.skipped else 1
        return 3 if self.converted + self.skipped else 1


def convert(
    paths: Iterable[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    formats: Sequence[str] = ("json",),
    jobs: int | None = None,
    timeout: float | None = None,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    rules: Path | None = None,
    reference_date: dt.date | None = None,
    explain: bool = False,
    corrections: Path | None = None,
    headers: str = "en",
    force: bool = False,
    retry_failed: bool = False,
    on_result: Callable[[Outcome], None] | None = None,
) -> Summary:
    """Converts the files and folders ``paths`` into the folder ``out``: docs/batch.md says what stands there then.

    ``jobs`` processes work (default: one a core); with 0, or where there is one input and no ``timeout`` (seconds an
    input), this process does all itself. ``rules`` is a file of rule data, ``corrections`` one as in
    docs/corrections.md, ``headers`` the language of the heads in
    CSV. An input that is unchanged since an earlier run is skipped, also if it failed then, unless ``retry_failed``;
    ``force`` does all again. ``on_result`` is called for each input. Raises ``PjrdError`` when another run is at work
    on ``out``, ``MissingExtraError`` for Parquet without pyarrow, ``ValueError`` for a format that is none.

    >>> import tempfile
    >>> convert(["no-such-file.md"], tempfile.mkdtemp(), on_result=lambda one: print(one.error)).exit_code
    no-such-file.md: no such file or directory
    1
    """
    if unknown := set(formats) - set(FORMATS):
        raise ValueError(f"no such format: {', '.join(sorted(unknown))}")
    _need_extras(formats)
    began, out, summary = time.monotonic(), Path(out), Summary()
    options = Options(rules, reference_date, explain, corrections)
    inputs = find_inputs([Path(path) for path in paths], out, include=include, exclude=exclude)
    tell = on_result or (lambda _: None)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        for given in inputs:
            summary.failed += 1
            reason = f"can't write {error.filename or out}: {error.strerror or error}"
            tell(Outcome(given.path, None, f"{given.path}: {reason}"))
        return summary
    with held(out):
        try:
            run = _Run(out, options, summary, tell, force=force, retry_failed=retry_failed)
            jobs = os.cpu_count() or 1 if jobs is None else jobs
            with Pool(options, jobs=jobs, timeout=timeout) as pool:
                run.inputs(inputs, Tables(out, formats, headers), pool)
        finally:
            if not any(out.iterdir()):
                out.rmdir()
    summary.seconds = time.monotonic() - began
    return summary


class _Run:
    """What a run knows: the manifest of ``out``, and what it has to tell of each input."""

    def __init__(
        self,
        out: Path,
        options: Options,
        summary: Summary,
        tell: Callable[[Outcome], None],
        *,
        force: bool,
        retry_failed: bool,
    ) -> None:
        self.out, self.summary, self.tell = out, summary, tell
        self.force, self.retry_failed = force, retry_failed
        self.mark = made_with(options)
        self.manifest = Manifest(out)
        self.given: dict[str, Input] = {}
        self.unsettled: list[Entry] = []
        self.touched: set[Path] = set()
        for left in out.rglob(".pjrd-*.tmp"):
            left.unlink()

    def inputs(self, inputs: Sequence[Input], tables: Tables, pool: Pool) -> None:
        """Converts ``inputs`` and writes the tables of all bulletins of the folder."""
        self._drop_removed(inputs)
        for given in inputs:
            if given.refused is None:
                self.given[given.id] = given
            else:
                self._refuse(given)
        groups = partitions({*self.given, *self.manifest.entries}) or [[]]

        def last(number: int) -> Part | None:
            for folder in self.touched:
                flush_folder(folder)
            self.touched.clear()
            entries = self.manifest.entries
            return tables.part(number, [entries[one] for one in groups[number] if one in entries])

        plan = Plan([[one for one in group if one in self.given] for group in groups], self._task, last)
        for task, result in pool.run(plan):
            if isinstance(task, Conversion):
                self._note(task, result)
            elif result.error is not None:
                self.summary.problems.append(result.error)
        if self.manifest.entries or self.unsettled:
            self.manifest.close(self.unsettled)
        if not self.summary.problems:
            self._tables(tables, pool)

    def _tables(self, tables: Tables, pool: Pool) -> None:
        def no_last(_: int) -> None:
            return None

        try:
            for task, result in pool.run(Plan([tables.wholes()], lambda whole: whole, no_last)):
                if result.error is not None:
                    self.summary.problems.append(result.error)
                elif isinstance(task, Whole):
                    tables.done(task.format)
            self.summary.removed = tables.tidy()
        except OSError as error:
            self.summary.problems.append(f"can't write {error.filename}: {error.strerror or error}")

    def _task(self, name: str) -> Conversion:
        given, known = self.given[name], None
        entry = self.manifest.entries.get(name)
        if entry is not None and entry.made_with == self.mark and not self.force:
            again = entry.error is not None and self.retry_failed
            there = all((self.out / output).is_file() for output in entry.outputs)
            known = entry.sha256 if there and not again else None
        return Conversion(name, given.path, self.out / given.output, known)

    def _note(self, task: Conversion, result: Result) -> None:
        """Puts the result of an input into manifest and summary, and tells it."""
        given, before = self.given[task.id], self.manifest.entries.get(task.id)
        entry = before if result.same and before is not None else self._entry(given, task, result)
        if entry.error:
            self.summary.failed += 1
        elif result.same:
            self.summary.skipped += 1
        else:
            self.summary.converted += 1
        self.summary.metrics += entry.metrics
        self.summary.findings.update(entry.findings)
        output = None if entry.error else task.output
        # Told before it is written down: a full disk ends the run there.
        self.tell(Outcome(given.path, output, entry.error, result.same, result.warnings))
        if entry is before:
            return
        if result.error and result.sha256 is None and before is not None:
            # It could not be opened, or its output not be written: what stood there stays, and the next run tries.
            self.unsettled.append(entry)
            return
        if before is not None:
            self._remove(before, keep=entry.outputs)
        self.touched.update((self.out / name).parent for name in entry.outputs)
        self.manifest.append(entry)

    def _entry(self, given: Input, task: Conversion, result: Result) -> Entry:
        outputs = [] if result.error else [given.output]
        if outputs and task.output.with_suffix(".explain.jsonl").exists():
            outputs.append(str(Path(given.output).with_suffix(".explain.jsonl")))
        status = "failed" if result.error else "converted"
        counts = (result.metrics, result.findings)
        return Entry(task.id, given.root, result.sha256, self.mark, status, outputs, result.error, *counts)

    def _refuse(self, given: Input) -> None:
        error = f"{given.path}: {given.refused}"
        self.summary.failed += 1
        self.tell(Outcome(given.path, None, error))
        self.unsettled.append(Entry(given.id, given.root, None, self.mark, "failed", [], error))
        if (before := self.manifest.entries.pop(given.id, None)) is not None:
            self._remove(before)

    def _drop_removed(self, inputs: Sequence[Input]) -> None:
        """Forgets inputs that are gone from a folder that is converted again, and removes their outputs."""
        here, roots = {given.id for given in inputs}, {given.root for given in inputs if given.root is not None}
        for entry in list(self.manifest.entries.values()):
            if entry.root in roots and entry.input not in here:
                self._remove(entry)
                del self.manifest.entries[entry.input]

    def _remove(self, entry: Entry, keep: Sequence[str] = ()) -> None:
        for output in entry.outputs:
            if output not in keep:
                (self.out / output).unlink(missing_ok=True)


def _need_extras(formats: Sequence[str]) -> None:
    """Raises ``MissingExtraError`` before anything is done, and not at its end."""
    if "parquet" in formats and not _installed("pyarrow"):
        raise MissingExtraError("tables", "Parquet")


def _installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ValueError:  # what is imported already, but is no module
        return False


def made_with(options: Options) -> str:
    """The library's version, and a hash of what else an output rests on: ``Entry.made_with``."""
    files = [
        hashlib.sha256(path.read_bytes()).hexdigest() if path is not None and path.is_file() else None
        for path in (options.rules, options.corrections)
    ]
    rest = json.dumps([files, str(options.reference_date), options.explain])
    return f"{__version__}+{hashlib.sha256(rest.encode('ascii')).hexdigest()[:16]}"
