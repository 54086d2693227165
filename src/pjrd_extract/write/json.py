"""A bulletin as JSON: the same bulletin gives the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel

from pjrd_extract.models.bulletin import Bulletin

__all__ = ["to_json", "to_json_lines"]


def to_json(bulletin: Bulletin) -> bytes:
    """``bulletin`` as UTF-8 JSON: keys in the order of the models, two blanks a level, a line end at the end.

    Numbers are decimal strings and dates ISO 8601. ``Bulletin.model_validate_json`` reads it back to an equal object,
    but for kinds of article that a user added: those come back as ``CustomArticle`` with all their fields.

    >>> from pjrd_extract.models.bulletin import Masthead, Source
    >>> source = Source(name="a.md", sha256="0" * 64, format="markdown", encoding="utf-8", characters=1)
    >>> to_json(Bulletin(source=source, masthead=Masthead(title="公报")))[:27].decode()
    '{\\n  "schema_version": "1.1"'
    """
    return bulletin.__pydantic_serializer__.to_json(bulletin, indent=2) + b"\n"  # what model_dump_json decodes


def to_json_lines(records: Iterable[BaseModel]) -> bytes:
    """``records`` as UTF-8 JSON Lines, one a line, keys in the order of the models.

    >>> from pjrd_extract.models.parts import Person
    >>> to_json_lines([Person(name="江一帆")]).decode()
    '{"name":"江一帆","post":null,"note":null,"span":null}\\n'
    """
    return b"".join(record.model_dump_json().encode("utf-8") + b"\n" for record in records)
