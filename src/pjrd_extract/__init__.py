"""Bulletins (公报) of Chinese local people's-congress standing committees as validated records, by rules.

>>> from pjrd_extract import extract
>>> bulletin = extract("关于财政工作的报告\\n\\n2023年，全县完成固定资产投资95.10亿元。")
>>> bulletin.articles[0].metrics[0].text
'95.10亿元'

Every public name stands in ``__all__``; its module is imported when the name is first asked for.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

from pjrd_extract._version import __version__

if TYPE_CHECKING:
    from pjrd_extract._text import Span
    from pjrd_extract.batch.convert import Outcome, Summary, convert
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
    from pjrd_extract.extract.context import CommonFields, Context
    from pjrd_extract.extract.kinds import ArticleKind
    from pjrd_extract.find.metrics import find_metrics
    from pjrd_extract.find.periods import find_periods
    from pjrd_extract.find.quantities import find_quantities, parse_quantity
    from pjrd_extract.models.articles import (
        Agenda,
        Appointment,
        Appointments,
        Article,
        Attendance,
        Ballots,
        BudgetReport,
        CustomArticle,
        DutyReport,
        EvaluationOpinion,
        Meeting,
        MeetingResult,
        Other,
        Resolution,
        Vote,
        WorkReport,
    )
    from pjrd_extract.models.bulletin import Bulletin, ContentsEntry, Evidence, Finding, Masthead, Place, Source
    from pjrd_extract.models.display import Highlight
    from pjrd_extract.models.interval import Interval
    from pjrd_extract.models.metric import ExplainedMetric, Metric, Review, SiValue
    from pjrd_extract.models.parts import Item, Passage, Period, Person, Section
    from pjrd_extract.normalize.numbers import parse_number
    from pjrd_extract.normalize.periods import parse_period
    from pjrd_extract.normalize.quantity import Quantity
    from pjrd_extract.outline.model import ArticleOutline
    from pjrd_extract.pipeline import explain_file, extract, extract_file
    from pjrd_extract.read.document import ReadOptions
    from pjrd_extract.review.model import Corrections
    from pjrd_extract.rules import Rules
    from pjrd_extract.write.load import load_bulletin, load_bulletins
    from pjrd_extract.write.page.page import review_page
    from pjrd_extract.write.schema import json_schema
    from pjrd_extract.write.tables.arrow import bulletins_to_tables
    from pjrd_extract.write.tables.frames import to_pandas, to_polars

__all__ = [
    "Agenda",
    "Appointment",
    "Appointments",
    "Article",
    "ArticleKind",
    "ArticleOutline",
    "Attendance",
    "Ballots",
    "BudgetReport",
    "Bulletin",
    "CommonFields",
    "ContentsEntry",
    "Context",
    "CorrectionError",
    "Corrections",
    "CustomArticle",
    "DutyReport",
    "EvaluationOpinion",
    "Evidence",
    "ExplainedMetric",
    "Finding",
    "Highlight",
    "Interval",
    "Item",
    "Masthead",
    "Meeting",
    "MeetingResult",
    "Metric",
    "MissingExtraError",
    "NumeralError",
    "Other",
    "Outcome",
    "Passage",
    "Period",
    "PeriodError",
    "Person",
    "PjrdError",
    "Place",
    "Quantity",
    "ReadError",
    "ReadOptions",
    "Resolution",
    "Review",
    "RuleError",
    "Rules",
    "Section",
    "SiValue",
    "Source",
    "Span",
    "Summary",
    "UnknownUnitError",
    "Vote",
    "WorkReport",
    "__version__",
    "bulletins_to_tables",
    "convert",
    "explain_file",
    "extract",
    "extract_file",
    "find_metrics",
    "find_periods",
    "find_quantities",
    "json_schema",
    "load_bulletin",
    "load_bulletins",
    "parse_number",
    "parse_period",
    "parse_quantity",
    "review_page",
    "to_pandas",
    "to_polars",
]

_MODULES = {
    "Agenda": "models.articles",
    "Appointment": "models.articles",
    "Appointments": "models.articles",
    "Article": "models.articles",
    "ArticleKind": "extract.kinds",
    "ArticleOutline": "outline.model",
    "Attendance": "models.articles",
    "Ballots": "models.articles",
    "BudgetReport": "models.articles",
    "Bulletin": "models.bulletin",
    "CommonFields": "extract.context",
    "ContentsEntry": "models.bulletin",
    "Context": "extract.context",
    "CorrectionError": "errors",
    "Corrections": "review.model",
    "CustomArticle": "models.articles",
    "DutyReport": "models.articles",
    "EvaluationOpinion": "models.articles",
    "Evidence": "models.bulletin",
    "ExplainedMetric": "models.metric",
    "Finding": "models.bulletin",
    "Highlight": "models.display",
    "Interval": "models.interval",
    "Item": "models.parts",
    "Masthead": "models.bulletin",
    "Meeting": "models.articles",
    "MeetingResult": "models.articles",
    "Metric": "models.metric",
    "MissingExtraError": "errors",
    "NumeralError": "errors",
    "Other": "models.articles",
    "Outcome": "batch.convert",
    "Passage": "models.parts",
    "Period": "models.parts",
    "PeriodError": "errors",
    "Person": "models.parts",
    "PjrdError": "errors",
    "Place": "models.bulletin",
    "Quantity": "normalize.quantity",
    "ReadError": "errors",
    "ReadOptions": "read.document",
    "Resolution": "models.articles",
    "Review": "models.metric",
    "RuleError": "errors",
    "Rules": "rules",
    "Section": "models.parts",
    "SiValue": "models.metric",
    "Source": "models.bulletin",
    "Span": "_text",
    "Summary": "batch.convert",
    "UnknownUnitError": "errors",
    "Vote": "models.articles",
    "WorkReport": "models.articles",
    "bulletins_to_tables": "write.tables.arrow",
    "convert": "batch.convert",
    "explain_file": "pipeline",
    "extract": "pipeline",
    "extract_file": "pipeline",
    "find_metrics": "find.metrics",
    "find_periods": "find.periods",
    "find_quantities": "find.quantities",
    "json_schema": "write.schema",
    "load_bulletin": "write.load",
    "load_bulletins": "write.load",
    "parse_number": "normalize.numbers",
    "parse_period": "normalize.periods",
    "parse_quantity": "find.quantities",
    "review_page": "write.page.page",
    "to_pandas": "write.tables.frames",
    "to_polars": "write.tables.frames",
}

# The function ``extract`` shares its name with a subpackage. A subpackage sets that attribute once, when it is first
# imported: done here and undone, so that the name means the function whatever is imported later.
import_module("pjrd_extract.extract")
globals().pop("extract")


if not TYPE_CHECKING:  # to type checkers a name that is not above is an error

    def __getattr__(name: str) -> object:
        module = _MODULES.get(name)
        if module is None:
            raise AttributeError(f"module 'pjrd_extract' has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(f"pjrd_extract.{module}"), name)
        if name == "extract":
            # Whoever walks from name to name (``import pjrd_extract.extract.kinds as kinds``, pydoc, a debugger) comes
            # by the function: it has what the folder of its name has, now and later.
            value.__dict__ = vars(sys.modules["pjrd_extract.extract"])
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
