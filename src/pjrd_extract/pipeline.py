"""From a file to a bulletin: the steps in their order, and no rules."""

from __future__ import annotations

import codecs
import datetime as dt
import gc
import hashlib
import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pjrd_extract._arguments import check_date, check_type, given_path
from pjrd_extract._text import Span
from pjrd_extract.check.recognition import check_recognition
from pjrd_extract.check.registry import check
from pjrd_extract.errors import ReadError
from pjrd_extract.extract.context import Context
from pjrd_extract.extract.days import find_reference_date
from pjrd_extract.extract.kinds import ArticleKind, KindRegistry
from pjrd_extract.find.metrics import MetricFinder
from pjrd_extract.models.articles import Article
from pjrd_extract.models.bulletin import Bulletin, Finding, Source
from pjrd_extract.models.metric import ExplainedMetric
from pjrd_extract.outline.model import ArticleOutline
from pjrd_extract.outline.outline import outline
from pjrd_extract.read.clean import clean
from pjrd_extract.read.decode import decode
from pjrd_extract.read.document import Document, ReadOptions
from pjrd_extract.read.readers import read_document
from pjrd_extract.read.source import file_bytes, too_large
from pjrd_extract.rules import Rules

if TYPE_CHECKING:
    from pjrd_extract.review.model import Corrections

__all__ = ["explain_file", "extract", "extract_file"]

_File: TypeAlias = str | os.PathLike[str]
_ENDINGS = (
    *(".doc", ".docx", ".htm", ".html", ".markdown", ".md", ".mht", ".mhtml", ".odt", ".pdf", ".rtf", ".txt", ".wps"),
    *(".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp", ".zip"),
)
"""Of files that are read: who gives ``extract`` a text that ends so meant ``extract_file``."""


def extract(
    source: str | bytes | bytearray | memoryview,
    *,
    name: str = "<text>",
    rules: Rules | _File | None = None,
    kinds: Sequence[ArticleKind] | None = None,
    reference_date: dt.date | None = None,
    reading: ReadOptions | None = None,
    corrections: Corrections | _File | None = None,
) -> Bulletin:
    """The bulletin that ``source`` holds, as validated records.

    ``source`` is the text, or the bytes of a file, whose format and encoding are then detected; ``name`` is what
    messages and ``Bulletin.source`` call it, and ``reading`` sets limits to the file. ``rules`` default
    to ``Rules.default()``, ``kinds`` are kinds of article besides those that the library has, and ``reference_date`` is
    the date that relative periods (今年) are resolved against, unless the bulletin's own is right. ``corrections`` are
    applied to the metrics before the bulletin is checked against itself; where one does not fit, a finding
    ``correction`` says so. ``rules`` and ``corrections`` may be paths of their files, which are then read anew in each
    call: of many bulletins, give all the same ``Rules``. Raises ``ReadError`` when the source is empty, too large,
    damaged or no text, ``MissingExtraError`` where reading it needs an extra, and ``RuleError`` and ``CorrectionError``
    for such a file. Warns (``UserWarning``) of a text that looks like the name of a file, which ``extract_file`` reads.

    >>> bulletin = extract("关于财政工作的报告\\n\\n2023年，全县完成固定资产投资95.10亿元，同比增长6.4%。")
    >>> [(metric.name, str(metric.value), metric.unit) for metric in bulletin.articles[0].metrics]
    [('固定资产投资', '9510000000', '元'), ('固定资产投资', '6.4', '%')]
    """
    check_type("source", source, str, bytes, bytearray, memoryview)
    check_type("name", name, str)
    rules, corrections = _given(rules, corrections, kinds, reference_date, reading)
    if not isinstance(source, str):
        data = bytes(source)
        return _extract(read_document(data, name, reading), data, name, rules, kinds, reference_date, corrections)
    if "\n" not in source and source[-12:].lower().endswith(_ENDINGS):
        warnings.warn("this text looks like the name of a file: extract_file reads files", UserWarning, stacklevel=2)
    data, limit = _encoded(source, name), (reading or ReadOptions()).max_bytes
    if len(data) > limit:
        raise too_large(len(data), limit, name)
    # The mark says that these bytes are UTF-8, so that the text comes back as it is.
    decoded = decode(codecs.BOM_UTF8 + data, name)
    document = Document(decoded.text, decoded.format, decoded.encoding, made=False)
    return _extract(document, data, name, rules, kinds, reference_date, corrections)


def extract_file(
    path: _File,
    *,
    rules: Rules | _File | None = None,
    kinds: Sequence[ArticleKind] | None = None,
    reference_date: dt.date | None = None,
    reading: ReadOptions | None = None,
    corrections: Corrections | _File | None = None,
) -> Bulletin:
    """The bulletin in the file at ``path``; everything else as for ``extract``.

    Raises ``ReadError``, which names the file, also when it can't be opened.

    >>> extract_file("no-such-file.md")
    Traceback (most recent call last):
    ...
    pjrd_extract.errors.ReadError: no-such-file.md: no such file or directory
    """
    rules, corrections = _given(rules, corrections, kinds, reference_date, reading)
    return _extract(*_opened(path, reading), rules, kinds, reference_date, corrections)


def explain_file(
    path: _File,
    *,
    rules: Rules | _File | None = None,
    kinds: Sequence[ArticleKind] | None = None,
    reference_date: dt.date | None = None,
    reading: ReadOptions | None = None,
    corrections: Corrections | _File | None = None,
) -> tuple[Bulletin, list[ExplainedMetric]]:
    """The bulletin as from ``extract_file``, and all its metrics, each with the rules that made its parts.

    A wrong row so leads to the rule to mend: docs/metrics.md says where a rule of that name stands. They
    are as the rules made them; ``corrections`` are applied to the bulletin alone. Raises
    ``ReadError`` as ``extract_file`` does.

    >>> explain_file("no-such-file.md")
    Traceback (most recent call last):
    ...
    pjrd_extract.errors.ReadError: no-such-file.md: no such file or directory
    """
    rules, corrections = _given(rules, corrections, kinds, reference_date, reading)
    explained: list[ExplainedMetric] = []
    return _extract(*_opened(path, reading), rules, kinds, reference_date, corrections, explained), explained


def _given(
    rules: Rules | _File | None,
    corrections: Corrections | _File | None,
    kinds: Sequence[ArticleKind] | None,
    reference_date: dt.date | None,
    reading: ReadOptions | None,
) -> tuple[Rules | None, Corrections | None]:
    """The rules and the corrections, read where they are files. Raises ``TypeError`` for what is no such option."""
    check_type("rules", rules, Rules, str, os.PathLike, or_none=True)
    check_type("kinds", kinds, Sequence, or_none=True)
    for kind in kinds or ():
        check_type("each of kinds", kind, ArticleKind)
    check_date(reference_date)
    check_type("reading", reading, ReadOptions, or_none=True)
    if not isinstance(rules, Rules):
        rules_file = given_path("rules", rules)
        rules = None if rules_file is None else Rules.default().extended(rules_file)
    if corrections is None:
        return rules, None
    from pjrd_extract.review.model import Corrections

    check_type("corrections", corrections, Corrections, str, os.PathLike)
    if not isinstance(corrections, Corrections):
        given_path("corrections", corrections)
        corrections = Corrections.load(corrections)
    return rules, corrections


def _opened(path: str | os.PathLike[str], reading: ReadOptions | None) -> tuple[Document, bytes, str]:
    """The document, the bytes and the name of the file at ``path``."""
    check_type("path", path, str, os.PathLike)
    shown = os.fspath(path)
    if not shown:  # which Path would take for the working directory
        raise ReadError("an empty path is no file", name=repr(shown))
    try:
        data = file_bytes(Path(path), (reading or ReadOptions()).max_bytes, shown)
    except OSError as error:
        raise ReadError((error.strerror or str(error)).lower(), name=shown) from error
    except ValueError as error:  # a NUL in it
        raise ReadError(f"no path: {error}", name=shown) from error
    # A name that is no valid Unicode could not be written as JSON.
    name = os.fsencode(Path(path).name).decode("utf-8", "replace")
    return read_document(data, shown, reading), data, name


def _encoded(text: str, name: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ReadError("no text: it holds half of a surrogate pair", name=name) from error


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No collection of garbage meanwhile.

    Records hold no cycles, and to walk through all of them again and again would make each character of a long text
    dearer than one of a short text. What the caller has switched off stays off, and another thread that ends its
    extraction earlier only wakes the collector earlier.
    """
    awake = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if awake:
            gc.enable()


@_collector_at_rest()
def _extract(
    document: Document,
    data: bytes,
    name: str,
    rules: Rules | None,
    kinds: Sequence[ArticleKind] | None,
    reference_date: dt.date | None,
    corrections: Corrections | None = None,
    explained: list[ExplainedMetric] | None = None,
) -> Bulletin:
    registry = KindRegistry.of(kinds)
    rules = registry.rules(rules or Rules.default())
    cleaned = clean(document.text)
    parts = outline(cleaned, rules)
    context = Context(rules, reference_date or find_reference_date(parts, rules))
    bulletin = Bulletin(
        source=Source(
            name=name,
            sha256=hashlib.sha256(data).hexdigest(),
            format=document.format,
            encoding=document.encoding,
            characters=len(document.text),
            text=document.text if document.made else None,
            pages=tuple(Span(start, end) for start, end in document.pages),
        ),
        reference_date=context.reference_date,
        masthead=parts.masthead,
        contents=parts.contents,
        articles=_articles(parts.articles, registry, context, explained),
    )
    warnings: list[Finding] = []
    if corrections is not None:
        bulletin, warnings = corrections.apply(bulletin, document.text, rules=rules)
    recognized = check_recognition(document.text, document.pages, document.confidence)
    findings = (*check(bulletin, document.text, cleaned.text, rules), *recognized, *warnings)
    return bulletin.model_copy(update={"findings": findings}).keeping(document.text, document.boxes)


def _articles(
    outlines: Sequence[ArticleOutline],
    registry: KindRegistry,
    context: Context,
    explained: list[ExplainedMetric] | None,
) -> tuple[Article, ...]:
    finder = context.rules.derived(MetricFinder)
    found = finder.find_all(
        [(article.body, article.sections, article.title) for article in outlines], context.reference_date
    )
    if explained is not None:
        explained += [ExplainedMetric(metric=metric, rules=rules) for metrics in found for metric, rules in metrics]
    return registry.extract(outlines, [[metric for metric, _ in metrics] for metrics in found], context)
