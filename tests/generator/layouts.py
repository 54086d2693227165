"""From blocks to text: how headings, paragraphs and contents are set, and what comes between them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from tests.generator.blocks import Block, Draft
from tests.generator.dice import Dice

__all__ = ["LAYOUTS", "Laid", "Layout", "lay_out"]


@dataclass(frozen=True, slots=True)
class Layout:
    """The habits of one printer."""

    name: str
    title: str
    h1: str
    h2: str
    bold_title: bool = False
    indent: str = ""
    gap: str = "\n\n"
    wrap: int = 0
    marks: bool = True
    random_depth: bool = False


LAYOUTS = (
    Layout("deep", "## ", "### ", "#### "),
    Layout("flat", "# ", "# ", "# "),
    Layout("loose", "# ", "## ", "### ", random_depth=True),
    Layout("bold", "", "", "", bold_title=True),
    Layout("plain", "", "", "", indent="　　", gap="\n", wrap=40, marks=False),
    Layout("plain-unwrapped", "", "", "", indent="　　", gap="\n", marks=False),
    Layout("titles-only", "## ", "", "", indent="　　"),
)


@dataclass(slots=True)
class Laid:
    """The text, and where in it each block begins (the marks before it not counted)."""

    text: str
    starts: list[int]
    blocks: list[Block]


def _without_marks(block: Block) -> None:
    """Takes the bold marks out of a run-in heading; they stand at the start."""
    if block.text.startswith("**"):
        end = block.text.index("**", 2)
        block.text = block.text[2:end] + block.text[end + 2 :]
        block.rows = [row.moved(-4) for row in block.rows]
        for plant in block.plants:
            plant.at = (max(0, plant.at[0] - 4), plant.at[1] - 4)


def _dress(block: Block, layout: Layout, dice: Dice) -> tuple[str, str]:
    """What stands before and after a block."""
    style = block.style
    if style in {"title", "front"}:
        if layout.bold_title:
            return "**", "**"
        if not layout.title:
            return "　" * max(0, (38 - len(block.text)) // 2), ""
        marks = "#" * dice.number(1, 3) + " " if layout.random_depth else layout.title
        return (marks, "") if style == "title" else ("# ", "")
    if style in {"h1", "h2"}:
        if layout.bold_title:
            return "**", "**"
        marks = layout.h1 if style == "h1" else layout.h2
        marks = "#" * dice.number(1, 4) + " " if layout.random_depth and marks else marks
        return marks or layout.indent, ""
    if style == "byline" and layout.indent and layout.wrap:
        return "　" * max(0, (38 - len(block.text)) // 2), ""
    if style in {"table", "contents", "names"}:
        return "", ""
    return layout.indent, ""


def lay_out(draft: Draft, layout: Layout, dice: Dice) -> Laid:
    """Sets the blocks one after the other."""
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    gap = layout.gap
    for i, block in enumerate(draft.blocks):
        if not layout.marks:
            _without_marks(block)
        before, after = _dress(block, layout, dice)
        above = gap if i else ""
        if block.style == "title" and i:
            above = "\n\n\n" if gap == "\n" else "\n\n"
        elif block.style == "table" or (i and draft.blocks[i - 1].style == "table"):
            above = "\n\n"
        parts += (above, before, block.text, after)
        at += len(above) + len(before)
        starts.append(at)
        at += len(block.text) + len(after)
    parts.append("\n")
    return Laid("".join(parts), starts, draft.blocks)


def contents(titles: list[str], dice: Dice) -> str:
    """A table of contents."""
    pages = list(accumulate((dice.number(1, 4) for _ in titles), initial=3))
    dots = dice.pick(("…………", " ..... ", "………………"))
    bracket = dice.pick(("（{}）", "( {} )", "{}"))
    return "\n".join(f"{t}{dots}{bracket.format(page)}" for t, page in zip(titles, pages, strict=False))
