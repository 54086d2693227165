"""What the linter can't say of the source."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.corpus import ROOT

from pjrd_extract.write.page.page import SCRIPTS, STYLES

FILES = sorted(path for folder in ("src", "tests", "benchmarks") for path in (ROOT / folder).rglob("*.py"))
PAGE = ROOT / "src" / "pjrd_extract" / "write" / "page"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_lines_have_at_most_120_characters_and_files_400_lines(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [number for number, line in enumerate(lines, 1) if len(line) > 120] == []
    assert len(lines) <= 400


@pytest.mark.parametrize("path", sorted([*PAGE.rglob("*.js"), *PAGE.rglob("*.css")]), ids=lambda path: path.name)
def test_scripts_and_styles_have_at_most_400_lines_and_are_in_the_page(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    assert path.name in (*SCRIPTS, *STYLES)
