from __future__ import annotations

from functools import partial
from importlib.metadata import EntryPoint

import pytest

from pjrd_extract import Article, ArticleKind, CustomArticle, Meeting, Other, RuleError, Rules, extract
from pjrd_extract.extract import kinds
from pjrd_extract.extract.context import CommonFields, Context
from pjrd_extract.extract.kinds import BUILT_IN, ENTRY_POINT_GROUP, KindRegistry
from pjrd_extract.extract.plain import extract_plain
from pjrd_extract.models.bulletin import ARTICLE_MODELS
from pjrd_extract.outline.model import ArticleOutline
from pjrd_extract.write.json import to_json

LETTERS = "# 群众来信办理情况\n\n收到来信37件，办结35件。\n"


class Letters(CustomArticle):
    """Letters from the public."""

    kind: str = "letters"
    first_word: str


def extract_letters(article: ArticleOutline, fields: CommonFields, context: Context) -> Letters:
    assert context.rules.articles
    return Letters(first_word=article.body.value[:2], **fields)


LETTERS_KIND = ArticleKind("letters", Letters, extract_letters, patterns=("群众来信",))


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[EntryPoint]:
    """Entry points that the registry sees instead of the real ones; nothing that was found before is remembered."""
    points: list[EntryPoint] = []
    monkeypatch.setattr(kinds, "entry_points", lambda group: points if group == ENTRY_POINT_GROUP else [])
    monkeypatch.setattr(kinds, "_installed", kinds._installed.__wrapped__)
    monkeypatch.setattr(kinds, "_default", kinds._default.__wrapped__)
    return points


def test_there_is_a_kind_for_every_model() -> None:
    assert [kind.model for kind in BUILT_IN] == list(ARTICLE_MODELS)
    assert [kind.name for kind in BUILT_IN] == [model.model_fields["kind"].default for model in ARTICLE_MODELS]


def test_a_kind_given_by_the_caller_is_found_by_its_patterns_and_keeps_its_fields() -> None:
    bulletin = extract(LETTERS, kinds=[LETTERS_KIND])
    [article] = bulletin.articles
    assert isinstance(article, Letters)
    assert article.first_word == "收到"
    assert [metric.text for metric in article.metrics] == ["37件", "35件"]
    assert '"first_word": "收到"' in to_json(bulletin).decode()


def test_kinds_of_one_call_are_not_known_to_the_next() -> None:
    extract(LETTERS, kinds=[LETTERS_KIND])
    assert [article.kind for article in extract(LETTERS).articles] == ["other"]


def test_kinds_of_installed_packages_are_found(installed: list[EntryPoint]) -> None:
    installed.append(EntryPoint("letters", f"{__name__}:LETTERS_KIND", ENTRY_POINT_GROUP))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(EntryPoint, "load", lambda _: LETTERS_KIND)
        assert [article.kind for article in extract(LETTERS).articles] == ["letters"]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("no_such_module:kind", "entry point mine: can't be loaded: No module named 'no_such_module'"),
        ("json:no_such_name", "entry point mine: can't be loaded: module 'json' has no attribute 'no_such_name'"),
        ("json:dumps", "entry point mine: json:dumps is no ArticleKind"),
    ],
)
def test_an_entry_point_that_is_broken_is_named(installed: list[EntryPoint], value: str, message: str) -> None:
    installed.append(EntryPoint("mine", value, ENTRY_POINT_GROUP))
    with pytest.raises(RuleError) as raised:
        KindRegistry.of(None)
    assert str(raised.value) == message


def test_a_built_in_kind_can_be_read_by_another_function() -> None:
    def shout(article: ArticleOutline, fields: CommonFields, context: Context) -> Article:
        return extract_plain(Other, article, {**fields, "title": fields["title"] + "！"}, context)

    [article] = extract(LETTERS, kinds=[ArticleKind("other", Other, shout)]).articles
    assert article.title == "群众来信办理情况！"


def test_titles_of_a_new_kind_may_be_short() -> None:
    bulletin = extract(f"# 群众来信\n\n收到来信37件。\n\n{LETTERS}", kinds=[LETTERS_KIND])
    assert [article.title for article in bulletin.articles] == ["群众来信", "群众来信办理情况"]
    assert {article.kind for article in bulletin.articles} == {"letters"}


@pytest.mark.parametrize(
    ("name", "model", "patterns", "message"),
    [
        ("meeting", Letters, (), "a kind of this name needs the model Meeting"),
        ("letters", Meeting, (), "the model must derive from CustomArticle"),
        ("letters", Letters, ("来信(",), "no regular expression: 来信("),
    ],
)
def test_kinds_that_cannot_work_are_refused(
    name: str, model: type[Article], patterns: tuple[str, ...], message: str
) -> None:
    with pytest.raises(RuleError, match="record") as raised:
        ArticleKind(name, model, partial(extract_plain, model), patterns)
    assert message in str(raised.value)


def test_rules_with_the_patterns_of_kinds_are_made_once() -> None:
    rules = Rules.default()
    registry = KindRegistry.of([LETTERS_KIND])
    assert registry.rules(rules) is KindRegistry.of([LETTERS_KIND]).rules(rules)
    assert KindRegistry.of(None).rules(rules) is rules
