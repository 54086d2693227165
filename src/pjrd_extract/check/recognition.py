"""``low-confidence``: a page of a scan that text recognition was not sure of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pjrd_extract._text import Span
from pjrd_extract.models.bulletin import Evidence, Finding

__all__ = ["check_recognition"]

_LEAST = 0.97
"""Mean confidence of a page's lines. A clean scan reaches 0.99; at 0.96 single characters are wrong already."""


def check_recognition(
    text: str, pages: Sequence[tuple[int, int]], confidence: Sequence[float | None]
) -> Iterator[Finding]:
    """One finding for each page of ``text`` with a low ``confidence``; ``None`` is a page that was not recognised.

    >>> [finding.message for finding in check_recognition("甲\\f乙\\f", [(0, 2), (2, 4)], [0.99, 0.7])]
    ['第2页的文字识别可信度低（70%），请对照原件']
    """
    for number, ((start, end), sure) in enumerate(zip(pages, confidence, strict=False), 1):
        if sure is not None and sure < _LEAST:
            message = f"第{number}页的文字识别可信度低（{sure:.0%}），请对照原件"
            first = next((i for i in range(start, end) if not text[i].isspace()), start)
            line_end = text.find("\n", first, end)
            span = Span(first, line_end if line_end > 0 else end)
            evidence = (Evidence(span=span, text=text[span.slice]),)
            yield Finding(code="low-confidence", severity="warning", message=message, evidence=evidence)
