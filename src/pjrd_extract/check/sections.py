"""``section-order``: numbering that starts late, skips or repeats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import attrgetter

from pjrd_extract._text import Span
from pjrd_extract.check.ground import Ground, squeezed
from pjrd_extract.models.bulletin import Finding
from pjrd_extract.models.parts import Section
from pjrd_extract.outline.markers import Marker, line_marker

__all__ = ["check_sections"]

_ARABIC = frozenset(("arabic", "arabic_paren", "circled"))
_ANYWHERE = frozenset(("is", "must", "ordinal"))
_DIGITS = "〇一二三四五六七八九十"
_SHORT = 16
"""Lists of up to so many sections are told from each other by their markers: few are longer, and most recur."""
_marker_of = attrgetter("marker")


def check_sections(ground: Ground) -> Iterator[Finding]:
    """One finding for each place where the numbers of sections side by side don't run on.

    A number that does stand in the text between the two, but begins no section, is not missing: it was not read so.
    """
    found: list[Finding] = []
    for article in ground.bulletin.articles:
        _check(ground, article.sections, article.span, found)
    yield from found


def _check(ground: Ground, sections: Sequence[Section], within: Span, found: list[Finding]) -> None:
    if len(sections) <= _SHORT and _run_on(tuple(map(_marker_of, sections))):  # nearly all
        for section in sections:
            if section.sections:
                _check(ground, section.sections, section.span, found)
        return
    last: dict[str, tuple[int, Section]] = {}
    for section in sections:
        if section.sections:
            _check(ground, section.sections, section.span, found)
        marker = _marker(section.marker) if section.marker else None
        if marker is None:
            continue
        style, this = marker.style, marker.number
        number, previous = last.get(style, (0, None))
        last[style] = this, section
        if _follows(this, number):
            continue
        # A lone 二是 in running text numbers nothing.
        if previous is None and style in _ANYWHERE and not _goes_on(sections, marker):
            continue
        since = previous.span.start + len(previous.marker or "") if previous else within.start
        if this > number and _stand_between(ground, marker, number + 1, Span(since, section.span.start)):
            continue
        found.append(_finding(ground, marker, section, number, previous))


@lru_cache(maxsize=512)
def _run_on(markers: tuple[str | None, ...]) -> bool:
    """Whether each number is the one after the last of its style, or begins another list."""
    last: dict[str, int] = {}
    for marker in filter(None, map(_marker, filter(None, markers))):
        before = last.get(marker.style, 0)
        if not _follows(marker.number, before):
            return False
        last[marker.style] = marker.number
    return True


def _follows(number: int, before: int) -> bool:
    """Whether a number is the one after that ``before``; a list of the same style that starts anew is another list."""
    return number == before + 1 or (number == 1 and before > 1)


@lru_cache(maxsize=512)
def _marker(written: str) -> Marker | None:
    shown = squeezed(written)
    return line_marker(shown, 0, len(shown)) if shown else None


def _goes_on(sections: Sequence[Section], marker: Marker) -> bool:
    """Whether the number after that of ``marker`` stands among ``sections`` in its style."""
    others = (_marker(section.marker) for section in sections if section.marker)
    return any(one and (one.style, one.number) == (marker.style, marker.number + 1) for one in others)


def _stand_between(ground: Ground, marker: Marker, first: int, span: Span) -> bool:
    """Whether one of the missing numbers stands in ``span``, written in any of the ways of this style."""
    text = squeezed(ground.source[span.slice])
    return any(
        form.format(shown) in text
        for number in range(first, min(marker.number, first + 3))
        for shown in ((str(number), chr(0x245F + number)) if marker.style in _ARABIC else (_han(number),))
        for form in _FORMS.get(marker.style, ("{}、",))
    )


_FORMS = {
    "part": ("第{}部分", "第{}章", "第{}节", "第{}编"),
    "han": ("{}、", "{}．", "{}.", "{}，"),
    "han_paren": ("（{}）", "({})", "（{})", "({}）"),
    "arabic": ("{}、", "{}.", "{}．"),
    "arabic_paren": ("（{}）", "({})", "{}）", "{})"),
    "ordinal": ("第{}，", "第{}、", "第{}", "其{}"),
    "is": ("{}是", "{}要"),
    "must": ("{}要", "{}是"),
    "circled": ("{}",),
}


def _han(number: int) -> str:
    if number <= 10:
        return _DIGITS[number]
    tens, ones = divmod(number, 10)
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")


def _finding(ground: Ground, marker: Marker, section: Section, number: int, previous: Section | None) -> Finding:
    here = Span(section.span.start, min(section.span.end, section.span.start + 24))
    shown = f"“{squeezed(section.marker or '')}{squeezed(section.title)[:20]}”"
    if previous is None:
        message = f"序号不从一开始：第一个是{shown}"
        return ground.finding("section-order", "warning", message, [_first_line(ground, here)])
    before = f"“{squeezed(previous.marker or '')}{squeezed(previous.title)[:20]}”"
    what = "重复" if marker.number == number else ("跳过" if marker.number > number else "倒退")
    there = Span(previous.span.start, min(previous.span.end, previous.span.start + 24))
    return ground.finding(
        "section-order",
        "warning",
        f"序号{what}：{before}之后是{shown}",
        [_first_line(ground, there), _first_line(ground, here)],
    )


def _first_line(ground: Ground, span: Span) -> Span:
    end = ground.source.find("\n", span.start, span.end)
    return Span(span.start, end if end > span.start else span.end)
