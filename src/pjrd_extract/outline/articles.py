"""Where the articles of a bulletin begin: titles, broken over lines or not, with their bylines and notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from operator import add

from pjrd_extract._patterns import rare
from pjrd_extract.outline.bylines import BylineFinder
from pjrd_extract.outline.contents import Entry
from pjrd_extract.outline.headlines import Headline
from pjrd_extract.outline.kinds import KindFinder
from pjrd_extract.outline.masthead import is_masthead_line

__all__ = ["Heading", "Headings"]

_LONGEST_TITLE = 120
_MOST_TITLE_LINES = 3
_MOST_HEAD_LINES = 8
_LONGEST_PHRASE = 6
# What the second line of a broken title begins with, where it could pass for a title by itself.
_CONTINUES = rare(
    re.compile,
    r"关于|第[一二三四五六七八九十]{1,3}次|出席|缺席|列席|出[（(]|请假|议程|日程|召开|举行|任免|任命|免职|人事|公告|决定|决议|名单|履职|履行|述职|的|报告|评议|评价|工作报告|审议",
)
# What a title that goes on in the next line begins with, or ends with there.
_ABOUT = ("关于", "对")
_OPEN_END = ("委员会", "常委会", "人大", "人民政府", "法院", "检察院", "会议", "大会", "届", "同志", "的")
_HELD = rare(re.compile, r"召开|举行|出席")
_BRACKET = re.compile(r"[（(][^（）()]{1,12}[）)]$")
# Whom an opinion is sent to: 县市场监督管理局：
_ADDRESSEE = re.compile(r"[\u4e00-\u9fff（）()、]{1,24}(?:局|委|委员会|人民政府|政府|法院|检察院|办公室|厅)[：:]")
# Kinds whose text begins without byline, note or salutation.
_PLAIN_START = frozenset({"meeting", "agenda", "attendance", "appointments", "resolution"})
# Kinds of whose titles the shortest are as likely the heading of a section: 评议意见, 审议意见.
_PHRASES = frozenset({"duty_report", "evaluation_opinion", "work_report", "budget_report", "other"})


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of an article: lines ``start`` to ``end`` (exclusive), of which ``body`` begins the article's text."""

    start: int
    title_start: int
    title_end: int
    body: int
    title: str
    kind: str
    byline: str | None


class Headings:
    """Finds the headings among the lines of one bulletin."""

    def __init__(self, lines: list[Headline], kind_of: KindFinder, bylines: BylineFinder) -> None:
        self._lines = lines
        self._kind_of = kind_of
        self._bylines = bylines

    def find(self, first: int, entries: Sequence[Entry]) -> list[Heading]:
        """The headings from line ``first`` on, with ``entries`` of the table of contents as evidence."""
        matcher = _Matcher(entries)
        found: list[Heading] = []
        body = first
        for line in self._lines[first:]:
            if line.title_like and line.index >= body:
                heading = self._heading(line.index, body, matcher)
                if heading is not None:
                    found.append(heading)
                    body = heading.body
        return found

    def _heading(self, i: int, floor: int, matcher: _Matcher) -> Heading | None:
        """The heading whose title begins with line ``i``, which is like a title.

        Bylines before it are looked for down to line ``floor``.
        """
        block = self._title(i)
        if block is None:
            block = self._listed_title(i, matcher)
        if block is None or (is_masthead_line(self._lines[i]) and not self._tells_of_meeting(i)):
            return None
        end, title, kind = block
        byline_lines, body = self._head(end)
        above = [] if byline_lines else self._byline_above(i, floor)
        byline = _text(byline_lines or above)
        start = above[0].index if above else i
        listed = matcher.take(title, byline)
        if not listed and (kind is None or not self._opens(i, end, body, kind, bool(byline_lines or above))):
            return None
        return Heading(start, i, end, body, title, kind or "other", byline)

    def _tells_of_meeting(self, i: int) -> bool:
        """Whether line ``i`` is the title of a 会议公报 that tells of the meeting, no masthead."""
        if i + 1 >= len(self._lines) or not self._lines[i].squeezed.endswith("次会议公报"):
            return False
        following = self._lines[i + 1 : i + 3]
        return any("。" in line.text and _HELD.search(line.text) for line in following) and not any(
            is_masthead_line(line) for line in following
        )

    def _title(self, i: int) -> tuple[int, str, str | None] | None:
        """End, text and kind of the title that begins with line ``i`` and is of a known kind."""
        lines = self._lines
        first = lines[i]
        if self._bylines.person(first):
            return None
        title = first.squeezed
        kind = self._kind_of(title)
        end = i + 1
        while end < len(lines) and end - i < _MOST_TITLE_LINES and self._continues(lines[end - 1], lines[end], title):
            longer = title + lines[end].squeezed
            longer_kind = self._kind_of(longer)
            if kind is not None and not (longer_kind and _CONTINUES.match(lines[end].squeezed)):
                break
            title, kind = longer, longer_kind
            end += 1
        if kind is None:
            return None
        while end < len(lines) and _BRACKET.match(lines[end].squeezed) and not lines[end].note:
            title += lines[end].squeezed
            end += 1
        return end, title, kind

    def _continues(self, above: Headline, below: Headline, title: str) -> bool:
        """Whether ``below`` can be the next line of the title ``title``, whose last line so far is ``above``."""
        if not title.startswith(_ABOUT) and not title.endswith(_OPEN_END):
            return False
        if (
            not below.title_like
            or below.note
            or len(title) + len(below.squeezed) > _LONGEST_TITLE
            or self._bylines.person(below)
        ):
            return False
        if above.marked != below.marked and above.line.depth + below.line.depth:
            return False
        if self._kind_of(below.squeezed) is None:
            return True
        return bool(_CONTINUES.match(below.squeezed)) and not self._kind_of(title)

    def _listed_title(self, i: int, matcher: _Matcher) -> tuple[int, str, str | None] | None:
        """A title of no known kind that the table of contents has."""
        title = ""
        for end in range(i + 1, min(i + 1 + _MOST_TITLE_LINES, len(self._lines) + 1)):
            line = self._lines[end - 1]
            if not line.title_like:
                return None
            title += line.squeezed
            if matcher.has(title):
                return end, title, self._kind_of(title)
        return None

    def _head(self, end: int) -> tuple[list[Headline], int]:
        """The byline's lines after a title that ends before line ``end``, and where the article's text begins."""
        lines, bylines = self._lines, self._bylines
        found: list[Headline] = []
        end = self._after_masthead(end)
        i = end
        while i < len(lines) and i - end < _MOST_HEAD_LINES:
            line = lines[i]
            if line.note or is_masthead_line(line):
                i += 1
            elif not line.title_like or self._kind_of(line.squeezed):
                break
            elif bylines.person(line) or bylines.body(line) or bylines.glued(line):
                found.append(line)
                i += 1
            elif bylines.post(line) and i + 1 < len(lines) and bylines.name(lines[i + 1]):
                found += lines[i : i + 2]
                i += 2
            elif (bylines.name(line) or bylines.of_body(line)) and not found and self._speaks(i + 1):
                found.append(line)
                i += 1
            else:
                break
        return found, i

    def _after_masthead(self, end: int) -> int:
        """The line after a masthead that stands below the first title (``end``: the line after it), else ``end``."""
        if end > _MOST_TITLE_LINES:
            return end
        last = end
        for i in range(end, min(end + _MOST_HEAD_LINES, len(self._lines))):
            line = self._lines[i]
            if is_masthead_line(line):
                last = i + 1
            elif not line.title_like:
                break
        return last

    def _speaks(self, i: int) -> bool:
        """Whether line ``i`` is what follows a byline: a salutation, a note or a sentence."""
        if i >= len(self._lines):
            return False
        line = self._lines[i]
        return line.salutation or line.note or "。" in line.text

    def _byline_above(self, i: int, floor: int) -> list[Headline]:
        """The byline that stands before a title at line ``i``."""
        lines, bylines = self._lines, self._bylines
        if i - 1 >= floor and bylines.person(lines[i - 1]):
            return [lines[i - 1]]
        if i - 2 >= floor and bylines.post(lines[i - 2]) and lines[i - 2].title_like and bylines.name(lines[i - 1]):
            return lines[i - 2 : i]
        return []

    def _opens(self, start: int, end: int, body: int, kind: str, signed: bool) -> bool:
        """Whether a title that no table of contents confirms is followed by what an article begins with."""
        lines = self._lines
        if body >= len(lines) or self._is_listed_in_text(start):
            return False
        following = lines[body]
        noted = any(line.note for line in lines[end:body])
        if signed or noted or following.salutation or _ADDRESSEE.fullmatch(following.squeezed):
            return True
        if kind in _PHRASES and sum(len(line.squeezed) for line in lines[start:end]) <= _LONGEST_PHRASE:
            return False
        if following.title_like and self._kind_of(following.squeezed):
            return False  # a list of titles
        marked = lines[start].marked
        if kind in _PLAIN_START:
            return True
        if kind == "other":
            return marked and "。" in following.text
        return marked or "。" in following.text or following.text.startswith(("一、", "（一）"))

    def _is_listed_in_text(self, start: int) -> bool:
        """Whether the line is one of several titles that a sentence above leads over to."""
        if start == 0 or self._lines[start].marked:
            return False
        above = self._lines[start - 1]
        if above.text.endswith(("：", ":")):
            return not above.salutation
        return above.title_like and not above.marked and self._kind_of(above.squeezed) is not None


def _text(lines: Sequence[Headline]) -> str | None:
    return " ".join(line.text for line in lines) or None


class _Matcher:
    """Compares titles with the entries of the table of contents that no article has taken yet."""

    # Entries and articles stand in the same order, so only the next entries are compared word by word.
    _NEAR = 40

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._open = [_core(entry.title) for entry in entries]
        self._cores = {core for core in self._open if len(core) > 2}
        self._pairs: dict[str, frozenset[str]] = {}

    def has(self, title: str) -> bool:
        """Whether an entry has this very title."""
        return bool(self._cores) and _core(title) in self._cores

    def take(self, title: str, byline: str | None) -> bool:
        """Whether an entry has this title, or its words with those of the byline; the entry is taken then."""
        best = self._best(title, byline)
        if best is None:
            return False
        del self._open[best]
        return True

    def _best(self, title: str, byline: str | None) -> int | None:
        core = _core(title)
        signed = _core(byline + title) if byline else core
        near = self._open[: self._NEAR]
        for i, entry in enumerate(near):
            if entry == core or (byline and entry in signed):
                return i
        pairs = _pairs(signed)
        best, best_score = None, 0.7
        for i, entry in enumerate(near):
            entry_pairs = self._pairs.get(entry)
            if entry_pairs is None:
                entry_pairs = self._pairs[entry] = _pairs(entry)
            if pairs and entry_pairs:
                score = 2 * len(pairs & entry_pairs) / (len(pairs) + len(entry_pairs))
                if score > best_score:
                    best, best_score = i, score
        return best


_LEAD = re.compile(r"(?:关于)?对?(?:关于|对)?")
_MARKS = re.compile(r"\W+")


def _core(title: str) -> str:
    """The title without what entries and titles differ in."""
    if title.startswith(_ABOUT):
        title = _LEAD.sub("", title, count=1)
    title = title.replace("同志", "").replace("的", "")
    return title if title.isalnum() else _MARKS.sub("", title)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(map(add, text, text[1:]))
