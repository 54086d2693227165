"""Worker processes that may die: what kills one concerns the input it was at, and no other."""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait

from pjrd_extract.batch.work import Conversion, Options, Result, convert_one, file_hash

__all__ = ["share_out"]

_CHUNK = 8
"""Inputs that a worker gets at a time: enough that it never waits for the next, few enough to end together."""


class _Worker:
    """A process, the pipe to it, and the tasks that it has not yet answered; the first of them is what it is at."""

    def __init__(self, options: Options) -> None:
        # Not forked: a thread of the caller that holds a lock would leave it held in the child for ever.
        context = multiprocessing.get_context("spawn")
        self.pipe, other = context.Pipe()
        self.process = context.Process(target=_serve, args=(other, options), daemon=True)
        self.process.start()
        other.close()
        self.ready = False
        self.tasks: deque[Conversion] = deque()
        self.since = 0.0

    def give(self, tasks: Sequence[Conversion]) -> None:
        self.tasks.extend(tasks)
        self.since = time.monotonic()
        self.pipe.send(tasks)

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def share_out(
    tasks: Sequence[Conversion], options: Options, *, jobs: int, timeout: float | None = None
) -> Iterator[tuple[Conversion, Result]]:
    """Does ``tasks`` in ``jobs`` processes and yields each with its result, in the order in which they are done.

    A task that takes longer than ``timeout`` seconds is ended with its process, and one that kills its process fails
    alone: the tasks that were waiting behind it go to another. Raises ``RuntimeError`` when processes can't start.
    """
    waiting = deque(tasks)
    workers: list[_Worker] = []
    chunk = max(1, min(_CHUNK, len(tasks) // (4 * jobs)))
    try:
        while waiting or any(worker.tasks for worker in workers):
            while len(workers) < jobs and len(waiting) > sum(not worker.tasks for worker in workers):
                workers.append(_Worker(options))
            for worker in workers:
                if worker.ready and not worker.tasks and waiting:
                    worker.give([waiting.popleft() for _ in range(min(chunk, len(waiting)))])
            ready = wait([worker.pipe for worker in workers], None if timeout is None else min(timeout / 4, 1.0))
            for worker in list(workers):
                heard = _heard(worker, timeout, speaks=worker.pipe in ready)
                if isinstance(heard, Result):
                    yield worker.tasks.popleft(), heard
                elif heard is not None:
                    workers.remove(worker)
                    worker.stop()
                    if worker.tasks:
                        task = worker.tasks.popleft()
                        yield task, Result(file_hash(task.path), f"{task.path}: {heard}")
                    waiting.extendleft(reversed(worker.tasks))
    finally:
        for worker in workers:
            worker.stop()


def _heard(worker: _Worker, timeout: float | None, *, speaks: bool) -> Result | str | None:
    """The result that ``worker`` sends, or why it can't go on; nothing while it works or when it is ready to."""
    if speaks:
        try:
            result: Result | None = worker.pipe.recv()
        except (EOFError, OSError):
            return _death(worker)
        worker.ready = True
        worker.since = time.monotonic()
        return result
    if timeout is not None and worker.tasks and time.monotonic() - worker.since > timeout:
        return f"took longer than {timeout:g} s"
    return None


def _death(worker: _Worker) -> str:
    worker.process.join()
    code = worker.process.exitcode or 0
    if not worker.ready:
        raise RuntimeError(f"a worker process could not start (exit code {code})")
    if code == -signal.SIGKILL:
        return "its process was killed, perhaps for want of memory"
    return f"its process crashed ({signal.Signals(-code).name})" if code < 0 else f"its process ended (code {code})"


def _serve(pipe: Connection, options: Options) -> None:
    """The worker: answers each task with its result until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted, and ends its workers
    try:
        pipe.send(None)
        while True:
            for task in pipe.recv():
                pipe.send(convert_one(task, options))
    except (EOFError, OSError):
        return
