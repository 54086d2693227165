"""The same phrases through this library and its peers: `python -m benchmarks.peers [--write] [--date 2023-12-31]`.

Prints the verdicts, and with `--write` lays them down in `docs/peers.md`. No peer is a dependency: what can't be
imported is left out with its reason. To have them all, make an environment outside the project and run it from there:

    python3 -m venv PEERS
    PEERS/bin/pip install pydantic regex python-dateutil cn2an jionlp recognizers-text-suite "emoji<2"
    PYTHONPATH=src PEERS/bin/python -m benchmarks.peers --write
"""

from __future__ import annotations

import argparse
import platform
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from benchmarks.corpus import ROOT, real
from benchmarks.peers_tools import OURS, Skipped, Tool, ours, peers
from benchmarks.peers_verdicts import GROUPS, VERDICTS, Phrase, Verdict, judge, load

__all__ = ["PAGE", "TODAY", "Answer", "answers", "beginning_of_row", "row_of_counts"]

PAGE = ROOT / "docs" / "peers.md"
TODAY = date(2023, 10, 16)
"""The reference date of all phrases: the real bulletin's."""

_WORDS = {"right": "right", "lost": "bound or period lost", "wrong": "wrong", "not found": "not found"}
_GROUP_WORDS = {
    "number": "numbers",
    "money": "money",
    "unit": "units, counts",
    "percent": "percent",
    "rank": "ranks",
    "period": "periods",
    "trap": "traps",
}


@dataclass(frozen=True)
class Answer:
    """What a tool made of a phrase."""

    phrase: Phrase
    verdict: Verdict
    said: str

    @property
    def cell(self) -> str:
        """The verdict as the table has it, and what was said where it isn't right."""
        words = "lost" if self.verdict == "lost" else self.verdict
        return f"{words}: {self.said}" if self.verdict in ("lost", "wrong") else words


def answers(tool: Tool, phrases: Iterable[Phrase]) -> list[Answer]:
    """The tool's answers. Where several of its functions have to be right, the worst counts."""
    result = []
    for phrase in phrases:
        judged = [(judge(phrase, found, TODAY), found) for found in tool.ask(phrase)]
        verdict, found = max(judged, key=lambda each: VERDICTS.index(each[0]))
        result.append(Answer(phrase, verdict, "; ".join(dict.fromkeys(str(readings[0]) for readings in found))))
    return result


def beginning_of_row(answer: Answer) -> str:
    """How the row of a phrase begins, up to this library's verdict."""
    return f"| {answer.phrase.text} | {answer.phrase} | {answer.cell} |"


def row_of_counts(name: str, given: Sequence[Answer]) -> str:
    """A row of a table of verdicts."""
    counts = Counter(answer.verdict for answer in given)
    return f"| {name} | {' | '.join(str(counts[verdict]) for verdict in VERDICTS)} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Compares, prints, and writes the page where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.relative_to(ROOT)}")
    parser.add_argument("--date", type=date.fromisoformat, metavar="DATE", help="the date on the page (default: today)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="how often each is timed (default 5)")
    options = parser.parse_args(arguments)
    compared = [ours(TODAY), *peers(TODAY)]
    tools = [tool for tool in compared if isinstance(tool, Tool)]
    skipped = [tool for tool in compared if isinstance(tool, Skipped)]
    for tool in skipped:
        print(f"skipped {tool.name}: {tool.reason}", file=sys.stderr)
    phrases = load()
    given = {tool.name: answers(tool, phrases) for tool in tools}
    times = _times(tools, options.rounds)
    text = _page(tools, skipped, given, times, options.date or datetime.now(tz=UTC).date(), options.rounds)
    if options.write:
        PAGE.write_text(text, encoding="utf-8")
    print("\n".join(_counts(tools, given, phrases)))
    print("\n".join(_timing_rows(tools, times)))
    for answer in given[OURS]:
        if answer.verdict != "right":
            print(f"{OURS} {answer.verdict}: {answer.phrase.text}: {answer.said}, expected {answer.phrase}")
    return 0


def _times(tools: Sequence[Tool], rounds: int) -> dict[str, float]:
    """The median processor seconds by tool, for the lines of the real bulletins; empty where there are none."""
    lines = [line for gold in real() for line in gold.bulletin.read_text(encoding="utf-8").splitlines() if line.strip()]
    times: dict[str, float] = {}
    for tool in tools if lines else ():
        if tool.scan is None:
            continue
        tool.scan(lines)  # loads its data and compiles its patterns
        taken = []
        for _ in range(rounds):
            started = time.process_time()
            tool.scan(lines)
            taken.append(time.process_time() - started)
        times[tool.name] = statistics.median(taken)
    return times


def _page(
    tools: Sequence[Tool],
    skipped: Sequence[Skipped],
    given: dict[str, list[Answer]],
    times: dict[str, float],
    day: date,
    rounds: int,
) -> str:
    phrases = [answer.phrase for answer in given[OURS]]
    versions = ", ".join(f"{tool.name} {tool.version}" for tool in tools)
    head = (
        f"Written by `python -m benchmarks.peers --write` on {day.isoformat()}, Python {platform.python_version()}: "
        f"{versions}. The peers stand in an environment of their own and are no dependency. Relative dates are read "
        f"as of {TODAY.isoformat()}."
    )
    parts = [
        "# The same phrases through the peers",
        head,
        *(f"Left out: {tool.name} ({tool.reason})." for tool in skipped),
        *_counts(tools, given, phrases),
        _HOW,
        _NOTES,
        "## How fast",
        _timing(tools, times, rounds) if times else "Not measured: no real bulletin stood beside the project.",
        "## Phrase by phrase",
        _KEY,
        _table(tools, given),
    ]
    return "\n\n".join(parts) + "\n"


def _counts(tools: Sequence[Tool], given: dict[str, list[Answer]], phrases: Sequence[Phrase]) -> list[str]:
    head = f"| | {' | '.join(_WORDS[verdict] for verdict in VERDICTS)} |\n|---|{'---:|' * len(VERDICTS)}"
    thirty = [
        row_of_counts(f"{tool.name} {tool.version}", [each for each in given[tool.name] if each.phrase.bulletin])
        for tool in tools
    ]
    every = [row_of_counts(f"{tool.name} {tool.version}", given[tool.name]) for tool in tools]
    return [
        f"## The {sum(phrase.bulletin for phrase in phrases)} phrases of a real bulletin",
        "\n".join([head, *thirty]),
        f"## All {len(phrases)} phrases",
        "\n".join([head, *every]),
        "Right, by group (in brackets where the tool was not made for it):",
        _by_group(tools, given),
        _dates_claimed(tools, phrases),
    ]


def _by_group(tools: Sequence[Tool], given: dict[str, list[Answer]]) -> str:
    sizes = Counter(answer.phrase.group for answer in given[OURS])
    rows = [f"| | {' | '.join(f'{_GROUP_WORDS[group]} ({sizes[group]})' for group in GROUPS)} |"]
    rows.append("|---|" + "---:|" * len(GROUPS))
    for tool in tools:
        right = Counter(answer.phrase.group for answer in given[tool.name] if answer.verdict == "right")
        cells = [str(right[group]) if group in tool.made_for else f"({right[group]})" for group in GROUPS]
        rows.append(f"| {tool.name} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _dates_claimed(tools: Sequence[Tool], phrases: Sequence[Phrase]) -> str:
    """How often a tool's date finder finds a date in a number or a quantity."""
    dateless = [phrase.text for phrase in phrases if phrase.group not in ("period", "trap")]
    said = []
    for tool in tools:
        if tool.dates_in is not None:
            claimed = [text for text in dateless if tool.dates_in(text)]
            shown = f" ({'、'.join(claimed)})" if claimed else ""
            said.append(f"{tool.name} {len(claimed)}{shown}")
    listed = "; ".join(said)
    return f"Of the {len(dateless)} numbers and quantities, a tool's date finder finds a date in so many: {listed}."


def _timing(tools: Sequence[Tool], times: dict[str, float], rounds: int) -> str:
    what = (
        f"Processor time to find quantities and dates in the real bulletins, once loaded, median of {rounds} rounds, "
        f"as a multiple of this library's; on a busy machine the last row moves by a third. The text goes in whole "
        f"here and line by line to the peers, which takes jionlp no longer. jionlp looks for money and times, this "
        f"library for every quantity there is; cn2an finds nothing in a text."
    )
    return f"{what}\n\n" + "\n".join(_timing_rows(tools, times))


def _timing_rows(tools: Sequence[Tool], times: dict[str, float]) -> list[str]:
    timed = [tool for tool in tools if tool.name in times]
    rows = [f"| {tool.name} | {tool.scanned} | {times[tool.name] / times[OURS]:.3g} |" for tool in timed]
    return ["| | what is run | time |", "|---|---|---:|", *rows] if rows else []


def _table(tools: Sequence[Tool], given: dict[str, list[Answer]]) -> str:
    others = [tool.name for tool in tools if tool.name != OURS]
    rows = [f"| phrase | expected | {' | '.join([OURS, *others])} | why it is here |"]
    rows.append("|---|" + "---|" * (len(tools) + 2))
    for number, answer in enumerate(given[OURS]):
        cells = [given[name][number].cell for name in others]
        rows.append(f"{beginning_of_row(answer)} {' | '.join([*cells, answer.phrase.why])} |")
    return "\n".join(rows)


_HOW = """\
## How a verdict is reached

The phrases and what they say stand in `benchmarks/peers_phrases.jsonl`, each with its reason.

- *right*: value, unit and bound, or both ends of the period. For a trap: nothing is claimed.
- *bound or period lost* (*lost* below): what was read is right, but a bound, a unit, the range or the open end of a
  period is missing.
- *wrong*: another value, unit, bound or date than the phrase has, or a part of the number taken for the whole (`7` out
  of `7个亿`), without a word. A number that has lost its `%` or `‰` is another number.
- *not found*: nothing was returned, or an error raised.

This library is held to more than its peers: the parser and the finder are both asked, and each that answers has to be
right. Of a peer's functions, the first that fits the phrase and answers is judged."""

_NOTES = """\
## Where this is unfair to a peer

- We chose the phrases, out of bulletins and out of what this library promises. A collection by another hand would show
  other weaknesses, ours among them.
- cn2an reads numerals and promises no more; all but the numbers here are outside of what it is made for, and its
  refusals of traps are worth nothing. It refuses rather than guesses, which is why this library builds on it.
- jionlp has money and time and no other quantities. Its parsers take what they get for money or for a time, so they are
  given only that; numbers without a unit are read as if they were money, with its 元 forgiven. Units and percentages it
  can't find are counted as not found, or as wrong where its date finder took them for a date. Its `blur+` and
  `blur-` count as any bound above and below, and limits instead of 余 or 多 count as right.
- recognizers-text-suite 1.0.2a2 is of 2019, and for dialogues rather than reports. It imports only with `emoji` below
  version 2, which its package doesn't say (`ms-recognizers-text-suite` 1.0.1 of 2024 installs, but lacks the module
  `recognizers_text`). It has no bounds in Chinese at all, so 超, 近 and 以上 cost it
  a verdict each time. Where it leaves open which year is meant, the better answer counts; its ends are taken as the
  last day or as the day behind it, whichever is right; its bare numbers and ordinals are not asked for in traps.
- An open end at the reference date counts as open. `近三年来` and its like have no dates here by intent; a peer that
  counts back from the reference date is right too, as it is with another fair reading of 年底, 以前 and 十几
  (`also` in the file of phrases).
- What counts as a trap is this project's convention: somebody may want `“5·21”` as a day or the `100%` of a slogan.
  Traps stand in a few words of context; with a whole sentence some tools might fare better."""

_KEY = """\
Bounds are those of [the metrics](metrics.md); `A–B` is a range, `A … B` a period with both days in it and an open end
left blank. Behind a colon stands what a tool said."""


if __name__ == "__main__":
    sys.exit(main())
