from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pjrd_extract import PeriodError, Rules, find_periods, parse_period
from pjrd_extract.find.periods import FoundPeriod, PeriodFinder
from pjrd_extract.normalize.period_phrases import PhraseReader
from pjrd_extract.rules.schema import PeriodRule

REFERENCE = dt.date(2023, 10, 16)
CASES = Path(__file__).parents[1] / "cases"
SHARED = Path(__file__).parents[3] / "shared"

# Words and characters that period phrases are made of, to reach deeper than arbitrary text does.
PIECES = [
    *"年月日号季度旬周天上中下前后今去明本当同次全至到自从起来以底末初内间的、，。和与-—~/.“”《》〇○零半几多余",
    *"0123456789一二三四五六七八九十", "2022", "2021年", "今年", "去年", "以来", "截至", "十四五", "“十四五”", "上半年",
    "季度", "学年", "年底", "每年", "三年", "个月", "任职", "之前", "以后", "至今", "\n", " ", "世纪",
    "90年代", "２", "元月",
]  # fmt: skip
# What may stand around a year.
YEARS = [
    *("2022年", "2023年", "1999年", "去年", "今年", "上年", "当年", "前年", "明年", "次年", "年", "度", "度假", "的", "1月", "8日", "上半年"),
    *("底", "初", "来", "以来", "至今", "前", "之前", "期间", "内", "至", "-", "、", "和", "起", "截至", "自", "从", "到", "近", "比", "同期"),
    *("。", "，", "\n", "“", "”", "《", "》", "每", "三年", "年度", "第一季度", "全县", "轻", "级", "如", "10", "共", "工作"),
]  # fmt: skip


def read(name: str) -> list[object]:
    lines = (CASES / "find" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=case["text"]) for case in map(json.loads, lines)]


def found_in(text: str, reference: dt.date | None = REFERENCE) -> list[dict[str, str | None]]:
    return [
        {"text": p.text, "start": _iso(p.start), "end": _iso(p.end)}
        for p in find_periods(text, reference_date=reference)
    ]


def found(text: str) -> list[FoundPeriod]:
    return Rules.default().derived(PeriodFinder).find(text, REFERENCE)


@pytest.mark.parametrize("case", read("periods-in-sentences"))
def test_periods_in_sentences(case: dict[str, object]) -> None:
    assert found_in(str(case["text"]), dt.date.fromisoformat(str(case["reference_date"]))) == case["expected"], case[
        "why"
    ]


@pytest.mark.parametrize("case", read("not-periods"))
def test_what_only_looks_like_a_period(case: dict[str, object]) -> None:
    assert found_in(str(case["text"])) == [], case["why"]


def phrases() -> list[object]:
    """The phrases of the normalizer that stand by themselves, to be found in sentences too."""
    paths = sorted((CASES / "normalize").glob("periods-*.jsonl"))
    all_cases = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    # These count from the reference date only where no text stands around them.
    bare = ("当年", "次年", "同年", "翌年", "当月", "次月", "28日", "当年度")
    # The full stop or the blank before them would make them something else.
    return [
        pytest.param(case, id=case["text"])
        for case in all_cases
        if case["expected"] != "error" and case["text"] not in bare and case["text"] == case["text"].strip()
    ]


@pytest.mark.parametrize("case", phrases())
@pytest.mark.parametrize(
    "sentence", ["{}，全县完成造林3万亩。", "据统计，{}，全县完成造林3万亩。", "全县（{}）共3人。\n"]
)
def test_every_phrase_is_found_in_a_sentence(case: dict[str, object], sentence: str) -> None:
    dates = case["expected"]
    assert isinstance(dates, list)
    expected = {"text": case["text"], "start": dates[0], "end": dates[1]}
    assert found_in(sentence.format(case["text"])) == [expected], case["why"]


@given(st.lists(st.sampled_from(YEARS), max_size=10).map("".join), st.sampled_from((REFERENCE, None)))
def test_years_alone_are_read_as_all_others(text: str, reference: dt.date | None) -> None:
    finder = Rules.default().derived(PeriodFinder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PhraseReader, "_lone_year", lambda *_: None)
        slowly = finder.find(text, reference)
    assert finder.find(text, reference) == slowly


@pytest.mark.parametrize("rule", Rules.default().periods, ids=lambda rule: f"{rule.group}-{rule.name}")
def test_examples_of_the_rules(rule: PeriodRule) -> None:
    assert rule.examples or rule.counterexamples
    for example in rule.examples:
        assert any(word in example for word in rule.words), example
        assert found(example), example
    for counterexample in rule.counterexamples:
        texts = [period.text for period in found(counterexample)]
        assert not any(word in text for word in rule.words for text in texts), (counterexample, texts)


def test_each_word_stands_in_one_record_of_its_group() -> None:
    words = [(rule.group, word) for rule in Rules.default().periods for word in rule.words]
    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_without_a_reference_date_relative_phrases_keep_their_text() -> None:
    text = "去年完成3件，2021年以来完成9件，8月28日验收。"
    assert found_in(text, None) == [
        {"text": "去年", "start": None, "end": None},
        {"text": "2021年以来", "start": "2021-01-01", "end": None},
        {"text": "8月28日", "start": None, "end": None},
    ]


def test_a_sentence_that_names_its_year_needs_no_reference_date() -> None:
    assert found_in("2022年8月动工，9月竣工。", None)[1] == {"text": "9月", "start": "2022-09-01", "end": "2022-09-30"}


def test_spans_point_into_the_text_as_given() -> None:
    text = "截至　２０２２ 年 8 月底，完成。"
    [period] = find_periods(text, reference_date=REFERENCE)
    assert (period.text, str(period.end)) == ("截至　２０２２ 年 8 月底", "2022-08-31")
    assert text[period.span.slice] == period.text


def test_listed_years_are_kept_one_by_one() -> None:
    [period] = found("去今两年，市财政分别安排31.5亿元、36.5亿元。")
    year = [(dt.date(y, 1, 1), dt.date(y, 12, 31)) for y in (2022, 2023)]
    assert list(period.listed) == year
    assert [p.listed for p in found("2022年和2023年分别完成3件、4件")] == [tuple(year)]
    assert [p.listed for p in found("2022、2023年分别完成3件、4件")] == [tuple(year)]
    assert [p.listed for p in found("2022年以来完成3件")] == [()]


def test_listed_years_with_a_gap_have_no_dates_as_a_whole() -> None:
    [period] = found("2019、2021年分别完成3件、4件")
    assert (period.start, period.end, len(period.listed)) == (None, None, 2)


@pytest.mark.parametrize(
    ("text", "precision", "opened", "rate"),
    [
        ("8月28日", "day", None, False),
        ("8月", "month", None, False),
        ("一季度", "quarter", None, False),
        ("上半年", "half", None, False),
        ("2022年", "year", None, False),
        ("2021-2035年", "span", None, False),
        ("去年11月到今年3月", "month", None, False),
        ("2021年以来", "year", "since", False),
        ("截至8月31日", "day", "until", False),
        ("6月底", "month", "until", False),
        ("2022年以前", "year", "until", False),
        ("2022年以后", "year", "since", False),
        ("三年来", "vague", None, False),
        ("每年", "vague", None, True),
        ("年均", "vague", None, True),
        ("每年3月", "vague", None, True),
    ],
)
def test_what_the_metrics_learn(text: str, precision: str, opened: str | None, rate: bool) -> None:
    [period] = found(text)
    assert (period.text, period.precision, period.open, period.rate) == (text, precision, opened, rate)
    assert period.vague == (precision == "vague")


def test_rules_of_a_user_are_used(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        '[[periods]]\nname = "上一届"\ngroup = "vague"\nwords = ["上一届政府任期"]\n'
        '[[periods]]\nname = "本财年"\ngroup = "year"\nvalue = ["reference", 0]\nwords = ["本财年"]\n',
        encoding="utf-8",
    )
    rules = Rules.default().extended(path)
    texts = [
        p.text for p in find_periods("上一届政府任期建成3座，本财年建成2座", reference_date=REFERENCE, rules=rules)
    ]
    assert texts == ["上一届政府任期", "本财年"]
    assert str(parse_period("本财年", reference_date=REFERENCE, rules=rules).end) == "2023-12-31"
    assert found_in("本财年建成2座") == []


@given(text=st.text() | st.lists(st.sampled_from(PIECES), max_size=14).map("".join), reference=st.none() | st.dates())
def test_any_text_gives_periods_in_order_that_point_home(text: str, reference: dt.date | None) -> None:
    end = 0
    for period in find_periods(text, reference_date=reference):
        assert end <= period.span.start < period.span.end
        assert text[period.span.slice] == period.text
        assert period.start is None or period.end is None or period.start <= period.end
        end = period.span.end


@given(text=st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_a_phrase_alone_means_what_it_means_first_in_a_text(text: str) -> None:
    first = next(iter(find_periods(text, reference_date=REFERENCE)), None)
    if first is None or (first.start is None and first.end is None):
        return
    try:
        alone = parse_period(first.text, reference_date=REFERENCE)
    except PeriodError as error:
        raise AssertionError(f"{first.text!r} was found in {text!r}") from error
    assert (alone.start, alone.end) == (first.start, first.end)


@pytest.mark.parametrize(
    "piece",
    ["年", "1", "月", "一", "自", "以来", "自以来", "1、", "1-", "2022年、", "2022年至", "今年的", "到2022年",
     "《", "“", "第一", "三年", "自去年a以来", "一届一以来", "年底", "1月\n", "每年", "2022-10-16", "十", "任任任1年"],
)  # fmt: skip
def test_time_grows_with_the_length_of_the_text(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        best = float("inf")
        for _ in range(3):
            began = process_time()
            found(text)
            best = min(best, process_time() - began)
        return best

    seconds(1000)
    assert seconds(50_000) < 16 * seconds(12_500) + 0.05


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared with the real bulletin is not here")
def test_every_period_of_the_real_bulletin() -> None:
    name = "pingjiang-2023-14"
    source = (SHARED / "bulletins" / f"{name}.md").read_text(encoding="utf-8")
    gold = [json.loads(line) for line in (SHARED / "gold" / f"{name}.metrics.jsonl").read_text("utf-8").splitlines()]
    # Two clauses of an event ("after it was handed down") that no word marks as a time.
    gold = [g for g in gold if g.get("period_text") and g["period_text"] not in ("未下放县管之前", "下放后")]
    assert len(gold) > 200
    found_at = {period.span.start: period for period in find_periods(source, reference_date=REFERENCE)}
    wrong = []
    for row in gold:
        text, expected = row["period_text"], row["period"] or [None, None]
        period = found_at.get(source.rindex(text, 0, row["end"]))
        if period is None or period.text != text or [_iso(period.start), _iso(period.end)] != expected:
            wrong.append((text, expected, period))
    # 去今两年 is one period; the gold of each figure bears its own year, which `listed` holds.
    assert [text for text, _, _ in wrong] == ["去今两年", "去今两年"]
    [pair] = found("去今两年")
    assert [[_iso(day) for day in dates] for dates in pair.listed] == [expected for _, expected, _ in wrong]


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
