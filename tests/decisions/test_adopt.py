"""The command ``polisi adopt``: what it writes, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

import decisions
import projects
from polisi.cli import main
from polisi.words.languages import LANGUAGES, Language
from projects import EN_SM, SCHOOL, patched

Said = tuple[int, str, str]


def adopt(
    root: Path, capsys: pytest.CaptureFixture[str], *arguments: str, language: Language = "en"
) -> Said:
    done = main(["adopt", "--root", str(root), "--language", language, *arguments])
    printed = capsys.readouterr()
    return done, printed.out, printed.err


def kept(root: Path) -> dict[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes()
            for file in sorted(root.rglob("*")) if file.is_file()}  # fmt: skip


DONE = {
    "en": "SM 1.0.0 adopted on 22 November 2026: Social media (",
    "cy": "Wedi mabwysiadu SM 1.0.0 ar 22 Tachwedd 2026: Cyfryngau cymdeithasol (",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_adoption(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: Language
) -> None:
    root = projects.write(tmp_path, projects.files())
    before = kept(root)
    arguments = ("sm", "--on", "2026-11-22", "--minute", "2026/41")
    code, out, _ = adopt(root, capsys, *arguments, language=language)
    assert code == 0 and out.startswith(DONE[language]) and out.count("\n") == 1
    after = kept(root)
    assert after.keys() - before.keys() == {"adopted/SM/1.0.0/en.md", "adopted/SM/1.0.0/cy.md"}
    assert [path for path in before if before[path] != after[path]] == [SCHOOL]
    assert after[SCHOOL].startswith(before[SCHOOL])
    assert b"by: {en: the governing body, cy: y corff llywodraethu}" in after[SCHOOL]
    assert projects.problems(root) == []
    assert adopt(root, capsys, *arguments)[1] == "", "there is nothing more to do"
    assert kept(root) == after


def test_all_at_once_by_another_body_with_a_review(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = projects.write(tmp_path, projects.files())
    by = ("--by", "the staffing committee", "y pwyllgor staffio")
    code, out, _ = adopt(root, capsys, "--all", "--on", "2026-11-22", *by, "--review", "2027-05-01")
    assert code == 0 and out.count("\n") == 2
    written = (root / SCHOOL).read_text("utf-8")
    assert written.count("by: {en: the staffing committee, cy: y pwyllgor staffio}") == 2
    assert written.count("review: 2027-05-01") == 2
    assert projects.problems(root) == []


def test_a_fork_that_adopted_before_texts_were_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = "adoption:\n  SM:\n    version: 1.0.0 # tabled\n    date: 2026-11-22\n    by: All\n"
    root = projects.write(tmp_path, projects.files({SCHOOL: projects.BASE[SCHOOL] + entry}))
    assert projects.codes(projects.problems(root)) == ["adoption-unkept"]
    assert adopt(root, capsys, "SM")[0] == 0
    assert projects.problems(root) == []
    written = (root / SCHOOL).read_text("utf-8")
    assert "    version: 1.0.0 # tabled\n    date: 2026-11-22\n    by: All\n    text: " in written
    assert "earlier" not in written


REFUSED = [
    ((), 2, "name the policies"),
    (("SX", "--on", "2026-11-22"), 1, "Closest: SM"),
    (("SM",), 2, "On which day was SM adopted?"),
    (("SM", "--on", "22/11/2026"), 1, "“22/11/2026” is not a date"),
    (("SM", "--on", "2099-01-01"), 1, "can't have been adopted on 1 January 2099: today"),
    (("SM", "--on", "2026-11-20"), 1, "that version is of 21 November 2026"),
    (("SM", "--on", "2026-11-22", "--review", "2026-11-22"), 1, "is not after its adoption"),
    (("SM", "--on", "2026-11-22", "--minute", "x" * 121), 1, "too long: at most 120 characters"),
    (("GC", "--on", "2026-11-22"), 1, "GC was adopted on 23 November 2026 already"),
]


@pytest.mark.parametrize(("arguments", "status", "said"), REFUSED)
def test_what_cannot_have_been_is_refused(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    status: int,
    said: str,
) -> None:
    files = projects.files(decisions.adopted("GC", on="2026-11-23"))
    root = projects.write(tmp_path, files)
    before = kept(root)
    code, out, err = adopt(root, capsys, *arguments)
    assert (code, out) == (status, "") and said in err
    assert kept(root) == before


def test_what_is_wrong_in_one_language_is_not_adopted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = projects.write(tmp_path, projects.files(patched(EN_SM, "12 months", "6 months")))
    before = kept(root)
    code, out, err = adopt(root, capsys, "SM", "--on", "2026-11-22")
    assert (code, out) == (1, "") and "stamp-stale" in err and "Nothing was adopted" in err
    assert kept(root) == before
