"""Worker processes that may die: what kills one concerns the input it was at, and no other."""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait

from pjrd_extract.batch.inputs import file_hash
from pjrd_extract.batch.tasks import Conversion, Options, Result

__all__ = ["in_workers"]


class _Worker:
    """A process, the pipe to it, and the task that it is at."""

    def __init__(self, options: Options) -> None:
        # Not forked: a thread of the caller that holds a lock would leave it held in the child for ever.
        context = multiprocessing.get_context("spawn")
        self.pipe, other = context.Pipe()
        self.process = context.Process(target=_serve, args=(other, options), daemon=True)
        self.process.start()
        other.close()
        self.ready = False
        self.task: Conversion | None = None
        self.since = 0.0

    def give(self, task: Conversion) -> None:
        self.task = task
        self.since = time.monotonic()
        self.pipe.send(task)

    def late(self, timeout: float | None) -> bool:
        return timeout is not None and self.task is not None and time.monotonic() - self.since >= timeout

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def in_workers(
    tasks: Sequence[Conversion], options: Options, *, jobs: int, timeout: float | None = None
) -> Iterator[tuple[Conversion, Result]]:
    """Does ``tasks`` in ``jobs`` processes and yields each with its result, in the order in which they are done.

    A worker has one task at a time, so that none ever waits behind another that stalls. A task that takes longer than
    ``timeout`` seconds is ended with its process, and one that kills its process fails alone. Raises ``RuntimeError``
    when processes can't start.
    """
    waiting = deque(tasks)
    workers: list[_Worker] = []
    try:
        while waiting or any(worker.task for worker in workers):
            # Started while others work, and no more than there is work for.
            while len(workers) < jobs and len(waiting) > sum(worker.task is None for worker in workers):
                workers.append(_Worker(options))
            for worker in _speaking(workers, timeout):
                heard = _heard(worker, timeout)
                task, worker.task = worker.task, None
                if isinstance(heard, str):
                    workers.remove(worker)
                    worker.stop()
                elif waiting:
                    # The worker goes on while its answer is dealt with.
                    worker.give(waiting.popleft())
                if task is not None and heard is not None:
                    yield (
                        task,
                        Result(file_hash(task.path), f"{task.path}: {heard}") if isinstance(heard, str) else heard,
                    )
    finally:
        for worker in workers:
            worker.stop()


def _speaking(workers: Sequence[_Worker], timeout: float | None) -> list[_Worker]:
    """The workers that have an answer, have died or have been at it for too long; waits until there is one."""
    while True:
        late = min((worker.since for worker in workers if worker.task), default=None)
        left = None if timeout is None or late is None else max(0.0, late + timeout - time.monotonic())
        ready = set(wait([worker.pipe for worker in workers], left))
        if found := [worker for worker in workers if worker.pipe in ready or worker.late(timeout)]:
            return found


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
        raise RuntimeError(f"a worker process could not start (exit code {code})")
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
            pipe.send(work.convert_one(pipe.recv(), options))
    except (EOFError, OSError):
        return
