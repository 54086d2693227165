"""The outline of the project's bulletins, and of the real one where it stands, against their structure gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pjrd_extract.models.parts import SectionRole
from pjrd_extract.outline.items import role_items
from pjrd_extract.outline.kinds import squeeze
from pjrd_extract.outline.model import Outline
from pjrd_extract.outline.outline import outline
from pjrd_extract.read.clean import clean
from pjrd_extract.read.decode import decode
from pjrd_extract.rules import Rules

FIXTURES = Path(__file__).parent.parent / "fixtures"
SHARED = Path(__file__).parents[3] / "shared"
REAL = SHARED / "bulletins"


def bulletins() -> list[Any]:
    found = [
        pytest.param(path, gold, id=path.stem)
        for gold in sorted(FIXTURES.glob("*.structure.json"))
        for path in FIXTURES.glob(gold.name.replace(".structure.json", ".*"))
        if path.suffix in (".md", ".txt")
    ]
    if not REAL.is_dir():
        return [
            *found,
            pytest.param(None, None, marks=pytest.mark.skip(reason="no ../shared/bulletins here"), id="real"),
        ]
    golds = [(path, SHARED / "gold" / f"{path.stem}.structure.json") for path in sorted(REAL.glob("*.md"))]
    return found + [pytest.param(path, gold, id=path.stem) for path, gold in golds if gold.is_file()]


@pytest.mark.parametrize(("path", "gold_path"), bulletins())
def test_the_outline_is_that_of_the_gold(path: Path, gold_path: Path) -> None:
    source = decode(path.read_bytes(), path.name).text
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    found = outline(clean(source), Rules.default())

    for key, expected in gold["masthead"].items():
        mine = getattr(found.masthead, key)
        assert expected is None or str(mine) == str(expected), key
    assert len(found.contents) == gold.get("contents_entries", len(found.contents))
    kinds = [article["kind"] for article in gold["articles"]]  # where the annotator could not tell, null
    assert len(found.articles) == len(kinds)
    told = [(article.kind, kind) for article, kind in zip(found.articles, kinds, strict=True) if kind]
    assert [mine for mine, _ in told] == [kind for _, kind in told]
    for article, expected in zip(found.articles, gold["articles"], strict=True):
        assert squeeze(article.title) == squeeze(expected["title"])
        assert squeeze(source[article.span.slice]).strip("#*")
    check_counts(found, gold)


def check_counts(found: Outline, gold: dict[str, Any]) -> None:
    roles: dict[str, tuple[str, tuple[SectionRole, SectionRole]]] = {
        "duty_report": ("duty_reports", ("problems", "plans")),
        "evaluation_opinion": ("evaluation_opinions", ("problems", "suggestions")),
    }
    for kind, (key, asked) in roles.items():
        articles = [article for article in found.articles if article.kind == kind]
        for article, expected in zip(articles, gold.get(key) or [], strict=False):
            for role in asked:
                count = expected.get(f"{role}_count")
                [listed] = role_items(article.body, article.sections, role)
                assert count in (None, len(listed)), (
                    expected["person"],
                    role,
                )
