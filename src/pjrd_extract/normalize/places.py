"""The name of a place without the words that stand before it in a sentence."""

from __future__ import annotations

import regex

__all__ = ["bare_place"]

# Words that stand before the name of a place and are no part of it. After one of the second kind a place of two
# characters keeps it, since 和县 and 从江县 are places; the first kind begins no place.
_LEAD = regex.compile(
    r"(?:.*(?:根据|按照|以及|听取|提请|召开|举行|主持|关于|主任|常委会|代表大会|会议)|[在由经受据是])"
    r"|(?P<doubtful>[和及与对向从为到自于将])"
)
_NUMERALS = frozenset("一二三四五六七八九十")
_LEVEL = frozenset("省市州盟县旗区")


def bare_place(place: str, before: str = "") -> str:
    """``place`` as it was found, without what leads up to it; ``before`` ends with the character in front of it.

    >>> bare_place("在云江县"), bare_place("和县"), bare_place("日云江县", "8月24"), bare_place("日照市")
    ('云江县', '和县', '云江县', '日照市')
    """
    if place.startswith("日") and (before[-1:].isdigit() or before[-1:] in _NUMERALS):
        # The place stands behind a date; 日照市 behind one keeps its own 日.
        place = place[1:]
    while (lead := _LEAD.match(place)) is not None:
        rest = place[lead.end() :]
        if len(rest) < 3 and (lead["doubtful"] or (rest not in _LEVEL and len(rest) < 2)):
            break
        place = rest
    return place
