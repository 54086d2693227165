"""Amounts as such: so much of this was done, built, paid or is there."""

from __future__ import annotations

from tests.generator.amounts import Amount, amount, exactly
from tests.generator.composer import Composer
from tests.generator.frames.registry import frame
from tests.generator.numerals import digits
from tests.generator.periods import past, point, stock, whole_year
from tests.generator.rows import Phrase

_PLACES = ("全{}", "我{}", "", "", "全{}", "")


def place(c: Composer) -> str:
    return c.dice.pick(_PLACES).format(c.area)


@frame("clause")
def money_bare(c: Composer) -> None:
    name = c.big()
    c.say(place(c) + name)
    c.put(c.money(), name)


@frame("clause")
def money_completed(c: Composer) -> None:
    name = c.big()
    c.say(place(c) + c.dice.pick(("完成", "实现", "共完成", "累计实现")) + name)
    c.put(c.money(), name)


@frame("clause")
def money_reached(c: Composer) -> None:
    name = c.big()
    c.say(place(c) + name + c.dice.pick(("达到", "达", "为", "完成", "累计达", "仅为")))
    c.put(c.money(exact=True), name)


@frame("clause")
def money_broke_through(c: Composer) -> None:
    name = c.big()
    c.say(name)
    whole = c.dice.number(2, 90) * 10
    word = c.dice.pick(("突破", "超过"))
    c.put(Amount(f"{word}{whole}亿元", "元", "money", f"{whole}00000000", "over"), name)


@frame("clause")
def money_paid(c: Composer) -> None:
    verb, noun = c.dice.pick(("发放", "收缴", "兑现", "争取", "拨付", "筹集")), c.small()
    c.say(c.dice.pick(("", "共", "累计")) + verb + noun)
    c.put(c.money("万"), verb + noun)


@frame("clause")
def money_without_yuan(c: Composer) -> None:
    name = c.dice.pick(("项目总投资", "工程投资", "合同引资额"))
    c.say(name + c.dice.pick(("达", "达到")))
    number = c.dice.number(105, 990)
    c.put(exactly(digits(number, 2) + "亿", number, 6, "元"), name)


@frame("clause")
def act_done(c: Composer) -> None:
    act = c.act()
    c.say(c.dice.pick(("", "", "共", "累计", "先后", "已")) + act.verb + act.noun.name)
    c.put(c.of(act.noun), act.name)


@frame("clause")
def act_with_amount_first(c: Composer) -> None:
    act = c.act()
    c.say(c.dice.pick(("", "", "共", "累计", "先后")) + act.verb)
    c.put(c.of(act.noun), act.name)
    c.say(act.noun.name)


@frame("clause")
def act_by_somebody(c: Composer) -> None:
    act = c.act()
    c.say(c.dice.pick(("我局", "全局", "各乡镇", "相关部门", f"全{c.area}")) + act.verb + act.noun.name)
    c.put(c.of(act.noun), act.name)


@frame("clause")
def only_so_many(c: Composer) -> None:
    act = c.act()
    c.say(act.verb + act.noun.name + c.dice.pick(("仅", "只有", "仅有", "达", "达到")))
    c.put(c.of(act.noun, exact=True), act.name)


@frame("clause")
def invested_to_do(c: Composer) -> None:
    act = c.act()
    c.say("投资")
    c.put(c.money("亿" if c.dice.chance(0.5) else "万"), act.verb + act.noun.name + "投资")
    c.say(act.verb + act.noun.name)
    c.put(c.of(act.noun), act.name)


@frame("clause")
def invested_and_done(c: Composer) -> None:
    act = c.act()
    c.say(act.verb + act.noun.name)
    c.put(c.of(act.noun, exact=True), act.name)
    c.say("、完成投资")
    c.put(c.money("万"), act.noun.name + "投资")


@frame("clause")
def served_people(c: Composer) -> None:
    act = c.act()
    who, unit = c.dice.pick((("群众", "人次"), ("居民", "户"), ("学生", ""), ("农户", "户"), ("企业", "家")))
    c.say(act.verb + act.noun.name)
    c.put(c.of(act.noun, exact=True), act.name)
    c.say("，惠及" + who)
    c.put(amount(c.dice, "万" + unit, 2, 60, exact=not unit), act.noun.name + "惠及" + who)


@frame("clause")
def helped_with_money(c: Composer) -> None:
    who = c.dice.pick(("农民工", "困难群众", "退役军人", "残疾人"))
    c.say("为")
    c.put(amount(c.dice, "名", 60, 3000), "追讨工资" + who)
    c.say(who + "追讨工资")
    c.put(c.money("万"), "追讨工资")


@frame("clause")
def per_head(c: Composer) -> None:
    noun = c.dice.pick(c.domain.gains)
    head = c.dice.pick(("每万人", "每千名群众", "每个乡镇"))
    c.say(f"{head}拥有{noun.name}")
    unit = noun.unit.lstrip("万亿")
    number = c.dice.number(11, 99)
    c.put(exactly(digits(number, 1) + unit, number, -1, unit), f"{head}拥有{noun.name}")


@frame("clause")
def level_reached(c: Composer) -> None:
    level = c.dice.pick(c.domain.levels)
    c.say(place(c) + level.name + c.dice.pick(("达到", "达", "为", "")))
    c.put(c.of(level, exact=True), level.name)


@frame("clause")
def survey(c: Composer) -> None:
    c.say("走访企业")
    c.put(amount(c.dice, "家", 5, 90), "走访企业")
    c.say("，召开座谈会")
    c.put(amount(c.dice, "场", 2, 30), "召开座谈会")
    sent = c.dice.number(60, 400)
    c.say("，发放问卷")
    c.put(exactly(f"{sent}份", sent, 0, "份"), "发放问卷")
    c.say("，收回")
    c.put(exactly(f"{sent - 3}份", sent - 3, 0, "份"), "收回问卷")


@frame("clause")
def shortage(c: Composer) -> None:
    noun = c.dice.pick(c.domain.gains)
    c.say(noun.name + "缺口")
    c.put(c.of(noun), noun.name + "缺口")


@frame("clause")
def fixed_name_with_new(c: Composer) -> None:
    name, unit = c.dice.pick((("城镇新增就业", "人"), ("新增减税降费", "亿元")))
    c.say(place(c) + name)
    c.put(c.money(exact=True) if unit == "亿元" else amount(c.dice, "人", 2000, 60000, exact=True), name)


@frame("whole")
def two_periods(c: Composer) -> None:
    """The first stands for its clauses until the second takes over."""
    name, year = c.big(), c.today.year
    c.when(past(c.dice, c.today))
    c.say(c.dice.pick(("，", "")) + "完成" + name)
    c.put(c.money(), name)
    c.say("；")
    since, half = Phrase("今年以来", f"{year}-01-01"), whole_year("今年", year)
    c.when(since if c.dice.chance(0.5) else half)
    act = c.act()
    c.say("，" + act.verb + act.noun.name)
    c.put(c.of(act.noun), act.name)


@frame("whole")
def balance_at_the_end(c: Composer) -> None:
    c.when(stock(c.dice, c.today))
    name = c.dice.pick(("各项贷款余额", "政府债务余额", "存款余额", "在册登记户数"))
    c.say("，" + place(c) + name)
    c.put(amount(c.dice, "户", 300, 9000, exact=True) if name.endswith("户数") else c.money(exact=True), name)


@frame("whole")
def on_a_day(c: Composer) -> None:
    act = c.act()
    c.when(point(c.dice, c.today))
    c.say("，集中" + act.verb + act.noun.name)
    c.put(c.of(act.noun, exact=True), "集中" + act.verb + act.noun.name)


@frame("whole")
def period_in_the_middle(c: Composer) -> None:
    """Whose it is comes first, then when, then what."""
    act = c.act()
    c.say(c.dice.pick(("我局", "开发区", "全系统", "城关镇")))
    c.when(past(c.dice, c.today))
    c.say("共" + act.verb + act.noun.name)
    c.put(c.of(act.noun), act.name)
