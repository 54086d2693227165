"""An official's report on the duty: who, since when, in charge of what, and the lists of the report."""

from __future__ import annotations

from collections.abc import Sequence

from pjrd_extract._text import Span
from pjrd_extract.extract.context import CommonFields, Context
from pjrd_extract.extract.honours import find_honours
from pjrd_extract.extract.office import find_portfolio, find_sinces
from pjrd_extract.extract.passages import opening
from pjrd_extract.extract.signature import find_author
from pjrd_extract.models.articles import DutyReport
from pjrd_extract.outline.items import role_items
from pjrd_extract.outline.model import ArticleOutline

__all__ = ["extract_duty_report", "extract_duty_reports"]

_OPENING = 1200
_NOTHING_ACHIEVED = frozenset({"problems", "causes", "plans"})


def extract_duty_report(article: ArticleOutline, fields: CommonFields, context: Context) -> DutyReport:
    """The record of a report on the duty; relative years count from ``context.reference_date``.

    Honours are looked for outside the sections on problems and plans, where they are only hoped for.
    """
    return extract_duty_reports([article], [fields], context)[0]


def extract_duty_reports(
    articles: Sequence[ArticleOutline], fields: Sequence[CommonFields], context: Context
) -> list[DutyReport]:
    """What ``extract_duty_report`` makes of each of ``articles``, with one step taken for all, then the next."""
    people = [find_author(article, context.rules) for article in articles]
    openings = [opening(article, _OPENING) for article in articles]
    sinces = find_sinces(openings, [person.post if person else None for person in people], context)
    portfolios = [find_portfolio(first) for first in openings]
    lists = [role_items(each.body, each.sections, "achievements", "problems", "plans") for each in articles]
    honours = [find_honours(article.body, _nothing_achieved(article), context.rules) for article in articles]
    return [
        DutyReport(
            **own,
            person=person,
            since=since.iso if since else None,
            since_text=since.text if since else None,
            portfolio=portfolio,
            achievements=achievements,
            problems=problems,
            plans=plans,
            honours=honoured,
        )
        for own, person, since, portfolio, (achievements, problems, plans), honoured in zip(
            fields, people, sinces, portfolios, lists, honours, strict=True
        )
    ]


def _nothing_achieved(article: ArticleOutline) -> list[Span]:
    return [section.span for section in article.sections if section.role in _NOTHING_ACHIEVED]
