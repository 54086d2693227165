"""People named in running text: names, the posts before or after them, and notes such as 女.

A name counts only where its end is certain: before punctuation, or before a word that may follow a name (主持, 同志).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pjrd_extract._text import Text
from pjrd_extract.models.parts import Person
from pjrd_extract.rules import Rules

__all__ = ["HAN", "Mention", "PeopleFinder", "alternatives"]

HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
_SEPARATORS = "、，,；;：:。\n"
# A word that ends in one of these before a post is a body, not a name: 区监委主任.
_BODY_ENDS = "委院府会局部厅室科处组办署站所"
_CONJUNCTION = re.compile(r"(?:以及|和|及|与|暨)")
_DATE_AHEAD = re.compile(r"[0-9一二三四五六七八九十〇○年月至\-—]{0,24}日(?:上午|下午|晚上|晚)?")


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody named between ``start`` and ``end`` of a text, with the post as written there."""

    name: str
    post: str | None
    note: str | None
    start: int
    end: int

    def person(self, text: Text) -> Person:
        """The mention as a record; ``text`` is what it was found in."""
        return Person(name=self.name, post=self.post, note=self.note, span=text.span(self.start, self.end))


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of ``words``, the longest first; it matches nothing if there are none.

    >>> alternatives(["主任", "主任委员"])
    '主任委员|主任'
    """
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word))) or r"(?!)"


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
        surnames = {rule.name: rule.words for rule in rules.surnames}
        posts = [word for rule in rules.titles if rule.group in ("post", "party") for word in rule.words]
        # A character of a name that begins a word such as 主持 belongs to that word.
        follower = alternatives(word for word in words["after"] if len(word) > 1)
        given = rf"(?:(?![{''.join(words['not_given'])}]|{follower}){HAN})"
        single = f"[{''.join(surnames['single'])}]"
        guarded = f"[{''.join((*surnames['single'], *surnames['guarded']))}]"
        compound = f"(?:{alternatives(surnames['compound'])})"
        dotted = rf"{HAN}{{1,8}}(?:[·•‧・]{given}{{1,8}})+"
        self.posts = alternatives(posts)
        end = rf"(?=\Z|[{_SEPARATORS}（(）)《“”！？|]|{alternatives(words['after'])})"
        no_word = rf"(?!{alternatives(words['not_name'])})"
        free = rf"(?!{alternatives(words['after'])})(?:(?![{''.join(words['not_free'])}]){given}){{2,4}}?"

        def name(first: str) -> str:
            # Longer names are tried first: 林志和 before 栾志 in 林志和带领.
            return (
                rf"{no_word}(?!(?:{HAN}{{0,2}})(?:{self.posts}){end})"
                rf"(?:{dotted}|{compound}{given}{{2}}|{first}{first}{given}{{2}}"
                rf"|{first}{given}{{2}}|{compound}{given}|{first}{given}){end}"
            )

        self.name = name(single)
        """A name by its surname, with a certain end; a regular expression without groups."""
        free_name = rf"{no_word}{free}{end}"
        note = r"(?:[（(](?P<note>[^（）()]{1,12})[）)])?"
        post = rf"[^{_SEPARATORS}《》“”。]{{0,40}}?(?:{self.posts})"
        self._after_post = re.compile(rf"(?P<post>{post})(?P<name>{name(guarded)}|{free_name}){note}")
        self._alone = re.compile(rf"(?P<name>{self.name}){note}")
        self._free_alone = re.compile(rf"(?P<name>{free_name}){note}")
        ranks = alternatives(word for rule in rules.titles if rule.group == "rank" for word in rule.words)
        plain = rf"{no_word}(?:{dotted}|{compound}{given}{{1,2}}|{single}{given}{{1,2}})"
        self._before_post = re.compile(
            rf"(?:\A|(?<=[{_SEPARATORS}会局府委院组县市区州旗省在由经以受对请与和及]))"
            rf"(?P<name>{plain})(?<![{_BODY_ENDS}])(?P<post>(?:{ranks})?(?:{self.posts})){end}"
        )
        self._is_post = re.compile(rf"[^{_SEPARATORS}]{{0,40}}(?:{self.posts})\Z")
        opening = rf"(?:{alternatives(words['opening'])}|(?<!自)由)"
        self._opening = re.compile(rf".*{opening}")
        self._opened = re.compile(rf"[^{_SEPARATORS}]{{0,16}}?{opening}")
        self._initial = re.compile(rf"(?:{alternatives(words['initial'])})")
        self._separator = re.compile(f"[{_SEPARATORS}]")

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Mention]:
        """The people of ``text[start:end]``, in order; a post goes on over the names listed after it."""
        end = len(text) if end is None else end
        people: list[Mention] = []
        carried: str | None = None
        pending: int | None = None
        at = start
        while at < end:
            match = self._after_post.match(text, at, end)
            if match is not None:
                carried = self._post(text, match.start() if pending is None else pending, match.end("post"))
                people.append(_mention(match, carried))
                pending = None
            else:
                opened = self._opened.match(text, at, end)
                match = self._alone.match(text, opened.end() if opened else at, end)
                if match is None and carried is not None:
                    match = self._free_alone.match(text, at, end)
                if match is not None:
                    people.append(_mention(match, carried))
                    pending = None
            if match is not None:
                at = match.end()
                follower = _CONJUNCTION.match(text, at, end) or self._separator.match(text, at, end)
                if follower is not None:
                    carried = carried if follower[0] not in "，,；;。\n" else None
                    at = follower.end()
                    continue
                carried = None
            next_at, pending = self._skipped(text, at, end, pending, people)
            carried = carried if next_at == at else None
            at = next_at
        return people

    def _skipped(
        self, text: str, at: int, end: int, pending: int | None, people: list[Mention]
    ) -> tuple[int, int | None]:
        """Where the next part begins after one that begins with no name, and where a post left open by it began."""
        separator = self._separator.search(text, at, end)
        stop = separator.start() if separator else end
        people.extend(_mention(match, match["post"]) for match in self._before_post.finditer(text, at, stop))
        after = separator.end() if separator else end
        # 县委常委、副县长某某: the first part is a post and leaves the name to the next.
        if separator is not None and separator[0] == "、" and self._is_post.match(text, at, stop):
            return after, at if pending is None else pending
        return after, None

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


def _mention(match: re.Match[str], post: str | None) -> Mention:
    note = match.groupdict().get("note")
    return Mention(match["name"].replace(" ", ""), post, note, match.start("name"), match.end("name"))
