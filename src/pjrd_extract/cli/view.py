"""``pjrd-extract view``: one HTML page to look through bulletins, their records and their metrics."""

from __future__ import annotations

import argparse
from pathlib import Path

from pjrd_extract.cli.extraction import add_extraction_options, user_corrections, user_rules
from pjrd_extract.cli.terminal import Commands, complain

__all__ = ["add_to"]


def add_to(commands: Commands) -> None:
    """Adds the command and its options to the parser's ``commands``."""
    command = commands.add_parser("view", help="write one HTML page to look through bulletins")
    command.add_argument("files", type=Path, nargs="+", metavar="FILE", help="a bulletin")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="PAGE", help="the page, such as a.html")
    add_extraction_options(command)
    command.set_defaults(run=_view, parser=command)


def _view(arguments: argparse.Namespace) -> int:
    from pjrd_extract.errors import PjrdError
    from pjrd_extract.pipeline import extract_file
    from pjrd_extract.write.files import write_atomically
    from pjrd_extract.write.page.page import review_page

    failed = 0
    bulletins = []
    try:
        rules = user_rules(arguments.rules)
        corrections = user_corrections(arguments.corrections)
        for path in arguments.files:
            try:
                date = arguments.reference_date
                bulletins.append(extract_file(path, rules=rules, reference_date=date, corrections=corrections))
            except PjrdError as error:
                failed = complain(str(error))
        if bulletins:
            write_atomically(arguments.output, review_page(bulletins))
    except PjrdError as error:
        return complain(str(error))
    except OSError as error:
        return complain(f"{error.filename}: {(error.strerror or str(error)).lower()}")
    return failed
