"""``pjrd-extract show``: what a bulletin holds, for people to read."""

from __future__ import annotations

import argparse

from pjrd_extract.cli.extraction import add_extraction_options, print_bulletin
from pjrd_extract.cli.reading import given_file
from pjrd_extract.cli.terminal import Commands

__all__ = ["add_to"]


def add_to(commands: Commands) -> None:
    """Adds the command and its options to the parser's ``commands``."""
    command = commands.add_parser("show", help="print what a bulletin holds, for people to read")
    command.add_argument(
        "file", type=given_file, metavar="FILE", help="a bulletin: Markdown, plain text, DOCX, HTML or PDF"
    )
    add_extraction_options(command)
    command.set_defaults(run=_show, parser=command)


def _show(arguments: argparse.Namespace) -> int:
    return print_bulletin(arguments, as_json=False)
