"""What is converted on a cluster: files and folders by path or URL, named as the local engine names them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pjrd_extract.batch.inputs import ARCHIVE, file_key, output_of, search, wanted
from pjrd_extract.cluster.store import Store, is_url
from pjrd_extract.read.document import ReadOptions

__all__ = ["Given", "find_given", "folders_of"]

_PACKED = "an archive, which is not opened on a cluster: unpack it first"


@dataclass(frozen=True, slots=True)
class Given:
    """An input: ``id``, ``root``, ``output`` and ``refused`` are as of ``batch.inputs.Input``.

    ``path`` is what ``filesystem`` (as of ``Store``) calls it, ``shown`` what messages do.
    """

    id: str
    path: str
    shown: str
    root: str | None
    output: str
    filesystem: Any = None
    refused: str | None = None


def find_given(
    paths: Iterable[str],
    out: Store,
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    max_bytes: int = ReadOptions().max_bytes,
) -> list[Given]:
    """The inputs at ``paths``, sorted by id: those of a path as ``batch.inputs.find_inputs`` has them.

    A URL of a folder is searched with all below it, but for ``out``. Refused are, besides inputs with one output, files
    over ``max_bytes``, before they fill the memory of another machine, and archives.

    >>> [(one.id, one.shown, one.output) for one in find_given(["a/no.md"], Store.at("out"))]
    [('no.md', 'a/no.md', 'no.json')]
    """
    found: dict[tuple[str, str], Given] = {}
    local: list[Path] = []
    for path in paths:
        store = Store.at(path)
        if store.filesystem is None:
            local.append(Path(store.root if is_url(path) else path))
            continue
        for one in _at_url(path, store, out, include, exclude, max_bytes):
            found.setdefault((store.filesystem.to_json(), one.path), one)
    for given in search(local, Path(out.root), include=include, exclude=exclude, archives=True):
        path, shown = str(given.path.absolute()), str(given.path)
        size = given.path.stat().st_size if given.path.is_file() else 0
        refused = _refused(path, size, max_bytes)
        found.setdefault(("", path), Given(given.id, path, shown, given.root, given.output, None, refused))
    rivals: dict[str, list[Given]] = defaultdict(list)
    for one in found.values():
        if one.refused != _PACKED:
            rivals[file_key(one.output)].append(one)
    checked = [_checked(one, rivals[file_key(one.output)], out) for one in found.values()]
    return sorted(checked, key=lambda one: (one.id, one.shown))


def folders_of(paths: Iterable[str]) -> set[str]:
    """The folders among ``paths``, each as the ``root`` of its inputs.

    >>> folders_of(["no-such-folder"])
    set()
    """
    folders = set()
    for path in paths:
        store = Store.at(path)
        if store.is_folder():
            folders.add(store.shown if store.filesystem is not None else str(Path(store.root).resolve()))
    return folders


def _at_url(
    url: str, store: Store, out: Store, include: Sequence[str], exclude: Sequence[str], max_bytes: int
) -> Iterator[Given]:
    if not url.endswith("/") and not store.is_folder():
        name = store.root.rpartition("/")[2]
        yield Given(name, store.root, url, None, output_of(name), store.filesystem, _refused(name, 0, max_bytes))
        return
    for name, size in store.sizes():
        path = store.path(name)
        if out.filesystem == store.filesystem and path.startswith(f"{out.root}/") and out.root != store.root:
            continue
        packed = name.lower().endswith(ARCHIVE) and wanted(name, ["*"], exclude)
        if packed or wanted(name, include, exclude):
            refused = _refused(name, size, max_bytes)
            yield Given(name, path, store.url(name), store.shown, output_of(name), store.filesystem, refused)


def _refused(name: str, size: int, max_bytes: int) -> str | None:
    if name.lower().endswith(ARCHIVE):
        return _PACKED
    return None if size <= max_bytes else f"too large: {size} bytes, and {max_bytes} are allowed"


def _checked(one: Given, rivals: Sequence[Given], out: Store) -> Given:
    if one.refused is None and one.path == out.path(one.output) and one.filesystem == out.filesystem:
        return replace(one, refused="the output would replace it")
    others = [other.shown for other in rivals if other is not one]
    if not others or one.refused:
        return one
    return replace(one, refused=f"{out.url(one.output)} would also be the output of {', '.join(others)}")
