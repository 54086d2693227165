"""Text to metrics: quantities, the words around them, and the periods that govern them, put together."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from operator import itemgetter
from typing import Literal, overload

from pjrd_extract._arguments import check_date, check_type
from pjrd_extract._text import Span, Text
from pjrd_extract.find.assemble import FoundMetric, Place, SectionPaths, metric_of_figure, metrics_of_drafts
from pjrd_extract.find.draft import Draft, SentenceDrafts, drafts_of
from pjrd_extract.find.enclosed import Enclosed
from pjrd_extract.find.governing import decide_periods, leave_open_what_cannot_be
from pjrd_extract.find.lexicon import Lexicon
from pjrd_extract.find.naming.name import read_phrases
from pjrd_extract.find.naming.order import decide_names
from pjrd_extract.find.periods import FoundPeriod, PeriodFinder
from pjrd_extract.find.quantities import QuantityFinder
from pjrd_extract.find.roles import decide_roles
from pjrd_extract.find.status import decide_status
from pjrd_extract.find.tables import TableReader, table_regions
from pjrd_extract.find.titled_years import TitledYears, titled_years, year_at
from pjrd_extract.models.base import maker_of_many
from pjrd_extract.models.metric import ExplainedMetric, Metric
from pjrd_extract.models.parts import Section
from pjrd_extract.normalize.quantity import FoundQuantity
from pjrd_extract.read.clean import clean
from pjrd_extract.read.dense import dense
from pjrd_extract.rules import Rules

__all__ = ["FoundMetric", "MetricFinder", "find_metrics"]

_TITLES_AND_QUOTES = Enclosed(r"《[^《》\n]*+》", r"“[^”\n]{1,14}+”")
_BARE_AMOUNT = re.compile(r"[万亿](?:[余多]|以上)?$")
# 建成变电站一座。 counts; 一座 before a noun mostly says no more than "a".
_CLOSING = frozenset({"，", "。", "；", "、", ",", ";", ""})
_LEFT = ("剩", "剩余")  # 剩一条没改: one of those counted before
_AT_ONCE = 500  # sentences: enough for the words of each rule to be at hand, few enough to keep their drafts there too
_SET_TIME = frozenset({"年", "月", "个月", "周", "季度", "世纪"})
_DURATION_MEASURED = re.compile(
    r"寿命|期限|年限|工期|周期|时限|时间|缩短|压缩|延长|累计|平均|提前|年龄|时长|质保|最长|最短|超期|逾期"
)


@overload
def find_metrics(
    text: str, *, reference_date: dt.date | None = None, rules: Rules | None = None, explain: Literal[False] = False
) -> list[Metric]: ...
@overload
def find_metrics(
    text: str, *, reference_date: dt.date | None = None, rules: Rules | None = None, explain: Literal[True]
) -> list[ExplainedMetric]: ...
def find_metrics(
    text: str, *, reference_date: dt.date | None = None, rules: Rules | None = None, explain: bool = False
) -> list[Metric] | list[ExplainedMetric]:
    """The metrics of ``text``, in order; spans are offsets into ``text``.

    The text is cleaned first as a bulletin is: bold marks and blanks inside numbers don't matter. Relative periods
    (今年) are resolved against ``reference_date`` and stay open without one. With ``explain`` each comes with the
    rules that made its parts, by name; docs/metrics.md says where they stand.

    >>> import datetime
    >>> [metric] = find_metrics("今年1-7月完成地方税收6.72亿元。", reference_date=datetime.date(2023, 10, 16))
    >>> metric.name, str(metric.value), metric.unit, metric.period.end.isoformat()
    ('地方税收', '672000000', '元', '2023-07-31')
    >>> [explained] = find_metrics("地方税收增长14.7%。", explain=True)
    >>> explained.rules["role"]
    'change-before-number'
    """
    check_type("text", text, str)
    check_type("rules", rules, Rules, or_none=True)
    check_date(reference_date)
    found = (rules or Rules.default()).derived(MetricFinder).find(clean(text).text, reference_date)
    if explain:
        return [ExplainedMetric(metric=metric, rules=why) for metric, why in found]
    return [metric for metric, _ in found]


@dataclass(slots=True)
class _Article:
    """A text on the way to its metrics; ``value`` is its dense prose, where tables are blank."""

    text: Text
    value: str
    paths: SectionPaths
    of_tables: int
    found: list[FoundMetric]
    years: TitledYears
    periods: Sequence[FoundPeriod] = ()
    quantities: Sequence[FoundQuantity] = ()
    spans: Sequence[Span] = ()
    places: Sequence[Place] = ()


class MetricFinder:
    """Finds metrics by one set of rules; get it with ``rules.derived(MetricFinder)``."""

    def __init__(self, rules: Rules) -> None:
        self._lexicon = rules.derived(Lexicon)
        self._quantities = rules.derived(QuantityFinder)
        self._periods = rules.derived(PeriodFinder)
        self._rules = rules
        self._make = maker_of_many(Metric)

    def find(
        self, text: Text, reference_date: dt.date | None, sections: Sequence[Section] = (), title: str = ""
    ) -> list[FoundMetric]:
        """The metrics of ``text``, spans in its source; ``sections`` give each its path and say what is planned.

        The titles of the sections, and ``title``, that of the whole, may name the year of what is told under them.
        """
        [found] = self.find_all([(text, sections, title)], reference_date)
        return found

    def find_all(
        self, articles: Iterable[tuple[Text, Sequence[Section], str]], reference_date: dt.date | None
    ) -> list[list[FoundMetric]]:
        """For each article, a text, its sections and its title, what ``find`` finds.

        One step is done for all articles, or for many sentences, before the next: a step whose code and patterns the
        processor still has at hand takes two thirds of the time of one that takes turns with others.
        """
        read = [self._article(text, sections, title, reference_date) for text, sections, title in articles]
        for article in read:
            article.periods = self._periods.find(article.value, reference_date, article.years)
        for article in read:
            article.quantities = self._measured(article.value, article.periods)
        for article in read:
            article.spans = article.text.spans([(quantity.start, quantity.end) for quantity in article.quantities])
            article.places = article.paths.at_starts(article.spans)
        sentences = (
            (article, sentence)
            for article in read
            for sentence in drafts_of(article.value, article.quantities, article.periods)
        )
        while some := list(islice(sentences, _AT_ONCE)):
            self._decide(some, reference_date)
        for article in read:
            if article.of_tables:
                article.found.sort(key=_start)
        return [article.found for article in read]

    def _article(self, text: Text, sections: Sequence[Section], title: str, reference_date: dt.date | None) -> _Article:
        """``text`` with the metrics of its tables found."""
        tight = dense(text)
        years = titled_years(tight, title, sections, self._periods, reference_date)
        value = tight.value
        paths = SectionPaths(sections)
        found: list[FoundMetric] = []
        prose: list[str] = []
        at = 0
        for start, end in table_regions(value):
            path, planning = paths.at(tight.to_source(start))
            # Made for the first table: few bulletins have one.
            reader = self._rules.derived(TableReader)
            figures = reader.read(value, (start, end), reference_date, year=year_at(years, start), planning=planning)
            found += [(metric_of_figure(figure, tight, path), {"all": "table"}) for figure in figures]
            prose += [value[at:start], "\n" * (end - start)]
            at = end
        prose.append(value[at:])
        return _Article(tight, "".join(prose), paths, len(found), found, years)

    def _decide(self, sentences: Sequence[tuple[_Article, SentenceDrafts]], reference_date: dt.date | None) -> None:
        """All that the words around the quantities of ``sentences`` say, and the metrics made of it."""
        lexicon = self._lexicon
        for article, sentence in sentences:
            decide_periods(article.value, sentence)
        for article, sentence in sentences:
            decide_roles(article.value, sentence, lexicon)
        drafts = [draft for _, sentence in sentences for draft in sentence.drafts]
        read_phrases(drafts, lexicon)
        for article, sentence in sentences:
            path, _ = article.places[sentence.drafts[0].index]
            decide_names(sentence, lexicon, path[-1] if path else "")
        for article, sentence in sentences:
            _, planning = article.places[sentence.drafts[0].index]
            decide_status(article.value, sentence, lexicon, reference_date, planning)
        for article, sentence in sentences:
            if not article.places[sentence.drafts[0].index][1]:
                leave_open_what_cannot_be(sentence, reference_date)
        self._settle(drafts)
        for article, told in groupby(sentences, itemgetter(0)):
            settled = [draft for _, sentence in told for draft in sentence.drafts]
            article.found += metrics_of_drafts(settled, article.text, article.spans, article.places, self._make)

    def _measured(self, value: str, periods: Sequence[FoundPeriod]) -> list[FoundQuantity]:
        """The quantities that measure something: none inside a period, a title or a slogan, and no weak 一个."""
        covered = sorted([(period.span_start, period.span_end) for period in periods] + _TITLES_AND_QUOTES.spans(value))
        spans = iter([*covered, (len(value), len(value))])
        kept: list[FoundQuantity] = []
        first, last = next(spans)  # of what is covered, what doesn't end before the quantity
        for quantity in self._quantities.find(value):
            start, end = quantity.start, quantity.end
            if quantity.weak and value[end : end + 1] not in _CLOSING and not value.endswith(_LEFT, 0, start):
                continue
            while last <= start:
                first, last = next(spans)
            if first >= end:
                kept.append(quantity)
        return kept

    def _settle(self, drafts: Sequence[Draft]) -> None:
        """What can only be said once all else is known.

        That is: money without 元, bounds away from their numbers (不低于每亩16元), and durations that only set a time.
        """
        for draft in drafts:
            quantity = draft.quantity
            if not quantity.unit and quantity.kind == "count" and _BARE_AMOUNT.search(quantity.text):
                said = draft.before[-8:] + draft.name
                draft.money = quantity.text.endswith("个亿") or bool(self._lexicon.money.search(said))
            elif quantity.bound == "exact" and (match := self._lexicon.parted_bound.search(draft.lead_in)):
                draft.quantity = replace(quantity, bound=self._lexicon.bound_of(match))
            if quantity.kind == "duration" and quantity.unit in _SET_TIME:
                draft.dropped = draft.dropped or not _DURATION_MEASURED.search(draft.name)


def _start(found: FoundMetric) -> int:
    return found[0].span.start
