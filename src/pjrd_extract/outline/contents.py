"""The table of contents: where it stands, and its entries."""

from __future__ import annotations

import re
from typing import NamedTuple

from pjrd_extract.outline.bylines import BylineFinder
from pjrd_extract.outline.entries import Entry, ends_in_dots, entry_of, is_rest, page_of, tail_of, title_in, title_of
from pjrd_extract.outline.headlines import Headline
from pjrd_extract.outline.kinds import KindFinder

__all__ = ["Contents", "Entry", "find_contents"]

_HEADING = re.compile(
    r"[【\[]?(?:CONTENTS)?(?:本期|总)?(?:目录|目次|要目)(?:CONTENTS)?[】\]]?(?P<more>[（(](?:续|[一二三四])[）)])?$",
    re.IGNORECASE,
)
_HEADER_ROW = re.compile(r"[|:\-]+$|[|序号标题目名称内容页码次数]+$")
_GROUP = re.compile(r"(?:会议|文件|文献|材料|附录|选登|报告|其他|专[题辑栏]|[选汇]编)$")
_NAMED_GROUP = re.compile(r"【.+】$|.*(?:会议|大会)(?:文件|文献|材料|资料)(?:选[编登])?$")
_LONGEST_GROUP = 10  # the first line of a broken title is longer
# What the second line of a title begins with, and what its first line ends with.
_GOES_ON = ("》", "”", "）", ")", "、", "的", "以及", "及其", "和", "并", "情况", "同志")
_OPEN = ("的", "和", "及", "与", "、", "，", "关于", "对", "同志", "（", "《", "“")
_ABOUT = "关于"
# A line in brackets tells how far a document has come, or who gives it.
_BRACKET = re.compile(
    r"[（(](?:[^（）()]{0,18}(?P<stage>草案|议案|修订|修正|试行|暂行|书面|摘要|节选|摘登|选登|名单|附件|文本|稿|号)"
    r"|[^（）()]{1,20})[）)]$"
)
# Where entries have no pages, only these tell the name of a group from an entry.
_MEETING = re.compile(r"第.{1,4}次会议(?:文件)?$")
# More than one figure behind wide blanks: a row of a table.
_FIGURES = re.compile(r"(?:[ \t\u3000]{2,}|[\t\u3000])[0-9.]+[ \t\u3000]+[0-9.]+$")
_TITLE = 6
_SEARCHED = 120
_BEGUN = 6
"""So many of the first lines are asked whether entries have pages."""
_MOST_PARTS = 3
"""Lines of a title before the one with its page."""


class Contents(NamedTuple):
    """The lines ``first`` to ``last`` (exclusive) and the entries that they hold."""

    first: int
    last: int
    entries: tuple[Entry, ...]


def find_contents(lines: list[Headline], kind_of: KindFinder, bylines: BylineFinder) -> Contents | None:
    """The table of contents among the first lines, ``None`` if there is none."""
    for line in lines[:_SEARCHED]:
        if _HEADING.match(line.squeezed):
            return _read(lines, line.index, line.index + 1, kind_of, bylines)
    for line in lines[:_SEARCHED]:
        if "。" in line.text:  # the articles have begun
            break
        following = lines[line.index : line.index + 3]
        if len(following) == 3 and _are_entries(following):
            return _read(lines, line.index, line.index, kind_of, bylines)
    return None


def _are_entries(lines: list[Headline]) -> bool:
    """Whether lines under no heading are titles with rising pages, and not the rows of a table."""
    pages = [page_of(line) for line in lines]
    if None in pages or pages != sorted(page or 0 for page in pages):
        return False
    return not any(line.line.table or _FIGURES.search(line.text) for line in lines) and any(
        len(title_of(line)) >= _TITLE for line in lines
    )


def _read(lines: list[Headline], first: int, start: int, kind_of: KindFinder, bylines: BylineFinder) -> Contents:
    """The contents whose entries begin with line ``start``."""
    if any(page_of(line) is not None for line in lines[start : start + _BEGUN]):
        return _Paged(lines, kind_of, bylines).read(first, start)
    entries: list[Entry] = []
    i = start
    while i < len(lines):
        entry = entry_of(lines[i])
        if lines[i].line.table and _HEADER_ROW.match(lines[i].squeezed):
            i += 1
            continue
        if entry is None or not entry.title or _begins_article(entry, lines[i], entries):
            break
        i += 1
        if entries and bylines.person(lines[i - 1]):
            continue
        bracket = _BRACKET.match(entry.title)
        if not entries or (bracket is None and not _belongs(entries[-1].title, entry.title)):
            entries.append(entry)
        elif bracket is None or bracket["stage"]:
            entries[-1] = Entry(entries[-1].title + entry.title, None, entries[-1].start, entry.end)
    if i < len(lines) and entry_of(lines[i]) is None:
        i, entries = _without_first_article(lines, i, entries)
    entries = [entry for entry in entries if kind_of(entry.title) or not _MEETING.search(entry.title)]
    return Contents(first, i, tuple(entries))


class _Paged:
    """Reads contents whose entries have pages, which print may have broken anywhere."""

    def __init__(self, lines: list[Headline], kind_of: KindFinder, bylines: BylineFinder) -> None:
        self._lines = lines
        self._kind_of = kind_of
        self._bylines = bylines
        self._entries: list[Entry] = []
        self._waiting: list[Headline] = []
        """Lines above an entry's page: names of groups, entries without a page, the first lines of its title."""
        self._dotted = False
        """Whether dots lead on to a page that is still to come."""
        self._alone: bool | None = None
        """Whether pages stand on lines of their own, as the first does."""

    def read(self, first: int, start: int) -> Contents:
        """The contents that begin with line ``first``, whose entries begin with line ``start``."""
        last = start
        for i, line in enumerate(self._lines[start:], start):
            header = line.line.table and _HEADER_ROW.match(line.squeezed)
            taken = header or (_HEADING.match(line.squeezed) and i > start) or self._take(i, line)
            if taken is None:
                break
            if taken and not self._waiting:
                last = i + 1
        return Contents(first, last, tuple(self._entries))

    def _take(self, i: int, line: Headline) -> bool | None:
        """Whether the line is of the contents, ``None`` if it begins what follows them."""
        if not line.line.table and line.squeezed and is_rest(line.text):
            return self._rest(line)
        entry = entry_of(line)
        if entry is None or _begins_article(entry, line, self._entries):
            return None
        if entry.page is None and not entry.title:
            return None
        dotted = ends_in_dots(line.text)
        if entry.page is None and not (dotted and not line.line.table):
            return self._wait(i, line)
        if self._alone is None:
            self._alone = False
        self._add([*self._waiting, line], entry.page)
        self._dotted = dotted and entry.page is None
        return True

    def _rest(self, line: Headline) -> bool:
        page = page_of(line)
        alone = line.text.isdecimal()
        if page is None:
            self._dotted |= ends_in_dots(line.text)
            return bool(self._entries)
        if alone and not self._dotted:
            if self._alone is None:
                self._alone = bool(self._waiting)
            # The number of the page on which the contents stand is no entry's.
            if not self._alone or any(page < entry.page for entry in self._entries if entry.page is not None):
                return False
        if self._waiting:
            self._add(self._waiting, page)
        elif self._entries and self._entries[-1].page is None:
            self._entries[-1].page = page
        else:
            return False
        self._dotted = False
        return True

    def _wait(self, i: int, line: Headline) -> bool | None:
        """Keeps a line without a page for the page that follows."""
        follows = any(page_of(each) is not None for each in self._lines[i + 1 : i + 1 + _MOST_PARTS])
        if not follows or len(self._waiting) > _MOST_PARTS:
            return None
        if self._waiting or not (_BRACKET.match(line.squeezed) or _is_author(line, self._bylines)):
            self._waiting.append(line)
        return True

    def _add(self, parts: list[Headline], page: int | None) -> None:
        """The entry whose title the last of ``parts`` hold, and before it those that have lost their page."""
        self._waiting = []
        entry = self._titled(parts)
        if entry is None:
            return
        entry.page = page
        self._entries.append(entry)

    def _titled(self, parts: list[Headline]) -> Entry | None:
        at = len(parts) - 1
        entry = _joined(parts[at:], self._bylines)
        while at and (entry is None or self._goes_on(parts[at - 1], parts[at], entry)):
            at -= 1
            entry = _joined(parts[at:], self._bylines)
        if entry is not None and at and self._lost(parts[at - 1], parts[at], entry):
            before = self._titled(parts[:at])
            if before is not None:
                self._entries.append(before)
        return entry

    def _goes_on(self, above: Headline, line: Headline, entry: Entry) -> bool:
        """Whether ``entry``, which begins with ``line``, is the rest of a title that begins ``above``."""
        if not entry.title or _BRACKET.match(line.squeezed) or _is_author(line, self._bylines):
            return True
        if above.marker and line.marker:
            return False
        if _belongs(above.squeezed, entry.title):
            return True
        if _NAMED_GROUP.match(above.squeezed):
            return False
        if self._kind_of(entry.title) is None:
            return True
        if _GROUP.search(above.squeezed) or len(above.squeezed) <= min(_LONGEST_GROUP, len(entry.title)):
            return False
        return not self._lost(above, line, entry)

    def _lost(self, above: Headline, line: Headline, entry: Entry) -> bool:
        """Whether the line above an entry is the title of another, which has lost its page."""
        if above.marker and line.marker:
            return above.marker.style == line.marker.style
        if _ABOUT not in above.squeezed or _NAMED_GROUP.match(above.squeezed) or not self._kind_of(above.squeezed):
            return False
        return entry.title.startswith((_ABOUT, *(each.title[:2] for each in self._entries)))


def _belongs(above: str, below: str) -> bool:
    """Whether ``below`` goes on with a title of which ``above`` is the first line, by how they meet."""
    return (
        below.startswith(_GOES_ON)
        or above.endswith(_OPEN)
        or above.count("《") > above.count("》")
        or above.count("（") > above.count("）")
        or above.count("“") > above.count("”")
    )


def _joined(parts: list[Headline], bylines: BylineFinder) -> Entry | None:
    """The title that stands on the lines ``parts``, the last of which may have its page."""
    if any(each.line.table for each in parts):
        found = [entry for entry in map(entry_of, parts) if entry is not None and entry.title]
        title = "".join(entry.title for entry in found)
        return Entry(title, found[-1].page, found[0].start, found[-1].end) if found else None
    kept = [each for each in parts if not _is_author(each, bylines)]
    text = "\n".join(each.text for each in kept)
    return title_in(text, kept[0].line.start, paged=True) if kept else None


def _is_author(line: Headline, bylines: BylineFinder) -> bool:
    """Whether the line tells who gives a report, in brackets or by post and name, and nothing else but a page."""
    tail = tail_of(line.text)
    text = (line.text[: tail.start()] if tail else line.text).rstrip()
    squeezed = "".join(text.split())
    bracket = _BRACKET.match(squeezed)
    if bracket is not None:
        return bracket["stage"] is None
    return bylines.names(text, len(squeezed))


def _begins_article(entry: Entry, line: Headline, entries: list[Entry]) -> bool:
    """Whether the line repeats one of the first entries, or is a salutation: the first article has begun."""
    return any(entry.title == each.title for each in entries[:2]) or (entry.page is None and line.salutation)


def _without_first_article(lines: list[Headline], end: int, entries: list[Entry]) -> tuple[int, list[Entry]]:
    """Contents without pages, less the title of the first article, whose wording may differ from its entry's.

    The last lines before the first sentence belong to the article if they repeat an entry, or lead over to a note or a
    salutation.
    """
    if not entries:
        return end, entries
    for back in range(1, min(4, len(entries))):
        last = entries[-back]
        if any(_alike(last.title, entry.title) for entry in entries[: min(3, len(entries) - back)]):
            first = next(line.index for line in lines if line.line.start <= last.start <= line.line.end)
            return first, entries[:-back]
    return end, entries


def _alike(one: str, other: str) -> bool:
    return one in other or other in one
