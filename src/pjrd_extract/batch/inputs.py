"""The files that are to be converted, what each is called, and where its JSON goes."""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from pjrd_extract.batch.tasks import Result

__all__ = [
    "ARCHIVE",
    "STANDARD_INPUT",
    "SUFFIXES",
    "Input",
    "explained_of",
    "file_hash",
    "file_key",
    "find_inputs",
    "is_chosen",
    "is_missing",
    "output_of",
    "search",
    "settled",
    "wanted",
]

ARCHIVE = ".zip"
"""What an archive is called."""

STANDARD_INPUT = "-"
"""What standard input is called."""

SUFFIXES = frozenset(
    {
        ".md",
        ".markdown",
        ".txt",
        ".text",
        ".docx",
        ".doc",
        ".wps",
        ".odt",
        ".rtf",
        ".html",
        ".htm",
        ".mht",
        ".mhtml",
        ".pdf",
    }
)
"""What a folder is searched for, unless patterns say otherwise. A file that is named is taken whatever it is called."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file to convert, in few bytes: of a country's bulletins there are hundreds of thousands.

    ``id`` is its path below the folder it was found in, ``root`` that folder (none for a file that was named),
    ``place`` where it is; ``refused`` says why it can't be converted. One that comes out of an archive has the id of
    that as ``archive`` and a ``place`` that is not its own, but ``shown`` as if the archive were a folder. ``opened``
    is what became of it in its archive, if that is the end of it.
    """

    id: str
    place: str
    root: str | None
    refused: str | None = None
    archive: str | None = None
    shown: str = ""
    opened: Result | None = None

    @property
    def path(self) -> Path:
        """Where it is."""
        return Path(self.place)

    @property
    def output(self) -> str:
        """The path of its JSON below the output folder."""
        return output_of(self.id)

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.shown or self.place

    @property
    def may_be_archive(self) -> bool:
        """Whether it is called an archive; its bytes tell whether it is one."""
        return self.archive is None and self.place.lower().endswith(ARCHIVE)


def find_inputs(
    paths: Iterable[Path], out: Path, *, include: Sequence[str] = (), exclude: Sequence[str] = ()
) -> list[Input]:
    """The inputs in ``paths``, files and folders, sorted by id, each once.

    A folder is searched with all below it, but for ``out``; links in it are not followed. ``include`` and ``exclude``
    are patterns (``*.md``, ``2023/*``) for ids; without ``include`` the files with a known ending are taken. Inputs
    whose outputs would be one file are refused, all of them, whatever the order they come in.

    >>> for one in find_inputs([Path("a/no.md"), Path("b/no.txt")], Path("out")):
    ...     print(one.refused)
    out/no.json would also be the output of b/no.txt
    out/no.json would also be the output of a/no.md
    """
    return settled(search(paths, out, include=include, exclude=exclude), out)


def search(
    paths: Iterable[Path],
    out: Path,
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    archives: bool = False,
) -> list[Input]:
    """The inputs in ``paths`` as they are found, each once; with ``archives`` those of folders too.

    >>> [one.id for one in search([Path("a/no.md"), Path("a/no.md")], Path("out"))]
    ['no.md']
    """
    found: dict[str, Input] = {}
    for path in paths:
        if path.is_dir():
            root = str(path.resolve())
            for place in _walk(path, out.resolve()):
                name = os.path.relpath(place, path).replace(os.sep, "/")
                packed = archives and name.lower().endswith(ARCHIVE) and not _excluded(name, exclude)
                if packed or wanted(name, include, exclude):
                    found.setdefault(place, Input(name, place, root))
        else:
            found.setdefault(str(path), Input(path.name, str(path), None))
    return list(found.values())


def settled(inputs: Iterable[Input], out: Path) -> list[Input]:
    """``inputs`` sorted by id, those refused that would have one output.

    >>> [one.refused for one in settled([Input("a.md", "a.md", None)], Path("out"))]
    [None]
    """
    ordered = sorted(inputs, key=lambda given: (given.id, given.name))
    times = Counter(file_key(given.output) for given in ordered)
    rivals: dict[str, list[Input]] = defaultdict(list)
    if len(times) < len(ordered):
        for given in ordered:
            if times[key := file_key(given.output)] > 1:
                rivals[key].append(given)
    return [_checked(given, rivals.get(file_key(given.output), ()), out) if rivals else given for given in ordered]


def _walk(folder: Path, out: Path) -> Iterator[str]:
    for parent, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if Path(parent, name).resolve() != out)
        # No link, and no pipe, at which a reader would wait for ever.
        places = (os.path.join(parent, name) for name in sorted(files))  # noqa: PTH118 - a Path takes far more
        yield from (place for place in places if stat.S_ISREG(os.lstat(place).st_mode))


def wanted(name: str, include: Sequence[str], exclude: Sequence[str]) -> bool:
    """Whether a file of a folder is converted, by its path ``name`` below it.

    >>> wanted("2023/a.MD", (), ()), wanted("a.png", (), ()), wanted("2023/a.md", (), ["2023/*"])
    (True, False, False)
    """
    if _excluded(name, exclude):
        return False
    if include:
        return any(fnmatch(name, pattern) for pattern in include)
    return PurePosixPath(name).suffix.lower() in SUFFIXES


def is_chosen(name: str, failed: bool, include: Sequence[str], exclude: Sequence[str]) -> bool:
    """Whether what an archive holds is wanted, as an archive in it that ``failed`` is for what it may hold.

    >>> is_chosen("a.zip/b.md", False, ["*.txt"], ()), is_chosen("a.zip/c.zip", True, ["*.txt"], ())
    (False, True)
    """
    packed = failed and name.lower().endswith(ARCHIVE)
    return wanted(name, ("*",) if packed else include, exclude)


def is_missing(path: Path) -> bool:
    """Whether there is no such file, nor a folder that may not be looked into; a link is none.

    >>> is_missing(Path("no-such-file.md"))
    True
    """
    try:
        return not stat.S_ISREG(path.lstat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False


def _excluded(name: str, exclude: Sequence[str]) -> bool:
    return any(fnmatch(name, pattern) for pattern in exclude)


def output_of(name: str) -> str:
    """Where the JSON of the input ``name`` stands below the output folder.

    >>> output_of("2023/a.md")
    '2023/a.json'
    """
    return str(PurePosixPath(name).parent / f"{PurePosixPath(name).stem}.json")


def explained_of(name: str) -> str:
    """Where the rules behind the metrics of the input ``name`` stand below the output folder.

    >>> explained_of("2023/a.b.md")
    '2023/a.b.explain.jsonl'
    """
    return output_of(name).removesuffix(".json") + ".explain.jsonl"


def file_key(output: str) -> str:
    """What two inputs must not share: the output as a file system that ignores case and composition sees it.

    >>> file_key("A.json") == file_key("a.json")
    True
    """
    return unicodedata.normalize("NFC", output).casefold()


def _checked(given: Input, rivals: Sequence[Input], out: Path) -> Input:
    others = [other.name for other in rivals if other.name != given.name]
    if not others:
        return given
    return replace(given, refused=f"{out / given.output} would also be the output of {', '.join(others)}")


def file_hash(path: Path) -> str | None:
    """The SHA-256 of a file, in hexadecimal digits; none for what can't be read or is no plain file.

    >>> file_hash(Path("no-such-file.md")) is None
    True
    """
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
