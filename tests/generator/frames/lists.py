"""Lists: parallel amounts, wholes and their parts, lists that answer each other."""

from __future__ import annotations

from tests.generator.amounts import amount, exactly, split_unit
from tests.generator.composer import Composer
from tests.generator.frames.registry import frame
from tests.generator.numerals import digits
from tests.generator.periods import own_year, past, whole_year
from tests.generator.rows import Phrase


@frame("clause")
def one_verb_two_nouns(c: Composer) -> None:
    act = c.act()
    a, b = c.dice.some(("中心城区", "工业园区", "乡镇", "重点村"), 2)
    c.say(act.verb + a + act.noun.name)
    c.put(c.of(act.noun, exact=True), act.verb + a + act.noun.name)
    c.say("、" + b + act.noun.name)
    c.put(c.of(act.noun, exact=True), act.verb + b + act.noun.name)


@frame("clause")
def three_acts(c: Composer) -> None:
    for i, act in enumerate(c.acts(3)):
        c.say(("，" if i else "") + act.verb + act.noun.name)
        c.put(c.of(act.noun), act.name)


@frame("clause")
def households_and_people(c: Composer) -> None:
    name = c.dice.pick(("在保低保对象", "识别监测对象", "转移受灾群众", "脱贫人口"))
    households = c.dice.number(300, 4000)
    people = households * 3 + c.dice.number(0, 300)
    c.say(name)
    c.put(exactly(f"{households}户", households, 0, "户"), name)
    c.say(c.dice.pick(("", "、")))
    c.put(exactly(f"{people}人", people, 0, "人"), name)


@frame("clause")
def whole_and_parts(c: Composer) -> None:
    split = c.dice.pick(c.domain.splits)
    multiplier, unit = split_unit(split.unit)
    zeros = 4 if multiplier else 0
    one, two = c.dice.number(5, 900), c.dice.number(5, 900)
    c.say(split.verb + split.noun)
    c.put(exactly(f"{one + two}{split.unit}", one + two, zeros, unit), split.verb + split.noun)
    c.say("，其中")
    for i, (part, number) in enumerate(zip(c.dice.some(split.parts, 2), (one, two), strict=True)):
        c.say(("、" if i else "") + part + split.noun)
        c.put(exactly(f"{number}{split.unit}", number, zeros, unit), split.verb + part + split.noun)


def _bracketed(c: Composer, verb: str, noun: str, unit: str, role: str, direction: str | None) -> None:
    areas = c.dice.some(("城区", "园区", "集镇", "农村"), 2)
    one, two = c.dice.number(5, 400), c.dice.number(5, 400)
    zeros, bare = (4, unit[1:]) if unit[0] == "万" else (0, unit)
    c.say(verb + noun)
    name = noun if role == "change" else verb + noun
    c.put(exactly(f"{one + two}{unit}", one + two, zeros, bare), name, role, direction)
    c.say("（其中" + areas[0])
    c.put(exactly(f"{one}{unit}", one, zeros, bare), areas[0] + noun, role, direction)
    c.say("、" + areas[1])
    c.put(exactly(f"{two}{unit}", two, zeros, bare), areas[1] + noun, role, direction)
    c.say("）")


@frame("clause")
def parts_in_brackets(c: Composer) -> None:
    act = c.act()
    _bracketed(c, act.verb, act.noun.name, act.noun.unit, "level", None)


@frame("clause")
def added_parts_in_brackets(c: Composer) -> None:
    gain = c.dice.pick(c.domain.gains)
    _bracketed(c, "新增", gain.name, gain.unit, "change", "up")


@frame("clause")
def respectively(c: Composer) -> None:
    a, b = c.dice.some(c.domain.yi, 2)
    c.say(f"{a}、{b}分别" + c.dice.pick(("达到", "达", "为", "完成")))
    c.put(c.money(plain=True), a)
    c.say(c.dice.pick("、和"))
    c.put(c.money(plain=True), b)


@frame("clause")
def respectively_grown(c: Composer) -> None:
    a, b = c.dice.some(c.domain.yi, 2)
    year_on_year = c.dice.chance(0.6)
    c.say(c.dice.pick(("{}、{}", "{}和{}")).format(a, b))
    basis = None
    if year_on_year:
        basis = c.say("同比")
    down = c.dice.chance(0.25)
    c.say("分别" + ("下降" if down else "增长"))
    c.put(c.share(1, 40, plain=True), a, "change", "down" if down else "up", basis)
    c.say(c.dice.pick("、和"))
    c.put(c.share(1, 40, plain=True), b, "change", "down" if down else "up", basis)


@frame("clause")
def shared_tail(c: Composer) -> None:
    tail, unit = c.dice.pick((("居民人均可支配收入", "元"), ("居民消费支出", "元"), ("学校在校生", "人")))
    names = ("城镇" + tail, "农村" + tail)
    c.say("城镇、农村" + tail + "分别达到")
    values = [c.dice.number(9000, 60000) for _ in names]
    c.put(exactly(f"{values[0]}{unit}", values[0], 0, unit), names[0])
    c.say("、")
    c.put(exactly(f"{values[1]}{unit}", values[1], 0, unit), names[1])
    if c.dice.chance(0.6):
        c.say("，分别增长" if c.dice.chance(0.6) else "，增长")
        for i, name in enumerate(names):
            c.say("、" if i else "")
            c.put(c.share(2, 12, plain=True), name, "change", "up")


@frame("clause")
def opposite_ways(c: Composer) -> None:
    a, b = c.dice.some(c.domain.losses, 2)
    c.say(f"{a.name}、{b.name}")
    basis = c.say("同比")
    c.say("分别下降")
    c.put(c.share(2, 30, plain=True), a.name, "change", "down", basis)
    c.say("和上升")
    c.put(c.share(2, 30, plain=True), b.name, "change", "up", basis)


@frame("clause")
def joined_rates(c: Composer) -> None:
    a, b = c.dice.some(("办结率", "满意率", "走访率", "回复率"), 2)
    what = c.dice.pick(("代表建议", "政协提案", "群众来信"))
    number = c.dice.number(5, 90)
    c.say(c.dice.pick(("办理", "承办")) + what)
    c.put(exactly(f"{number}件", number, 0, "件"), "办理" + what)
    c.say(f"，{a}、{b}" + c.dice.pick(("均达", "均为", "都达到")))
    c.put(c.share(90, 100, plain=True), f"{what}{a}、{b}", "share")


@frame("clause")
def with_its_rate(c: Composer) -> None:
    number = c.dice.number(8, 180)
    c.say("办理信访事项")
    c.put(exactly(f"{number}件", number, 0, "件"), "办理信访事项")
    c.say("，办结率" + c.dice.pick(("达", "", "为")))
    c.put(c.share(85, 100, exact=True), "信访事项办结率", "share")


@frame("clause")
def medals(c: Composer) -> None:
    c.say("选手夺得金牌")
    c.put(amount(c.dice, "枚", 2, 30, exact=True), "夺得金牌")
    c.say("、银牌")
    c.put(amount(c.dice, "枚", 2, 30, exact=True), "夺得银牌")
    c.say("、铜牌")
    c.put(amount(c.dice, "枚", 2, 30, exact=True), "夺得铜牌")


@frame("whole")
def each_its_year(c: Composer) -> None:
    """The periods are what is listed: every figure has its own."""
    year = c.today.year
    name = c.small()
    text, years = c.dice.pick((("去今两年", (year - 1, year)), (f"{year - 2}年、{year - 1}年", (year - 2, year - 1))))
    c.phrase_at = c.say(text)
    c.phrase = Phrase(text)
    c.say("，分别" + c.dice.pick(("安排", "拨付", "发放", "争取")) + name)
    for i, own in enumerate(years):
        c.say("、" if i else "")
        c.put(c.money("万", plain=True), name, phrase=whole_year(text, own))


@frame("whole")
def each_clause_its_year(c: Composer) -> None:
    """Two years in one sentence, each before what it governs."""
    name, year = c.big(), c.today.year
    for i, own in enumerate((year - 2, year - 1)):
        c.say("，" if i else "")
        c.when(whole_year(f"{own}年", own))
        c.say(("" if i else c.dice.pick((f"全{c.area}", ""))) + name)
        c.put(c.money(), name)


@frame("whole")
def growth_of_each_half(c: Composer) -> None:
    c.when(past(c.dice, c.today))
    a, b = c.dice.some(c.domain.yi, 2)
    c.say(f"，{a}")
    c.put(c.money(), a)
    c.say("，增长")
    c.put(c.share(1, 30), a, "change", "up")
    c.say(f"；{b}")
    c.put(c.money(), b)
    c.say("，下降")
    c.put(c.share(1, 30), b, "change", "down")


@frame("whole")
def per_month_standard(c: Composer) -> None:
    c.when(own_year(c.dice, c.today))
    name = c.dice.pick(("城乡低保标准", "特困供养标准", "养老补贴标准"))
    low = c.dice.number(100, 800)
    c.say(f"，{name}由每人每月")
    c.put(exactly(f"{low}元", low, 0, "元"), name)
    c.say("提高到")
    high = low + c.dice.number(10, 200)
    c.put(exactly(f"{high}元", high, 0, "元"), name)


@frame("clause")
def area_and_price(c: Composer) -> None:
    lots, area = c.dice.number(12, 200), c.dice.number(1000, 99999)
    c.say("出让土地")
    c.put(exactly(f"{lots}宗", lots, 0, "宗"), "出让土地")
    c.say("，面积")
    c.put(exactly(digits(area, 1) + "亩", area, -1, "亩"), "出让土地面积")
    c.say("，出让价款")
    c.put(c.money(exact=True), "土地出让价款")
