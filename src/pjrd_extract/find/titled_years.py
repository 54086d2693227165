"""The year that titles give a text: 全年 under 一、2023年预算执行情况 is 2023, whenever the report was given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from pjrd_extract._text import Text
from pjrd_extract.find.assemble import AHEAD
from pjrd_extract.find.periods import PeriodFinder
from pjrd_extract.models.parts import Section

__all__ = ["TitledYears", "titled_years", "year_at"]

TitledYears = Sequence[tuple[int, int | None]]
"""From which offset on titles speak of which year."""


def titled_years(
    text: Text, title: str, sections: Sequence[Section], finder: PeriodFinder, reference_date: dt.date | None
) -> TitledYears:
    """The year of each stretch of ``text``: that of the nearest title above it, if it names one; of two it is neither.

    A section of plans has no year but its own: the report on one year tells in it what is to come in the next. A year
    further from ``reference_date`` than the one before or behind is what a text is about, not when its things were.

    >>> from pjrd_extract.rules import Rules
    >>> finder = Rules.default().derived(PeriodFinder)
    >>> titled_years(Text("全年受理案件300件。"), "县人民法院2023年工作报告", (), finder, None)
    [(0, 2023)]
    """
    of_article = _year_of(title, finder, None)
    if of_article is None and not _any_year(sections):
        return ()
    stretches = [(0, of_article), *_of_sections(sections, of_article, finder)]
    if reference_date is not None:
        near = range(reference_date.year - 1, reference_date.year + 2)
        stretches = [(start, year if year in near else None) for start, year in stretches]
    starts = text.from_sources([start for start, _ in stretches[1:]])
    return list(zip([0, *starts], [year for _, year in stretches], strict=True))


def year_at(years: TitledYears, offset: int) -> int | None:
    """The year that the titles above ``offset`` name.

    >>> year_at([(0, 2023), (8, None)], 7), year_at([(0, 2023), (8, None)], 8)
    (2023, None)
    """
    named = None
    for start, year in years:
        if start > offset:
            break
        named = year
    return named


def _any_year(sections: Sequence[Section]) -> bool:
    return any("年" in section.title or ((within := section.sections) and _any_year(within)) for section in sections)


def _of_sections(
    sections: Sequence[Section], outer: int | None, finder: PeriodFinder
) -> Iterator[tuple[int, int | None]]:
    """From where on in ``sections`` it is another year than ``outer``, and from where on that again."""
    for section in sections:
        own = _year_of(section.title, finder, None if section.role in AHEAD else outer)
        if own != outer:
            yield section.span.start, own
        if within := section.sections:
            yield from _of_sections(within, own, finder)
        if own != outer:
            yield section.span.end, outer


def _year_of(title: str, finder: PeriodFinder, outer: int | None) -> int | None:
    """The one year that ``title`` names, ``None`` if it names several, ``outer`` if none."""
    if "年" not in title:
        return outer
    found = [period for period in finder.find("".join(title.split()), None) if not period.rate]
    years = {year.year for period in found for year in (period.start, period.end) if year is not None}
    if not years:
        return outer
    return years.pop() if len(years) == 1 and not any(period.open for period in found) else None
