"""The checks on whole bulletins: the project's own, generated ones, the real ones, and hostile ones."""

from __future__ import annotations

import gc
import json
import time
from typing import Any

import pytest
from benchmarks.corpus import ROOT, fixtures, real
from benchmarks.findings import measure
from tests.generator.bulletins import PLANTS

from pjrd_extract import Bulletin, Masthead, Metric, Source, Span, extract, extract_file
from pjrd_extract.check.registry import CHECKS, check
from pjrd_extract.models.articles import Attendance, DutyReport, EvaluationOpinion
from pjrd_extract.models.finding_titles import FINDING_TITLES, SEVERITY_TITLES
from pjrd_extract.models.parts import Person
from pjrd_extract.read.clean import clean
from pjrd_extract.read.decode import decode

EXPECTED: dict[str, list[str]] = {
    "dev-city-voices": ["name-mismatch 覃立淼"],
    "dev-county-recognized": ["stray-text and"],
    "dongpu-2024-03": ["section-order 三、", "figure-mismatch 外出招商90余次", "figure-mismatch 4,120张"],
    "heshui-2023-01": ["sum-mismatch 2328处"],
    "lanxi-2023-08": ["attendance-count 24人", "figure-mismatch 15.6亿元", "figure-mismatch 217个"],
    "mixed-habits-2021": ["figure-mismatch ３１８天"],
    "qingheng-2022-05": ["name-mismatch 韦国粱", "figure-mismatch 320张"],
    "yunzhou-2024-02": ["figure-mismatch 128.46亿元"],
}
"""What is wrong with each of our bulletins (``findings_expected`` beside it), above ``info``: this and nothing
else; a bulletin that is not listed agrees with itself."""


@pytest.mark.parametrize("gold", [pytest.param(gold, id=gold.name) for gold in fixtures()])
def test_our_own(gold: Any) -> None:
    found = [one for one in extract_file(gold.bulletin).findings if one.severity != "info"]
    wanted = EXPECTED.get(gold.name, [])
    assert len(found) == len(wanted), [one.message for one in found]
    for one in wanted:
        code, part = one.split(" ", 1)
        assert any(finding.code == code and part in finding.message for finding in found), one


def test_generated_bulletins_with_contradictions() -> None:
    tally = measure(range(31_000, 31_200), plant=True)
    assert tally.precision >= 0.95, tally.examples
    assert tally.recall >= 0.95, tally.examples
    codes = {*tally.found, *tally.missed}
    assert codes == set(PLANTS)
    assert all(tally.found[code] >= 0.75 * (tally.found[code] + tally.missed[code]) for code in codes), tally.examples
    figures = tally.found["figure-mismatch"], tally.false["figure-mismatch"]
    assert figures[0] >= 0.9 * sum(figures), tally.examples


def test_generated_bulletins_without() -> None:
    tally = measure(range(32_000, 32_150), plant=False)
    assert tally.false.total() == 0, tally.examples


def test_every_code_is_described_in_both_languages() -> None:
    page = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    lines = [line for line in page.splitlines() if line.startswith("| `") and line.count("|") == 6]
    rows = {cells[0].strip("`"): cells[1:] for line in lines if (cells := line.strip("| ").split(" | "))}
    assert {*CHECKS, "low-confidence", "correction"} == set(FINDING_TITLES)
    assert list(rows) == [*SEVERITY_TITLES, *FINDING_TITLES]
    for key, title in [*SEVERITY_TITLES.items(), *FINDING_TITLES.items()]:
        english, meaning, chinese, chinese_meaning = rows[key]
        assert (chinese, english) == title
        assert english.isascii()
        assert meaning.isascii() or "应到" in meaning or "占" in meaning
        assert all(any("一" <= character <= "鿿" for character in said) for said in (chinese, chinese_meaning))


@pytest.mark.skipif(not real(), reason="the folder of real bulletins beside the project is not there")
@pytest.mark.parametrize("gold", [pytest.param(gold, id=gold.name) for gold in real()])
def test_real_bulletins(gold: Any) -> None:
    expected = json.loads(gold.structure_file.read_text(encoding="utf-8"))["findings_expected"]
    bulletin = extract_file(gold.bulletin)
    figures = [one for one in bulletin.findings if one.code == "figure-mismatch"]
    wanted: list[str] = next((one.split(": ", 1)[1].split("; ") for one in expected if one.startswith("figures")), [])
    for one in wanted:
        left, right = ("".join(c for c in part if c.isdigit() or c == ".") for part in one.split(" / "))
        assert any(left in finding.message and right in finding.message for finding in figures), one
    codes = [one.code for one in bulletin.findings]
    assert {"attendance-count", "missing-unit", "section-order", "stray-text"} <= set(codes)
    assert codes.count("name-mismatch") == 2
    source = decode(gold.bulletin.read_bytes(), gold.name).text
    cleaned = clean(source).text
    assert min(_seconds(bulletin, source, cleaned) for _ in range(5)) < 0.05


def test_a_quotation_is_as_long_however_its_words_are_spaced() -> None:
    text = "报告如下。\n\n东渡灌区改造的进度 and 质 量得到了省 水利厅肯定。"
    messages = {extract(one).findings[0].message for one in (text, text.replace(" ", ""), text.replace("的", "的\n"))}
    assert messages == {"中文里夹有外文“and”：“渡灌区改造的进度and质量得到了省水利”"}


def _seconds(bulletin: Bulletin, *texts: Any) -> float:
    gc.disable()  # as during an extraction: what other tests have left in memory counts for nothing
    try:
        started = time.process_time()
        check(bulletin, *texts)
        return time.process_time() - started
    finally:
        gc.enable()


def hostile(count: int) -> tuple[Bulletin, str]:
    """Report and opinion with ``count`` figures each, of one unit, with names that share their pieces."""
    text = "农村公路建设1公里"
    metrics = tuple(
        Metric(
            name=f"农村公路建设{chr(0x4E00 + i)}", text="1公里", value=1 + i, unit="公里", kind="length", bound="exact",
            role="level", status="actual", span=Span(6, 9),
        )
        for i in range(count)
    )  # fmt: skip
    person = Person(name="丁一鸣", post="县水利局局长")
    report = DutyReport(index=0, title="报告", span=Span(0, 5), person=person, metrics=metrics)
    opinion = EvaluationOpinion(index=1, title="意见", span=Span(5, 9), people=(person,), metrics=metrics)
    source = Source(name="a", sha256="", format="text", encoding="utf-8", characters=9)
    return Bulletin(source=source, masthead=Masthead(), articles=(report, opinion)), text


def test_thousands_of_like_figures_take_time_in_proportion() -> None:
    small, large = (min(_seconds(*hostile(count)) for _ in range(3)) for count in (2500, 10_000))
    assert large < small * 6 + 0.05


def test_a_long_list_of_one_name_takes_time_in_proportion() -> None:
    def seconds(count: int) -> float:
        text = "王芳\n" * count
        # Each name is a string of its own, as those of a text are: one string is equal to itself at once.
        people = tuple(Person(name=text[at : at + 2], span=Span(at, at + 2)) for at in range(0, len(text), 3))
        source = Source(name="a", sha256="", format="text", encoding="utf-8", characters=len(text))
        listed = Attendance(index=0, title="名单", span=Span(0, len(text)), present=people)
        bulletin = Bulletin(source=source, masthead=Masthead(), articles=(listed,))
        return min(_seconds(bulletin, text) for _ in range(2))

    assert seconds(8000) < seconds(2000) * 10 + 0.05


@pytest.mark.parametrize("piece", ["由1个增", "占1%，其中", "，，", "月", "1，", "<!--", "（其中1个、", "and 是"])
def test_long_texts_take_time_in_proportion(piece: str) -> None:
    def seconds(count: int) -> float:
        text = piece * count
        source = Source(name="a", sha256="", format="text", encoding="utf-8", characters=len(text))
        return min(_seconds(Bulletin(source=source, masthead=Masthead()), text) for _ in range(2))

    assert seconds(8000) < seconds(2000) * 10 + 0.05
