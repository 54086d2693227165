"""What every extractor is handed: the rules, the reference date, and the fields that all articles share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict

from pjrd_extract._text import Span
from pjrd_extract.models.metric import Metric
from pjrd_extract.models.parts import Section
from pjrd_extract.outline.model import ArticleOutline
from pjrd_extract.rules import Rules

__all__ = ["CommonFields", "Context", "common_fields"]


class CommonFields(TypedDict):
    """The fields of ``Article``, ready to be passed to the model of its kind."""

    index: int
    title: str
    byline: str | None
    span: Span
    sections: tuple[Section, ...]
    metrics: tuple[Metric, ...]


def common_fields(index: int, article: ArticleOutline, metrics: Iterable[Metric]) -> CommonFields:
    """The fields of the ``index``-th article that its outline and ``metrics`` give."""
    return CommonFields(
        index=index,
        title=article.title,
        byline=article.byline,
        span=article.span,
        sections=article.sections,
        metrics=tuple(metrics),
    )


@dataclass(frozen=True, slots=True)
class Context:
    """What an extractor may depend on besides its article."""

    rules: Rules
    reference_date: dt.date | None
