"""The patterns of period phrases: where one may begin, one point in time, what joins two, what closes one.

``re`` is used here, not ``regex``: it tries the branches of a search three times as fast, and nothing here needs more.
Every repetition is bounded, so a pattern takes no more than a fixed number of steps at one place.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pjrd_extract._patterns import compiled, rare
from pjrd_extract.normalize.period_words import PeriodWords
from pjrd_extract.rules import Rules

__all__ = ["Anchor", "PeriodGrammar", "PointMatch", "Year"]

_NUMERAL = "一二三四五六七八九十"
_READ_OUT = f"零〇○ＯO０0{_NUMERAL[:-1]}"
_FOUR_DIGITS = "(?:1[6-9]|20|21)[0-9]{2}"
_YEAR = rf"(?:{_FOUR_DIGITS}|[一二][{_READ_OUT}]{{3}})"
# Tens spelt out, and ~ apart: to compile a class of Chinese characters takes `re` as long as to compile 20 words.
_NUMBER = rf"(?:[0-9]{{1,2}}|(?:一十|二十|三十|十)[{_NUMERAL[:-1]}]?|[{_NUMERAL[:-1]}])"
_MONTH = "(?:0?[1-9]|1[0-2])"
_QUARTER = "(?:[1-4]|[一二三四])"
_COUNT = rf"(?:[0-9]{{1,3}}|[{_NUMERAL}两几数多百半]{{1,4}})"
# 三年提升 may go on to 行动: only before a figure is it how much something rose.
_CHANGE = "净增|新增|增收|(?:增加|减少)(?![到至为])|(?:增长|下降|降低|提高|提升|上升)了?约?[0-9]"
_CENTURY = "(?:上|本|19|20|21|十九|二十|二十一)世纪"
_APOSTROPHE = "[’'‘′]"
_OPENING, _CLOSING = '[“"‘]', '[”"’]'
_TO = "(?:至|到|--?|[—–―]{1,2}|~|[〜－])"
_AND = "(?:、|和|与|及|以及)"
_JOIN = f"(?:{_TO}|{_AND})"
_CLAUSE = r"[^，。；：！？、,;:!?\n|（）()《》“”]"
_CLAUSE_WITH_LISTS = r"[^，。；：！？,;:!?\n|《》]"
_NOT_TODAY = "(?![年天日春夏秋冬])"
# 成立以来最好成绩 praises a result and opens no period.
_FREE_SINCE = f"(?:以来(?!最|首|第一|从未|未|的最|历史|前所)|至今{_NOT_TODAY})"


def _list(item: str, between: str = "") -> str:
    """One item or up to seven, joined as a range or a list."""
    return f"{item}(?:{_JOIN}{between}{item}){{0,6}}"


Anchor = tuple[str, int, int]
"""A place where a phrase may begin: what stands there, and where that starts and ends.

What it is called: ``length`` for how many years (三年), ``number`` for other numbers, ``vague``, ``rate``, ``year`` for
去年, ``word`` for other words of time, ``since`` for 以来, or ``other``.
"""

Year = tuple[str, str, int]
"""A year of four figures or the word for one (去年): the group of its pattern, as it is written, and where it ends."""


@dataclass(slots=True)
class PointMatch:
    """A point in time as written: the groups of its patterns, the one that closed last, and where the point ends."""

    groups: Mapping[str, Any]
    last: str
    end: int

    def __getitem__(self, group: str) -> Any:
        return self.groups.get(group)


class PeriodGrammar:
    """The compiled patterns for one set of rules; ``rules.derived(PeriodGrammar)`` makes them once."""

    def __init__(self, rules: Rules) -> None:
        words = self.words = PeriodWords(rules)
        self._anchor = re.compile(_anchor(words))  # asked too often for alternatives in place of classes
        self._anchor_words = words.finder("vague", "rate", *_DATED)
        self._year_words = words.finder("pair", "year")
        self._year_openings = frozenset(f"0123456789{_NUMERAL}{_APOSTROPHE}{_OPENING}上本{words.characters(0, 'plan')}")
        self._part_words = words.finder("not", "month", "quarter", "part", "bare_edge", "season", "day")
        self._part_openings = self._part_words.openings | frozenset(
            f"的元0123456789{_NUMERAL}第首前头后全年内期间上中下"
        )
        self._tails = words.finder("now", "since", "before", "after", "around")
        self.tail_openings = self._tails.openings | _BEFORE_TAIL
        self.edges = words.finder("edge")
        self.joint_openings = frozenset("起开以至到-—–―~〜－")
        self.list_openings = frozenset("、和与及以")
        self.going_on = self.joint_openings | self.list_openings | self.tail_openings
        """Behind a point, all that ranges, lists and tails can begin with."""
        self._around_year = self.going_on | self.edges.openings | {"度"}
        self._behind_year = self._around_year | self._part_openings
        self._other, plan = rare(compiled, _other_anchor(words)), words.characters(0, "plan")
        self._other_openings = frozenset(f"{_OTHER}{plan}")
        self._whole = compiled(rf"(?x){_digit_date()}|{_dotted_months()}")
        self._years = compiled(_years(words))
        ahead, behind = words.guards_ahead("number", "年"), words.guards_behind("number", "年")
        self._year = compiled(rf"{ahead}({_FOUR_DIGITS})年{behind}{_DEGREE}")
        self._parts = compiled(_parts(words))
        self._of_month = compiled(
            rf"(?:(?P<days>{_list(_NUMBER)})[日号]{_behind(words, '日')}|(?P<tens>[上中下]{{1,2}})旬)"
        )
        self._degree = compiled(_DEGREE)
        self._joint = compiled(rf"(?:起|开始|以来)?{_TO}(?!今{_NOT_TODAY})")
        self.list_and = compiled(_AND)
        self.list_count = compiled("这?[两二三四](?:年|个?年度)|这?[两三]个?月")
        self.list_marker = compiled(rf"(?:[0-9]{{1,2}}|[{_NUMERAL}]{{1,3}})、")
        self._before_tail = compiled("(?:期间|时期|年?间|之?内(?![部容外涵]))")
        # 2021年来我市考察 tells of a visit, 2021年来开展考察12次 does not.
        deed = "开展|组织|深入|先后|多次|共|累计|我们|带队|坚持|通过"
        # 今年来水偏少 is of what has flowed in.
        arrived = "来(?:水(?=量|[较比偏])|访(?!问)|信(?=来访|[0-9件]))"
        self._visit = compiled(rf"{arrived}|来(?!{deed})\w{{1,4}}(?:{words.alternation('visit')})")
        self.free_since = compiled(rf"{_CLAUSE}{{1,30}}?{_FREE_SINCE}")
        self.free_since_with_lists = compiled(rf"{_CLAUSE_WITH_LISTS}{{1,30}}?{_FREE_SINCE}")
        office = "|".join(word + words.guards_behind("office", word) for word in words.words("office"))
        self.undated_opening = compiled(
            rf"(?:(?<![来各亲独私擅出])自从?{_CLAUSE}{{2,30}}"
            rf"|(?:全国|[省市县区州]|党的)?第?[{_NUMERAL}0-9]{{1,3}}[届次大]{_CLAUSE}{{0,16}}"
            rf"|(?:本届|{office}){_CLAUSE}{{1,14}})$"
        )
        self.undated_clause = rare(compiled, rf"(?:^|(?<=[，。；：！？\n])){_CLAUSE}{{2,20}}$")
        self.length = compiled(_length())
        self.lead = compiled(rf"(?:(?P<near>近)|{words.alternation('lead')})$")
        self.in_office = compiled(rf"(?:^|(?<=[^\w“《]))(?:{office}){_CLAUSE}{{0,12}}$")

    def next_anchor(self, text: str, at: int, stop: int = sys.maxsize) -> Anchor | None:
        """The first place of ``text[at:stop]`` where a phrase may begin."""
        search = self._anchor.search
        while match := search(text, at, stop):
            start, kind = match.start(), match.lastgroup or ""
            if kind != "word":
                return kind, start, match.end(kind)
            found = self._anchor_words.at(text, start, stop)
            if found is not None:
                group, word = found
                return group if group in _TOLD else "word", start, start + len(word)
            other = self._other.match(text, start, stop) if text[start] in self._other_openings else None
            if other is not None:
                return str(other.lastgroup), start, other.end()
            at = start + 1
        return None

    def year(self, text: str, anchor: Anchor) -> Year | None:
        """The year that the point at ``anchor`` begins with, unless that is more than one, or written another way."""
        kind, at, end = anchor
        if kind == "number":
            year = self._year.match(text, at) if text[at + 4 : at + 5] == "年" else None
            return None if year is None else ("years", year[1], year.end())
        if kind != "year" or text[at] in self._year_openings:
            return None
        return kind, text[at:end], self._end_of_year(text, end)

    def is_whole_point(self, text: str, end: int) -> bool:
        """Whether nothing follows the year that ends there: no part of it, no range, list or tail."""
        following = text[end : end + 1]
        if following not in self._behind_year:
            return True
        return following in self._part_openings and following not in self._around_year and not self._part_at(text, end)

    def point(self, text: str, at: int, year: Year | None = None) -> PointMatch | None:
        """The point in time that is written at ``text[at]``, with the year that it is known to begin with."""
        if year is not None:
            group, word, end = year
            years: PointMatch | None = PointMatch({group: word}, group, end)
        else:
            # All dates in digits begin with a year of four of them.
            whole = self._whole.match(text, at) if text[at + 4 : at + 5] in _MARKS else None
            if whole is not None:
                return PointMatch(whole.groupdict(), str(whole.lastgroup), whole.end())
            years = self._years_at(text, at)
        at = at if years is None else years.end
        parts = self._part_at(text, at) if text[at : at + 1] in self._part_openings else None
        if years is None or parts is None:
            return parts or years
        return PointMatch({**years.groups, **parts.groups}, parts.last, parts.end)

    def _years_at(self, text: str, at: int) -> PointMatch | None:
        years = self._years.match(text, at) if text[at : at + 1] in self._year_openings else None
        if years is not None:
            last = str(years.lastgroup)
            return PointMatch({last: years[last]} if last == "years" else years.groupdict(), last, years.end())
        found = self._year_words.at(text, at)
        if found is None:
            return None
        group, word = found
        end = at + len(word)
        return PointMatch({group: word}, group, self._end_of_year(text, end) if group == "year" else end)

    def _end_of_year(self, text: str, end: int) -> int:
        """Where a year ends whose word ends at ``text[end]``: behind its 度, if it has one."""
        degree = self._degree.match(text, end) if text.startswith("度", end) else None
        return end if degree is None else degree.end()

    def _part_at(self, text: str, at: int) -> PointMatch | None:
        """What may follow a year, or stand alone: months, days, quarters, halves, ten-day parts, seasons."""
        at = at + 1 if text[at] == "的" else at
        found = self._part_words.at(text, at)
        if found is not None and found[0] == "not":
            return None
        part = self._parts.match(text, at)
        if part is not None:
            last = str(part.lastgroup)  # each branch has one group
            return self._in_month(text, last, part[last], part.end())
        if found is None:
            return None
        group, word = found
        return self._in_month(text, group, word, at + len(word))

    def _in_month(self, text: str, group: str, written: str, end: int) -> PointMatch:
        """What a group holds; of a month, also the days or ten-day parts of it that follow."""
        days = self._of_month.match(text, end) if group in ("months", "month") else None
        if days is None:
            return PointMatch({group: written}, group, end)
        last = str(days.lastgroup)
        return PointMatch({group: written, last: days[last]}, last, days.end())

    def joint(self, text: str, at: int) -> re.Match[str] | None:
        """What joins the point that ends at ``text[at]`` to the other end of a range."""
        return self._joint.match(text, at) if text[at : at + 1] in self.joint_openings else None

    def tail(self, text: str, at: int) -> tuple[str, str, int] | None:
        """What opens or closes a period behind its point: 以来, 至今, 前, 以后, 前后; its kind, the word, and its end."""
        if text[at : at + 1] not in self.tail_openings:
            return None
        before = self._before_tail.match(text, at) if text[at] in _BEFORE_TAIL else None
        for start in (before.end(), at) if before else (at,):
            if text.startswith("来", start) and self._visit.match(text, start):
                continue
            found = self._tails.at(text, start)
            if found is not None:
                return *found, start + len(found[1])
        return None


_BEFORE_TAIL = frozenset("期时年间之内")
_MARKS = frozenset("-/.")  # what divides a date in digits
_DATED = ("pair", "year", "part", "month", "quarter", "day", "bare_edge")
_TOLD = frozenset(("vague", "rate", "year"))


def _anchor(words: PeriodWords) -> str:
    """Where a phrase may begin: a number with a unit of time, or a word; the group says which.

    The first two characters skip 19 of 20 places. They are taken, since a search runs fastest to what a pattern takes
    first, and what begins there is looked at from behind them; only the groups say where that ends. Numbers give
    nothing back: what stands behind fewer of their figures is a figure, never a unit.
    """
    join = r"[-—–―~〜－至到、和与及]{1,2}"
    behind_figures = r"-—–―~〜－至到、和与及/.年多余几个月季学周日天全上下"  # one look is for all that may follow
    unit = "(?:年|多年|余年|几年|个多?月|个季|个学期|月|季|学年|周年|日|周|天)"
    numeral = f"[零〇○ＯO０{_NUMERAL}两几数多百半]"
    number = (
        rf"(?:[0-9]{{1,4}}+(?=[{behind_figures}])(?:(?:{join}[0-9]{{1,4}}+){{0,6}}+(?:{unit}|全年|[上下]半年)"
        rf"|(?<=[0-9]{{4}})[-/.][0-9]{{1,2}}[-/.至到—–~])"
        rf"|(?:第{numeral}|{numeral}){numeral}{{0,3}}+(?:{join}第?{numeral}{{1,4}}+){{0,6}}+{unit}"
        rf"|第[1-4](?:{join}第?[1-4]){{0,3}}个?季|元月|首季|首个季)"
    )
    # No date: those have at least two figures, four numerals that are read out, or are decades (三十年代).
    length = f"(?:[0-9]|{numeral}{{1,2}})年(?!代)"
    groups = (*_DATED, "vague", "rate")
    of_number = f"0-9{_NUMERAL}零〇○两几数多百半第元首"
    behind_number = rf"\-0-9{_NUMERAL}零〇○ＯO０两几数多百半年月个季学日周天余—–―~〜－至到、和与及全上下"
    of_word, behind_word = (words.characters(place, *groups) for place in (0, 1))
    of_other = f"{_OTHER}{words.characters(0, 'plan')}"
    behind_other = f"0-9{_NUMERAL}两世来{words.characters(0, 'plan')}{words.characters(1, 'plan')}"
    return (
        rf"[{of_number}{of_word}{of_other}][{behind_number}{behind_word}{behind_other}](?<=(?="
        rf"(?<![0-9])(?=[{of_number}][{behind_number}])(?:(?P<length>{length})|(?P<number>{number}))"
        rf"|(?=[{of_word}][{behind_word}])(?P<word>{words.alternation(*groups)})"
        rf"|(?=[{of_other}][{behind_other}])(?![0-9]{{2}}[^世]){_other_anchor(words)})..)"
    )


_OTHER = "前头后“\"‘’'′以上本12十二"
"""What a phrase begins with that has neither a number nor a word of its own, but for a plan."""


def _other_anchor(words: PeriodWords) -> str:
    """Where a phrase may begin with neither a number nor a word of its own: 前3个月, “十四五”, ’21年, 以来."""
    plans = words.alternation("plan")
    return (
        rf"(?:(?P<other>[前头后](?=(?:[0-9]{{1,2}}|[{_NUMERAL}两]{{1,3}})个?[月季])"
        rf"|{_OPENING}(?:{plans}){_CLOSING}"
        rf"|(?<![{_NUMERAL}“\"‘])(?:{plans})(?=期间|时期|末|以来|前|后|初|$)"
        rf"|{_APOSTROPHE}[0-9]{{2}}年"
        rf"|{_CENTURY}(?=[0-9{_NUMERAL}][0十]年代))"
        rf"|(?P<since>以来))"
    )


def _digit_date() -> str:
    """2023-10-16, 2023.10.16, 2023/10/16; no part of a longer number, address or identifier."""
    return rf"""(?P<iso>(?<![A-Za-z号])(?P<iso_year>{_FOUR_DIGITS})(?P<mark>[-/.])(?P<iso_month>[0-9]{{1,2}})(?P=mark)
        (?P<iso_day>[0-9]{{1,2}})(?![0-9]|(?P=mark)[0-9]{{1,3}}(?![0-9])))"""


def _dotted_months() -> str:
    """2021.03-2023.08, 2022.5至今: a lone 2021.03 would be a number."""
    return rf"""(?P<from_year>{_FOUR_DIGITS})[./](?P<from_month>{_MONTH})(?:(?=至今)|{_TO}
        (?P<to_year>{_FOUR_DIGITS})[./](?P<to_month>{_MONTH})(?![0-9]|[-/.%][0-9]))"""


_DEGREE = "(?:度(?![假过汛数量身]))?"
"""The 度 of 今年度, which is not that of 今年度假."""


def _years(words: PeriodWords) -> str:
    """The year of a point: one or several, in digits, a plan, a decade; words for years are looked up."""
    plans = words.alternation("plan")
    ahead, behind = words.guards_ahead("number", "年"), words.guards_behind("number", "年")
    # 23年 alone may be a length, 23年底 can't.
    short_goes_on = rf"年?[底末初](?![蕴子步中级])|{_NUMBER}月(?!龄)|[上下]半年|第?{_QUARTER}季度|度(?!假)"
    return rf"""(?x)
        {ahead}(?P<years>{_list(_YEAR)})(?:(?P<school>学年度?)|年{behind}{_DEGREE}|(?=全年|[上下]半年))
        | {_APOSTROPHE}(?P<quoted>[0-9]{{2}})年{_DEGREE}
        | (?<![0-9.])(?P<short>[0-9]{{2}})年(?={short_goes_on})度?
        | {_OPENING}?(?P<plan>{plans}){_CLOSING}?+(?P<plan_part>[前后头](?P<plan_count>[一二两三四1-4])年
            |第(?P<plan_year>[一二三四五])个?年|(?P<plan_word>{words.alternation("plan_part")})
            |(?=末|初|以来|至今|来|累计|共|全|将|我|期)|(?!\w))
        | (?P<century>{_CENTURY})?(?P<decade>[1-9]0|[{_NUMERAL[1:]}]十)年代(?P<decade_part>初|[中末后前]期?)?
    """


def _behind(words: PeriodWords, unit: str) -> str:
    return words.guards_behind("number", unit)


def _parts(words: PeriodWords) -> str:
    """The parts of a year that are written with a number, and those without a record."""
    return rf"""(?x)
        {words.guards_ahead("number", "月")}(?P<months>元|{_list(_NUMBER)})月份?{_behind(words, "月")}
        | (?<!连续)(?:第?(?P<quarters>{_list(_QUARTER, "第?")})季度|(?P<nth_quarter>首|第{_QUARTER})个?季度?(?!稻))
        | [前头](?P<first_quarters>[两二三四2-4])个?季度
        | [前头](?P<first_months>{_NUMBER})个?月(?![份底末初内来前])
        | 后(?P<last_months>{_NUMBER})个月
        | (?P<whole>全年{_DEGREE}|年内|内(?![部容外涵地心科])|(?<=年)期间|(?<=年)间(?!隙))
        | (?P<lone_tens>[上中下]{{1,2}})旬
        | (?P<lone_days>{_list(_NUMBER)})[日号]{_behind(words, "日")}
    """


def _length() -> str:
    """A length of time, with what makes it stand for a period: 三年来, 三年内, 两年共."""
    return rf"""(?x)
        {_COUNT}(?P<many>[多余几])?(?:(?P<long>周?年|个多?月|个季度|学期|届)|(?P<short>天|周|个星期|个工作日))
        (?P<more>半|多|余)?
        (?P<tail>以来|来(?![访自电信临到])|间(?![隔断接])|期间|时间里?|之内|以内|内(?![部科心容外涵])|里|中(?!\w)|前(?=的|，)
            |(?=共|累计|总共|一共|合计)|(?<![0-9]{{2}}年)(?={_CHANGE}))?(?![党教工军社]龄|的?历史|以上)"""
