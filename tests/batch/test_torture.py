"""A folder of all that can be wrong with a file, and what each gives: the table in docs/batch.md."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks.corpus import ROOT

TEXT = "# 岚江县人民代表大会常务委员会公报\n\n关于財政工作的报告\n\n2023年，全县完成税收12亿元，同比增长4%。\n" * 9
SIMPLE = TEXT.replace("財", "财")
PDF = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>> endobj
"""
PASSWORD = b"4 0 obj <</Filter/Standard/V 1/R 2/P -44/O<%s>/U<%s>>> endobj\n" % (b"ab" * 32, b"cd" * 32)


def pdf(trailer: bytes, *more: bytes) -> bytes:
    return b"".join([PDF, *more, b"trailer <</Root 1 0 R", trailer, b">>\n%%EOF\n"])


def packed(**files: str | bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return file.getvalue()


def docx(body: str = f"<w:p><w:r><w:t>{SIMPLE}</w:t></w:r></w:p>", kinds: str = "") -> bytes:
    import docx as library

    file, name = io.BytesIO(), "word/document.xml"
    library.Document().save(file)
    with zipfile.ZipFile(file) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts[name] = f'{kinds}<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'.encode()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, data in parts.items():
            archive.writestr(one, data)
    return file.getvalue()


def locked(data: bytes) -> bytes:
    """An archive whose files say that they are encrypted."""
    changed = bytearray(data)
    for header, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        changed[data.index(header) + offset] |= 1
    return bytes(changed)


def bomb() -> str:
    nested = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    return f'<!DOCTYPE w [<!ENTITY e0 "billion">{nested}]>'


FILES: dict[str, Callable[[], bytes]] = {
    "empty.md": lambda: b"",
    "blank.txt": lambda: b" \r\n\t\n" * 99,
    "zeros.txt": lambda: bytes(4096),
    "random.md": lambda: bytes((7 * i * i + 13 * i) % 256 for i in range(4096)),
    "cut-word.docx": lambda: docx()[:-400],
    "cut-print.pdf": lambda: PDF[:60],
    "cut-archive.zip": lambda: packed(a_md=SIMPLE)[:-30],
    "no-pages.pdf": lambda: b"%PDF-1.4\n",
    "encrypted.pdf": lambda: pdf(b"/Encrypt 4 0 R/ID[<00><00>]", PASSWORD),
    "encrypted.zip": lambda: locked(packed(a_md=SIMPLE)),
    "word-called-text.txt": docx,
    "text-called-word.docx": SIMPLE.encode,
    "text-called-archive.zip": SIMPLE.encode,
    "page-called-pdf.pdf": f"<html><body><p>{SIMPLE}</p></body></html>".encode,
    "program.md": lambda: b"\x7fELF" + bytes(99),
    "database.txt": lambda: b"SQLite format 3\0" + bytes(99),
    "gb18030.txt": lambda: SIMPLE.encode("gb18030"),
    "big5.txt": lambda: "關於財政工作的報告，全縣完成稅收12億元。".encode("cp950") * 9,
    "utf-16.txt": lambda: SIMPLE.encode("utf-16"),
    "two-encodings.txt": lambda: SIMPLE.encode() + SIMPLE.encode("gb18030"),
    "one-bad-byte.txt": lambda: SIMPLE.encode() + b"\xff" + SIMPLE.encode(),
    "entities.docx": lambda: docx("<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>", bomb()),
    "bomb.docx": lambda: docx("<w:p/>" * 3_000_000),
    "bomb.zip": lambda: packed(a_md=bytes(8_000_000)),
    "traversal.zip": lambda: packed(**{"..__..__evil_md": SIMPLE, "good_md": SIMPLE}),
    "archives.zip": lambda: packed(a_zip=packed(b_zip=packed(c_zip=packed(d_md=SIMPLE)))),
    "long-line.txt": ("全县上下团结奋斗" * 100_000).encode,
    "deep.html": lambda: b"<html><body>" + b"<div>" * 100_000 + SIMPLE.encode(),
    "twice.md": SIMPLE.encode,
    "twice.txt": SIMPLE.encode,
    "good.md": SIMPLE.encode,
}


def fill(folder: Path) -> None:
    """Writes the files, and what is no file or no plain one."""
    folder.mkdir()
    for name, made in FILES.items():
        (folder / name).write_bytes(made())
    with (folder / "huge.md").open("wb") as file:
        file.truncate(17 * 1024**2)
    (folder / "unreadable.md").write_text(SIMPLE, encoding="utf-8")
    (folder / "unreadable.md").chmod(0)
    (folder / "folder.md").mkdir()
    (folder / "round").symlink_to(folder, target_is_directory=True)
    (folder / "itself.md").symlink_to("itself.md")
    (folder / "outside.md").symlink_to("/etc/passwd")
    os.mkfifo(folder / "pipe.md")


def convert(folder: Path, out: Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "pjrd_extract", "convert", str(folder), "-o", str(out), "--format", "json,csv"]
    if os.geteuid() == 0:
        # Nothing is unreadable to root as it is.
        dropped = "-dac_override,-dac_read_search"
        command = ["setpriv", f"--bounding-set={dropped}", f"--inh-caps={dropped}", *command]
    command += ["--jobs", "2", "--quiet", "--max-bytes", "16M", "--max-unpacked", "16M"]
    return subprocess.run(command, capture_output=True, check=False, timeout=300)


def outcomes(folder: Path, out: Path) -> dict[str, str]:
    """What each input gave, by its name."""
    found = dict.fromkeys((path.name for path in folder.iterdir()), "not taken")
    for line in (out / "manifest.jsonl").read_bytes().splitlines() + (out / "errors.jsonl").read_bytes().splitlines():
        entry = json.loads(line)
        if entry["status"] == "converted":
            source = json.loads((out / entry["outputs"][0]).read_bytes())["source"]
            found[entry["input"]] = f"converted: {source['format']}, {source['encoding']}"
        elif entry["error"] is not None:
            _, _, reason = entry["error"].removeprefix(f"{folder}/").partition(": ")
            reason = re.sub(r"\d+ (bytes|parts)", r"… \1", reason)
            found[entry["input"]] = reason.replace(f"{folder}/", "").replace(f"{out}/", "")
        else:
            del found[entry["input"]]
    return found


@pytest.mark.skipif(os.name != "posix", reason="links, pipes and permissions of POSIX")
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0 and not shutil.which("setpriv"), reason="no setpriv")
def test_the_torture_folder_gives_what_the_page_says(tmp_path: Path) -> None:
    fill(tmp_path / "in")
    run = convert(tmp_path / "in", tmp_path / "out")
    assert run.returncode == 3
    found = outcomes(tmp_path / "in", tmp_path / "out")
    lines = ["| input | what it gave |", "|---|---|", *(f"| `{name}` | {found[name]} |" for name in sorted(found))]
    page = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")
    assert [line for line in lines if line not in page.splitlines()] == []
    assert not list(tmp_path.rglob("evil*"))
    assert (tmp_path / "out" / "good.json").exists()
