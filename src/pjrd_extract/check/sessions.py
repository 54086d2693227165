"""``figure-mismatch``: the session of a meeting, in the title of an article and in the line below it."""

from __future__ import annotations

from collections.abc import Iterator

from pjrd_extract._patterns import compiled, rare
from pjrd_extract._text import Span
from pjrd_extract.check.ground import Ground
from pjrd_extract.errors import NumeralError
from pjrd_extract.models.bulletin import Finding
from pjrd_extract.normalize.numbers import parse_number

__all__ = ["check_sessions"]

_KINDS = frozenset(("agenda", "appointments", "attendance", "meeting"))
_REACH = 160
_NUMBER = "[0-9〇零一二三四五六七八九十百]{1,5}"
_SESSION = rare(compiled, rf"(?:常委会|常务委员会)(?P<held>召开|举行)?(?P<words>第(?P<number>{_NUMBER})次会议)")
_HELD = rare(compiled, r"\s?(?:表决)?(?:通过|召开(?!以来|后|前)|举行(?!以来|后|前)|[）)])")


def check_sessions(ground: Ground) -> Iterator[Finding]:
    """One finding for each article on a meeting whose title says another session than the first line below it.

    A meeting of the chairpersons (主任会议), or of the congress itself, is counted by itself.
    """
    for article in ground.bulletin.articles:
        if article.kind not in _KINDS or "次会议" not in article.title:
            continue
        title = _SESSION.search("".join(article.title.split()))
        if title is None:
            continue
        start = article.span.start
        end = min(article.span.end, start + len(article.title) + _REACH)
        found = list(_SESSION.finditer(ground.source, start, end))
        other = next((one for one in found if one["words"] != title["words"]), None)
        first = next((one for one in found if one["words"] == title["words"]), None)
        # The title itself is found first; what follows one that agrees is of something else.
        if other is None or first is None or other is not found[1]:
            continue
        # What an item names is another meeting: 常委会第十四次会议交办事项.
        if not other["held"] and _HELD.match(ground.source, other.end()) is None:
            continue
        if _value(other["number"]) != _value(title["number"]):
            spans = [Span(*first.span()), Span(*other.span())]
            message = f"会议次数不同：标题写“{title['words']}”，下文写“{other['words']}”"
            yield ground.finding("figure-mismatch", "warning", message, spans)


def _value(number: str) -> int | None:
    try:
        return int(parse_number(number))
    except NumeralError:
        return None
