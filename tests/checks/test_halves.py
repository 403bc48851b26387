"""Two processes that look at half of the pairs each find what one finds, with either failing."""

from __future__ import annotations

from pathlib import Path

import pytest

from polisi import checks, project
from polisi.problems import Problem
from polisi.project import Project
from polisi.text.documents import Document
from projects import CY_ABOUT, CY_GC, CY_SM, EN_ABOUT, EN_GC, EN_SM, files, problems, write
from sites import ROOT


def faulty(root: Path) -> Path:
    """Write a project with a fault in every document and in the school's file."""
    valid = {path: str(text) for path, text in files().items()}
    changes = {path: f"{valid[path]}\nTODO: **\n" for path in (EN_SM, CY_SM, EN_GC, CY_GC)}
    changes |= {path: f"{valid[path]}\nSee <b>SM-999</b>.\n" for path in (EN_ABOUT, CY_ABOUT)}
    school = f"{valid['school.yml']}own_terms: [nonsense]\n"
    return write(root, files({**changes, "school.yml": school}))


@pytest.fixture
def found_by_one(tmp_path: Path) -> list[Problem]:
    """Return what one process finds."""
    found = problems(faulty(tmp_path))
    assert {"own-term-unknown", "text-unfilled", "stamp-stale-en-unknown"} <= {
        each.code for each in found
    }
    return found


def test_two_processes_find_what_one_finds(
    tmp_path: Path, found_by_one: list[Problem], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "MANY", 0)
    assert problems(tmp_path) == found_by_one


def test_one_does_the_work_of_another_that_fails(
    tmp_path: Path, found_by_one: list[Problem], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "MANY", 0)
    monkeypatch.setattr(checks, "in_second_process", lambda function: lambda: None)
    assert problems(tmp_path) == found_by_one


def test_what_the_second_one_finds_is_not_lost(
    tmp_path: Path, found_by_one: list[Problem], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "MANY", 0)
    monkeypatch.setattr(checks, "in_second_process", lambda function: lambda: [])
    lost = {each.path for each in found_by_one} - {each.path for each in problems(tmp_path)}
    assert lost  # so that the tests above have something to lose


def test_the_halves_have_about_as_much_to_look_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped policies are of very different lengths, and both wait for the longer half."""
    halves: list[tuple[Document, ...]] = []

    def look(part: Project) -> list[Problem]:
        halves.append(part.documents)
        return []

    monkeypatch.setattr(checks, "OF_DOCUMENTS", (look,))
    monkeypatch.setattr(checks, "OF_PROJECT", ())
    loaded = project.load(ROOT)
    for half in checks.halves(loaded, for_pages=True):
        half()
    first, second = (sum(len(document.body) for document in half) for half in halves)
    assert first + second == sum(len(document.body) for document in loaded.documents)
    assert 0.9 < first / second < 1.1
