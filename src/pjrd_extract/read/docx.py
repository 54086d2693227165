"""Word documents (DOCX): paragraphs, headings, generated numbers, tables, footnotes and text boxes as text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pjrd_extract.errors import ReadError
from pjrd_extract.read.blocks import Blocks
from pjrd_extract.read.document import Document, optional
from pjrd_extract.read.docx_numbers import Numbering

if TYPE_CHECKING:
    from docx.document import Document as Opened
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

__all__ = ["read_docx"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MOST_STYLES = 20  # styles that are based on each other in a circle end here
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_NOTES = {f"{_RELATIONS}{kind}s": f"{_W}{kind}" for kind in ("footnote", "endnote")}
# Text taken out in a tracked change, instructions of fields, and deletions of whole paragraphs' marks.
_LEFT_OUT = frozenset((_FALLBACK, *(_W + tag for tag in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr"))))


def read_docx(data: bytes, name: str) -> Document:
    """The text of a Word document, one line a paragraph.

    Numbers that Word generates are written out, headings become ``#``, tables rows of cells. Text that a tracked
    change deletes is left out, what it inserts is kept. A foot or end note follows its paragraph; its mark, which would
    look like a digit of the figure before it, is left out. Raises ``ReadError`` for a damaged document or one without
    text.
    """
    docx = optional("docx", "docx", name)
    try:
        opened: Opened = docx.Document(io.BytesIO(data))
        text = _Reader(opened).text()
    except Exception as error:  # python-docx raises KeyError, ValueError, XMLSyntaxError … on damaged packages
        raise ReadError(f"a damaged Word document ({type(error).__name__})", name=name) from error
    if not text:
        raise ReadError("a Word document without text", name=name)
    return Document(text, "docx", "utf-8", made=True)


class _Reader:
    """Walks through one document."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._numbering = Numbering.of(opened)
        self._notes = _notes(opened)
        self._blocks = Blocks()

    def text(self) -> str:
        self._body(self._opened.element.body)
        return self._blocks.text()

    def _body(self, body: Element) -> None:
        for child in body.iterchildren():
            if child.tag == _W + "p":
                self._paragraph(child)
            elif child.tag == _W + "tbl":
                self._table(child)
            elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml"):
                self._body(child)

    def _styles(self, paragraph: Element) -> list[Element]:
        """The style of ``paragraph``, and those that it is based on one after the other."""
        found: list[Element] = []
        name = _value(paragraph, "pPr/pStyle")
        while name is not None and len(found) < _MOST_STYLES:
            style = self._opened.styles.element.get_by_id(name)
            if style is None:
                break
            found.append(style)
            name = _value(style, "basedOn")
        return found

    def _paragraph(self, paragraph: Element) -> None:
        styles = self._styles(paragraph)
        number = self._numbering.next(paragraph, styles)
        depth = _depth(paragraph, styles)
        centred = _first("pPr/jc", paragraph, *styles) == "center"
        pieces, boxes, notes = [number], [], []
        for node in _inline(paragraph):
            if node.tag == _W + "txbxContent":
                boxes.append(node)
            elif node.tag in _REFERENCES:
                notes.append((node.tag.removesuffix("Reference"), node.get(_W + "id")))
            elif node.tag == _W + "br" and node.get(_W + "type") in ("page", "column"):
                continue
            elif node.tag in (_W + "br", _W + "cr"):
                self._blocks.paragraph("".join(pieces), depth=depth, centred=centred)
                pieces = []
            else:
                pieces.append(_shown(node))
        bold = not depth and not centred and _all_bold(paragraph)
        self._blocks.paragraph("".join(pieces), depth=depth, centred=centred, bold=bold)
        for box in boxes:
            self._body(box)
        for note in notes:
            if note in self._notes:
                self._blocks.paragraph("注：" + self._notes[note])

    def _table(self, table: Element) -> None:
        rows: list[list[str]] = []
        for row in table.iterchildren(_W + "tr"):
            cells: list[str] = []
            for cell in row.iter(_W + "tc"):
                if next(cell.iterancestors(_W + "tbl")) is not table:
                    continue
                width = _value(cell, "tcPr/gridSpan") or "1"
                below = _find(cell, "tcPr/vMerge") is not None and _value(cell, "tcPr/vMerge") != "restart"
                cells += ["" if below else _flat(cell), *[""] * (min(int(width), 100) - 1)]
            rows.append(cells)
        self._blocks.table(rows)


def _inline(node: Element) -> Iterator[Element]:
    """What of a paragraph is text or stands in its place, in order, without what is left out."""
    for child in node.iterchildren():
        if child.tag in _LEFT_OUT:
            continue
        if child.tag in _SHOWN or child.tag in _PLACES:
            yield child
        else:
            yield from _inline(child)


_REFERENCES = frozenset(f"{tag}Reference" for tag in _NOTES.values())
_PLACES = _REFERENCES | {_W + tag for tag in ("br", "cr", "txbxContent")}
_SHOWN = {_W + "tab": " ", _W + "ptab": " ", _W + "noBreakHyphen": "-", _W + "t": None}


def _shown(node: Element) -> str:
    return _SHOWN[node.tag] or node.text or ""


def _flat(cell: Element) -> str:
    """A cell's paragraphs in one line."""
    return " ".join(
        "".join(_shown(node) if node.tag in _SHOWN else " " for node in _inline(paragraph))
        for paragraph in cell.iter(_W + "p")
    )


def _all_bold(paragraph: Element) -> bool:
    runs = [run for run in paragraph.iter(_W + "r") if "".join(t.text or "" for t in run.iter(_W + "t")).strip()]
    return bool(runs) and all(
        (mark := _find(run, "rPr/b")) is not None and mark.get(_W + "val") not in ("0", "false") for run in runs
    )


def _depth(paragraph: Element, styles: list[Element]) -> int:
    """The level of a heading, 1 to 6, from its outline level or that of its style; 0 of what is no heading."""
    level = _value(paragraph, "pPr/outlineLvl")
    for style in styles:
        if level is None:
            level = _value(style, "pPr/outlineLvl")
        named = (_value(style, "name") or "").lower()
        if level is None and named.startswith("heading ") and named[8:].isdigit():
            level = str(int(named[8:]) - 1)
        if level is None and named == "title":
            level = "0"
    return min(int(level) + 1, 6) if level is not None and level.isdigit() and int(level) < 9 else 0


def _first(path: str, *nodes: Element) -> str | None:
    """The value at ``path`` in the first of ``nodes`` that has one."""
    return next((value for node in nodes if (value := _value(node, path)) is not None), None)


def _find(node: Any, path: str) -> Any:
    return None if node is None else node.find("/".join(_W + tag for tag in path.split("/")))


def _value(node: Any, path: str) -> str | None:
    found = _find(node, path)
    value = None if found is None else found.get(_W + "val")
    return None if value is None else str(value)


def _notes(opened: Opened) -> dict[tuple[str, str | None], str]:
    """The text of each foot and end note, by its tag and number; what separates notes from the text is none."""
    from docx.oxml.parser import parse_xml

    return {
        (note.tag, note.get(_W + "id")): _flat(note)
        for relation in opened.part.rels.values()
        if relation.reltype in _NOTES and not relation.is_external
        for note in parse_xml(relation.target_part.blob).iterchildren(_NOTES[relation.reltype])
        if note.get(_W + "type") is None
    }
