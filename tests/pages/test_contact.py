"""The page that says how to reach the school: what is filled in, and nothing blank."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

import forks
import projects
from links import broken_links
from polisi.words.languages import LANGUAGES, Language
from projects import SCHOOL
from sites import Built, Page, words

ADDRESS: Mapping[Language, str] = {"en": "contact/", "cy": "cy/cysylltu/"}
SITE = "https://derw.cymru/"
FULL = """\
default_language: en
site_address: https://derw.cymru/
school:
  name: {en: Oak School, cy: Ysgol Derw}
contact:
  address: {en: "1 High Street, Bala", cy: "Stryd Fawr 1, Y Bala"}
  email: swyddfa@derw.cymru
  telephone: +44 (0)1248 555-001
  website: {en: "https://derw.cymru/en/?a=1&b=2", cy: "https://derw.cymru/?a=1&b=2"}
local_authority:
  name: {en: Gwynedd Council, cy: Cyngor Gwynedd}
  telephone: 01766 771 000
  out_of_hours: 01248 353 551
  website: {en: "https://council.cymru/en", cy: "https://council.cymru/"}
roles:
  headteacher: {en: headteacher, cy: pennaeth}
  safeguarding_lead: {en: safeguarding lead, cy: arweinydd diogelu, name: Siân Ŵy,
    telephone: (01248) 555 002, email: diogelu@derw.cymru}
  data_protection_officer: {en: data officer, cy: swyddog data, email: data@derw.cymru}
official_accounts:
  - {platform: Facebook, name: Oak & Derw, website: "https://f.cymru/derw?a&b"}
  - {platform: Instagram, name: "@derw", visibility: restricted,
     website: {en: "https://i.cymru/oak", cy: "https://i.cymru/derw"}}
police:
  name: {en: North Wales Police, cy: Heddlu Gogledd Cymru}
  telephone: 101
  website: {en: "https://police.cymru/en", cy: "https://police.cymru/"}
helplines:
  - name: Meic
    about: {en: help for children, cy: help i blant}
    telephone: 0808 802 3456
    website: {en: "https://meic.cymru/en", cy: "https://meic.cymru/"}
  - name: {en: Childline, cy: Llinell Blant}
"""


def without_examples() -> dict[str, str | bytes | None]:
    """Return the texts of the valid project without what belongs to the example school."""
    return {
        path: projects.BASE[path]
        .replace("01632 960 001", "01443 555 001")
        .replace("it@example.com", "it@derw.cymru")
        for path in (projects.EN_SM, projects.CY_SM)
    }


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return forks.built(tmp_path_factory.mktemp("full"), {**without_examples(), SCHOOL: FULL})


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A school that has filled in only what its texts need."""
    text = projects.BASE[SCHOOL].partition("contact:")[0]
    return forks.built(tmp_path_factory.mktemp("bare"), {SCHOOL: text})


def content(site: Built, language: Language) -> Page:
    return site.pages[ADDRESS[language]]


WANTED: Mapping[Language, list[str]] = {
    "en": [
        "Ring 999", "Oak School", "1 High Street, Bala", "+44 (0)1248 555-001",
        "swyddfa@derw.cymru", "https://derw.cymru/en/?a=1&b=2", "Safeguarding lead",
        "Siân Ŵy, (01248) 555 002, diogelu@derw.cymru", "Data officer", "data@derw.cymru",
        "Gwynedd Council", "01766 771 000", "https://council.cymru/en",
        "Children's services, in the evening, at weekends and in the holidays: 01248 353 551",
        "Our official accounts",
        "Facebook: Oak & Derw", "Instagram: @derw (only people the school has accepted can",
        "North Wales Police: to report a crime", "Meic: help for children. 0808 802 3456",
        "Childline.",
    ],
    "cy": [
        "Ffoniwch 999", "Ysgol Derw", "Stryd Fawr 1, Y Bala", "+44 (0)1248 555-001",
        "swyddfa@derw.cymru", "https://derw.cymru/?a=1&b=2", "Arweinydd diogelu",
        "Siân Ŵy, (01248) 555 002, diogelu@derw.cymru", "Swyddog data", "data@derw.cymru",
        "Cyngor Gwynedd", "01766 771 000", "https://council.cymru/",
        "Gwasanaethau plant, gyda'r nos, ar benwythnosau ac yn y gwyliau: 01248 353 551",
        "Ein cyfrifon swyddogol",
        "Facebook: Oak & Derw", "Instagram: @derw (dim ond pobl y mae'r ysgol wedi'u derbyn",
        "Heddlu Gogledd Cymru: i roi gwybod am drosedd", "Meic: help i blant. 0808 802 3456",
        "Llinell Blant.",
    ],
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_is_filled_in_and_in_order(full: Built, language: Language) -> None:
    text = words(content(full, language).one("article").text())
    place = 0
    for each in WANTED[language]:
        found = text.find(each, place)
        assert found >= 0, f"{each} after {text[max(0, place - 40) : place]}"
        place = found
    assert {"en": "Headteacher", "cy": "Pennaeth"}[language] not in text  # no way to reach them


LINKS: Mapping[Language, set[str]] = {
    "en": {"https://derw.cymru/en/?a=1&b=2", "https://council.cymru/en", "https://i.cymru/oak",
           "https://police.cymru/en", "https://meic.cymru/en"},
    "cy": {"https://derw.cymru/?a=1&b=2", "https://council.cymru/", "https://i.cymru/derw",
           "https://police.cymru/", "https://meic.cymru/"},
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_are_those_of_the_language(full: Built, language: Language) -> None:
    links = {str(a.attributes["href"]) for a in content(full, language).all("article a[href]")}
    assert {link for link in links if link.startswith("http")} == {
        "https://f.cymru/derw?a&b", *LINKS[language],
    }  # fmt: skip
    assert {link for link in links if link.startswith("mailto:")} == {
        "mailto:swyddfa@derw.cymru", "mailto:diogelu@derw.cymru", "mailto:data@derw.cymru",
    }  # fmt: skip
    assert {link for link in links if link.startswith("tel:")} == {
        "tel:+441248555001",  # a (0) is for those who ring from inside the country
        "tel:01248555002",
        "tel:01766771000",
        "tel:01248353551",
        "tel:101",
        "tel:999",
        "tel:08088023456",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_ends_with_how_to_reach_the_school(full: Built, language: Language) -> None:
    for page in full.pages.values():
        if page.is_full and full.language(page) == language:
            links = [str(a.attributes["href"]) for a in page.all("footer a[href]")]
            assert "tel:+441248555001" in links, page.path
            assert "mailto:swyddfa@derw.cymru" in links, page.path


def blanks(page: Page) -> list[str]:
    """Return what stands there without saying anything."""
    empty = [
        str(node.html)
        for node in page.all("article :is(dl, dd, dt, li, ul, h2, p, a, b)")
        if not words(node.text())
    ]
    for heading in page.all("article h2"):
        after = heading.next
        while after is not None and after.tag == "-text":
            after = after.next
        if after is None or after.tag == "h2":
            empty.append(str(heading.html))
    return empty


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_blank_stands_where_nothing_is_filled_in(bare: Built, language: Language) -> None:
    page = content(bare, language)
    assert blanks(page) == []
    text = words(page.one("article").text())
    assert "999" in text
    for absent in ("None", "null", "{{", "()", ": .", ", ,"):
        assert absent not in text
    links = [a.attributes["href"] for a in page.all("article :is([href^=tel], [href^=mailto])")]
    assert links == ["tel:999"]
    for heading in ("accounts", "help", "school"):
        assert page.all(f"article h2#{heading}") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_blank_stands_where_all_is_filled_in(full: Built, language: Language) -> None:
    assert blanks(content(full, language)) == []


def test_each_part_of_an_entry_may_be_missing(tmp_path_factory: pytest.TempPathFactory) -> None:
    only = {
        "telephone": "contact: {telephone: 01248 555 001}\n",
        "website": "contact: {website: 'https://derw.cymru/'}\n",
        "post": "",
        "police": "police: {name: Heddlu}\n",
        "authority": "local_authority: {name: Cyngor}\n",
        "after hours": "local_authority: {name: Cyngor, out_of_hours: 01248 353 551}\n",
    }
    base = projects.BASE[SCHOOL].partition("contact:")[0]
    for name, text in only.items():
        school = base + text
        if name == "post":
            school = school.replace("cy: pennaeth\n", "cy: pennaeth\n    email: pen@derw.cymru\n")
        site = forks.built(tmp_path_factory.mktemp(name), {SCHOOL: school})
        for language in LANGUAGES:
            page = content(site, language)
            assert blanks(page) == [], name
            assert ", ," not in words(page.one("article").text())


def test_no_link_is_dead(full: Built) -> None:
    found = [each.split(": ", 1) for each in broken_links(full)]
    pages = {f"{address}index.html" for address in ADDRESS.values()}
    outside = [link for path, link in found if path in pages and not link.startswith(SITE)]
    assert all(link.startswith("https://") for link in outside)
    assert [link for path, link in found if path not in pages and not link.startswith(SITE)] == []


def test_the_page_is_in_every_edition(tmp_path_factory: pytest.TempPathFactory) -> None:
    site = forks.built(
        tmp_path_factory.mktemp("parents"),
        {**without_examples(), SCHOOL: FULL},
        POLISI_EDITION="parents",
    )
    for language in LANGUAGES:
        assert "Siân Ŵy" in words(content(site, language).one("article").text())
