"""What came of a meeting: what was passed or turned down, who was appointed, and how an appraisal ended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pjrd_extract._patterns import compiled, needing, rare
from pjrd_extract._text import Text
from pjrd_extract.extract.motions import Motions
from pjrd_extract.extract.passages import part_start
from pjrd_extract.extract.vocabulary import any_of
from pjrd_extract.models.articles import MeetingResult
from pjrd_extract.rules import Rules

__all__ = ["find_results"]

# The result is that of the appraisal named last: 听取履职评价意见书，进行满意度测评，结果为满意.
_APPRAISED = re.compile(
    r"(?P<item>(?:现场|无记名|民主|满意度|履职|述职|综合|专项|工作|投票|代表){0,4}(?:测评|评议|评价))"
    r"(?:(?!测评|评议|评价)[^。；;\n]){0,20}?(?:结果|等次)(?P<rest>[^。；;\n]*)"
)
# 群众满意率 is a figure of a report.
_RATE = re.compile(
    r"(?P<item>满意[率度])(?:(?<![\u3400-\u9fff]...)|(?<=(?:测评|评议|评价|总体|综合|平均|其中|结果)...))"
    r"(?:为|达到?|是)?(?P<outcome>[0-9.]+%)"
)
# Whom an appraisal is of: 对市住建局、市文旅局的工作进行满意度测评, 市住建局、市文旅局测评结果.
_WHOM = re.compile(
    r"(?:\A|[对就，：])(?P<whom>[^，：对就]{2,160}?)(?:的?(?:履职|工作)(?:情况)?)?"
    r"(?:的|进行|开展|作|组织|实施|了|分别|逐一)*(?:[^，：]{0,8}(?:测评|评议|评价)，)?\Z"
)
_APPOINTS = ("任命", "免去", "接受")
# Who had the result: 甲、乙的测评结果均为满意, 甲同志测评等次为满意; and the words of the result behind the name.
_WHOSE = rare(
    re.compile,
    r"(?:\A|[，。；：\n])(?P<whom>(?!会议|本次|现场|经|对|以|并)[^，。；：\n]{2,60}?)(?:的(?:履职|工作)?|(?<=同志)(?:履职|工作)?)\Z",
)
_HAD = rare(
    re.compile,
    r"(?:的?(?:(?:履职|工作)(?:情况)?的?)?(?:测评|评议|评价|评定|考核)(?:结果|等次|等级)?|的?(?:结果|等次|等级)|被?(?:评定?|确定))\Z",
)
_SENTENCE_START = re.compile(r"[。；;\n][^。；;\n]*\Z")
_HIS = re.compile(r"(?:其(?![他它余中])|他(?!人)|她)(?=(?P<own>的|担任|所任|原)?)")
# The person of an entry: 赵立新 of 赵立新为县发展和改革局局长, 石航的县水利局局长职务, 陶舒辞去….
_PERSON = re.compile(r"(?P<person>[^，。；;\n其他她]{2,60}?)(?:同志)?(?:为|的|担任|辞去|因)")


class _ResultFinder:
    def __init__(self, rules: Rules) -> None:
        choice = any_of(rules, "choice")
        self._motions = rules.derived(Motions)
        self._choice = rare(compiled, choice)
        self._grade = compiled(
            rf"(?:(?P<who>[^，。；：:“”\n]{{0,40}}?)(?:均为|均|都是|为|是|：|:))“?(?P<outcome>{choice})”?(?![率度票])"
        )
        self._each_grade = needing(
            ["分别"], compiled, rf"分别[为是]?[：:]?(?P<grades>(?:[“”、，,和及]{{0,3}}{choice}”?){{2,40}})(?![率度票])"
        )
        self._appointed = needing(
            _APPOINTS,
            compiled,
            rf"(?:决定)?(?P<outcome>{any_of(rules, 'not_done')}?(?:{'|'.join(_APPOINTS)}))(?:了)?"
            r"(?P<item>[^，。；;\n]{2,80}?(?:为[^，。；;\n]{2,40}|职务(?:的请求)?))(?=[，。；;\n]|\Z)",
        )

    def find(self, text: Text) -> tuple[MeetingResult, ...]:
        value = text.value
        decided = list(self._motions.decided(value))
        found = [(each.start, each.end, each.item, each.outcome) for each in decided]
        found.extend(self._appointments(value, [(each.start, each.end) for each in decided if each.refused]))
        found.extend((*match.span(), match["item"], match["outcome"]) for match in _RATE.finditer(value))
        for match in _APPRAISED.finditer(value):
            found.extend((*match.span(), *each) for each in self._grades(value, match))
        return tuple(_result(text, *each) for each in sorted(found, key=lambda each: each[:2]))

    def _appointments(self, value: str, refused: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str, str]]:
        """Who was appointed or removed; 其 is the person of the entry before it in the sentence, or nobody."""
        person: str | None = None
        told = 0
        for match in self._appointed.finditer(value):
            if _SENTENCE_START.search(value, told, match.start()):
                person = None
            told = match.end()
            item = match["item"]
            his = _HIS.match(item)
            if his is not None:
                item = f"{person}{'' if his['own'] else '的'}{item[his.end() :]}" if person else ""
            elif (named := _PERSON.match(item)) is not None:
                person = named["person"]
            within = any(start <= match.start() < end for start, end in refused)
            if (
                item
                and not within
                and not item.endswith(("的决定", "的决议"))
                and not self._motions.is_undone(value, *match.span())
            ):
                yield *match.span(), item, match["outcome"]

    def _grades(self, value: str, appraised: re.Match[str]) -> Iterator[tuple[str, str]]:
        """What was appraised and how, of one match of ``_APPRAISED``."""
        at, end = appraised.span("rest")
        for each in self._each_grade.finditer(value, at, end):
            start = part_start(value, each.start(), "，：:“”", at)
            yield from self._single_grades(value, at, start, appraised["item"])
            at = each.end()
            grades = self._choice.findall(each["grades"])
            whom = value[start : each.start()].strip("，、 ") or _whom(value, appraised.start("item"))
            parts = _parted(whom, len(grades))
            yield from zip(parts, grades, strict=True) if parts else [(whom or appraised["item"], "、".join(grades))]
        whose = _WHOSE.search(value, max(0, appraised.start() - 64), appraised.start())
        yield from self._single_grades(value, at, end, whose["whom"] if whose else appraised["item"])

    def _single_grades(self, value: str, start: int, end: int, item: str) -> Iterator[tuple[str, str]]:
        for grade in self._grade.finditer(value, start, end):
            yield _HAD.sub("", grade["who"].strip("，、 ")) or item, grade["outcome"]


def find_results(text: Text, rules: Rules) -> tuple[MeetingResult, ...]:
    """The results that a dense text tells of, in order.

    >>> text = Text("会议表决通过了《关于批准决算的决议》，并进行满意度测评，结果均为满意。")
    >>> [(result.item, result.outcome) for result in find_results(text, Rules.default())]
    [('《关于批准决算的决议》', '表决通过'), ('满意度测评', '满意')]
    """
    return rules.derived(_ResultFinder).find(text)


def _whom(value: str, at: int) -> str:
    """Whom the appraisal whose name begins at ``at`` is of, as its clause says it; empty if it does not."""
    start = part_start(value, at, "。；;\n", max(0, at - 200))
    whom = _WHOM.search(value[start:at])
    return whom["whom"] if whom else ""


def _parted(whom: str, number: int) -> list[str]:
    """The members of the list ``whom``, if they are ``number``; parted at 和 only where that is needed to make it so."""
    for separators in ("、", "、|和|及|与|以及"):
        parts = re.split(separators, whom)
        if len(parts) == number and all(parts):
            return parts
    return []


def _result(text: Text, start: int, end: int, what: str, outcome: str) -> MeetingResult:
    span = text.span(start, end)
    return MeetingResult(item=what, outcome=outcome, text=text.source[span.slice], span=span)
