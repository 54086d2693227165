"""The name of a metric: the shortest noun phrase around the quantity that says what is measured."""

from __future__ import annotations

import regex

from pjrd_extract.find.draft import Draft, SentenceDrafts
from pjrd_extract.find.lexicon import Lexicon
from pjrd_extract.find.phrases import balanced, noun_after, predicate_after, subjects_of, trimmed, verb_prefix
from pjrd_extract.find.spending import name_spending

__all__ = ["decide_names"]

# What is compared with, at the end of the words before a change: 比上年, 与2021年同期, 较年初; 占比 and 参与 are no such.
_COMPARISON = regex.compile(
    r"(?:(?<![占环对收入资])比(?![例重率分值])|较(?![大高多好为])|(?<!参)与(?!会)|按)[^，；]{0,16}$|(?:同比|环比|同期|年均|平均|分别)+$"
)
_OF_TASK = regex.compile(
    r"(?:完成|占|为|达到|是)?(?:了)?(?:全年|年度|年初|当年|市定|省定|县定|既定|调整后?|全部|计划|市级|省级)*"
    r"(?:目标任务|目标|任务|预算|计划|进度|序时进度)数?的?$"
)
_SHARE_OF = regex.compile(r"(?<![抢侵强挤独])占(?![比地用有道压])[^，；]*$")
_WHOLE_SHARE = regex.compile(r"占.{2,}?(?:比重|比例|比)$")
_IN_ORDER = regex.compile(r"分别|依次|各(?=[达为增下完占有]|$)")
_EACH_DID = regex.compile(r"^(.+?)(?:分别|依次)(.{2,})$")
_PLACES = regex.compile(r"(?:省|市|州|县|区|旗|乡|镇|村|社区|街道|国|（市）|（区）|（街道）|、)+")
_NOUN_TAKEN = regex.compile(r"([^、，；]+)(?:、|和|以及|及|$)")
_ON_TOP_OF = regex.compile(r"在[^，；]{1,16}(?:基础上|上|中|下)再?$")
_AMONG = regex.compile(r"在?[^，；在]*(?:中|里|内)(?:排名|排|位居|居|列|位列)?$")


def decide_names(sentence: SentenceDrafts, text: str, lexicon: Lexicon, fallback: str) -> None:
    """Set ``name`` of every draft of ``sentence``. ``fallback`` is the section's title, for a clause without a noun."""
    drafts = sentence.drafts
    last_run: list[str] = []
    for index, draft in enumerate(drafts):
        if draft.name:
            continue
        run = _run(drafts, index, lexicon)
        if len(run) > 1:
            names = _names_in_order(run, last_run, lexicon)
            if names:
                for member, name in zip(run, names, strict=True):
                    _settle(member, name, "subjects-in-order", lexicon)
                last_run = names
                continue
        _name(draft, sentence, text, lexicon, fallback)
        if not draft.subject:
            draft.subject = _noun_of(draft.name, lexicon)


def _settle(draft: Draft, name: str, rule: str, lexicon: Lexicon, subject: str | None = None) -> None:
    draft.decide("name", name, rule)
    draft.subject = _noun_of(name, lexicon) if subject is None else subject


def _noun_of(name: str, lexicon: Lexicon) -> str:
    """``name`` without the verbs it begins with, and without a general noun at its end: 引进项目总投资 is of 项目."""
    noun = name[len(verb_prefix(name, lexicon)) :] or name
    match = lexicon.generic.search(noun)
    if match and match.start() >= 2:
        noun = noun[: match.start()].removesuffix("总")
    return noun


def _run(drafts: list[Draft], index: int, lexicon: Lexicon) -> list[Draft]:
    """The draft and those that follow it in a bare list: 35.2万元、1.8万元."""
    run = [drafts[index]]
    for draft in drafts[index + 1 :]:
        if not (draft.same_clause and draft.listed and not run[-1].after):
            break
        if draft.before and not lexicon.change_end.fullmatch(draft.before):  # 下降19%和上升23%
            break
        run.append(draft)
    return run


def _names_in_order(run: list[Draft], last_run: list[str], lexicon: Lexicon) -> list[str]:
    match = _EACH_DID.search(run[0].before)
    if match and run[0].role == "level":  # 城区、园区分别完成征地1260亩、845亩
        did = trimmed(match[2], lexicon)
        subjects = subjects_of(trimmed(match[1], lexicon, longest=60), len(run))
        if did and subjects:
            return [subject + did for subject in subjects]
    phrase = trimmed(_without_cue(run[0], lexicon), lexicon, longest=60)
    if phrase:
        names = subjects_of(phrase, len(run))
        verb = verb_prefix(names[0], lexicon) if names else ""
        return [name if lexicon.verb_start.match(name) else verb + name for name in names]
    if len(last_run) == len(run):
        return last_run
    earlier: list[str] = []  # 立案136起，罚款418万元，分别增长23%和12%
    before = run[0].previous
    while before is not None and len(earlier) < len(run) and _IN_ORDER.search(run[0].lead_in):
        if before.role == "level":
            earlier.insert(0, before.name)
        before = before.previous
    return earlier if len(earlier) == len(run) else []


def _name(draft: Draft, sentence: SentenceDrafts, text: str, lexicon: Lexicon, fallback: str) -> None:
    previous = draft.previous
    if previous is not None and draft.same_clause and previous.why.get("name") == "noun-after-number":
        match = _NOUN_TAKEN.match(draft.before)  # 收缴4亿元土地欠款、实现2.5亿元出让收入
        rest = draft.before[match.end() :] if match else ""
        if match and rest and previous.subject and match[1].endswith(previous.subject):
            draft.before, draft.listed = rest, True
    if draft.role == "rank":
        _rank(draft, lexicon)
    elif previous is not None and _is_goal(draft, previous, lexicon):
        _settle(draft, previous.name, "from-to", lexicon, previous.subject)
        return
    elif previous is not None and _qualified(draft, previous, lexicon):
        return
    elif draft.role == "share" and _share(draft, lexicon):
        return
    elif draft.quantity.kind == "money" and name_spending(draft, sentence, text, lexicon):
        return
    before = trimmed(_without_cue(draft, lexicon), lexicon)
    noun = noun_after(draft.after, lexicon) if draft.role != "rank" else ""
    if _PLACES.fullmatch(draft.quantity.unit) and not draft.listed:  # 与修水等30县（市）签订协议
        _settle(draft, (predicate_after(draft.after, lexicon) or before) + draft.quantity.unit, "places", lexicon)
        return
    if draft.quantity.unit in ("次", "场次", "批次") and draft.role == "level" and not draft.listed and draft.after:
        if (not noun or lexicon.verb_start.match(draft.after)) and (predicate := predicate_after(draft.after, lexicon)):
            _settle(draft, (before if len(before) <= 8 else "") + predicate, "times-of-predicate", lexicon)
            return
    if noun and _takes_noun(draft, before, lexicon):
        _with_noun(draft, before, noun, lexicon)
    elif before:
        if previous is None and lexicon.generic.fullmatch(before):
            topic = _earlier_clause(draft, sentence, text, lexicon)
            before = (topic if len(topic) <= 10 else "") + before
        _from_before(draft, before, lexicon)
    elif draft.quantity.kind == "count" and draft.role == "level" and (predicate := _predicate(draft, lexicon)):
        _settle(draft, predicate, "predicate-after-number", lexicon)
    elif grown := _just_said(draft, sentence, text, lexicon):
        _settle(draft, grown, "clause-just-before", lexicon)
    elif previous is not None and previous.name:
        _settle(draft, _carried(previous, draft), "carried-over", lexicon, previous.subject)
    else:
        earlier = _earlier_clause(draft, sentence, text, lexicon)
        rule = "earlier-clause" if earlier else "fallback"
        _settle(draft, earlier or noun or fallback or draft.quantity.unit, rule, lexicon)


def _carried(previous: Draft, draft: Draft) -> str:
    """The name that goes on: that of the draft before, without what only its own figure was of (完成全年任务)."""
    if previous.why.get("name") == "share-of-task" and previous.previous is not None and draft.role != "share":
        return previous.previous.name
    return previous.name


def _is_goal(draft: Draft, previous: Draft, lexicon: Lexicon) -> bool:
    """Whether ``draft`` is the B of ``由A压减至B``."""
    if not draft.same_clause or draft.listed or previous.after and not draft.before:
        return False
    return bool(lexicon.to_end.match(draft.before)) and bool(
        lexicon.from_end.search(previous.before) or regex.search(r"[由从将]", previous.lead_in)
    )


def _predicate(draft: Draft, lexicon: Lexicon) -> str:
    return "" if draft.listed else predicate_after(draft.after, lexicon)


def _share(draft: Draft, lexicon: Lexicon) -> bool:
    previous = draft.previous
    bare = trimmed(draft.before, lexicon)
    match = _WHOLE_SHARE.search(bare)
    if match:
        _settle(draft, bare, "share-of-whole-spelled-out", lexicon)
        return True
    match = _OF_TASK.search(draft.before)
    if match and match.group() and previous is not None:
        kept = match.group().removesuffix("的").replace("了", "")
        base = _carried(previous, previous) if previous.role == "share" else previous.name
        subject = trimmed(draft.before[: match.start()], lexicon)
        if subject and not lexicon.place.fullmatch(subject):
            base = subject
        _settle(draft, base + kept, "share-of-task", lexicon, previous.subject)
        return True
    match = _SHARE_OF.search(draft.before)
    if match:
        subject = trimmed(draft.before[: match.start()], lexicon)
        if subject:
            _settle(draft, subject, "share-subject", lexicon)
            return True
        if previous is not None:
            _settle(draft, previous.name, "share-of-whole", lexicon, previous.subject)
            return True
    return False


def _qualified(draft: Draft, previous: Draft, lexicon: Lexicon) -> bool:
    """税收过千万元企业达到15家, 35-220千伏变电站6座: the figure before only says which things are counted."""
    qualifier, between = previous.quantity, draft.before
    if not draft.same_clause or draft.listed or not between or draft.role not in ("level", "share"):
        return False
    limits = qualifier.bound in ("at_least", "at_most", "under", "over")
    if qualifier.kind in ("percent", "percentage_point", "rank") or not (
        limits or qualifier.kind == "voltage" or (qualifier.kind != "count" and draft.quantity.kind == "count")
    ):
        return False
    if qualifier.unit == draft.quantity.unit or (qualifier.kind == "duration" and qualifier.unit != "岁"):
        return False
    if lexicon.verb_start.match(between) or between[0] in "用于，":
        return False
    if lexicon.spend_end.search(previous.before) and not limits:
        return False
    noun = trimmed(between, lexicon)
    if not noun or lexicon.verb_start.fullmatch(noun):
        return False
    before = trimmed(previous.before, lexicon)
    if qualifier.kind != "money" and len(before) > 6 and not lexicon.verb_end.search(before):
        before = ""
    previous.dropped = True
    _settle(draft, before + qualifier.text + noun, "qualified-noun", lexicon)
    return True


def _takes_noun(draft: Draft, before: str, lexicon: Lexicon) -> bool:
    """Whether the noun behind the number is what is counted, rather than the one before it."""
    if lexicon.from_end.search(draft.before) and before:
        return False
    if draft.after.startswith("的") or not before or draft.before.endswith("的"):
        return True
    if lexicon.verb_end.search(before) or draft.before.endswith("等"):
        return True
    if draft.role == "change" and lexicon.change_object.search(draft.before):
        return True
    return draft.quantity.kind == "count" and not lexicon.verb_start.match(draft.after)


def _with_noun(draft: Draft, before: str, noun: str, lexicon: Lexicon) -> None:
    verb = ""
    match = lexicon.verb_end.search(before) if before else None
    if draft.role == "change":
        pass
    elif draft.before.endswith("等"):
        verb = verb_prefix(before, lexicon)
    elif match:
        verb = before if len(before) <= 6 else before[match.start() :]
    elif draft.before.endswith("的") and before:
        verb = before if len(before) <= 12 else ""
    elif draft.listed and draft.previous is not None:
        verb = verb_prefix(draft.previous.name, lexicon)
    elif draft.role == "share" and before:  # 主体工程30%的建筑量
        verb = before
    if not verb and len(noun) <= 4 and (draft.role == "share" or not draft.after.startswith("的")):
        counted, _, rest = draft.after.removeprefix("的").partition(noun)
        predicate = predicate_after(rest, lexicon) if not counted else ""
        if predicate and predicate[-1] not in "为成到至于" and (len(noun) < 4 or lexicon.verb_start.match(predicate)):
            _settle(draft, predicate + noun, "noun-with-predicate", lexicon, noun)
            return
    _settle(draft, verb.removesuffix("了") + noun, "noun-after-number", lexicon, noun)


def _from_before(draft: Draft, before: str, lexicon: Lexicon) -> None:
    previous = draft.previous
    if previous is not None and previous.name:
        whole = previous.subject
        verb = verb_prefix(previous.name, lexicon)
        if draft.listed and verb and draft.before == before and not lexicon.verb_start.match(before) and previous.quantity.kind == "count":
            if lexicon.generic.fullmatch(before) and draft.quantity.kind == "money" and not draft.part:
                _settle(draft, verb + before, "verb-shared-along-list", lexicon)
                return
        if lexicon.change_noun.fullmatch(before):
            _settle(draft, previous.name.removesuffix(before) + before, "pace-of-previous", lexicon, whole)
            return
        measure = lexicon.generic.search(before)
        if lexicon.generic.fullmatch(before) or (measure and len(before) <= 4 and len(whole) <= len(before)):
            _settle(draft, (whole if whole != before else "") + before, "generic-noun-of-previous", lexicon, whole)
            return
        if draft.role == "level" and lexicon.verb_end.fullmatch(before) and whole and whole != before:
            if previous.quantity.unit == draft.quantity.unit and not lexicon.verb_end.fullmatch(whole):
                first = lexicon.verb_start.match(previous.name)  # 发放测评表21份，收回21份: only 发放 is exchanged
                thing = previous.name[first.end() :] if first else whole
                _settle(draft, before + thing, "verb-of-previous-object", lexicon, whole)
                return
        if _is_part(draft, previous) and (
            len(before) == 1
            or lexicon.qualifier.fullmatch(before)
            or (draft.clause.depth > 0 and len(before) <= 2)
            or (draft.listed and previous.why.get("name") == "part-of-whole" and len(before) <= 4)
        ):
            whole = _whole(draft).subject
            _settle(draft, before + whole, "part-of-whole", lexicon, whole)
            return
        if draft.listed and not lexicon.verb_start.match(before) and draft.role not in ("share", "rank"):
            if verb and not draft.part:
                _settle(draft, verb + before, "verb-shared-along-list", lexicon)
                return
    _settle(draft, before, "noun-before-number", lexicon)


def _is_part(draft: Draft, previous: Draft) -> bool:
    """Whether ``draft`` counts a part of what a draft before it counts whole: behind 其中, in brackets, in a list."""
    like = previous
    while like.quantity.kind != draft.quantity.kind and like.previous is not None:
        like = like.previous
    if draft.role == "level" and like.quantity.kind != draft.quantity.kind:
        return False
    draft.part = (
        draft.part
        or "其中" in draft.lead_in[:4]
        or draft.opener.endswith("其中")
        or draft.clause.depth > previous.clause.depth
        or (previous.part and draft.clause.depth == previous.clause.depth)
    )
    return draft.part or draft.listed


def _whole(draft: Draft) -> Draft:
    """The draft that ``draft`` is a part of: the last one before the parts."""
    whole = draft.previous or draft
    while whole.part and whole.previous is not None:
        whole = whole.previous
    return whole


def _rank(draft: Draft, lexicon: Lexicon) -> None:
    match = lexicon.rank_intro.search(draft.before)
    if match:
        if match["scope"]:
            draft.decide("scope", match["scope"], "scope-before-rank")
        draft.before = draft.before[: match.start()]
    match = lexicon.rank_verb.search(draft.before)
    if match:
        if match["scope"] and draft.scope is None:
            draft.decide("scope", match["scope"], "scope-before-rank")
        draft.before = draft.before[: match.start()]
    match = _AMONG.search(draft.before)
    if match:
        draft.before = draft.before[: match.start()]


def _without_cue(draft: Draft, lexicon: Lexicon) -> str:
    """The words before the number without those that made it a change or a gap."""
    before = _IN_ORDER.sub("", draft.before)
    if draft.role == "gap":
        for pattern in (lexicon.gap_than, lexicon.gap_end, lexicon.gap_bare, lexicon.times):
            match = pattern.search(before)
            if match:
                before = before[: match.start()]
                break
        before = _COMPARISON.sub("", before)
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
            before = _ON_TOP_OF.sub("", _COMPARISON.sub("", before))
    match = lexicon.from_end.search(before)
    return before[: match.start()] if match else before


def _just_said(draft: Draft, sentence: SentenceDrafts, text: str, lexicon: Lexicon) -> str:
    """The subject of the clause just before, when that only says how it moved: 办结率稳步提高，达95.2%."""
    before = [clause for clause in sentence.clauses if clause.end <= draft.clause.start]
    if draft.same_clause or not before or draft.clause.opener not in ("，", ","):
        return ""
    clause = before[-1]
    if draft.previous is not None and draft.previous.quantity.span.end > clause.start:
        return ""
    said = text[clause.start : clause.end]
    match = lexicon.change_end.search(said)
    return trimmed(said[: match.start()], lexicon) if match else ""


def _earlier_clause(draft: Draft, sentence: SentenceDrafts, text: str, lexicon: Lexicon) -> str:
    """The noun of the clause before, when the number's own clause has none."""
    for clause in reversed(sentence.clauses):
        if clause.end <= draft.clause.start and clause.depth <= draft.clause.depth:
            phrase = lexicon.change_end.sub("", text[clause.start : clause.end])
            phrase = trimmed(phrase, lexicon)
            if 2 <= len(phrase) <= 16:
                return balanced(phrase)
    return ""
