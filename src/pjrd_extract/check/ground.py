"""What the checks stand on: the bulletin, its source and cleaned text, and the words of the rule data."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from typing import Literal

from pjrd_extract._text import Span, Text
from pjrd_extract.check.numbers import NumberEnds
from pjrd_extract.check.stretches import Stretch, stretches
from pjrd_extract.models.articles import Article
from pjrd_extract.models.bulletin import Bulletin, Evidence, Finding
from pjrd_extract.rules import Rules

Severity = Literal["error", "warning", "info"]

__all__ = ["Ground", "quoted", "squeezed"]

_CLAUSE_STOP = re.compile(r"[，。；：、！？,;:\n）)|*]")
_MARKS = re.compile("[ \t\r\n　*#]+")


class Ground:
    """One bulletin, ready to be checked. ``text`` is the cleaned text, which knows its places in ``source``."""

    def __init__(self, bulletin: Bulletin, source: str, text: Text | None = None, rules: Rules | None = None) -> None:
        self.bulletin = bulletin
        self.source = source
        self.text = text or Text(source)
        self.clean = self.text.value
        self.rules = rules or Rules.default()
        self._tables: dict[int, bool] = {}
        self._percents: dict[int, list[int]] = {}
        self._changes: dict[int, list[int]] = {}

    @cached_property
    def number_ends(self) -> NumberEnds:
        """Where in the cleaned text a number stands before 年, 月 or a stop."""
        return NumberEnds(self.clean)

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The articles that are compared with each other: all of them, but in a file of many bulletins."""
        return tuple(stretches(self.bulletin.articles, len(self.source)))

    @cached_property
    def _starts(self) -> list[int]:
        return [article.span.start for article in self.bulletin.articles]

    def words(self, group: str) -> tuple[str, ...]:
        """The words of a group of ``findings.toml``.

        >>> from pjrd_extract.models.bulletin import Masthead, Source
        >>> source = Source(name="a", sha256="", format="text", encoding="utf-8", characters=0)
        >>> "and" in Ground(Bulletin(source=source, masthead=Masthead()), "").words("stray_latin")
        True
        """
        return self.rules.derived(_grouped).get(group, ())

    def sets(self, group: str) -> tuple[tuple[str, ...], ...]:
        """The words of each record of a group, where a record is a set of words that belong together.

        >>> from pjrd_extract.models.bulletin import Masthead, Source
        >>> source = Source(name="a", sha256="", format="text", encoding="utf-8", characters=0)
        >>> ("男", "女") in Ground(Bulletin(source=source, masthead=Masthead()), "").sets("exhaustive")
        True
        """
        return self.rules.derived(_sets).get(group, ())

    def article_at(self, offset: int) -> int | None:
        """The index of the article that the character at ``offset`` of the source belongs to."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0 or offset >= self.bulletin.articles[at].span.end:
            return None
        return self.bulletin.articles[at].index

    def between(self, one: Span, other: Span) -> str:
        """The cleaned text from the end of ``one`` to the start of ``other``: a line that was wrapped runs on there."""
        return self.clean[self.text.from_source(one.end) : self.text.from_source(other.start)]

    def has_table(self, article: Article) -> bool:
        """Whether a line of the article is the row of a table."""
        if article.index not in self._tables:
            # A single character is found several times as fast as two, and most articles have none of these.
            start, end = article.span.start, article.span.end
            bar = self.source.find("|", start, end)
            self._tables[article.index] = bar >= 0 and self.source.find("\n|", start, end) >= 0
        return self._tables[article.index]

    def percents(self, article: Article) -> list[int]:
        """The places among the article's metrics of those that are a rate or share in percent, not its change."""
        if article.index not in self._percents:
            self._part(article)
        return self._percents[article.index]

    def changes(self, article: Article) -> list[int]:
        """The places among the article's metrics of exact changes."""
        if article.index not in self._changes:
            self._part(article)
        return self._changes[article.index]

    def _part(self, article: Article) -> None:
        percents = self._percents[article.index] = []
        changes = self._changes[article.index] = []
        for i, metric in enumerate(article.metrics):
            if metric.role == "change":
                if metric.bound == "exact" and metric.value is not None:
                    changes.append(i)
            elif metric.kind == "percent" and metric.value is not None:
                percents.append(i)

    def evidence(self, span: Span) -> Evidence:
        """The place ``span`` of the source, as evidence."""
        return Evidence(article=self.article_at(span.start), span=span, text=self.source[span.slice])

    def finding(self, code: str, severity: Severity, message: str, spans: Iterable[Span]) -> Finding:
        """A finding whose evidence stands at ``spans`` of the source."""
        evidence = tuple(self.evidence(span) for span in spans)
        return Finding(code=code, severity=severity, message=message, evidence=evidence)

    def clause(self, span: Span, longest: int = 28) -> Span:
        """``span`` of the source with the clause before it, at most ``longest`` characters."""
        lead = _CLAUSE_STOP.split(self.source[max(0, span.start - longest) : span.start])[-1]
        return Span(span.start - len(lead.lstrip(" 　#")), span.end)

    def quote(self, span: Span) -> str:
        """What stands at ``span`` of the source, for a message."""
        return quoted(self.source[span.slice])


def _grouped(rules: Rules) -> dict[str, tuple[str, ...]]:
    return {group: tuple(word for words in sets for word in words) for group, sets in _sets(rules).items()}


def _sets(rules: Rules) -> dict[str, tuple[tuple[str, ...], ...]]:
    groups: dict[str, tuple[tuple[str, ...], ...]] = {}
    for rule in rules.findings:
        groups[rule.group] = (*groups.get(rule.group, ()), rule.words)
    return groups


def squeezed(text: str) -> str:
    """``text`` without blanks, line ends and Markdown marks.

    >>> squeezed("**李　默** 同志")
    '李默同志'
    """
    return text if text.isalnum() else _MARKS.sub("", text)  # a mark is neither letter nor digit


def quoted(text: str, longest: int = 44) -> str:
    """``text`` in quotation marks, on one line and not too long.

    >>> quoted("出席 3 人\\n")
    '“出席3人”'
    """
    one = squeezed(text)
    return f"“{one if len(one) <= longest else one[: longest - 1] + '…'}”"
