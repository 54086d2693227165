"""The outline of a bulletin: masthead, contents, articles with their kinds and section trees."""

from __future__ import annotations

from collections.abc import Sequence

from pjrd_extract.models.bulletin import ContentsEntry
from pjrd_extract.outline.articles import Heading, Headings
from pjrd_extract.outline.contents import Contents, find_contents
from pjrd_extract.outline.headlines import BylineFinder, Headline, headlines
from pjrd_extract.outline.kinds import kind_finder
from pjrd_extract.outline.masthead import read_masthead
from pjrd_extract.outline.model import ArticleOutline, Outline
from pjrd_extract.outline.roles import role_finder
from pjrd_extract.outline.sections import SectionReader
from pjrd_extract.read.clean import Cleaned
from pjrd_extract.rules import Rules

__all__ = ["outline"]

_MASTHEAD_LINES = 40
_UNSECTIONED = frozenset({"attendance", "appointments"})


def outline(cleaned: Cleaned, rules: Rules) -> Outline:
    """The parts of the bulletin ``cleaned``. A text that is no bulletin is one article of kind ``other``.

    >>> from pjrd_extract.read.clean import clean
    >>> found = outline(clean("政府工作报告\\n\\n市长 张三\\n\\n各位代表：\\n\\n一、工作回顾\\n\\n成效明显。"), Rules.default())
    >>> [(article.kind, article.title, article.byline, len(article.sections)) for article in found.articles]
    [('work_report', '政府工作报告', '市长 张三', 1)]
    """
    lines = headlines(cleaned)
    kind_of = rules.derived(kind_finder)
    contents = find_contents(lines, kind_of)
    first = contents.last if contents else 0
    headings = Headings(lines, kind_of, rules.derived(BylineFinder)).find(first, contents.entries if contents else ())
    head = lines[: min(headings[0].start if headings else 0, _MASTHEAD_LINES)]
    if headings and headings[0].start == 0:
        head = lines[: headings[0].body]
    masthead = read_masthead(head, cleaned.text.value, lines[-6:])
    articles = _Articles(cleaned, lines, SectionReader(cleaned, rules.derived(role_finder)))
    return Outline(
        masthead=masthead,
        contents=_entries(cleaned, contents),
        articles=tuple(articles.read(headings)),
    )


def _entries(cleaned: Cleaned, contents: Contents | None) -> tuple[ContentsEntry, ...]:
    return tuple(
        ContentsEntry(title=entry.title, page=entry.page, span=cleaned.text.span(entry.start, entry.end))
        for entry in (contents.entries if contents else ())
    )


class _Articles:
    """Makes articles of headings."""

    def __init__(self, cleaned: Cleaned, lines: Sequence[Headline], sections: SectionReader) -> None:
        self._cleaned = cleaned
        self._lines = lines
        self._sections = sections

    def read(self, headings: Sequence[Heading]) -> list[ArticleOutline]:
        if not headings:
            return [self._whole()] if self._lines else []
        ends = [heading.start for heading in headings[1:]] + [len(self._lines)]
        return [self._article(heading, end) for heading, end in zip(headings, ends, strict=True)]

    def _article(self, heading: Heading, end: int) -> ArticleOutline:
        lines, text = self._lines, self._cleaned.text
        start, stop = lines[heading.start].line.start, lines[end - 1].line.end
        body = lines[heading.body].line.start if heading.body < end else stop
        sections = () if heading.kind in _UNSECTIONED else self._sections.read(lines[heading.body : end])
        return ArticleOutline(
            kind=heading.kind,
            title=heading.title,
            byline=heading.byline,
            span=text.span(start, stop),
            head=text.slice(start, lines[heading.body - 1].line.end),
            body=text.slice(body, stop),
            sections=sections,
        )

    def _whole(self) -> ArticleOutline:
        """The article of a text in which no title was found."""
        lines, text = self._lines, self._cleaned.text
        titled = lines[0].title_like and len(lines) > 1
        start, stop = lines[0].line.start, lines[-1].line.end
        body = lines[1].line.start if titled else start
        return ArticleOutline(
            kind="other",
            title=lines[0].text if titled else "",
            byline=None,
            span=text.span(start, stop),
            head=text.slice(start, lines[0].line.end if titled else start),
            body=text.slice(body, stop),
            sections=self._sections.read(lines[1 if titled else 0 :]),
        )
