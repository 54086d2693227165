"""Gaps, shares and ranks: amounts that only mean something beside another."""

from __future__ import annotations

from tests.generator.amounts import Amount, amount, exactly, points
from tests.generator.composer import Composer
from tests.generator.frames.levels import place
from tests.generator.frames.registry import frame
from tests.generator.numerals import digits
from tests.generator.periods import own_year, past

_AVERAGES = ("全省平均水平", "全省平均", "全市平均", "全国平均水平", "省平均")
_RANKS = (
    ("第一", 1), ("第二", 2), ("第三", 3), ("首位", 1), ("第1位", 1), ("第2位", 2), ("第5位", 5), ("第12位", 12),
    ("第4名", 4), ("第八", 8), ("第十位", 10),
)  # fmt: skip


@frame("clause")
def rate_reached(c: Composer) -> None:
    rate = c.rate()
    c.say(place(c) + rate.name + c.dice.pick(("达", "达到", "为", "", "保持在", "稳定在")))
    c.put(c.of(rate), rate.name, "share")


@frame("clause")
def two_rates(c: Composer) -> None:
    a, b = c.dice.some(c.domain.rates, 2)
    c.say(a.name + c.dice.pick(("达", "为", "")))
    c.put(c.of(a, exact=True), a.name, "share")
    c.say(c.dice.pick("，、") + b.name)
    c.put(c.of(b, exact=True), b.name, "share")


@frame("clause")
def rate_above_average(c: Composer) -> None:
    rate = c.rate()
    above = c.dice.chance(0.7)
    c.say(rate.name)
    c.put(c.of(rate, exact=True), rate.name, "share")
    c.say("，" + ("高于" if above else "低于"))
    basis = c.say(c.dice.pick(_AVERAGES))
    c.put(points(c.dice), rate.name, "gap", "above" if above else "below", basis)


@frame("clause")
def growth_above_average(c: Composer) -> None:
    name = c.big()
    c.say(name + "增长")
    c.put(c.share(2, 30, exact=True), name, "change", "up")
    c.say("，增速高于")
    basis = c.say(c.dice.pick(_AVERAGES))
    c.put(points(c.dice), name + "增速", "gap", "above", basis)


@frame("clause")
def growth_rank(c: Composer) -> None:
    name = c.big()
    c.say(name)
    basis = c.say("同比")
    c.say("增长")
    c.put(c.share(2, 30, exact=True), name, "change", "up", basis)
    c.say("，增速居全市")
    text, number = c.dice.pick(_RANKS)
    c.put(exactly(text, number, 0, "位"), name + "增速", "rank")


@frame("clause")
def over_the_average(c: Composer) -> None:
    rate = c.rate()
    c.say(rate.name + c.dice.pick(("超过", "超", "高出")))
    basis = c.say(c.dice.pick(_AVERAGES))
    c.put(points(c.dice, exact=True), rate.name, "gap", "above", basis)


@frame("clause")
def above_the_average_by_number(c: Composer) -> None:
    level = c.dice.pick(c.domain.levels)
    above = c.dice.chance(0.6)
    c.say(level.name)
    c.put(c.of(level, exact=True), level.name)
    c.say("，" + ("高于" if above else "低于"))
    basis = c.say(c.dice.pick(_AVERAGES))
    number = c.dice.number(1, 9)
    unit = level.unit.lstrip("万亿")
    c.put(exactly(f"{number}{unit}", number, 0, unit), level.name, "gap", "above" if above else "below", basis)


@frame("clause")
def more_than_planned(c: Composer) -> None:
    act = c.act()
    c.say(act.verb + act.noun.name)
    c.put(c.of(act.noun, exact=True), act.name)
    c.say("，超额完成")
    basis = c.say(c.dice.pick(("目标任务", "年度任务", "年度计划")))
    number = c.dice.number(2, 99)
    unit = act.noun.unit
    zeros, bare = (4, unit[1:]) if unit[0] == "万" and len(unit) > 1 else (0, unit)
    c.put(exactly(f"{number}{unit}", number, zeros, bare), act.name, "gap", "above", basis)


@frame("clause")
def times_of_a_year(c: Composer) -> None:
    name, year = c.big(), c.today.year - c.dice.number(3, 7)
    number = c.dice.number(12, 58)
    c.say(name + "达到")
    c.put(c.money(exact=True), name)
    c.say("，是")
    basis = c.say(f"{year}年")
    c.say("的")
    c.put(exactly(digits(number, 1) + "倍", number, -1, "倍"), name, "gap", "above", basis)


@frame("clause")
def part_of_the_staff(c: Composer) -> None:
    all_of_them = c.dice.number(80, 900)
    part = c.dice.number(10, 70)
    name = c.dice.pick(("专业技术人员", "执法人员", "高级职称人员"))
    c.say("现有在编人员")
    c.put(exactly(f"{all_of_them}人", all_of_them, 0, "人"), "在编人员")
    c.say(f"，其中{name}")
    c.put(exactly(f"{part}名", part, 0, "名"), name)
    c.say("，占")
    share = part * 1000 // all_of_them
    c.put(exactly(digits(share, 1) + "%", share, -1, "%"), name, "share")


@frame("clause")
def weight_in_the_whole(c: Composer) -> None:
    a, b = c.dice.some(c.domain.yi, 2)
    name = f"{a}占{b}的比重"
    c.say(name + c.dice.pick(("达到", "为", "达")))
    c.put(c.share(5, 90, exact=True), name, "share")


@frame("clause")
def done_of_the_task(c: Composer) -> None:
    act = c.act()
    c.say(act.verb + act.noun.name)
    c.put(c.of(act.noun, exact=True), act.name)
    task = c.dice.pick(("年度任务", "目标任务", "年度计划", "全年任务"))
    c.say(f"，{c.dice.pick(('完成', '占'))}{task}的")
    c.put(c.share(20, 140, exact=True), f"{act.name}完成{task}", "share")


@frame("clause")
def of_the_budget(c: Composer) -> None:
    name = c.big()
    c.say(name)
    c.put(c.money(exact=True), name)
    budget = c.dice.pick(("预算", "年初预算", "调整预算"))
    c.say(f"，为{budget}的")
    c.put(c.share(60, 120, plain=True), f"{name}为{budget}", "share")


@frame("clause")
def part_in_fractions(c: Composer) -> None:
    text, value, bound = c.dice.pick(
        (("四分之三", "0.75", "exact"), ("一半以上", "0.5", "at_least"), ("五分之二", "0.4", "exact"),
         ("约四分之一", "0.25", "about"), ("近五分之四", "0.8", "nearly"), ("约3/4", "0.75", "about"))
    )  # fmt: skip
    rate = c.dice.pick(("困难职工", "存量项目", "规上企业", "入驻商户"))
    whole = c.dice.pick(("总数", "总量"))
    c.say(f"{rate}占{whole}的")
    c.put(Amount(text, "", "other", value, bound), f"{rate}占{whole}", "share")


@frame("clause")
def so_many_tenths_of_them(c: Composer) -> None:
    tenths = c.dice.number(2, 9)
    what = c.dice.pick(("受访群众", "签约企业", "镇村干部"))
    state = c.dice.pick(("表示满意", "实现达产", "参加轮训"))
    word, bound = c.dice.pick((("近", "nearly"), ("约", "about"), ("超", "over"), ("", "exact")))
    text = f"{word}{'零一二三四五六七八九'[tenths]}成"
    c.put(Amount(text, "%", "percent", str(tenths * 10), bound), state + what, "share")
    c.say(what + state)


@frame("clause")
def ranked(c: Composer) -> None:
    name = c.dice.pick(("绩效考核", "综合评价", "项目建设考核", "争资争项总额", "平安建设考评", c.rate().name))
    text, number = c.dice.pick(_RANKS)
    c.say(name + c.dice.pick(("居全市", "排名全省", "位居全市", "列全省", "排全市", "位列全省")))
    c.put(exactly(text, number, 0, "位"), name, "rank")


@frame("clause")
def ranked_after_level(c: Composer) -> None:
    name = c.big()
    c.say(name)
    c.put(c.money(exact=True), name)
    c.say("，总量" + c.dice.pick(("居全市", "排全省", "位居全市")))
    text, number = c.dice.pick(_RANKS)
    c.put(exactly(text, number, 0, "位"), name + "总量", "rank")


@frame("clause")
def among_the_first(c: Composer) -> None:
    number = c.dice.pick((3, 5, 10, 20))
    name = c.dice.pick(("综合实力", "营商环境评价", "科技创新指数"))
    c.say(name + c.dice.pick(("进入全省", "跻身全省", "排名全省")))
    c.put(Amount(f"前{number}位", "位", "rank", str(number), "at_most"), name, "rank")


@frame("clause")
def two_ranks(c: Composer) -> None:
    a, b = c.dice.some(c.domain.rates, 2)
    c.say(f"{a.name}排名全市")
    c.put(exactly("第一", 1, 0, "位"), a.name + "排名", "rank")
    c.say(f"，{b.name}排名")
    c.put(exactly("第二", 2, 0, "位"), b.name + "排名", "rank")


@frame("clause")
def score(c: Composer) -> None:
    number = c.dice.number(800, 999)
    name = c.dice.pick(("群众满意度测评得分", "年度考核综合得分", "营商环境评价得分"))
    c.say(name + c.dice.pick(("", "达", "为")))
    c.put(exactly(digits(number, 1) + "分", number, -1, "分"), name)


@frame("whole")
def year_in_front_of_rate(c: Composer) -> None:
    c.when(own_year(c.dice, c.today))
    rate = c.rate()
    c.say(rate.name)
    c.put(c.of(rate), rate.name, "share")
    c.say("，比全省平均水平" + c.dice.pick(("高", "低")))
    above = c.parts[-1].endswith("高")
    start = c.at - 1 - len("全省平均水平")
    number = c.dice.number(1, 90)
    quantity = exactly(digits(number, 1) + "个百分点", number, -1, "百分点")
    c.put(quantity, rate.name, "gap", "above" if above else "below", (start, c.at - 1))


@frame("whole")
def reasons_then_figures(c: Composer) -> None:
    """Words without figures between the period and what it governs."""
    c.when(past(c.dice, c.today))
    c.say("，" + c.dice.pick(("在县委的坚强领导下", "面对复杂严峻的形势", "坚持问题导向", "聚焦重点难点")))
    c.say("，" + c.dice.pick(("健全工作机制", "压实各方责任", "强化督促检查")) + "，")
    act = c.act()
    c.say(act.verb + act.noun.name)
    c.put(c.of(act.noun), act.name)
    rate = c.rate()
    c.say("，" + rate.name)
    c.put(c.of(rate, exact=True), rate.name, "share")


@frame("clause")
def visitors(c: Composer) -> None:
    c.say(c.dice.pick(("接待游客", "接待来访群众")))
    name = c.parts[-1]
    c.put(amount(c.dice, "万人次", 2, 900), name)
