"""Tables of people: the columns by their heads (姓名, 职务, 备注, 出席情况), or names in every cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pjrd_extract._text import Text
from pjrd_extract.extract.name_lines import NameReader
from pjrd_extract.models.parts import Person

__all__ = ["RosterCell", "RosterTable"]

_CELL = re.compile(r"[^|\n]+")
_RULE = re.compile(r"[\s|:\-—]+\Z")
_HEADS = {
    "name": ("姓名", "人员", "名单", "委员姓名"),
    "post": ("职务", "单位及职务", "工作单位及职务", "单位职务", "单位和职务", "现任职务"),
    "note": ("备注", "性别", "说明", "原因"),
    "status": ("出席情况", "出缺席", "考勤", "到会情况", "出席", "是否出席", "出席状态", "情况"),
    "number": ("序号", "编号", "序"),
}


class RosterCell(NamedTuple):
    """Somebody in a table, and what the row says of the attendance."""

    person: Person
    status: str | None


class RosterTable:
    """Reads one Markdown table row by row; the first row may name the columns."""

    def __init__(self, names: NameReader) -> None:
        self._names = names
        self._heads: list[str | None] | None = None
        self._posts_first = False

    def row(self, text: Text, start: int, end: int) -> Iterator[RosterCell]:
        """The people of the row ``text.value[start:end]``."""
        if _RULE.match(text.value[start:end]):
            return
        cells = [match.span() for match in _CELL.finditer(text.value, start, end)]
        words = [re.sub(r"[\s*]", "", text.value[a:b]) for a, b in cells]
        heads = [next((key for key, names in _HEADS.items() if word in names), None) for word in words]
        if "name" in heads:
            self._heads = heads
            self._posts_first = "post" in heads and heads.index("post") < heads.index("name")
            return
        if self._heads is None or len(self._heads) != len(cells):
            for a, b in cells:
                yield from (RosterCell(person, None) for person in self._names.names(text, a, b))
            return
        for i, head in enumerate(self._heads):
            if head == "name":
                yield from self._named(text, cells, words, i)

    def _named(self, text: Text, cells: list[tuple[int, int]], words: list[str], i: int) -> Iterator[RosterCell]:
        """The people of the cell ``i``, with what the cells after it say, up to the next names."""
        heads = self._heads or []
        said: dict[str, str] = {}
        for j in range(i + 1, len(cells)):
            head = heads[j]
            if head == "name":
                break
            if head is not None and words[j] and not (head == "post" and self._posts_first):
                said.setdefault(head, words[j])
        if self._posts_first:
            # 职务 before 姓名, perhaps twice in a row: the post is that of the cell before, up to the names before.
            before = next((j for j in range(i - 1, -1, -1) if heads[j] in ("name", "post")), None)
            if before is not None and heads[before] == "post" and words[before]:
                said["post"] = words[before]
        for person in self._names.names(text, *cells[i]):
            yield RosterCell(
                person.model_copy(update={"post": said.get("post"), "note": person.note or said.get("note")}),
                said.get("status") or said.get("note"),
            )
