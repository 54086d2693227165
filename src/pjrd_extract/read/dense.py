"""The view of a text that numbers, periods and names are found in: half-width characters, no blanks of layout."""

from __future__ import annotations

import re
import string

from pjrd_extract._text import Text

__all__ = ["dense"]

_FULL_WIDTH = (
    "".join(chr(c) for c in range(0xFF10, 0xFF1A))
    + "％．＋－＝～／"
    + "".join(chr(c) for c in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)))
)
_WIDE = frozenset(_FULL_WIDTH)
_HALF_WIDTH = str.maketrans({c: chr(ord(c) - 0xFEE0) for c in _FULL_WIDTH})

_BLANKS = r" \t\u00A0\u2000-\u200B\u202F\u205F\u3000\uFEFF"
# Blanks between two Latin words or two numbers carry meaning ("EPC project", "2019 2020") and stay; all others between
# characters of a line are layout.
_BEFORE = rf"{string.ascii_letters}{string.digits}.,%)\]"
_BEHIND = rf"{string.ascii_letters}{string.digits}(\["
# It begins with one class of characters: the search skips to the next of it without trying to match.
_LOOSE = re.compile(
    rf"([{_FULL_WIDTH}{_BLANKS}](?:(?<=[{_FULL_WIDTH}])[{_FULL_WIDTH}]*"
    rf"|(?<![{_BLANKS}].)(?:[{_BLANKS}]*+(?![{_BEHIND}])|(?<![{_BEFORE}].)[{_BLANKS}]*)))"
)


def dense(text: Text) -> Text:
    """``text`` with full-width letters and digits made half-width and blanks of layout removed; line ends stay.

    A blank between two Latin letters or digits is kept, since ``2019 2020`` must not become one number.

    >>> dense(Text("投资 １．２５ 亿元，EPC 总承包 3 个")).value
    '投资1.25亿元，EPC总承包3个'
    """
    return text.view(_made_dense)


def _made_dense(text: Text) -> Text:
    parts = _LOOSE.split(text.value)
    if len(parts) == 1:
        return text
    if _WIDE.isdisjoint("".join(parts[1::2])):  # as mostly: cleaning has narrowed digits and letters
        return text.freed(parts)
    return text.edited([(*match.span(), _tightened(match[0])) for match in _LOOSE.finditer(text.value)])


def _tightened(found: str) -> str:
    return found.translate(_HALF_WIDTH) if found[0] in _WIDE else ""
