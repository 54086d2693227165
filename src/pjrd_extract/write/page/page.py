"""The review page put together: the data of the bulletins, the style and the scripts in one HTML file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files

from pjrd_extract.errors import MissingExtraError
from pjrd_extract.models.bulletin import Bulletin

__all__ = ["review_page"]

_SCRIPTS = ("words.js", "elements.js", "source.js", "records.js", "corrections.js", "metrics.js", "main.js")
# What would end the script element, or the line in an old JavaScript engine.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def review_page(bulletins: Sequence[Bulletin]) -> bytes:
    """The self-contained HTML page, in UTF-8, in which ``bulletins`` can be looked through.

    Each bulletin must have its text (``Bulletin.text``). Raises ``MissingExtraError`` without the extra ``view`` and
    ``PjrdError`` for a bulletin without its text.

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
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    template = environment.from_string(assets.joinpath("page.html").read_text(encoding="utf-8"))
    page = template.render(
        style=assets.joinpath("page.css").read_text(encoding="utf-8"),
        script="\n".join(assets.joinpath(name).read_text(encoding="utf-8") for name in _SCRIPTS),
        index=_json([_entry(bulletin) for bulletin in bulletins]),
        bulletins=[_json(_data(bulletin)) for bulletin in bulletins],
    )
    return page.encode("utf-8")


def _entry(bulletin: Bulletin) -> dict[str, object]:
    """What the index of the page shows of a bulletin without opening it."""
    return {
        "name": bulletin.source.name,
        "sha256": bulletin.source.sha256,
        "title": bulletin.masthead.title,
        "metrics": sum(len(article.metrics) for article in bulletin.articles),
        "findings": len(bulletin.findings),
    }


def _data(bulletin: Bulletin) -> dict[str, object]:
    record = bulletin.model_dump(mode="json", exclude_none=True)
    record["source"].pop("text", None)
    return {"text": bulletin.text, "bulletin": record}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
