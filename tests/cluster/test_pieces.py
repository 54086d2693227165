"""What a cluster's machines are given and do, without a cluster."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.cluster.shelf import ShelfFileSystem, register_implementation

from pjrd_extract.batch.convert import convert
from pjrd_extract.batch.inputs import find_inputs, output_of
from pjrd_extract.batch.manifest import Entry
from pjrd_extract.batch.partitions import partitions
from pjrd_extract.batch.tasks import Result
from pjrd_extract.cluster import ClusterOutcome, convert_on_cluster
from pjrd_extract.cluster.inputs import find_given, folders_of
from pjrd_extract.cluster.parts import Parts, PartTask
from pjrd_extract.cluster.record import Record
from pjrd_extract.cluster.store import Store
from pjrd_extract.cluster.work import Job, Task, convert_bytes
from pjrd_extract.errors import MissingExtraError, PjrdError
from pjrd_extract.write.tables.columns import TABLES

REPORT = "关于财政工作的报告\n\n2023年，全县完成税收5亿元，同比增长4%。\n".encode()


@pytest.fixture(params=["path", "file system"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """A folder as Python knows it, and one of a file system of fsspec."""
    register_implementation("shelf", ShelfFileSystem, clobber=True)
    shelf = ShelfFileSystem() if request.param == "file system" else None
    shown = f"{'shelf://' if shelf else ''}{tmp_path}/store"
    return Store(str(tmp_path / "store"), shown, shelf)


def test_a_store_gives_back_what_was_written(store: Store) -> None:
    assert store.read("2023/a.json") is None
    assert list(store.sizes()) == []
    store.write("2023/a.json", b"1")
    store.write("2023/a.json", b"22")
    store.write("b.json", b"")
    assert store.read("2023/a.json") == b"22"
    assert sorted(store.sizes()) == [("2023/a.json", 2), ("b.json", 0)]
    store.remove("b.json")
    store.remove("b.json")
    assert [name for name, _ in store.sizes()] == ["2023/a.json"]
    assert store.is_folder()


def test_a_write_that_fails_leaves_what_there_was(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    store.write("a.json", b"1")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        patched.setattr(ShelfFileSystem, "mv", full)
        result = convert_bytes(Task("/in/a.md", "a.md", "a.json"), REPORT, Job(store))
    assert result == Result(None, f"a.md: can't write {store.url('a.json')}: No space left on device")
    assert list(store.sizes()) == [("a.json", 1)]


def test_an_input_that_takes_too_long_ends_its_process(tmp_path: Path) -> None:
    code = f"""
from pjrd_extract.cluster import work
out = work.Store.at({str(tmp_path)!r})
task = work.Task("/in/a.md", "a.md", "a.json")
print(work.convert_bytes(task, {REPORT!r}, work.Job(out, timeout=60)).metrics, flush=True)
work.extract = lambda *_, **options: sum(iter(lambda: 1, 0))
work.convert_bytes(task, b"", work.Job(out, timeout=0.2))
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (ended.stdout.strip(), ended.returncode) == ("2", 1)


def test_inputs_are_named_as_the_local_engine_names_them(tmp_path: Path) -> None:
    for name in ("2023/a.md", "2023/a.txt", "2023/b.docx", "b.png", "c #1.md", "out/old.md"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"0123456789")
    (tmp_path / "in" / "link.md").symlink_to(tmp_path / "in" / "c #1.md")
    out = tmp_path / "in" / "out"
    local = [(one.id, one.output, one.refused is None) for one in find_inputs([tmp_path / "in"], out)]
    assert [one for one, _, _ in local] == ["2023/a.md", "2023/a.txt", "2023/b.docx", "c #1.md"]
    register_implementation("shelf", ShelfFileSystem, clobber=True)
    store = Store.at(f"shelf://{out}")
    given = find_given([f"shelf://{tmp_path}/in"], store, exclude=["link.md"])
    assert [(one.id, one.output, one.refused is None) for one in given] == local
    [one] = find_given([f"shelf://{tmp_path}/in/c #1.md"], store)
    assert (one.id, one.root, one.shown) == ("c #1.md", None, f"shelf://{tmp_path}/in/c #1.md")


def test_what_is_too_large_or_would_be_replaced_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"0123456789")
    [same] = find_given([str(tmp_path / "a.json")], Store.at(str(tmp_path)))
    assert same.refused == "the output would replace it"
    [large] = find_given([str(tmp_path / "a.json")], Store.at(str(tmp_path / "out")), max_bytes=9)
    assert large.refused == "too large: 10 bytes, and 9 are allowed"


def test_archives_are_refused_with_a_reason(store: Store, tmp_path: Path) -> None:
    store.write("2023/a.zip", b"PK")
    store.write("2023/a.md", REPORT)
    given = find_given([store.shown], Store(str(tmp_path / "out"), "out"))
    assert [(one.id, one.refused) for one in given if one.refused] == [
        ("2023/a.zip", "an archive, which is not opened on a cluster: unpack it first"),
    ]


def test_a_record_forgets_what_is_gone_and_removes_what_failed(store: Store, tmp_path: Path) -> None:
    for name in ("a.md", "b.md", "c.md"):
        path = tmp_path / "in" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(REPORT)
    folder = str(tmp_path / "in")
    given, told = find_given([folder], store), list[ClusterOutcome]()

    def record(mark: str = "1") -> Record:
        return Record(store, mark, told.append)

    first = record()
    for one in given:
        store.write(one.output, b"{}")
        first.note(one, Result("00"))
    first.save()
    assert [record().known(one, retry_failed=False) for one in given] == ["00"] * 3
    assert [record("2").known(one, retry_failed=False) for one in given] == [None] * 3
    again = record()
    again.forget(given[1:], folders_of([folder]))
    assert len(again.entries) == 3  # still there, if not chosen
    (tmp_path / "in" / "a.md").unlink()
    again.forget(given[1:], folders_of([folder]))
    again.note(given[1], Result("01", "b.md: broken"))
    again.note(given[2], Result("00", same=True))
    again.save()
    assert [name for name, _ in sorted(store.sizes())] == ["c.json", "errors.jsonl", "manifest.jsonl"]
    assert [entry.outputs for entry in again.entries.values()] == [[], ["c.json"]]
    assert [record().known(one, retry_failed=True) for one in given] == [None, None, "00"]
    assert (again.summary.converted, again.summary.skipped, again.summary.failed) == (0, 1, 1)
    assert [(one.output is None, one.skipped) for one in told[3:]] == [(True, False), (False, True)]


def test_what_another_engine_took_from_an_archive_stays(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.zip").write_bytes(b"PK")
    store.write("a.zip/b.json", b"{}")
    record = Record(store, "1", lambda _: None)
    root = str(folder.resolve())
    record.entries = {
        "a.zip": Entry("a.zip", root, "00", "1", "archive", []),
        "a.zip/b.md": Entry("a.zip/b.md", root, "00", "1", "converted", ["a.zip/b.json"], archive="a.zip"),
    }
    given = find_given([str(folder)], store)
    record.forget(given, folders_of([str(folder)]))
    record.refuse(given[0])
    record.save()
    assert list(record.entries) == ["a.zip", "a.zip/b.md"]
    assert [name for name, _ in sorted(store.sizes())] == ["a.zip/b.json", "errors.jsonl", "manifest.jsonl"]


def test_without_inputs_there_is_no_cluster_and_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    monkeypatch.setitem(sys.modules, "ray", None)
    assert convert_on_cluster([tmp_path / "in"], tmp_path / "out").exit_code == 1
    assert not (tmp_path / "out").exists()
    (tmp_path / "in" / "a.md").write_bytes(REPORT)
    convert([tmp_path / "in"], tmp_path / "out", formats=["parquet"], jobs=0)
    (tmp_path / "in" / "a.md").unlink()
    assert convert_on_cluster([tmp_path / "in"], tmp_path / "out").removed == ["parquet"]
    assert [path for path in (tmp_path / "out").rglob("*") if path.is_file()] == []


def test_without_ray_the_error_names_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_bytes(REPORT)
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'pjrd-extract\[ray\]'"):
        convert_on_cluster([tmp_path / "a.md"], tmp_path / "out")


def test_a_storage_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(PjrdError, match="nonsense://a"):
        convert_on_cluster(["nonsense://a"], tmp_path / "out")


def test_parts_are_written_when_they_are_missing_and_numbered_anew(store: Store) -> None:
    names = [f"{number:04}.md" for number in range(900)]

    def parts(some: list[str]) -> Parts:
        return Parts(store, {name: Entry(name, None, "00", "1", "converted", [output_of(name)]) for name in some})

    def write(tasks: list[PartTask]) -> None:
        for task in tasks:
            for output in task.outputs.values():
                store.write(output, "".join(name for name, _ in task.bulletins).encode())

    first = parts(names)
    write(first.missing())
    first.finish()
    before = sorted(name for name, _ in store.sizes())
    assert parts(names).missing() == []
    groups = partitions(names)
    assert len(groups) > 3
    fewer = parts([name for name in names if name not in groups[0]])
    assert fewer.missing() == []
    fewer.finish()
    after = sorted(name for name, _ in store.sizes())
    assert len(after) == len(before) - len(TABLES)
    text = "".join((store.read(name) or b"").decode() for name in after if name.startswith("parquet/metrics/"))
    assert text == "".join(name for group in groups[1:] for name in group)
    assert parts(names[:5]).tidy() == ["parquet"]
    assert list(store.sizes()) == []
