"""Counts of people and ballots that can't be."""

from __future__ import annotations

import datetime as dt

import pytest

from pjrd_extract import Attendance, Ballots, Bulletin, EvaluationOpinion, Masthead, Meeting, Source, Span, Vote
from pjrd_extract.check.registry import check
from pjrd_extract.models.articles import Article


def messages(text: str, *articles: Article, published: dt.date | None = None) -> list[str]:
    bulletin = Bulletin(
        source=Source(name="a", sha256="", format="text", encoding="utf-8", characters=len(text)),
        masthead=Masthead(published_on=published),
        articles=articles,
    )
    found = check(bulletin, text)
    assert all(text[one.span.slice] == one.text for finding in found for one in finding.evidence)
    return [f"{one.code} {one.message}" for one in found if one.code != "attendance-count"]


@pytest.mark.parametrize(
    ("expected", "present", "absent", "part"),
    [(21, 18, 3, None), (21, 18, 2, "合计20人"), (18, 21, 0, "实到多于应到"), (21, 18, None, None)],
)
def test_expected_present_and_absent(expected: int, present: int, absent: int | None, part: str | None) -> None:
    text = f"会议应到{expected}人，实到{present}人。缺席（{absent}人）"
    news = Meeting(index=0, title="会议", span=Span(0, 14), session=3, expected_count=expected, present_count=present)
    listed = Attendance(index=1, title="名单", span=Span(14, len(text)), session=3, absent_count=absent)
    found = messages(text, news, listed)
    assert len(found) == (part is not None)
    assert part is None or part in found[0]


@pytest.mark.parametrize(("absent", "part"), [(3, None), (2, "合计37人")])
def test_expected_present_and_absent_in_one_sentence(absent: int, part: str | None) -> None:
    text = f"会议应到38人，实到35人，缺席{absent}人。"
    news = Meeting(index=0, title="会议", span=Span(0, len(text)), expected_count=38, present_count=35)
    found = messages(text, news)
    assert len(found) == (part is not None)
    assert part is None or part in found[0]


@pytest.mark.parametrize(
    ("sent", "returned", "good", "fair", "part"),
    [(30, 30, 28, 2, None), (30, 31, 28, 2, "收回31张"), (30, 30, 28, 3, "合计31票"), (30, 29, 28, 1, None)],
)
def test_ballots(sent: int, returned: int, good: int, fair: int, part: str | None) -> None:
    text = f"发出测评票{sent}张，收回{returned}张，满意{good}票，基本满意{fair}票。"
    votes = (Vote(choice="满意", count=good), Vote(choice="基本满意", count=fair))
    ballots = Ballots(sent=sent, returned=returned)
    found = messages(
        text, EvaluationOpinion(index=0, title="意见", span=Span(0, len(text)), ballots=ballots, votes=votes)
    )
    assert len(found) == (part is not None)
    assert part is None or part in found[0]


def test_a_meeting_after_its_bulletin() -> None:
    meeting = Meeting(index=0, title="会议", span=Span(0, 2), date=dt.date(2023, 10, 16))
    assert messages("会议", meeting, published=dt.date(2023, 11, 10)) == []
    [found] = messages("会议", meeting, published=dt.date(2023, 10, 10))
    assert "2023-10-16晚于公报日期2023-10-10" in found
