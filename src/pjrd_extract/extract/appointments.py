"""Appointments, removals and accepted resignations, in sentences or listed under headings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import regex

from pjrd_extract._patterns import rare
from pjrd_extract.extract.context import CommonFields, Context
from pjrd_extract.extract.motions import Motions
from pjrd_extract.find.person_names import NameGrammar
from pjrd_extract.models.articles import Appointment, Appointments
from pjrd_extract.models.parts import Person
from pjrd_extract.normalize.places import bare_place
from pjrd_extract.outline.markers import line_marker
from pjrd_extract.outline.model import ArticleOutline
from pjrd_extract.read.dense import dense

__all__ = ["extract_appointments"]

Action = Literal["appoint", "remove", "accept_resignation"]

_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
# Names with what stands between them; they are told apart afterwards, so that no text makes the patterns backtrack.
_PEOPLE = (
    rf"(?!任命|免去|决定|补选|推选|选举|撤销|接受|下列|以下|由|职务)(?P<people>(?:{_HAN}|[·•‧・、，,（）()]){{2,400}}?)"
)
# Brackets go whole, with the stops in them: 副县长（挂职，时间一年）.
_POST = r"(?P<post>(?!为)(?:[^，。；;：:\n（(]|[（(][^（）()\n]{0,40}[）)]){2,60}?)"
_CLOSE = r"(?:的?职务|的任命|的决定)?"
# How long or why: 副县长（挂职，时间一年）, 职务（退休）. Other brackets belong to the post: 局长（兼）.
_SAID = r"[（(](?:试用|任期|挂职|任职|退休|到龄|另有任用|因|时间|工作)[^（）()\n]{0,40}[）)]"
_END = rf"(?:{_SAID})?(?=[，。；;\n]|\Z)"
_APPOINT_VERB = r"(?:决定任命|决定任用|任命|任用|补选|增选|推选|选举|选|决定|批准任命|通过)"
_REMOVE_VERB = r"(?:决定免去|决定撤销|决定罢免|免去|撤销|罢免|批准免去)"

# Within a name these are part of it (李为民, 张任远): right behind a stop there is no name yet.
_AS = r"(?<=[\u3400-\u9fff\U00020000-\U0003ffff·）)]{2})(?:为|担任|任)"

# Sentences. A clause is tried against them in this order.
_RESIGNING = (
    rf"{_PEOPLE}(?:因[^，。；;\n]{{1,16}}|提出)?(?:的)?(?:请求)?辞去(?:其)?(?:担任)?的?{_POST}"
    rf"(?:的?职务)?(?:的?请求|的?申请)?(?:的决定)?{_END}"
)
_RESIGNED = rare(regex.compile, rf"(?:接受|同意|批准)(?:了)?{_RESIGNING}")
_REMOVED = rare(regex.compile, rf"{_REMOVE_VERB}[：:]?\s?{_PEOPLE}(?:担任|所任)?的{_POST}(?:的?职务)?{_END}")
# Without 的 only 同志 says where the name ends.
_REMOVED_COMRADE = rare(regex.compile, rf"{_REMOVE_VERB}[：:]?\s?(?P<people>{_HAN}{{2,4}}?同志){_POST}的?职务{_END}")
_REMOVED_HIS = rare(regex.compile, rf"{_REMOVE_VERB}(?:其|他|她)(?:担任|所任)?的?{_POST}(?:的?职务)?{_END}")
_NO_LONGER = rare(regex.compile, rf"{_PEOPLE}不再(?:担任|兼任){_POST}(?:的?职务)?{_END}")
_APPOINTED = rare(regex.compile, rf"{_APPOINT_VERB}[：:]?\s?{_PEOPLE}{_AS}{_POST}{_CLOSE}{_END}")
_ACTING = rare(
    regex.compile, rf"{_APPOINT_VERB}[：:]?\s?由?{_PEOPLE}(?P<post>代理[^，。；;：:\n]{{2,60}}?)(?:的?职务)?{_END}"
)
_MANY = rare(regex.compile, rf"{_APPOINT_VERB}(?:下列|以下|如下)(?:人员|同志|名单)?(?:为|担任){_POST}[：:]")
_MANY_REMOVED = rare(regex.compile, rf"{_REMOVE_VERB}(?:下列|以下|如下)(?:人员|同志|名单)?的{_POST}(?:的?职务)?[：:]")

# Lines under a heading that says what is done to those listed.
_HEADING = rare(
    regex.compile,
    r"(?:经?[^：:。\n]{0,40}?)?(?:(?P<appoint>决定任命|任命|任职|任用|补选|选举|通过)|(?P<remove>决定免去|免去|免职|撤销|罢免)"
    r"|(?P<resign>接受(?:辞职|下列人员辞职)?|辞职))(?:下列|以下|的?人员|名单|事项|如下|职务)*[：:]?\Z",
)
_LISTED_APPOINTED = rare(regex.compile, rf"{_PEOPLE}{_AS}{_POST}{_CLOSE}{_END}")
_LISTED_REMOVED = rare(regex.compile, rf"{_PEOPLE}(?:担任|所任)?的{_POST}(?:的?职务)?{_END}")
_LISTED_RESIGNED = rare(regex.compile, _RESIGNING)
_LISTED: dict[Action, regex.Pattern[str]] = {
    "appoint": _LISTED_APPOINTED,
    "remove": _LISTED_REMOVED,
    "accept_resignation": _LISTED_RESIGNED,
}
_LISTED_NAMES = rare(regex.compile, rf"{_PEOPLE}[。；;]?\Z")
# A name and a post in columns, in either order, or a post and a name set off by a colon.
_GAP = r"[ \t\u3000]"
_COLUMNS = rare(
    regex.compile,
    rf"{_GAP}*(?:(?P<name>{_HAN}(?:{_GAP}*{_HAN}){{1,3}}?){_GAP}+(?P<post>[^ \t\u3000：:\n]{{4,40}})"
    rf"|(?P<post2>[^ \t\u3000：:\n]{{4,40}})(?:{_GAP}+|[：:]{_GAP}*)(?P<name2>{_HAN}(?:{_GAP}*{_HAN}){{1,3}}))"
    rf"[；;。 \t\u3000]*\Z",
)
_ONE = rare(regex.compile, r"[^、，,]+")
_NAMED = rare(
    regex.compile,
    rf"(?P<name>{_HAN}{{1,8}}(?:[·•‧・]{_HAN}{{1,8}})+|{_HAN}{{2,4}}?)(?:同志|女士|先生)?"
    rf"(?:[（(](?P<note>[^（）()]{{1,14}})[）)])?(?:和(?={_HAN}{{2}})(?!和|同志|女士|先生)|\Z)",
)
_PROBATION = rare(regex.compile, rf"{_SAID}\Z")
# Whose committee it is, and whose offices are filled.
_SEAT = rare(
    regex.compile,
    rf"(?<!{_HAN})(?P<place>{_HAN}{{1,12}}?[市县区州旗盟])(?=第?[0-9一二三四五六七八九十]{{1,3}}届人|人大常委会|人民代表大会)",
)
_OFFICE_OF = rare(
    regex.compile,
    rf"(?<=[为的])(?P<place>{_HAN}{{1,8}}?[市县区州旗盟])(?=人民政府|人民法院|人民检察院|监察委员会|人大常委会|教育|财政)",
)


_CELL = rare(regex.compile, r"[^|\n]+")
_DONE: dict[str, Action] = {
    "任命职务": "appoint",
    "任职": "appoint",
    "任命": "appoint",
    "免去职务": "remove",
    "免职": "remove",
    "免去": "remove",
}


def extract_appointments(article: ArticleOutline, fields: CommonFields, context: Context) -> Appointments:
    """The record of an article that lists appointments and removals, one entry a person and post."""
    names = context.rules.derived(NameGrammar)
    motions = context.rules.derived(Motions)
    return Appointments(**fields, appointments=tuple(_Reader(article, names, motions).read()))


class _Reader:
    """Reads one article line by line; a heading governs the lines below it."""

    def __init__(self, article: ArticleOutline, names: NameGrammar, motions: Motions) -> None:
        self._head = article.head
        self._body = article.body
        self._text = dense(article.body)
        self._names = names
        self._posts = names.posts
        self._motions = motions
        self._action: Action | None = None
        self._common_post: str | None = None
        self._last: Person | None = None
        self._columns_of: dict[int, str] = {}
        self._plain: regex.Pattern[str] | None = None

    def read(self) -> Iterator[Appointment]:
        value = self._text.value
        # Lines of the body and of its dense view are the same in number: blanks go, line ends stay.
        for (raw_start, raw_end), (line_start, end) in zip(self._body.lines(), self._text.lines(), strict=True):
            if value.startswith("|", line_start):
                yield from self._row(raw_start, raw_end)
                continue
            self._columns_of = {}
            marker = line_marker(value, line_start, end)
            start = marker.end if marker else line_start
            if start == end or value.startswith(("（", "("), start) or self._opens(value[start:end]):
                continue
            found = list(self._line(start, end))
            yield from found or self._columns(self._behind_marker(raw_start, raw_end), raw_end)

    def _behind_marker(self, start: int, end: int) -> int:
        """Where the line of the body goes on behind the marker that numbers it."""
        value = self._body.value
        marker = line_marker(value, start + len(value[start:end]) - len(value[start:end].lstrip()), end)
        return marker.end if marker is not None else start

    def _columns(self, start: int, end: int) -> Iterator[Appointment]:
        """The entry of a line of the body that sets name and post in columns, below a heading."""
        match = _COLUMNS.match(self._body.value, start, end) if self._action is not None else None
        if match is None or self._action is None:
            return
        key, post = ("name", match["post"]) if match["name"] else ("name2", match["post2"])
        if not post.endswith(self._posts):
            return
        person = Person(name=regex.sub(r"\s", "", match[key]), span=self._body.span(*match.span(key)))
        yield Appointment(
            person=person, action=self._action, post=post, span=self._body.span(match.start(), match.end())
        )

    def _row(self, start: int, end: int) -> Iterator[Appointment]:
        """The entries of a row of a table whose heads say what is done to whom: 姓名, 任命职务, 免去职务."""
        cells = [match.span() for match in _CELL.finditer(self._body.value, start, end)]
        words = [regex.sub(r"[\s*]", "", self._body.value[a:b]) for a, b in cells]
        if "姓名" in words:
            self._columns_of = {i: word for i, word in enumerate(words) if word == "姓名" or word in _DONE}
            return
        name = next((i for i, head in self._columns_of.items() if head == "姓名" and i < len(words)), None)
        if name is None or not (2 <= len(words[name]) <= 4 or "·" in words[name]):
            return
        a, b = cells[name]
        cell = self._body.value[a:b]
        span = self._body.span(a + len(cell) - len(cell.lstrip()), a + len(cell.rstrip()))
        for i, head in self._columns_of.items():
            if head in _DONE and i < len(words) and words[i].endswith(self._posts):
                person = Person(name=words[name], span=span)
                yield Appointment(person=person, action=_DONE[head], post=words[i], span=self._body.span(start, end))

    def _opens(self, line: str) -> bool:
        """Whether the line is a heading, which is then remembered."""
        heading = _HEADING.match(line.strip("*# ")) if len(line) <= 60 else None
        if heading is None:
            return False
        self._common_post = None
        self._action = "appoint" if heading["appoint"] else "remove" if heading["remove"] else "accept_resignation"
        done = heading.start(heading.lastgroup or 0)
        if self._motions.is_proposed(line, done) or self._motions.refuses(line):
            self._action = None
        return True

    def _line(self, start: int, end: int) -> Iterator[Appointment]:
        value = self._text.value
        forms: tuple[tuple[regex.Pattern[str], Action], ...] = ((_MANY, "appoint"), (_MANY_REMOVED, "remove"))
        for pattern, action in forms:
            many = pattern.search(value, start, end)
            if many is not None:
                self._action, self._common_post = action, many["post"]
                start = many.end()
        if self._common_post is not None:
            names = _LISTED_NAMES.match(value, start, end)
            if names is not None and self._action is not None:
                yield from self._entries(names, self._action, self._common_post)
                return
        at = start
        while at < end:
            stop = min((place for mark in "；;。" if (place := value.find(mark, at, end)) >= 0), default=end)
            # Where short lines were joined, a heading may stand behind a sentence.
            if not (at > start and value[stop - 1] in "：:" and self._opens(value[at:stop])):
                yield from self._sentence(at, stop)
            at = stop + 1

    def _sentence(self, start: int, end: int) -> Iterator[Appointment]:
        """The entries of one sentence, which may remove somebody from one post and appoint him to another."""
        value = self._text.value
        at = start
        action = self._action
        while at < end:
            found = self._first(at, end, action)
            if found is None:
                his = _REMOVED_HIS.search(value, at, end)
                if his is not None and self._last is not None and not self._motions.is_undone(value, *his.span()):
                    yield self._entry(self._last, "remove", his["post"], his)
                return
            match, action = found
            if self._motions.is_undone(value, *match.span()) or self._motions.refuses(match["people"]):
                action = None
            else:
                yield from self._entries(match, action, match["post"])
            at = match.end() + 1

    def _first(self, start: int, end: int, going_on: Action | None) -> tuple[regex.Match[str], Action] | None:
        """The first entry; without a verb of its own it is of the kind that a heading or the entry before it set."""
        value = self._text.value
        tries: tuple[tuple[regex.Pattern[str], Action], ...] = (
            (_RESIGNED, "accept_resignation"),
            (_REMOVED, "remove"),
            (_REMOVED_COMRADE, "remove"),
            (_NO_LONGER, "remove"),
            (_APPOINTED, "appoint"),
            (_ACTING, "appoint"),
        )
        matches = [(match, action) for pattern, action in tries if (match := pattern.search(value, start, end))]
        listed = _LISTED.get(going_on) if going_on else None
        match = listed.match(value, start, end) if listed is not None else None
        if match is not None and going_on is not None:
            matches.append((match, going_on))
        if not matches and (plain := self._removed_plainly(start, end, going_on)) is not None:
            return plain, "remove"
        return min(matches, key=lambda each: each[0].start(), default=None)

    def _removed_plainly(self, start: int, end: int, going_on: Action | None) -> regex.Match[str] | None:
        """A removal without 的 (免去赵明云江县教育局局长职务), where the place of the office tells the name's end."""
        value = self._text.value
        if value.find("职务", start, end) < 0:
            return None
        if self._plain is None:
            seat = _SEAT.search(dense(self._head).value) or _OFFICE_OF.search(value)
            place = regex.escape(bare_place(seat["place"])) if seat else r"(?!)"
            self._plain = regex.compile(
                rf"(?P<verb>{_REMOVE_VERB}[：:]?\s?)?(?P<people>{_HAN}{{2,4}}?(?:、{_HAN}{{2,4}}?){{0,9}}?)(?:同志)?"
                rf"(?P<post>{place}(?![市县区州旗])[^，。；;：:\n的]{{2,60}}?)的?职务{_END}"
            )
        match = self._plain.match(value, start, end) if going_on == "remove" else None
        if match is None:
            match = self._plain.search(value, start, end)
        if match is None or (match["verb"] is None and (going_on != "remove" or match.start() != start)):
            return None
        # Of 赵志原云江县教育局局长 it is not known where the name ends.
        names = match["people"].split("、")
        sure = all(len(name) in self._names.ends_before_post(name, 0, len(name)) for name in names)
        return match if sure and not names[-1].endswith(("原", "任", "兼")) else None

    def _entries(self, match: regex.Match[str], action: Action, post: str) -> Iterator[Appointment]:
        """One entry for each person of the match; none at all where something in the list is no name."""
        people = list(self._people(match))
        if None in people:
            return
        for person in people:
            if person is not None:
                self._last = person
                yield self._entry(person, action, post, match)

    def _people(self, match: regex.Match[str]) -> Iterator[Person | None]:
        for part in _ONE.finditer(match.string, *match.span("people")):
            at = part.start()
            while at < part.end():
                named = _NAMED.match(match.string, at, part.end())
                if named is None:
                    yield None
                    return
                span = self._text.span(*named.span("name"))
                yield Person(name=named["name"], note=named["note"], span=span)
                at = named.end()

    def _entry(self, person: Person, action: Action, post: str, match: regex.Match[str]) -> Appointment:
        return Appointment(
            person=person,
            action=action,
            post=_PROBATION.sub("", post),
            span=self._text.span(match.start(), match.end()),
        )
