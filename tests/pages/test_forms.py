"""Forms and letters: fields in Markdown, parity of the languages, labelled controls on the page."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

import forks
import projects
from polisi.markup import fields
from polisi.markup.fields import KINDS, Field
from polisi.markup.marks import MARK, TITLE_MARK, mark
from polisi.model import Policy
from polisi.pages.html import controls
from polisi.text import reading
from polisi.words.languages import LANGUAGES, Language
from polisi.words.phrases import of_kind, say, table
from projects import BASE, CY_SM, EN_SM, SCHOOL, patched, write
from searching import entries, index_of
from sites import ROOT, Built, Page, page_of, words

RAW = re.compile(r"\((?:text|long|email|phone|date|number|tick|choice|sign|rows \d+)(?::|\))|\{#")
"""What a field looks like in Markdown; no reader ever sees it."""


def markdown(kind: str, label: str = "Your name", id_: str = "name") -> str:
    return f"({kind}) {label} {{#{id_}}}"


def converted(body: str) -> tuple[str, list[LexborHTMLParser], list[str]]:
    """Return the text with a mark for each field, and the fields as HTML and in plain text."""
    text = reading.read(body, "en")
    found = [controls.of(field, "fx-001", lambda words: words) for field in text.fields]
    return (
        text.html,
        [LexborHTMLParser(each.html) for each in found],
        [each.label for each in found],
    )


# Fields in Markdown


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_a_field(kind: str) -> None:
    assert fields.fields(f"Before.\n\n{markdown(kind)}\n\nAfter.") == [
        Field(kind, "Your name", "name")
    ]


def test_rows_are_a_table() -> None:
    assert fields.fields(markdown("rows 12", "Name | Role", "users")) == [
        Field("rows", "Name | Role", "users", rows=12)
    ]


def test_a_filter_is_not_a_column() -> None:
    [field] = fields.fields(markdown("rows 2", "Enw | I {{ roles.headteacher | y }}", "a"))
    assert field.columns == ["Enw", "I {{ roles.headteacher | y }}"]


@pytest.mark.parametrize("apart", ["\n", "\n\n"])
def test_the_list_after_a_choice_is_its_answers(apart: str) -> None:
    body = f"{markdown('choice')}{apart}- Yes\n- Not yet\n\nAfter.\n\n- not an answer\n"
    assert fields.fields(body) == [Field("choice", "Your name", "name", ("Yes", "Not yet"))]


def test_the_list_after_another_field_stays_a_list() -> None:
    body = f"{markdown('tick')}\n\n- one\n- two\n"
    assert fields.fields(body)[0].answers == ()
    text, _, _ = converted(body)
    assert "<li>one</li>\n<li>two</li>" in text


@pytest.mark.parametrize(
    "body",
    [
        "A sentence about a (text) field {#name}",
        "(text) Your name",
        "(words) Your name {#name}",
        "(rows 0) Name {#name}",
        "(rows) Name {#name}",
        "(text) {#name}",
        "(text) Your name {#Name}",
        "(text) Your name {#name} and more",
    ],
)
def test_what_is_no_field(body: str) -> None:
    assert fields.fields(body) == []


@pytest.mark.parametrize(
    "body", ["(text) Your name", "(rows) Name {name}", "(tick) I agree {#}", "(date) On {#Day}"]
)
def test_almost_a_field_is_found(body: str) -> None:
    found = fields.ALMOST.search(f"Before.\n\n{body}\n\nAfter.")
    assert found
    assert found[0] == body


@pytest.mark.parametrize("body", [markdown("text"), markdown("rows 3"), "Dear (text: name),"])
def test_a_field_in_full_is_not_almost_one(body: str) -> None:
    assert not fields.ALMOST.search(body)


def test_gaps_stand_in_sentences() -> None:
    text, found, labels = converted("Dear (text: name of the parent), by (date: day).")
    assert MARK.sub("_", text) == "<p>Dear _, by _.</p>"
    assert labels == ["(name of the parent)", "(day)"]
    assert [each.css("span")[0].attributes["aria-label"] for each in found] == [
        "name of the parent",
        "day",
    ]


@pytest.mark.parametrize("body", ["(see: below)", "(text:name)", "(text)", "(text: a (b))"])
def test_other_brackets_are_words(body: str) -> None:
    assert converted(body) == (f"<p>{body}</p>", [], [])


# Both languages


@pytest.mark.parametrize(
    ("english", "welsh", "same"),
    [
        (markdown("text"), markdown("text", "Eich enw"), True),
        (markdown("text"), markdown("long", "Eich enw"), False),
        (markdown("text"), markdown("text", "Eich enw", "enw"), False),
        (markdown("text"), "", False),
        ("(choice) A {#a}\n\n- b\n- c", "(choice) A {#a}\n\n- b\n- ch", True),
        ("(choice) A {#a}\n\n- b\n- c", "(choice) A {#a}\n\n- b", False),
        (markdown("rows 3", "A | B"), markdown("rows 3", "A | C"), True),
        (markdown("rows 3", "A | B"), markdown("rows 4", "A | B"), False),
        (markdown("rows 3", "A | B"), markdown("rows 3", "A"), False),
        ("Dear (text: name),", "Annwyl (text: enw),", True),
        ("Dear (text: name),", "Annwyl (date: enw),", False),
        ("Dear (text: name),", "Annwyl,", False),
    ],
)
def test_the_languages_have_the_same_fields(english: str, welsh: str, same: bool) -> None:
    assert (fields.outline(english) == fields.outline(welsh)) is same


def checked(root: Path, english: str, welsh: str) -> list[str]:
    """Return the codes of the problems of the valid project with a field in one clause."""
    changes = patched(EN_SM, "tell the", f"tell them.\n\n{english}\n\nTell the")
    changes |= patched(CY_SM, "a rhowch", f"a dywedwch.\n\n{welsh}\n\nRhowch")
    found = projects.problems(write(root, projects.files(changes)))
    codes = projects.codes(found)
    return [code for code in codes if code.startswith(("shape-", "field-"))]


def test_the_check_compares_fields(tmp_path: Path) -> None:
    assert checked(tmp_path / "a", markdown("text"), markdown("text", "Eich enw")) == []
    assert checked(tmp_path / "b", markdown("text"), markdown("tick", "Eich enw")) == [
        "shape-fields"
    ]
    assert checked(tmp_path / "c", "(text) Your name", "(text) Eich enw") == ["field-malformed"]


# One field as HTML


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "choice"])
def test_a_field_has_its_label(kind: str) -> None:
    _, [page], labels = converted(markdown(kind))
    control = page.css("input, textarea")[0]
    assert page.css("label")[0].attributes["for"] == control.attributes["id"] == "fx-001-name"
    assert page.css("label")[0].text() == "Your name"
    assert labels == ["Your name"]


@pytest.mark.parametrize(
    ("kind", "selector"),
    [
        ("text", "input[type=text]"),
        ("date", "input[type=text]"),
        ("sign", "input[type=text]"),
        ("email", "input[type=email]"),
        ("phone", "input[type=tel]"),
        ("number", "input[type=number]"),
        ("tick", "input[type=checkbox]"),
        ("long", "textarea"),
    ],
)
def test_a_kind_has_its_control(kind: str, selector: str) -> None:
    _, [page], _ = converted(markdown(kind))
    assert len(page.css(selector)) == len(page.css("input, textarea")) == 1


def test_a_choice_is_a_group_of_radios() -> None:
    _, [page], labels = converted("(choice) Agree? {#agree}\n\n- Yes\n- No\n")
    assert page.css("fieldset > legend")[0].text() == "Agree?"
    radios = page.css("input[type=radio]")
    assert {radio.attributes["name"] for radio in radios} == {"fx-001-agree"}
    for radio, label, text in zip(radios, page.css("label"), ("Yes", "No"), strict=True):
        assert label.attributes["for"] == radio.attributes["id"]
        assert label.text() == text
    assert labels == ["Agree?\nYes\nNo"]


def test_a_table_has_a_cell_for_each_row_and_column() -> None:
    _, [page], labels = converted(markdown("rows 3", "Name | Role", "users"))
    assert [cell.text() for cell in page.css("th")] == ["Name", "Role"]
    cells = [cell.attributes for cell in page.css("td textarea")]
    assert [cell["aria-label"] for cell in cells[:3]] == ["Name, 1", "Role, 1", "Name, 2"]
    assert len({cell["id"] for cell in cells}) == len(cells) == 6
    assert labels == ["Name\nRole"]


def test_what_a_label_says_is_text() -> None:
    hostile = '<b onclick="x">"&'
    for body in (markdown("text", hostile), markdown("rows 1", hostile), f"(text: {hostile})"):
        _, [page], _ = converted(body)
        assert not page.css("b")
        spoken = [label.text() for label in page.css("label, th")]
        spoken += [str(node.attributes["aria-label"]) for node in page.css(".blank")]
        assert spoken == [hostile]


def test_a_label_names_a_clause_by_its_title() -> None:
    for body in (markdown("tick", "I follow [SM-001]."), markdown("rows 1", "[SM-001]")):
        (field,) = reading.read(body, "en").fields
        html = controls.of(field, "fx-001", lambda words: words).html
        assert mark(TITLE_MARK, "SM-001") in html
        assert "[SM-001]" not in html


# Every form of the site


def forms(site: Built) -> list[Policy]:
    found = [each for each in site.project.shown.policies.values() if each.kind != "policy"]
    assert len(found) >= 11
    return found


def form_pages(site: Built) -> list[Page]:
    """Return every page with a field on it: forms, and their versions for each audience."""
    found = [page for page in site.pages.values() if page.all(".field, .field-table, .blank")]
    assert len(found) >= 2 * len(forms(site))
    return found


def is_named(page: Page, control: LexborNode) -> bool:
    if control.attributes.get("aria-label"):
        return True
    label = page.all(f'label[for="{control.attributes["id"]}"]')
    return len(label) == 1 and bool(words(label[0].text()))


def test_every_control_says_what_it_is_for(site: Built) -> None:
    for page in form_pages(site):
        content = ".content :is(input, textarea, select, [contenteditable])"
        for control in page.all(content):
            assert is_named(page, control), f"{page.path}: {control.html}"
        for group in page.all(".content fieldset"):
            assert words(group.css("legend")[0].text()), page.path


def test_ids_are_unique_on_every_page_of_a_form(site: Built) -> None:
    for page in form_pages(site):
        assert [id_ for id_, count in Counter(page.ids).items() if count > 1] == [], page.path


def test_no_page_shows_a_field_as_markdown(site: Built) -> None:
    """The pages that explain the rules show how a field is written."""
    for page in site.pages.values():
        content = page.all(".content, main")
        if content and "field-malformed" not in page.html:
            assert not RAW.search(content[0].html or ""), page.path
            assert "\ue000" not in page.html, page.path


def test_nothing_can_be_sent(site: Built) -> None:
    for page in form_pages(site):
        assert page.all(".content :is(form, [formaction], [type=submit])") == []
        named = page.all(".content [name]")
        assert {node.attributes["type"] for node in named} <= {"radio"}, page.path


def test_the_school_is_named_in_fields_and_nothing_is_left_open(site: Built) -> None:
    for page in form_pages(site):
        assert "{{" not in page.html, page.path
        for node in page.all(".content label, .content [aria-label]"):
            spoken = f"{node.text()} {node.attributes.get('aria-label')}"
            assert not re.search(r"\[[A-Z]{2}-\d{3}\]|\{\{", spoken), page.path


def test_the_plain_text_has_the_words_of_fields(site: Built) -> None:
    data = json.loads(site.text("clauses.json"))["clauses"]
    table = csv.reader(io.StringIO(site.text("clauses.csv"), newline=""))
    texts = {row["id"]: row["texts"] for row in data}
    for plain in (
        *(str(row) for row in data),
        *(text for each in LANGUAGES for _, _, text in entries(index_of(site.site, each))),
        *map(str, table),
    ):
        assert not RAW.search(plain), plain
        assert "\ue000" not in plain
    for policy in forms(site):
        for clause in policy.clauses:
            for language, passage in clause.texts.items():
                for field in fields.fields(passage.body):
                    for label in (*field.columns, *field.answers):
                        assert (
                            "{{" in label
                            or "[" in label
                            or label in texts[clause.id][language]["text"]
                        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_and_the_clause_that_asks_for_it_lead_to_each_other(
    site: Built, language: Language
) -> None:
    instead = site.project.shown.instead
    asked = 0
    for form in forms(site):
        page = page_of(site, form, language)
        expected = list(dict.fromkeys(instead.get(id_, id_) for id_ in form.required_by))
        assert [id_ for _, id_ in site.internal(page, ".form-foot > p:not([class]) a")] == expected
        for address, id_ in site.internal(page, ".form-foot > p:not([class]) a"):
            notes = f'.clause:has([id="{id_}"]) .clause__notes a[href$="/"]'
            assert (page.address, "") in site.internal(site.pages[address], notes)
            asked += 1
    assert asked >= 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_documents_has_a_table_for_each_kind(site: Built, language: Language) -> None:
    address = {"en": "policies/", "cy": "polisiau/"}[language]
    page = site.pages[site.root(language) + address]
    for kind in ("policy", "form", "letters"):
        codes = [p.code for p in site.project.shown.policies.values() if p.kind == kind]
        rows = page.all(f"h2#{kind} + .scroll tbody tr")
        assert [words(row.css("td")[0].text()) for row in rows] == codes
        assert codes


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_home_page_lists_the_forms(site: Built, language: Language) -> None:
    page = site.pages[site.root(language)]
    expected = [page_of(site, form, language).address for form in forms(site)]
    assert [address for address, _ in site.internal(page, "#forms .documents a")] == expected


# What a page calls the document that it shows

OWN_WORDS: Mapping[tuple[str, Language], tuple[str, str, str, str]] = {
    ("form", "en"): ("The whole form", "Changes to this form", "Draft: not yet adopted", "Form"),
    ("form", "cy"): (
        "Y ffurflen gyfan",
        "Newidiadau i'r ffurflen hon",
        "Drafft: heb ei mabwysiadu eto",
        "Ffurflen",
    ),
    ("letters", "en"): (
        "All the letters",
        "Changes to these letters",
        "Drafts: not yet adopted",
        "Letters",
    ),
    ("letters", "cy"): (
        "Pob llythyr",
        "Newidiadau i'r llythyrau hyn",
        "Drafftiau: heb eu mabwysiadu eto",
        "Llythyrau",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_calls_a_form_a_form_and_letters_letters(site: Built, language: Language) -> None:
    for policy in forms(site):
        whole, changes, draft, _ = OWN_WORDS[policy.kind, language]
        page = page_of(site, policy, language)
        assert page.texts(".changes p") == [changes]
        assert page.texts("table.document tr:nth-child(4) td") == [draft]
        for first in page.texts(".versions li:first-child"):
            assert first.startswith(f"{whole} (")
        head = words(page.one(".form-head").text() + page.one("table.document").text())
        assert not re.search(r"\bpolic|\b[bmp]h?olis", head, re.I), page.path


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_documents_calls_each_kind_by_its_name(site: Built, language: Language) -> None:
    address = {"en": "policies/", "cy": "polisiau/"}[language]
    page = site.pages[site.root(language) + address]
    for kind in ("form", "letters"):
        name = OWN_WORDS[kind, language][3]
        assert words(page.all(f"h2#{kind} + .scroll th")[0].text()) == name


@pytest.mark.parametrize(
    ("key", "kind", "welsh"),
    [
        ("status.adopted", "policy", "Wedi'i fabwysiadu ar {date} ({by}{minute})."),
        ("status.adopted", "form", "Wedi'i mabwysiadu ar {date} ({by}{minute})."),
        ("status.adopted", "letters", "Wedi'u mabwysiadu ar {date} ({by}{minute})."),
        ("status.altered-short", "form", "Wedi newid ers ei mabwysiadu"),
        ("status.changed-short", "letters", "Wedi newid ers eu mabwysiadu"),
        ("policy.own", "form", "Ffurflen yr ysgol ei hun"),
        ("policy.own", "letters", "Llythyrau'r ysgol ei hun"),
        ("policy.owner", "form", "Perchennog"),
    ],
)
def test_welsh_has_the_gender_and_number_of_the_kind(key: str, kind: str, welsh: str) -> None:
    assert say(of_kind(key, kind), "cy") == welsh


@pytest.mark.parametrize("kind", ["form", "letters"])
def test_what_is_said_of_a_policy_that_was_adopted_is_said_of_others(kind: str) -> None:
    """A phrase that names the policy in one language has its own for each kind."""
    for key, phrase in table().items():
        group, _, name = key.partition(".")
        said = f"{phrase['en']} {phrase['cy']}"
        if group in ("policy", "status") and not name.endswith(("-form", "-letters")):
            names_it = re.search(r"policy|[bp]olisi|ei fabwysiadu|i fabwysiadu", said, re.I)
            assert not names_it or of_kind(key, kind) != key, key


def test_both_languages_ship_every_kind_of_field() -> None:
    """So that the tests above see each of them on a page."""
    for language in LANGUAGES:
        folder = ROOT / "docs" / language / "forms"
        text = "\n".join(file.read_text(encoding="utf-8") for file in folder.glob("*.md"))
        used = {field.kind for field in fields.fields(text)}
        assert {"text", "long", "date", "tick", "choice", "rows", "sign"} <= used, language
        assert fields.GAP.search(text), language


# A school with a hostile name


def test_a_hostile_name_is_text_in_labels(tmp_path: Path) -> None:
    """The name, in a label, a gap and a table, is shown and runs nothing."""
    name = "O\"Neill's <img src=x onerror=alert(x)> & Co"
    said = "(tick) I work for {{ school.name }}. {#works}\n\nDear (text: {{ school.name }}),\n\n"
    said += "(rows 1) {{ school.name }} {#table}"
    changes = patched(EN_SM, "tell the", f"tell them.\n\n{said}\n\nTell the")
    welsh = said.replace("I work for", "Rwy'n gweithio i").replace("Dear", "Annwyl")
    changes |= patched(CY_SM, "a rhowch", f"a dywedwch.\n\n{welsh}\n\nRhowch")
    changes[SCHOOL] = str(BASE[SCHOOL]).replace("Example School", json.dumps(name))
    changes = {
        path: text.replace("example.com", "ysgol.cymru")
        .replace("Enghraifft", "y Bryn")
        .replace("01632 960", "01248 555")
        for path, text in changes.items()
    }
    site = forks.built(tmp_path, changes)
    page = site.pages["policies/media/"]
    assert page.all(".content img") == []
    assert page.texts(".field--tick label") == [f"I work for {name}."]
    assert page.texts(".field-table th") == [name]
    assert page.one(".blank").attributes["aria-label"] == name
    assert page.one(".field-table textarea").attributes["aria-label"] == f"{name}, 1"
