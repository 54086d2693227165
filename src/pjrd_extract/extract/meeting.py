"""News of a meeting: when it was held, who chaired it, who was there, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pjrd_extract._patterns import compiled, rare
from pjrd_extract._text import Text
from pjrd_extract.extract.context import CommonFields, Context
from pjrd_extract.extract.days import event_days
from pjrd_extract.extract.listing import listed_lines
from pjrd_extract.extract.minutes import MinutesReader
from pjrd_extract.extract.passages import COUNT, count, opening
from pjrd_extract.extract.results import find_results
from pjrd_extract.find.congress import find_sitting
from pjrd_extract.find.people import Mention, PeopleFinder
from pjrd_extract.models.articles import Meeting
from pjrd_extract.models.parts import Item, Person
from pjrd_extract.outline.kinds import squeeze
from pjrd_extract.outline.model import ArticleOutline
from pjrd_extract.read.dense import dense
from pjrd_extract.rules import Rules

__all__ = ["extract_meeting"]

_DATED_WITHIN = 600
_AGENDA_HEAD = re.compile(
    r"(?:会议|本次会议)?的?(?:主要)?(?:议程|议题|日程)(?:共?有?[^，。：:\n]{0,8})?(?:是|为|如下|有)?[：:]\n"
)
# What people do at a meeting. The people of a clause stand before its verb, from the end of the clause before; after
# it where the verb makes the subject (列席会议的有：…).
_DOING = re.compile(
    r"(?P<verb>主持(?:召开|了)?(?:会议)?|出席(?:了)?(?:本次)?(?:会议)?|参加(?:了)?会议|列席(?:了)?(?:本次)?(?:会议)?)"
    r"(?P<subject>的(?:人员|同志|领导|代表)?(?:还)?(?:有|是|包括)[：:]?)?"
)
_MOST_LISTS = 12
"""No sentence has more lists of people, each of which is read to its end."""
_MORE = re.compile(r"(?:分别|先后|共同|轮流|依次|同志|受[^，。]{0,20}委托，?|继续|为|将|也|均|都|应邀|一同|在?现场)+\Z")
_CLAUSE_END = re.compile(r"[，,。；;\n]")
_SENTENCE_END = re.compile(r"[。；;\n]")

_PEOPLE_COUNTED = rf"(?P<n>{COUNT})\s?(?:人|名|位)"
_WHOLE = r"(?:常委会|常务委员会|委员会)?(?:组成人员|委员)"
_IN_ALL = r"(?:的?(?:共?有|共计?|人数为|为|一共))?"
_PRESENT = tuple(
    rare(compiled, pattern)
    for pattern in (
        rf"实(?:到|际到会|际出席|出席)(?:会议?)?(?:的?{_WHOLE})?(?:人数)?(?:为|共|有)?{_PEOPLE_COUNTED}",
        rf"(?:共有?|总共|合计|等)(?:{_WHOLE})?{_PEOPLE_COUNTED}(?:{_WHOLE})?(?:出席|参加|到会)",
        rf"(?:出席|到会|参加会议)(?:本次)?(?:会议)?的?(?:{_WHOLE})?{_IN_ALL}(?:{_WHOLE})?共?{_PEOPLE_COUNTED}(?!缺席|请假)",
        rf"出席(?:会议)?的(?:有|还有)[^。\n]{{0,200}}?(?:共有?|等){_PEOPLE_COUNTED}",
        rf"组成人员(?:共有?)?{_PEOPLE_COUNTED}(?:出席|参加|到会)",
        rf"{_PEOPLE_COUNTED}(?:常委会|常务委员会)?组成人员(?:出席|参加|到会)",
        rf"(?:共有?|等){_PEOPLE_COUNTED}(?:[^，。；\n]{{0,12}})?(?:出席|参加|到会)",
    )
)
_EXPECTED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"应(?:到|出席|到会|参加)(?:会议?)?(?:的?{_WHOLE})?(?:人数)?(?:为|共|有)?{_PEOPLE_COUNTED}",
        rf"(?:出席会议的)?{_WHOLE}应(?:为|有|到){_PEOPLE_COUNTED}",
        rf"(?:现有|共有|共){_WHOLE}{_PEOPLE_COUNTED}",
        rf"组成人员(?:现有|共有?|总数为?|为)?{_PEOPLE_COUNTED}[，,](?:本次)?(?:会议)?(?:实|出席|到会)",
    )
)


def extract_meeting(article: ArticleOutline, fields: CommonFields, context: Context) -> Meeting:
    """The record of an article that tells of a meeting.

    Days without a year are in that of ``context.reference_date``. What the text does not say stays ``None`` or empty.
    """
    head, body = dense(article.head), dense(article.body)
    value = body.value
    sitting = find_sitting(squeeze(article.title), value)
    days = event_days(opening(article, _DATED_WITHIN).value, context.rules, context.reference_date)
    if days is None:
        days = event_days(head.value, context.rules, context.reference_date)
    taking_part = _taking_part(value, context.rules.derived(PeopleFinder))
    everybody = (*taking_part.present, *taking_part.chairs)
    posts = {mention.name: mention.post for mention in everybody if mention.post is not None}
    chairs, present, observers = (
        _people(body, people, posts) for people in (taking_part.chairs, everybody, taking_part.observers)
    )
    if not chairs:  # news tell who is in the chair; minutes label their lines
        labelled = context.rules.derived(MinutesReader).read(article.body)
        chairs, present, observers = labelled.chairs, present or labelled.present, observers or labelled.observers
    return Meeting(
        **fields,
        body=sitting.body,
        congress=sitting.congress,
        session=sitting.session,
        date=days[0] if days else None,
        end_date=days[1] if days and days[1] != days[0] else None,
        chairs=chairs,
        present_count=_first_count(_PRESENT, value, context.rules),
        expected_count=_first_count(_EXPECTED, value, context.rules),
        present=present,
        observers=observers,
        agenda=_agenda(article),
        results=find_results(body, context.rules),
    )


class _TakingPart(NamedTuple):
    chairs: list[Mention]
    present: list[Mention]
    observers: list[Mention]


def _taking_part(text: str, finder: PeopleFinder) -> _TakingPart:
    """Who did what: each verb takes the people between the clause before it and itself."""
    found = _TakingPart([], [], [])
    # Where the clause and the sentence end that were looked at last, so that no end is looked for twice.
    floor, sentence_end, lists = 0, -1, 0
    for match in _DOING.finditer(text):
        if match["subject"]:
            if match.end() > sentence_end:
                stop = _SENTENCE_END.search(text, match.end())
                sentence_end, lists = stop.start() if stop else len(text), 0
            lists += 1
            if lists > _MOST_LISTS:
                continue
            zone = match.end(), sentence_end
        else:
            sentence = max((end.end() for end in _SENTENCE_END.finditer(text, floor, match.start())), default=floor)
            zone = sentence, match.start()
        people = finder.find(text, *_without_adverbs(text, *zone))
        verb = match["verb"]
        side = (
            found.chairs if verb.startswith("主持") else found.observers if verb.startswith("列席") else found.present
        )
        side.extend(people)
        if (at := max(match.end(), zone[1])) >= floor:
            clause = _CLAUSE_END.search(text, at)
            floor = clause.end() if clause else len(text)
    return found


def _without_adverbs(text: str, start: int, end: int) -> tuple[int, int]:
    more = _MORE.search(text, start, end)
    return start, more.start() if more else end


def _people(text: Text, mentions: Iterable[Mention], posts: Mapping[str, str]) -> tuple[Person, ...]:
    """Each person once, in the order of the text; ``posts`` has the posts of those who stand there without."""
    people: dict[str, Person] = {}
    for mention in sorted(mentions, key=lambda each: each.start):
        person = mention.person(text)
        if person.post is None:
            person = person.model_copy(update={"post": posts.get(person.name)})
        people.setdefault(mention.name, person)
    return tuple(people.values())


def _first_count(patterns: Iterable[re.Pattern[str]], text: str, rules: Rules) -> int | None:
    for pattern in patterns:
        match = pattern.search(text)
        if match is not None:
            return count(match["n"], rules)
    return None


def _agenda(article: ArticleOutline) -> tuple[Item, ...]:
    """The points of the agenda that the news lists below a line such as 会议议程：."""
    head = _AGENDA_HEAD.search(article.body.value)
    return listed_lines(article.body, head.end()) if head else ()
