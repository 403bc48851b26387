"""WCAG 2.2 AA by machine: axe on every template, and what axe can't see. The sources of the rules:
https://www.w3.org/TR/WCAG22/ and https://dequeuniversity.com/rules/axe/.

``make test`` looks at each template in some of the states, so that each state meets many templates;
``make audit`` (POLISI_AUDIT=1) looks at each in all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import audit
import decisions
import forks
import projects
from audit import (
    ALL,
    DESK,
    FRAMED,
    MAGNIFIED,
    OPENED,
    PHONE,
    PLAIN,
    SMALL,
    TEMPLATES,
    Auditor,
    State,
)
from browsers import LANGUAGES, served
from polisi.outputs.offline import PAGE
from projects import CY_SM, EN_SM, SCHOOL
from sites import Built

pytestmark = [pytest.mark.browser, pytest.mark.audit]

STATES = PLAIN + MAGNIFIED
WITH_CONTENTS = ("home", "policy")
"""Templates whose frame is looked at with the menu, the search or a tip open."""


@pytest.fixture(scope="module")
def auditor(browser: Browser, address: str) -> Auditor:
    return Auditor(browser, address)


def some_states(template: str, language: str) -> list[State]:
    """Return the states in which ``make test`` looks at a page: one of them, always the same."""
    if ALL:
        return STATES
    first = 2 * list(TEMPLATES).index(template) + LANGUAGES.index(language)
    return [STATES[first % len(STATES)]]


GONE = {
    "en": ("c/SM-009/", "policies/media/"),
    "cy": ("cy/c/SM-009/", "cy/polisiau/cyfryngau/"),
}
# Of a module, so that what looks at one page stands together and opens it once.
in_both_languages = pytest.mark.parametrize("language", LANGUAGES, scope="module")
each_template = pytest.mark.parametrize("template", TEMPLATES, scope="module")
each_framed = pytest.mark.parametrize("template", FRAMED, scope="module")


@audit.needs_axe
@in_both_languages
@pytest.mark.parametrize("state", OPENED, ids=str)
def test_axe_finds_nothing_in_what_is_open(auditor: Auditor, state: State, language: str) -> None:
    turn = OPENED.index(state) + LANGUAGES.index(language)
    templates = WITH_CONTENTS if ALL else (WITH_CONTENTS[turn % 2],)
    found = {}
    for template in ("policy",) if state.opened == "tip" else templates:
        page = audit.shortened(auditor.open(TEMPLATES[template][language], state))
        # A tip lies over what is below it until Escape, so the size of that says nothing.
        found[template] = audit.axe(page, target_size=state.opened != "tip")
    assert not any(found.values()), audit.outline(found)


@pytest.fixture(scope="module")
def fork(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Auditor]:
    """A small site, in which a clause has gone."""
    with served(forks.built(tmp_path_factory.mktemp("gone")).site) as root:
        yield Auditor(browser, root)


@audit.needs_axe
@in_both_languages
def test_axe_finds_nothing_where_a_clause_has_gone(fork: Auditor, language: str) -> None:
    """The lasting address of a retired clause, and what its policy says of it."""
    found = {
        f"{path} {state}": audit.axe(fork.open(path, state))
        for path in GONE[language]
        for state in (State(width=PHONE), State("dark"))
    }
    assert not any(found.values()), audit.outline(found)


def with_a_proposal() -> decisions.Changes:
    """Return the changes of a project with a text in force and a newer one."""
    found: decisions.Changes = decisions.adopted("SM", on="2026-11-23")
    for path, old, new in (
        (EN_SM, "ask for consent", "ask for written consent"),
        (EN_SM, "changes: {", "changes: {1.1.0: {on: 2026-11-24, text: New.}, "),
        (CY_SM, "changes: {", "changes: {1.1.0: Newydd., "),
    ):
        found = decisions.then(found, path, old, new)
    return found


@audit.needs_axe
@pytest.mark.skipif(not ALL, reason="two sites in every state: make audit")
@pytest.mark.parametrize("name", ["proposed", "offline"])
def test_axe_finds_nothing_on_pages_that_few_sites_have(
    browser: Browser, tmp_path: Path, name: str
) -> None:
    """What is in force beside what is proposed and what changes; what is not kept on a phone."""
    school = {SCHOOL: f"{projects.BASE[SCHOOL]}site_address: https://x.cymru/\noffline: true\n"}
    changes = with_a_proposal() if name == "proposed" else school
    site = forks.built(
        tmp_path, changes, POLISI_EDITION="parents" if name == "offline" else "intranet"
    )
    paths = [path for path in site.pages if "media/" in path or "cyfryngau/" in path]
    paths = [path for path in paths if path.count("/") > 2] if name == "proposed" else [PAGE]
    assert len(paths) >= (8 if name == "proposed" else 1)
    with served(site.site) as root:
        small = Auditor(browser, root)
        found = {
            f"{path} {state}": audit.axe(small.open(path, state))
            for path in paths
            for state in PLAIN
        }
    assert not any(found.values()), audit.outline(found)


def test_each_template_has_its_page(shipped: Built) -> None:
    """Else it would be the page for what is not found that is looked at."""
    addresses = {path for each in TEMPLATES.values() for path in each.values()}
    assert sorted(addresses - set(shipped.pages)) == sorted(TEMPLATES["not found"].values())


@audit.needs_axe
def test_axe_would_find_something(auditor: Auditor) -> None:
    page = auditor.open("", State())
    page.evaluate("document.querySelector('h1').innerHTML = '<img src=assets/icon.svg>'")
    assert any(line.startswith("image-alt: ") for line in audit.axe(page))


# What follows looks at one page in turn, the narrow ones first: to lay it out anew takes as long
# as to open it. One way of scrolling (WCAG 1.4.10)

OVERFLOW = """() => Math.max(
    document.documentElement.scrollWidth, document.body.scrollWidth) - innerWidth"""
WIDEST = """() => [...document.querySelectorAll("body *")]
    .filter((each) => each.getBoundingClientRect().right > innerWidth + 1
        && !each.closest(".scroll, .md-typeset__scrollwrap, #menu, [hidden]"))
    .slice(0, 3).map((each) => each.outerHTML.slice(0, 90))"""


@in_both_languages
@each_template
def test_the_narrowest_page_scrolls_one_way_only(
    auditor: Auditor, template: str, language: str
) -> None:
    page = auditor.look(TEMPLATES[template][language], State(width=SMALL))
    assert page.evaluate(OVERFLOW) <= 0, page.evaluate(WIDEST)


# Tables that scroll (WCAG 2.1.1)

UNREACHED = """() => [...document.querySelectorAll("main *")].filter((each) => {
    const style = getComputedStyle(each)
    return ["auto", "scroll"].includes(style.overflowX) && each.scrollWidth > each.clientWidth + 1
        && each.tabIndex < 0 && !each.closest("dialog") && style.visibility !== "hidden"
}).map((each) => each.outerHTML.slice(0, 90))"""


@in_both_languages
@each_framed
def test_what_scrolls_sideways_can_have_the_focus(
    auditor: Auditor, template: str, language: str
) -> None:
    page = auditor.look(TEMPLATES[template][language], State(width=SMALL))
    assert page.evaluate(UNREACHED) == []


# Words further apart (WCAG 1.4.12)

SPACED = """* {
    letter-spacing: 0.12em !important; line-height: 1.5 !important; word-spacing: 0.16em !important
} p { margin-bottom: 2em !important }"""
RESTYLE = """(css) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    document.adoptedStyleSheets = [sheet]
}"""
"""As a reader's own style sheet does: a <style> would be against the page's own policy."""


@in_both_languages
@each_template
def test_text_may_be_spaced_out(auditor: Auditor, template: str, language: str) -> None:
    """WCAG 1.4.12; nothing gets wider than the window."""
    page = auditor.look(TEMPLATES[template][language], State(width=PHONE))
    page.evaluate(RESTYLE, SPACED)
    overflow, widest = page.evaluate(OVERFLOW), page.evaluate(WIDEST)
    page.evaluate(RESTYLE, "")
    assert overflow <= 0, widest


# Controls that a thumb can hit: 44 pixels. WCAG 2.2 asks for 24 (axe: target-size).

SMALL_CONTROLS = """() => {
    const controls = "button, summary, select, textarea, input, [role=button], header a," +
        "header label, #menu a, footer a, .help a, dialog a, .versions a, .jump a"
    const box = (each) => {
        const labels = each.matches("[type=checkbox], [type=radio]") ? [...each.labels] : []
        const boxes = [each, ...labels].map((part) => part.getBoundingClientRect())
        return {
            width: Math.max(...boxes.map((b) => b.right)) - Math.min(...boxes.map((b) => b.left)),
            height: Math.max(...boxes.map((b) => b.height), each.closest(
                ".field--tick, .field__answer")?.getBoundingClientRect().height ?? 0),
        }
    }
    return [...document.querySelectorAll(controls)]
        .filter((each) => each.checkVisibility({visibilityProperty: true, opacityProperty: true}))
        .filter((each) => each.getBoundingClientRect().width > 1)
        .filter((each) => { const b = box(each); return b.height < 43.5 || b.width < 43.5 })
        .map((each) => { const b = box(each)
            return `${Math.round(b.width)}×${Math.round(b.height)} ${each.outerHTML.slice(0, 70)}`
        })
}"""


def small_controls(page: Page) -> list[str]:
    """Return the controls that are too small for a thumb, with their sizes."""
    found: list[str] = page.evaluate(SMALL_CONTROLS)
    return found


@in_both_languages
@each_framed
def test_controls_are_large_enough_on_a_phone(
    auditor: Auditor, template: str, language: str
) -> None:
    page = auditor.look(TEMPLATES[template][language], State(width=PHONE))
    assert small_controls(page) == []


@in_both_languages
@pytest.mark.parametrize("opened", ["menu", "search"])
def test_what_opens_has_large_controls_too(auditor: Auditor, opened: str, language: str) -> None:
    page = auditor.open(
        TEMPLATES["home"][language],
        State(width=PHONE, opened=opened),  # type: ignore[arg-type]
    )
    assert small_controls(page) == []


# At 200 % (WCAG 1.4.4)


@in_both_languages
@each_template
def test_a_magnified_page_scrolls_one_way_only(
    auditor: Auditor, template: str, language: str
) -> None:
    """With the text or the page at 200 %."""
    found = {}
    for state in MAGNIFIED if ALL else (MAGNIFIED[LANGUAGES.index(language)],):
        page = auditor.look(TEMPLATES[template][language], state)
        if page.evaluate(OVERFLOW) > 0:
            found[str(state)] = page.evaluate(WIDEST)
    assert found == {}


# Motion (WCAG 2.3.3)

MOVING = """() => {
    const seconds = (text) => Math.max(...text.split(",").map(parseFloat))
    const found = new Set()
    const parts = ["", "::before", "::after"]
    for (const each of document.querySelectorAll("*")) for (const part of parts) {
        const style = getComputedStyle(each, part)
        if (part && style.content === "none") continue
        if (seconds(style.transitionDuration) > 0.01 || seconds(style.animationDuration) > 0.01
            && style.animationName !== "none") found.add(`${each.tagName}.${each.className}${part}`)
    }
    return [...found].slice(0, 20)
}"""


@in_both_languages
@pytest.mark.parametrize(
    "template", ["home", "policy", "clauses", "form", "not found"], scope="module"
)
def test_nothing_moves_for_whoever_wants_no_motion(
    auditor: Auditor, template: str, language: str
) -> None:
    """The auditor's browser asks for reduced motion."""
    page = auditor.look(TEMPLATES[template][language], State(width=DESK))
    assert page.evaluate(MOVING) == []


# All that axe knows, last: it shortens the page that the others looked at


@audit.needs_axe
@in_both_languages
@each_template
def test_axe_finds_nothing_in_a_template(auditor: Auditor, template: str, language: str) -> None:
    found = {}
    for state in some_states(template, language):
        page = audit.shortened(auditor.look(TEMPLATES[template][language], state))
        found[str(state)] = audit.axe(page)
    auditor.forget()  # it has been shortened
    assert not any(found.values()), audit.outline(found)


# Without scripts


@pytest.fixture(scope="module")
def plain_page(browser: Browser, address: str) -> Iterator[Page]:
    """A phone that runs no scripts; its pages' addresses are relative to the site."""
    context = browser.new_context(
        viewport={"width": PHONE, "height": 800}, java_script_enabled=False, base_url=address
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@in_both_languages
@each_framed
def test_a_page_is_read_without_scripts(
    plain_page: Page, address: str, template: str, language: str
) -> None:
    if plain_page.url != address + TEMPLATES[template][language]:  # the link has led here
        plain_page.goto(TEMPLATES[template][language])
    expect(plain_page.locator("h1")).to_be_visible()
    expect(plain_page.locator("main p").first).to_be_visible()
    twin = {"en": "cy", "cy": "en"}[language]
    plain_page.locator("[data-language-link]").click()
    leads_to = TEMPLATES[template][twin]
    if template == "side":  # from both languages to one
        leads_to = leads_to.removesuffix("/").rpartition("/")[0] + "/"
    plain_page.wait_for_url(f"**/{leads_to}")


@in_both_languages
def test_the_menu_leads_on_without_scripts(plain_page: Page, language: str) -> None:
    plain_page.goto(TEMPLATES["policy"][language])
    plain_page.locator(audit.MENU_BUTTON).click()
    folder = TEMPLATES["clauses"][language].split("/")[-2]
    plain_page.locator(f'{audit.MENU} a[href$="/{folder}/"]').click()
    plain_page.wait_for_url(f"**/{TEMPLATES['clauses'][language]}")


@in_both_languages
def test_search_without_scripts_is_the_index(plain_page: Page, language: str) -> None:
    plain_page.goto(TEMPLATES["policy"][language])
    plain_page.locator(audit.SEARCH_BUTTON).click()
    plain_page.wait_for_url(f"**/{TEMPLATES['clauses'][language]}")
