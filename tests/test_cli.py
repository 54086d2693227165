from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from benchmarks.corpus import ROOT

from pjrd_extract import Bulletin, cli, pipeline
from pjrd_extract.read.clean import clean
from pjrd_extract.write.schema import schema_json

SAMPLE = ROOT / "examples" / "yunxiu-2024-02.md"
COMMAND = [sys.executable, "-m", "pjrd_extract"]
NO_BULLETIN = "今天天气很好。\n"


def run(*arguments: object, encoding: str = "utf-8", folder: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """Runs the command in a process of its own, whose terminal has ``encoding``."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, env=environment, cwd=folder, timeout=120)


def test_convert_writes_one_file_for_each(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "短文.txt").write_text(NO_BULLETIN, encoding="gb18030")
    assert cli.main(["convert", str(SAMPLE), str(tmp_path / "短文.txt"), "-o", str(tmp_path / "new" / "out")]) == 0
    written = sorted((tmp_path / "new" / "out").glob("*.json"))
    assert [path.name for path in written] == ["yunxiu-2024-02.json", "短文.json"]
    assert Bulletin.model_validate_json(written[0].read_bytes()).masthead.serial_number == 131
    [article] = Bulletin.model_validate_json(written[1].read_bytes()).articles
    assert (article.kind, article.metrics) == ("other", ())
    printed, complained = capfd.readouterr()
    assert printed.startswith("2 converted, 0 unchanged, 0 failed; 55 metrics; ")
    assert complained == ""


def test_convert_prints_the_bytes_it_would_write(tmp_path: Path) -> None:
    printed = run("convert", SAMPLE, "-o", "-", encoding="ascii")
    assert (printed.returncode, printed.stderr) == (0, b"")
    assert cli.main(["convert", str(SAMPLE), "-o", str(tmp_path)]) == 0
    assert printed.stdout == (tmp_path / "yunxiu-2024-02.json").read_bytes()


def test_reference_date_is_the_callers(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("今年，全县完成固定资产投资95.10亿元。\n", encoding="utf-8")
    printed = run("convert", path, "-o", "-", "--reference-date", "2019-05-06")
    bulletin = Bulletin.model_validate_json(printed.stdout)
    assert str(bulletin.reference_date) == "2019-05-06"
    period = bulletin.articles[0].metrics[0].period
    assert period is not None
    assert (str(period.start), str(period.end)) == ("2019-01-01", "2019-12-31")


def test_rules_of_the_user_are_added(tmp_path: Path) -> None:
    rules = tmp_path / "mine.toml"
    rules.write_text('[[articles]]\nname = "天气"\nkind = "weather"\npatterns = ["天气"]\n', encoding="utf-8")
    path = tmp_path / "a.md"
    path.write_text("# 全县天气情况预报\n\n明天降雨12.5毫米。\n", encoding="utf-8")
    bulletin = Bulletin.model_validate_json(run("convert", path, "-o", "-", "--rules", rules).stdout)
    assert [article.kind for article in bulletin.articles] == ["weather"]


def test_check_takes_folders_and_archives(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "bulletins"
    (folder / "2023").mkdir(parents=True)
    (folder / "2023" / "b.md").write_text("关于水利工作的报告\n\n2023年，群众满意率达120%。", encoding="utf-8")
    (folder / "a.md").write_text("关于水利工作的报告\n\n2023年，群众满意率达98%。", encoding="utf-8")
    with zipfile.ZipFile(folder / "c.zip", "w") as archive:
        archive.write(folder / "2023" / "b.md", "d.md")
        archive.writestr("empty.md", "")
    assert cli.main(["check", str(folder / "2023")]) == 3
    assert cli.main(["check", str(folder)]) == 1
    printed, complained = capfd.readouterr()
    heads = [line.partition(": ")[0] for line in printed.splitlines() if not line.startswith(" ")]
    assert heads == [f"{folder}/2023/b.md", f"{folder}/2023/b.md", f"{folder}/c.zip/d.md"]
    assert "empty.md: the file is empty" in complained


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "FOLDER"], "is a directory without files to check"),
        (["show", "FOLDER"], "is a directory; show prints one bulletin: check, convert and view take folders"),
        (["convert", "FOLDER", "-o", "-"], "is a directory; convert -o - prints one bulletin: give a folder with -o"),
        (["show", "FOLDER", "--rules", "no.toml"], "is a directory"),
        (["check", "FOLDER", "--rules", "no.toml"], "no.toml: no such file or directory"),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, list) else "",
)
def test_a_message_says_what_to_do_instead(
    arguments: list[str], message: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([str(tmp_path) if each == "FOLDER" else each for each in arguments]) == 1
    [line] = capfd.readouterr().err.splitlines()
    assert message in line
    assert "Errno" not in line


def test_a_size_that_is_none_says_what_one_is(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["show", "a.md", "--max-bytes", "1X"])
    assert (
        "no size: '1X' (a whole number of bytes above 0, or with K, M or G behind it: 256M)" in capfd.readouterr().err
    )


@pytest.mark.parametrize("command", [["convert", "-o", "-"], ["convert", "-o", "out"], ["show"]])
def test_rules_that_are_wrong_are_one_line(tmp_path: Path, command: list[str]) -> None:
    rules = tmp_path / "mine.toml"
    rules.write_text('[[units]]\nname = "斛"\nkind = "volume"\nfactor = 0.05\n', encoding="utf-8")
    failed = run(*command, SAMPLE, "--rules", rules, folder=tmp_path)
    assert (failed.returncode, failed.stdout) == (1, b"")
    [line] = failed.stderr.decode().splitlines()
    assert line.startswith(f"pjrd-extract: {rules}: record 斛: ")
    assert not (tmp_path / "out").exists()


def test_schema_is_printed_and_written(tmp_path: Path) -> None:
    assert run("schema").stdout == schema_json()
    assert cli.main(["schema", "-o", str(tmp_path / "s" / "bulletin.json")]) == 0
    assert (tmp_path / "s" / "bulletin.json").read_bytes() == schema_json()


def test_show_prints_what_a_reader_asks_first() -> None:
    shown = run("show", SAMPLE, encoding="ascii")
    assert (shown.returncode, shown.stderr) == (0, b"")
    text = shown.stdout.decode()
    for part in (
        "云岫县人民代表大会常务委员会",
        "纪楠",
        "[duty_report",
        "attendance-count, line 106",
        "level, target  2024",
    ):
        assert part in text


BAD = {
    "missing": (None, "no such file or directory"),
    "folder": ("folder", "is a directory"),
    "empty": (b"", "the file is empty"),
    "blank": (b" \n\t\r\n", "the file is empty"),
    "png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(64), "a damaged picture"),
    "jpeg": (b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(64), "a damaged picture"),
    "gif": (b"GIF89a" + bytes(64), "no text but a GIF image"),
    "random": (bytes((7 * i * i + 13 * i) % 256 for i in range(4096)), "no"),
    "nul": ("公报\0公报，第一号".encode(), "NUL"),
    "no encoding": ("公报".encode() * 50 + b"\xff\xfe\xfd" + "公报".encode() * 50, "(byte "),
    "cut utf-16": (b"\xff\xfe" + "公报".encode("utf-16-le") + b"\x01", "not valid UTF-16-LE (byte "),
}


@pytest.mark.parametrize("case", BAD)
@pytest.mark.parametrize("command", ["convert to a folder", "convert to stdout", "show"])
def test_bad_files_give_one_line_and_no_output(
    case: str, command: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    content, message = BAD[case]
    path = tmp_path / "bad.md"
    if content == "folder":
        path.mkdir()
    elif isinstance(content, bytes):
        path.write_bytes(content)
    options = {"convert to a folder": ["-o", str(tmp_path / "out")], "convert to stdout": ["-o", "-"], "show": []}
    assert cli.main([command.split(maxsplit=1)[0], str(path), *options[command]]) == 1
    printed, complained = capfd.readouterr()
    [line] = complained.splitlines()
    assert line.startswith(f"pjrd-extract: {path}: ")
    assert message in line
    assert printed == ""
    assert list((tmp_path / "out").glob("*.json")) == []


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.md").touch()
    (tmp_path / "good.md").write_text(NO_BULLETIN, encoding="utf-8")
    files = [str(tmp_path / name) for name in ("gone.md", "empty.md", "good.md")]
    assert cli.main(["convert", *files, "-o", str(tmp_path / "out")]) == 3
    assert [path.name for path in (tmp_path / "out").glob("*.json")] == ["good.json"]
    errors = [json.loads(line) for line in (tmp_path / "out" / "errors.jsonl").read_bytes().splitlines()]
    assert [error["input"] for error in errors] == ["empty.md", "gone.md"]
    assert sorted(line.split(": ")[1] for line in capfd.readouterr().err.splitlines()) == sorted(files[:2])


def test_an_error_of_ours_is_told_and_does_not_stop_the_others(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(name + NO_BULLETIN, encoding="utf-8")
    monkeypatch.setattr(pipeline, "clean", lambda text: 1 // 0 if text.startswith("a") else clean(text))
    files = [str(tmp_path / "a.md"), str(tmp_path / "b.md")]
    assert cli.main(["convert", *files, "-o", str(tmp_path / "out"), "--jobs", "0"]) == 3
    assert [path.name for path in (tmp_path / "out").glob("*.json")] == ["b.json"]
    [line] = capfd.readouterr().err.splitlines()
    assert line.endswith(
        "a.md: internal error, please report it: ZeroDivisionError: integer division or modulo by zero"
    )


def test_files_with_one_output_are_refused_and_both_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for name in ("a.md", "A.txt", "b.md"):
        (tmp_path / name).write_text(NO_BULLETIN, encoding="utf-8")
    files = [str(tmp_path / name) for name in ("a.md", "A.txt", "b.md", "b.md")]
    assert cli.main(["convert", *files, "-o", str(tmp_path / "out")]) == 3
    second, first = capfd.readouterr().err.splitlines()
    assert first.startswith(f"pjrd-extract: {files[0]}: ")
    assert first.endswith(f"would also be the output of {files[1]}")
    assert second.endswith(f"would also be the output of {files[0]}")
    assert [path.name for path in (tmp_path / "out").glob("*.json")] == ["b.json"]


def test_a_file_is_not_replaced_by_its_own_output(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.json"
    path.write_text(NO_BULLETIN, encoding="utf-8")
    assert cli.main(["convert", str(path), "-o", str(tmp_path)]) == 1
    assert capfd.readouterr().err == f"pjrd-extract: {path}: the output would replace it\n"
    assert path.read_text(encoding="utf-8") == NO_BULLETIN


@pytest.mark.parametrize("output", ["taken", "taken/below"])
def test_an_output_folder_that_is_a_file(tmp_path: Path, capfd: pytest.CaptureFixture[str], output: str) -> None:
    (tmp_path / "taken").touch()
    assert cli.main(["convert", str(SAMPLE), "-o", str(tmp_path / output)]) == 1
    [line] = capfd.readouterr().err.splitlines()
    assert line.startswith(f"pjrd-extract: {SAMPLE}: can't write {tmp_path / 'taken'}")
    assert list(tmp_path.iterdir()) == [tmp_path / "taken"]


def test_an_output_that_is_a_folder(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "yunxiu-2024-02.json").mkdir()
    assert cli.main(["convert", str(SAMPLE), "-o", str(tmp_path)]) == 1
    [line] = capfd.readouterr().err.splitlines()
    assert "can't write" in line
    assert list(tmp_path.glob("*.json")) == [tmp_path / "yunxiu-2024-02.json"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions don't hold back root")
def test_an_output_folder_without_permission(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    assert cli.main(["convert", str(SAMPLE), "-o", str(folder)]) == 1
    assert "ermission denied" in capfd.readouterr().err


def test_a_disk_that_is_full(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert cli.main(["convert", str(SAMPLE), "-o", str(tmp_path / "out"), "--jobs", "0"]) == 1
    assert "yunxiu-2024-02.json: No space left on device\n" in capfd.readouterr().err
    assert list((tmp_path / "out").rglob("*.json")) == []


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["convert"],
        ["convert", "a.md"],
        ["convert", "a.md", "b.md", "-o", "-"],
        ["convert", "a.md", "-o", "out", "--reference-date", "2023-13-01"],
        ["convert", "a.md", "-o", "out", "--nonsense"],
        ["convert", "a.md", "-o", "out", "--ray-address", "auto"],
        ["convert", "a.md", "-o", "-", "--engine", "ray"],
        ["convert", "a.md", "-o", "out", "--engine", "ray", "--format", "json,csv"],
        ["convert", "-", "-o", "out", "--engine", "ray"],
        ["convert", "a.md", "-o", "out", "--engine", "ray", "--explain"],
        ["convert", "a.md", "-o", "out", "--engine", "ray", "--headers", "zh"],
        ["convert", "a.md", "-o", "out", "--engine", "ray", "--jobs", "0"],
        ["show"],
        ["show", "a.md", "b.md"],
        ["print", "a.md"],
    ],
    ids=" ".join,
)
def test_wrong_usage(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    assert stopped.value.code == 2
    assert "usage: pjrd-extract" in capfd.readouterr().err


def test_ten_megabytes_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("全县上下团结奋斗" * 420_000, encoding="utf-8")
    assert path.stat().st_size > 10_000_000
    converted = run("convert", path, "-o", tmp_path / "out")
    assert (converted.returncode, converted.stderr) == (0, b"")
    [article] = json.loads((tmp_path / "out" / "long.json").read_bytes())["articles"]
    assert article["kind"] == "other"


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes only on POSIX")
def test_a_file_name_that_is_no_unicode(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xb9\xab\xb1\xa8.txt"
    Path(os.fsdecode(path)).write_text(NO_BULLETIN, encoding="utf-8")
    printed = subprocess.run([*COMMAND, "convert", path, "-o", "-"], capture_output=True, check=False)
    assert (printed.returncode, printed.stderr) == (0, b"")
    assert json.loads(printed.stdout)["source"]["name"] == "����.txt"


@pytest.mark.skipif(os.name != "posix", reason="pipes and signals of POSIX")
@pytest.mark.parametrize("arguments", [["schema"], ["convert", str(SAMPLE), "-o", "-"], ["show", str(SAMPLE)]])
def test_a_reader_that_goes_away(arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    stopped = subprocess.run([*COMMAND, *arguments], stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (stopped.returncode, stopped.stderr) == (1, b"")


def test_interruption(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "clean", interrupt)
    assert cli.main(["convert", str(SAMPLE), "-o", str(tmp_path / "out"), "--jobs", "0"]) == 130
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.name != "posix", reason="pipes and signals of POSIX")
def test_interruption_of_a_process(tmp_path: Path) -> None:
    fifo = tmp_path / "never-written.md"
    os.mkfifo(fifo)
    process = subprocess.Popen([*COMMAND, "convert", fifo, "-o", tmp_path / "out"], stderr=subprocess.PIPE)
    writer = os.open(fifo, os.O_WRONLY)  # returns once the process reads
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, complained = process.communicate(timeout=30)
    os.close(writer)
    assert (process.returncode, complained) == (130, b"")


def test_explain_says_which_rule_made_each_part(tmp_path: Path) -> None:
    source = tmp_path / "a.md"
    source.write_text("关于财政工作的报告\n\n2023年，完成税收5亿元，同比增长4%。\n", encoding="utf-8")
    assert cli.main(["convert", str(source), "-o", str(tmp_path / "out"), "--explain"]) == 0
    lines = (tmp_path / "out" / "a.explain.jsonl").read_text("utf-8").splitlines()
    explained = [json.loads(line) for line in lines]
    bulletin = json.loads((tmp_path / "out" / "a.json").read_text("utf-8"))
    assert [one["metric"] for one in explained] == bulletin["articles"][0]["metrics"]
    assert explained[1]["rules"] == {
        "period": "nearest-before",
        "role": "change-before-number",
        "direction": "change-before-number",
        "basis": "change-before-number",
        "name": "carried-over",
    }


def test_explain_needs_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["convert", "a.md", "-o", "-", "--explain"])
    assert stopped.value.code == 2
    assert "--explain" in capsys.readouterr().err
