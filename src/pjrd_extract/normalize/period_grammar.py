"""The patterns of period phrases: where one may begin, one point in time, what joins two, what closes one.

``re`` is used here, not ``regex``: it tries the branches of a search three times as fast, and nothing here needs more.
Every repetition is bounded, so no pattern takes more than a fixed number of steps at one place.
"""

from __future__ import annotations

import re

from pjrd_extract.normalize.period_words import PeriodWords
from pjrd_extract.rules import Rules

__all__ = ["AND", "PeriodGrammar"]

_NUMERAL = "一二三四五六七八九十"
_YEAR = r"(?:(?:1[6-9]|20|21)[0-9]{2}|[一二][零〇○ＯO０0一二三四五六七八九]{3})"
_NUMBER = rf"(?:[0-9]{{1,2}}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_QUARTER = "(?:[1-4]|[一二三四])"
_TO = "(?:至|到|--?|[—–―]{1,2}|[~〜－])"
AND = "(?:、|和|与|及|以及|，(?=[0-9]{4}))"
_JOIN = "(?:至|到|--?|[—–―]{1,2}|[~〜－、和与及])"
_COUNT = r"(?:[0-9]{1,3}|[一二两三四五六七八九十几数多百半]{1,4})"
# 2021年来我市考察 is a visit, 2021年来开展考察12次 is none.
_VISIT = r"来(?!开展|组织|深入|先后|多次|共|累计|我们|带队|坚持|通过)\w{1,4}(?:调研|考察|视察|检查|参观|交流|投资|旅游|挂职|指导|学习)"
_SINCE = "(?:以来(?!最|首|第一|从未|的最|历史|前所|未)|至今(?!年|天|日|春|夏|秋|冬))"
_CLAUSE = r"[^，。；：！？、,;:!?\n|（）()《》“”]"


def _list(item: str, between: str = "") -> str:
    """One item or up to seven, joined as a range or a list."""
    return rf"{item}(?:{_JOIN}{between}{item}){{0,6}}"


class PeriodGrammar:
    """The compiled patterns for one set of rules; ``rules.derived(PeriodGrammar)`` makes them once."""

    def __init__(self, rules: Rules) -> None:
        words = self.words = PeriodWords(rules)
        self.anchor = re.compile(self._anchor(words))
        self.point = re.compile(self._point(words))
        self.edge = re.compile(rf"(?:{words.alternation('edge')})")
        self.to = re.compile(rf"{_TO}(?!今(?!年|天|日|春|夏|秋|冬))")
        self.list_and = re.compile(AND)
        self.list_close = re.compile("这?(?:两|二|三|四)(?:年|个?年度)|这?[两三]个?月")
        self.tail = re.compile(
            rf"(?:期间|时期|年?间|之?内(?![部容外涵]))?(?!{_VISIT})"
            rf"(?:(?P<now>{words.alternation('now')})|(?P<since>{words.alternation('since')})"
            rf"|(?P<before>{words.alternation('before')})|(?P<after>{words.alternation('after')})"
            rf"|(?P<around>{words.alternation('around')}))"
        )
        self.free_since = re.compile(rf"{_CLAUSE}{{1,30}}?{_SINCE}")
        self.free_since_listing = re.compile(rf"[^，。；：！？,;:!?\n|《》]{{1,30}}?{_SINCE}")
        self.free_opening = re.compile(
            rf"(?:(?<![来各亲独私擅出])自从?{_CLAUSE}{{2,30}}"
            rf"|(?:全国|[省市县区州]|党的)?第?[{_NUMERAL}0-9]{{1,3}}[届次大](?:{_CLAUSE}{{0,16}}))$"
        )
        self.duration = re.compile(self._duration())
        self.list_marker = re.compile(rf"(?:[0-9]{{1,2}}|[{_NUMERAL}]{{1,3}})、")
        self.duration_lead = re.compile(
            "(?:(?P<near>近)|最近的?|过去的?|未来的?|今后的?|接下来的?|连续|这|此后|随后)$"
        )
        self.in_office = re.compile(rf"(?:^|(?<=[，。；：！？,;:!?\n*]))(?:任|履职|任职|就任|上任|到任)(?!期)(?:{_CLAUSE}{{0,12}})$")
        self.until = words.words("until")
        self.from_ = words.words("from")

    @staticmethod
    def _anchor(words: PeriodWords) -> str:
        """Where a phrase may begin: a number with a unit of time, or a word.

        The look at two characters in front lets the search skip 19 of 20 places without trying a branch.
        """
        join = r"[-—–―~〜－至到、和与及]{1,2}"
        unit = "年|多年|余年|几年|个多?月|个季|个学期|月|季|学年|周年|日|周|天"
        number = (
            rf"(?<![0-9])(?:[0-9]{{1,4}}(?:{join}[0-9]{{1,4}}){{0,6}}(?:{unit}|全年|[上下]半年)"
            rf"|[0-9]{{4}}[-/.][0-9]{{1,2}}[-/.至到—–~]"
            rf"|第?[零〇○ＯO０{_NUMERAL}两几数多百半]{{1,4}}(?:{join}第?[零〇○{_NUMERAL}]{{1,4}}){{0,6}}(?:{unit})"
            rf"|第[1-4](?:{join}第?[1-4]){{0,3}}个?季|元月|首季|首个季)"
        )
        ahead = rf"[前头后](?=(?:[0-9]{{1,2}}|[{_NUMERAL}两]{{1,3}})个?[月季])"
        century = "(?:上|本|19|20|21|十九|二十|二十一)世纪(?=[0-9二三四五六七八九][0十]年代)"
        plans = "|".join(words.words("plan"))
        plan = rf"[“\"‘](?:{plans})[”\"’]|(?<![{_NUMERAL}“\"‘])(?:{plans})(?=期间|时期|末|以来|前|后|初)"
        quoted = r"[’'‘′][0-9]{2}年"
        dated = ("year", "part", "month", "quarter", "day", "pair", "bare_edge")
        groups = (*dated, "vague", "rate", "plan")
        first = rf"0-9{_NUMERAL}零〇○两几数多百半第元首前头后“\"‘’'′以{words.characters(0, *groups)}"
        second = (
            rf"\-0-9{_NUMERAL}零〇○ＯO０两几数多百半年月个季学日号周天余世个/.—–―~〜－至到、和与及来全上下"
            rf"{words.characters(1, *groups)}{words.characters(0, 'plan')}"
        )
        return (
            rf"(?=[{first}][{second}])(?:(?P<number>{number})|(?P<vague>{words.alternation('vague')})"
            rf"|(?P<rate>{words.alternation('rate')})|(?P<word>{words.alternation(*dated)})"
            rf"|(?P<other>{ahead}|{plan}|{quoted}|{century})|(?P<since>以来))"
        )

    @staticmethod
    def _point(words: PeriodWords) -> str:
        plans = "|".join(words.words("plan"))
        year_guard = words.guards_behind("number", "年")
        month_guard = words.guards_behind("number", "月")
        month_ahead = words.guards_ahead("number", "月")
        day_guard = words.guards_behind("number", "日")
        degree = "(?:度(?![假过汛数量身]))?"
        year = rf"""(?:
            (?P<years>{_list(_YEAR)})(?:(?P<school>学年(?:度)?)|年{year_guard}{degree}|(?=全年|[上下]半年))
            | [’'‘′](?P<quoted>[0-9]{{2}})年{degree}
            | (?<![0-9.])(?P<short>[0-9]{{2}})年(?=年?[底末初](?![蕴子步中级])|{_NUMBER}月(?!龄)|[上下]半年|第?[一二三四1-4]季度|度(?!假))度?
            | (?P<pair>{words.alternation("pair")})
            | [“"‘]?(?P<plan>{plans})[”"’]?(?P<plan_part>期间|时期|规划期(?:间)?|[前后头](?P<plan_count>[一二两三四1-4])年
                |第[一二三四五](?:个)?年|开局之年|首年|收官之年|最后一年|末年|(?=末|初|以来|至今|来)|(?!\w)|(?=累计|共|全|将|我|期))
            | (?P<year>{words.alternation("year")}){degree}
            | (?P<century>(?:上|本|19|20|21|十九|二十|二十一)世纪)?(?P<decade>[1-9]0|[二三四五六七八九]十)年代(?P<decade_part>初|[中末后前]期?)?
        )?+"""
        detail = rf"""(?:的?+(?!{words.alternation("not")})(?:
            {month_ahead}(?P<months>元|{_list(_NUMBER)})月份?{month_guard}
              (?:(?P<days>{_list(_NUMBER)})(?:日|号){day_guard}|(?P<tens>[上中下]{{1,2}})旬)?+
            | (?P<month>{words.alternation("month")})(?:(?P<tens_2>[上中下]{{1,2}})旬|(?P<days_2>{_NUMBER})[日号]{day_guard})?+
            | (?<!连续)(?:第?(?P<quarters>{_list(_QUARTER, "第?")})季度|(?P<nth_quarter>首|第{_QUARTER})个?季度?(?!稻))
            | [前头](?P<first_quarters>[两二三四2-4])个?季度
            | (?P<quarter>{words.alternation("quarter")})
            | (?P<part>{words.alternation("part")})
            | [前头](?P<first_months>{_NUMBER})个?月(?![份底末初内来前])
            | 后(?P<last_months>{_NUMBER})个月
            | (?P<whole>全年{degree}|年内|内(?![部容外涵地心科])|(?<=年)期间|(?<=年)间(?!隙))
            | (?P<bare_edge>{words.alternation("bare_edge")})
            | (?P<season>{words.alternation("season")})
            | (?P<day>{words.alternation("day")})
            | (?P<lone_tens>[上中下]{{1,2}})旬
            | (?P<lone_days>{_list(_NUMBER)})[日号]{day_guard}
        ))?+"""
        iso = rf"""(?P<iso>(?<![A-Za-z号])(?P<iso_year>(?:1[6-9]|20|21)[0-9]{{2}})(?P<iso_mark>[-/.])(?P<iso_month>[0-9]{{1,2}})
            (?P=iso_mark)(?P<iso_day>[0-9]{{1,2}})(?![0-9]|(?P=iso_mark)[0-9]{{1,3}}(?![0-9])))"""
        dotted = rf"""(?P<from_year>(?:1[6-9]|20|21)[0-9]{{2}})[./](?P<from_month>0?[1-9]|1[0-2])(?:(?=至今)|{_TO}
            (?P<to_year>(?:1[6-9]|20|21)[0-9]{{2}})[./](?P<to_month>0?[1-9]|1[0-2])(?![0-9]|[-/.%][0-9]))"""
        return rf"(?x)(?:{iso}|{dotted}|{year}{detail})"

    @staticmethod
    def _duration() -> str:
        return rf"""(?x)
            (?P<count>{_COUNT})(?P<many>[多余几])?
            (?:(?P<long>周?年|个多?月|个季度|学期|届)|(?P<short>天|周|个星期|个工作日))
            (?P<more>半|多|余)?
            (?P<tail>以来|来(?![访自电信临到])|间(?![隔断接])|期间|时间里?|之内|以内|内(?![部科心容外涵])|里|中(?!\w)
                |(?=共|累计|总共|一共|合计))?(?![党教工军社]龄|的?历史|以上)
        """
