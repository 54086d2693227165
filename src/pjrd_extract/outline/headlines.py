"""What a short line of a bulletin may be: a title, a byline, a note under a title, a salutation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pjrd_extract.outline.kinds import squeeze
from pjrd_extract.outline.markers import Marker, line_marker
from pjrd_extract.read.clean import Cleaned
from pjrd_extract.read.lines import Line

__all__ = ["Headline", "headlines"]

_LONGEST_TITLE = 90
_LONGEST = 2 * _LONGEST_TITLE  # with blanks
_NO_TITLE_END = frozenset("。；：:，,、！？;!?")
_STOP = re.compile(r"[。；！？]")
_NO_TITLE_START = re.compile(
    r"[（(【〔]|——|[-—]|表\s?\d|图\s?\d|单位[：:]|附[：:]|注[：:]|[\d.%]+$"
    # What a meeting did, not what it is called.
    r"|(?:听取|审议|审查|表决|书面|传达|讨论|学习|通过|补选|开展|进行|决定(?!任免|任命|免职|任免名单))(?!意见|结果|情况)"
)
_NOTE = re.compile(
    r"[（(【〔].{2,80}[）)】〕]$"
    # a subtitle
    r"|(?:——|—|--|─{1,2})[^—\-].{3,60}$|[12]\d{3}年\d{1,2}月\d{1,2}日在.{4,60}(?:会议|大会)上$"
    # a date
    r"|[（(]?(?:[12]\d{3}|[一二〇○零Ｏ][一二三四五六七八九〇○零Ｏ]{3})年.{1,3}月.{1,3}日[）)]?$"
    # what a web page says about itself
    r"|[【\[（(]?(?:信息来源|来源|发布时间|发布日期|时间|日期|字体|字号|作者|浏览)[：:]"
)
_SALUTATION = re.compile(
    r"(?:尊敬的)?(?:主任|各位|同志们|[^，。：]{0,12}人大常委会|[^，。：]{0,12}人民代表大会常务委员会"
    r"|[^，。：]{0,12}人民政府)[^。；]{0,40}[：:！!]$"
)


@dataclass(slots=True)
class Headline:
    """A line with what the outline asks of it; ``squeezed`` is its text without blanks, empty for long lines."""

    index: int
    line: Line
    text: str
    squeezed: str
    title_like: bool
    """Whether its form allows it to be a title, or a part of one."""
    marker: Marker | None
    """The marker that it begins with, if it is no row of a table."""

    @property
    def marked(self) -> bool:
        """Whether the source sets it off as a heading."""
        return self.line.depth > 0 or self.line.bold or self.line.centred

    @property
    def note(self) -> bool:
        """Whether it is a note under a title: when and where it was adopted or given, or published on the web."""
        return _NOTE.match(self.squeezed) is not None

    @property
    def salutation(self) -> bool:
        """Whether it addresses the audience, as a report does before its first sentence."""
        return _SALUTATION.match(self.squeezed) is not None


def headlines(cleaned: Cleaned) -> list[Headline]:
    """Every line of ``cleaned``, in order."""
    value, lines = cleaned.text.value, cleaned.lines
    # One step for all lines, then the next: the processor then has its code at hand.
    markers = [None if line.table else line_marker(value, line.start, line.end) for line in lines]
    squeezed = ["" if len(line.text) > _LONGEST else squeeze(line.text) for line in lines]
    return [
        Headline(index, line, line.text, short, bool(short) and _is_title_like(line, short, marker), marker)
        for index, (line, short, marker) in enumerate(zip(lines, squeezed, markers, strict=True))
    ]


def _is_title_like(line: Line, squeezed: str, marker: Marker | None) -> bool:
    return (
        2 <= len(squeezed) <= _LONGEST_TITLE
        and squeezed[-1] not in _NO_TITLE_END
        and not line.table
        and (marker if squeezed == line.text else line_marker(squeezed, 0, len(squeezed))) is None
        and _STOP.search(squeezed) is None
        and squeezed.count("，") < 2
        and _NO_TITLE_START.match(squeezed) is None
    )
