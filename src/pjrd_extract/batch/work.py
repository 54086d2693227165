"""One piece of work, done in this process or in a worker."""

from __future__ import annotations

import errno
import gc
import logging
import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from pjrd_extract.batch.compose import compose
from pjrd_extract.batch.inputs import file_hash
from pjrd_extract.batch.pieces import write_pieces
from pjrd_extract.batch.tasks import Conversion, Options, Part, Result, Task, Unpack
from pjrd_extract.batch.unpack import unpack
from pjrd_extract.errors import MissingExtraError, PjrdError
from pjrd_extract.find.metrics import MetricFinder
from pjrd_extract.models.bulletin import Bulletin
from pjrd_extract.pipeline import explain_file, extract_file
from pjrd_extract.review.model import Corrections
from pjrd_extract.rules import Rules
from pjrd_extract.write.files import refuse_to_replace, write_atomically
from pjrd_extract.write.json import to_json, to_json_lines

__all__ = ["convert_one", "guarded", "perform", "prepare"]

logger = logging.getLogger(__name__)

# What our files begin with; an empty one is left by a machine that stopped, or explains no metric.
_JSON = re.compile(rb'\s*(?:\{\s*"schema_version"|\Z)')
_EXPLAINED = re.compile(rb'\s*(?:\{\s*"metric"|\Z)')
_HEAD = 4096


def prepare(options: Options) -> None:
    """Loads what every task of a worker needs, and keeps the collector of garbage from walking through it again."""
    if options.rules is None:  # a file that is wrong is told with each input
        Rules.default().derived(MetricFinder)
    gc.collect()
    gc.freeze()


def perform(task: Task, options: Options) -> Result:
    """Does ``task``; whatever goes wrong is in the result.

    >>> perform(Conversion("no.md", Path("no.md"), Path("out/no.json")), Options()).error
    'no.md: no such file or directory'
    """
    if isinstance(task, Conversion):
        return convert_one(task, options)
    if isinstance(task, Unpack):
        return unpack(task, options.reading)
    try:
        if isinstance(task, Part):
            write_pieces(task)
        else:
            compose(task)
    except OSError as error:
        return Result(error=f"can't write {error.filename}: {error.strerror or error}")
    except PjrdError as error:
        return Result(error=str(error))
    except Exception as error:
        logger.debug("%s", task, exc_info=True)
        return Result(error=f"internal error, please report it: {type(error).__name__}: {error}")
    return Result()


def convert_one(task: Conversion, options: Options) -> Result:
    """Converts one input and writes its JSON; whatever goes wrong is in the result.

    >>> convert_one(Conversion("no.md", Path("no.md"), Path("out/no.json")), Options()).error
    'no.md: no such file or directory'
    """
    path = task.path
    if task.known is not None and file_hash(path) == task.known:
        return Result(task.known, same=True)
    return guarded(lambda: _convert(task, options), lambda: file_hash(path), task.name, str(path), str(task.output))


def guarded(convert: Callable[[], Bulletin], sha256: Callable[[], str | None], name: str, said: str, to: str) -> Result:
    """The result of ``convert``, which makes the JSON of an input; whatever it raises is in the result.

    ``sha256`` gives the hash of the input, ``name`` is what messages call it and ``said`` what errors do, ``to`` is
    its output.

    >>> from pjrd_extract.errors import ReadError
    >>> def convert() -> Bulletin:
    ...     raise ReadError("the file is empty", name="/tmp/a.md")
    >>> guarded(convert, lambda: "00", "a.md", "/tmp/a.md", "a.json").error
    'a.md: the file is empty'
    """
    try:
        bulletin = convert()
    except MissingExtraError as error:
        return Result(None, _told(name, said, error))  # once it is installed it is another matter
    except PjrdError as error:
        return Result(sha256(), _told(name, said, error))
    except OSError as error:
        return Result(None, f"{name}: can't write {error.filename or to}: {error.strerror or error}")
    except Exception as error:
        logger.debug("%s", name, exc_info=True)
        return Result(sha256(), f"{name}: internal error, please report it: {type(error).__name__}: {error}")
    findings = Counter(finding.code for finding in bulletin.findings)
    warnings = tuple(f"{name}: {one.message}" for one in bulletin.findings if one.code == "correction")
    metrics = sum(len(article.metrics) for article in bulletin.articles)
    return Result(bulletin.source.sha256, metrics=metrics, findings=dict(sorted(findings.items())), warnings=warnings)


def _told(name: str, said: str, error: PjrdError) -> str:
    """What ``error`` says, with the name of the input once."""
    return f"{name}: {str(error).removeprefix(f'{said}: ')}"


def _convert(task: Conversion, options: Options) -> Bulletin:
    rules, corrections = _rules(options.rules), _corrections(options.corrections)
    output, date, reading = task.output, options.reference_date, options.reading
    if options.explain:
        bulletin, explained = explain_file(
            task.path, rules=rules, reference_date=date, reading=reading, corrections=corrections
        )
    else:
        bulletin = extract_file(task.path, rules=rules, reference_date=date, reading=reading, corrections=corrections)
        explained = []
    written = [(output, _JSON, to_json(bulletin))]
    if options.explain:
        written.insert(0, (output.with_suffix(".explain.jsonl"), _EXPLAINED, to_json_lines(explained)))
    for path, ours, _ in written:
        refuse_to_replace(path, (task.path, options.rules, options.corrections))
        _refuse_foreign(path, ours)
    for path, _, data in written:
        write_atomically(path, data)
    return bulletin


def _refuse_foreign(path: Path, ours: re.Pattern[bytes]) -> None:
    """Raises ``OSError`` where a file stands that was not written here, and would be lost."""
    if path.is_file():
        with path.open("rb") as file:
            if not ours.match(file.read(_HEAD)):
                raise FileExistsError(errno.EEXIST, "a file of this name is there already", str(path))


def _rules(path: Path | None) -> Rules | None:
    return None if path is None else _rules_as_of(path, _changed(path))


def _corrections(path: Path | None) -> Corrections | None:
    return None if path is None else _corrections_as_of(path, _changed(path))


def _changed(path: Path) -> int | None:
    try:
        return path.stat().st_mtime_ns
    except OSError:  # what loads it says so
        return None


@lru_cache(maxsize=1)
def _rules_as_of(path: Path, _: int | None) -> Rules:
    return Rules.default().extended(path)


@lru_cache(maxsize=1)
def _corrections_as_of(path: Path, _: int | None) -> Corrections:
    return Corrections.load(path)
