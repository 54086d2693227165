"""The kinds of article: which model each becomes and which function makes it.

The built-in kinds stand in ``BUILT_IN``. A user adds more by the argument ``kinds`` of ``extract``; a package adds
more by entry points of the group ``pjrd_extract.kinds``, each of which names an ``ArticleKind``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import entry_points

import regex

from pjrd_extract.errors import RuleError
from pjrd_extract.extract.agenda import extract_agenda
from pjrd_extract.extract.appointments import extract_appointments
from pjrd_extract.extract.attendance import extract_attendance
from pjrd_extract.extract.context import CommonFields, Context, common_fields
from pjrd_extract.extract.duty_report import extract_duty_report, extract_duty_reports
from pjrd_extract.extract.evaluation_opinion import extract_evaluation_opinion, extract_evaluation_opinions
from pjrd_extract.extract.meeting import extract_meeting
from pjrd_extract.extract.plain import extract_plain
from pjrd_extract.models.articles import Article, CustomArticle
from pjrd_extract.models.bulletin import ARTICLE_MODELS
from pjrd_extract.models.metric import Metric
from pjrd_extract.outline.model import ArticleOutline
from pjrd_extract.rules import Rules
from pjrd_extract.rules.schema import ArticleRule

__all__ = ["BUILT_IN", "ENTRY_POINT_GROUP", "ArticleKind", "KindRegistry"]

ENTRY_POINT_GROUP = "pjrd_extract.kinds"

Extractor = Callable[[ArticleOutline, CommonFields, Context], Article]


@dataclass(frozen=True, slots=True)
class ArticleKind:
    """A kind of article: its ``name``, the ``model`` it becomes and the function ``extract`` that makes the model.

    ``patterns`` are regular expressions searched in the titles of articles, blanks left out; a title that one of them
    matches is of this kind, before the library's own patterns are asked. The model of a kind that the library does not
    have derives from ``CustomArticle``, so that its fields are written to the JSON and read back. ``extract`` is given
    the articles of its kind in the order of the text, one kind after the other. Raises ``RuleError`` for a model that
    does not derive so, and for a pattern that is no regular expression.

    >>> from functools import partial
    >>> from pjrd_extract.extract.plain import extract_plain
    >>> ArticleKind("petition", CustomArticle, partial(extract_plain, CustomArticle), patterns=("信访",)).name
    'petition'
    """

    name: str
    model: type[Article]
    extract: Extractor
    patterns: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        own = _MODELS.get(self.name)
        if own is not None and not issubclass(self.model, own):
            raise RuleError(f"a kind of this name needs the model {own.__name__}", name="kinds", record=self.name)
        if own is None and not issubclass(self.model, CustomArticle):
            raise RuleError("the model must derive from CustomArticle", name="kinds", record=self.name)
        for pattern in self.patterns:
            try:
                regex.compile(pattern)
            except regex.error as error:
                raise RuleError(f"no regular expression: {pattern}: {error}", name="kinds", record=self.name) from error


_MODELS = {str(model.model_fields["kind"].default): model for model in ARTICLE_MODELS}

_EXTRACTORS: dict[str, Extractor] = {
    "meeting": extract_meeting,
    "agenda": extract_agenda,
    "duty_report": extract_duty_report,
    "evaluation_opinion": extract_evaluation_opinion,
    "attendance": extract_attendance,
    "appointments": extract_appointments,
}

_TOGETHER: dict[Extractor, Callable[[Sequence[ArticleOutline], Sequence[CommonFields], Context], Sequence[Article]]] = {
    extract_duty_report: extract_duty_reports,
    extract_evaluation_opinion: extract_evaluation_opinions,
}
"""What does the same as an extractor for many articles, step by step: the kinds of which a bulletin has a dozen."""

BUILT_IN: tuple[ArticleKind, ...] = tuple(
    ArticleKind(name, model, _EXTRACTORS.get(name, partial(extract_plain, model))) for name, model in _MODELS.items()
)


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Makes rules in which the patterns of some kinds come first; equal ones are made once (``Rules.derived``)."""

    records: tuple[ArticleRule, ...]

    def __call__(self, rules: Rules) -> Rules:
        return rules.adding("articles", self.records)

    def __hash__(self) -> int:
        return hash(tuple((record.kind, record.patterns) for record in self.records))


class KindRegistry:
    """The kinds that one extraction knows, by name.

    >>> KindRegistry.of(None).find("agenda").model.__name__
    'Agenda'
    >>> KindRegistry.of(None).find("petition").model.__name__
    'CustomArticle'
    """

    def __init__(self, kinds: Iterable[ArticleKind]) -> None:
        self._kinds: dict[str, ArticleKind] = {kind.name: kind for kind in kinds}

    @classmethod
    def of(cls, kinds: Sequence[ArticleKind] | None) -> KindRegistry:
        """The built-in kinds, those of installed packages, and ``kinds``; a later one of the same name wins.

        Raises ``RuleError`` when an installed package's entry point is broken.
        """
        return cls((*BUILT_IN, *_installed(), *kinds)) if kinds else _default()

    def find(self, name: str) -> ArticleKind:
        """The kind called ``name``; one that only the rule data knows keeps the fields that all articles have."""
        return self._kinds.get(name) or ArticleKind(name, CustomArticle, partial(extract_plain, CustomArticle))

    def extract(
        self, articles: Sequence[ArticleOutline], metrics: Sequence[Iterable[Metric]], context: Context
    ) -> tuple[Article, ...]:
        """The records of the articles of a bulletin, each of which has its own of ``metrics``.

        One kind after the other, since the processor then has its code and patterns at hand.
        """
        by_kind: dict[str, list[int]] = {}
        for index, article in enumerate(articles):
            by_kind.setdefault(article.kind, []).append(index)
        made: dict[int, Article] = {}
        for kind, indices in sorted(by_kind.items()):
            outlines = [articles[index] for index in indices]
            fields = [common_fields(index, articles[index], metrics[index]) for index in indices]
            extract = self.find(kind).extract
            together = _TOGETHER.get(extract)
            if together is not None:
                records = together(outlines, fields, context)
            else:
                records = [extract(*each, context) for each in zip(outlines, fields, strict=True)]
            made.update(zip(indices, records, strict=True))
        return tuple(made[index] for index in range(len(articles)))

    def rules(self, rules: Rules) -> Rules:
        """``rules`` with the patterns of these kinds before those of the rule data."""
        records = tuple(
            ArticleRule(name=f"kind {kind.name}", kind=kind.name, patterns=kind.patterns)
            for kind in self._kinds.values()
            if kind.patterns
        )
        return rules.derived(_Patterns(records)) if records else rules


@cache
def _default() -> KindRegistry:
    return KindRegistry((*BUILT_IN, *_installed()))


@cache
def _installed() -> tuple[ArticleKind, ...]:
    kinds: list[ArticleKind] = []
    for point in entry_points(group=ENTRY_POINT_GROUP):
        try:
            kind = point.load()
        except (ImportError, AttributeError) as error:
            raise RuleError(f"can't be loaded: {error}", name=f"entry point {point.name}") from error
        if not isinstance(kind, ArticleKind):
            raise RuleError(f"{point.value} is no ArticleKind", name=f"entry point {point.name}")
        kinds.append(kind)
    return tuple(kinds)
