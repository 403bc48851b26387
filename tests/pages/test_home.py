"""The home page and the pages of audiences: the choice, the questions, what changed lately."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any, cast

import pytest

from polisi.facts.audiences import all_audiences, audience
from polisi.facts.questions import all_questions
from polisi.model import Change, Seen
from polisi.pages.content import lists, tasks
from polisi.pages.content.written import MOST_NEWS
from polisi.pages.news import news
from polisi.pages.plan import Plan
from polisi.policies.editions import INTRANET, cut
from polisi.words.languages import LANGUAGES, Language
from polisi.words.phrases import say
from sites import Built, words

HOMES = {"en": "", "cy": "cy/"}
STAFF, PARENTS = audience("staff"), audience("parents")
AUDIENCES = {
    "staff": {"en": "staff/", "cy": "cy/staff/"},
    "parents": {"en": "parents/", "cy": "cy/rhieni/"},
}
each_language = pytest.mark.parametrize("language", LANGUAGES)


def register(*clauses: str, **instead: str) -> Seen:
    shown: dict[str, Any] = {id_: SimpleNamespace(id=id_) for id_ in clauses}
    return Seen({}, shown, {}, {}, instead=instead)


def plan(*changes: tuple[str, str, str], clauses: tuple[str, ...] = ()) -> Plan:
    """Return a plan of policies, one of each change: kind, code and day."""
    ids = ("A-1", "B-1")
    policies: dict[str, Any] = {
        code: SimpleNamespace(
            code=code,
            kind=kind,
            changes=[Change("1.0.0", day, {"en": "New."}, ids)],
            clauses=[SimpleNamespace(id=each) for each in clauses or ids],
        )
        for kind, code, day in changes
    }
    return cast(
        Plan,
        SimpleNamespace(
            all_policies=policies.values(), proposed=lambda code: None, adopted=lambda code: ()
        ),
    )


def test_ten_to_twelve_questions_in_both_languages() -> None:
    questions = all_questions()
    assert 10 <= len(questions) <= 12
    for question in questions:
        assert set(question.texts) == set(LANGUAGES)
        assert all(text.endswith("?") for text in question.texts.values()), question


def test_every_question_has_its_answer_in_the_whole_site(shipped: Built) -> None:
    clauses = shipped.project.register.clauses
    assert [each.clause for each in all_questions() if each.clause not in clauses] == []


def test_a_question_without_its_clause_is_not_asked() -> None:
    assert lists.questions(register(), [STAFF, PARENTS]) == []
    found = lists.questions(register("SM-018", "PC-004"), [PARENTS])
    assert [each.clause for each in found] == ["PC-004"]


def test_the_clause_that_shows_instead_answers() -> None:
    found = lists.questions(register("SM-037", **{"SM-013": "SM-037"}), [STAFF])
    assert [each.clause for each in found] == ["SM-037"]


@each_language
def test_home_asks_whom_it_speaks_to_first(site: Built, language: Language) -> None:
    page = site.pages[site.root(language)]
    order = [str(node.attributes["id"]) for node in page.all(".content h2[id]")]
    assert order == ["readers", "documents", "changes"]
    for link in page.all(".reader a"):
        assert site.resolve(page, str(link.attributes["href"]))[0] in site.pages


@each_language
def test_each_reader_finds_what_is_asked_beside_who_they_are(
    site: Built, language: Language
) -> None:
    page = site.pages[site.root(language)]
    readers = page.all(".readers > div")
    for reader, name in zip(readers, all_audiences(), strict=True):
        asked = [each.texts[language] for each in all_questions() if each.asker == name]
        assert words(reader.css("h3")[0].text()) == say(f"home.{name}", language)
        assert [words(link.text()) for link in reader.css(".questions a")] == asked


@each_language
def test_each_question_leads_to_its_clause_with_its_number(site: Built, language: Language) -> None:
    page = site.pages[site.root(language)]
    shown = lists.questions(cut(site.project.shown, INTRANET).register, list(all_audiences()))
    items = page.all(".questions li")
    assert len(items) == len(shown) == len(all_questions())
    for item, question in zip(items, shown, strict=True):
        (link,) = item.css("a")
        target, anchor = site.resolve(page, str(link.attributes["href"]))
        assert words(link.text()) == question.texts[language]
        assert anchor == question.clause
        assert anchor in site.pages[target].ids
        assert question.clause in item.text()


@each_language
@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_audience_has_its_own_questions_with_the_start_of_each_answer_first(
    shipped: Built, audience: str, language: Language
) -> None:
    page = shipped.pages[AUDIENCES[audience][language]]
    order = [node.attributes["id"] for node in page.all(".content h2")]
    assert order == ["questions", "documents", "forms", "ask"]
    asked = [each for each in all_questions() if each.asker == audience]
    assert page.texts(".answers dt a") == [each.texts[language] for each in asked]
    for each, answer in zip(asked, page.texts(".answers dd"), strict=True):
        target, _ = shipped.resolve(
            page, str(page.all(".answers dt a")[asked.index(each)].attributes["href"])
        )
        text = words(
            shipped.pages[target].one(f".clause:has([id='{each.clause}']) .clause__text").text()
        )
        assert 20 < len(answer) <= tasks.MOST_OF_ANSWER + 2
        assert text.startswith(answer[:20]), answer


@each_language
def test_an_audience_has_its_short_document_first_and_no_clause_is_lost(
    shipped: Built, language: Language
) -> None:
    first = {"staff": "QG", "parents": "PC"}
    for name, addresses in AUDIENCES.items():
        page = shipped.pages[addresses[language]]
        policy = shipped.project.shown.policies[first[name]]
        assert page.texts(".documents a")[0] == policy.title(language)
        listed = set(page.texts(".every .clause-list__id"))
        clauses = shipped.project.shown.clauses.values()
        assert listed == {each.id for each in clauses if name in each.audiences}
        assert page.all(".every:not([open])")


@each_language
def test_the_home_of_an_edition_for_one_audience_is_its_page(
    edition: Built, language: Language
) -> None:
    page = edition.pages[edition.root(language)]
    askers = {each.asker for each in all_questions()
              if each.texts[language] in page.texts(".answers dt a")}  # fmt: skip
    assert askers == {edition.environment["POLISI_EDITION"]}
    assert page.all(".reader") == []
    assert page.texts(".documents a")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Decline it. Tell the headteacher.", "Decline it."),
        ("Do these in order: If anyone is in danger, phone 999. Then wait.",
         "Do these in order: If anyone is in danger, phone 999."),
        ("At 4.30 p.m. or later, ask Mr. jones", "At 4.30 p.m. or later, ask Mr. jones"),
        ("“Do not.” Tell them.", "“Do not.”"),
        ("Peidiwch! Ŵyr neb.", "Peidiwch!"),
        ("", ""),
    ],
)  # fmt: skip
def test_an_answer_starts_with_its_first_sentence(text: str, first: str) -> None:
    assert tasks.first_sentence(text) == first


def test_a_sentence_without_an_end_is_cut_between_words() -> None:
    cut = tasks.first_sentence("word " * 100)
    assert cut.endswith("word …") and len(cut) <= tasks.MOST_OF_ANSWER + 2


def test_the_latest_changes_come_first_and_policies_before_forms() -> None:
    found = news(
        plan(
            ("form", "F", "2027-01-02"),
            ("policy", "A", "2026-01-02"),
            ("policy", "B", "2027-01-02"),
        )
    )
    assert [each.policy.code for each in found] == ["B", "F", "A"]


def test_only_the_last_changes_and_only_clauses_that_show() -> None:
    many = [("policy", f"P{number}", f"2026-01-{number:02}") for number in range(1, 10)]
    found = news(plan(*many, clauses=("A-1",)))[:MOST_NEWS]
    assert [each.policy.code for each in found] == ["P9", "P8", "P7"]
    assert found[0].clauses == ("A-1",)


@each_language
def test_home_says_what_changed(shipped: Built, language: Language) -> None:
    page = shipped.pages[HOMES[language]]
    lines = page.texts(".news li")
    assert len(lines) == MOST_NEWS
    assert all(re.search(r"\b[12]\.\d\.0\b", line) and "2026" in line for line in lines)
