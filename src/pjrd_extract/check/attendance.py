"""``attendance-count``: the numbers of people that a bulletin states against the people that it lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pjrd_extract._text import Span
from pjrd_extract.check.ground import Ground
from pjrd_extract.errors import NumeralError
from pjrd_extract.models.articles import Attendance, Meeting
from pjrd_extract.models.bulletin import Evidence, Finding
from pjrd_extract.models.parts import Person
from pjrd_extract.normalize.numbers import parse_number

__all__ = ["check_attendance"]

_NUMBER = re.compile(r"[0-9０-９](?:[ 　]?[0-9０-９])*|[〇零一二三四五六七八九十百]+")
_CLAUSE = re.compile(r"[^\n，。；,;]+")
_MOST = 100
"""A committee has at most so many members; among the deputies of a congress two may have one name."""
_HALF_DAYS = re.compile("[日午天]")
_PEOPLE = re.compile(r"[ 　]*[人名位]")


@dataclass(frozen=True, slots=True)
class _Side:
    """One list of an attendance article: what it is called, the words of its heading, its count and its names."""

    label: str
    words: tuple[str, ...]
    count: int | None
    people: Sequence[Person]


def check_attendance(ground: Ground) -> Iterator[Finding]:
    """One finding for each list whose stated number is not the number of its names, or not that of the meeting's news.

    A list without any name says nothing, and so does a heading without a number.
    """
    for stretch in ground.stretches:
        meetings = [article for article in stretch.articles if isinstance(article, Meeting)]
        for article in stretch.articles:
            if isinstance(article, Attendance):
                yield from _checked(ground, article, _news_of(article, meetings))


def _checked(ground: Ground, article: Attendance, news: Meeting | None) -> Iterator[Finding]:
    present = _without_chair(article.present, ground.source)
    for side in (
        _Side("出席", ("出席", "到会", "实到"), article.present_count, present),
        _Side("缺席", ("缺席", "请假", "未到"), article.absent_count, article.absent),
        _Side("列席", ("列席",), None, article.observers),
    ):
        finding = _compare(article, side, news, ground.source)
        if finding is not None:
            yield finding
    yield from _expected(ground, article, news)
    yield from _twice(ground, present, article.absent)


def _without_chair(people: Sequence[Person], source: str) -> Sequence[Person]:
    """``people`` but for whoever is named as the chair and then once more among the others."""
    times = Counter(person.name for person in people)
    if len(times) == len(people):
        return people
    return [one for one in people if times[one.name] == 1 or not _is_chair(one, source)]


def _is_chair(person: Person, source: str) -> bool:
    at = person.span.start if person.span is not None else 0
    return "主持" in source[source.rfind("\n", 0, at) + 1 : at]


def _twice(ground: Ground, present: Sequence[Person], absent: Sequence[Person]) -> Iterator[Finding]:
    """People who are listed twice, or as present and as absent.

    Lists by half days may name somebody in each, and two of one name are told apart by a post, or as 女.
    """
    people = [("出席", one) for one in present] + [("缺席", one) for one in absent]
    if len({one.name for _, one in people}) == len(people) or len(people) > _MOST:
        return
    spans = [one.span for _, one in people if one.span is not None]
    if not spans or _HALF_DAYS.search(ground.source, min(spans).start, max(spans).end):
        return
    seen: dict[str, tuple[str, Person]] = {}
    for label, person in people:
        before, one = seen.setdefault(person.name, (label, person))
        apart = (one.post and person.post and one.post != person.post) or _woman(one) != _woman(person)
        if one is person or apart or one.span is None or person.span is None or one.span == person.span:
            continue
        how = f"在{label}名单中列出两次" if before == label else f"既列为{before}又列为{label}"
        message = f"同一人{how}：“{person.name}”"
        yield ground.finding("attendance-count", "warning", message, [one.span, person.span])


def _woman(person: Person) -> bool:
    return "女" in (person.note or "")


def _expected(ground: Ground, article: Attendance, news: Meeting | None) -> Iterator[Finding]:
    """Who should have come against who is listed as present and absent.

    Where the lists bear numbers, ``sum-mismatch`` adds those up.
    """
    counted = article.present_count is not None and article.absent_count is not None
    if counted or not article.present or not article.absent:
        return
    for one in (article, news):
        passage = _stated(("应到", "应出席"), None, one.span, ground.source) if one is not None else None
        if passage is None:
            continue
        present, absent = len(_without_chair(article.present, ground.source)), len(article.absent)
        if passage.count != present + absent:
            message = f"应到人数与名单不一致：“{passage.text}”，名单列出出席{present}人、缺席{absent}人，合计{present + absent}人"
            people = [person.span for person in (*article.present, *article.absent) if person.span is not None]
            listing = [Span(min(people).start, max(span.end for span in people))] if people else []
            yield ground.finding("attendance-count", "warning", message, [passage.span, *listing])
        return


def _news_of(article: Attendance, meetings: Sequence[Meeting]) -> Meeting | None:
    """The news of the meeting that ``article`` lists, if there is no doubt which it is."""
    candidates = [
        meeting
        for meeting in meetings
        if (article.session is None or meeting.session is None or article.session == meeting.session)
        and (article.congress is None or meeting.congress is None or article.congress == meeting.congress)
    ]
    return candidates[0] if len(candidates) == 1 else None


def _compare(article: Attendance, side: _Side, news: Meeting | None, source: str) -> Finding | None:
    stated, heading = side.count, None
    if stated is None and (heading := _stated(side.words, None, article.span, source)):
        stated = heading.count
    listed = len(side.people) or None
    reported, passage = _reported(side, news, source) if news is not None else (None, None)
    counts = {count for count in (stated, listed, reported) if count is not None}
    if len(counts) < 2 or (stated is None and listed is None):
        return None
    # Where a count of the record stands is looked for only if it is told.
    if side.count is not None:
        heading = _stated(side.words, side.count, article.span, source)
    if reported is not None and passage is None and news is not None:
        passage = _stated(_PRESENT, reported, news.span, source)
    parts: list[str] = []
    evidence: list[Evidence] = []
    if stated is not None:
        quoted = heading.text if heading else None
        parts.append(f"名单标题写{stated}人" + (f"（“{quoted}”）" if quoted else ""))
        if heading:
            evidence.append(Evidence(article=article.index, span=heading.span, text=heading.text))
    if listed is not None:
        parts.append(f"名单列出{listed}人（{_ends(side.people)}）")
        evidence.extend(_listing(article, side.people, source))
    if news is not None and reported is not None:
        parts.append(f"会议报道写{reported}人" + (f"（“{passage.text}”）" if passage else ""))
        if passage:
            evidence.append(Evidence(article=news.index, span=passage.span, text=passage.text))
    return Finding(
        code="attendance-count",
        severity="warning",
        message=f"{side.label}人数不一致：{'，'.join(parts)}",
        evidence=tuple(evidence),
    )


def _reported(side: _Side, news: Meeting, source: str) -> tuple[int | None, _Passage | None]:
    """The number of people that the news of the meeting give for a side, and where, unless their record has it.

    Of observers only a number of all is one: 列席 also follows the number of those of one kind (乡镇人大主席24人列席).
    """
    if side.label == "出席":
        return news.present_count, None
    match = _NEWS[side.label].search(source, news.span.start, news.span.end)
    count = _value(match["n"]) if match else None
    if match is None or count is None:
        return None, None
    return count, _Passage(count, match[0], Span(*match.span()))


_PRESENT = ("出席", "到会", "实到", "委员", "组成人员")
_NEWS = {
    "缺席": re.compile(
        r"(?:缺席|请假|未到会?)(?:会议)?(?:的?人员)?(?:共有?|共计|为)?[ 　]?(?P<n>[0-9]{1,4})[ 　]?[人名位]"
    ),
    "列席": re.compile(r"列席(?:会议)?(?:的?人员)?(?:共有?|共计|为)[ 　]?(?P<n>[0-9]{1,4})[ 　]?[人名位]"),
}


@dataclass(frozen=True, slots=True)
class _Passage:
    count: int
    text: str
    span: Span


def _stated(words: Sequence[str], count: int | None, within: Span, source: str) -> _Passage | None:
    """The first clause within a span that has one of ``words`` and a number of people (``count``, when it is known)."""
    text = source[within.slice]
    for clause in _CLAUSE.finditer(text):
        squeezed = "".join(clause[0].split())
        if not any(word in squeezed for word in words):
            continue
        for number in _NUMBER.finditer(clause[0]):
            value = _value(number[0]) if _PEOPLE.match(clause[0], number.end()) else None
            if value is None or (count is not None and value != count):
                continue
            start, end = _trimmed(text, clause.start(), clause.end())
            return _Passage(value, text[start:end], Span(within.start + start, within.start + end))
    return None


def _value(number: str) -> int | None:
    try:
        return int(parse_number("".join(number.split())))
    except NumeralError:
        return None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t　#*":
        start += 1
    while end > start and text[end - 1] in " \t　#*\r":
        end -= 1
    return start, end


def _ends(people: Sequence[Person]) -> str:
    return people[0].name if len(people) == 1 else f"{people[0].name}至{people[-1].name}"


def _listing(article: Attendance, people: Sequence[Person], source: str) -> Iterator[Evidence]:
    spans = [person.span for person in people if person.span is not None]
    if spans:
        span = Span(min(one.start for one in spans), max(one.end for one in spans))
        yield Evidence(article=article.index, span=span, text=source[span.slice])
