"""The name of a metric: the shortest noun phrase around the quantity that says what is measured."""

from __future__ import annotations

import regex

from pjrd_extract.find.draft import Draft, SentenceDrafts
from pjrd_extract.find.lexicon import Lexicon
from pjrd_extract.find.phrases import noun_after, predicate_after, subjects_of, trimmed, verb_prefix

__all__ = ["decide_names"]

_COMPARISON = regex.compile(
    r"(?:比|较|与|同)[^，；比较与同]{2,20}$|(?:同比|环比)+$|(?:比|较)?(?:去年|上年|前年|上月|上期)?(?:同期|同比)(?:相比)?$"
)
_OF_TASK = regex.compile(
    r"(?:完成|占|为)?(?:了)?(?:全年|年度|年初|当年|市定|省定|县定|既定)*(?:目标任务|任务|目标|预算|计划|进度|序时进度)数?的?$"
)
_SHARE_OF = regex.compile(r"(?:占|为)[^，；]*$")
_IN_ORDER = regex.compile(r"分别|依次|各")


def decide_names(sentence: SentenceDrafts, text: str, lexicon: Lexicon, fallback: str) -> None:
    """Set ``name`` of every draft of ``sentence``. ``fallback`` is the section's title, for a clause without a noun."""
    drafts = sentence.drafts
    last_run: list[str] = []
    for index, draft in enumerate(drafts):
        if draft.name:
            continue
        run = _run(drafts, index)
        if len(run) > 1:
            names = _names_in_order(run, last_run, lexicon)
            if names:
                for member, name in zip(run, names, strict=True):
                    member.decide("name", name, "subjects-in-order")
                last_run = names
                continue
        _name(draft, sentence, text, lexicon, fallback)


def _run(drafts: list[Draft], index: int) -> list[Draft]:
    """The draft and those that follow it in a bare list: 35.2万元、1.8万元."""
    run = [drafts[index]]
    for draft in drafts[index + 1 :]:
        if not (draft.same_clause and draft.listed and not draft.before and not run[-1].after):
            break
        run.append(draft)
    return run


def _names_in_order(run: list[Draft], last_run: list[str], lexicon: Lexicon) -> list[str]:
    before = _IN_ORDER.sub("", _without_cue(run[0], lexicon))
    phrase = trimmed(before, lexicon)
    if not phrase:
        return last_run if len(last_run) == len(run) else []
    return list(subjects_of(phrase, len(run)))


def _name(draft: Draft, sentence: SentenceDrafts, text: str, lexicon: Lexicon, fallback: str) -> None:
    if draft.role == "rank":
        _rank(draft, lexicon)
    before = trimmed(_without_cue(draft, lexicon), lexicon)
    previous = draft.previous
    if draft.role == "share" and previous is not None:
        match = _OF_TASK.search(draft.before)
        if match and match.group():
            kept = match.group().removesuffix("的")
            draft.decide("name", previous.name + kept, "share-of-task")
            return
        if _SHARE_OF.search(draft.before) and not trimmed(_SHARE_OF.sub("", draft.before), lexicon):
            draft.decide("name", previous.name, "share-of-whole")
            return
    if draft.role == "share":
        match = _SHARE_OF.search(draft.before)
        if match and match.start() > 0:
            subject = trimmed(draft.before[: match.start()], lexicon)
            if subject:
                draft.decide("name", subject, "share-subject")
                return
    if (
        draft.quantity.kind == "money"
        and lexicon.spend_end.search(draft.before)
        and _spending(draft, sentence, text, lexicon)
    ):
        return
    noun = noun_after(draft.after, lexicon) if draft.role not in ("rank",) else ""
    if noun and _takes_noun(draft, before, lexicon):
        _with_noun(draft, before, noun, lexicon)
        return
    if before:
        _from_before(draft, before, lexicon)
        return
    if draft.quantity.kind == "count" and draft.role == "level" and not draft.listed:
        predicate = predicate_after(draft.after, lexicon)
        if predicate:
            draft.decide("name", predicate, "predicate-after-number")
            return
    if previous is not None and previous.name:
        draft.decide("name", previous.name, "carried-over")
        return
    earlier = _earlier_clause(draft, sentence, text, lexicon)
    draft.decide(
        "name", earlier or noun or fallback or draft.quantity.unit, "earlier-clause" if earlier else "fallback"
    )


def _takes_noun(draft: Draft, before: str, lexicon: Lexicon) -> bool:
    """Whether the noun behind the number is what is counted, rather than the one before it."""
    if draft.after.startswith("的") or not before or draft.before.endswith("的"):
        return True
    if lexicon.verb_end.search(before):
        return True
    return draft.quantity.kind == "count" and not lexicon.verb_start.match(draft.after)


def _with_noun(draft: Draft, before: str, noun: str, lexicon: Lexicon) -> None:
    verb = ""
    match = lexicon.verb_end.search(before) if before else None
    if draft.role == "change":
        verb = ""
    elif match:
        verb = before if len(before) <= 6 else before[match.start() :]
    elif draft.before.endswith("的") and before:
        verb = before if len(before) <= 12 else ""
    elif draft.listed and draft.previous is not None:
        verb = verb_prefix(draft.previous.name, lexicon)
    if not verb and len(noun) <= 4:
        rest = draft.after.removeprefix("的")[len(noun) :]
        predicate = predicate_after(rest, lexicon)
        if predicate:
            draft.decide("name", predicate + noun, "noun-with-predicate")
            return
    draft.decide("name", verb.removesuffix("了") + noun, "noun-after-number")


def _from_before(draft: Draft, before: str, lexicon: Lexicon) -> None:
    previous = draft.previous
    if previous is not None and previous.name:
        if draft.listed and not lexicon.verb_start.match(before):
            verb = verb_prefix(previous.name, lexicon)
            if verb:
                draft.decide("name", verb + before, "verb-shared-along-list")
                return
        if lexicon.generic.fullmatch(before) or (len(before) <= 2 and draft.opener.endswith("其中")):
            whole = previous.name[len(verb_prefix(previous.name, lexicon)) :] or previous.name
            if lexicon.generic.fullmatch(whole):
                whole = ""
            draft.decide("name", whole + before, "generic-noun-of-previous")
            return
        if draft.clause.opener in "（(" or draft.clause.depth > 0 or "其中" in draft.lead_in[:4]:
            if previous.quantity.unit == draft.quantity.unit and len(before) <= 6 and draft.role != "share":
                whole = previous.name[len(verb_prefix(previous.name, lexicon)) :] or previous.name
                if draft.clause.depth > 0 and not lexicon.verb_start.match(before):
                    whole = _parent(draft) or whole
                draft.decide("name", before + whole if before not in whole else whole, "part-of-whole")
                return
    draft.decide("name", before, "noun-before-number")


def _parent(draft: Draft) -> str:
    """The name of the draft that stands outside the bracket of ``draft``."""
    outer = draft.previous
    while outer is not None and outer.clause.depth >= draft.clause.depth:
        outer = outer.previous
    return outer.name if outer is not None else ""


def _rank(draft: Draft, lexicon: Lexicon) -> None:
    match = lexicon.rank_intro.search(draft.before)
    if match:
        if match["scope"]:
            draft.decide("scope", match["scope"], "scope-before-rank")
        draft.before = draft.before[: match.start()]


def _without_cue(draft: Draft, lexicon: Lexicon) -> str:
    """The words before the number without those that made it a change or a gap."""
    before = draft.before
    if draft.role == "gap":
        for pattern in (lexicon.gap_than, lexicon.gap_end):
            match = pattern.search(before)
            if match:
                before = before[: match.start()]
                break
    elif draft.role == "change":
        match = lexicon.change_end.search(before)
        if match:
            before = before[: match.start()]
        else:
            match = lexicon.change_verb.search(before)
            if match:
                rest = before[match.end() :]
                before = rest if trimmed(rest, lexicon) else before[: match.start()]
    previous = None
    while previous != before:
        previous = before
        before = _COMPARISON.sub("", before)
    return before


def _spending(draft: Draft, sentence: SentenceDrafts, text: str, lexicon: Lexicon) -> bool:
    match = lexicon.spend_end.search(draft.before)
    if match is None or draft.after.startswith("的"):
        return False
    spent = match.group().rstrip("了约达近超共")
    subject = trimmed(draft.before[: match.start()], lexicon)
    if subject and not lexicon.place.fullmatch(subject) and lexicon.generic.fullmatch(spent) and len(subject) >= 4:
        return False
    purpose = draft.after
    if not purpose and len(spent) <= 2:
        following = next((clause for clause in sentence.clauses if clause.start > draft.quantity.span.end), None)
        if following is None or following.opener not in "，,":
            return False
        purpose = text[following.start : following.end]
        end = next(
            (d.quantity.span.start for d in sentence.drafts if d.quantity.span.start >= following.start), following.end
        )
        purpose = purpose[: max(end - following.start, 0)]
        if not lexicon.verb_start.match(purpose) and not lexicon.light.match(purpose):
            return False
    purpose = trimmed(purpose.removeprefix("用于"), lexicon)
    if not purpose:
        return False
    draft.decide("name", purpose + spent, "spending-for-purpose")
    return True


def _earlier_clause(draft: Draft, sentence: SentenceDrafts, text: str, lexicon: Lexicon) -> str:
    """The noun of the clause before, when the number's own clause has none."""
    for clause in reversed(
        [c for c in sentence.clauses if c.end <= draft.clause.start and c.depth <= draft.clause.depth]
    ):
        phrase = trimmed(text[clause.start : clause.end], lexicon)
        if 2 <= len(phrase) <= 16:
            return phrase
    return ""
