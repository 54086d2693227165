"""Tables that plain text lays out by blanks: rows of the same number of cells, with figures under a head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pjrd_extract._text import Change
from pjrd_extract.read.lines import BLANK, Line

__all__ = ["rule_columns"]

_HAN = r"[\u3400-\u9fff]"
# The two characters of a word are often set apart (项　目, 合　计): there is no gap between them.
_SPREAD = rf"(?:(?<=^{_HAN}.)|(?<=[{BLANK}]{_HAN}.))[{BLANK}]*{_HAN}(?:[{BLANK}]|$)"
# What must not stand around the first blank is asked behind it: so the search skips from one blank to the next.
_GAP = re.compile(rf"[{BLANK}](?<![{BLANK}].)(?!{_SPREAD})(?:[{BLANK}]+|(?<=[\t\u3000]))")
_FIGURE = re.compile(r"[+＋\-－−]?[0-9０-９][0-9０-９.．,，]*[%％]?")
_PROSE = re.compile(r"[，。；！？|]")
_FEWEST_CELLS = 3
_FEWEST_ROWS = 3  # the head and two of figures


def rule_columns(lines: Sequence[Line]) -> list[Change]:
    """The edits that put a ``|`` between the cells of such tables; their lines are marked as those of a table.

    >>> from pjrd_extract.read.lines import raw_lines
    >>> source = "项目　单位　数量|学位　个　1800|公路　公里　160".replace("|", chr(10))
    >>> rule_columns(raw_lines(source))[:2]
    [(2, 3, '|'), (5, 6, '|')]
    """
    changes: list[Change] = []
    for rows in _tables(lines):
        for line in rows:
            line.table = True
            for gap in _GAP.finditer(line.text):
                start, end = line.start + gap.start(), line.start + gap.end()
                changes.append((start, start + 1, "|"))
                if end > start + 1:
                    changes.append((start + 1, end, ""))
    return changes


def _tables(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines that are such a table."""
    rows: list[Line] = []
    width = last = 0
    gaps = [
        i
        for i, line in enumerate(lines)
        # Most lines are sentences, which are no rows: told sooner than that no gap is in them.
        if "，" not in (text := line.text) and "。" not in text and ("\u3000" in text or "  " in text or "\t" in text)
    ]
    for at in gaps:
        line = lines[at]
        cells = _cells(line)
        figures = len(cells) >= _FEWEST_CELLS and any(map(_FIGURE.fullmatch, cells[1:]))
        if figures and rows and at == last + 1 and len(cells) == width and not line.blanks and not line.page:
            rows.append(line)
        else:
            if len(rows) >= _FEWEST_ROWS:
                yield rows
            rows, width = ([line], len(cells)) if len(cells) >= _FEWEST_CELLS and not figures else ([], 0)
        last = at
    if len(rows) >= _FEWEST_ROWS:
        yield rows


def _cells(line: Line) -> Sequence[str]:
    """The cells of a line that may be a row: none of prose, of a heading, or of a table with bars of its own."""
    return () if line.table or line.depth or _PROSE.search(line.text) else _GAP.split(line.text)
