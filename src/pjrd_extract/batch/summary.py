"""What a run tells of each input, and of them all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from pjrd_extract.batch.manifest import Entry

__all__ = ["Outcome", "Summary"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: where its JSON stands, or why there is none (``error``, which begins with the path).

    ``skipped`` says that it was so already: the input has not changed since an earlier run. ``warnings`` are of
    corrections that were left out or had to be placed in a changed source.
    """

    path: Path
    output: Path | None
    error: str | None = None
    skipped: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class Summary:
    """What a run did: how many inputs were converted, skipped (unchanged) and failed, what was found, the seconds.

    ``failures`` are the errors of the inputs that failed, each of which begins with the path. ``problems`` says why
    tables could not be written; then none of them are new. ``removed`` are the formats of an earlier run whose tables
    had become stale.
    """

    converted: int = 0
    skipped: int = 0
    failed: int = 0
    metrics: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    failures: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    def count(self, entry: Entry, *, same: bool) -> None:
        """Counts an input by its entry in the manifest; ``same`` says that nothing was to do."""
        if entry.error:
            self.fail(entry.error)
        elif same:
            self.skipped += 1
        else:
            self.converted += 1
        self.metrics += entry.metrics
        self.findings.update(entry.findings)

    def fail(self, error: str) -> None:
        """Counts an input that failed with ``error``."""
        self.failed += 1
        self.failures.append(error)

    @property
    def exit_code(self) -> int:
        """0 all is well, 3 some failed, 1 nothing could be done."""
        if not self.failed and not self.problems:
            return 0 if self.converted + self.skipped else 1
        return 3 if self.converted + self.skipped else 1
