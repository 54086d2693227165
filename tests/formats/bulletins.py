"""The invented bulletins as paragraphs, from which tests make documents of each format."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from benchmarks.corpus import ROOT

from pjrd_extract import Bulletin
from pjrd_extract.read.clean import clean
from pjrd_extract.read.decode import decode

_FIXTURES = ROOT / "tests" / "fixtures"
NAMES = tuple(sorted(path.name for path in _FIXTURES.iterdir() if path.suffix in (".md", ".txt")))
TABLES = ("dev-city-plan.md", "dongpu-2024-03.md", "yunzhou-2024-02.md")
"""Those that have a table."""


@dataclass(frozen=True)
class Paragraph:
    text: str
    depth: int = 0
    bold: bool = False
    centred: bool = False


Table = list[list[str]]


def paragraphs(name: str) -> list[Paragraph | Table]:
    """The paragraphs and tables of a fixture, freed of what print and recognition left."""
    cleaned = clean(decode((_FIXTURES / name).read_bytes(), name).text)
    made: list[Paragraph | Table] = []
    for table, group in groupby(cleaned.lines, key=lambda line: line.table):
        if table:
            rows = [[cell.strip() for cell in line.text.strip("|").split("|")] for line in group]
            made.append([row for row in rows if not set("".join(row)) <= set("-: ")])
        else:
            made += [Paragraph(line.text, line.depth, line.bold, line.centred) for line in group]
    return made


def markdown(parts: list[Paragraph | Table]) -> str:
    """The same as Markdown: what the documents of the other formats must agree with."""
    blocks = []
    for part in parts:
        if isinstance(part, Paragraph):
            mark = "#" * part.depth + " " if part.depth else "　" * 6 if part.centred else ""
            blocks.append(mark + (f"**{part.text}**" if part.bold and not mark else part.text))
        else:
            rows = [part[0], ["---"] * len(part[0]), *part[1:]]
            blocks.append("\n".join(f"| {' | '.join(row)} |" for row in rows))
    return "\n\n".join(blocks) + "\n"


def records(bulletin: Bulletin, *, blanks: bool = True) -> Any:
    """All that a bulletin says, without the places where it says so and without what names the file.

    Print keeps no blanks at the end of a line; without ``blanks`` there are none in any text.
    """

    def bare(value: Any) -> Any:
        if isinstance(value, str) and not blanks:
            return "".join(value.split())
        if isinstance(value, dict):
            return {key: bare(one) for key, one in value.items() if key != "span"}
        return [bare(one) for one in value] if isinstance(value, list) else value

    return bare(bulletin.model_dump(mode="json", exclude={"source"}))
