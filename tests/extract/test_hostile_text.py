"""No text makes an extractor fail or stall: the time for a long one is not out of proportion to a short one."""

from __future__ import annotations

import time

import pytest
from tests.extract.cases import CONTEXT, article

from pjrd_extract.extract.kinds import KindRegistry

KINDS = ("meeting", "agenda", "duty_report", "evaluation_opinion", "attendance", "appointments")
HOSTILE = {
    "names": "王芳、",
    "conjunctions": "任命" + "和" * 20,
    "blanks": "王 ",
    "brackets": "（（（",
    "presiding": "主任王芳主持",
    "observing": "列席的有：王芳",
    "attending": "出席",
    "honours": "获得“",
    "votes": "满意1票满意",
    "lines": "主任：\n",
    "table": "| 王芳 ",
    "dates": "2022年1月任",
    "removals": "免去王芳的",
    "titles": "副主任委员",
}


def _seconds(kind: str, text: str) -> float:
    outline, fields = article(kind, "标题", text)
    best = float("inf")
    for _ in range(3):  # the best of three: what else the machine does counts for nothing
        started = time.process_time()
        KindRegistry.of(None).find(kind).extract(outline, fields, CONTEXT)
        best = min(best, time.process_time() - started)
    return best


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_linear(kind: str, name: str) -> None:
    unit = HOSTILE[name]
    short = unit * (4_000 // len(unit))
    _seconds(kind, unit)
    assert _seconds(kind, short * 4) < 0.1 + 12 * _seconds(kind, short)


def test_an_endless_sentence_costs_no_more_than_short_ones() -> None:
    endless, short = "工作扎实成效好" * 20_000, "工作扎实成效。" * 20_000
    assert _seconds("evaluation_opinion", endless) < 0.05 + 3 * _seconds("evaluation_opinion", short)
