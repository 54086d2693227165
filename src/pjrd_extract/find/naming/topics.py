"""Names that a clause without a noun of its own takes from an earlier figure or clause."""

from __future__ import annotations

import re

from pjrd_extract.find.draft import Draft
from pjrd_extract.find.naming.name import FAR, Around, Name, in_order, subject_of
from pjrd_extract.find.naming.shares import carried_name
from pjrd_extract.find.phrases import balanced, trimmed

__all__ = ["carried_over", "clause_just_before", "earlier_clause", "topic"]

_HOW_MUCH = re.compile("(?:最[多大快]|较[多大快]|明显|显著)$")
# 经费应当逐年增加: that it is meant, and how it is to go, is none of what moves
_MEANT = re.compile("(?:应当?|(?<![主重首需摘纪])要|将)?(?:逐[年步月]|稳步|持续|不断|适[当度]|有所|进一步)*$")
_FIGURE = re.compile("[0-9](?![A-Za-z级G])")
_FIELD = re.compile(r"(?<=.)在?(?:全[国省市州县区])?[0-9]+个(?:省|市|州|县|区|旗|乡|镇|街道|城市|单位|部门).*$")


def clause_just_before(draft: Draft, around: Around) -> Name | None:
    """办结率稳步提高，达95.2%: the clause before says only how its subject moved."""
    sentence, lexicon = around.sentence, around.lexicon
    place, clauses = draft.place, sentence.clauses
    if draft.same_clause or not place or not sentence.behind_comma(place):
        return None
    start = clauses.starts[place - 1]
    if draft.previous is not None and draft.previous.quantity.end > start:
        return None
    said = sentence.words(start, clauses.ends[place - 1])
    match = lexicon.change_end.search(_HOW_MUCH.sub("", said))
    subject = trimmed(_MEANT.sub("", said[: match.start()]), lexicon) if match else ""
    return (subject, "clause-just-before", None) if subject else None


def carried_over(draft: Draft, around: Around) -> Name | None:
    """地方税收10.97亿元，同比增长14.7%: the name goes on, past the standard that it was compared with."""
    previous = draft.previous
    if previous is not None and previous.why.get("role") == "benchmark":
        previous = previous.previous
    if previous is None or not previous.name:
        return None
    changes = draft.listed and draft.role == "change" == previous.role and in_order(draft)
    if changes and draft.quantity.kind != previous.quantity.kind:
        return "", "carried-over", None  # 破案972起，分别下降11.2%和上升3.5个百分点: of what is not said
    if draft.role == "change" and draft.quantity.kind == "count" and draft.quantity.unit != previous.quantity.unit:
        previous = _counted_alike(draft, previous)
    share = draft.role == "share"
    if draft.quantity.kind == "percentage_point":  # 占62%，提高1.2个百分点: points are of the share itself
        share = previous.why["name"] == "share-of-whole"
    name = previous.name if share else carried_name(previous)
    return name, "carried-over", subject_of(previous, around.lexicon)


def _counted_alike(draft: Draft, previous: Draft) -> Draft:
    """Which figure ``draft`` tells the change of: 事故8起、死亡6人，减少3起、2人; ``previous`` where none is counted alike."""
    alike: Draft | None = previous
    for _ in range(FAR):
        if alike is None or (alike.role == "level" and alike.quantity.unit == draft.quantity.unit):
            break
        alike = alike.previous
    return previous if alike is None else alike


def earlier_clause(draft: Draft, around: Around) -> Name | None:
    """The noun of an earlier clause without a number, when the number's own clause has none."""
    said = topic(draft, around)
    return (said, "earlier-clause", None) if said else None


def topic(draft: Draft, around: Around) -> str:
    """What the last clause before that of ``draft`` that holds a noun and no figure is about, or nothing."""
    sentence, lexicon = around.sentence, around.lexicon
    clauses = sentence.clauses
    for place in range(draft.place - 1, max(draft.place - FAR, 0) - 1, -1):
        if clauses.depths[place] <= draft.depth:
            said = sentence.words(clauses.starts[place], clauses.ends[place])
            if said.endswith(("相比", "相较")):  # 与上年执行数相比: nothing is said of that
                continue
            if said.endswith("相抵"):  # 减去上解支出等，收支相抵，结转下年1.2亿元: of all that
                return ""
            said = lexicon.change_end.cut(said)
            said = _FIELD.sub("", said)
            phrase = trimmed(said, lexicon)
            if 2 <= len(phrase) <= 16 and not _FIGURE.search(phrase):
                return balanced(phrase)
    return ""
