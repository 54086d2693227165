"""The table of contents against the articles."""

from __future__ import annotations

import pytest

from pjrd_extract import Bulletin, ContentsEntry, Finding, Masthead, Other, Source, Span
from pjrd_extract.check.registry import check

TITLES = ("关于财政工作的报告", "关于水利工作的报告", "关于教育工作的报告", "关于林业工作的报告")


def findings(listed: list[str], written: list[str]) -> tuple[str, tuple[Finding, ...]]:
    """A bulletin whose table of contents lists some titles and whose articles bear others."""
    text, entries, articles = "", [], []
    for title in listed:
        entries.append(ContentsEntry(title=title, span=Span(len(text), len(text) + len(title))))
        text += title + "\n"
    for i, title in enumerate(written):
        start = len(text)
        text += f"{title}\n平稳有序\n"
        articles.append(Other(index=i, title=title, span=Span(start, len(text))))
    bulletin = Bulletin(
        source=Source(name="a", sha256="", format="text", encoding="utf-8", characters=len(text)),
        masthead=Masthead(),
        contents=tuple(entries),
        articles=tuple(articles),
    )
    return text, check(bulletin, text)


@pytest.mark.parametrize(
    ("listed", "written", "expected"),
    [
        (TITLES, TITLES, []),
        ((), TITLES, []),
        (("财政工作报告", *TITLES[1:]), TITLES, []),
        (TITLES, TITLES[:3], ["“关于林业工作的报告”，正文中没有找到"]),
        (TITLES[:3], TITLES, ["正文有“关于林业工作的报告”，目录中没有"]),
        (TITLES, (*TITLES[1:], TITLES[0]), ["目录第1项“关于财政工作的报告”，在正文中是第4篇"]),
        (("关于全县财政工作情况的报告", *TITLES[1:]), TITLES, ["目录写“关于全县财政工作情况的报告”，标题写“关于财政"]),
        (TITLES, ("云江县人民政府" + TITLES[0], "云江县人大常委会" + TITLES[1], *TITLES[2:]), []),
        (TITLES, ("全面" + TITLES[0], *TITLES[1:]), ["目录写“关于财政工作的报告”，标题写“全面关于财政工作的报告”"]),
        (TITLES, TITLES[:1], ["目录有4项，正文中只找到其中1项"]),
    ],
)
def test_contents(listed: list[str], written: list[str], expected: list[str]) -> None:
    text, found = findings(list(listed), list(written))
    assert [one.code for one in found] == ["contents-mismatch"] * len(expected)
    for one, part in zip(found, expected, strict=True):
        assert part in one.message
        assert all(text[evidence.span.slice] == evidence.text for evidence in one.evidence)
