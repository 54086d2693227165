"""``pjrd-extract convert``: bulletins into JSON."""

from __future__ import annotations

import argparse
from pathlib import Path

from pjrd_extract.cli.extraction import add_extraction_options, print_bulletin, user_corrections, user_rules
from pjrd_extract.cli.terminal import Commands, complain

__all__ = ["add_to"]


def add_to(commands: Commands) -> None:
    """Adds the command and its options to the parser's ``commands``."""
    command = commands.add_parser("convert", help="write the JSON of one or more bulletins")
    command.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="a bulletin: Markdown, plain text, DOCX, HTML or PDF"
    )
    command.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="DIR",
        help="folder for the JSON, FILE's name with .json; made if need be; - prints the JSON of the one FILE",
    )
    command.add_argument(
        "--explain",
        action="store_true",
        help="also write FILE's name with .explain.jsonl: each metric with the rules that made its parts",
    )
    add_extraction_options(command)
    command.set_defaults(run=_convert, parser=command)


def _convert(arguments: argparse.Namespace) -> int:
    if arguments.output == "-" and len(arguments.files) > 1:
        arguments.parser.error("-o - prints one bulletin: give one FILE, or a folder")
    if arguments.output == "-" and arguments.explain:
        arguments.parser.error("--explain writes a second file: give a folder with -o")
    if arguments.output == "-":
        return print_bulletin(arguments, as_json=True)
    from pjrd_extract.batch import convert_files
    from pjrd_extract.errors import CorrectionError, RuleError

    try:
        rules = user_rules(arguments.rules)
        corrections = user_corrections(arguments.corrections)
    except (CorrectionError, RuleError) as error:
        return complain(str(error))
    folder = Path(arguments.output)
    failed = False
    options = {"rules": rules, "reference_date": arguments.reference_date, "explain": arguments.explain}
    for outcome in convert_files(arguments.files, folder, corrections=corrections, **options):
        for warning in outcome.warnings:
            complain(warning)
        if outcome.error is not None:
            failed = True
            complain(outcome.error)
    return int(failed)
