"""Many inputs to one output folder: only what is new or changed is done, and nothing is ever half-written."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from pjrd_extract._arguments import check_choices, check_count, given_paths, given_seconds, given_words
from pjrd_extract.batch.inputs import STANDARD_INPUT, Input, search
from pjrd_extract.batch.layout import FORMATS, HEADERS, WHOLES
from pjrd_extract.batch.lock import held
from pjrd_extract.batch.mark import made_with
from pjrd_extract.batch.pool import Pool
from pjrd_extract.batch.run import WORK, Run
from pjrd_extract.batch.summary import Outcome, Summary
from pjrd_extract.batch.sweep import sweep
from pjrd_extract.batch.tables import Tables
from pjrd_extract.batch.tasks import given_options
from pjrd_extract.errors import MissingExtraError
from pjrd_extract.read.document import ReadOptions
from pjrd_extract.write.files import refuse_to_replace

__all__ = ["TIMEOUT", "Outcome", "Summary", "convert", "made_with"]

TIMEOUT = 300.0
"""Seconds an input may take. A bulletin takes less than one, a scan of a hundred pages some minutes."""


def convert(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    formats: str | Sequence[str] = ("json",),
    jobs: int | None = None,
    timeout: float | None = TIMEOUT,
    include: str | Sequence[str] = (),
    exclude: str | Sequence[str] = (),
    rules: str | os.PathLike[str] | None = None,
    reference_date: dt.date | None = None,
    reading: ReadOptions | None = None,
    explain: bool = False,
    corrections: str | os.PathLike[str] | None = None,
    headers: str = "en",
    force: bool = False,
    retry_failed: bool = False,
    on_begin: Callable[[int], None] | None = None,
    on_result: Callable[[Outcome], None] | None = None,
) -> Summary:
    """Converts the files and folders ``paths`` into the folder ``out``: docs/batch.md says what stands there then.

    A path may be an archive (ZIP), and ``-`` is standard input. ``jobs`` processes work (default: one a core); with 0
    this process does all itself, and nothing guards it then. An input may take ``timeout`` seconds, 0 or none for no
    limit, and what ``reading`` allows. ``rules`` is a file of rule data, ``corrections`` one as in docs/corrections.md,
    ``headers`` the language of the heads in CSV. An input that is unchanged since an earlier run is skipped, also if it
    failed then, unless ``retry_failed``; ``force`` does all again. ``on_begin`` is called with the
    number of inputs, ``on_result`` for each. Raises ``PjrdError`` when another run is at work on ``out``, when it holds
    a manifest of another kind, or when a table would take the place of a file that is named here;
    ``MissingExtraError`` for a format that needs one; ``TypeError`` and ``ValueError`` for an argument that is none.

    >>> import tempfile
    >>> convert(["no-such-file.md"], tempfile.mkdtemp(), on_result=lambda one: print(one.error)).exit_code
    no-such-file.md: no such file or directory
    1
    """
    began, named = time.monotonic(), given_paths("paths", paths)
    formats, include, exclude = (
        given_words(*one) for one in (("formats", formats), ("include", include), ("exclude", exclude))
    )
    check_choices("formats", formats, FORMATS)
    check_choices("headers", [headers], HEADERS)
    options = given_options(rules, reference_date, corrections, reading, explain=explain)
    jobs, timeout = given_jobs(jobs), given_seconds("timeout", timeout)
    [out] = map(Path, given_paths("out", [out]))
    _need_extras(formats)
    inputs = search(
        [Path(path) for path in named if path != STANDARD_INPUT], out, include=include, exclude=exclude, archives=True
    )
    for name in ("manifest.jsonl", "errors.jsonl", *(one for form in formats for one in WHOLES.get(form, ()))):
        refuse_to_replace(out / name, [options.rules, options.corrections, *map(Path, named)])
    tell = on_result or (lambda _: None)
    is_new = not out.exists()
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return _nothing(inputs, f"can't write {error.filename or out}: {error.strerror or error}", tell)
    pool = Pool(options, jobs=jobs, timeout=timeout)
    with held(out):
        try:
            with pool:
                run = Run(out, options, pool, tell, force=force, retry_failed=retry_failed)
                if STANDARD_INPUT in named:
                    inputs.append(run.standard_input(options.reading))
                tables = Tables(out, formats, headers)
                roots = {str(Path(path).resolve()) for path in named if Path(path).is_dir()}
                found = run.unpacked(inputs, include, exclude)
                if on_begin is not None:
                    on_begin(len(found))
                run.converted(found, roots, tables)
                run.written(tables)
        finally:
            shutil.rmtree(out / WORK, ignore_errors=True)
            if pool.cut:
                sweep(out)
            if is_new:
                with suppress(OSError):  # there is something in it
                    out.rmdir()
    run.summary.seconds = time.monotonic() - began
    return run.summary


def _nothing(inputs: Iterable[Input], reason: str, tell: Callable[[Outcome], None]) -> Summary:
    """What is told where nothing can be written at all."""
    summary = Summary()
    for given in inputs:
        summary.fail(f"{given.name}: {reason}")
        tell(Outcome(given.path, None, summary.failures[-1]))
    return summary


def given_jobs(jobs: int | None) -> int:
    """How many processes work. Raises ``TypeError`` or ``ValueError`` for what is no number of them.

    >>> given_jobs(2)
    2
    """
    check_count("jobs", jobs)
    return os.cpu_count() or 1 if jobs is None else jobs


def _need_extras(formats: Sequence[str]) -> None:
    """Raises ``MissingExtraError`` before anything is done, and not at its end."""
    for form, module, name in (("parquet", "pyarrow", "Parquet"), ("xlsx", "openpyxl", "XLSX")):
        if form in formats and not _installed(module):
            raise MissingExtraError("tables", name)


def _installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ValueError:  # what is imported already, but is no module
        return False
