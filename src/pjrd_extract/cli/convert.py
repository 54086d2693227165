"""``pjrd-extract convert``: bulletins into JSON and tables."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pjrd_extract._arguments import given_seconds
from pjrd_extract.cli.cluster import add_cluster_options, check_engine, convert_with_ray
from pjrd_extract.cli.extraction import add_extraction_options, print_bulletin, user_corrections, user_rules
from pjrd_extract.cli.progress import Progress
from pjrd_extract.cli.reading import given_name, reading_options
from pjrd_extract.cli.sources import nothing_there
from pjrd_extract.cli.terminal import Commands, complain, print_bytes

if TYPE_CHECKING:
    from pjrd_extract.batch.convert import Summary

__all__ = ["add_to"]

_OF_FOLDERS = ("format", "headers", "include", "exclude", "jobs", "timeout", "force", "retry_failed")


def add_to(commands: Commands) -> None:
    """Adds the command and its options to the parser's ``commands``."""
    command = commands.add_parser("convert", help="write the JSON of bulletins, and tables of them all")
    command.add_argument(
        "files",
        nargs="+",
        type=given_name,
        metavar="PATH",
        help="a bulletin, a folder or ZIP archive; -: standard input",
    )
    command.add_argument(
        "-o",
        "--output",
        required=True,
        type=given_name,
        metavar="DIR",
        help="folder for the JSON, PATH's name with .json; made if need be; - prints the JSON of the one PATH",
    )
    command.add_argument(
        "--format",
        default="json",
        metavar="LIST",
        help="json, jsonl, csv, parquet, sqlite, xlsx: one or several, by commas",
    )
    command.add_argument("--headers", choices=("en", "zh"), default="en", help="language of the heads in CSV and XLSX")
    command.add_argument("--include", action="append", default=[], metavar="PATTERN", help="of folders, only these")
    command.add_argument("--exclude", action="append", default=[], metavar="PATTERN", help="of folders, not these")
    command.add_argument("--jobs", type=_jobs, metavar="N", help="processes; default: one a core; 0: no other process")
    command.add_argument(
        "--timeout",
        type=_seconds,
        default=300.0,
        metavar="SECONDS",
        help="what an input may take; default: 300; 0: no limit",
    )
    command.add_argument("--force", action="store_true", help="also convert what has not changed")
    command.add_argument("--retry-failed", action="store_true", help="also try again what failed and has not changed")
    command.add_argument("--quiet", action="store_true", help="no progress and no summary")
    command.add_argument(
        "--explain",
        action="store_true",
        help="also write PATH's name with .explain.jsonl: each metric with the rules that made its parts",
    )
    add_cluster_options(command)
    add_extraction_options(command)
    command.set_defaults(run=_convert, parser=command)


def _convert(arguments: argparse.Namespace) -> int:
    check_engine(arguments)
    if arguments.output == "-" and len(arguments.files) > 1:
        arguments.parser.error("-o - prints one bulletin: give one PATH, or a folder")
    if arguments.output == "-" and arguments.explain:
        arguments.parser.error("--explain writes a second file: give a folder with -o")
    if arguments.output == "-" and (given := [name for name in _OF_FOLDERS if _is_given(arguments, name)]):
        options = ", ".join(f"--{name.replace('_', '-')}" for name in given)
        arguments.parser.error(f"{options}: not with -o -, which prints one bulletin")
    if arguments.output == "-":
        return print_bulletin(arguments, as_json=True)
    from pjrd_extract.batch.layout import FORMATS
    from pjrd_extract.errors import PjrdError

    formats = arguments.format.split(",")
    if unknown := set(formats) - set(FORMATS):
        arguments.parser.error(f"no such --format: {', '.join(sorted(unknown))}")
    try:
        user_rules(arguments.rules)
        user_corrections(arguments.corrections)
        if arguments.engine == "ray":
            with Progress(quiet=arguments.quiet) as progress:
                summary = convert_with_ray(arguments, progress)
        else:
            summary = _convert_here(arguments, formats)
    except PjrdError as error:
        return complain(str(error))
    except OSError as error:
        return complain(f"can't write {error.filename}: {error.strerror or error}")
    return _end(arguments, summary)


def _is_given(arguments: argparse.Namespace, name: str) -> bool:
    return bool(getattr(arguments, name) != arguments.parser.get_default(name))


def _jobs(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"no whole number from 0 on: {text!r}")
    return int(text)


def _seconds(text: str) -> float | None:
    try:
        return given_seconds("it", float(text))
    except ValueError as error:
        message = f"no number of seconds: {text!r}" if "must" not in str(error) else str(error)
        raise argparse.ArgumentTypeError(message) from None


def _convert_here(arguments: argparse.Namespace, formats: Sequence[str]) -> Summary:
    from pjrd_extract.batch.convert import convert

    names = ("jobs", "timeout", "include", "exclude", "reference_date", "explain", "headers", "force")
    options = {name: getattr(arguments, name) for name in (*names, "rules", "corrections", "retry_failed")}
    with Progress(quiet=arguments.quiet) as progress:
        return convert(
            arguments.files,
            arguments.output,
            formats=formats,
            reading=reading_options(arguments),
            on_begin=progress.begin,
            on_result=progress.result,
            **options,
        )


def _end(arguments: argparse.Namespace, summary: Summary) -> int:
    """Says what the run did, and gives the exit code."""
    for problem in summary.problems:
        complain(problem)
    for form in summary.removed:
        complain(f"{arguments.output}: the {form} tables of an earlier run were stale and are gone; see --format")
    told = summary.converted + summary.skipped + summary.failed
    if not told:
        return nothing_there(arguments.files, "convert")
    if told > 1 and not arguments.quiet:
        print_bytes(_told(summary).encode("utf-8"))
    return summary.exit_code


def _told(summary: Summary) -> str:
    counts = f"{summary.converted} converted, {summary.skipped} unchanged, {summary.failed} failed"
    findings = ", ".join(f"{count} {code}" for code, count in sorted(summary.findings.items())) or "none"
    done = summary.converted + summary.skipped + summary.failed
    time = f"{summary.seconds:.1f} s, {done / max(summary.seconds, 0.001):.1f} a second"
    return f"{counts}; {summary.metrics} metrics; {time}\nfindings: {findings}\n"
