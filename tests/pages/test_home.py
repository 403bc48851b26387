"""The home page and the pages of audiences: the choice, the questions, what changed lately."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any, cast

import pytest

from polisi.facts.audiences import all_audiences, audience
from polisi.facts.questions import all_questions
from polisi.model import Change, Seen
from polisi.pages.content import lists
from polisi.pages.plan import Plan
from polisi.policies.editions import INTRANET, cut
from polisi.words.languages import LANGUAGES, Language
from sites import Built, words

HOMES = {"en": "", "cy": "cy/"}
STAFF, PARENTS = audience("staff"), audience("parents")
AUDIENCES = {
    "staff": {"en": "staff/", "cy": "cy/staff/"},
    "parents": {"en": "parents/", "cy": "cy/rhieni/"},
}
each_language = pytest.mark.parametrize("language", LANGUAGES)


def register(*clauses: str, **instead: str) -> Seen:
    return cast(Seen, SimpleNamespace(clauses=dict.fromkeys(clauses), instead=instead))


def plan(*changes: tuple[str, str, str], clauses: tuple[str, ...] = ()) -> Plan:
    """Return a plan of policies, one of each change: kind, code and day."""
    policies: dict[str, Any] = {
        code: SimpleNamespace(
            code=code, kind=kind, changes=[Change("1.0.0", day, {"en": "New."}, ("A-1", "B-1"))]
        )
        for kind, code, day in changes
    }
    return cast(
        Plan,
        SimpleNamespace(
            register=SimpleNamespace(policies=policies, clauses=dict.fromkeys(clauses))
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
    assert order[:3] == ["readers", "questions", "changes"]
    for link in page.all(".readers a"):
        assert site.resolve(page, str(link.attributes["href"]))[0] in site.pages


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
def test_an_audience_has_its_own_questions_first(
    shipped: Built, audience: str, language: Language
) -> None:
    page = shipped.pages[AUDIENCES[audience][language]]
    first = page.all(".content h2")[0]
    assert first.attributes["id"] == "questions"
    asked = [each.texts[language] for each in all_questions() if each.asker == audience]
    assert page.texts(".questions a") == asked


def test_an_edition_for_parents_asks_what_parents_ask(edition: Built) -> None:
    for language in LANGUAGES:
        page = edition.pages[edition.root(language)]
        askers = {each.asker for each in all_questions()
                  if each.texts[language] in page.texts(".questions a")}  # fmt: skip
        assert askers == {edition.environment["POLISI_EDITION"]}


def test_the_latest_changes_come_first_and_policies_before_forms() -> None:
    found = lists.news(
        plan(
            ("form", "F", "2027-01-02"),
            ("policy", "A", "2026-01-02"),
            ("policy", "B", "2027-01-02"),
        )
    )
    assert [each.policy.code for each in found] == ["B", "F", "A"]


def test_only_the_last_changes_and_only_clauses_that_show() -> None:
    many = [("policy", f"P{number}", f"2026-01-{number:02}") for number in range(1, 10)]
    found = lists.news(plan(*many, clauses=("A-1",)))
    assert [each.policy.code for each in found] == ["P9", "P8", "P7", "P6", "P5"]
    assert found[0].clauses == ("A-1",)


@each_language
def test_home_says_what_changed(shipped: Built, language: Language) -> None:
    page = shipped.pages[HOMES[language]]
    lines = page.texts(".news li")
    assert len(lines) == lists.MOST_CHANGES
    assert all(re.search(r"\b[12]\.\d\.0\b", line) and "2026" in line for line in lines)
