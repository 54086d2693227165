"""The word of a change that stands at the end of a phrase, before its figure."""

from __future__ import annotations

import re

from pjrd_extract._patterns import Words

__all__ = ["ChangeEnd"]


class ChangeEnd:
    """Finds what ``pattern`` matches, which ends with the phrase; its group ``behind``, if any, is ``tail`` throughout.

    The words of a tail are hundreds, and may stand behind few changes: in the pattern they would take as long to
    compile as all the rest of it.

    >>> end = ChangeEnd(re.compile("增长了?$|增幅(?P<behind>.*)$"), Words(["分别", "约"]))
    >>> end.search("产值增幅分别约").start(), end.search("产值增幅最大"), end.cut("产值增长了")
    (2, None, '产值')
    """

    def __init__(self, pattern: re.Pattern[str], tail: Words) -> None:
        self._pattern = pattern
        self._tail = tail

    def search(self, phrase: str) -> re.Match[str] | None:
        """The first match."""
        match = self._pattern.search(phrase)
        while match is not None and match["behind"] and not self._is_tail(match["behind"], phrase, match.end()):
            match = self._pattern.search(phrase, match.start() + 1)
        return match

    def fullmatch(self, phrase: str) -> re.Match[str] | None:
        """The match that is all of ``phrase``."""
        match = self.search(phrase)
        return match if match is not None and match.start() == 0 else None

    def cut(self, phrase: str) -> str:
        """``phrase`` without its match."""
        match = self.search(phrase)
        return phrase if match is None else phrase[: match.start()] + phrase[match.end() :]

    def _is_tail(self, behind: str, phrase: str, end: int) -> bool:
        at = end - len(behind)
        while at < end and (word := self._tail.match(phrase, at)) is not None:
            at = word.end()
        return at == end
