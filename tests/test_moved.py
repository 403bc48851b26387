"""Old addresses of pages, in either language: who follows one finds the page, and the clause."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from sites import SITE_URL, Built, build, copy, words
from test_browser import browser, served  # noqa: F401
from test_site import broken_links

GOVERNORS = "policies/governors-code.md"


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The shipped site after a policy and a page have been given other addresses."""
    folder = tmp_path_factory.mktemp("moved")
    copy(folder)
    docs = folder / "docs"
    for language, slug, old in (
        ("en", "", "[policies/governors-code]"),
        ("cy", "slug: cod-newydd\n", "/polisiau/cod-llywodraethwyr/"),
    ):
        text = (docs / language / GOVERNORS).read_text(encoding="utf-8")
        text = text.replace("slug: cod-llywodraethwyr\n", slug).replace(
            "\nsummary:", f"\nmoved_from: {old}\nsummary:", 1
        )
        (docs / language / GOVERNORS).unlink()
        (docs / language / "policies/code.md").write_text(text, encoding="utf-8", newline="")
    for file in docs.glob("*/*/*.md"):
        text = file.read_text(encoding="utf-8").replace("governors-code.md", "code.md")
        file.write_text(text, encoding="utf-8", newline="")
    about = docs / "cy/about.md"
    text = about.read_text(encoding="utf-8")
    about.write_text(
        text.replace("\ntitle:", "\nmoved_from: [am, hen/am]\ntitle:", 1),
        encoding="utf-8",
        newline="",
    )
    done = build(folder)
    assert done.status == 0, done.output
    return done


OLD = {
    "policies/governors-code/": "policies/code/",
    "policies/governors-code/side-by-side/": "policies/code/side-by-side/",
    "governors/governors-code/": "governors/code/",
    "staff/governors-code/": "staff/code/",
    "cy/polisiau/cod-llywodraethwyr/": "cy/polisiau/cod-newydd/",
    "cy/polisiau/cod-llywodraethwyr/ochr-yn-ochr/": "cy/polisiau/cod-newydd/ochr-yn-ochr/",
    "cy/llywodraethwyr/cod-llywodraethwyr/": "cy/llywodraethwyr/cod-newydd/",
    "cy/am/": "cy/am-y-polisiau/",
    "cy/hen/am/": "cy/am-y-polisiau/",
}


@pytest.mark.parametrize("old", OLD)
def test_an_old_address_leads_to_the_new_one(moved: Built, old: str) -> None:
    page = moved.pages[old]
    assert moved.internal(page, "main a:not([hreflang])") == [(OLD[old], "")]
    target = moved.pages[OLD[old]]
    assert page.one("html").attributes["lang"] == target.one("html").attributes["lang"]
    heading, go_to = {
        "en": ("This page has moved", "Go to “Social media code for governors”"),
        "cy": (
            "Mae'r dudalen hon wedi symud",
            "Mynd i “Am y polisïau hyn”"
            if "/am/" in old
            else "Mynd i “Cod cyfryngau cymdeithasol i lywodraethwyr”",
        ),
    }[moved.language(target)]
    assert words(page.one("h1").text()) == heading
    assert words(page.one("main a:not([hreflang])").text()) == go_to
    back = target.one("[data-language-link]")
    assert moved.internal(page, "main a[hreflang]") == [
        moved.resolve(target, str(back.attributes["href"]))
    ]
    assert page.one("link[rel=canonical]").attributes["href"] == SITE_URL + OLD[old]
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


def test_an_edition_has_the_old_addresses_of_its_pages(moved: Built, tmp_path: Path) -> None:
    folder = tmp_path / "parents"
    shutil.copytree(moved.folder, folder, ignore=shutil.ignore_patterns("site"))
    parents = build(folder, POLISI_EDITION="parents")
    assert parents.status == 0, parents.output
    assert "policies/governors-code/" in parents.pages
    assert "staff/governors-code/" not in parents.pages


@pytest.fixture(scope="module")
def host(moved: Built) -> Iterator[str]:
    with served(moved.site) as found:
        yield found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("policies/governors-code/#GC-005", "policies/code/#GC-005"),
        ("cy/polisiau/cod-llywodraethwyr/#GC-005", "cy/polisiau/cod-newydd/#GC-005"),
        ("cy/llywodraethwyr/cod-llywodraethwyr/", "cy/llywodraethwyr/cod-newydd/"),
    ],
)
@pytest.mark.parametrize("scripts", [True, False])
def test_a_browser_goes_on_and_takes_the_clause_along(
    host: str,
    browser: Browser,  # noqa: F811
    old: str,
    new: str,
    scripts: bool,
) -> None:
    page = browser.new_page(java_script_enabled=scripts)
    page.goto(host + old)
    page.wait_for_url(host + (new if scripts else new.partition("#")[0]))
    page.close()
