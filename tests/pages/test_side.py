"""Both languages side by side: every policy, clause by clause, Welsh on the left."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from browsers import DESK, SIDE, TELEPHONE
from polisi.model import Policy
from polisi.words.languages import LANGUAGES, Language
from sites import Built, Page, words

WELSH_FIRST: tuple[Language, ...] = ("cy", "en")


def side_pages(site: Built, language: Language) -> Iterator[tuple[Policy, Page]]:
    word = {"en": "side-by-side", "cy": "ochr-yn-ochr"}[language]
    pages = {
        str(page.all(".both__row[id]:not(.both__row--section)")[0].attributes["id"]).partition("-")[
            0
        ]: page
        for page in site.pages.values()
        if page.address.endswith(f"/{word}/")
    }
    for policy in site.project.shown.policies.values():
        if policy.code in pages:  # an edition may have nothing of it
            yield policy, pages[policy.code]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_clause_is_a_row_with_welsh_on_the_left(shipped: Built, language: Language) -> None:
    found = list(side_pages(shipped, language))
    assert len(found) == len(shipped.project.shown.policies)
    for policy, page in found:
        rows = page.all(".both__row[id]:not(.both__row--section)")
        assert [row.attributes["id"] for row in rows] == [c.id for c in policy.clauses]
        for row, clause in zip(rows, policy.clauses, strict=True):
            columns = [node for node in row.iter() if node.tag == "div"]
            assert [column.attributes["lang"] for column in columns] == ["cy", "en"]
            for column, each in zip(columns, WELSH_FIRST, strict=True):
                title = shipped.project.school.fill(clause.texts[each].title, each)
                heading = column.css_first("h2, h3, h4, h5")
                assert heading is not None
                number = f"{clause.id} " if each == WELSH_FIRST[0] else ""
                assert words(heading.text()) == number + title
                assert len(words(column.text())) > len(title) + 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_only_read_has_no_fields_and_no_tips(shipped: Built, language: Language) -> None:
    for _, page in side_pages(shipped, language):
        assert page.all(".both :is(input, textarea, [contenteditable], [role=tooltip])") == []
    consent = shipped.pages["forms/image-consent/side-by-side/"]
    assert len(consent.all(".field-words")) > 10


def test_a_policy_and_its_two_columns_lead_to_each_other(shipped: Built) -> None:
    def choices(address: str) -> list[tuple[str, str]]:
        page = shipped.pages[address]
        links = page.all(".languages a")
        return [
            (words(link.text()), shipped.resolve(page, str(link.attributes["href"]))[0])
            for link in links
        ]

    whole = {"en": "policies/incidents/", "cy": "cy/polisiau/pan-aiff-rhywbeth-o-i-le/"}
    assert choices(whole["en"]) == [("Cymraeg", whole["cy"]), ("Both", SIDE["en"])]
    assert choices(whole["cy"]) == [("English", whole["en"]), ("Y ddwy", SIDE["cy"])]
    for each in LANGUAGES:
        both = [("Cymraeg", whole["cy"]), ("English", whole["en"])]
        assert choices(SIDE[each]) == both
    assert choices("staff/incidents/")[1] == ("Both", SIDE["en"])
    assert [name for name, _ in choices("about/")] == ["Cymraeg"]


def test_an_edition_shows_its_own_clauses_only(edition: Built) -> None:
    for policy, page in side_pages(edition, "cy"):
        name = edition.environment["POLISI_EDITION"]
        mine = [clause.id for clause in policy.clauses if name in clause.audiences]
        assert [
            row.attributes["id"] for row in page.all(".both__row[id]:not(.both__row--section)")
        ] == mine


@pytest.mark.browser
def test_columns_stand_side_by_side_and_stack_on_a_telephone(
    browser: Browser,
    address: str,
) -> None:
    for width, is_beside in ((DESK, True), (TELEPHONE, False)):
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(f"{address}{SIDE['cy']}#IR-003")
        left, right = (
            page.locator(f"#IR-003 > [lang={each}]").bounding_box() for each in ("cy", "en")
        )
        assert left and right
        assert (left["y"] == right["y"]) is is_beside
        assert (left["x"] + left["width"] <= right["x"]) is is_beside
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.close()
