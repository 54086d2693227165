"""Lists that answer each other: A、B分别增长x、y; 城镇、农村居民收入分别为x、y，增长u、v."""

from __future__ import annotations

import re

from pjrd_extract.find.draft import Draft
from pjrd_extract.find.lexicon import Lexicon
from pjrd_extract.find.naming.name import FAR, in_order, noun_of, without_cue
from pjrd_extract.find.phrases import subjects_of, trimmed, verb_prefix

__all__ = ["names_in_order", "run_from"]

_EACH_DID = re.compile(r"^(.+?)(?:分别|依次)(.{2,})$")
_LONGEST_LIST = 60
_NO_OBJECT = frozenset("、率度和")
_ALONE = frozenset("牛羊猪马鸡鸭鹅鱼虾男女")
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
        subjects = tuple(said) if alone else subjects_of(said, len(run))
        if did and subjects:
            return [subject + did for subject in subjects]
    phrase = trimmed(without_cue(run[0], lexicon), lexicon, longest=_LONGEST_LIST)
    if phrase and not _SO_MANY.match(phrase):
        verb = verb_prefix(phrase, lexicon)
        if phrase[len(verb) :][:1] in _NO_OBJECT:  # 取消、下放、委托事项; 入园率、巩固率
            verb = ""
        names = subjects_of(phrase[len(verb) :], len(run))  # 受理刑事、民事案件分别为326件、2315件
        if not names and len(last_names) == len(run) and in_order(run[0]) and phrase not in last_names:
            return [noun_of(name, lexicon) + phrase for name in last_names]  # 审结率分别为98.5%、96.2%
        return [name if lexicon.verb_start.match(name) else verb + name for name in names]
    if len(last_names) == len(run):
        return last_names
    return _levels_before(run) if in_order(run[0]) else []


def _levels_before(run: list[Draft]) -> list[str]:
    """立案136起，罚款418万元，分别增长23%和12%: the names of as many amounts before the list.

    Only where one of the changes is in percentage points may one of the amounts be a rate.
    """
    points = any(member.quantity.kind == "percentage_point" for member in run)
    roles = ("level", "share") if points else ("level",)
    names: list[str] = []
    draft = run[0].previous
    for _ in range(len(run) + FAR):
        if draft is None or len(names) == len(run):
            break
        if draft.role in roles:
            names.append(draft.name)
        draft = draft.previous
    return names[::-1] if len(names) == len(run) else []
