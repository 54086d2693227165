"""Names of people by their form: where a name that begins at a place of a text ends.

The rules are walked character by character: as one regular expression they would hold the words that may follow a name
a dozen times over, and take longer to compile than a bulletin takes to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pjrd_extract._patterns import literal
from pjrd_extract.rules import Rules

__all__ = ["SEPARATORS", "NameGrammar", "any_word", "is_han"]

SEPARATORS = "、，,；;：:。\n"
"""What parts the members of a list, and clauses."""

_CLOSING = frozenset(SEPARATORS + "（(）)《“”！？|")
_DOTS = "·•‧・"
_LONGEST_PART = 8
# What stands before a dot, as it rarely does; whether that may be a name is asked for then.
_BEFORE_DOT = re.compile(rf"[^{_DOTS}]{{1,{_LONGEST_PART}}}(?=[{_DOTS}])")
_MOST_PARTS = 6
_LONGEST_FREE = 4
_POSTS = frozenset({"post", "party"})


def any_word(words: Iterable[str]) -> str:
    """A regular expression for any of ``words``, the longest first; it matches nothing if there are none.

    >>> any_word(["主任", "主任委员"])
    '主任委员|主任'
    """
    return "|".join(literal(word) for word in sorted(set(words), key=lambda word: (-len(word), word))) or r"(?!)"


def _firsts(words: Iterable[str]) -> frozenset[str]:
    """The characters that ``words`` begin with: few places of a text need to be asked for more."""
    return frozenset(word[0] for word in words)


def _by_first(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """``words`` by the character that they begin with."""
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[0], []).append(word)
    return {first: tuple(alike) for first, alike in found.items()}


def _begins(words: Mapping[str, tuple[str, ...]], text: str, at: int, stop: int) -> bool:
    """Whether one of ``words`` begins at ``text[at]``, of the text up to ``stop``."""
    return text.startswith(words.get(text[at : at + 1], ()), at, stop)


def is_han(character: str) -> bool:
    """Whether ``character`` is a Chinese one, as names consist of."""
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"


class NameGrammar:
    """Finds the ends of names in dense text; ``rules.derived(NameGrammar)`` makes it once.

    All methods read ``text`` up to ``stop``, as if it ended there.

    >>> grammar = Rules.default().derived(NameGrammar)
    >>> grammar.end("王丽芳主持会议", 0, 7), grammar.end("主持会议", 0, 4)
    (3, None)
    """

    def __init__(self, rules: Rules) -> None:
        words: dict[str, list[str]] = {}
        for rule in rules.people:
            words.setdefault(rule.group, []).extend(rule.words)
        surnames = {rule.name: frozenset(rule.words) for rule in rules.surnames}
        self._single = surnames["single"]
        self._guarded = surnames["single"] | surnames["guarded"]
        self._compound = surnames["compound"]
        self._compound_starts = _firsts(self._compound)
        self._compound_lengths = sorted({len(word) for word in self._compound}, reverse=True)
        self._not_given = frozenset(words["not_given"])
        self._not_free = frozenset(words["not_free"])
        posts = {word for rule in rules.titles if rule.group in _POSTS for word in rule.words}
        self.posts = tuple(posts)
        """The words that end a post, for ``str.endswith``."""
        self.any_post = any_word(posts)
        """A regular expression for any of ``posts``."""
        self.post = re.compile(self.any_post)
        self.longest_post = max(map(len, posts), default=0)
        self._post_starts = _firsts(posts)
        self._lengths = {post: [n for n in range(len(post), 0, -1) if post[:n] in posts] for post in posts}
        self._after = _by_first(words["after"])
        # A character of a name that begins a word such as 主持 belongs to that word.
        followers = [word for word in words["after"] if len(word) > 1]
        self._follower, self._no_name = _by_first(followers), _by_first(words["not_name"])

    def closes(self, text: str, at: int, stop: int) -> bool:
        """Whether a name or a post that ends at ``at`` surely ends there."""
        return at >= stop or text[at] in _CLOSING or _begins(self._after, text, at, stop)

    def post_ends(self, text: str, at: int, stop: int) -> Sequence[int]:
        """Where the words for a post that begin at ``at`` end, the longest first."""
        if at >= stop or text[at] not in self._post_starts:
            return ()
        match = self.post.match(text, at, stop)
        return () if match is None else [at + length for length in self._lengths[match[0]]]

    def end(self, text: str, at: int, stop: int, *, after_post: bool = False) -> int | None:
        """Where the name that begins at ``at`` with a surname ends.

        Right behind a post surnames count too that are common words, and so does a name without a surname.
        """
        for end in self._ends(text, at, stop, self._guarded if after_post else self._single):
            if self.closes(text, end, stop):
                # Few places have a name that closes, so what is none is told from names last.
                if self._is_none(text, at, stop) or self._is_post(text, at, stop):
                    break
                return end
        return self.free_end(text, at, stop) if after_post else None

    def free_end(self, text: str, at: int, stop: int) -> int | None:
        """Where the name that begins at ``at`` ends, if nothing but its place says that it is one."""
        if self._is_none(text, at, stop) or _begins(self._after, text, at, stop):
            return None
        for end in range(at + 1, at + self._given(text, at, stop, _LONGEST_FREE) + 1):
            if text[end - 1] in self._not_free:
                return None
            if end > at + 1 and self.closes(text, end, stop):
                return end
        return None

    def ends_before_post(self, text: str, at: int, stop: int) -> Iterator[int]:
        """Where the name that begins at ``at`` with a surname may end, if a post follows it; the likeliest first."""
        if self._is_none(text, at, stop):
            return
        if (first_part := _BEFORE_DOT.match(text, at, stop)) is not None and all(map(is_han, first_part[0])):
            yield from self._dotted(text, at, first_part.end(), stop)
        starts = self._compound_ends(text, at, stop)
        if at < stop and text[at] in self._single:
            starts.append(at + 1)
        for start in starts:
            yield from range(start + self._given(text, start, stop, 2), start, -1)

    def _ends(self, text: str, at: int, stop: int, first: frozenset[str]) -> Iterator[int]:
        """Where the name may end, the longest first: 林志和 before 栾志 in 林志和带领."""
        if (first_part := _BEFORE_DOT.match(text, at, stop)) is not None and all(map(is_han, first_part[0])):
            yield from self._dotted(text, at, first_part.end(), stop)
        compounds = [(end, self._given(text, end, stop, 2)) for end in self._compound_ends(text, at, stop)]
        single = at < stop and text[at] in first
        given = self._given(text, at + 1, stop, 2) if single else 0
        yield from (end + 2 for end, after in compounds if after == 2)
        if single and at + 1 < stop and text[at + 1] in first and self._given(text, at + 2, stop, 2) == 2:
            yield at + 4
        if given == 2:
            yield at + 3
        yield from (end + 1 for end, after in compounds if after)
        if given:
            yield at + 2

    def _is_none(self, text: str, at: int, stop: int) -> bool:
        """Whether a word begins at ``at`` that begins no name."""
        return _begins(self._no_name, text, at, stop)

    def _is_post(self, text: str, at: int, stop: int) -> bool:
        """Whether the word at ``at`` is a post, alone or behind one or two characters (副主任)."""
        for start in (at, at + 1, at + 2):
            for end in self.post_ends(text, start, stop):
                if self.closes(text, end, stop):
                    return True
            if start >= stop or not is_han(text[start]):
                return False
        return False

    def _compound_ends(self, text: str, at: int, stop: int) -> list[int]:
        if at >= stop or text[at] not in self._compound_starts:
            return []
        lengths = self._compound_lengths
        return [at + n for n in lengths if at + n <= stop and text[at : at + n] in self._compound]

    def _given(self, text: str, at: int, stop: int, most: int) -> int:
        """How many characters from ``at`` on may be of a given name, up to ``most``."""
        end = min(stop, at + most)
        for i in range(at, end):
            character = text[i]
            if not is_han(character) or character in self._not_given:
                return i - at
            if _begins(self._follower, text, i, stop):
                return i - at
        return max(end - at, 0)

    def _dotted(self, text: str, at: int, end: int, stop: int) -> Iterator[int]:
        """Where a name with dots between its parts (阿不都·热合曼) may end, the longest first; the first ends at ``end``."""
        ends: list[range] = []
        while at < end < stop and text[end] in _DOTS and len(ends) < _MOST_PARTS:
            at = end + 1
            end = at + self._given(text, at, stop, _LONGEST_PART)
            ends.append(range(end, at, -1))
        for part in reversed(ends):
            yield from part
