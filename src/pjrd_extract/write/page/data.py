"""What the page has of a bulletin: a line of its index, and its data, packed until the bulletin is opened."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections import Counter
from typing import Any

from pjrd_extract.models.bulletin import Bulletin

__all__ = ["entry", "packed", "place"]

_BODIES = ("人民代表大会常务委员会", "人大常委会")
_CONGRESS = re.compile(r"第?[一二三四五六七八九十百零〇0-9]{1,4}届$")


def entry(bulletin: Bulletin) -> dict[str, Any]:
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
    """The county or city whose committee issues ``bulletin``: as the issuer is named, or else the body that met.

    An issuer that is no such committee is given whole.

    >>> from pjrd_extract import extract
    >>> place(extract("# 鹿陵县人民代表大会常务委员会公报\\n\\n# 关于财政工作的报告\\n\\n2023年，全县完成地方税收6.72亿元。"))
    '鹿陵县'
    """
    issuer = bulletin.masthead.issuer
    bodies = (getattr(article, "body", None) for article in bulletin.articles)
    for name in filter(None, (issuer, *bodies)):
        for body in _BODIES:
            stem, found, _ = name.partition(body)
            stem = _CONGRESS.sub("", stem)
            if found and len(stem) > 1:  # 县 alone is no name.
                return stem
    return issuer


def packed(value: object) -> str:
    """``value`` as JSON, compressed, in letters that need no escape in HTML. The same value gives the same letters.

    >>> packed({"text": "</script>"}).isascii()
    True
    """
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return base64.b64encode(gzip.compress(data, 6, mtime=0)).decode("ascii")
