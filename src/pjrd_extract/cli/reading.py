"""What the commands share that read bulletins: the options on it, and a file or standard input read by them."""

from __future__ import annotations

import argparse
import sys
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pjrd_extract.read.document import ReadOptions

if TYPE_CHECKING:
    from pjrd_extract.models.bulletin import Bulletin

__all__ = ["STANDARD_INPUT", "add_reading_options", "given_file", "given_name", "read_bulletin", "reading_options"]

STANDARD_INPUT = "-"
_SIZES = {"K": 1024, "M": 1024**2, "G": 1024**3}


def add_reading_options(command: argparse.ArgumentParser) -> None:
    """The options of every command that reads bulletins: ``--ocr`` and the limits on a file."""
    usual = ReadOptions()
    group = command.add_argument_group("reading")
    group.add_argument(
        "--ocr",
        choices=("auto", "always", "never"),
        default=usual.ocr,
        help="recognise the text in pictures of pages: auto, where a page has no text",
    )
    add = group.add_argument
    add(
        "--max-bytes",
        type=_size,
        metavar="SIZE",
        default=usual.max_bytes,
        help="the most bytes that a file may have; default: 256M",
    )
    add(
        "--max-unpacked",
        type=_size,
        metavar="SIZE",
        default=usual.max_unpacked,
        help="the most bytes that a DOCX may unpack to; 512M",
    )
    add(
        "--max-pages",
        type=_count,
        metavar="N",
        default=usual.max_pages,
        help="the most pages that a PDF may have; 5000",
    )
    add(
        "--max-pixels",
        type=_count,
        metavar="N",
        default=usual.max_pixels,
        help="the most pixels that a picture may have; 100000000",
    )


def reading_options(arguments: argparse.Namespace) -> ReadOptions:
    """What the options say.

    >>> parser = argparse.ArgumentParser()
    >>> add_reading_options(parser)
    >>> reading_options(parser.parse_args(["--max-bytes", "2M", "--ocr", "never"]))
    ReadOptions(max_bytes=2097152, max_unpacked=536870912, max_pages=5000, max_pixels=100000000, ocr='never')
    """
    return ReadOptions(
        max_bytes=arguments.max_bytes,
        max_unpacked=arguments.max_unpacked,
        max_pages=arguments.max_pages,
        max_pixels=arguments.max_pixels,
        ocr=arguments.ocr,
    )


def read_bulletin(path: str | PathLike[str], reading: ReadOptions, **options: Any) -> Bulletin:
    """The bulletin in the file at ``path``, or with ``-`` on standard input, by ``options`` of ``extract_file``."""
    from pjrd_extract.pipeline import extract, extract_file

    if str(path) != STANDARD_INPUT:
        return extract_file(path, reading=reading, **options)
    # One byte more than is allowed is enough to be refused.
    data = sys.stdin.buffer.read(reading.max_bytes + 1)
    return extract(data, name="<stdin>", reading=reading, **options)


def given_file(text: str) -> Path:
    """The path that a user gives; an empty one, which an unset variable leaves, is wrong usage.

    >>> given_file("a.md").name
    'a.md'
    """
    if not text:
        raise argparse.ArgumentTypeError("an empty path")
    return Path(text)


def given_name(text: str) -> str:
    """As ``given_file``, for what may be a URL.

    >>> given_name("s3://in/a.md")
    's3://in/a.md'
    """
    given_file(text)
    return text


def _size(text: str) -> int:
    factor = _SIZES.get(text[-1:].upper(), 1)
    try:
        return _count(text if factor == 1 else text[:-1]) * factor
    except argparse.ArgumentTypeError:
        message = f"no size: {text!r} (a whole number of bytes above 0, or with K, M or G behind it: 256M)"
        raise argparse.ArgumentTypeError(message) from None


def _count(text: str) -> int:
    # Digits of ASCII only: int() also takes signs, blanks and underscores.
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError(f"no whole number above 0: {text!r}")
    return int(text)
