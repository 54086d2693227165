"""The benchmark of many files measures what it says."""

from __future__ import annotations

from pathlib import Path

from benchmarks.batch import Run, Stock, extrapolated, measured, stock_of


def test_a_run_is_measured(tmp_path: Path) -> None:
    stock = stock_of(tmp_path / "in", 3, 4)
    assert stock.size == sum(path.stat().st_size for path in stock.folder.iterdir())
    run = measured(stock, tmp_path / "out", 2)
    assert len(list((tmp_path / "out").glob("*.json"))) == 3
    assert run.again > 0
    assert run.seconds > 0
    assert run.worker > 0
    assert run.parent > 0


def test_the_country_is_reckoned_from_files_and_bytes() -> None:
    run = Run(1000, 2, "json", seconds=10, again=1, processor=19, parent=40, worker=60)
    told = extrapolated(run, Stock(Path(), 1000, 20_000_000))
    assert "100.0 files/s of 20 kB" in told
    assert "336,000" in told
    assert "0.9 hours" in told
    assert "8.3 hours" in told
    assert "0.2 and 2.1 hours" in told
