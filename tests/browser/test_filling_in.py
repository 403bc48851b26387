"""Forms as forms: the part first, entries that stay, links beside, clear that asks; each claim."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browsers import TELEPHONE, Reader, both_languages
from polisi.words.languages import Language
from polisi.words.phrases import say

CONSENT = {"en": "forms/image-consent/", "cy": "cy/ffurflenni/ffurflen-gydsynio/"}
RECORD = "forms/incident-record/"
HEIGHT = 800
pytestmark = pytest.mark.browser
on_a_telephone = pytest.mark.parametrize("reader", [TELEPHONE], indirect=True)

REFUSED = (
    """Object.defineProperty(window, "sessionStorage", {get() { throw new Error("refused") }})"""
)


def top(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["y"]


@on_a_telephone
@both_languages
def test_the_part_is_chosen_on_the_first_screen_and_then_only_its_fields_show(
    reader: Reader, language: Language
) -> None:
    page = reader.open(CONSENT[language])
    choices = page.locator("[name=form-part]")
    assert choices.count() == 5
    assert top(page, "[name=form-part] >> nth=4") < HEIGHT
    assert page.locator(".content .clause input:visible").count() == 0
    assert page.locator("[data-print]:visible").count() == 1
    choices.first.check()
    assert top(page, "#fc-005-child") < HEIGHT
    shown = page.locator(".clause:has(input):visible [id]:is(h2, h3)")
    assert shown.evaluate_all("all => all.map(each => each.id)") == ["FC-005"]
    page.locator("[data-form-other]").click()
    choices.nth(1).check()
    expect(page.locator("#FC-006")).to_be_visible()
    expect(page.locator("#FC-005")).to_be_hidden()


def test_the_keys_walk_through_the_parts(reader: Reader) -> None:
    page = reader.open(CONSENT["en"])
    page.locator("[name=form-part]").first.focus()
    for id_ in ("FC-006", "FC-008"):
        page.keyboard.press("ArrowDown")
        expect(page.locator(f"#part-{id_}")).to_be_focused()
        expect(page.locator(f"#{id_}")).to_be_visible()


@on_a_telephone
def test_a_form_of_one_part_begins_with_its_fields(reader: Reader) -> None:
    page = reader.open(RECORD)
    assert top(page, ".clause input:visible") < HEIGHT
    notes = page.get_by_role("button", name=say("form.notes", "en"))
    expect(page.locator("#FI-001")).to_be_hidden()
    notes.click()
    expect(page.locator("#FI-001")).to_be_visible()
    expect(notes).to_have_attribute("aria-expanded", "true")


@both_languages
def test_an_address_shows_the_part_that_it_names(reader: Reader, language: Language) -> None:
    page = reader.open(f"{CONSENT[language]}#FC-008")
    expect(page.locator("#FC-008")).to_be_in_viewport()
    page.evaluate("location.hash = 'FC-001'")
    expect(page.locator("#FC-001")).to_be_in_viewport()


def test_an_address_that_is_none_harms_nothing(reader: Reader) -> None:
    """A message may have cut it short: in the middle of a letter."""
    page = reader.open(f"{RECORD}#%E0%A4%A")
    expect(page.locator("[data-print]").first).to_be_visible()
    expect(page.locator("[data-clear]")).to_be_visible()


def test_a_reference_opens_beside_the_form_and_nothing_is_lost(reader: Reader) -> None:
    page = reader.open(f"{CONSENT['en']}#FC-005")
    page.locator("#fc-005-child").fill("Siân")
    link = page.locator(".clause:has(#FC-005) a.ref").first
    expect(link).to_contain_text(say("form.new-tab", "en"))
    with page.expect_popup() as opened:
        link.click()
    expect(opened.value.locator("h1")).to_be_visible()
    opened.value.close()
    expect(page.locator("#fc-005-child")).to_have_value("Siân")


def test_what_was_typed_is_kept_until_it_is_printed(reader: Reader) -> None:
    page = reader.open(f"{CONSENT['en']}#FC-005")
    page.locator("#fc-005-child").fill("Siân")
    page.reload()
    expect(page.locator("#fc-005-child")).to_have_value("Siân")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("#fc-005-child")).to_have_value("Siân")  # it is still on the screen
    page.reload()
    expect(page.locator("#fc-005-child")).to_have_value("")


def test_another_tab_knows_nothing_of_it(reader: Reader) -> None:
    page = reader.open(f"{CONSENT['en']}#FC-005")
    page.locator("#fc-005-child").fill("Siân")
    beside = page.context.new_page()
    beside.goto(page.url)
    expect(beside.locator("#fc-005-child")).to_have_value("")
    beside.close()


@both_languages
def test_clear_can_be_declined(reader: Reader, language: Language) -> None:
    page = reader.open(f"{CONSENT[language]}#FC-005")
    page.locator("#fc-005-child").fill("Siân")
    page.get_by_role("button", name=say("form.clear", language)).click()
    page.get_by_role("button", name=say("form.clear-no", language)).click()
    expect(page.locator("#fc-005-child")).to_have_value("Siân")
    expect(page.locator("[data-clear]")).to_be_focused()


@both_languages
def test_a_browser_that_keeps_nothing_says_so_and_works(reader: Reader, language: Language) -> None:
    reader.is_as_it_was = False
    reader.page.add_init_script(REFUSED)
    page = reader.open(CONSENT[language])
    expect(page.locator(".form-head")).to_contain_text(say("form.refused", language))
    page.locator("[name=form-part]").first.check()
    page.locator("#fc-005-child").fill("Siân")
    page.get_by_role("button", name=say("form.clear", language)).click()
    page.get_by_role("button", name=say("form.clear-yes", language)).click()
    expect(page.locator("#fc-005-child")).to_have_value("")


def test_what_is_kept_and_is_not_ours_harms_nothing(reader: Reader) -> None:
    page = reader.open(CONSENT["en"])
    for kept in ("null", "[1]", "{", '{"fc-005-child": {"a": 1}}'):
        page.evaluate("kept => sessionStorage.setItem('polisi.form.FC', kept)", kept)
        page.reload()
        expect(page.locator("[data-form-parts]")).to_be_visible()


def test_boxes_belong_to_their_question(reader: Reader) -> None:
    page = reader.open(f"{CONSENT['en']}#FC-005")
    group = page.get_by_role("group", name=re.compile("^I say yes to images"))
    expect(group.first.get_by_role("checkbox")).to_have_count(6)


def test_one_s_own_name_may_be_filled_in_by_the_browser(reader: Reader) -> None:
    for path, own in ((CONSENT["en"], "#fc-005-parent"), (CONSENT["cy"], "#fc-005-parent")):
        page = reader.open(path)
        expect(page.locator(own)).to_have_attribute("autocomplete", "name")
        expect(page.locator("#fc-005-child")).to_have_attribute("autocomplete", "off")


MANY = 80
REGISTER = "forms/authorised-users/"


def test_a_form_of_eighty_fields_keeps_them_all(reader: Reader) -> None:
    """Each field is written in, one key in the last one, and all of it comes back."""
    page = reader.open(REGISTER)
    fields = page.locator(".content .clause textarea")
    assert fields.count() >= MANY
    fields.evaluate_all("""all => all.forEach((each, at) => {
      each.value = `${at} ${"long ".repeat(200)}`
      each.dispatchEvent(new InputEvent("input", {bubbles: true}))
    })""")
    fields.last.press("End")
    fields.last.press("x")
    page.reload()
    *values, last = fields.evaluate_all("all => all.map(each => each.value)")
    assert all(value.startswith(f"{at} long") for at, value in enumerate(values))
    assert last == f"{len(values)} {'long ' * 200}x"


# One part or one letter alone

LETTERS = {"en": "forms/letters-in-three-stages/", "cy": "cy/ffurflenni/llythyrau-mewn-tri-cham/"}


def shown_on_paper(page: Page) -> list[str]:
    """Return the ids of the headings that print, and then those of the clauses."""
    found: list[str] = page.evaluate("""() => {
        const shown = (selector, name) => [...document.querySelectorAll(selector)]
            .filter(each => each.checkVisibility()).map(name)
        return [...shown(".content :is(h1, h2, h3)", each => each.id || each.localName),
                ...shown(".content .clause", each => each.dataset.clause)]
    }""")
    return found


@both_languages
def test_one_part_or_one_letter_prints_alone_by_keyboard(
    reader: Reader, language: Language
) -> None:
    page = reader.open(f"{CONSENT[language]}#FC-006")
    page.evaluate("() => { printed = 0; print = () => printed++ }")
    button = page.get_by_role("button", name=say("form.print-alone", language))
    expect(button).to_have_count(1)  # of the part that shows
    button.focus()
    page.keyboard.press("Enter")
    page.emulate_media(media="print")
    assert shown_on_paper(page) == ["h1", "FC-006", "FC-006"]
    expect(button).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert "FC-001" in shown_on_paper(page)
    assert page.evaluate("window.printed") == 1

    page.emulate_media(media="screen")
    page = reader.open(LETTERS[language])
    page.evaluate("() => { print = () => {} }")
    letters = page.get_by_role("button", name=say("form.print-alone-letters", language))
    assert letters.count() > 2
    letters.nth(1).press("Enter")
    page.emulate_media(media="print")
    (alone,) = shown_on_paper(page)
    page.emulate_media(media="screen")
    page.locator("[data-print]").first.click()  # a browser may not have said that it printed
    page.emulate_media(media="print")
    assert shown_on_paper(page).count(alone) == 2
