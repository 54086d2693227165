"""What an inquiry group found of officials: who looked into it, how they voted, and what they advise."""

from __future__ import annotations

from pjrd_extract.extract.appraisal import AppraisalFinder
from pjrd_extract.extract.context import CommonFields, Context
from pjrd_extract.extract.inquiry import InquiryFinder
from pjrd_extract.models.articles import EvaluationOpinion
from pjrd_extract.outline.items import role_items
from pjrd_extract.outline.model import ArticleOutline
from pjrd_extract.read.dense import dense

__all__ = ["extract_evaluation_opinion"]

_LONGEST_OPENING = 900


def extract_evaluation_opinion(article: ArticleOutline, fields: CommonFields, context: Context) -> EvaluationOpinion:
    """The record of an opinion on one or more officials.

    Votes and rates are those of the appraisal itself. An opinion on several people whose votes differ has none, since
    the record has one place for them.
    """
    first = dense(article.body.slice(0, _opening_end(article)))
    inquiry = context.rules.derived(InquiryFinder).find(dense(article.head), first, context)
    appraisal = context.rules.derived(AppraisalFinder).find(article.body.value)
    problems, suggestions = role_items(article.body, article.sections, "problems", "suggestions")
    return EvaluationOpinion(
        **fields,
        people=inquiry.people,
        group=inquiry.group,
        lead=inquiry.lead,
        period=inquiry.period,
        ballots=appraisal.ballots,
        votes=appraisal.votes,
        satisfaction_percent=appraisal.satisfaction,
        truthfulness_percent=appraisal.truthfulness,
        verdict=appraisal.verdict,
        problems=problems,
        suggestions=suggestions,
    )


def _opening_end(article: ArticleOutline) -> int:
    """Where the account of the inquiry ends: before the first section, unless the text begins with one."""
    end = article.body.from_source(article.sections[0].span.start) if article.sections else 0
    return min(end or len(article.body), _LONGEST_OPENING)
