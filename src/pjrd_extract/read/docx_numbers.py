"""The numbers that Word generates before paragraphs: 一、 （一） 1. — they stand nowhere in the text of a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document as Opened

__all__ = ["Numbering", "numeral"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def numeral(number: int, form: str) -> str:
    """``number`` as Word writes it in the number format ``form``; a bullet and what is unknown give nothing.

    >>> [numeral(12, form) for form in ("decimal", "chineseCountingThousand", "decimalEnclosedCircle", "lowerRoman")]
    ['12', '十二', '⑫', 'xii']
    """
    write = _FORMS.get(form)
    return write(number) if write else ""


def _chinese(number: int) -> str:
    import cn2an

    return str(cn2an.an2cn(number))


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


def _letter(number: int) -> str:
    # Word goes on with aa, bb after z.
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def _roman(number: int) -> str:
    if not 0 < number < 40:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalFullWidth": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": _chinese,
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}


@dataclass
class _Level:
    form: str
    text: str
    start: int


@dataclass
class _List:
    """An abstract list: its levels, and how far each has counted."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of one document, which are asked for in their order."""

    def __init__(self, lists: dict[str, _List], restarts: dict[str, dict[int, int]]) -> None:
        self._lists = lists
        self._restarts = restarts

    @classmethod
    def of(cls, opened: Opened) -> Numbering:
        """The lists that the document defines."""
        try:
            root: Any = opened.part.numbering_part.element
        except (KeyError, NotImplementedError):  # python-docx can't make the part that a document lacks
            return cls({}, {})
        abstract = {
            one.get(_W + "abstractNumId"): _List(
                {int(level.get(_W + "ilvl")): _level(level) for level in one.iterchildren(_W + "lvl")}
            )
            for one in root.iterchildren(_W + "abstractNum")
        }
        lists: dict[str, _List] = {}
        restarts: dict[str, dict[int, int]] = {}
        for one in root.iterchildren(_W + "num"):
            number, base = one.get(_W + "numId"), _child_value(one, "abstractNumId")
            if base in abstract:
                lists[number] = abstract[base]
                restarts[number] = {
                    int(override.get(_W + "ilvl")): int(start)
                    for override in one.iterchildren(_W + "lvlOverride")
                    if (start := _child_value(override, "startOverride")) is not None
                }
        return cls(lists, restarts)

    def next(self, paragraph: Any, styles: Sequence[Any]) -> str:
        """The number before ``paragraph``, which has ``styles``, and the count moved on; empty if it has none."""
        number, level = None, None
        for holder in (paragraph, *styles):
            properties = None if holder is None else holder.find(f"{_W}pPr/{_W}numPr")
            if properties is not None:
                number = number if number is not None else _child_value(properties, "numId")
                level = level if level is not None else _child_value(properties, "ilvl")
        if number not in self._lists:
            return ""
        counted, depth = self._lists[number], int(level or 0)
        own = counted.levels.get(depth)
        if own is None:
            return ""
        # A list that starts anew does so at its first paragraph; its levels below start anew with each of this one.
        restart = self._restarts[number].pop(depth, None)
        count = restart if restart is not None else counted.counts.get(depth, own.start - 1) + 1
        counted.counts = {at: n for at, n in counted.counts.items() if at < depth} | {depth: count}

        def written(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            shown = counted.levels.get(at)
            return numeral(counted.counts.get(at, shown.start), shown.form) if shown else ""

        return "" if own.form in ("bullet", "none") else _PLACE.sub(written, own.text)


def _level(level: Any) -> _Level:
    return _Level(
        _child_value(level, "numFmt") or "decimal",
        _child_value(level, "lvlText") or "",
        int(_child_value(level, "start") or 1),
    )


def _child_value(node: Any, tag: str) -> str | None:
    child = node.find(_W + tag)
    return None if child is None else child.get(_W + "val")
