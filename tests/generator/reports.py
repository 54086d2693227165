"""The long parts of a bulletin: duty reports, opinions on them, a work report and a budget report with its table."""

from __future__ import annotations

from typing import Any

from tests.generator.amounts import Amount, exactly
from tests.generator.blocks import Block, Draft, Plant
from tests.generator.composer import Composer
from tests.generator.contradictions import SENTENCES, plant_sentence
from tests.generator.dice import Dice
from tests.generator.numerals import chinese, digits
from tests.generator.people import Official, Setting
from tests.generator.periods import whole_year
from tests.generator.rows import Phrase, Row
from tests.generator.sentences import compose

__all__ = ["Reporter"]

_TROUBLES = [
    "体制机制不够健全", "基层力量比较薄弱", "资金保障压力较大", "创新意识有待增强", "部门协同不够顺畅",
    "群众参与程度不高",
]  # fmt: skip
_ADVICE = ["加强理论学习", "强化统筹协调", "完善长效机制", "加大宣传力度", "提升队伍素质", "严格监督问责"]
_BUDGET_LINES = ["税收收入", "非税收入", "教育支出", "农林水支出", "卫生健康支出", "城乡社区支出", "科学技术支出"]
_ADDRESS = "主任、各位副主任、各位委员："


class Reporter:
    """Writes the long articles of one bulletin in one habit of headings and lists."""

    def __init__(self, draft: Draft, s: Setting, dice: Dice, plants: set[str]) -> None:
        self.draft, self.s, self.dice, self.plants = draft, s, dice, plants
        self.run_in, self.inline = dice.chance(0.6), dice.chance(0.3)
        self.told: dict[str, Block] = {}
        self.names: dict[str, set[str]] = {}

    def _composer(self, official: Official) -> Composer:
        return Composer(self.dice, self.s.date, official.domain, self.s.area)

    def _paragraph(self, c: Composer, count: int, *, plans: bool = False, lead: str = "") -> Block:
        if lead:
            c.say(lead)
        for _ in range(count):
            compose(c, plans=plans)
        return self.draft.add("text", c.text, c.rows)

    def _part(self, number: int, title: str) -> None:
        self.draft.add("h1", f"{chinese(number)}、{title}")

    def _achievements(self, official: Official, sections: int) -> None:
        titles = self.dice.some(official.domain.works, min(sections, len(official.domain.works)))
        skipped = self._plant("section-order") and len(titles) > 1
        for i in range(sections):
            work = titles[i] if i < len(titles) else "综合工作"
            number = i + 1 + (1 if skipped and i == sections - 1 else 0)
            head = f"（{chinese(number)}）{work}{self.dice.pick(('扎实推进', '成效明显', '稳中有进', '取得突破'))}。"
            c = self._composer(official)
            if self.run_in:
                block = self._paragraph(c, self.dice.number(4, 8), lead=f"**{head}**")
            else:
                self.draft.add("h2", head.removesuffix("。"))
                block = self._paragraph(c, self.dice.number(4, 8))
            if number != i + 1:
                where = block if self.run_in else self.draft.blocks[-2]
                what = f"（{chinese(i)}）之后是（{chinese(number)}）"
                where.plants.append(Plant("section-order", what, (0, len(where.text))))
            self._missing_unit(block)
            for code in SENTENCES:
                if self._plant(code):
                    plant_sentence(code, block, self.dice)
            self.told.setdefault(official.name, block)
            self.names.setdefault(official.name, set()).update(row.name for row in block.rows)

    def _plant(self, code: str) -> bool:
        if code in self.plants:
            self.plants.discard(code)
            return True
        return False

    def _missing_unit(self, block: Block) -> None:
        if self._plant("missing-unit"):
            number = self.dice.number(1000, 9000)
            start = len(block.text) + len("累计发放帮扶物资")
            quantity = Amount(str(number), "", "count", str(number))
            args = ("发放帮扶物资", "level", None, None, None, (0, 0), "actual", True, "bulletin/missing-unit")
            block.text += f"累计发放帮扶物资{number}。"
            end = start + len(quantity.text)
            block.rows.append(Row(start, end, quantity, *args))
            block.plants.append(Plant("missing-unit", f"{number}没有单位", (start, end)))

    def _items(self, words: list[str], tail: str, count: int) -> None:
        """So many problems or suggestions, each a paragraph or all in one."""
        chosen = self.dice.some(words, count)
        if self.inline:
            ordinals = [f"{chinese(i)}是" for i in range(1, count + 1)]
            parts = [f"{o}{word}，{tail}" for o, word in zip(ordinals, chosen, strict=True)]
            self.draft.add("text", "；".join(parts) + "。")
            return
        for i, word in enumerate(chosen, 1):
            self.draft.add("text", f"（{chinese(i)}）{word}。{tail}。")

    def duty_report(self, official: Official, sections: int) -> None:
        """What an official says of the own work."""
        draft, dice, s = self.draft, self.dice, self.s
        title = dice.pick(("履职情况报告", "关于履行职责情况的报告", "述职报告"))
        draft.article(title, "duty_report", official.name, official.post)
        draft.add("byline", f"{official.post}　{official.name}")
        draft.add("text", _ADDRESS)
        year, month = s.date.year - dice.number(1, 2), dice.number(1, 12)
        day, since = dice.number(1, 28), f"{year}-{month:02}"
        if dice.chance(0.5):
            intro = f"我于{year}年{month}月任{official.post}。任职以来，我认真履行职责。现报告如下，请予评议。"
        else:
            since = f"{since}-{day:02}"
            intro = f"{year}年{month}月{day}日，我被任命为{official.post}。现将履职情况报告如下，请予评议。"
        draft.add("text", intro)
        self._part(1, dice.pick(("履行职责情况", "主要工作", "履职情况")))
        self._achievements(official, sections)
        self._part(2, dice.pick(("存在的主要问题", "存在的问题", "存在的不足")))
        problems = dice.number(2, 4)
        self._items(_TROUBLES, "与群众期盼还有差距", problems)
        self._part(3, dice.pick(("下步打算", "今后努力方向", "整改措施")))
        plans = dice.number(2, 4)
        for i in range(1, plans + 1):
            head = f"（{chinese(i)}）{dice.pick(_ADVICE)}。"
            self._paragraph(self._composer(official), dice.number(1, 3), plans=True, lead=head)
        draft.structure["duty_reports"].append(
            {
                "person": official.name,
                "post": official.post,
                "since": since,
                "problems_count": problems,
                "plans_count": plans,
            }
        )

    def opinion(self, official: Official, group: int) -> None:
        """What the committee's group thinks of it."""
        draft, dice, s = self.draft, self.dice, self.s
        form = dice.pick(("关于对{}{}同志履职情况的评议意见", "关于对{}{}同志的履职情况评价意见书"))
        name = official.name
        misspelt = self._plant("name-mismatch")
        shown = name[:-1] + ("森" if name[-1] != "森" else "淼") if misspelt else name
        draft.article(form.format(official.post, shown), "evaluation_opinion", name, official.post)
        if misspelt:
            title = draft.blocks[-1]
            draft.structure["articles"][-1]["person"] = shown
            at = title.text.index(shown)
            title.plants.append(Plant("name-mismatch", f"{name}、{shown}", (at, at + len(shown))))
        lead = dice.pick(s.deputies)
        group_name = f"第{'一二三四五'[group % 5]}调查组"
        draft.add("byline", f"{s.area}人大常委会{group_name}")
        who = f"{s.area}人大常委会副主任{lead}带领{group_name}"
        draft.add("text", f"按照年度评议安排，{who}，对{official.post}{name}履职情况进行了调查。")
        rate = self._ballots(official)
        self._part(1, dice.pick(("总体评价", "基本评价", "履职成效")))
        self._praise(official)
        self._part(2, "存在的问题")
        problems = dice.number(2, 4)
        self._items(_TROUBLES, "需要引起重视", problems)
        self._part(3, dice.pick(("意见建议", "工作建议")))
        suggestions = dice.number(2, 4)
        self._items(_ADVICE, "不断提高履职能力", suggestions)
        draft.structure["evaluation_opinions"].append(
            {
                "person": name if not misspelt else shown,
                "post": official.post,
                "lead": lead,
                "group": group_name,
                "satisfaction_percent": rate,
                "truthfulness_percent": None,
                "verdict": "满意",
                "problems_count": problems,
                "suggestions_count": suggestions,
            }
        )

    def _ballots(self, official: Official) -> str:
        c = self._composer(official)
        c.frame = "bulletin/ballots"
        sent = self.dice.number(24, 60)
        fair = self.dice.number(1, 4)
        full = sent - fair
        c.say("现场发放测评表")
        c.put(exactly(f"{sent}份", sent, 0, "份"), "发放测评表")
        c.say("，收回")
        c.put(exactly(f"{sent}份", sent, 0, "份"), "收回测评表")
        c.say("，其中满意")
        c.put(exactly(f"{full}票", full, 0, "票"), "满意票")
        c.say("，基本满意")
        c.put(exactly(f"{fair}票", fair, 0, "票"), "基本满意票")
        c.say("，满意率为")
        share = round(full * 10000 / sent)
        quantity = exactly(digits(share, 2) + "%", share, -2, "%")
        c.put(quantity, "满意率", "share")
        c.say("，测评结果为满意。")
        self.draft.add("text", c.text, c.rows)
        return quantity.value or ""

    def _praise(self, official: Official) -> None:
        """A sentence of the report again, maybe with a figure that is not the same."""
        c = self._composer(official)
        c.frame = "bulletin/repeated"
        source = self.told.get(official.name)
        c.say(f"{official.name}同志政治坚定、作风扎实。")
        act = c.act()
        number = self.dice.number(100, 900)
        differs = self._plant("figure-mismatch") and source is not None
        if source is not None:
            zeros = 4 if act.noun.unit[0] == "万" else 0
            unit = act.noun.unit[1:] if zeros else act.noun.unit
            quantity = exactly(f"{number}{act.noun.unit}", number, zeros, unit)
            at = len(source.text)
            source.text += f"任职以来，{act.verb}{act.noun.name}{quantity.text}。"
            start = at + len(f"任职以来，{act.verb}{act.noun.name}")
            phrase = Phrase("任职以来")
            args = (act.name, "level", None, None, phrase, (at, at + 4), "actual", False, "bulletin/repeated")
            source.rows.append(Row(start, start + len(quantity.text), quantity, *args))
            shown = number + self.dice.number(3, 60) if differs else number
            c.when(phrase)
            c.say(f"，{act.verb}{act.noun.name}")
            c.put(exactly(f"{shown}{act.noun.unit}", shown, zeros, unit), act.name)
            c.stop()
        self._something_else(c, self.names.get(official.name, set()) | {act.name})
        block = self.draft.add("text", c.text, c.rows)
        if differs and source is not None:
            at_row = (block.rows[0].start, block.rows[0].end)
            what = f"{act.name}：{source.rows[-1].amount.text}、{block.rows[0].amount.text}"
            block.plants.append(Plant("figure-mismatch", what, at_row))

    def _something_else(self, c: Composer, told: set[str]) -> None:
        """A sentence on what the report does not tell: else the opinion would contradict it by accident."""
        parts, rows, at = list(c.parts), list(c.rows), c.at
        for _ in range(8):
            compose(c)
            if not told & {row.name for row in c.rows[len(rows) :]}:
                return
            c.parts, c.rows, c.at = list(parts), list(rows), at

    def work_report(self, official: Official, sections: int) -> None:
        """A report on one field of work."""
        title = f"关于全{self.s.area}{official.domain.works[-1]}工作情况的报告"
        self.draft.article(title, "work_report", official.name, official.post)
        self.draft.add("byline", f"{official.post}　{official.name}")
        self.draft.add("text", _ADDRESS)
        self.draft.add("text", f"受{self.s.area}人民政府委托，现将有关工作情况报告如下，请予审议。")
        self._part(1, "主要工作情况")
        self._achievements(official, sections)
        self._part(2, "下一步工作安排")
        self._paragraph(self._composer(official), self.dice.number(2, 4), plans=True)

    def budget_report(self, official: Official) -> None:
        """The budget, with a table of the two last years."""
        s, year = self.s, self.s.date.year - 1
        title = f"关于{s.place}{year}年预算执行情况的报告"
        self.draft.article(title, "budget_report", official.name, official.post)
        self.draft.add("byline", f"{official.post}　{official.name}")
        self.draft.add("text", _ADDRESS)
        self._part(1, "预算执行情况")
        self._paragraph(self._composer(official), self.dice.number(3, 6))
        self.draft.add("text", "单位：万元")
        self.draft.blocks.append(budget_table(self.dice, year))
        self._part(2, "下一步工作措施")
        self._paragraph(self._composer(official), self.dice.number(2, 4), plans=True)


def budget_table(dice: Dice, year: int) -> Block:
    """Amounts of two years and the growth, a row each."""
    names = dice.some(_BUDGET_LINES, 4)
    head = f"| 项目 | {year - 1}年 | {year}年 | {year}年比上年增长% |\n|---|---:|---:|---:|\n"
    basis_at = (head.index("上年"), head.index("上年") + 2)
    columns = (head.index(f"{year - 1}年"), head.index(f"{year}年"), head.index(f"{year}年比"))
    text, rows = head, []
    for name in names:
        text += f"| {name} |"
        first = dice.number(2000, 90000)
        growth: int = dice.number(-150, 300)
        second = first * (1000 + growth) // 1000
        share = str(abs(growth) // 10) + "." + str(abs(growth) % 10)
        cells: list[Any] = [
            (exactly(str(first), first, 4, "元"), "level", None, year - 1),
            (exactly(f"{second:,}", second, 4, "元"), "level", None, year),
        ]
        if growth:
            sign = "-" if growth < 0 else ""
            quantity = Amount(sign + share, "%", "percent", exactly(share, abs(growth), -1, "%").value)
            cells.append((quantity, "change", "down" if growth < 0 else "up", year))
        for (quantity, role, direction, own), at in zip(cells, columns, strict=False):
            start = len(text) + 1
            text += f" {quantity.text} |"
            basis = basis_at if role == "change" else None
            args = (name, role, direction, basis, whole_year(f"{own}年", own), (at, at + 5), "actual", False)
            rows.append(Row(start, start + len(quantity.text), quantity, *args, f"table/{role}"))
        text += " — |\n" if not growth else "\n"
    return Block("table", text.rstrip("\n"), rows)
