from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as Opened
from docx.oxml.parser import parse_xml

from pjrd_extract.errors import ReadError
from pjrd_extract.read.document import ReadOptions
from pjrd_extract.read.docx import read_docx
from pjrd_extract.read.readers import read_document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(build: Callable[[Opened], None]) -> bytes:
    document = docx.Document()
    build(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def one_paragraph(document: Opened) -> None:
    document.add_paragraph("甲")


def text_of(*paragraphs: str) -> str:
    """The text of a document with these paragraphs, given as the XML inside ``w:p``."""

    def build(document: Opened) -> None:
        for inner in paragraphs:
            body = document.element.body
            body.insert(len(body) - 1, parse_xml(f"<w:p {W}>{inner}</w:p>"))

    return read_docx(saved(build), "a.docx").text


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_what_a_tracked_change_deletes_is_left_out() -> None:
    deleted = '<w:del w:id="1" w:author="a"><w:r><w:delText>3.5</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2" w:author="a">{run("4.5")}</w:ins>'
    assert text_of(run("投资") + deleted + inserted + run("亿元。")) == "投资4.5亿元。\n"


def test_instructions_of_fields_are_no_text() -> None:
    field = '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    assert text_of(run("第") + field + run("3页")) == "第3页\n"


def test_a_soft_break_ends_a_line_and_a_page_break_does_not() -> None:
    assert text_of(run("甲") + "<w:r><w:br/></w:r>" + run("乙")) == "甲\n\n乙\n"
    assert text_of(run("甲") + '<w:r><w:br w:type="page"/></w:r>' + run("乙")) == "甲乙\n"


def test_a_text_box_is_read_once_and_behind_its_paragraph() -> None:
    content = f"<w:txbxContent><w:p>{run('框内')}</w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = (
        f"<w:r><mc:AlternateContent {mc}><mc:Choice Requires='wps'>{content}</mc:Choice>"
        f"<mc:Fallback>{content}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text_of(run("框外") + box + run("之后")) == "框外之后\n\n框内\n"


@pytest.mark.parametrize("kinds", [["footnote"], ["endnote"], ["footnote", "endnote"]])
def test_a_note_follows_its_paragraph_without_its_mark(kinds: list[str]) -> None:
    def build(document: Opened) -> None:
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        document.add_paragraph()._p.append(parse_xml(f"<w:r {W}><w:t>共12</w:t></w:r>"))
        paragraph = document.paragraphs[-1]._p
        for kind in kinds:
            note = f'<w:{kind} w:id="2"><w:p>{run(f"含街道，{kind}")}</w:p></w:{kind}>'
            separator = f'<w:{kind} w:type="separator" w:id="0"><w:p>{run("―")}</w:p></w:{kind}>'
            part = Part(
                PackURI(f"/word/{kind}s.xml"),
                f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml",
                f"<w:{kind}s {W}>{separator}{note}</w:{kind}s>".encode(),
                document.part.package,
            )
            document.part.relate_to(
                part, f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}s"
            )
            paragraph.append(parse_xml(f'<w:r {W}><w:{kind}Reference w:id="2"/></w:r>'))
        paragraph.append(parse_xml(f"<w:r {W}><w:t>个乡镇。</w:t></w:r>"))
        document.add_paragraph("下一段。")

    notes = "".join(f"注：含街道，{kind}\n\n" for kind in kinds)
    assert read_docx(saved(build), "a.docx").text == f"共12个乡镇。\n\n{notes}下一段。\n"


def test_merged_cells_stand_in_the_first_of_them() -> None:
    def build(document: Opened) -> None:
        table = document.add_table(3, 3)
        for i, row in enumerate(table.rows):
            for j, cell in enumerate(row.cells):
                cell.text = f"{i}{j}"
        table.cell(0, 1).merge(table.cell(0, 2)).text = "宽"
        table.cell(1, 0).merge(table.cell(2, 0)).text = "高"

    lines = read_docx(saved(build), "a.docx").text.splitlines()
    assert lines == ["| 00 | 宽 |  |", "| --- | --- | --- |", "| 高 | 11 | 12 |", "|  | 21 | 22 |"]


def numbered(levels: list[int], numbers: list[int] | None = None) -> list[str]:
    """The lines of paragraphs at these levels of a list 一、 （一） 1．; ``numbers`` are the lists they are in."""
    forms = (("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3．"), ("bullet", "·"))
    level = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(forms)
    )

    def build(document: Opened) -> None:
        root = document.part.numbering_part.element
        for child in list(root):
            root.remove(child)
        root.append(parse_xml(f'<w:abstractNum {W} w:abstractNumId="7">{level}</w:abstractNum>'))
        root.append(parse_xml(f'<w:num {W} w:numId="1"><w:abstractNumId w:val="7"/></w:num>'))
        again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        root.append(parse_xml(f'<w:num {W} w:numId="2"><w:abstractNumId w:val="7"/>{again}</w:num>'))
        for at, number in zip(levels, numbers or [1] * len(levels), strict=True):
            properties = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'
            body = document.element.body
            body.insert(len(body) - 1, parse_xml(f"<w:p {W}><w:pPr>{properties}</w:pPr>{run('项')}</w:p>"))

    return read_docx(saved(build), "a.docx").text.split()


def test_generated_numbers_are_written_out() -> None:
    assert numbered([0, 1, 1, 2, 0, 1, 3]) == ["一、项", "（一）项", "（二）项", "1．项", "二、项", "（一）项", "项"]
    assert numbered([0] * 11)[-2:] == ["十、项", "十一、项"]


def test_a_list_goes_on_unless_it_starts_anew() -> None:
    assert numbered([0, 0, 0, 0], [1, 2, 2, 1]) == ["一、项", "一、项", "二、项", "三、项"]


def test_a_style_has_what_the_style_has_that_it_is_based_on() -> None:
    def build(document: Opened) -> None:
        for name, base in (("正文标题", "Heading 2"), ("居中", "题注"), ("题注", "居中")):
            style = document.styles.element
            style.append(
                parse_xml(
                    f'<w:style {W} w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>'
                    f'<w:basedOn w:val="{base.replace(" ", "")}"/></w:style>'
                )
            )
        for name in ("正文标题", "居中"):
            properties = f'<w:pPr><w:pStyle w:val="{name}"/></w:pPr>'
            body = document.element.body
            body.insert(len(body) - 1, parse_xml(f"<w:p {W}>{properties}{run('项')}</w:p>"))

    assert read_docx(saved(build), "a.docx").text == "## 项\n\n项\n"


def test_entities_are_not_expanded() -> None:
    data = saved(one_paragraph)
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            content = old.read(member)
            if member == "word/document.xml":
                nested = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
                head, rest = content.split(b"?>", 1)
                kinds = f'<!DOCTYPE w [<!ENTITY e0 "billion">{nested}]>'.encode()
                content = head + b"?>" + kinds + rest.replace("甲".encode(), b"&e9;")
            new.writestr(member, content)
    with pytest.raises(ReadError, match=r"^a\.docx: "):
        read_document(file.getvalue(), "a.docx")


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 5_000_000)
    with pytest.raises(ReadError, match=r"a\.docx: too large: unpacks to 5000000 bytes"):
        read_document(file.getvalue(), "a.docx", ReadOptions(max_unpacked=4_000_000))


@pytest.mark.parametrize("cut", [30, 1000, 20_000])
def test_a_truncated_document_is_refused(cut: int) -> None:
    data = saved(one_paragraph)
    with pytest.raises(ReadError, match=r"^a\.docx: a damaged"):
        read_document(data[:cut], "a.docx")


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(ReadError, match=r"^a\.docx: a Word document without text$"):
        read_document(saved(lambda _: None), "a.docx")
