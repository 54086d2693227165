"""``ocr-suspect``: what was repaired while reading, where it changed how a sentence or a number reads."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pjrd_extract._text import Span
from pjrd_extract.check.ground import Ground
from pjrd_extract.models.bulletin import Finding

__all__ = ["check_repairs"]

_MOST = 50
_STOPS = "\n。！？；"
"""What ends a sentence, which then doesn't go on behind a deletion."""
_TEXT = regex.compile(r"[0-9A-Za-z一-鿿]")


def check_repairs(ground: Ground) -> Iterator[Finding]:
    """At most two findings, each with all its places: page furniture inside sentences, and numbers broken in two."""
    furniture: list[Span] = []
    numbers: list[Span] = []
    source = ground.source
    last = len(source)
    # Nearly all are the marks around a word, or stand between two paragraphs.
    for start, end in [
        (start, end)
        for start, end in ground.text.deleted()
        if (source[start - 1] not in _STOPS if end - start > 2 else source[start - 1].isdigit())
    ]:
        left = source[start - 1]
        if not start or end == last:
            continue
        if left.isdigit() and source[end].isdigit() and not source[start:end].strip():
            numbers.append(Span(start - 1, end + 1))
        elif end - start > 2 and _inside(left, source[end]) and _TEXT.search(source, start, end):
            furniture.append(Span(start, end))
    if furniture:
        shown = "、".join(ground.quote(span) for span in furniture[:3])
        message = f"句子中间夹有页码或页眉，已略去{len(furniture)}处：{shown}"
        yield ground.finding("stray-text", "info", message, [_shown(source, span) for span in furniture[:_MOST]])
    if numbers:
        wide = [_number(source, span) for span in numbers]
        shown = "、".join(f"“{' '.join(source[span.slice].split())}”" for span in wide[:3])
        message = f"数字中间有空格或换行，已连起来读，共{len(numbers)}处：{shown}，请核对"
        yield ground.finding("ocr-suspect", "info", message, wide[:_MOST])


def _inside(left: str, right: str) -> bool:
    """Whether what stands on both sides of a deletion may be one sentence."""
    return bool((_TEXT.match(left) or left in "，、") and _TEXT.match(right))


def _shown(source: str, span: Span) -> Span:
    """The span without the blank lines around it."""
    start, end = span.start, span.end
    while start < end and source[start].isspace():
        start += 1
    while end > start and source[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _number(source: str, span: Span) -> Span:
    """The span with the digits that belong to it on both sides."""
    start, end = span.start, span.end
    while start > 0 and source[start - 1] in "0123456789.,":
        start -= 1
    while end < len(source) and source[end] in "0123456789.,":
        end += 1
    return Span(start, end)
