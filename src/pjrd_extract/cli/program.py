"""The entry point: the commands put together, and the exit code of the process."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from pjrd_extract._version import __version__
from pjrd_extract.cli import check, convert, labels, schema, show, view
from pjrd_extract.cli.terminal import PROGRAM, complain

__all__ = ["command_parser", "main"]

_COMMANDS = (convert, show, check, view, labels, schema)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line with ``argv`` (default: that of the process) and returns its exit code.

    >>> main(["schema", "-o", "/no/such/folder/file.json", "--no-such-option"])
    Traceback (most recent call last):
    ...
    SystemExit: 2
    """
    arguments = command_parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader has gone.
        _give_up_output()
        return 1
    except OSError as error:
        # A disk that is full, where no command says so itself: of standard output.
        _give_up_output()
        return complain(f"{error.filename or 'standard output'}: {(error.strerror or str(error)).lower()}")
    return code


def _give_up_output() -> None:
    """Python would complain once more when it flushes at exit."""
    with suppress(OSError):  # it is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def command_parser() -> argparse.ArgumentParser:
    """The parser of all commands, in the order in which the help lists them.

    >>> str(command_parser().parse_args(["show", "a.md"]).file)
    'a.md'
    """
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        description="Turn bulletins (公报) of Chinese local people's-congress standing committees into records.",
        epilog=(
            "Exit codes: 0 all is well, 1 nothing could be done, 2 wrong usage, "
            "3 convert failed on some, or check has findings, 130 interrupted."
        ),
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in _COMMANDS:
        command.add_to(commands)
    return parser
