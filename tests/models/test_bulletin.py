from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pjrd_extract import Bulletin, CustomArticle, Masthead, Metric, Other, PjrdError, Place, Source, Span, extract
from pjrd_extract.models.base import made, plain
from pjrd_extract.write.json import to_json

SOURCE = Source(name="a.md", sha256="0" * 64, format="markdown", encoding="utf-8", characters=100)


class Petition(CustomArticle):
    """A kind that a user added."""

    kind: str = "petition"
    petitioners: tuple[str, ...] = ()
    received: dt.date | None = None


def bulletin(*articles: Any) -> Bulletin:
    return Bulletin(source=SOURCE, masthead=Masthead(title="公报"), articles=articles)


def metric(**fields: Any) -> Metric:
    given: dict[str, Any] = {
        "name": "投资",
        "text": "3亿元",
        "unit": "元",
        "kind": "money",
        "bound": "exact",
        "role": "level",
        "status": "actual",
        "span": Span(0, 3),
    }
    return Metric(**{**given, **fields})


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4) | st.none(), st.none() | st.just(("一", "二")))
def test_what_is_made_of_fields_is_what_the_constructor_makes(value: Decimal | None, path: Any) -> None:
    given = {**metric().__dict__, "value": value, "section": path or ()}
    one, other = made(Metric, given), Metric(**given)
    assert one == other
    assert one.model_fields_set == other.model_fields_set
    assert one.model_dump_json() == other.model_dump_json()
    assert one.model_copy(update={"unit": "人"}) == other.model_copy(update={"unit": "人"})


@pytest.mark.parametrize("wrong", [{"kind": "colour"}, {"value": "much"}, {"colour": "red"}, {"span": None}])
def test_what_is_made_of_fields_is_validated(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as made_so:
        made(Metric, {**metric().__dict__, **wrong})
    with pytest.raises(ValidationError) as constructed:
        Metric(**{**metric().__dict__, **wrong})
    assert made_so.value.errors() == constructed.value.errors()


def test_a_kind_that_a_user_added_keeps_its_fields() -> None:
    petition = Petition(index=0, title="来信", span=Span(0, 9), petitioners=("甲", "乙"), received=dt.date(2024, 1, 2))
    [article] = Bulletin.model_validate_json(to_json(bulletin(petition))).articles
    assert isinstance(article, CustomArticle)
    assert article.kind == "petition"
    assert article.model_extra == {"petitioners": ["甲", "乙"], "received": "2024-01-02"}


def test_json_of_an_unknown_kind_is_written_again_as_it_was() -> None:
    written = to_json(bulletin(Petition(index=0, title="来信", span=Span(0, 9), petitioners=("甲",))))
    assert to_json(Bulletin.model_validate_json(written)) == written


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4), st.dates(), st.none() | st.dates())
def test_what_is_written_is_read_back_equal(value: Decimal, start: dt.date, end: dt.date | None) -> None:
    period = {"start": start, "end": end, "text": "今年", "span": Span(5, 7)}
    article = Other(index=0, title="报告", span=Span(0, 9), metrics=(metric(value=value, period=period),))
    whole = bulletin(article)
    assert Bulletin.model_validate_json(to_json(whole)) == whole


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_plain_numbers_are_the_same_number_without_exponent(value: Decimal) -> None:
    shown = plain(value)
    assert Decimal(shown) == value
    assert "E" not in shown.upper()
    assert "." not in shown or shown[-1] not in "0."


@pytest.mark.parametrize(("value", "shown"), [("-0.0", "-0"), ("1E+3", "1000"), ("0.10", "0.1"), ("100", "100")])
def test_plain_numbers(value: str, shown: str) -> None:
    assert plain(Decimal(value)) == shown


@pytest.mark.parametrize(
    "fields", [{"bound": "roughly"}, {"role": "amount"}, {"surprise": 1}, {"span": None}, {"value": "three"}]
)
def test_what_a_metric_cannot_be_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        metric(**fields)


@pytest.mark.parametrize("field", ["title", "issue_number"])
def test_records_cannot_be_changed(field: str) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        setattr(bulletin().masthead, field, "别的")


def test_keys_stand_in_the_order_of_the_models() -> None:
    found = bulletin(Other(index=0, title="报告", span=Span(0, 9))).model_dump(mode="json")
    assert list(found) == list(Bulletin.model_fields)
    assert list(found["articles"][0])[:4] == ["kind", "index", "title", "byline"]


def test_the_text_comes_back_only_to_its_own_bulletin() -> None:
    text = "关于财政工作的报告\n\n2023年，全县完成税收3.5亿元。\n"
    bulletin = extract(text)
    loaded = Bulletin.model_validate_json(bulletin.model_dump_json())
    assert loaded == bulletin
    with pytest.raises(PjrdError, match="without its text"):
        _ = loaded.text
    assert loaded.with_text(text).text == bulletin.text == text
    assert loaded.with_text(text) == loaded
    for other in (text + " ", text.replace("3.5", "3.6")):
        with pytest.raises(PjrdError, match="not the text of <text>"):
            loaded.with_text(other)


def test_places_beyond_the_text_are_refused() -> None:
    bulletin = extract("公报\n\n一、报告\n")
    assert bulletin.locate(Span(4, 6)) == Place(line=3, column=1, paragraph=2)
    for span in (Span(0, 99), Span(99, 99)):
        with pytest.raises(PjrdError, match="the text has 9 characters"):
            bulletin.locate(span)
