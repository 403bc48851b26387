"""What a first visit costs a phone: bytes, and things that jump while the page loads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, Response

from audit import FRAMED, PHONE, TEMPLATES
from browsers import LANGUAGES, CompressingHandler, served
from sites import Built

pytestmark = [pytest.mark.browser, pytest.mark.audit]

MOST_BYTES = 45 * 1024
"""Transferred for the page of a clause on a first visit, all files, compressed."""
MOST_SHIFT = 0.01
"""Layout shift (https://web.dev/articles/cls): Google calls 0.1 good; nothing here has to move."""
WATCH = """() => {
    window.shifted = 0
    new PerformanceObserver((list) => {
        for (const each of list.getEntries()) window.shifted += each.value
    }).observe({type: "layout-shift", buffered: true})
}"""
LATE = 300
"""For how many milliseconds a page that has loaded is watched; pages are watched side by side."""


@pytest.fixture(scope="module")
def compressed(shipped: Built) -> Iterator[str]:
    with served(shipped.site, CompressingHandler) as address:
        yield address


@dataclass(frozen=True)
class Visit:
    """A first visit to a page: nothing is kept from another one."""

    weights: dict[str, int]
    """The bytes of each file that was transferred."""
    shift: float
    """By how much the page shifted."""


@contextmanager
def visited(browser: Browser, url: str) -> Iterator[tuple[Page, dict[str, int]]]:
    """Open a page for the first time; yields it, watched, with the bytes of each file."""
    context = browser.new_context(viewport={"width": PHONE, "height": 800})
    weights: dict[str, int] = {}

    def weigh(response: Response) -> None:
        weights[response.url] = int(response.headers.get("content-length", 0))

    try:
        page = context.new_page()
        page.on("response", weigh)
        page.goto(url)
        page.evaluate(WATCH)
        yield page, weights
    finally:
        context.close()


@pytest.fixture(scope="module", params=LANGUAGES)
def visits(request: pytest.FixtureRequest, browser: Browser, compressed: str) -> dict[str, Visit]:
    """The first visits to the pages of a language, by template."""
    with ExitStack() as stack:
        opened = {
            name: stack.enter_context(visited(browser, compressed + TEMPLATES[name][request.param]))
            for name in FRAMED
        }
        found: dict[str, Visit] = {}
        for name, (page, weights) in opened.items():
            page.wait_for_timeout(LATE if not found else 0)
            found[name] = Visit(weights, page.evaluate("shifted"))
    return found


@pytest.mark.parametrize("template", ["policy", "version", "form", "home"])
def test_a_first_visit_is_light(visits: dict[str, Visit], template: str) -> None:
    weights = visits[template].weights
    largest = sorted(weights.items(), key=lambda item: -item[1])[:5]
    assert 10_000 < sum(weights.values()) <= MOST_BYTES, largest


@pytest.mark.parametrize("template", FRAMED)
def test_nothing_jumps_while_a_page_loads(visits: dict[str, Visit], template: str) -> None:
    assert visits[template].shift <= MOST_SHIFT
