"""The frame of every page: its menu, with scripts and without; what is on paper; what it loads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from audit import MENU, MENU_BUTTON, PHONE
from browsers import (
    DESK,
    HOME,
    POLICY,
    SIDE,
    Contexts,
    both_languages,
    read_paper,
    reading,
)
from sites import Built

pytestmark = pytest.mark.browser

TEMPLATES_WITH_FRAME = "body > .header"


@pytest.fixture
def phone(contexts: Contexts, address: str) -> Iterator[Page]:
    for reader in reading(contexts(PHONE, True), address):
        yield reader.open(POLICY["en"])


# The menu of narrow screens


def is_open(page: Page) -> bool:
    """Tell whether the menu is open, once its button says the same; the event comes after it."""
    page.wait_for_function(
        """([button, menu]) => document.querySelector(button).ariaExpanded
            === String(document.querySelector(menu).matches(":popover-open"))""",
        arg=[MENU_BUTTON, MENU],
    )
    return page.locator(MENU).is_visible()


def test_the_button_names_what_it_opens(phone: Page) -> None:
    button = phone.locator(MENU_BUTTON)
    assert button.evaluate("(each) => each.tagName") == "BUTTON"
    assert button.get_attribute("aria-controls") == "menu"
    assert phone.get_by_role("button", name="Menu").count() == 1
    assert not is_open(phone)
    button.click()
    assert is_open(phone)


def test_escape_closes_the_menu_from_within_it_and_gives_the_focus_back(phone: Page) -> None:
    button = phone.locator(MENU_BUTTON)
    button.focus()
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")
    assert phone.evaluate("(menu) => Boolean(document.activeElement.closest(menu))", MENU)
    phone.keyboard.press("Escape")
    assert not is_open(phone)
    expect(button).to_be_focused()


def test_a_press_beside_the_menu_closes_it(phone: Page) -> None:
    phone.locator(MENU_BUTTON).click()
    phone.mouse.click(PHONE - 10, 600)
    assert not is_open(phone)


def test_the_button_closes_the_menu(phone: Page) -> None:
    for button, expected in ((MENU_BUTTON, True), (".menu__close", False), (MENU_BUTTON, True)):
        phone.locator(button).click()
        assert is_open(phone) is expected


def test_the_open_menu_never_covers_what_has_the_focus(phone: Page) -> None:
    phone.locator(MENU_BUTTON).click()
    phone.locator(f"{MENU} a").last.focus()
    phone.keyboard.press("Tab")
    assert not is_open(phone)
    assert not phone.evaluate("(menu) => Boolean(document.activeElement.closest(menu))", MENU)


def test_a_closed_menu_has_no_stop_and_is_not_read_out(phone: Page) -> None:
    assert phone.locator(MENU).evaluate("(each) => getComputedStyle(each).display") == "none"
    assert phone.get_by_role("navigation", name="Navigation").count() == 0


def test_the_menu_closes_when_the_window_grows(phone: Page) -> None:
    phone.locator(MENU_BUTTON).click()
    phone.set_viewport_size({"width": DESK, "height": 800})
    phone.wait_for_function(
        "(menu) => !document.querySelector(menu).matches(':popover-open')", arg=MENU
    )
    expect(phone.locator(MENU)).to_be_visible()
    expect(phone.locator(MENU_BUTTON)).to_be_hidden()
    phone.set_viewport_size({"width": PHONE, "height": 800})


@both_languages
def test_without_scripts_the_menu_opens_and_closes(
    contexts: Contexts,
    address: str,
    language: str,
) -> None:
    for reader in reading(contexts(PHONE, False), address):
        page = reader.open(POLICY[language])
        menu = page.locator(MENU)
        expect(menu).to_be_hidden()
        page.locator(MENU_BUTTON).press("Enter")
        expect(menu).to_be_visible()
        page.keyboard.press("Escape")
        expect(menu).to_be_hidden()
        expect(page.locator(MENU_BUTTON)).to_be_focused()


# What pages are made of


def test_every_page_has_the_same_parts_in_the_same_order(site: Built) -> None:
    for page in site.pages.values():
        if not page.all(TEMPLATES_WITH_FRAME):
            continue
        first = page.all("body a")[0]
        assert (first.attributes["class"], first.attributes["href"]) == ("skip", "#main"), page.path
        parts = [
            node.tag
            for node in page.all("body > *, .frame > *")
            if node.tag not in ("script", "dialog")
        ]
        expected = ["a", "header", "p", "div", "nav", "div", "nav", "p", "footer"]
        without_contents = [*expected[:6], "p", "footer"]
        assert parts in (expected, without_contents), page.path
        assert len(page.all("[aria-current=page]")) <= 2, page.path


def test_no_script_of_the_theme_is_loaded_or_published(site: Built) -> None:
    assert [path for path in site.files if path.startswith("assets/javascripts/")] == []
    assert [path for path in site.files if path.endswith(".map")] == []
    for page in site.pages.values():
        inside = [node for node in page.all("script") if not node.attributes.get("src")]
        assert inside == [], page.path
        assert page.all("[style]") == [], page.path


# Paper


@both_languages
def test_paper_says_whose_it_is_and_which_page(
    contexts: Contexts,
    address: str,
    shipped: Built,
    language: str,
    tmp_path: Path,
) -> None:
    school = {"en": "Example School", "cy": "Ysgol Enghraifft"}[language]
    for reader in reading(contexts(DESK, True), address):
        paper = read_paper(reader.open(POLICY[language]), tmp_path)
    pages = paper.rstrip("\f").split("\f")
    words = {"en": "Page {} of {}", "cy": "Tudalen {} o {}"}[language]
    assert len(pages) > 3
    for number, text in enumerate(pages, 1):
        assert words.format(number, len(pages)) in " ".join(text.split()), number
    assert pages[0].lstrip().startswith(school)
    assert re.search(
        {"en": "Printed on", "cy": "Argraffwyd ar"}[language] + r" \d\d/\d\d/\d{4}", pages[0]
    )
    assert "SM-014" in paper
    assert shipped.project.shown.policies["SM"].version in pages[0]
    assert "https://www.legislation.gov.uk/" in paper.replace("\n", "")


@both_languages
def test_both_languages_print_across_the_paper(
    contexts: Contexts,
    address: str,
    language: str,
    tmp_path: Path,
) -> None:
    for reader in reading(contexts(DESK, True), address):
        page = reader.open(SIDE[language])
        paper = page.pdf(prefer_css_page_size=True)
        width, height = (
            float(each) for each in re.findall(rb"MediaBox \[0 0 ([\d.]+) ([\d.]+)", paper)[0]
        )
        assert width > height
        text = read_paper(page, tmp_path)
    assert {"en": "Page 1 of", "cy": "Tudalen 1 o"}[language] in text


@both_languages
def test_paper_is_black_on_white_on_a_dark_screen_too(
    contexts: Contexts,
    address: str,
    language: str,
) -> None:
    for reader in reading(contexts(DESK, True), address):
        page = reader.open(HOME[language])
        page.emulate_media(media="print", color_scheme="dark")
        look = "(e) => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
        assert page.locator("body").evaluate(look) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
        assert page.locator("main a").first.evaluate(look)[0] == "rgb(0, 0, 0)"
        tag = "main.insertAdjacentHTML('beforeend', '<b class=tag>New</b>')"
        page.evaluate(f"const main = document.querySelector('main'); {tag}")
        assert page.locator("main > .tag").evaluate(look)[0] == "rgb(0, 0, 0)", "not white on paper"
        page.emulate_media(media="screen", color_scheme="light")
