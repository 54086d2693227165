"""The outline of a bulletin: masthead, contents, articles with their kinds and section trees."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pjrd_extract.models.bulletin import ContentsEntry, Masthead
from pjrd_extract.outline.articles import Heading, Headings
from pjrd_extract.outline.bylines import BylineFinder
from pjrd_extract.outline.contents import Contents, find_contents
from pjrd_extract.outline.headlines import Headline, headlines
from pjrd_extract.outline.kinds import kind_finder
from pjrd_extract.outline.masthead import is_masthead_line, issue_year, names_bulletin, read_masthead
from pjrd_extract.outline.model import ArticleOutline, Outline
from pjrd_extract.outline.sections import SectionReader
from pjrd_extract.read.clean import Cleaned
from pjrd_extract.rules import Rules

__all__ = ["outline"]

_MASTHEAD_LINES = 60
_COLOPHON_LINES = 8
_COLOPHON = re.compile(
    r"^(?:责任编辑|编辑|责编|校对|主编|编审|审核|印数|印刷|主办|编印|出版|地址|邮编|邮政编码|电话|网址|发送|报送?|抄送|送|发)"
    r"[：:]"
    r"|印发$|^共印"
)
# A line that only names the group of articles that begins below it.
_GROUP = re.compile(r".{4,}(?:会议|会议文件|文件选编|重要文件)$")
# How a report opens that has lost its title: 现在，我代表市人民政府，向大会报告工作.
_OPENING = 800
_REPORTS = re.compile(
    r"代表[^，。]{2,30}(?:人民政府|人民法院|人民检察院|常务委员会|常委会)[，,]?向(?:大会|会议)(?:报告|作).{0,10}(?:工作|报告)"
)
_UNSECTIONED = frozenset({"attendance", "appointments"})


def outline(cleaned: Cleaned, rules: Rules) -> Outline:
    """The parts of the bulletin ``cleaned``. A text that is no bulletin is one article of kind ``other``.

    >>> from pjrd_extract.read.clean import clean
    >>> text = "政府工作报告\\n\\n市长 张三\\n\\n各位代表：\\n\\n一、工作回顾\\n\\n成效明显。"
    >>> [(each.kind, each.byline, len(each.sections)) for each in outline(clean(text), Rules.default()).articles]
    [('work_report', '市长 张三', 1)]
    """
    lines = headlines(cleaned)
    kind_of = rules.derived(kind_finder)
    bylines = rules.derived(BylineFinder)
    contents = find_contents(lines, kind_of, bylines)
    first = contents.last if contents else 0
    headings = Headings(lines, kind_of, bylines).find(first, contents.entries if contents else ())
    end = len(lines) - _colophon(lines)
    if not headings:
        first = max(first, _masthead(lines[:end]))
    start, body = (headings[0].start, headings[0].body) if headings else (first, first)
    head = lines[: min(body, _MASTHEAD_LINES)]
    is_bulletin = contents is not None or len(headings) > 1 or any(is_masthead_line(line) for line in head)
    articles = _Articles(cleaned, lines[:end], SectionReader(cleaned, rules))
    return Outline(
        masthead=read_masthead(head, start, cleaned.text.value, lines[end:]) if is_bulletin else Masthead(),
        contents=_entries(cleaned, contents),
        articles=tuple(articles.read(headings, first)),
        issue_year=issue_year(head) if is_bulletin else None,
    )


def _colophon(lines: Sequence[Headline]) -> int:
    """How many of the last lines tell who edited and printed the bulletin."""
    count = 0
    while count < min(_COLOPHON_LINES, len(lines) - 1) and _COLOPHON.search(lines[-1 - count].squeezed):
        count += 1
    return count


def _masthead(lines: Sequence[Headline]) -> int:
    """How many of the first lines are the masthead of a bulletin in which no title of an article was found."""
    count = 0
    for line in lines[:_MASTHEAD_LINES]:
        if is_masthead_line(line):
            count = line.index + 1
        elif not line.title_like and not line.note:
            break
    return count if count < len(lines) and any(names_bulletin(line) for line in lines[:count]) else 0


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

    def read(self, headings: Sequence[Heading], first: int) -> list[ArticleOutline]:
        """The articles of ``headings``, and before them what stands from line ``first`` on and is no masthead."""
        if not headings and first >= len(self._lines):
            return []
        if not headings:
            (whole,) = self._made([self._untitled(first, len(self._lines))], [len(self._lines)])
            return [whole] if whole.span.start < whole.span.end else []  # "**" is no text
        ends = [heading.start for heading in headings[1:]] + [len(self._lines)]
        ends = [self._end(heading.body, end) for heading, end in zip(headings, ends, strict=True)]
        sentence = next((i for i in range(first, headings[0].start) if "。" in self._lines[i].text), None)
        if sentence is None:
            return self._made(headings, ends)
        above = sentence - 1
        titled = above >= first and self._lines[above].title_like and not is_masthead_line(self._lines[above])
        untitled = self._untitled(above if titled else sentence, headings[0].start)
        return self._made([untitled, *headings], [headings[0].start, *ends])

    def _end(self, body: int, end: int) -> int:
        """The line after the article's last, which no name of a group of articles is."""
        while end - 1 > body and self._lines[end - 1].title_like and _GROUP.fullmatch(self._lines[end - 1].squeezed):
            end -= 1
        return end

    def _untitled(self, first: int, end: int) -> Heading:
        """The head of an article of lines in which no title was found; the first may be one by its form."""
        lines = self._lines
        titled = lines[first].title_like and end - first > 1
        start, stop = lines[first].line.start, lines[end - 1].line.end
        opening = self._cleaned.text.value[start : min(stop, start + _OPENING)]
        kind = "work_report" if _REPORTS.search(opening) else "other"
        body = first + 1 if titled else first
        return Heading(first, first, body, body, lines[first].squeezed if titled else "", kind, None)

    def _made(self, headings: Sequence[Heading], ends: Sequence[int]) -> list[ArticleOutline]:
        """The articles that begin with ``headings`` and end before the lines ``ends``."""
        lines, text = self._lines, self._cleaned.text
        sections = self._sections.read(
            [
                ([] if heading.kind in _UNSECTIONED else lines[heading.body : end], heading.kind)
                for heading, end in zip(headings, ends, strict=True)
            ]
        )
        found = []
        for heading, end, its_sections in zip(headings, ends, sections, strict=True):
            start, stop = lines[heading.start].line.start, lines[end - 1].line.end
            head = lines[heading.body - 1].line.end if heading.body > heading.start else start
            body = lines[heading.body].line.start if heading.body < end else stop
            found.append(
                ArticleOutline(
                    kind=heading.kind,
                    title=heading.title,
                    byline=heading.byline,
                    span=text.span(start, stop),
                    head=text.slice(start, head),
                    body=text.slice(body, stop),
                    sections=its_sections,
                )
            )
        return found
