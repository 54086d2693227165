"""Sentences that go on over paragraphs: a lead-in that ends with a colon, and items that end with semicolons."""

from __future__ import annotations

__all__ = ["ListItems"]

_COLON, _GOES_ON = "：:", frozenset("：:；;")
_BLANK = " \t\n"
_FURTHEST = 4  # characters between two paragraphs: where a table was, it is more
_SENTENCE_ENDS = "。！？"


class ListItems:
    """The lists of ``text`` whose items are paragraphs of one sentence, asked about from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._seen = 0  # where the last item ended whose lead-in is known
        self._lead_in: tuple[int, int] | None = None

    def lead_in(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the lead-in stands whose sentence goes on in the item ``text[start:end]``, if it is one.

        The first item ends with a semicolon itself; one that a full stop ends is a sentence of its own.

        >>> text = "今年目标为：\\n——甲3家；\\n——乙5家。"
        >>> items = ListItems(text)
        >>> items.lead_in(7, 13), items.lead_in(14, 19), ListItems("今年目标为：\\n甲3家。").lead_in(7, 10)
        ((0, 6), (0, 6), None)
        """
        text = self._text
        last = self._before(start)
        if last < 0:
            return None
        if text[last] in _COLON:
            found = self._of_colon(last) if text[end - 1] in "；;" else None
        elif last < self._seen:
            found = self._lead_in
        else:
            found = self._above(last)
        self._seen, self._lead_in = end, found
        return found

    def _before(self, start: int) -> int:
        """Where the mark stands that the paragraph before the one at ``start`` goes on with, or -1."""
        text, at = self._text, start - 1
        while at >= 0 and text[at] in _BLANK:
            at -= 1
        goes_on = at >= 0 and start - at <= _FURTHEST and text[at] in _GOES_ON
        return at if goes_on and text.find("\n", at, start) >= 0 else -1

    def _above(self, last: int) -> tuple[int, int] | None:
        """The lead-in above the items without figures, the last of which ends at ``last``."""
        text = self._text
        while last >= 0 and text[last] not in _COLON:
            if last < self._seen:
                return self._lead_in
            line = text.rfind("\n", 0, last) + 1
            if any(text.find(mark, line, last) >= 0 for mark in _SENTENCE_ENDS):
                return None
            last = self._before(line)
        return self._of_colon(last) if last >= 0 else None

    def _of_colon(self, colon: int) -> tuple[int, int] | None:
        """The lead-in that ends with the ``colon``, from where its sentence begins; a heading is none."""
        text = self._text
        line = text.rfind("\n", 0, colon) + 1
        if text.startswith("#", line):
            return None
        return max(line, *(text.rfind(mark, line, colon) + 1 for mark in _SENTENCE_ENDS)), colon + 1
