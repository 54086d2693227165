"""A cluster of this machine: a head that only leads, and nodes with room for two actors each that come and go."""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from tests.generator.bulletins import bulletin as generated

from pjrd_extract.batch.convert import convert
from pjrd_extract.cluster import ClusterOutcome, convert_on_cluster
from pjrd_extract.read.document import ReadOptions
from pjrd_extract.write.tables.columns import TABLES

pytest.importorskip("ray", reason="the extra ray is not installed")
pytestmark = [pytest.mark.xdist_group("ray"), pytest.mark.filterwarnings("ignore")]

MEMORY = 80 * 1024 * 1024
SECONDS = 400
DAY = dt.date(2024, 1, 1)


@pytest.fixture(autouse=True)
def in_time() -> Iterator[None]:
    """Ends a test that waits for a cluster which does not answer, so that the cluster is taken down."""

    def late(*_: object) -> None:
        raise TimeoutError(f"{SECONDS} s have passed")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    cluster_of: Any = importlib.import_module("ray.cluster_utils").Cluster
    folder = tempfile.mkdtemp(prefix="ray")  # its sockets need a short path
    head = {"num_cpus": 0, "object_store_memory": MEMORY, "include_dashboard": False, "temp_dir": folder}
    # A node that is gone is known to be so in a second or two, and not in half a minute.
    head["_system_config"] = {
        "health_check_period_ms": 500,
        "health_check_timeout_ms": 1000,
        "prestart_worker_first_driver": False,
    }
    made = cluster_of(initialize_head=True, head_node_args=head)
    try:
        made.add_node(num_cpus=2, object_store_memory=MEMORY)
        yield made
    finally:
        made.shutdown()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def second(cluster: Any) -> Iterator[Any]:
    """A second node."""
    node = cluster.add_node(num_cpus=2, object_store_memory=MEMORY)
    cluster.wait_for_nodes()
    yield node
    if node in cluster.list_all_nodes():
        cluster.remove_node(node)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty bulletins in four folders, some with names that a URL would spell otherwise, and two that are none."""
    given = tmp_path_factory.mktemp("cluster") / "in"
    for number in range(40):
        path = given / f"{2020 + number % 4}" / f"{number}{['', ' 号', '#1', '%20'][number % 4]}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(generated(number, 8).text, encoding="utf-8")
    (given / "empty.md").touch()
    (given / "none.txt").write_bytes(b"\x00\x01")
    return given


@pytest.fixture(scope="module")
def local(folder: Path) -> Path:
    """What the local engine makes of it."""
    out = folder.parent / "local"
    assert convert([folder], out, formats=["json", "parquet"], reference_date=DAY, jobs=0).failed == 2
    return out


def content(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def rows(out: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of each table, part after part."""
    from pyarrow import parquet

    parts = {name: sorted((out / "parquet" / name).iterdir()) for name in TABLES}
    return {
        name: [row for part in found for row in parquet.read_table(part).to_pylist()] for name, found in parts.items()
    }


def assert_same(out: Path, local: Path) -> None:
    mine, theirs = rows(out), rows(local)
    assert len(mine["metrics"]) > 20
    for name in TABLES:
        assert mine[name] == theirs[name]
    assert content(out) == content(local)


def test_two_nodes_give_the_files_of_the_local_engine(
    cluster: Any, second: Any, folder: Path, local: Path, tmp_path: Path
) -> None:
    assert second is not None
    told: list[ClusterOutcome] = []
    summary = convert_on_cluster(
        [folder],
        tmp_path / "out",
        address=cluster.address,
        formats=["parquet"],
        jobs=2,
        reference_date=DAY,
        on_result=told.append,
    )
    assert (summary.converted, summary.failed, summary.exit_code) == (40, 2, 3)
    assert sorted(one.path for one in told) == sorted(str(path) for path in folder.rglob("*.*"))
    assert_same(tmp_path / "out", local)


def test_a_node_that_is_killed_loses_and_doubles_nothing(
    cluster: Any, second: Any, folder: Path, local: Path, tmp_path: Path
) -> None:
    told: list[str] = []
    idle: list[float] = []
    state: Any = importlib.import_module("ray._private.state")

    def kill_when_under_way(outcome: ClusterOutcome) -> None:
        told.append(outcome.path)
        free = state.available_resources_per_node().get(second.node_id, {}).get("CPU", 2.0)
        if len(told) >= 5 and not idle and free < 1.5:
            idle.append(free)
            cluster.remove_node(second, allow_graceful=False)

    out = tmp_path / "out"
    summary = convert_on_cluster(
        [folder],
        out,
        address=cluster.address,
        formats=["parquet"],
        jobs=2,
        reference_date=DAY,
        on_result=kill_when_under_way,
    )
    assert idle, "the node was not at work when it should have been killed"
    assert (summary.converted, summary.failed) == (40, 2)
    assert len(told) == len(set(told)) == 42
    assert_same(out, local)


def test_a_second_run_does_only_what_is_new_or_changed(cluster: Any, folder: Path, tmp_path: Path) -> None:
    given, out = tmp_path / "in", tmp_path / "out"
    shutil.copytree(folder / "2020", given)
    (tmp_path / "mine.toml").write_text('[[classifiers]]\nname = "斛"\nwords = ["斛"]\n', encoding="utf-8")
    options: dict[str, Any] = {
        "formats": ["parquet"],
        "reference_date": DAY,
        "rules": tmp_path / "mine.toml",
        "reading": ReadOptions(max_bytes=100_000),
    }
    convert([given], out, jobs=0, **options)
    changed, removed, large = sorted(given.iterdir())[:3]
    changed.write_text("关于财政工作的报告\n\n2023年，全县收粮食5斛。\n", encoding="utf-8")
    removed.unlink()
    large.write_bytes(b"0" * 100_001)
    summary = convert_on_cluster([given], out, address=cluster.address, jobs=2, **options)
    assert (summary.converted, summary.skipped, summary.failed) == (1, 7, 1)
    assert [row["text"] for row in rows(out)["metrics"] if row["bulletin_id"] == changed.name] == ["5斛"]
    convert([given], tmp_path / "fresh", jobs=0, **options)
    assert rows(out) == rows(tmp_path / "fresh")


def test_what_kills_its_process_fails_alone_and_urls_are_read_and_written(cluster: Any, tmp_path: Path) -> None:
    from fsspec import register_implementation
    from tests.cluster.shelf import ShelfFileSystem

    register_implementation("shelf", ShelfFileSystem, clobber=True)
    given = tmp_path / "in"
    given.mkdir()
    for name in ("a", "b", "c", "crash", "z"):
        (given / f"{name}.md").write_text(generated(7, 2).text, encoding="utf-8")
    told: list[ClusterOutcome] = []
    summary = convert_on_cluster(
        [f"shelf://{given}"],
        f"shelf://{tmp_path}/out",
        address=cluster.address,
        formats=["parquet"],
        jobs=1,
        on_result=told.append,
    )
    assert (summary.converted, summary.failed) == (4, 1)
    [error] = [one.error for one in told if one.error]
    assert error == f"shelf://{given}/crash.md: its process crashed or took longer than 300 s, 3 times"
    (given / "crash.md").unlink()
    convert([given], tmp_path / "local", formats=["parquet"], jobs=0)
    # The manifest has the URL, and who wrote what.
    mine, theirs = content(tmp_path / "out"), content(tmp_path / "local")
    assert {name for name in mine if mine[name] != theirs.get(name)} == {"manifest.jsonl", "errors.jsonl"}
    assert set(theirs) == set(mine) - {"errors.jsonl"}


def test_the_command_makes_a_cluster_that_nobody_else_can_reach(tmp_path: Path) -> None:
    given = tmp_path / "in"
    given.mkdir()
    for name in ("a", "b"):
        (given / f"{name}.md").write_text(generated(7, 2).text, encoding="utf-8")
    (given / "none.md").write_bytes(b"\x00\x01")
    command = [sys.executable, "-m", "pjrd_extract", "convert", str(given), "-o", str(tmp_path / "out")]
    command += ["--engine", "ray", "--jobs", "1", "--format", "json,parquet"]
    run = psutil.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    listening: set[str] = set()
    while run.poll() is None:
        for process in [run, *run.children(recursive=True)]:
            with contextlib.suppress(psutil.Error):
                found = process.net_connections("inet")
                listening |= {one.laddr.ip for one in found if one.status == psutil.CONN_LISTEN}
        time.sleep(0.2)
    said, _ = run.communicate()
    assert run.returncode == 3
    assert said.startswith("2 converted, 0 unchanged, 1 failed; ")
    assert listening
    assert listening <= {"127.0.0.1", "::ffff:127.0.0.1", "::1"}
    convert([given], tmp_path / "local", formats=["parquet"], jobs=0)
    assert content(tmp_path / "out") == content(tmp_path / "local")
