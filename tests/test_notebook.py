"""The notebook under docs/ runs from top to end, and is kept without outputs."""

from __future__ import annotations

from typing import Any

import nbformat
import pytest
from benchmarks.corpus import ROOT
from nbclient import NotebookClient

TOUR = ROOT / "docs" / "tour.ipynb"


def notebook() -> Any:
    # nbformat annotates none of its functions.
    return nbformat.read(TOUR, as_version=4)  # type: ignore[no-untyped-call]


def test_outputs_are_not_kept() -> None:
    cells = [cell for cell in notebook().cells if cell.cell_type == "code"]
    assert len(cells) >= 6
    assert [cell.id for cell in cells if cell.outputs or cell.execution_count is not None] == []


# What the kernel's client warns of is none of the library's.
@pytest.mark.filterwarnings("ignore")
def test_the_notebook_runs_and_shows_what_it_promises() -> None:
    tour = notebook()
    NotebookClient(tour, timeout=120, resources={"metadata": {"path": str(TOUR.parent)}}).execute()
    outputs = {cell.id: cell.outputs for cell in tour.cells if cell.cell_type == "code"}
    assert "<table>" in outputs["extract"][0].data["text/html"]
    assert "<mark>6.8 5 亿元</mark>" in outputs["highlight"][0].data["text/html"]
    assert outputs["corrections"][0].data["text/plain"].startswith("(Review(status='edited'")
