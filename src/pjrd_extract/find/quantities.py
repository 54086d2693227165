"""Finds quantities in text: where a number stands, what it counts, and whether it is a quantity at all."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from pjrd_extract._arguments import check_type
from pjrd_extract._patterns import compiled, rare
from pjrd_extract._text import Span, Text
from pjrd_extract.errors import NumeralError, UnknownUnitError
from pjrd_extract.find.not_quantities import Context, Traps
from pjrd_extract.find.plain import COLONS, SIGNS, PlainReader
from pjrd_extract.normalize.numerals import Numerals
from pjrd_extract.normalize.one_by_one import one_by_one
from pjrd_extract.normalize.phrases import CLAUSE_ENDS, PhraseReader
from pjrd_extract.normalize.quantity import FoundQuantity, Quantity
from pjrd_extract.normalize.reader import QuantityReader
from pjrd_extract.normalize.reading import Reading
from pjrd_extract.normalize.units import UnitTable
from pjrd_extract.read.dense import dense
from pjrd_extract.rules.load import Rules

__all__ = ["QuantityFinder", "find_quantities", "parse_quantity"]

_PHRASES = frozenset("第前首榜翻")
_CLIMBING = ("前移", "后移", "上升", "提升", "下降", "跃升", "晋升", "前进", "进位", "升", "提高", "退后", "下滑")
_JOINING = frozenset("、和及与")
_BEFORE_JOINING = frozenset("0123456789个")
_NOT_SHARED = frozenset({"", "位"})
_FIGURE = re.compile(r"([0-9]+(?:\.[0-9]+)?)个?")
_LISTED = re.compile(r"(?<![0-9.第、])(?:[0-9]+(?:\.[0-9]+)?个?[、和及与])+\Z")
# 第1、第3和第5位, 第二、三位; without 位 each must have its 第, and the clause end behind the last.
_PLACES = rare(
    compiled,
    r"第(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:[、和及与]第?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}))+[位名]"
    r"|第(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:[、和及与]第(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}))+"
    r"(?=[，。；！？,;）)\n]|\Z)",
)
_PLACE = re.compile("第?([0-9]+|[一二三四五六七八九十]+)[位名]?")
_LONGEST_LIST = 60
_LONGEST_ASIDE = 14
# Behind these 负 ends a word and is no sign: 减负3000万元, 自负, 担负, 肩负.
_BURDENED = frozenset("减自担肩抱胜欺背辜重包")
_TAKEN_WHOLE = frozenset(("name", "quoted", "title"))
# 第五次, but neither 第五位 nor 第五, which are ranks.
_ORDINAL = "(?:[0-9]{1,3}|[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_SINGLE = frozenset("一二两三四五六七八九十半")


class QuantityFinder:
    """Finds quantities in dense text, spans being those of the text given. Obtain it by ``rules.derived``.

    >>> [q.text for q in Rules.default().derived(QuantityFinder).find("新建G536线近17.5公里，投资超3亿元")]
    ['近17.5公里', '超3亿元']
    """

    def __init__(self, rules: Rules) -> None:
        self._units = rules.derived(UnitTable)
        self._reader = rules.derived(QuantityReader)
        self._phrases = rules.derived(PhraseReader)
        self._traps = rules.derived(Traps)
        self._context = rules.derived(Context)
        self._plain = rules.derived(PlainReader).read
        numerals = rules.derived(Numerals)
        common = re.escape(numerals.DIGITS + numerals.TENS + numerals.small + numerals.big)
        numeral = common + numerals.FORMAL
        opening = re.escape("".join(sorted(self._units.first_characters)))
        phrases, closing = "".join(sorted(_PHRASES)), re.escape(CLAUSE_ENDS)
        # One pass of `re`, which unlike `regex` skips to the next character of a leading class without trying to match:
        # figures, with all of a simple number; Chinese numerals, which must have another numeral or a unit behind them
        # (of 几, 数 and formal ones only 元, 角 and 分: 少数单位, 伍市镇); words in Latin letters with their figures,
        # slogans in quotes and titles that any of these stands in, all taken whole; and ordinals.
        of_numbers = f"0-9{phrases}好半几数{numeral}"
        numbers = self._reader.numbers
        self._places = re.compile(
            rf"[A-Za-z$￥¥€£“《{of_numbers}](?:"
            rf"(?<=[0-9])(?:(?P<simple>{numbers.further_figures})|)"
            rf"|(?<=[半{common}])(?=[半几数{numeral}0-9点分又余多来个至到—~～–\-{opening}])"
            rf"|(?<=[几数{numerals.FORMAL}])(?=[半几数{numeral}0-9点分又余多来个至到—~～–\-圆元角])"
            rf"|(?=、[二三四五六七八九])(?<=[一二三四五六七八])"
            rf"|(?<=[A-Za-z])(?P<name>[A-Za-z]*+(?:[-./+#_]?[A-Za-z0-9]++)*+)"
            rf"|(?<=“)(?=[^{of_numbers}《“”\n]{{0,11}}+[{of_numbers}《])(?P<quoted>[^“”\n]{{1,12}}+”)"
            rf"|(?<=《)(?=[^{of_numbers}“《》\n]{{0,99}}+[{of_numbers}“])(?P<title>[^《》\n]{{1,100}}+》)"
            rf"|(?<=第)(?P<ordinal>{_ORDINAL}{numbers.ends}(?![位名、和及与{closing}]|\Z))"
            rf"|(?=[0-9{numeral}位首了番名])(?<=[{phrases}])"
            rf"|(?<=[过近]半)"
            rf"|(?<=好)(?=几)"
            rf")"
        )

    def find(self, text: str) -> list[FoundQuantity]:
        """The quantities of ``text``, which must be dense; sorted, and none overlapping another."""
        found: list[FoundQuantity] = []
        at, last = 0, -1
        search, idiom, trapped = self._places.search, self._traps.idiom, self._traps.match
        digit, plain = self._reader.numbers.digit.match, self._plain
        while (place := search(text, at)) is not None:
            (start, end), kind = place.span(), place.lastgroup
            if kind in _TAKEN_WHOLE:
                at = self._past_name(text, start, end) if kind == "name" else end
                continue
            simple = kind == "simple"
            if not simple and not text[start].isascii() and (idiom_end := idiom(text, start)) is not None:
                at = idiom_end
                continue
            if (trap := trapped(text, start)) is not None:
                at = max(trap.end(), start + 1)
                continue
            if kind == "ordinal":
                at = end
                continue
            quantity = plain(text, start, end, last) if simple or digit(text, start) else None
            if isinstance(quantity, int):
                at = quantity
                continue
            if quantity is None:
                if text[start] == "第" and (together := self._placed_together(text, start)):
                    found += together
                    at = last = together[-1].end
                    continue
                reading, at = self._at(text, start, last)
                if reading is None:
                    continue
                quantity = self.quantity(text, reading)
            if text[start - 1 : start] in _JOINING and text[start - 2 : start - 1] in _BEFORE_JOINING:
                _share_unit(text, found, quantity)
            at = last = quantity.end
            found.append(quantity)
        return found

    def _past_name(self, text: str, start: int, end: int) -> int:
        """Where to go on behind the name there; a currency in letters (USD500) leaves its number to be read."""
        for length in (3, 2):
            if text[start : start + length] in self._units.prefixes:
                return start + length
        return end

    def _at(self, text: str, start: int, last: int) -> tuple[Reading | None, int]:
        """What begins at ``start``, and where to go on."""
        if text[start] in _PHRASES:
            return self._phrase(text, start)
        signed, before = start, text[start - 1 : start]
        if before in SIGNS and self._is_sign(text, start - 1):
            signed = start - 1
        elif before == "下" and start > 1 and text[start - 2] == "零":
            signed = start - 2
        reading = self._reader.read(text, signed)
        if reading is not None and text[reading.end : reading.end + 1] in COLONS:
            reading = self._phrases.read(text, start) or reading
        if reading is None:
            core = self._reader.numbers.core.match(text, start)
            return None, max(core.end() if core is not None else 0, start + 1)
        if reading.start >= last and self._context.counts(text, reading, last):
            return reading, reading.end
        if text[start + 1 : start + 2] == "、":  # a list marker, or the first of a list: what follows may count
            return None, start + 1
        return None, max(reading.number.end, start + 1)

    def _phrase(self, text: str, start: int) -> tuple[Reading | None, int]:
        """A rank or doubling; the number of any other ordinal (第十四次会议) is passed over."""
        if text[start] != "第":
            reading = self._phrases.read(text, start)
            return reading, reading.end if reading is not None else start + 1
        number = self._phrases.ordinal(text, start)
        if number is None:
            return None, start + 1
        reading = self._phrases.placed(text, start, number)
        if reading is not None and (reading.end > number.end or _ranks(text, reading)):
            return reading, reading.end
        return None, number.end

    def _placed_together(self, text: str, start: int) -> list[FoundQuantity]:
        """The ranks of a list that begins with ``text[start]``, one for each: 第1、第3和第5位, 第二、三位."""
        if _JOINING.isdisjoint(text[start + 2 : start + 5]) or not _is_han(text, start - 1):
            return []
        listed = _PLACES.match(text, start)
        if listed is None:
            return []
        ranks: list[FoundQuantity] = []
        for place in _PLACE.finditer(text, start, listed.end()):
            number = self._reader.numbers.read(text, place.start(1))
            if number is not None:
                reading = Reading(*place.span(), number, number.value, None, None, "exact", "位", "rank", unit_start=0)
                ranks.append(self.quantity(text, reading))
        return ranks

    def _is_sign(self, text: str, at: int) -> bool:
        before = text[at - 1 : at]
        if text[at] == "负":
            return text[at + 1].isascii() and before not in _BURDENED
        return not before or before in "为达到比长降是至率约温和及与，（(、：:"

    def read(self, text: str, start: int) -> Reading | None:
        """The quantity whose number begins at ``text[start]``, whatever stands around it."""
        return self._phrases.read(text, start) or self._reader.read(text, start)

    def quantity(self, text: str, reading: Reading) -> FoundQuantity:
        """What was read in ``text``, judged and with its text."""
        if reading.unit == "位" and reading.kind == "count" and text.endswith(_CLIMBING, 0, reading.start):
            reading.kind = "rank"
        number = reading.number
        return FoundQuantity(
            reading.value,
            reading.low,
            reading.high,
            reading.unit,
            reading.kind,
            reading.bound,
            text[reading.start : reading.end],
            reading.start,
            reading.end,
            reading.currency,
            not number.digits and _is_weak(text, reading),
            number.start,
            number.end,
            self._units,
        )


def _share_unit(text: str, found: list[FoundQuantity], last: FoundQuantity) -> None:
    """Give the numbers listed before ``last`` its unit: 1.2个、0.8个和2.1个百分点, 分别达18.6、9.2和3.4亿元."""
    points, number = last.kind == "percentage_point", text[last.number_start : last.number_end]
    listed = _LISTED.search(text, max(last.start - _LONGEST_LIST, 0), last.start)
    figure = _FIGURE.match(number)
    if listed is None or figure is None or last.bound != "exact" or last.value is None or last.unit in _NOT_SHARED:
        return
    figures = list(_FIGURE.finditer(text, listed.start(), listed.end()))
    each = text[last.number_end : last.number_end + 1] == "个" and all(one.group().endswith("个") for one in figures)
    if not points and not each:
        if "个" in listed.group() or last.kind == "duration":
            return
        told_by_one = one_by_one(text, listed.start())
        if not told_by_one and ("." not in listed.group() or last.unit == "个"):
            return
    if found and found[-1].end > listed.start() and found[-1].start < listed.start():
        return
    whole = Decimal(figure[1])
    factor = last.value / whole if whole else Decimal(1)
    while found and found[-1].start >= listed.start():
        found.pop()
    for one in figures:
        start, end, number_end = one.start(), one.end(), one.end(1)
        value = Decimal(one[1]) * factor
        found.append(
            replace(
                last, value=value, text=one.group(), start=start, end=end, number_start=start, number_end=number_end
            )
        )


def _ranks(text: str, reading: Reading) -> bool:
    """Whether ``第一`` is a rank; at the start of a clause it counts points. Between may stand a bracket: 县（市、区）第一."""
    at = reading.start - 1
    if text[at : at + 1] in ("）", ")"):
        back = max(at - _LONGEST_ASIDE, 0)
        at = max(text.rfind("（", back, at), text.rfind("(", back, at)) - 1
    return _is_han(text, at)


def _is_han(text: str, at: int) -> bool:
    return at >= 0 and "\u4e00" <= text[at] <= "\u9fff"


def _is_weak(text: str, reading: Reading) -> bool:
    """Whether a numeral in Chinese may count nothing worth a record: 一个, 半天, 百万."""
    number, unit = reading.number, reading.word
    numeral = text[number.start : number.end]
    if numeral not in _SINGLE or reading.bound != "exact":
        return number.bare and not reading.unit and reading.bound == "exact"
    if unit is None:
        return False
    return unit.weak or ((unit.countable or unit.kind == "duration") and numeral in "一半")


def find_quantities(text: str, *, rules: Rules | None = None) -> list[Quantity]:
    """The quantities of ``text``, sorted, none overlapping another; spans are offsets into ``text``.

    Full-width characters and blanks inside a quantity don't hide it. Dates, identifiers, list markers, names, slogans
    and idioms are no quantities. Nothing is raised for any text.

    >>> [(q.text, str(q.value), q.unit) for q in find_quantities("2023年投资 1.2 亿元，新建G536线近17公里")]
    [('1.2 亿元', '120000000', '元'), ('近17公里', '17', '公里')]
    """
    check_type("text", text, str)
    check_type("rules", rules, Rules, or_none=True)
    rules = rules if rules is not None else Rules.default()
    view = dense(Text(text))
    moved: list[Quantity] = []
    for found in rules.derived(QuantityFinder).find(view.value):
        span = view.span(found.start, found.end)
        number_span = view.span(found.number_start, found.number_end)
        moved.append(found.quantity(text[span.slice], span, number_span))
    return moved


def parse_quantity(text: str, *, rules: Rules | None = None) -> Quantity:
    """The quantity that the whole of ``text`` is, bound words and currency included.

    Raises ``NumeralError`` for text that is no quantity or holds more than one, and ``UnknownUnitError`` for a number
    with a unit that the rules don't have.

    >>> quantity = parse_quantity("超过12个百分点以上")
    >>> quantity.value, quantity.unit, quantity.bound
    (Decimal('12'), '百分点', 'at_least')
    """
    check_type("text", text, str)
    check_type("rules", rules, Rules, or_none=True)
    rules = rules if rules is not None else Rules.default()
    stripped = text.strip()
    view = dense(Text(stripped)).value.removeprefix("排名")
    finder = rules.derived(QuantityFinder)
    numeral: int | None = None
    for start in range(min(len(view), 12)):
        reading = finder.read(view, start)
        if reading is None:
            continue
        if reading.start == 0 and len(view) in (reading.end, reading.reach):
            return finder.quantity(view, reading).quantity(text, Span(0, len(text)), None)
        if reading.start == 0 and reading.word is None and not reading.unit and numeral is None:
            numeral = reading.end
    if numeral is not None:
        raise UnknownUnitError("no such unit", text=view[numeral:])
    raise NumeralError("not one quantity", text=text)
