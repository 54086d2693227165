"""Since when somebody has been in office, and what he or she is in charge of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pjrd_extract._patterns import compiled
from pjrd_extract._text import Text
from pjrd_extract.extract.context import Context
from pjrd_extract.extract.passages import passage, sentence_end, sentence_start
from pjrd_extract.extract.vocabulary import any_of, words_of
from pjrd_extract.find.periods import FoundPeriod, PeriodFinder
from pjrd_extract.find.person_names import NameGrammar
from pjrd_extract.models.parts import Passage
from pjrd_extract.rules import Rules

__all__ = ["Since", "find_portfolio", "find_since", "find_sinces"]

_REACH = 70
_CERTAIN = 8
"""The weight of being appointed to this very office; nothing later in the text can mean more."""
_CHARGED = 5
"""The weight of a charge at this office, where no word of the office itself stands."""
_BODY = r"(?:常委会|常务委员会|代表大会|人代会|人大)"
# It begins with the rarer of the two characters, and to look for one after the other takes a third of the time.
_DATES_AHEAD = (
    *(re.compile(f"{unit}(?<=[0-9〇零○一二三四五六七八九十去今前上本]{unit})") for unit in "年月"),
    re.compile(r"[.](?<=(?:19|20)[0-9]{2}[.])[0-9]{1,2}[.]"),  # 2021.12.3
)
# 资产分管 and 认真负责 are other words: these stand behind a stop, the subject, or what qualifies them. What stands
# before a word is asked for after it, so that the search skips to the first characters of the words.
_OTHER = "[^，。；：:\n我人起要体助来并别月日责内间长是后]"
_PORTFOLIO = re.compile(
    rf"(?:分管(?<!{_OTHER}分管)|协管|负责(?<!分管负责)(?<!{_OTHER}负责)(?=[^，。；\n]{{0,60}}(?:工作|、)))"
    r"(?!部门|领域|单位|的|[省市州县区]?领导|副|责任|范围|战线|线|各|工作|期间|以来)(?P<list>[^，。；;！：\n]{2,300})"
)
_TAIL = re.compile(
    r"(?:等)?(?:[0-9一二三四五六七八九十]+(?:个|项))?(?:方面|领域|战线|部门|单位)?(?:的)?(?:各项|有关|相关|具体|日常)?工作\Z|等\Z|等(?:方面|部门|单位|领域)\Z"
)


class Since(NamedTuple):
    """The date that somebody came into office, as precise as it is written, and the phrase that says so."""

    iso: str
    text: str


class _SinceFinder:
    """Weighs each date of an opening by what its clause says; the weightiest is the date."""

    def __init__(self, rules: Rules) -> None:
        office, charge = any_of(rules, "office"), any_of(rules, "charge")
        self._words = words_of(rules, "office")
        self._appointed = compiled(rf"{_BODY}[^。；]{{0,40}}?{any_of(rules, 'appointed')}|当选")
        # The words stand first, which lets the matcher skip to their first characters; 主任 and 责任 are ruled out after.
        self._office = compiled(rf"(?:{office})(?<![责主信胜]任)(?!务|期|何|意|由|性)")
        self._charge = compiled(charge)
        self._nominated = compiled(any_of(rules, "nominated"))
        posts = rules.derived(NameGrammar).any_post
        self._named = compiled(
            rf"(?:我|本人|担任|任|为|到|在)*[省市州县区旗]?(?P<organ>[^，。；、\n]{{0,16}}?)(?:党组|党委|党工委)?(?:副)?(?:{posts})"
        )
        self.periods = rules.derived(PeriodFinder)
        self._posts = compiled(rf"(?P<organ>[^、，]*?)(?P<post>(?:副|常务副)?(?:{posts}))\Z")

    def find_all(self, texts: Sequence[Text], posts: Sequence[str | None], context: Context) -> list[Since | None]:
        # One step for all texts, then the next: the processor then has its code and patterns at hand.
        offices = [self._organ(post) for post in posts]
        zones = [list(self._zones(text.value)) for text in texts]
        return [
            self._find(text, places, *office, context)
            for text, places, office in zip(texts, zones, offices, strict=True)
        ]

    def _find(
        self, text: Text, zones: Sequence[tuple[int, int]], organ: str, title: str, context: Context
    ) -> Since | None:
        value = text.value
        best: tuple[int, int, int, FoundPeriod] | None = None
        for start, end in zones:
            zone = value[start:end]
            if best is not None and best[0] >= _CHARGED and not any(word in zone for word in self._words):
                continue  # no more than a charge, which weighs no more
            for weight, verb_end, period in self._weighed(zone, organ, title, context):
                if best is None or weight > best[0]:
                    best = weight, start + period.span_start, start + max(verb_end, period.span_end), period
            if best is not None and best[0] >= _CERTAIN:
                break
        if best is None:
            return None
        _, start, end, period = best
        span = text.span(start, end)
        return Since(_iso(period), text.source[span.slice])

    def _zones(self, value: str) -> Iterator[tuple[int, int]]:
        """The sentences with a date and a word of office soon after it.

        A sentence without a year comes with the one before it, which may have named the year.
        """
        last = told = stop = 0  # of the sentence told last the start and end, and the end of the one with the date
        for unit in sorted(date.start() for pattern in _DATES_AHEAD for date in pattern.finditer(value)):
            start = unit - 1
            if start >= stop:
                stop = min(sentence_end(value, start) + 1, len(value))
            if told < stop and self._soon(value, start, stop):
                at = before = sentence_start(value, start, told)
                if value[unit] == "月":
                    before = sentence_start(value, at - 1, told) if at > told else last
                yield before, stop
                last, told = at, stop

    def _soon(self, value: str, start: int, stop: int) -> bool:
        end = min(stop, start + _REACH)
        return bool(self._office.search(value, start, end) or self._charge.search(value, start, end))

    def _weighed(self, zone: str, organ: str, title: str, context: Context) -> Iterator[tuple[int, int, FoundPeriod]]:
        """The dates of a zone that bring somebody into office: weight, end of the verb, date."""
        found = [
            each
            for each in self.periods.find(zone, context.reference_date)
            if each.start is not None and each.precision in ("day", "month", "year")
        ]
        for k, period in enumerate(found):
            end = min(sentence_end(zone, period.span_end), period.span_end + _REACH)
            if k + 1 < len(found):
                end = min(end, max(found[k + 1].span_start, period.span_end))
            weight, verb_end = self._weight(zone, period.span_start, end, organ, title)
            if weight:
                yield weight, verb_end, period

    def _weight(self, value: str, start: int, end: int, organ: str, title: str) -> tuple[int, int]:
        """How surely the clause tells of coming into this office, and where its verb ends."""
        office = self._office.search(value, start, end)
        charge = self._charge.search(value, start, end)
        first = office or charge
        if first is None:
            return 0, end
        if self._nominated.search(value, start, end):
            return 1, first.end()
        other = self._is_other(value, first.end(), end, organ, title)
        if office is None:
            return (2 if other else _CHARGED), first.end()
        weight = 5 if self._appointed.search(value, start, end) else 4
        return (weight if other else weight + 3), office.end()

    def _is_other(self, value: str, start: int, end: int, organ: str, title: str) -> bool:
        """Whether the clause names another office than the author's: an organ or a title that is not his or hers."""
        if (organ and value.find(organ, start, end) >= 0) or (title and value.find(title, start, end) >= 0):
            return False
        named = self._named.match(value, start, end)
        return named is not None and len(named["organ"]) > 1

    def _organ(self, post: str | None) -> tuple[str, str]:
        """The organ of a post without its level, and the title: 财政局 and 局长 of 县财政局党组书记、局长."""
        if not post:
            return "", ""
        first = self._posts.match(post.split("、")[0])
        last = self._posts.match(post.split("、")[-1])
        organ = re.sub(r"党组|党委|党工委|\A[省市州县区旗]", "", first["organ"] if first else "")
        title = last["post"] if last else ""
        return organ if len(organ) > 2 else "", title if len(title) > 2 else ""


def find_since(text: Text, post: str | None, context: Context) -> Since | None:
    """Since when the author of dense ``text`` has held ``post``.

    An appointment by a standing committee outweighs a nomination; coming into office outweighs a new portfolio.
    """
    return find_sinces([text], [post], context)[0]


def find_sinces(texts: Sequence[Text], posts: Sequence[str | None], context: Context) -> list[Since | None]:
    """What ``find_since`` gives for each of ``texts`` with the post of its author, in two thirds of the time."""
    return context.rules.derived(_SinceFinder).find_all(texts, posts, context)


def _iso(period: FoundPeriod) -> str:
    iso = period.start.isoformat() if period.start else ""
    return iso[: {"year": 4, "month": 7}.get(period.precision, 10)]


def find_portfolio(text: Text) -> tuple[Passage, ...]:
    """What the author of dense ``text`` says to be in charge of, part by part.

    >>> [part.text for part in find_portfolio(Text("我分管教育、卫生和文化工作，联系妇联。"))]
    ['教育', '卫生和文化']
    """
    match = _PORTFOLIO.search(text.value)
    if match is None:
        return ()
    start, end = match.span("list")
    tail = _TAIL.search(text.value, start, end)
    end = tail.start() if tail else end
    parts = []
    at = start
    while at < end:
        stop = text.value.find("、", at, end)
        stop = end if stop < 0 else stop
        if stop > at:
            parts.append(passage(text, at, stop))
        at = stop + 1
    return tuple(parts)
