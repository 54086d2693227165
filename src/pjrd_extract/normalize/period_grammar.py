"""The patterns of period phrases: where one may begin, one point in time, what joins two, what closes one.

``re`` is used here, not ``regex``: it tries the branches of a search three times as fast, and nothing here needs more.
Every repetition is bounded, so a pattern takes no more than a fixed number of steps at one place.
"""

from __future__ import annotations

import re

from pjrd_extract.normalize.period_words import PeriodWords
from pjrd_extract.rules import Rules

__all__ = ["PeriodGrammar"]

_NUMERAL = "一二三四五六七八九十"
_READ_OUT = f"零〇○ＯO０0{_NUMERAL[:-1]}"
_FOUR_DIGITS = "(?:1[6-9]|20|21)[0-9]{2}"
_YEAR = rf"(?:{_FOUR_DIGITS}|[一二][{_READ_OUT}]{{3}})"
_NUMBER = rf"(?:[0-9]{{1,2}}|[一二三]?十[{_NUMERAL[:-1]}]?|[{_NUMERAL[:-1]}])"
_MONTH = "(?:0?[1-9]|1[0-2])"
_QUARTER = "(?:[1-4]|[一二三四])"
_COUNT = rf"(?:[0-9]{{1,3}}|[{_NUMERAL}两几数多百半]{{1,4}})"
_CENTURY = "(?:上|本|19|20|21|十九|二十|二十一)世纪"
_APOSTROPHE = "[’'‘′]"
_OPENING, _CLOSING = '[“"‘]', '[”"’]'
_TO = "(?:至|到|--?|[—–―]{1,2}|[~〜－])"
_AND = "(?:、|和|与|及|以及)"
_JOIN = f"(?:{_TO}|{_AND})"
_CLAUSE = r"[^，。；：！？、,;:!?\n|（）()《》“”]"
_CLAUSE_WITH_LISTS = r"[^，。；：！？,;:!?\n|《》]"
_NOT_TODAY = "(?!年|天|日|春|夏|秋|冬)"
# 成立以来最好成绩 praises a result and opens no period.
_FREE_SINCE = f"(?:以来(?!最|首|第一|从未|未|的最|历史|前所)|至今{_NOT_TODAY})"


def _list(item: str, between: str = "") -> str:
    """One item or up to seven, joined as a range or a list."""
    return f"{item}(?:{_JOIN}{between}{item}){{0,6}}"


class PeriodGrammar:
    """The compiled patterns for one set of rules; ``rules.derived(PeriodGrammar)`` makes them once."""

    def __init__(self, rules: Rules) -> None:
        words = self.words = PeriodWords(rules)
        self.anchor = re.compile(_anchor(words))
        self.point = re.compile(rf"(?x)(?:{_digit_date()}|{_dotted_months()}|{_years(words)}{_part(words)})")
        self.edge = re.compile(words.alternation("edge"))
        self.to = re.compile(rf"(?:起|开始|以来)?{_TO}(?!今{_NOT_TODAY})")
        self.list_and = re.compile(_AND)
        self.list_count = re.compile("这?[两二三四](?:年|个?年度)|这?[两三]个?月")
        self.list_marker = re.compile(rf"(?:[0-9]{{1,2}}|[{_NUMERAL}]{{1,3}})、")
        self.tail = re.compile(_tail(words))
        self.free_since = re.compile(rf"{_CLAUSE}{{1,30}}?{_FREE_SINCE}")
        self.free_since_with_lists = re.compile(rf"{_CLAUSE_WITH_LISTS}{{1,30}}?{_FREE_SINCE}")
        self.undated_opening = re.compile(
            rf"(?:(?<![来各亲独私擅出])自从?{_CLAUSE}{{2,30}}"
            rf"|(?:全国|[省市县区州]|党的)?第?[{_NUMERAL}0-9]{{1,3}}[届次大]{_CLAUSE}{{0,16}}"
            rf"|(?:本届|{words.alternation('office')}){_CLAUSE}{{1,14}})$"
        )
        self.undated_clause = re.compile(rf"(?:^|(?<=[，。；：！？\n])){_CLAUSE}{{2,20}}$")
        self.length = re.compile(_length())
        self.lead = re.compile(rf"(?:(?P<near>近)|{words.alternation('lead')})$")
        self.in_office = re.compile(rf"(?:^|(?<=[^\w“《]))(?:{words.alternation('office')}){_CLAUSE}{{0,12}}$")


def _anchor(words: PeriodWords) -> str:
    """Where a phrase may begin: a number with a unit of time, or a word; the group says which.

    The look at the first two characters lets the search skip 19 of 20 places without trying a branch.
    """
    join = r"[-—–―~〜－至到、和与及]{1,2}"
    unit = "(?:年|多年|余年|几年|个多?月|个季|个学期|月|季|学年|周年|日|周|天)"
    numeral = f"[零〇○ＯO０{_NUMERAL}两几数多百半]"
    number = (
        rf"(?<![0-9])(?:[0-9]{{1,4}}(?:{join}[0-9]{{1,4}}){{0,6}}(?:{unit}|全年|[上下]半年)"
        rf"|[0-9]{{4}}[-/.][0-9]{{1,2}}[-/.至到—–~]"
        rf"|第?{numeral}{{1,4}}(?:{join}第?{numeral}{{1,4}}){{0,6}}{unit}"
        rf"|第[1-4](?:{join}第?[1-4]){{0,3}}个?季|元月|首季|首个季)"
    )
    plans = "|".join(words.words("plan"))
    other = (
        rf"[前头后](?=(?:[0-9]{{1,2}}|[{_NUMERAL}两]{{1,3}})个?[月季])"
        rf"|{_OPENING}(?:{plans}){_CLOSING}"
        rf"|(?<![{_NUMERAL}“\"‘])(?:{plans})(?=期间|时期|末|以来|前|后|初|$)"
        rf"|{_APOSTROPHE}[0-9]{{2}}年"
        rf"|{_CENTURY}(?=[0-9{_NUMERAL}][0十]年代)"
    )
    dated = ("year", "part", "month", "quarter", "day", "pair", "bare_edge")
    groups = (*dated, "vague", "rate", "plan")
    first = rf"0-9{_NUMERAL}零〇○两几数多百半第元首前头后“\"‘’'′以{words.characters(0, *groups)}"
    second = (
        rf"\-0-9{_NUMERAL}零〇○ＯO０两几数多百半年月个季学日周天余世/.—–―~〜－至到、和与及来全上下"
        rf"{words.characters(1, *groups)}{words.characters(0, 'plan')}"
    )
    return (
        rf"(?=[{first}][{second}])(?:(?P<number>{number})|(?P<vague>{words.alternation('vague')})"
        rf"|(?P<rate>{words.alternation('rate')})|(?P<word>{words.alternation(*dated)})"
        rf"|(?P<other>{other})|(?P<since>以来))"
    )


def _digit_date() -> str:
    """2023-10-16, 2023.10.16, 2023/10/16; no part of a longer number, address or identifier."""
    return rf"""(?P<iso>(?<![A-Za-z号])(?P<iso_year>{_FOUR_DIGITS})(?P<mark>[-/.])(?P<iso_month>[0-9]{{1,2}})(?P=mark)
        (?P<iso_day>[0-9]{{1,2}})(?![0-9]|(?P=mark)[0-9]{{1,3}}(?![0-9])))"""


def _dotted_months() -> str:
    """2021.03-2023.08, 2022.5至今: a lone 2021.03 would be a number."""
    return rf"""(?P<from_year>{_FOUR_DIGITS})[./](?P<from_month>{_MONTH})(?:(?=至今)|{_TO}
        (?P<to_year>{_FOUR_DIGITS})[./](?P<to_month>{_MONTH})(?![0-9]|[-/.%][0-9]))"""


def _degree() -> str:
    """The 度 of 今年度, which is not that of 今年度假."""
    return "(?:度(?![假过汛数量身]))?"


def _years(words: PeriodWords) -> str:
    """The year of a point: one or several, in digits or by word, a plan, a decade."""
    plans = "|".join(words.words("plan"))
    ahead, behind = words.guards_ahead("number", "年"), words.guards_behind("number", "年")
    # 23年 alone may be a length, 23年底 can't.
    short_goes_on = rf"年?[底末初](?![蕴子步中级])|{_NUMBER}月(?!龄)|[上下]半年|第?{_QUARTER}季度|度(?!假)"
    return rf"""(?:
        {ahead}(?P<years>{_list(_YEAR)})(?:(?P<school>学年度?)|年{behind}{_degree()}|(?=全年|[上下]半年))
        | {_APOSTROPHE}(?P<quoted>[0-9]{{2}})年{_degree()}
        | (?<![0-9.])(?P<short>[0-9]{{2}})年(?={short_goes_on})度?
        | (?P<pair>{words.alternation("pair")})
        | {_OPENING}?(?P<plan>{plans}){_CLOSING}?+(?P<plan_part>[前后头](?P<plan_count>[一二两三四1-4])年
            |第(?P<plan_year>[一二三四五])个?年|(?P<plan_word>{words.alternation("plan_part")})
            |(?=末|初|以来|至今|来|累计|共|全|将|我|期)|(?!\w))
        | (?P<year>{words.alternation("year")}){_degree()}
        | (?P<century>{_CENTURY})?(?P<decade>[1-9]0|[{_NUMERAL[1:]}]十)年代(?P<decade_part>初|[中末后前]期?)?
    )?+"""


def _part(words: PeriodWords) -> str:
    """What may follow a year, or stand alone: months, days, quarters, halves, ten-day parts, seasons."""
    behind_month, behind_day = words.guards_behind("number", "月"), words.guards_behind("number", "日")
    return rf"""(?:的?+(?!{words.alternation("not")})(?:
        {words.guards_ahead("number", "月")}(?P<months>元|{_list(_NUMBER)})月份?{behind_month}
          (?:(?P<days>{_list(_NUMBER)})[日号]{behind_day}|(?P<tens>[上中下]{{1,2}})旬)?+
        | (?P<month>{words.alternation("month")})
          (?:(?P<counted_days>{_list(_NUMBER)})[日号]{behind_day}|(?P<counted_tens>[上中下]{{1,2}})旬)?+
        | (?<!连续)(?:第?(?P<quarters>{_list(_QUARTER, "第?")})季度|(?P<nth_quarter>首|第{_QUARTER})个?季度?(?!稻))
        | [前头](?P<first_quarters>[两二三四2-4])个?季度
        | (?P<quarter>{words.alternation("quarter")})
        | (?P<part>{words.alternation("part")})
        | [前头](?P<first_months>{_NUMBER})个?月(?![份底末初内来前])
        | 后(?P<last_months>{_NUMBER})个月
        | (?P<whole>全年{_degree()}|年内|内(?![部容外涵地心科])|(?<=年)期间|(?<=年)间(?!隙))
        | (?P<bare_edge>{words.alternation("bare_edge")})
        | (?P<season>{words.alternation("season")})
        | (?P<day>{words.alternation("day")})
        | (?P<lone_tens>[上中下]{{1,2}})旬
        | (?P<lone_days>{_list(_NUMBER)})[日号]{behind_day}
    ))?+"""


def _tail(words: PeriodWords) -> str:
    """What opens or closes a period behind its point: 以来, 至今, 前, 以后, 前后; the group says which."""
    # 2021年来我市考察 tells of a visit, 2021年来开展考察12次 does not.
    deed = "开展|组织|深入|先后|多次|共|累计|我们|带队|坚持|通过"
    visit = rf"来(?!{deed})\w{{1,4}}(?:{words.alternation('visit')})"
    kinds = "|".join(f"(?P<{kind}>{words.alternation(kind)})" for kind in ("now", "since", "before", "after", "around"))
    return rf"(?:期间|时期|年?间|之?内(?![部容外涵]))?(?!{visit})(?:{kinds})"


def _length() -> str:
    """A length of time, with what makes it stand for a period: 三年来, 三年内, 两年共."""
    return rf"""(?x)
        {_COUNT}(?P<many>[多余几])?(?:(?P<long>周?年|个多?月|个季度|学期|届)|(?P<short>天|周|个星期|个工作日))
        (?P<more>半|多|余)?
        (?P<tail>以来|来(?![访自电信临到])|间(?![隔断接])|期间|时间里?|之内|以内|内(?![部科心容外涵])|里|中(?!\w)
            |(?=共|累计|总共|一共|合计))?(?![党教工军社]龄|的?历史|以上)"""
