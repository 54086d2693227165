"""Numbers where they stand in a text: with sign, inner bound words, as ranges and as fractions.

``Numerals`` gives the value of a numeral; here the shape around it is read: ``2000余万``, ``十几``, ``两三百``,
``7个亿``, ``三分之二``, ``百分之八十五``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Context, Decimal

from pjrd_extract._arguments import check_type
from pjrd_extract._patterns import compiled, needing, rare
from pjrd_extract.errors import NumeralError
from pjrd_extract.models.metric import Bound
from pjrd_extract.normalize.numerals import EXACT, MAX_NUMERAL_LENGTH, Numerals, fold
from pjrd_extract.rules.load import Rules

__all__ = ["Number", "NumberReader", "parse_number"]

_ROUNDED = Context(prec=28)
_VAGUE = "几数"
_VAGUE_LOW, _VAGUE_HIGH = "二", "九"
_HALF = Decimal("0.5")
_SIGNS = ("-", "−", "负", "零下", "+")
# Numbers that are words of their own; a half of something takes the unit behind it, the others bring their own.
_WHOLE_WORDS = (("百分百", Decimal(100), "%"), ("半数", _HALF, ""), ("半", _HALF, None))
_WORD_STARTS = frozenset("+-−负零百半")
_BLANKS = " \u00a0\u2009\u202f"
_GROUPED = str.maketrans("", "", "，," + _BLANKS)


@dataclass(slots=True)
class Number:
    """A number read at a place. A range has ``low`` and ``high`` and no ``value``; ``十几`` has all three.

    ``bound`` comes from words inside it (余, 多, 几). ``unit`` is set where the number brings its own: ``%`` and ``‰``
    for 百分之 and 千分之, ``""`` for fractions. ``bare`` numbers are multipliers alone (百万, 千亿). ``power`` is what the
    multipliers at the end multiply by, and what the first number of a range may share. ``digits`` says that it begins
    with a figure.
    """

    start: int
    end: int
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: Bound | None = None
    unit: str | None = None
    bare: bool = False
    power: int = 1
    negative: bool = False
    digits: bool = False

    def signed(self, start: int, *, negative: bool) -> Number:
        """The same number with a sign at ``start``."""
        if not negative:
            return replace(self, start=start)
        minus = EXACT.minus  # the operator would round to the digits of a context
        value = None if self.value is None else minus(self.value)
        low, high = (None, None) if self.low is None or self.high is None else (minus(self.high), minus(self.low))
        return replace(self, start=start, value=value, low=low, high=high, negative=True)


class NumberReader:
    """Reads the number that begins at an offset of dense text. Obtain it by ``rules.derived(NumberReader)``."""

    def __init__(self, rules: Rules) -> None:
        self.numerals = numerals = rules.derived(Numerals)
        self._inside: dict[str, Bound] = {
            word: rule.bound for rule in rules.bounds if rule.place == "inside" for word in rule.words
        }
        digits, small, big = numerals.DIGITS + numerals.TENS, numerals.small, numerals.big
        inside = "".join(self._inside)
        self.multiplier = _multiplier(rules, digits, small + big)
        self.core = compiled(_core(numerals, self.multiplier, inside))
        self._digits = re.compile(rf"[{digits}]++")
        self._slash = rare(re.compile, rf"([0-9]{{1,2}})/([0-9]{{1,3}})(?![0-9/.{small}{big}])")
        self._vague = needing(_VAGUE, compiled, rf"(?<![十拾{numerals.TENS}0-9])[几数](?=[{small}{big}])")
        self._inner = re.compile(rf"[{inside}个]")
        self._bare = re.compile(rf"[{small}{big}]++\Z")
        # By far the most numbers are simple, and need no search for words inside them: nothing goes on behind them.
        any_big = f"(?:{'|'.join(big)}|(?!).)"  # a class would take longer to compile, and few are asked for this
        goes_on = (
            rf"[0-9{digits}{numerals.FORMAL}{small}{big}几点又/]|[.,，{_BLANKS}][0-9]"
            rf"|[{inside}]{any_big}|个多?{any_big}|分之"
        )
        self.ends = rf"(?!{goes_on})"
        """The pattern that nothing more of a number follows."""
        self.further_figures = rf"(?!(?<=0)[0-9])[0-9]{{0,19}}(?:\.[0-9]{{1,20}}|)[{big}]?{self.ends}"
        """The pattern of what makes a simple number of the figure before it: figures (no 007) and one multiplier."""
        self._figures = compiled(rf"[0-9]{self.further_figures}")
        self.digit = compiled(rf"[{digits.replace('零', '')}](?!半|{goes_on})")
        """A number of one digit in Chinese."""
        self.starts = _WORD_STARTS | frozenset(f"0123456789{digits}{numerals.FORMAL}{small}{big}好几数")
        """The characters that a number can begin with."""
        # And most numbers in words are one character.
        self._single = {
            numeral: (numerals.value(numeral), numerals.power(numeral))
            for numeral in (*digits, *numerals.FORMAL, *(c for c in small + big if numerals.power(c)))
        }

    def read(self, text: str, at: int) -> Number | None:
        """The number that begins at ``text[at]``, or None when none does or its value can't be known."""
        first = text[at : at + 1]
        if first not in self.starts:
            return None
        if first.isascii():
            figures = self._figures.match(text, at)
            if figures is not None:
                return self._figure(at, figures[0])
        elif self.digit.match(text, at):
            return Number(at, at + 1, self._single[first][0])
        try:
            return self._read(text, at)
        except NumeralError:
            return None

    def _read(self, text: str, at: int) -> Number | None:
        if text[at : at + 1] in _WORD_STARTS:
            for sign in _SIGNS:
                if text.startswith(sign, at):
                    inner = at + len(sign)
                    number = None if text.startswith(_SIGNS, inner) else self.read(text, inner)
                    return None if number is None else number.signed(at, negative=sign != "+")
            for word, value, unit in _WHOLE_WORDS:
                if text.startswith(word, at):
                    return Number(at, at + len(word), value, unit=unit)
        match = self.core.match(text, at)
        if match is None:
            return None
        end = match.end()
        following = text[end : end + 1]
        if following == "分" and text.startswith("分之", end):
            return self._fraction(text, at, end)
        if following == "又":
            return self._mixed(text, at, end) or self._interpret(text, at, end)
        if following == "/":
            slash = self._slash.match(text, at)
            if slash and 0 < int(slash[1]) < int(slash[2]):
                return Number(at, slash.end(), _divided(Decimal(slash[1]), Decimal(slash[2])), unit="")
        if following == "半" and end - at == 1 and text[at] == "一":
            return Number(at, end + 1, _HALF, unit="")
        return self._interpret(text, at, end)

    def _interpret(self, text: str, at: int, end: int) -> Number:
        """The number of a run of numerals with its inner words."""
        if end - at > MAX_NUMERAL_LENGTH:
            raise NumeralError("numeral too long", text=text[at:end])
        numeral = text[at:end]
        single = self._single.get(numeral)
        if single is not None:
            value, power = single
            return Number(at, end, value, bare=power is not None, power=power or 1)
        if self._figures.fullmatch(numeral):
            return self._figure(at, numeral)
        numeral = numeral.removeprefix("好")
        bound: Bound | None = None
        inner = self._inner.search(numeral)
        while inner is not None:
            bound = self._inside.get(inner[0], bound)
            numeral = numeral[: inner.start()] + numeral[inner.end() :]
            inner = self._inner.search(numeral)
        if self._vague.search(numeral):
            low = self.numerals.value(self._vague.sub(_VAGUE_LOW, numeral))
            high = self.numerals.value(self._vague.sub(_VAGUE_HIGH, numeral))
            return Number(at, end, None, low, high, "range", power=self._power(numeral))
        if "几" in numeral:
            return self._some(at, end, numeral)
        runs = self._digits.finditer(numeral) if "点" not in numeral else ()
        pair = next((run for run in runs if run.end() - run.start() == 2), None)
        if pair is not None and self._adjacent(*pair[0]):
            head, tail = numeral[: pair.start()], numeral[pair.end() :]
            low, high = (self.numerals.value(head + digit + tail) for digit in pair[0])
            return Number(at, end, None, low, high, "range", power=self._power(numeral))
        value = self.numerals.value(numeral.translate(_GROUPED))
        bare = bool(self._bare.match(numeral))
        digits = numeral[0].isascii()
        return Number(at, end, value, bound=bound, bare=bare, power=self._power(numeral), digits=digits)

    def _figure(self, at: int, figures: str) -> Number:
        """The number of figures with at most one multiplier: 1.2, 3亿."""
        power = self.numerals.power(figures[-1]) or 1
        return Number(
            at, at + len(figures), self.of_figures(figures), None, None, None, None, False, power, False, True
        )

    def of_figures(self, figures: str) -> Decimal:
        """The value of figures with at most one multiplier."""
        return Decimal(figures) if figures.isascii() else self.numerals.value(figures)

    def _power(self, numeral: str) -> int:
        """The product of the multipliers that close a numeral."""
        product = 1
        for character in reversed(numeral):
            power = self.numerals.power(character)
            if power is None:
                break
            product *= power
        return product

    def _some(self, at: int, end: int, numeral: str) -> Number:
        """``十几``, ``20几万``: the round number, its limits, and ``about``."""
        before, _, after = numeral.partition("几")
        if not before or before[-1] not in "十拾廿卅卌0":
            raise NumeralError("几 says too little here", text=numeral)
        stem, low, high = (before[:-1], "1", "9") if before.isascii() else (before, "一", "九")
        values = [self.numerals.value(part + after) for part in (before, stem + low, stem + high)]
        return Number(at, end, values[0], values[1], values[2], "about")

    def _adjacent(self, first: str, second: str) -> bool:
        """Whether two numerals side by side are a range: neighbours (七八), or 三五."""
        low, high = self.numerals.value(first), self.numerals.value(second)
        return (low > 0 and high - low == 1) or (first, second) == ("三", "五")

    def _fraction(self, text: str, at: int, end: int) -> Number | None:
        """``三分之二``, ``百分之八十五``, ``千分之三``, with the denominator in ``text[at:end]``."""
        match = self.core.match(text, end + 2)
        if match is None:
            return None
        above = self._interpret(text, end + 2, match.end())
        below = text[at:end]
        unit = {"百": "%", "千": "‰"}.get(below)
        if unit is not None:
            return Number(at, above.end, above.value, above.low, above.high, above.bound, unit)
        divisor = self.numerals.value(below)
        if above.value is None or not divisor:
            return None
        return Number(at, above.end, _divided(above.value, divisor), bound=above.bound, unit="")

    def _mixed(self, text: str, at: int, end: int) -> Number | None:
        """``三又二分之一``."""
        match = self.core.match(text, end + 1)
        if match is None or not text.startswith("分之", match.end()):
            return None
        part, whole = self._fraction(text, end + 1, match.end()), self._interpret(text, at, end)
        if part is None or part.unit != "" or part.value is None or whole.value is None:
            return None
        return Number(at, part.end, _ROUNDED.add(whole.value, part.value), unit="")


def _multiplier(rules: Rules, digits: str, characters: str) -> str:
    """The pattern of one multiplier; 千 is one in 五千瓦 and a prefix of the unit in 50千瓦."""
    guarded: dict[str, str] = {}  # the multipliers that the same units guard
    for rule in rules.multipliers:
        if rule.not_before:
            units = "|".join(rule.not_before)
            guarded[units] = guarded.get(units, "") + "".join(rule.words)
    plain = "".join(character for character in characters if not any(character in words for words in guarded.values()))
    prefixes = (rf"[{words}](?:(?!{units})|(?<=[{digits}几数].))" for units, words in guarded.items())
    return f"(?:{'|'.join([f'[{plain}]', *prefixes])})"


def _core(numerals: Numerals, multiplier: str, inside: str) -> str:
    """The pattern of a run of numerals, bound words inside it included."""
    digits, formal, blanks = numerals.DIGITS + numerals.TENS, numerals.FORMAL, _BLANKS
    figure = rf"[0-9]{{1,3}}(?:[,，{blanks}][0-9]{{3}}(?![0-9]))++(?:\.[0-9]++)?|[0-9]++(?:\.[0-9]++)?"
    # 队伍50人, 大陆3家: a formal digit counts only beside a formal multiplier or another one.
    opening, among = rf"(?<!队.|大.|登.)(?=[拾佰仟萬億万亿{formal}零点圆元角分])", rf"(?<=[拾佰仟零{formal}].)"
    digit = rf"[{digits}]|[{formal}](?:{opening}|{among})"
    # 两 goes on only before a multiplier (一万两千): 五两 is five 两. And no numeral goes on behind a figure.
    later, multiplied = rf"(?<![0-9])(?!两)(?:{digit})", rf"(?:(?<![0-9])两)?{multiplier}"
    # 个 before 亿 belongs to the number (7个亿), but 3个亿元项目 are three projects.
    counted = r"个多?(?=亿(?![元级吨斤亩立平千]))|个(?=亿元(?![^\W\d]))|(?<=[.][0-9])个(?=亿)"
    return (
        rf"(?:{figure}|{digit}|好?几|数?{multiplier})"
        rf"(?:{figure}|{later}|{multiplied}|点(?=[{digits}{formal}])|[{inside}](?=[{numerals.big}])|几|{counted})*+"
    )


def _divided(above: Decimal, below: Decimal) -> Decimal:
    """The quotient, exact where it ends, else rounded to 28 significant digits."""
    return _ROUNDED.divide(above, below)


def parse_number(text: str) -> Decimal:
    """The exact value of a number in digits, Chinese numerals or both; the whole text must be the number.

    A fraction that doesn't end (``三分之一``) is rounded to 28 significant digits; everything else is exact. Percentages
    are quantities, not numbers: see ``parse_quantity``. Raises ``NumeralError`` for text that is no number, and for one
    whose value isn't known exactly (``几十``, ``七八十``, ``60万余``).

    >>> parse_number("1.2万亿"), parse_number("十二万五"), parse_number("-3,000.5")
    (Decimal('1200000000000'), Decimal('125000'), Decimal('-3000.5'))
    """
    check_type("text", text, str)
    reader = Rules.default().derived(NumberReader)
    folded = fold(text)
    number = reader.read(folded, 0)
    if number is None or number.end != len(folded):
        raise NumeralError("not a number", text=text)
    if number.value is None or number.bound is not None:
        raise NumeralError("not one exact number", text=text)
    if number.unit:
        raise NumeralError("a percentage is a quantity, not a number", text=text)
    return EXACT.plus(number.value) if number.unit is None else number.value
