"""``pjrd-extract schema``: the JSON Schema of the output."""

from __future__ import annotations

import argparse

from pjrd_extract.cli.reading import given_file
from pjrd_extract.cli.terminal import Commands, complain, print_bytes

__all__ = ["add_to"]


def add_to(commands: Commands) -> None:
    """Adds the command and its options to the parser's ``commands``."""
    command = commands.add_parser("schema", help="print the JSON Schema of the output")
    command.add_argument("-o", "--output", type=given_file, metavar="FILE", help="write it to FILE instead")
    command.set_defaults(run=_schema)


def _schema(arguments: argparse.Namespace) -> int:
    from pjrd_extract.write.files import write_atomically
    from pjrd_extract.write.schema import schema_json

    if arguments.output is None:
        print_bytes(schema_json())
        return 0
    try:
        write_atomically(arguments.output, schema_json())
    except OSError as error:
        return complain(f"{arguments.output}: {error.strerror or error}")
    return 0
