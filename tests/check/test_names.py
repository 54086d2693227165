"""Names of one person written in two ways."""

from __future__ import annotations

import pytest

from pjrd_extract import Attendance, Bulletin, Masthead, Meeting, Person, Source, Span
from pjrd_extract.check.characters import Confusions
from pjrd_extract.check.registry import check
from pjrd_extract.rules import Rules


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("韦国梁", "韦国粱", "形近"),
        ("丁晓明", "丁小明", "音近"),
        ("丁晓明", "丁大明", None),
        ("丁晓明", "丁明", None),
        ("丁晓明", "丁晓明", None),
        ("韦晓梁", "韦小粱", "形近"),
    ],
)
def test_how_names_are_alike(one: str, other: str, how: str | None) -> None:
    confusions = Confusions(Rules.default())
    assert confusions.how(one, other) == confusions.how(other, one) == how


@pytest.mark.parametrize(
    ("told", "listed", "found"),
    [
        (("丁晓明",), ("丁小明", "王二"), ["会议报道写“丁晓明”，名单写“丁小明”"]),
        (("丁晓明",), ("丁晓明", "丁小明"), []),
        (("丁晓明", "丁小明"), ("丁小明",), []),
        (("丁晓明",), ("丁大明",), []),
        (("袁燕",), ("袁艳",), []),
        (("姜红文",), ("江红文",), []),
        (("韦梁",), ("韦粱",), ["会议报道写“韦梁”，名单写“韦粱”"]),
    ],
    ids=[
        "one person",
        "two people, both listed",
        "two people, both in the news",
        "another name",
        "names of two characters that sound alike",
        "surnames that sound alike",
        "names of two characters that look alike",
    ],
)
def test_the_news_against_the_list(told: tuple[str, ...], listed: tuple[str, ...], found: list[str]) -> None:
    text, people = "", []
    for name in (*told, *listed):
        people.append(Person(name=name, span=Span(len(text), len(text) + len(name))))
        text += name
    half = len("".join(told))
    bulletin = Bulletin(
        source=Source(name="a", sha256="", format="text", encoding="utf-8", characters=len(text)),
        masthead=Masthead(),
        articles=(
            Meeting(index=0, title="会议", span=Span(0, half), present=people[: len(told)]),
            Attendance(index=1, title="名单", span=Span(half, len(text)), present=people[len(told) :]),
        ),
    )
    messages = [one.message for one in check(bulletin, text) if one.code == "name-mismatch"]
    assert len(messages) == len(found)
    assert all(part in message for part, message in zip(found, messages, strict=True))
