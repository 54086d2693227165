"""Files of many bulletins: what is compared with what, and what that costs."""

from __future__ import annotations

import gc
import statistics
import time

from benchmarks.adversarial import ordinary

from pjrd_extract import Bulletin, Span, extract
from pjrd_extract._text import Text
from pjrd_extract.check.registry import check
from pjrd_extract.check.stretches import stretches
from pjrd_extract.models.articles import Article, Meeting, Other
from pjrd_extract.read.clean import clean
from pjrd_extract.rules import Rules

_TRIES = 5


def articles(kinds: str) -> list[Article]:
    """One article a letter, ten characters long: M the news of a meeting, o another."""
    return [
        (Meeting if kind == "M" else Other)(index=i, title="", span=Span(10 * i, 10 * i + 10))
        for i, kind in enumerate(kinds)
    ]


def test_a_bulletin_is_one_stretch() -> None:
    made = articles("M" + "o" * 30 + "M" + "o" * 28)
    [one] = stretches(made, 700)
    assert (list(one.articles), one.start, one.end) == (made, 0, 700)


def test_many_bulletins_are_parted_at_the_news_of_a_meeting() -> None:
    made = articles(("MM" + "o" * 24) * 3)
    found = list(stretches(made, 1000))
    assert [len(one.articles) for one in found] == [26, 26, 26]
    assert [(one.start, one.end) for one in found] == [(0, 260), (260, 520), (520, 1000)]


def test_where_no_meeting_parts_them_a_stretch_ends_all_the_same() -> None:
    assert [len(one.articles) for one in stretches(articles("o" * 130), 1300)] == [60, 60, 10]


def test_bulletins_of_one_file_do_not_contradict_each_other() -> None:
    one = (
        "# 青石县人大常委会召开第{n}次会议\n\n会议听取了县水利局局长{name}的报告。\n\n"
        "# 履职情况报告\n\n县水利局局长 {name}\n\n现将履职情况报告如下。\n\n2023年，新建水库{n}座，改造渠道310公里。\n\n"
        "# 关于对县水利局局长{name}同志的履职情况评价意见书\n\n2023年，新建水库{n}座，改造渠道310公里。\n\n"
    )
    filler = "".join(f"# 关于第{i}项工作的报告\n\n工作有序推进。\n\n" for i in range(30))
    together = "".join(
        one.format(n=n, name=name) + filler for n, name in ((12, "丁一鸣"), (21, "丁一铭"), (13, "丁一明"))
    )
    bulletin = extract(together)
    assert len(bulletin.articles) > 60
    assert [finding.message for finding in bulletin.findings if finding.severity != "info"] == []
    # The same two in one bulletin are one office with two names.
    apart = extract(one.format(n=12, name="丁一鸣") + "# 关于水利工作的报告\n\n县水利局局长丁一铭作了说明。\n")
    assert [finding.code for finding in apart.findings] == ["name-mismatch"]


def test_checks_cost_a_character_of_a_long_file_what_they_cost_in_a_short_one() -> None:
    rules = Rules.default()
    long = ordinary(400_000)

    def prepared(text: str) -> tuple[Bulletin, str, Text]:
        return extract(text), text, clean(text).text

    def seconds(bulletin: Bulletin, source: str, text: Text) -> float:
        gc.disable()  # as during an extraction
        try:
            started = time.process_time()
            check(bulletin, source, text, rules)
            return time.process_time() - started
        finally:
            gc.enable()

    # Parts of the same text, so that each character is looked at once in both: memory is as cold here as there.
    parts = [prepared(long[at : at + 40_000]) for at in range(0, len(long), 40_000)]
    whole = prepared(long)
    ratios = []
    for _ in range(_TRIES):
        short = statistics.fmean(seconds(*part) for part in parts)
        ratios.append(seconds(*whole) / (10 * short))
        if ratios[-1] < 1.15:
            break
    assert min(ratios) < 1.15, ratios
