from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from benchmarks.peers import PAGE, TODAY, Answer, answers, beginning_of_row, main, row_of_counts
from benchmarks.peers_tools import OURS, Tool, ours
from benchmarks.peers_verdicts import GROUPS, Amount, Phrase, Reading, Stretch, judge, load

PHRASES = load()
MINE = ours(TODAY)


@pytest.fixture(scope="module")
def mine() -> list[Answer]:
    return answers(MINE, PHRASES)


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase.text)
def test_this_library_is_right_on_every_phrase(phrase: Phrase) -> None:
    [answer] = answers(MINE, [phrase])
    assert answer.verdict == "right", f"{answer.said}, expected {phrase}"


def test_the_phrases_are_the_thirty_and_at_least_seventy_more_of_every_group() -> None:
    assert sum(phrase.bulletin for phrase in PHRASES) == 30
    assert len({phrase.text for phrase in PHRASES}) == len(PHRASES) >= 100
    assert {phrase.group for phrase in PHRASES} == set(GROUPS)
    assert all(phrase.why and (phrase.expected is None) == (phrase.group == "trap") for phrase in PHRASES)


def test_the_rows_of_the_page_are_in_step(mine: list[Answer]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    rows = page[page.index("## Phrase by phrase") :].splitlines()
    table = [row for row in rows if row.startswith("| ") and not row.startswith("| phrase |")]
    assert len(table) == len(mine), "run: python -m benchmarks.peers --write"
    for answer, row in zip(mine, table, strict=True):
        assert row.startswith(beginning_of_row(answer)), "run: python -m benchmarks.peers --write"
        assert row.endswith(f"| {answer.phrase.why} |")


def test_the_counts_of_the_page_are_in_step(mine: list[Answer]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    rows = re.findall(rf"^\| {OURS} \d\S* (\|(?: \d+ \|){{4}})$", page, re.MULTILINE)
    thirty = [answer for answer in mine if answer.phrase.bulletin]
    assert [f"| {OURS} {row}" for row in rows] == [row_of_counts(OURS, each) for each in (thirty, mine)]


def amount(number: str, unit: str | None = "元", bound: str = "exact") -> Amount:
    return Amount(Decimal(number), unit=unit, bounds=frozenset({bound}))


def limits(low: str, high: str, unit: str | None = "元") -> Amount:
    return Amount(None, Decimal(low), Decimal(high), unit, frozenset({"range"}))


def days(start: str | None, end: str | None) -> Stretch:
    first, last = (None if day is None else date.fromisoformat(day) for day in (start, end))
    return Stretch(first, last)


def phrase(expected: Reading | None, *also: Reading) -> Phrase:
    return Phrase("…", "…", expected, also, "…", bulletin=False)


@pytest.mark.parametrize(
    ("expected", "found", "verdict"),
    [
        (amount("5"), [amount("5.00")], "right"),
        (amount("5"), [], "not found"),
        (amount("5"), [amount("50")], "wrong"),
        (amount("5"), [amount("5", None)], "lost"),
        (amount("5"), [amount("5", "美元")], "wrong"),
        (amount("5", "%"), [amount("5", None)], "wrong"),
        (amount("5", ""), [amount("5", None)], "right"),
        (amount("5", bound="over"), [amount("5")], "lost"),
        (amount("5", bound="over"), [amount("5", bound="nearly")], "wrong"),
        (amount("5", bound="over"), [limits("5", "6")], "right"),
        (amount("5"), [amount("5", bound="over")], "wrong"),
        (amount("5"), [days("2023-01-01", None)], "wrong"),
        (limits("3", "5"), [amount("3"), amount("5")], "lost"),
        (limits("3", "5"), [amount("3", None), amount("5")], "lost"),
        (limits("3", "5"), [amount("3")], "wrong"),
        (limits("3", "5"), [limits("3", "5")], "right"),
        (days("2021-01-01", None), [days("2021-01-01", None)], "right"),
        (days("2021-01-01", None), [days("2021-01-01", "2023-10-16")], "right"),
        (days("2021-01-01", None), [days("2021-01-01", "2021-12-31")], "lost"),
        (days("2021-01-01", None), [days("2020-01-01", None)], "wrong"),
        (
            days("2023-01-01", "2023-07-31"),
            [days("2023-01-01", "2023-01-31"), days("2023-07-01", "2023-07-31")],
            "lost",
        ),
        (
            days("2023-01-01", "2023-07-31"),
            [days("2023-01-01", "2023-12-31"), days("2023-07-01", "2023-07-31")],
            "wrong",
        ),
        (days(None, None), [days("2020-10-16", "2023-10-16")], "wrong"),
        (days(None, None), [amount("3", "年")], "lost"),
        (None, [], "right"),
        (None, [amount("5")], "wrong"),
    ],
)
def test_verdicts(expected: Reading | None, found: list[Reading], verdict: str) -> None:
    assert judge(phrase(expected), [[reading] for reading in found], TODAY) == verdict


def test_a_peer_may_leave_readings_open_and_follow_another_convention() -> None:
    assert judge(phrase(amount("5")), [[amount("4"), amount("5")]], TODAY) == "right"
    vague = phrase(days(None, None), days("2020-10-16", None))
    assert judge(vague, [[days("2020-10-16", "2023-10-16")]], TODAY) == "right"


def test_the_worst_of_what_has_to_be_right_counts() -> None:
    tool = Tool("…", "1", frozenset(), lambda _: [[[amount("5")]], [[amount("6")]]])
    [answer] = answers(tool, [phrase(amount("5"))])
    assert answer.cell == "wrong: 6 元"


def test_it_runs_where_no_peer_is(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def missing(name: str) -> object:
        raise ModuleNotFoundError(f"No module named {name!r}")

    monkeypatch.setattr("benchmarks.peers_tools.import_module", missing)
    monkeypatch.setattr("benchmarks.peers.real", list)
    assert main([]) == 0
    output = capsys.readouterr()
    assert "skipped jionlp: ModuleNotFoundError: No module named 'jionlp'" in output.err
    assert f"| {OURS} " in output.out
