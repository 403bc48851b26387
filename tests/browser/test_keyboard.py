"""The keyboard alone: every stop can be seen, nothing catches the focus, Escape closes what is open
and gives the focus back (WCAG 2.1.1, 2.1.2, 2.4.1, 2.4.3, 2.4.7, 2.4.11)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

import audit
from audit import ALL, DESK, FRAMED, PHONE, TEMPLATES, Auditor, State
from browsers import LANGUAGES, both_languages

pytestmark = [pytest.mark.browser, pytest.mark.audit]

MOST_STOPS = 400
"""A page with more stops has been shortened badly."""


@pytest.fixture(scope="module")
def auditor(browser: Browser, address: str) -> Auditor:
    return Auditor(browser, address)


# A box is what is drawn for an element: of a hidden tick, the label that stands for it.
PREPARE = """() => {
    const styles = ["outlineStyle", "outlineWidth", "boxShadow", "backgroundColor"]
    const drawn = (each) => {
        const { width, height } = each.getBoundingClientRect()
        const label = each.labels?.[0]
        return label && (width < 2 || height < 2 || getComputedStyle(each).opacity === "0")
            ? label : each
    }
    const look = (each) => styles.map((name) => getComputedStyle(each)[name])
    const before = new WeakMap()
    for (const each of document.querySelectorAll("*")) before.set(each, look(each))
    window.describe = () => {
        const focused = document.activeElement
        if (!focused || focused === document.body) return null
        window.numbers ??= new Map()
        if (!numbers.has(focused)) numbers.set(focused, numbers.size)
        const each = drawn(focused)
        const boxes = [...each.getClientRects()].filter((b) => b.width > 1 && b.height > 1)
        const box = boxes.find((b) => b.bottom > 0 && b.top < innerHeight
            && b.right > 0 && b.left < innerWidth)
        const middle = box && [
            (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2,
            (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2,
        ]
        const top = middle && document.elementFromPoint(...middle)
        const [style, width, shadow, background] = look(each)
        const [, , oldShadow, oldBackground] = before.get(each) ?? []
        return {
            name: focused.outerHTML.slice(0, 100),
            number: numbers.get(focused),
            empty: boxes.length === 0,
            outside: boxes.length > 0 && !box,
            covered: Boolean(top) && !each.contains(top) && !top.contains(each)
                ? top.outerHTML.slice(0, 60) : "",
            marked: style !== "none" && parseFloat(width) >= 2
                || shadow !== oldShadow || background !== oldBackground,
        }
    }
}"""
NOT_MET = """() => [...document.querySelectorAll(
        "a[href], button, input, select, textarea, summary, [tabindex='0'], [contenteditable]")]
    .filter((each) => each.checkVisibility({visibilityProperty: true}) && !each.disabled
        && each.tabIndex >= 0 && !each.closest("[inert], dialog:not([open])")
        && each.type !== "radio" && !window.numbers.has(each))
    .map((each) => each.outerHTML.slice(0, 100))"""


AT_ONCE = 10
"""So many times Tab is pressed before the page is asked what it has seen."""
# The key goes up where the focus has come to, after all that its going down does.
NOTE = """() => {
    window.noted = []
    addEventListener("keyup", () => noted.push(describe()), {capture: true})
}"""


def walk(page: Page) -> list[dict[str, Any]]:
    """Press Tab until the focus leaves the page; returns each stop."""
    page.evaluate(PREPARE)
    page.evaluate(NOTE)
    stops = passed(page, AT_ONCE)
    if any(stop["covered"] for stop in stops):  # by what follows the scrolling a moment later?
        page.evaluate("document.body.focus()")
        stops = passed(page, 1)
    return stops


def passed(page: Page, at_once: int) -> list[dict[str, Any]]:
    """Return each stop until the focus leaves the page; one by one, what covers it may go."""
    stops: list[dict[str, Any]] = []
    while len(stops) < MOST_STOPS:
        for _ in range(at_once):
            page.keyboard.press("Tab")
        noted: list[dict[str, Any] | None] = page.evaluate("noted.splice(0)") or [None]
        if at_once == 1 and noted[0] and noted[0]["covered"]:
            page.wait_for_timeout(150)
            noted = [page.evaluate("describe()")]
        for stop in noted:
            if stop is None or (stops and stop["number"] == 0):
                return stops
            stops.append(stop)
    raise AssertionError(f"the focus does not leave the page: {stops[-3:]}")


def faults(page: Page) -> list[str]:
    """Walk through a page; returns what is wrong with its stops."""
    stops = walk(page)
    found = [
        f"{fault}: {stop['name']} {stop[fault] if fault == 'covered' else ''}"
        for stop in stops
        for fault in ("empty", "outside", "covered")
        if stop[fault]
    ]
    found += [f"no mark of the focus: {stop['name']}" for stop in stops if not stop["marked"]]
    found += [f"a trap: {a['name']}" for a, b in pairwise(stops) if a["number"] == b["number"]]
    return found + [f"never reached: {name}" for name in page.evaluate(NOT_MET)]


def widths(template: str, language: str) -> tuple[int, ...]:
    """Return the widths at which ``make test`` walks through a page; ``make audit``: both."""
    turn = list(TEMPLATES).index(template) + LANGUAGES.index(language)
    return (PHONE, DESK) if ALL else ((PHONE, DESK)[turn % 2],)


def not_skipped(page: Page) -> list[str]:
    """Press Tab once more; returns what is wrong with the link that skips to the text."""
    page.evaluate("document.body.focus()")
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    expect(link).to_have_attribute("href", re.compile("^#"))
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    is_past: bool = page.evaluate("""() => {
        const [main, at] = [document.querySelector("main"), document.activeElement]
        const comes = main.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING
        return Boolean(comes) && !at.closest("header, #menu")
    }""")
    return [] if is_past else ["the first stop does not skip to the text"]


@both_languages
@pytest.mark.parametrize("template", TEMPLATES)
def test_every_stop_can_be_seen_and_the_first_skips_to_the_text(
    auditor: Auditor, template: str, language: str
) -> None:
    found = {}
    for width in widths(template, language):
        page = auditor.open(TEMPLATES[template][language], State(width=width))
        page.evaluate("document.body.tabIndex = -1")
        found[width] = faults(audit.shortened(page))
        if template in FRAMED:
            found[width] += not_skipped(page)
    assert not any(found.values()), found


def focus_by_keyboard(page: Page, selector: str) -> None:
    """Press Tab until something has the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the Tab key does not get to {selector}")


@both_languages
@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_menu_of_a_phone_opens_and_closes(auditor: Auditor, language: str, key: str) -> None:
    page = auditor.open(TEMPLATES["policy"][language], State(width=PHONE))
    focus_by_keyboard(page, audit.MENU_BUTTON)
    page.keyboard.press(key)
    first = page.locator(f"{audit.MENU} a").first
    expect(first).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate("(menu) => Boolean(document.activeElement.closest(menu))", audit.MENU)
    page.keyboard.press("Escape")
    expect(first).not_to_be_in_viewport()
    expect(page.locator(audit.MENU_BUTTON)).to_be_focused()


@both_languages
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_search_opens_and_closes(auditor: Auditor, language: str, width: int) -> None:
    page = auditor.open(TEMPLATES["policy"][language], State(width=width))
    focus_by_keyboard(page, audit.SEARCH_BUTTON)
    page.keyboard.press("Enter")
    field = page.locator(audit.SEARCH_FIELD).first
    expect(field).to_be_focused()
    field.fill("logo")
    page.locator(audit.SEARCH_RESULT).first.wait_for()
    page.evaluate(PREPARE)
    for _ in range(12):
        page.keyboard.press("Tab")
        stop = page.evaluate("describe()")
        if stop is not None:
            assert page.evaluate("Boolean(document.activeElement.closest('dialog'))"), stop
            assert stop["marked"], stop
            assert not stop["empty"] and not stop["outside"] and not stop["covered"], stop
    page.keyboard.press("Escape")
    if field.is_visible():  # in some browsers the first one empties the field
        page.keyboard.press("Escape")
    expect(field).to_be_hidden()
    expect(page.locator(audit.SEARCH_BUTTON)).to_be_focused()


@both_languages
def test_a_tip_closes_and_the_focus_stays(auditor: Auditor, language: str) -> None:
    page = auditor.open(TEMPLATES["version"][language], State(opened="tip"))
    link = page.locator(":focus")
    tip = page.locator(f"#{link.get_attribute('aria-describedby')}")
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(link).to_be_focused()


@pytest.mark.skipif(not ALL, reason="long; make audit does it")
@both_languages
@pytest.mark.parametrize("scheme", ["light", "dark", "forced"])
@pytest.mark.parametrize("template", ["home", "policy", "clauses", "form", "letters"])
def test_the_focus_changes_what_is_drawn(
    auditor: Auditor, template: str, scheme: audit.Scheme, language: str
) -> None:
    """Pixels, not styles: an outline may be cut off by what stands around it."""
    page = audit.shortened(auditor.open(TEMPLATES[template][language], State(scheme, DESK)))
    unseen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        if not page.evaluate("document.activeElement !== document.body"):
            break
        name = page.evaluate("document.activeElement.outerHTML.slice(0, 100)")
        focused = page.screenshot(caret="initial")
        page.evaluate("last = document.activeElement; last.blur()")
        if page.screenshot(caret="initial") == focused:
            unseen.append(name)
        page.evaluate("last.focus({focusVisible: true, preventScroll: true})")
    assert unseen == []
