"""The language link in a browser: from every page and every clause to the same place, and back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

import sites
from audit import ALL, TEMPLATES
from browsers import DESK, TELEPHONE
from polisi.words.languages import LANGUAGES, Language, other
from sites import Built

pytestmark = [pytest.mark.browser, pytest.mark.audit]

NEAR = 100
"""Pixels from the top of the window within which a clause's heading has to be."""

CLAUSES = """() => {
  const link = document.querySelector("[data-language-link]")
  const found = []
  addEventListener("click", event => event.preventDefault(), true)
  for (const heading of document.querySelectorAll(".clause > [id], .both__row[id]")) {
    location.hash = heading.id
    link.click()
    const isAtEnd = scrollY + innerHeight >= document.body.scrollHeight - 1
    found.push([heading.id, link.href, Math.round(heading.getBoundingClientRect().top), isAtEnd])
  }
  return found
}"""


@pytest.fixture(params=["telephone", *(["folder"] if ALL else [])])
def start(
    request: pytest.FixtureRequest,
    browser: Browser,
) -> Iterator[tuple[Page, str, Built]]:
    """Yield a page and where the site starts: a telephone on a server, a desk and a folder."""
    if request.param == "telephone":
        width, site = TELEPHONE, request.getfixturevalue("shipped")
        root = request.getfixturevalue("address")
    else:
        width, site = DESK, request.getfixturevalue("as_files")
        root = f"{site.site.as_uri()}/"
    found = browser.new_page(viewport={"width": width, "height": 800})
    yield found, root, site
    found.close()


@pytest.fixture(params=[TELEPHONE, DESK])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    found = browser.new_page(viewport={"width": request.param, "height": 800})
    yield found
    found.close()


def with_clauses(site: Built, language: Language) -> list[sites.Page]:
    """Return the pages with clauses: of a language all, or one of each template.

    ``make audit`` goes to all, which takes minutes.
    """
    of_templates = {pages[language] for pages in TEMPLATES.values()}
    return [
        page
        for page in site.pages.values()
        if site.language(page) == language and page.all(".clause, .both")
        if ALL or page.address in of_templates
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_clause_of_a_page_leads_to_itself(
    start: tuple[Page, str, Built], language: Language
) -> None:
    """Each clause in the address is under the header, and the link leads to it in the other."""
    page, root, site = start
    seen = set()
    pages = with_clauses(site, language)
    assert len(pages) >= 4
    for there in pages:
        page.goto(root + there.path)
        (twin,) = there.all("a[data-language-link]")
        counterpart = site.resolve(there, str(twin.attributes["href"]))[0]
        assert site.language(site.pages[counterpart]) == other(language)
        for id_, href, top, is_at_end in page.evaluate(CLAUSES):
            assert href.endswith(f"#{id_}"), (there.path, id_, href)
            path = href.removeprefix(root).partition("#")[0]
            assert path.removesuffix("index.html") == counterpart.removesuffix("index.html")
            assert 0 <= top <= NEAR or is_at_end, (there.path, id_, top)
            seen.add(id_)
    assert len(seen) > 20
    assert not ALL or seen >= set(site.project.shown.clauses)


@pytest.mark.parametrize("language", LANGUAGES)
def test_by_keyboard_the_link_keeps_the_clause_and_the_words(
    page: Page,
    address: str,
    shipped: Built,
    language: Language,
) -> None:
    version = TEMPLATES["version"]
    page.goto(f"{address}{version[language]}?x=1#IR-005")
    page.locator("a[data-language-link]").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == f"{address}{version[other(language)]}?x=1#IR-005"
    top = page.locator("#IR-005").bounding_box()
    assert top and 0 <= top["y"] <= NEAR
    assert page.locator("html").get_attribute("lang") == other(language)


def test_the_choice_is_remembered_where_a_reader_comes_in(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    assert page.locator("html").get_attribute("lang") == "en"
    page.click("a[data-language-link]")
    page.wait_for_url(f"{address}cy/")
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_url(f"{address}cy/")
    page.goto(f"{address}policies/")  # an address that says its language is taken at its word
    assert page.locator("html").get_attribute("lang") == "en"
    page.goto(f"{address}cy/")
    page.click("a[data-language-link]")
    page.wait_for_url(address)
    page.goto("about:blank")
    page.goto(address)
    assert page.url == address
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clause_in_small_letters_or_unknown(
    page: Page,
    address: str,
    language: Language,
) -> None:
    policy = {"en": "policies/incidents/", "cy": "cy/polisiau/pan-aiff-rhywbeth-o-i-le/"}[language]
    page.goto(f"{address}{policy}#ir-007")
    page.wait_for_url("**#IR-007")
    page.goto("about:blank")
    page.goto(f"{address}{policy}#ir-999")
    notice = page.locator("[data-no-clause]")
    notice.wait_for(state="visible")
    assert "IR-999" in notice.inner_text()
    index = {"en": "clauses/", "cy": "cy/cymalau/"}[language]
    assert notice.locator("a").evaluate("link => link.href") == address + index
    page.goto("about:blank")
    page.goto(f"{address}{policy}#%E0%A4%A")  # no letters at all
    assert not notice.is_visible()


def test_an_address_in_the_wrong_case_is_found(page: Page, address: str) -> None:
    for wrong, right in (
        ("c/ir-007/", "policies/incidents/#IR-007"),
        ("CY/Polisiau/", "cy/polisiau/"),
        ("cy/C/Ir-007/", "cy/polisiau/pan-aiff-rhywbeth-o-i-le/#IR-007"),
    ):
        page.goto(address + wrong)
        page.wait_for_url(address + right)
    page.goto(f"{address}c/ir-999/")
    assert page.locator("h1").is_visible()


def test_variants_retired_and_left_out_clauses_have_their_place(shipped: Built) -> None:
    register = shipped.project.shown
    assert register.instead
    for id_, shown in register.instead.items():
        found = [page for page in shipped.pages.values() if shown in page.ids and id_ in page.ids]
        assert found, id_
