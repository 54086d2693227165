"""Corrections applied to a bulletin: by span where the source is the same, else only where there is no doubt."""

from __future__ import annotations

from typing import Any

from pjrd_extract._text import Span
from pjrd_extract.errors import UnknownUnitError
from pjrd_extract.models.articles import Article
from pjrd_extract.models.bulletin import Bulletin, Evidence, Finding
from pjrd_extract.models.metric import Metric, Review, SiValue
from pjrd_extract.models.parts import Period, Section
from pjrd_extract.normalize.units import UnitTable
from pjrd_extract.review.model import CorrectedFields, CorrectedPeriod, Correction, Corrections
from pjrd_extract.rules import Rules

__all__ = ["apply"]

_ACTIONS = {"accept": "确认", "reject": "删除", "edit": "修改", "add": "补充"}


def apply(corrections: Corrections, bulletin: Bulletin, text: str, rules: Rules) -> tuple[Bulletin, list[Finding]]:
    """As ``Corrections.apply``."""
    work = _Work(bulletin, text, rules.derived(UnitTable))
    for one in corrections.of(bulletin.source):
        same = one.sha256 == bulletin.source.sha256
        for correction in one.corrections:
            work.apply(correction, same)
    return work.result(), work.warnings


class _Work:
    """The metrics of a bulletin while corrections are applied to them."""

    def __init__(self, bulletin: Bulletin, text: str, units: UnitTable) -> None:
        self._bulletin, self._text, self._units = bulletin, text, units
        self._metrics = [list(article.metrics) for article in bulletin.articles]
        self._touched: set[int] = set()
        self.warnings: list[Finding] = []

    def result(self) -> Bulletin:
        """The bulletin with the metrics as they are now."""
        if not self._touched:
            return self._bulletin
        articles = [
            article.model_copy(update={"metrics": tuple(sorted(metrics, key=lambda metric: metric.span.start))})
            if article.index in self._touched
            else article
            for article, metrics in zip(self._bulletin.articles, self._metrics, strict=True)
        ]
        return self._bulletin.model_copy(update={"articles": tuple(articles)})

    def apply(self, correction: Correction, same: bool) -> None:
        """Apply ``correction``, or leave it out with a warning; ``same`` says that the source is the one corrected."""
        if correction.action == "add":
            self._add(correction, same)
            return
        if same and not self._stands(correction):
            self._left_out(correction, "此处原文不是更正所引文字")
            return
        found = self._at(correction) or ([] if same else self._elsewhere(correction))
        if len(found) != 1:
            self._left_out(correction, "此处没有该指标" if same else "原文已变，无法确定位置")
            return
        place, metric = found[0]
        if correction.action == "accept" and correction.was is not None and _differs(metric, correction.was):
            self._left_out(correction, "该指标已与确认时不同")
            return
        if not same:
            self._moved(correction, metric.span)
        metrics = self._metrics[place]
        at = metrics.index(metric)
        self._touched.add(place)
        if correction.action == "reject":
            del metrics[at]
        elif correction.action == "accept":
            metrics[at] = metric.model_copy(update={"review": Review(status="accepted", note=correction.note)})
        else:
            metrics[at] = self._edited(metric, correction, "edited")

    def _stands(self, correction: Correction) -> bool:
        return self._text[correction.place.slice] == correction.text

    def _at(self, correction: Correction) -> list[tuple[int, Metric]]:
        """The metric with the text of ``correction`` at its span, by its name too where that was written down."""
        name = correction.was.name if correction.was is not None else None
        return [
            (place, metric)
            for place, metric in self._all()
            if metric.span == correction.place and metric.text == correction.text and name in (None, metric.name)
        ]

    def _elsewhere(self, correction: Correction) -> list[tuple[int, Metric]]:
        """The metrics with the text and name of ``correction``, wherever they stand."""
        if correction.was is None or correction.was.name is None:
            return []
        wanted = (correction.text, correction.was.name)
        return [(place, metric) for place, metric in self._all() if (metric.text, metric.name) == wanted]

    def _all(self) -> list[tuple[int, Metric]]:
        return [(place, metric) for place, metrics in enumerate(self._metrics) for metric in metrics]

    def _add(self, correction: Correction, same: bool) -> None:
        if not self._stands(correction):
            self._left_out(correction, "此处原文不是更正所引文字")
            return
        span = correction.place
        article = next((one for one in self._bulletin.articles if one.span.contains(span)), None)
        if article is None:
            self._left_out(correction, "此处不在任何文章之内")
            return
        if not same:
            self._moved(correction, span)
        # What the rules have come to find there since gives way to what a person says.
        metrics = [metric for metric in self._metrics[article.index] if metric.span != span]
        self._metrics[article.index] = [*metrics, self._edited(self._blank(article, correction), correction, "added")]
        self._touched.add(article.index)

    def _blank(self, article: Article, correction: Correction) -> Metric:
        given = correction.fields.given() if correction.fields is not None else {}
        try:
            kind = self._units.named(given["unit"]).kind
        except UnknownUnitError:
            kind = "other"
        return Metric(
            name=given["name"],
            text=correction.text,
            unit=given["unit"],
            kind=kind,
            bound="exact",
            role="level",
            status="actual",
            section=_path(article.sections, correction.place),
            span=correction.place,
        )

    def _edited(self, metric: Metric, correction: Correction, status: Any) -> Metric:
        given = correction.fields.given() if correction.fields is not None else {}
        update = dict(given)
        if "period" in given:
            update["period"] = _period(given["period"], metric)
        ends = [given.get("low"), given.get("high")]
        if any(end is not None for end in ends) and "value" not in given:
            update = {"value": None, "bound": "range", **update}
        elif given.get("value") is not None and metric.value is None:
            update = {"low": None, "high": None, "bound": "exact", **update}
        update["review"] = Review(status=status, fields=tuple(given), note=correction.note)
        edited = metric.model_copy(update=update)
        return edited.model_copy(update={"si": self._si(edited)})

    def _si(self, metric: Metric) -> SiValue | None:
        unit = self._units.si(metric.unit)
        if unit is None or metric.value is None:
            return None
        return SiValue(value=self._units.convert(metric.value, metric.unit, unit), unit=unit)

    def _left_out(self, correction: Correction, why: str) -> None:
        message = f"更正未采用（{_ACTIONS[correction.action]}“{correction.text}”）：{why}"
        self._warn(message, correction.place)

    def _moved(self, correction: Correction, span: Span) -> None:
        message = f"原文与更正时不同，更正（{_ACTIONS[correction.action]}“{correction.text}”）按文字采用，请核对"
        self._warn(message, span)

    def _warn(self, message: str, span: Span) -> None:
        end = min(span.end, len(self._text))
        shown = Span(min(span.start, end), end)
        article = next((one.index for one in self._bulletin.articles if one.span.contains(shown)), None)
        evidence = Evidence(article=article, span=shown, text=self._text[shown.slice])
        self.warnings.append(Finding(code="correction", severity="warning", message=message, evidence=(evidence,)))


def _differs(metric: Metric, was: CorrectedFields) -> bool:
    """Whether ``metric`` is no longer what it was."""
    for field, value in was.given().items():
        now = getattr(metric, field)
        if field == "period" and now is not None:
            now = CorrectedPeriod(start=now.start, end=now.end)
        if now != value:
            return True
    return False


def _period(corrected: CorrectedPeriod | None, metric: Metric) -> Period | None:
    """The corrected days, with the words that the metric's period has in the source; none where it had no period."""
    if corrected is None:
        return None
    start = metric.span.start
    words = metric.period or Period(text="", span=Span(start, start))
    return words.model_copy(update={"start": corrected.start, "end": corrected.end})


def _path(sections: tuple[Section, ...], span: Span) -> tuple[str, ...]:
    for section in sections:
        if section.span.contains(span):
            return (section.title, *_path(section.sections, span))
    return ()
