"""Pages as one text: paragraphs put together from their lines, tables, and where each character stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pjrd_extract.read.page_grid import ruled_tables
from pjrd_extract.read.page_model import Page, Piece, Row, Table
from pjrd_extract.read.page_order import Flow, flows
from pjrd_extract.read.page_paragraphs import Layout, Line
from pjrd_extract.read.page_rows import aligned_tables, rows_of
from pjrd_extract.read.page_writer import PagedText, Writer

__all__ = ["paged_text"]

_MARGIN = 0.02
"""Share of the width of the text by which lines that end at its margin may fall short of it."""


@dataclass(frozen=True, slots=True)
class _Placed:
    table: Table
    page: int


def paged_text(pages: Sequence[Page]) -> PagedText:
    """The text of a document, a paragraph a line, tables as rows of cells.

    A form feed stands where a page ends between two of them; a paragraph or table that goes on has none.
    """
    runs = list(_runs(pages))
    spacing = _spacing(runs)
    laid = [one for run in runs for one in _laid(run, spacing)]
    layout = Layout([one for one in laid if isinstance(one, Line)], spacing)
    writer = Writer(tuple(page.slope for page in pages))
    paragraph: list[Line] = []
    last: _Placed | None = None
    for one in laid:
        if isinstance(one, Line) and paragraph and layout.goes_on(paragraph[-1], one):
            paragraph.append(one)
            continue
        if paragraph:
            writer.paragraph(paragraph)
            paragraph = []
        if isinstance(one, Line):
            paragraph, last = [one], None
        else:
            writer.table(one.table, one.page, goes_on=last is not None and _same_columns(last, one))
            last = one
    if paragraph:
        writer.paragraph(paragraph)
    return writer.finished()


def _width(pages: Iterable[Page]) -> float:
    """How wide the text of the widest page is."""
    return max(
        (
            max(piece.right for piece in page.pieces) - min(piece.left for piece in page.pieces)
            for page in pages
            if page.pieces
        ),
        default=0.0,
    )


@dataclass(frozen=True, slots=True)
class _Run:
    """Rows of a flow that no drawn table parts."""

    rows: list[Row]
    page: int
    flow: Flow


def _runs(pages: Sequence[Page]) -> Iterator[_Run | _Placed]:
    width = _width(pages)
    furthest = max((piece.right for page in pages for piece in page.pieces), default=0.0)
    laid = []
    for page in pages:
        tables, pieces = ruled_tables(page.pieces, page.rules)
        items: list[Piece | Table] = [*pieces, *tables]
        left = min((item.left for item in items), default=0.0)
        right = max((item.right for item in items), default=0.0)
        # A page that holds a list of names or the end of a text has the margins of the others.
        if right > furthest - _MARGIN * width:
            left = min(left, right - width)
        laid.append(Flow(tuple(items), left, max(right, left + width)))
    for number, flow in flows(laid):
        rows = rows_of(item for item in flow.items if isinstance(item, Piece))
        drawn = sorted((item for item in flow.items if isinstance(item, Table)), key=lambda table: -table.middle)
        for run in _between(rows, drawn):
            yield _Placed(run, number) if isinstance(run, Table) else _Run(run, number, flow)


def _spacing(runs: Iterable[_Run | _Placed]) -> float:
    """The distance from one line of a paragraph to the next, in sizes."""
    steps = sorted(
        step
        for run in runs
        if isinstance(run, _Run)
        for above, below in pairwise(run.rows)
        if 1 < (step := (above.base - below.base) / above.size) < 4
    )
    return steps[len(steps) * 3 // 10] if steps else 2.0


def _laid(run: _Run | _Placed, spacing: float) -> Iterator[Line | _Placed]:
    if isinstance(run, _Placed):
        yield run
        return
    for one in aligned_tables(run.rows, spacing):
        yield _Placed(one, run.page) if isinstance(one, Table) else Line(one, run.page, run.flow)


def _between(rows: Sequence[Row], tables: Sequence[Table]) -> Iterator[list[Row] | Table]:
    """The tables, and the rows before, between and after them."""
    waiting = list(rows)
    for table in tables:
        above = [row for row in waiting if row.base > table.middle]
        if above:
            yield above
        yield table
        waiting = waiting[len(above) :]
    if waiting:
        yield waiting


def _same_columns(one: _Placed, other: _Placed) -> bool:
    """Whether a table goes on on the next page."""
    lefts = one.table.columns, other.table.columns
    same = len(lefts[0]) == len(lefts[1]) and all(abs(a - b) < 3 for a, b in zip(*lefts, strict=True))
    return same and other.page == one.page + 1
