"""Periods of titles: the year of a report that a meeting heard is not that of what the meeting did."""

from __future__ import annotations

import re

from pjrd_extract.normalize.period_phrases import FoundPeriod

__all__ = ["only_of_title"]

_NEAR = 60  # characters before a period that its title begins in
_HEARD = "听取|审议|审查|批准|讨论|询问|测评|评议|审定|表决|通过"
_BEFORE = re.compile(rf"(?P<by>根据|按照|依据|据|从|结合)?[^，；。：]{{0,24}}?(?:关于|对|{_HEARD})")
_REPORT = re.compile(
    r"[^，；。：0-9]{0,40}?(?:报告|议案|决议|决定|草案|方案|汇报|说明|[决预]算|情况|计划|规划)(?:（草案）|》)?后?[，；。]"
    rf"|[^，；。：0-9]{{0,40}}?(?:进行|开展)了?[^，；。：0-9]{{0,6}}?(?:{_HEARD})[，；。]"
)


def only_of_title(text: str, period: FoundPeriod, sentence_start: int, figure: int) -> bool:
    """Whether ``period`` only says which report was heard: 听取了2023年度环境状况的报告，7名代表提问.

    ``figure`` is where the figure behind it stands. What is told by a report (根据…的报告，) is of its time.

    >>> text = "听取了2023年度环境状况的报告，7名代表提问"
    >>> only_of_title(text, FoundPeriod("2023年度", 3, 9), 0, 17)
    True
    """
    report = _REPORT.match(text, period.span_end, figure)
    if report is None:
        return False
    floor = max(sentence_start, period.span_start - _NEAR)
    begin = max(text.rfind(mark, floor, period.span_start) for mark in "，；：")
    heard = _BEFORE.search(text, max(begin + 1, floor), period.span_start)
    return heard is not None and heard["by"] is None
