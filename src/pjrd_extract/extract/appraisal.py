"""The appraisal in an opinion: ballots, votes, rates and the verdict."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

import regex

from pjrd_extract._patterns import needing
from pjrd_extract._text import Text
from pjrd_extract.errors import NumeralError
from pjrd_extract.extract.passages import COUNT, count, part_start, sentence_bounds
from pjrd_extract.extract.vocabulary import any_of
from pjrd_extract.models.articles import Ballots, Vote
from pjrd_extract.normalize.numerals import Numerals
from pjrd_extract.read.dense import dense
from pjrd_extract.rules import Rules

__all__ = ["Appraisal", "AppraisalFinder"]

_PAPER = r"(?:份|张|票|人次)"
_CLAUSE_ENDS = "，；;"
_BALLOT = re.compile(r"测评|评议|评价|评分|表决|投票|选票|满意度")
_SENT = re.compile(
    rf"(?:发放|发出|印发|分发|下发|发|制发)(?:了|出|放)?(?P<what>[^，。；;：:\n0-9]{{0,20}}?)(?:共|共计)?(?P<n>{COUNT}){_PAPER}"
)
_RETURNED = re.compile(
    rf"(?:收回|回收|收到|交回)(?:了)?(?P<what>[^，。；;：:\n0-9]{{0,14}}?)(?:共)?(?P<n>{COUNT}){_PAPER}"
)
_ATTENDED = regex.compile(
    rf"(?:参加|参与)(?:现场|民主|满意度|履职|综合|会议)*(?:测评|评议|投票|表决)(?:的)?"
    rf"(?:人员|人数|对象|委员|组成人员|干部|职工|代表)*(?:共|共有|有|为|是)?(?P<n>{COUNT})(?:人|名|位)"
    rf"|(?P<m>{COUNT})(?:人|名|位)[^，。；;\n0-9]{{0,16}}参加(?:了)?[^，。；;\n0-9]{{0,8}}(?:测评|投票|评议)"
    rf"|(?:参评|参测|应参评)(?:人员|人数)?(?:共|为)?(?P<k>{COUNT})(?:人|名)"
)
_OTHER_PAPER = re.compile(r"问卷|征求意见|意见函|征求|调查表|公开信|倡议书")
# Rates of something else than the appraisal: the handling of proposals, surveys of the public.
_OTHER_RATE = re.compile(
    r"建议|办理|办结|办复|提案|议案|问卷|群众|代表的?满意|业主|服务对象|家长|患者|企业|走访率|面商率|答复|投诉|热线|公众|社会|游客|用户|12345|信访"
)
_PERCENT = r"(?:(?P<n>[0-9]{1,3}(?:\.[0-9]+)?)%|百分之(?P<han>[〇零○一二三四五六七八九十百点]{1,8}))"
_COUNTED_IN = r"(?:[（(]含?[^（）()，。；\n0-9]{2,10}[)）])?"  # 满意率（含基本满意）为96.3%
# 基本满意率 is a part of the votes, unless those who are satisfied count in it.
_SATISFACTION = re.compile(
    rf"(?:满意[和及与、加]基本|(?<![本不太较常]))满意(?:度|率|票率)(?:测评|评价)?(?:结果)?{_COUNTED_IN}(?:均|分别)?(?:为|达到?|是|在)?[：:]?{_PERCENT}"
)
_TRUTHFUL = re.compile(
    rf"真实(?:性|度|率|程度)(?:测评|评价)?(?:结果)?(?:认可|满意|好评|赞成)?(?:率|度)?{_COUNTED_IN}(?:均)?(?:为|达到?|是)?[：:]?{_PERCENT}"
)
_KEY = re.compile(r"测评|票|真实|满意|等次|结果|评定|综合评价|总体评价|格次|档次")
_GRADES = ("等次", "等级", "档次", "格次")
_APPRAISED = ("综合评价", "总体评价", "整体评价", "综合评定", "综合测评", "评定", "评价结果", "评议结果")
_APPRAISING = re.compile(r"测评|评议|投票|民意|评价")
_SURVEYED = re.compile(r"问卷|抽样|走访|访谈|访问|座谈|民意|电话")
# Whose satisfaction it is, or with whose work: 群众满意度, but not 营养餐满意度.
_WHOSE = re.compile(
    r"(?:群众|社会|公众|各界|总体|整体|综合|平均|干部|职工|服务|对象|企业|商户|家长|师生|学生|教师|居民|村民|用户|受访者?|问卷|调查|测评"
    r"|对(?:其|他|她|该[局院委]|[^，。；：]{1,16}(?:工作|履职|履职情况|同志))|[的和、])*"
)
_OTHER_THAN_SURVEYED = re.compile(r"建议|办[理结复]|[提议]案|走访率|面商率|答复|投诉|热线|12345|信访|游客")
_PROPOSED = r"(?:均|都|一致|建议|拟|初步|最终|暂|可)*(?:评定|确定|认定|评|定)?"


class Appraisal(NamedTuple):
    """The figures and the verdict, each as far as the text has it."""

    ballots: Ballots | None
    votes: tuple[Vote, ...]
    satisfaction: Decimal | None
    truthfulness: Decimal | None
    verdict: str | None


class AppraisalFinder:
    """Reads the text of an opinion; ``rules.derived(AppraisalFinder)`` makes it once.

    >>> rules = Rules.default()
    >>> text = "会上发出测评票28张，收回28张，满意24票，基本满意4票，满意率85.71%，测评等次为满意。"
    >>> [found] = rules.derived(AppraisalFinder).find_all([text], [""])
    >>> found.ballots.sent, [(v.choice, v.count) for v in found.votes], found.satisfaction, found.verdict
    (28, [('满意', 24), ('基本满意', 4)], Decimal('85.71'), '满意')
    """

    def __init__(self, rules: Rules) -> None:
        choice, ballot = any_of(rules, "choice"), any_of(rules, "choice", "ballot")
        paper = r"(?:票|份|张|人|名)"
        self._vote = regex.compile(
            rf"(?<![\u3400-\u9fff“])(?:其中|得|获|共得)?[：:]?“?(?P<choice>{ballot})”?(?:的)?(?:票|得票|选票)?(?:数)?"
            rf"(?:为|有|得|共)?[：:]?(?P<n>{COUNT}){paper}"
            rf"|(?<![\u3400-\u9fff0-9])(?P<n2>{COUNT}){paper}(?:评价|投|选择|认为)?(?:为|是)?“?(?P<choice2>{ballot})”?(?![率度票])"
        )
        grade = rf"[“\"]?(?P<verdict>{choice})[”\"]?(?![率度票者意的\u4e00-\u9fff]|[0-9]|，?(?:率|度))"
        loose = rf"[“\"]?(?P<verdict>{choice})[”\"]?"
        self._verdicts = (
            regex.compile(
                rf"(?:评价|评议|测评|考核|考评|评定|最终|表决)(?:的)?(?:结果|等次|等级|意见|结论|档次)"
                rf"{_PROPOSED}(?:(?:为|是)[：:]?|：|:){grade}"
            ),
            needing(
                _GRADES,
                regex.compile,
                rf"(?:评|评定|确定|评价|认定|评议|测评)(?:等次|等级|结果)?(?:均)?为{loose}(?:的)?(?:{'|'.join(_GRADES)})",
            ),
            needing(
                [word + behind for word in _APPRAISED for behind in ("为", "是", "均", "：", ":")],
                regex.compile,
                rf"(?:{'|'.join(_APPRAISED)})(?:均)?(?:(?:为|是)[：:]?|：|:){grade}",
            ),
            needing(
                [word + all_ + "为" for word in ("情况", "评价", "评定") for all_ in ("", "均", "都")],
                regex.compile,
                rf"(?:履职|履行职责|述职|任职|工作)情况(?:总体|综合)?(?:评价|评定)?(?:均|都)?为{grade}",
            ),
            needing(
                ["情况是", "评价是", "评定是", "总体是", "总的是"],
                regex.compile,
                rf"(?:(?<![众会表界])(?:总体|综合|整体)(?:评价|评定)|(?:调查组|评议组|工作组|我们)[^，。；\n]{{0,30}}(?:履职|履行职责|任职|工作)情况)"
                rf"(?:总体|总的)?是(?!好|较好|一般|较?差)(?P<verdict>{choice})的(?=[，。；\n]|\Z)",
            ),
        )
        self._rules = rules
        self._numerals = rules.derived(Numerals)

    def find_all(self, texts: Sequence[str], accounts: Sequence[str]) -> list[Appraisal]:
        """The appraisal that each of ``texts`` tells of, dense or not.

        Where it has no rate of satisfaction, that of a survey in the dense account of the inquiry stands for it. One
        step is taken for all texts, then the next: the processor then has its code and patterns at hand.
        """
        told = [_relevant(text) for text in texts]
        values = [dense(Text(text)).value for text in told]
        return list(
            map(
                Appraisal,
                [self._ballots(value) for value in values],
                [self._votes(value) for value in values],
                list(map(self._satisfaction, values, accounts)),
                [self._rate(value, _TRUTHFUL) for value in values],
                [self._verdict(value) for value in values],
            )
        )

    def _ballots(self, text: str) -> Ballots | None:
        """The ballots of the appraisal, not the papers of a survey; none if two appraisals differ."""
        found: set[tuple[int | None, int | None]] = set()
        for sent in _SENT.finditer(text):
            start, end = sentence_bounds(text, sent.start())
            if _OTHER_PAPER.search(sent["what"]) or not _BALLOT.search(text, start, sent.end()):
                continue
            following = _SENT.search(text, sent.end(), end)
            back = _RETURNED.search(text, sent.end(), following.start() if following else end)
            returned = count(back["n"], self._rules) if back and not _OTHER_PAPER.search(back["what"]) else None
            found.add((count(sent["n"], self._rules), returned))
        attended = {count(match["n"] or match["m"] or match["k"], self._rules) for match in _ATTENDED.finditer(text)}
        sent_returned = found.pop() if len(found) == 1 else (None, None)
        present = attended.pop() if len(attended) == 1 else None
        if sent_returned == (None, None) and present is None:
            return None
        return Ballots(sent=sent_returned[0], returned=sent_returned[1], attended=present)

    def _votes(self, text: str) -> tuple[Vote, ...]:
        """The votes in the order of the text; none where a choice stands twice with different counts."""
        votes: dict[str, int] = {}
        for match in self._vote.finditer(text):
            number = count(match["n"] or match["n2"], self._rules)
            choice = match["choice"] or match["choice2"]
            if number is None:
                continue
            if votes.setdefault(choice, number) != number:
                return ()
        return tuple(Vote(choice=choice, count=number) for choice, number in votes.items())

    def _satisfaction(self, text: str, account: str) -> Decimal | None:
        rate = self._rate(text, _SATISFACTION, self._is_of_appraisal)
        return self._rate(account, _SATISFACTION, self._is_of_survey) if rate is None else rate

    def _rate(
        self, text: str, pattern: re.Pattern[str], counts: Callable[[str, int], bool] | None = None
    ) -> Decimal | None:
        """The rate that ``pattern`` finds in ``text`` where ``counts`` says that it counts; none where two differ."""
        rates: set[Decimal] = set()
        for match in pattern.finditer(text):
            if counts is not None and not counts(text, match.start()):
                continue
            value = self._percent(match)
            if value is not None and value <= 100:
                rates.add(value)
        return rates.pop() if len(rates) == 1 else None

    def _is_of_appraisal(self, text: str, at: int) -> bool:
        """Whether the rate at ``at`` is of a ballot in its clause, or of an appraisal that its sentence speaks of.

        What the rate of something else stands in, or right behind, tells of that.
        """
        start, _ = sentence_bounds(text, at)
        clause = part_start(text, at, _CLAUSE_ENDS, start)
        if _BALLOT.search(text, clause, at) and not _OTHER_RATE.search(text, clause, at):
            return True
        before = part_start(text, max(clause - 1, start), _CLAUSE_ENDS, start)
        return bool(_APPRAISING.search(text, start, at)) and not _OTHER_RATE.search(text, before, at)

    def _is_of_survey(self, text: str, at: int) -> bool:
        """Whether the rate at ``at`` is what a survey, of which its sentence tells, says of the official."""
        start, _ = sentence_bounds(text, at)
        clause = part_start(text, at, "，；：;", start)
        return (
            _WHOSE.fullmatch(text, clause, at) is not None
            and _SURVEYED.search(text, start, at) is not None
            and _OTHER_THAN_SURVEYED.search(text, start, at) is None
        )

    def _percent(self, match: re.Match[str]) -> Decimal | None:
        if match["n"]:
            return Decimal(match["n"])
        try:
            return Decimal(self._numerals.value(match["han"]))
        except NumeralError:
            return None

    def _verdict(self, text: str) -> str | None:
        verdicts = {match["verdict"] for pattern in self._verdicts for match in pattern.finditer(text)}
        return verdicts.pop() if len(verdicts) == 1 else None


def _relevant(text: str) -> str:
    """The sentences that may speak of the appraisal, one a line."""
    sentences: list[str] = []
    at = 0
    while match := _KEY.search(text, at):
        start, at = sentence_bounds(text, match.start(), at)
        sentences.append(text[start:at])
    return "\n".join(sentences)
