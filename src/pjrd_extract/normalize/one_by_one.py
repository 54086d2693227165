"""Whether figures are told one by one (两镇分别建成7、8个): then no two of them are a range."""

from __future__ import annotations

import re

__all__ = ["one_by_one"]

_ONE_BY_ONE = re.compile(r"(?:分别|依次)[^，；。：0-9]{0,12}\Z")
_REACH = 14


def one_by_one(text: str, at: int) -> bool:
    """Whether the words before ``text[at]``, where a list of figures begins, say that they follow one by one.

    >>> one_by_one("两镇分别建成7、8个", 6), one_by_one("建成7、8个", 2)
    (True, False)
    """
    return _ONE_BY_ONE.search(text, max(at - _REACH, 0), at) is not None
