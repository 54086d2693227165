"""``pjrd-extract check``: what it prints, and its exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from pjrd_extract.cli import main

GOOD = "# 关于水利工作的报告\n\n2023年，群众满意率达98%。\n"
BAD = "# 关于水利工作的报告\n\n2023年，群众满意率达120%。\n"
BROKEN = "# 关于水利工作的报告\n\n完成投资28.3 6亿元。\n"


@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        (GOOD, "info", 0),
        (BAD, "error", 0),
        (BAD, "warning", 3),
        (BAD, None, 3),
        (BAD, "info", 3),
        (BROKEN, "warning", 0),
        (BROKEN, "info", 3),
    ],
)
def test_exit_code(text: str, fail_on: str | None, code: int, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    assert main(["check", str(path), *(("--fail-on", fail_on) if fail_on else ())]) == code


def test_findings_are_printed_with_their_places(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for name, text in (("a.md", GOOD), ("b.md", BAD)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["check", str(tmp_path / "a.md"), str(tmp_path / "b.md")]) == 3
    out = capfd.readouterr().out
    assert out.startswith(f"{tmp_path / 'b.md'}: warning implausible: 比率超过100%")
    assert "    第1篇 19–29 “群众满意率达120%”" in out


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "b.md").write_text(BAD, encoding="utf-8")
    assert main(["check", str(tmp_path / "none.md"), str(tmp_path / "b.md")]) == 1
    captured = capfd.readouterr()
    assert "none.md: no such file" in captured.err
    assert "满意率" in captured.out
