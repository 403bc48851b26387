"""The site in a browser: both languages, a telephone and a desk, with scripts and without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from browsers import (
    DESK,
    HOME,
    INDEX,
    MAIN,
    POLICY,
    SIDE,
    TELEPHONE,
    Contexts,
    Reader,
    StrictHandler,
    both_languages,
    both_widths,
    read_paper,
    reading,
    served,
    settle,
)
from sites import Built

pytestmark = pytest.mark.browser

PICTURE = {"en": "references/", "cy": "cy/croesgyfeiriadau/"}


@pytest.fixture(scope="module")
def strict_address(shipped: Built) -> Iterator[str]:
    with served(shipped.site, StrictHandler) as found:
        yield found


@pytest.fixture
def strict(
    contexts: Contexts, strict_address: str, request: pytest.FixtureRequest
) -> Iterator[Reader]:
    """A reader of a server that forbids what the pages do not need: hears what is forbidden."""
    yield from reading(contexts(getattr(request, "param", DESK), True), strict_address)


@pytest.mark.parametrize("strict", [TELEPHONE, DESK], indirect=True)
@both_languages
@pytest.mark.parametrize("name", MAIN)
def test_a_page_is_quiet_fits_and_needs_nothing_forbidden(
    strict: Reader, name: str, language: str
) -> None:
    page = strict.open(MAIN[name][language])
    if name == "lasting":
        # A page that is closed on its way to another one may never say that it has closed.
        page.wait_for_url(f"**/{POLICY[language]}#SM-014")
    settle(page)
    assert strict.overflow() <= 0
    assert page.locator("h1").first.is_visible()
    if name == "not found":
        assert len(strict.errors) == 1
        assert "404" in strict.errors.pop()
    elif name != "lasting":
        button = page.locator("[data-menu-button]")
        expect(button).to_have_attribute("aria-expanded", "false")  # the script has run


@both_languages
@pytest.mark.parametrize("reader", [320], indirect=True)
def test_the_narrowest_screen_scrolls_one_way_only(reader: Reader, language: str) -> None:
    """WCAG 1.4.10: 320 pixels, which is also 1280 at 400 %."""
    for path in (POLICY[language], INDEX[language], MAIN["policies"][language]):
        reader.open(path)
        assert reader.overflow() <= 0, path


BROKEN = """(tables) => tables.flatMap((table) => {
    const texts = document.createTreeWalker(table, NodeFilter.SHOW_TEXT), found = []
    while (texts.nextNode()) {
        const text = texts.currentNode
        for (const word of text.data.matchAll(/[\\p{L}']+/gu)) {
            const range = document.createRange()
            range.setStart(text, word.index)
            range.setEnd(text, word.index + word[0].length)
            const lines = new Set([...range.getClientRects()].map((each) => Math.round(each.top)))
            if (lines.size > 1 && text.parentElement.offsetParent) found.push(word[0])
        }
    }
    return found
})"""


@both_widths
@both_languages
def test_no_word_breaks_in_a_table(reader: Reader, language: str) -> None:
    for path in (INDEX[language], SIDE[language], MAIN["version"][language]):
        page = reader.open(path)
        assert page.locator("main .scroll td").count() > 3, path
        assert page.locator("main .scroll table").evaluate_all(BROKEN) == [], path


# A school that is not like the example: its name and its badge

LONG_NAME = "Federation of Saint Illtud and Saint Cadoc Church in Wales Schools, " * 2
WITH_BADGE = """([name, width, height]) => {
    const masthead = document.querySelector(".masthead__name")
    masthead.firstElementChild.textContent = name
    masthead.classList.toggle("masthead__name--long", name.length > 60)
    const badge = document.createElement("img")
    badge.className = "badge"
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"/>`
    badge.src = `data:image/svg+xml,${svg}`
    document.querySelector(".badge").replaceWith(badge)
    return badge.decode()
}"""


@pytest.mark.parametrize("reader", [320], indirect=True)
@pytest.mark.parametrize("size", [(1000, 100), (100, 1000), (100, 100)], ids=str)
def test_a_long_name_has_room_beside_or_below_any_badge(
    reader: Reader, size: tuple[int, int]
) -> None:
    page = reader.open("")
    page.evaluate(WITH_BADGE, [LONG_NAME[:120], *size])
    name, badge = (page.locator(each).bounding_box() for each in (".masthead__name", ".badge"))
    assert name and badge
    assert name["width"] >= 0.7 * (320 - 32)
    assert name["height"] <= 170
    assert badge["width"] <= 320 - 32
    assert badge["height"] <= 48
    assert reader.overflow() <= 0


@pytest.mark.parametrize("reader", [TELEPHONE], indirect=True)
def test_a_short_name_stands_beside_a_broad_badge(reader: Reader) -> None:
    page = reader.open("")
    page.evaluate(WITH_BADGE, ["Ysgol y Bryn", 1000, 100])
    name, badge = (page.locator(each).bounding_box() for each in (".masthead__name", ".badge"))
    assert name and badge
    assert name["y"] < badge["y"] + badge["height"]


@both_languages
@pytest.mark.parametrize("reader", [320], indirect=True)
def test_words_that_wrap_keep_off_the_edge_of_the_help(reader: Reader, language: str) -> None:
    page = reader.open(HOME[language])
    page.evaluate("document.fonts.ready")
    gap = """() => {
        const words = document.createRange()
        words.selectNodeContents(document.querySelector(".help summary"))
        const box = document.querySelector(".help").getBoundingClientRect()
        return box.bottom - words.getBoundingClientRect().bottom
    }"""
    assert page.evaluate(gap) >= 4


@pytest.mark.parametrize("reader", [TELEPHONE], indirect=True)
def test_a_policy_that_has_no_review_yet_shows_no_label_for_it(reader: Reader) -> None:
    page = reader.open(MAIN["policies"]["en"])
    empty = page.locator("td[data-label]:empty")
    assert empty.count() > 5
    assert empty.evaluate_all("all => all.filter(each => each.offsetHeight)") == []


@pytest.mark.parametrize("reader", [320], indirect=True)
@pytest.mark.parametrize("path", ["signed/", "cy/llofnodwyd/"])
def test_a_code_to_be_compared_is_never_broken(reader: Reader, path: str) -> None:
    page = reader.open(path)
    lines = page.locator(".codes code").evaluate_all(
        "all => all.map(e => e.getClientRects().length)"
    )
    assert set(lines) == {1}
    assert reader.overflow() <= 0


@both_languages
@pytest.mark.parametrize("reader", [TELEPHONE], indirect=True)
def test_the_status_of_every_policy_is_near(reader: Reader, language: str) -> None:
    """From home by the menu, without scrolling, to a page of few screens."""
    page = reader.open(HOME[language])
    page.locator("[data-menu-button]").click()
    link = page.locator(f"#menu a[href$='{MAIN['policies'][language]}']")
    expect(link).to_be_in_viewport()
    link.click()
    page.wait_for_url(f"**/{MAIN['policies'][language]}")
    page.evaluate("document.fonts.ready")
    screens = page.evaluate("document.documentElement.scrollHeight / innerHeight")
    assert screens <= 4.1


READERS = {
    "en": ("", "staff/", "governors/", "parents/"),
    "cy": ("cy/", "cy/staff/", "cy/llywodraethwyr/", "cy/rhieni/"),
}


@both_languages
@pytest.mark.parametrize("number", range(4), ids=["home", "staff", "governors", "parents"])
@pytest.mark.parametrize(
    ("reader", "height", "most"),
    [(TELEPHONE, 844, 4), (DESK, 900, 2)],
    indirect=["reader"],
    ids=["telephone", "desk"],
)
def test_home_and_the_pages_of_readers_are_few_screens(
    reader: Reader, height: int, most: int, number: int, language: str
) -> None:
    page = reader.open(READERS[language][number])
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.documentElement.scrollHeight") <= most * height


# The clause index


@both_languages
@pytest.mark.parametrize("reader", [TELEPHONE], indirect=True)
def test_on_a_phone_a_clause_of_the_index_is_a_few_lines(reader: Reader, language: str) -> None:
    """Six narrow columns made it 350 pixels; a line is 21."""
    page = reader.open(INDEX[language])
    rows = page.locator("tr[data-audiences]")
    heights = rows.evaluate_all("all => all.slice(0, 60).map(each => each.offsetHeight)")
    assert sum(heights) / len(heights) <= 5 * 21
    assert max(heights) <= 12 * 21
    names = page.locator(".index__policy a")
    ends = names.evaluate_all("all => all.map(each => each.getBoundingClientRect().right)")
    assert max(ends) <= TELEPHONE - 16, "the name of a policy runs on to the right"


def rows(page: Page) -> int:
    return page.locator("table.index tr[data-audiences]:visible").count()


@both_languages
def test_the_filter(reader: Reader, shipped: Built, language: str) -> None:
    clauses = list(shipped.project.shown.clauses.values())
    page = reader.open(INDEX[language])
    text, policy, audience = (page.locator(f"#filter-{n}") for n in ("text", "policy", "audience"))
    status = page.locator("[data-filter-status]")
    assert rows(page) == len(clauses)
    text.fill("sm-014")
    assert rows(page) == 1
    expect(status).to_have_text(
        {"en": "Clauses shown: 1", "cy": "Cymalau sy'n cael eu dangos: 1"}[language]
    )
    expect(page.locator("tr.index__policy:visible")).to_have_count(1)
    text.fill("")
    policy.select_option("PC")
    assert rows(page) == sum(c.policy == "PC" for c in clauses)
    audience.select_option("governors")
    expected = sum(c.policy == "PC" and "governors" in c.audiences for c in clauses)
    assert rows(page) == expected
    text.fill("zzzz")
    assert rows(page) == 0
    expect(status).to_contain_text(": 0")
    expect(page.locator("tr.index__policy:visible")).to_have_count(0)
    text.fill("")
    policy.select_option("")
    assert rows(page) == sum("governors" in c.audiences for c in clauses)


def test_the_filter_takes_words_in_any_order_and_without_accents(
    reader: Reader, shipped: Built
) -> None:
    title = next(
        title
        for clause in shipped.project.shown.clauses.values()
        if not (title := clause.title("cy")).isascii() and len(title.split()) > 1
    )
    accents = str.maketrans("âêîôûŵŷïöáéó", "aeiouwyioaeo")
    plain = title.lower().translate(accents)
    assert plain.isascii()
    page = reader.open(INDEX["cy"])
    for typed in (title, plain, " ".join(reversed(plain.split())), plain.upper()):
        page.locator("#filter-text").fill(typed)
        assert rows(page) >= 1, typed
        expect(page.locator("table.index tr[data-audiences]:visible").first).to_contain_text(title)


@both_languages
def test_without_scripts_the_index_is_a_plain_table(
    without_scripts: Reader, shipped: Built, language: str
) -> None:
    page = without_scripts.open(INDEX[language])
    assert not page.locator("form.filter").is_visible()
    assert rows(page) == len(shipped.project.shown.clauses)
    page.locator("table.index a", has_text="SM-014").first.click()
    page.wait_for_url(f"**/{POLICY[language]}#SM-014")


@both_languages
def test_the_picture_leads_to_policies(reader: Reader, language: str) -> None:
    page = reader.open(PICTURE[language])
    node = page.locator("svg.picture a").first
    code, _, title = node.locator("title").inner_html().partition(" ")
    node.locator("text").click()
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator("table.document td").first).to_have_text(code)


# References


@both_widths
@both_languages
def test_the_text_of_a_cited_clause_shows_on_hover_and_focus(reader: Reader, language: str) -> None:
    page = reader.open(POLICY[language])
    for position in (0, 3):
        link = page.locator("a.ref").nth(position)
        tip = page.locator(f"#{link.get_attribute('aria-describedby')}")
        link.scroll_into_view_if_needed()
        page.mouse.move(0, 0)
        expect(tip).to_be_hidden()
        link.hover()
        expect(tip).to_be_visible()
        expect(tip).to_contain_text(re.compile(r"^[A-Z]{2}-\d{3} \w+"))
        box = tip.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= page.evaluate("document.documentElement.clientWidth")
        assert reader.overflow() <= 0
        page.keyboard.press("Escape")
        expect(tip).to_be_hidden()
        page.mouse.move(0, 0)
        page.keyboard.press("Tab")
        link.focus()
        expect(tip).to_be_visible()
        page.keyboard.press("Escape")
        expect(tip).to_be_hidden()
        page.evaluate("document.activeElement.blur()")


def test_the_pointer_may_rest_on_the_text(reader: Reader) -> None:
    """WCAG 1.4.13: what shows on hover can itself be hovered."""
    page = reader.open(POLICY["en"])
    link = page.locator("a.ref").first
    tip = page.locator(f"#{link.get_attribute('aria-describedby')}")
    link.hover()
    box = tip.bounding_box()
    assert box
    here = link.bounding_box()
    assert here
    x = max(here["x"], box["x"]) + 10
    start, end = here["y"] + here["height"] / 2, box["y"] + box["height"] / 2
    for step in range(11):
        page.mouse.move(x, start + (end - start) * step / 10)
        assert tip.is_visible(), step


def test_the_text_shows_without_scripts_too(without_scripts: Reader) -> None:
    page = without_scripts.open(POLICY["en"])
    link = page.locator("a.ref").first
    link.hover()
    expect(page.locator(f"#{link.get_attribute('aria-describedby')}")).to_be_visible()


# Languages and addresses


@both_widths
def test_the_language_link_keeps_the_clause(reader: Reader) -> None:
    page = reader.open(f"{POLICY['en']}#SM-014")
    for language in ("cy", "en"):
        page.locator("[data-language-link]").click()
        page.wait_for_url(f"**/{POLICY[language]}#SM-014")
        assert page.locator("html").get_attribute("lang") == language
        expect(page.locator("#SM-014")).to_be_in_viewport()


@both_widths
def test_the_language_link_follows_what_is_being_read(reader: Reader) -> None:
    page = reader.open(POLICY["en"])
    page.evaluate("document.getElementById('SM-020').scrollIntoView()")
    page.locator("[data-language-link]").click()
    page.wait_for_url(f"**/{POLICY['cy']}#SM-020")


def test_at_the_top_of_a_page_the_language_link_leads_to_the_top(reader: Reader) -> None:
    page = reader.open(POLICY["en"])
    page.locator("[data-language-link]").click()
    page.wait_for_url(f"**/{POLICY['cy']}")
    assert page.evaluate("scrollY") == 0


def test_the_counterpart_of_a_clause_leads_there_and_back(without_scripts: Reader) -> None:
    page = without_scripts.open(POLICY["en"])
    for language in ("cy", "en"):
        page.locator('section[data-clause="SM-021"] a.clause__twin').click()
        page.wait_for_url(f"**/{POLICY[language]}#SM-021")


@both_languages
def test_the_other_language_of_a_clause_shows_in_place(reader: Reader, language: str) -> None:
    page = reader.open(POLICY[language])
    clause = page.locator('section[data-clause="SM-021"]')
    button = clause.locator("button.clause__twin")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    twin = {"en": "cy", "cy": "en"}[language]
    shown = clause.locator(f".clause__other[lang={twin}]")
    expect(shown).to_contain_text({"cy": "Peidiwch â gwneud", "en": "Do not make new"}[twin])
    assert shown.locator("[id], [aria-describedby]").count() == 0
    for href in shown.locator("a").evaluate_all("all => all.map(each => each.href)"):
        assert "/cy/" in href or twin == "en", href
    button.click()
    expect(shown).to_have_count(0)


def test_a_clause_can_be_copied_and_its_mistakes_reported(reader: Reader) -> None:
    page = reader.open(POLICY["cy"])
    page.evaluate("navigator.clipboard.writeText = async text => { window.copied = text }")
    clause = page.locator('section[data-clause="SM-021"]')
    clause.locator(".clause__copy").click()
    expect(page.locator(".toast[role=status]")).to_have_text("Wedi copïo'r ddolen")
    assert page.evaluate("window.copied").endswith("/cy/c/SM-021/")
    report = clause.locator("a[href^='mailto:office@example.com?subject=']")
    assert unquote(str(report.get_attribute("href"))).endswith("Gwall yn SM-021")


@both_languages
def test_what_can_be_done_with_a_clause_is_named_after_it(reader: Reader, language: str) -> None:
    """In a screen reader's list of links, one among sixty that are all called "Copy link"."""
    page = reader.open(POLICY[language])
    actions = page.locator(".clause__actions > :is(a, button), .clause__actions summary")
    names = actions.evaluate_all("all => all.map(each => each.textContent.trim())")
    assert len(names) > 100
    assert len(set(names)) == len(names)
    assert all(re.search(r" SM-\d{3}$", name) for name in names)


def test_the_contents_mark_what_is_read(reader: Reader) -> None:
    page = reader.open(POLICY["en"])
    for id_ in ("SM-018", "SM-002"):
        page.evaluate("id => document.getElementById(id).scrollIntoView()", id_)
        expect(page.locator(".outline [aria-current]")).to_have_attribute("href", f"#{id_}")


def test_the_language_link_works_without_scripts(without_scripts: Reader) -> None:
    page = without_scripts.open(POLICY["en"])
    page.locator("[data-language-link]").click()
    page.wait_for_url(f"**/{POLICY['cy']}")


@both_languages
def test_a_lasting_address_leads_to_the_clause(without_scripts: Reader, language: str) -> None:
    page = without_scripts.open(MAIN["lasting"][language])
    page.wait_for_url(f"**/{POLICY[language]}#SM-014")
    expect(page.locator("#SM-014")).to_be_in_viewport()


def test_the_clause_in_the_address_is_not_under_the_header(reader: Reader) -> None:
    page = reader.open(f"{POLICY['en']}#SM-021")
    top = page.evaluate("document.getElementById('SM-021').getBoundingClientRect().top")
    header = page.evaluate("document.querySelector('.header').getBoundingClientRect().bottom")
    assert header <= top < 400


# Paper


@both_languages
def test_a_policy_can_be_printed(reader: Reader, language: str) -> None:
    page = reader.open(POLICY[language])
    page.emulate_media(media="print")
    for selector in (".header", ".menu", ".versions", ".tip", ".language"):
        expect(page.locator(selector).first).to_be_hidden()
    expect(page.locator("#SM-014")).to_be_visible()
    expect(page.locator("table.document")).to_be_visible()
    paper = page.pdf(format="A4")
    assert paper.startswith(b"%PDF")
    assert 3 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= 40


# A server that forbids what the pages do not need


def test_what_is_forbidden_is_heard(strict: Reader) -> None:
    page = strict.open(HOME["en"])
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {text: 'a = 1'}))"
    )
    assert page.evaluate("typeof a") == "undefined"
    assert "Content Security Policy" in strict.errors[0]
    strict.errors.clear()


@both_languages
def test_the_filter_works_under_the_policy(strict: Reader, language: str) -> None:
    page = strict.open(INDEX[language])
    page.locator("#filter-text").fill("sm-014")
    assert rows(page) == 1


@both_languages
def test_colours_follow_the_system(without_scripts: Reader, language: str) -> None:
    page = without_scripts.page
    drawn = {}
    for system in ("dark", "light"):
        page.emulate_media(color_scheme=system)
        without_scripts.open(POLICY[language])
        drawn[system] = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.emulate_media(color_scheme="light")
    assert drawn == {"dark": "rgb(21, 29, 29)", "light": "rgb(255, 255, 255)"}


# A folder, and no server


def test_a_copy_in_a_folder_is_read_from_the_folder_alone(
    contexts: Contexts, as_files: Built
) -> None:
    """Home, a policy, a clause, its counterpart, the index; all from the disk."""
    reader = Reader(contexts(DESK, True), f"{as_files.site.as_uri()}/")
    missing: list[str] = []
    reader.page.on("requestfailed", lambda request: missing.append(request.url))
    page = reader.open("index.html")
    page.locator(f'.menu a[href$="{POLICY["en"]}index.html"]').click()
    page.wait_for_url(f"**/{POLICY['en']}index.html")
    link = page.locator('a.ref[href^="#SM-"]').first
    id_ = str(link.get_attribute("href"))[1:]
    link.click()
    expect(page.locator(f"#{id_}")).to_be_in_viewport()
    page.locator(f'section[data-clause="{id_}"] a.clause__twin').click()
    page.wait_for_url(f"**/{POLICY['cy']}index.html#{id_}")
    assert page.evaluate("document.styleSheets.length") == 2
    assert page.evaluate("getComputedStyle(document.querySelector('.tip')).position") == "absolute"
    page.locator(f'.menu a[href$="{INDEX["cy"]}index.html"]').click()
    page.wait_for_url(f"**/{INDEX['cy']}index.html")
    page.locator("#filter-text").fill("sm-014")
    assert rows(page) == 1
    page.close()
    assert missing == []
    assert [error for error in reader.errors if "request to" in error] == []


# Forms and letters

CONSENT = {"en": "forms/image-consent/", "cy": "cy/ffurflenni/ffurflen-gydsynio/"}
RECORD = {"en": "forms/incident-record/", "cy": "cy/ffurflenni/cofnod-digwyddiad/"}
REQUEST = {"en": "forms/account-request/", "cy": "cy/ffurflenni/cais-am-gyfrif/"}
LETTERS = {
    "en": "forms/letters-in-three-stages/",
    "cy": "cy/ffurflenni/llythyrau-mewn-tri-cham/",
}
FORMS = {"consent": CONSENT, "record": RECORD, "request": REQUEST, "letters": LETTERS}
WRITABLE = ".field :is(input:not([type=radio], [type=checkbox]), textarea), .field-table textarea"
CONTROLS = ".content :is(.field input, .field textarea, .field-table textarea, .blank)"
STATE = f"""() => [...document.querySelectorAll("{CONTROLS}")].map(
    (each) => each.isContentEditable ? each.textContent
        : each.type === "radio" || each.type === "checkbox" ? each.checked : each.value
)"""
ELSEWHERE = "() => JSON.stringify([Object.keys(localStorage).sort(), document.cookie])"
KEPT = """() => Object.keys(sessionStorage).filter(
    (key) => key.startsWith("polisi.form.") && !key.endsWith(".part")
)"""


def clear(page: Page) -> None:
    """Clear a form, as its page asks."""
    page.locator("[data-clear]").click()
    expect(page.locator("[data-clear-no]")).to_be_focused()
    page.locator("[data-clear-yes]").click()


TYPE = """(all) => all.map((each, number) => {
    const words = {number: `${7000 + number}`, email: `t${number}@ysgol.cymru`}
    const typed = words[each.getAttribute("type")] ?? `typed${number}`
    each.focus()
    document.execCommand("insertText", false, typed)
    return typed
})"""
"""Types into fields as the keyboard does, without a word to the browser for each key."""
CLICK = "(all) => all.filter((each) => !each.checked).forEach((each) => each.click())"


def fill(page: Page) -> list[str]:
    """Fill in every control of a page that shows; returns what was typed."""
    part = page.locator("[name=form-part]")
    if part.first.is_visible():
        part.nth(1).check()
    typed: list[str] = page.locator(f":is({WRITABLE}):visible, .blank:visible").evaluate_all(TYPE)
    ticks = page.locator(".field [type=checkbox]:visible")
    answers = page.locator(".field--choice .field__answer:last-child [type=radio]:visible")
    for controls in (ticks, answers):
        if controls.count():
            controls.first.check()  # by the pointer
            controls.evaluate_all(CLICK)
    return typed


@both_widths
@both_languages
@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_quiet_and_fits(reader: Reader, name: str, language: str) -> None:
    page = reader.open(FORMS[name][language])
    settle(page)
    assert reader.overflow() <= 0
    has_parts = page.locator("[name=form-part]").count() > 0
    expect(page.locator("[data-print]:visible")).to_have_count(1 if has_parts else 2)


@both_languages
@pytest.mark.parametrize("name", FORMS)
def test_what_is_typed_stays_on_the_page_and_can_be_cleared(
    reader: Reader, name: str, language: str
) -> None:
    page = reader.open(FORMS[name][language])
    settle(page)
    empty, kept = page.evaluate(STATE), page.evaluate(ELSEWHERE)
    assert not any(empty)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    typed = fill(page)
    filled = page.evaluate(STATE)
    assert [value for value in filled if isinstance(value, str) and value] == typed
    assert page.locator(".field [type=checkbox]:not(:checked):visible").count() == 0
    page.wait_for_timeout(200)
    assert sent == []
    assert page.evaluate(ELSEWHERE) == kept
    clear(page)
    assert page.evaluate(STATE) == empty
    assert page.evaluate(KEPT) == []
    page.locator("[data-clear-undo]").click()
    assert page.evaluate(STATE) == filled
    assert len(page.evaluate(KEPT)) == 1


@both_languages
def test_what_was_typed_is_there_after_the_way_back_and_in_the_other_language(
    reader: Reader, language: str
) -> None:
    page = reader.open(CONSENT[language])
    fill(page)
    filled = page.evaluate(STATE)
    page.goto(reader.address + HOME[language])
    page.go_back()
    assert page.evaluate(STATE) == filled
    page.locator("[data-language-link]").first.click()
    page.wait_for_url(f"{reader.address}{CONSENT['cy' if language == 'en' else 'en']}**")
    assert page.evaluate(STATE) == filled
    expect(page.locator("#FC-006")).to_be_visible()


def test_an_emptied_gap_shows_its_hint_again(reader: Reader) -> None:
    page = reader.open(LETTERS["en"])
    gap = page.locator(".blank").first
    gap.press_sequentially("ab")
    hint = "(each) => getComputedStyle(each, '::before').content"
    assert gap.evaluate(hint) == "none"
    for _ in range(2):
        gap.press("Backspace")
    assert gap.evaluate(hint) == f'"{gap.get_attribute("aria-label")}"'


@both_languages
@pytest.mark.parametrize("name", FORMS)
def test_a_form_on_paper_has_what_was_typed_and_nothing_of_the_site(
    reader: Reader, shipped: Built, name: str, language: str, tmp_path: Path
) -> None:
    page = reader.open(FORMS[name][language])
    typed = fill(page)
    title = page.locator("h1").inner_text()
    ids = page.locator(".clause__id").all_inner_texts()
    notes = page.locator(".clause__copy").first.inner_text()
    paper = read_paper(page, tmp_path)
    assert [words for words in typed if words not in paper] == []
    first = paper.index(title.split()[0])
    school = page.locator(".foot").first.locator("p").first.text_content()
    assert school
    assert school.strip() in paper[:first], "the school's name stands first"
    without_references = re.sub(r"\([A-Z]+-\d+\)", "", paper)  # where a reference leads
    for absent in (*ids, notes, "(http"):
        assert absent not in without_references, absent
    page.emulate_media(media="print")
    for button in page.locator("[data-print]").all():
        expect(button).to_be_hidden()
    expect(page.locator("[data-clear]")).to_be_hidden()
    for link in page.locator(".menu a").all_text_contents():
        lines = [" ".join(line.split()) for line in paper.splitlines()]
        assert " ".join(link.split()) not in lines, link


@both_languages
def test_long_words_are_on_the_paper_to_the_end(
    reader: Reader, language: str, tmp_path: Path
) -> None:
    """In a gap, a cell and a text of several lines."""
    page = reader.open(LETTERS[language])
    page.locator(".blank--long").first.fill("gap " * 150 + "endofgap")
    page.locator(".field-table textarea").first.fill("cell " * 40 + "endofcell")
    paper = read_paper(page, tmp_path)
    assert "endofgap" in paper
    assert "endofcell" in paper
    page = reader.open(RECORD[language])
    page.locator(".field--long textarea").first.fill("words " * 300 + "endoftext")
    assert "endoftext" in read_paper(page, tmp_path)


@both_languages
@pytest.mark.parametrize("name", FORMS)
def test_a_form_without_scripts(
    without_scripts: Reader, name: str, language: str, tmp_path: Path
) -> None:
    page = without_scripts.open(FORMS[name][language])
    for button in page.locator("[data-print]").all():
        expect(button).to_be_hidden()
    expect(page.locator("[data-clear]")).to_be_hidden()
    expect(page.locator("[data-form-parts]")).to_have_count(1 if name == "consent" else 0)
    assert page.locator(".clause:visible").count() == page.locator(".clause").count()
    typed = fill(page)
    paper = read_paper(page, tmp_path)
    assert [words for words in typed if words not in paper] == []


@both_languages
@pytest.mark.parametrize("name", FORMS)
def test_the_keyboard_reaches_every_field_in_order(
    reader: Reader, name: str, language: str
) -> None:
    """Each control once; of a choice, the browser lets the Tab key reach one answer."""
    page = reader.open(FORMS[name][language])
    reachable = f"""() => [...document.querySelectorAll("{CONTROLS}")].filter(
        (each) => each.checkVisibility() && (each.type !== "radio" || each.matches(":first-child")
            && each.closest("fieldset").querySelector("input") === each))"""
    expected = page.evaluate(f"({reachable})().length")
    page.evaluate(f"window.expected = ({reachable})(); window.met = []")
    page.locator("[data-print]").first.focus()
    page.evaluate("addEventListener('focusin', (event) => window.met.push(event.target))")
    for _ in range(expected + page.locator(".content :is(a, summary, .scroll)").count()):
        page.keyboard.press("Tab")
    assert page.evaluate("""() => {
        const met = window.met.filter((each) => window.expected.includes(each))
        return met.length === window.expected.length
            && met.every((each, place) => each === window.expected[place])
    }""")


@both_languages
def test_the_strict_server_allows_forms(strict: Reader, language: str) -> None:
    page = strict.open(LETTERS[language])
    fill(page)
    clear(page)
    assert not any(page.evaluate(STATE))
