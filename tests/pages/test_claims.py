"""What the site says of itself, in both languages, against the site as it is built.

Each claim is quoted, so that a claim that is reworded is looked at again. What only a browser can
tell is elsewhere: that entries stay in the tab (test_filling_in), that no server learns what is
looked for (test_search), 400 % (test_accessibility), paper and colours (test_browser), the chosen
language (test_switch), what is read without a connection (test_offline).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from polisi.pages.html import templates
from polisi.publish.styles import PRINT, SCREEN
from polisi.words.phrases import say
from sites import Built, Page

LOADS = "script[src], link[rel=stylesheet], link[rel=icon], link[rel=preload], img, source, iframe"
STORES = re.compile(r"\b(?:sessionStorage|localStorage|indexedDB|caches|cookieStore|cookie)\b")
STORED = {
    "forms.js": {"sessionStorage"},
    "polisi.js": {"localStorage"},
    "offline-worker.js": {"caches"},
    "service-worker.js": {"caches"},
}
"""What each script may keep on a reader's device, and how; no other keeps anything."""
SENDS = re.compile(r"sendBeacon|XMLHttpRequest|WebSocket|EventSource|\bmethod:|\bfetch\(")
FETCHES = {"reading.js", "offline-worker.js", "service-worker.js"}
"""Scripts that ask for a page or a file of the site; none of them sends anything."""


def scripts(site: Built) -> Iterator[tuple[str, str]]:
    """Yield name and text of every script; what the search knows is data."""
    for path in sorted(site.files):
        if path.endswith(".js") and not path.startswith("search/"):
            yield path.rpartition("/")[2], site.text(path)


def framed(site: Built) -> list[Page]:
    return [page for page in site.pages.values() if page.is_full]


def no_cookies(site: Built) -> None:
    assert not [name for name, text in scripts(site) if re.search(r"[cC]ookie", text)]


def nothing_from_elsewhere(site: Built) -> None:
    for page in framed(site):
        for node in page.all(LOADS):
            address = str(node.attributes.get("src") or node.attributes.get("href"))
            assert not re.match(r"[a-z]+:|//", address), f"{page.path}: {address}"
    for sheet in (SCREEN, PRINT):
        assert not re.search(r"@import|url\(['\"]?(?:[a-z]+:)?//", site.text(sheet))


def nothing_is_sent(site: Built) -> None:
    for page in framed(site):
        assert templates.META in page.html and "form-action 'none'" in templates.META, page.path
        assert not page.all("form[action], [formaction], a[ping]"), page.path
    for name, text in scripts(site):
        ways = set(SENDS.findall(text))
        assert ways <= ({"fetch("} if name in FETCHES else set()), f"{name}: {ways}"


def what_is_kept(site: Built) -> None:
    for name, text in scripts(site):
        assert set(STORES.findall(text)) <= STORED.get(name, set()), name


def every_field_has_a_label(site: Built) -> None:
    count = 0
    for page in framed(site):
        labels = {str(node.attributes["for"]) for node in page.all("label[for]")}
        for node in page.all("main :is(input, textarea, select), main [contenteditable]"):
            has = node.attributes
            named = has.get("id") in labels or has.get("aria-label") or has.get("aria-labelledby")
            assert named, f"{page.path}: {node.html}"
            count += 1
    assert count > 300


def the_foot_of_welsh_pages(site: Built) -> None:
    for page in framed(site):
        if site.language(page) == "cy":
            assert "cyfieithydd proffesiynol" in page.one(".foot__note").text(), page.path


def the_top_of_a_policy(site: Built) -> None:
    statuses = [page.texts("main .tag")[:1] for page in framed(site) if page.all("[data-clause]")]
    assert len(statuses) > 50 and all(statuses)


def below_each_clause(site: Built, key: str) -> None:
    for page in framed(site):
        words = say(key, site.language(page))
        for row in page.all(".clause__actions"):
            assert words in [" ".join(link.text().split()) for link in row.css("a")], page.path


def a_link_to_copy(site: Built) -> None:
    below_each_clause(site, "clause.copy")


def a_way_to_report(site: Built) -> None:
    below_each_clause(site, "clause.report")


def the_language_at_the_top(site: Built) -> None:
    for page in framed(site):
        assert page.all("header [data-language-link]"), page.path


Check = Callable[[Built], None]
CLAIMS: list[tuple[str, str, str, Check]] = [
    ("this-site", "sets no cookies", "Nid yw'r wefan hon yn gosod cwcis", no_cookies),
    (
        "this-site",
        "nothing is loaded from anywhere else",
        "nid oes dim yn cael ei lwytho o unman arall",
        nothing_from_elsewhere,
    ),
    ("this-site", "is not sent to anyone", "yn cael ei anfon at neb", nothing_is_sent),
    ("this-site", "may store the language", "gadw cofnod o'r iaith", what_is_kept),
    (
        "accessibility",
        "Every field of a form has a label",
        "Mae label ar bob maes",
        every_field_has_a_label,
    ),
    (
        "about",
        "The foot of every Welsh page says whether",
        "Ar waelod pob tudalen Gymraeg",
        the_foot_of_welsh_pages,
    ),
    ("about", "The top of each policy says", "Ar frig pob polisi", the_top_of_a_policy),
    ("about", "use the link at the top", "y ddolen ar frig y dudalen", the_language_at_the_top),
    ("about", "“Copy link” below", "“Copïo'r ddolen” o dan", a_link_to_copy),
    ("about", "“Report a mistake” below", "“Rhoi gwybod am wall” o dan", a_way_to_report),
]


@pytest.mark.parametrize(("name", "english", "welsh", "check"), CLAIMS)
def test_a_claim_is_made_in_both_languages_and_is_true(
    shipped: Built, name: str, english: str, welsh: str, check: Check
) -> None:
    for language, claim in (("en", english), ("cy", welsh)):
        source = shipped.folder / "docs" / language / f"{name}.md"
        assert claim in source.read_text(encoding="utf-8")
    check(shipped)
