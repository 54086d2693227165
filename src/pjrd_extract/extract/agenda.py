"""The agenda of a meeting: whose it is, when it was adopted, and its points."""

from __future__ import annotations

import re

from pjrd_extract.extract.context import CommonFields, Context
from pjrd_extract.extract.days import event_days
from pjrd_extract.extract.listing import listed_lines
from pjrd_extract.extract.passages import item
from pjrd_extract.find.congress import find_sitting
from pjrd_extract.models.articles import Agenda
from pjrd_extract.models.parts import Item
from pjrd_extract.outline.kinds import squeeze
from pjrd_extract.outline.model import ArticleOutline
from pjrd_extract.read.dense import dense

__all__ = ["extract_agenda"]

_ADOPTED = re.compile(r"[（(][^（）()\n]{4,80}?(?:通过|草案|讨论)[^（）()\n]{0,6}[）)]")
_LINE = re.compile(r"[^\n]+")


def extract_agenda(article: ArticleOutline, fields: CommonFields, context: Context) -> Agenda:
    """The record of an article that is the agenda of a meeting; points without markers are one a line."""
    head = dense(article.head).value
    first_lines = dense(article.body.slice(0, min(len(article.body), 200))).value
    sitting = find_sitting(squeeze(article.title), f"{head}\n{first_lines}")
    adopted = _ADOPTED.search(head) or _ADOPTED.search(first_lines)
    days = event_days(adopted[0] if adopted else head, context.rules, context.reference_date)
    return Agenda(
        **fields,
        body=sitting.body,
        congress=sitting.congress,
        session=sitting.session,
        adopted_on=days[-1] if days and (adopted is None or "通过" in adopted[0]) else None,
        items=listed_lines(article.body) or _unmarked(article),
    )


def _unmarked(article: ArticleOutline) -> tuple[Item, ...]:
    body = article.body
    lines = [
        (match.start() + len(match[0]) - len(match[0].lstrip()), match.start() + len(match[0].rstrip("；;。 \u3000")))
        for match in _LINE.finditer(body.value)
        if match[0].strip()
        and not match[0].strip().startswith(("（", "(", "—"))
        and not match[0].rstrip().endswith(("：", ":"))
    ]
    return tuple(item(body, *line, number) for number, line in enumerate(lines, 1))
