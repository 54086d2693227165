"""Growth and decline: in percent, in points, in so many, from here to there."""

from __future__ import annotations

from tests.generator.amounts import Amount, amount, exactly, points
from tests.generator.composer import Composer
from tests.generator.frames.registry import frame
from tests.generator.numerals import digits
from tests.generator.periods import whole_year
from tests.generator.rows import Mark, Phrase

_UP = ("增长", "增长", "提高", "上升", "增加")
_DOWN = ("下降", "减少", "降低")


def _size(quantity: Amount) -> float:
    return float(quantity.value or 0)


def against(c: Composer) -> Mark:
    """Writes what it is compared with, and says where."""
    year = c.today.year - c.dice.number(1, 3)
    roll = c.dice.roll()
    if roll < 0.45:
        return c.say("同比")
    if roll < 0.55:
        return c.say("环比")
    if roll < 0.8:
        c.say(c.dice.pick("比较"))
        return c.say(c.dice.pick(("上年", f"{year}年", "上年同期", f"{year}年同期", "去年同期", "“十三五”末")))
    c.say("与")
    mark = c.say(f"{year}年同期")
    c.say(c.dice.pick(("相比", "同比")))
    return mark


@frame("clause")
def level_and_growth(c: Composer) -> None:
    name = c.big()
    c.say(name)
    c.put(c.money(exact=True), name)
    c.say("，")
    basis = against(c)
    c.say("增长")
    c.put(c.share(1, 60), name, "change", "up", basis)


@frame("clause")
def level_and_decline(c: Composer) -> None:
    name = c.big()
    c.say("完成" + name)
    c.put(c.money(exact=True), name)
    c.say("，")
    basis = against(c)
    c.say(c.dice.pick(_DOWN))
    c.put(c.share(1, 40), name, "change", "down", basis)


@frame("clause")
def growth_without_basis(c: Composer) -> None:
    name = c.big()
    c.say("实现" + name)
    c.put(c.money(exact=True), name)
    c.say(c.dice.pick(("，增长", "、增长", "，增幅")))
    c.put(c.share(1, 40, exact=True), name, "change", "up")


@frame("clause")
def growth_only(c: Composer) -> None:
    name = c.big()
    c.say(name)
    basis = against(c)
    c.say(c.dice.pick(_UP))
    c.put(c.share(1, 60), name, "change", "up", basis)


@frame("clause")
def growth_after_act(c: Composer) -> None:
    act = c.act()
    c.say(act.verb + act.noun.name)
    c.put(c.of(act.noun, exact=True), act.name)
    c.say("，")
    basis = c.say("同比")
    c.say("增长")
    c.put(c.share(1, 60), act.name, "change", "up", basis)


@frame("clause")
def rate_and_points(c: Composer) -> None:
    rate = c.rate()
    c.say(rate.name + c.dice.pick(("达", "达到", "为", "")))
    c.put(c.of(rate, exact=True), rate.name, "share")
    c.say("，")
    basis = against(c)
    up = c.dice.chance(0.75)
    c.say(c.dice.pick(("提高", "上升", "提升") if up else ("下降", "回落")))
    c.put(points(c.dice), rate.name, "change", "up" if up else "down", basis)


@frame("clause")
def fewer_of_them(c: Composer) -> None:
    noun = c.dice.pick(c.domain.losses)
    c.say(noun.name)
    basis = against(c)
    c.say(c.dice.pick(("减少", "下降")))
    c.put(c.of(noun), noun.name, "change", "down", basis)


@frame("clause")
def newly_added(c: Composer) -> None:
    noun = c.dice.pick(c.domain.gains)
    c.say(c.dice.pick(("新增", "新增", "净增", "增加")) + noun.name)
    c.put(c.of(noun), noun.name, "change", "up")


@frame("clause")
def added_amount_first(c: Composer) -> None:
    noun = c.dice.pick(c.domain.gains)
    c.say(c.dice.pick(("新增", "净增")))
    c.put(c.of(noun), noun.name, "change", "up")
    c.say(noun.name)


@frame("clause")
def added_to_a_total(c: Composer) -> None:
    noun = c.dice.pick(c.domain.gains)
    c.say("新增" + noun.name)
    c.put(c.of(noun, exact=True), noun.name, "change", "up")
    c.say("，总数达到")
    c.put(c.of(noun, exact=True), noun.name + "总数")


@frame("clause")
def cut(c: Composer) -> None:
    noun = c.dice.pick(c.domain.losses)
    c.say(c.dice.pick(("压减", "减少", "缩减")) + noun.name)
    c.put(c.of(noun), noun.name, "change", "down")


@frame("clause")
def both_ways_of_growth(c: Composer) -> None:
    noun = c.dice.pick(c.domain.gains)
    more, total = sorted((c.of(noun, exact=True), c.of(noun, exact=True)), key=_size)
    c.say(noun.name + "达")
    c.put(total, noun.name)
    c.say("，")
    c.say("比")
    basis = c.say("上年")
    c.say("增加")
    c.put(more, noun.name, "change", "up", basis)
    c.say("、增长")
    rate = round(_size(more) * 1000 / ((_size(total) - _size(more)) or _size(total)))
    c.put(exactly(digits(rate, 1) + "%", rate, -1, "%"), noun.name, "change", "up", basis)


@frame("clause")
def times_as_much_more(c: Composer) -> None:
    name = c.big()
    number = c.dice.number(11, 49)
    c.say(name)
    basis = c.say("同比") if c.dice.chance(0.5) else None
    c.say("增长")
    c.put(exactly(digits(number, 1) + "倍", number, -1, "倍"), name, "change", "up", basis)


@frame("clause")
def negative_growth(c: Composer) -> None:
    name = c.big()
    share = c.share(1, 20, plain=True)
    if c.dice.chance(0.5):
        c.say(name)
        basis = c.say("同比")
        c.put(Amount("-" + share.text, "%", "percent", share.value), name, "change", "down", basis)
    else:
        c.say(name + "负增长")
        c.put(share, name, "change", "down")


@frame("clause")
def moved_up_in_rank(c: Composer) -> None:
    place, step = c.dice.number(2, 20), c.dice.number(2, 9)
    name = c.dice.pick(("综合考核得分", "县域经济综合竞争力", "营商环境评价"))
    c.say(f"{name}居全省")
    c.put(exactly(f"第{place}位", place, 0, "位"), name, "rank")
    c.say("，比")
    basis = c.say("上年")
    c.say("前移")
    c.put(exactly(f"{step}位", step, 0, "位"), name + "位次", "change", "up", basis)


@frame("clause")
def from_to(c: Composer) -> None:
    rate = c.rate()
    up = c.dice.chance(0.6)
    first, last = sorted((c.of(rate, plain=True), c.of(rate, plain=True)), key=_size, reverse=not up)
    c.say(rate.name + c.dice.pick("由从"))
    c.put(first, rate.name, "share")
    c.say(c.dice.pick(("提高到", "提升至", "上升到") if up else ("降至", "下降到")))
    c.put(last, rate.name, "share")


@frame("clause")
def from_to_count(c: Composer) -> None:
    noun = c.dice.pick([n for n in c.domain.gains if n.unit[0] != "万"] or c.domain.gains)
    high = c.dice.number(noun.low + 5, noun.high)
    low = c.dice.number(noun.low, high - 1)
    zeros, unit = (4, noun.unit[1:]) if noun.unit[0] == "万" else (0, noun.unit)
    up = c.dice.chance(0.6)
    one, two = (low, high) if up else (high, low)
    c.say(noun.name + c.dice.pick(("由", "从", "由原来的")))
    c.put(exactly(f"{one}{noun.unit}", one, zeros, unit), noun.name)
    c.say(c.dice.pick(("增加到", "增至", "扩大到") if up else ("压减至", "减少到", "整合为", "优化为")))
    c.put(exactly(f"{two}{noun.unit}", two, zeros, unit), noun.name)


@frame("clause")
def shortened(c: Composer) -> None:
    name = c.dice.pick(("行政审批时限", "企业开办时间", "平均办理时长"))
    high = c.dice.number(10, 60)
    low = c.dice.number(2, 8)
    c.say(name + "由")
    c.put(exactly(f"{high}个工作日", high, 0, "工作日"), name)
    c.say(c.dice.pick(("压缩至", "压缩到", "缩短为")))
    c.put(exactly(f"{low}个工作日", low, 0, "工作日"), name)


@frame("whole")
def from_year_to_year(c: Composer) -> None:
    year = c.today.year
    one, two = year - c.dice.number(3, 6), year - c.dice.number(1, 2)
    rate = c.rate()
    c.say(rate.name + c.dice.pick("由从"))
    c.when(whole_year(f"{one}年", one))
    c.say("的")
    c.put(c.of(rate, plain=True), rate.name, "share")
    c.say(c.dice.pick(("提高到", "提升至", "增加到")))
    c.when(whole_year("去年", year - 1) if c.dice.chance(0.3) else whole_year(f"{two}年", two))
    c.say("的")
    c.put(c.of(rate, plain=True), rate.name, "share")


@frame("whole")
def from_year_till_now(c: Composer) -> None:
    year = c.today.year - c.dice.number(2, 5)
    noun = c.dice.pick(c.domain.gains)
    c.say(noun.name + c.dice.pick("由从"))
    c.when(whole_year(f"{year}年", year))
    c.say("的")
    c.put(c.of(noun, plain=True), noun.name)
    c.say("增加到")
    c.when(Phrase("目前"))
    c.say("的")
    c.put(c.of(noun, plain=True), noun.name)


@frame("whole")
def yearly_growth(c: Composer) -> None:
    name = c.big()
    c.say(name)
    c.when(Phrase("年均"))
    c.say("增长")
    c.put(c.share(2, 20, exact=True), name, "change", "up")


@frame("clause")
def expanded(c: Composer) -> None:
    noun, unit = c.dice.pick((("茶园面积", "亩"), ("城区绿地", "公顷"), ("供水范围", "平方公里")))
    c.say(c.dice.pick(("扩大", "扩展")) + noun)
    c.put(amount(c.dice, unit, 20, 900), noun, "change", "up")


@frame("clause")
def doubled(c: Composer) -> None:
    name = c.big()
    c.say(name + "比")
    basis = c.say("上年")
    c.put(Amount(c.dice.pick(("翻一番", "翻番")), "倍", "other", "2"), name, "change", "up", basis, optional=True)
