"""A page of a PDF: its characters as pieces of lines.

What pdfium says about a character is asked of its C functions: the order in which characters are set is not the order
in which they are read, so that its lines don't serve, and its higher functions make an object for each.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from pjrd_extract.read.page_model import CELL_GAP, Piece
from pjrd_extract.read.pdf_rules import View

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

__all__ = ["page_pieces", "unified"]

# Fonts that programs embed may name a character by the radical that looks like it. Unicode says which character most
# radicals are; of those that simplified characters have it does not.
_RADICALS = {chr(code): normalize("NFKC", chr(code)) for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAD9))}
_SIMPLIFIED = dict(
    zip(
        "⺠⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "民见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
_UNIFIED = str.maketrans(_RADICALS | _SIMPLIFIED)

_BLANK_GAP = 0.15
"""Sizes of a blank that the document does not have as a character, over what the line is spaced out by."""
_SCRIPT_GAP = 0.4
"""The same between Chinese and Latin characters, which many programs set apart by a quarter."""
_WIDEST = 2.0
"""Sizes that a Latin character is wide, at the most."""


class _Glyph(NamedTuple):
    code: int
    left: float
    right: float
    base: float
    size: float

    @property
    def blank(self) -> bool:
        return self.code in (0x20, 0xA0, 0x3000) or 0x2000 <= self.code <= 0x200B


def page_pieces(page: PdfPage) -> tuple[Piece, ...]:
    """The characters of a page, put together as far as no wide gap parts them, in no order.

    Places are those of the page as it is shown: turned, and cut to what is seen of it.
    """
    textpage = page.get_textpage()
    try:
        glyphs = sorted(_glyphs(textpage, View(page)), key=lambda glyph: (-round(glyph.base * 4), glyph.left))
    finally:
        textpage.close()
    return tuple(piece for line in _lines(glyphs) for piece in _pieces(line))


def _glyphs(textpage: PdfTextPage, view: View) -> Iterator[_Glyph]:
    """The characters that stand upright; those aslant are a mark across the page."""
    from pypdfium2 import raw

    handle = textpage.raw
    x, y = ctypes.c_double(), ctypes.c_double()
    matrix, box = raw.FS_MATRIX(), raw.FS_RECTF()
    high = 0
    for i in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, i)
        if code < 0x20 or raw.FPDFText_IsGenerated(handle, i) == 1:
            continue
        # Characters beyond the first plane come as two halves.
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        raw.FPDFText_GetCharOrigin(handle, i, x, y)
        raw.FPDFText_GetLooseCharBox(handle, i, box)
        raw.FPDFText_GetMatrix(handle, i, matrix)
        along, across = view.direction(matrix.a, matrix.b)
        size = raw.FPDFText_GetFontSize(handle, i) * abs(along)
        if abs(across) > 0.05 * along or size <= 0:
            continue
        left, base = view.point(x.value, y.value)
        # The box of a character may be that of its ink, or lie elsewhere: a Chinese one is as wide as it is high.
        right = max(view.point(box.left, box.bottom)[0], view.point(box.right, box.top)[0])
        if 0x2E80 <= code < 0xFF61:
            right = left + size
        elif not left <= right <= left + _WIDEST * size:
            right = left + size / 2
        yield _Glyph(code, left, right, base, size)


def _lines(glyphs: list[_Glyph]) -> Iterator[list[_Glyph]]:
    """Characters on one base line, from left to right."""
    line: list[_Glyph] = []
    for glyph in glyphs:
        if line and abs(line[-1].base - glyph.base) > 0.1 * glyph.size:
            yield sorted(line, key=attrgetter("left"))
            line = []
        line.append(glyph)
    yield sorted(line, key=attrgetter("left"))


def _pieces(line: list[_Glyph]) -> Iterator[Piece]:
    """The pieces of a line; wide gaps and changes of size part them, blanks within them are kept."""
    run: list[_Glyph] = []
    for glyph in line:
        if run and not glyph.blank:
            size = min(glyph.size, run[-1].size)
            shown = next(one for one in reversed(run) if not one.blank)
            # A bold character may be set as the same one twice, a hair apart.
            if glyph.code == shown.code and glyph.left - shown.left < 0.2 * size:
                continue
            if glyph.left - shown.right > CELL_GAP * size or not 0.7 < glyph.size / shown.size < 1.4:
                yield _piece(run)
                run = []
        if run or not glyph.blank:
            run.append(glyph)
    if run:
        yield _piece(run)


def _piece(run: list[_Glyph]) -> Piece:
    shown = [glyph for glyph in run if not glyph.blank]
    size = max(glyph.size for glyph in shown)
    spaced = _spaced([after.left - before.right for before, after in pairwise(shown)], size)
    followed = {before.left for before, after in pairwise(run) if after.blank}
    text, edges = chr(shown[0].code), [shown[0].left]
    for before, after in pairwise(shown):
        script = (before.code < 0x2E80) != (after.code < 0x2E80)
        gap = after.left - before.right - spaced
        if before.left in followed or gap > (_SCRIPT_GAP if script else _BLANK_GAP) * size:
            text += " "
            edges.append(before.right)
        text += chr(after.code)
        edges.append(after.left)
    return Piece(unified(text), (*edges, shown[-1].right), shown[0].base, size)


def unified(text: str) -> str:
    """``text`` with the characters that radicals and compatibility characters stand for.

    >>> unified("⽲⽔县⼈⺠代表⼤会")
    '禾水县人民代表大会'
    """
    return text.translate(_UNIFIED)


def _spaced(gaps: list[float], size: float) -> float:
    """What a line is spaced out by, to end at its margin; a blank that it may have is wider."""
    if not gaps:
        return 0.0
    gaps = sorted(gaps)
    low, middle, high = (gaps[len(gaps) * quarter // 4] for quarter in (1, 2, 3))
    even = len(gaps) >= 6 and high - low < 0.1 * size
    return max(middle if even else min(middle, _BLANK_GAP * size), 0.0)
