"""One piece of work, done in this process or in a worker."""

from __future__ import annotations

import gc
import logging
from collections import Counter
from functools import lru_cache
from pathlib import Path

from pjrd_extract.batch.compose import compose
from pjrd_extract.batch.inputs import file_hash
from pjrd_extract.batch.pieces import write_pieces
from pjrd_extract.batch.tasks import Conversion, Options, Part, Result, Task
from pjrd_extract.errors import PjrdError, ReadError
from pjrd_extract.find.metrics import MetricFinder
from pjrd_extract.models.bulletin import Bulletin
from pjrd_extract.pipeline import explain_file, extract_file
from pjrd_extract.review.model import Corrections
from pjrd_extract.rules import Rules
from pjrd_extract.write.files import write_atomically
from pjrd_extract.write.json import to_json, to_json_lines

__all__ = ["convert_one", "perform", "prepare"]

logger = logging.getLogger(__name__)


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
    try:
        if task.known is not None and file_hash(path) == task.known:
            return Result(task.known, same=True)
        bulletin = _convert(path, task.output, options)
    except ReadError as error:
        return Result(file_hash(path), str(error))
    except PjrdError as error:
        return Result(file_hash(path), f"{path}: {error}")
    except OSError as error:
        return Result(None, f"{path}: can't write {error.filename or task.output}: {error.strerror or error}")
    except Exception as error:
        logger.debug("%s", path, exc_info=True)
        told = f"{path}: internal error, please report it: {type(error).__name__}: {error}"
        return Result(file_hash(path), told)
    findings = Counter(finding.code for finding in bulletin.findings)
    warnings = tuple(f"{path}: {one.message}" for one in bulletin.findings if one.code == "correction")
    metrics = sum(len(article.metrics) for article in bulletin.articles)
    return Result(bulletin.source.sha256, metrics=metrics, findings=dict(sorted(findings.items())), warnings=warnings)


def _convert(path: Path, output: Path, options: Options) -> Bulletin:
    rules, corrections, date = _rules(options.rules), _corrections(options.corrections), options.reference_date
    if options.explain:
        bulletin, explained = explain_file(path, rules=rules, reference_date=date, corrections=corrections)
    else:
        bulletin = extract_file(path, rules=rules, reference_date=date, corrections=corrections)
        explained = []
    data = to_json(bulletin)
    if output.exists() and output.samefile(path):
        raise ReadError("its output would replace it", name=str(path))
    if options.explain:
        write_atomically(output.with_suffix(".explain.jsonl"), to_json_lines(explained))
    else:
        output.with_suffix(".explain.jsonl").unlink(missing_ok=True)
    write_atomically(output, data)
    return bulletin


def _rules(path: Path | None) -> Rules | None:
    return None if path is None else _rules_as_of(path, path.stat().st_mtime_ns)


def _corrections(path: Path | None) -> Corrections | None:
    return None if path is None else _corrections_as_of(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _rules_as_of(path: Path, _: int) -> Rules:
    return Rules.default().extended(path)


@lru_cache(maxsize=1)
def _corrections_as_of(path: Path, _: int) -> Corrections:
    return Corrections.load(path)
