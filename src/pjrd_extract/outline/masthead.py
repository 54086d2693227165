"""The masthead: title, issuer, issue, serial number and date, in digits or Chinese numerals."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence

import regex

from pjrd_extract.models.bulletin import Masthead
from pjrd_extract.normalize.calendar import digits, number
from pjrd_extract.normalize.places import bare_place
from pjrd_extract.outline.headlines import Headline

__all__ = ["is_masthead_line", "issue_year", "names_bulletin", "read_masthead"]

_NUMBER = r"(?:\d{1,5}|[〇○零Ｏ一二三四五六七八九十百]{1,7})"
_SERIAL = regex.compile(rf"[（(]?总(?:字?第|号[：:]?|期数?[：:]?|字)?({_NUMBER})[号期]?[）)]?")
_ISSUE = regex.compile(rf"第({_NUMBER})[号期]")
_YEAR = r"(?:[12]\d{3}|[一二][〇○零Ｏ一二三四五六七八九]{3})"
_DATE = regex.compile(
    rf"({_YEAR})年(\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(\d{{1,2}}|[一二三四五六七八九十]{{1,3}})日"
    r"|([12]\d{3})[-/.](\d{1,2})[-/.](\d{1,2})"
)
_YEARS_ISSUE = regex.compile(rf"({_YEAR})年度?[（(]?第{_NUMBER}[号期]")
_COMMITTEE = "人民代表大会常务委员会"
_ISSUER = regex.compile(rf"[\u4e00-\u9fff]{{2,14}}?(?:自治[区州县旗]|[省市县区州旗盟]){_COMMITTEE}")
# The place whose committee it is, up to the committee itself.
_PLACE = regex.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{1,12}?(?:自治[区州县旗]|[省市县区州旗盟]))(?:第[一二三四五六七八九十]{1,3}届)?\Z"
)
_LONGEST_PLACE = 20
# Committees in general, or of somewhere else: 各县, 上级, 我县, 市县.
_NO_PLACE = re.compile(r"各|该|我|两级|上级|下级|上一级|下一级|[本全省市县区][省市县区州旗]\Z")
_TITLE = regex.compile(r"公报|会刊")
_NEWS = regex.compile(r"(?:召开|举行)|[在于].*(?:会议|大会)|通过|次会议公报$")
# What a line of a masthead says: 编 alone only behind the office that edits, since 汇编 and 摘编 are titles.
_OWN = re.compile(
    rf"公报|会刊|总(?:字?第|[号期]数?[：:]?){_NUMBER}"
    rf"|编(?:(?<=[室会厅处局社院部科]编)|印)(?:{_YEAR}|$)|(?:主办|出版|印发)(?:{_YEAR}|$)"
)
_OWN_START = re.compile(
    rf"(?:{_YEAR}年)?第{_NUMBER}[号期]|{_YEAR}年.{{1,3}}月.{{1,3}}日(?:出版|印发|编印)?$|人民代表大会(?:常务委员会)?$"
)


def is_masthead_line(line: Headline) -> bool:
    """Whether a line at the head of a bulletin belongs to its masthead."""
    squeezed = line.squeezed
    return bool(squeezed) and (_OWN.search(squeezed) is not None or _OWN_START.match(squeezed) is not None)


def names_bulletin(line: Headline) -> bool:
    """Whether the line calls what it stands in a bulletin, or numbers its issues."""
    return any(pattern.search(line.squeezed) for pattern in (_TITLE, _SERIAL, _ISSUE))


def read_masthead(lines: Sequence[Headline], first: int, text: str, tail: Sequence[Headline] = ()) -> Masthead:
    """The masthead from ``lines``, the lines up to the text of the first article, whose head begins at line ``first``.

    Of that head only lines that are a masthead's by their form count. ``text`` is the whole cleaned text, ``tail`` the
    lines at its end that tell who printed it. The issuer is taken from the head, or else is the committee that the text
    names most often.
    """
    last = max((line.index for line in lines[first:] if is_masthead_line(line)), default=first - 1)
    head = [line.squeezed for line in lines[:first]]
    head += [line.squeezed for line in lines[first : last + 1] if not _NEWS.search(line.squeezed)]
    short = [line for line in head if line]
    joined = "\n".join(short)
    serial = _SERIAL.search(joined)
    issue = _ISSUE.search(_SERIAL.sub("", joined))
    date = _date(short)
    if date is None:
        date = _date([line.squeezed for line in tail])
    return Masthead(
        title=_title(short),
        issuer=_issuer(short) or _named_most(text),
        issue_number=_number(issue[1]) if issue else None,
        serial_number=_number(serial[1]) if serial else None,
        published_on=date,
    )


def issue_year(lines: Sequence[Headline]) -> int | None:
    """The year whose issues the masthead, one of ``lines``, counts: 2024年第3号."""
    for line in lines:
        if "年" in line.squeezed and is_masthead_line(line) and (match := _YEARS_ISSUE.search(line.squeezed)):
            return digits(match[1])
    return None


def _title(lines: list[str]) -> str | None:
    """The lines up to the one that says 公报, which may be parted from the name of the committee."""
    for i, line in enumerate(lines):
        match = _TITLE.search(line)
        if match:
            above = lines[i - 1] if i and match.start() == 0 else ""
            if above and above.startswith("人民代表大会") and i > 1:
                above = lines[i - 2] + above
            return above + line[: match.end()]
    return None


def _issuer(head: list[str]) -> str | None:
    """The committee that a line of the head names, or lines that its name is parted into."""
    for part in (*head, "".join(head)):
        match = _ISSUER.search(part)
        if match is not None:
            before = part[max(0, match.start() - 1) : match.start()]
            place = bare_place(match[0].removesuffix(_COMMITTEE), before)
            return None if _NO_PLACE.match(place) else place + _COMMITTEE
    return None


def _named_most(text: str) -> str | None:
    named: Counter[str] = Counter()
    at = text.find(_COMMITTEE)
    while at >= 0:
        place = _PLACE.search(text, max(0, at - _LONGEST_PLACE), at)
        if place is not None:
            name = bare_place(place[1], text[max(0, place.start() - 1) : place.start()])
            named[name] += not _NO_PLACE.match(name)
        at = text.find(_COMMITTEE, at + len(_COMMITTEE))
    name, times = named.most_common(1)[0] if named else ("", 0)
    return name + _COMMITTEE if times else None


def _date(lines: Sequence[str]) -> dt.date | None:
    for line in lines:
        for match in _DATE.finditer(line):
            year, month, day = match.group(1, 2, 3) if match[1] else match.group(4, 5, 6)
            try:
                return dt.date(digits(year), number(month), number(day))
            except ValueError:
                continue
    return None


def _number(text: str) -> int | None:
    """A number below one thousand in digits or Chinese numerals, ``None`` if ``text`` is no such number."""
    hundreds, hundred, rest = text.rpartition("百")
    rest = rest.lstrip("零〇○Ｏ")
    try:
        return (digits(hundreds or "一") * 100 if hundred else 0) + (number(rest) if rest else 0)
    except ValueError:
        return None
