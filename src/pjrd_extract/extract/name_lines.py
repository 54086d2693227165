"""Names set in lines: with blanks between and within them, in columns, with notes, under the label of a post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import regex

from pjrd_extract._text import Text
from pjrd_extract.find.people import PeopleFinder
from pjrd_extract.find.person_names import NameGrammar, is_han
from pjrd_extract.models.base import made
from pjrd_extract.models.parts import Person
from pjrd_extract.rules import Rules

__all__ = ["NameReader", "NamedLine"]

_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
_BLANK = r"[ \t\u3000\u00a0\u2000-\u200b]"
_BLANKS = re.compile(rf"{_BLANK}+")
_LABEL = regex.compile(rf"(?P<label>{_HAN}(?:{_BLANK}*{_HAN}){{0,30}}){_BLANK}*(?:[（(][^（）()]*[）)])?{_BLANK}*[：:]")
# （以下按姓氏笔画为序） and the like say how a list is ordered; they hold no name.
_HINT = re.compile(
    r"[（(][^（）()\n]{0,30}(?:笔画|笔划|排序|排列|为序|顺序|排名|共|[0-9]人|人）)[^（）()\n]{0,10}[）)]?[：:]?"
)
_OPEN_HINT = re.compile(r"\A[（(]?(?:以下)?按[^\n]{0,16}(?:笔画|笔划|姓氏|姓名|音序|拼音)[^\n]{0,10}\Z")
_WORD = regex.compile(rf"{_HAN}+")
_CLOSING = re.compile(r"(?:等)?(?:共|合计|总计)[0-9一二三四五六七八九十百]{1,5}(?:人|名|位)")
_SPLIT = re.compile(r"[、，,；;。|]")
_TOKEN = regex.compile(
    rf"(?P<name>{_HAN}+(?:{_BLANK}?[·•‧・]{_BLANK}?{_HAN}+)*)(?:{_BLANK}*[（(](?P<note>[^（）()\n]{{1,20}})[）)])?"
)
# A label that says how a list is ordered goes on with the post before it.
_ORDER = re.compile(r"笔画|笔划|排序|排列|为序|顺序|排名|姓氏")
# These are no surnames.
_LEVELS = frozenset("省市县州旗镇乡")
# Ends of bodies that are no ends of names.
_NO_NAMES = frozenset(
    ["无", "名单", "人员", "姓名", "职务", "备注", "单位", "序号", "其中", "合计", "说明", "附件", "注", "以下", "以上"]
)
_IN_NO_NAME = ("名单", "人员", "笔画", "排序", "会议", "委员会")
_BODIES = ("局", "厅", "办", "政府", "法院", "检察院", "医院", "学院", "中心", "公司")
_LIST_WORDS = frozenset({"present", "absent", "observer", "absence"})
_TOWNSHIP = ("镇", "乡", "街道", "街道办")
# From this many single characters on, two make a name; three of them are one name.
_FEW = 4


class NamedLine(NamedTuple):
    """The people of a line, and the post whose list goes on in the next line."""

    people: list[Person]
    post: str | None


@dataclass(slots=True)
class _Token:
    """A run of characters, later a name, between two places of the text."""

    name: str
    note: str | None
    start: int
    end: int


class NameReader:
    """Reads lines of names; ``rules.derived(NameReader)`` makes it once."""

    def __init__(self, rules: Rules) -> None:
        finder = rules.derived(PeopleFinder)
        self._finder = finder
        self._grammar = rules.derived(NameGrammar)
        self._posts = self._grammar.posts
        self._compound = frozenset(word for rule in rules.surnames if rule.name == "compound" for word in rule.words)
        absent = (word for rule in rules.records for word in rule.words if rule.group in _LIST_WORDS)
        self._no_names = frozenset((*absent, *_NO_NAMES))

    def line(self, text: Text, start: int, end: int, post: str | None = None) -> NamedLine:
        """The people named in ``text.value[start:end]``; ``post`` is what the lines before it put them under.

        >>> reader = Rules.default().derived(NameReader)
        >>> text = Text("副主任：李　明　欧阳敏（女）、张小明")
        >>> [(p.post, p.name, p.note) for p in reader.line(text, 0, len(text)).people]
        [('副主任', '李明', None), ('副主任', '欧阳敏', '女'), ('副主任', '张小明', None)]
        """
        people: list[Person] = []
        for part_start, part_end, label in self._labelled(text.value, start, end):
            if label is not None:
                # What is no post (县法院：) puts nobody under the post of the lines before it.
                post = label if self._is_post(label) else post if _ORDER.search(label) else None
            tokens = self._without_places(list(self._tokens(text.value, part_start, part_end)))
            if label is None or post is None:
                behind = self._behind(text, tokens)
                if behind is not None:
                    # In a list that has been set the other way round neither reading is sure.
                    people += behind if post is None else [each.model_copy(update={"post": None}) for each in behind]
                    post = None
                    continue
                if len(tokens) > 1 and self._is_nobody(text, tokens[0]):
                    # 特邀列席人员　王芳: nor does another word before the names leave them under that post.
                    post = None
            heads = 0
            for token in tokens:
                if self._is_post(token.name):
                    # 主任、副主任、秘书长 over one list does not say who is what.
                    heads += 1
                    post = token.name if heads == 1 else None
                    continue
                heads = 0
                if (person := self._person(text, token, post)) is not None:
                    people.append(person)
        return NamedLine(people, post)

    def _behind(self, text: Text, tokens: list[_Token]) -> list[Person] | None:
        """The people of a line that sets each name before its post (谭伟　副县长); ``None`` of any other line.

        Such a line begins with a name and ends with a post. Of several names before one post none is given it.
        """
        if len(tokens) < 2 or self._is_post(tokens[0].name) or not self._is_post(tokens[-1].name):
            return None
        people: list[Person] = []
        at = 1 if self._is_nobody(text, tokens[0]) else 0
        while at < len(tokens):
            names: list[tuple[_Token, Person]] = []
            while at < len(tokens) and not self._is_post(tokens[at].name):
                person = self._person(text, tokens[at], None)
                if person is None:
                    break
                names.append((tokens[at], person))
                at += 1
            first = at
            while at < len(tokens) and (self._is_post(tokens[at].name) or self._is_nobody(text, tokens[at])):
                at += 1
            if not names:
                return None
            if len(names) == 1 and first < at and names[0][1].post is None:
                post = _BLANKS.sub("", text.value[tokens[first].start : tokens[at - 1].end])
                person = names[0][1]
                people.append(person.model_copy(update={"post": post, "note": person.note or tokens[at - 1].note}))
            else:
                people += [person for _, person in names]
        return people

    def _is_nobody(self, text: Text, token: _Token) -> bool:
        """Whether ``token`` is neither a post nor somebody."""
        return not self._is_post(token.name) and self._person(text, token, None) is None

    def _without_places(self, tokens: list[_Token]) -> list[_Token]:
        """``tokens`` without the townships between names (太平镇　文武　罗坪乡　李二), of which there are several."""
        places = [token for token in tokens if len(token.name) > 2 and token.name.endswith(_TOWNSHIP)]
        return [token for token in tokens if token not in places] if len(places) > 1 else tokens

    def _is_post(self, word: str) -> bool:
        return word.endswith(self._posts) and all(is_han(c) or c in "、（()）" for c in word)

    def names(self, text: Text, start: int, end: int) -> list[Person]:
        """The people of a cell or line that holds names only."""
        return self.line(text, start, end).people

    def _labelled(self, value: str, start: int, end: int) -> Iterator[tuple[int, int, str | None]]:
        """The parts of a line, each with the label (副主任：) that begins it."""
        colon = value.find("：", start, end) >= 0 or value.find(":", start, end) >= 0
        labels = list(_LABEL.finditer(value, start, end)) if colon else []
        if not labels:
            yield start, end, None
            return
        if labels[0].start() > start:
            yield start, labels[0].start(), None
        for match, following in zip(labels, [*labels[1:], None], strict=True):
            label_start = self._label_start(match)
            if label_start > match.start("label"):
                yield match.start("label"), label_start, None
            label = _BLANKS.sub("", value[label_start : match.end("label")])
            yield match.end(), following.start() if following else end, label

    def _label_start(self, match: regex.Match[str]) -> int:
        """Where a label begins: names may run up to it without a stop (主任：王芳　副主任：李明)."""
        words = [(word.start(), word[0]) for word in _WORD.finditer(match["label"])]
        for k in range(len(words) - 1, 0, -1):
            if words[k - 1][1] != "副" and self._is_post("".join(word for _, word in words[k:])):
                return match.start("label") + words[k][0]
        return match.start("label")

    def _tokens(self, value: str, start: int, end: int) -> Iterator[_Token]:
        """Names as they stand between stops, with single characters put together."""
        if _OPEN_HINT.match(value[start:end].strip()):
            return
        run: list[_Token] = []
        at = start
        for part_start, part_end in _uncovered(value, start, end):
            for match in _TOKEN.finditer(value, part_start, part_end):
                if _SPLIT.search(value, at, match.start()):
                    yield from self._joined(run)
                    run = []
                name, note = match.groups()
                first, at = match.span("name")
                # A name of Chinese characters alone, as most are set, has no blanks.
                name = name if name.isalpha() else _BLANKS.sub("", name)
                run.append(_Token(name, note.strip() if note else None, first, at))
        yield from self._joined(run)

    def _joined(self, run: list[_Token]) -> Iterator[_Token]:
        """The names of one run: 王 芳 is one name, 欧阳 珊 too; three single characters at an end are one."""
        at = 0
        while at < len(run):
            width = self._width(run, at)
            yield run[at] if width == 1 else _merged(run[at : at + width])
            at += width

    def _width(self, run: list[_Token], at: int) -> int:
        """How many tokens of ``run`` make the name that begins at ``at``."""
        if run[at].note is not None or at + 1 == len(run):
            return 1
        if run[at].name in self._compound:
            return 2 if len(run[at + 1].name) == 1 else 1
        singles = 0
        for token in run[at : at + _FEW]:
            if len(token.name) > 1:
                break
            singles += 1
            if token.note is not None:
                break
        return 3 if singles == 3 else max(1, min(singles, 2))

    def _person(self, text: Text, token: _Token, post: str | None) -> Person | None:
        name = token.name
        if name in self._no_names or any(map(name.__contains__, _IN_NO_NAME)):
            return None
        if (not 2 <= len(name) <= 4 and "·" not in name) or self._is_more(name):
            return self._with_post(text, token)
        span = text.span(token.start, token.end)
        return made(Person, {"name": name, "post": post, "note": token.note, "span": span})

    def _is_more(self, name: str) -> bool:
        """Whether a word is a body (县教育局, 财政局), or a post and a name (县长陈海, 主任陈海)."""
        if name[0] in _LEVELS or (len(name) > 2 and name.endswith(_BODIES)):
            return True
        return len(name) > 2 and bool(self._grammar.post_ends(name, 0, len(name)))

    def _with_post(self, text: Text, token: _Token) -> Person | None:
        """Somebody listed with the post before the name (县人民法院院长郑强)."""
        mentions = self._finder.find(token.name)
        if len(mentions) != 1 or mentions[0].end != len(token.name) or token.name.endswith(_BODIES):
            return None
        found = mentions[0]
        end = token.start + len(token.name)
        if text.value[token.start : end] != token.name:
            return None
        return Person(
            name=found.name,
            post=found.post,
            note=token.note,
            span=text.span(token.start + found.start, token.start + found.end),
        )


def _merged(tokens: list[_Token]) -> _Token:
    name = "".join(token.name for token in tokens)
    return _Token(name, tokens[-1].note, tokens[0].start, tokens[-1].end)


def _uncovered(value: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a line that are neither a hint how the list is ordered nor a closing count."""
    covered = sorted(match.span() for pattern in (_HINT, _CLOSING) for match in pattern.finditer(value, start, end))
    at = start
    for a, b in covered:
        if a > at:
            yield at, a
        at = max(at, b)
    if at < end:
        yield at, end
