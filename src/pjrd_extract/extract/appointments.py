"""Appointments, removals and accepted resignations, in sentences or listed under headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from pjrd_extract._text import Text
from pjrd_extract.extract.context import CommonFields, Context
from pjrd_extract.models.articles import Appointment, Appointments
from pjrd_extract.models.parts import Person
from pjrd_extract.outline.markers import line_marker
from pjrd_extract.outline.model import ArticleOutline
from pjrd_extract.read.dense import dense

__all__ = ["extract_appointments"]

Action = Literal["appoint", "remove", "accept_resignation"]

_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
_NOTE = r"(?:[（(][^（）()\n]{1,14}[）)])?"
_NO_NAME = r"(?!同志|任命|免去|决定|补选|推选|选举|撤销|接受|下列|以下)"
_NAME = rf"{_NO_NAME}(?:{_HAN}{{1,8}}(?:[·•‧・]{_HAN}{{1,8}})+|{_HAN}{{2,4}}?)"
_PERSON = rf"(?:{_NAME})(?:同志|女士|先生)?{_NOTE}"
_PEOPLE = rf"(?P<people>{_PERSON}(?:[、，,和]{_PERSON}){{0,60}})"
_POST = r"(?P<post>[^，。；;：:\n]{2,60}?)"
_END = r"(?=[，。；;\n]|\Z)"
_APPOINT_VERB = r"(?:决定任命|决定任用|任命|任用|补选|增选|推选|选举|选|决定|批准任命|通过)"
_REMOVE_VERB = r"(?:决定免去|决定撤销|决定罢免|免去|撤销|罢免|批准免去)"

# Sentences. A clause is tried against them in this order.
_RESIGNED = re.compile(
    rf"(?:接受|同意|批准)(?:了)?{_PEOPLE}(?:因[^，。；;\n]{{1,16}}|提出)?(?:的)?(?:请求)?辞去(?:其)?(?:担任)?的?{_POST}(?:的?职务)?(?:的?请求|的?申请)?(?:的决定)?{_END}"
)
_REMOVED = re.compile(rf"{_REMOVE_VERB}[：:]?\s?{_PEOPLE}(?:担任|所任)?的{_POST}(?:的?职务)?{_END}")
_REMOVED_HIS = re.compile(rf"{_REMOVE_VERB}(?:其|他|她)(?:担任|所任)?的?{_POST}(?:的?职务)?{_END}")
_NO_LONGER = re.compile(rf"{_PEOPLE}不再(?:担任|兼任){_POST}(?:的?职务)?{_END}")
_APPOINTED = re.compile(rf"{_APPOINT_VERB}[：:]?\s?{_PEOPLE}(?:为|担任|任){_POST}(?:的?职务)?{_END}")
_ACTING = re.compile(rf"{_APPOINT_VERB}[：:]?\s?{_PEOPLE}(?P<post>代理[^，。；;：:\n]{{2,60}}?)(?:的?职务)?{_END}")
_MANY = re.compile(rf"{_APPOINT_VERB}(?:下列|以下|如下)(?:人员|同志|名单)?(?:为|担任){_POST}[：:]")
_MANY_REMOVED = re.compile(rf"{_REMOVE_VERB}(?:下列|以下|如下)(?:人员|同志|名单)?的{_POST}(?:的?职务)?[：:]")

# Lines under a heading that says what is done to those listed.
_HEADING = re.compile(
    r"(?:经?[^：:。\n]{0,40}?)?(?:(?P<appoint>决定任命|任命|任职|任用|补选|选举)|(?P<remove>决定免去|免去|免职|撤销|罢免)|(?P<resign>接受辞职|辞职|接受下列人员辞职))"
    r"(?:下列|以下|的?人员|名单|事项|如下|职务)*[：:]?\Z"
)
_LISTED_APPOINTED = re.compile(rf"{_PEOPLE}(?:为|担任|任){_POST}(?:的?职务)?{_END}")
_LISTED_REMOVED = re.compile(rf"{_PEOPLE}(?:担任|所任)?的{_POST}(?:的?职务)?{_END}")
_LISTED_NAMES = re.compile(rf"{_PEOPLE}[。；;]?\Z")
_PERSON_IN_LIST = re.compile(rf"(?P<name>{_NAME}(?=同志|女士|先生|[（(、，,和]|\Z))(?:同志|女士|先生)?(?:[（(](?P<note>[^（）()\n]{{1,14}})[）)])?")
_LINE = re.compile(r"[^\n]+")
_PROBATION = re.compile(r"[（(](?:试用|任期|挂职|任职)[^（）()]*[）)]\Z")


def extract_appointments(article: ArticleOutline, fields: CommonFields, context: Context) -> Appointments:
    """The record of an article that lists appointments and removals, one entry a person and post."""
    del context
    return Appointments(**fields, appointments=tuple(_Reader(dense(article.body)).read()))


class _Reader:
    """Reads one article line by line; a heading governs the lines below it."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._action: Action | None = None
        self._common_post: str | None = None
        self._last: Person | None = None

    def read(self) -> Iterator[Appointment]:
        value = self._text.value
        for line in _LINE.finditer(value):
            marker = line_marker(value, line.start(), line.end())
            start = marker.end if marker else line.start()
            if value.startswith(("（", "("), start):
                continue
            if not self._opens(value[start : line.end()]):
                yield from self._line(start, line.end())

    def _opens(self, line: str) -> bool:
        """Whether the line is a heading, which is then remembered."""
        heading = _HEADING.match(line.strip("*# ")) if len(line) <= 60 else None
        if heading is None:
            return False
        self._common_post = None
        self._action = "appoint" if heading["appoint"] else "remove" if heading["remove"] else "accept_resignation"
        return True

    def _line(self, start: int, end: int) -> Iterator[Appointment]:
        value = self._text.value
        for pattern, action in ((_MANY, "appoint"), (_MANY_REMOVED, "remove")):
            many = pattern.search(value, start, end)
            if many is not None:
                self._action, self._common_post = action, many["post"]  # type: ignore[assignment]
                start = many.end()
        if self._common_post is not None:
            names = _LISTED_NAMES.match(value, start, end)
            if names is not None and self._action is not None:
                yield from self._entries(names, self._action, self._common_post)
                return
        at = start
        while at < end:
            stop = min((place for mark in "；;。" if (place := value.find(mark, at, end)) >= 0), default=end)
            yield from self._sentence(at, stop)
            at = stop + 1

    def _sentence(self, start: int, end: int) -> Iterator[Appointment]:
        """The entries of one sentence, which may remove somebody from one post and appoint him to another."""
        value = self._text.value
        at = start
        while at < end:
            found = self._first(at, end)
            if found is None:
                his = _REMOVED_HIS.search(value, at, end)
                if his is not None and self._last is not None:
                    yield self._entry(self._last, "remove", his["post"], his)
                return
            match, action = found
            yield from self._entries(match, action, match["post"])
            at = match.end() + 1

    def _first(self, start: int, end: int) -> tuple[re.Match[str], Action] | None:
        value = self._text.value
        tries: tuple[tuple[re.Pattern[str], Action], ...] = (
            (_RESIGNED, "accept_resignation"),
            (_REMOVED, "remove"),
            (_NO_LONGER, "remove"),
            (_APPOINTED, "appoint"),
            (_ACTING, "appoint"),
        )
        matches = [(match, action) for pattern, action in tries if (match := pattern.search(value, start, end))]
        if matches:
            return min(matches, key=lambda each: each[0].start())
        if self._action == "appoint":
            match = _LISTED_APPOINTED.match(value, start, end)
        elif self._action == "remove":
            match = _LISTED_REMOVED.match(value, start, end)
        else:
            match = None
        return (match, self._action) if match is not None and self._action is not None else None

    def _entries(self, match: re.Match[str], action: Action, post: str) -> Iterator[Appointment]:
        for person in _PERSON_IN_LIST.finditer(match.string, match.start("people"), match.end("people")):
            span = self._text.span(person.start("name"), person.end("name"))
            self._last = Person(name=person["name"], note=person["note"], span=span)
            yield self._entry(self._last, action, post, match)

    def _entry(self, person: Person, action: Action, post: str, match: re.Match[str]) -> Appointment:
        return Appointment(
            person=person,
            action=action,
            post=_PROBATION.sub("", post),
            span=self._text.span(match.start(), match.end()),
        )
