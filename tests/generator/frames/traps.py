"""Numbers that are no metrics: names, slogans, documents, roads, idioms, dates, and qualifiers beside a metric."""

from __future__ import annotations

from tests.generator.amounts import Amount, exactly
from tests.generator.composer import Composer
from tests.generator.frames.registry import frame

_SLOGANS = (
    "“三大攻坚战”", "“五个到位”", "“一网三联”", "“两山”理念", "“四个一批”", "“六稳六保”", "“十百千”工程", "“一县一策”",
    "“5+2”“白+黑”精神", "“三个100%”要求", "“1+3+N”体系", "“双千行动”", "“一村一品”", "“三清一改”",
)  # fmt: skip
_IDIOMS = (
    "坚持一把尺子量到底", "做到一视同仁", "解决了一大批历史遗留问题", "推出一系列惠民举措", "把好第一道关口",
    "当好第一责任人", "持之以恒、久久为功", "坚持一级做给一级看", "始终绷紧一根弦", "与群众坐在一条板凳上",
    "件件有着落、事事有回音", "实行一票否决", "牢固树立一盘棋思想", "千方百计破解难题",
)  # fmt: skip


def _title(c: Composer) -> str:
    year = c.today.year - c.dice.number(0, 2)
    return c.dice.pick(
        (
            f"《{year}年度重点工作实施方案》",
            f"《国土空间总体规划（{year}—{year + 14}年）》",
            f"《关于进一步加强监管的意见》（府办发〔{year}〕{c.dice.number(2, 60)}号）",
            f"《第{c.dice.number(3, 9)}批试点工作方案》",
            f"《十条措施》（{year}年修订）",
        )
    )


@frame("trap")
def slogan_only(c: Composer) -> None:
    c.say(f"深入推进{c.dice.pick(_SLOGANS)}，{c.dice.pick(_IDIOMS)}")


@frame("trap")
def idioms_only(c: Composer) -> None:
    c.say("，".join(c.dice.some(_IDIOMS, 2)))


@frame("trap")
def document_only(c: Composer) -> None:
    c.say(f"认真贯彻{_title(c)}，{c.dice.pick(_IDIOMS)}")


@frame("trap")
def road_only(c: Composer) -> None:
    road = c.dice.pick("GSX") + str(c.dice.number(101, 899))
    c.say(f"{road}线改扩建工程{c.dice.pick(('二期', '三期', '一标段'))}如期通车，八一路、五里坡大桥完成验收")


@frame("trap")
def meeting_only(c: Composer) -> None:
    number = c.dice.pick("三四五六七八九")
    c.say(f"第十{number}次常委会会议对此专门作出决定，第{number}调查组跟踪督办")


@frame("trap")
def school_names(c: Composer) -> None:
    c.say(c.dice.pick(("县一中、二小、第三人民医院建设稳步推进", "三里村、九龙镇、百丈岭景区面貌一新")))


@frame("trap")
def honour_only(c: Composer) -> None:
    c.say(c.dice.pick(("获评全国文明单位", "被省政府评为先进集体", "经验做法在全省推广", "入选省级典型案例")))


@frame("trap")
def storms(c: Composer) -> None:
    a, b = c.dice.number(1, 28), c.dice.number(1, 28)
    c.say(f"成功应对“6.{a}”“7.{b}”特大暴雨，取得抗灾救灾全面胜利")


@frame("trap")
def nothing_happened(c: Composer) -> None:
    c.say("没有发生")
    c.put(Amount("一起", "起", "count", "0"), "重大安全事故", optional=True)
    c.say("重大安全事故")


@frame("trap")
def years_in_a_row(c: Composer) -> None:
    c.say("连续")
    c.put(Amount("三年", "年", "duration", "3"), "获评优秀等次", optional=True)
    c.say("获评优秀等次")


@frame("lead")
def guided_by_slogan(c: Composer) -> None:
    c.say(f"围绕{c.dice.pick(_SLOGANS)}，")


@frame("lead")
def according_to_document(c: Composer) -> None:
    c.say(f"根据{_title(c)}，")


@frame("lead")
def idiom_first(c: Composer) -> None:
    c.say(c.dice.pick(_IDIOMS) + "，")


@frame("lead")
def road_first(c: Composer) -> None:
    c.say(f"推进{c.dice.pick('GSX')}{c.dice.number(101, 899)}线改造，")


@frame("lead")
def listed_item(c: Composer) -> None:
    c.say(c.dice.pick(("一是", "二是", "三是", "一要", "首先，", "四是")))


@frame("lead")
def four_in_one(c: Composer) -> None:
    c.say(c.dice.pick(("坚持“四水四定”，", "推行“一件事一次办”，", "落实“双减”政策，")))


@frame("clause")
def big_taxpayers(c: Composer) -> None:
    """A threshold only says which ones are counted."""
    c.say("税收")
    number = c.dice.number(5, 60)
    c.put(Amount("过千万元", "元", "money", "10000000", "over"), "税收", optional=True)
    c.say("企业达到")
    c.put(exactly(f"{number}家", number, 0, "家"), "税收过千万元企业")


@frame("clause")
def substations(c: Composer) -> None:
    number = c.dice.number(2, 20)
    c.say("新建投运")
    c.put(Amount("35-220千伏", "千伏", "voltage", None, "range", "35", "220"), "变电站", optional=True)
    c.say("变电站")
    c.put(exactly(f"{number}座", number, 0, "座"), "新建投运35-220千伏变电站")


@frame("clause")
def large_projects(c: Composer) -> None:
    number = c.dice.number(3, 90)
    c.say("引进投资")
    c.put(Amount("亿元以上", "元", "money", "100000000", "at_least"), "投资", optional=True)
    c.say("项目")
    c.put(exactly(f"{number}个", number, 0, "个"), "引进投资亿元以上项目")


@frame("clause")
def top_firms(c: Composer) -> None:
    number = c.dice.number(2, 30)
    c.say("引进“世界500强”企业")
    c.put(exactly(f"{number}家", number, 0, "家"), "引进“世界500强”企业")


@frame("clause")
def starred_scenery(c: Composer) -> None:
    number = c.dice.number(2, 9)
    c.say("创建4A级景区")
    c.put(exactly(f"{number}个", number, 0, "个"), "创建4A级景区")


@frame("whole")
def festival_with_a_year(c: Composer) -> None:
    """A year inside a name governs nothing."""
    number = c.dice.number(20, 400)
    c.say(f"成功举办{c.today.year - c.dice.number(0, 2)}乡村文化旅游节，吸引游客")
    c.put(exactly(f"{number}万人次", number, 4, "人次"), "吸引游客")


@frame("whole")
def after_a_document(c: Composer) -> None:
    act = c.act()
    c.say(f"出台{_title(c)}，{act.verb}{act.noun.name}")
    c.put(c.of(act.noun), act.name)
