"""What every extractor is handed: the rules, the reference date, and the fields that all articles share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypedDict

from pjrd_extract._text import Span
from pjrd_extract.models.metric import Metric
from pjrd_extract.models.parts import Section
from pjrd_extract.rules import Rules

__all__ = ["CommonFields", "Context"]


class CommonFields(TypedDict):
    """The fields of ``Article``, ready to be passed to the model of its kind."""

    index: int
    title: str
    byline: str | None
    span: Span
    sections: tuple[Section, ...]
    metrics: tuple[Metric, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What an extractor may depend on besides its article."""

    rules: Rules
    reference_date: dt.date | None
