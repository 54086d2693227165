"""The invented bulletins as PDF, as a browser and an office program print them."""

from __future__ import annotations

import io
import shutil
import subprocess
from functools import cached_property
from pathlib import Path

import docx
from tests.formats.bulletins import NAMES, paragraphs
from tests.formats.test_formats import as_docx, as_page

CHROMIUM = shutil.which("chromium")
SOFFICE = shutil.which("soffice")
_OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_STYLE = "body { font: 16px/1.6 serif } p { text-align: justify } td { padding: 2px 12px } "
_STYLES = {
    "plain": _STYLE,
    "frame": _STYLE,
    "columns": _STYLE
    + "body { column-count: 2; font-size: 12px } table { font-size: 9px } td { padding: 2px 6px } "
    + "p { overflow-wrap: anywhere }",
    "ruled": _STYLE + "table { border-collapse: collapse } td { border: 1px solid }",
}
FORMS = tuple(_STYLES)


class Printer:
    """Prints each bulletin once in each form."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._printed: dict[tuple[str, str], bytes] = {}

    def browser(self, name: str, form: str) -> bytes:
        """As Chromium prints it; all but ``plain`` with head and foot: date, title, address and page number."""
        if (name, form) not in self._printed:
            page = as_page(paragraphs(name)).decode().replace("p {}", _STYLES[form])
            # Links and the foot of the page are no part of what is printed.
            page = page.replace('class="top"', "hidden").replace('class="foot"', "hidden")
            source, target = self._folder / "a.html", self._folder / "a.pdf"
            source.write_text(page, encoding="utf-8")
            command = [str(CHROMIUM), *_OPTIONS, *(["--no-pdf-header-footer"] if form == "plain" else [])]
            command += [f"--user-data-dir={self._folder / 'chromium'}", f"--print-to-pdf={target}", source.as_uri()]
            subprocess.run(command, capture_output=True, check=True, timeout=120)
            self._printed[name, form] = target.read_bytes()
            target.unlink()
        return self._printed[name, form]

    def office(self, name: str, *, ruled: bool = False) -> bytes:
        """As LibreOffice writes it from a DOCX, whose tables have lines if they are ``ruled``."""
        return (self._office / f"{name}-{ruled}.pdf").read_bytes()

    @cached_property
    def _office(self) -> Path:
        folder = self._folder / "office"
        folder.mkdir()
        for name in NAMES:
            for ruled in (False, True):
                document = docx.Document(io.BytesIO(as_docx(paragraphs(name))))
                for table in document.tables:
                    table.style = "Table Grid" if ruled else None
                if not ruled or document.tables:
                    document.save(str(folder / f"{name}-{ruled}.docx"))
        profile = f"-env:UserInstallation={(self._folder / 'profile').as_uri()}"
        command = [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
        subprocess.run([*command, *map(str, folder.glob("*.docx"))], check=True, capture_output=True, timeout=300)
        return folder
