"""Running heads, feet and page numbers of a document: what stands at the edge of a page and on others there too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pjrd_extract.read.page_model import Page, Piece

__all__ = ["without_frame"]

_EDGE = 3
"""How many lines from the top and from the foot of a page may belong to the frame."""
_LEAST = 3
"""How many pages have a line of the frame, at the least; two in a document of two pages."""
_NUMBER = re.compile(r"[0-9]{1,5}")

_Key = tuple[int, str, int]


def without_frame(pages: Sequence[Page]) -> list[Page]:
    """The pages without what comes back at the same height on others.

    Such a piece says the same on all of them, or differs by one number that grows with the pages: rows of a table that
    stand at one height on several pages are told by their figures, which do not count pages.

    >>> texts = [(f"第{n}页", f"增长{n * n}%") for n in (4, 5, 6)]
    >>> pages = [Page(tuple(Piece(text, (0, 9), 9 * i, 9) for i, text in enumerate(page))) for page in texts]
    >>> [[piece.text for piece in page.pieces] for page in without_frame(pages)]
    [['增长16%'], ['增长25%'], ['增长36%']]
    """
    edges = [_edge(page.pieces) for page in pages]
    seen = Counter(
        key for number, edge in enumerate(edges) for key in {k for piece in edge for k in _keys(piece, number)}
    )
    least = min(_LEAST, max(len(pages), 2))
    return [
        replace(
            page,
            pieces=tuple(
                piece
                for piece in page.pieces
                if piece not in edge or not any(seen[key] >= least for key in _keys(piece, number))
            ),
        )
        for number, (page, edge) in enumerate(zip(pages, edges, strict=True))
    ]


def _edge(pieces: Sequence[Piece]) -> set[Piece]:
    heights = sorted({round(piece.base) for piece in pieces})
    outer = {*heights[:_EDGE], *heights[-_EDGE:]}
    return {piece for piece in pieces if round(piece.base) in outer}


def _keys(piece: Piece, number: int) -> Iterator[_Key]:
    """What a piece is compared by: its height and text, and once for each number in it what that is without it."""
    text, height = piece.text, round(piece.base)
    yield height, text, 0
    for match in _NUMBER.finditer(text):
        yield height, f"{text[: match.start()]}\0{text[match.end() :]}", int(match[0]) - number
