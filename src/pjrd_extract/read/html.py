"""Web pages (HTML): the article of the page as text, without what surrounds it."""

from __future__ import annotations

import codecs
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pjrd_extract.errors import ReadError
from pjrd_extract.read.blocks import Blocks, tidy
from pjrd_extract.read.decode import decode
from pjrd_extract.read.document import Document, optional

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

__all__ = ["read_html"]

_HEAD = 4096
_CHARSET = re.compile(
    rb"""(?:<meta\b[^>]{0,300}?charset|<\?xml\b[^>]{0,100}?encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""",
    re.IGNORECASE,
)
# What pages call GB2312 and Big5 are in truth their supersets.
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
_SURROUNDINGS = (
    "script, style, noscript, template, iframe, object, form, button, select, nav, header, footer, aside, "
    "[role=navigation], [role=banner], [role=contentinfo], [hidden], [aria-hidden=true]"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_HEADING = re.compile(r"h([1-6])")
_PARAGRAPHS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_WRAPPERS = _PARAGRAPHS - {"p", "pre", "table", "ul", "ol", "li"}
_DEEPEST = 100
"""Levels of nesting that are followed; what lies deeper is text without structure."""
_LINKED = 0.5
"""The part of a paragraph's text that links are in one that leads elsewhere, such as a list of other articles."""
_SHARE = 0.8
"""The part of a page's own text that a block must hold to be the article."""
_LONGEST_CELL = 200
"""Characters of a cell; a table with a longer one only lays out the page."""


def read_html(data: bytes, name: str, charset: str | None = None) -> Document:
    """The article of a web page: paragraphs, headings (also centred ones), lists with their numbers, and tables.

    The charset is that of the byte order mark, else ``charset``, which came with the page, else that of its ``meta`` or
    XML declaration, else guessed as for a text file; where what is said is wrong the bytes decide. Raises ``ReadError``
    for a page without text.

    >>> page = "<body><h1>公报</h1><p>投资3.5&nbsp;亿元<br>同比增长6%</p><script>var a;</script></body>"
    >>> read_html(page.encode(), "a.html").text
    '# 公报\\n\\n投资3.5 亿元\\n\\n同比增长6%\\n'
    """
    lexbor = optional("selectolax.lexbor", "html", name)
    text, encoding = _decoded(data, name, charset)
    body: LexborNode | None = lexbor.LexborHTMLParser(text).body
    blocks = Blocks()
    if body is not None:
        for node in body.css(_SURROUNDINGS):
            node.decompose()
        for node in body.css("[style]"):
            if _HIDDEN.search(node.attributes.get("style") or ""):
                node.decompose()
        title = body.css_first("h1")
        article = _article(body)
        if title is not None and not _within(title, article):
            blocks.paragraph(title.text(), depth=1)
        _Walk(blocks).block(article)
    made = blocks.text()
    if not made:
        raise ReadError("a web page without text", name=name)
    return Document(made, "html", encoding, made=True)


def _decoded(data: bytes, name: str, charset: str | None) -> tuple[str, str]:
    """The page's characters and their encoding."""
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        for said in _said(data, charset):
            try:
                encoding = codecs.lookup(_SUPERSETS.get(said, said)).name
                return data.decode(encoding), encoding
            except (LookupError, UnicodeDecodeError):
                continue  # what is said of the page is wrong
    decoded = decode(data, name)
    return decoded.text, decoded.encoding


def _said(data: bytes, charset: str | None) -> Iterator[str]:
    """What is said of the encoding of ``data``, the surest first.

    Text in another encoding is hardly ever valid UTF-8, but bytes of UTF-8 are read as GB18030 without an error.
    """
    match = _CHARSET.search(data, 0, _HEAD)
    # What names itself in ASCII is not in UTF-16.
    own = match[1].decode("ascii").lower() if match else "utf-16"
    said = [one for one in (charset.lower() if charset else "", "" if own.startswith("utf-16") else own) if one]
    if said and not said[0].startswith("utf-16") and not data.isascii():
        yield "utf-8"
    yield from said


def _article(body: LexborNode) -> LexborNode:
    """The innermost block that holds nearly all of the page's text; text of links does not count."""
    node, whole = body, _own(body)
    for _ in range(_DEEPEST):
        likely = (child for child in node.iter() if child.tag in _WRAPPERS or _lays_out(child))
        inner = next((child for child in likely if whole and _own(child) >= _SHARE * whole), None)
        if inner is None:
            break
        node = inner
    return node


def _lays_out(node: LexborNode) -> bool:
    """Whether a table or a part of one only lays out the page, as pages of the first years have it."""
    return node.tag in ("tbody", "tr", "td") or (node.tag == "table" and not _rows(node))


def _own(node: LexborNode) -> int:
    """Characters of a node that are no link's and no blank; a paragraph that is mostly links has none."""
    linked: defaultdict[int, int] = defaultdict(int)
    around: dict[int, LexborNode] = {}
    for link in node.css("a"):
        block = link
        for _ in range(_DEEPEST):
            if block.tag in _PARAGRAPHS or block.tag == "td" or block.parent is None or block.mem_id == node.mem_id:
                break
            block = block.parent
        around[block.mem_id] = block
        linked[block.mem_id] += _length(link.text())
    links = 0
    for key, block in around.items():
        whole = _length(block.text())
        links += whole if linked[key] >= _LINKED * whole and key != node.mem_id else linked[key]
    return _length(node.text()) - links


def _length(text: str) -> int:
    return len("".join(text.split()))


def _within(node: LexborNode, block: LexborNode) -> bool:
    above: LexborNode | None = node
    while above is not None:
        if above.mem_id == block.mem_id:  # nodes compare by their content, at its cost
            return True
        above = above.parent
    return False


class _Walk:
    """Turns nodes into blocks: text gathers until something begins that stands on a line of its own."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        self._pieces: list[str] = []
        self._depth = 0
        self._centred = False
        self._level = 0

    def block(self, node: LexborNode) -> None:
        """Adds a block and what is in it."""
        self._end()
        above = self._depth, self._centred
        heading = _HEADING.fullmatch(node.tag or "")
        self._depth = int(heading[1]) if heading else self._depth
        attributes = node.attributes
        self._centred = self._centred or (
            node.tag == "center"
            or (attributes.get("align") or "").lower() == "center"
            or _CENTRED.search(attributes.get("style") or "") is not None
        )
        if node.tag == "li":
            self._pieces.append(_number(node))
        self._inside(node)
        self._end()
        self._depth, self._centred = above

    def _inside(self, node: LexborNode) -> None:
        if self._level >= _DEEPEST:
            self._pieces.append(node.text())
            return
        self._level += 1
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                self._pieces.append(child.text(deep=False))
            elif tag == "br":
                self._end()
            elif tag == "table" and (rows := _rows(child)):
                self._end()
                self._blocks.table(rows)
            elif tag in _PARAGRAPHS:
                self.block(child)
            elif tag[:1] not in "-_":
                self._inside(child)
        self._level -= 1

    def _end(self) -> None:
        self._blocks.paragraph("".join(self._pieces), depth=self._depth, centred=self._centred)
        self._pieces.clear()


def _number(item: LexborNode) -> str:
    """The number that the browser writes before an item of an ordered list; nothing for other lists."""
    parent = item.parent
    if parent is None or parent.tag != "ol":
        return ""
    first = parent.attributes.get("start") or "1"
    before, at = 0, item.prev
    while at is not None:
        before += at.tag == "li"
        at = at.prev
    return f"{(int(first) if first.isascii() and first.isdigit() else 1) + before}."


def _rows(table: LexborNode) -> list[list[str]]:
    """The cells of a table of data; nothing for a table that lays out the page.

    The text of a cell that spans several stands in the first of them: repeated it would be counted again.
    """
    # A selector also finds the node that it is asked of, and looks at what is around that.
    nested = any(other.mem_id != table.mem_id for other in table.css("table"))
    if nested or table.css("p + p, h1, h2, h3, h4, h5, h6") or table.css_first("tr") is None:
        return []
    rows: list[list[str]] = []
    spanned: dict[tuple[int, int], str] = {}
    for i, tr in enumerate(table.css("tr")):
        row: list[str] = []
        for cell in tr.iter():
            if cell.tag not in ("td", "th"):
                continue
            while (i, len(row)) in spanned:
                row.append("")
            text = tidy(cell.text())
            if len(text) > _LONGEST_CELL:
                return []
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            spanned.update(((i + down, len(row) + right), "") for down in range(1, height) for right in range(width))
            row += [text, *[""] * (width - 1)]
        if any(row):
            rows.append(row)
    return rows


def _span(cell: LexborNode, attribute: str) -> int:
    value = cell.attributes.get(attribute) or "1"
    return min(max(int(value), 1), 100) if value.isascii() and value.isdigit() and len(value) < 4 else 1
