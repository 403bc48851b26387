"""Law and platforms as data: what is cited, and how it shows."""

from __future__ import annotations

import re
from datetime import date

import pytest

from polisi.facts import laws
from polisi.policies.adoption import today
from polisi.school import school
from polisi.words.languages import LANGUAGES, Language
from sites import ROOT, Built


def test_what_replaces_a_repealed_law_is_in_force() -> None:
    repealed = [law for law in laws.all_laws().values() if law.standing == "repealed"]
    assert repealed
    for law in repealed:
        assert laws.all_laws()[law.replaced_by].standing != "repealed", law.key


def test_every_entry_is_complete() -> None:
    for law in laws.all_laws().values():
        assert all(law.titles[language] and law.about[language] for language in LANGUAGES), law.key
        assert all(re.match(r"https://|$", law.links[language]) for language in LANGUAGES), law.key
        assert not law.titles["en"].lower().startswith("the "), law.key
        assert not law.verified or law.checked, law.key
        assert not law.checked or date.fromisoformat(law.checked) <= today(), law.key
    for platform in laws.all_platforms().values():
        assert all(platform.reports[language] for language in LANGUAGES), platform.key


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "the {{ laws.defamation_act_2013 }}", "the Defamation Act 2013"),
        ("cy", "o {{ laws.defamation_act_2013 | meddal }}", "o Ddeddf Difenwi 2013"),
        ("cy", "ar {{ platforms.facebook }}", "ar Facebook"),
        ("en", "{{ laws.nothing }}", "{{ laws.nothing }}"),
    ],
)
def test_a_text_names_them(language: Language, text: str, expected: str) -> None:
    about, _ = school.load(ROOT)
    assert about.fill(text, language) == expected


def test_a_clause_links_to_the_law_in_its_language(shipped: Built) -> None:
    addresses: dict[Language, str] = {
        "en": "policies/staff-social-media/",
        "cy": "cy/polisiau/cyfryngau-cymdeithasol-staff/",
    }
    for language, address in addresses.items():
        page = shipped.pages[address]
        law = laws.all_laws()["defamation_act_2013"]
        links = {a.text(): a.attributes["href"] for a in page.all("#SM-007 ~ .clause__text a")}
        assert links[law.titles[language]] == law.links[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_lists_what_is_cited(shipped: Built, language: Language) -> None:
    page = shipped.pages["laws/" if language == "en" else "cy/cyfreithiau/"]
    rows = {
        row.css("th")[0].text(strip=True): [a.text() for a in row.css("td a")]
        for row in page.all("#law + div tbody tr")
    }
    title = laws.all_laws()["defamation_act_2013"].titles[language]
    assert "SM-007" in next(cited for name, cited in rows.items() if name.startswith(title))
    assert all(rows.values())
    repealed = [x.titles[language] for x in laws.all_laws().values() if x.standing == "repealed"]
    assert rows.keys().isdisjoint(repealed)
    assert len(page.all("#platforms + div tbody tr")) == len(laws.all_platforms())
