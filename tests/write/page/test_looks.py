"""What can be read and reached: contrast in both themes, keys, focus, print."""

from __future__ import annotations

from typing import Any

import pytest
from benchmarks.corpus import ROOT
from tests.write.page.conftest import PHONE, WIDE, Show, reload

from pjrd_extract import Bulletin, extract_file

FILES = [ROOT / "tests" / "fixtures" / "lanxi-2023-08.txt", ROOT / "examples" / "yunxiu-2024-02.md"]
TABS = ("findings", "metrics", "records", "charts", "outline")

# Each text that is shown, with the contrast of its colour to what it stands on, where that is below 4.5 (WCAG 2 AA).
CONTRAST = """() => {
  const parse = (text) => {
    const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number);
    return [r, g, b, a];
  };
  const over = (top, under) => top.slice(0, 3).map((one, at) => one * top[3] + under[at] * (1 - top[3])).concat(1);
  const ground = (node) => {
    const layers = [];
    for (let one = node; one; one = one.parentElement) {
      const colour = parse(getComputedStyle(one).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
  };
  const light = (colour) => colour.slice(0, 3).map((one) => one / 255)
    .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
    .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
  const ratio = (a, b) => {
    const [x, y] = [light(a), light(b)];
    return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
  };
  const low = [];
  let seen = 0;
  const look = (name, colour, under) => {
    seen += 1;
    const found = ratio(over(parse(colour), under), under);
    if (found < 4.5) low.push(`${name} ${colour} on ${under.slice(0, 3).map(Math.round)}: ${found.toFixed(2)}`);
  };
  for (const node of document.querySelectorAll("body *")) {
    if (!node.checkVisibility() || node.closest("script, style, :disabled, option, .skip:not(:focus)")) continue;
    const style = getComputedStyle(node);
    const name = `${node.tagName}.${node.getAttribute("class") ?? ""} ${node.textContent.trim().slice(0, 12)}`;
    for (const pseudo of ["::before", "::after"]) {
      const own = getComputedStyle(node, pseudo);
      if (!["none", "normal", '""'].includes(own.content)) look(`${name}${pseudo}`, own.color, ground(node));
    }
    if (node.matches("input, textarea") && node.placeholder)
      look(name, getComputedStyle(node, "::placeholder").color, ground(node));
    if (node.matches("input, textarea, select")) look(name, style.color, ground(node));
    if (![...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim())) continue;
    if (!node.matches("svg *")) look(name, style.color, ground(node));
    else if (node.matches("text")) {
      const kind = [...node.classList].find((one) => one !== "on" && one !== "end");
      const bar = node.matches(".on") && document.querySelector(`.chart rect.${kind}`);
      look(name, style.fill, bar ? parse(getComputedStyle(bar).fill) : ground(node.closest("figure")));
    }
  }
  return [seen, low];
}"""


@pytest.fixture(scope="module")
def bulletins() -> list[Bulletin]:
    return [extract_file(path) for path in FILES]


def visit(page: Any, script: str) -> dict[str, Any]:
    """What ``script`` finds in the list, the comparison, every tab, a form and the help."""
    found = {"list": page.evaluate(script)}
    page.evaluate("location.hash = '#compare'")
    page.wait_for_selector("figure, .empty")
    found["compare"] = page.evaluate(script)
    page.evaluate("location.hash = '#0'")
    page.wait_for_selector("#text", state="attached")
    for tab in TABS:
        page.click(f"#tab-{tab}")
        page.evaluate("document.querySelectorAll('#panel details').forEach((one) => { one.open = true; })")
        found[tab] = page.evaluate(script)
    page.click("#tab-metrics")
    page.click(".metrics tbody tr >> nth=2")
    for key in "ajrje":
        page.keyboard.press(key)
    page.click("dialog button[type=submit]")
    page.keyboard.press("e")
    page.fill("dialog [name=value]", "7")
    page.fill("dialog [name=low]", "x")
    page.click("dialog button[type=submit]")
    found["form"] = page.evaluate(script)
    page.fill("dialog [name=low]", "")
    page.click("dialog button[type=submit]")
    found["reviewed"] = page.evaluate(script)
    page.keyboard.press("?")
    found["help"] = page.evaluate(script)
    page.keyboard.press("Escape")
    page.click("#menu summary")
    found["menu"] = page.evaluate(script)
    return found


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_text_has_the_contrast_of_wcag_aa(
    show: Show, bulletins: list[Bulletin], dark: bool, size: tuple[int, int]
) -> None:
    page = show(bulletins, dark=dark, size=size)
    for place, (seen, low) in visit(page, CONTRAST).items():
        assert seen > 20, place
        assert sorted(set(low)) == [], place


def test_the_theme_is_that_of_the_system_until_it_is_switched(show: Show, bulletins: list[Bulletin]) -> None:
    page = show(bulletins, dark=True)
    colour = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(colour)
    page.click("#theme")
    light = page.evaluate(colour)
    assert light != dark
    reload(page)
    assert page.evaluate(colour) == light
    page.keyboard.press("t")
    assert page.evaluate(colour) == dark


def test_keys_do_what_the_help_says(show: Show, bulletins: list[Bulletin]) -> None:
    page = show(bulletins, "#0")
    page.keyboard.press("2")
    assert page.get_attribute("#tab-metrics", "aria-selected") == "true"
    marked = "state.marked"
    page.keyboard.press("j")
    first = page.evaluate(marked)
    page.keyboard.press("j")
    second = page.evaluate(marked)
    page.keyboard.press("k")
    assert page.evaluate(marked) == first != second
    page.keyboard.press("ArrowDown")
    assert page.evaluate(marked) == second
    page.keyboard.press("a")
    assert page.locator("tr[data-review=accept]").count() == 1
    page.keyboard.press("r")
    assert page.locator("tr[data-review=reject]").count() == 1
    page.keyboard.press("e")
    assert page.is_visible("dialog form")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.evaluate(marked) is None
    assert page.locator(".marked").count() == 0
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.type("jar")
    assert page.input_value("#panel input[type=search]") == "jar"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    helped = set(page.locator("dialog kbd").all_text_contents())
    assert {"j", "k", "a", "r", "e", "q", "n", "u", "U", "/", "1–5", "[ ]", "h", "t", "l", "?", "Esc"} == helped
    page.click("dialog button")
    page.keyboard.press("l")
    assert page.get_attribute("html", "lang") == "en"
    page.keyboard.press("]")
    page.wait_for_selector("#main[data-at='1']")
    assert page.get_attribute("#tab-metrics", "aria-selected") == "true"
    page.keyboard.press("h")
    page.wait_for_selector(".list")


def test_highlights_rows_and_tabs_are_reached_and_pressed_by_key(show: Show, bulletins: list[Bulletin]) -> None:
    page = show(bulletins, "#0")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.focus(".legend input >> nth=3")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "MARK"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.classList.contains('marked')")
    page.focus("[role=tab][aria-selected=true]")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id === 'tab-' + state.tab")
    page.click("#tab-metrics")
    assert page.locator(".metrics tr[tabindex='0']").count() == 1


def test_controls_have_names_and_roles(show: Show, bulletins: list[Bulletin]) -> None:
    page = show(bulletins)
    nameless = """() => [...document.querySelectorAll("button, a, select, input, textarea, [tabindex='0'], [role=tab]")]
      .filter((node) => node.checkVisibility() && !node.textContent.trim() && !node.getAttribute("aria-label")
        && !node.labels?.length).map((node) => node.outerHTML)"""
    for place, found in visit(page, nameless).items():
        assert found == [], place
    tree = page.evaluate(
        "[...document.querySelectorAll('[aria-controls], [aria-labelledby]')].flatMap((node) =>"
        " [node.getAttribute('aria-controls'), node.getAttribute('aria-labelledby')])"
        ".filter((id) => id && !document.getElementById(id))"
    )
    assert tree == []


def test_in_print_everything_stands_one_after_the_other(show: Show, bulletins: list[Bulletin]) -> None:
    page = show(bulletins, "#0", dark=True)
    page.evaluate("setTheme('dark')")
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert not page.is_visible("header")
    assert page.is_visible("#text")
    assert page.locator("#panel h2").count() == len(TABS)
    metrics = sum(len(article.metrics) for article in bulletins[0].articles)
    assert page.locator(".metrics tbody tr").count() == metrics
    assert page.evaluate("getComputedStyle($('records')).overflow") == "visible"
    seen, low = page.evaluate(CONTRAST)
    assert seen > 100
    assert low == []
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 32, 38)"  # light, whatever the screen is
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("#panel h2").count() == 1
    assert len(page.pdf()) > 20_000


def test_kinds_of_highlights_are_switched_off_and_on(show: Show, bulletins: list[Bulletin]) -> None:
    page = show(bulletins, "#0")
    colour = "getComputedStyle(document.querySelector('mark.metric')).backgroundColor"
    shown = page.evaluate(colour)
    page.click(".key.metric input")
    assert page.evaluate(colour) == "rgba(0, 0, 0, 0)"
    page.click(".key.metric input")
    assert page.evaluate(colour) == shown


@pytest.mark.parametrize("size", [WIDE, (1100, 800), (900, 800), PHONE], ids=["1400", "1100", "900", "390"])
@pytest.mark.parametrize("key", ["", "l"], ids=["zh", "en"])
def test_nothing_is_wider_than_its_panel(
    show: Show, bulletins: list[Bulletin], size: tuple[int, int], key: str
) -> None:
    page = show(bulletins, size=size)
    if key:
        page.keyboard.press(key)
    wide = "() => ['main', 'source', 'records'].filter((id) => $(id) && $(id).scrollWidth > $(id).clientWidth + 1)"
    for place, found in visit(page, wide).items():
        assert found == [], place
