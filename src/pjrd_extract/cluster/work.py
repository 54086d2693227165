"""What the machines of the cluster do: bytes to JSON, and the JSON of some bulletins to a part of the tables.

An output is named by its input alone and holds nothing else, so that work done twice leaves what work done once does.
"""

from __future__ import annotations

import datetime as dt
import faulthandler
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pjrd_extract._version import __version__
from pjrd_extract.batch.tasks import Result
from pjrd_extract.batch.work import guarded
from pjrd_extract.cluster.store import Store
from pjrd_extract.errors import PjrdError
from pjrd_extract.models.bulletin import Bulletin
from pjrd_extract.pipeline import extract
from pjrd_extract.read.document import ReadOptions
from pjrd_extract.review.model import Corrections
from pjrd_extract.rules import Rules
from pjrd_extract.write.json import to_json
from pjrd_extract.write.tables.parquet import parquet_part
from pjrd_extract.write.tables.rows import Row, rows

__all__ = ["Extractor", "Job", "PartWriter", "Task", "convert_bytes", "convert_path", "hash_of", "result_of"]

_ANYTHING = "关于财政工作的报告\n\n2023年，全县完成税收5亿元，同比增长4%。"


@dataclass(frozen=True, slots=True)
class Job:
    """What holds for every input of a run: where to, and how. ``rules`` is none for the library's own.

    ``timeout`` is the seconds an input may take; ``version`` that of the library on the machine that started the run.
    """

    out: Store
    rules: Rules | None = None
    reference_date: dt.date | None = None
    corrections: Corrections | None = None
    reading: ReadOptions | None = None
    timeout: float | None = None
    version: str = __version__


@dataclass(frozen=True, slots=True)
class Task:
    """An input: ``path`` in its file system, ``shown`` in messages, ``output`` below the store of the job.

    Nothing is to do where its bytes have the hash ``known``.
    """

    path: str
    shown: str
    output: str
    known: str | None = None


def convert_bytes(task: Task, data: bytes, job: Job) -> Result:
    """Converts one input, whose bytes are ``data``, and writes its JSON; whatever goes wrong is in the result.

    >>> convert_bytes(Task("/in/a.md", "a.md", "a.json"), b"", Job(Store.at("out"))).error
    'a.md: the file is empty (byte 0)'
    """
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 == task.known:
        return Result(sha256, same=True)
    name = os.fsencode(task.path.rpartition("/")[2]).decode("utf-8", "replace")

    def convert() -> Bulletin:
        with _limited(job.timeout):
            bulletin = extract(
                data,
                name=name,
                rules=job.rules,
                reference_date=job.reference_date,
                reading=job.reading,
                corrections=job.corrections,
            )
            written = to_json(bulletin)
        job.out.write(task.output, written)
        return bulletin

    return guarded(convert, lambda: sha256, task.shown, name, job.out.url(task.output))


def convert_path(task: Task, filesystem: Any, job: Job) -> Result:
    """Converts one input that is still to be read from ``filesystem`` (as of ``Store``)."""
    try:
        data = _read(task.path, filesystem)
    except OSError as error:
        return Result(None, f"{task.shown}: {(error.strerror or str(error)).lower()}")
    if data is None:
        return Result(None, f"{task.shown}: no such file or directory")
    return convert_bytes(task, data, job)


def hash_of(path: str, filesystem: Any) -> str | None:
    """The SHA-256 of a file; none where it can't be read.

    >>> hash_of("/no/such/file.md", None) is None
    True
    """
    try:
        data = _read(path, filesystem)
    except OSError:
        return None
    return None if data is None else hashlib.sha256(data).hexdigest()


def _read(path: str, filesystem: Any) -> bytes | None:
    folder, _, name = path.rpartition("/")
    return Store(folder or "/", folder, filesystem).read(name)


class Extractor:
    """An actor: batches of paths and bytes, as ``ray.data.read_binary_files`` gives them, to paths and results."""

    def __init__(self, tasks: Mapping[str, Task], job: Job) -> None:
        if job.version != __version__:
            raise PjrdError(f"this machine has pjrd-extract {__version__}, and the run is of {job.version}")
        self._tasks = tasks
        self._job = job
        extract(_ANYTHING, rules=job.rules)  # compiles the rules, which an input's time must not be spent on

    def __call__(self, batch: Mapping[str, Sequence[Any]]) -> dict[str, list[str]]:
        """The columns ``path`` and ``result`` (for ``result_of``), a row an input."""
        found = [
            (path, json.dumps(asdict(convert_bytes(self._tasks[path], bytes(data), self._job))))
            for path, data in zip(map(str, batch["path"]), batch["bytes"], strict=True)
            if path in self._tasks
        ]
        return {"path": [path for path, _ in found], "result": [result for _, result in found]}


def result_of(text: str) -> Result:
    """The result that an ``Extractor`` has put into its column.

    >>> result_of('{"sha256": "00", "error": null, "same": true, "metrics": 0, "findings": {}, "warnings": []}').same
    True
    """
    fields = json.loads(text)
    return Result(**{**fields, "warnings": tuple(fields["warnings"])})


class PartWriter:
    """An actor: batches of the column ``part``, each the outputs and bulletins of a ``PartTask`` as JSON."""

    def __init__(self, out: Store) -> None:
        self._out = out

    def __call__(self, batch: Mapping[str, Sequence[Any]]) -> dict[str, list[str]]:
        """The column ``problem``: why a part could not be written, or nothing."""
        return {"problem": [self._written(text) for text in batch["part"]]}

    def _written(self, text: str) -> str:
        outputs, bulletins = json.loads(text)
        try:
            for table, data in parquet_part(self._rows(bulletins)):
                self._out.write(outputs[table], data)
        except OSError as error:
            return f"can't write the tables: {error.filename or self._out.shown}: {error.strerror or error}"
        except PjrdError as error:
            return str(error)
        return ""

    def _rows(self, bulletins: Sequence[tuple[str, str]]) -> Iterator[dict[str, list[Row]]]:
        for name, output in bulletins:
            data = self._out.read(output)
            if data is None:
                raise PjrdError(f"{self._out.url(output)} is gone")
            yield rows(Bulletin.model_validate_json(data), name)


@contextmanager
def _limited(seconds: float | None) -> Iterator[None]:
    """Ends this process when what is done within takes longer; a thread of C sees to it, whatever Python does."""
    if seconds is None:
        yield
        return
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
