"""``pjrd-extract check``: where bulletins do not agree with themselves."""

from __future__ import annotations

import argparse

from pjrd_extract.cli.extraction import add_extraction_options
from pjrd_extract.cli.reading import given_file
from pjrd_extract.cli.sources import Bulletins, nothing_there
from pjrd_extract.cli.terminal import Commands, complain, print_bytes

__all__ = ["add_to"]


def add_to(commands: Commands) -> None:
    """Adds the command and its options to the parser's ``commands``."""
    command = commands.add_parser("check", help="print where bulletins do not agree with themselves")
    command.add_argument(
        "files", nargs="+", type=given_file, metavar="FILE", help="a bulletin, a folder or a ZIP archive of them"
    )
    command.add_argument(
        "--fail-on",
        choices=("error", "warning", "info"),
        default="warning",
        help="exit status 3 if there are findings of this severity or a graver one; default: warning",
    )
    add_extraction_options(command)
    command.set_defaults(run=_check)


def _check(arguments: argparse.Namespace) -> int:
    from pjrd_extract.errors import PjrdError
    from pjrd_extract.write.findings import findings_text, reaches

    try:
        bulletins = Bulletins(arguments)
    except PjrdError as error:
        return complain(str(error))
    found = False
    for name, bulletin in bulletins:
        print_bytes(findings_text(bulletin, name).encode("utf-8", "replace"))
        found = found or any(reaches(finding, arguments.fail_on) for finding in bulletin.findings)
    if not bulletins.any:
        return nothing_there(arguments.files, "check")
    return bulletins.failed or (3 if found else 0)
