"""Many inputs to one output folder: only what is new or changed is done, and nothing is ever half-written."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pjrd_extract._version import __version__
from pjrd_extract.batch.inputs import Input, find_inputs
from pjrd_extract.batch.manifest import Entry, Manifest
from pjrd_extract.batch.pool import in_workers
from pjrd_extract.batch.tasks import FORMATS, Conversion, Options, Result
from pjrd_extract.errors import PjrdError

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
    """What a run did: how many inputs were converted, skipped (unchanged) and failed, what was found, the seconds."""

    converted: int = 0
    skipped: int = 0
    failed: int = 0
    metrics: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def exit_code(self) -> int:
        """0 all is well, 3 some failed, 1 nothing could be done."""
        if not self.failed:
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
    began, out, summary = time.monotonic(), Path(out), Summary()
    options = Options(rules, reference_date, explain, corrections)
    mark = made_with(options)
    inputs = find_inputs([Path(path) for path in paths], out, include=include, exclude=exclude)
    tell = on_result or (lambda _: None)
    with _held(out) as usable:
        if usable is not None:
            for given in inputs:
                summary.failed += 1
                tell(Outcome(given.path, None, f"{given.path}: can't write {usable}"))
            return summary
        manifest = Manifest(out)
        for left in out.rglob(".pjrd-*.tmp"):
            left.unlink()
        _drop_removed(manifest, inputs, out)
        tasks: list[Conversion] = []
        by_id: dict[str, Input] = {}
        for given in inputs:
            if given.refused is not None:
                summary.failed += 1
                tell(Outcome(given.path, None, f"{given.path}: {given.refused}"))
                continue
            by_id[given.id] = given
            known = None if force else _known(manifest.entries.get(given.id), mark, out, retry_failed)
            tasks.append(Conversion(given.id, given.path, out / given.output, known))
        jobs = min(len(tasks), os.cpu_count() or 1 if jobs is None else jobs)
        for task, result in _done(tasks, options, jobs, timeout):
            _note(task, result, by_id[task.id], manifest, mark, out, summary, tell)
        if manifest.entries:
            manifest.close()
        done = [(entry.input, entry.outputs[0]) for entry in manifest.entries.values() if entry.outputs]
        if set(formats) - {"json"}:
            from pjrd_extract.batch.compose import compose

            compose(out, sorted(done), formats, headers)
    summary.seconds = time.monotonic() - began
    return summary


def _done(
    tasks: Sequence[Conversion], options: Options, jobs: int, timeout: float | None
) -> Iterator[tuple[Conversion, Result]]:
    if jobs == 0 or (len(tasks) == 1 and timeout is None):
        from pjrd_extract.batch.work import convert_one

        return ((task, convert_one(task, options)) for task in tasks)
    return in_workers(tasks, options, jobs=jobs, timeout=timeout)


def _note(
    task: Conversion,
    result: Result,
    given: Input,
    manifest: Manifest,
    mark: str,
    out: Path,
    summary: Summary,
    tell: Callable[[Outcome], None],
) -> None:
    """Puts the result of an input into manifest and summary, and tells it."""
    before = entry = manifest.entries.get(task.id)
    if not result.same or entry is None:
        outputs = [] if result.error else [given.output]
        if outputs and task.output.with_suffix(".explain.jsonl").exists():
            outputs.append(str(Path(given.output).with_suffix(".explain.jsonl")))
        if result.error and result.sha256 is not None and entry is not None:
            _remove(entry, out)
        status = "failed" if result.error else "converted"
        counts = (result.metrics, result.findings)
        entry = Entry(task.id, given.root, result.sha256, mark, status, outputs, result.error, *counts)
    if entry.error:
        summary.failed += 1
    elif result.same:
        summary.skipped += 1
    else:
        summary.converted += 1
    summary.metrics += entry.metrics
    summary.findings.update(entry.findings)
    tell(Outcome(given.path, None if entry.error else task.output, entry.error, result.same, result.warnings))
    if entry is not before:  # told first: a full disk ends the run here
        manifest.append(entry)


def made_with(options: Options) -> str:
    """The library's version, and a hash of what else an output rests on: ``Entry.made_with``."""
    files = [
        hashlib.sha256(path.read_bytes()).hexdigest() if path is not None and path.is_file() else None
        for path in (options.rules, options.corrections)
    ]
    rest = json.dumps([files, str(options.reference_date), options.explain])
    return f"{__version__}+{hashlib.sha256(rest.encode('ascii')).hexdigest()[:16]}"


def _known(entry: Entry | None, mark: str, out: Path, retry_failed: bool) -> str | None:
    """The hash that an input must have to be left as it is."""
    if entry is None or entry.made_with != mark:
        return None
    if entry.error is not None and retry_failed:
        return None
    return entry.sha256 if all((out / output).is_file() for output in entry.outputs) else None


def _drop_removed(manifest: Manifest, inputs: Sequence[Input], out: Path) -> None:
    """Forgets inputs that are gone from a folder that is converted again, and removes their outputs."""
    here, roots = {given.id for given in inputs}, {given.root for given in inputs if given.root is not None}
    for entry in list(manifest.entries.values()):
        if entry.root in roots and entry.input not in here:
            _remove(entry, out)
            del manifest.entries[entry.input]


def _remove(entry: Entry, out: Path) -> None:
    for output in entry.outputs:
        (out / output).unlink(missing_ok=True)


@contextmanager
def _held(out: Path) -> Iterator[str | None]:
    """Makes ``out`` and holds it against other runs; yields why it can't be used, if so. An empty one goes again."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        yield f"{error.filename or out}: {error.strerror or error}"
        return
    if sys.platform == "win32":
        yield None
        return
    import fcntl

    held = os.open(out, os.O_RDONLY)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise PjrdError(f"{out}: another run is at work there") from error
        yield None
    finally:
        os.close(held)
        if not any(out.iterdir()):
            out.rmdir()
