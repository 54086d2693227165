from __future__ import annotations

import pytest

from pjrd_extract import Attendance, Bulletin, Finding, Masthead, Meeting, Person, Source, Span
from pjrd_extract.check.registry import check

NEWS = "会议由主任甲主持，常委会委员共{}人出席会议。\n"
NAMES = ("丁一", "王二", "张三", "李四")


def findings(
    heading: str, listed: int, *, stated: int | None, news: int | None = None, session: int | None = None
) -> tuple[str, tuple[Finding, ...]]:
    """The text of a bulletin that lists ``listed`` people below ``heading``, and what is found in it."""
    text = NEWS.format(news) if news is not None else ""
    end_of_news = len(text)
    text += f"{heading}\n"
    people = []
    for name in NAMES[:listed]:
        people.append(Person(name=name, span=Span(len(text), len(text) + 2)))
        text += f"{name}　"
    attendance = Attendance(
        index=1, title="名单", span=Span(end_of_news, len(text)), session=12, present_count=stated, present=people
    )
    meeting = Meeting(index=0, title="会议", span=Span(0, end_of_news), session=session, present_count=news)
    bulletin = Bulletin(
        source=Source(name="a", sha256="", format="text", encoding="utf-8", characters=len(text)),
        masthead=Masthead(),
        articles=(meeting, attendance) if news is not None else (attendance,),
    )
    return text, check(bulletin, text)


@pytest.mark.parametrize(
    "heading", ["出席（3人）", "**出席**（ 3 人）", "出席人员(三人)", "一、出席：3名", "出席 ３ 人"]
)
def test_a_heading_with_more_people_than_names(heading: str) -> None:
    text, [finding] = findings(heading, 2, stated=3)
    assert (finding.code, finding.severity) == ("attendance-count", "warning")
    assert "标题写3人" in finding.message
    assert "列出2人" in finding.message
    assert [text[evidence.span.slice] for evidence in finding.evidence] == [one.text for one in finding.evidence]
    assert finding.evidence[-1].text == "丁一　王二"


def test_both_sides_are_quoted() -> None:
    _, [finding] = findings("出席（4人）", 2, stated=4, news=2)
    assert finding.message == (
        "出席人数不一致：名单标题写4人（“出席（4人）”），名单列出2人（丁一至王二），"
        "会议报道写2人（“常委会委员共2人出席会议”）"
    )
    assert [evidence.article for evidence in finding.evidence] == [1, 1, 0]


def test_news_that_differs_from_a_list_that_is_right() -> None:
    _, [finding] = findings("出席（4人）", 4, stated=4, news=3)
    assert "会议报道写3人" in finding.message


@pytest.mark.parametrize(
    ("heading", "listed", "stated", "news", "session"),
    [
        ("出席（3人）", 3, 3, 3, 12),
        ("出席", 3, None, 3, 12),
        ("出席", 3, None, None, None),
        ("出席（3人）", 0, 3, None, None),
        ("出席（3人）", 3, 3, 9, 11),
    ],
    ids=["all agree", "heading without number", "no number at all", "no names", "news of another meeting"],
)
def test_nothing_is_found_where_nothing_differs(
    heading: str, listed: int, stated: int | None, news: int | None, session: int | None
) -> None:
    assert findings(heading, listed, stated=stated, news=news, session=session)[1] == ()


def test_observers_are_counted_by_their_heading() -> None:
    text = "列席（3人）\n丁一　王二"
    people = (Person(name="丁一", span=Span(8, 10)), Person(name="王二", span=Span(11, 13)))
    bulletin = Bulletin(
        source=Source(name="a", sha256="", format="text", encoding="utf-8", characters=len(text)),
        masthead=Masthead(),
        articles=(Attendance(index=0, title="名单", span=Span(0, len(text)), observers=people),),
    )
    [finding] = check(bulletin, text)
    assert finding.message == "列席人数不一致：名单标题写3人（“列席（3人）”），名单列出2人（丁一至王二）"


def whole(news: str, heading: str, present: int, absent: int, observers: int) -> list[str]:
    """What is found of a meeting whose list bears ``heading`` and so many names for each side."""
    text = news + "\n" + heading + "\n"
    sides: list[list[Person]] = []
    for count, family in ((present, ""), (absent, "周"), (observers, "")):
        sides.append([])
        for name in (family + name[len(family) :] for name in NAMES[:count]):
            sides[-1].append(Person(name=name, span=Span(len(text), len(text) + 2)))
            text += name + "　"
    listed = Attendance(
        index=1, title="名单", span=Span(len(news), len(text)), present=sides[0], absent=sides[1], observers=sides[2],
    )  # fmt: skip
    bulletin = Bulletin(
        source=Source(name="a", sha256="", format="text", encoding="utf-8", characters=len(text)),
        masthead=Masthead(),
        articles=(Meeting(index=0, title="会议", span=Span(0, len(news))), listed),
    )
    found = check(bulletin, text)
    assert all(text[one.span.slice] == one.text for finding in found for one in finding.evidence)
    return [one.message for one in found if one.code == "attendance-count"]


@pytest.mark.parametrize(
    ("news", "heading", "absent", "observers", "part"),
    [
        ("应到5人。", "出席", 2, 0, None),
        ("应到6人。", "出席", 2, 0, "合计5人"),
        ("会议召开。", "应到6人", 2, 0, "合计5人"),
        ("会议召开，请假1人。", "出席", 2, 0, "会议报道写1人（“请假1人”）"),
        ("会议召开，请假2人。", "出席", 2, 0, None),
        ("会议召开，列席人员共3人。", "出席", 0, 2, "会议报道写3人（“列席人员共3人”）"),
        ("会议召开，乡镇人大主席3人列席会议。", "出席", 0, 2, None),
    ],
)
def test_who_should_have_come_and_the_news(
    news: str, heading: str, absent: int, observers: int, part: str | None
) -> None:
    found = whole(news, heading, 3, absent, observers)
    assert len(found) == (part is not None), found
    assert part is None or part in found[0]
