"""The search: what its files hold, which words find which clauses, and the dialog in a browser."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import searching
from browsers import (
    DESK,
    HOME,
    INDEX,
    POLICY,
    TELEPHONE,
    Contexts,
    Reader,
    StrictHandler,
    both_languages,
    both_widths,
    reading,
    served,
    settle,
)
from leaks import proved, secret_clause
from polisi.data import own_data
from polisi.facts import questions, terms
from polisi.facts.questions import all_questions
from polisi.outputs import search, search_words
from polisi.words.languages import LANGUAGES, Language, other
from polisi.words.phrases import say
from polisi.words.welsh import MUTATIONS, mutate
from searching import entries, found, in_full, index_of
from sites import Built, build, change, copy
from stock import STOCK_CONFIG

# The files


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_clause_is_in_the_file_of_each_language_once(site: Built, language: Language) -> None:
    texts = {
        row["id"]: row["texts"][language]
        for row in json.loads(site.text("clauses.json"))["clauses"]
    }
    index = index_of(site.site, language)
    rows = [row for group in index["groups"] for row in group["parts"]]
    ids = [row[0] for row in rows if row[3] >= 0]
    assert ids == list(site.project.shown.clauses)
    for id_, title, text, *_ in (row for row in rows if row[3] >= 0):
        said = " ".join(texts[id_]["text"].split("\n"))
        assert (title, in_full(index, text)) == (texts[id_]["title"], said)
    for where, title, text in entries(index):
        page, _, anchor = where.partition("#")
        assert site.language(site.pages[page]) == language
        assert not anchor or anchor in site.pages[page].ids, where
        assert title
        assert not re.search("[\ue000\ue001]|{{|&#|&amp;", title + text), where


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_and_terms_are_in_it_too(shipped: Built, language: Language) -> None:
    root = shipped.root(language)
    titles = {title: where for where, title, _ in entries(index_of(shipped.site, language))}
    about = next(d for d in shipped.project.documents if d.name == "about.md")
    assert shipped.project.school.fill(about.title, about.language) in {
        title for each in LANGUAGES for _, title, _ in entries(index_of(shipped.site, each))
    }
    assert (
        titles[say("clauses.title", language)]
        == root + {"en": "clauses/", "cy": "cymalau/"}[language]
    )
    learner = terms.all_terms()["learner"].words[language].term
    assert titles[learner].endswith("#term-learner")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clause_says_whom_it_is_for_and_where_their_version_is(
    shipped: Built, language: Language
) -> None:
    index = index_of(shipped.site, language)
    for group in index["groups"]:
        for id_, _, _, number, *_ in group["parts"]:
            if number < 0:
                continue
            audiences = index["audiences"][number]
            assert audiences == list(shipped.project.shown.clauses[id_].audiences)
            for audience in audiences:
                assert id_ in shipped.pages[group["at"][audience]].ids


def test_an_edition_gives_nothing_away(edition: Built) -> None:
    shown, name = edition.project.shown, edition.environment["POLISI_EDITION"]
    hidden = [c for c in shown.clauses.values() if name not in c.audiences]
    assert hidden
    for language in LANGUAGES:
        text = edition.text(f"search/{language}.js")
        found_ids = set(re.findall(r'\["([A-Z]{2,4}-\d{3})"', text))
        assert found_ids == {c.id for c in shown.clauses.values() if name in c.audiences}
        assert not [c.id for c in hidden if c.id in text]


def test_the_proof_reads_the_titles_in_it(tmp_path: Path) -> None:
    """Words of other scripts are nobody's title; this one is data."""
    title = secret_clause().texts["en"].title
    data = json.dumps({"groups": [{"parts": [["", title, ""]]}]})
    change(tmp_path, {"search/en.js": f"{search_words.FUNCTION}({data})\n"})
    assert ("title", "site/search/en.js", "SM-013") in proved(tmp_path)


def test_a_file_for_a_share_names_the_files(as_files: Built) -> None:
    for language in LANGUAGES:
        index = index_of(as_files.site, language)
        for where, _, _ in entries(index):
            assert (as_files.site / where.partition("#")[0]).is_file(), where
        assert index["lasting"].endswith("c/ID/index.html")


def test_a_file_is_less_than_half_of_stocks_single_one(shipped: Built, tmp_path: Path) -> None:
    """Stock: the same Markdown with Material's search and static-i18n, each with its defaults."""
    folder = copy(tmp_path)
    (folder / "mkdocs.yml").write_text(STOCK_CONFIG, encoding="utf-8")
    stock = build(folder, "mkdocs")
    assert stock.status == 0, stock.output
    size = (stock.site / "search" / "search_index.json").stat().st_size
    for language in LANGUAGES:
        assert (shipped.site / "search" / f"{language}.js").stat().st_size <= size / 2


def test_nothing_of_stocks_search_is_left(shipped: Built) -> None:
    assert "search/search_index.json" not in shipped.files
    assert not [path for path in shipped.files if "/lunr/" in path or "/workers/" in path]
    for page in shipped.pages.values():
        assert not page.all(".md-search, form[name=search]")


# Words. The engine runs in an empty page, without a site around it.

pytest_browser = pytest.mark.browser


@pytest.fixture(scope="module")
def engine(browser: Browser, shipped: Built) -> Iterator[Page]:
    page = browser.new_page()
    searching.open_engine(page, shipped.site)
    yield page
    page.close()


RADICALS = """polisi tŷ cymal bwrdd dosbarth gardd gwefan mam llun rhiant ysgol addysg plentyn grŵp
cŵyn neges gofal glân gwlad llywodraethwr dysgwr rhannu lluniau cyfrif teulu pennaeth""".split()


@pytest_browser
def test_every_mutation_is_undone(engine: Page) -> None:
    """The table of ``search.initials`` against ``welsh.mutate``, in the script that uses it."""
    forms = {(w, mutate(w, name)) for w in RADICALS for name in MUTATIONS}
    forms |= {(w, f"h{w}") for w in RADICALS if w[0] in "aeiouwy"}
    words = [[searching.plain(each) for each in pair] for pair in sorted(forms)]
    lost = """([words, table]) => { const initials = new Map(Object.entries(table))
        return words.filter(([radical, form]) =>
            !PolisiWords.radicals(form, initials).includes(radical)) }"""
    assert engine.evaluate(lost, [words, search_words.initials()]) == []


@pytest_browser
@pytest.mark.parametrize("word", ["ffôn", "llun", "rhiant", "tsips", "siarad", "neges"])
def test_a_word_that_is_no_mutation_stays(engine: Page, word: str) -> None:
    undo = "([word, table]) => PolisiWords.radicals(word, new Map(Object.entries(table)))"
    found_ = engine.evaluate(undo, [searching.plain(word), search_words.initials()])
    assert [one for one in found_ if one != searching.plain(word)] == (
        ["deges"] if word == "neges" else []
    )


STEMS = """caresses caress|ponies poni|cats cat|agreed agre|feed feed|plastered plaster|sing sing
motoring motor|sized size|hopping hop|falling fall|filing file|happy happi|sky sky
relational relat|conditional condit|rational ration|valenci valenc|digitizer digit
vietnamization vietnam|predication predic|operator oper|feudalism feudal|hopefulness hope
formaliti formal|sensibiliti sensibl|triplicate triplic|formative form|electrical electr
goodness good|revival reviv|allowance allow|inference infer|airliner airlin|adjustable adjust
defensible defens|irritant irrit|replacement replac|adjustment adjust|dependent depend
adoption adopt|communism commun|activate activ|angulariti angular|homologous homolog
effective effect|bowdlerize bowdler|probate probat|rate rate|cease ceas|controll control|roll roll
policies polici|policy polici"""


@pytest_browser
def test_english_stems_are_porters(engine: Page) -> None:
    """Examples of Porter's paper (Program 14, 1980), each with what it says."""
    stems = dict(row.split() for row in re.split(r"[|\n]", STEMS))
    found_ = engine.evaluate("words => words.map(word => PolisiWords.stem(word))", list(stems))
    assert dict(zip(stems, found_, strict=True)) == stems


WELSH = [
    ["polisi", "bolisi", "pholisi", "mholisi", "Polisi", "POLISI", "mholisi.", "'polisi'"],
    ["rhieni", "rieni", "rhieni'r", "rhieni’r", "i'r rhieni", "â'r rhieni"],
    ["ysgol", "hysgol", "ysgol'r", "yr ysgol", "o'r ysgol"],
    ["disgyblion", "ddisgyblion", "nisgyblion"],
    ["dysgwr", "ddysgwr", "nysgwr"],
    ["llun", "lun"],
    ["caniatâd", "caniatad", "ganiatad", "chaniatâd", "nghaniatad"],
    ["llywodraethwyr", "lywodraethwyr", "a llywodraethwyr"],
    ["gwefan", "wefan", "ngwefan"],
    ["e-bost", "ebost", "E-BOST"],
    ["ffôn", "ffon", "y ffôn"],
    ["tŷ", "ty", "tŷ"],
    ["cyfryngau cymdeithasol", "gyfryngau cymdeithasol", "chyfryngau cymdeithasol"],
    ["sgwrs grŵp", "sgwrs grwp", "sgwrs y grŵp"],
    ["plant", "blant", "phlant", "mhlant"],
    ["tad", "dad", "nhad", "thad"],
]


@pytest_browser
@pytest.mark.parametrize("forms", WELSH, ids=lambda forms: str(forms[0]))
def test_forms_of_a_welsh_word_find_the_same(engine: Page, forms: list[str]) -> None:
    """A space after the word: it is finished."""
    wanted = set(found(engine, "cy", f"{forms[0]} "))
    assert wanted
    for form in forms[1:]:
        assert set(found(engine, "cy", f"{form} ")) == wanted, form


@pytest_browser
def test_a_part_of_a_word_with_a_hyphen_finds_it(engine: Page) -> None:
    for typed in ("e bost ", "bost "):
        assert engine.evaluate("typed => indexes.cy.search(typed).seen.has('e-bost')", typed)


ENGLISH = [
    ["policy", "policies", "Policy's"],
    ["learner", "learners", "learner’s"],
    ["accept", "accepting", "accepted", "accepts"],
    ["email", "e-mail"],
]


@pytest_browser
@pytest.mark.parametrize("forms", ENGLISH, ids=lambda forms: str(forms[0]))
def test_forms_of_an_english_word_find_the_same(engine: Page, forms: list[str]) -> None:
    wanted = set(found(engine, "en", f"{forms[0]} "))
    assert wanted
    for form in forms[1:]:
        assert set(found(engine, "en", f"{form} ")) == wanted, form


@pytest_browser
@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("en", "pupil", "learner"),
        ("en", "pupils", "learner"),
        ("cy", "disgybl", "dysgwr"),
        ("cy", "ddisgybl", "dysgwr"),
        ("cy", "disgyblion", "dysgwyr"),
    ],
)
def test_a_synonym_finds_what_is_meant(engine: Page, language: str, typed: str, meant: str) -> None:
    assert set(found(engine, language, f"{meant} ")) <= set(found(engine, language, f"{typed} "))


@pytest_browser
def test_an_unfinished_word_finds_what_it_may_become(engine: Page) -> None:
    for typed in ("pol", "polis", "bolis", "mholis", "pholis"):
        assert set(found(engine, "cy", "polisi ")) <= set(found(engine, "cy", typed)), typed


@pytest_browser
def test_a_word_of_parts_that_no_text_has_is_its_parts(engine: Page) -> None:
    """People say two-factor authentication; the beginning of that is no word by itself."""
    for typed in ("two factor", "two-factor", "two-factor authentication"):
        first = [each.partition("#")[2] for each in found(engine, "en", typed)[:4]]
        assert "SM-016" in first, (typed, first)


@pytest_browser
def test_two_letters_are_not_taken_for_a_mutation(engine: Page) -> None:
    """``ty`` may become ``tymor``, and not ``dydd``, as if that came of a ``tydd``."""
    engine.evaluate("seen = indexes.cy.search('ty').seen")
    assert not engine.evaluate("seen.has('dydd')")
    assert engine.evaluate("seen.has('tŷ')")


@pytest_browser
def test_mutated_words_are_found_and_others_are_not(engine: Page) -> None:
    try:
        dictionary = searching.Dictionary()
    except (ImportError, FileNotFoundError):
        pytest.skip("no Welsh dictionary; npm ci in tests")
    figures = searching.figures(engine, dictionary)
    assert figures.mutated > 1000
    assert figures.pairs > 300
    assert figures.share_found >= 0.99, figures.missed
    assert figures.share_false <= 0.005, figures.false
    assert 0.7 < figures.share_stock < 0.9


# What people type


@pytest_browser
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("half", "many", "least"),
    [
        ("seen", 150, 0.95),
        ("kept", 67, 0.9),
        ("last", 36, 0.88),
        ("fresh", 42, 0.9),
        ("aside", 30, 0.9),
    ],
)
def test_what_people_type_finds_an_answer(
    engine: Page, language: Language, half: str, many: int, least: float
) -> None:
    """The share of the phrases with an answer among the first three, and never a dead end."""
    reached, missed = searching.answered(engine, language, half)
    assert len(reached) + len(missed) >= many
    assert len(reached) >= least * (len(reached) + len(missed)), missed


@pytest_browser
@pytest.mark.parametrize("edition", ["parents"], indirect=True)
@both_languages
def test_what_people_type_finds_an_answer_for_parents_too(
    browser: Browser, edition: Built, language: Language
) -> None:
    page = browser.new_page()
    searching.open_engine(page, edition.site)
    kept = [searching.answered(page, language, half) for half in ("kept", "last", "fresh", "aside")]
    page.close()
    reached, missed = (list(chain(*each)) for each in zip(*kept, strict=True))
    assert len(reached) + len(missed) >= 100
    assert len(reached) >= 0.9 * (len(reached) + len(missed)), missed


@pytest_browser
def test_a_phrase_may_have_a_small_word_within(engine: Page) -> None:
    for typed, plain in (("slag me off ", "slag off "), ("get it rid of ", "get rid of ")):
        assert found(engine, "en", typed)[:3] == found(engine, "en", plain)[:3]


@pytest_browser
def test_the_beginning_of_a_phrase_alone_is_no_known_word(engine: Page) -> None:
    """*Cease*, of "cease and desist", stands in no text: the words nearest to it do."""
    assert engine.evaluate("indexes.en.search('cease ').near") != []


@pytest_browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_of_the_site_finds_its_clause_first(engine: Page, language: Language) -> None:
    for question in all_questions():
        for typed in (question.texts[language], question.texts[language].lower().rstrip("?")):
            first = found(engine, language, typed)[0]
            assert first.endswith(f"#{question.clause}"), (typed, first)


@pytest_browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_synonym_means_something_that_is_there(engine: Page, language: Language) -> None:
    """A line of ``synonyms.yml`` whose right side no text has would lead nowhere."""
    meant = {
        each.strip()
        for phrases in own_data("synonyms.yml")[language].values()
        for each in phrases.split(",")
    }
    there = """([language, phrases]) => phrases.filter(phrase => {
      const index = indexes[language]
      const words = PolisiWords.wordsOf(phrase).filter(word => !index.isStop(word))
      return words.length && !words.every(word => index.matches(word, false).size)
    })"""
    assert engine.evaluate(there, [language, sorted(meant)]) == []


def test_every_clause_that_is_asked_for_is_a_clause(shipped: Built) -> None:
    known = {clause.id for clause in shipped.project.register.clauses.values()}
    assert set(questions.asked()) <= known
    for row in questions.asked().values():
        assert set(row) == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clause_in_the_place_of_another_is_asked_for_in_its_words(language: Language) -> None:
    assert "SM-037" not in questions.asked()
    rows = search.other_words({"SM-013": "SM-037"}, language)
    assert rows["SM-037"] == rows["SM-013"] == questions.asked()["SM-013"][language]


SLIPS = {
    "en": {
        "facebok": "facebook",
        "permision": "permission",
        "pohto": "photo",
        "pasword": "password",
        "safegaurding": "safeguarding",
        "harrasment": "harassment",
    },
    "cy": {
        "cydsyniiad": "cydsyniad",
        "cyfrinar": "cyfrinair",
        "facebok": "facebook",
    },
}


@pytest_browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slip_of_the_finger_is_forgiven(engine: Page, language: Language) -> None:
    for typed, meant in SLIPS[language].items():
        assert found(engine, language, f"{typed} ")[0] == found(engine, language, f"{meant} ")[0]
        near = "([language, typed]) => indexes[language].search(typed).near"
        assert engine.evaluate(near, [language, f"{typed} "]), typed


@pytest_browser
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", ["zzq", "xyzq", "cat5", "qqqq", "bwt"])
def test_a_short_word_is_not_taken_for_another(engine: Page, language: str, typed: str) -> None:
    assert (
        engine.evaluate(
            "([language, typed]) => indexes[language].nearest(typed)", [language, typed]
        )
        == []
    )


@pytest_browser
@pytest.mark.parametrize(
    ("one", "other", "many"),
    [
        ("photo", "pohto", 1),
        ("photo", "photos", 1),
        ("photo", "phto", 1),
        ("photo", "phota", 1),
        ("harassment", "harrasment", 2),
        ("a", "abcd", None),
    ],
)
def test_slips_are_counted(engine: Page, one: str, other: str, many: int | None) -> None:
    for pair in ([one, other], [other, one]):
        counted = engine.evaluate(
            "pair => { const n = PolisiWords.slips(...pair, 2); return n < 9 ? n : null }", pair
        )
        assert counted == many


NUMBERS = "llun lluniau|ffôn ffonau|athro athrawon|plentyn plant|cyfrif cyfrifon|rhiant rhieni"


@pytest_browser
@pytest.mark.parametrize("pair", NUMBERS.split("|"))
def test_singular_and_plural_are_one_in_welsh(engine: Page, pair: str) -> None:
    singular, plural = pair.split()
    first = found(engine, "cy", f"{singular} ")
    assert first
    assert set(first) == set(found(engine, "cy", f"{plural} "))
    assert len(set(first[:3]) & set(found(engine, "cy", f"{plural} ")[:3])) >= 2


def test_every_plural_has_its_source() -> None:
    tables = own_data("plurals.yml")["cy"]
    assert set(tables) == {"treebank", "ours"}
    assert len(tables["treebank"]) > 400
    assert not set(tables["treebank"]) & set(tables["ours"])


@pytest_browser
def test_words_that_only_look_mutated_stay(engine: Page) -> None:
    matches = "typed => [...indexes.cy.matches(typed, false).keys()]"
    assert "maint" not in engine.evaluate(matches, "faint")
    assert "cyn" in engine.evaluate(matches, "cyn")
    assert found(engine, "cy", "cyn postio")[0].endswith("#OA-010")
    assert found(engine, "cy", "faint oed facebook")[0].endswith("#PC-012")
    for typed in ("AI", "ai", "deallusrwydd artiffisial"):
        texts = engine.evaluate(
            "typed => indexes.cy.search(typed).entries.slice(0, 3).map(e => e.title + e.text)",
            typed,
        )
        assert any(re.search(r"\bAI\b|artiffisial", text) for text in texts), typed


@pytest_browser
def test_a_platform_leads_to_ages_and_to_what_is_said_of_it(engine: Page) -> None:
    for typed in ("snapchat", "snap", "tiktok", "insta", "fb", "twitter", "x", "whatsapp"):
        first = found(engine, "en", f"{typed} ")[:3]
        assert any(each.endswith(("#PC-012", "laws/#platforms")) for each in first), (typed, first)


# Ranking, on a small index


def small(page: Page, language: str = "en", **more: object) -> None:
    """Set ``small`` to an index of a few clauses."""
    parts = [
        ["AB-001", "Gardens", "Plants and a photo of a shed.", 0],
        ["AB-002", "Taking a photo", "Ask first.", 1],
        ["AB-010", "Trees", "Photos, photos and a photograph.", 0],
        ["AB-011", "Café", "A cafe with tea.", 1],
        ["AB-012", "Sheds", "Trees and cafeteria.", 0],
    ]
    at = {"": "ab/", "staff": "staff/ab/", "parents": "parents/ab/"}
    group = {"code": "AB", "kind": "", "title": "About", "text": "All", "at": at, "parts": parts}
    data: dict[str, Any] = {
        "language": language,
        "words": {},
        "stop": "a and the",
        "synonyms": "photo,photos=picture,still image|shed=hut",
        "plurals": "",
        "platforms": "",
        "everyPlatform": "",
        "unmutated": "",
        "most": [],
        "initials": {},
        "audiences": [["staff"], ["staff", "parents"]],
        "groups": [group],
        "retired": {"AB-003": "AB-002", "AB-004": ""},
        "instead": {"AB-005": "AB-001"},
        "left_out": ["AB-006"],
        **more,
    }
    page.evaluate("data => { window.small = new PolisiSearch.SearchIndex(data) }", data)


def ids(page: Page, typed: str, audience: str = "") -> list[str]:
    result: list[str] = page.evaluate(
        "([typed, audience]) => small.search(typed, audience).entries.map(e => e.id)",
        [typed, audience],
    )
    return result


def note(page: Page, typed: str) -> str:
    result: str = page.evaluate("typed => small.search(typed).note", typed)
    return result


@pytest_browser
def test_titles_come_first_and_then_exact_words(engine: Page) -> None:
    small(engine)
    assert ids(engine, "photo ") == ["AB-002", "AB-010", "AB-001"]
    assert ids(engine, "trees ") == ["AB-010", "AB-012"]
    assert ids(engine, "cafe") == ["AB-011", "AB-012"]
    assert ids(engine, "still image ")[0] == "AB-002"
    assert ids(engine, "hut") == ["AB-012", "AB-001"]


@pytest_browser
def test_a_clause_comes_before_a_page_that_has_the_word_in_its_text(engine: Page) -> None:
    page = {
        "code": "",
        "kind": "",
        "title": "Long",
        "text": "Tea, tea, tea.",
        "at": {"": "x/"},
        "parts": [],
    }
    at = {"": "ab/", "staff": "staff/ab/"}
    policy = {
        "code": "AB",
        "kind": "",
        "title": "A",
        "text": "",
        "at": at,
        "parts": [["AB-001", "B", "tea", 0]],
    }
    small(engine, groups=[page, policy])
    assert ids(engine, "tea ") == ["AB-001", ""]


@pytest_browser
def test_all_words_and_then_any(engine: Page) -> None:
    small(engine)
    for typed in ("photo shed ", "shed photo"):
        assert (ids(engine, typed)[0], note(engine, typed)) == ("AB-001", "")
        assert set(ids(engine, typed)) == {"AB-001", "AB-002", "AB-010", "AB-012"}
    assert set(ids(engine, "shed tea ")) == {"AB-001", "AB-011", "AB-012"}
    assert note(engine, "shed tea ") == "any"
    assert ids(engine, "photo shed tea zebra ")[0] == "AB-001"
    assert (ids(engine, "the and"), note(engine, "the and")) == ([], "stop")
    assert (ids(engine, "zebra"), note(engine, "zebra")) == ([], "")


@pytest_browser
def test_the_readers_own_come_first(engine: Page) -> None:
    small(engine)
    assert ids(engine, "gardens tea ")[0] == "AB-001"
    assert ids(engine, "gardens tea ", "parents")[0] == "AB-011"
    where = (
        "([typed, audience]) => small.search(typed, audience).entries"
        ".map(e => PolisiSearch.addressOf(e, audience))"
    )
    assert engine.evaluate(where, ["cafe", "parents"]) == ["parents/ab/#AB-011", "ab/#AB-012"]
    assert engine.evaluate(where, ["cafe", ""]) == ["ab/#AB-011", "ab/#AB-012"]


@pytest_browser
@pytest.mark.parametrize(
    ("typed", "kind", "first"),
    [
        ("AB-002", "clause", "AB-002"),
        ("ab2", "clause", "AB-002"),
        ("ab 02", "clause", "AB-002"),
        (" aB–002 ", "clause", "AB-002"),
        ("ab1", "clause", "AB-001 AB-010 AB-011 AB-012"),
        ("ab-01", "clause", "AB-001 AB-010 AB-011 AB-012"),
        ("ab-003", "retired", "AB-002"),
        ("ab-004", "retired-alone", ""),
        ("ab-005", "instead", "AB-001"),
        ("ab-006", "left-out", ""),
        ("ab-099", "unknown", "AB-012 AB-011"),
        ("zz-001", "unknown", ""),
        ("about 1", "", ""),
        ("ab", "", ""),
    ],
)
def test_a_number_leads_to_its_clause(engine: Page, typed: str, kind: str, first: str) -> None:
    small(engine)
    answer = engine.evaluate("typed => PolisiSearch.byId(small, typed)", typed)
    assert answer["kind"] == kind
    assert " ".join(entry["id"] for entry in answer["entries"]) == first


COUNTS = {
    0: ("No results", "Dim canlyniadau"),
    1: ("1 result", "1 canlyniad"),
    2: ("2 results", "2 ganlyniad"),
    3: ("3 results", "3 chanlyniad"),
    4: ("4 results", "4 canlyniad"),
    6: ("6 results", "6 chanlyniad"),
    11: ("11 results", "11 canlyniad"),
    23: ("23 results", "23 canlyniad"),
}


@pytest_browser
@pytest.mark.parametrize("number", COUNTS)
def test_numbers_are_said_with_the_right_form(engine: Page, number: int) -> None:
    form = engine.evaluate("number => PolisiSearch.countForm(number)", number)
    for language, said in zip(LANGUAGES, COUNTS[number], strict=True):
        assert say(f"search.count-{form}", language, count=str(number)) == said


# The dialog


class Dialog:
    """The search on a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.box = page.locator("dialog.search")
        self.field = page.locator(".search__field")
        self.status = page.locator(".search__status")
        self.results = page.locator(".search a.result")
        self.opener = page.locator("[data-search-open]")

    def open(self, words: str = "", *, key_by_key: bool = False) -> Dialog:
        """Open it with words in the field; the search follows each key, so a few tests type."""
        self.opener.click()
        expect(self.box).to_be_visible()
        if key_by_key:
            self.field.press_sequentially(words)
        elif words:
            self.field.fill(words)
        return self

    def titles(self) -> list[str]:
        self.results.first.wait_for()
        return self.page.locator(".search .result__title").all_inner_texts()

    def result(self, id_: str) -> Locator:
        row = self.page.locator(".search .results__row")
        return row.filter(has=self.page.locator(f'.result__id:text-is("{id_}")')).first


@pytest_browser
@both_widths
@both_languages
def test_a_clause_is_found_and_opened(reader: Reader, language: str) -> None:
    page = reader.open(HOME[language])
    search_ = Dialog(page)
    search_.open({"en": "logo branding", "cy": "logo brand"}[language], key_by_key=True)
    result = search_.result("SM-014")
    expect(result).to_be_visible()
    expect(result.locator(".result__about")).to_contain_text(say("audience.staff", language))  # type: ignore[arg-type]
    expect(result.locator("mark").first).to_have_text(re.compile("logo|brand", re.I))
    result.click()
    page.wait_for_url(f"**/{POLICY[language]}#SM-014")
    expect(page.locator("#SM-014")).to_be_in_viewport()
    page.go_back()
    expect(search_.box).to_be_visible()  # with the results, as they were left
    expect(search_.field).to_have_value(re.compile("^logo"))
    expect(search_.result("SM-014")).to_be_visible()


@pytest_browser
def test_nothing_is_loaded_before_it_is_opened(reader: Reader) -> None:
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    page = reader.open(HOME["cy"])
    settle(page)
    assert not [url for url in asked if "search/" in url or "search-engine" in url]
    Dialog(page).open("polisi").titles()
    names = [url.rpartition("/")[2] for url in asked]
    assert Counter(name for name in names if name in ("cy.js", "en.js", "search-engine.js")) == {
        "cy.js": 1,
        "search-engine.js": 1,
    }


@pytest_browser
@both_languages
def test_keys_are_enough(reader: Reader, language: str) -> None:
    page = reader.open(POLICY[language])
    search_ = Dialog(page)
    page.keyboard.press("Control+k")
    expect(search_.field).to_be_focused()
    page.keyboard.type({"en": "image", "cy": "delwedd"}[language])
    search_.titles()
    page.keyboard.press("ArrowDown")
    expect(search_.results.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(search_.results.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(search_.results.last).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")
    expect(search_.field).to_be_focused()
    page.keyboard.press("Enter")
    expect(search_.results.nth(0)).to_be_focused()
    page.keyboard.press("Escape")
    expect(search_.box).to_be_hidden()
    search_.opener.focus()
    page.keyboard.press("Space")
    expect(search_.box).to_be_visible()
    page.keyboard.press("Escape")
    expect(search_.box).to_be_hidden()
    expect(search_.opener).to_be_focused()
    expect(page).not_to_have_url(re.compile("q="))  # the browser says it a moment later


@pytest_browser
def test_escape_closes_with_words_in_the_field(reader: Reader) -> None:
    page = reader.open(HOME["en"])
    search_ = Dialog(page).open("photo")
    search_.titles()
    assert "q=photo" in page.url
    page.keyboard.press("Escape")
    expect(search_.box).to_be_hidden()
    expect(search_.opener).to_be_focused()
    expect(page).not_to_have_url(re.compile("q="))  # the browser says it a moment later


@pytest_browser
def test_the_shortcut_leaves_fields_alone(reader: Reader) -> None:
    page = reader.open(INDEX["en"])
    page.locator("#filter-text").press("Control+k")
    page.keyboard.type("/")
    expect(page.locator("dialog.search")).to_be_hidden()


@pytest_browser
@both_languages
def test_a_number_and_enter(reader: Reader, language: str) -> None:
    for typed in ("sm14", "SM 14", "sm-014"):
        page = reader.open(HOME[language])
        search_ = Dialog(page).open(typed, key_by_key=typed == "sm14")
        expect(search_.results.first).to_contain_text("SM-014")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{POLICY[language]}#SM-014")


@pytest_browser
@both_languages
def test_a_number_that_no_clause_has(reader: Reader, language: Language) -> None:
    page = reader.open(HOME[language])
    search_ = Dialog(page).open("SM-999")
    expect(search_.status).to_have_text(say("search.unknown", language, id="SM-999"))
    expect(search_.results.first).to_contain_text("SM-")
    expect(page.locator(".search__foot a")).to_have_attribute("href", re.compile("/$"))


def put_nothing_off(page: Page) -> None:
    """Let a page do at once what waits for a pause in the typing, which other tests wait for."""
    page.evaluate("() => { const later = setTimeout; window.setTimeout = act => later(act) }")


ODD_WORDS = [
    '"',
    "***",
    "´ ^ ˆ",
    "<b>",
    "<img src=x onerror=alert(1)>",
    "%E0%A4%A",
    "the the",
    "y yr ac",
    "ab " * 700,
    "😀",
    "__proto__ constructor",
    "{id}",
]


@pytest_browser
@both_languages
def test_bad_input_is_harmless(reader: Reader, language: Language) -> None:
    page = reader.open(HOME[language])
    put_nothing_off(page)
    search_ = Dialog(page).open()
    for typed in ODD_WORDS:
        search_.field.fill(typed)
        expect(search_.status).to_have_text(re.compile(r"\w"))
        assert page.locator(".search :is(b, img, script)").count() == 0, typed
        assert len(search_.field.input_value()) <= 2100
        search_.field.fill("")
        expect(search_.status).to_have_text("")


@pytest_browser
def test_words_in_the_address_are_only_words(reader: Reader) -> None:
    page = reader.open("?q=<img src=x onerror=alert(1)>" + "a" * 3000)
    search_ = Dialog(page)
    expect(search_.box).to_be_visible()
    expect(search_.status).to_have_text(re.compile(r"\w"))
    assert page.locator(".search img").count() == 0
    assert len(search_.field.input_value()) == 200


@pytest_browser
@both_languages
def test_what_is_said_when_nothing_is_found(reader: Reader, language: Language) -> None:
    page = reader.open(HOME[language])
    search_ = Dialog(page).open()
    search_.field.fill("zzxxyy")
    zero = say("search.count-zero", language)
    expect(search_.status).to_have_text(f"{zero}. {say('search.none', language)}")
    search_.field.fill({"en": "the", "cy": "yn yr"}[language])
    expect(search_.status).to_have_text(f"{zero}. {say('search.stop', language)}")
    search_.field.fill({"en": "photo zzxxyy", "cy": "llun zzxxyy"}[language])
    expect(search_.status).to_have_text(re.compile(re.escape(say("search.any", language))))
    assert search_.titles()


@pytest_browser
@both_languages
def test_nothing_found_is_no_dead_end(reader: Reader, language: Language) -> None:
    page = reader.open(HOME[language])
    search_ = Dialog(page).open()
    search_.field.fill({"en": "qhotographs", "cy": "zzxxyy"}[language])
    for key in ("asked-most", "office"):
        expect(page.get_by_role("heading", name=say(f"search.{key}", language))).to_be_visible()
    asked = {question.texts[language] for question in all_questions()}
    shown = [text for text in search_.results.all_inner_texts() if text in asked]
    assert len(shown) >= 4
    assert "01632 960 001" in page.locator(".search__found").inner_text()
    for signs in ("😀🎉", "a", "?!"):
        search_.field.fill(signs)
        expect(page.get_by_role("heading", name=say("search.office", language))).to_be_visible()
        expect(page.locator(".search__hint")).to_be_hidden()  # the status says it
    search_.results.filter(has_text=shown[0]).click()
    expect(page.locator(":target")).to_be_in_viewport()


@pytest_browser
def test_words_that_are_near_are_offered(reader: Reader) -> None:
    page = reader.open(HOME["en"])
    search_ = Dialog(page).open()
    search_.field.fill("bulyyinngg")
    page.get_by_role("button", name="bullying", exact=True).click()
    expect(search_.field).to_have_value("bullying")
    expect(search_.results.first).to_be_visible()


@pytest_browser
def test_a_result_is_a_link_on_its_title(reader: Reader) -> None:
    page = reader.open(HOME["en"])
    search_ = Dialog(page).open("blog gaming")
    search_.titles()
    assert page.locator(".search a :is(h1, h2, h3, h4, p)").count() == 0
    row = search_.result("SM-003")
    expect(row.locator(".result__text")).to_contain_text(re.compile("·|,"))
    row.click()  # the whole of it can be pressed
    page.wait_for_url("**#SM-003")


@pytest_browser
def test_items_of_a_list_are_kept_apart(reader: Reader) -> None:
    page = reader.open(HOME["en"])
    search_ = Dialog(page).open("podcast gaming")
    text = search_.result("SM-003").locator(".result__text")
    expect(text).to_contain_text("as WhatsApp · video, live-streaming")


@pytest_browser
@pytest.mark.parametrize(
    "typed",
    ["a" * 2000, "photo " * 400, "👩‍👩‍👧 photo", "صورة الطفل", "תמונה", "\u202ephoto", "ﷺ", "%00"],
)
def test_the_search_survives_what_is_typed(reader: Reader, typed: str) -> None:
    page = reader.open(HOME["en"])
    search_ = Dialog(page).open()
    search_.field.fill(typed)
    expect(search_.status).to_have_text(re.compile(r"\w"))
    assert page.evaluate("document.querySelector('dialog').scrollWidth <= innerWidth")


@pytest_browser
@both_languages
def test_the_other_language_is_a_second_step(reader: Reader, language: Language) -> None:
    page = reader.open(HOME[language])
    search_ = Dialog(page).open()
    twin = other(language)
    search_.field.fill({"en": "ysgol", "cy": "school"}[language])
    page.get_by_role("button", name=say("search.also", language)).click()
    found_ = page.locator(f'.search [lang="{twin}"] a.result')
    found_.first.wait_for()
    expect(found_.first).to_be_focused()
    for href in found_.evaluate_all("links => links.map(link => link.href)"):
        assert href.startswith(f"{reader.address}cy/") is (twin == "cy")


@pytest_browser
@both_languages
def test_the_language_link_takes_the_words_along(reader: Reader, language: str) -> None:
    page = reader.open(POLICY[language])
    search_ = Dialog(page).open("logo")
    search_.titles()
    page.locator(".search [data-language-link]").click()
    page.wait_for_url(re.compile(re.escape({"en": "/cy/", "cy": "/policies/"}[language])))
    expect(search_.box).to_be_visible()
    expect(search_.field).to_have_value("logo")
    assert search_.titles()


@pytest_browser
def test_no_server_learns_what_is_looked_for(reader: Reader) -> None:
    """Neither from the way to a result or the other language, nor from a reload."""
    page = reader.open(f"{POLICY['en']}#SM-014")
    told: list[str] = []
    page.on(
        "request",
        lambda each: told.extend([urldefrag(each.url).url, each.headers.get("referer", "")]),
    )
    search_ = Dialog(page).open("facebook")
    search_.titles()
    assert page.url.endswith("#?q=facebook")
    page.reload()
    search_.titles()
    page.locator(".search [data-language-link]").click()
    page.wait_for_url("**/cy/**")
    search_.titles()
    search_.results.first.click()
    expect(search_.box).to_be_hidden()
    assert len(told) > 10 and any("/cy/" in each for each in told)
    assert not [each for each in told if "facebook" in each]


@pytest_browser
def test_a_closed_search_leaves_the_address_as_it_was(reader: Reader) -> None:
    page = reader.open(f"{POLICY['en']}#SM-014")
    search_ = Dialog(page).open("logo")
    search_.titles()
    page.keyboard.press("Escape")
    expect(search_.box).to_be_hidden()
    expect(page).to_have_url(re.compile("/#SM-014$"))  # its closing is told of a moment later


@pytest_browser
@both_languages
def test_an_audiences_pages_lead_to_their_versions(reader: Reader, language: Language) -> None:
    view = {"en": "parents/", "cy": "cy/rhieni/"}[language]
    page = reader.open(view)
    search_ = Dialog(page).open({"en": "incident", "cy": "digwyddiad"}[language])
    search_.titles()
    hrefs = search_.results.evaluate_all("links => links.map(link => link.href)")
    assert any(href.startswith(reader.address + view) for href in hrefs if "#" in href)


@pytest_browser
def test_more_results_are_shown_when_asked_for(reader: Reader) -> None:
    page = reader.open(HOME["cy"])
    search_ = Dialog(page).open("ysgol")
    assert len(search_.titles()) == 20
    page.get_by_role("button", name=say("search.more", "cy")).click()
    expect(search_.results).to_have_count(40)
    expect(search_.results.nth(20)).to_be_focused()


@pytest_browser
def test_a_result_on_the_same_page(reader: Reader) -> None:
    page = reader.open(POLICY["en"])
    search_ = Dialog(page).open("sm14")
    search_.result("SM-014").click()
    expect(search_.box).to_be_hidden()
    expect(page.locator("#SM-014")).to_be_in_viewport()


@pytest_browser
@both_widths
def test_it_fits_and_can_be_pressed(reader: Reader) -> None:
    page = reader.open(POLICY["cy"])
    search_ = Dialog(page).open("ysgol")
    search_.titles()
    box = search_.box.bounding_box()
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert box and box["width"] <= width
    if width == TELEPHONE:
        assert (box["x"], box["y"], box["width"]) == (0, 0, width)
        assert box["height"] == 800
    small = """all => all.filter(each => { const box = each.getBoundingClientRect()
        return Math.min(box.width, box.height) < 43.9 }).map(each => each.outerHTML)"""
    targets = page.locator(".search :is(a, button, input):visible")
    assert targets.count() > 20
    assert targets.evaluate_all(small) == []
    overflow = page.evaluate("document.querySelector('dialog').scrollWidth - innerWidth")
    assert overflow <= 0


@pytest_browser
@both_languages
def test_without_scripts_it_is_the_index(without_scripts: Reader, language: str) -> None:
    page = without_scripts.open(POLICY[language])
    page.locator("[data-search-open]").click()
    page.wait_for_url(f"**/{INDEX[language]}")


@pytest_browser
@both_languages
def test_it_works_from_a_folder(
    contexts: Contexts,
    as_files: Built,
    language: str,
) -> None:
    reader = Reader(contexts(DESK, True), f"{as_files.site.as_uri()}/")
    page = reader.open(f"{POLICY[language]}index.html")
    search_ = Dialog(page).open({"en": "pupil", "cy": "bolisi"}[language])
    assert len(search_.titles()) > 5
    search_.field.fill("PC-009")
    search_.result("PC-009").click()
    page.wait_for_url("**/index.html#PC-009")
    expect(page.locator("#PC-009")).to_be_in_viewport()
    page.close()
    assert [error for error in reader.errors if "request to" in error] == []


@pytest_browser
def test_it_says_so_when_it_cannot_load(
    contexts: Contexts,
    shipped: Built,
) -> None:
    with served(shipped.site) as root:
        reader = Reader(contexts(DESK, True), root)
        page = reader.open(HOME["cy"])
        page.route("**/search/cy.js", lambda route: route.abort())
        search_ = Dialog(page).open("x")
        expect(search_.status).to_have_text(say("search.failed", "cy"))
        expect(page.locator(".search__foot a")).to_be_visible()
        page.unroute("**/search/cy.js")
        page.keyboard.press("Escape")
        search_.open()
        search_.field.fill("polisi")
        assert search_.titles()
        page.close()


@pytest_browser
@both_languages
def test_it_works_under_the_policy_of_servers(
    contexts: Contexts,
    shipped: Built,
    language: str,
) -> None:
    with served(shipped.site, StrictHandler) as root:
        for strict in reading(contexts(DESK, True), root):
            search_ = Dialog(strict.open(INDEX[language])).open("SM-021")
            search_.result("SM-021").wait_for()
