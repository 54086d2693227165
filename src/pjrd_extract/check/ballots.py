"""``sum-mismatch`` of votes: more ballots returned than sent, or more votes than ballots."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from pjrd_extract._patterns import compiled, rare
from pjrd_extract._text import Span
from pjrd_extract.check.ground import Ground
from pjrd_extract.extract.vocabulary import any_of
from pjrd_extract.models.articles import Article, Ballots, EvaluationOpinion, Meeting
from pjrd_extract.models.base import plain
from pjrd_extract.models.bulletin import Finding
from pjrd_extract.models.metric import Metric
from pjrd_extract.rules import Rules

__all__ = ["check_ballots"]

_PAPERS = frozenset({"张", "份", "票"})
_VOTES = frozenset({"票", "张", "份", "人"})
_REACH = 24
_SENT = re.compile(r"(?:发出|发放)(?:了)?(?P<noun>[^，。；\n]*)\Z")
_RETURNED = re.compile(r"(?:收回|回收)(?:了)?(?:有效)?(?P<noun>[^，。；\n]*)\Z")
_PAPER = re.compile("票|表|问卷|测评")
_IN_ALL = re.compile(r"[，,、；]?\s*(?:合计|共计?|总计|总共)")
_COUNT = re.compile(r"\d+")
_SENT_OR_RETURNED = rare(re.compile, r"(?:发出|发放|收回|回收)[^。；\n]{0,24}\d[^。；\n]*")
_FOR_AND_AGAINST = rare(
    re.compile, r"赞成票?\s?\d{1,4}\s?票(?:[，,、；]\s?(?:反对|弃权|未按[表决器键]{0,3}|未表决)票?\s?\d{1,4}\s?票)*"
)
_STOP = re.compile(r"[。！？；;\n|]")


def check_ballots(ground: Ground, article: Article) -> Iterator[Finding]:
    """One finding for ballots that don't fit, by the record of an opinion, else by the figures of the text.

    In the news of a meeting nobody votes who is not there.
    """
    if isinstance(article, Meeting) and article.present_count is not None:
        yield from _of_sitting(ground, article, article.present_count)
    if isinstance(article, EvaluationOpinion) and article.ballots is not None:
        yield from _of_record(ground, article, article.ballots)
        return
    for i in [i for i, metric in enumerate(article.metrics) if metric.unit in _PAPERS]:
        if _counts(article.metrics[i]):
            yield from _of_text(ground, article, i)
            yield from ground.rules.derived(_Votes).summed(ground, article, i)


def _of_record(ground: Ground, opinion: EvaluationOpinion, ballots: Ballots) -> Iterator[Finding]:
    """More ballots returned than sent, or more votes than ballots, in the record of an opinion."""
    returned = ballots.returned
    if ballots.sent is not None and returned is not None and returned > ballots.sent:
        message = f"测评票数不合：发出{ballots.sent}张，收回{returned}张，收回多于发出"
        yield ground.finding("sum-mismatch", "warning", message, _sent_or_returned(ground, opinion))
    base = returned if returned is not None else ballots.sent
    total = sum(vote.count for vote in opinion.votes)
    if len(opinion.votes) > 1 and base is not None and total > base:
        votes = {vote.choice: str(vote.count) for vote in opinion.votes}
        message = _message(str(base), votes, str(total))
        yield ground.finding("sum-mismatch", "warning", message, _sent_or_returned(ground, opinion))


def _sent_or_returned(ground: Ground, opinion: EvaluationOpinion) -> list[Span]:
    """Where the opinion tells how many ballots there were."""
    match = _SENT_OR_RETURNED.search(ground.source, opinion.span.start, opinion.span.end)
    return [Span(*match.span())] if match else []


def _of_text(ground: Ground, article: Article, i: int) -> Iterator[Finding]:
    """The ballots that the article's metric ``i`` counts against those sent before it, and the votes behind it."""
    base = article.metrics[i]
    start = max(0, ground.text.from_source(base.span.start) - _REACH)
    lead = _STOP.split(ground.clean[start : ground.text.from_source(base.span.start)])[-1]
    returned = _RETURNED.search(lead)
    if returned is None or base.value is None:
        return
    sent = article.metrics[i - 1] if i else None
    if sent is not None and sent.unit == base.unit and _counts(sent) and (sent.value or 0) < base.value:
        start = max(0, ground.text.from_source(sent.span.start) - _REACH)
        given = _SENT.search(ground.clean[start : ground.text.from_source(sent.span.start)])
        between = ground.between(sent.span, base.span)
        one_thing = given is not None and _PAPER.search(given["noun"]) and returned["noun"] in ("", given["noun"])
        if one_thing and re.fullmatch(r"[，,、]?\s*(?:实际|共|已)?(?:收回|回收).*", between):
            message = f"测评票数不合：发出{sent.text}，收回{base.text}，收回多于发出"
            yield ground.finding("sum-mismatch", "warning", message, [Span(sent.span.start, base.span.end)])
    if not (_PAPER.search(lead) or base.unit == "票"):
        return
    votes = ground.rules.derived(_Votes).behind(ground, article, i)
    total = sum((vote.value or Decimal(0) for vote in votes.values()), Decimal(0))
    if len(votes) > 1 and total > base.value:
        told = {choice: plain(vote.value) for choice, vote in votes.items() if vote.value is not None}
        place = Span(base.span.start, max(vote.span.end for vote in votes.values()))
        message = _message(plain(base.value), told, plain(total))
        yield ground.finding("sum-mismatch", "warning", message, [place])


def _of_sitting(ground: Ground, news: Meeting, present: int) -> Iterator[Finding]:
    """Votes for, against and withheld on one matter that are more than the people who were there."""
    if ground.source.find("赞成", news.span.start, news.span.end) < 0:
        return
    for match in _FOR_AND_AGAINST.finditer(ground.source, news.span.start, news.span.end):
        votes = [int(count) for count in _COUNT.findall(match[0])]
        if sum(votes) > present:
            span = Span(*match.span())
            message = f"表决票数不合：实到{present}人，{ground.quote(span)}，合计{sum(votes)}票"
            yield ground.finding("sum-mismatch", "warning", message, [span])


class _Votes:
    """Finds the votes told behind a count of ballots, each a choice and its number: 满意42票，基本满意6票."""

    def __init__(self, rules: Rules) -> None:
        choice = any_of(rules, "choice", "ballot")
        self._choice = rare(compiled, choice)
        self._led = rare(
            compiled,
            rf"[，,、（(]?\s?(?:其中|测评结果|结果|评价)?[为是：:]?[“\"]?(?P<choice>{choice})[”\"]?(?:的|为|有|：|:)?",
        )
        self._last = rare(compiled, rf"(?:^|[，,、；：:为是])[“\"]?(?P<choice>{choice})[”\"]?(?:的|为|有|：|:)?$")

    def summed(self, ground: Ground, article: Article, i: int) -> Iterator[Finding]:
        """A finding if metric ``i`` is told to be the sum of the votes before it (满意21票、不满意2票，共23票) and is not."""
        total = article.metrics[i]
        lead = ground.between(article.metrics[i - 1].span, total.span) if i > 1 else ""
        if len(lead) > 6 or _IN_ALL.fullmatch(lead) is None:
            return
        votes: dict[str, Metric] = {}
        for k in range(i - 1, max(-1, i - 12), -1):
            vote = article.metrics[k]
            if vote.kind == "percent":
                continue  # 满意21票，占84%
            at = ground.text.from_source(vote.span.start)
            start = max(0, at - 8, ground.text.from_source(article.metrics[k - 1].span.end) if k else 0)
            choice = self._last.search(_STOP.split(ground.clean[start:at])[-1])
            if choice is None or vote.unit != total.unit or not _counts(vote) or choice["choice"] in votes:
                if vote.unit == total.unit and not _STOP.search(ground.between(vote.span, article.metrics[k + 1].span)):
                    return  # more votes than these: of somebody else, or of a choice that nobody knows
                break
            votes[choice["choice"]] = vote
        summed = sum((vote.value or Decimal(0) for vote in votes.values()), Decimal(0))
        if len(votes) > 1 and summed != total.value:
            told = "、".join(f"{choice}{vote.text}" for choice, vote in reversed(votes.items()))
            place = Span(min(vote.span.start for vote in votes.values()), total.span.end)
            message = f"票数不合：{told}，写为共{total.text}，合计{plain(summed)}票"
            yield ground.finding("sum-mismatch", "warning", message, [ground.clause(place)])

    def behind(self, ground: Ground, article: Article, i: int) -> Mapping[str, Metric]:
        """The votes behind metric ``i`` by choice; none where they may be of several people, or be counted twice."""
        votes: dict[str, Metric] = {}
        last = article.metrics[i]
        for vote in article.metrics[i + 1 :]:
            gap = ground.between(last.span, vote.span)
            if _STOP.search(gap):
                break
            last = vote
            if vote.kind == "percent":
                continue
            led = self._led.fullmatch(gap)
            if led is None and not self._choice.search(gap):
                break
            if led is None or vote.unit not in _VOTES or not _counts(vote) or led["choice"] in votes:
                return {}
            if votes and "其中" in gap:
                return {}
            votes[led["choice"]] = vote
        return votes


def _counts(metric: Metric) -> bool:
    return metric.value is not None and metric.bound == "exact" and metric.role == "level"


def _message(base: str, votes: Mapping[str, str], total: str) -> str:
    told = "、".join(f"{choice}{count}票" for choice, count in votes.items())
    return f"测评票数不合：收回{base}张，{told}，合计{total}票"
