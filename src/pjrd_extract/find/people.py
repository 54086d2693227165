"""People named in running text: names, the posts before or after them, and notes such as 女.

A name counts only where its end is certain: before punctuation, or before a word that may follow a name (主持, 同志).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pjrd_extract._patterns import compiled
from pjrd_extract._text import Text
from pjrd_extract.find.person_names import SEPARATORS, NameGrammar, any_word
from pjrd_extract.models.parts import Person
from pjrd_extract.rules import Rules

__all__ = ["Mention", "PeopleFinder"]

_LONGEST_POST = 40
"""Characters that may stand before the word that ends a post."""
# What a name with its post behind it may follow.
_BEFORE_NAME = frozenset(f"{SEPARATORS}会局府委院组县市区州旗省在由经以受对请与和及")
# A word that ends in one of these before a post is a body, not a name: 区监委主任.
_BODY_ENDS = frozenset("委院府会局部厅室科处组办署站所")
_SEPARATOR = re.compile(f"[{SEPARATORS}]")
_LONGEST_BODY = 40
_NO_POST = re.compile(f"[{SEPARATORS}《》“”]")
_NOTE = re.compile(r"[（(](?P<note>[^（）()]{1,12})[）)]")
_CONJUNCTION = re.compile(r"(?:以及|和|及|与|暨)")
_DATE_AHEAD = re.compile(r"[0-9一二三四五六七八九十〇○年月至\-—]{0,24}日(?:上午|下午|晚上|晚)?")


class Mention(NamedTuple):
    """Somebody named between ``start`` and ``end`` of a text, with the post as written there."""

    name: str
    post: str | None
    note: str | None
    start: int
    end: int
    closed: int
    """Where a note or a post behind the name ends."""

    def person(self, text: Text) -> Person:
        """The mention as a record; ``text`` is what it was found in."""
        return Person(name=self.name, post=self.post, note=self.note, span=text.span(self.start, self.end))


class PeopleFinder:
    """Finds people in dense text (no blanks within names); ``rules.derived(PeopleFinder)`` makes it once.

    >>> finder = Rules.default().derived(PeopleFinder)
    >>> text = "县委常委、副县长王丽芳，副县长陈海、李国强列席会议"
    >>> [(m.post, m.name) for m in finder.find(text)]
    [('县委常委、副县长', '王丽芳'), ('副县长', '陈海'), ('副县长', '李国强')]
    """

    def __init__(self, rules: Rules) -> None:
        words: dict[str, list[str]] = {}
        for rule in rules.people:
            words.setdefault(rule.group, []).extend(rule.words)
        self._names = rules.derived(NameGrammar)
        ranks = any_word(word for rule in rules.titles if rule.group == "rank" for word in rule.words)
        self._rank = compiled(ranks)
        opening = rf"(?:{any_word(words['opening'])}|(?<!自)由)"
        self._opening = compiled(rf".*{opening}")
        self._opened = compiled(rf"[^{SEPARATORS}]{{0,16}}?{opening}")
        self._initial = compiled(rf"(?:{any_word(words['initial'])})")

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Mention]:
        """The people of ``text[start:end]``, in order; a post goes on over the names listed after it."""
        end = len(text) if end is None else end
        people: list[Mention] = []
        carried: str | None = None
        pending: int | None = None
        at = start
        while at < end:
            named = self._after_post(text, at, end)
            if named is not None:
                carried = self._post(text, at if pending is None else pending, named[0])
            else:
                named = self._alone(text, at, end, free=carried is not None)
            if named is not None:
                people.append(_mention(text, *named, carried, end))
                pending = None
                at = people[-1].closed
                follower = _CONJUNCTION.match(text, at, end) or _SEPARATOR.match(text, at, end)
                if follower is not None:
                    carried = carried if follower[0] not in "，,；;。\n" else None
                    at = follower.end()
                    continue
                carried = None
            next_at, pending = self._skipped(text, at, end, pending, people)
            carried = carried if next_at == at else None
            at = next_at
        return people

    def _after_post(self, text: str, at: int, stop: int) -> tuple[int, int] | None:
        """The name that follows the first post at or soon after ``at``."""
        names = self._names
        last = min(stop, at + _LONGEST_POST)
        parted = _NO_POST.search(text, at, last)
        last = parted.start() if parted else last
        limit = min(stop, last + names.longest_post)
        while (post := names.post.search(text, at, limit)) is not None and post.start() <= last:
            for start in names.post_ends(text, post.start(), stop):
                end = names.end(text, start, stop, after_post=True)
                if end is not None:
                    return start, end
            at = post.start() + 1
        return None

    def _alone(self, text: str, at: int, stop: int, *, free: bool) -> tuple[int, int] | None:
        """The name that begins at ``at`` or behind what opens a clause there; ``free``: it needs no surname."""
        opened = self._opened.match(text, at, stop)
        start = opened.end() if opened else at
        end = self._names.end(text, start, stop)
        if end is None and free:
            start, end = at, self._names.free_end(text, at, stop)
        return None if end is None else (start, end)

    def _before_post(self, text: str, start: int, stop: int) -> Iterator[Mention]:
        """The people of ``text[start:stop]`` whose posts stand behind their names."""
        names = self._names
        post = names.post.search(text, start, stop)
        at = start
        while post is not None and at < stop:
            found = self._signed(text, at, stop) if at == 0 or text[at - 1] in _BEFORE_NAME else None
            if found is not None:
                yield found
                at = found.closed
            else:
                at += 1
            if at > post.start():
                post = names.post.search(text, at, stop)

    def _signed(self, text: str, at: int, stop: int) -> Mention | None:
        """The person named at ``at`` with the post behind the name."""
        for end in self._names.ends_before_post(text, at, stop):
            if text[end - 1] in _BODY_ENDS:
                continue
            rank = self._rank.match(text, end, stop)
            for start in (rank.end(), end) if rank else (end,):
                for closed in self._names.post_ends(text, start, stop):
                    if self._names.closes(text, closed, stop):
                        return Mention(text[at:end], text[end:closed], None, at, end, closed)
        return None

    def _skipped(
        self, text: str, at: int, end: int, pending: int | None, people: list[Mention]
    ) -> tuple[int, int | None]:
        """Where the next part begins after one that begins with no name, and where a post left open by it began."""
        separator = _SEPARATOR.search(text, at, end)
        stop = separator.start() if separator else end
        people.extend(self._before_post(text, at, stop))
        after = separator.end() if separator else end
        # 县人大代表（王丽芳、陈海）: the names stand in brackets.
        bracket = text.find("（", at, stop)
        if bracket > at and self._names.end(text, bracket + 1, end) and self._is_post(text, at, bracket):
            return bracket + 1, None
        # 县委常委、副县长某某: the first part is a post and leaves the name to the next.
        if separator is not None and separator[0] == "、" and self._is_post(text, at, stop):
            return after, at if pending is None else pending
        return after, None

    def _is_post(self, text: str, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` is a post, with the body that it is of before the word for it."""
        posts = self._names.posts
        if not text.endswith(posts, start, end):
            return False
        body = end - max(len(post) for post in posts if text.endswith(post, start, end))
        return body - start <= _LONGEST_BODY and _SEPARATOR.search(text, start, body) is None

    def _post(self, text: str, start: int, end: int) -> str:
        """The post that ends at ``end``, without the words that only bring it in."""
        opening = self._opening.match(text, start, end)
        if opening is not None and opening.end() < end:
            start = opening.end()
        for lead in (_DATE_AHEAD, self._initial):
            match = lead.match(text, start, end)
            if match is not None and match.end() < end:
                start = match.end()
        return text[start:end]


def _mention(text: str, start: int, end: int, post: str | None, stop: int) -> Mention:
    note = _NOTE.match(text, end, stop)
    return Mention(text[start:end], post, note["note"] if note else None, start, end, note.end() if note else end)
