"""What the page has of a bulletin: a line of its index, and its data, packed until the bulletin is opened."""

from __future__ import annotations

import base64
import gzip
import json
from collections import Counter

from pjrd_extract.models.bulletin import Bulletin

__all__ = ["entry", "packed", "place"]

_BODIES = ("人民代表大会常务委员会", "人大常委会")


def entry(bulletin: Bulletin) -> dict[str, object]:
    """What the index of the page shows of ``bulletin`` without opening it.

    ``date`` is that of the masthead, or else the one that relative periods were resolved against.
    """
    head = bulletin.masthead
    date = head.published_on or bulletin.reference_date
    return {
        "name": bulletin.source.name,
        "sha256": bulletin.source.sha256,
        "title": head.title,
        "place": place(bulletin),
        "number": head.issue_number,
        "date": date.isoformat() if date is not None else None,
        "articles": len(bulletin.articles),
        "metrics": sum(len(article.metrics) for article in bulletin.articles),
        "findings": dict(Counter(finding.code for finding in bulletin.findings)),
    }


def place(bulletin: Bulletin) -> str | None:
    """The county or city whose committee issues ``bulletin``, as the issuer names it; else the issuer's whole name.

    >>> from pjrd_extract import extract
    >>> place(extract("# 鹿陵县人民代表大会常务委员会公报\\n\\n# 关于财政工作的报告\\n\\n2023年，全县完成地方税收6.72亿元。"))
    '鹿陵县'
    """
    issuer = bulletin.masthead.issuer
    if issuer is None:
        return None
    for body in _BODIES:
        if (stem := issuer.partition(body)[0]) and stem != issuer:
            return stem
    return issuer


def packed(value: object) -> str:
    """``value`` as JSON, compressed, in letters that need no escape in HTML. The same value gives the same letters.

    >>> packed({"text": "</script>"}).isascii()
    True
    """
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return base64.b64encode(gzip.compress(data, 6, mtime=0)).decode("ascii")
