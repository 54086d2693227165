"""The list of who was present, who was absent and who observed a meeting."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from pjrd_extract._text import Text
from pjrd_extract.extract.context import CommonFields, Context
from pjrd_extract.extract.name_lines import NameReader
from pjrd_extract.extract.passages import COUNT, count
from pjrd_extract.extract.roster_table import RosterTable
from pjrd_extract.extract.vocabulary import any_of
from pjrd_extract.find.congress import find_sitting
from pjrd_extract.models.articles import Attendance
from pjrd_extract.models.parts import Person
from pjrd_extract.outline.markers import line_marker
from pjrd_extract.outline.model import ArticleOutline
from pjrd_extract.read.dense import dense
from pjrd_extract.rules import Rules

__all__ = ["Side", "extract_attendance"]

Side = Literal["present", "absent", "observers"]

_SPACE = r"[ \t\u3000]*"
_LINE = re.compile(r"[^\n]+")
_COUNTED = rf"(?:[（(]{_SPACE}共?{_SPACE}(?P<n>{COUNT}){_SPACE}(?:人|名|位)?{_SPACE}[）)]|[：:]?{_SPACE}共?(?P<m>{COUNT}){_SPACE}(?:人|名|位))"
# What may follow the word that heads a list: 出席会议的常委会组成人员.
_OF_WHOM = rf"(?:{_SPACE}(?:会议|的|常委会|常务委员会|组成人员|委员|人员|名单|情况|领导|代表|同志|有)){{0,4}}"
_ABSENT_AFTER = re.compile(r"(?:缺席|请假|未到会?|未出席)[^：:，。\n]{0,12}[：:]")
_DATED = re.compile(r"[0-9〇零○一二三四五六七八九十]{1,4}[ \u3000]?[年月][^：:\n]*\Z")
_STATED = (
    (
        "present",
        rf"(?:实到|实际到会|实际出席|实出席|(?<!应)(?<!未)(?<!缺)出席(?:会议)?(?!人员))(?:会议?)?(?:的?(?:委员|组成人员))?(?:共|为|有)?(?P<n>{COUNT})(?:人|名|位)",
    ),
    (
        "absent",
        rf"(?:缺席|请假|未到会?|未出席)(?:会议)?(?:的?(?:委员|组成人员))?(?:共|为|有)?(?P<n>{COUNT})(?:人|名|位)",
    ),
)


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


class _Headings:
    """Recognises the lines that head a list, or the labels that begin a line."""

    def __init__(self, rules: Rules) -> None:
        loose = [
            (side, self._spaced(any_of(rules, group)))
            for side, group in (("absent", "absent"), ("observers", "observer"), ("present", "present"))
        ]
        self._sides: tuple[tuple[Side, re.Pattern[str]], ...] = tuple(
            (
                side,
                re.compile(
                    rf"{_SPACE}(?:{words}){_OF_WHOM}{_SPACE}(?:{_COUNTED})?{_SPACE}(?P<stop>[：:]|(?=[ \t\u3000]|\Z))"
                ),
            )  # type: ignore[misc]
            for side, words in loose
        )
        absence = self._spaced(any_of(rules, "absence"))
        self._absence = re.compile(rf"{_SPACE}(?P<reason>{absence})(?:人员)?{_SPACE}(?:{_COUNTED})?{_SPACE}[：:]")
        self._title = tuple(
            (side, re.compile(any_of(rules, group)))
            for side, group in (("present", "present"), ("absent", "absent"), ("observers", "observer"))
        )
        self.stated = tuple((side, re.compile(pattern)) for side, pattern in _STATED)

    @staticmethod
    def _spaced(words: str) -> str:
        """The words with blanks allowed between their characters, as headings are often set."""
        inner = words[3:-1].split("|")
        return "|".join(_SPACE.join(re.escape(c) for c in word) for word in inner)

    def side(self, line: str) -> tuple[Side, re.Match[str]] | None:
        """The side that ``line`` heads, and what of it is the heading."""
        for side, pattern in self._sides:
            match = pattern.match(line)
            if match is not None:
                return side, match
        return None

    def absence(self, line: str) -> re.Match[str] | None:
        """The reason of absence that heads ``line``."""
        return self._absence.match(line)

    def of_title(self, title: str) -> Side:
        """The side that the list is of before any heading: what the title says if it names one only."""
        named = [side for side, pattern in self._title if pattern.search(title)]
        return named[0] if len(named) == 1 else "present"  # type: ignore[return-value]


def extract_attendance(article: ArticleOutline, fields: CommonFields, context: Context) -> Attendance:
    """The record of an article that lists those present, absent and observing.

    Counts are those that the headings or a sentence state, never the length of a list.
    """
    head = dense(article.head).value
    sitting = find_sitting(re.sub(r"\s", "", article.title), head)
    rosters = _Reader(article.body, context.rules, re.sub(r"\s", "", article.title)).read()
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
    def __init__(self, body: Text, rules: Rules, title: str) -> None:
        self._body = body
        self._rules = rules
        self._headings = rules.derived(_Headings)
        self._names = rules.derived(NameReader)
        self._side: Side = self._headings.of_title(title)
        self._post: str | None = None
        self._note: str | None = None
        self._rosters: dict[Side, _Roster] = {"present": _Roster(), "absent": _Roster(), "observers": _Roster()}

    def read(self) -> dict[Side, _Roster]:
        value = self._body.value
        table = RosterTable(self._names)
        for line in _LINE.finditer(value):
            if line[0].lstrip().startswith("|"):
                self._table_row(table, line.start(), line.end())
            else:
                self._line(line.start(), line.end())
        return self._rosters

    def _line(self, start: int, end: int) -> None:
        value = self._body.value
        start += len(value[start:end]) - len(value[start:end].lstrip("#*- \t\u3000"))
        marker = line_marker(value, start, end)
        start = marker.end if marker is not None and marker.style != "arabic" else start
        line = value[start:end].rstrip("*")
        stated = self._stated(line)
        heading = self._headings.side(line)
        absence = self._headings.absence(line) if heading is None else None
        if heading is not None:
            side, match = heading
            self._side, self._post, self._note = side, None, None
            if not stated:
                self._rosters[side].counts.append(count(match["n"] or match["m"], self._rules))
            start += match.end()
        elif absence is not None:
            self._side, self._post = "absent", None
            self._note = re.sub(r"\s", "", absence["reason"])
            number = count(absence["n"] or absence["m"], self._rules)
            if number is not None:
                self._rosters["absent"].counts.append(number)
            start += absence.end()
        if stated and heading is None:
            after = _ABSENT_AFTER.search(line)
            if after is None:
                return
            self._side, self._post, self._note = "absent", None, None
            start += after.end()
        elif heading is None and _DATED.search(line):
            return
        found = self._names.line(self._body, start, end, self._post)
        self._post = found.post
        for person in found.people:
            self._rosters[self._side].people.append(
                person.model_copy(update={"note": self._note}) if self._note and person.note is None else person
            )

    def _stated(self, line: str) -> bool:
        """Whether a sentence states the counts (应出席38人，实到36人); they are taken down."""
        sentence = re.sub(r"[ \t\u3000]", "", line)
        if not re.search(r"应(?:到|出席)|实(?:到|出席|际)|[，,]", sentence):
            return False
        found = False
        for side, pattern in self._headings.stated:
            match = pattern.search(sentence)
            if match is not None:
                self._rosters[side].told = count(match["n"], self._rules)  # type: ignore[index]
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
