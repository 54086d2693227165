"""What extractors share: the opening of an article, passages and items of its text, and small counts in it."""

from __future__ import annotations

import re

from pjrd_extract._text import Text
from pjrd_extract.errors import NumeralError
from pjrd_extract.models.base import made
from pjrd_extract.models.parts import Item, Passage
from pjrd_extract.normalize.numerals import Numerals
from pjrd_extract.outline.model import ArticleOutline
from pjrd_extract.read.dense import dense
from pjrd_extract.rules import Rules

__all__ = [
    "COUNT",
    "count",
    "item",
    "opening",
    "part_start",
    "passage",
    "sentence_bounds",
    "sentence_end",
    "sentence_start",
]

COUNT = r"[0-9〇零○一二三四五六七八九十百两]{1,7}"
"""A regular expression for what ``count`` reads."""

_SENTENCE_ENDS = "。！？\n"
_SENTENCE_END = re.compile(f"[{_SENTENCE_ENDS}]")


def opening(article: ArticleOutline, limit: int) -> Text:
    """The dense text of the first ``limit`` characters of the body, to the end of the line that they end in."""
    body = article.body
    end = body.value.find("\n", limit)
    return dense(body if end < 0 else body.slice(0, end))


def passage(text: Text, start: int, end: int) -> Passage:
    """``text.value[start:end]`` as it stands in the source."""
    span = text.span(start, end)
    return made(Passage, {"text": text.source[span.slice], "span": span})


def item(text: Text, start: int, end: int, number: int) -> Item:
    """``text.value[start:end]`` as an entry of a list."""
    span = text.span(start, end)
    return made(Item, {"number": number, "text": text.source[span.slice], "span": span})


def count(numeral: str | None, rules: Rules) -> int | None:
    """The whole number that ``numeral`` is, in digits or Chinese numerals; ``None`` if it is none.

    >>> count("36", Rules.default()), count("二十三", Rules.default()), count("二三十", Rules.default())
    (36, 23, None)
    """
    if not numeral:
        return None
    try:
        value = rules.derived(Numerals).value(numeral)
    except NumeralError:
        return None
    return int(value) if value == value.to_integral_value() else None


def part_start(text: str, at: int, marks: str, floor: int = 0) -> int:
    """Where the part before ``at`` begins: behind the last of ``marks``, at ``floor`` at the earliest.

    >>> part_start("甲，乙；丙", 4, "，；"), part_start("甲，乙；丙", 3, "。", 1)
    (4, 1)
    """
    return max(floor - 1, *(text.rfind(mark, floor, at) for mark in marks)) + 1


def sentence_start(text: str, at: int, floor: int = 0) -> int:
    """Where the sentence around ``at`` begins, at ``floor`` at the earliest.

    >>> sentence_start("甲。乙丙。丁", 3)
    2
    """
    return part_start(text, at, _SENTENCE_ENDS, floor)


def sentence_end(text: str, at: int) -> int:
    """Where the sentence around ``at`` ends.

    >>> sentence_end("甲。乙丙。丁", 3)
    4
    """
    end = _SENTENCE_END.search(text, at)
    return end.start() if end else len(text)


def sentence_bounds(text: str, at: int, floor: int = 0) -> tuple[int, int]:
    """Where the sentence around ``at`` begins, at ``floor`` at the earliest, and ends.

    >>> sentence_bounds("甲。乙丙。丁", 3)
    (2, 4)
    """
    return sentence_start(text, at, floor), sentence_end(text, at)
