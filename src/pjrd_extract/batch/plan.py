"""Which task comes next: every worker keeps to a partition, as long as there are enough of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from pjrd_extract.batch.tasks import Task

__all__ = ["Plan"]

T = TypeVar("T")


class Plan(Generic[T]):
    """Tasks in groups, one more of each group when all its others are answered, and which worker is at which group.

    ``groups`` hold what ``task`` makes the tasks from when their turn comes; ``last`` gives the last task of a group,
    by its number, or none. A worker is a number. It gets the tasks of one group in their order, then the last one, so
    that it may use what it still knows. Where no group is left to begin, workers help with those that others are at.

    >>> from pathlib import Path
    >>> from pjrd_extract.batch.tasks import Part
    >>> plan = Plan([["a"]], lambda one: Part(Path(one), (), ()), lambda number: Part(Path("last"), (), ()))
    >>> number, task = plan.take(1)
    >>> plan.take(2) is None
    True
    >>> plan.answered(number)
    >>> plan.take(1)[1].folder.name, plan.waiting
    ('last', 0)
    """

    def __init__(
        self, groups: Sequence[Sequence[T]], task: Callable[[T], Task], last: Callable[[int], Task | None]
    ) -> None:
        self._task, self._last = task, last
        self._waiting = {number: deque(group) for number, group in enumerate(groups) if group}
        self._open = {number: len(group) for number, group in self._waiting.items()}
        self._unstarted = deque(self._waiting)
        self._mine: dict[int, int] = {}
        self._lasts: dict[int, Task] = {}
        self.waiting = sum(self._open.values())
        for number, group in enumerate(groups):
            if not group:
                self._complete(number)

    @staticmethod
    def of(tasks: Sequence[Task]) -> Plan[Task]:
        """``tasks`` alone, in their order."""
        return Plan([tasks], lambda task: task, lambda _: None)

    def take(self, worker: int) -> tuple[int, Task] | None:
        """The next task of ``worker``, and the number of its group; none where there is none at present."""
        mine, taken = self._mine.get(worker), set(self._mine.values())
        if self._lasts:
            last = next((number for number in self._lasts if number == mine or number not in taken), None)
            if last is not None:
                return self._given(last, self._lasts.pop(last))
        if mine is not None and self._waiting.get(mine):
            return self._given(mine, self._task(self._waiting[mine].popleft()))
        if self._unstarted:
            mine = self._mine[worker] = self._unstarted.popleft()
            return self._given(mine, self._task(self._waiting[mine].popleft()))
        longest = max(self._waiting, key=lambda number: len(self._waiting[number]), default=None)
        if longest is not None and self._waiting[longest]:
            # From the end, which the worker whose group it is comes to last.
            return self._given(longest, self._task(self._waiting[longest].pop()))
        self._mine.pop(worker, None)
        return None

    def ends(self, number: int) -> bool:
        """Whether one more answer completes the group ``number``."""
        return self._open.get(number) == 1

    def answered(self, number: int) -> None:
        """Says that a task of the group ``number`` is done, and that what it gave is known to ``last``."""
        if number in self._open:
            self._open[number] -= 1
            if not self._open[number]:
                del self._open[number], self._waiting[number]
                self._complete(number)

    def gone(self, worker: int) -> None:
        """Says that ``worker`` is no more: its group may be ended by any other."""
        self._mine.pop(worker, None)

    def _complete(self, number: int) -> None:
        last = self._last(number)
        if last is not None:
            self._lasts[number] = last
            self.waiting += 1

    def _given(self, number: int, task: Task) -> tuple[int, Task]:
        self.waiting -= 1
        return number, task
