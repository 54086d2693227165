"""An official's report on the duty: who, since when, in charge of what, and the lists of the report."""

from __future__ import annotations

from pjrd_extract.extract.context import CommonFields, Context
from pjrd_extract.extract.honours import find_honours
from pjrd_extract.extract.office import find_portfolio, find_since
from pjrd_extract.extract.passages import opening
from pjrd_extract.extract.signature import find_author
from pjrd_extract.models.articles import DutyReport
from pjrd_extract.outline.items import role_items
from pjrd_extract.outline.model import ArticleOutline

__all__ = ["extract_duty_report"]

_OPENING = 1200
_NOTHING_ACHIEVED = frozenset({"problems", "causes", "plans"})


def extract_duty_report(article: ArticleOutline, fields: CommonFields, context: Context) -> DutyReport:
    """The record of a report on the duty; relative years count from ``context.reference_date``.

    Honours are looked for outside the sections on problems and plans, where they are only hoped for.
    """
    person = find_author(article, context.rules)
    first = opening(article, _OPENING)
    since = find_since(first, person.post if person else None, context)
    elsewhere = [section.span for section in article.sections if section.role in _NOTHING_ACHIEVED]
    achievements, problems, plans = role_items(article.body, article.sections, "achievements", "problems", "plans")
    return DutyReport(
        **fields,
        person=person,
        since=since.iso if since else None,
        since_text=since.text if since else None,
        portfolio=find_portfolio(first),
        achievements=achievements,
        problems=problems,
        plans=plans,
        honours=find_honours(article.body, elsewhere, context.rules),
    )
