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


def test_a_form_of_eighty_fields_stays_quick(reader: Reader) -> None:
    """Eighty fields on the page of a form: a key is answered at once, and all of it comes back."""
    page = reader.open(RECORD)
    page.evaluate(
        """many => {
          const field = document.querySelector(".field--text input").parentElement
          sessionStorage.setItem("polisi.form.FI", JSON.stringify(Object.fromEntries(
            [...document.querySelectorAll(".field input[type=text], .field textarea")]
              .map((each, at) => [each.id, `${at} ${"long ".repeat(200)}`]))))
        }""",
        MANY,
    )
    page.reload()
    filled = page.locator(".field :is(input[type=text], textarea)")
    assert all(
        value.startswith(f"{at} long")
        for at, value in enumerate(filled.evaluate_all("all => all.map(each => each.value)"))
    )
    taken = page.evaluate("""() => {
      const field = document.querySelector(".field--text input")
      const start = performance.now()
      field.dispatchEvent(new InputEvent("input", {bubbles: true}))
      return performance.now() - start
    }""")
    assert taken < 50
