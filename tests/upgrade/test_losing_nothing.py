"""What an upgrade must not lose: stamps, lines of moved policies, line ends, files, ids."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

import projects
from polisi import checks, project
from polisi.model import Passage
from polisi.policies import published, stamps
from polisi.upgrade.git import Git
from polisi.upgrade.lines import merge_texts
from projects import CY_ABOUT, CY_GC, CY_HOME, CY_SM, EN_ABOUT, EN_GC, EN_SM, SCHOOL
from upgrades import (
    CY_OWN,
    EN_OWN,
    Changes,
    commit,
    edit,
    first_version,
    git,
    run,
    second_version,
    version_file,
)

# Stamps


def by_the_old_rule(english: str, welsh: str) -> str:
    """Return a Welsh file with stamps of clauses as they were made of the source, and no others."""
    texts: list[Mapping[str, Passage]] = [
        {each.id: each for each in projects.document(path, text).passages if each.is_clause}
        for path, text in (("docs/en/x.md", english), ("docs/cy/x.md", welsh))
    ]
    agreed = {
        id_: stamps.stamp_of_sources({"en": passage, "cy": texts[1][id_]})
        for id_, passage in texts[0].items()
        if id_ in texts[1]
    }
    without = re.sub(r"^agreed:.*\n", "", welsh, flags=re.MULTILINE)
    return stamps.write(without, agreed)


@pytest.fixture
def old_template(tmp_path: Path) -> Path:
    """A template whose version 1.0.0 had stamps by the rule of before."""
    root = tmp_path / "old"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    first = first_version()
    for english, welsh in ((EN_SM, CY_SM), (EN_GC, CY_GC)):
        first[welsh] = by_the_old_rule(edit(first[english]), edit(first[welsh]))
    for page in (CY_ABOUT, CY_HOME):
        first[page] = projects.BASE[page]
    for version, files in (("1.0.0", first), ("1.1.0", second_version())):
        commit(root, files, version)
        git(root, "tag", "-a", f"v{version}", "-m", version)
    git(root, "clone", "-q", "--no-tags", str(root), str(tmp_path / "fork"))
    git(tmp_path / "fork", "reset", "-q", "--hard", git(root, "rev-parse", "v1.0.0^{commit}"))
    return root


OWN_PAGE = "---\ntitle: {}\n---\n{}\n"


def test_what_was_agreed_by_the_rule_of_before_needs_nobody(
    old_template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A changed clause, a changed page, own clauses and own pages build after it as before it."""
    fork = old_template.parent / "fork"
    english = edit(
        (fork / EN_SM).read_text(),
        ("Check the privacy settings", "Read and check the privacy settings"),
        ("title: Social media", "title: Social media and phones"),
    )
    welsh = edit(
        (fork / CY_SM).read_text(),
        ("Gwiriwch osodiadau", "Darllenwch a gwiriwch osodiadau"),
        ("title: Cyfryngau cymdeithasol", "title: Cyfryngau cymdeithasol a ffonau"),
    )
    own = (
        "---\nextends: SM\nclauses:\n  SM-901: {audience: [staff], after: SM-003}\n---\n"
        "### Our email signature {#SM-901}\n\nUse the signature that the office has made.\n"
    )
    own_cy = (
        "---\nextends: SM\nclauses:\n  SM-901: {}\n---\n"
        "### Ein llofnod e-bost {#SM-901}\n\nDefnyddiwch y llofnod y mae'r swyddfa wedi'i wneud.\n"
    )
    ours: Changes = {
        EN_SM: english,
        CY_SM: by_the_old_rule(english, welsh),
        EN_OWN: own,
        CY_OWN: by_the_old_rule(own, own_cy),
        "docs/en/school/page.md": OWN_PAGE.format("A page", "Come to the office at the gate."),
        "docs/cy/school/page.md": OWN_PAGE.format("Tudalen", "Dewch i'r swyddfa wrth y giât."),
        EN_ABOUT: edit(projects.BASE[EN_ABOUT], ("the version of the policy", "our version of it")),
        CY_ABOUT: edit(projects.BASE[CY_ABOUT], ("fersiwn y polisi", "ein fersiwn ni ohono")),
    }
    commit(fork, ours)
    assert run(fork, old_template) == 0, capsys.readouterr().out
    capsys.readouterr()
    found = [each for each in checks.run(project.load(fork)) if each.code.startswith("stamp-")]
    assert found == []
    assert "Read and check the privacy" in (fork / EN_SM).read_text()
    assert "agreed: " in (fork / "docs/cy/school/page.md").read_text()
    assert git(fork, "status", "--porcelain") == ""


def test_what_nobody_has_agreed_is_not_agreed_by_an_upgrade(old_template: Path) -> None:
    """A text that the school changed in one language only, and what comes of two changes."""
    fork = old_template.parent / "fork"
    english = edit((fork / EN_SM).read_text(), ("the same day.", "the same day, and the office."))
    commit(fork, {EN_SM: english})
    run(fork, old_template)
    found = {each.clause for each in checks.run(project.load(fork)) if "stamp-" in each.code}
    assert found == {"SM-001"}


# Files


def test_a_policy_that_the_school_moved_and_edited_keeps_every_line(
    fork: Path, template: Path
) -> None:
    """Git takes one of these for the other, so much was edited; the code says which is which."""
    old = first_version()
    moved = "docs/en/policies/online/media.md"
    ours = re.sub(r"\n(?=[A-Z][a-z])", "\nIn our school: ", edit(old[EN_SM])).replace(
        "These are the rules", "These, and nothing else, are all the rules of our own school"
    )
    ours += "".join(f"\nOur own line {number}.\n" for number in range(60))
    governors = edit(old[EN_SM]).replace("policy: SM", "policy: GC").replace("SM-", "GC-")
    commit(fork, {EN_SM: None, moved: ours, EN_GC: None, "docs/en/policies/board.md": governors})
    run(fork, template)
    merged = (fork / moved).read_text()
    for line in {*ours.split("\n")} - {*edit(old[EN_SM]).split("\n")}:
        assert line in merged.split("\n"), line
    assert "Never stream a lesson live" in merged
    assert not (fork / EN_SM).exists()
    assert "SM-004" not in (fork / "docs/en/policies/board.md").read_text()


def test_a_file_with_windows_line_ends_takes_the_template_s_changes_and_keeps_them(
    fork: Path, template: Path
) -> None:
    old = edit(first_version()[EN_SM], ("Check the privacy", "Read and check the privacy"))
    commit(fork, {EN_SM: old.replace("\n", "\r\n").encode()})
    run(fork, template)
    raw = (fork / EN_SM).read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n") > 10
    assert b"Read and check the privacy" in raw
    assert b"Decline each request from any learner" in raw
    assert b"SM-005" in raw


def test_lines_that_look_like_marks_of_a_conflict_are_text(tmp_path: Path) -> None:
    for sign in "<=>|":
        marks = f"{sign * 40} school\n{sign * 80} school\n{sign * 7} HEAD\n{sign * 40}\n"
        sides = [f"a\n{marks}{end}".encode() for end in ("b\n", "c\n", "d\n")]
        merged, hunks = merge_texts(Git(tmp_path), "x.txt", sides[0], sides[1], sides[2])
        assert merged == sides[1], sign
        assert [(each.school, each.template) for each in hunks] == [("c\n", "d\n")]


@pytest.mark.parametrize("path", [SCHOOL, "README.md", "NEWS.md", ".git/config"])
def test_a_report_is_written_over_no_file(
    path: str, fork: Path, template: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Neither one of the school's nor one of the new version's."""
    monkeypatch.chdir(fork)
    before = (fork / path).read_bytes() if (fork / path).exists() else None
    assert run(fork, template, report=Path(path)) == 2
    assert "the report would be written over it" in capsys.readouterr().err
    assert ((fork / path).read_bytes() if (fork / path).exists() else None) == before


def test_a_report_is_written_over_a_report(fork: Path, template: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    report.write_text("# Polisi 0.9.0 \u2192 1.0.0\n\nThe last one.\n", encoding="utf-8")
    assert run(fork, template, report=report) == 0
    assert report.read_text(encoding="utf-8").startswith("# Polisi 1.0.0 \u2192 1.1.0")


def test_ids_of_both_sides_are_remembered(fork: Path, template: Path, tmp_path: Path) -> None:
    newer = tmp_path / "newer"
    git(tmp_path, "clone", "-q", str(template), str(newer))
    rows = ("clause,SM-001,policies/media.md", "clause,SM-005,policies/media.md")
    files = [f"kind,id,file\n{row}\n" for row in (*rows, "clause,XA-001,school/x.md")]
    commit(newer, {published.FILE: files[1], VERSION: version_file("1.2.0")})
    git(newer, "tag", "v1.2.0")
    commit(fork, {published.FILE: files[2]})
    run(fork, newer)
    kept = published.read((fork / published.FILE).read_text())
    assert [row.id for row in kept if row.kind == "clause"][-2:] == ["SM-005", "XA-001"]


VERSION = "hooks/polisi/__init__.py"
