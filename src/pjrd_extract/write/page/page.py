"""The review page put together: the data of the bulletins, the style and the scripts in one HTML file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

from pjrd_extract.errors import MissingExtraError
from pjrd_extract.models.bulletin import Bulletin, Source
from pjrd_extract.models.finding_titles import FINDING_TITLES, SEVERITY_TITLES, Title
from pjrd_extract.write.page.data import entry, packed
from pjrd_extract.write.page.series import Series

__all__ = ["Said", "is_review_page", "review_page"]

_TITLE = "<title>公报核对</title>".encode()

Said = Callable[[Source], Sequence[dict[str, Any]]]
"""What was said of a bulletin's metrics already: its corrections as ``corrections.json`` has them."""

SCRIPTS = (
    "language.js",
    "words_zh.js",
    "words_en.js",
    "state.js",
    "elements.js",
    "data.js",
    "corrections.js",
    "metric.js",
    "source.js",
    "findings.js",
    "metrics.js",
    "records.js",
    "outline.js",
    "inspector.js",
    "corrected.js",
    "edit.js",
    "importing.js",
    "selecting.js",
    "list.js",
    "chart.js",
    "charts.js",
    "compare.js",
    "view.js",
    "marking.js",
    "address.js",
    "quoting.js",
    "keys.js",
    "start.js",
)
STYLES = (
    "colours.css",
    "frame.css",
    "source.css",
    "panels.css",
    "tables.css",
    "forms.css",
    "charts.css",
    "narrow.css",
    "print.css",
)
# What would end the script element, or the line in an old JavaScript engine.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def review_page(bulletins: Iterable[Bulletin], *, said: Said | None = None) -> bytes:
    """The self-contained HTML page, in UTF-8, in which ``bulletins`` can be looked through.

    ``bulletins`` are taken one by one, and of each only what the page has of it is kept. Each must have its text
    (``Bulletin.text``). ``said`` gives the corrections that the page begins with. Raises ``MissingExtraError`` without
    the extra ``view`` and ``PjrdError`` for a bulletin without its text.

    >>> from pjrd_extract.models.bulletin import Masthead, Source
    >>> source = Source(name="a.txt", sha256="", format="text", encoding="utf-8", characters=2)
    >>> b"<script>" in review_page([Bulletin(source=source, masthead=Masthead()).with_text("公报")])
    True
    """
    try:
        import jinja2
    except ImportError as error:
        raise MissingExtraError("the review page", "view") from error
    assets = files("pjrd_extract.write.page")
    series = Series()
    index = []
    parts = []
    for number, bulletin in enumerate(bulletins):
        series.add(number, bulletin)
        corrections = list(said(bulletin.source)) if said is not None else []
        index.append({**entry(bulletin), "said": len(corrections)})
        parts.append(packed(_data(bulletin, corrections)))
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    template = environment.from_string(assets.joinpath("page.html").read_text(encoding="utf-8"))

    def read(folder: str, names: Sequence[str]) -> Iterator[str]:
        return (assets.joinpath(folder, name).read_text(encoding="utf-8") for name in names)

    page = template.render(
        style="".join(read("style", STYLES)),
        script="\n".join(read("script", SCRIPTS)),
        index=_json(index),
        titles=_json({"finding": _titles(FINDING_TITLES), "severity": _titles(SEVERITY_TITLES)}),
        series=packed(series.table()),
        bulletins=parts,
    )
    return page.encode("utf-8")


def is_review_page(head: bytes) -> bool:
    """Whether a file that begins with ``head``, a thousand bytes of it, is such a page.

    >>> is_review_page(b"<!doctype html><title>a</title>")
    False
    """
    return head.startswith(b"<!doctype html>") and _TITLE in head


def _data(bulletin: Bulletin, corrections: Sequence[dict[str, Any]]) -> dict[str, object]:
    record = bulletin.model_dump(mode="json", exclude_none=True)
    record["source"].pop("text", None)
    return {"text": bulletin.text, "bulletin": record, "corrections": corrections}


def _titles(titles: Mapping[Any, Title]) -> dict[str, dict[str, str]]:
    return {key: title._asdict() for key, title in titles.items()}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
