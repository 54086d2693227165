"""The checks on short texts and on small bulletins: what must be found, and what must not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from benchmarks.corpus import ROOT

from pjrd_extract import Bulletin, extract
from pjrd_extract.check.registry import CHECKS

CASES = ROOT / "tests" / "cases" / "check"

BULLETIN = """# 青石县人民代表大会常务委员会公报

2023年11月10日

# 青石县十八届人大常委会召开第十四次会议

2023年10月16日，青石县第十八届人民代表大会常务委员会召开第十四次会议。会议听取了{office}的履职情况报告。

# 履职情况报告

县交通运输局局长 丁一鸣

主任、各位副主任、各位委员：

现将履职情况报告如下，请予评议。

# 一、履职情况

{report}

# 关于对县交通运输局局长{name}同志的履职情况评价意见书

县人大常委会第一调查组

按照年度评议安排，调查组进行了调查。综合评价如下：

# 一、总体评价

{opinion}
"""


def cases(name: str) -> list[Any]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [pytest.param(case := json.loads(line), id=f"{case['why']}-{i}") for i, line in enumerate(lines)]


def compare(text: str, bulletin: Bulletin, expected: list[str]) -> None:
    found = [f"{one.code}: {one.message}" for one in bulletin.findings]
    wanted = [one.split(": ", 1) for one in expected]
    assert [one.split(": ", 1)[0] for one in found] == [code for code, _ in wanted], found
    for message, (_, part) in zip(found, wanted, strict=True):
        assert part in message
    for finding in bulletin.findings:
        assert finding.evidence
        assert all(text[one.span.slice] == one.text for one in finding.evidence)


@pytest.mark.parametrize("case", cases("findings.jsonl"))
def test_in_one_report(case: dict[str, Any]) -> None:
    text = f"# 关于全县工作情况的报告\n\n{case['text']}\n"
    compare(text, extract(text), case["expected"])


@pytest.mark.parametrize("case", cases("whole.jsonl"))
def test_in_a_bulletin(case: dict[str, Any]) -> None:
    compare(case["text"], extract(case["text"]), case["expected"])


def test_each_check_has_cases() -> None:
    told = {
        one.split(": ")[0]
        for path in CASES.glob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
        for one in json.loads(line)["expected"]
    }
    assert told == set(CHECKS)


@pytest.mark.parametrize("case", cases("bulletins.jsonl"))
def test_between_report_and_opinion(case: dict[str, Any]) -> None:
    fields = {"office": "县交通运输局局长丁一鸣", "name": "丁一鸣", **case}
    text = BULLETIN.format(**fields)
    compare(text, extract(text), case["expected"])
