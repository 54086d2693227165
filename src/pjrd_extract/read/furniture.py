"""Page furniture: page numbers, running titles, and whatever else a page has that the text has not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from pjrd_extract.read.lines import BLANK, Line, cells, opening

__all__ = ["furniture"]

_DASH = r"[-－—–―─·•.~～]"
# "— 12 —", "- 12 -", "·12·", "第 12 页", "第12页 共50页", "12 / 50", "Page 3".
_PAGE = re.compile(
    rf"{_DASH}{{1,3}}[{BLANK}]*[0-9０-９]{{1,4}}[{BLANK}]*{_DASH}{{1,3}}"
    rf"|[(（]?第[{BLANK}]*[0-9０-９]{{1,4}}[{BLANK}]*页[)）]?"
    rf"(?:[{BLANK}，,/／(（]*共[{BLANK}]*[0-9０-９]{{1,4}}[{BLANK}]*页[)）]?)?"
    rf"|[0-9０-９]{{1,4}}[{BLANK}]*[/／][{BLANK}]*[0-9０-９]{{1,4}}"
    r"|[Pp]age[ ]*[0-9]{1,4}"
)
_PAGE_END = frozenset("-－—–―─·•.~～页)）0123456789０１２３４５６７８９")
_BARE = re.compile(r"[0-9０-９]{1,4}")
_DIGITS = re.compile(r"[0-9０-９]+")
_MARKS = re.compile(rf"[{BLANK}*_·•—–\-|｜]")
_STOP = frozenset("。！？；：!?;:")
_ENDS = _STOP | {""}
# A line that can't be a running title: longer ones are text.
_LONGEST = 40
_PROSE = re.compile("[，。；]")
_MOST_LIST_LINES = 3
# Cells by which the full lines of a paragraph differ, and the least that they have.
_RAGGED = 6
_SHORTEST_FULL = 24
_BULLETIN = "公报"
_MASTHEAD_LINES = 12


def furniture(lines: list[Line]) -> set[int]:
    """Indices of the lines that are page furniture, of which the text must be freed.

    Page numbers are told by their form; a number on a line by itself only where others follow it in order. A repeated
    line is a running title if it stands at page ends and cuts a sentence somewhere, or names the bulletin: an
    article's title stands at the top of a page too, but never in a sentence. Its first appearance stays, as it is the
    title itself, or the masthead.
    """
    short = [(i, line.text) for i, line in enumerate(lines) if len(line.text) <= _LONGEST]
    marks = {i for i, text in short if text[-1] in _PAGE_END and len(text) <= 24 and _PAGE.fullmatch(text)}
    marks |= _bare_numbers(lines, short)
    return marks | _running_titles(lines, short, marks)


def _bare_numbers(lines: list[Line], short: list[tuple[int, str]]) -> set[int]:
    """Lines that are nothing but a number, where it goes up from page to page.

    Numbers with no more than a few short lines between them are those of a list: 目录, or a column of figures.
    """
    bare = [(i, int(text)) for i, text in short if len(text) <= 4 and _BARE.fullmatch(text)]
    steps = [later[1] - earlier[1] for earlier, later in pairwise(bare)]
    near = [_is_list(lines[earlier[0] + 1 : later[0]]) for earlier, later in pairwise(bare)]
    pages: set[int] = set()
    for k, (i, _) in enumerate(bare):
        if any(near[at : at + 2] == [True, True] for at in range(max(0, k - 2), k + 1)):
            continue
        before = steps[k - 1] if k else 0
        after = steps[k] if k < len(steps) else 0
        if before in (1, 2) or after in (1, 2):
            pages.add(i)
    return pages


def _is_list(between: list[Line]) -> bool:
    """Whether the lines between two numbers are no page."""
    return 0 < len(between) <= _MOST_LIST_LINES and not any(_PROSE.search(line.text) for line in between)


def _running_titles(lines: list[Line], short: list[tuple[int, str]], marks: set[int]) -> set[int]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    unstopped = [(i, text) for i, text in short if text[-1] not in _STOP and i not in marks and not lines[i].table]
    # Behind a stop, as most are, a line cuts nothing.
    cuts = {
        i
        for i, _ in unstopped
        if (lines[i - 1].text[-1] not in _STOP or i - 1 in marks) and _cuts_a_sentence(lines, i, marks)
    }
    if not cuts:  # as mostly: then only what names the bulletin, perhaps with blanks in between, may be one
        unstopped = [(i, text) for i, text in unstopped if _BULLETIN[0] in text and _BULLETIN[-1] in text]
    for (i, _), shape in zip(unstopped, _shapes([text for _, text in unstopped]), strict=True):
        places[shape].append(i)
    found: set[int] = set()
    for shape, all_places in places.items():
        if len(all_places) < 2 or len(shape) < 4:
            continue
        cutting = [i for i in all_places if i in cuts]
        if not cutting and _BULLETIN not in shape:
            continue  # as most: headings that several articles have
        in_prose = () if _BULLETIN in shape else {i for i in all_places if _of_paragraph(lines, i, marks)}
        indices = [i for i in all_places if i not in in_prose]
        if len(indices) < 2:
            continue
        cutting = [i for i in cutting if i not in in_prose]
        at_page_end = [i for i in indices if _beside_a_page_end(lines, i, marks)]
        if _BULLETIN in shape and (at_page_end or len(indices) > 2):
            running = indices
        elif cutting and len(at_page_end) >= 2:
            running = sorted({*cutting, *at_page_end})
        elif len(cutting) >= 2:
            running = cutting
        else:
            continue
        first = indices[0]
        keep_first = running[0] == first and first not in cutting
        if _BULLETIN in shape and first >= _MASTHEAD_LINES and first in at_page_end:
            keep_first = False
        found.update(running[1:] if keep_first else running)
    return found


def _of_paragraph(lines: list[Line], i: int, marks: set[int]) -> bool:
    """Whether line ``i`` is prose, or a full line of a paragraph: the bulletin may say the same in two places."""
    if _PROSE.search(lines[i].text):
        return True
    if i + 1 >= len(lines) or i + 1 in marks or lines[i + 1].blanks or lines[i + 1].page:
        return False
    width = cells(lines[i].text)
    above = cells(lines[i - 1].text) if i and i - 1 not in marks and not lines[i].blanks else 0
    return width >= max(above, cells(lines[i + 1].text)) - _RAGGED and width >= _SHORTEST_FULL


def _shapes(texts: list[str]) -> Iterable[str]:
    """Each of ``texts`` as it looks on every page: without its number, blanks and marks."""
    if not texts:
        return ()
    # A hundred short texts are one to the patterns.
    unmarked = _DIGITS.sub("0", _MARKS.sub("", "\n".join(texts)))
    return (text.strip("0") for text in unmarked.split("\n"))


def _beside_a_page_end(lines: list[Line], i: int, marks: set[int]) -> bool:
    return i - 1 in marks or i + 1 in marks or lines[i].page or (i + 1 < len(lines) and lines[i + 1].page)


def _cuts_a_sentence(lines: list[Line], i: int, marks: set[int]) -> bool:
    """Whether line ``i``, with the page numbers around it, stands between two parts of a sentence."""
    before = i - 1
    while before in marks:
        before -= 1
    after = i + 1
    while after in marks:
        after += 1
    if before < 0 or after >= len(lines) or lines[after].depth or lines[after].bold:
        return False
    text = lines[before].text
    return (
        not lines[before].depth
        and not lines[before].bold
        and text.rstrip("”’）)》*")[-1:] not in _ENDS
        and ("，" in text or "。" in text)
        and any(mark in opening(lines, after) for mark in "，。；")
    )
