"""Who signs an article: the byline before or after the title, or the title itself."""

from __future__ import annotations

import re

import regex

from pjrd_extract._patterns import compiled, rare
from pjrd_extract._text import Text
from pjrd_extract.find.people import PeopleFinder
from pjrd_extract.find.person_names import NameGrammar
from pjrd_extract.models.parts import Person
from pjrd_extract.outline.model import ArticleOutline
from pjrd_extract.read.dense import dense
from pjrd_extract.rules import Rules

__all__ = ["find_author"]

_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
_LINE = re.compile(r"[^\n]+")
# 述职人： and the like, and the brackets around a whole byline.
_NO_POST = re.compile(r"[。；：:\n]")
_LONGEST_POST = 60
"""Characters before the word that ends a post."""
_LABEL = re.compile(
    r"[*#—\-（(]{0,4}(?:(?:述职|报告|汇报|履职)(?:人|者)[：:])?(?P<text>[^\n]*?)(?:(?<=[^女族])[）)])?[*]{0,2}\Z"
)
_ANYBODY = rf"(?P<name>{_HAN}(?:[ \u3000]{{1,4}}{_HAN}|{_HAN}{{1,2}}))"
_BEHIND_BODY = rare(compiled, rf"(?P<body>{_HAN}{{3,24}})[ \t\u3000]+{_ANYBODY}")
_ALONE = rare(compiled, _ANYBODY)


class _SignatureReader:
    """Reads the lines of a head; made once for a set of rules."""

    def __init__(self, rules: Rules) -> None:
        self._finder = rules.derived(PeopleFinder)
        self._grammar = rules.derived(NameGrammar)
        name = rf"{_HAN}{{1,8}}(?:[·•‧・]{_HAN}{{1,8}})+|{_HAN}{{2,4}}"
        note = r"(?:[（(](?P<note>[^（）()]{1,12})[）)])?(?:同志)?\Z"
        self._name = regex.compile(rf"(?P<name>{name}){note}")
        self._bodies = tuple(word for rule in rules.titles if rule.group == "body" for word in rule.words)

    def author(self, article: ArticleOutline) -> Person | None:
        """The person that the head names."""
        head = dense(article.head)
        return self._on_lines(head) or self._in_title(head) or self._without_post(article)

    def _on_lines(self, head: Text) -> Person | None:
        """A post and a name on one line, or on two in either order."""
        value = head.value
        post: tuple[int, int] | None = None
        name: regex.Match[str] | None = None
        for line in _LINE.finditer(value):
            whole = _LABEL.match(value, line.start(), line.end())
            start, end = whole.span("text") if whole else line.span()
            if value.find("报告", start, end) >= 0:
                post = name = None
                continue
            signed = self._signed(value, start, end)
            if signed is not None:
                begin, name = post[0] if post is not None else start, signed[1]
                return _person(head, name, value[begin : signed[0]].replace("、\n", "、").replace("\n", "、"))
            here = (start, end) if self._is_post(value, start, end) else None
            if here is not None and name is not None:
                return _person(head, name, value[start:end])
            before, post = post, here
            name = self._name.match(value, start, end) if here is None else None
            if before is not None and name is not None:
                return _person(head, name, value[slice(*before)])
        return None

    def _signed(self, value: str, start: int, end: int) -> tuple[int, regex.Match[str]] | None:
        """Where the post ends that the line begins with, and the name that is all that follows it."""
        stop = _NO_POST.search(value, start, end)
        for at in range(min(stop.start() if stop else end, start + _LONGEST_POST), start - 1, -1):
            for post_end in self._grammar.post_ends(value, at, end):
                name_start = post_end + 1 if value.startswith(("：", ":"), post_end, end) else post_end
                name = self._name.match(value, name_start, end)
                if name is not None:
                    return post_end, name
        return None

    def _is_post(self, value: str, start: int, end: int) -> bool:
        """Whether the line is nothing but a post."""
        short = end - start <= _LONGEST_POST + self._grammar.longest_post
        return short and value.endswith(self._grammar.posts, start, end) and not _NO_POST.search(value, start, end)

    def _in_title(self, head: Text) -> Person | None:
        """The first person with a post that the title names; a title may be broken over lines."""
        for value in (head.value, head.value.replace("\n", "")):
            for mention in self._finder.find(value):
                if mention.post is not None:
                    at = head.value.find(mention.name)
                    span = head.span(at, at + len(mention.name)) if at >= 0 else None
                    return Person(name=mention.name, post=mention.post, note=mention.note, span=span)
        return None

    def _without_post(self, article: ArticleOutline) -> Person | None:
        """Who is named behind a body (县水务局　马正兴), or alone in the byline: neither says a post."""
        head = article.head
        for line in _LINE.finditer(head.value):
            said = line[0].strip("*# \t\u3000")
            signed = _BEHIND_BODY.fullmatch(said)
            if signed is None and said == article.byline:
                signed = _ALONE.fullmatch(said)
            elif signed is not None and not signed["body"].endswith(self._bodies):
                continue
            if signed is not None and "报" not in said:
                at = line.start() + line[0].find(said) + signed.start("name")
                end = at + len(signed["name"])
                return Person(name="".join(signed["name"].split()), post=None, note=None, span=head.span(at, end))
        return None


def _person(head: Text, match: regex.Match[str], post: str) -> Person:
    return Person(name=match["name"], post=post, note=match["note"], span=head.span(*match.span("name")))


def find_author(article: ArticleOutline, rules: Rules) -> Person | None:
    """The person who gives the report of ``article``, with the post as written; ``None`` if its head names nobody.

    A post and a name may stand on one line, on two, or in the title (县水利局局长张某某履职情况报告).
    """
    return rules.derived(_SignatureReader).author(article)
