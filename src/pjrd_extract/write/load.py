"""Bulletins read back from the JSON and JSON Lines that were written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from pydantic import ValidationError

from pjrd_extract._arguments import check_type
from pjrd_extract.errors import ReadError
from pjrd_extract.models.bulletin import Bulletin

__all__ = ["load_bulletin", "load_bulletins"]


def load_bulletin(path: str | os.PathLike[str]) -> Bulletin:
    """The bulletin in the JSON file at ``path``, as ``pjrd-extract convert`` or ``model_dump_json`` wrote it.

    Raises ``ReadError``, which names the file, when it can't be opened or holds no bulletin, or more than one.

    >>> load_bulletin("no-such-file.json")
    Traceback (most recent call last):
    ...
    pjrd_extract.errors.ReadError: no-such-file.json: no such file or directory
    """
    found = list(load_bulletins(path))
    if len(found) != 1:
        raise ReadError(f"holds {len(found)} bulletins, not one: load_bulletins reads them", name=os.fspath(path))
    return found[0]


def load_bulletins(path: str | os.PathLike[str]) -> Iterator[Bulletin]:
    """The bulletins in the file at ``path`` one after the other: JSON Lines (``bulletins.jsonl``), or JSON of one.

    A line is read when it is its turn, so that a file of any length needs no more memory than its longest. Raises
    ``ReadError``, which names the file and the line, when it can't be opened or a line holds no bulletin.

    >>> import pathlib, tempfile
    >>> from pjrd_extract import extract
    >>> path = pathlib.Path(tempfile.mkdtemp(), "bulletins.jsonl")
    >>> bulletins = [extract("2023年，新建学校3所。", name="a.md"), extract("2024年，新建学校2所。", name="b.md")]
    >>> _ = path.write_text("".join(one.model_dump_json() + "\\n" for one in bulletins), encoding="utf-8")
    >>> [(bulletin.source.name, bulletin.metrics[0].text) for bulletin in load_bulletins(path)]
    [('a.md', '3所'), ('b.md', '2所')]
    """
    check_type("path", path, str, os.PathLike)
    return _loaded(Path(path), os.fspath(path))


def _loaded(path: Path, name: str) -> Iterator[Bulletin]:
    try:
        with path.open("rb") as file:
            first = file.readline()
            if first.strip() in (b"{", b""):  # JSON over many lines
                yield _bulletin(first + file.read(), name)
                return
            for number, line in enumerate(chain([first], file), 1):
                if line.strip():
                    yield _bulletin(line, f"{name}, line {number}")
    except OSError as error:
        raise ReadError((error.strerror or str(error)).lower(), name=name) from error


def _bulletin(data: bytes, name: str) -> Bulletin:
    try:
        return Bulletin.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        where = "".join(f"{part}: " for part in [".".join(map(str, first["loc"]))] if part)
        raise ReadError(f"no bulletin: {where}{first['msg']}", name=name) from error
