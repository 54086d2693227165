"""Whole bulletins with the structure and the metrics that are in them, and the contradictions that were planted."""

from __future__ import annotations

import bisect
import datetime as dt
import json
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from tests.generator import meetings
from tests.generator.blocks import Draft, Plant
from tests.generator.contradictions import SENTENCES, contradicts_itself
from tests.generator.dice import Dice
from tests.generator.layouts import LAYOUTS, Laid, Layout, contents, lay_out
from tests.generator.noise import Edits, blank_edits, page_edits, wrap_edits
from tests.generator.people import Setting, setting
from tests.generator.reports import Reporter
from tests.generator.rows import Mark, Row

__all__ = ["PLANTS", "Bulletin", "bulletin"]

PLANTS = (
    "attendance-count", "figure-mismatch", "name-mismatch", "missing-unit", "section-order", "contents-mismatch",
    *SENTENCES,
)  # fmt: skip
_MOST_TRIES = 20


@dataclass(frozen=True, slots=True)
class Bulletin:
    """One bulletin as its file would hold it, with its gold."""

    name: str
    layout: str
    text: str
    reference_date: dt.date
    rows: list[Row]
    structure: dict[str, Any]
    planted: list[dict[str, Any]]

    def gold(self) -> list[dict[str, Any]]:
        return [row.gold(self.text) for row in self.rows]

    def gold_lines(self) -> str:
        """The metrics gold as the file beside the bulletin holds it."""
        rows = json.dumps(self.gold(), ensure_ascii=False)  # one call for all of them is much faster
        return rows[1:-1].replace("}, {", "}\n{") + "\n" if self.rows else ""

    def structure_json(self) -> str:
        """The structure gold, with what was planted."""
        return json.dumps({**self.structure, "planted": self.planted}, ensure_ascii=False) + "\n"


def bulletin(seed: int, kilobytes: int = 12, *, plant: bool = False, layout: str | None = None) -> Bulletin:
    """The bulletin of this seed, about so many kilobytes of UTF-8 long.

    One that contradicts itself by accident is thrown again.
    """
    for throw in range(_MOST_TRIES):
        dice = Dice(f"bulletin {seed}" + (f" {throw}" if throw else ""))
        chosen, draft = _thrown(dice, kilobytes, plant=plant, layout=layout)
        if not contradicts_itself(draft):
            break
    laid = lay_out(draft, chosen, dice)
    return _finish(f"generated-{seed:06}", draft, laid, chosen, dice)


def _thrown(dice: Dice, kilobytes: int, *, plant: bool, layout: str | None) -> tuple[Layout, Draft]:
    chosen = dice.pick(LAYOUTS) if layout is None else next(one for one in LAYOUTS if one.name == layout)
    plants = set(dice.some(PLANTS, dice.number(1, 3))) if plant else set()
    s = setting(dice, max(1, min(6, kilobytes // 4)))
    return chosen, _draft(s, dice, kilobytes, plants)


def _draft(s: Setting, dice: Dice, kilobytes: int, plants: set[str]) -> Draft:
    structure: dict[str, Any] = {"reference_date": s.date.isoformat(), "masthead": {}, "contents_entries": 0}
    for key in ("articles", "meetings", "duty_reports", "evaluation_opinions", "attendance", "appointments"):
        structure[key] = []
    issue, serial = dice.number(1, 30), dice.number(31, 400)
    published = s.date + dt.timedelta(days=50 + dice.number(3, 40))  # after a second meeting, too
    issuer = f"{s.place}人民代表大会常务委员会"
    draft = Draft([], structure, issuer + "公报")
    draft.add("front", issuer + dice.pick(("公报", "　公　报")))
    draft.add("note", f"{s.date.year}年第{issue}号（总第{serial}号）")
    draft.add("note", f"{published.year}年{published.month}月{published.day}日")
    structure["masthead"] = {
        "issuer": issuer, "issue_number": issue, "serial_number": serial, "published_on": published.isoformat(),
    }  # fmt: skip
    place = len(draft.blocks)
    meetings.news(draft, s, dice)
    meetings.agenda(draft, s, dice)
    sections = max(1, min(6, round((kilobytes - 3) / len(s.officials) / 1.6)))
    _reports(Reporter(draft, s, dice, plants), s, dice, sections)
    if dice.chance(0.4):
        meetings.appointments(draft, s, dice)
    meetings.attendance(draft, s, dice, wrong="attendance-count" in plants)
    if dice.chance(0.25):
        _second_meeting(draft, s, dice)
    wrong_contents = "contents-mismatch" in plants and len(draft.titles) > 3
    if dice.chance(0.6) or wrong_contents:
        titles = _other_contents(draft, dice) if wrong_contents else draft.titles
        structure["contents_entries"] = len(titles)
        heading, body = "目　录", contents(titles, dice)
        rest = draft.blocks[place:]
        del draft.blocks[place:]
        draft.add("front", heading)
        draft.add("contents", body)
        draft.blocks += rest
    return draft


def _other_contents(draft: Draft, dice: Dice) -> list[str]:
    """The titles with one left out or moved to the end; the title in the text is what the finding is to point at."""
    at = dice.number(0, len(draft.titles) - 3)
    titles = [title for i, title in enumerate(draft.titles) if i != at]
    if dice.chance(0.5):
        titles.append(draft.titles[at])
    title = [block for block in draft.blocks if block.style == "title"][at]
    title.plants.append(Plant("contents-mismatch", draft.titles[at], (0, len(title.text))))
    return titles


def _reports(reporter: Reporter, s: Setting, dice: Dice, sections: int) -> None:
    budget_told = False
    for i, official in enumerate(s.officials):
        roll = dice.roll()
        if roll < 0.8 or i == 0:
            reporter.duty_report(official, sections)
            reporter.opinion(official, i)
        elif roll < 0.9 or budget_told:
            reporter.work_report(official, sections)
        else:
            reporter.budget_report(official)
            budget_told = True


def _second_meeting(draft: Draft, s: Setting, dice: Dice) -> None:
    s.session += 1
    s.date += dt.timedelta(days=30 - s.date.day + dice.number(5, 20))
    meetings.news(draft, s, dice)
    meetings.agenda(draft, s, dice)


def _finish(name: str, draft: Draft, laid: Laid, layout: Layout, dice: Dice) -> Bulletin:
    text = laid.text
    rows = [row.moved(at) for block, at in zip(laid.blocks, laid.starts, strict=True) for row in block.rows]
    rows.sort(key=lambda row: row.start)
    plants = [(p, at) for block, at in zip(laid.blocks, laid.starts, strict=True) for p in block.plants]
    bodies = [(at, at + len(b.text)) for b, at in zip(laid.blocks, laid.starts, strict=True) if b.style == "text"]
    kept = [m for row in rows for m in ((row.start, row.end), row.phrase_at, row.basis_at) if m]
    edits: Edits = []
    if layout.wrap:
        edits += wrap_edits(text, bodies, layout.wrap)
    elif dice.chance(0.4):
        edits += blank_edits(text, bodies, dice)
    if not layout.wrap and dice.chance(0.6):
        edits += page_edits(text, bodies, sorted(kept), draft.running_title, dice, 0.12)
    if dice.chance(0.15):
        edits.sort()
        text, rows, marks = _edited(text, rows, [(at + p.at[0], at + p.at[1]) for p, at in plants], edits)
        breaks = [(i, "\r") for i, char in enumerate(text) if char == "\n"]
        text, rows, marks = _edited(text, rows, marks, breaks)
    else:
        edits.sort()
        text, rows, marks = _edited(text, rows, [(at + p.at[0], at + p.at[1]) for p, at in plants], edits)
    planted = [
        {"code": p.code, "what": p.what, "start": a, "end": b} for (p, _), (a, b) in zip(plants, marks, strict=True)
    ]
    date = dt.date.fromisoformat(draft.structure["reference_date"])
    return Bulletin(name, layout.name, text, date, rows, draft.structure, planted)


def _edited(text: str, rows: list[Row], marks: list[Mark], edits: Edits) -> tuple[str, list[Row], list[Mark]]:
    """The text with the insertions (sorted) made, and everything that points into it moved along."""
    if not edits:
        return text, rows, marks
    places = [at for at, _ in edits]
    grown = list(accumulate((len(new) for _, new in edits), initial=0))

    def start(at: int) -> int:
        return at + grown[bisect.bisect_right(places, at)]

    def end(at: int) -> int:
        return at + grown[bisect.bisect_left(places, at)]

    def mark(of: Mark) -> Mark:
        return start(of[0]), max(start(of[0]), end(of[1]))

    parts: list[str] = []
    last = 0
    for at, new in edits:
        parts += (text[last:at], new)
        last = at
    parts.append(text[last:])
    for row in rows:
        row.start, row.end = start(row.start), end(row.end)
        row.phrase_at = mark(row.phrase_at)
        row.basis_at = row.basis_at and mark(row.basis_at)
    return "".join(parts), rows, [mark(m) for m in marks]
