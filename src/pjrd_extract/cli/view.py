"""``pjrd-extract view``: one HTML page to look through bulletins, their records and their metrics."""

from __future__ import annotations

import argparse
from itertools import chain
from typing import TYPE_CHECKING, Any

from pjrd_extract.cli.extraction import add_extraction_options
from pjrd_extract.cli.reading import given_file
from pjrd_extract.cli.sources import Bulletins, Made, nothing_there
from pjrd_extract.cli.terminal import Commands, complain

if TYPE_CHECKING:
    from pjrd_extract.models.bulletin import Bulletin, Source

__all__ = ["add_to"]


def add_to(commands: Commands) -> None:
    """Adds the command and its options to the parser's ``commands``."""
    command = commands.add_parser("view", help="write one HTML page to look through bulletins")
    command.add_argument(
        "files", type=given_file, nargs="+", metavar="FILE", help="a bulletin, a folder or a ZIP archive of them"
    )
    command.add_argument(
        "-o", "--output", type=given_file, required=True, metavar="PAGE", help="the page, such as a.html"
    )
    add_extraction_options(command)
    command.set_defaults(run=_view, parser=command)


def _view(arguments: argparse.Namespace) -> int:
    from pjrd_extract.errors import PjrdError
    from pjrd_extract.write.files import write_atomically
    from pjrd_extract.write.page.page import review_page

    try:
        reading = _Plain(arguments, [arguments.output])
        bulletins = (bulletin for _, bulletin in reading)
        first = next(bulletins, None)
        if first is not None:
            write_atomically(arguments.output, review_page(chain([first], bulletins), said=reading.said))
        elif not reading.any:
            return nothing_there(arguments.files, "show")
    except PjrdError as error:
        return complain(str(error))
    except OSError as error:
        return complain(f"{error.filename}: {(error.strerror or str(error)).lower()}")
    return reading.failed


class _Plain(Bulletins):
    """The bulletins as the page shows them: those with corrections of their own without them."""

    def said(self, source: Source) -> list[dict[str, Any]]:
        """The corrections of these very bytes: the page shows and changes them, so its metrics come without them."""
        if self.corrections is None:
            return []
        same = [one for one in self.corrections.of(source) if one.sha256 == source.sha256]
        corrections = [correction for one in same for correction in one.corrections]
        return [one.model_dump(mode="json", exclude_unset=True) for one in corrections]

    def bulletin(self, made: Made) -> Bulletin:
        """What ``made`` reads, with the findings that its corrections give."""
        bulletin = super().bulletin(made)
        if not self.said(bulletin.source):
            return bulletin
        plain = made(rules=self.rules, reference_date=self.date)
        return plain.model_copy(update={"findings": bulletin.findings})
