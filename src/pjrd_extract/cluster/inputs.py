"""What is converted on a cluster: files and folders by path or URL, named as the local engine names them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pjrd_extract.batch.inputs import file_key, find_inputs, output_of, wanted
from pjrd_extract.cluster.store import Store, is_url
from pjrd_extract.read.document import ReadOptions

__all__ = ["Given", "find_given"]


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
    paths: Iterable[str], out: Store, *, include: Sequence[str] = (), exclude: Sequence[str] = ()
) -> list[Given]:
    """The inputs at ``paths``, sorted by id: those of a path as ``batch.inputs.find_inputs`` has them.

    A URL of a folder is searched with all below it, but for ``out``. What is too large to be read is refused here,
    before it fills the memory of another machine.

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
        for one in _at_url(path, store, out, include, exclude):
            found.setdefault((store.filesystem.to_json(), one.path), one)
    for given in find_inputs(local, Path(out.root), include=include, exclude=exclude):
        path, shown = str(given.path.absolute()), str(given.path)
        size = given.path.stat().st_size if given.path.is_file() else 0
        refused = given.refused or _too_large(size)
        found.setdefault(("", path), Given(given.id, path, shown, given.root, given.output, None, refused))
    rivals: dict[str, list[Given]] = defaultdict(list)
    for one in found.values():
        rivals[file_key(one.output)].append(one)
    checked = [_checked(one, rivals[file_key(one.output)], out) for one in found.values()]
    return sorted(checked, key=lambda one: (one.id, one.shown))


def _at_url(url: str, store: Store, out: Store, include: Sequence[str], exclude: Sequence[str]) -> Iterator[Given]:
    if not url.endswith("/") and not store.is_folder():
        name = store.root.rpartition("/")[2]
        yield Given(name, store.root, url, None, output_of(name), store.filesystem)
        return
    for name, size in store.sizes():
        path = store.path(name)
        if out.filesystem == store.filesystem and path.startswith(f"{out.root}/") and out.root != store.root:
            continue
        if wanted(name, include, exclude):
            yield Given(name, path, store.url(name), store.shown, output_of(name), store.filesystem, _too_large(size))


def _too_large(size: int) -> str | None:
    most = ReadOptions().max_bytes
    return None if size <= most else f"too large: {size} bytes, and {most} are allowed"


def _checked(one: Given, rivals: Sequence[Given], out: Store) -> Given:
    if one.refused is None and one.path == out.path(one.output) and one.filesystem == out.filesystem:
        return replace(one, refused="its output would replace it")
    others = [other.shown for other in rivals if other is not one]
    if not others or one.refused:
        return one
    return replace(one, refused=f"{out.url(one.output)} would also be the output of {', '.join(others)}")
