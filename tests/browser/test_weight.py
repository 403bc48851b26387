"""What a first visit costs a phone: bytes, and things that jump while the page loads."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Response

from audit import FRAMED, PHONE, TEMPLATES
from browsers import CompressingHandler, both_languages, served
from sites import Built

pytestmark = [pytest.mark.browser, pytest.mark.audit]

MOST_BYTES = 45 * 1024
"""Transferred for the page of a clause on a first visit, all files, compressed."""
MOST_SHIFT = 0.01
"""Layout shift (https://web.dev/articles/cls): Google calls 0.1 good; nothing here has to move."""
SHIFT = """() => new Promise((done) => {
    let sum = 0
    new PerformanceObserver((list) => {
        for (const each of list.getEntries()) sum += each.value
    }).observe({type: "layout-shift", buffered: true})
    setTimeout(() => done(sum), 300)
})"""


@pytest.fixture(scope="module")
def compressed(shipped: Built) -> Iterator[str]:
    with served(shipped.site, CompressingHandler) as address:
        yield address


def visit(browser: Browser, url: str) -> tuple[dict[str, int], float]:
    """Return the bytes of each file of a first visit, and by how much the page shifted."""
    context = browser.new_context(viewport={"width": PHONE, "height": 800})
    weights: dict[str, int] = {}

    def weigh(response: Response) -> None:
        weights[response.url] = int(response.headers.get("content-length", 0))

    try:
        page = context.new_page()
        page.on("response", weigh)
        page.goto(url)
        shift: float = page.evaluate(SHIFT)
    finally:
        context.close()
    return weights, shift


@both_languages
@pytest.mark.parametrize("template", ["policy", "version", "form", "home"])
def test_a_first_visit_is_light(
    browser: Browser,
    compressed: str,
    template: str,
    language: str,
) -> None:
    weights, _ = visit(browser, compressed + TEMPLATES[template][language])
    largest = sorted(weights.items(), key=lambda item: -item[1])[:5]
    assert 10_000 < sum(weights.values()) <= MOST_BYTES, largest


@both_languages
@pytest.mark.parametrize("template", FRAMED)
def test_nothing_jumps_while_a_page_loads(
    browser: Browser,
    compressed: str,
    template: str,
    language: str,
) -> None:
    _, shift = visit(browser, compressed + TEMPLATES[template][language])
    assert shift <= MOST_SHIFT
