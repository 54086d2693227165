"""Which articles are compared with each other: a file may hold many bulletins, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pjrd_extract.models.articles import Article, Meeting

__all__ = ["Stretch", "stretches"]

_MOST = 60
_LEAST = 20


class Stretch(NamedTuple):
    """Articles side by side, and the ``start`` and ``end`` in the source of what belongs to them."""

    articles: tuple[Article, ...]
    start: int
    end: int


def stretches(articles: Sequence[Article], length: int) -> Iterator[Stretch]:
    """``articles`` of a source of ``length`` characters in stretches, which together are the whole of it.

    A bulletin of up to 60 articles is one: twice as many as any that was seen. More are several bulletins in one
    file, of other counties or years, where the same office has another head and the same words another figure. There
    a stretch ends before the news of a meeting, once it has 20 articles, or after 60. What is compared costs no more
    a character in a long file than in a short one by that.

    >>> [(len(one.articles), one.start, one.end) for one in stretches([], 9)]
    [(0, 0, 9)]
    """
    first = start = 0
    if len(articles) > _MOST:
        for i, article in enumerate(articles):
            opens = isinstance(article, Meeting) and not isinstance(articles[i - 1], Meeting)
            if i - first >= (_LEAST if opens else _MOST):
                yield Stretch(tuple(articles[first:i]), start, article.span.start)
                first, start = i, article.span.start
    yield Stretch(tuple(articles[first:]), start, length)
