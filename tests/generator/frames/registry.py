"""The frames by what they are good for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from tests.generator.composer import Composer

__all__ = ["FRAMES", "Sort", "Write", "frame"]

# clause: joins others under one period; whole: brings its own periods; target: what is still to be done;
# trap: a sentence that looks like metrics and has none (or optional ones); lead: such words before a clause.
Sort = Literal["clause", "whole", "target", "trap", "lead"]
Write = Callable[[Composer], None]

FRAMES: dict[Sort, dict[str, Write]] = {"clause": {}, "whole": {}, "target": {}, "trap": {}, "lead": {}}


def frame(sort: Sort) -> Callable[[Write], Write]:
    """Registers a function that writes a clause (without its full stop) under its own name."""

    def register(write: Write) -> Write:
        FRAMES[sort][write.__name__.replace("_", "-")] = write
        return write

    return register
