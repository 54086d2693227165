"""Which standing committee a text speaks of, of which congress (届), and which of its meetings (次)."""

from __future__ import annotations

from typing import NamedTuple

import regex

from pjrd_extract._patterns import rare
from pjrd_extract.normalize.calendar import number
from pjrd_extract.normalize.places import bare_place

__all__ = ["Sitting", "find_sitting"]

_HAN = r"[\u3400-\u9fff]"
_NUMERAL = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_PLACE = rf"{_HAN}{{0,20}}?(?:省|自治区|市|自治州|州|盟|地区|自治县|县|自治旗|旗|区|全国)"
_FULL = regex.compile(rf"(?P<place>{_PLACE})第?(?P<congress>{_NUMERAL})届人民代表大会常务委员会")
_SHORT = regex.compile(
    rf"(?P<place>{_PLACE})?第?(?P<congress>{_NUMERAL})届(?:人大常委会|人民代表大会常委会|人大|人民代表大会(?!代表))"
)
_WITHOUT = rare(regex.compile, rf"(?P<place>{_PLACE})(?:人民代表大会常务委员会|人大常委会)")
_SESSION = regex.compile(
    rf"(?:常务委员会|常委会)(?!主任)[^。，；\n]{{0,24}}?第?(?P<session>{_NUMERAL})次(?:常委会)?(?:[（(]扩大[）)])?(?:会议|常委会|例会)"
)
_ANY_SESSION = rare(regex.compile, rf"第?(?P<session>{_NUMERAL})次(?:常委会)?(?:[（(]扩大[）)])?(?:会议|常委会)")
_CHAIRS = "主任会议"


class Sitting(NamedTuple):
    """A body, the number of its congress and the number of its meeting, each as far as it is written."""

    body: str | None
    congress: int | None
    session: int | None


def find_sitting(title: str, rest: str = "") -> Sitting:
    """The sitting that ``title`` names; what it does not say comes from ``rest``, where the names agree.

    Both are dense text. The body gets its full official name where either text has it, else one with the place.

    >>> find_sitting("县十八届人大常委会召开第十四次会议", "2023年10月16日，云江县第十八届人民代表大会常务委员会召开会议")
    Sitting(body='云江县第十八届人民代表大会常务委员会', congress=18, session=14)
    """
    own = _FULL.search(title) or _SHORT.search(title)
    named = own or min(filter(None, (_FULL.search(rest), _SHORT.search(rest))), key=lambda m: m.start(), default=None)
    congress, place = _number(named), _place(named)
    if _CHAIRS in title and _session(title) is None:
        # The chairpersons meet between the meetings of their committee, and are counted by themselves.
        return Sitting(None, congress, None)
    session = _session(title)
    if session is None:
        session = _session(rest)
    for form in (_FULL, _SHORT):
        for match in (*form.finditer(title), *form.finditer(rest)):
            if _number(match) == congress and _says_more(_place(match), place, form) and "常" in match[0]:
                return Sitting(_body(match), congress, session)
    return Sitting(_as_written(named, title, rest), congress, session)


def _says_more(place: str, than: str, form: regex.Pattern[str]) -> bool:
    """Whether a mention of ``form`` names the place of another one better: in full, or by more than its level (县)."""
    return place.endswith(than) and (form is _FULL or (len(than) <= 1 < len(place)))


def _as_written(named: regex.Match[str] | None, title: str, rest: str) -> str | None:
    """The body under the name that stands there: a short one, or one without a congress."""
    if named is not None and "常" in named[0]:
        return _body(named)
    match = _WITHOUT.search(title) or _WITHOUT.search(rest)
    return _body(match) if match else None


def _session(text: str) -> int | None:
    match = _SESSION.search(text) or _ANY_SESSION.search(text)
    return _value(match["session"]) if match else None


def _number(match: regex.Match[str] | None) -> int | None:
    return _value(match["congress"]) if match else None


def _value(numeral: str) -> int | None:
    try:
        return number(numeral)
    except ValueError:
        return None


def _body(match: regex.Match[str]) -> str:
    """The name that was matched, without words that only stand before it."""
    return f"{_place(match)}{match[0][len(match['place'] or '') :]}"


def _place(match: regex.Match[str] | None) -> str:
    """The name of the place, without words that only stand before it."""
    if match is None or not match["place"]:
        return ""
    return bare_place(match["place"], match.string[max(0, match.start("place") - 1) : match.start("place")])
