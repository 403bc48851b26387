"""``ids.csv``, which remembers what was ever published: what has gone, and the file itself."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import projects
from polisi import checks
from polisi.cli import main
from polisi.decisions import agreement
from polisi.policies import published, shipped
from polisi.problems import Problem
from polisi.project import load
from projects import CY_ABOUT, CY_GC, CY_SM, EN_ABOUT, EN_GC, EN_SM

FILE = "ids.csv"


def remembered(root: Path) -> str:
    """Return what the valid project publishes, as it is remembered."""
    loaded = load(projects.write(root / "first", projects.files()))
    return published.written((), published.rows(loaded.documents))


def found(root: Path, changes: dict[str, str | bytes | None]) -> list[Problem]:
    ids = {FILE: remembered(root)} | changes
    problems = projects.check(root / "second", ids)
    return [each for each in problems if each.path == FILE]


def moved(*names: tuple[str, str]) -> dict[str, str | bytes | None]:
    """Return the valid project's changes when files are called otherwise."""
    files = projects.files()
    changes: dict[str, str | bytes | None] = {old: None for old, _ in names}
    return changes | {new: files[old] for old, new in names}


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (((EN_ABOUT, "docs/en/us.md"), (CY_ABOUT, "docs/cy/us.md")), "docs/en/us.md"),
        (((EN_SM, "docs/en/policies/sm.md"), (CY_SM, "docs/cy/policies/sm.md")),
         "docs/en/policies/sm.md"),
    ],
)  # fmt: skip
def test_a_renamed_file_says_itself_where_it_was(
    names: tuple[tuple[str, str], ...], says: str, tmp_path: Path
) -> None:
    problems = found(tmp_path, moved(*names))
    assert {each.code for each in problems} == {"address-gone"}
    assert says in {each.values["file"] for each in problems}


def test_a_retired_number_is_remembered_when_its_entry_goes(tmp_path: Path) -> None:
    retired = "retired:\n  SM-009: {on: 2026-09-15, use: SM-001}\n"
    problems = found(tmp_path, dict(projects.patched(EN_SM, retired, "")))
    assert [(each.code, each.values["id"]) for each in problems] == [("id-gone", "SM-009")]


def test_a_page_that_is_gone(tmp_path: Path) -> None:
    problems = found(tmp_path, {EN_ABOUT: None, CY_ABOUT: None})
    assert [each.code for each in problems] == ["page-gone", "page-gone"]


def test_a_policy_that_is_gone_is_one_problem(tmp_path: Path) -> None:
    problems = found(tmp_path, {EN_GC: None, CY_GC: None})
    assert [(each.code, each.values["code"]) for each in problems] == [("policy-gone", "GC")]


def test_semicolons_are_read_as_a_spreadsheet_writes_them(tmp_path: Path) -> None:
    text = remembered(tmp_path)
    assert published.read(text.replace(",", ";")) == published.read(text)
    assert found(tmp_path, {FILE: text.replace(",", ";")}) == []


@pytest.mark.parametrize(
    "line", ["<<<<<<< ours", "clause GC-001", "clauses,GC-001,a.md", "clause,x"]
)
def test_a_line_that_is_no_row(line: str, tmp_path: Path) -> None:
    problems = found(tmp_path, {FILE: remembered(tmp_path) + f"{line}\n"})
    assert [each.code for each in problems] == ["ids-broken"]


def test_an_empty_line_is_none(tmp_path: Path) -> None:
    assert found(tmp_path, {FILE: remembered(tmp_path) + "\n"}) == []


def test_what_is_agreed_is_missed_in_an_empty_file(tmp_path: Path) -> None:
    ids = {FILE: "kind,id,file\n"}
    assert "id-unrecorded" in projects.codes(projects.check(tmp_path, ids))


def test_a_file_that_git_remembers_is_missed(tmp_path: Path) -> None:
    projects.write(tmp_path, {**projects.files(), FILE: remembered(tmp_path / "other")})
    assert "ids-lost" not in projects.codes(projects.problems(tmp_path))
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "All of it"]):
        environment = projects.git_environment()
        subprocess.run(["git", *command], cwd=tmp_path, env=environment, check=True)
    (tmp_path / FILE).unlink()
    assert "ids-lost" in projects.codes(projects.problems(tmp_path))


def test_a_project_that_never_had_it(tmp_path: Path) -> None:
    assert projects.codes(projects.check(tmp_path)) == []


def test_a_retired_clause_is_not_replaced_by_itself(tmp_path: Path) -> None:
    changes = projects.patched(EN_SM, "use: SM-001", "use: SM-009")
    assert projects.codes(projects.check(tmp_path, changes)) == ["retired-malformed"]


def test_a_cell_without_an_end_is_a_line_that_is_none(tmp_path: Path) -> None:
    """A disk that has lost its power may have zeros where the file was."""
    problems = found(tmp_path, {FILE: "\0" * 200_000})
    assert [(each.code, each.line) for each in problems] == [("ids-broken", 1)]


@pytest.mark.parametrize("name", [FILE, "template.csv"])
def test_a_file_that_is_none_is_told_of(name: str, tmp_path: Path) -> None:
    root = projects.write(tmp_path, projects.files())
    (root / name).mkdir()
    problems = [(each.code, each.path) for each in checks.run(load(root))]
    assert problems == [("file-unreadable", name)]


def test_nothing_is_forgotten_where_a_line_can_not_be_read(tmp_path: Path) -> None:
    text = f"{remembered(tmp_path)}clause;SM-999;policies/media.md\n"
    root = projects.write(tmp_path / "second", {**projects.files(), FILE: text})
    assert FILE not in {each.name for each in agreement.remembered(load(root))}


def exchanged(text: str) -> str:
    """Return a file of governors in which both clauses have each other's ids."""
    for old, new in (("{#GC-001}", "{#}"), ("{#GC-002}", "{#GC-001}"), ("{#}", "{#GC-002}")):
        text = text.replace(old, new)
    return text


def test_clauses_that_exchanged_their_ids_can_not_be_agreed(tmp_path: Path) -> None:
    files = projects.files()
    changes = {path: exchanged(str(files[path])) for path in (EN_GC, CY_GC)}
    root = projects.write(tmp_path, projects.files(changes))
    assert main(["agree", "--all", "--root", str(root)]) == 1
    assert (root / CY_GC).read_text("utf-8") == changes[CY_GC]
    assert {each.clause for each in exchanges(root)} == {"GC-001", "GC-002"}


def test_clauses_of_the_template_that_exchanged_their_ids_and_were_agreed(tmp_path: Path) -> None:
    files = projects.files()
    ships = shipped.written(load(projects.write(tmp_path, files)).register)
    changed = {**files, **{path: exchanged(str(files[path])) for path in (EN_GC, CY_GC)}}
    changed |= {CY_GC: projects.stamped(CY_GC, changed), shipped.FILE: ships}  # type: ignore[arg-type]
    projects.write(tmp_path, changed)
    assert {each.clause for each in exchanges(tmp_path)} == {"GC-001", "GC-002"}


def exchanges(root: Path) -> list[Problem]:
    return [each for each in projects.problems(root) if each.code == "id-exchanged"]


def test_a_text_that_moved_on_is_no_exchange(tmp_path: Path) -> None:
    changes = projects.patched(EN_GC, "and it is short", "and it is brief")
    assert not exchanges(projects.write(tmp_path, projects.files(changes)))


SLUGS = ("slug: cyfryngau", "slug: cod-llywodraethwyr")


def readdressed(problems: list[Problem]) -> set[str]:
    return {each.values["file"] for each in problems if each.code == "address-exchanged"}


def test_two_pages_that_exchanged_their_addresses(tmp_path: Path) -> None:
    changes = {
        **projects.patched(CY_SM, SLUGS[0], SLUGS[1]),
        **projects.patched(CY_GC, SLUGS[1], SLUGS[0]),
    }
    assert readdressed(found(tmp_path, dict(changes))) == {CY_SM, CY_GC}


def test_two_policies_that_exchanged_their_files(tmp_path: Path) -> None:
    """Even where they were agreed again, so that their clauses are remembered in both files."""
    root = projects.write(tmp_path, {**projects.files(), FILE: remembered(tmp_path / "other")})
    for media, governors in ((EN_SM, EN_GC), (CY_SM, CY_GC)):
        ours, theirs = (root / media).read_bytes(), (root / governors).read_bytes()
        (root / media).write_bytes(theirs)
        (root / governors).write_bytes(ours)
    main(["agree", "--all", "--root", str(root)])
    assert readdressed(projects.problems(root)) >= {EN_SM, EN_GC}


def test_a_page_that_says_where_it_was_has_exchanged_nothing(tmp_path: Path) -> None:
    text = projects.patched(CY_SM, SLUGS[0], "slug: lluniau\nmoved_from: [polisiau/cyfryngau]")
    assert found(tmp_path, dict(text)) == []
