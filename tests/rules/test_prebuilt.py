"""The prebuilt rule data says what the TOML says, and a stale one is not used."""

from __future__ import annotations

import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from pjrd_extract.rules import prebuilt

DATA = files("pjrd_extract.rules") / "data"


def test_prebuilt_is_in_step() -> None:
    assert (DATA / prebuilt.NAME).read_text(encoding="utf-8") == prebuilt.build(DATA), "run: make rules"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(str(DATA), tmp_path / "data")
    return tmp_path / "data"


def test_an_unchanged_copy_is_loaded(copy: Path) -> None:
    tables = prebuilt.load(copy)
    assert tables is not None
    assert tables == json.loads(prebuilt.build(copy))["tables"]


@pytest.mark.parametrize("change", ["edited", "removed", "added"])
def test_a_changed_file_makes_it_stale(copy: Path, change: str) -> None:
    match change:
        case "edited":
            (copy / "units.toml").write_text("", encoding="utf-8")
        case "removed":
            (copy / "units.toml").unlink()
        case _:
            (copy / "more.toml").write_text("", encoding="utf-8")
    assert prebuilt.load(copy) is None


def test_without_a_prebuilt_file_there_is_nothing_to_load(copy: Path) -> None:
    (copy / prebuilt.NAME).unlink()
    assert prebuilt.load(copy) is None
