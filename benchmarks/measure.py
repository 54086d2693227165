"""What is timed: the floor, the whole, its layers, other lengths, a fresh process, and the peers that are there."""

from __future__ import annotations

import gc
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path

import regex

from benchmarks.corpus import ROOT, real
from benchmarks.peers import TODAY
from benchmarks.peers_tools import Skipped, ours, peers
from pjrd_extract import parse_number
from pjrd_extract.check.registry import check
from pjrd_extract.extract.context import Context
from pjrd_extract.extract.days import find_reference_date
from pjrd_extract.extract.kinds import KindRegistry
from pjrd_extract.find.metrics import FoundMetric, MetricFinder
from pjrd_extract.models.bulletin import Bulletin
from pjrd_extract.outline.outline import outline
from pjrd_extract.pipeline import extract
from pjrd_extract.read.clean import clean
from pjrd_extract.read.decode import decode
from pjrd_extract.rules import Rules
from pjrd_extract.write.json import to_json

__all__ = [
    "Run",
    "bulletin",
    "floor",
    "fresh_processes",
    "layers",
    "machine",
    "medians",
    "memory",
    "peer_runs",
    "whole",
]

Run = Callable[[], object]

_CHARACTERS = 50_000
_FLOOR = (
    regex.compile(r"\d+(?:\.\d+)?[万亿]?[元个人%]?"),
    regex.compile(r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?"),
    regex.compile(r"^[#*\s]*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)", regex.MULTILINE),
)


def bulletin() -> tuple[str, bytes]:
    """Name and bytes of what is timed: the real bulletin where its folder stands, else the sample, repeated."""
    for gold in real():
        return gold.bulletin.name, gold.bulletin.read_bytes()
    sample = (ROOT / "examples" / "yunxiu-2024-02.md").read_text(encoding="utf-8")
    times = -(-_CHARACTERS // len(sample))
    return "yunxiu-2024-02.md", "\n\n".join([sample] * times).encode("utf-8")


def floor(name: str, data: bytes) -> Run:
    """What no implementation can save: three patterns over the text, the models from known values, the JSON.

    The collector of garbage rests meanwhile, as it does during an extraction.
    """
    text = decode(data, name).text
    known = extract(data, name=name).model_dump()

    def run() -> None:
        gc.disable()
        for pattern in _FLOOR:
            for match in pattern.finditer(text):
                match.span()
        made = Bulletin.model_validate(known)
        gc.enable()
        to_json(made)

    return run


def whole(name: str, data: bytes) -> Run:
    """From the bytes of a file to the JSON."""
    return lambda: to_json(extract(data, name=name))


def layers(name: str, data: bytes) -> dict[str, Run]:
    """The layers in their order, each given what the one before it made."""
    rules, registry = Rules.default(), KindRegistry.of(None)
    text = decode(data, name).text
    cleaned = clean(text)
    parts = outline(cleaned, rules)
    date = find_reference_date(parts, rules)
    context = Context(rules, date)
    finder = rules.derived(MetricFinder)
    made = extract(data, name=name)

    def metrics() -> list[list[FoundMetric]]:
        return finder.find_all([(one.body, one.sections, one.title) for one in parts.articles], date)

    found = metrics()

    def records() -> None:
        registry.extract(parts.articles, [[metric for metric, _ in figures] for figures in found], context)

    return {
        "decode": lambda: decode(data, name),
        "clean": lambda: clean(text),
        "outline": lambda: outline(cleaned, rules),
        "reference date": lambda: find_reference_date(parts, rules),
        "metrics": metrics,
        "records": records,
        "checks": lambda: check(made, text, cleaned.text, rules),
        "write": lambda: to_json(made),
    }


def peer_runs(data: bytes) -> tuple[dict[str, Run], dict[str, str]]:
    """The peers over the same lines, and by name why others are left out.

    jionlp and recognizers-text find money, dates and some units, so this library's finders of quantities and periods
    stand beside them; cn2an reads numerals, so it and ``parse_number`` are given those of the text alone.
    """
    lines = [line for line in data.decode("utf-8").splitlines() if line.strip()]
    numerals = regex.findall(r"[零一二两三四五六七八九十百千万亿]{2,}", "\n".join(lines))
    mine = ours(TODAY).scan
    runs: dict[str, Run] = {"parse_number, numerals": _each(parse_number, numerals)}
    if mine is not None:
        runs["find_quantities, find_periods"] = _scan(mine, lines)
    skipped: dict[str, str] = {}
    for tool in peers(TODAY):
        if isinstance(tool, Skipped):
            skipped[tool.name] = tool.reason
        elif tool.scan is not None:
            runs[f"{tool.name} {tool.version}"] = _scan(tool.scan, lines)
        else:
            read: Callable[..., object] = import_module("cn2an").cn2an
            runs[f"{tool.name} {tool.version}, numerals"] = _each(partial(read, mode="smart"), numerals)
    return runs, skipped


def _scan(scan: Callable[[list[str]], object], lines: list[str]) -> Run:
    return lambda: scan(lines)


def _each(read: Callable[[str], object], numerals: list[str]) -> Run:
    def run() -> None:
        for numeral in numerals:
            with suppress(ValueError):
                read(numeral)

    return run


def medians(runs: Mapping[str, Run], rounds: int) -> dict[str, float]:
    """The median processor time of each in milliseconds. They take turns, so that a busy machine is so for all."""
    for run in runs.values():
        run()
    times: dict[str, list[float]] = {label: [] for label in runs}
    for _ in range(rounds):
        for label, run in runs.items():
            started = time.process_time()
            run()
            times[label].append((time.process_time() - started) * 1000)
    return {label: statistics.median(taken) for label, taken in times.items()}


_PYTHON = """
import sys, time
data = sys.stdin.buffer.read()
begun = time.process_time()
{code}
print(1000 * (time.process_time() - begun))
"""
_FRESH = {
    "import pydantic, regex": "import pydantic, regex; pydantic.BaseModel",
    "import pjrd_extract": "import pjrd_extract",
    "from pjrd_extract import extract": "from pjrd_extract import extract",
    "first conversion": "from pjrd_extract import extract; begun = time.process_time(); extract(data)",
    "pjrd-extract --version": (
        "from pjrd_extract.cli.program import main\ntry:\n    main(['--version'])\nexcept SystemExit:\n    pass"
    ),
}


def fresh_processes(data: bytes, rounds: int = 7) -> dict[str, float]:
    """What only a fresh process pays, in milliseconds of processor time: imports, and the first conversion.

    The byte code of all modules is compiled before, as an installer does.
    """
    times: dict[str, list[float]] = {label: [] for label in _FRESH}
    with tempfile.TemporaryDirectory() as cache:
        kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environment = {**kept, "PYTHONPYCACHEPREFIX": cache}
        for turn in range(rounds + 1):
            for label, code in _FRESH.items():
                run = subprocess.run(
                    [sys.executable, "-c", _PYTHON.format(code=code)],
                    input=data,
                    capture_output=True,
                    check=True,
                    env=environment,
                )
                if turn:  # the first fills the cache
                    times[label].append(float(run.stdout.split()[-1]))
    return {label: statistics.median(taken) for label, taken in times.items()}


_MEMORY = r"""
import re, resource, sys
from pathlib import Path
from pjrd_extract import extract
from pjrd_extract.write.json import to_json

def peak():
    status = Path("/proc/self/status")
    if status.exists():  # where there is one: the other figure begins with that of the parent process
        return 1024 * int(re.search(r"VmHWM:\s*(\d+)", status.read_text())[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)

data = sys.stdin.buffer.read()
to_json(extract(Path(sys.argv[1]).read_bytes()))  # so that no rules are compiled in what is measured
before = peak()
bulletin = extract(data)
extracted = peak()
to_json(bulletin)
print((extracted - before) / len(data), (peak() - before) / len(data))
"""


def memory(data: bytes) -> tuple[float, float]:
    """By how much the memory of a process grows, in bytes a byte of text: to the records, and to their JSON."""
    sample = str(ROOT / "examples" / "yunxiu-2024-02.md")
    run = subprocess.run([sys.executable, "-c", _MEMORY, sample], input=data, capture_output=True, check=True)
    extracted, written = (float(each) for each in run.stdout.split())
    return extracted, written


def machine() -> dict[str, str | int | None]:
    """Kind of processor, cores and Python."""
    processor = platform.machine()
    information = Path("/proc/cpuinfo")
    if information.exists():
        for line in information.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                processor = line.partition(":")[2].strip()
                break
    return {"processor": processor, "cores": os.cpu_count(), "python": platform.python_version()}
