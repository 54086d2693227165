"""The list of who was present, who was absent and who observed a meeting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from pjrd_extract._patterns import compiled, needing, rare
from pjrd_extract._text import Text
from pjrd_extract.extract.context import CommonFields, Context
from pjrd_extract.extract.name_lines import NameReader
from pjrd_extract.extract.passages import COUNT, count
from pjrd_extract.extract.roster_table import RosterTable
from pjrd_extract.extract.vocabulary import words_of
from pjrd_extract.find.congress import find_sitting
from pjrd_extract.models.articles import Attendance
from pjrd_extract.models.parts import Person
from pjrd_extract.outline.kinds import squeeze
from pjrd_extract.outline.markers import line_marker
from pjrd_extract.outline.model import ArticleOutline
from pjrd_extract.read.dense import dense
from pjrd_extract.rules import Rules

__all__ = ["Side", "SideHeadings", "extract_attendance"]

Side = Literal["present", "absent", "observers"]

# The words of 缺席 and 列席 are asked for before those of 出席, which also stand within them.
_GROUPS: tuple[tuple[Side, str], ...] = (("absent", "absent"), ("observers", "observer"), ("present", "present"))

_BLANKS = " \t\u3000"
_SPACE = rf"[{_BLANKS}]*"
_SPACES = re.compile(rf"[{_BLANKS}]+")
_LONGEST_HEADING = 60
_LINE = re.compile(r"[^\n]+")
_COUNTED = (
    rf"(?:[（(]{_SPACE}共?{_SPACE}(?P<n>{COUNT}){_SPACE}(?:人|名|位)?{_SPACE}[）)]"
    rf"|[：:]?{_SPACE}共?(?P<m>{COUNT}){_SPACE}(?:人|名|位))"
)
# What may follow the word that heads a list: 出席会议的常委会组成人员.
_OF_WHOM = rf"(?:{_SPACE}(?:会议|的|常委会|常务委员会|组成人员|委员|人员|名单|情况|领导|代表|同志|有)){{0,4}}"
_AFTER_SIDE = re.compile(rf"{_OF_WHOM}{_SPACE}(?:{_COUNTED})?{_SPACE}(?:[：:]|(?=[{_BLANKS}]|\Z))")
_COUNTED_TITLE = rare(compiled, rf"{_COUNTED}\Z")
_AFTER_REASON = rare(compiled, rf"(?:人员)?{_SPACE}(?:{_COUNTED})?{_SPACE}[：:]")
_ABSENT_AFTER = rare(compiled, r"(?:缺席|请假|未到会?|未出席)[^：:，。\n]{0,12}[：:]")
_EXPECTED = rare(compiled, rf"应(?:到|出席)(?:会议?)?(?:的?(?:委员|组成人员))?(?:共|为|有)?{COUNT}(?:人|名|位)")
# Headings of one half-day (6月27日上午列席人员).
_WHEN = needing(
    ["日"],
    compiled,
    rf"[（(]?(?:[0-9]{{4}}{_SPACE}年{_SPACE})?(?:[0-9]{{1,2}}{_SPACE}月{_SPACE})?[0-9]{{1,2}}{_SPACE}日"
    rf"{_SPACE}(?:[上下]午|全天|晚上)?[）)]?{_SPACE}",
)
_WHEN_STARTS = frozenset("0123456789（(")
# Sentences and figures, as they follow a list: no names are read there.
_PROSE = rare(compiled, r"。.*[^\W0-9]|[《%]|[0-9][0-9.]*[万亿千]?[元个件年月日亩项家次票]")
_NOTES = rare(compiled, r"[（(][^（）()\n]*[）)]")
# Another list in the same line: 出席：…；请假：….
_NEXT_LIST = rare(
    compiled, r"(?<=[。；;])[ \t\u3000]*(?=(?:出席|缺席|请假|列席|旁听|病假|事假|未到)[^：:，,。；;\n]{0,14}[：:])"
)
_DATED = re.compile(r"[0-9〇零○一二三四五六七八九十]{1,4}[ \u3000]?[年月][^：:\n]*\Z")
_TELLS = rf"(?:会议?)?(?:的?(?:委员|组成人员))?(?:共|为|有)?(?P<n>{COUNT})(?:人|名|位)"
_TOLD: tuple[tuple[Side, re.Pattern[str]], ...] = (
    ("present", rare(compiled, rf"(?:实到|实际到会|实际出席|实出席|(?<![应未缺])出席(?:会议)?(?!人员)){_TELLS}")),
    ("absent", rare(compiled, rf"(?:缺席|请假|未到|未出席){_TELLS}")),
)
_TELLING = re.compile(r"应(?:到|出席)|实(?:到|出席|际)|[，,]")


@dataclass(slots=True)
class _Roster:
    """One side of the list while it is read."""

    people: list[Person] = field(default_factory=list)
    counts: list[int | None] = field(default_factory=list)
    told: int | None = None
    """The count that a sentence tells, which is that of all headings together."""

    @property
    def stated(self) -> int | None:
        """The count that is told, or that the headings state together; ``None`` as soon as one of several says none."""
        if self.told is not None:
            return self.told
        known = [number for number in self.counts if number is not None]
        return sum(known) if known and len(known) == len(self.counts) else None


class SideHeadings:
    """Recognises the lines that head a list, or the labels that begin a line. Obtain it by ``rules.derived(…)``."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._sides = {side: _longest_first(words_of(rules, group)) for side, group in _GROUPS}
        self._reasons = _longest_first(words_of(rules, "absence"))

    def side(self, line: str) -> tuple[Side, re.Match[str]] | None:
        """The side that ``line`` heads, and the match that ends with the heading."""
        start = _Start(line)
        for side, words in self._sides.items():
            for _, end in start.begun_by(words):
                match = _AFTER_SIDE.match(line, end)
                if match is not None:
                    return side, match
        return None

    def absence(self, line: str) -> tuple[str, re.Match[str]] | None:
        """The reason of absence that heads ``line``, and the match that ends with the heading."""
        for word, end in _Start(line).begun_by(self._reasons):
            match = _AFTER_REASON.match(line, end)
            if match is not None:
                return word, match
        return None

    def of_title(self, title: str) -> tuple[Side, int | None]:
        """The side that the list is of before any heading, what the title says if it names one only, and its count."""
        named: list[Side] = []
        rest = title
        for side, words in self._sides.items():
            if any(word in rest for word in words):
                named.append(side)
                for word in words:
                    rest = rest.replace(word, "")  # 未出席 has no 出席
        counted = _COUNTED_TITLE.search(title) if len(named) == 1 else None
        number = count(counted["n"] or counted["m"], self._rules) if counted is not None else None
        return named[0] if len(named) == 1 else "present", number


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


class _Start:
    """How a line begins, without its blanks: headings are often spaced out."""

    def __init__(self, line: str) -> None:
        self._line = line[:_LONGEST_HEADING]
        self._squeezed = _SPACES.sub("", self._line)

    def begun_by(self, words: tuple[str, ...]) -> Iterator[tuple[str, int]]:
        """Those of ``words`` that the line begins with, and where they end in it."""
        if self._squeezed.startswith(words):
            places = [at for at, character in enumerate(self._line) if character not in _BLANKS]
            for word in words:
                if self._squeezed.startswith(word):
                    yield word, places[len(word) - 1] + 1


def extract_attendance(article: ArticleOutline, fields: CommonFields, context: Context) -> Attendance:
    """The record of an article that lists those present, absent and observing.

    Counts are those that the headings or a sentence state, never the length of a list.
    """
    head = dense(article.head).value
    title = squeeze(article.title)
    sitting = find_sitting(title, head)
    rosters = _Reader(article.body, context.rules, title).read()
    return Attendance(
        **fields,
        body=sitting.body,
        congress=sitting.congress,
        session=sitting.session,
        present_count=rosters["present"].stated,
        present=tuple(rosters["present"].people),
        absent_count=rosters["absent"].stated,
        absent=tuple(rosters["absent"].people),
        observers=tuple(rosters["observers"].people),
    )


class _Reader:
    """Reads one list line by line; a heading governs the lines below it."""

    def __init__(self, body: Text, rules: Rules, title: str) -> None:
        self._body = body
        self._rules = rules
        self._headings = rules.derived(SideHeadings)
        self._names = rules.derived(NameReader)
        self._side, self._titled = self._headings.of_title(title)
        self._first = self._side
        self._post: str | None = None
        self._note: str | None = None
        self._again = False
        """Whether the last heading is that of another day, whose list names people a second time."""
        self._steps: list[list[Person] | str] = []
        """Of each line below the last heading the people, or the post that stands alone in it."""
        self._rosters: dict[Side, _Roster] = {"present": _Roster(), "absent": _Roster(), "observers": _Roster()}

    def read(self) -> dict[Side, _Roster]:
        value = self._body.value
        table = RosterTable(self._names)
        for line in _LINE.finditer(value):
            if line[0].lstrip().startswith("|"):
                self._table_row(table, line.start(), line.end())
            else:
                at = line.start()
                if "；" in line[0] or "。" in line[0]:
                    for following in _NEXT_LIST.finditer(value, at, line.end()):
                        self._line(at, following.start())
                        at = following.end()
                self._line(at, line.end())
        self._close()
        untold = not any(roster.counts or roster.told is not None for roster in self._rosters.values())
        if untold and self._titled is not None:
            self._rosters[self._first].told = self._titled
        return self._rosters

    def _line(self, start: int, end: int) -> None:
        """Read a line: what it heads, and then the names that it holds."""
        value = self._body.value
        start += len(value[start:end]) - len(value[start:end].lstrip("#*- \t\u3000"))
        marker = line_marker(value, start, end)
        # 1. before a name numbers people, 一、 before a heading numbers lists.
        start = marker.end if marker is not None and marker.style != "arabic" else start
        names_from = self._headed(value[start:end].rstrip("*"))
        if names_from is None:
            return
        found = self._names.line(self._body, start + names_from, end, self._post)
        self._post = found.post
        people = [
            person.model_copy(update={"note": self._note}) if self._note and person.note is None else person
            for person in found.people
        ]
        if self._again:
            known = {person.name for person in self._rosters[self._side].people}
            people = [person for person in people if person.name not in known]
        self._rosters[self._side].people.extend(people)
        if people:
            self._steps.append(people)
        elif found.post is not None and value[end - 1] not in "：:":
            self._steps.append(found.post)

    def _close(self) -> None:
        """End the list of one heading: where it begins with people and ends with a post, posts stand below the names.

        So a post is that of whoever stands alone in the line above it, not of those in the lines below.
        """
        steps, self._steps = self._steps, []
        posts = [step for step in steps if isinstance(step, str)]
        people = [person for step in steps if isinstance(step, list) for person in step]
        if not steps or isinstance(steps[0], str) or not isinstance(steps[-1], str):
            return
        if any(person.post is not None and person.post not in posts for person in people):
            return
        # Where not all of them alternate, nobody's post is known.
        paired = len(people) == len(posts) and all(isinstance(step, list) for step in steps[::2])
        roster = self._rosters[self._side].people
        roster[len(roster) - len(people) :] = [
            person.model_copy(update={"post": posts[k] if paired else None}) for k, person in enumerate(people)
        ]

    def _headed(self, line: str) -> int | None:
        """Where the names of ``line`` begin, behind what it heads; ``None`` if it holds no names at all."""
        told = self._told(line)
        when = _WHEN.match(line) if line[:1] in _WHEN_STARTS else None
        heading = self._headings.side(line[when.end() :] if when else line)
        if heading is not None:
            side, match = heading
            self._open(side)
            self._again = when is not None and bool(self._rosters[side].counts)
            if not told:
                # Of several days, the lists are not added up.
                number = None if self._again else count(match["n"] or match["m"], self._rules)
                self._rosters[side].counts.append(number)
            return match.end() + (when.end() if when else 0)
        absence = self._headings.absence(line)
        if absence is not None:
            reason, match = absence
            self._open("absent", reason)
            number = count(match["n"] or match["m"], self._rules)
            if number is not None:
                self._rosters["absent"].counts.append(number)
            return match.end()
        if told:
            after = _ABSENT_AFTER.search(line)
            if after is None:
                return None
            self._open("absent")
            return after.end()
        said = _NOTES.sub("", line)
        if _PROSE.search(said):
            self._post = None
            return None
        if not said.strip() or _DATED.search(said) or ("应" in said and _EXPECTED.search(_SPACES.sub("", said))):
            return None
        return 0

    def _open(self, side: Side, note: str | None = None) -> None:
        self._close()
        self._side, self._post, self._note, self._again = side, None, note, False

    def _told(self, line: str) -> bool:
        """Whether a sentence states the counts (应出席38人，实到36人); they are taken down."""
        sentence = _SPACES.sub("", line)
        if not _TELLING.search(sentence):
            return False
        found = False
        for side, pattern in _TOLD:
            match = pattern.search(sentence)
            if match is not None:
                self._rosters[side].told = count(match["n"], self._rules)
                found = True
        return found

    def _table_row(self, table: RosterTable, start: int, end: int) -> None:
        for cell in table.row(self._body, start, end):
            side = self._side
            if cell.status is not None:
                heading = self._headings.side(cell.status)
                if heading is not None:
                    side = heading[0]
                elif self._headings.absence(f"{cell.status}："):
                    side = "absent"
            self._rosters[side].people.append(cell.person)
