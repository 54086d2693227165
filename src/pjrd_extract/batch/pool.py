"""Worker processes that may die: what kills one concerns the input it was at, and no other."""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection, wait
from typing import Self, TypeVar

from pjrd_extract.batch.inputs import file_hash
from pjrd_extract.batch.plan import Plan
from pjrd_extract.batch.tasks import Conversion, Options, Result, Task, Unpack
from pjrd_extract.errors import PjrdError

__all__ = ["Pool"]

T = TypeVar("T")


class _Worker:
    """A process, the pipe to it, and the task that it is at, with the number of its group."""

    def __init__(self, number: int, options: Options) -> None:
        # Not forked: a thread of the caller that holds a lock would leave it held in the child for ever.
        context = multiprocessing.get_context("spawn")
        self.pipe, other = context.Pipe()
        self.process = context.Process(target=_serve, args=(other, options), daemon=True)
        self.process.start()
        other.close()
        self.number = number
        self.ready = False
        self.task: tuple[int, Task] | None = None
        self.since = 0.0

    def give(self, task: tuple[int, Task] | None) -> None:
        self.task = task
        self.since = time.monotonic()
        if task is not None:
            self.pipe.send(task[1])

    def ends_at(self, timeout: float | None) -> float | None:
        """When it is late: never, where it writes tables."""
        if timeout is None or self.task is None or not isinstance(self.task[1], Conversion | Unpack):
            return None
        return self.since + timeout

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Pool:
    """Up to ``jobs`` worker processes, started as they are needed; with none of them this process does all itself.

    A worker has one task at a time, so that none ever waits behind another that stalls. An input that takes longer
    than ``timeout`` seconds is ended with its process, and a task that kills its process fails alone. ``cut`` says that
    a worker has ended amid a task, and may have left half a file.
    """

    def __init__(self, options: Options, *, jobs: int, timeout: float | None) -> None:
        self._options, self._jobs, self._timeout = options, jobs, timeout
        self._workers: list[_Worker] = []
        self._number = 0
        self.cut = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.stop()
            self.cut = self.cut or worker.task is not None

    def run(self, plan: Plan[T]) -> Iterator[tuple[Task, Result]]:
        """Does the tasks of ``plan`` and yields each with its result, in the order in which they are done.

        Raises ``PjrdError`` when processes can't start.
        """
        if not self._jobs:
            from pjrd_extract.batch.work import perform

            while (given := plan.take(0)) is not None:
                yield given[1], perform(given[1], self._options)
                plan.answered(given[0])
            return
        while True:
            while len(self._workers) < self._jobs and plan.waiting > sum(not one.task for one in self._workers):
                self._number += 1
                self._workers.append(_Worker(self._number, self._options))
            for worker in self._workers:
                if worker.ready and worker.task is None:
                    worker.give(plan.take(worker.number))
            if not plan.waiting and not any(worker.task for worker in self._workers):
                return
            for worker in self._speaking():
                yield from self._answer(worker, plan)

    def _answer(self, worker: _Worker, plan: Plan[T]) -> Iterator[tuple[Task, Result]]:
        heard = _heard(worker, self._timeout)
        done, worker.task = worker.task, None
        if isinstance(heard, str):
            self._workers.remove(worker)
            worker.stop()
            self.cut = True
            plan.gone(worker.number)
            heard = _failure(done[1], heard) if done else None
        elif done is None or not plan.ends(done[0]):
            # The worker goes on while its answer is dealt with.
            worker.give(plan.take(worker.number))
        if done is not None and heard is not None:
            yield done[1], heard
            plan.answered(done[0])

    def _speaking(self) -> list[_Worker]:
        """The workers that have an answer, have died or are late; waits until there is one."""
        while True:
            ends = [end for worker in self._workers if (end := worker.ends_at(self._timeout)) is not None]
            left = max(0.0, min(ends) - time.monotonic()) if ends else None
            ready = set(wait([worker.pipe for worker in self._workers], left))
            now = time.monotonic()
            if found := [one for one in self._workers if one.pipe in ready or _late(one, self._timeout, now)]:
                return found


def _late(worker: _Worker, timeout: float | None, now: float) -> bool:
    end = worker.ends_at(timeout)
    return end is not None and now >= end


def _failure(task: Task, reason: str) -> Result:
    if isinstance(task, Conversion | Unpack):
        return Result(file_hash(task.path), f"{task.name}: {reason}")
    return Result(None, f"can't write tables: {reason}")


def _heard(worker: _Worker, timeout: float | None) -> Result | str | None:
    """What ``worker`` sends: a result, or none when it is ready to begin; or why it can't go on."""
    try:
        if not worker.pipe.poll():
            return f"took longer than {timeout:g} s"
        result: Result | None = worker.pipe.recv()
    except (EOFError, OSError):
        return _death(worker)
    worker.ready = True
    return result


def _death(worker: _Worker) -> str:
    worker.process.join()
    code = worker.process.exitcode or 0
    if not worker.ready:
        raise PjrdError(
            f"a worker process could not start (exit code {code}): does the script that calls convert() do so below "
            'if __name__ == "__main__":? Else give jobs=0'
        )
    if code == -signal.SIGKILL:
        return "its process was killed, perhaps for want of memory"
    return f"its process crashed ({signal.Signals(-code).name})" if code < 0 else f"its process ended (code {code})"


def _serve(pipe: Connection, options: Options) -> None:
    """The worker: answers each task with its result until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted, and ends its workers
    from pjrd_extract.batch import work

    try:
        work.prepare(options)
        pipe.send(None)
        while True:
            pipe.send(work.perform(pipe.recv(), options))
    except (EOFError, OSError):
        return
