"""school.yml: its values in both languages, and how a text is filled."""

from __future__ import annotations

from pathlib import Path

import pytest

import projects
from polisi.school.school import School, load
from polisi.words.languages import Language
from projects import SCHOOL

TEXT = """\
default_language: cy
school:
  name:
    en: Example School
    cy: Ysgol Gynradd
roles:
  head: {en: headteacher, cy: pennaeth, email: head@example.com}
contact:
  email: a_b@example.com
  telephone:
  website: https://example.com/
approved_tools: [Hwb, {en: Teams, cy: Timau}]
options:
  comments: off
"""


def school(root: Path, text: str | bytes = TEXT) -> School:
    about, problems = load(projects.write(root, {SCHOOL: text}))
    assert problems == []
    return about


def test_names(tmp_path: Path) -> None:
    names = school(tmp_path).names()
    assert {"school.name", "roles.head", "roles.head.email", "contact.website"} <= set(names)
    assert {"local_authority.name", "roles.headteacher", "options.review_months"} <= set(names)
    assert not {"school.logo", "options.comments", "adoption", "default_language"} & set(names)


@pytest.mark.parametrize(
    ("name", "english", "welsh"),
    [
        ("school.name", "Example School", "Ysgol Gynradd"),
        ("roles.head.email", "head@example.com", "head@example.com"),
        ("roles.head.telephone", "", ""),
        ("roles.headteacher", "", ""),
        ("contact.email", "a_b@example.com", "a_b@example.com"),
        ("contact.telephone", "", ""),
        ("contact.website", "https://example.com/", "https://example.com/"),
        ("local_authority.name", "", ""),
        ("approved_tools", "Hwb and Teams", "Hwb a Thimau"),
        ("options.review_months", "12 months", "12 mis"),
        ("options.nothing", None, None),
        ("contact.nothing", None, None),
        ("nothing.at.all", None, None),
        ("", None, None),
    ],
)
def test_value(name: str, english: str | None, welsh: str | None, tmp_path: Path) -> None:
    about = school(tmp_path)
    assert (about.value(name, "en"), about.value(name, "cy")) == (english, welsh)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("At {{ school.name }}.", "en", "At Example School."),
        ("{{roles.head|meddal}}", "cy", "bennaeth"),
        ("{{ roles.head | trwynol }}", "cy", "mhennaeth"),
        ("{{ roles.head | llaes }}", "cy", "phennaeth"),
        ("{{ roles.head | nothing }}", "cy", "pennaeth"),
        ("{{ nothing }} {{ contact.telephone }}", "en", "{{ nothing }} {{ contact.telephone }}"),
        ("{ school.name } {{ school.name", "en", "{ school.name } {{ school.name"),
        ("None.", "en", "None."),
    ],
)
def test_fill(text: str, language: Language, expected: str, tmp_path: Path) -> None:
    assert school(tmp_path).fill(text, language) == expected


def test_a_value_is_escaped_after_its_mutation(tmp_path: Path) -> None:
    filled = school(tmp_path).fill("{{ roles.head | meddal }}", "cy", lambda value: f"<{value}>")
    assert filled == "<bennaeth>"


def test_a_gap_says_what_is_missing(tmp_path: Path) -> None:
    text = "Ring {{ contact.telephone }} or write to {{ contact.email }}."
    filled = school(tmp_path).fill(text, "en", gap=lambda written: f"[{written}]")
    assert filled == "Ring [{{ contact.telephone }}] or write to a_b@example.com."


def test_default_language(tmp_path: Path) -> None:
    assert school(tmp_path).default_language == "cy"
    assert school(tmp_path, "default_language:\nroles: {}\n").default_language == "en"


def test_a_choice_and_a_default(tmp_path: Path) -> None:
    chosen = school(tmp_path).chosen
    assert (chosen["comments"], chosen["review_months"]) == ("off", "12")


def test_windows_file(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    assert school(tmp_path, raw).value("school.name", "cy") == "Ysgol Gynradd"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("roles: {}\ndefault_language: Welsh\n", "school-value", 2),
        ("default_language: [cy]\n", "school-value", 1),
        ("a: b\n", "school-key-unknown", 1),
        ("roles: {}\nroles: {}\n", "yaml-key-twice", 2),
        ("a: [\n", "yaml-broken", 1),
        ("- a\n", "yaml-broken", 1),
        ("a: " + "[" * 100_000, "yaml-broken", 1),
        ("a: b\0", "yaml-broken", 1),
        ("roles:\n\thead: x\n", "yaml-tab", 2),
        ("# nothing\n", "school-missing", 1),
        (b"a: \xff", "school-unreadable", 1),
        (b"\xff\xfea\0", "school-unreadable", 1),
    ],
)
def test_problems(text: str | bytes, code: str, line: int, tmp_path: Path) -> None:
    _, (problem,) = load(projects.write(tmp_path, {SCHOOL: text}))
    assert (problem.code, problem.path, problem.line) == (code, SCHOOL, line)
    assert str(tmp_path) not in problem.message("en")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("    cy: pennaeth\n", "", "school-incomplete"),
        ("    en: headteacher\n    cy: pennaeth\n", "", "placeholder-empty"),
        ("headteacher:\n    en: headteacher\n    cy: pennaeth", "headteacher: x", "school-value"),
        ("  headteacher:\n    en: headteacher\n    cy: pennaeth\n", "", "placeholder-empty"),
        ("    cy: Ysgol Enghraifft\n", "", "school-incomplete"),
        ("school:\n  name:\n", "schools:\n  name:\n", "school-key-unknown"),
    ],
)
def test_one_mistake_is_one_problem(old: str, new: str, code: str, tmp_path: Path) -> None:
    found = projects.check(tmp_path, projects.patched(SCHOOL, old, new))
    assert [problem.code for problem in found if problem.code != "placeholder-empty"] == [
        each for each in [code] if each != "placeholder-empty"
    ]
    empty = [problem.path for problem in found if problem.code == "placeholder-empty"]
    assert empty == [SCHOOL] * (code in ("placeholder-empty", "school-key-unknown"))


def test_no_file(tmp_path: Path) -> None:
    about, (problem,) = load(tmp_path)
    assert (about, problem.code) == (School(), "school-missing")


def test_a_folder_of_that_name(tmp_path: Path) -> None:
    (tmp_path / SCHOOL).mkdir()
    _, (problem,) = load(tmp_path)
    assert problem.code == "school-unreadable"
    assert str(tmp_path) not in problem.message("en")
