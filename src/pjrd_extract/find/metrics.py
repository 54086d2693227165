"""Text to metrics: quantities, the words around them, and the periods that govern them, put together."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, overload

from pjrd_extract._text import Span, Text
from pjrd_extract.find.draft import Draft, drafts_of
from pjrd_extract.find.governing import decide_periods, resolved
from pjrd_extract.find.lexicon import Lexicon
from pjrd_extract.find.naming.order import decide_names
from pjrd_extract.find.periods import FoundPeriod, PeriodFinder
from pjrd_extract.find.quantities import QuantityFinder
from pjrd_extract.find.roles import decide_role
from pjrd_extract.find.status import decide_status
from pjrd_extract.find.tables import TableFigure, TableReader, table_regions
from pjrd_extract.models.base import made
from pjrd_extract.models.metric import ExplainedMetric, Metric, SiValue
from pjrd_extract.models.parts import Period, Section, SectionRole
from pjrd_extract.normalize.quantity import FoundQuantity
from pjrd_extract.read.clean import clean
from pjrd_extract.read.dense import dense
from pjrd_extract.rules import Rules

__all__ = ["MetricFinder", "find_metrics"]

_Found = tuple[Metric, dict[str, str]]  # a metric and the rules that made its parts
_TITLE_OR_QUOTE = re.compile(r"《[^《》\n]*+》|“[^”\n]{1,14}+”")
_BARE_AMOUNT = re.compile(r"[万亿](?:[余多]|以上)?$")
# 建成变电站一座。 counts; 一座 before a noun mostly says no more than "a".
_CLOSING = frozenset({"，", "。", "；", "、", ",", ";", ""})
_AHEAD = frozenset({"plans", "suggestions"})  # the roles of sections that speak of what is still to be done
_SET_TIME = frozenset({"年", "月", "个月", "周", "季度", "世纪"})
_DURATION_MEASURED = re.compile(r"寿命|期限|年限|工期|周期|时限|时间|缩短|压缩|延长|累计|平均|提前|年龄|时长|质保")


@overload
def find_metrics(
    text: str, *, reference_date: dt.date | None = None, rules: Rules | None = None, explain: Literal[False] = False
) -> list[Metric]: ...
@overload
def find_metrics(
    text: str, *, reference_date: dt.date | None = None, rules: Rules | None = None, explain: Literal[True]
) -> list[ExplainedMetric]: ...
def find_metrics(
    text: str, *, reference_date: dt.date | None = None, rules: Rules | None = None, explain: bool = False
) -> list[Metric] | list[ExplainedMetric]:
    """The metrics of ``text``, in order; spans are offsets into ``text``.

    The text is cleaned first as a bulletin is: bold marks and blanks inside numbers don't matter. Relative periods
    (今年) are resolved against ``reference_date`` and stay open without one. With ``explain`` each comes with the
    rules that made its parts, by name; docs/metrics.md says where they stand.

    >>> import datetime
    >>> [metric] = find_metrics("今年1-7月完成地方税收6.72亿元。", reference_date=datetime.date(2023, 10, 16))
    >>> metric.name, str(metric.value), metric.unit, metric.period.end.isoformat()
    ('地方税收', '672000000', '元', '2023-07-31')
    >>> [explained] = find_metrics("地方税收增长14.7%。", explain=True)
    >>> explained.rules["role"]
    'change-before-number'
    """
    finder = (rules or Rules.default()).derived(MetricFinder)
    return (finder.explain if explain else finder.find)(clean(text).text, reference_date)


class MetricFinder:
    """Finds metrics by one set of rules; get it with ``rules.derived(MetricFinder)``."""

    def __init__(self, rules: Rules) -> None:
        self._lexicon = rules.derived(Lexicon)
        self._quantities = rules.derived(QuantityFinder)
        self._periods = rules.derived(PeriodFinder)
        self._tables = rules.derived(TableReader)

    def find(self, text: Text, reference_date: dt.date | None, sections: Sequence[Section] = ()) -> list[Metric]:
        """The metrics of ``text``, spans in its source; ``sections`` give each its path and say what is planned."""
        return sorted((metric for metric, _ in self._found(text, reference_date, sections)), key=_start)

    def explain(
        self, text: Text, reference_date: dt.date | None, sections: Sequence[Section] = ()
    ) -> list[ExplainedMetric]:
        """What ``find`` finds, each with the rules that made its parts."""
        found = sorted(self._found(text, reference_date, sections), key=lambda pair: _start(pair[0]))
        return [ExplainedMetric(metric=metric, rules=rules) for metric, rules in found]

    def _found(self, text: Text, reference_date: dt.date | None, sections: Sequence[Section]) -> Iterator[_Found]:
        tight = dense(text)
        value = tight.value
        places = _SectionPaths(sections)
        prose: list[str] = []
        at = 0
        for start, end in table_regions(value):
            path, _ = places.at(tight.to_source(start))
            for figure in self._tables.read(value, (start, end), reference_date):
                yield _from_table(figure, tight, path), {"all": "table"}
            prose += [value[at:start], "\n" * (end - start)]
            at = end
        prose.append(value[at:])
        yield from self._in_prose("".join(prose), tight, reference_date, places)

    def _in_prose(
        self, value: str, tight: Text, reference_date: dt.date | None, places: _SectionPaths
    ) -> Iterator[_Found]:
        periods = self._periods.find(value, reference_date)
        quantities = self._measured(value, periods)
        for sentence in drafts_of(value, quantities, periods):
            path, planning = places.at(tight.to_source(sentence.drafts[0].quantity.start))
            decide_periods(value, sentence)
            for draft in sentence.drafts:
                decide_role(draft, self._lexicon)
            decide_names(sentence, self._lexicon, path[-1] if path else "")
            decide_status(value, sentence, self._lexicon, reference_date, planning)
            self._settle(sentence.drafts)
            found, position, period = None, None, None  # figures that follow each other mostly share their period
            for draft in sentence.drafts:
                if draft.dropped:
                    continue
                if draft.period is not found or draft.listed_period != position:
                    found, position = draft.period, draft.listed_period
                    period = _period(found, *resolved(found, position), tight) if found is not None else None
                yield _from_draft(draft, tight, places, period), draft.why

    def _measured(self, value: str, periods: Sequence[FoundPeriod]) -> list[FoundQuantity]:
        """The quantities that measure something: none inside a period, a title or a slogan, and no weak 一个."""
        covered = sorted(
            [(period.span_start, period.span_end) for period in periods]
            + [match.span() for match in _TITLE_OR_QUOTE.finditer(value)]
        )
        covered.append((len(value), len(value)))
        kept: list[FoundQuantity] = []
        at = 0  # the first of what is covered that doesn't end before the quantity
        for quantity in self._quantities.find(value):
            start, end = quantity.start, quantity.end
            if quantity.weak and value[end : end + 1] not in _CLOSING:
                continue
            while covered[at][1] <= start:
                at += 1
            if covered[at][0] >= end:
                kept.append(quantity)
        return kept

    def _settle(self, drafts: list[Draft]) -> None:
        """What can only be said once all drafts of a sentence are known.

        That is: money without 元, bounds away from their numbers (不低于每亩16元), and durations that only set a time.
        """
        for draft in drafts:
            quantity = draft.quantity
            if quantity.unit == "" and quantity.kind == "count" and _BARE_AMOUNT.search(quantity.text):
                said = draft.before[-8:] + draft.name
                draft.money = quantity.text.endswith("个亿") or bool(self._lexicon.money.search(said))
            elif quantity.bound == "exact" and (match := self._lexicon.parted_bound.search(draft.lead_in)):
                draft.quantity = replace(quantity, bound=self._lexicon.bound_of(match))
            if quantity.kind == "duration" and quantity.unit in _SET_TIME:
                draft.dropped = draft.dropped or not _DURATION_MEASURED.search(draft.name)


def _start(metric: Metric) -> int:
    return metric.span.start


class _SectionPaths:
    """The titles from the top down to the section that holds an offset, and whether it speaks of plans."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._starts: list[int] = [0]
        self._places: list[tuple[tuple[str, ...], bool]] = [((), False)]
        self._add(sections, (), None)

    def _add(self, sections: Sequence[Section], path: tuple[str, ...], role: SectionRole | None) -> None:
        for section in sections:
            own_path, own_role, span = (*path, section.title), section.role or role, section.span
            self._starts.append(span.start)
            self._places.append((own_path, own_role in _AHEAD))
            if section.sections:
                self._add(section.sections, own_path, own_role)
            self._starts.append(span.end)
            self._places.append((path, role in _AHEAD))

    def at(self, offset: int) -> tuple[tuple[str, ...], bool]:
        """The path at source ``offset``, and whether what stands there is planned."""
        return self._places[bisect_right(self._starts, offset) - 1]


def _from_draft(draft: Draft, text: Text, places: _SectionPaths, period: Period | None) -> Metric:
    quantity = draft.quantity
    span = text.span(quantity.start, quantity.end)
    path, _ = places.at(span.start)
    if draft.money:
        quantity = replace(quantity, unit="元", kind="money")
    return _metric(text, span, quantity, path, period, draft, draft.scope)


def _from_table(figure: TableFigure, text: Text, path: tuple[str, ...]) -> Metric:
    quantity, found = figure.quantity, figure.period
    span = text.span(quantity.start, quantity.end)
    period = _period(found, found.start, found.end, text) if found is not None else None
    return _metric(text, span, quantity, path, period, figure, None)


def _period(found: FoundPeriod, start: dt.date | None, end: dt.date | None, text: Text) -> Period:
    span = text.span(found.span_start, found.span_end)
    return made(Period, {"start": start, "end": end, "text": text.source[span.start : span.end], "span": span})


def _metric(
    text: Text,
    span: Span,
    quantity: FoundQuantity,
    path: tuple[str, ...],
    period: Period | None,
    settled: Draft | TableFigure,
    scope: str | None,
) -> Metric:
    si = quantity.si
    return made(
        Metric,
        {
            "text": text.source[span.start : span.end],
            "value": quantity.value,
            "low": quantity.low,
            "high": quantity.high,
            "unit": quantity.unit,
            "kind": quantity.kind,
            "bound": quantity.bound,
            "period": period,
            "si": SiValue(value=si[0], unit=si[1]) if si is not None else None,
            "section": path,
            "span": span,
            "name": settled.name,
            "role": settled.role,
            "direction": settled.direction,
            "basis": settled.basis,
            "status": settled.status,
            "scope": scope,
        },
    )
