"""Many inputs to one output folder, on many machines: what ``batch.convert`` does, as a pipeline of Ray Data."""

from __future__ import annotations

import datetime as dt
import json
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from pjrd_extract._arguments import check_choices, check_count, given_paths, given_seconds, given_words
from pjrd_extract.batch.convert import TIMEOUT
from pjrd_extract.batch.lock import held
from pjrd_extract.batch.mark import made_with
from pjrd_extract.batch.summary import Summary
from pjrd_extract.batch.tasks import Result, given_options
from pjrd_extract.cluster.inputs import Given, find_given, folders_of
from pjrd_extract.cluster.parts import Parts, PartTask
from pjrd_extract.cluster.record import ClusterOutcome, Record
from pjrd_extract.cluster.session import connected
from pjrd_extract.cluster.store import Store
from pjrd_extract.cluster.work import Extractor, Job, PartWriter, Task, convert_path, hash_of, result_of
from pjrd_extract.errors import PjrdError
from pjrd_extract.read.document import ReadOptions
from pjrd_extract.review.model import Corrections
from pjrd_extract.rules import Rules

__all__ = ["CLUSTER_FORMATS", "convert_on_cluster"]

CLUSTER_FORMATS = ("json", "parquet")
"""What a cluster writes: formats in which no machine has to see all bulletins."""

_WAVE = 20_000  # inputs between two manifests: what a run that was ended has to do again at the most
_BLOCK = 16  # inputs that are read, sent and converted at once
_ATTEMPTS = 3  # of an input alone, since its machine may have died and not it


def convert_on_cluster(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    address: str | None = None,
    formats: str | Sequence[str] = ("json",),
    jobs: int | None = None,
    timeout: float | None = TIMEOUT,
    include: str | Sequence[str] = (),
    exclude: str | Sequence[str] = (),
    rules: str | os.PathLike[str] | None = None,
    reference_date: dt.date | None = None,
    reading: ReadOptions | None = None,
    corrections: str | os.PathLike[str] | None = None,
    force: bool = False,
    retry_failed: bool = False,
    on_begin: Callable[[int], None] | None = None,
    on_result: Callable[[ClusterOutcome], None] | None = None,
) -> Summary:
    """Converts the files and folders ``paths`` into ``out`` on a Ray cluster, to the files that ``convert`` gives.

    Each is a path that all machines of the cluster see, or a URL of fsspec (``s3://…``); more in docs/cluster.md.

    ``address`` is that of the cluster (``host:6379``, or ``auto`` on one of its machines); by default one is made of
    this machine. ``jobs`` is the number of actors, by default one a processor. ``formats`` are of ``CLUSTER_FORMATS``,
    and JSON is always written. All else is as for ``convert``. Raises ``MissingExtraError`` where Ray is not
    installed, ``PjrdError`` where there is no cluster, it is lost, or another run is at work on ``out``, and
    ``TypeError`` and ``ValueError`` for an argument that is none.

    >>> convert_on_cluster(["a.md"], "out", formats=["csv"])
    Traceback (most recent call last):
    ...
    ValueError: formats must be json or parquet, not 'csv'
    """
    began, named = time.monotonic(), given_paths("paths", paths)
    formats, include, exclude = (
        given_words(*one) for one in (("formats", formats), ("include", include), ("exclude", exclude))
    )
    check_choices("formats", formats, CLUSTER_FORMATS)
    check_count("jobs", jobs, 1)
    [store] = map(Store.at, given_paths("out", [out]))
    options = given_options(rules, reference_date, corrections, reading)
    job = Job(
        store,
        None if options.rules is None else Rules.default().extended(options.rules),
        reference_date,
        None if options.corrections is None else Corrections.load(options.corrections),
        options.reading,
        given_seconds("timeout", timeout),
    )
    with _held(store):
        given = find_given(named, store, include=include, exclude=exclude, max_bytes=options.reading.max_bytes)
        if on_begin is not None:
            on_begin(len(given))
        record = Record(store, made_with(options), on_result or (lambda _: None))
        record.forget(given, folders_of(named))
        for one in given:
            if one.refused is not None:
                record.refuse(one)
        inputs = [one for one in given if one.refused is None]
        if inputs:
            with connected(address, jobs) as ray:
                try:
                    for wave in _waves(inputs):
                        known = {} if force else {one.path: record.known(one, retry_failed) for one in wave}
                        _convert(ray, wave, known, record, job, jobs)
                        record.save()
                    _write_tables(ray, record, "parquet" in formats, jobs)
                except ray.exceptions.RayError as error:
                    raise PjrdError(f"the cluster could not go on: {error}") from error
        else:
            record.save()
            record.summary.removed = Parts(store, record.entries).tidy()
    record.summary.seconds = time.monotonic() - began
    return record.summary


@contextmanager
def _held(out: Store) -> Iterator[None]:
    """Holds a folder of this machine against other runs on it; storage can't be held."""
    if out.filesystem is not None:
        yield
        return
    folder = Path(out.root)
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    with held(folder):
        try:
            yield
        finally:
            if is_new:
                with suppress(OSError):  # there is something in it
                    folder.rmdir()


def _waves(inputs: Sequence[Given]) -> Iterator[Sequence[Given]]:
    """Inputs of one file system, so many at a time."""
    systems: dict[str, list[Given]] = defaultdict(list)
    for one in inputs:
        systems["" if one.filesystem is None else one.filesystem.to_json()].append(one)
    for some in systems.values():
        for at in range(0, len(some), _WAVE):
            yield some[at : at + _WAVE]


def _convert(
    ray: Any, wave: Sequence[Given], known: Mapping[str, str | None], record: Record, job: Job, jobs: int | None
) -> None:
    """Converts inputs of one file system, each once, whatever happens to its machine."""
    given = {one.path: one for one in wave}
    left = {one.path: Task(one.path, one.shown, one.output, known.get(one.path)) for one in wave}
    filesystem = wave[0].filesystem
    for row in _pipeline(ray, dict(left), filesystem, job, jobs):
        if left.pop(row["path"], None) is not None:
            record.note(given[row["path"]], result_of(row["result"]))
    # What could not be read with the others, or was in the hands of an actor that died, is done again, alone.
    for path, result in _alone(ray, left, filesystem, job):
        record.note(given[path], result)


def _pipeline(ray: Any, tasks: dict[str, Task], filesystem: Any, job: Job, jobs: int | None) -> Iterator[Any]:
    actors = jobs or max(1, int(ray.cluster_resources().get("CPU", 1)))
    block = max(1, min(_BLOCK, len(tasks) // (4 * actors)))
    return iter(
        ray.data.read_binary_files(
            list(tasks),
            include_paths=True,
            filesystem=filesystem,
            ignore_missing_paths=True,
            override_num_blocks=-(-len(tasks) // block),
            ray_remote_args={"num_cpus": 0.1},
        )
        .map_batches(
            Extractor,
            fn_constructor_args=(tasks, job),
            batch_size=block,
            **_actors(ray, actors),
        )
        .iter_rows()
    )


def _actors(ray: Any, actors: int) -> dict[str, Any]:
    """A pool of ``actors``, or as many as there is room for; what reads gets by with the rest of a processor.

    An actor that dies comes back, and its task is tried once more, lest an input that kills it does so for ever.
    """
    pool = ray.data.ActorPoolStrategy(min_size=1, max_size=actors, initial_size=actors)
    return {"compute": pool, "num_cpus": 0.9, "max_restarts": -1, "max_task_retries": 1}


def _alone(ray: Any, tasks: dict[str, Task], filesystem: Any, job: Job) -> Iterator[tuple[str, Result]]:
    remote = ray.remote(num_cpus=1, max_retries=0)(convert_path)
    attempts: dict[str, int] = dict.fromkeys(tasks, 1)
    running = {remote.remote(task, filesystem, job): path for path, task in tasks.items()}
    while running:
        [done], _ = ray.wait(list(running), num_returns=1)
        path = running.pop(done)
        try:
            yield path, ray.get(done)
        except ray.exceptions.RayError as error:
            if attempts[path] < _ATTEMPTS:
                attempts[path] += 1
                running[remote.remote(tasks[path], filesystem, job)] = path
            else:
                job.out.remove(tasks[path].output)  # its process may have died after that was written
                sha256 = hash_of(path, filesystem)
                yield path, Result(sha256, f"{tasks[path].shown}: {_death(ray, error, job)}")


def _death(ray: Any, error: Exception, job: Job) -> str:
    if isinstance(error, ray.exceptions.OutOfMemoryError):
        return f"its process was killed {_ATTEMPTS} times for want of memory"
    late = "" if job.timeout is None else f" or took longer than {job.timeout:g} s"
    return f"its process crashed{late}, {_ATTEMPTS} times"


def _write_tables(ray: Any, record: Record, wanted: bool, jobs: int | None) -> None:
    """Writes the tables if they are ``wanted``, and removes what is no longer right."""
    parts, summary = Parts(record.out, record.entries), record.summary
    if wanted:
        summary.problems = _write_parts(ray, record.out, parts.missing(), jobs)
        if not summary.problems:
            parts.finish()
    summary.removed = parts.tidy()


def _write_parts(ray: Any, out: Store, tasks: Sequence[PartTask], jobs: int | None) -> list[str]:
    """Writes parts of the tables, and gives what went wrong."""
    if not tasks:
        return []
    texts = [{"part": json.dumps([task.outputs, task.bulletins])} for task in tasks]
    actors = jobs or max(1, int(ray.cluster_resources().get("CPU", 1)))
    problems = [
        row["problem"]
        for row in ray.data.from_items(texts, override_num_blocks=len(texts))
        .map_batches(PartWriter, fn_constructor_args=(out,), batch_size=1, **_actors(ray, actors))
        .iter_rows()
    ]
    if missing := len(tasks) - len(problems):
        problems.append(f"{missing} of {len(tasks)} parts of the tables could not be written: their machines were lost")
    return sorted({problem for problem in problems if problem})
