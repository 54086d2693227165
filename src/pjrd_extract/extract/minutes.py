"""Who takes part by the minutes of a meeting: lines that a label opens (主持人：…, 出席：…, 列席：…)."""

from __future__ import annotations

import re
from typing import NamedTuple

from pjrd_extract._text import Text
from pjrd_extract.extract.attendance import SideHeadings
from pjrd_extract.extract.name_lines import NameReader
from pjrd_extract.extract.vocabulary import any_of
from pjrd_extract.models.parts import Person
from pjrd_extract.rules import Rules

__all__ = ["Minutes", "MinutesReader"]

_LINE = re.compile(r"[^\n]+")
_BLANKS = "#*- \t\u3000"
_COLONS = ("：", ":")


class Minutes(NamedTuple):
    """The people whom such lines name."""

    chairs: tuple[Person, ...]
    present: tuple[Person, ...]
    observers: tuple[Person, ...]


class MinutesReader:
    """Reads such lines. Obtain it by ``rules.derived(MinutesReader)``."""

    def __init__(self, rules: Rules) -> None:
        self._names = rules.derived(NameReader)
        self._sides = rules.derived(SideHeadings)
        self._chair = re.compile(rf"{any_of(rules, 'chair')}[：:]")

    def read(self, body: Text) -> Minutes:
        """Those in the chair, all who were present, and who observed, in the order of ``body``, which is not dense.

        >>> minutes = Rules.default().derived(MinutesReader).read(Text("主持人：方正\\n出席：李泉　石航\\n列席：白露"))
        >>> [[person.name for person in people] for people in minutes]
        [['方正'], ['方正', '李泉', '石航'], ['白露']]
        """
        found: dict[str, list[Person]] = {"chairs": [], "present": [], "observers": []}
        for line in _LINE.finditer(body.value):
            said = line[0].lstrip(_BLANKS)
            start = line.end() - len(said)
            chair = self._chair.match(said)
            heading = None if chair is not None else self._sides.side(said)
            if chair is not None:
                side, end = "chairs", chair.end()
            elif heading is not None and heading[0] in found and heading[1][0].endswith(_COLONS):
                side, end = heading[0], heading[1].end()
            else:
                continue
            found[side] += self._names.line(body, start + end, line.end(), None).people
        chairs, others = found["chairs"], found["present"]
        in_chair = {person.name for person in chairs}
        present = (*chairs, *(person for person in others if person.name not in in_chair))
        return Minutes(tuple(chairs), present, tuple(found["observers"]))
