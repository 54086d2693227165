"""How far a run is: a bar on a terminal, now and then a line elsewhere, and what went wrong as it happens."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

from pjrd_extract.cli.terminal import complain

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from pjrd_extract.batch.summary import Outcome
    from pjrd_extract.cluster.record import ClusterOutcome

__all__ = ["Progress"]

_EVERY = 10.0
"""Seconds between two lines."""


class Progress:
    """Told how many inputs there are (``begin``) and what became of each (``result``); errors are never left out."""

    def __init__(self, *, quiet: bool, every: float = _EVERY) -> None:
        self._quiet, self._every = quiet, every
        self._stack = ExitStack()
        self._bar: Bar | None = None
        self._total = self._done = self._failed = 0
        self._began = self._told = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def begin(self, total: int) -> None:
        """The inputs are found; some may have been told already."""
        self._total = total
        self._began = self._told = time.monotonic()
        if total > 1 and not self._quiet and sys.stderr.isatty():
            self._bar = self._on_terminal(total)

    def result(self, outcome: Outcome | ClusterOutcome) -> None:
        """An input is done with."""
        for warning in outcome.warnings:
            complain(warning)
        if outcome.error is not None:
            complain(outcome.error)
            self._failed += 1
        self._done += 1
        if self._bar is not None:
            task = self._bar.task_ids[0]
            self._bar.update(task, completed=self._done, failed=self._failed, rate=self._rate())
        elif not self._quiet and self._total > self._done and time.monotonic() - self._told > self._every:
            self._told = time.monotonic()
            complain(self._line())

    def _line(self) -> str:
        rate = self._rate()
        left = _short((self._total - self._done) / rate)
        return f"{self._done} of {self._total}, {self._failed} failed, {rate:.1f} a second, {left} left"

    def _rate(self) -> float:
        return self._done / max(time.monotonic() - self._began, 0.001)

    def _on_terminal(self, total: int) -> Bar | None:
        try:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Bar
        except ImportError:
            return None
        columns = (
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[failed]} failed"),
            TextColumn("{task.fields[rate]:.1f} a second"),
            TimeRemainingColumn(),
        )
        bar = Bar(*columns, console=Console(stderr=True), transient=True)
        self._stack.enter_context(bar)
        bar.add_task("", total=total, failed=self._failed, rate=0.0)
        return bar


def _short(seconds: float) -> str:
    """A time as people say it.

    >>> _short(42), _short(600), _short(9000)
    ('42 s', '10 min', '2.5 h')
    """
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
