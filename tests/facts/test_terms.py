"""The term bank: its data, the rule, the glossary, and terms explained where a text uses them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

import projects
from browsers import (
    POLICY,
    Reader,
    both_languages,
    both_widths,
    settle,
)
from polisi.facts.terms import Term, all_terms, forms, synonyms
from polisi.markup.finder import expression
from polisi.markup.marks import CLOSE, OPEN
from polisi.markup.syntax import without_addresses
from polisi.pages.content import reference
from polisi.pages.html.fragments import first_of_each
from polisi.problems import Problem
from polisi.text import reading
from polisi.text.term_patterns import avoided, explained, in_glossary
from polisi.words import welsh
from polisi.words.languages import LANGUAGES, Language, other
from projects import CY_GC, CY_SM, EN_ABOUT, EN_GC, EN_SM, SCHOOL, patched
from sites import Built

TERMS = all_terms().values()
PAGE: dict[str, str] = {"en": "glossary/", "cy": "cy/geirfa/"}
MAX_WORDS = 45
"""Words of a meaning: it has to be read in a small box over a text."""

# The data


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.key)
def test_a_term_is_complete(term: Term) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", term.key)
    for language in LANGUAGES:
        words = term.words[language]
        assert words.term == words.term.strip() != ""
        assert words.plural != words.term
    genders = (
        ("m", "f", "mf", "plural", "name")
        if term.meanings
        else ("m", "f", "mf", "plural", "name", "")
    )
    assert term.words["cy"].gender in genders  # a word that describes has none
    assert term.words["en"].gender == ""
    assert term.found.keys() in (set(), set(LANGUAGES))
    assert not term.link or (term.found and re.match(r"https?://[^/]+/.", term.link))
    assert term.is_linked <= bool(term.meanings)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.key)
def test_a_meaning_is_short_and_in_both_languages(term: Term) -> None:
    assert term.meanings.keys() in (set(), set(LANGUAGES))
    for meaning in term.meanings.values():
        assert meaning[0].isupper() and meaning.endswith(".")
        assert len(meaning.split()) <= MAX_WORDS
        assert "&" not in meaning
    assert not term.meanings or term.meanings["en"] != term.meanings["cy"]


def test_the_bank_is_large_enough() -> None:
    assert len(TERMS) >= 90
    assert sum(bool(term.meanings) for term in TERMS) >= 45
    assert sum(bool(term.found) for term in TERMS) >= 45


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_thing_has_one_term(language: Language) -> None:
    """A form belongs to one term, and no word to avoid is a term, however it is mutated."""
    owners: dict[str, str] = {}
    for term in TERMS:
        words = term.words[language]
        for form in forms((*words.both, *words.also), language):
            assert owners.setdefault(form, term.key) == term.key, form
    lower = {form.lower() for form in owners}
    for term in TERMS:
        for word in term.words[language].avoid:
            assert word.lower() not in lower, word
    avoid = expression(word for term in TERMS for word in term.words[language].avoid)
    for term in TERMS:
        for excuse in term.words[language].unless:
            assert re.search(avoid, excuse), excuse


def test_no_form_needs_escaping() -> None:
    for language in LANGUAGES:
        for form in in_glossary(language).keys:
            assert not set(form) & set("<>&:*_[]`’" + OPEN + CLOSE), form


# Forms


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("learner", "en", "learner Learner"),
        ("dysgwr", "cy", "dysgwr Dysgwr ddysgwr Ddysgwr nysgwr Nysgwr"),
        ("cydsyniad", "cy", "cydsyniad gydsyniad nghydsyniad chydsyniad"),
        ("pennaeth", "cy", "pennaeth bennaeth mhennaeth phennaeth"),
        ("gwefan", "cy", "gwefan wefan ngwefan Wefan"),
        ("llwyfan", "cy", "llwyfan lwyfan"),
        ("rhiant", "cy", "rhiant riant"),
        ("enw defnyddiwr", "cy", "henw_defnyddiwr Henw_defnyddiwr"),
        ("undebau", "cy", "hundebau"),
        ("CEOP", "cy", "CEOP"),
    ],
)
def test_forms(word: str, language: Language, expected: str) -> None:
    found = forms(word, language)
    assert {form.replace("_", " ") for form in expected.split()} <= set(found)
    assert found[0] == word
    if word in ("learner", "dysgwr", "CEOP"):
        assert len(found) == len(expected.split())


def test_borrowed_words_keep_their_g() -> None:
    assert "rŵp negeseua" not in forms("grŵp negeseua", "cy")


def test_other_words_lead_to_the_term() -> None:
    assert synonyms("en")["pupils"] == ("learner", "learners")
    assert synonyms("cy")["disgybl"] == ("dysgwr", "dysgwyr")
    assert synonyms("en")["dsp"] == ("designated safeguarding person",
                                     "designated safeguarding persons")  # fmt: skip
    for language in LANGUAGES:
        assert all(word == word.lower() for word in synonyms(language))


# Finding terms in a text


def found(text: str, language: Language) -> list[tuple[str, str]]:
    return [(match[0], key) for match, key in explained(language).find(without_addresses(text))]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("A deepfake.", "en", [("deepfake", "deepfake")]),
        ("Deepfakes and\nlive\nstreams", "en", [("Deepfakes", "deepfake"),
                                                ("live\nstreams", "live-stream")]),
        ("Yn ei chyfrif personol", "cy", [("chyfrif personol", "personal-account")]),
        ("Rheolau’r tŷ", "cy", [("Rheolau’r tŷ", "house-rules")]),
        ("the data protection officer", "en",
         [("data protection officer", "data-protection-officer")]),
        ("a hyphen-tag-word, tagged_on", "en", []),
        ("`tag` {{ tag }} [x](tag) https://tag.test/tag {#tag} tag@tag.test", "en", []),
        ("Ni all neb estyn hyn; mae meic yma.", "cy", []),
        ("Mae Estyn yma.", "cy", [("Estyn", "estyn")]),
        ("A learner and a parent", "en", []),
    ],
)  # fmt: skip
def test_terms_in_a_text(text: str, language: Language, expected: list[tuple[str, str]]) -> None:
    assert found(text, language) == expected


def test_positions_stay_where_they_are() -> None:
    text = "`code` {{ a.b }}\n[link](https://example.com/x) a@b.com\n(text) Name {#name}"
    blank = without_addresses(text)
    assert len(blank) == len(text)
    assert blank.count("\n") == text.count("\n")
    assert blank.index("Name") == text.index("Name")


def test_the_longest_phrase_wins() -> None:
    pattern = re.compile(expression(["data", "data breach", "data breaches", "date"]))
    text = "data data breach data  breaches date"
    assert pattern.findall(text) == ["data", "data breach", "data  breaches", "date"]
    assert re.fullmatch(expression(["rheolau'r tŷ"]), "rheolau’r tŷ")


# The rule


def check(tmp_path: Path, changes: dict[str, str]) -> list[Problem]:
    problems = projects.check(tmp_path, changes)
    return [each for each in problems if each.code == "term-avoided"]


AVOIDED = [
    (EN_SM, "from a learner", "from a Pupil", "SM-001", "Pupil"),
    (EN_SM, "from a learner", "from a group\nchat", "SM-001", "group chat"),
    (EN_SM, "### Friend requests", "### Friendship requests", "SM-001", "Friendship requests"),
    (EN_SM, "title: Social media", "title: Media for pupils", "", "pupils"),
    (EN_SM, "summary: What staff may do.", "summary: For students.", "", "students"),
    (EN_SM, "## Your account", "## Your private account", "", "private account"),
    (EN_SM, "| The first of them |", "| Web site |", "SM-003", "Web site"),
    (EN_SM, "- keep the original", "- keep the original\n\n(text) Your pupil {#name}", "SM-002",
     "pupil"),
    (EN_ABOUT, "This is how you cite", "This is how a pupil may cite", "", "pupil"),
    (CY_SM, "gan ddysgwr", "gan nisgyblion", "SM-001", "nisgyblion"),
    (CY_SM, "gan ddysgwr", "gan FYFYRIWR", "SM-001", "FYFYRIWR"),
    (CY_GC, "cytuno ar y cofnodion", "cytuno ar bolisi preifatrwydd", "GC-002",
     "bolisi preifatrwydd"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "old", "new", "clause", "word"), AVOIDED)
def test_a_word_to_avoid(
    path: str, old: str, new: str, clause: str, word: str, tmp_path: Path
) -> None:
    (problem,) = check(tmp_path, changes := patched(path, old, new))
    assert (problem.path, problem.clause, problem.values["word"]) == (path, clause, word)
    written = changes[path].split("\n")[problem.line - 1]
    assert word.split()[0] in written


@pytest.mark.parametrize(
    "text",
    [
        "Student teachers and students on placement read this.",
        "Write to pupil@example.com or go to https://example.com/pupil now.",
        "See [the page](https://example.com/pupils), and `pupil`.",
        "The pupillage of a barrister has nothing to do with it.",
        "(text) Your name {#pupil}",
    ],
)
def test_what_may_stand(text: str, tmp_path: Path) -> None:
    assert check(tmp_path, patched(EN_GC, "This code is for the governors", text)) == []


def test_a_clause_and_a_page_may_have_a_reason(tmp_path: Path) -> None:
    changes = patched(EN_ABOUT, "This is how you cite", "This is how a pupil may cite")
    reason = "allow: {term-avoided: It is quoted.}"
    changes[EN_ABOUT] = changes[EN_ABOUT].replace("title: About", f"title: About\n{reason}")
    assert check(tmp_path / "page", changes) == []
    changes = patched(EN_GC, "for the governors of", "for the pupils of")
    changes[EN_GC] = changes[EN_GC].replace("GC-001: {", f"GC-001: {{{reason}, ")
    assert check(tmp_path / "clause", changes) == []


OWN = {
    "docs/en/school/walk.md": """\
---
title: Walking to school
---
Each pupil, and any group of Pupils, may walk here. A student may not, says the pupil record.
""",
    "docs/cy/school/walk.md": """\
---
title: Cerdded i'r ysgol
---
Caiff pob disgybl, ac unrhyw grŵp o ddisgyblion, gerdded yma. Ni chaiff myfyriwr wneud hynny.
""",
}


def test_a_school_has_words_of_its_own(tmp_path: Path) -> None:
    every = check(tmp_path / "none", OWN)
    assert {each.values["word"] for each in every} == {
        "disgybl", "ddisgyblion", "myfyriwr", "pupil", "Pupils", "student", "pupil record",
    }  # fmt: skip
    terms = projects.BASE[SCHOOL] + "own_terms: [Pupil, disgybl]\n"
    left = check(tmp_path / "some", OWN | {SCHOOL: terms})
    assert {each.values["word"] for each in left} == {"myfyriwr", "student", "pupil record"}


def test_the_template_has_not(tmp_path: Path) -> None:
    """Only the school's own text may use them: the template's is the same in every school."""
    terms = projects.BASE[SCHOOL] + "own_terms: [pupil]\n"
    changes = patched(EN_SM, "from a learner", "from a pupil") | {SCHOOL: terms}
    assert [each.clause for each in check(tmp_path, changes)] == ["SM-001"]


def test_the_rule_knows_every_word_to_avoid() -> None:
    for language in LANGUAGES:
        for term in TERMS:
            for form in forms(term.words[language].avoid, language):
                assert [key for _, key in avoided(language).find(f"({form.lower()})")], form


# Marks in a text


def render(text: str) -> str:
    return first_of_each(reading.read(text, "en").html)


def marks(html: str) -> list[str]:
    return re.findall(f"{OPEN}term:([^{CLOSE}]*){CLOSE}", html)


def test_the_first_of_each_is_marked() -> None:
    html = render("- a tag\n    - a deepfake\n- tags\n\nA tag and a Deepfake.")
    assert marks(html) == ["tag:tag", "deepfake:deepfake"]
    assert "<li>tags</li>" in html


def test_the_first_is_the_one_that_is_read_first() -> None:
    html = render("- one\n    - a *tag* below\n- a tag after\n\n| a |\n|---|\n| tag |")
    assert html.index(OPEN) < html.index("below")
    assert len(marks(html)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "[a tag](https://example.com)",
        "[*a tag* in it](https://example.com 'tag')",
        "![tag](tag.png)",
        "`tag`",
        "<tag@example.com>",
        "| tag |\n|---|\n| x |",
        f"{OPEN}gap:contact.tag here{CLOSE}",
    ],
)
def test_no_mark_where_no_link_can_be(text: str) -> None:
    assert marks(render(text)) == []


def test_emphasis_and_notes_may_have_one() -> None:
    html = render('!!! note "Note"\n    **A tag** is a link.')
    assert marks(html) == ["tag:tag"]


def test_an_explanation() -> None:
    html = reference.explanation("tag:tags", "en", "../glossary/", "tip-7")
    assert html.startswith('<a class="term" href="../glossary/#term-tag" aria-describedby="tip-7">')
    assert '>tags</a><span class="tip" role="tooltip" id="tip-7"><b>Tag</b> A link in' in html


# The site


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_glossary(shipped: Built, language: Language) -> None:
    page = shipped.pages[PAGE[language]]
    names = page.texts("dl.glossary dfn")
    expected = [term.words[language].term for term in TERMS if term.meanings]
    assert names == sorted(expected, key=lambda name: welsh.collation_key(name, language))
    assert {f"term-{term.key}" for term in TERMS if term.meanings} <= set(page.ids)
    jumps = [str(a.attributes["href"]) for a in page.all("main .jump a")]
    assert jumps == [f"#{h.attributes['id']}" for h in page.all("h2[id^=letter-], h2#bank")]
    twin = other(language)
    assert [each.text() for each in page.all(f"dl.glossary span[lang={twin}]")] == [
        term.words[twin].term
        for name in names
        for term in TERMS
        if term.meanings and term.words[language].term == name
    ]


def test_the_glossary_says_gender_and_source_in_words(shipped: Built) -> None:
    page = shipped.pages[PAGE["cy"]]
    (entry,) = (dt for dt in page.all("dt") if dt.attributes["id"] == "term-live-stream")
    assert "enw benywaidd" in entry.text()
    assert "Lluosog: ffrydiau byw" in entry.text()
    sources = {a.text() for a in page.all("dl.glossary dd > a")}
    assert "Hwb, Llywodraeth Cymru" in sources
    assert "Hwb, Welsh Government" not in sources


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_glossary_names_the_clauses_that_use_a_term(shipped: Built, language: Language) -> None:
    page = shipped.pages[PAGE[language]]
    text = str(page.one("main").html)
    entry = text[text.index('id="term-screenshot"') :].partition("</details>")[0]
    assert re.findall(r">([A-Z]{2}-\d{3})</a>", entry) == [
        id_
        for id_, clause in shipped.project.shown.clauses.items()
        if any(key == "screenshot" for _, key in in_glossary(language).find(
            without_addresses(clause.texts[language].body)))
    ]  # fmt: skip


def test_only_the_intranet_shows_the_whole_bank(shipped: Built, edition: Built) -> None:
    page = shipped.pages[PAGE["en"]]
    assert len(page.all("#bank ~ div tbody tr")) == len(TERMS)
    assert "disgybl" in page.one("#bank ~ div").text()
    public = edition.pages[PAGE["en"]]
    assert not public.all("#bank")
    shown = {id_ for each in edition.pages.values() for id_ in each.ids}
    assert set(public.texts("dl.glossary details a")) <= shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_leads_to_the_glossary(site: Built, language: Language) -> None:
    name = {"en": "glossary/", "cy": "geirfa/"}[language]
    page = site.pages[site.root(language)]
    assert (site.root(language) + name, "") in site.internal(page, ".menu a")


def test_terms_in_the_clauses(site: Built) -> None:
    count = 0
    for page in site.pages.values():
        language = site.language(page)
        for clause in page.all(".clause"):
            links = clause.css("a.term")
            keys = [str(a.attributes["href"]).partition("#")[2] for a in links]
            assert len(keys) == len(set(keys)), page.path
            count += len(keys)
        for link, (where, anchor) in zip(
            page.all("a.term"), site.internal(page, "a.term"), strict=True
        ):
            assert anchor in site.pages[where].ids
            tip = page.one(f"#{link.attributes['aria-describedby']}")
            assert tip.attributes["role"] == "tooltip"
            term = all_terms()[anchor.removeprefix("term-")]
            assert tip.text().endswith(term.meanings[language])
        for place in ("h1", "h2", "h3", "h4", "label", "legend", "th", ".blank", "a"):
            assert not page.all(f"{place} a.term"), page.path
    assert count > 500


def test_letters_have_no_explanations(shipped: Built) -> None:
    """A letter is to be copied and sent."""
    letters = [p for p in shipped.project.shown.policies.values() if p.kind == "letters"]
    assert letters
    for policy in letters:
        for clause in policy.clauses:
            for page in shipped.pages.values():
                for node in page.all(f"#{clause.id} ~ .clause__text a.term"):
                    raise AssertionError((page.path, node.text()))


def test_plain_texts_have_the_word_alone(shipped: Built) -> None:
    clauses = json.loads(shipped.text("clauses.json"))
    text = json.dumps(clauses, ensure_ascii=False)
    assert OPEN not in text
    assert not re.search(r"term:[a-z-]+:", text)
    assert "screenshot" in text


# In a browser


@both_widths
@both_languages
def test_a_meaning_shows_on_hover_and_focus(reader: Reader, language: str) -> None:
    page = reader.open(POLICY[language])
    for position in (0, 4):
        link = page.locator("a.term").nth(position)
        tip = page.locator(f"#{link.get_attribute('aria-describedby')}")
        link.scroll_into_view_if_needed()
        page.mouse.move(0, 0)
        expect(tip).to_be_hidden()
        link.hover()
        expect(tip).to_be_visible()
        box = tip.bounding_box()
        assert box
        assert box["x"] >= 0
        assert reader.overflow() <= 0
        page.keyboard.press("Escape")
        expect(tip).to_be_hidden()
        page.mouse.move(0, 0)
        page.keyboard.press("Tab")
        link.focus()
        expect(tip).to_be_visible()
        page.keyboard.press("Escape")
        expect(tip).to_be_hidden()
        page.evaluate("document.activeElement.blur()")


def test_the_pointer_reaches_a_meaning_straight_down(reader: Reader) -> None:
    """WCAG 1.4.13, for a word at the right of a line too."""
    page = reader.open(POLICY["en"])
    links = page.locator("p > a.term")
    boxes = [links.nth(number).bounding_box() for number in range(links.count())]
    rightmost = max(range(len(boxes)), key=lambda number: (boxes[number] or {"x": 0})["x"])
    link = links.nth(rightmost)
    link.hover()
    tip = page.locator(f"#{link.get_attribute('aria-describedby')}")
    word, box = link.bounding_box(), tip.bounding_box()
    assert word and box
    x = word["x"] + word["width"] / 2
    start, end = word["y"] + word["height"] / 2, box["y"] + box["height"] / 2
    for step in range(11):
        page.mouse.move(x, start + (end - start) * step / 10)
        assert tip.is_visible(), step


def test_a_meaning_shows_without_scripts(without_scripts: Reader) -> None:
    page = without_scripts.open(POLICY["en"])
    link = page.locator("a.term").first
    link.hover()
    expect(page.locator(f"#{link.get_attribute('aria-describedby')}")).to_be_visible()


@both_widths
@both_languages
def test_the_glossary_is_quiet_and_fits(reader: Reader, language: str) -> None:
    page = reader.open(PAGE[language])
    settle(page)
    assert reader.overflow() <= 0


def test_a_term_looks_alike_in_print(reader: Reader) -> None:
    page = reader.open(POLICY["en"])
    page.emulate_media(media="print")
    style = "getComputedStyle(document.querySelector('a.term')).textDecorationLine"
    assert page.evaluate(style) == "none"
    page.emulate_media(media="screen")
    assert page.evaluate(style) == "underline"
