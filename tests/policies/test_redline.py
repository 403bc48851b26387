"""What two texts of a policy say otherwise: clause by clause, word by word, in both languages."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

import pytest

import projects
from polisi import project
from polisi.model import Policy
from polisi.policies.texts import settled
from polisi.policies.texts.redline import Run, counts, redline, runs
from polisi.words.languages import LANGUAGES, Language
from projects import CY_SM, EN_SM, patched


def text(folder: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Policy:
    """Return the policy SM of the valid project with changes, as text."""
    loaded = project.load(projects.write(folder, projects.files(changes)))
    return settled.as_text(loaded.shown.policies["SM"], loaded.school, loaded.shown.instead)


def accepted(changed: tuple[Run, ...]) -> str:
    return "".join(run.text for run in changed if run.mark != "del")


def rejected(changed: tuple[Run, ...]) -> str:
    return "".join(run.text for run in changed if run.mark != "ins")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", []),
        ("a b", "a b", [("same", "a b")]),
        ("", "a b", [("ins", "a b")]),
        ("a b", "", [("del", "a b")]),
        ("a b", "b", [("del", "a "), ("same", "b")]),
        ("a b", "a", [("same", "a"), ("del", " b")]),
        ("ask first", "ask them first", [("same", "ask"), ("ins", " them"), ("same", " first")]),
        ("x a y b", "v a w b", [("del", "x a y "), ("ins", "v a w "), ("same", "b")]),
    ],
)
def test_words(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    found = runs(before, after)
    assert accepted(found) == after and rejected(found) == before
    assert [(run.mark, run.text) for run in found] == expected


def test_a_redline_holds_both_texts_word_for_word() -> None:
    chance = random.Random(7)
    vocabulary = "mae'r ysgol yn gofyn am gydsyniad the school asks first £5 (a) «b» 1.5 ".split()
    for _ in range(400):
        before = [chance.choice(vocabulary) for _ in range(chance.randrange(30))]
        after = list(before)
        for _ in range(chance.randrange(8)):
            at = chance.randrange(len(after) + 1)
            after[at : at + chance.randrange(3)] = [chance.choice(vocabulary)] * chance.randrange(3)
        found = runs(" ".join(before), " ".join(after))
        assert accepted(found) == " ".join(after)
        assert rejected(found) == " ".join(before)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_text_in_another_form_is_no_change(tmp_path: Path, language: Language) -> None:
    before = text(tmp_path / "a")
    form = {
        EN_SM: projects.BASE[EN_SM]
        .replace("- ask for consent\n- keep", "* ask for **consent**\n* keep")
        .replace("the same\nday", "the\nsame day")
        .replace("Decline every request", "Decline   every\nrequest"),
    }
    assert redline(before, text(tmp_path / "b", form), language).is_empty


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_put_in_shows_where_it_stands(tmp_path: Path, language: Language) -> None:
    before = text(tmp_path / "a")
    changes = patched(EN_SM, "ask for consent", "ask for written consent")
    found = redline(before, text(tmp_path / "b", changes), language)
    (clause,) = [each for each in found.clauses if not each.is_same]
    assert (clause.id, clause.state, clause.is_moved) == ("SM-002", "changed", False)
    assert clause.only_in_other == (language == "cy")
    changed = [line for line in clause.lines if line.has_changed]
    if language == "cy":
        assert changed == []
        return
    (line,) = changed
    assert (line.kind, line.within) == ("item", ("ul",))
    assert [run.text for run in line.runs if run.mark == "ins"] == [" written"]
    assert counts(found) == {"changed": 1, "moved": 0}


def test_clauses_that_are_new_retired_or_moved(tmp_path: Path) -> None:
    before = text(tmp_path / "a")
    changes = {}
    for path, heading, new in (
        (EN_SM, "### Posting pictures {#SM-002}", "### Group chats {#SM-004}\n\nAsk the head.\n"),
        (CY_SM, "### Postio lluniau {#SM-002}", "### Sgyrsiau {#SM-004}\n\nGofynnwch yn gyntaf.\n"),
    ):
        head, middle = projects.BASE[path].split(heading)
        clause, rest = middle.split("\n## ", 1)
        first = head.index("\n### ")
        body = head[:first] + f"\n{heading}{clause}" + head[first:] + new + "\n## " + rest
        at = body.rindex("\n### ")  # the last one goes
        changes[path] = body[:at] + "\n"
    changes[EN_SM] = changes[EN_SM].replace(
        "  SM-003: {audience: [staff]}\nretired:\n",
        "  SM-004: {audience: [staff]}\nretired:\n  SM-003: {on: 2026-11-22, use: SM-004}\n",
    )
    found = redline(before, text(tmp_path / "b", changes), "en")
    states = {each.id: (each.state, each.is_moved) for each in found.clauses}
    assert states["SM-004"] == ("new", False)
    assert states["SM-003"] == ("retired", False)
    assert next(each.use for each in found.clauses if each.id == "SM-003") == "SM-004"
    assert sorted([states["SM-001"], states["SM-002"]]) == [("same", False), ("same", True)]
    assert [each.id for each in found.clauses] == ["SM-002", "SM-001", "SM-004", "SM-003"]


def test_who_may_read_a_clause_is_part_of_it(tmp_path: Path) -> None:
    before = text(tmp_path / "a")
    wider = patched(EN_SM, "SM-003: {audience: [staff]}", "SM-003: {audience: [staff, parents]}")
    found = redline(before, text(tmp_path / "b", wider), "en")
    (clause,) = [each for each in found.clauses if not each.is_same]
    assert (clause.id, clause.added, clause.removed) == ("SM-003", ("parents",), ())


def test_a_row_of_a_table_and_a_very_long_word(tmp_path: Path) -> None:
    before = text(tmp_path / "a")
    long = "Llan" + "fair" * 80
    changes = patched(
        EN_SM, "| The first of them | 13 |", f"| The first of them | 16 |\n| {long} | 13 |"
    )
    found = redline(before, text(tmp_path / "b", changes), "en")
    (clause,) = [each for each in found.clauses if not each.is_same]
    rows = [line for line in clause.lines if line.kind == "row" and line.has_changed]
    assert [accepted(line.runs) for line in rows] == [
        "The first of them | 16",
        f"{long} | 13",
    ]
    assert rejected(rows[0].runs) == "The first of them | 13"


@pytest.mark.parametrize("language", LANGUAGES)
def test_random_edits_of_a_policy_are_shown_whole(tmp_path: Path, language: Language) -> None:
    """All lines without what was taken out read like the new text, and the other way round."""
    before = text(tmp_path / "a")
    chance = random.Random(11)
    path = {"en": EN_SM, "cy": CY_SM}[language]
    head, _, body = projects.BASE[path].partition("---\n## ")
    for number in range(12):
        words = body.split(" ")
        for _ in range(chance.randrange(1, 6)):
            at = chance.randrange(len(words))
            if words[at].isalpha():
                words[at : at + chance.randrange(2)] = ["gair"] * chance.randrange(3)
        changes = {path: f"{head}---\n## {' '.join(words)}"}
        after = text(tmp_path / str(number), changes)
        same = redline(after, after, language)
        old = redline(before, before, language)
        found = redline(before, after, language)
        for mine, new, was in zip(found.clauses, same.clauses, old.clauses, strict=True):
            said = [accepted(line.runs) for line in mine.lines]
            assert [each for each in said if each] == [accepted(line.runs) for line in new.lines]
            said = [rejected(line.runs) for line in mine.lines]
            assert [each for each in said if each] == [rejected(line.runs) for line in was.lines]
