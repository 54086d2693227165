"""The tools that are compared, each behind the same two questions: what is this phrase, and what is in this text.

Nothing here is a dependency of the library: a tool that can't be imported is left out, and the reason is printed.
"""

from __future__ import annotations

import contextlib
import io
import logging
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from importlib import import_module
from importlib.metadata import version
from typing import Any

from benchmarks.peers_verdicts import Amount, Phrase, Reading, Stretch
from pjrd_extract import (
    PjrdError,
    Quantity,
    __version__,
    find_periods,
    find_quantities,
    parse_number,
    parse_period,
    parse_quantity,
)

__all__ = ["OURS", "Found", "Skipped", "Tool", "ours", "peers"]

OURS = "pjrd-extract"

Found = Sequence[Sequence[Reading]]
"""What one function found: an entry a finding, each with the readings that it leaves open."""


@dataclass(frozen=True)
class Tool:
    """A tool: ``ask`` gives what it makes of a phrase, ``scan`` runs over lines of text what finds money and dates.

    ``ask`` returns one `Found` for each function that has to be right; ``made_for`` are the groups that the tool's own
    documentation promises.
    """

    name: str
    version: str
    made_for: frozenset[str]
    ask: Callable[[Phrase], list[Found]]
    dates_in: Callable[[str], bool] | None = None
    scan: Callable[[Sequence[str]], object] | None = None
    scanned: str = ""


@dataclass(frozen=True)
class Skipped:
    """A peer that is not there, and why."""

    name: str
    reason: str


def ours(today: date) -> Tool:
    """This library. Parser and finder are both asked; whichever answers has to be right."""

    def ask(phrase: Phrase) -> list[Found]:
        text = phrase.text
        found: list[Sequence[Reading]] = [[_amount(quantity)] for quantity in find_quantities(text)]
        found += [[Stretch(period.start, period.end)] for period in find_periods(text, reference_date=today)]
        answers: list[Found] = [found]
        if phrase.group == "period":
            answers.append(_tried(lambda: Stretch(*_ends(parse_period(text, reference_date=today)))))
        elif phrase.group != "trap":
            answers.append(_tried(lambda: _amount(parse_quantity(text))))
        if phrase.group == "number":
            answers.append(_tried(lambda: Amount(parse_number(text), unit="")))
        return [answer for answer in answers if answer] or [[]]

    def scan(lines: Sequence[str]) -> object:
        text = "\n".join(lines)
        return find_quantities(text), find_periods(text, reference_date=today)

    groups = frozenset({"number", "money", "unit", "percent", "rank", "period", "trap"})
    return Tool(
        OURS,
        __version__,
        groups,
        ask,
        lambda text: bool(find_periods(text, reference_date=today)),
        scan,
        "`find_quantities`, `find_periods`",
    )


def peers(today: date) -> list[Tool | Skipped]:
    """The peers, in the order of the tables."""
    makers = {"cn2an": _cn2an, "jionlp": _jionlp, "recognizers-text-suite": _recognizers}
    tools: list[Tool | Skipped] = []
    for name, make in makers.items():
        try:
            with _quiet():
                tools.append(make(today))
        except Exception as error:  # noqa: BLE001 - an old package can fail to load in any way
            tools.append(Skipped(name, f"{type(error).__name__}: {error}".splitlines()[0]))
    return tools


def _cn2an(today: date) -> Tool:  # noqa: ARG001 - it knows no dates
    read: Callable[..., Any] = import_module("cn2an").cn2an

    def ask(phrase: Phrase) -> list[Found]:
        with _quiet():
            try:
                return [[[Amount(Decimal(str(read(phrase.text, "smart"))))]]]
            except ValueError:
                return [[]]

    return Tool("cn2an", version("cn2an"), frozenset({"number"}), ask)


def _jionlp(today: date) -> Tool:
    jionlp: Any = import_module("jionlp")
    base = {"year": today.year, "month": today.month, "day": today.day}

    def dates(text: str) -> list[Any]:
        with _quiet():
            return [found["detail"] for found in jionlp.ner.extract_time(text, time_base=base)]

    def money(text: str) -> list[Any]:
        with _quiet():
            return [found["detail"] for found in jionlp.ner.extract_money(text)]

    def parsed(parse: Callable[[], Any]) -> list[Any]:
        with _quiet(), contextlib.suppress(Exception):
            return [parse()]
        return []

    def ask(phrase: Phrase) -> list[Found]:
        text, details = phrase.text, []
        if phrase.group in ("number", "money"):  # to the parsers goes only what may be theirs: they take it as such
            details = parsed(lambda: jionlp.parse_money(text))
        elif phrase.group == "period" or "小时" in text:
            details = parsed(lambda: jionlp.parse_time(text, time_base=base))
        if phrase.group == "trap":
            details = money(text) + dates(text)
        unit_given = phrase.group != "number"
        return [[[_of_jionlp(detail, unit_given)] for detail in details or money(text) or dates(text)]]

    def scan(lines: Sequence[str]) -> object:
        with _quiet():
            return [(jionlp.ner.extract_money(line), jionlp.ner.extract_time(line, time_base=base)) for line in lines]

    return Tool(
        "jionlp",
        version("jionlp"),
        frozenset({"money", "period", "trap"}),
        ask,
        lambda text: any(detail.get("type") != "time_delta" for detail in dates(text)),
        scan,
        "`ner.extract_money`, `ner.extract_time`",
    )


_BOUNDS_OF_JIONLP = {
    "accurate": frozenset({"exact"}),
    "blur+": frozenset({"over", "at_least"}),
    "blur-": frozenset({"nearly", "under", "at_most"}),
    "blur": frozenset({"about"}),
}


_MINUTES = {"hour": 60, "minute": 1}


def _of_jionlp(detail: dict[str, Any], unit_given: bool) -> Reading:
    if "num" in detail:
        number, unit = detail["num"], detail["case"] if unit_given else None
        if isinstance(number, list):
            low, high = map(Decimal, number)
            return Amount(None, low, high, unit, frozenset({"range", "about"}))
        return Amount(Decimal(number), None, None, unit, _BOUNDS_OF_JIONLP[detail["definition"]])
    if detail["type"] == "time_delta":
        parts = {unit: Decimal(str(value)) for unit, value in detail["time"].items()}
        if set(parts) <= set(_MINUTES):
            return Amount(sum((value * _MINUTES[unit] for unit, value in parts.items()), Decimal()), unit="分钟")
        return Amount(next(iter(parts.values())), unit="+".join(parts))
    if detail["type"] == "time_period":
        return Stretch()
    start, end = (_day(moment) for moment in detail["time"])
    return Stretch(start, end)


_MODELS = {
    "money": ("currency", "number", "date"),
    "unit": ("duration", "dimension", "temperature", "currency", "number", "date"),
    "percent": ("percentage", "number", "date"),
    "rank": ("ordinal", "dimension", "number", "date"),
    "number": ("number", "date"),
    "period": ("date", "duration"),
    "trap": ("currency", "dimension", "temperature", "percentage", "date", "duration"),
}
_UNITS = {
    "Chinese yuan": "元",
    "United States dollar": "美元",
    "Euro": "欧元",
    "Mu": "亩",
    "Kilometer": "公里",
    "Square meter": "平方米",
    "Square kilometer": "平方公里",
    "Hectare": "公顷",
    "Square hectometer": "公顷",
    "Jin": "斤",
    "Ton": "吨",
}


def _recognizers(today: date) -> Tool:
    numbers, units = import_module("recognizers_number"), import_module("recognizers_number_with_unit")
    dates: Any = import_module("recognizers_date_time").recognize_datetime
    chinese = numbers.Culture.Chinese
    noon = datetime(today.year, today.month, today.day)  # noqa: DTZ001 - it wants a naive one
    models: dict[str, Callable[[str], Any]] = {
        "number": lambda text: numbers.recognize_number(text, chinese),
        "ordinal": lambda text: numbers.recognize_ordinal(text, chinese),
        "percentage": lambda text: numbers.recognize_percentage(text, chinese),
        "currency": lambda text: units.recognize_currency(text, chinese),
        "dimension": lambda text: units.recognize_dimension(text, chinese),
        "temperature": lambda text: units.recognize_temperature(text, chinese),
        "date": lambda text: [
            each for each in dates(text, chinese, reference=noon) if not each.type_name.endswith("duration")
        ],
        "duration": lambda text: [
            each for each in dates(text, chinese, reference=noon) if each.type_name.endswith("duration")
        ],
    }

    def found_by(name: str, text: str) -> list[Sequence[Reading]]:
        with _quiet():
            results = [each for each in models[name](text) if each.resolution]
        texts = [each.text for each in results]
        whole = [each for each in results if not any(each.text != text and each.text in text for text in texts)]
        return [readings for each in whole if (readings := list(_of_recognizers(name, each.resolution)))]

    def ask(phrase: Phrase) -> list[Found]:
        claims: list[Sequence[Reading]] = []
        for name in _MODELS[phrase.group]:
            found = found_by(name, phrase.text)
            if phrase.group == "trap":
                claims += [each for each in found if list(each) != [Stretch()]]
            elif found:
                return [found]
        return [claims]

    def scan(lines: Sequence[str]) -> object:
        names = ("currency", "dimension", "percentage")
        return [([models[name](line) for name in names], dates(line, chinese, reference=noon)) for line in lines]

    models["number"]("1")
    return Tool(
        "recognizers-text-suite",
        version("recognizers-text-suite"),
        frozenset({"number", "money", "unit", "percent", "rank", "period", "trap"}),
        ask,
        lambda text: any(list(each) != [Stretch()] for each in found_by("date", text)),
        scan,
        "`recognize_currency`, `…_dimension`, `…_percentage`, `…_datetime`",
    )


def _of_recognizers(model: str, resolution: dict[str, Any]) -> Iterable[Reading]:
    if model == "date":
        for value in resolution["values"]:
            yield from _days(value)
        return
    if model == "duration":
        seconds = Decimal(resolution["values"][0]["value"])
        yield Amount(seconds / 60, unit="分钟")
        return
    if resolution["value"] is None:  # a unit without a number
        return
    with contextlib.suppress(InvalidOperation):
        number = Decimal(resolution["value"].removesuffix("%"))
        unit = {"percentage": "%", "ordinal": "位", "number": None}.get(model) or resolution.get("unit")
        yield Amount(number, unit=_UNITS.get(unit, unit) if unit else None)


def _days(value: dict[str, Any]) -> Iterable[Stretch]:
    if value.get("value") == "not resolved":
        yield Stretch()
    elif "start" in value or "end" in value:
        start, end = _day(value.get("start")), _day(value.get("end"))
        yield Stretch(start, end and end - timedelta(days=1))  # the end as documented, behind the last day
        yield Stretch(start, end)  # and as given for spans of days
    else:
        yield Stretch(_day(value["value"]) or date.min, _day(value["value"]) or date.min)


def _day(moment: str | None) -> date | None:
    """The day of a moment; None for none and for infinity, the first of all days for what no calendar has."""
    if moment is None or moment.endswith("inf"):
        return None
    try:
        return date(*map(int, moment.split(" ", maxsplit=1)[0].split("-")))
    except (TypeError, ValueError):
        return date.min


def _amount(quantity: Quantity) -> Amount:
    return Amount(quantity.value, quantity.low, quantity.high, quantity.unit, frozenset({quantity.bound}))


def _ends(period: Any) -> tuple[date | None, date | None]:
    return period.start, period.end


def _tried(read: Callable[[], Reading]) -> Found:
    try:
        return [[read()]]
    except PjrdError:
        return []


@contextlib.contextmanager
def _quiet() -> Any:
    """Keeps banners, logged tracebacks and warnings of a peer off the output."""
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(logging.NOTSET)
