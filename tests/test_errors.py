from __future__ import annotations

import copy
import datetime as dt
import inspect
import pickle
import re
from collections.abc import Callable
from typing import Any, cast

import pytest

from pjrd_extract import (
    errors,
    explain_file,
    extract,
    extract_file,
    find_metrics,
    find_periods,
    find_quantities,
    parse_number,
    parse_period,
    parse_quantity,
)
from pjrd_extract._text import Span
from pjrd_extract.errors import (
    CorrectionError,
    MissingExtraError,
    NumeralError,
    PeriodError,
    PjrdError,
    ReadError,
    RuleError,
    UnknownUnitError,
)

EXAMPLES = [
    PjrdError("wrong"),
    ReadError("is a directory", name="a.md", offset=3),
    RuleError("factor is missing", name="mine.toml", record="亩"),
    CorrectionError("value: not a number", name="c.json", place="bulletin 1 (a.md), correction 3"),
    MissingExtraError("tables", "Parquet"),
    NumeralError("not a number", text="几经波折", span=Span(2, 6)),
    UnknownUnitError("no such unit", text="斛"),
    PeriodError("needs a reference date", text="今年", span=Span(0, 2)),
]


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("renew", [lambda error: pickle.loads(pickle.dumps(error)), copy.copy], ids=["pickle", "copy"])
def test_errors_survive_pickling_with_all_their_fields(error: PjrdError, renew: object) -> None:
    assert callable(renew)
    again = renew(error)
    assert type(again) is type(error)
    assert vars(again) == vars(error)
    assert str(again) == str(error)


def test_every_error_of_the_library_is_in_the_examples_and_has_one_base() -> None:
    classes = [value for _, value in inspect.getmembers(errors, inspect.isclass) if issubclass(value, Exception)]
    assert {one.__name__ for one in classes} == {type(error).__name__ for error in EXAMPLES} == set(errors.__all__)
    assert all(issubclass(one, PjrdError) for one in classes)
    values = {one.__name__ for one in classes if issubclass(one, ValueError)}
    assert values == {"NumeralError", "UnknownUnitError", "PeriodError"}


def test_the_tree_is_drawn_in_the_docstring() -> None:
    assert errors.__doc__ is not None
    for error in EXAMPLES:
        assert type(error).__name__ in errors.__doc__


def test_long_texts_are_shortened_in_the_message() -> None:
    assert str(NumeralError("not a number", text="长" * 200)) == f"not a number: {'长' * 57 + '...'!r}"


DATE = dt.date(2023, 10, 16)
WRONG_CALLS: list[tuple[Callable[[], object], str]] = [
    (lambda: extract(cast(Any, None)), "source must be str or bytes or bytearray or memoryview, not NoneType"),
    (lambda: extract("今年", reference_date=cast(Any, "2023-01-01")), "reference_date must be datetime.date or None"),
    (lambda: extract("今年", reference_date=dt.datetime(2023, 1, 1)), "use its date()"),  # noqa: DTZ001
    (lambda: extract("今年", rules=cast(Any, 3)), "rules must be Rules or str or PathLike or None, not int"),
    (
        lambda: extract("今年", corrections=cast(Any, {})),
        "corrections must be Corrections or str or PathLike, not dict",
    ),
    (lambda: extract("今年", kinds=cast(Any, "letters")), "kinds must be ArticleKind, not str"),
    (lambda: extract("今年", reading=cast(Any, {})), "reading must be ReadOptions or None, not dict"),
    (lambda: extract("今年", kinds=cast(Any, 3)), "kinds must be Sequence or None, not int"),
    (lambda: extract_file(cast(Any, 3)), "path must be str or PathLike, not int"),
    (lambda: extract_file("no.md", reference_date=cast(Any, 2023)), "reference_date must be datetime.date or None"),
    (lambda: explain_file("no.md", rules=cast(Any, [])), "rules must be Rules or str or PathLike or None, not list"),
    (lambda: find_metrics(cast(Any, b"3")), "text must be str, not bytes"),
    (lambda: find_metrics("3个", reference_date=cast(Any, "2023")), "reference_date must be datetime.date or None"),
    (lambda: find_quantities(cast(Any, None)), "text must be str, not NoneType"),
    (lambda: find_periods(cast(Any, None), reference_date=DATE), "text must be str, not NoneType"),
    (lambda: find_periods("今年", reference_date=cast(Any, "2023")), "reference_date must be datetime.date or None"),
    (lambda: parse_number(cast(Any, 3)), "text must be str, not int"),
    (lambda: parse_quantity(cast(Any, None)), "text must be str, not NoneType"),
    (lambda: parse_period(cast(Any, None), reference_date=DATE), "text must be str, not NoneType"),
    (lambda: parse_period("今年", reference_date=cast(Any, "2023")), "reference_date must be datetime.date or None"),
]


@pytest.mark.parametrize(("call", "message"), WRONG_CALLS, ids=[message for _, message in WRONG_CALLS])
def test_an_argument_of_the_wrong_type_is_named_at_the_door(call: Callable[[], object], message: str) -> None:
    with pytest.raises(TypeError, match=re.escape(message)):
        call()
