"""Longer clauses, where the subject is carried on past several figures or stands away from them."""

from __future__ import annotations

from tests.generator.amounts import Amount, amount, exactly, points
from tests.generator.composer import Composer
from tests.generator.frames.registry import frame
from tests.generator.numerals import digits
from tests.generator.periods import whole_year
from tests.generator.rows import Phrase


@frame("clause")
def part_share_and_growth(c: Composer) -> None:
    """The share and the growth belong to the part, not to the whole."""
    whole, part = c.dice.some(c.domain.yi, 2)
    less, more = sorted((c.money(exact=True), c.money(exact=True)), key=lambda amount: float(amount.value or 0))
    share = round(float(less.value or 0) * 1000 / float(more.value or 1))
    c.say(f"{whole}达")
    c.put(more, whole)
    c.say(f"，其中{part}")
    c.put(less, part)
    c.say("，占")
    c.put(exactly(digits(share, 1) + "%", share, -1, "%"), part, "share")
    c.say("，")
    basis = c.say("同比")
    c.say("增长")
    c.put(c.share(2, 30, exact=True), part, "change", "up", basis)


@frame("clause")
def task_then_growth(c: Composer) -> None:
    name = c.big()
    c.say(f"完成{name}")
    c.put(c.money(exact=True), name)
    c.say("，占年度计划的")
    c.put(c.share(40, 120, plain=True), f"{name}占年度计划", "share")
    c.say("，")
    basis = c.say("同比")
    c.say("增长")
    c.put(c.share(2, 30, exact=True), name, "change", "up", basis)


@frame("clause")
def two_ranks_of_one(c: Composer) -> None:
    name = c.dice.pick(("综合考核得分", "公众满意度测评", "营商环境评价"))
    c.say(f"{name}居全省")
    number = c.dice.number(2, 30)
    c.put(exactly(f"第{number}位", number, 0, "位"), name, "rank")
    c.say("、全市")
    c.put(exactly("第一", 1, 0, "位"), name, "rank")


@frame("clause")
def rank_in_brackets(c: Composer) -> None:
    name, number = c.big(), c.dice.number(2, 12)
    c.say(f"{name}增长")
    c.put(c.share(2, 30, exact=True), name, "change", "up")
    c.say("（居全市")
    c.put(exactly(f"第{number}位", number, 0, "位"), name, "rank")
    c.say("）")


@frame("clause")
def ordinal_in_the_name(c: Composer) -> None:
    name = c.dice.pick(("第一产业增加值", "第二产业增加值", "第三产业增加值"))
    c.say(name)
    c.put(c.money(exact=True), name)
    c.say(c.dice.pick("，、") + "增长")
    c.put(c.share(2, 12, exact=True), name, "change", "up")


@frame("clause")
def three_respectively(c: Composer) -> None:
    three = c.dice.some(c.domain.yi, 3)
    c.say("、".join(three) + "分别完成")
    for i, name in enumerate(three):
        c.say(("", "、", "和")[i])
        c.put(c.money(plain=True), name)
    c.say("，分别增长")
    for i, name in enumerate(three):
        c.say(("", "、", "和")[i])
        c.put(c.share(1, 30, plain=True), name, "change", "up")


@frame("clause")
def per_item_subsidy(c: Composer) -> None:
    name, number = c.dice.pick(("每亩补助", "每户奖补", "每台补贴")), c.dice.number(2, 90) * 100
    c.say(name)
    c.put(exactly(f"{number}元", number, 0, "元"), name)


@frame("clause")
def found_and_settled(c: Composer) -> None:
    found = c.dice.number(30, 300)
    done = found - c.dice.number(2, 20)
    c.say("排查问题隐患")
    c.put(exactly(f"{found}个", found, 0, "个"), "排查问题隐患")
    c.say("，已整改")
    c.put(exactly(f"{done}个", done, 0, "个"), "已整改问题隐患")
    c.say("，整改率")
    share = done * 1000 // found
    c.put(exactly(digits(share, 1) + "%", share, -1, "%"), "问题隐患整改率", "share")


@frame("clause")
def adjectives_between(c: Composer) -> None:
    """A subject, words that judge it, and only then the figure."""
    rate = c.rate()
    c.say(f"{rate.name}{c.dice.pick(('持续提升，达到', '稳步提高，达', '稳中有升，达到'))}")
    c.put(c.of(rate, exact=True), rate.name, "share")


@frame("clause")
def but_only(c: Composer) -> None:
    rate = c.rate()
    c.say(f"{rate.name}{c.dice.pick(('仅为', '只有', '不足', '刚刚达到'))}")
    if c.parts[-1].endswith("不足"):
        c.parts[-1] = c.parts[-1][:-2]
        c.at -= 2
        number = c.dice.number(rate.low, rate.high)
        c.put(Amount(f"不足{number}%", "%", "percent", str(number), "under"), rate.name, "share")
    else:
        c.put(c.of(rate, exact=True), rate.name, "share")
    c.say("，低于")
    basis = c.say("全省平均")
    c.put(points(c.dice, exact=True), rate.name, "gap", "below", basis)


@frame("clause")
def long_object(c: Composer) -> None:
    act = c.act()
    what = c.dice.pick(("群众反映强烈的", "列入省级计划的", "覆盖城乡的", "符合条件的"))
    c.say(act.verb)
    c.put(c.of(act.noun), act.name)
    c.say(what + act.noun.name)


@frame("clause")
def in_all(c: Composer) -> None:
    a, b = c.acts(2)
    c.say(f"{a.verb}{a.noun.name}")
    c.put(c.of(a.noun, exact=True), a.name)
    c.say(f"、{b.verb}{b.noun.name}")
    c.put(c.of(b.noun, exact=True), b.name)
    c.say("，累计投入工作经费")
    c.put(c.money("万"), "投入工作经费")


@frame("whole")
def last_year_this_year(c: Composer) -> None:
    name, year = c.big(), c.today.year
    c.say(name)
    c.when(whole_year("去年", year - 1))
    c.say("为")
    c.put(c.money(exact=True), name)
    c.say("，")
    c.when(whole_year("今年", year))
    c.say("达到")
    c.put(c.money(exact=True), name)


@frame("whole")
def by_the_end_of_month(c: Composer) -> None:
    act = c.act()
    month = min(12, c.today.month + c.dice.number(0, 3))
    last = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)
    c.status = "target"
    c.say("确保")
    c.when(Phrase(f"{month}月底前", None, f"{c.today.year}-{month:02}-{last}"))
    c.say(act.verb + act.noun.name)
    c.put(c.of(act.noun, exact=True), act.name)


@frame("whole")
def until_now(c: Composer) -> None:
    act = c.act()
    c.when(Phrase(c.dice.pick(("截至目前", "到目前为止"))))
    c.say("，已" + act.verb + act.noun.name)
    c.put(c.of(act.noun), act.name)
    c.say("，完成投资")
    c.put(amount(c.dice, "亿元", 2, 30, exact=True), act.noun.name + "投资")


@frame("whole")
def compared_by_phrase(c: Composer) -> None:
    """A year that is only compared with does not govern."""
    rate, year = c.rate(), c.today.year
    c.when(whole_year(f"{year - 1}年", year - 1))
    c.say(f"，{rate.name}较")
    basis = c.say(f"{year - c.dice.number(2, 5)}年")
    c.say(c.dice.pick(("提高", "提升")))
    c.put(points(c.dice, exact=True), rate.name, "change", "up", basis)
    act = c.act()
    c.say(f"，{act.verb}{act.noun.name}")
    c.put(c.of(act.noun), act.name)
