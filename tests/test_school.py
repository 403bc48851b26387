"""school.yml: its values in both languages, and how a text is filled."""

from __future__ import annotations

from pathlib import Path

import pytest

import projects
from polisi.model import Language
from polisi.school import School, load
from projects import SCHOOL

TEXT = """\
default_language: cy
school:
  name:
    en: Example School
    cy: Ysgol Gynradd
roles:
  head: {en: headteacher, cy: pennaeth}
  deputy: {en: deputy}
contact:
  email: a_b@example.com
  empty:
deep: {a: {b: {c: x}}}
list: [a, b]
"""


def school(root: Path, text: str | bytes = TEXT) -> School:
    about, problems = load(projects.write(root, {SCHOOL: text}))
    assert problems == []
    return about


def test_names(tmp_path: Path) -> None:
    assert school(tmp_path).names() == [
        "default_language", "school.name", "roles.head", "roles.deputy",
        "contact.email", "contact.empty", "deep.a.b.c",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "english", "welsh"),
    [
        ("school.name", "Example School", "Ysgol Gynradd"),
        ("roles.deputy", "deputy", ""),
        ("contact.email", "a_b@example.com", "a_b@example.com"),
        ("contact.empty", "", ""),
        ("deep.a.b.c", "x", "x"),
        ("deep.a", None, None),
        ("list", None, None),
        ("school", None, None),
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
        ("{{ nothing }} {{ contact.empty }}", "en", "{{ nothing }} {{ contact.empty }}"),
        ("{ school.name } {{ school.name", "en", "{ school.name } {{ school.name"),
        ("None.", "en", "None."),
    ],
)
def test_fill(text: str, language: Language, expected: str, tmp_path: Path) -> None:
    assert school(tmp_path).fill(text, language) == expected


def test_a_value_is_escaped_after_its_mutation(tmp_path: Path) -> None:
    filled = school(tmp_path).fill("{{ roles.head | meddal }}", "cy", lambda value: f"<{value}>")
    assert filled == "<bennaeth>"


def test_default_language(tmp_path: Path) -> None:
    assert school(tmp_path).default_language == "cy"
    assert school(tmp_path, "a: b\n").default_language == "en"


def test_windows_file(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    assert school(tmp_path, raw).value("school.name", "cy") == "Ysgol Gynradd"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: b\ndefault_language: Welsh\n", "school-language", 2),
        ("default_language: [cy]\n", "school-language", 1),
        ("default_language:\n", "school-language", 1),
        ("a: b\na: c\n", "yaml-key-twice", 2),
        ("a: [\n", "yaml-broken", 2),
        ("- a\n", "yaml-broken", 1),
        ("a: " + "[" * 100_000, "yaml-broken", 1),
        ("a: b\0", "yaml-broken", 1),
        (b"a: \xff", "school-unreadable", 1),
        (b"\xff\xfea\0", "school-unreadable", 1),
    ],
)
def test_problems(text: str | bytes, code: str, line: int, tmp_path: Path) -> None:
    _, (problem,) = load(projects.write(tmp_path, {SCHOOL: text}))
    assert (problem.code, problem.path, problem.line) == (code, SCHOOL, line)
    assert str(tmp_path) not in problem.message("en")


def test_no_file(tmp_path: Path) -> None:
    about, (problem,) = load(tmp_path)
    assert (about.values, problem.code) == ({}, "school-missing")


def test_a_folder_of_that_name(tmp_path: Path) -> None:
    (tmp_path / SCHOOL).mkdir()
    _, (problem,) = load(tmp_path)
    assert problem.code == "school-unreadable"
    assert str(tmp_path) not in problem.message("en")
