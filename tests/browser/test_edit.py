"""A business manager's trip in a real browser: no file, no YAML, both languages."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Literal

import pytest
import yaml
from playwright.sync_api import Browser, FilePayload, Page, Route, expect

import audit
from browsers import DESK
from polisi.desk.answering import Desk
from polisi.serving.preview import Preview
from polisi.serving.server import Handler, News, Server
from projects import CY_GC, EN_GC, SCHOOL, files, problems, write
from sites import ROOT

TABLET, PHONE = 768, 390
SCHEMES: list[Literal["light", "dark"]] = ["light", "dark"]
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 50


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write(tmp_path_factory.mktemp("edit") / "fork", files())
    (root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    (root / "overrides").symlink_to(ROOT / "overrides")
    return root


@pytest.fixture(scope="module")
def address(fork: Path) -> Iterator[str]:
    """The preview of a small school; what is printed is the address of the page of editing."""
    desk = Desk(fork, "en", apart=True)
    server = Server(("127.0.0.1", 0), BaseHTTPRequestHandler)
    site = f"http://127.0.0.1:{server.server_address[1]}/"
    server.RequestHandlerClass = partial(Handler, Preview(fork, "en", site), News(), desk)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}).start()
    yield desk.address(site)
    desk.stop()
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": DESK, "height": 900})
    context.set_default_timeout(20_000)
    page, wrong = context.new_page(), list[str]()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(address)
    page.get_by_role("heading", name="The school").wait_for()
    yield page
    context.close()
    assert wrong == []


def picture(raw: bytes) -> FilePayload:
    return {"name": "photo.png", "mimeType": "image/png", "buffer": raw}


def good(page: Page, text: str) -> None:
    expect(page.locator("p.good").first).to_contain_text(text, timeout=20_000)


def test_a_school_is_filled_in_adopted_and_given_a_clause(page: Page, fork: Path) -> None:
    assert page.evaluate("location.hash") == "", "the key stays in no address bar"
    page.get_by_label("Name of the school (in English)").fill("Caerau Primary School")
    page.get_by_label("Name of the school (in Welsh)").fill("Caerau")
    expect(page.get_by_text("Croeso i Gaerau.")).to_be_visible()
    page.get_by_label("Email of the school").fill("nobody")
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    email = page.get_by_label("Email of the school")
    expect(email).to_have_attribute("aria-invalid", "true")
    expect(email).to_be_focused()
    email.fill("swyddfa@caerau.cymru")
    badge = page.get_by_label("Picture of the school's badge")
    badge.set_input_files(picture(PNG + b"0" * 200_000))
    page.get_by_role("button", name="Save", exact=True).click()
    expect(badge).to_have_attribute("aria-invalid", "true")
    badge.set_input_files(picture(PNG))
    page.get_by_label("What the badge shows").first.fill("An oak tree")
    page.get_by_label("What the badge shows").last.fill("Coeden dderw")
    page.get_by_role("button", name="Save", exact=True).click()
    good(page, "Saved.")
    assert (fork / "docs/assets/badge.png").read_bytes() == PNG
    school = yaml.safe_load((fork / SCHOOL).read_text(encoding="utf-8"))
    assert school["school"]["name"] == {"en": "Caerau Primary School", "cy": "Caerau"}

    page.get_by_role("button", name="Adoption").click()
    for code in ("SM", "GC"):
        page.get_by_role("checkbox", name=code).check()
    page.get_by_label("Day of the meeting").fill("2026-11-26")
    page.get_by_role("button", name="Record the adoption").click()
    good(page, "adopted on 26 November 2026")

    page.get_by_role("button", name="GC Code for governors").click()
    page.get_by_text("GC-002 Meetings").click()
    page.get_by_role("button", name="Add a clause after GC-002").click()
    new = page.locator("form.clause").filter(has=page.get_by_role("heading", name="A new clause"))
    new.get_by_label("Title: Welsh").fill("Rhannu sgrin")
    new.get_by_label("Title: English").fill("Sharing a screen")
    new.get_by_label("Text: Welsh").fill("Caewch bob ffenestr breifat, a gweler ")
    new.get_by_label("Text: English").fill("Close every private window, and see ")
    for number in (0, 1):
        new.get_by_label("Put in a reference to").nth(number).select_option("GC-001")
    when = new.get_by_role("group", name="Shows only when")
    when.get_by_label("Add a choice").select_option("comments=on-moderated")
    new.get_by_label("they say the same").check()
    new.get_by_role("button", name="Save the new clause").click()
    good(page, "GC-901 is added after GC-002: Sharing a screen")
    expect(page.get_by_text("GC-901 Sharing a screen")).to_be_visible()
    frame = page.frame_locator("#preview")
    expect(frame.locator("h1")).to_contain_text("Code for governors")
    welsh = (fork / "docs/cy/school/governors.md").read_text(encoding="utf-8")
    assert "### Rhannu sgrin {#GC-901}\n\nCaewch bob ffenestr breifat, a gweler [GC-001]\n" in welsh
    for path in (EN_GC, CY_GC):
        assert (fork / path).read_text(encoding="utf-8") == files()[path]
    found = [each.code for each in problems(fork) if each.severity == "error"]
    assert [each for each in found if each != "school-example"] == []


def test_a_late_answer_takes_no_place_of_what_was_asked_for_since(page: Page) -> None:
    page.add_init_script(
        """const asked = fetch
        window.fetch = async (address, ...rest) => {
          const answer = await asked(address, ...rest)
          if (address.startsWith("data/school")) await new Promise(end => setTimeout(end, 700))
          return answer
        }"""
    )
    page.reload()
    page.get_by_role("button", name="GC Code for governors").click()
    expect(page.get_by_text("GC-002 Meetings")).to_be_visible()
    page.wait_for_timeout(900)
    expect(page.get_by_text("GC-002 Meetings")).to_be_visible()


def test_several_references_are_chosen_by_keyboard_and_taken_out(page: Page, fork: Path) -> None:
    page.get_by_role("button", name="SM Social media").click()
    page.get_by_text("SM-003 Privacy").click()
    form = page.locator("form.clause[data-id=SM-003]")
    see = form.get_by_role("group", name="See also")
    expect(see.get_by_text("Nothing beside")).to_be_visible()
    for id_ in ("GC-001", "SM-001"):
        see.get_by_label("Add a reference").select_option(id_)
    see.get_by_role("button", name="Take out: GC-001").press("Enter")
    expect(see.get_by_label("Add a reference")).to_be_focused()
    when = form.get_by_role("group", name="Shows only when")
    for value in ("comments=off", "comments=on-moderated"):
        when.get_by_label("Add a choice").select_option(value)
    expect(when.get_by_role("listitem")).to_have_count(2)
    for language in ("Welsh", "English"):
        form.get_by_label(f"Reason (in {language})").fill("We share a system.")
    form.get_by_label("they say the same").check()
    form.get_by_role("button", name="Save SM-003").click()
    good(page, "SM-901, your own clause, stands in place of SM-003")
    text = (fork / "docs/en/school/media.md").read_text(encoding="utf-8")
    entry = yaml.safe_load(text.split("---")[1])["clauses"]["SM-901"]
    assert entry["see"] == ["SM-001"] and entry["when"] == {"comments": ["off", "on-moderated"]}


def test_a_table_is_filled_in_by_keyboard_and_the_badge_taken_away(page: Page, fork: Path) -> None:
    page.get_by_role("button", name="Contacts and names").press("Enter")
    page.get_by_role("button", name="Add: Posts").press("Enter")
    for text in ("school nurse", "nyrs yr ysgol", "nyrs@caerau.cymru"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    expect(page.locator("summary").filter(has_text="school nurse")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    good(page, "Posts, and how to reach them: school nurse")
    posts = yaml.safe_load((fork / SCHOOL).read_text(encoding="utf-8"))["roles"]
    nurse = {"en": "school nurse", "cy": "nyrs yr ysgol", "email": "nyrs@caerau.cymru"}
    assert posts["school_nurse"] == nurse
    page.locator("summary").filter(has_text="school nurse").press("Enter")
    page.get_by_role("button", name="Take out: school nurse").press("Enter")
    expect(page.get_by_role("button", name="Add: Posts")).to_be_focused()
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    good(page, "school nurse taken out")
    page.get_by_role("button", name="The school", exact=True).click()
    badge = page.get_by_label("Picture of the school's badge")
    badge.set_input_files(picture(PNG))
    page.get_by_label("What the badge shows").first.fill("A red dragon")
    page.get_by_label("What the badge shows").last.fill("Draig goch")
    page.get_by_role("button", name="Save", exact=True).click()
    good(page, "Saved.")
    page.get_by_role("checkbox", name="Take the badge away").press("Space")
    page.get_by_role("button", name="Save", exact=True).click()
    good(page, "Picture of the school's badge: empty")
    assert "logo" not in (fork / SCHOOL).read_text(encoding="utf-8")


def test_on_a_phone_each_part_opens_at_its_heading(page: Page) -> None:
    page.set_viewport_size({"width": PHONE, "height": 800})
    page.get_by_role("button", name="Parts").click()
    expect(page.get_by_role("button", name="The school", exact=True)).to_be_in_viewport()
    for part in ("Options", "Adoption"):
        page.get_by_role("button", name=part, exact=True).click()
        expect(page.get_by_role("heading", name=part, level=1)).to_be_in_viewport()


def test_whoever_has_gone_back_to_the_parts_meanwhile_stays_there(page: Page) -> None:
    page.set_viewport_size({"width": PHONE, "height": 800})
    held: list[Route] = []
    page.route("**/data/options*", lambda route: held.append(route))
    chosen = page.get_by_role("button", name="Options", exact=True)
    with page.expect_request("**/data/options*"):
        chosen.click()
    page.get_by_role("button", name="Parts").click()
    expect(chosen).to_be_focused()
    held[0].continue_()
    page.locator("#work form").first.wait_for()
    page.evaluate("opened")
    expect(chosen).to_be_focused()
    expect(chosen).to_be_in_viewport()


@audit.needs_axe
@pytest.mark.parametrize("width", [DESK, TABLET, PHONE])
def test_axe_finds_nothing_and_no_width_hides_anything(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("document.getElementById('preview').remove()")  # it is looked at elsewhere
    for part in ("The school", "Contacts", "Options", "Adoption", "SM Social media"):
        page.get_by_role("button", name=part).first.click()
        page.locator("#work form").first.wait_for()
        for summary in page.locator("details summary").all()[:1]:
            summary.click()
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert audit.axe(page) == [], (part, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_dark_screen_it_is_dark(page: Page) -> None:
    grounds = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert grounds == ["rgb(255, 255, 255)", "rgb(21, 29, 29)"]


def test_in_welsh_everything_is_in_welsh(page: Page) -> None:
    page.get_by_role("link", name="Cymraeg").click()
    expect(page.get_by_role("heading", name="Yr ysgol")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "cy"
    page.get_by_role("button", name="GC Cod i lywodraethwyr").click()
    page.get_by_text("GC-001").click()
    expect(page.get_by_label("Testun: Cymraeg").first).to_be_visible()
    expect(page.get_by_role("button", name="Cadw GC-001")).to_be_visible()


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_while_it_is_saved_that_is_in_sight_and_a_second_press_does_nothing(
    page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    held: list[Route] = []
    page.route("**/data/school*", lambda route: held.append(route))
    page.get_by_label("Name of the school (in English)").fill("Pressed twice")
    save = page.get_by_role("button", name="Save", exact=True)
    save.click()
    expect(page.get_by_text("Checking and saving")).to_be_in_viewport(ratio=1)
    save.click()
    page.wait_for_timeout(200)
    assert len(held) == 1
    held[0].abort()
    expect(page.get_by_text("The preview does not answer.")).to_be_visible()
    save.click()
    expect(page.get_by_text("Checking and saving")).to_be_visible()
    assert len(held) == 2, "it can be tried again"


def test_a_reason_that_is_missing_is_asked_for_at_its_field(page: Page) -> None:
    page.get_by_role("button", name="SM Social media").click()
    page.get_by_text("SM-002 Posting").click()
    form = page.locator("form.clause[data-id=SM-002]")
    form.get_by_label("Text: English").fill("Another text.")
    form.get_by_label("Reason (in English)").fill("Ours.")
    form.get_by_role("button", name="Save SM-002").click()
    reason = form.get_by_label("Reason (in Welsh)")
    expect(reason).to_have_attribute("aria-invalid", "true")
    expect(reason).to_be_focused()


def test_what_somebody_else_changed_meanwhile_is_said_and_what_was_typed_stays(
    page: Page, fork: Path
) -> None:
    name = page.get_by_label("Name of the school (in English)")
    name.wait_for()  # what the page was made from is read by then
    with (fork / SCHOOL).open("a", encoding="utf-8") as file:
        file.write("# theirs\n")
    name.fill("Mine")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Nothing of yours is lost")).to_be_visible()
    expect(name).to_have_value("Mine")
    assert (fork / SCHOOL).read_text(encoding="utf-8").endswith("# theirs\n")
