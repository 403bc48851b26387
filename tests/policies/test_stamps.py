"""Stamps: what they are made from, how they go stale, and how they are written."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

import projects
from polisi.cli import main
from polisi.model import Passage
from polisi.policies import stamps
from polisi.problems import Problem
from polisi.words.languages import Language
from projects import CY_ABOUT, CY_GC, CY_HOME, CY_SM, EN_ABOUT, EN_GC, EN_SM, patched

EN = Passage("SM-001", "A title", 3, "One text.\n", "docs/en/x.md", 5)
CY = Passage("SM-001", "Teitl", 3, "Un testun.\n", "docs/cy/x.md", 6)
STALE_CY, STALE_EN = "stamp-stale-cy-unknown", "stamp-stale-en-unknown"
A, B = "aaaaaaaa-aaaaaaaa", "bbbbbbbb-bbbbbbbb"


# Digests


def digest(passage: Passage) -> str:
    return stamps.digest(stamps.of_passage(passage, "en"))


def test_a_digest_never_changes() -> None:
    """A digest is written into every fork's files: another algorithm makes all of them stale."""
    assert digest(EN) == "c039df77"
    assert stamps.stamp({"en": EN, "cy": CY}) == "c039df77-91837fd9"
    assert stamps.digest_of_source(EN) == "36359018"


@pytest.mark.parametrize(
    "same",
    [
        replace(EN, line=50, path="docs/en/y.md"),
        replace(EN, level=4),
        replace(EN, body="\nOne text.  \n\n\n"),
        replace(EN, body="One  text.\n"),
        replace(EN, body="One\ntext.\n"),
        replace(EN, body="!!! drafting\n    A note.\n\nOne text.\n"),
    ],
)
def test_what_makes_no_difference(same: Passage) -> None:
    assert digest(same) == digest(EN)


@pytest.mark.parametrize(
    ("one", "other"),
    [("- a\n- b", "* a\n* b"), ("- a\n    - b", "- a\n  - b"), ("• a\n• b", "- a\n\n- b"),
     ("| a |\n|---|\n| b |", "|a|\n|:-|\n|b|"), ("> a\n> b", "> a b"), ("**a**", "__a__")],
)  # fmt: skip
def test_texts_that_read_the_same(one: str, other: str) -> None:
    assert digest(replace(EN, body=one)) == digest(replace(EN, body=other))


@pytest.mark.parametrize(
    "changed",
    [
        replace(EN, title="Title"),
        replace(EN, body="One text!\n"),
        replace(EN, body="One\n\ntext.\n"),
        replace(EN, body="One  \ntext.\n"),
        replace(EN, body="- One text.\n"),
        replace(EN, body="1. One text.\n"),
        replace(EN, body="> One text.\n"),
        replace(EN, body="One **text**.\n"),
        replace(EN, body="[One text](x.md).\n"),
        replace(EN, body="One {{ school.name }} text.\n"),
        replace(EN, body="One *text*.\n"),
        replace(EN, title="A title One text.", body=""),
    ],
)
def test_what_makes_a_difference(changed: Passage) -> None:
    assert digest(changed) != digest(EN)


def test_bold_is_not_slanted() -> None:
    assert digest(replace(EN, body="**a** *b*")) != digest(replace(EN, body="*a* **b**"))
    assert digest(replace(EN, body="**a**")) != digest(replace(EN, body="*a*"))


def test_moved_names_the_side() -> None:
    agreed = stamps.stamp({"en": EN, "cy": CY})
    english, welsh = replace(EN, body="Other."), replace(CY, body="Arall.")

    def moved(first: Passage, second: Passage) -> list[Language]:
        return stamps.moved(agreed, stamps.stamp({"en": first, "cy": second}))

    assert moved(EN, CY) == []
    assert moved(english, CY) == ["en"]
    assert moved(EN, welsh) == ["cy"]
    assert moved(english, welsh) == ["en", "cy"]


# Whole documents


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (CY_SM, "title: Cyfryngau cymdeithasol", "title: Cyfryngau"),
        (CY_SM, "ei wneud.", "ei ddweud."),
        (CY_SM, "## Cysylltu", "## Sgwrsio"),
        (CY_SM, "Y fersiwn gyntaf", "Y testun cyntaf"),
        (EN_SM, "title: Social media", "title: Online media"),
        (EN_SM, "## Contact", "## Getting in touch"),
        (EN_SM, "First version", "First text"),
        (CY_ABOUT, "rhif y cymal", "rhif y tŷ"),
        (EN_ABOUT, "the number", "the code"),
        (CY_HOME, "ar gyfer pawb", "at ddefnydd pawb"),
    ],
)
def test_what_is_in_no_clause_is_agreed_too(path: str, old: str, new: str, tmp_path: Path) -> None:
    (problem,) = projects.check(tmp_path, patched(path, old, new))
    language = "cy" if path.startswith("docs/cy") else "en"
    assert problem.code == f"stamp-stale-{language}-unknown"
    assert (
        problem.values["id"]
        == {"media": "SM", "about": "about.md", "index": "index.md"}[Path(path).stem]
    )
    assert projects.line(problem.path, "agreed: ") <= problem.line
    assert main(["agree", problem.values["id"], "--root", str(tmp_path)]) == 0
    assert projects.problems(tmp_path) == []


def test_stamps_are_carried_over(tmp_path: Path) -> None:
    """By the rule of before, of what was agreed and of nothing else."""
    welsh = projects.BASE[CY_GC]
    texts = {}
    for language, path in (("en", EN_GC), ("cy", CY_GC)):
        document = projects.document(path, projects.BASE[path])
        texts[language] = {passage.id: passage for passage in document.passages}
    old = stamps.stamp_of_sources({each: texts[each]["GC-001"] for each in ("en", "cy")})
    root = projects.write(tmp_path, projects.files({CY_GC: stamps.write(welsh, {"GC-001": old})}))
    assert main(["agree", "--carry-over", "--root", str(root)]) == 0
    assert {p.code for p in projects.problems(root)} == {STALE_CY, STALE_EN}
    assert {p.clause for p in projects.problems(root)} == {"GC-002"}


# What changed


@pytest.mark.parametrize(
    ("old", "new", "diff"),
    [
        ("a b c", "a b c", "a b c"),
        ("a b c", "a x c", "a [-b-] {+x+} c"),
        ("a b c", "a c", "a [-b-] c"),
        ("a c", "a b\nc", "a {+b+} c"),
        ("", "a b", "{+a b+}"),
        ("1 2 3 4 5 6 7 8 9 a", "1 2 3 4 5 6 7 8 9 b", "1 2 3 4 … 6 7 8 9 [-a-] {+b+}"),
        ("{id} x", "{id} y", "{id} [-x-] {+y+}"),
    ],
)
def test_word_diff(old: str, new: str, diff: str) -> None:
    assert stamps.word_diff(old, new) == diff


# History


def git(root: Path, *arguments: str) -> None:
    run = subprocess.run(
        ["git", "-c", "commit.gpgsign=false", *arguments],
        cwd=root,
        env=projects.git_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr


def commit(root: Path, files: projects.Files) -> None:
    projects.write(root, files)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "x")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with the valid project, below its top folder, as in a larger repository."""
    root = tmp_path / "school"
    root.mkdir()
    git(tmp_path, "init", "--quiet")
    commit(root, projects.files())
    return root


def stale(root: Path) -> Problem:
    (problem,) = projects.problems(root)
    return problem


def test_what_changed_comes_from_git(repository: Path) -> None:
    commit(repository, patched(EN_GC, "it is short", "it is plain"))
    commit(repository, patched(EN_GC, "it is short", "it is very plain"))
    problem = stale(repository)
    assert (problem.code, problem.path, problem.clause) == ("stamp-stale-en", CY_GC, "GC-001")
    assert problem.line == projects.line(CY_GC, "  GC-001")
    assert problem.values["place"] == f"{EN_GC}:{projects.line(EN_GC, '### Who')}"
    assert problem.values["diff"].endswith("school, and it is [-short.-] {+very plain.+}")
    assert "[-short.-] {+very plain.+}" in problem.message("cy")


def test_what_changed_and_is_not_committed_comes_from_git(repository: Path) -> None:
    projects.write(repository, patched(CY_SM, "Gwrthodwch bob cais", "Gwrthodwch gais"))
    problem = stale(repository)
    assert (problem.code, problem.path, problem.clause) == ("stamp-stale-cy", CY_SM, "SM-001")
    assert "Gwrthodwch [-bob cais-] {+gais+} gan" in problem.values["diff"]


def test_git_history_with_windows_line_ends(repository: Path) -> None:
    text = str(projects.files()[EN_GC])
    commit(repository, {EN_GC: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()})
    assert projects.problems(repository) == []
    projects.write(repository, patched(EN_GC, "it is short", "it is plain"))
    assert stale(repository).code == "stamp-stale-en"


def test_a_text_that_git_never_had(repository: Path) -> None:
    agreed = str(projects.files()[CY_GC]).split("agreed: ")[1][:8]
    projects.write(repository, patched(CY_GC, f"agreed: {agreed}", "agreed: 00000000"))
    problem = stale(repository)
    assert problem.code == "stamp-stale-en-unknown"
    assert "not in git history" in problem.message("en")


def test_without_a_repository_the_message_says_so(tmp_path: Path) -> None:
    projects.write(tmp_path, projects.files(patched(EN_GC, "it is short", "it is plain")))
    problem = stale(tmp_path)
    assert problem.code == "stamp-stale-en-unknown"
    assert "not in git history" in problem.message("en")
    assert "yn hanes git" in problem.message("cy")


def test_without_git_the_message_says_so(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    projects.write(repository, patched(EN_GC, "it is short", "it is plain"))
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    assert stale(repository).code == "stamp-stale-en-unknown"


def test_both_sides_moved(repository: Path) -> None:
    projects.write(repository, patched(EN_GC, "it is short", "it is plain"))
    projects.write(repository, patched(CY_GC, "mae'n fyr", "mae'n hir"))
    found = projects.problems(repository)
    assert [problem.code for problem in found] == ["stamp-stale-cy", "stamp-stale-en"]
    assert main(["agree", "GC-001", "--root", str(repository)]) == 0
    assert projects.problems(repository) == []


# Writing

WELSH = """---
policy: SM
title: Teitl â ŵ  # with a comment
clauses:
  SM-001: {agreed: 00000000-00000000}  # seen by the head
  # SM-002 waits
  SM-003:
    agreed: "00000000-00000000"   # block

slug: x
---
## Corff {#corff}

clauses:
  SM-001: {agreed: 00000000-00000000}
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_nothing_else_changes(newline: str, mark: str) -> None:
    text = mark + WELSH.replace("\n", newline)
    lines = text.split(newline)
    written = stamps.write(text, {"SM-001": A, "SM-003": B}).split(newline)
    assert written[4] == f"  SM-001: {{agreed: {A}}}  # seen by the head"
    assert written[7] == f"    agreed: {B}   # block"
    assert [row for n, row in enumerate(written) if n not in (4, 7)] == [
        row for n, row in enumerate(lines) if n not in (4, 7)
    ]


def test_mixed_line_ends_stay() -> None:
    text = WELSH.replace("policy: SM\n", "policy: SM\r\n").replace("## Corff", "## Corff\r\n\r")
    assert stamps.write(text, {"SM-001": A}) == text.replace("00000000-00000000", A, 1)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("clauses:\n  X-1: {agreed: y}\n", f"clauses:\n  X-1: {{agreed: {A}}}\n"),
        ("clauses:\n  X-1: {agreed: }\n", f"clauses:\n  X-1: {{agreed: {A}}}\n"),
        ("clauses:\n  X-1: {agreed: y, z: 1}\n", f"clauses:\n  X-1: {{agreed: {A}, z: 1}}\n"),
        ("clauses:\n  X-1: {z: 1}\n", f"clauses:\n  X-1: {{agreed: {A}, z: 1}}\n"),
        ("clauses:\n  X-1: {}\n", f"clauses:\n  X-1: {{agreed: {A}}}\n"),
        ("clauses:\n  X-1:\n", f"clauses:\n  X-1: {{agreed: {A}}}\n"),
        ("clauses:\n  X-1: # todo\n", f"clauses:\n  X-1: {{agreed: {A}}} # todo\n"),
        ("clauses:\n  X-1: yes\n", f"clauses:\n  X-1: {{agreed: {A}}}\n"),
        ("clauses:\n  X-1:\n    agreed: y\n", f"clauses:\n  X-1:\n    agreed: {A}\n"),
        ("clauses:\n  X-1:\n    agreed:\n", f"clauses:\n  X-1:\n    agreed: {A}\n"),
        ("clauses:\n  X-1:\n    z: 1\n", f"clauses:\n  X-1:\n    agreed: {A}\n    z: 1\n"),
        ("clauses: {X-1: {agreed: y}}\n", f"clauses: {{X-1: {{agreed: {A}}}}}\n"),
        (
            "clauses: {X-2: {agreed: y}}\n",
            f"clauses: {{X-2: {{agreed: y}}, X-1: {{agreed: {A}}}}}\n",
        ),
        ("clauses: {}\n", f"clauses: {{X-1: {{agreed: {A}}}}}\n"),
        ("clauses:\n", f"clauses:\n  X-1: {{agreed: {A}}}\n"),
        ("clauses: # none\nslug: x\n", f"clauses: # none\n  X-1: {{agreed: {A}}}\nslug: x\n"),
        ("clauses: ~\n", f"clauses: \n  X-1: {{agreed: {A}}}\n"),
        ("slug: x\n", f"slug: x\nclauses:\n  X-1: {{agreed: {A}}}\n"),
        ("", f"clauses:\n  X-1: {{agreed: {A}}}\n"),
        (
            "clauses:\n    X-2: {agreed: y}\nslug: x\n",
            f"clauses:\n    X-2: {{agreed: y}}\n    X-1: {{agreed: {A}}}\nslug: x\n",
        ),
        (
            'clauses:\n  "X-1": {agreed: y}\n  X-1: {agreed: y}\n',
            f'clauses:\n  "X-1": {{agreed: {A}}}\n  X-1: {{agreed: {A}}}\n',
        ),
    ],
)
def test_every_form_of_an_entry(before: str, after: str) -> None:
    body = "---\nBody.\n---\n"
    assert stamps.write(f"---\n{before}{body}", {"X-1": A}) == f"---\n{after}{body}"


@pytest.mark.parametrize(
    "text", ["", "No front matter.", "---\nnever: closed\n", "---\na: [\n---\n", "---\n- a\n---\n",
             "---\nclauses: [a]\n---\n", "---\nclauses: a\n---\n"]
)  # fmt: skip
def test_a_file_that_cannot_be_stamped(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        stamps.write(text, {"X-1": A})


def test_a_policy_without_stamps(tmp_path: Path) -> None:
    text = projects.BASE[CY_SM]
    start, end = text.index("clauses:"), text.index("---\n##")
    bare = text[:start] + text[end:]
    projects.write(tmp_path, projects.files({CY_SM: bare}))
    found = projects.problems(tmp_path)
    assert [problem.code for problem in found] == ["stamp-missing"] * 4
    assert {problem.line for problem in found if problem.clause} == {
        projects.line(CY_SM, text, {CY_SM: bare}) for text in ("### C", "### Po", "### Pr")
    }
    assert main(["agree", "--all", "--root", str(tmp_path)]) == 0
    assert projects.problems(tmp_path) == []


def test_a_stamp_in_the_english_file_is_no_stamp(tmp_path: Path) -> None:
    change = patched(EN_SM, "SM-003: {", f"SM-003: {{agreed: {A}, ")
    assert projects.codes(projects.check(tmp_path, change)) == ["key-unknown"]
