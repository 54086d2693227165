"""``name-mismatch``: one office with two spellings of a name, and an office named without its head."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from pjrd_extract._patterns import literal
from pjrd_extract._text import Span
from pjrd_extract.check.characters import Confusions
from pjrd_extract.check.ground import Ground
from pjrd_extract.models.articles import Appointments, Article, Attendance, DutyReport, EvaluationOpinion, Meeting
from pjrd_extract.models.bulletin import Finding
from pjrd_extract.models.parts import Person
from pjrd_extract.rules import Rules

__all__ = ["check_names"]

_LEVEL = re.compile(r"^.{0,6}?(?=(?:市场|[^县市区州省旗])[^县市区州省旗]{3,}$)")
_AFTER = "同的在作任履述所局，。、；：（( 　\n向对就及和与等"
_MOST_NAMES = 12


@dataclass(slots=True)
class _Office:
    """An office, the names of those who hold it by the records, and where each name stands behind it."""

    core: str
    head: str
    holders: list[str] = field(default_factory=list)
    mentions: dict[str, dict[Span, None]] = field(default_factory=dict)


def check_names(ground: Ground) -> Iterator[Finding]:
    """One finding for each pair of names of one office that differ in one character, and for each office without head.

    The names are those of the records; the text is searched for the office followed by a name of the same length.
    Two people who each give a report of their own are two people.
    """
    confusions = ground.rules.derived(Confusions)
    for stretch in ground.stretches:
        offices, reporters = _offices(ground, stretch.articles)
        appointments = [article.span for article in stretch.articles if isinstance(article, Appointments)]
        start, end = (ground.text.from_source(offset) for offset in (stretch.start, stretch.end))
        for office in offices.values():
            headless = _find_mentions(ground, office, range(start, end), appointments, confusions)
            for one, other in _near_pairs(office, confusions):
                if not {one, other} <= reporters:
                    yield _two_spellings(ground, office, one, other, confusions)
            for at, name_end in headless:
                yield _without_head(ground, office, at, name_end)
        yield from _listed_otherwise(ground, stretch.articles, confusions)


def _listed_otherwise(ground: Ground, articles: Sequence[Article], confusions: Confusions) -> Iterator[Finding]:
    """People of the news of a meeting who are not in its list, where somebody with a name like theirs is."""
    meetings: dict[int | None, list[Meeting]] = defaultdict(list)
    for one in articles:
        if isinstance(one, Meeting):
            meetings[one.session].append(one)
    for listed in articles:
        if not isinstance(listed, Attendance):
            continue
        there = {person.name: person for person in (*listed.present, *listed.absent, *listed.observers)}
        lengths: dict[tuple[str, int], list[str]] = defaultdict(list)
        for name in there:
            for key in {(name[0], len(name)), (name[-1], len(name))}:
                lengths[key].append(name)
        news = meetings[listed.session]
        for meeting in news if len(news) == 1 else ():
            told = {person.name: person for person in (*meeting.chairs, *meeting.present, *meeting.observers)}
            for name in (name for name in told if name not in there):
                near = dict.fromkeys((*lengths[name[0], len(name)], *lengths[name[-1], len(name)]))
                for other in near:
                    if other not in told and (how := _taken_for(name, other, confusions)):
                        spans = [person.span for person in (told[name], there[other]) if person.span is not None]
                        message = f"同一人的姓名写法不同（{how}字）：会议报道写“{name}”，名单写“{other}”"
                        yield ground.finding("name-mismatch", "warning", message, spans)


def _taken_for(one: str, other: str, confusions: Confusions) -> str | None:
    """How two names are alike.

    Two people are not rare whose surnames sound alike (江红文, 姜红文), or names of two characters (袁燕, 袁艳).
    """
    how = confusions.how(one, other)
    return how if how == "形近" or (len(one) > 2 and one[0] == other[0]) else None


def _offices(ground: Ground, articles: Sequence[Article]) -> tuple[dict[str, _Office], set[str]]:
    offices: dict[str, _Office] = {}
    reporters: set[str] = set()
    heads = ground.rules.derived(_heads)
    for article in articles:
        people: tuple[Person, ...] = ()
        if isinstance(article, DutyReport) and article.person:
            people = (article.person,)
            reporters.add(article.person.name)
        elif isinstance(article, EvaluationOpinion):
            people = article.people
        for person in people:
            post = "".join((person.post or "").split())
            match = heads.search(post)
            if match is None or len(person.name) < 2 or match.start() == 0:
                continue
            # 县委常委、县人民政府副县长: the last office, without the level of government, is how others name it.
            core = _LEVEL.sub("", post[max(map(post.rfind, "、，,")) + 1 :]) or post
            if core == match[0] and "副" not in core:
                continue  # 局长 alone is the head of any office
            office = offices.setdefault(core, _Office(core, match[0]))
            if person.name not in office.holders:
                office.holders.append(person.name)
            if person.span is not None:
                office.mentions.setdefault(person.name, {})[person.span] = None
    return offices, reporters


def _heads(rules: Rules) -> re.Pattern[str]:
    words = [word for rule in rules.titles if rule.group == "post" for word in rule.words]
    return re.compile(f"(?:副|常务副)?(?:{'|'.join(sorted(map(literal, words), key=len, reverse=True))})$")


def _find_mentions(
    ground: Ground, office: _Office, where: range, appointments: list[Span], confusions: Confusions
) -> list[tuple[int, int]]:
    """Notes the names behind the office that are one of its holders', one character off, or like it in each.

    Gives back where the body of the office stands right before the name of a holder, without the word for its head,
    from the body to the end of the name.
    """
    text = ground.clean
    body = office.core.removesuffix(office.head)
    # 县行政审批服务余某某 also lacks the last character of the body.
    stem = body[:-1] if len(body) >= 4 else office.core
    order = {holder: i for i, holder in enumerate(office.holders)}
    holders, lengths = tuple(order), sorted({len(holder) for holder in order})
    headless: list[tuple[int, int, int]] = []
    at = text.find(stem, where.start, where.stop)
    while at >= 0:
        if text.startswith(office.core, at):
            _mention(ground, office, at + len(office.core), appointments, confusions)
        elif stem is not office.core:
            for start in (at + len(body), at + len(stem)) if text.startswith(body, at) else (at + len(stem),):
                if text.startswith(holders, start):  # hardly ever
                    ends = (start + length for length in lengths)
                    headless += [(order[name], end, at) for end in ends if (name := text[start:end]) in order]
        at = text.find(stem, at + 1, where.stop)
    headless = [one for one in headless if not text.startswith((office.head, *_TITLES), one[1])]
    return [(at, end) for _, end, at in sorted(headless)]


def _mention(ground: Ground, office: _Office, start: int, appointments: list[Span], confusions: Confusions) -> None:
    """Notes the name that stands at ``start``, right behind the office, or a blank later."""
    text = ground.clean
    while text.startswith((" ", "　"), start):
        start += 1
    for holder in office.holders:
        end = start + len(holder)
        name = text[start:end]
        alike = name in office.holders or (
            (_one_off(name, holder) or confusions.how(name, holder) is not None) and _ends_there(text, end, len(holder))
        )
        if alike:
            span = ground.text.span(start, end)
            last = bisect_right(appointments, span.start, key=attrgetter("start")) - 1 if appointments else -1
            if last < 0 or not appointments[last].contains(span):
                office.mentions.setdefault(name, {})[span] = None
            return


def _one_off(name: str, other: str) -> bool:
    """Whether two names of one length differ in one character, and share the surname or all of the given name."""
    if len(name) != len(other) or not all("一" <= c <= "鿿" for c in name):
        return False
    return sum(a != b for a, b in zip(name, other, strict=True)) == 1


def _ends_there(text: str, end: int, length: int) -> bool:
    """Whether a name of two characters ends here: 张文 is not one character off from the 张伟 of 张伟明."""
    return length > 2 or end >= len(text) or text[end] in _AFTER


def _near_pairs(office: _Office, confusions: Confusions) -> Iterator[tuple[str, str]]:
    """Pairs of names one character off, or alike in each that differs, the more frequent first.

    Deputies are several: two names of two characters may be one off.
    """
    if len(office.mentions) < 2:  # most offices
        return
    names = sorted(office.mentions, key=lambda name: -len(office.mentions[name]))
    by_hole: dict[tuple[int, str], list[str]] = defaultdict(list)
    for name in names:
        for i in range(len(name)):
            by_hole[i, name[:i] + name[i + 1 :]].append(name)
    for alike in by_hole.values():
        for other in alike[1:3]:
            one = alike[0]
            if len(one) > 2 or "副" not in office.core:
                yield one, other
    for i, one in enumerate(names[:_MOST_NAMES]):
        for other in names[i + 1 : _MOST_NAMES]:
            if confusions.how(one, other) and not (_one_off(one, other) and (len(one) > 2 or "副" not in office.core)):
                yield one, other


def _two_spellings(ground: Ground, office: _Office, one: str, other: str, confusions: Confusions) -> Finding:
    left, right = sorted(office.mentions[one]), sorted(office.mentions[other])
    how = confusions.how(one, other)
    alike = f"（{how}字）" if how else ""
    message = (
        f"同一职务的姓名写法不同{alike}：{office.core}“{one}”（{_places(ground, left)}）"
        f"与“{other}”（{_places(ground, right)}）"
    )
    return ground.finding("name-mismatch", "warning", message, [*left[:3], *right[:6]])


def _places(ground: Ground, spans: list[Span]) -> str:
    """Where the spans stand, in words."""
    contents = {entry.span for entry in ground.bulletin.contents}
    places: dict[str, None] = {}
    for span in spans:
        index = ground.article_at(span.start)
        if index is None:
            places["目录" if any(entry.overlaps(span) for entry in contents) else "文前"] = None
        else:
            article = ground.bulletin.articles[index]
            places[_KINDS.get(article.kind, "正文")] = None
    return "、".join(places)


_KINDS = {
    "meeting": "会议报道",
    "agenda": "议程",
    "duty_report": "履职报告",
    "evaluation_opinion": "评价意见",
    "attendance": "名单",
    "work_report": "报告",
    "budget_report": "报告",
}


_TITLES = ("局长", "主任", "院长", "书记", "检察长", "部长", "副")


def _without_head(ground: Ground, office: _Office, start: int, end: int) -> Finding:
    while start > 0 and ground.clean[start - 1] in "县市区州省旗":
        start -= 1
    span = ground.text.span(start, end)
    full = [_with_office(ground, office, one) for spans in office.mentions.values() for one in spans]
    message = f"职务写法不全：{ground.quote(span)}缺少“{office.head}”，别处写作“{office.core}”"
    return ground.finding("name-mismatch", "warning", message, [span, *full[:1]])


def _with_office(ground: Ground, office: _Office, name: Span) -> Span:
    """The place of a name and of the office right before it, if it is written there without a break."""
    at = ground.source.rfind(office.core, max(0, name.start - len(office.core) - 4), name.start)
    return Span(at, name.end) if at >= 0 else name
