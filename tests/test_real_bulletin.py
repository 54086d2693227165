"""The real bulletin, judged by the scorers that came with it and by the clock."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from benchmarks.corpus import SHARED, Gold, real

from pjrd_extract import extract_file
from pjrd_extract.write.json import to_json

pytestmark = pytest.mark.skipif(not real(), reason="the folder of real bulletins beside the project is not there")

BULLETINS = [pytest.param(gold, id=gold.name) for gold in real()]
METRIC_FLOORS = {
    "F1": 0.95,
    "value": 0.995,
    "unit": 0.98,
    "bound": 0.97,
    "role": 0.95,
    "period": 0.90,
    "no_period": 0.90,
    "name": 0.80,
    "strict": 0.85,
}


def judge(script: str, *arguments: object) -> None:
    command = [sys.executable, str(SHARED / "gold" / script), *map(str, arguments)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.fixture
def converted(gold: Gold, tmp_path: Path) -> Path:
    path = tmp_path / "bulletin.json"
    path.write_bytes(to_json(extract_file(gold.bulletin)))
    return path


@pytest.mark.parametrize("gold", BULLETINS)
def test_metrics_reach_the_figures_asked_for(gold: Gold, converted: Path) -> None:
    floors = [part for key, floor in METRIC_FLOORS.items() for part in ("--min", f"{key}={floor}")]
    judge("score.py", converted, gold.metrics_file, *floors)


@pytest.mark.parametrize("gold", BULLETINS)
def test_records_reach_the_figure_asked_for(gold: Gold, converted: Path) -> None:
    judge("score_structure.py", converted, gold.structure_file, "--min", 0.99)


@pytest.mark.parametrize("gold", BULLETINS)
def test_conversion_is_quick(gold: Gold) -> None:
    def seconds() -> float:
        started = time.process_time()
        to_json(extract_file(gold.bulletin))
        return time.process_time() - started

    # Machines are noisy: one undisturbed run is proof, and a slow library gives none.
    assert any(seconds() < 0.2 for _ in range(15))
