"""The tree of sections that an article's markers and headings make; never the depth of headings."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

from pjrd_extract.outline.headlines import Headline
from pjrd_extract.outline.labels import LABEL, LONGEST_LABEL, Labels
from pjrd_extract.outline.markers import SPOKEN, Marker, rank
from pjrd_extract.outline.roles import RoleFinder
from pjrd_extract.outline.run_ins import RUN_IN

__all__ = ["Node", "TreeBuilder"]

_TITLE_END = re.compile(r"[。；：:！？\n;!?](?<![0-9][;!?])")
_COMMA = re.compile(r"[，,]")
_LONG_TITLE = 60
_LONGEST_TITLE = 120  # of a text without stops and commas: each metric of the section bears its title
_LONG_HEADING = 45
_SHORT_PLAIN_HEADING = 4
_LONG_PLAIN_HEADING = 30
_LONG_CUE_HEADING = 16
# Paragraphs that close a report and belong to none of its sections.
_CLOSING = re.compile(
    r"(?:以上|上述)(?:是|就是|报告|汇报|意见|履职|述职|评价|评议|情况|发言|审议|建议)"
    r"|(?:我的|履职|述职)?(?:情况)?(?:报告|汇报|述职)(?:完毕|结束|到此)"
    r"|总之|特此报告|谢谢(?:大家|各位|！|。)|最后，"
)
_ADDRESS = re.compile(
    r"(?:主任|各位(?:代表|委员|领导|常委|组成人员|副主任))[^。]{0,30}(?:[！!：:]|[，,](?!.{0,6}[：:]))"
)

_COLON = re.compile("[：:]")
_ANNEX = re.compile(r"附[件表录：:]")
_start = attrgetter("start")


@dataclass(slots=True)
class Node:
    """A section while the tree is built; offsets are of the cleaned text."""

    style: str
    number: int
    inline: bool
    """Whether the list that it is of began within a line."""
    start: int
    marker_end: int
    title_end: int
    heading: bool
    """Whether the title is a line of its own."""
    limit: int
    """Where it ends at the latest; once all are built, where it ends but for the blanks there."""
    level: int = 1
    leaf: bool = True
    """Whether it has no subsections."""


class TreeBuilder:
    """Builds the tree of one article.

    ``within`` are the markers within the lines, and the headings that run into them, of all of the text ``value``.
    """

    def __init__(
        self,
        value: str,
        lines: Sequence[Headline],
        within: Sequence[Marker],
        role_of: RoleFinder,
        labels: Labels,
    ) -> None:
        self._value = value
        self._lines = lines
        self._role_of = role_of
        self._label_finder = labels
        self._end = lines[-1].line.end if lines else 0
        self._nodes: list[Node] = []
        self._stack: list[Node] = []  # the last section of each list that the text is in the middle of
        self._seen_below: set[tuple[str, str]] = set()
        start = lines[0].line.start if lines else 0
        self._within = within[bisect_left(within, start, key=_start) : bisect_left(within, self._end, key=_start)]
        self._blocks = [line.marker for line in lines if line.marker is not None]
        self._last_marker = self._blocks[-1].start if self._blocks else -1
        self._places: dict[str, list[tuple[int, int]]] = {}
        self._labels: dict[str, str | None] = {}

    def build(self) -> list[Node]:
        """All sections, in the order in which they begin: each with its subsections behind it, a level below."""
        within = iter(self._within)
        each = next(within, None)
        for i, line in enumerate(self._lines):
            if line.line.table:
                continue
            end = line.line.end
            marker, behind = line.marker, -1
            if marker is not None:
                self._add(self._depth(marker), self._node(marker, end, self._end))
                behind = marker.end
            elif self._is_heading(i):
                self._open_plain(line)
            else:
                self._close_for(line)
                if (label := self._label(i)) >= 0:
                    self._open_label(i, label)
            while each is not None and each.start < end:
                if each.start > behind:
                    if each.style == RUN_IN:
                        self._open_run_in(each, line)
                    elif each.style == LABEL:
                        self._open_label_within(each, end)
                    else:
                        self._open_inline(each, end)
                each = next(within, None)
        return self._nodes

    def _is_heading(self, i: int) -> bool:
        """Whether line ``i``, which has no marker, is a heading."""
        line = self._lines[i]
        if not line.title_like and not (line.marked and line.text.endswith(("：", ":"))):
            return False
        length = len(line.squeezed)
        if line.marked:
            return length <= _LONG_PLAIN_HEADING and not line.note and not line.salutation
        if length <= _LONG_CUE_HEADING and self._names_role(line.squeezed):
            return True
        return _SHORT_PLAIN_HEADING <= length <= _LONG_PLAIN_HEADING and not line.note and self._parts_prose(i)

    def _names_role(self, title: str) -> bool:
        """Whether a line without a marker names the role of a section, by one word too (不足, 打算)."""
        return self._role_of(title, False) is not None or self._label_finder.role(title) is not None

    def _label(self, i: int) -> int:
        """Where the words end that open line ``i``, which has no marker, as a title would (存在的不足：一是…); or -1."""
        line = self._lines[i].line
        start = line.start
        colon = _COLON.search(self._value, start, min(start + LONGEST_LABEL, line.end))
        if colon is None or (colon.end() == line.end and not self._list_follows(i)):
            return -1
        end = colon.start()
        return end if self._label_finder.role(self._value[start:end]) is not None else -1

    def _list_follows(self, i: int) -> bool:
        """Whether the line behind line ``i`` begins a list."""
        following = self._lines[i + 1].marker if i + 1 < len(self._lines) else None
        return following is not None and following.number == 1

    def _open_label(self, i: int, title_end: int) -> None:
        """Open the section of line ``i``, which begins with its title, in the innermost list that goes on behind it.

        Or in a section of its own role, or before a list that is still to come.
        """
        line = self._lines[i].line
        title = self._value[line.start : title_end]
        within = not (self._value[line.end - 1] in "：:" and self._list_follows(i))
        stack = self._stack
        depth = len(stack)
        style = self._labels.get(title)  # of the section that the same title stood in before
        while depth and (stack[depth - 1].inline or stack[depth - 1].style != style):
            each = stack[depth - 1]
            if style is None and not each.inline and self._holds(each, title, line.start, within):
                break
            depth -= 1
        self._pop(depth, line.start)
        self._labels[title] = stack[-1].style if stack else None
        self._add(depth, Node(LABEL, 0, within, line.start, line.start, title_end, False, self._end))

    def _open_label_within(self, label: Marker, line_end: int) -> None:
        """Open the section of a title within a line: it ends with the line, or before the next."""
        depth = len(self._stack)
        while depth and self._stack[depth - 1].inline:
            depth -= 1
        self._pop(depth, label.start)
        self._add(depth, Node(LABEL, 0, True, label.start, label.start, label.end, False, line_end))

    def _holds(self, each: Node, title: str, start: int, within: bool) -> bool:
        """Whether the section ``each`` is not over where a line that begins with ``title`` starts."""
        if self._next(each.style, start) == each.number + 1:
            return True
        if within:  # the line is all of its own section
            following = bisect_right(self._blocks, start, key=_start)
            if following < len(self._blocks) and self._blocks[following].number == 1:
                return True
        own = self._value[each.marker_end : each.title_end]
        return self._label_finder.same(own, title)

    def _parts_prose(self, i: int) -> bool:
        """Whether line ``i`` stands between the end of one passage and the beginning of another."""
        if not 0 < i < len(self._lines) - 1 or "。" not in self._lines[i - 1].text:
            return False
        following = self._lines[i + 1]
        return following.marker.number == 1 if following.marker is not None else "。" in following.text

    def _close_for(self, line: Headline) -> None:
        """What a paragraph without a marker puts an end to: lists within a line, or all if it closes the report."""
        start = line.line.start
        last = self._last_marker < start  # no marked line follows
        if last and _CLOSING.match(line.text):
            self._pop(0, start)
            return
        if _ADDRESS.match(line.text):
            self._pop(0 if last else 1, start)
            return
        while self._stack and self._stack[-1].inline:
            self._pop(len(self._stack) - 1, start)
        if self._stack and not self._stack[-1].heading and self._next(self._stack[-1].style, start) is None:
            labels = [k for k, each in enumerate(self._stack[:-1]) if each.style == LABEL]
            if labels:
                self._pop(labels[0], start)

    def _pop(self, depth: int, limit: int) -> None:
        """Close the lists below ``depth``; their sections end at ``limit``."""
        for each in self._stack[depth:]:
            if each.limit > limit:
                each.limit = limit
        del self._stack[depth:]

    def _add(self, depth: int, node: Node) -> None:
        """Put ``node`` into the list at ``depth`` of the stack, or into a new one on top of it."""
        stack, start = self._stack, node.start
        if depth < len(stack):
            node.inline = stack[depth].inline
            for each in stack[depth:]:  # ends here
                if each.limit > start:
                    each.limit = start
        if depth:
            above = stack[depth - 1]
            above.leaf = False
            if above.limit < node.limit:
                node.limit = above.limit
        node.level = depth + 1
        stack[depth:] = (node,)
        self._nodes.append(node)

    def _depth(self, marker: Marker) -> int:
        """The place on the stack of the list that a line's marker belongs to; the stack is cut to fit a new one."""
        stack, style, number = self._stack, marker.style, marker.number
        going_on = block = -1  # the topmost lists of the style: that counts on within a line, and of lines
        for k in range(len(stack) - 1, -1, -1):
            each = stack[k]
            if each.style == style:
                goes_on = each.number == number - 1
                if not each.inline:
                    if goes_on:
                        return k
                    if block < 0:
                        block = k
                elif goes_on and going_on < 0:
                    going_on = k
        chosen = going_on if going_on >= 0 else block
        if chosen >= 0 and (number > 1 or not stack[chosen].inline):
            return chosen
        depth = len(stack)
        while depth and self._is_over(stack[depth - 1], marker):
            depth -= 1
        self._pop(depth, marker.start)
        if stack:
            self._seen_below.add((stack[-1].style, style))
        return depth

    def _is_over(self, each: Node, marker: Marker) -> bool:
        """Whether a new list that ``marker`` begins cannot stand under the section ``each``."""
        if each.inline or each.style == RUN_IN:
            return True
        own, new = rank(each.style), rank(marker.style)
        if each.style in ("plain", LABEL) or (each.heading and own is None):
            return False
        if new is None:
            return False
        if own is None:
            return True
        # By custom (一) stands above 1., but not in a text where 2. follows after it, or that has once had it below.
        if (each.style, marker.style) in self._seen_below:
            return False
        return own >= new and self._next(each.style, marker.start) != each.number + 1

    def _next(self, style: str, start: int) -> int | None:
        """The number of the next marker of ``style`` after ``start``."""
        places = self._places.get(style)
        if places is None:
            markers = chain(self._blocks, self._within)
            found = ((each.start, each.number) for each in markers if each.style == style)
            places = self._places[style] = sorted(found)
        k = bisect_right(places, (start, 1000))
        return places[k][1] if k < len(places) else None

    def _open_plain(self, line: Headline) -> None:
        """Open the section of a heading without a marker."""
        start, end = line.line.start, line.line.end
        if _ANNEX.match(line.squeezed):
            self._pop(0, start)
        node = Node("plain", 0, False, start, start, end, True, self._end)
        plain = [k for k, each in enumerate(self._stack) if each.style == "plain"]
        if plain:
            depth = plain[0]
        elif self._names_role(line.squeezed):
            depth = 0
            self._pop(depth, start)
        else:
            depth = len(self._stack)
            while depth and ((each := self._stack[depth - 1]).inline or each.style in (LABEL, RUN_IN, *SPOKEN)):
                depth -= 1
            self._pop(depth, start)
        self._add(depth, node)

    def _open_inline(self, marker: Marker, line_end: int) -> None:
        """Open the section of a marker within a line, if it is part of a list that counts on."""
        stack = self._stack
        if marker.number == 1:
            if self._next(marker.style, marker.start) != 2:
                return
            depth = len(stack)
            while depth and stack[depth - 1].inline and stack[depth - 1].style == marker.style:
                depth -= 1
            self._pop(depth, marker.start)
        else:
            depth = len(stack) - 1
            while depth >= 0 and (stack[depth].style != marker.style or stack[depth].number != marker.number - 1):
                depth -= 1
            if depth < 0:
                return
        self._add(depth, self._node(marker, line_end, line_end))

    def _open_run_in(self, run: Marker, line: Headline) -> None:
        """Open the section of a bold phrase that opens a sentence, or of one in 【】."""
        start = run.start
        limit = self._end if start == line.line.start else line.line.end
        opening = start + self._value.startswith("【", start)
        node = Node(RUN_IN, 0, limit != self._end, start, opening, run.end, False, limit)
        runs = [k for k, each in enumerate(self._stack) if each.style == RUN_IN]
        self._add(runs[-1] if runs else len(self._stack), node)

    def _node(self, marker: Marker, line_end: int, limit: int) -> Node:
        """The section of a marker; its title goes up to the first stop, or is the line."""
        at = marker.end
        stop = _TITLE_END.search(self._value, at, line_end)
        title_end = stop.start() if stop else line_end
        heading = not marker.inline and title_end + 1 >= line_end and title_end - at <= _LONG_HEADING
        if title_end - at > _LONG_TITLE:
            comma = _COMMA.search(self._value, at + 4, title_end)
            title_end = min(comma.start() if comma else title_end, at + _LONGEST_TITLE)
        return Node(marker.style, marker.number, marker.inline, marker.start, at, title_end, heading, limit)
