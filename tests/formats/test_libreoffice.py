"""What LibreOffice writes gives the same records as what python-docx writes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.formats.bulletins import NAMES, markdown, paragraphs, records
from tests.formats.test_formats import as_docx

from pjrd_extract import extract

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def saved_as(kind: str, source: Path, folder: Path) -> Path:
    """The file that LibreOffice writes in ``folder`` when it saves ``source`` as ``kind``."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{source.stem}.{kind}"


@pytest.mark.parametrize("kind", ["doc", "odt", "rtf", "docx"])
def test_the_records_are_the_same(kind: str, tmp_path: Path) -> None:
    parts = paragraphs(NAMES[0])
    source = tmp_path / "a.docx"
    source.write_bytes(as_docx(parts))
    if kind == "docx":
        # By way of its own format, so that nothing of the file is as python-docx wrote it.
        source = saved_as("odt", source, tmp_path)
        source.with_suffix(".docx").unlink()
    # What WPS saves as .wps is the same as .doc: the bytes tell it, whatever its name.
    bulletin = extract(saved_as(kind, source, tmp_path).read_bytes(), name="a.wps" if kind == "doc" else "a")
    assert bulletin.source.format == kind
    assert records(bulletin) == records(extract(markdown(parts)))
