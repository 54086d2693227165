"""What is planned or expected, and facts among plans."""

from __future__ import annotations

from tests.generator.amounts import Amount, amount, exactly, points
from tests.generator.composer import Composer
from tests.generator.frames.registry import frame
from tests.generator.periods import ahead, whole_year
from tests.generator.rows import Phrase

_CUES = ("力争", "确保", "计划", "努力实现")


def aim(c: Composer, cue: str | None = None) -> None:
    """Writes a cue, sometimes with a period, in either order; what follows is a target."""
    c.status = "target"
    word = cue or c.dice.pick(_CUES)
    roll = c.dice.roll()
    if roll < 0.35:
        c.say(word)
    elif roll < 0.7:
        c.say(word)
        c.when(ahead(c.dice, c.today))
    else:
        c.when(ahead(c.dice, c.today))
        c.say(("，" if c.dice.chance(0.6) else "") + word)


@frame("target")
def aim_for_money(c: Composer) -> None:
    aim(c)
    name = c.big()
    c.say(name + c.dice.pick(("达到", "完成", "达")))
    c.put(c.money(), name)


@frame("target")
def aim_to_do(c: Composer) -> None:
    act = c.act()
    aim(c)
    c.say(act.verb + act.noun.name)
    c.put(c.of(act.noun), act.name)


@frame("target")
def aim_for_rate(c: Composer) -> None:
    rate = c.rate()
    aim(c)
    c.say(rate.name + c.dice.pick(("达到", "达", "稳定在", "提高到")))
    c.put(c.of(rate), rate.name, "share")


@frame("target")
def aim_for_growth(c: Composer) -> None:
    name = c.big()
    aim(c)
    c.say(name + "增长")
    c.put(c.share(3, 20), name, "change", "up")


@frame("target")
def aim_for_growth_range(c: Composer) -> None:
    name, low = c.big(), c.dice.number(2, 12)
    high = low + c.dice.number(1, 4)
    aim(c)
    c.say(name + "增长")
    text = c.dice.pick(("{}%—{}%", "{}%-{}%", "{}%至{}%", "{}—{}%")).format(low, high)
    c.put(Amount(text, "%", "percent", None, "range", str(low), str(high)), name, "change", "up")


@frame("target")
def aim_to_add(c: Composer) -> None:
    noun = c.dice.pick(c.domain.gains)
    aim(c)
    c.say("新增" + noun.name)
    c.put(c.of(noun), noun.name, "change", "up")


@frame("target")
def aim_for_several(c: Composer) -> None:
    a, b = c.acts(2)
    aim(c)
    c.say(a.verb + a.noun.name)
    c.put(c.of(a.noun), a.name)
    c.say(c.dice.pick("，、") + b.verb + b.noun.name)
    c.put(c.of(b.noun), b.name)
    rate = c.rate()
    c.say("，" + rate.name + "达到")
    c.put(c.of(rate, exact=True), rate.name, "share")


@frame("target")
def not_below(c: Composer) -> None:
    rate = c.rate()
    aim(c, "确保")
    number = c.dice.number(rate.low, rate.high)
    c.say(rate.name)
    c.put(Amount(f"不低于{number}%", "%", "percent", str(number), "at_least"), rate.name, "share")


@frame("target")
def kept_within(c: Composer) -> None:
    number = c.dice.number(2, 60)
    aim(c, "确保")
    name = c.dice.pick(("城镇调查失业率", "政府债务率", "居民消费价格涨幅"))
    c.say(name + "控制在")
    role, direction = ("change", "up") if name.endswith("涨幅") else ("share", None)
    c.put(Amount(f"{number}%以内", "%", "percent", str(number), "at_most"), name, role, direction)


@frame("target")
def have_to(c: Composer) -> None:
    """The plain 要 of a plan."""
    act = c.act()
    year = c.today.year + 1
    c.when(whole_year(f"{year}年", year))
    c.status = "target"
    c.say("，要" + c.dice.pick(("", "全面", "加快")) + act.verb + act.noun.name)
    c.put(c.of(act.noun), act.name)


@frame("whole")
def budgeted(c: Composer) -> None:
    name, year = c.small(), c.today.year + c.dice.number(0, 1)
    c.when(whole_year(f"{year}年", year))
    c.status = "target"
    c.say("预算安排" + name)
    c.put(c.money("万"), name)


@frame("whole")
def expected_money(c: Composer) -> None:
    name = c.big()
    c.status = "expected"
    c.say(c.dice.pick(("预计", "预期")))
    if c.dice.chance(0.6):
        c.when(whole_year("全年", c.today.year))
    c.say(name + c.dice.pick(("达到", "可达", "完成")))
    c.put(c.money(), name)


@frame("whole")
def hoped_growth(c: Composer) -> None:
    name = c.big()
    c.status = "expected"
    if c.dice.chance(0.6):
        c.when(whole_year("今年", c.today.year))
    c.say(name + "有望" + c.dice.pick(("增长", "实现增长")))
    c.put(c.share(3, 20), name, "change", "up")


@frame("whole")
def planned_and_done(c: Composer) -> None:
    """A plan, and what of it is a fact already."""
    act = c.act()
    c.status = "target"
    c.say(c.dice.pick(("计划", "力争")))
    c.when(Phrase("年内", f"{c.today.year}-01-01", f"{c.today.year}-12-31"))
    c.say(act.verb + act.noun.name)
    c.put(c.of(act.noun, exact=True), act.name)
    c.say("，")
    c.when(Phrase("目前"))
    c.status = "actual"
    c.say("已完成")
    c.put(c.of(act.noun, exact=True), act.name)


@frame("whole")
def target_beside_present(c: Composer) -> None:
    rate, year = c.rate(), c.today.year + c.dice.number(1, 3)
    c.status = "target"
    c.when(Phrase(c.dice.pick(("到{}年", "到{}年底")).format(year), None, f"{year}-12-31"))
    c.say(c.dice.pick(("，", "")) + rate.name + "达到")
    c.put(c.of(rate, exact=True), rate.name, "share")
    c.say("，")
    c.when(Phrase("目前"))
    c.status = "actual"
    c.say("为")
    c.put(c.of(rate, exact=True), rate.name, "share")


@frame("whole")
def expected_shortfall(c: Composer) -> None:
    c.status = "expected"
    c.say("预计")
    c.when(whole_year("全年", c.today.year))
    c.say("资金缺口")
    c.put(c.money(exact=True), "资金缺口")


@frame("target")
def three_targets(c: Composer) -> None:
    aim(c, c.dice.pick(("力争", "确保")))
    name, rate, gain = c.big(), c.rate(), c.dice.pick(c.domain.gains)
    c.say(name + "增长")
    c.put(c.share(3, 20), name, "change", "up")
    c.say(f"，{rate.name}提高")
    c.put(points(c.dice), rate.name, "change", "up")
    c.say(f"，新增{gain.name}")
    c.put(c.of(gain), gain.name, "change", "up")


@frame("target")
def at_least_so_many(c: Composer) -> None:
    act = c.act()
    number = c.dice.number(act.noun.low, act.noun.high)
    zeros, unit = (4, act.noun.unit[1:]) if act.noun.unit[0] == "万" else (0, act.noun.unit)
    quantity = exactly(f"不少于{number}{act.noun.unit}", number, zeros, unit)
    aim(c)
    c.say(act.verb + act.noun.name)
    c.put(Amount(quantity.text, unit, quantity.kind, quantity.value, "at_least"), act.name)


@frame("target")
def the_goal_is(c: Composer) -> None:
    year = c.today.year + 1
    name, rate = c.big(), c.rate()
    c.when(whole_year(f"{year}年", year))
    c.status = "target"
    c.say("的主要目标是：" + name + "增长")
    c.put(c.share(3, 20), name, "change", "up")
    c.say(f"，{rate.name}达到")
    c.put(c.of(rate, exact=True), rate.name, "share")


@frame("whole")
def already_done_this_quarter(c: Composer) -> None:
    year = c.today.year
    c.when(Phrase("一季度", f"{year}-01-01", f"{year}-03-31"))
    c.say("已开工项目")
    c.put(amount(c.dice, "个", 3, 60), "开工项目")
