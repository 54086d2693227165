"""Running heads, feet and page numbers of a document: lines at the edge of a page that others have there too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pjrd_extract.read.page_layout import Line

__all__ = ["without_frame"]

_EDGE = 3
"""How many lines from the top and from the foot of a page may belong to the frame."""
_LEAST = 3
"""How many pages have a line of the frame, at the least; two in a document of two pages."""
_NUMBER = re.compile(r"[0-9]{1,5}")

_Key = tuple[int, str, int]


def without_frame(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page but those that come back at the same height on other pages.

    Such a line says the same on all of them, or differs by one number that grows with the pages: rows of a table that
    stand at one height on several pages are told by their figures, which do not count pages.

    >>> pages = [[Line((f"第{n}页",), 0, 10, 20), Line((f"增长{n * n}%",), 0, 40, 50)] for n in (4, 5, 6)]
    >>> [[line.cells for line in page] for page in without_frame(pages)]
    [[('增长16%',)], [('增长25%',)], [('增长36%',)]]
    """
    edges = [_edge(page) for page in pages]
    seen = Counter(
        key for number, edge in enumerate(edges) for key in {k for line in edge for k in _keys(line, number)}
    )
    least = min(_LEAST, max(len(pages), 2))
    return [
        [line for line in page if line not in edge or not any(seen[key] >= least for key in _keys(line, number))]
        for number, (page, edge) in enumerate(zip(pages, edges, strict=True))
    ]


def _edge(lines: Sequence[Line]) -> list[Line]:
    by_height = sorted(lines, key=lambda line: line.bottom)
    return by_height[:_EDGE] + by_height[_EDGE:][-_EDGE:]


def _keys(line: Line, number: int) -> Iterator[_Key]:
    """What a line is compared by: its height and text, and once for each number in it what that is without it."""
    text, height = " ".join(line.cells), round(line.bottom)
    yield height, text, 0
    for match in _NUMBER.finditer(text):
        yield height, f"{text[: match.start()]}\0{text[match.end() :]}", int(match[0]) - number
