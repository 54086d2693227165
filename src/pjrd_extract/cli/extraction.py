"""What the commands share that extract bulletins: the options, the user's rules, and one bulletin printed."""

from __future__ import annotations

import argparse
import re
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pjrd_extract.cli.reading import add_reading_options, given_file, read_bulletin, reading_options
from pjrd_extract.cli.terminal import complain, print_bytes

if TYPE_CHECKING:
    from pjrd_extract.review.model import Corrections
    from pjrd_extract.rules import Rules

__all__ = ["add_extraction_options", "print_bulletin", "user_corrections", "user_rules"]

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COLUMNS = 100  # where the output is no terminal
_ONE_FILE = "show prints one bulletin: check, convert and view take folders"


def add_extraction_options(command: argparse.ArgumentParser) -> None:
    """The options of every command that extracts: ``--reference-date``, ``--rules``, ``--corrections``; on reading."""
    command.add_argument(
        "--reference-date",
        type=_date,
        metavar="YYYY-MM-DD",
        help="what 今年 and the like are resolved against; default: the bulletin's own date",
    )
    command.add_argument("--rules", type=given_file, metavar="FILE", help="more rule data, in TOML")
    command.add_argument(
        "--corrections",
        type=given_file,
        metavar="FILE",
        help="what people said of the metrics, in JSON (docs/corrections.md)",
    )
    add_reading_options(command)


def _date(text: str) -> date:
    try:
        # Python also reads 20240101 and 2024-W01-1.
        return date.fromisoformat(text if _DATE.fullmatch(text) else "")
    except ValueError:
        raise argparse.ArgumentTypeError(f"no date of the form YYYY-MM-DD: {text!r}") from None


def user_rules(path: Path | None) -> Rules | None:
    """The default rules with those of ``--rules`` added; ``None`` without it. Raises ``RuleError``."""
    if path is None:
        return None
    from pjrd_extract.rules import Rules

    return Rules.default().extended(path)


def user_corrections(path: Path | None) -> Corrections | None:
    """The corrections of ``--corrections``; ``None`` without it. Raises ``CorrectionError``."""
    if path is None:
        return None
    from pjrd_extract.review.model import Corrections

    return Corrections.load(path)


def print_bulletin(arguments: argparse.Namespace, *, as_json: bool) -> int:
    """Prints the one bulletin that was named, as JSON or for people, and gives the exit code."""
    from pjrd_extract.errors import PjrdError
    from pjrd_extract.write.json import to_json
    from pjrd_extract.write.summary import summary

    path = arguments.file if not as_json else arguments.files[0]
    if Path(path).is_dir():
        what = "convert -o - prints one bulletin: give a folder with -o" if as_json else _ONE_FILE
        return complain(f"{path}: is a directory; {what}")
    try:
        rules = user_rules(arguments.rules)
        corrections = user_corrections(arguments.corrections)
        reading, date = reading_options(arguments), arguments.reference_date
        bulletin = read_bulletin(path, reading, rules=rules, reference_date=date, corrections=corrections)
    except PjrdError as error:
        return complain(str(error))
    for finding in bulletin.findings if as_json else ():
        if finding.code == "correction":
            complain(f"{path}: {finding.message}")
    columns = shutil.get_terminal_size((_COLUMNS, 0)).columns
    print_bytes(to_json(bulletin) if as_json else summary(bulletin, columns).encode("utf-8"))
    return 0
