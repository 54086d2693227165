"""``pjrd-extract view``: one HTML page to look through bulletins, their records and their metrics."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pjrd_extract.cli.extraction import add_extraction_options, user_corrections, user_rules
from pjrd_extract.cli.reading import reading_options
from pjrd_extract.cli.sources import Made, sources
from pjrd_extract.cli.terminal import Commands, complain

if TYPE_CHECKING:
    from pjrd_extract.models.bulletin import Bulletin, Source
    from pjrd_extract.review.model import Corrections
    from pjrd_extract.rules import Rules

__all__ = ["add_to"]


def add_to(commands: Commands) -> None:
    """Adds the command and its options to the parser's ``commands``."""
    command = commands.add_parser("view", help="write one HTML page to look through bulletins")
    command.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help="a bulletin, a folder or a ZIP archive of them"
    )
    command.add_argument("-o", "--output", type=Path, required=True, metavar="PAGE", help="the page, such as a.html")
    add_extraction_options(command)
    command.set_defaults(run=_view, parser=command)


def _view(arguments: argparse.Namespace) -> int:
    from pjrd_extract.errors import PjrdError
    from pjrd_extract.write.files import write_atomically
    from pjrd_extract.write.page.page import review_page

    try:
        reading = _Reading(arguments)
        bulletins = iter(reading)
        first = next(bulletins, None)
        if first is not None:
            write_atomically(arguments.output, review_page(chain([first], bulletins), said=reading.said))
        elif not reading.failed:
            return complain(f"{', '.join(map(str, arguments.files))}: is a directory without files to show")
    except PjrdError as error:
        return complain(str(error))
    except OSError as error:
        return complain(f"{error.filename}: {(error.strerror or str(error)).lower()}")
    return reading.failed


class _Reading:
    """The bulletins of the files, folders and archives named, one by one; ``failed`` is 1 once one can't be read."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._rules: Rules | None = user_rules(arguments.rules)
        self._corrections: Corrections | None = user_corrections(arguments.corrections)
        self._options = reading_options(arguments)
        self._arguments = arguments
        self.failed = 0

    def __iter__(self) -> Iterator[Bulletin]:
        from pjrd_extract.errors import PjrdError

        for _, made in sources(self._arguments.files, self._options, self._arguments.output):
            try:
                yield self._bulletin(made)
            except PjrdError as error:
                self.failed = complain(str(error))

    def said(self, source: Source) -> list[dict[str, Any]]:
        """The corrections of these very bytes: the page shows and changes them, so its metrics come without them."""
        if self._corrections is None:
            return []
        same = [one for one in self._corrections.of(source) if one.sha256 == source.sha256]
        corrections = [correction for one in same for correction in one.corrections]
        return [one.model_dump(mode="json", exclude_unset=True) for one in corrections]

    def _bulletin(self, made: Made) -> Bulletin:
        date = self._arguments.reference_date
        bulletin = made(rules=self._rules, reference_date=date, corrections=self._corrections)
        if not self.said(bulletin.source):
            return bulletin
        plain = made(rules=self._rules, reference_date=date)
        return plain.model_copy(update={"findings": bulletin.findings})
