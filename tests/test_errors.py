from __future__ import annotations

import copy
import inspect
import pickle

import pytest

from pjrd_extract import errors
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
