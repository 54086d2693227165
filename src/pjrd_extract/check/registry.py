"""All checks, in the order in which their findings are given."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pjrd_extract.check.attendance import check_attendance
from pjrd_extract.models.bulletin import Bulletin, Finding

__all__ = ["CHECKS", "check"]

CHECKS: tuple[Callable[[Bulletin, str], Iterator[Finding]], ...] = (check_attendance,)


def check(bulletin: Bulletin, source: str) -> tuple[Finding, ...]:
    """What in ``bulletin`` does not agree with itself; ``source`` is the text that its spans point into.

    >>> from pjrd_extract.models.bulletin import Masthead, Source
    >>> source = Source(name="a.md", sha256="", format="text", encoding="utf-8", characters=0)
    >>> check(Bulletin(source=source, masthead=Masthead()), "")
    ()
    """
    return tuple(finding for one in CHECKS for finding in one(bulletin, source))
