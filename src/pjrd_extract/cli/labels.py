"""``pjrd-extract export-labels`` and ``import-labels``: metrics to the programs that annotators use, and back."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pjrd_extract.cli.extraction import add_extraction_options
from pjrd_extract.cli.reading import given_file
from pjrd_extract.cli.sources import Bulletins, nothing_there
from pjrd_extract.cli.terminal import Commands, complain

if TYPE_CHECKING:
    from pjrd_extract.review.model import BulletinCorrections

__all__ = ["add_to"]

_PROGRAMS = ("label-studio", "doccano")
_FILES_HELP = "a bulletin, a folder or a ZIP archive of them"


def add_to(commands: Commands) -> None:
    """Adds both commands and their options to the parser's ``commands``."""
    export = commands.add_parser("export-labels", help="write metrics as labelled text for Label Studio or doccano")
    export.add_argument("files", type=given_file, nargs="+", metavar="FILE", help=_FILES_HELP)
    export.add_argument("--for", dest="program", choices=_PROGRAMS, required=True, help="the program to write for")
    export.add_argument("-o", "--output", type=given_file, required=True, metavar="LABELS", help="the file to write")
    export.add_argument(
        "--config", type=given_file, metavar="XML", help="also write the configuration of a Label Studio project"
    )
    add_extraction_options(export)
    export.set_defaults(run=_export, parser=export)
    back = commands.add_parser("import-labels", help="turn what annotators labelled into corrections")
    back.add_argument(
        "labels", type=given_file, metavar="LABELS", help="what Label Studio (JSON) or doccano (JSONL) exported"
    )
    back.add_argument("files", type=given_file, nargs="+", metavar="FILE", help=_FILES_HELP)
    back.add_argument("--for", dest="program", choices=_PROGRAMS, required=True, help="the program that wrote LABELS")
    back.add_argument("-o", "--output", type=given_file, required=True, metavar="JSON", help="the corrections to write")
    add_extraction_options(back)
    back.set_defaults(run=_import)


def _export(arguments: argparse.Namespace) -> int:
    from pjrd_extract.errors import PjrdError
    from pjrd_extract.review.labels import label_studio_config, to_doccano, to_label_studio
    from pjrd_extract.write.files import replaced, write_atomically

    if arguments.config is not None and arguments.program != "label-studio":
        arguments.parser.error("--config is of Label Studio: doccano makes its labels from the file")
    if arguments.config is not None and arguments.config.resolve() == arguments.output.resolve():
        arguments.parser.error("--config and -o can't be one file")
    try:
        reading = Bulletins(arguments, [path for path in (arguments.output, arguments.config) if path is not None])
        write = to_label_studio if arguments.program == "label-studio" else to_doccano
        records = (write(bulletin) for _, bulletin in reading)
        first = next(records, None)
        if first is None:
            return 1 if reading.any else nothing_there(arguments.files, "export")
        with replaced(arguments.output) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(_pieces(chain([first], records), arguments.program))
        if arguments.config is not None:
            write_atomically(arguments.config, label_studio_config().encode("utf-8"))
    except PjrdError as error:
        return complain(str(error))
    except OSError as error:
        return complain(f"{error.filename}: {(error.strerror or str(error)).lower()}")
    return reading.failed


def _pieces(records: Iterable[dict[str, Any]], program: str) -> Iterator[str]:
    """The file bit by bit: an array for Label Studio, a line a record for doccano."""
    opening, between, closing = ("[\n", ",\n", "\n]\n") if program == "label-studio" else ("", "\n", "\n")
    yield opening
    for number, record in enumerate(records):
        yield (between if number else "") + json.dumps(record, ensure_ascii=False)
    yield closing


def _import(arguments: argparse.Namespace) -> int:
    from pjrd_extract.errors import PjrdError
    from pjrd_extract.review.labels import from_doccano, from_label_studio
    from pjrd_extract.write.files import write_atomically

    try:
        read = from_label_studio if arguments.program == "label-studio" else from_doccano
        labelled = _by_source(_load(arguments.labels, arguments.program))
        reading = Bulletins(arguments, [arguments.output], [arguments.labels])
        found: list[BulletinCorrections] = []
        for _, bulletin in reading:
            record = labelled.pop((bulletin.source.sha256, bulletin.source.name), None)
            if record is None:
                reading.failed = complain(f"{bulletin.source.name}: has no labels in {arguments.labels}")
                continue
            try:
                corrections, unread = read(record, bulletin, rules=reading.rules)
            except PjrdError as error:
                reading.failed = complain(str(error))
                continue
            found += corrections.bulletins
            for span in unread:
                words = bulletin.text[span.slice]
                complain(f"{bulletin.source.name}: {span.start}-{span.end} left out, not read as a metric: {words}")
        for _, name in labelled:
            complain(f"{arguments.labels}: {name} is none of the files, its labels are left out")
        if not reading.any:
            return nothing_there(arguments.files, "give labels to")
        bulletins = [one.model_dump(mode="json", exclude_unset=True) for one in found]
        document = {"format": "pjrd-corrections", "version": 1, "bulletins": bulletins}
        write_atomically(arguments.output, json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8") + b"\n")
    except PjrdError as error:
        return complain(str(error))
    except OSError as error:
        return complain(f"{error.filename}: {(error.strerror or str(error)).lower()}")
    return reading.failed


def _load(path: Path, program: str) -> list[Any]:
    """The tasks or records of the file. Raises ``CorrectionError`` where it is no such file."""
    from pjrd_extract.errors import CorrectionError

    try:
        text = path.read_text(encoding="utf-8-sig")
        if program == "doccano":
            return [json.loads(line) for line in text.split("\n") if line.strip()]
        tasks = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CorrectionError(f"no file of {program}: {error}", name=str(path)) from error
    if not isinstance(tasks, list):
        raise CorrectionError("no file of label-studio: no array of tasks", name=str(path))
    return tasks


def _by_source(records: list[Any]) -> dict[tuple[str, str], dict[str, Any]]:
    """Each record by hash and name of its bulletin, which ``export-labels`` wrote into it; the last of each counts."""
    found = {}
    for record in records:
        known = record.get("data") or record.get("meta") or record if isinstance(record, dict) else {}
        if isinstance(known, dict) and "sha256" in known and "name" in known:
            found[str(known["sha256"]), str(known["name"])] = record
    return found
