"""How fast a conversion is: against the floor, a fresh process, and texts made to stall it.

All limits are ratios of processor time within one run, and the best of several tries counts: a machine may be busy,
but a slow library is never quick.
"""

from __future__ import annotations

import pytest
from benchmarks.adversarial import TEXTS, microseconds, ordinary
from benchmarks.measure import bulletin, floor, fresh_processes, layers, medians, memory, peer_runs, whole
from benchmarks.plot import line_plot

pytestmark = pytest.mark.timed

_TRIES = 5
_TIMES_THE_FLOOR = 6
"""What a conversion may cost; docs/performance.md has what it costs, and what is aimed at."""


def test_a_conversion_stays_near_the_floor() -> None:
    name, data = bulletin()
    runs = {"floor": floor(name, data), "whole": whole(name, data)}

    def ratio() -> float:
        times = medians(runs, 3)
        return times["whole"] / times["floor"]

    ratios = []
    for _ in range(_TRIES):
        ratios.append(ratio())
        if ratios[-1] < _TIMES_THE_FLOOR:
            break
    assert min(ratios) < _TIMES_THE_FLOOR


def test_the_checks_cost_less_than_the_floor() -> None:
    name, data = bulletin()
    runs = {"floor": floor(name, data), "checks": layers(name, data)["checks"]}
    ratios = []
    for _ in range(_TRIES):
        times = medians(runs, 5)
        ratios.append(times["checks"] / times["floor"])
        if ratios[-1] < 1:
            break
    assert min(ratios) < 1


@pytest.fixture(scope="module")
def usual() -> float:
    microseconds(ordinary(5_000))
    return microseconds(ordinary(30_000), rounds=3)


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_is_dear(name: str, usual: float) -> None:
    make = TEXTS[name]
    short, long = (microseconds(make(size), rounds=2) for size in (15_000, 60_000))
    assert long < 3 * usual
    # Four times the text: a quadratic step would make each character four times as dear.
    assert long < 2 * short + 0.2


def test_a_long_text_costs_a_character_what_a_short_one_does() -> None:
    ratios = []
    for _ in range(_TRIES):
        short, long = microseconds(ordinary(40_000), rounds=3), microseconds(ordinary(400_000))
        ratios.append(long / short)
        if ratios[-1] < 1.5:
            break
    assert min(ratios) < 1.5


def test_a_fresh_process_starts_quickly() -> None:
    _, data = bulletin()
    times = fresh_processes(data, rounds=3)
    assert times["import pjrd_extract"] < 1.6 * times["import pydantic, regex"]
    assert times["pjrd-extract --version"] < 120
    assert times["from pjrd_extract import extract"] < 8 * times["import pydantic, regex"]


def test_the_first_conversion_is_not_much_dearer_than_a_warm_one() -> None:
    name, data = bulletin()
    warm = medians({"whole": whole(name, data)}, 3)["whole"]
    assert min(fresh_processes(data, rounds=1)["first conversion"] for _ in range(2)) < 4 * warm


def test_memory_stays_in_proportion() -> None:
    _, data = bulletin()
    records, with_json = min(memory(data) for _ in range(2))
    assert 0 < records <= with_json < 60


def test_a_peer_that_is_missing_is_left_out_with_a_reason() -> None:
    runs, skipped = peer_runs("2023年完成投资三点五亿元。\n十二万五\n".encode())
    assert all(skipped.values())
    assert "find_quantities, find_periods" in runs
    for run in runs.values():
        run()


def test_the_plot_shows_each_point() -> None:
    svg = line_plot([(10_000, 0.02), (1_000_000, 2.5)], "characters <of text>", "seconds")
    assert svg.count("<circle") == 2
    assert "characters &lt;of text&gt;" in svg
