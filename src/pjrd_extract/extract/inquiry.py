"""The inquiry behind an opinion: on whom, by which group, under whose lead, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import regex

from pjrd_extract._text import Text
from pjrd_extract.extract.context import Context
from pjrd_extract.extract.passages import part_start, sentence_bounds
from pjrd_extract.find.people import Mention, PeopleFinder
from pjrd_extract.find.periods import PeriodFinder
from pjrd_extract.models.parts import Period, Person
from pjrd_extract.rules import Rules

__all__ = ["Inquiry", "InquiryFinder"]

_NUMERAL = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_TASK = r"(?:履职|述职|述廉|评议|评价|调查|调研|工作|测评|考评|考核|检查|考察|督查|专项|专题)"
# What the group is of stands inside its name (第四履职评议调查组) or, where nothing does, before it (履职评议第二小组).
# Its branches begin with words that may repeat: regex looks for the literal in them first, and re does not.
_GROUP = regex.compile(
    rf"第{_NUMERAL}个?{_TASK}+小?组|{_TASK}*第{_NUMERAL}个?小?组|(?:调查|评议|评价|工作|检查){_NUMERAL}小?组|第{_NUMERAL}评议(?:委员会)"
)
# The lead stands before these words, in the same clause; 组长： stands before the lead.
_LEADS = re.compile(
    r"带领|率领|率队|带队|牵头|任(?:调查组|评议组|评议调查组|工作组)?组长|担任(?:[^，。；\n]{0,10})组长|为(?:[^，。；\n]{0,10})组长|率"
    r"|的主持下|主持下|领衔"
)
_LEAD_LABEL = re.compile(r"组长(?<![副任为]组长)(?:是|为)?[：:]?(?P<zone>[^，。；;）)\n]{2,40})")
_ABOUT = re.compile(
    r"(?:关于)?对?(?P<zone>[^\n]{2,160}?)(?:同志)?(?:的)?(?:20[0-9]{2}年度?|年度)?(?:履职|履行|述职|任职|工作)"
)
_JUST_NAME = regex.compile(r"(?:关于)?对?(?P<people>[\u3400-\u9fff、和·]{2,40}?)(?:等)?同志")
_ON = re.compile(r"[对就](?P<zone>[^，。；\n]{4,60}?)(?:同志)?的?(?:履职|履行|述职|任职|开展|进行)")
# It begins with the rarer characters; what stands before them is asked for after.
_MONTH = re.compile("月(?<=[0-9一二三四五六七八九十]月)|季度(?<=[一二三四]季度)|半年(?<=[上下]半年)")
_OF_SOMEBODY = re.compile(r"同志[自从于]?\Z")
_CITED = re.compile(r"《[^》\n]{0,120}》|“[^”\n]{0,60}”")


class Inquiry(NamedTuple):
    """What is told of the inquiry."""

    people: tuple[Person, ...]
    group: str | None
    lead: Person | None
    period: Period | None


class InquiryFinder:
    """Reads the head and the opening of an opinion; ``rules.derived(InquiryFinder)`` makes it once."""

    def __init__(self, rules: Rules) -> None:
        self._people = rules.derived(PeopleFinder)
        self._periods = rules.derived(PeriodFinder)

    def find_all(self, heads: Sequence[Text], openings: Sequence[Text], context: Context) -> list[Inquiry]:
        """What the head of each opinion and its opening, both dense, tell of the inquiry.

        One step is taken for all opinions, then the next: the processor then has its code and patterns at hand.
        """
        people = [self._appraised(head, opening) for head, opening in zip(heads, openings, strict=True)]
        groups = [
            _GROUP.search(head.value) or _GROUP.search(opening.value)
            for head, opening in zip(heads, openings, strict=True)
        ]
        leads = [
            self._lead(opening, {person.name for person in appraised})
            for opening, appraised in zip(openings, people, strict=True)
        ]
        periods = [self._period(opening, context) for opening in openings]
        groups_named = [group[0] if group else None for group in groups]
        return list(map(Inquiry, people, groups_named, leads, periods))

    def _appraised(self, head: Text, body: Text) -> tuple[Person, ...]:
        """The officials: those of the title, with the posts that the opening gives if the title has none."""
        title = head.value.replace("\n", "")
        about = _ABOUT.search(title)
        zone = about.span("zone") if about else (0, len(title))
        named = self._people.find(title, *zone) or self._plain_names(title)
        if not named:
            about = _ABOUT.search(body.value)
            # 根据今年工作要点, 对…局长某某同志履职情况: the first may be of something else.
            for match in (about, *_ON.finditer(body.value)) if about is not None else ():
                if found := self._people.find(body.value, *match.span("zone")):
                    return (found[-1].person(body),)
            return ()
        without = {each.name for each in named if not each.post}
        posts = self._posts_in(body.value, without) if without else {}
        return tuple(self._from_title(head, each, posts) for each in named)

    def _plain_names(self, title: str) -> list[Mention]:
        match = _JUST_NAME.search(title)
        if match is None:
            return []
        found = []
        for name in re.finditer(r"[^、和]+", match["people"]):
            if 2 <= len(name[0]) <= 4 or "·" in name[0]:
                start = match.start("people") + name.start()
                end = start + len(name[0])
                found.append(Mention(name[0], None, None, start, end, end))
        return found

    def _posts_in(self, text: str, names: set[str]) -> dict[str, str]:
        """The post that the opening gives each of ``names``, the first time."""
        posts: dict[str, str] = {}
        for match in _ON.finditer(text):
            zone = match["zone"]
            for each in self._people.find(zone) if any(name in zone for name in names) else ():
                if each.post:
                    posts.setdefault(each.name, each.post)
        return posts

    def _from_title(self, head: Text, mention: Mention, posts: dict[str, str]) -> Person:
        at = head.value.find(mention.name)
        span = head.span(at, at + len(mention.name)) if at >= 0 else None
        return Person(name=mention.name, post=mention.post or posts.get(mention.name), span=span)

    def _lead(self, body: Text, appraised: set[str]) -> Person | None:
        value = body.value
        for label in _LEAD_LABEL.finditer(value):
            found = [each for each in self._people.find(value, *label.span("zone")) if each.name not in appraised]
            if found:
                return found[0].person(body)
        for match in _LEADS.finditer(value):
            start = part_start(value, match.start(), "，。；;：:\n")
            stop = match.start() - (1 if value[match.start() - 1 : match.start()] == "的" else 0)
            found = [each for each in self._people.find(value, start, stop) if each.name not in appraised]
            if found:
                return found[0].person(body)
        return None

    def _period(self, body: Text, context: Context) -> Period | None:
        """The months or days of the inquiry: the first period of the opening that is more than a year's name."""
        value = body.value
        month = _MONTH.search(value)
        if month is None:
            return None
        start, end = sentence_bounds(value, month.start())
        cited = [match.span() for match in _CITED.finditer(value, start, end)]
        for found in self._periods.find(value[start:end], context.reference_date):
            at = start + found.span_start
            if found.precision in ("year", "vague") or found.vague or "任" in found.text:
                continue
            if any(a <= at < b for a, b in cited) or _OF_SOMEBODY.search(value, max(start, at - 12), at):
                continue
            span = body.span(at, start + found.span_end)
            return Period(start=found.start, end=found.end, text=body.source[span.slice], span=span)
        return None
