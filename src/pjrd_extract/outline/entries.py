"""One line of a table of contents: title, dots, page."""

from __future__ import annotations

import re
from dataclasses import dataclass

import regex

from pjrd_extract.outline.headlines import Headline
from pjrd_extract.outline.markers import line_marker

__all__ = ["Entry", "ends_in_dots", "entry_of", "is_rest", "page_of", "tail_of", "title_in", "title_of"]

# Leader dots, and all else that leads on to a page.
_DOTS = ".．·•…⋯‥․‧・∙⋅┄┈"
_DASHES = "—―─－～~-"
_LEADS = f"{_DOTS}。_＿{_DASHES}"
_BLANKS = " \t\u3000"
_NUMBER = r"(?:第|[Pp]\.?)?(?P<page>\d{1,4})?(?:(?:-|—|~|～)\d{1,4})?页?"
_END = rf"[（(]?[ \u3000]*{_NUMBER}[ \u3000]*[)）]?$"
_REST = re.compile(_END)
# What ends an entry: leader dots or wide blanks, and a page.
_LEAD = re.escape(_LEADS)
_TAIL = re.compile(
    rf"[ \t\u3000]*(?:(?:[{_LEAD}][ \u3000]?){{2,}}+|[ \t\u3000]{{2,}}|\t|(?<=[)）])|[…⋯]|[/／](?=[ \u3000]*\d)"
    rf"|[ \u3000](?=[（(]))[{_LEAD} \t\u3000]*{_END}"
)
_TABLE_CELL = re.compile(r"\|")
_LEADER = re.compile(
    r"[ \t\u3000]*(?:[…⋯‥]{2,}|\.{4,}|．{4,}|[·•․‧・∙⋅┄┈]{4,}|_{4,}|—{4,}|－{4,}|─{4,}|-{4,}"
    r"|(?:—[ \u3000]){3}|(?:-[ ]){3})"
)
# Who gives a report stands behind its title: 政府工作报告　方远, 苗　晋. Where all is spaced out he is set further off.
_AUTHOR = regex.compile(
    r"(?<=[报告讲话发言说明意见致辞汇体会书])(?P<gap>[ \t\u3000]+)"
    r"(?!摘[要登编]|节选|草案|要点|全文|选登|书面|名单|附件|说明|决[议定]|讨论稿|征求|审议|意见)"
    r"(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff][ \u3000]+[\u4e00-\u9fff]"
    r"|[\u4e00-\u9fff](?:(?!(?P=gap))[ \u3000\n]*[\u4e00-\u9fff]){1,3})$"
)
_YEAR_END = frozenset("0123456789年")
_LONGEST = 200


@dataclass(slots=True)
class Entry:
    """An entry: its title without blanks, its page, and where its title stands in the cleaned text."""

    title: str
    page: int | None
    start: int
    end: int


def is_rest(text: str) -> bool:
    """Whether ``text`` has dots, brackets and a page at the most: what is left of an entry.

    >>> is_rest("……（12）"), is_rest(")"), is_rest("议程……3")
    (True, True, False)
    """
    return _rest(text) is not None


def _rest(text: str) -> re.Match[str] | None:
    return _REST.match(text, len(text) - len(text.lstrip(_LEADS + _BLANKS)))


def ends_in_dots(text: str) -> bool:
    """Whether ``text`` leads on to a page that it has not.

    >>> ends_in_dots("会议议程……"), ends_in_dots("会议议程……3")
    (True, False)
    """
    end = text.rstrip()[-2:]
    return len(end) == 2 and not end.strip(_DOTS + "_—")


def page_of(line: Headline) -> int | None:
    """The page that the line gives, as an entry or as the rest of one."""
    if line.line.table:
        row = _row(line.text, 0)
        return row.page if row else None
    if not line.squeezed:
        return None
    match = tail_of(line.text)
    return int(match["page"]) if match and match["page"] else None


def tail_of(text: str) -> re.Match[str] | None:
    """What ends an entry, or is the rest of one; a dash between two years is no leader."""
    match = _rest(text) or _TAIL.search(text)
    if match is None or not match["page"]:
        return match
    before = text[: match.start("page")]
    dashes = len(before) - len(before.rstrip(_DASHES))
    return None if 1 <= dashes <= 2 and before[-dashes - 1 : -dashes] in _YEAR_END else match


def title_of(line: Headline) -> str:
    """The title that the line gives as an entry; else all of it."""
    entry = entry_of(line)
    return entry.title if entry else line.squeezed


def entry_of(line: Headline) -> Entry | None:
    """The line read as an entry; ``None`` if it is too long or a sentence."""
    if not line.squeezed or len(line.text) > _LONGEST:
        return None
    if line.line.table:
        return _row(line.text, line.line.start)
    if is_rest(line.text):
        return Entry("", page_of(line), line.line.start, line.line.start)
    return title_in(line.text, line.line.start)


def title_in(text: str, offset: int, *, paged: bool = False) -> Entry | None:
    """The entry that ``text`` is; ``paged`` tells that it has a page on another line."""
    tail = tail_of(text)
    page = None
    if tail is not None and tail.start() > 0:
        page = int(tail["page"]) if tail["page"] else None
        text = text[: tail.start()]
    leader = _LEADER.search(text)
    if leader is not None:
        text = text[: leader.start()]  # what stands between dots and page is the author
    marker = line_marker(text, 0, len(text))
    begin = marker.end if marker else 0
    paged |= page is not None
    author = _AUTHOR.search(text) if paged else None
    if author is not None:
        text = text[: author.start()]
    title = "".join(text[begin:].split())
    if not title and leader is not None:
        return Entry("", page, offset, offset)
    if not title or (not paged and title[-1] in "。；：:;，") or "。" in title:
        return None
    return Entry(title, page, offset + begin, offset + len(text.rstrip()))


def _row(text: str, offset: int) -> Entry | None:
    """A table row as an entry: the longest cell is the title, a cell with nothing but digits the page."""
    best, page, at = "", None, 0
    start = 0
    for cell in _TABLE_CELL.split(text):
        stripped = cell.strip()
        number = stripped.strip("()（） \u3000")
        if number.isdecimal():
            page = int(number)
        elif len(stripped) > len(best):
            best, at = stripped, start + cell.index(stripped)
        start += len(cell) + 1
    if ends_in_dots(best):
        best = best.rstrip(_DOTS + "_—" + _BLANKS)
    return Entry("".join(best.split()), page, offset + at, offset + at + len(best)) if best else None
