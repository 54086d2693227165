"""Who signs an article: the byline before or after the title, or the title itself."""

from __future__ import annotations

import re

from pjrd_extract.find.people import PeopleFinder
from pjrd_extract.models.parts import Person
from pjrd_extract.outline.model import ArticleOutline
from pjrd_extract.read.dense import dense
from pjrd_extract.rules import Rules

__all__ = ["find_author"]

_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
_LINE = re.compile(r"[^\n]+")
_SELF = re.compile(r"我(?:叫|是)(?P<name>[^，。；\n]{2,20})")


class _SignatureReader:
    def __init__(self, rules: Rules) -> None:
        self.finder = rules.derived(PeopleFinder)
        posts = self.finder.posts
        name = rf"{_HAN}{{1,8}}(?:[·•‧・]{_HAN}{{1,8}})+|{_HAN}{{2,4}}"
        self._signed = re.compile(rf"(?P<post>[^。；：:\n]{{0,60}}(?:{posts}))[：:]?(?P<name>{name})(?:同志)?\Z")
        self._post = re.compile(rf"[^。；：:\n]{{0,60}}(?:{posts})\Z")
        self._name = re.compile(rf"(?:述职人|报告人|汇报人)?[：:]?(?P<name>{name})\Z")

    def author(self, article: ArticleOutline) -> Person | None:
        head = dense(article.head)
        value = head.value
        post: tuple[int, int] | None = None
        for line in _LINE.finditer(value):
            text = line[0].strip("（）()*#—- ")
            start = line.start() + line[0].find(text)
            signed = self._signed.match(text)
            if signed is not None and "报告" not in text:
                begin = post[0] if post is not None else start
                written = re.sub(r"\s", "、", value[begin : start + signed.end("post")].strip())
                span = head.span(start + signed.start("name"), start + signed.end("name"))
                return Person(name=signed["name"], post=written, span=span)
            name = self._name.match(text)
            if name is not None and post is not None and start - post[1] <= 4:
                span = head.span(start + name.start("name"), start + name.end("name"))
                return Person(name=name["name"], post=value[post[0] : post[1]], span=span)
            post = (start, start + len(text)) if self._post.match(text) else None
        for mention in self.finder.find(value.replace("\n", "")):
            flat = value.replace("\n", "")
            if mention.post is not None and flat[mention.end : mention.end + 1] not in ("、", "和"):
                at = value.find(mention.name)
                span = head.span(at, at + len(mention.name)) if at >= 0 else None
                return Person(name=mention.name, post=mention.post, note=mention.note, span=span)
        return None


def find_author(article: ArticleOutline, rules: Rules) -> Person | None:
    """The person who gives the report of ``article``, with the post as written; ``None`` if its head names nobody.

    A post and a name may stand on one line, on two, or in the title (县水利局局长张某某履职情况报告).
    """
    return rules.derived(_SignatureReader).author(article)
