from __future__ import annotations

from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pjrd_extract.batch.plan import Plan
from pjrd_extract.batch.tasks import Part, Task


def named(name: str) -> Part:
    return Part(Path(name), (), ())


def plan_of(sizes: list[int]) -> Plan[str]:
    groups = [[f"{group}/{one}" for one in range(size)] for group, size in enumerate(sizes)]
    return Plan(groups, named, lambda number: named(f"{number}/last"))


def names(taken: list[tuple[int, Task]]) -> list[str]:
    return [task.folder.as_posix() for _, task in taken if isinstance(task, Part)]


@given(st.lists(st.integers(0, 5), max_size=6), st.data())
def test_every_task_comes_once_and_the_last_of_a_group_after_all_others(sizes: list[int], draws: st.DataObject) -> None:
    plan, at, order = plan_of(sizes), dict[int, tuple[int, Task]](), list[tuple[int, Task]]()
    while plan.waiting or at:
        worker = draws.draw(st.integers(1, 3))
        if worker in at:
            number, _ = at[worker]
            order.append(at.pop(worker))
            plan.answered(number)
            if draws.draw(st.booleans()):
                plan.gone(worker)
        elif (taken := plan.take(worker)) is not None:
            at[worker] = taken
    done = names(order)
    assert Counter(done) == Counter(
        [f"{group}/{one}" for group, size in enumerate(sizes) for one in range(size)]
        + [f"{group}/last" for group in range(len(sizes))]
    )
    assert all(done.index(f"{group}/last") > done.index(f"{group}/0") for group, size in enumerate(sizes) if size)


def test_a_worker_keeps_to_its_group_and_ends_it() -> None:
    plan, done = plan_of([2, 2]), dict[int, list[str]]()
    for _ in range(3):
        taken = {worker: plan.take(worker) for worker in (1, 2)}
        for worker, one in taken.items():
            assert one is not None
            done.setdefault(worker, []).extend(names([one]))
            plan.answered(one[0])
    assert done == {1: ["0/0", "0/1", "0/last"], 2: ["1/0", "1/1", "1/last"]}


def test_idle_workers_help_from_the_end() -> None:
    plan = plan_of([4])
    taken = [plan.take(worker) for worker in (1, 2, 2, 1)]
    assert names([one for one in taken if one]) == ["0/0", "0/3", "0/2", "0/1"]
    assert plan.take(1) is None
