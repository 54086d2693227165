"""Words that make a verb one of what is to come: 要新建学校3所, 将带动就业320人."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pjrd_extract.find.lexicon import Lexicon

__all__ = ["Modal", "modals"]

_APART = frozenset("，、；：,:.（()）")  # a lead with one of these in it leads on to another clause
_FROM = ("从", "由")  # the verb stands behind what it began with: 要从20%提高到30%


class Modal(NamedTuple):
    """A modal word at ``start``: whether it says what is ``meant`` to be done, and where its verb begins and ends.

    The verb is ``None`` where there is but a light one (达到) or one of spending, which names nothing, or where it stands
    further behind.
    """

    start: int
    meant: bool
    verb: tuple[int, int] | None


def modals(text: str, lexicon: Lexicon, start: int, end: int) -> Iterator[Modal]:
    """The modal words in ``text[start:end]`` that a verb follows, adverbs and the like between."""
    for match in lexicon.modal_cue.finditer(text, start, end):
        at = behind = match.end()
        lead = lexicon.lead.match(text, behind, end)
        if lead is not None and _APART.isdisjoint(lead.group()):
            at = lead.end()
        verb = lexicon.verb_start.match(text, at, end) or lexicon.verb_start.match(text, behind, end)
        if verb is not None and text[verb.end() : verb.end() + 1] != "的":
            yield Modal(match.start(), match.group() in lexicon.meant, verb.span())
        elif text.startswith(_FROM, behind, end) or text.startswith(lexicon.unnamed_verbs, at, end):
            yield Modal(match.start(), match.group() in lexicon.meant, None)
