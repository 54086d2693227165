"""The parts of a bulletin about a meeting: the news, the agenda, the attendance, who was appointed."""

from __future__ import annotations

from tests.generator.amounts import Amount
from tests.generator.blocks import Block, Draft, Plant
from tests.generator.dice import Dice
from tests.generator.numerals import chinese
from tests.generator.people import Setting, people
from tests.generator.rows import Row

__all__ = ["agenda", "appointments", "attendance", "news"]


def counted(block: Block, text: str, unit: str, name: str) -> None:
    """An optional row for the count that stands in the block as ``text``."""
    start = block.text.index(text)
    quantity = Amount(text, unit, "count", text.removesuffix(unit))
    args = (name, "level", None, None, None, (0, 0), "actual", True, "bulletin/count")
    block.rows.append(Row(start, start + len(text), quantity, *args))


def _session(s: Setting) -> str:
    return f"第{chinese(s.session)}次会议"


def news(draft: Draft, s: Setting, dice: Dice) -> None:
    """The report on the meeting."""
    draft.article(f"{s.short}{dice.pick(('召开', '举行'))}{_session(s)}", "meeting")
    end = f"至{s.date.day + 1}日" if s.two_days else ""
    draft.add("text", f"{s.day}{end}，{s.body}{dice.pick(('召开', '举行'))}{_session(s)}。")
    count = len(s.present)
    deputies = "、".join(s.deputies)
    text = (
        f"会议由{s.area}人大常委会主任{s.chair}主持，副主任{deputies}及委员共{count}人出席会议。"
        + "，".join(f"{post}{name}" for post, name in s.observers)
        + "列席会议。"
    )
    counted(draft.add("text", text), f"{count}人", "人", "出席会议")
    items = [f"听取和审议{o.post}{o.name}履职情况的报告" for o in s.officials]
    draft.add("text", f"会议{'；'.join(items)}，并进行了满意度测评。")
    draft.structure["meetings"].append(
        {
            "body": s.body,
            "body_alt": [s.short],
            "congress": s.congress,
            "session": s.session,
            "date": s.date.isoformat(),
            "end_date": s.date.replace(day=s.date.day + 1).isoformat() if s.two_days else None,
            "chair": [s.chair],
            "present_count": count,
            "agenda_count": None,
            "observers": [name for _, name in s.observers],
            "leaders": [s.chair, *s.deputies],
        }
    )


def agenda(draft: Draft, s: Setting, dice: Dice) -> None:
    """The agenda with its items."""
    draft.article(f"{s.short}{_session(s)}议程", "agenda")
    draft.add("note", f"（{s.day}{s.body}{_session(s)}通过）")
    items = [f"听取和审议{o.post}{o.name}履职情况的报告" for o in s.officials]
    items += ["听取评议意见并进行满意度测评", "审议人事任免事项"][: dice.number(1, 2)]
    chinese_markers = dice.chance(0.6)
    for i, item in enumerate(items, 1):
        marker = f"{chinese(i)}、" if chinese_markers else f"{i}."
        draft.add("text", marker + item + ("。" if i == len(items) else "；"))
    draft.structure["meetings"][-1]["agenda_count"] = len(items)


def attendance(draft: Draft, s: Setting, dice: Dice, *, wrong: bool = False) -> None:
    """Who was there and who was not; ``wrong``: with a count that the names belie."""
    draft.article(f"{s.short}{_session(s)}出（缺）席人员名单", "attendance")
    count = len(s.present) + (dice.pick((1, 2)) if wrong else 0)
    bracket = dice.pick(("（{}人）：", "（{}人）", "({}人)"))
    block = draft.add("text", "出席" + bracket.format(count))
    counted(block, f"{count}人", "人", "出席")
    if wrong:
        what = f"出席{count}人，名单{len(s.present)}人"
        block.plants.append(Plant("attendance-count", what, (0, len(block.text))))
    blank = dice.chance(0.5)
    shown = [n[0] + "　" + n[1] if blank and len(n) == 2 else n for n in s.present]
    for i in range(0, len(shown), 6):
        draft.add("names", "　　".join(shown[i : i + 6]))
    absent = draft.add("text", dice.pick(("请假", "缺席")) + bracket.format(len(s.absent)))
    counted(absent, f"{len(s.absent)}人", "人", "请假")
    draft.add("names", "　　".join(n + (f"（{why}）" if why else "") for n, why in s.absent))
    draft.structure["attendance"].append(
        {
            "present_reported": count,
            "present_names": s.present,
            "absent_reported": len(s.absent),
            "absent_names": [n for n, _ in s.absent],
            "consistent": not wrong,
        }
    )


def appointments(draft: Draft, s: Setting, dice: Dice) -> None:
    """Who was appointed, removed, or let go."""
    draft.article(f"{s.place}人民代表大会常务委员会任免名单", "appointments")
    draft.add("note", f"（{s.day}{s.body}{_session(s)}通过）")
    names = people(dice, 5, set(s.present))
    posts = (
        f"{s.place}科学技术局局长",
        f"{s.place}审计局局长",
        f"{s.place}人民法院审判员",
        f"{s.place}人民检察院检察员",
    )
    listed = dice.some(posts, 4)
    rows = [("appoint", names[0], listed[0]), ("appoint", names[1], listed[1])]
    draft.add("text", "任命：")
    for _, name, post in rows:
        draft.add("text", f"{name}为{post}；" if name == names[0] else f"{name}为{post}。")
    draft.add("text", "免去：")
    for name, post in zip(names[2:4], listed[2:], strict=True):
        rows.append(("remove", name, post))
        draft.add("text", f"{name}的{post}职务；" if name == names[2] else f"{name}的{post}职务。")
    draft.structure["appointments"] += [{"person": n, "action": a, "post": p} for a, n, p in rows]
