"""What an output rests on besides its input."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from functools import cache
from importlib.resources import files

from pjrd_extract._version import __version__
from pjrd_extract.batch.tasks import Options

__all__ = ["made_with"]


def made_with(options: Options) -> str:
    """The library's version, and a hash of its rules and of what else an output rests on: ``Entry.made_with``.

    >>> made_with(Options()) == made_with(Options(explain=True))
    False
    """
    given = [
        hashlib.sha256(path.read_bytes()).hexdigest() if path is not None and path.is_file() else None
        for path in (options.rules, options.corrections)
    ]
    rest = [_built_in(), given, str(options.reference_date), options.explain, asdict(options.reading)]
    return f"{__version__}+{hashlib.sha256(json.dumps(rest).encode('ascii')).hexdigest()[:16]}"


@cache
def _built_in() -> str:
    """A hash of the library's own rules, which change more often than its version. They are not loaded here."""
    digest = hashlib.sha256()
    data = files("pjrd_extract") / "rules" / "data"
    for name, content in sorted((one.name, one.read_bytes()) for one in data.iterdir() if one.name.endswith(".toml")):
        digest.update(name.encode("ascii") + b"\0" + content)
    return digest.hexdigest()
