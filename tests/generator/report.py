"""Prints how well the library reads generated sentences: per field, and the worst frames with examples.

usage: python -m tests.generator.report [--seed 1] [--count 3000] [--worst 25] [--frame NAME] [--field KEY]
"""

from __future__ import annotations

import argparse

from tests.generator.score import Tally, found_rows
from tests.generator.sentences import sentences

__all__ = ["main", "tally_sentences"]


# The fields to show where the count's own name is not one of theirs.
_SHOWN = {
    "value": ("value", "low", "high"), "no_period": ("period",), "name_exact": ("name",), "span": ("text",),
}  # fmt: skip


def tally_sentences(seed: int, count: int) -> Tally:
    """Reads ``count`` sentences with ``find_metrics`` and counts."""
    from pjrd_extract import find_metrics

    tally = Tally()
    for one in sentences(seed, count):
        mine = found_rows(find_metrics(one.text, reference_date=one.today))
        tally.add(one.text, one.gold(), mine, [*(row.frame for row in one.rows), one.frames[-1]])
    return tally


def describe(tally: Tally, worst: int, examples: int, only_frame: str = "", only_field: str = "") -> list[str]:
    """The lines to print."""
    figures = tally.figures()
    lines = ["  ".join(f"{key}={share:.4f}" for key, share in figures.items())]
    lines.append(f"rows asked {tally.asked}, found {tally.found}, spurious {tally.spurious}")
    shown = [
        one
        for one in tally.worst(10**6, without=())
        if only_frame in one[0] and (one[1] == only_field if only_field else one[1] not in {"name_exact", "span"})
    ]
    for frame, key, share, _ in shown[:worst]:
        cases = tally.wrong[frame, key]
        lines.append(f"{frame} × {key}: {len(cases)} wrong ({share:.0%})")
        for _, text, gold, mine in cases[:examples]:
            start, end = gold["start"], gold["end"]
            place = f"{text[max(0, start - 120) : start]}【{gold['text']}】{text[end : end + 60]}"
            lines.append("    " + place.replace("\r", "").replace("\n", "↵"))
            if mine is not None:
                keys = _SHOWN.get(key, (key,))
                wanted, got = [gold.get(k) for k in keys], [mine.get(k) for k in keys]
                lines.append(f"    gold {wanted}, found {got}")
            elif key == "spurious":
                lines.append(f"    found {gold['text']!r} as {gold['name']!r}")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--worst", type=int, default=25)
    parser.add_argument("--examples", type=int, default=1)
    parser.add_argument("--frame", default="", help="only frames whose name holds this")
    parser.add_argument("--field", default="", help="only this field")
    a = parser.parse_args()
    lines = describe(tally_sentences(a.seed, a.count), a.worst, a.examples, a.frame, a.field)
    print("\n".join(lines))  # noqa: T201


if __name__ == "__main__":
    main()
