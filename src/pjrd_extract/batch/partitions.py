"""Inputs cut into partitions: the same inputs always in the same ones, and few others when one comes or goes."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence

__all__ = ["fingerprint", "partitions"]

_LEAST, _MOST = 100, 400
_ONE_IN = 100
_PIECES = 1
"""Raised when what is stored of a partition changes its form."""


def partitions(ids: Iterable[str]) -> list[list[str]]:
    """``ids``, sorted, in runs of about 150: those whose rows are written together.

    A run ends where the checksum of an id says so. So an input that comes or goes moves no border but seldom, then the
    next one or two as well, and all other runs stay what they were, which they would not if each held so many.

    >>> before = partitions(f"{number}.md" for number in range(2000))
    >>> after = partitions(f"{number}.md" for number in range(2000) if number != 55)
    >>> len(before), len([run for run in after if run not in before])
    (13, 1)
    """
    runs: list[list[str]] = []
    run: list[str] = []
    for one in sorted(ids):
        run.append(one)
        ends = zlib.crc32(one.encode("utf-8", "surrogateescape")) % _ONE_IN == 0
        if (ends and len(run) >= _LEAST) or len(run) == _MOST:
            runs.append(run)
            run = []
    return [*runs, run] if run else runs


def fingerprint(bulletins: Sequence[tuple[str, str | None, str]]) -> str:
    """What tells the rows of a partition from all others: of the id, hash and making of each of its ``bulletins``.

    >>> fingerprint([("a.md", "0" * 64, "1.0")]) == fingerprint([("b.md", "0" * 64, "1.0")])
    False
    """
    digest = hashlib.sha256(f"{_PIECES}".encode())
    for one in bulletins:
        digest.update(json.dumps(one).encode("ascii") + b"\n")
    return digest.hexdigest()[:24]
