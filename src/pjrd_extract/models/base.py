"""What every model shares: frozen, closed, and with numbers written as plain decimal strings."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer, WithJsonSchema

__all__ = ["DecimalString", "PartialDate", "Record", "plain"]


def plain(value: Decimal) -> str:
    """``value`` without exponent or superfluous zeros, as the JSON has it.

    >>> plain(Decimal("9510000000.00")), plain(Decimal("3E+3")), plain(Decimal("0.50"))
    ('9510000000', '3000', '0.5')
    """
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text


DecimalString = Annotated[
    Decimal,
    PlainSerializer(plain, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}),
]

PartialDate = Annotated[str, WithJsonSchema({"type": "string", "pattern": r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"})]
"""An ISO 8601 date that may stop at the month or the year: ``2022-02-25``, ``2022-02``, ``2022``."""


class Record(BaseModel):
    """Base of all models: immutable, and unknown keys are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")
