"""Which lines of a source are one paragraph: sentences that a page or the width of a line has broken."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import NamedTuple

from pjrd_extract._patterns import rare
from pjrd_extract.read.lines import BLANK, Line, cells, opening

__all__ = ["OWN_START", "Layout", "ends_sentence", "in_columns", "joins"]

_SENTENCE_ENDS = tuple("。！？；：!?;:…")
_BEHIND_END = '”’"』」）)】*_'
_PLAIN_END = frozenset("。！？；：")
_OPEN_END = frozenset("，、,（(《“‘—-")
_NUMBER_END = re.compile(r"(?<![\d.．])[\d０-９]+[ ]?[.．][*_]*$")
_PROSE = re.compile(r"[，。；！？]")
_NEXT_PROSE = re.compile(r"[，。；！？、]")
_STOP = re.compile(r"[。；]")
# No paragraph begins with a quantity: its sentence began in the line before.
_QUANTITY = re.compile(
    r"[0-9０-９][0-9０-９.．,，]*(?:[万亿元%％个名人户亩项家件起次座台吨倍成位宗辆套场处所期份]|公里|平方|立方|百分)"
)

# A quantity, with the word that bounds it, whose parts two lines may hold, and the last characters of the first part.
_WHOLE = rare(
    re.compile,
    rf"(?:(?P<bound>约|[将接]?近|不?超过?|逾|不[足到少低]于?|至少|突破|[高多]?达到?)[{BLANK}]*)?(?<![件表图第号：:.．0-9０-９A-Za-z])"
    rf"(?:(?P<number>[0-9０-９][0-9０-９.．,，至到~～－—{BLANK}\-]*)[百千万亿]{{0,2}}|(?(bound)[一二三四五六七八九十百千万亿两]{{1,6}}|(?!)))"
    rf"[余多]?[{BLANK}]*"
    r"(?:个百分点|[元%％名个人户亩项家件起次座台吨倍成位宗辆套场处所期份米张部间栋幢株票]|公[里斤]|[平立]方米?|千瓦时?|百分点|毫米)",
)
_BOUND_BEHIND = re.compile(r"(?:以[上下内]|左右|上下)[，。；、]")
_TORN_ENDS = frozenset(
    "0123456789０１２３４５６７８９.．百千万亿余多~～－—-方瓦分元%％名个人户亩项家件起次座台吨倍成位宗辆套场处所期份米里斤点一二三四五六七八九十两公平立毫约近超逾达过足于到少低破不至突将接高"
)
_LONGEST_PART = 16
_PAGE_END = re.compile(rf"[{BLANK}][0-9０-９]{{1,3}}$")

# What a paragraph of its own begins with: a marker, a note in brackets, a subtitle's dash, a salutation.
OWN_START = re.compile(
    rf"[*_]*(?:"
    rf"[（(]?[一二三四五六七八九十]{{1,3}}[、）)．.]"
    rf"|[（(][{BLANK}]*[一二三四五六七八九十\d]{{1,3}}[{BLANK}]*[)）]"
    rf"|\d{{1,2}}(?:、|[.．](?![{BLANK}]*\d)|[)）])"
    rf"|[①-⑳]|第[一二三四五六七八九十]{{1,3}}[章节条，、,：]"
    rf"|[一二三四五六七八九十](?:是|要)"
    rf"|[（(][12]\d{{3}}年|——|【|附件?[：:]|注[：:]"
    rf"|(?:尊敬的)?(?:主任|各位)[^。]{{0,30}}[：:]"
    rf")"
)
# An entry of a table of contents ends with dots and mostly a page. No blank can be taken for one of two runs: a long
# run would be tried with each way to part it.
_ENTRY = re.compile(
    rf"[.．·…_{BLANK}](?:(?<=[.．·…_])(?<![0-9].)|(?<=[{BLANK}])[{BLANK}]|(?<=\t))"
    rf"[{BLANK}]*+(?:[(（][{BLANK}]*+)?(?:\d{{1,4}}[{BLANK}]*+)?[)）]?$"
)
_COLUMN_GAP = re.compile(rf"[{BLANK}]+")

_TITLE_END = re.compile(
    r"(?:报告|决议|决定|名单|议程|会议|纪要|综述|召开|举行|意见书?|办法|条例|情况|公告|说明|方案|讲话|通知|[）)\d])$"
)
_LONG_HEADING = 45
_SHORT_PROSE = 16
_SOME = 40


class Layout(NamedTuple):
    """How the paragraphs of a source are set.

    ``width`` is the width of a full line in half-width cells, or 0 where lines are not broken at a width; ``indented``
    tells whether paragraphs begin with blanks.
    """

    width: int
    indented: bool

    @classmethod
    def of(cls, lines: list[Line]) -> Layout:
        """The layout that ``lines`` show."""
        followed = [
            cells(above.text)
            for above, below in pairwise(lines)
            if below.blanks == 0 and not above.table and not above.depth and not in_columns(above.text)
        ]
        indented = len([line for line in lines if line.indent and line.indent in (2, 3, 4, 8)])
        full = 0
        if len(followed) >= 4:
            # A few lines may hang over by a stop that must not begin a line.
            width = sorted(followed)[int(len(followed) * 0.9)]
            full = sum(width - 6 <= w <= width + 4 for w in followed)
            if 24 <= width <= 160 and full >= 4 and full >= 0.3 * len(followed) and _prose(lines, width):
                return cls(width, indented >= 0.1 * len(lines))
        return cls(0, indented >= 0.3 * len(lines))


def _prose(lines: list[Line], width: int) -> bool:
    """Whether the first lines of full ``width`` are of sentences: titles in a list may all be as long as well."""
    full = (line.text for line in lines if width - 6 <= cells(line.text) <= width + 4 and not line.table)
    some = [_NEXT_PROSE.search(text) is not None for text in islice(full, _SOME)]
    return sum(some) * 4 >= len(some)


def joins(lines: list[Line], page_ends: set[int]) -> set[int]:
    """Indices of the lines that go on with the paragraph of the line before.

    ``page_ends`` are the indices of lines before which page furniture was taken out.
    """
    layout = Layout.of(lines)
    found: set[int] = set()
    open_ended = [i for i, line in enumerate(lines[:-1], 1) if line.text[-1] not in _PLAIN_END or layout.width]
    for i in open_ended:
        above, below = lines[i - 1], lines[i]
        if above.table or below.table or above.depth or below.depth or above.bold or below.bold:
            continue
        at_page_end = i in page_ends or below.page
        if above.text[-1] in _TORN_ENDS and _torn(above.text, below.text):
            found.add(i)
            continue
        if layout.width and below.blanks == 0 and not at_page_end:
            goes_on = _wrapped(above, below, layout)
        else:
            goes_on = (
                _broken(above, below, layout, at_page_end, joined=i - 1 in found, rest=opening(lines, i))
                and not in_columns(above.text)
                and not in_columns(below.text)
            )
        if goes_on:
            found.add(i)
    return found


def _torn(text: str, following: str) -> bool:
    """Whether a line end stands inside a quantity, or between it and the word that bounds it."""
    if _BOUND_BEHIND.match(following):
        return True
    if text.isdecimal() or not (_PROSE.search(text) or _NEXT_PROSE.search(following)):
        return False
    part = text[-_LONGEST_PART:]
    for match in _WHOLE.finditer(part + following[:_LONGEST_PART]):
        if match.start() < len(part) < match.end():
            end = match.end("number")
            # A page behind a title has a blank before it, and a title no comma.
            page = end == len(part) and match["number"].isdecimal() and _PAGE_END.search(part, 0, end)
            return not page or _PROSE.search(text) is not None
    return False


def _wrapped(above: Line, below: Line, layout: Layout) -> bool:
    """Whether a line that follows without a blank line goes on with the paragraph, in a source of fixed width."""
    if above.centred or below.centred or in_columns(above.text) or (layout.indented and below.indent):
        return False
    if below.text.isdecimal() and not _PROSE.search(above.text):
        return False  # a title and its page
    width = cells(above.text) + (above.indent if above.indent <= 8 else 0)
    if _goes_on(above.text) and not OWN_START.match(below.text):
        return True
    if width < layout.width - 6:
        # A long number or word that would not fit leaves a line short, but never one that ends a sentence.
        ragged = (width >= 0.6 * layout.width and _NEXT_PROSE.search(above.text)) or _QUANTITY.match(below.text)
        return bool(ragged or _ends_entry(above, below, layout)) and not (
            ends_sentence(above.text) or OWN_START.match(below.text)
        )
    if layout.indented:
        return True
    return not (OWN_START.match(below.text) and ends_sentence(above.text))


def _ends_entry(above: Line, below: Line, layout: Layout) -> bool:
    """Whether ``below`` is the rest of an entry of a list, which may be set narrower than prose.

    Where paragraphs begin with blanks it has none, and it is shorter than the line it is the rest of.
    """
    if not (layout.indented and above.indent and len(below.text) < len(above.text)) or OWN_START.match(above.text):
        return False
    stop = _PROSE.search(below.text)
    return stop is not None and stop.end() == len(below.text)


def _broken(above: Line, below: Line, layout: Layout, at_page_end: bool, *, joined: bool, rest: str) -> bool:
    """Whether a sentence that a page end or a blank line has broken goes on in ``below``, if both are no columns.

    ``rest`` is ``below`` with the line behind it.
    """
    text, following = above.text, below.text
    if above.centred or below.centred or OWN_START.match(following) or ends_sentence(text):
        return False
    if _closes(following, text):
        return True
    if _goes_on(text):
        return len(text) > _SHORT_PROSE or at_page_end
    if (layout.indented and below.indent) or not _NEXT_PROSE.search(rest if at_page_end else following):
        return False
    if OWN_START.match(text) and not joined and not _STOP.search(text):
        # A heading has a marker and no stop. A list item cut by a page end is told from it by its length.
        return len(text) >= (_LONG_HEADING - 15 if at_page_end else _LONG_HEADING)
    if at_page_end and len(text) > _SHORT_PROSE and not _TITLE_END.search(text):
        return True
    return joined or _PROSE.search(text) is not None


def ends_sentence(text: str) -> bool:
    """Whether ``text`` ends with a stop, or with brackets, quotation marks and bold markers behind one.

    >>> ends_sentence("（已办结。）**"), ends_sentence("已办结")
    (True, False)
    """
    return text.rstrip(_BEHIND_END).endswith(_SENTENCE_ENDS)


def _goes_on(text: str) -> bool:
    """Whether ``text`` ends with a comma, an open bracket, a dash or a decimal point."""
    last = text.rstrip("*_")[-1:]
    return last in _OPEN_END or (last in (".", "．") and _NUMBER_END.search(text) is not None)


def _closes(following: str, text: str) -> bool:
    """Whether ``following`` closes a bracket or quotation mark that ``text`` leaves open."""
    return (
        ("》" in following and text.count("《") > text.count("》"))
        or ("）" in following and text.count("（") > text.count("）"))
        or ("”" in following and text.count("“") > text.count("”"))
    )


def in_columns(text: str) -> bool:
    """Whether ``text`` is a row of short words set apart by blanks, as names in a list are, or an entry with a page."""
    if len(text) > 120 or _PROSE.search(text):
        return False
    if _ENTRY.search(text):
        return True
    words = _COLUMN_GAP.split(text)
    return len(words) >= 3 and len(text) <= 6 * len(words)
