"""``contents-mismatch``: the table of contents against the titles of the articles."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import eq

from pjrd_extract._patterns import literal
from pjrd_extract._text import Span
from pjrd_extract.check.ground import Ground, squeezed
from pjrd_extract.models.articles import Article, DutyReport, EvaluationOpinion
from pjrd_extract.models.bulletin import ContentsEntry, Finding
from pjrd_extract.rules import Rules

__all__ = ["check_contents"]

_LIKE = 0.6
_MOST_LEFT = 60
"""So many entries and titles are compared each with each, after those that are the same."""
_NOISE = re.compile(r"[（）()《》“”\"、，,：:·.\-— \t\r\n　*#]+")
_BODY_END = re.compile(r"(?:政府|常委会|委员会|[法检察]院|[局委办厅会省市县区州旗])$")


@dataclass(slots=True)
class _Title:
    """A title as it is compared: ``forms`` are the wordings that stand for it, without fillers."""

    shown: str
    forms: tuple[str, ...]
    span: Span


def check_contents(ground: Ground) -> Iterator[Finding]:
    """Findings for entries without article, articles without entry, another order, another wording.

    Where less than half of the entries are found, the bulletin was printed, or read, in part, and where they are less
    than half of the articles, more than one bulletin is in the file: that is told once.
    """
    entries = ground.bulletin.contents
    articles = ground.bulletin.articles
    if len(entries) < 2 or not articles:
        return
    fillers = ground.rules.derived(_fillers)
    left = [_entry(entry, fillers) for entry in entries]
    right = [_title(article, ground, fillers) for article in articles]
    matched = _matched(left, right)
    if len(matched) * 2 < max(len(left), len(right)):
        missed = f"目录有{len(left)}项，正文中只找到其中{len(matched)}项"
        unlisted = f"正文有{len(right)}篇，目录只列其中{len(matched)}篇"
        message = missed if len(matched) * 2 < len(left) else unlisted
        yield ground.finding("contents-mismatch", "info", message, [Span(entries[0].span.start, entries[-1].span.end)])
        return
    for i, entry in enumerate(left):
        if i not in matched:
            message = f"目录所列{ground.quote(entry.span)}，正文中没有找到"
            yield ground.finding("contents-mismatch", "warning", message, [entry.span])
    listed = set(matched.values())
    for j, title in enumerate(right):
        if j not in listed:
            yield ground.finding("contents-mismatch", "warning", f"正文有“{title.shown}”，目录中没有", [title.span])
    yield from _out_of_order(ground, left, right, matched)
    yield from _worded_otherwise(ground, left, right, matched)


def _entry(entry: ContentsEntry, fillers: re.Pattern[str]) -> _Title:
    return _Title(squeezed(entry.title), (_plain(entry.title, fillers),), entry.span)


def _fillers(rules: Rules) -> re.Pattern[str]:
    words = [word for rule in rules.findings if rule.group == "title_filler" for word in rule.words]
    return re.compile("|".join(map(literal, words)) or "(?!)")


def _title(article: Article, ground: Ground, fillers: re.Pattern[str]) -> _Title:
    title = squeezed(article.title)
    forms = [title]
    if article.byline:
        byline = squeezed(article.byline)
        forms.append(byline + title)
        # 县委常委、县人民政府副县长 某某: a table of contents names the last office only.
        if "、" in byline:
            forms.append(byline.rsplit("、", 1)[1] + title)
    if isinstance(article, DutyReport) and article.person and article.person.name not in title:
        forms.append(article.person.name + title)
    line_end = ground.source.find("\n", article.span.start)
    end = line_end if article.span.start <= line_end <= article.span.end else article.span.end
    shown = Span(article.span.start, min(end, article.span.start + 80))
    plain = tuple(dict.fromkeys(_plain(form, fillers) for form in forms))
    return _Title(title, plain, shown)


def _plain(title: str, fillers: re.Pattern[str]) -> str:
    plain = title if title.isalnum() else _NOISE.sub("", title)
    return fillers.sub("", plain) or plain


def _matched(left: Sequence[_Title], right: Sequence[_Title]) -> dict[int, int]:
    """Which title belongs to which entry: first those that are the same, then the most alike of what is left."""
    places: dict[str, list[int]] = defaultdict(list)
    for j, title in enumerate(right):
        for form in title.forms:
            places[form].append(j)
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for i, one in enumerate(left):
        found = next((j for j in places.get(one.forms[0], ()) if j not in taken), None)
        if found is not None:
            matched[i] = found
            taken.add(found)
    rest_left = [i for i in range(len(left)) if i not in matched][:_MOST_LEFT]
    rest_right = [j for j in range(len(right)) if j not in taken][:_MOST_LEFT]
    entries = [(i, set(left[i].forms[0])) for i in rest_left]
    titles = [(j, set(form)) for j in rest_right for form in right[j].forms]
    pairs = [
        (likeness, -i, -j) for i, entry in entries for j, form in titles if (likeness := _share(entry, form)) >= _LIKE
    ]
    for _, i, j in sorted(pairs, reverse=True):
        if -i not in matched and -j not in taken:
            matched[-i] = -j
            taken.add(-j)
    return matched


def _share(one: set[str], other: set[str]) -> float:
    """The share of their characters that two wordings have in common."""
    return 2 * len(one & other) / max(1, len(one) + len(other))


def _out_of_order(
    ground: Ground, left: Sequence[_Title], right: Sequence[_Title], matched: dict[int, int]
) -> Iterator[Finding]:
    """Entries whose article does not follow that of the entry before, by the longest run that does."""
    order = sorted(matched)
    kept = _longest_rising([matched[i] for i in order])
    for k, i in enumerate(order):
        if k not in kept:
            message = (
                f"目录与正文的顺序不同：目录第{i + 1}项{ground.quote(left[i].span)}，在正文中是第{matched[i] + 1}篇"
            )
            yield ground.finding("contents-mismatch", "warning", message, [left[i].span, right[matched[i]].span])


def _longest_rising(values: Sequence[int]) -> set[int]:
    """The places of the longest rising run in ``values``."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for k, value in enumerate(values):
        at = bisect_left(tails, value)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(value)
            ends.append(k)
        else:
            tails[at] = value
            ends[at] = k
    kept: set[int] = set()
    k = ends[-1] if ends else -1
    while k >= 0:
        kept.add(k)
        k = before[k]
    return kept


def _worded_otherwise(
    ground: Ground, left: Sequence[_Title], right: Sequence[_Title], matched: dict[int, int]
) -> Iterator[Finding]:
    """Entries with other words than their title. How a name is spelt has a check of its own."""
    told: dict[tuple[str, str], list[tuple[_Title, _Title]]] = defaultdict(list)
    for i, j in sorted(matched.items()):
        entry, title = left[i], right[j]
        if entry.forms[0] in title.forms:
            continue
        worded = set(entry.forms[0])
        form = max(title.forms, key=lambda form: _share(worded, set(form)))
        wording = _with_name_of(form, entry.forms[0], ground.bulletin.articles[j])
        if not (_one_character(form, wording) or _in_short(form, wording, title.forms)):
            told[_difference(wording, form)].append((entry, title))
    for pairs in told.values():
        entry, title = pairs[0]
        more = f"（同样的有{len(pairs)}处）" if len(pairs) > 1 else ""
        message = f"目录与标题的写法不同：目录写{ground.quote(entry.span)}，标题写“{title.shown}”{more}"
        spans = [span for pair in pairs for span in (pair[0].span, pair[1].span)]
        yield ground.finding("contents-mismatch", "info", message, spans)


def _in_short(title: str, entry: str, forms: Sequence[str]) -> bool:
    """Whether ``entry`` leaves out no more than the body that gives a report, or some of the offices of who does.

    The title of ``forms`` that has those is the one with all that stands before it.
    """
    body = title[: -len(entry)] if title.endswith(entry) else ""
    if body and _BODY_END.search(body):
        return True
    longest: str = max(forms, key=len)
    characters = iter(longest)
    return entry.endswith(forms[0]) and entry != forms[0] and all(character in characters for character in entry)


def _with_name_of(title: str, entry: str, article: Article) -> str:
    """``entry`` with the names of the article's people spelt as in ``title``, where it has them one character off."""
    for name in _names(article):
        at = title.find(name)
        before = title[max(0, at - 2) : at]
        start = entry.find(before) + len(before) if at > 0 and before in entry else len(entry)
        told = entry[start : start + len(name)]
        if told != name and _one_character(told, name):
            entry = entry[:start] + name + entry[start + len(name) :]
    return entry


def _names(article: Article) -> tuple[str, ...]:
    if isinstance(article, DutyReport):
        return (article.person.name,) if article.person else ()
    return tuple(person.name for person in article.people) if isinstance(article, EvaluationOpinion) else ()


def _one_character(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) <= 1


def _difference(one: str, other: str) -> tuple[str, str]:
    """What is left of two wordings without their common beginning and end."""
    start = _same_from_start(one, other)
    one, other = one[start:], other[start:]
    end = _same_from_start(one[::-1], other[::-1])
    return one[: len(one) - end], other[: len(other) - end]


def _same_from_start(one: str, other: str) -> int:
    """How many characters two wordings have in common before the first that differs."""
    return [*map(eq, one, other), False].index(False)
