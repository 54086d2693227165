"""From what was found and decided to the metric: spans in the source, the section it stands in, its SI value."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from pjrd_extract._text import Span, Text
from pjrd_extract.find.draft import Draft
from pjrd_extract.find.periods import FoundPeriod
from pjrd_extract.find.tables import TableFigure
from pjrd_extract.models.base import made
from pjrd_extract.models.metric import Metric, SiValue
from pjrd_extract.models.parts import Period, Section, SectionRole
from pjrd_extract.normalize.quantity import FoundQuantity

__all__ = ["AHEAD", "SectionPaths", "metric_of_draft", "metric_of_figure", "period_of"]

AHEAD = frozenset({"plans", "suggestions"})  # the roles of sections that speak of what is still to be done


class SectionPaths:
    """The titles from the top down to the section that holds an offset, and whether it speaks of plans."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._starts: list[int] = [0]
        self._places: list[tuple[tuple[str, ...], bool]] = [((), False)]
        self._add(sections, (), None)

    def _add(self, sections: Sequence[Section], path: tuple[str, ...], role: SectionRole | None) -> None:
        outside = path, role in AHEAD
        for section in sections:
            span, own_role = section.span, section.role or role
            own_path = (*path, section.title)
            self._starts.append(span.start)
            self._places.append((own_path, own_role in AHEAD))
            if section.sections:
                self._add(section.sections, own_path, own_role)
            self._starts.append(span.end)
            self._places.append(outside)

    def at(self, offset: int) -> tuple[tuple[str, ...], bool]:
        """The path at source ``offset``, and whether what stands there is planned."""
        return self._places[bisect_right(self._starts, offset) - 1]


def metric_of_draft(draft: Draft, text: Text, places: SectionPaths, period: Period | None) -> Metric:
    """The metric that ``draft``, of the dense ``text``, has become."""
    quantity = draft.quantity
    span = text.span(quantity.start, quantity.end)
    path, _ = places.at(span.start)
    if draft.money:
        quantity = replace(quantity, unit="元", kind="money")
    return _metric(text, span, quantity, path, period, draft, draft.scope)


def metric_of_figure(figure: TableFigure, text: Text, path: tuple[str, ...]) -> Metric:
    """The metric that ``figure``, of a table in the dense ``text``, has become."""
    quantity, found = figure.quantity, figure.period
    span = text.span(quantity.start, quantity.end)
    period = period_of(found, found.start, found.end, text) if found is not None else None
    return _metric(text, span, quantity, path, period, figure, None)


def period_of(found: FoundPeriod, start: dt.date | None, end: dt.date | None, text: Text) -> Period:
    """``found``, a phrase of the dense ``text``, as the period from ``start`` to ``end``."""
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
