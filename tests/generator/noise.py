"""What scanning and printing do to a text: pages end in mid-sentence, blanks stand around digits, lines are short."""

from __future__ import annotations

import bisect
import re

from tests.generator.dice import Dice
from tests.generator.rows import Mark

__all__ = ["Edits", "blank_edits", "page_edits", "wrap_edits"]

Edits = list[tuple[int, str]]

_CLOSERS = "，。；：、！？）》”】%％"
_OPENERS = "（《“【"
_DIGIT_EDGE = re.compile(r"(?<=[\u4e00-\u9fff])(?=[0-9])|(?<=[0-9%])(?=[\u4e00-\u9fff])")


def page_edits(text: str, bodies: list[Mark], kept: list[Mark], title: str, dice: Dice, share: float) -> Edits:
    """Page ends in the middle of paragraphs, never inside what ``kept`` (sorted) covers."""
    edits: Edits = []
    page = dice.number(3, 9)
    starts = [a for a, _ in kept]
    form = dice.pick(("— {} —", "-{}-", "· {} ·"))
    for start, end in bodies:
        if end - start < 60 or not dice.chance(share):
            continue
        at = dice.number(start + 25, end - 20)
        i = bisect.bisect_right(starts, at) - 1
        if i >= 0 and kept[i][1] >= at:
            continue
        pair = text[at - 1 : at + 1]
        if not all("\u4e00" <= c <= "\u9fff" for c in pair) or any(c in _OPENERS + _CLOSERS for c in pair):
            continue
        page += 1
        furniture = form.format(page) + "\n\n" + (title + "\n\n" if dice.chance(0.5) else "")
        edits.append((at, "\n\n" + (furniture if dice.chance(0.7) else "")))
    return edits


def blank_edits(text: str, bodies: list[Mark], dice: Dice) -> Edits:
    """Blanks between digits and characters, in whole paragraphs here and there."""
    edits: Edits = []
    for start, end in bodies:
        if dice.chance(0.5):
            edits += [(m.start(), " ") for m in _DIGIT_EDGE.finditer(text, start, end)]
    return edits


def wrap_edits(text: str, bodies: list[Mark], width: int) -> Edits:
    """Line ends every ``width`` characters of a paragraph, not before closing nor after opening marks."""
    edits: Edits = []
    for start, end in bodies:
        at = start + width - 2
        while at < end - 1:
            while at < end - 1 and (text[at] in _CLOSERS or text[at - 1] in _OPENERS):
                at += 1
            if at < end - 1:
                edits.append((at, "\n"))
            at += width
    return edits
