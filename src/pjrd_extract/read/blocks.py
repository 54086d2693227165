"""The text that readers of documents make: a line a paragraph or row of a table, in the marks that cleaning knows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pjrd_extract._patterns import rare

__all__ = ["CENTRE", "Blocks", "tidy"]

CENTRE = "　" * 6
"""What cleaning takes for a centred line: no mark that would show where the text is quoted."""
_SPACES = re.compile(r"[ \t\r\n\f\v\u00a0]+")
# Between two Chinese characters a line end of the file stands for nothing.
_WRAPPED = rare(re.compile, r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*[\r\n]\s*(?=[\u3000-\u9fff\uff00-\uffef])")
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def tidy(text: str) -> str:
    """``text`` as a page shows it: runs of blanks as one blank, none at its ends, no control characters.

    >>> tidy("\\u3000\\u3000完成投资\\n  3.5\\u00a0亿元\\x07 ")
    '完成投资 3.5 亿元'
    """
    return _SPACES.sub(" ", _UNFIT.sub("", _WRAPPED.sub("", text))).strip(" \u3000")


class Blocks:
    """Paragraphs and tables in the order in which they are read.

    >>> blocks = Blocks()
    >>> blocks.paragraph("第七次会议公报", depth=1)
    >>> blocks.table([["指标", "亿元"], ["税收", "6.7"]])
    >>> blocks.text()
    '# 第七次会议公报\\n\\n| 指标 | 亿元 |\\n| --- | --- |\\n| 税收 | 6.7 |\\n'
    """

    def __init__(self) -> None:
        self._blocks: list[str] = []

    def paragraph(self, text: str, *, depth: int = 0, centred: bool = False, bold: bool = False) -> None:
        """Adds a paragraph if anything is in it; ``depth`` is that of a heading, 1 to 6, or 0."""
        shown = tidy(text)
        if not shown:
            return
        if depth:
            shown = f"{'#' * depth} {shown}"
        elif centred:
            shown = CENTRE + shown
        elif bold:
            shown = f"**{shown}**"
        self._blocks.append(shown)

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """Adds a table; one of a single column is no table but paragraphs."""
        width = max(map(len, rows), default=0)
        if width < 2:
            for row in rows:
                for cell in row:
                    self.paragraph(cell)
            return
        shown = [[tidy(cell).replace("|", "｜") for cell in row] + [""] * (width - len(row)) for row in rows]
        shown.insert(1, ["---"] * width)
        self._blocks.append("\n".join(f"| {' | '.join(row)} |" for row in shown))

    def text(self) -> str:
        """All of it, an empty line between two blocks."""
        return "\n\n".join(self._blocks) + "\n" if self._blocks else ""
