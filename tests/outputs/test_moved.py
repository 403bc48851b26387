"""Old addresses of pages, in either language: who follows one finds the page, and the clause."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import forks
import projects
from browsers import served
from links import broken_links
from polisi import project
from polisi.pages.html import templates
from polisi.policies import editions
from polisi.publish.settings import Settings
from polisi.publish.site import Site
from projects import BASE, CY_ABOUT, CY_GC, CY_SM, EN_ABOUT, EN_GC, EN_SM, SCHOOL
from sites import SITE_URL, Built, build, change, words

ENGLISH, WELSH = "docs/en/policies/code.md", "docs/cy/policies/code.md"
CHANGES = {
    EN_GC: None,
    CY_GC: None,
    ENGLISH: BASE[EN_GC].replace("\nsummary:", "\nmoved_from: [policies/governors]\nsummary:"),
    WELSH: BASE[CY_GC].replace(
        "slug: cod-llywodraethwyr",
        "slug: cod-newydd\nmoved_from: /polisiau/cod-llywodraethwyr/",
    ),
    CY_ABOUT: BASE[CY_ABOUT].replace("\ntitle:", "\nmoved_from: [am, hen/am]\ntitle:"),
}


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site after a policy and a page have been given other addresses."""
    return forks.built(tmp_path_factory.mktemp("moved"), CHANGES, POLISI_SITE_ADDRESS=SITE_URL)


OLD = {
    "policies/governors/": "policies/code/",
    "policies/governors/side-by-side/": "policies/code/side-by-side/",
    "governors/governors/": "policies/code/",  # governors see all of it
    "governors/code/": "policies/code/",
    "staff/governors/": "staff/code/",
    "cy/polisiau/cod-llywodraethwyr/": "cy/polisiau/cod-newydd/",
    "cy/polisiau/cod-llywodraethwyr/ochr-yn-ochr/": "cy/polisiau/cod-newydd/ochr-yn-ochr/",
    "cy/llywodraethwyr/cod-llywodraethwyr/": "cy/polisiau/cod-newydd/",
    "cy/llywodraethwyr/cod-newydd/": "cy/polisiau/cod-newydd/",
    "cy/am/": "cy/about/",
    "cy/hen/am/": "cy/about/",
}


@pytest.mark.parametrize("old", OLD)
def test_an_old_address_leads_to_the_new_one(moved: Built, old: str) -> None:
    page = moved.pages[old]
    assert moved.internal(page, "main a:not([hreflang])") == [(OLD[old], "")]
    target = moved.pages[OLD[old]]
    assert page.one("html").attributes["lang"] == target.one("html").attributes["lang"]
    heading, go_to = {
        "en": ("This page has moved", "Go to “Code for governors”"),
        "cy": (
            "Mae'r dudalen hon wedi symud",
            "Mynd i “Amdanom”" if "/am/" in old else "Mynd i “Cod i lywodraethwyr”",
        ),
    }[moved.language(target)]
    assert words(page.one("h1").text()) == heading
    assert words(page.one("main a:not([hreflang])").text()) == go_to
    other = {"en": "cy", "cy": "en"}[moved.language(target)]
    back = str(target.one(f"link[rel=alternate][hreflang={other}]").attributes["href"])
    assert moved.internal(page, ".languages a") == [(back.removeprefix(SITE_URL), "")]
    assert page.one("link[rel=canonical]").attributes["href"] == SITE_URL + OLD[old]
    assert templates.META in page.html
    refresh = str(page.one("noscript meta").attributes["content"])
    assert refresh.startswith("0; url=")
    assert moved.resolve(page, refresh.removeprefix("0; url=")) == (OLD[old], "")


def test_nothing_else_leads_to_an_old_address(moved: Built) -> None:
    assert broken_links(moved) == []
    sitemap = moved.text("sitemap.xml")
    for old in OLD:
        assert f"{SITE_URL}{old}<" not in sitemap
        for page in moved.pages.values():
            assert (old, "") not in moved.internal(page, "main a:not([href*=':'])"), page.path


def test_an_edition_has_the_old_addresses_of_its_pages(tmp_path: Path) -> None:
    parents = forks.built(tmp_path, CHANGES, POLISI_EDITION="parents")
    assert "policies/governors/" in parents.pages
    assert "staff/governors/" not in parents.pages


def test_a_site_in_a_folder_with_welsh_first(tmp_path: Path) -> None:
    changes = {
        **CHANGES,
        SCHOOL: BASE[SCHOOL].replace("default_language: en", "default_language: cy"),
    }
    folder = forks.copy(tmp_path, changes)
    change(folder, {"mkdocs.yml": lambda text: text + "\nuse_directory_urls: false\n"})
    site = build(folder)
    assert site.status == 0, site.output
    for old, new in OLD.items():
        old, new = (
            each.removeprefix("cy/") if each.startswith("cy/") else f"en/{each}"
            for each in (old, new)
        )
        link = site.pages[old].one("main a#moved").attributes["href"]
        assert str(link).endswith("/index.html")
        assert site.resolve(site.pages[old], str(link)) == (new, "")


@pytest.mark.parametrize(
    ("changes", "code", "values"),
    [
        # with the folder of the language, as it stands in the browser
        ({CY_GC: "cy/polisiau/hen-enw"}, "moved-malformed", {"address": "cy/polisiau/hen-enw"}),
        ({EN_GC: "{policies: old}"}, "moved-malformed", {}),
        ({EN_GC: "staff"}, "moved-taken", {"address": "staff/", "path": "Polisi"}),
        # copied from a file share
        (
            {EN_ABOUT: "policies/media/index.html"},
            "moved-taken",
            {"address": "policies/media/", "path": EN_SM},
        ),
        (
            {EN_ABOUT: "policies/media/side-by-side"},
            "moved-taken",
            {"address": "policies/media/side-by-side/", "path": EN_SM},
        ),
        # two policies whose versions for audiences had one address
        (
            {EN_GC: "school/old", EN_SM: "policies/old"},
            "moved-taken",
            {"address": "policies/old/", "path": EN_GC},
        ),
        # two pages that were at one place
        (
            {CY_ABOUT: "hen", CY_SM: "hen"},
            "moved-taken",
            {"address": "hen/", "path": CY_ABOUT},
        ),
    ],
)
def test_what_is_no_old_address_is_said(
    tmp_path: Path, changes: dict[str, str], code: str, values: dict[str, str]
) -> None:
    written = {
        path: str(projects.files()[path]).replace("\ntitle:", f"\nmoved_from: {old}\ntitle:")
        for path, old in changes.items()
    }
    (found,) = projects.check(tmp_path, written)
    assert found.code == code
    assert found.path == list(changes)[-1]
    assert values.items() <= found.values.items()


def test_an_old_address_written_twice_is_one(tmp_path: Path) -> None:
    text = BASE[EN_ABOUT].replace("\ntitle:", "\nmoved_from: [old, /old/]\ntitle:")
    assert projects.check(tmp_path, {EN_ABOUT: text}) == []


def test_a_preview_goes_on_and_overwrites_nothing(tmp_path: Path) -> None:
    wrong = '["", /, ../x, ../../x, policies, cy, cy/about, about, policies/media, old/about]'
    changes = {
        EN_ABOUT: BASE[EN_ABOUT].replace("\ntitle:", f"\nmoved_from: {wrong}\ntitle:"),
        CY_ABOUT: BASE[CY_ABOUT].replace("\ntitle:", "\nslug: ../../x\ntitle:"),
    }
    loaded = project.load(forks.copy(tmp_path, changes))
    edition = editions.cut(loaded.shown, editions.INTRANET)
    preview = Site(loaded, edition, Settings(), preview=True)
    leading_on = [
        address for address in preview.addresses() if 'id="moved"' in preview.page(address)
    ]
    assert [address for address in leading_on if "about" in address] == ["old/about/"]
    assert "cy/about/" in {page.address for page in preview.plan.pages}


@pytest.fixture(scope="module")
def host(moved: Built) -> Iterator[str]:
    with served(moved.site) as found:
        yield found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("policies/governors/#GC-002", "policies/code/#GC-002"),
        ("cy/polisiau/cod-llywodraethwyr/#GC-002", "cy/polisiau/cod-newydd/#GC-002"),
        ("cy/llywodraethwyr/cod-newydd/", "cy/polisiau/cod-newydd/"),
    ],
)
@pytest.mark.parametrize("with_scripts", [True, False])
def test_a_browser_goes_on_and_takes_the_clause_along(
    host: str,
    browser: Browser,
    old: str,
    new: str,
    with_scripts: bool,
) -> None:
    page = browser.new_page(java_script_enabled=with_scripts)
    page.goto(host + old)
    page.wait_for_url(host + (new if with_scripts else new.partition("#")[0]))
    page.close()
