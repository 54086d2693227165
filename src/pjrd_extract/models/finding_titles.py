"""What the codes and severities of findings are called, in English and in Chinese: for pages, tables and people."""

from __future__ import annotations

from typing import Literal, NamedTuple

__all__ = ["FINDING_TITLES", "SEVERITY_TITLES", "Title"]


class Title(NamedTuple):
    """A name of a few words, in Chinese (``zh``) and English (``en``)."""

    zh: str
    en: str


FINDING_TITLES: dict[str, Title] = {
    "attendance-count": Title("人数不一致", "Numbers of people differ"),
    "name-mismatch": Title("姓名、职务写法不一致", "Names or offices differ"),
    "contents-mismatch": Title("目录与标题不一致", "Contents and titles differ"),
    "figure-mismatch": Title("两处数字不同", "Figures differ"),
    "sum-mismatch": Title("合计不符", "Parts don't make their total"),
    "share-mismatch": Title("占比不符", "Share doesn't fit"),
    "change-mismatch": Title("增减不符", "Change doesn't fit"),
    "missing-unit": Title("缺单位", "Unit missing"),
    "section-order": Title("序号不连续", "Numbering broken"),
    "stray-text": Title("多余文字", "Stray text"),
    "implausible": Title("不合常理", "Implausible"),
    "undated": Title("缺日期", "No date"),
    "ocr-suspect": Title("数字曾断开", "Number was broken"),
    "low-confidence": Title("识别可信度低", "Doubtful recognition"),
    "correction": Title("更正未照用", "Correction in doubt"),
}
"""A title for each code that a finding may have, in the order of ``docs/findings.md``."""

SEVERITY_TITLES: dict[Literal["error", "warning", "info"], Title] = {
    "error": Title("错误", "Error"),
    "warning": Title("存疑", "Warning"),
    "info": Title("提示", "Note"),
}
"""A title for each severity, the gravest first."""
