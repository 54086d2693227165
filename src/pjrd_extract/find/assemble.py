"""From what was found and decided to the metric: spans in the source, the section it stands in, its SI value."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from pjrd_extract._text import Span, Text
from pjrd_extract.find.draft import Draft
from pjrd_extract.find.governing import resolved
from pjrd_extract.find.periods import FoundPeriod
from pjrd_extract.find.tables import TableFigure
from pjrd_extract.models.base import made
from pjrd_extract.models.metric import Metric
from pjrd_extract.models.parts import Period, Section, SectionRole
from pjrd_extract.normalize.quantity import FoundQuantity

__all__ = ["AHEAD", "FoundMetric", "Place", "SectionPaths", "metric_of_figure", "metrics_of_drafts"]

AHEAD = frozenset({"plans", "suggestions"})  # the roles of sections that speak of what is still to be done


FoundMetric = tuple[Metric, dict[str, str]]
"""A metric and, by the name of the part, the rules that made it."""

Place = tuple[tuple[str, ...], bool]
"""The titles from the top down to a section, and whether what stands in it is planned."""


class SectionPaths:
    """The place of each offset among the sections."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._starts: list[int] = [0]
        self._places: list[Place] = [((), False)]
        self._add(sections, (), None)

    def _add(self, sections: Sequence[Section], path: tuple[str, ...], role: SectionRole | None) -> None:
        starts, places, outside = self._starts, self._places, (path, role in AHEAD)
        for section in sections:
            span, own_role = section.span, section.role or role
            own_path = (*path, section.title)
            starts.append(span.start)
            places.append((own_path, own_role in AHEAD))
            if within := section.sections:
                self._add(within, own_path, own_role)
            starts.append(span.end)
            places.append(outside)

    def at(self, offset: int) -> Place:
        """The path at source ``offset``, and whether what stands there is planned."""
        return self._places[bisect_right(self._starts, offset) - 1]

    def at_starts(self, spans: Iterable[Span]) -> list[Place]:
        """What ``at`` gives for the start of each of ``spans``."""
        starts, places = self._starts, self._places
        return [places[bisect_right(starts, span.start) - 1] for span in spans]


def metrics_of_drafts(
    drafts: Iterable[Draft],
    text: Text,
    spans: Sequence[Span],
    places: Sequence[Place],
    make: Callable[[list[dict[str, object]]], list[Metric]],
) -> list[FoundMetric]:
    """The metrics that ``drafts`` of the dense ``text`` have become, without those that were dropped.

    ``spans`` and ``places`` are those of all quantities of the text.
    """
    source, found, position, period = text.source, None, None, None
    fields: list[dict[str, object]] = []
    kept: list[dict[str, str]] = []
    for draft in drafts:
        if draft.dropped:
            continue
        # Figures that follow each other mostly share their period.
        if draft.period is not found or draft.listed_period != position:
            found, position = draft.period, draft.listed_period
            period = _period_of(found, *resolved(found, position), text) if found is not None else None
        index, quantity = draft.index, draft.quantity
        if draft.money:
            quantity = replace(quantity, unit="元", kind="money")
        fields.append(_fields(source, spans[index], quantity, places[index][0], period, draft, draft.scope))
        kept.append(draft.why)
    return list(zip(make(fields), kept, strict=True))


def metric_of_figure(figure: TableFigure, text: Text, path: tuple[str, ...]) -> Metric:
    """The metric that ``figure``, of a table in the dense ``text``, has become."""
    quantity, found = figure.quantity, figure.period
    span = text.span(quantity.start, quantity.end)
    period = _period_of(found, found.start, found.end, text) if found is not None else None
    return made(Metric, _fields(text.source, span, quantity, path, period, figure, None))


def _period_of(found: FoundPeriod, start: dt.date | None, end: dt.date | None, text: Text) -> Period:
    """``found``, a phrase of the dense ``text``, as the period from ``start`` to ``end``."""
    span = text.span(found.span_start, found.span_end)
    return made(Period, {"start": start, "end": end, "text": text.source[span.start : span.end], "span": span})


def _fields(
    source: str,
    span: Span,
    quantity: FoundQuantity,
    path: tuple[str, ...],
    period: Period | None,
    settled: Draft | TableFigure,
    scope: str | None,
) -> dict[str, object]:
    value, unit = quantity.value, quantity.unit
    si = quantity.units.in_si(value, unit)
    return {
        "text": source[span.start : span.end],
        "value": value,
        "low": quantity.low,
        "high": quantity.high,
        "unit": unit,
        "kind": quantity.kind if unit or not _is_ratio(quantity) else "other",
        "bound": quantity.bound,
        "period": period,
        "si": {"value": si[0], "unit": si[1]} if si is not None else None,
        "section": path,
        "span": span,
        "name": settled.name,
        "role": settled.role,
        "direction": settled.direction,
        "basis": settled.basis,
        "status": settled.status,
        "scope": scope,
    }


def _is_ratio(quantity: FoundQuantity) -> bool:
    """Whether the bare number ``quantity`` counts nothing: 系数0.562."""
    value = quantity.value
    return quantity.kind == "count" and value is not None and value != value.to_integral_value()
