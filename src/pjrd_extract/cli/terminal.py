"""What is said on the terminal: bytes to standard output, complaints to standard error."""

from __future__ import annotations

import argparse
import sys
from typing import TypeAlias

__all__ = ["PROGRAM", "Commands", "complain", "print_bytes"]

PROGRAM = "pjrd-extract"

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""What ``add_subparsers`` gives: each command adds its parser to it."""


def print_bytes(data: bytes) -> None:
    """Bytes as they are: the output is UTF-8 whatever the terminal's encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def complain(message: str) -> int:
    """Prints ``message`` as one line on standard error and gives the exit code of a failure."""
    line = "".join(map(_shown, " ".join(message.split())))
    sys.stderr.write(f"{PROGRAM}: {line}\n")
    return 1


def _shown(character: str) -> str:
    """What a file is called must not steer the terminal."""
    return character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
