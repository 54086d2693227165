"""What became of a motion: passed, turned down, put off, or only proposed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pjrd_extract._patterns import compiled, needing, rare
from pjrd_extract.extract.passages import part_start
from pjrd_extract.extract.vocabulary import any_of, words_of
from pjrd_extract.rules import Rules

__all__ = ["Decided", "Motions"]

# What is voted on, to the end of the clause. Brackets belong to it as a whole, and end it where they hold the votes;
# what is done next (《…》并决定) is no part of it.
_ITEM = r"(?P<item>(?:《[^》\n]{1,120}》|[（(](?![^（）()\n]{0,60}票)[^（）()\n]{1,60}[）)]|(?!(?<=[》）)])[并后时])[^，。；;\n《（(])+)"
# Of bare 通过, which is also "by means of", the item has to begin like that of a vote.
_OPENS = re.compile(r"《|关于|有关|相关|人事|会议|本次|大会|该|上述|以上|[0-9一二三四五六七八九十两]+[项件个]")
_MEANS = re.compile(r"[后的时之率前]|[^，。；]*(?:方式|形式|途径|渠道|手段|方法)")
_CLAUSE_STOPS = "，。；;：:\n"
_REACH = 60
_LONGEST_WAY = 24
_DECISION = re.compile(r"(?:决定|决议|公告|通知|命令)》?\Z")  # 关于任命…的决定 is no mere motion
_BECAUSE = re.compile(r"根据|依据|按照|依照|应")


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision of a meeting, at ``start`` to ``end`` of the text, as it is written: 《…》, 未通过."""

    start: int
    end: int
    item: str
    outcome: str
    refused: bool


class Motions:
    """Finds decisions in dense text; ``rules.derived(Motions)`` makes it once."""

    def __init__(self, rules: Rules) -> None:
        groups = ("vote", "vote_manner", "not_done", "rejected", "motion")
        vote, manner, undone, rejected, motion = (any_of(rules, group) for group in groups)
        way = rf"(?:(?:{vote}|{manner}|{undone}|获得?)并?){{0,5}}"
        refused = rf"(?:{undone}(?:{vote}|{manner}|获得?){{0,3}}通过|(?<!票){rejected}(?!权))"
        rejecting = words_of(rules, "rejected")
        self._vote, self._undone = rare(compiled, vote), rare(compiled, undone)
        self._refused = needing(["通过", *rejecting], compiled, refused)
        self._undone_before = rare(re.compile, rf"{undone}\Z")
        self._way = rare(compiled, rf"{way}\Z")
        self._passed = needing(["通过"], compiled, rf"通过(?P<perfect>了(?!解))?(?!的){_ITEM}")
        self._rejected = needing(rejecting, compiled, rf"(?<!票)(?P<outcome>{rejected})了?(?!的|权){_ITEM}")
        # 《…》未获通过; 关于…的议案被否决: the motion first, then what became of it, in its clause or the next.
        self._became = needing(
            ["通过", *rejecting],
            compiled,
            rf"(?=[《关该此上])(?P<item>《[^》\n]{{1,120}}》(?:[（(][^（）()\n票]{{1,60}}[）)])?"
            rf"|关于[^，。；;\n《》（）()]{{2,60}}?{motion}(?!的|书|稿)|(?:该|此|上述)项?{motion})"
            rf"(?P<gap>[^，。；;\n《》]{{0,16}}?(?:，[^，。；;\n《》]{{0,14}}?){{0,2}}?)"
            rf"(?P<outcome>{way}通过|{rejected})(?=[，。；;\n]|\Z)",
        )
        # 审议了《…》，关于…的议案未获通过: what stands right before is what it became of.
        self._of_other = rare(re.compile, rf"关于|(?<!会议)(?<!并)(?<![，,])(?<!\A){motion}(?:均|都|也|则)?\Z")
        self._motion = rare(re.compile, motion)
        self._is_motion = rare(re.compile, rf"{motion}》?(?:[（(][^（）()]*[）)])?\Z")
        self._proposed = rare(re.compile, any_of(rules, "proposed"))
        # Behind an appointment, in the next clause or the one after it: what says that it came to nothing.
        self._came_to_nothing = rare(
            re.compile, rf"[，,](?:[^，。；;\n]{{0,12}}[，,])?[^，。；;\n]{{0,6}}?{refused}(?=[，。；;\n]|\Z)"
        )

    def decided(self, text: str) -> Iterator[Decided]:
        """The decisions of the text, in no order."""
        for match in self._passed.finditer(text):
            way = self._way.search(text, max(0, match.start() - _LONGEST_WAY), match.start())
            start = way.start() if way else match.start()
            outcome = text[start : match.start() + len("通过")]
            refused = self._undone.search(outcome) is not None
            if self._is_passed(match, outcome, refused) and not self.is_proposed(text, start):
                yield Decided(start, match.end(), match["item"], outcome, refused)
        for match in self._rejected.finditer(text):
            item = match["item"]
            if (item[0] == "《" or self._is_motion.search(item)) and not self.is_proposed(text, match.start()):
                yield _decided(match, True)
        at = 0
        while (became := self._became.search(text, at)) is not None:
            is_other = self._of_other.search(became["gap"]) is not None
            at = became.end("item") if is_other else became.end()
            refused = not became["outcome"].endswith("通过") or self._undone.search(became["outcome"]) is not None
            told = (refused or "获" in became["outcome"]) and not self.is_proposed(text, became.start("outcome"))
            if told and not is_other:
                yield _decided(became, refused)

    def is_proposed(self, text: str, at: int) -> bool:
        """Whether the clause before ``at`` says that somebody wants what follows: 提请会议通过, 建议任命."""
        wanted = self._proposed.search(text, start := _clause_start(text, at), at)
        return wanted is not None and _BECAUSE.search(text, start, wanted.start()) is None

    def is_undone(self, text: str, start: int, end: int) -> bool:
        """Whether the appointment at ``start`` to ``end`` was not made: 未通过任命 …, 提请任命, a motion to appoint."""
        clause = text[_clause_start(text, start) : start]
        is_decision = _DECISION.search(text, max(start, end - _REACH), end) is not None
        return (
            clause.endswith(("对", "就"))
            or self._undone_before.search(clause) is not None
            or self.refuses(clause)
            or self.is_proposed(text, start)
            or (
                not is_decision
                and ("关于" in clause or self._is_motion.search(text, max(start, end - _REACH), end) is not None)
            )
            or self._came_to_nothing.match(text, end) is not None
        )

    def refuses(self, text: str) -> bool:
        """Whether ``text`` tells that something was turned down or put off: 未通过, 否决."""
        return self._refused.search(text) is not None

    def _is_passed(self, match: re.Match[str], outcome: str, refused: bool) -> bool:
        item = match["item"]
        if _MEANS.match(item):
            return False
        if self._vote.search(outcome) and not refused:
            return True
        opens = _OPENS.match(item) is not None or self._motion.match(item) is not None
        if refused:  # 未通过审查情况的报告 is of something else
            return self._names_motion(item) if opens else "的" not in item and self._is_motion.search(item) is not None
        return self._names_motion(item) and (match["perfect"] is not None or opens)

    def _names_motion(self, item: str) -> bool:
        return "《" in item or self._motion.search(item) is not None


def _clause_start(text: str, at: int) -> int:
    return part_start(text, at, _CLAUSE_STOPS, max(0, at - _REACH))


def _decided(match: re.Match[str], refused: bool) -> Decided:
    return Decided(*match.span(), match["item"], match["outcome"], refused)
