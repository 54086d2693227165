from __future__ import annotations

import datetime as dt
import json
import pickle
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pjrd_extract import PeriodError, parse_period
from pjrd_extract._text import Span

REFERENCE = dt.date(2023, 10, 16)
CASES = sorted((Path(__file__).parents[1] / "cases" / "normalize").glob("periods-*.jsonl"))


def cases() -> list[object]:
    read = [json.loads(line) for path in CASES for line in path.read_text(encoding="utf-8").splitlines()]
    return [pytest.param(case, id=f"{case['text'] or 'nothing'}") for case in read]


def parsed(text: str, reference: dt.date | None = REFERENCE) -> list[str | None]:
    period = parse_period(text, reference_date=reference)
    return [day.isoformat() if day else None for day in (period.start, period.end)]


@pytest.mark.parametrize("case", cases())
def test_cases(case: dict[str, object]) -> None:
    text, reference = str(case["text"]), dt.date.fromisoformat(str(case["reference_date"]))
    if case["expected"] == "error":
        with pytest.raises(PeriodError):
            parse_period(text, reference_date=reference)
    else:
        assert parsed(text, reference) == case["expected"], case["why"]


def test_the_period_keeps_the_text_as_given() -> None:
    period = parse_period(" 2022 年 元月 1 日", reference_date=None)
    assert (period.text, period.span) == (" 2022 年 元月 1 日", Span(0, 14))


@pytest.mark.parametrize(
    "text",
    [
        "今年",
        "去年来",
        "8月28日",
        "1-7月",
        "一季度",
        "上半年",
        "年底",
        "全年",
        "本月",
        "今天",
        "当年",
        "’21年",
        "去今两年",
    ],
)
def test_what_counts_from_the_reference_date_needs_one(text: str) -> None:
    with pytest.raises(PeriodError, match="needs a reference date"):
        parse_period(text, reference_date=None)


@pytest.mark.parametrize(
    "text", ["2022年", "“十四五”末", "二〇二四年三月", "2023-10-16", "自2021年7月起", "2021-2035年"]
)
def test_what_names_its_year_needs_no_reference_date(text: str) -> None:
    assert parsed(text, None) == parsed(text) != [None, None]


@pytest.mark.parametrize("text", ["三年来", "目前", "每年", "年均", "任职以来"])
def test_what_is_vague_needs_no_reference_date(text: str) -> None:
    assert parsed(text, None) == [None, None]


def test_the_reference_date_moves_the_year() -> None:
    assert parsed("去年11月到今年3月", dt.date(2020, 1, 1)) == ["2019-11-01", "2020-03-31"]
    assert parsed("2月", dt.date(2024, 5, 1)) == ["2024-02-01", "2024-02-29"]
    assert parsed("上月", dt.date(2024, 1, 31)) == ["2023-12-01", "2023-12-31"]
    assert parsed("本季度", dt.date(2024, 3, 31)) == ["2024-01-01", "2024-03-31"]


def test_two_digits_are_a_year_near_the_reference_date() -> None:
    assert parsed("’43年", REFERENCE) == ["2043-01-01", "2043-12-31"]
    assert parsed("’44年", REFERENCE) == ["1944-01-01", "1944-12-31"]


def test_the_error_says_what_is_wrong_and_survives_pickling() -> None:
    with pytest.raises(PeriodError) as raised:
        parse_period("2月30日", reference_date=REFERENCE)
    error = pickle.loads(pickle.dumps(raised.value))
    assert (error.text, error.span, str(error)) == ("2月30日", Span(0, 5), str(raised.value))
    assert "2023-2-30" in str(error)
    assert isinstance(error, ValueError)


@pytest.mark.parametrize("reference", [dt.date.min, dt.date.max])
@pytest.mark.parametrize(
    "text", ["明年", "大前年", "下月", "上季度", "明天", "前天", "2023年之后", "1月1日后", "1月前", "’21年"]
)
def test_dates_beyond_the_calendar_are_refused(text: str, reference: dt.date) -> None:
    with suppress(PeriodError):
        parse_period(text, reference_date=reference)


@given(day=st.dates(dt.date(1600, 1, 1), dt.date(2199, 12, 31)), reference=st.dates())
def test_any_day_in_any_notation_is_read_back(day: dt.date, reference: dt.date) -> None:
    read_out = "".join("〇一二三四五六七八九"[int(figure)] for figure in str(day.year))
    notations = [
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}年{day.month:02}月{day.day:02}日",
        f"{day.year} 年 {day.month} 月 {day.day} 日",
        f"{day.year}-{day.month:02}-{day.day:02}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{numeral(day.month)}月{numeral(day.day)}日",
    ]
    if str(day.year)[0] in "12":
        notations.append(f"{read_out}年{numeral(day.month)}月{numeral(day.day)}日")
    for notation in notations:
        period = parse_period(notation, reference_date=reference)
        assert (period.start, period.end) == (day, day), notation


@given(first=st.integers(1, 12), last=st.integers(1, 12), joint=st.sampled_from("-—–~至到～"))
def test_any_span_of_months_ends_with_its_last_day(first: int, last: int, joint: str) -> None:
    text = f"今年{first}{joint}{last}月"
    if first > last:
        with pytest.raises(PeriodError):
            parse_period(text, reference_date=REFERENCE)
        return
    period = parse_period(text, reference_date=REFERENCE)
    assert period.start == dt.date(2023, first, 1)
    assert period.end is not None
    assert (period.end.month, (period.end + dt.timedelta(days=1)).day) == (last, 1)


@given(text=st.text(), reference=st.none() | st.dates())
def test_no_text_does_more_than_raise(text: str, reference: dt.date | None) -> None:
    with suppress(PeriodError):
        assert parse_period(text, reference_date=reference).text == text


def numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    figures = " 一二三四五六七八九"
    ten = "" if not tens else "十" if tens == 1 else figures[tens] + "十"
    return ten + (figures[ones] if ones else "")
