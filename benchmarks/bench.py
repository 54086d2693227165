"""Prints the processor time of a conversion, whole and by layer: `python -m benchmarks.bench [--json] [--rounds N]`.

The floor is what no implementation can save: a few compiled patterns run over the text, the models built from known
values, and the JSON written. The bulletin is the real one where its folder stands beside the project, else the bundled
sample repeated to some 50,000 characters.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

import regex

from benchmarks.corpus import ROOT, real
from pjrd_extract.check.registry import check
from pjrd_extract.extract.context import CommonFields, Context
from pjrd_extract.extract.days import find_reference_date
from pjrd_extract.extract.kinds import KindRegistry
from pjrd_extract.find.metrics import MetricFinder
from pjrd_extract.models.bulletin import Bulletin
from pjrd_extract.models.metric import Metric
from pjrd_extract.outline.outline import outline
from pjrd_extract.pipeline import extract
from pjrd_extract.read.clean import clean
from pjrd_extract.read.decode import decode
from pjrd_extract.rules import Rules
from pjrd_extract.write.json import to_json

_CHARACTERS = 50_000
_FLOOR = (
    regex.compile(r"\d+(?:\.\d+)?[万亿]?[元个人%]?"),
    regex.compile(r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?"),
    regex.compile(r"^[#*\s]*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)", regex.MULTILINE),
)


def main() -> int:
    """Measures and prints; the numbers are medians in milliseconds of processor time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15, metavar="N", help="how often each is run (default 15)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    name, data = _bulletin()
    times = {label: _median(run, arguments.rounds) for label, run in _runs(name, data).items()}
    times |= _first_time(data)
    floor = times["floor"]
    if arguments.json:
        print(json.dumps({"bulletin": name, "characters": len(decode(data, name).text), "milliseconds": times}))
        return 0
    print(f"{name}: {len(decode(data, name).text)} characters, median of {arguments.rounds} rounds")
    print(f"{'':<16}{'ms':>9}  {'x floor':>8}")
    for label, milliseconds in times.items():
        print(f"{label:<16}{milliseconds:>9.2f}  {milliseconds / floor:>8.1f}")
    return 0


def _bulletin() -> tuple[str, bytes]:
    for gold in real():
        return gold.bulletin.name, gold.bulletin.read_bytes()
    sample = (ROOT / "examples" / "yunxiu-2024-02.md").read_text(encoding="utf-8")
    times = -(-_CHARACTERS // len(sample))
    return "yunxiu-2024-02.md", "\n\n".join([sample] * times).encode("utf-8")


def _runs(name: str, data: bytes) -> dict[str, Callable[[], object]]:
    """What is measured: the floor, the whole, and the layers in their order."""
    rules, registry = Rules.default(), KindRegistry.of(None)
    text = decode(data, name).text
    cleaned = clean(text)
    parts = outline(cleaned, rules)
    date = find_reference_date(parts, rules)
    context = Context(rules, date)
    finder = rules.derived(MetricFinder)
    bulletin = extract(data, name=name)
    known = bulletin.model_dump()

    def floor() -> None:
        for pattern in _FLOOR:
            for match in pattern.finditer(text):
                match.span()
        to_json(Bulletin.model_validate(known))

    def metrics() -> list[list[Metric]]:
        return [finder.find(article.body, date, article.sections) for article in parts.articles]

    found = metrics()

    def records() -> None:
        for index, (article, figures) in enumerate(zip(parts.articles, found, strict=True)):
            fields = CommonFields(
                index=index,
                title=article.title,
                byline=article.byline,
                span=article.span,
                sections=article.sections,
                metrics=tuple(figures),
            )
            registry.find(article.kind).extract(article, fields, context)

    return {
        "floor": floor,
        "whole": lambda: to_json(extract(data, name=name)),
        "  decode": lambda: decode(data, name),
        "  clean": lambda: clean(text),
        "  outline": lambda: outline(cleaned, rules),
        "  reference date": lambda: find_reference_date(parts, rules),
        "  metrics": metrics,
        "  records": records,
        "  checks": lambda: check(bulletin, text),
        "  write": lambda: to_json(bulletin),
    }


def _first_time(data: bytes) -> dict[str, float]:
    """What only the first conversion of a process costs: the import, and rules loaded and patterns compiled."""
    code = """
import sys, time
data = sys.stdin.buffer.read()
started = time.process_time()
from pjrd_extract import extract
imported = time.process_time()
extract(data)
print(1000 * (imported - started), 1000 * (time.process_time() - imported))
"""
    runs = [
        subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=True).stdout.split()
        for _ in range(5)
    ]
    imports, firsts = zip(*((float(imported), float(first)) for imported, first in runs), strict=True)
    return {"import": statistics.median(imports), "first time": statistics.median(firsts)}


def _median(run: Callable[[], object], rounds: int) -> float:
    run()
    times = []
    for _ in range(rounds):
        started = time.process_time()
        run()
        times.append((time.process_time() - started) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
