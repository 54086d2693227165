"""The extractor of kinds that have no fields of their own."""

from __future__ import annotations

from typing import TypeVar

from pjrd_extract.extract.context import CommonFields, Context
from pjrd_extract.models.articles import Article
from pjrd_extract.outline.model import ArticleOutline

__all__ = ["extract_plain"]

A = TypeVar("A", bound=Article)


def extract_plain(model: type[A], article: ArticleOutline, fields: CommonFields, context: Context) -> A:
    """The article as ``model``, with nothing but the fields that every article has.

    ``context`` is not used: the fields are made already. ``functools.partial(extract_plain, Model)`` is the function
    of an ``ArticleKind``.
    """
    del context
    return model(kind=article.kind, **fields)
