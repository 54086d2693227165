"""The view of a text that numbers, periods and names are found in: half-width characters, no blanks of layout."""

from __future__ import annotations

import regex

from pjrd_extract._text import Edit, Text

__all__ = ["dense"]

_FULL_WIDTH = (
    "".join(chr(c) for c in range(0xFF10, 0xFF1A))
    + "％．＋－＝～／"
    + "".join(chr(c) for c in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)))
)
_HALF_WIDTH = str.maketrans({c: chr(ord(c) - 0xFEE0) for c in _FULL_WIDTH})

_BLANK = r"[ \t\u00A0\u2000-\u200B\u202F\u205F\u3000\uFEFF]"
# A run of full-width characters, or a run of blanks. Blanks between two Latin words or two numbers carry meaning
# ("EPC project", "2019 2020") and stay; all others between characters of a line are layout.
_LOOSE = regex.compile(
    rf"(?P<wide>[{_FULL_WIDTH}]+)|(?P<blank>{_BLANK}++)(?:(?<![0-9A-Za-z.,%)\]]{_BLANK}++)|(?![0-9A-Za-z(\[]))"
)
_SUSPECT = regex.compile(rf"[{_FULL_WIDTH}]|{_BLANK}")


def dense(text: Text) -> Text:
    """``text`` with full-width letters and digits made half-width and blanks of layout removed; line ends stay.

    A blank between two Latin letters or digits is kept, since ``2019 2020`` must not become one number.

    >>> dense(Text("投资 １．２５ 亿元，EPC 总承包 3 个")).value
    '投资1.25亿元，EPC总承包3个'
    """
    value = text.value
    if _SUSPECT.search(value) is None:
        return text
    edits = []
    for match in _LOOSE.finditer(value):
        start, end = match.span()
        wide = match["wide"]
        edits.append(Edit(start, end, wide.translate(_HALF_WIDTH) if wide else ""))
    return text.edited(edits)
