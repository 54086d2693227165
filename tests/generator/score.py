"""Compares gold rows with what was found, field by field and frame by frame.

The rules are those of the shared scorer: a found metric belongs to the row whose span it overlaps most, rows marked
``optional`` are neither asked for nor punished, and names agree when they share three characters in five.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

__all__ = ["FIELDS", "Tally", "found_rows", "similarity"]

FIELDS = (
    "value", "unit", "kind", "bound", "role", "direction", "basis", "status", "period", "no_period", "name",
    "name_exact", "span",
)  # fmt: skip
_STRICT = ("value", "unit", "bound", "role", "direction")

Wrong = tuple[str, str, dict[str, Any], Mapping[str, Any] | None]


def _squeeze(text: str | None) -> str:
    return "".join((text or "").replace("*", "").split())


def similarity(a: str | None, b: str | None) -> float:
    """Sørensen–Dice similarity of the two names' characters."""
    one, two = Counter(_squeeze(a)), Counter(_squeeze(b))
    shared = sum((one & two).values())
    return 2 * shared / (one.total() + two.total()) if shared else 0.0


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _period(row: Mapping[str, Any]) -> list[str | None]:
    period = row.get("period")
    if isinstance(period, Mapping):
        return [period.get("start"), period.get("end")]
    return list(period or (None, None))


def _verdicts(gold: Mapping[str, Any], mine: Mapping[str, Any]) -> dict[str, bool]:
    """For each field whether it is right."""
    same = {key: gold.get(key) == mine.get(key) for key in ("unit", "kind", "bound", "role", "direction", "status")}
    same["value"] = all(_number(gold.get(k)) == _number(mine.get(k)) for k in ("value", "low", "high"))
    same["basis"] = _squeeze(gold.get("basis")) == _squeeze(mine.get("basis"))
    same["period" if gold.get("period") else "no_period"] = _period(gold) == _period(mine)
    same["name"] = similarity(gold["name"], mine.get("name")) >= 0.6
    same["name_exact"] = _squeeze(gold["name"]) == _squeeze(mine.get("name"))
    same["span"] = (gold["start"], gold["end"]) == (mine["start"], mine["end"])
    return same


@dataclass
class Tally:
    """Counts over many texts."""

    asked: int = 0
    found: int = 0
    spurious: int = 0
    strict: int = 0
    right: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    wrong: dict[tuple[str, str], list[Wrong]] = field(default_factory=dict)
    by_frame: Counter[str] = field(default_factory=Counter)

    def add(
        self, text: str, gold: Sequence[Mapping[str, Any]], mine: Sequence[Mapping[str, Any]], frames: Sequence[str]
    ) -> None:
        """Takes in one text; ``frames`` are those of the gold rows (one more for what belongs to none)."""
        pairs = _match(gold, mine)
        touched = set(pairs.values())
        for row in gold:
            if row.get("optional"):
                touched |= {j for j, m in enumerate(mine) if m["start"] < row["end"] and row["start"] < m["end"]}
        for j, metric in enumerate(mine):
            if j not in touched:
                self.spurious += 1
                self._miss(frames[-1], "spurious", text, metric, None)
        for i, (row, frame) in enumerate(zip(gold, frames, strict=False)):
            if row.get("optional"):
                continue
            self.asked += 1
            self.by_frame[frame] += 1
            if i not in pairs:
                self._miss(frame, "missed", text, row, None)
                continue
            self.found += 1
            self._compare(frame, text, row, mine[pairs[i]])

    def _compare(self, frame: str, text: str, gold: Mapping[str, Any], mine: Mapping[str, Any]) -> None:
        same = _verdicts(gold, mine)
        for key, good in same.items():
            self.of[key] += 1
            self.right[key] += good
            if not good:
                self._miss(frame, key, text, gold, mine)
        self.strict += all(same[k] for k in _STRICT) and same.get("period", same.get("no_period", True))

    def _miss(self, frame: str, key: str, text: str, row: Mapping[str, Any], mine: Mapping[str, Any] | None) -> None:
        self.wrong.setdefault((frame, key), []).append((frame, text, dict(row), mine))

    def figures(self) -> dict[str, float]:
        """Every share of the tally."""
        precision = self.found / (self.found + self.spurious) if self.found + self.spurious else 1.0
        recall = self.found / self.asked if self.asked else 1.0
        both = precision + recall
        out = {"precision": precision, "recall": recall, "F1": 2 * precision * recall / both if both else 0.0}
        out["strict"] = self.strict / self.asked if self.asked else 1.0
        out.update({key: self.right[key] / self.of[key] if self.of[key] else 1.0 for key in FIELDS})
        return out

    def worst(self, count: int, without: Sequence[str] = ("name_exact", "span")) -> list[tuple[str, str, float, Wrong]]:
        """Frames and fields with the most mistakes: share wrong of the frame's rows, and an example."""
        rows = [
            (frame, key, len(all_of_them) / max(1, self.by_frame[frame]), all_of_them[0])
            for (frame, key), all_of_them in self.wrong.items()
            if key not in without
        ]
        rows.sort(key=lambda r: -len(self.wrong[r[0], r[1]]))
        return rows[:count]


def _match(gold: Sequence[Mapping[str, Any]], mine: Sequence[Mapping[str, Any]]) -> dict[int, int]:
    """Which found metric belongs to which gold row."""
    pairs = []
    for i, g in enumerate(gold):
        for j, m in enumerate(mine):
            shared = min(g["end"], m["end"]) - max(g["start"], m["start"])
            if shared > 0:
                union = max(g["end"], m["end"]) - min(g["start"], m["start"])
                pairs.append((-shared / union, i, j))
    out: dict[int, int] = {}
    for _, i, j in sorted(pairs):
        if i not in out and j not in out.values():
            out[i] = j
    return out


def found_rows(metrics: Sequence[Any]) -> list[dict[str, Any]]:
    """The library's metrics as rows to compare."""
    rows = []
    for metric in metrics:
        row = metric.model_dump(mode="json")
        span = row.pop("span")
        rows.append({**row, "start": span["start"], "end": span["end"]})
    return rows
