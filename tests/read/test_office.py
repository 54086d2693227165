from __future__ import annotations

import io
import shutil
import socket
import subprocess
import time
import zipfile
from pathlib import Path

import docx
import pytest

from pjrd_extract.errors import ReadError
from pjrd_extract.read.office import office_format, to_docx

LINES = ["岚江县人民代表大会常务委员会公报", "全县完成固定资产投资95.10亿元，同比增长6.4%。"]
ODT = "application/vnd.oasis.opendocument.text"

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def rtf() -> bytes:
    lines = ("".join(f"\\u{ord(c)}?" if ord(c) > 127 else c for c in line) + "\\par" for line in LINES)
    return ("{\\rtf1\\ansi\\uc1 " + "\n".join(lines) + "}").encode("ascii")


def odt(image: str = "") -> bytes:
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2" '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
        'xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text>'
        + image
        + "".join(f"<text:p>{line}</text:p>" for line in LINES)
        + "</office:text></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.2" '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODT}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", ODT)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return file.getvalue()


def doc(folder: Path) -> bytes:
    (folder / "a.rtf").write_bytes(rtf())
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "doc", "--outdir", str(folder), str(folder / "a.rtf")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "a.doc").read_bytes()


@needs_libreoffice
@pytest.mark.parametrize("kind", ["doc", "rtf", "odt"])
def test_the_paragraphs_are_those_of_the_file(kind: str, tmp_path: Path) -> None:
    data = doc(tmp_path) if kind == "doc" else {"rtf": rtf, "odt": odt}[kind]()
    assert office_format(data) == kind
    opened = docx.Document(io.BytesIO(to_docx(data, "a")))
    assert [paragraph.text for paragraph in opened.paragraphs if paragraph.text] == LINES


@needs_libreoffice
def test_a_picture_on_the_network_is_not_fetched() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a.png"
        frame = (
            '<text:p><draw:frame svg:width="1cm" svg:height="1cm">'
            f'<draw:image xlink:href="{address}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
            "</draw:frame></text:p>"
        )
        assert to_docx(odt(frame), "a.odt").startswith(b"PK")
        server.settimeout(0)
        with pytest.raises(BlockingIOError):
            server.accept()


@needs_libreoffice
def test_a_conversion_that_takes_too_long_is_ended() -> None:
    begun = time.monotonic()
    with pytest.raises(ReadError, match=r"^a\.rtf: LibreOffice took longer than 0\.05 seconds$"):
        to_docx(rtf(), "a.rtf", seconds=0.05)
    assert time.monotonic() - begun < 20


def test_without_libreoffice_the_error_tells_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ReadError, match=r"^a\.rtf: RTF is read with LibreOffice: .*--convert-to docx FILE$"):
        to_docx(rtf(), "a.rtf")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        "公报".encode(),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"),
        odt().replace(b"opendocument.text", b"opendocument.calc"),
    ],
)
def test_what_is_no_text_document_is_not_converted(data: bytes) -> None:
    assert office_format(data) is None
