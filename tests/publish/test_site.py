"""The shipped site, with English and with Welsh as the default language: every page of it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

import forks
from links import broken_links, passing_on
from polisi import project
from polisi.facts.audiences import all_audiences
from polisi.model import Clause
from polisi.pages.content.lists import MAX_NODES
from polisi.problems import all_rules
from polisi.words.languages import LANGUAGES, Language, other
from polisi.words.phrases import table
from sites import (
    ROOT,
    SITE_URL,
    Built,
    Page,
    agree,
    build,
    change,
    small_policy,
    strings,
    words,
)

VIEWS = {
    "staff": {"en": "staff/", "cy": "staff/"},
    "governors": {"en": "governors/", "cy": "llywodraethwyr/"},
    "parents": {"en": "parents/", "cy": "rhieni/"},
}
FOLDERS = {
    "policies": {"en": "policies/", "cy": "polisiau/"},
    "forms": {"en": "forms/", "cy": "ffurflenni/"},
}
POLICIES: dict[str, dict[Language, tuple[str, str]]] = {}
"""Folder and word of each policy, form and letter in addresses. The word is its file's name, or
the slug that it gives."""
for document in project.load(ROOT).documents:
    if document.is_policy:
        name = Path(document.name)
        where = FOLDERS[str(name.parent)][document.language]
        POLICIES.setdefault(document.code, {})[document.language] = (
            where,
            str(document.written.get("slug") or name.stem),
        )
INDEX = {"en": "clauses/", "cy": "cymalau/"}
OTHERS = {
    "en": (
        "",
        *"about/ accessibility/ clauses/ contact/ glossary/ laws/ options/ policies/".split(),
        *"references/ rules/ signed/ sources/ template/guide/ this-site/ translations/".split(),
    ),
    "cy": (
        "",
        *"am-y-polisiau/ cymalau/ cysylltu/ cyfreithiau/ opsiynau/ polisiau/ rheolau/".split(),
        *"croesgyfeiriadau/ cyfieithiadau/ ffynonellau/ geirfa/ hygyrchedd/".split(),
        *"llofnodwyd/ templed/canllaw/ y-wefan-hon/".split(),
    ),
}
PICTURE = {"en": "references/", "cy": "croesgyfeiriadau/"}
RULES = {"en": "rules/", "cy": "rheolau/"}
MATERIAL_ENGLISH = """
Table of contents|Search|Permanent link|Skip to content|Header|Footer|Navigation|Clear|Share|Tabs
Type to start searching|Initializing search|No matching documents|Copy to clipboard|Back to top
Copied to clipboard|Select language|Switch to dark mode|Switch to light mode|Previous|Next
1 matching document|# matching documents|Missing|Select all|More on this page
""".replace("\n", "|").strip("|")


def policy_page(site: Built, code: str, language: Language) -> Page:
    return site.pages[f"{site.root(language)}{''.join(POLICIES[code][language])}/"]


def audience_page(site: Built, code: str, language: Language, audience: str) -> Page:
    """Return an audience's version of a policy: the whole policy, when it sees all of it."""
    view = VIEWS[audience][language]
    _, slug = POLICIES[code][language]
    page = site.pages[f"{site.root(language)}{view}{slug}/"]
    return policy_page(site, code, language) if page.leads_on else page


def audiences(site: Built, code: str) -> list[str]:
    """Return who has a version of a policy: those whom one of its clauses concerns."""
    policy = site.project.shown.policies[code]
    return [a for a in all_audiences() if any(a in clause.audiences for clause in policy.clauses)]


def clauses(site: Built) -> list[Clause]:
    return list(site.project.shown.clauses.values())


def title(site: Built, id_: str, language: Language) -> str:
    """Return a clause's title as it should show; no shipped title has Markdown in it."""
    register, school = site.project.shown, site.project.school
    return school.fill(register.clauses[id_].title(language), language)


def full_pages(site: Built) -> list[Page]:
    return [page for page in site.pages.values() if page.is_full]


# Every page


def test_there_are_the_pages_that_there_should_be(site: Built) -> None:
    expected = {"404.html", *passing_on(site)}
    for language in LANGUAGES:
        root = site.root(language)
        expected |= {root + page for page in OTHERS[language]}
        expected |= {f"{root}c/{clause.id}/" for clause in clauses(site)}
        expected |= {f"{root}c/{id_}/" for id_ in site.project.shown.retired}
        expected |= {f"{root}{''.join(each[language])}/" for each in POLICIES.values()}
        beside = {"en": "side-by-side", "cy": "ochr-yn-ochr"}[language]
        expected |= {f"{root}{''.join(each[language])}/{beside}/" for each in POLICIES.values()}
        for audience, view in VIEWS.items():
            expected.add(root + view[language])
            for code, each in POLICIES.items():
                if audience in audiences(site, code):
                    expected.add(f"{root}{view[language]}{each[language][1]}/")
    assert set(site.pages) == expected


def test_every_page_says_its_language(site: Built) -> None:
    for page in site.pages.values():
        assert page.one("html").attributes["lang"] == site.language(page), page.path


def test_every_page_has_one_h1_and_a_title_of_its_own(site: Built) -> None:
    for page in site.pages.values():
        assert len(page.all("h1")) == 1, page.path
        assert words(page.one("h1").text()), page.path
    passing = passing_on(site)
    pages = [
        page for page in site.pages.values() if page.address not in passing and not page.leads_on
    ]
    titles = Counter(words(page.one("head > title").text()) for page in pages)
    assert [title for title, count in titles.items() if count > 1 or not title] == []


def test_headings_never_skip_a_level(site: Built) -> None:
    for page in site.pages.values():
        levels = [int(str(node.tag)[1]) for node in page.all("h1, h2, h3, h4, h5, h6")]
        assert levels[0] == 1, page.path
        for before, after in pairwise(levels):
            assert after <= before + 1, page.path


def test_every_page_has_a_description_of_its_own_language(site: Built) -> None:
    for page in site.pages.values():
        is_retired = f"/{page.address}".rpartition("/c/")[2][:-1] in site.project.shown.retired
        if page.path != "404.html" and not page.leads_on and not is_retired:
            assert page.one('meta[name="description"]').attributes["content"], page.path


def test_every_page_names_its_icon(site: Built) -> None:
    """Otherwise a browser asks for /favicon.ico, which is not there."""
    for page in site.pages.values():
        assert page.one('link[rel="icon"]').attributes["href"], page.path


def test_no_id_stands_twice_on_a_page(site: Built) -> None:
    for page in site.pages.values():
        assert [id_ for id_, count in Counter(page.ids).items() if count > 1] == [], page.path


def test_alternates_are_absolute_and_reciprocal(site: Built) -> None:
    for page in full_pages(site):
        language = site.language(page)
        here = SITE_URL + page.address
        assert page.one('link[rel="canonical"]').attributes["href"] == here
        found = {str(a.attributes["hreflang"]): str(a.attributes["href"])
                 for a in page.all("head link[hreflang]")}  # fmt: skip
        assert set(found) == {"en", "cy", "x-default"}, page.path
        assert found[language] == here
        assert found["x-default"] == found[site.default]
        twin = site.pages[found[other(language)].removeprefix(SITE_URL)]
        back = {str(a.attributes["hreflang"]): str(a.attributes["href"])
                for a in twin.all("head link[hreflang]")}  # fmt: skip
        assert back == found, page.path


def test_a_shared_link_shows_the_page_in_its_language(site: Built) -> None:
    """Open Graph: what a message shows of a page that somebody sends on."""
    locales = {"en": "en_GB", "cy": "cy_GB"}
    for page in full_pages(site):
        found = {str(meta.attributes["property"]).removeprefix("og:"):
                 words(str(meta.attributes["content"]))
                 for meta in page.all("meta[property^='og:']")}  # fmt: skip
        language = site.language(page)
        is_home = page.address == site.root(language)
        school = site.project.school.value("school.name", language)
        assert found.pop("title") in words(page.one("head title").text()) or is_home, page.path
        summary = page.one("meta[name=description]").attributes["content"]
        assert found.pop("description") == words(str(summary))
        assert school and school in found.pop("site_name")
        assert found == {
            "image": f"{SITE_URL}assets/card.png",
            "type": "website" if is_home else "article",
            "url": SITE_URL + page.address,
            "locale": locales[language],
            "locale:alternate": locales[other(language)],
        }


def test_the_language_link_leads_there_and_back(site: Built) -> None:
    for page in site.pages.values():
        if page.path == "404.html" or page.all(".both"):
            continue
        link = page.one("[data-language-link]" if page.is_full else "a[hreflang]")
        twin_language = other(site.language(page))
        assert link.attributes["hreflang"] == link.attributes["lang"] == twin_language
        assert words(link.text()) == {"en": "English", "cy": "Cymraeg"}[twin_language]
        [(address, _)] = [site.resolve(page, str(link.attributes["href"]))]
        twin = site.pages[address]
        assert site.language(twin) == twin_language
        back = twin.one("[data-language-link]" if twin.is_full else "a[hreflang]")
        if page.address not in passing_on(site) and not page.leads_on:
            assert site.resolve(twin, str(back.attributes["href"]))[0] == page.address


def test_no_link_or_anchor_is_dead(site: Built) -> None:
    assert broken_links(site) == []


def test_absolute_links_lead_to_pages_too(site: Built) -> None:
    for page in site.pages.values():
        for link in {link for link in page.links if link.startswith(SITE_URL)}:
            address, _, anchor = link.removeprefix(SITE_URL).partition("#")
            assert address in site.pages, f"{page.path}: {link}"
            assert not anchor or anchor in site.pages[address].ids, f"{page.path}: {link}"


def test_a_site_for_a_file_share_has_no_dead_links_either(as_files: Built) -> None:
    assert broken_links(as_files) == []
    for page in as_files.pages.values():
        for link in page.links:
            path = link.partition("#")[0]
            if path and not re.match(r"[a-z]+:|/", path):
                assert not path.endswith(("/", ".")), f"{page.path}: {link}"


def test_every_described_or_labelled_element_has_its_text(site: Built) -> None:
    for page in site.pages.values():
        for name in ("aria-labelledby", "aria-describedby", "for"):
            for node in page.all(f"[{name}]"):
                for id_ in str(node.attributes[name]).split():
                    assert id_ in page.ids, f"{page.path}: {name}={id_}"


def test_no_placeholder_is_left(site: Built) -> None:
    for path in site.files:
        if path.endswith((".html", ".json", ".csv", ".xml")):
            assert not re.search(r"\{\{|\{[#%]|[\ue000\ue001\x02\x03]", site.text(path)), path


def test_nothing_is_loaded_from_elsewhere(site: Built) -> None:
    for page in site.pages.values():
        for node in page.all("script[src], img, link[rel=stylesheet], iframe, source, video"):
            for name in ("src", "href", "srcset"):
                link = node.attributes.get(name)
                assert not link or not re.match(r"[a-z]+:|//", link), f"{page.path}: {link}"
        assert not page.all("link[rel=preconnect], link[rel=dns-prefetch], iframe"), page.path
    for path in site.files:
        if path.endswith((".css", ".svg")):
            for link in re.findall(r"url\(\s*['\"]?([^)'\"]+)", site.text(path)):
                assert not re.match(r"https?:|//", link), f"{path}: {link}"


def test_only_what_a_site_needs_is_published(site: Built) -> None:
    assert [path for path in site.files if path.endswith((".md", ".py", ".yml", ".j2"))] == []
    assert not any(path.startswith(("polisi/", "partials/")) for path in site.files)


# Words


def own_words(language: Language) -> set[str]:
    """Return the phrases of a language that can't be of the other."""
    here = {phrase[language] for phrase in table().values()}
    there = {phrase[other(language)] for phrase in table().values()}
    return {phrase for phrase in here - there if "{" not in phrase}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_uses_words_of_the_other_language(site: Built, language: Language) -> None:
    foreign = own_words(other(language))
    if language == "cy":
        foreign |= set(MATERIAL_ENGLISH.split("|"))
    for page in site.pages.values():
        if site.language(page) == language and page.path != "404.html":
            said = set(strings(page.one("html"), other(language)))
            assert said & foreign == set(), page.path
            long = {phrase for phrase in foreign if phrase.count(" ") >= 3}
            text = "\n".join(said)
            assert [phrase for phrase in long if phrase in text] == [], page.path


STATEMENTS = {"en": ["accessibility/", "this-site/"], "cy": ["hygyrchedd/", "y-wefan-hon/"]}


def test_the_404_page_is_in_both_languages_the_default_one_first(site: Built) -> None:
    page = site.pages["404.html"]
    sections = page.all("main div[lang]")
    assert [node.attributes["lang"] for node in sections] == [
        site.default,
        other(site.default),
    ]
    assert page.texts("h1 span[lang=cy]") == [table()["not-found.title"]["cy"]]
    assert page.texts("h1 span[lang=en]") == [table()["not-found.title"]["en"]]
    for language in LANGUAGES:
        links = site.internal(page, f"main div[lang={language}] a")
        assert [address for address, _ in links] == [
            site.root(language),
            site.root(language) + INDEX[language],
            *(site.root(language) + name for name in STATEMENTS[language]),
        ]


# Clauses


def test_clauses_have_the_same_ids_in_both_languages(site: Built) -> None:
    for code in POLICIES:
        english, welsh = (
            [node.attributes["id"] for node in policy_page(site, code, language).all(
                ".content h2[id], .content h3[id], .content h4[id]")]
            for language in LANGUAGES
        )  # fmt: skip
        assert english == welsh
        ids = [id_ for id_ in english if re.fullmatch(r"[A-Z]+-\d{3}", str(id_))]
        assert ids == [c.id for c in site.project.shown.policies[code].clauses]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_clause_stands_on_its_policy_page(site: Built, language: Language) -> None:
    for clause in clauses(site):
        page = policy_page(site, clause.policy, language)
        heading = page.one(f"#{clause.id}")
        assert words(heading.text()) == f"{title(site, clause.id, language)} {clause.id}"
        link = page.one(f"#{clause.id} a.clause__id")
        assert link.attributes["href"] == f"#{clause.id}"
        section = page.one(f'section[data-clause="{clause.id}"]')
        assert words(section.css(".clause__text")[0].text())
        of_page = Counter(
            each.audiences for each in site.project.shown.policies[clause.policy].clauses
        )
        usual = of_page.most_common(1)[0][0]
        named = [] if clause.audiences == usual else clause.audiences
        assert [words(a.text()) for a in section.css("a.audience")] == [
            table()[f"audience.{audience}"][language] for audience in named
        ]
        [twin] = section.css("a.clause__twin")
        assert site.resolve(page, str(twin.attributes["href"])) == (
            policy_page(site, clause.policy, other(language)).address,
            clause.id,
        )
        [lasting] = section.css("a.clause__copy")
        address, _ = site.resolve(page, str(lasting.attributes["href"]))
        assert address == f"{site.root(language)}c/{clause.id}/"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", all_audiences())
def test_a_view_has_the_clauses_of_its_audience(
    site: Built, language: Language, audience: str
) -> None:
    expected = {c.id for c in clauses(site) if audience in c.audiences}
    view = site.pages[site.root(language) + VIEWS[audience][language]]
    listed = site.internal(view, ".clause-list a")
    assert Counter(anchor for _, anchor in listed) == Counter(expected)
    for address, anchor in listed:
        code = anchor.partition("-")[0]
        assert address == audience_page(site, code, language, audience).address
    shown: list[str] = []
    for code in POLICIES:
        if audience not in audiences(site, code):
            continue
        page = audience_page(site, code, language, audience)
        ids = [str(node.attributes["data-clause"]) for node in page.all("section.clause")]
        order = [c.id for c in site.project.shown.policies[code].clauses if c.id in expected]
        assert ids == order
        shown += ids
        whole = policy_page(site, code, language)
        for id_ in ids:
            text = f'section[data-clause="{id_}"] .clause__text p'
            assert page.texts(text)[:1] == whole.texts(text)[:1]
    assert set(shown) == expected


def test_versions_of_a_policy_lead_to_one_another(site: Built) -> None:
    for language in LANGUAGES:
        for code in POLICIES:
            pages = [policy_page(site, code, language)]
            pages += [audience_page(site, code, language, a) for a in audiences(site, code)]
            pages = list({page.address: page for page in pages}.values())
            for page in pages:
                links = site.internal(page, ".versions a")
                there = [each.address for each in pages if each is not page]
                assert [address for address, _ in links] == there
                assert len(page.all('.versions [aria-current="page"]')) == bool(there)
                counts = [int(found) for each in page.texts(".versions li")
                          for found in re.findall(r"\((\d+)\)$", each)]  # fmt: skip
                assert counts == [len(each.all("section.clause")) for each in pages if there]


def test_a_version_that_would_repeat_the_policy_leads_to_it(site: Built) -> None:
    """And nothing leads there but what somebody has kept."""
    leading = {page.address: page for page in site.pages.values() if page.leads_on}
    shown = site.project.shown.policies
    for language in LANGUAGES:
        for code, each in POLICIES.items():
            clauses = list(shown[code].clauses)
            for audience, view in VIEWS.items():
                address = f"{site.root(language)}{view[language]}{each[language][1]}/"
                sees_all = all(audience in clause.audiences for clause in clauses)
                assert (address in leading) == sees_all
                if sees_all:
                    found = site.internal(leading[address], "a#moved")
                    assert found == [(policy_page(site, code, language).address, "")]
    assert len(leading) > 20
    for page in site.pages.values():
        assert (
            not {address for address, _ in site.internal(page, "main a:not([href*=':'])")}
            & leading.keys()
        )


def without_tips(node: LexborNode) -> str:
    """Return an element's text without the meanings of terms."""
    html = re.sub(r'<span class="tip".*?</span>', "", str(node.html))
    return words(LexborHTMLParser(html).text())


@pytest.mark.parametrize("language", LANGUAGES)
def test_references_show_the_title_and_the_text(site: Built, language: Language) -> None:
    seen = 0
    for code in POLICIES:
        page = policy_page(site, code, language)
        for section in page.all("section.clause"):
            clause = site.project.shown.clauses[str(section.attributes["data-clause"])]
            cited = []
            for link in section.css("a.ref"):
                address, id_ = site.resolve(page, str(link.attributes["href"]))
                assert address == policy_page(site, id_.partition("-")[0], language).address
                assert words(link.text()) == title(site, id_, language)
                tip = page.one(f"#{link.attributes['aria-describedby']}")
                assert tip.attributes["role"] == "tooltip"
                text = policy_page(site, id_.partition("-")[0], language)
                start = text.one(f'section[data-clause="{id_}"] .clause__text > :first-child')
                assert words(tip.text()).startswith(f"{id_} {without_tips(start)[:40]}")
                cited.append(id_)
                seen += 1
            assert set(cited) == set(clause.cites)  # in the text and under see:
    assert seen > 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clause_says_what_cites_it_and_what_to_see(site: Built, language: Language) -> None:
    register, asked = site.project.shown, False
    for clause in clauses(site):
        page = policy_page(site, clause.policy, language)
        section = f'section[data-clause="{clause.id}"] .clause__notes'
        notes = [
            *(note for note in page.all(f"{section} > p") if not note.css(".audience")),
            *page.all(f"{section} details"),
        ]
        found = {
            words(note.text()).partition(":")[0]: [
                anchor or address
                for address, anchor in (
                    site.resolve(page, str(a.attributes["href"])) for a in note.css("a")
                )
            ]
            for note in notes
        }
        expected: dict[str, list[str]] = {}
        forms = [
            policy_page(site, form.code, language).address
            for form in register.policies.values()
            if clause.id in {register.instead.get(id_, id_) for id_ in form.required_by}
        ]
        if forms:
            asked = True
            expected[table()["clause.forms"][language].rstrip(":")] = forms
        if clause.see:
            expected[table()["clause.see"][language].rstrip(":")] = [str(id_) for id_ in clause.see]
        if register.cited_by.get(clause.id):
            cited_by = list(register.cited_by[clause.id])
            expected[table()["clause.cited-by"][language].partition(":")[0]] = cited_by
        assert found == expected, clause.id
    assert asked


def test_the_document_table(site: Built) -> None:
    shown, histories = site.project.shown, site.project.histories
    text = {code: history.written for code, history in histories.items()}
    assert policy_page(site, "SM", "en").texts("table.document tr") == [
        "CodeSM",
        f"Version{shown.policies['SM'].version}",
        "OwnerHeadteacher",
        "StatusDraft: not yet adopted",
        "Review byNot yet set",
        f"Text{text['SM']}",
    ]
    assert policy_page(site, "GC", "cy").texts("table.document tr") == [
        "CodGC",
        f"Fersiwn{shown.policies['GC'].version}",
        "PerchennogCadeirydd y llywodraethwyr",
        "StatwsDrafft: heb ei fabwysiadu eto",
        "Adolygu erbynHeb ei bennu eto",
        f"Testun{text['GC']}",
    ]


def test_the_contents_of_a_policy_are_its_sections_and_clauses(site: Built) -> None:
    for language in LANGUAGES:
        for code in POLICIES:
            page = policy_page(site, code, language)
            headings = [node.attributes["id"] for node in page.all(
                ".content h2[id]:not(#gone), .content h3[id]")]  # fmt: skip
            links = [anchor for _, anchor in site.internal(page, ".outline a")]
            assert links == headings, page.path


# The clause index, the other files


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_clause_index_has_a_row_for_every_clause(site: Built, language: Language) -> None:
    page = site.pages[site.root(language) + INDEX[language]]
    register = site.project.shown
    rows = page.all("table.index tr[data-audiences]")
    assert [words(row.css("td")[0].text()) for row in rows] == list(register.clauses)
    for row, clause in zip(rows, register.clauses.values(), strict=True):
        cells = row.css("td, th")
        assert words(cells[1].text()) == title(site, clause.id, language)
        assert str(row.attributes["data-audiences"]).split() == list(clause.audiences)
        assert words(cells[3].text()).split() == list(clause.cites)
        assert words(cells[4].text()).split() == list(register.cited_by.get(clause.id, ()))
        assert cells[5].css("a")[0].attributes["lang"] == other(language)
    listed = [anchor for _, anchor in site.internal(page, ".content .clause-list a")]
    assert Counter(listed) == Counter(list(register.clauses))


WELSH_ALPHABET = "A B C Ch D Dd E F Ff G Ng H I J L Ll M N O P Ph R Rh S T Th U W Y".split()


def test_the_index_is_in_alphabetical_order(site: Built) -> None:
    welsh = site.pages[site.root("cy") + INDEX["cy"]]
    letters = welsh.texts("h3.letter")
    assert letters == [letter for letter in WELSH_ALPHABET if letter in letters]
    english = site.pages[site.root("en") + INDEX["en"]]
    titles = [text.lower() for text in english.texts(".content .clause-list a")]
    assert [t[:1] for t in titles] == sorted(t[:1] for t in titles)
    assert english.texts("h3.letter") == sorted({t[:1].upper() for t in titles})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_joins_policies_when_there_are_too_many_clauses(
    site: Built, language: Language
) -> None:
    page = site.pages[site.root(language) + PICTURE[language]]
    register = site.project.shown
    assert len({c.id for c in clauses(site) if c.cites} | set(register.cited_by)) > MAX_NODES
    joined = {
        (clause.policy, id_.partition("-")[0]) for clause in clauses(site) for id_ in clause.cites
    }
    joined = {(citing, cited) for citing, cited in joined if citing != cited}
    linked = [code for code in register.policies if any(code in pair for pair in joined)]
    assert site.internal(page, "svg.picture a") == [
        (policy_page(site, code, language).address, "") for code in linked
    ]
    assert [text.split()[0] for text in page.texts("svg.picture a title")] == linked
    assert len(page.all("svg.picture path")) == len(joined)


def said(node: LexborNode) -> LexborNode:
    """Return a copy of an element as it reads in plain text: no hints, and what goes into gaps."""
    [found] = LexborHTMLParser(str(node.html)).css(".clause__text")
    for tip in found.css(".tip"):
        tip.decompose()
    for gap in found.css(".blank"):
        gap.replace_with(f"({gap.attributes['aria-label']})")
    return found


def test_clauses_json_has_every_clause_and_its_addresses(site: Built) -> None:
    data = json.loads(site.text("clauses.json"))
    assert [clause["id"] for clause in data["clauses"]] == list(site.project.shown.clauses)
    for row, clause in zip(data["clauses"], clauses(site), strict=True):
        assert tuple(row["audiences"]) == clause.audiences
        assert tuple(row["cites"]) == clause.cites
        for language in LANGUAGES:
            text = row["texts"][language]
            assert text["title"] == title(site, clause.id, language)
            page = policy_page(site, clause.policy, language)
            assert text["address"] == f"{SITE_URL}{page.address}#{clause.id}"
            assert text["lasting"] == f"{SITE_URL}{site.root(language)}c/{clause.id}/"
            shown = said(page.one(f'section[data-clause="{clause.id}"] .clause__text'))
            assert text["text"].split() == shown.text(separator=" ").split() or (
                "".join(text["text"].split()) == "".join(shown.text().replace("\u2060", "").split())
            )


def test_clauses_csv_has_every_clause(site: Built) -> None:
    text = (site.site / "clauses.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["id"] for row in rows] == list(site.project.shown.clauses)
    for row in rows:
        assert row["title_en"] == title(site, row["id"], "en")
        assert row["title_cy"] == title(site, row["id"], "cy")
        for language in LANGUAGES:
            lasting = row[f"address_{language}"].removeprefix(SITE_URL)
            assert site.pages[lasting].is_lasting


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_clause_has_a_lasting_address(site: Built, language: Language) -> None:
    for clause in clauses(site):
        page = site.pages[f"{site.root(language)}c/{clause.id}/"]
        expected = (policy_page(site, clause.policy, language).address, clause.id)
        refresh = str(page.one('meta[http-equiv="refresh"]').attributes["content"])
        assert site.resolve(page, refresh.removeprefix("0; url=")) == expected
        assert site.internal(page, "main a")[0] == expected
        canonical = f"{SITE_URL}{expected[0]}#{clause.id}"
        assert page.one('link[rel="canonical"]').attributes["href"] == canonical
        assert title(site, clause.id, language) in page.one("h1").text()


def test_the_sitemap_is_complete(site: Built) -> None:
    root = ElementTree.fromstring(site.text("sitemap.xml"))
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9",
             "x": "http://www.w3.org/1999/xhtml"}  # fmt: skip
    found = {}
    for url in root.findall("s:url", space):
        location = str(url.findtext("s:loc", namespaces=space))
        assert location not in found
        found[location] = {
            link.attrib["hreflang"]: link.attrib["href"] for link in url.findall("x:link", space)
        }
    assert set(found) == {SITE_URL + page.address for page in full_pages(site)}
    for page in full_pages(site):
        assert found[SITE_URL + page.address] == {
            str(a.attributes["hreflang"]): str(a.attributes["href"])
            for a in page.all("head link[hreflang]")
        }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rules_page_has_a_row_for_every_rule(site: Built, language: Language) -> None:
    page = site.pages[site.root(language) + RULES[language]]
    assert page.texts("tbody th code") == list(all_rules())
    rows = page.texts("tbody td:nth-child(2)")
    assert rows == [words(rule.rules[language]) for rule in all_rules().values()]


def test_the_sidebar_is_in_the_pages_language_and_marks_the_page(site: Built) -> None:
    """It names every policy, but neither forms nor letters."""
    register = site.project.shown
    policies = [code for code in POLICIES if register.policies[code].kind == "policy"]
    assert 0 < len(policies) < len(POLICIES)
    for page in full_pages(site):
        links = site.internal(page, ".menu a")
        assert len(links) == len(set(links)) == 11 + len(policies)
        assert {address for address, _ in links} >= {
            policy_page(site, code, site.language(page)).address for code in policies
        }
        for address, _ in links:
            assert site.language(site.pages[address]) == site.language(page)
        current = site.internal(page, '.menu a[aria-current="page"]')
        assert current == [(page.address, "")] * ((page.address, "") in links)


# Small sites of our own making


def test_welsh_titles_are_in_welsh_order(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Ch comes after c, ll after l, and an accent changes nothing."""
    in_order = ["Cadw", "Cymorth", "Chwilio", "Dal", "Ddoe", "Lwc", "Llais", "Ŵyn", "Wythnos"]
    titles = [
        (f"Title {letter}", word) for letter, word in zip("ABCDEFGHI", in_order[::-1], strict=True)
    ]
    folder = forks.copy(tmp_path_factory.mktemp("order"))
    change(folder, small_policy("ZZ", titles))
    agree(folder)
    site = build(folder)
    assert site.status == 0, site.output
    page = site.pages["cy/cymalau/"]
    listed = [text for text in page.texts(".content .clause-list a") if text in in_order]
    assert listed == in_order
    letters = page.texts("h3.letter")
    assert letters == [letter for letter in WELSH_ALPHABET if letter in letters]
    assert letters.index("Ll") == letters.index("L") + 1
