"""A real browser that opens pages, and fails a test whose page says something, asks for something or throws."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from pjrd_extract.models.bulletin import Bulletin
from pjrd_extract.write.page.page import Said, review_page

WIDE = (1400, 900)
PHONE = (390, 844)

Show = Callable[..., Any]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("chromium is not installed")
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic"]
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def show(chromium: Any, tmp_path: Path) -> Iterator[Show]:
    """``show(bulletins)`` opens their page, at ``at`` (``#0``), and gives it once it is drawn."""
    said: list[str] = []
    context = chromium.new_context(reduced_motion="reduce", accept_downloads=True)
    context.set_default_timeout(8000)

    def opened(
        bulletins: Sequence[Bulletin], at: str = "", *, size: tuple[int, int] = WIDE, dark: bool = False,
        corrections: Said | None = None,
    ) -> Any:  # fmt: skip
        file = tmp_path / "page.html"
        file.write_bytes(review_page(bulletins, said=corrections))
        page = context.new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: said.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: _noted(request.url, file.as_uri(), said))
        page.goto(file.as_uri() + at)
        page.wait_for_selector("#records *")
        return page

    yield opened
    context.close()
    assert said == []


STORED = "JSON.stringify(Object.entries(localStorage).sort())"
PUT_BACK = "(stored) => JSON.parse(stored).forEach(([key, value]) => localStorage.setItem(key, value))"


def reload(page: Any) -> None:
    """Load the page anew, until its script has drawn it with what the browser stored for it.

    Chromium on a busy machine sometimes gives a page that is loaded anew an empty storage, or one of before, and
    some of these times the last writes are lost for good (one load of thirty, with a page of three lines as well).
    What the page had stored is then put back, and the page loaded once more.
    """
    stored = page.evaluate(STORED)
    for _ in range(20):
        page.evaluate("document.documentElement.dataset.before = true")
        page.reload()
        page.wait_for_selector("html:not([data-before]) #language")
        if page.evaluate(STORED) == stored:
            return
        page.evaluate(PUT_BACK, stored)
    pytest.fail(f"the browser does not keep {stored}")


def _noted(url: str, own: str, said: list[str]) -> None:
    if url.partition("#")[0] != own and not url.startswith("blob:"):
        said.append(url)
