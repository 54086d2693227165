"""What came of a meeting: what was passed, who was appointed, and how an appraisal ended."""

from __future__ import annotations

import re

from pjrd_extract._text import Text
from pjrd_extract.extract.vocabulary import any_of
from pjrd_extract.models.articles import MeetingResult
from pjrd_extract.rules import Rules

__all__ = ["find_results"]

_PASSED = re.compile(
    r"(?P<outcome>(?:审议|投票|举手|分别|逐项|依法)*(?:并)?(?:表决)?(?:审议)?通过)(?:了)?(?!的)(?P<item>(?:《[^》\n]{1,120}》|[^，。；;\n《])+)"
)
_APPOINTED = re.compile(
    r"(?:决定)?(?P<outcome>任命|免去|接受)(?:了)?(?P<item>[^，。；;\n]{2,80}?(?:为[^，。；;\n]{2,40}|职务(?:的请求)?))(?=[，。；;\n]|\Z)"
)
# The result is that of the appraisal named last: 听取履职评价意见书，进行满意度测评，结果为满意.
_APPRAISED = re.compile(
    r"(?P<item>(?:现场|无记名|民主|满意度|履职|述职|综合|专项|工作|投票|代表){0,4}(?:测评|评议|评价))"
    r"(?:(?!测评|评议|评价)[^。；;\n]){0,20}?(?:结果|等次)(?P<rest>[^。；;\n]*)"
)
_RATE = re.compile(r"(?P<item>满意[率度])(?:为|达到?|是)?(?P<outcome>[0-9.]+%)")


class _ResultFinder:
    def __init__(self, rules: Rules) -> None:
        choice = any_of(rules, "choice")
        self._grade = re.compile(
            rf"(?:(?P<who>[^，。；：:“”\n]{{0,40}}?)(?:均为|均|都是|为|是|：|:))“?(?P<outcome>{choice})”?(?![率度票])"
        )

    def find(self, text: Text) -> tuple[MeetingResult, ...]:
        value = text.value
        found = [
            (match.start(), match.end(), match["item"], match["outcome"])
            for pattern in (_PASSED, _APPOINTED, _RATE)
            for match in pattern.finditer(value)
        ]
        for match in _APPRAISED.finditer(value):
            for grade in self._grade.finditer(value, match.start("rest"), match.end("rest")):
                who = grade["who"].strip("，、 ")
                found.append((match.start(), match.end(), who or match["item"], grade["outcome"]))
        return tuple(_result(text, *each) for each in sorted(found, key=lambda each: each[:2]))


def find_results(text: Text, rules: Rules) -> tuple[MeetingResult, ...]:
    """The results that a dense text tells of, in order.

    >>> text = Text("会议表决通过了《关于批准决算的决议》，并进行满意度测评，结果均为满意。")
    >>> [(result.item, result.outcome) for result in find_results(text, Rules.default())]
    [('《关于批准决算的决议》', '表决通过'), ('满意度测评', '满意')]
    """
    return rules.derived(_ResultFinder).find(text)


def _result(text: Text, start: int, end: int, what: str, outcome: str) -> MeetingResult:
    span = text.span(start, end)
    return MeetingResult(item=what, outcome=outcome, text=text.source[span.slice], span=span)
