"""Who signs an article: the byline before or after the title, or the title itself."""

from __future__ import annotations

import re

from pjrd_extract._text import Text
from pjrd_extract.find.people import PeopleFinder
from pjrd_extract.models.parts import Person
from pjrd_extract.outline.model import ArticleOutline
from pjrd_extract.read.dense import dense
from pjrd_extract.rules import Rules

__all__ = ["find_author"]

_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
_LINE = re.compile(r"[^\n]+")
# 述职人： and the like, and the brackets around a whole byline.
_LABEL = re.compile(
    r"[*#—\-（(]{0,4}(?:(?:述职|报告|汇报|履职)(?:人|者)[：:])?(?P<text>[^\n]*?)(?:(?<=[^女族])[）)])?[*]{0,2}\Z"
)


class _SignatureReader:
    """Reads the lines of a head; made once for a set of rules."""

    def __init__(self, rules: Rules) -> None:
        self._finder = rules.derived(PeopleFinder)
        posts = self._finder.posts
        name = rf"{_HAN}{{1,8}}(?:[·•‧・]{_HAN}{{1,8}})+|{_HAN}{{2,4}}"
        note = r"(?:[（(](?P<note>[^（）()]{1,12})[）)])?(?:同志)?\Z"
        self._signed = re.compile(rf"(?P<post>[^。；：:\n]{{0,60}}(?:{posts}))[：:]?(?P<name>{name}){note}")
        self._post = re.compile(rf"[^。；：:\n]{{0,60}}(?:{posts})\Z")
        self._name = re.compile(rf"(?P<name>{name}){note}")

    def author(self, article: ArticleOutline) -> Person | None:
        """The person that the head names."""
        head = dense(article.head)
        return self._on_lines(head) or self._in_title(head)

    def _on_lines(self, head: Text) -> Person | None:
        """A post and a name on one line, or on two in either order."""
        post: re.Match[str] | None = None
        name: re.Match[str] | None = None
        for line in _LINE.finditer(head.value):
            whole = _LABEL.match(head.value, line.start(), line.end())
            start, end = whole.span("text") if whole else line.span()
            if "报告" not in head.value[start:end]:
                signed = self._signed.match(head.value, start, end)
                if signed is not None:
                    begin = post.start() if post is not None else start
                    written = head.value[begin : signed.end("post")].replace("、\n", "、").replace("\n", "、")
                    return _person(head, signed, written)
                here = self._post.match(head.value, start, end)
                if here is not None and name is not None:
                    return _person(head, name, here[0])
                before, post = post, here
                name = self._name.match(head.value, start, end) if here is None else None
                if before is not None and name is not None:
                    return _person(head, name, before[0])
            else:
                post = name = None
        return None

    def _in_title(self, head: Text) -> Person | None:
        """The first person with a post that the title names; a title may be broken over lines."""
        for value in (head.value, head.value.replace("\n", "")):
            for mention in self._finder.find(value):
                if mention.post is not None:
                    at = head.value.find(mention.name)
                    span = head.span(at, at + len(mention.name)) if at >= 0 else None
                    return Person(name=mention.name, post=mention.post, note=mention.note, span=span)
        return None


def _person(head: Text, match: re.Match[str], post: str) -> Person:
    return Person(name=match["name"], post=post, note=match["note"], span=head.span(*match.span("name")))


def find_author(article: ArticleOutline, rules: Rules) -> Person | None:
    """The person who gives the report of ``article``, with the post as written; ``None`` if its head names nobody.

    A post and a name may stand on one line, on two, or in the title (县水利局局长张某某履职情况报告).
    """
    return rules.derived(_SignatureReader).author(article)
