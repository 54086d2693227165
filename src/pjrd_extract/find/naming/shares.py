"""Names of shares (占…, 完成任务的…), of the goal of a change (由A压减至B), and of things that a figure qualifies."""

from __future__ import annotations

import re

from pjrd_extract.find.draft import Draft
from pjrd_extract.find.lexicon import Lexicon
from pjrd_extract.find.naming.name import Around, Name, subject_of
from pjrd_extract.find.phrases import trimmed
from pjrd_extract.find.roles import is_goal

__all__ = [
    "carried_name",
    "goal_of_change",
    "goal_of_share",
    "qualified_noun",
    "rate_after_time",
    "rate_of_deed",
    "share_of_task",
    "share_of_whole",
]

_OF_TASK = re.compile(
    r"(?:完成|占|为|达到|是)?(?:了)?(?:全年|年度|年初|当年|市定|省定|县定|既定|调整后?|全部|计划|市级|省级)*"
    r"(?:目标任务|目标|任务|预算|计划|进度|序时进度)数?的?$"
)
_TASK_LAST = frozenset("标务算划度数的")  # what _OF_TASK ends in
_TASK_DONE = re.compile("^(?:完成|占|为|达到|是)|的$")  # 3件进度超过80% is of no task
_OF_GOAL = re.compile("的(?:约|近|超|超过)?")
_TASKS = ("share-of-task", "share-of-whole", "goal-of-share", "whole-of-share")
_WHOLE = re.compile("占(?:了|到)?([^，；]{2,})$")
_VERB_OF_TASK = re.compile("^(?:完成|占|为|达到|是)了?")
_SHARE_OF = re.compile(r"(?<![抢侵强挤独])占(?![比地用有道压])[^，；]*$")
_SPELLED_OUT = re.compile(r"占.{2,}?(?:比重|比例|比)$")
_WORD, _LONGEST_RATE, _NEAR = 2, 5, 4
_COUNTED_BY = frozenset("数量额")
_BALLOTS = frozenset("票张份")
_NOT = frozenset("不未没法")  # 不合格, 依法不捕: of the rate of what is, not of what isn't
_ONLY_QUALIFIED = re.compile("的(?:[占有达为仅共只]|占比)*")


def goal_of_change(draft: Draft, around: Around) -> Name | None:
    """The B of 由A压减至B is of what A is of."""
    previous, lexicon = draft.previous, around.lexicon
    if previous is None or draft.role == "rank" or not is_goal(draft, previous, lexicon):
        return None
    return previous.name, "goal-of-change", subject_of(previous, lexicon)


def qualified_noun(draft: Draft, around: Around) -> Name | None:
    """税收过千万元企业达到15家, 35-220千伏变电站6座: the figure before only says which things are counted."""
    previous, lexicon = draft.previous, around.lexicon
    between = draft.before
    if previous is None or draft.role not in ("level", "share"):
        return None
    if not between:
        return _only_limited(draft, previous, lexicon)
    if not _qualifies(previous, draft) or lexicon.verb_start.match(between) or between[0] in "用于，":
        return None
    if lexicon.spend_end.search(previous.before) and previous.quantity.bound == "exact":
        return None
    share = _SHARE_OF.search(between) if draft.role == "share" else None
    noun = trimmed(between[: share.start()] if share else between, lexicon)  # 35岁以下民警仅占21%
    if _ONLY_QUALIFIED.fullmatch(between) and previous.previous is not None:  # 在岗51人，其中55岁以上的19人
        whole, limit = previous.previous, previous.previous.previous
        noun = subject_of(whole, lexicon)
        if limit is not None and whole.why.get("name") == "qualified-noun":  # 10万元以上的村239个；50万元以上的86个
            noun = noun.rpartition(limit.quantity.text)[2]
    if not noun or lexicon.verb_start.fullmatch(noun):
        return None
    before = trimmed(previous.before, lexicon)
    if previous.quantity.kind != "money" and len(before) > 6 and not lexicon.verb_end.search(before):
        before = ""
    previous.dropped = True
    return before + previous.quantity.text + noun, "qualified-noun", None


def rate_after_time(draft: Draft, around: Around) -> Name | None:
    """戒断三年未复吸率72.3%, 五年生存率: how long it took belongs to the rate."""
    previous = draft.previous
    if previous is None or previous.quantity.kind != "duration" or previous.after != draft.before:
        return None
    rate = draft.before.rstrip("达为")
    if not rate.endswith("率") or previous.quantity.bound != "exact":
        return None
    previous.dropped = True
    return trimmed(previous.before, around.lexicon) + previous.quantity.text + rate, "rate-after-time", None


def _only_limited(draft: Draft, previous: Draft, lexicon: Lexicon) -> Name | None:
    """600分以上56人, 35岁以下12名干警: a limit right before a count says which are counted."""
    limit = previous.quantity
    if limit.end != draft.quantity.start or limit.kind == "count" or draft.quantity.kind != "count":
        return None
    if limit.bound not in ("at_least", "at_most", "under") or not _qualifies(previous, draft):
        return None
    before, noun, whole = trimmed(previous.before, lexicon), draft.noun, previous.previous
    if not before and not noun and whole is not None and whole.quantity.kind == "count":
        noun = subject_of(whole, lexicon)  # 驻村干部32人，50岁以上12人
    previous.dropped = True
    return before + limit.text + noun, "limit-before-count", None


def _qualifies(previous: Draft, draft: Draft) -> bool:
    qualifier = previous.quantity
    limits = qualifier.bound in ("at_least", "at_most", "under", "over")
    if qualifier.unit == draft.quantity.unit or qualifier.kind in ("percent", "percentage_point", "rank"):
        return False
    if qualifier.kind == "duration" and qualifier.unit != "岁":
        # 五年以上有期徒刑42人, 沉淀超过一年的项目11个; 一年多出动822人次 is a time
        closed = qualifier.bound in ("at_least", "at_most") or draft.before.startswith("的")
        return closed and limits and draft.quantity.kind == "count"
    return limits or qualifier.kind == "voltage" or (qualifier.kind != "count" and draft.quantity.kind == "count")


def rate_of_deed(draft: Draft, around: Around) -> Name | None:
    """压减培训机构409家，压减率97.6%: what was done, or what is, and to what, is said by a figure before."""
    before, named = draft.phrase, draft.previous
    if before[-1] != "率" or not _WORD < len(before) <= _LONGEST_RATE:
        return None
    deed = before[:-1]
    if deed in around.lexicon.choices:  # 满意率 is none of 基本满意4份
        return None
    for _ in range(_NEAR):
        if named is None:
            break
        owner = _owner_of_deed(named, deed, around.lexicon)
        if owner:
            return owner + before, "rate-of-deed", owner
        named = named.previous
    return None


def _owner_of_deed(named: Draft, deed: str, lexicon: Lexicon) -> str:
    """Of 处置土地, 机构编制空编 and 空气优良天数 what ``deed`` was done to or holds of; nothing where none is named."""
    owner, found, rest = named.name.partition(deed)
    if found and named.why["name"] == "those-of-whole":  # 得到治理的97个: of all villages
        return subject_of(named, lexicon)
    if not found:  # of a change the name is only what changed: 压减培训机构409家
        return named.name if named.role == "change" and deed in named.before else ""
    if owner and named.quantity.unit in _BALLOTS:  # 认为报告真实的51张
        return ""
    measure = rest[-1:] in _COUNTED_BY and len(rest) <= _WORD  # of 优良天数331天 alone it is no rate
    if measure != bool(owner and rest) and not lexicon.generic.covers(rest):
        return ""
    owner = owner or rest
    bare = len(owner) < _WORD or lexicon.generic.covers(owner) or lexicon.verb_start.match(owner) is not None
    return "" if bare or "的" in owner or owner[-1] in _NOT else owner


def share_of_task(draft: Draft, around: Around) -> Name | None:
    """完成年度任务的50%: of what was said before, with the task."""
    previous, lexicon = draft.previous, around.lexicon
    match = _OF_TASK.search(draft.before) if draft.before[-1:] in _TASK_LAST else None
    if match is None or not _TASK_DONE.search(match.group()) or _SPELLED_OUT.search(draft.phrase):
        return None
    subject = trimmed(draft.before[: match.start()], lexicon)
    if not subject or subject in lexicon.places:
        if previous is None:
            return None
        subject = carried_name(previous) if previous.role == "share" else previous.name
    task = match.group().removesuffix("的").replace("了", "")
    return subject + task, "share-of-task", subject if previous is None else subject_of(previous, lexicon)


def goal_of_share(draft: Draft, around: Around) -> Name | None:
    """完成目标任务5000人的62%: the goal of what was said before, and the share of it that is reached.

    Of 占全县财政收入8.6亿元的62% the whole stands in place of the goal.
    """
    previous, lexicon = draft.previous, around.lexicon
    if previous is None:
        return None
    if draft.role == "share":
        told = previous.why.get("name")
        if told not in ("goal-of-share", "whole-of-share") or not _OF_GOAL.fullmatch(draft.before):
            return None
        if told == "whole-of-share":
            whole = previous.previous
            subject = "" if whole is None else carried_name(whole)
            return f"{subject}占{previous.name}", "share-of-whole", subject
        task = _OF_TASK.search(previous.before)
        verb = _VERB_OF_TASK.match(task.group()) if task is not None else None
        subject = subject_of(previous, lexicon)
        goal = previous.name.removeprefix(subject)
        return subject + (verb.group() if verb is not None else "") + goal, "share-of-task", subject
    if not _OF_GOAL.fullmatch(draft.after):
        return None
    match = _OF_TASK.search(draft.before)
    if match is None or not match.group():
        share = _WHOLE.match(draft.before)
        noun = trimmed(share[1], lexicon) if share is not None and not draft.same_clause else ""
        return (noun, "whole-of-share", None) if noun else None
    subject = trimmed(draft.before[: match.start()], lexicon) or carried_name(previous)
    return subject + _VERB_OF_TASK.sub("", match.group()), "goal-of-share", subject


def share_of_whole(draft: Draft, around: Around) -> Name | None:
    """水利专技人员17名，占12.5%; 研发经费占地区生产总值比重2.1%."""
    previous, lexicon = draft.previous, around.lexicon
    if "占" not in draft.before:
        return None
    whole = trimmed(draft.before, lexicon)
    if _SPELLED_OUT.search(whole) and (previous is None or not whole.startswith("占")):
        return whole, "share-of-whole-spelled-out", None
    match = _SHARE_OF.search(draft.before)
    if match is None:
        return None
    subject = trimmed(draft.before[: match.start()], lexicon)
    of = match.group().removesuffix("的") if draft.before.endswith("的") else ""  # 占耕地面积的68.4%
    if subject:
        return subject + of, "share-subject", subject
    if previous is None:
        return None
    return previous.name + of, "share-of-whole", subject_of(previous, lexicon)


def carried_name(draft: Draft) -> str:
    """The name that a clause without one takes over from ``draft``: without what its share was of.

    Of 收入6.8亿元，为年度目标15亿元的45.3%，下降3% it is 收入.
    """
    named: Draft | None = draft
    for _ in range(2):
        if named is not None and named.why.get("name") in _TASKS:
            named = named.previous
    return draft.name if named is None else named.name
