"""The table of contents: where it stands, and its entries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from pjrd_extract.outline.headlines import Headline
from pjrd_extract.outline.kinds import KindFinder
from pjrd_extract.outline.markers import line_marker

__all__ = ["Contents", "Entry", "find_contents"]

_HEADING = re.compile(r"[【\[]?(?:CONTENTS)?(?:本期|总)?(?:目录|目次|要目)(?:CONTENTS)?[】\]]?$", re.IGNORECASE)
# What ends an entry: leader dots or wide blanks, and a page.
_TAIL = re.compile(
    r"[ \t\u3000]*(?:[.．。·•…⋯_—\-]{2,}|[ \t\u3000]{2,}|\t|(?<=[)）])|[…⋯]|[/／](?=[ \u3000]*\d)|[ \u3000](?=[（(]))"
    r"[.．·•…⋯_—\- \t\u3000]*[（(]?[ \u3000]*(?P<page>\d{1,4})?[ \u3000]*[)）]?$"
)
_TABLE_CELL = re.compile(r"\|")
_LEADER = re.compile(r"[ \t\u3000]*(?:[…⋯]{2,}|\.{4,}|[·•]{4,}|_{4,}|—{4,})")
_HEADER_ROW = re.compile(r"[|:\-]+$|[|序号标题目名称内容页码次数]+$")
_GROUP = re.compile(r"(?:会议|文件|文献|材料|附录|选登|报告|其他|专[题辑栏]|[选汇]编)$")
_LONGEST_GROUP = 10  # the first line of a broken title is longer
# Who gives a report stands behind its title: 政府工作报告　方远, 苗　晋.
_AUTHOR = re.compile(
    r"(?<=[报告讲话发言说明意见致辞汇体会书])[ \t\u3000]+"
    r"(?!摘[要登编]|节选|草案|要点|全文|选登|书面|名单|附件|说明|决[议定]|讨论稿|征求|审议|意见)"
    r"(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff][ \u3000]+[\u4e00-\u9fff])$"
)
# Where entries have no pages, only these tell the name of a group from an entry.
_MEETING = re.compile(r"第.{1,4}次会议(?:文件)?$")
# More than one figure behind wide blanks: a row of a table.
_FIGURES = re.compile(r"(?:[ \t\u3000]{2,}|[\t\u3000])[0-9.]+[ \t\u3000]+[0-9.]+$")
_TITLE = 6
_SEARCHED = 120
_LONGEST = 200


@dataclass(slots=True)
class Entry:
    """An entry: its title without blanks, its page, and where its title stands in the cleaned text."""

    title: str
    page: int | None
    start: int
    end: int


class Contents(NamedTuple):
    """The lines ``first`` to ``last`` (exclusive) and the entries that they hold."""

    first: int
    last: int
    entries: tuple[Entry, ...]


def find_contents(lines: list[Headline], kind_of: KindFinder) -> Contents | None:
    """The table of contents among the first lines, ``None`` if there is none."""
    for line in lines[:_SEARCHED]:
        if _HEADING.match(line.squeezed):
            return _read(lines, line.index, line.index + 1, kind_of)
    for line in lines[:_SEARCHED]:
        if "。" in line.text:  # the articles have begun
            break
        following = lines[line.index : line.index + 3]
        if len(following) == 3 and _are_entries(following):
            return _read(lines, line.index, line.index, kind_of)
    return None


def _are_entries(lines: list[Headline]) -> bool:
    """Whether lines under no heading are titles with rising pages, and not the rows of a table."""
    pages = [_page(line) for line in lines]
    if None in pages or pages != sorted(page or 0 for page in pages):
        return False
    return not any(line.line.table or _FIGURES.search(line.text) for line in lines) and any(
        len(_entry_title(line)) >= _TITLE for line in lines
    )


def _page(line: Headline) -> int | None:
    if line.line.table:
        row = _row(line.text, 0)
        return row.page if row else None
    if not line.squeezed:
        return None
    match = _TAIL.search(line.text)
    return int(match["page"]) if match and match["page"] else None


def _read(lines: list[Headline], first: int, start: int, kind_of: KindFinder) -> Contents:
    """The contents whose entries begin with line ``start``."""
    paged = any(_page(line) is not None for line in lines[start : start + 4])
    entries: list[Entry] = []
    prefix: Headline | None = None
    i = start
    while i < len(lines):
        line = lines[i]
        if line.line.table and _HEADER_ROW.match(line.squeezed):
            i += 1
            continue
        entry = _entry(line)
        if entry is None or not (entry.title or prefix) or _begins_article(entry, line, entries):
            break
        if paged and entry.page is None and _TAIL.search(line.text) is None:
            # The first line of an entry that is broken over two, the name of a group, or the first line after it all.
            if prefix is not None or not any(_page(each) is not None for each in lines[i + 1 : i + 3]):
                break
            following = _entry(lines[i + 1])
            prefix = None if following and _is_group(entry.title, following.title, kind_of) else line
            i += 1
            continue
        if prefix is not None:
            end = entry.end if entry.title else prefix.line.end
            entry = Entry(_entry_title(prefix) + entry.title, entry.page, prefix.line.start, end)
            prefix = None
        entries.append(entry)
        i += 1
    if not paged:
        if i < len(lines) and _entry(lines[i]) is None:
            i, entries = _without_first_article(lines, i, entries)
        entries = [entry for entry in entries if kind_of(entry.title) or not _MEETING.search(entry.title)]
    return Contents(first, i, tuple(entries))


def _is_group(title: str, following: str, kind_of: KindFinder) -> bool:
    """Whether ``title``, which has no page, is the name of a group of entries, the first of which is ``following``."""
    if kind_of(following) is None:
        return False
    return _GROUP.search(title) is not None or len(title) <= min(_LONGEST_GROUP, len(following))


def _begins_article(entry: Entry, line: Headline, entries: list[Entry]) -> bool:
    """Whether the line repeats one of the first entries, or is a salutation: the first article has begun."""
    return any(entry.title == each.title for each in entries[:2]) or (entry.page is None and line.salutation)


def _entry_title(line: Headline) -> str:
    entry = _entry(line)
    return entry.title if entry else line.squeezed


def _entry(line: Headline) -> Entry | None:
    """The line read as an entry; ``None`` if it is too long or a sentence."""
    if not line.squeezed or len(line.text) > _LONGEST:
        return None
    text, offset = line.text, line.line.start
    if line.line.table:
        return _row(text, offset)
    tail = _TAIL.search(text)
    page = None
    if tail is not None and tail.start() > 0:
        page = int(tail["page"]) if tail["page"] else None
        text = text[: tail.start()]
    leader = _LEADER.search(text)
    if leader is not None:
        text = text[: leader.start()]  # what stands between dots and page is the author
    marker = line_marker(text, 0, len(text))
    begin = marker.end if marker else 0
    author = _AUTHOR.search(text) if page is not None else None
    if author is not None:
        text = text[: author.start()]
    title = "".join(text[begin:].split())
    if not title and leader is not None:
        return Entry("", page, offset, offset)
    if not title or (page is None and title[-1] in "。；：:;，") or "。" in title:
        return None
    return Entry(title, page, offset + begin, offset + len(text))


def _row(text: str, offset: int) -> Entry | None:
    """A table row as an entry: the longest cell is the title, a cell with nothing but digits the page."""
    best, page, at = "", None, 0
    start = 0
    for cell in _TABLE_CELL.split(text):
        stripped = cell.strip()
        if stripped.strip("()（）").isdecimal():
            page = int(stripped.strip("()（）"))
        elif len(stripped) > len(best):
            best, at = stripped, start + cell.index(stripped)
        start += len(cell) + 1
    return Entry("".join(best.split()), page, offset + at, offset + at + len(best)) if best else None


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
