"""A span that a person labelled where the rules found no metric, read as one."""

from __future__ import annotations

import re
from typing import Any

from pjrd_extract._text import Span
from pjrd_extract.errors import NumeralError, UnknownUnitError
from pjrd_extract.find.metrics import find_metrics
from pjrd_extract.find.periods import find_periods
from pjrd_extract.find.quantities import parse_quantity
from pjrd_extract.models.base import plain
from pjrd_extract.models.bulletin import Bulletin
from pjrd_extract.models.metric import Metric
from pjrd_extract.models.parts import Period
from pjrd_extract.rules import Rules

__all__ = ["read_span"]

_MOST_BEFORE = 200
_SENTENCE = re.compile(r"[。！？]|\n[ \t]*\n|[|]")
_CLAUSE = re.compile(r"[，、；：,;:。！？|]|\n[ \t]*\n")
_LONGEST_NAME = 60
_MARKS = str.maketrans("", "", " \t\r\n　*#")


def read_span(bulletin: Bulletin, span: Span, kind: str, rules: Rules) -> dict[str, Any] | None:
    """The fields of an ``add`` (docs/corrections.md) for ``span`` of the bulletin's text, labelled ``kind``.

    If the rules find a metric there once they see its sentence alone, it is that; otherwise value, unit and bound are
    those of the quantity in the span, the name the words before it in its clause, the period the last one before it in
    its sentence. ``None`` where the span is no quantity with a unit, or nothing says what it is of.

    >>> from pjrd_extract import extract
    >>> text = "关于财政工作的报告\\n\\n去年，水库蓄水三点五亿立方米。"
    >>> fields = read_span(extract(text), Span(18, 25), "volume", Rules.default())
    >>> text[18:25], fields["name"], fields["value"], fields["unit"]
    ('三点五亿立方米', '水库蓄水', '350000000', '立方米')
    """
    text = bulletin.text
    start = _last_end(_SENTENCE, text, max(0, span.start - _MOST_BEFORE), span.start)
    after = _SENTENCE.search(text, span.end)
    sentence = text[start : after.start() if after else span.end]
    local = Span(span.start - start, span.end - start)
    for metric in find_metrics(sentence, reference_date=bulletin.reference_date, rules=rules):
        if metric.span == local and metric.name:
            return {**_of_metric(metric), "kind": kind}
    try:
        quantity = parse_quantity("".join(text[span.slice].split()), rules=rules)
    except (NumeralError, UnknownUnitError):
        return None
    periods = find_periods(sentence, reference_date=bulletin.reference_date, rules=rules)
    said = [period for period in periods if period.span.end <= local.start]
    begin = max(_last_end(_CLAUSE, text, start, span.start), *(start + period.span.end for period in said), start)
    name = text[begin : span.start].translate(_MARKS)[-_LONGEST_NAME:]
    if not name or not quantity.unit:
        return None
    fields: dict[str, Any] = {"name": name, "unit": quantity.unit, "kind": kind, "bound": quantity.bound}
    for key in ("value", "low", "high"):
        number = getattr(quantity, key)
        if number is not None:
            fields[key] = plain(number)
    return {**fields, **_period(said[-1] if said else None)}


def _last_end(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Where the last match of ``pattern`` in ``text[start:end]`` ends; ``start`` where there is none."""
    return max((match.end() for match in pattern.finditer(text, start, end)), default=start)


def _of_metric(metric: Metric) -> dict[str, Any]:
    keys = {"name", "value", "low", "high", "unit", "bound", "role", "direction", "basis", "status", "scope"}
    return {**metric.model_dump(mode="json", include=keys, exclude_none=True), **_period(metric.period)}


def _period(period: Period | None) -> dict[str, Any]:
    days = {key: day.isoformat() for key in ("start", "end") if period and (day := getattr(period, key)) is not None}
    return {"period": days} if days else {}
