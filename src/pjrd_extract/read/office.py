"""Old Word, WPS, RTF and OpenDocument files, turned into DOCX by LibreOffice where that is installed."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
import zipfile
from pathlib import Path

from pjrd_extract.errors import ReadError

__all__ = ["office_format", "to_docx"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The stream that makes an OLE file a Word document; WPS writes the same. A workbook or slides have other ones.
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_RTF = b"{\\rtf"
_ODT = "application/vnd.oasis.opendocument.text"
_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 120.0
# No macro runs, no link is followed and none is brought up to date, whatever the document asks for.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""


def office_format(data: bytes) -> str | None:
    """What ``data`` is: ``doc`` (Word 97 to 2003, WPS), ``rtf`` or ``odt``; None if it is none of these.

    >>> office_format(b"{\\\\rtf1\\\\ansi }"), office_format("公报".encode())
    ('rtf', None)
    """
    if data.startswith(_OLE):
        return "doc" if _WORD_STREAM in data else None
    if data.startswith(_RTF):
        return "rtf"
    if data.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                first = archive.infolist()[0]
                if first.filename == "mimetype" and first.file_size == len(_ODT):
                    return "odt" if archive.read(first).decode("ascii", "replace") == _ODT else None
        except (zipfile.BadZipFile, ValueError, NotImplementedError, IndexError, OSError, EOFError):
            return None
    return None


def to_docx(data: bytes, name: str, *, seconds: float = _SECONDS) -> bytes:
    """The DOCX that LibreOffice makes of ``data``, a file of a format that ``office_format`` knows.

    LibreOffice runs with a new profile in a folder of its own, which is removed afterwards, so that it neither meets
    nor changes that of the user; it runs no macro and follows no link. Raises ``ReadError``, which names the file,
    where LibreOffice is not installed (with the command to run where it is), fails, or takes longer than ``seconds``.

    >>> to_docx("公报".encode(), "a.txt")
    Traceback (most recent call last):
    ...
    pjrd_extract.errors.ReadError: a.txt: no old Word, RTF or OpenDocument file
    """
    kind = office_format(data)
    if kind is None:
        raise ReadError("no old Word, RTF or OpenDocument file", name=name)
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise ReadError(
            f"{kind.upper()} is read with LibreOffice: install it, or convert the file where it is installed: "
            "soffice --headless --convert-to docx FILE",
            name=name,
        )
    with tempfile.TemporaryDirectory(prefix="pjrd-") as made:
        folder = Path(made)
        source = folder / f"source.{kind}"
        source.write_bytes(data)
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        output = folder / "out" / "source.docx"
        said = _run(program, source, output.parent, folder / "profile", name, seconds)
        if not output.is_file():
            raise ReadError(f"LibreOffice can't convert it: {said or 'it gives no reason'}", name=name)
        return output.read_bytes()


def _run(program: str, source: Path, out: Path, profile: Path, name: str, seconds: float) -> str:
    """Runs the conversion; what it printed to standard error."""
    import signal
    import subprocess

    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), str(source)),
    ]
    # No shell, and all of the command is ours: the name of the user's file is not part of it.
    process = subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,  # soffice is a script that starts the program: both end together
    )
    try:
        _, said = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise ReadError(f"LibreOffice took longer than {seconds:g} seconds", name=name) from error
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
    return " ".join(said.decode("utf-8", "replace").split())[:300]
