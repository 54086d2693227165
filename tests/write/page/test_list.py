"""Many bulletins in one page: the list of them, its search and filters, and how long it takes."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from benchmarks.corpus import ROOT
from tests.generator.bulletins import bulletin as generated
from tests.write.page.conftest import Show

from pjrd_extract import Bulletin, extract, extract_file

FILES = [ROOT / "examples" / "yunxiu-2024-02.md", *sorted((ROOT / "tests" / "fixtures").glob("*-202*.*md"))]


@pytest.fixture(scope="module")
def bulletins() -> list[Bulletin]:
    return [extract_file(path) for path in FILES]


@pytest.fixture
def listed(show: Show, bulletins: list[Bulletin]) -> Any:
    return show(bulletins)


def shown(page: Any) -> list[str]:
    names: list[str] = page.locator(".list tbody .c-name small").all_text_contents()
    return names


def names(bulletins: list[Bulletin]) -> list[str]:
    return [one.source.name for one in bulletins]


def test_the_list_is_searched_and_filtered(listed: Any, bulletins: list[Bulletin]) -> None:
    assert shown(listed) == names(bulletins)
    listed.fill("input[type=search]", "云岫 2024")
    assert shown(listed) == ["yunxiu-2024-02.md"]
    listed.fill("input[type=search]", "")
    listed.select_option("select[name=place]", label="海川市东浦区 (1)")
    assert shown(listed) == ["dongpu-2024-03.md"]
    listed.click(".filters button")
    listed.fill("input[name=from]", "2024-01-01")
    listed.fill("input[name=until]", "2024-04-30")
    dates = [one.masthead.published_on for one in bulletins]
    expected = [
        name
        for name, date in zip(names(bulletins), dates, strict=True)
        if date is not None and "2024-01-01" <= date.isoformat() <= "2024-04-30"
    ]
    assert shown(listed) == expected != []
    listed.click(".filters button")
    listed.fill("input[name=least_findings]", "4")
    assert shown(listed) == [one.source.name for one in bulletins if len(one.findings) >= 4] != []
    listed.fill("input[name=least_metrics]", "9999")
    assert shown(listed) == []
    listed.click(".filters button")
    listed.select_option("select[name=finding]", index=1)
    assert 0 < len(shown(listed)) < len(bulletins)


def test_the_list_is_sorted_by_every_column(listed: Any, bulletins: list[Bulletin]) -> None:
    for column in ("place", "name", "issue", "date", "metrics", "findings", "review"):
        listed.click(f".list th.c-{column} button")
        assert sorted(shown(listed)) == sorted(names(bulletins))
    listed.click(".list th.c-metrics button")
    counts = [int(text) for text in listed.locator("td.c-metrics").all_text_contents()]
    assert counts == sorted(counts)


def test_a_bulletin_is_opened_left_and_followed_by_the_next(listed: Any, bulletins: list[Bulletin]) -> None:
    listed.click(".list tbody tr >> nth=1")
    listed.wait_for_selector("#text")
    assert listed.evaluate("document.getElementById('text').textContent") == bulletins[1].text
    listed.keyboard.press("]")
    listed.wait_for_selector("#main[data-at='2']")
    assert listed.evaluate("document.getElementById('text').textContent") == bulletins[2].text
    listed.go_back()
    listed.wait_for_selector("#main[data-at='1']")
    listed.keyboard.press("h")
    listed.wait_for_selector(".list")


def test_an_address_leads_to_a_place(show: Show, bulletins: list[Bulletin]) -> None:
    metric = bulletins[1].articles[2].metrics[3]
    page = show(bulletins, f"#1/{metric.span.start}-{metric.span.end}")
    assert page.locator("#text mark.marked").first.text_content() == metric.text
    assert metric.name in page.text_content("#inspector")


def test_only_what_is_opened_is_unpacked(listed: Any) -> None:
    assert listed.evaluate("unpacked.size") == 0
    listed.evaluate("location.hash = '#2'")
    listed.wait_for_selector("#text")
    assert listed.evaluate("[...unpacked.keys()]") == [2]


def _copies(count: int, kilobytes: int) -> list[Bulletin]:
    made = [extract(generated(seed, kilobytes).text) for seed in range(10)]
    copies = []
    for number in range(count):
        one = made[number % len(made)]
        sha256 = hashlib.sha256(str(number).encode()).hexdigest()
        source = one.source.model_copy(update={"name": f"{number:03}.md", "sha256": sha256})
        copies.append(one.model_copy(update={"source": source}))
    return copies


# Milliseconds that opening bulletin `index` takes, unpacking and layout included: the best of three, for the machine
# may have other things to do.
OPENING = """async (index) => {
  const took = [];
  for (let time = 0; time < 3; time += 1) {
    unpacked.clear();
    const start = performance.now();
    await open(index);
    document.body.getBoundingClientRect();
    took.push(performance.now() - start);
  }
  return Math.min(...took);
}"""
LOADING = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"


def test_200_bulletins_open_quickly(show: Show) -> None:
    page = show(_copies(200, 35))
    assert page.locator(".list tbody tr").count() == 200
    took = [page.evaluate(LOADING)]
    for _ in range(2):
        page.reload()
        took.append(page.evaluate(LOADING))
    assert min(took) < 3000  # about 400
    assert page.evaluate(OPENING, 150) < 1500  # about 100
    assert page.evaluate("unpacked.size") == 1


def test_a_bulletin_of_100_000_characters_opens_in_under_2_seconds(show: Show) -> None:
    one = generated(3, 40).text
    text = "\n\n".join([one] * (100_000 // len(one) + 1))
    assert len(text) >= 100_000
    page = show([extract(text)])
    assert page.evaluate(OPENING, 0) < 2000  # about 800
    assert page.evaluate("document.getElementById('text').textContent.length") == len(text)
