"""All checks, in the order in which their findings are given."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pjrd_extract._text import Text
from pjrd_extract.check.attendance import check_attendance
from pjrd_extract.check.changes import check_changes
from pjrd_extract.check.contents import check_contents
from pjrd_extract.check.figures import check_figures
from pjrd_extract.check.ground import Ground
from pjrd_extract.check.implausible import check_implausible
from pjrd_extract.check.names import check_names
from pjrd_extract.check.repairs import check_repairs
from pjrd_extract.check.sections import check_sections
from pjrd_extract.check.shares import check_shares
from pjrd_extract.check.stray import check_stray
from pjrd_extract.check.sums import check_sums
from pjrd_extract.check.undated import check_undated
from pjrd_extract.check.units import check_units
from pjrd_extract.models.bulletin import Bulletin, Finding
from pjrd_extract.rules import Rules

__all__ = ["CHECKS", "check"]

CHECKS: dict[str, Callable[[Ground], Iterator[Finding]]] = {
    "attendance-count": check_attendance,
    "name-mismatch": check_names,
    "contents-mismatch": check_contents,
    "figure-mismatch": check_figures,
    "sum-mismatch": check_sums,
    "share-mismatch": check_shares,
    "change-mismatch": check_changes,
    "missing-unit": check_units,
    "section-order": check_sections,
    "stray-text": check_stray,
    "implausible": check_implausible,
    "undated": check_undated,
    "ocr-suspect": check_repairs,
}
"""The code of each finding and the function that looks for it. What the codes mean: docs/findings.md."""


def check(bulletin: Bulletin, source: str, text: Text | None = None, rules: Rules | None = None) -> tuple[Finding, ...]:
    """What in ``bulletin`` does not agree with itself; ``source`` is the text that its spans point into.

    ``text`` is the source as it was cleaned while reading; without it repairs are not told, and marks count as text.

    >>> from pjrd_extract.models.bulletin import Masthead, Source
    >>> source = Source(name="a.md", sha256="", format="text", encoding="utf-8", characters=0)
    >>> check(Bulletin(source=source, masthead=Masthead()), "")
    ()
    """
    ground = Ground(bulletin, source, text, rules)
    return tuple(finding for one in CHECKS.values() for finding in one(ground))
