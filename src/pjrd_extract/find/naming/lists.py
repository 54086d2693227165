"""Lists that answer each other: A、B分别增长x、y; 城镇、农村居民收入分别为x、y，增长u、v."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pjrd_extract.find.draft import Draft
from pjrd_extract.find.lexicon import Lexicon
from pjrd_extract.find.naming.name import FAR, in_order, noun_of, subject_of, without_cue
from pjrd_extract.find.phrases import is_bare_measure, subjects_of, trimmed, verb_prefix

__all__ = ["bases_in_order", "names_in_order", "run_from"]

_EACH_DID = re.compile(r"^(.+?)(?:分别|依次)(.{2,})$")
_LONGEST_LIST = 60
_NO_OBJECT = frozenset("、率度和量")
_ALONE = frozenset("牛羊猪马鸡鸭鹅鱼虾男女")
_CARRIED = frozenset({"carried-over", "fallback", "goal-of-change", "goal-of-share", "share-of-task", "share-of-whole"})
_SHARE_OF = re.compile("占(?:了|到)?([^，；]*?)的?$")
_SO_MANY = re.compile("[两二三四五六七八九十]+[项个者类]")  # 四项指数分别下降: what they are was said before


def run_from(drafts: list[Draft], index: int, lexicon: Lexicon) -> list[Draft]:
    """The draft at ``index`` and those that follow it in a bare list: 35.2万元、1.8万元; 下降19%和上升23%."""
    run = [drafts[index]]
    for at in range(index + 1, len(drafts)):
        draft = drafts[at]
        if not (draft.same_clause and draft.listed):
            break
        # Of the words between the two, only those of a change leave the list bare.
        if (draft.before or run[-1].after) and not lexicon.change_end.fullmatch(draft.before):
            break
        run.append(draft)
    return run


def names_in_order(run: list[Draft], last_names: list[str], lexicon: Lexicon) -> list[str]:
    """A name for each draft of ``run``, or none. ``last_names`` are those of the list before, which this may go on."""
    match = _EACH_DID.search(run[0].before)
    if match and run[0].role == "level":  # 城区、园区分别完成征地1260亩、845亩
        did = trimmed(match[2], lexicon)
        said = trimmed(match[1], lexicon, longest=_LONGEST_LIST)
        alone = len(said) == len(run) and _ALONE.issuperset(said)  # 牛羊分别出栏1.2万头、8.6万只
        subjects = tuple(said) if alone else subjects_of(said, len(run), lexicon)
        if did and subjects:
            return [subject + did for subject in subjects]
    phrase = trimmed(without_cue(run[0], lexicon), lexicon, longest=_LONGEST_LIST)
    share = _SHARE_OF.match(phrase) if run[0].role == "share" and in_order(run[0]) else None
    if share is not None:
        return _shares_of(run, share[1], last_names, lexicon)
    if phrase and not _SO_MANY.match(phrase):
        verb = verb_prefix(phrase, lexicon)
        if phrase[len(verb) :][:1] in _NO_OBJECT:  # 取消、下放、委托事项; 入园率、巩固率
            verb = ""
        names = subjects_of(phrase[len(verb) :], len(run), lexicon)  # 受理刑事、民事案件分别为326件、2315件
        if not names and in_order(run[0]) and phrase not in last_names:
            before = last_names if len(last_names) == len(run) else []
            if not before and lexicon.generic.covers(phrase):  # 茶叶28万亩、柑橘12万亩，产值分别达18.6亿元、9.2亿元
                before = _named_before(run, ("level",), alike=True)
            return [noun_of(name, lexicon) + phrase for name in before]  # 审结率分别为98.5%、96.2%
        if names and all(is_bare_measure(name, lexicon) for name in names):
            return _measures_of_counted(run[0], names, lexicon)
        return [name if lexicon.verb_start.match(name) else verb + name for name in names]
    if len(last_names) == len(run):
        return last_names
    return _named_before(run, _answered(run)) if in_order(run[0]) or _of_many(run) else []


def _measures_of_counted(draft: Draft, measures: Sequence[str], lexicon: Lexicon) -> list[str]:
    """``measures`` with what they are of, where the first counts it: 事故36起、死亡21人，起数和人数分别下降28%和36%."""
    counted = _counted_before(draft, measures[0])
    if counted is None:
        return list(measures)
    owner, names = subject_of(counted, lexicon), []
    for measure in measures:
        other = _counted_before(draft, measure)
        names.append((owner if other is None or other is counted else other.name) + measure)
    return names


def _counted_before(draft: Draft, measure: str) -> Draft | None:
    """What ``measure`` counts: 事故36起 for 起数, 死亡21人 for 人数."""
    counted = draft.previous
    for _ in range(FAR):
        if counted is None or (counted.role == "level" and measure == counted.quantity.unit + "数"):
            break
        counted = counted.previous
    return counted


def bases_in_order(run: list[Draft], lexicon: Lexicon) -> None:
    """比全国、全省分别高1.1和0.8个百分点: to each of ``run`` what it is compared with, where they are as many."""
    basis = run[0].basis
    if basis is None or len(run) == 1 or not in_order(run[0]) or any(draft.basis != basis for draft in run):
        return
    for draft, one in zip(run, subjects_of(basis, len(run), lexicon), strict=False):
        draft.basis = one


def _shares_of(run: list[Draft], of: str, last_names: list[str], lexicon: Lexicon) -> list[str]:
    """民事1203件、刑事542件，分别占63.1%、28.4%: each a share of its own, maybe of its own whole."""
    names = _named_before(run, ("level",), alike=True) or (last_names if len(last_names) == len(run) else [])
    wholes = subjects_of(of, len(run), lexicon) or (of,) * len(run)
    return [name + ("占" + whole if of else "") for name, whole in zip(names, wholes, strict=False)]


def _of_many(run: list[Draft]) -> bool:
    """Whether ``run`` can't be of one thing: 同比增长8.9%、下降3.2%, two growths by one measure and of one time."""
    first = run[0]
    return first.role == "change" and all(
        draft.role == "change"
        and draft.quantity.kind == "percent"
        and draft.basis in (first.basis, None)
        and draft.period is first.period
        and draft.listed_period is None
        for draft in run
    )


def _answered(run: list[Draft]) -> tuple[str, ...]:
    """What the figures may be that ``run`` goes on about: of changes amounts, and rates where it has points."""
    if run[0].role in ("gap", "rank"):
        return ()
    points = any(member.quantity.kind == "percentage_point" for member in run)
    return ("level", "share") if points else ("level",)


def _named_before(run: list[Draft], roles: tuple[str, ...], *, alike: bool = False) -> list[str]:
    """立案136起，罚款418万元，分别增长23%和12%: the names of as many figures before the list, each with its own.

    They are of one of ``roles``, or of any; ``alike`` are those of one unit. Where their list is longer than ``run``,
    nothing says which of them are meant, and the names are empty.
    """
    told: list[Draft] = []
    draft = run[0].previous
    for _ in range(len(run) + FAR):
        if draft is None or len(told) == len(run):
            break
        own = draft.why["name"] not in _CARRIED or draft.role == "level"
        if own and (not roles or draft.role in roles):
            told.append(draft)
        draft = draft.previous
    if len(told) < len(run):
        return []
    first = told[-1]
    if alike and len({one.quantity.unit for one in told}) > 1:
        return []
    longer = first.listed and first.previous is not None and first.quantity.unit == first.previous.quantity.unit
    if longer and not first.opener.endswith("其中"):
        return [""] * len(run)
    return [one.name for one in reversed(told)]
