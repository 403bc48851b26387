"""The box that says whom to turn to now: on which pages, what it says, and what it leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

import forks
import projects
from polisi.words.languages import LANGUAGES, Language
from projects import CY_GC, CY_SM, EN_GC, EN_SM, SCHOOL, patched
from sites import Built, Page, page_of, words

HELP_NOW = {"IM", "IR", "PC", "QG"}
"""Policies of the template that people open when something has just happened."""
HOME: Mapping[Language, list[str]] = {
    "en": ["", "contact/", "governors/", "parents/", "staff/"],
    "cy": ["", "cysylltu/", "llywodraethwyr/", "rhieni/", "staff/"],
}
POST = "cy: pennaeth\n"
FULL = (
    (
        projects.BASE[SCHOOL]
        .replace(
            POST,
            POST
            + """\
  safeguarding_lead: {en: safeguarding lead, cy: arweinydd diogelu,
    telephone: (01248) 555 002, email: diogelu@derw.cymru}
""",
        )
        .replace("Example School", "Oak & <School>")
        .replace("Ysgol Enghraifft", "Ysgol Derw")
        .replace("office@example.com", "swyddfa@derw.cymru")
    )
    + """\
  telephone: 01248 555 001
local_authority: {name: Gwynedd, out_of_hours: 01248 353 551}
police:
  name: {en: North Wales Police, cy: Heddlu Gogledd Cymru}
  telephone: 101
helplines:
  - {name: Meic & <Co>, telephone: 0808 802 3456, serves: children}
  - {name: {en: Child line, cy: Llinell Blant}, serves: children,
     website: "https://plant.cymru/?a&b"}
  - {name: {en: Line for staff, cy: Llinell Staff}, telephone: 0344 381 4772, serves: staff}
  - {name: Other, telephone: 0300 123 4567}
"""
)
"""A school that has filled in all that the box can say."""


def changes(school: str) -> dict[str, str | bytes | None]:
    """Return the valid project of a school, with help on both its policies; GC has staff too."""
    texts = {
        path: str(projects.BASE[path])
        .replace("01632 960 001", "01443 555 001")
        .replace("it@example.com", "it@derw.cymru")
        for path in (EN_SM, CY_SM, EN_GC, CY_GC)
    }
    texts[EN_SM] = texts[EN_SM].replace("owner: headteacher", "owner: headteacher\nhelp_now: true")
    return {**texts, SCHOOL: school}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return forks.built(tmp_path_factory.mktemp("full"), changes(FULL))


def boxed(site: Built) -> set[str]:
    return {page.address for page in site.pages.values() if page.all(".help")}


def lines(page: Page) -> list[str]:
    return page.texts(".help__now") + page.texts(".help__grid > div")


# Which pages


def expected(site: Built) -> set[str]:
    found = {site.root(language) + each for language in LANGUAGES for each in HOME[language]}
    for policy in site.project.shown.policies.values():
        if policy.code in HELP_NOW:
            for language in LANGUAGES:
                page = page_of(site, policy, language)
                found |= {page.address}
                found |= {address for address, _ in site.internal(page, ".versions a")}
    return found


def test_the_box_is_on_pages_that_people_open_in_need_and_on_no_other(site: Built) -> None:
    assert boxed(site) == expected(site)
    assert len(boxed(site)) >= 2 * (5 + 2 * len(HELP_NOW))


def test_no_form_has_the_box(site: Built) -> None:
    assert [page.path for page in site.pages.values() if page.all(".form-head, .field")
            and page.all(".help")] == []  # fmt: skip


def test_every_edition_has_the_box(edition: Built) -> None:
    for language in LANGUAGES:
        root = edition.root(language)
        assert {root, root + HOME[language][1]} <= boxed(edition)
    assert len(boxed(edition)) > 6


def test_the_box_stands_between_the_title_and_the_content(site: Built) -> None:
    for address in boxed(site):
        page = site.pages[address]
        box = page.one("article h1 + aside.help")
        assert words(str(box.attributes["aria-label"])), address
        assert page.all("article :is(h2, p.summary) ~ aside.help") == []


# What it says

SAID: Mapping[Language, list[str]] = {
    "en": [
        "Somebody in danger now? Ring 999",
        "Worried about a learner? Safeguarding lead: (01248) 555 002 diogelu@derw.cymru"
        " Children's services, in the evening, at weekends and in the holidays: 01248 353 551",
        "For children and young people: Meic & <Co> 0808 802 3456 Child line",
        "Police, not an emergency: 101",
        "Not sure? Who to contact",
    ],
    "cy": [
        "Rhywun mewn perygl nawr? Ffoniwch 999",
        "Yn poeni am ddysgwr? Arweinydd diogelu: (01248) 555 002 diogelu@derw.cymru"
        " Gwasanaethau plant, gyda'r nos, ar benwythnosau ac yn y gwyliau: 01248 353 551",
        "I blant a phobl ifanc: Meic & <Co> 0808 802 3456 Llinell Blant",
        "Yr heddlu, os nad yw'n argyfwng: 101",
        "Ddim yn siŵr? Â phwy i gysylltu",
    ],
}
FOR_STAFF: Mapping[Language, str] = {
    "en": "For staff: Line for staff 0344 381 4772",
    "cy": "I staff: Llinell Staff 0344 381 4772",
}


def test_all_of_it_shows_only_where_somebody_comes_for_just_that(site: Built) -> None:
    policy = site.project.shown.policies["IR"]
    comes_for_just_that = [
        each
        for language in LANGUAGES
        for page in (page_of(site, policy, language),)
        for each in (
            site.pages[site.root(language) + HOME[language][1]],
            page,
            *(site.pages[address] for address, _ in site.internal(page, ".versions a")),
        )
    ]
    for address in boxed(site):
        page = site.pages[address]
        is_whole = page.all(".help--whole") != []
        assert is_whole is not bool(page.all(".help details")), address
        assert is_whole is (page in comes_for_just_that), address


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", [0, 2, 3])
def test_the_box_says_what_is_filled_in(full: Built, language: Language, place: int) -> None:
    page = full.pages[full.root(language) + HOME[language][place]]
    assert lines(page) == SAID[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_staff_are_also_told_of_what_is_there_for_them(full: Built, language: Language) -> None:
    staff = [
        page
        for page in full.pages.values()
        if page.path.startswith(f"{full.root(language)}staff/") and page.all(".help")
    ]
    assert len(staff) == 1  # what staff see all of is one page for everybody
    for page in staff:
        assert lines(page) == [*SAID[language][:3], FOR_STAFF[language], *SAID[language][3:]]


def test_a_policy_for_staff_alone_tells_them_on_its_whole_page(site: Built) -> None:
    policy = site.project.shown.policies["QG"]
    assert {audience for clause in policy.clauses for audience in clause.audiences} == {"staff"}
    for language in LANGUAGES:
        start = {"en": "For staff:", "cy": "I staff:"}[language]
        assert sum(line.startswith(start) for line in lines(page_of(site, policy, language))) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_links_that_a_telephone_dials(full: Built, language: Language) -> None:
    page = full.pages[full.root(language)]
    links = [str(a.attributes["href"]) for a in page.all(".help a")]
    assert links[:-1] == [
        "tel:999", "tel:01248555002", "mailto:diogelu@derw.cymru", "tel:01248353551",
        "tel:08088023456",
        "https://plant.cymru/?a&b",
        "tel:101",
    ]  # fmt: skip
    assert full.resolve(page, links[-1])[0] == full.root(language) + HOME[language][1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contact_page_does_not_link_to_itself(full: Built, language: Language) -> None:
    assert lines(full.pages[full.root(language) + HOME[language][1]]) == SAID[language][:4]


def test_a_name_is_text(full: Built) -> None:
    for address in boxed(full):
        assert full.pages[address].all(".help co, .help school") == []


# What it leaves out


@pytest.mark.parametrize(
    ("more", "left"),
    [
        ("", ["Somebody in danger now? Ring 999", "Not sure? Who to contact"]),
        (
            "  telephone: 01248 555 001\n",
            [
                "Somebody in danger now? Ring 999",
                "Worried about a learner? Lead: 01248 555 001",
                "Not sure? Who to contact",
            ],
        ),
        (
            "local_authority: {name: Gwynedd, out_of_hours: 01248 353 551}\n",
            [
                "Somebody in danger now? Ring 999",
                "Worried about a learner?"
                " Children's services, in the evening, at weekends and in the holidays:"
                " 01248 353 551",
                "Not sure? Who to contact",
            ],
        ),
    ],
    ids=["nothing", "the school's number alone", "children's services alone"],
)
def test_what_is_not_filled_in_is_left_out(tmp_path: Path, more: str, left: list[str]) -> None:
    school = projects.BASE[SCHOOL].replace(
        POST, POST + "  safeguarding_lead: {en: lead, cy: arweinydd}\n"
    )
    site = forks.built(tmp_path, changes(school.replace("example.com", "derw.cymru") + more))
    for address in boxed(site):
        assert "None" not in words(site.pages[address].one(".help").text())
    assert lines(site.pages[""]) == left


# The front matter


@pytest.mark.parametrize("word", ["false", "yes", "", "[true]", "all"])
def test_help_now_is_true_or_is_not_there(tmp_path: Path, word: str) -> None:
    change = patched(EN_SM, "owner: headteacher", f"owner: headteacher\nhelp_now: {word}")
    [problem] = projects.check(tmp_path, change)
    assert (problem.code, problem.path, problem.line) == ("help-now", EN_SM, 6)


@pytest.mark.parametrize(("kind", "codes"), [("form", ["help-now"]), ("policy", [])])
def test_help_now_is_for_policies(tmp_path: Path, kind: str, codes: list[str]) -> None:
    lines = f"owner: headteacher\nkind: {kind}\nhelp_now: true"
    found = projects.check(tmp_path, patched(EN_SM, "owner: headteacher", lines))
    assert projects.codes(found) == codes


def test_help_now_is_said_once(tmp_path: Path) -> None:
    found = projects.check(tmp_path, patched(CY_SM, "slug:", "help_now: true\nslug:"))
    assert projects.codes(found) == ["key-unknown"]


# The foot of every page

FOOT: Mapping[Language, tuple[str, str]] = {
    "en": ("accessibility/", "this-site/"),
    "cy": ("hygyrchedd/", "y-wefan-hon/"),
}


def test_every_page_links_to_the_statements_about_the_site(site: Built) -> None:
    for page in site.pages.values():
        if page.is_full:
            language = site.language(page)
            links = {address for address, _ in site.internal(page, ".foot a[href$='/']")}
            assert {site.root(language) + each for each in FOOT[language]} <= links, page.path


def test_so_does_the_page_for_an_address_that_leads_nowhere(site: Built) -> None:
    page = site.pages["404.html"]
    links = {str(a.attributes["href"]).removeprefix("/") for a in page.all("a[href]")}
    assert {site.root(each) + slug for each in LANGUAGES for slug in FOOT[each]} <= links


def test_so_does_every_edition(edition: Built) -> None:
    for page in edition.pages.values():
        if page.is_full:
            language = edition.language(page)
            links = {address for address, _ in edition.internal(page, ".foot a[href$='/']")}
            assert {edition.root(language) + each for each in FOOT[language]} <= links, page.path


def test_a_school_without_the_statements_has_no_dead_links(full: Built) -> None:
    page = full.pages[""]
    linked = {str(a.attributes["href"]) for a in page.all(".foot a[href$='/']")}
    assert not linked & {"accessibility/", "this-site/"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_statement_has_what_the_regulations_ask_for(site: Built, language: Language) -> None:
    page = site.pages[site.root(language) + FOOT[language][0]]
    for part in ("feedback", "enforcement", "compliance", "known-faults", "preparation"):
        page.one(f"article [id={part}]")
    text = words(page.one("article").text())
    school = site.project.school.value
    for name in ("contact.email", "contact.telephone", "laws.accessibility_regulations_2018"):
        assert str(school(name, language)) in text


def test_the_page_about_the_policies_says_which_version_of_the_template(site: Built) -> None:
    from polisi import __version__

    for language, slug in (("en", "about/"), ("cy", "am-y-polisiau/")):
        text = words(site.pages[site.root(language) + slug].one("article").text())
        assert __version__ in text
