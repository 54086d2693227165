"""The findings of a bulletin for people to read: a line each, with the places that it rests on below it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pjrd_extract.models.bulletin import Bulletin, Finding

__all__ = ["findings_text", "reaches"]

Severity = Literal["error", "warning", "info"]
_GRAVITY = {"info": 0, "warning": 1, "error": 2}
_MOST = 6


def findings_text(bulletin: Bulletin, name: str) -> str:
    """The findings of ``bulletin``, each line led by ``name`` and severity; no text for none.

    >>> from pjrd_extract import extract
    >>> print(findings_text(extract("关于水利工作的报告\\n\\n2023年，群众满意率达120%。"), "a.md"), end="")
    a.md: warning implausible: 比率超过100%：“群众满意率达120%”
        第1篇 17–27 “群众满意率达120%”
    """
    return "".join(line + "\n" for finding in bulletin.findings for line in _lines(finding, name))


def _lines(finding: Finding, name: str) -> Iterator[str]:
    yield f"{name}: {finding.severity} {finding.code}: {' '.join(finding.message.split())}"
    for evidence in finding.evidence[:_MOST]:
        where = "篇外" if evidence.article is None else f"第{evidence.article + 1}篇"
        text = " ".join(evidence.text.split())
        shown = text if len(text) <= 60 else text[:59] + "…"
        yield f"    {where} {evidence.span.start}–{evidence.span.end} “{shown}”"
    if len(finding.evidence) > _MOST:
        yield f"    另有{len(finding.evidence) - _MOST}处"


def reaches(finding: Finding, severity: Severity) -> bool:
    """Whether a finding is of ``severity`` or graver.

    >>> reaches(Finding(code="sum-mismatch", severity="warning", message=""), "info")
    True
    """
    return _GRAVITY[finding.severity] >= _GRAVITY[severity]
