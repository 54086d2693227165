"""The page in Chinese and in English: the words of both, and that the switch changes nothing else."""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest
from benchmarks.corpus import ROOT
from tests.write.page.conftest import Show, reload

from pjrd_extract import extract_file
from pjrd_extract.models.articles import Appointment
from pjrd_extract.models.bulletin import ARTICLE_MODELS, Masthead
from pjrd_extract.models.metric import Bound, Direction, Kind, Role, Status
from pjrd_extract.models.parts import SectionRole

SCRIPTS = ROOT / "src" / "pjrd_extract" / "write" / "page" / "script"
FILES = [ROOT / "examples" / "yunxiu-2024-02.md", ROOT / "tests" / "fixtures" / "dongpu-2024-03.md"]
# What the page itself says: text that is under no element with a language of its own.
OWN = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest("script, style, noscript, code, kbd")) continue;
    if (parent.closest("[lang]") === document.documentElement) found.push(node.data.trim());
  }
  return found;
}"""


def words(language: str) -> dict[str, str]:
    text = (SCRIPTS / f"words_{language}.js").read_text(encoding="utf-8")
    pairs = re.findall(r'^  "?([\w:-]+)"?: "(.*)",$', text, re.MULTILINE)
    assert len(pairs) == text.count("\n") - 3
    return dict(pairs)


def test_both_languages_have_every_word_once() -> None:
    chinese, english = words("zh"), words("en")
    assert list(chinese) == list(english)
    assert [key for key, text in english.items() if re.search("[\u4e00-\u9fff]", text)] == ["other_language"]
    filled = [{key: set(re.findall(r"\{\w+\}", text)) for key, text in one.items()} for one in (chinese, english)]
    assert filled[0] == filled[1]


def test_no_word_is_missing_and_none_too_many() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS.glob("*.js") if "words_" not in path.name)
    code += (SCRIPTS.parent / "page.html").read_text(encoding="utf-8")
    asked = set(re.findall(r'\bword\(\s*"(\w+)"', code)) | set(re.findall(r'data-word="(\w+)"', code))
    assert asked - set(words("zh")) == set()
    fields = {field for model in (*ARTICLE_MODELS, Masthead) for field in model.model_fields}
    mentioned = set(re.findall(r"\w+", code)) | fields | {"sent", "returned", "attended"}
    mentioned |= {f"mark_{kind}" for kind in ("metric", "person", "item", "finding")}
    assert {key for key in words("zh") if ":" not in key} - mentioned == set()


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("kind", get_args(Kind)),
        ("role", get_args(Role)),
        ("status", get_args(Status)),
        ("bound", get_args(Bound)),
        ("direction", get_args(Direction)),
        ("section", get_args(SectionRole)),
        ("action", get_args(Appointment.model_fields["action"].annotation)),
        ("article", tuple(model.model_fields["kind"].default for model in ARTICLE_MODELS)),
    ],
)
def test_every_value_of_the_records_has_a_word(field: str, values: tuple[str, ...]) -> None:
    named = {key.partition(":")[2] for key in words("zh") if key.startswith(f"{field}:")}
    assert named == set(values) != set()


def test_every_field_of_the_records_has_a_word() -> None:
    common = {"kind", "index", "title", "span", "sections", "metrics"}
    fields = {field for model in (*ARTICLE_MODELS, Masthead) for field in model.model_fields} - common
    assert fields - set(words("zh")) == set()


def everywhere(page: Any) -> list[str]:
    """What the page says in the list, in each tab of a bulletin, in its form and in its help."""
    said: list[str] = page.evaluate(OWN)
    page.evaluate("location.hash = '#0'")
    page.wait_for_selector("#text")
    for tab in ("findings", "metrics", "records", "charts", "outline"):
        page.click(f"#tab-{tab}")
        said += page.evaluate(OWN)
    page.click("#tab-metrics")
    for key in "jajrje":
        page.keyboard.press(key)
    said += page.evaluate(OWN)
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    said += page.evaluate(OWN)
    page.keyboard.press("Escape")
    page.evaluate("location.hash = '#compare'")
    page.wait_for_selector(".list-tabs [aria-current][href='#compare']")
    said += page.evaluate(OWN)
    return said


def test_chinese_by_default_and_english_by_the_switch(show: Show) -> None:
    page = show([extract_file(path) for path in FILES])
    assert page.get_attribute("html", "lang") == "zh-CN"
    chinese = everywhere(page)
    assert [text for text in chinese if re.search("[A-Za-z]{3}", text.replace("corrections.json", ""))] == []
    assert {"指标", "实际", "履职报告", "人数不一致"} <= set(re.split(r"[\s\d]+", " ".join(chinese)))
    page.evaluate("location.hash = '#'")
    page.wait_for_selector(".list")
    page.click("#language")
    assert page.get_attribute("html", "lang") == "en"
    english = everywhere(page)
    assert [text for text in english if re.search("[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]", text)] == []
    assert any("Numbers of people differ" in text for text in english)
    reload(page)
    assert page.get_attribute("html", "lang") == "en"


def test_the_switch_keeps_filters_sort_mark_and_place(show: Show) -> None:
    page = show([extract_file(FILES[1])])
    page.click("#tab-metrics")
    page.select_option("select[name=kind]", index=1)
    page.fill("#panel input[type=search]", "年")
    page.click(".metrics th.c-value button")
    page.click(".metrics tbody tr >> nth=6")
    page.evaluate("$('records').scrollTop = 90")
    seen = """() => [state.marked, $("records").scrollTop, Math.round($("source").scrollTop),
      document.querySelector("select[name=kind]").selectedIndex,
      document.querySelector("#panel input[type=search]").value,
      document.querySelector("th[aria-sort=ascending]").className, document.querySelector("tr.marked").dataset.target,
      [...document.querySelectorAll(".metrics tbody tr")].map((row) => row.dataset.target)]"""
    before = page.evaluate(seen)
    assert before[2] > 0
    page.click("#language")
    assert page.evaluate(seen) == before
    page.click("#tab-records")
    page.click("details.record >> nth=2")
    opened = "[...document.querySelectorAll('details.record')].map((one) => one.open)"
    before = page.evaluate(opened)
    page.click("#language")
    assert page.evaluate(opened) == before


def test_the_switch_keeps_the_filters_of_the_list(show: Show) -> None:
    page = show([extract_file(path) for path in FILES])
    page.select_option("select[name=place]", index=2)
    shown = page.locator(".list tbody .c-name").all_text_contents()
    page.click("#language")
    assert page.locator(".list tbody .c-name").all_text_contents() == shown
    assert len(shown) == 1
