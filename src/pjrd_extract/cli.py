"""The command line: arguments, messages and exit codes, nothing else.

Exit codes: 0 all is well, 1 at least one file failed, 2 wrong usage, 3 findings (check only), 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pjrd_extract._version import __version__

if TYPE_CHECKING:
    from pjrd_extract.rules import Rules

__all__ = ["main"]

PROGRAM = "pjrd-extract"


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line with ``argv`` (default: that of the process) and returns its exit code.

    >>> main(["schema", "-o", "/no/such/folder/file.json", "--no-such-option"])
    Traceback (most recent call last):
    ...
    SystemExit: 2
    """
    arguments = _parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader has gone. Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        description="Turn bulletins (公报) of Chinese local people's-congress standing committees into records.",
        epilog=(
            "Exit codes: 0 all is well, 1 at least one file failed, 2 wrong usage, "
            "3 check has findings, 130 interrupted."
        ),
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    convert = commands.add_parser("convert", help="write the JSON of one or more bulletins")
    convert.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a bulletin: Markdown or plain text")
    convert.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="DIR",
        help="folder for the JSON, FILE's name with .json; made if need be; - prints the JSON of the one FILE",
    )
    convert.add_argument(
        "--explain",
        action="store_true",
        help="also write FILE's name with .explain.jsonl: each metric with the rules that made its parts",
    )
    _add_extraction_options(convert)
    convert.set_defaults(run=_convert, parser=convert)

    show = commands.add_parser("show", help="print what a bulletin holds, for people to read")
    show.add_argument("file", type=Path, metavar="FILE", help="a bulletin: Markdown or plain text")
    _add_extraction_options(show)
    show.set_defaults(run=_show, parser=show)

    check = commands.add_parser("check", help="print where bulletins do not agree with themselves")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a bulletin: Markdown or plain text")
    check.add_argument(
        "--fail-on",
        choices=("error", "warning", "info"),
        default="warning",
        help="exit status 3 if there are findings of this severity or a graver one; default: warning",
    )
    _add_extraction_options(check)
    check.set_defaults(run=_check)

    schema = commands.add_parser("schema", help="print the JSON Schema of the output")
    schema.add_argument("-o", "--output", type=Path, metavar="FILE", help="write it to FILE instead")
    schema.set_defaults(run=_schema)
    return parser


def _add_extraction_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--reference-date",
        type=_date,
        metavar="YYYY-MM-DD",
        help="what 今年 and the like are resolved against; default: the bulletin's own date",
    )
    command.add_argument("--rules", type=Path, metavar="FILE", help="more rule data, in TOML")


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"no date of the form YYYY-MM-DD: {text!r}") from None


def _convert(arguments: argparse.Namespace) -> int:
    if arguments.output == "-" and len(arguments.files) > 1:
        arguments.parser.error("-o - prints one bulletin: give one FILE, or a folder")
    if arguments.output == "-" and arguments.explain:
        arguments.parser.error("--explain writes a second file: give a folder with -o")
    if arguments.output == "-":
        return _print_bulletin(arguments, as_json=True)
    from pjrd_extract.batch import convert_files
    from pjrd_extract.errors import RuleError

    try:
        rules = _rules(arguments.rules)
    except RuleError as error:
        return _complain(str(error))
    folder = Path(arguments.output)
    failed = False
    options = {"rules": rules, "reference_date": arguments.reference_date, "explain": arguments.explain}
    for outcome in convert_files(arguments.files, folder, **options):
        if outcome.error is not None:
            failed = True
            _complain(outcome.error)
    return int(failed)


def _show(arguments: argparse.Namespace) -> int:
    return _print_bulletin(arguments, as_json=False)


def _check(arguments: argparse.Namespace) -> int:
    from pjrd_extract.errors import PjrdError
    from pjrd_extract.pipeline import extract_file
    from pjrd_extract.write.findings import findings_text, reaches

    try:
        rules = _rules(arguments.rules)
    except PjrdError as error:
        return _complain(str(error))
    failed = found = False
    for path in arguments.files:
        try:
            bulletin = extract_file(path, rules=rules, reference_date=arguments.reference_date)
        except PjrdError as error:
            failed = True
            _complain(str(error))
            continue
        _print(findings_text(bulletin, str(path)).encode("utf-8", "replace"))
        found = found or any(reaches(finding, arguments.fail_on) for finding in bulletin.findings)
    return 1 if failed else 3 if found else 0


def _print_bulletin(arguments: argparse.Namespace, *, as_json: bool) -> int:
    from pjrd_extract.errors import PjrdError
    from pjrd_extract.pipeline import extract_file
    from pjrd_extract.write.json import to_json
    from pjrd_extract.write.summary import summary

    path = arguments.file if not as_json else arguments.files[0]
    try:
        rules = _rules(arguments.rules)
        bulletin = extract_file(path, rules=rules, reference_date=arguments.reference_date)
    except PjrdError as error:
        return _complain(str(error))
    _print(to_json(bulletin) if as_json else summary(bulletin).encode("utf-8"))
    return 0


def _schema(arguments: argparse.Namespace) -> int:
    from pjrd_extract.write.files import write_atomically
    from pjrd_extract.write.schema import schema_json

    if arguments.output is None:
        _print(schema_json())
        return 0
    try:
        write_atomically(arguments.output, schema_json())
    except OSError as error:
        return _complain(f"{arguments.output}: {error.strerror or error}")
    return 0


def _rules(path: Path | None) -> Rules | None:
    if path is None:
        return None
    from pjrd_extract.rules import Rules

    return Rules.default().extended(path)


def _print(data: bytes) -> None:
    """Bytes as they are: the output is UTF-8 whatever the terminal's encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _complain(message: str) -> int:
    line = " ".join(message.split())
    sys.stderr.write(f"{PROGRAM}: {line}\n")
    return 1
