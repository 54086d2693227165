"""Many files to many outputs: one bad file never stops the rest, and no output is ever half-written."""

from __future__ import annotations

import datetime as dt
import logging
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pjrd_extract.errors import PjrdError, ReadError
from pjrd_extract.pipeline import explain_file, extract_file
from pjrd_extract.review.model import Corrections
from pjrd_extract.rules import Rules
from pjrd_extract.write.files import write_atomically
from pjrd_extract.write.json import to_json, to_json_lines

__all__ = ["Outcome", "convert_files"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: where its JSON stands, or why there is none (``error``, which begins with the path).

    ``warnings`` are of corrections that were left out or had to be placed in a changed source.
    """

    path: Path
    output: Path | None
    error: str | None = None
    warnings: tuple[str, ...] = ()


def convert_files(
    paths: Sequence[Path],
    folder: Path,
    *,
    rules: Rules | None = None,
    reference_date: dt.date | None = None,
    explain: bool = False,
    corrections: Corrections | None = None,
) -> Iterator[Outcome]:
    """Converts each of ``paths`` to ``folder/<stem>.json`` and yields what became of it, in the order given.

    A path given twice is converted once. Files whose outputs would be the same file are refused, all of them, and so
    is one that its own output would replace; the messages name both. ``rules``, ``reference_date`` and ``corrections``
    are those of ``extract``. With ``explain`` a file ``<stem>.explain.jsonl`` is written beside the JSON: a line a
    metric, with the rules that made its parts. The folder is made when the first output is written.

    >>> for outcome in convert_files([Path("a/no.md"), Path("b/no.txt")], Path("out")):
    ...     print(outcome.error)
    a/no.md: out/no.json would also be the output of b/no.txt
    b/no.txt: out/no.json would also be the output of a/no.md
    """
    paths = list(dict.fromkeys(paths))
    rivals: dict[str, list[Path]] = defaultdict(list)
    for path in paths:
        rivals[_key(path)].append(path)
    for path in paths:
        output = folder / f"{path.stem}.json"
        others = [str(other) for other in rivals[_key(path)] if other != path]
        if others:
            yield Outcome(path, None, f"{path}: {output} would also be the output of {', '.join(others)}")
            continue
        try:
            warnings = _convert(path, output, rules, reference_date, explain, corrections)
        except ReadError as error:
            yield Outcome(path, None, str(error))
        except PjrdError as error:
            yield Outcome(path, None, f"{path}: {error}")
        except OSError as error:
            yield Outcome(path, None, f"{path}: can't write {error.filename or output}: {error.strerror or error}")
        except Exception as error:
            logger.debug("%s", path, exc_info=True)
            yield Outcome(path, None, f"{path}: internal error, please report it: {type(error).__name__}: {error}")
        else:
            yield Outcome(path, output, warnings=warnings)


def _key(path: Path) -> str:
    """What two files must not share: the stem as a file system that ignores case and composition sees it."""
    return unicodedata.normalize("NFC", path.stem).casefold()


def _convert(
    path: Path,
    output: Path,
    rules: Rules | None,
    reference_date: dt.date | None,
    explain: bool,
    corrections: Corrections | None,
) -> tuple[str, ...]:
    """Converts one file and gives what has to be told of its corrections."""
    if explain:
        bulletin, explained = explain_file(path, rules=rules, reference_date=reference_date, corrections=corrections)
    else:
        bulletin, explained = (
            extract_file(path, rules=rules, reference_date=reference_date, corrections=corrections),
            [],
        )
    data = to_json(bulletin)
    if output.exists() and output.samefile(path):
        raise ReadError("its output would replace it", name=str(path))
    if explain:
        write_atomically(output.with_suffix(".explain.jsonl"), to_json_lines(explained))
    write_atomically(output, data)
    return tuple(f"{path}: {finding.message}" for finding in bulletin.findings if finding.code == "correction")
