"""Invented people and places, composed from characters."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tests.generator.dice import Dice
from tests.generator.lexicon import Domain, domains
from tests.generator.numerals import chinese

__all__ = ["Official", "Setting", "person", "setting"]

_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜"
    "范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚"
)
_LONG_SURNAMES = ("欧阳", "司马", "诸葛", "上官", "夏侯")
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华文辉建国志坚海波晓东春梅红云飞鸿雁立新永康家旺培远"
    "峰澜少国胡君守义水生玉成清源思齐怀瑾若谷知行子墨书恒向阳"
)
_PLACE_ONE = "青云岚澄禾东南临永安泰宁嘉秀沅湘桐松柏石龙凤鹤鹿梅兰菊竹"
_PLACE_TWO = "山河溪水川江湖阳阴原陵岭坪湾洲浦港泉城源"


@dataclass(frozen=True, slots=True)
class Official:
    """Somebody who reports, and the field of work."""

    name: str
    post: str
    domain: Domain


@dataclass(slots=True)
class Setting:
    """One standing committee at one time."""

    place: str
    area: str
    congress: int
    session: int
    date: dt.date
    chair: str
    deputies: list[str]
    members: list[str]
    absent: list[tuple[str, str]]
    observers: list[tuple[str, str]]
    officials: list[Official]
    two_days: bool

    @property
    def body(self) -> str:
        return f"{self.place}第{chinese(self.congress)}届人民代表大会常务委员会"

    @property
    def short(self) -> str:
        return f"{self.place}第{chinese(self.congress)}届人大常委会"

    @property
    def day(self) -> str:
        return f"{self.date.year}年{self.date.month}月{self.date.day}日"

    @property
    def present(self) -> list[str]:
        return [self.chair, *self.deputies, *self.members]


def person(dice: Dice) -> str:
    """A name of two or three characters, rarely four."""
    surname = dice.pick(_LONG_SURNAMES) if dice.chance(0.03) else dice.pick(_SURNAMES)
    return surname + dice.pick(_GIVEN) + (dice.pick(_GIVEN) if dice.chance(0.75) else "")


def people(dice: Dice, count: int, taken: set[str]) -> list[str]:
    out: list[str] = []
    while len(out) < count:
        name = person(dice)
        if name not in taken and not any(name in t or t in name for t in taken):
            taken.add(name)
            out.append(name)
    return out


def setting(dice: Dice, officials: int) -> Setting:
    """A county, city or district whose committee meets."""
    area = dice.pick("县县市区")
    place = dice.pick(_PLACE_ONE) + dice.pick(_PLACE_TWO) + area
    date = dt.date(dice.number(2018, 2025), dice.number(5, 12), dice.number(5, 27))
    taken: set[str] = set()
    names = people(dice, officials, taken)
    fields = dice.some(domains(), officials)
    absent = people(dice, dice.number(1, 4), taken)
    posts = (f"副{area}长", f"{area}监察委员会主任", f"{area}人民法院院长", f"{area}人民检察院检察长")
    return Setting(
        place=place,
        area=area,
        congress=dice.number(6, 19),
        session=dice.number(2, 38),
        date=date,
        chair=people(dice, 1, taken)[0],
        deputies=people(dice, dice.number(2, 4), taken),
        members=people(dice, dice.number(14, 26), taken),
        absent=[(name, dice.pick(("", "病假", "公务", "外出学习"))) for name in absent],
        observers=list(zip(posts, people(dice, len(posts), taken), strict=True)),
        officials=[Official(n, f"{area}{d.office}局长", d) for n, d in zip(names, fields, strict=True)],
        two_days=dice.chance(0.2),
    )
