"""What an inquiry group found of officials: who looked into it, how they voted, and what they advise."""

from __future__ import annotations

from collections.abc import Sequence

from pjrd_extract.extract.appraisal import AppraisalFinder
from pjrd_extract.extract.context import CommonFields, Context
from pjrd_extract.extract.inquiry import InquiryFinder
from pjrd_extract.extract.told import Told
from pjrd_extract.models.articles import EvaluationOpinion
from pjrd_extract.outline.items import role_items
from pjrd_extract.outline.model import ArticleOutline
from pjrd_extract.read.dense import dense

__all__ = ["extract_evaluation_opinion", "extract_evaluation_opinions"]

_LONGEST_OPENING = 900


def extract_evaluation_opinion(article: ArticleOutline, fields: CommonFields, context: Context) -> EvaluationOpinion:
    """The record of an opinion on one or more officials.

    Votes and rates are those of the appraisal itself. An opinion on several people whose votes differ has none, since
    the record has one place for them.
    """
    return extract_evaluation_opinions([article], [fields], context)[0]


def extract_evaluation_opinions(
    articles: Sequence[ArticleOutline], fields: Sequence[CommonFields], context: Context
) -> list[EvaluationOpinion]:
    """What ``extract_evaluation_opinion`` makes of each of ``articles``, with one step taken for all, then the next."""
    openings = [dense(article.body.slice(0, _opening_end(article))) for article in articles]
    heads = [dense(article.head) for article in articles]
    inquiries = context.rules.derived(InquiryFinder).find_all(heads, openings, context)
    accounts = [
        opening.value if len(inquiry.people) == 1 else "" for opening, inquiry in zip(openings, inquiries, strict=True)
    ]
    appraisals = context.rules.derived(AppraisalFinder).find_all([article.body.value for article in articles], accounts)
    lists = [role_items(article.body, article.sections, "problems", "suggestions") for article in articles]
    told = context.rules.derived(Told)
    return [
        EvaluationOpinion(
            **own,
            people=inquiry.people,
            group=inquiry.group,
            lead=inquiry.lead,
            period=inquiry.period,
            ballots=appraisal.ballots,
            votes=appraisal.votes,
            satisfaction_percent=appraisal.satisfaction,
            truthfulness_percent=appraisal.truthfulness,
            verdict=appraisal.verdict,
            problems=problems or told.problems(article.body),
            suggestions=suggestions or told.suggestions(article.body),
        )
        for article, own, inquiry, appraisal, (problems, suggestions) in zip(
            articles, fields, inquiries, appraisals, lists, strict=True
        )
    ]


def _opening_end(article: ArticleOutline) -> int:
    """Where the account of the inquiry ends: before the first section, unless the text begins with one."""
    end = article.body.from_source(article.sections[0].span.start) if article.sections else 0
    return min(end or len(article.body), _LONGEST_OPENING)
