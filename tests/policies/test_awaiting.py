"""A policy may be there before its translation: seen in the preview, and in no site."""

from __future__ import annotations

from pathlib import Path

import pytest

import projects
from polisi import project
from polisi.cli import main
from polisi.policies import editions
from projects import CY_GC, EN_GC, EN_SM, patched

AWAITING = {
    **patched(EN_GC, "owner: headteacher", "owner: headteacher\nstatus: awaiting-translation\n"
              "due: 2999-01-31"),
    CY_GC: None,
    "docs/en/policies/media.md": str(projects.BASE[EN_SM])
    .replace(", see: [GC-001]", "").replace("See [GC-001] and also", "See also"),
    "docs/cy/policies/media.md": str(projects.BASE["docs/cy/policies/media.md"])
    .replace("Gweler [GC-001] a hefyd", "Gweler hefyd"),
}  # fmt: skip


def test_the_gate_holds_for_everything_else(tmp_path: Path) -> None:
    found = projects.but_stamps(projects.check(tmp_path, AWAITING))
    assert projects.codes(found) == []
    spoilt = {**AWAITING, EN_GC: str(AWAITING[EN_GC]).replace("See [SM-002]", "See [SM-077]")}
    found = projects.but_stamps(projects.check(tmp_path, spoilt))
    assert projects.codes(found) == ["reference-unknown"]


@pytest.mark.parametrize("name", editions.NAMES)
def test_no_edition_shows_it_and_a_preview_does(tmp_path: Path, name: str) -> None:
    shown = project.load(projects.write(tmp_path, projects.files(AWAITING))).shown
    cut = editions.cut(shown, name)
    assert "GC" not in cut.register.policies and "GC-002" in cut.hidden
    assert not any(clause.policy == "GC" for clause in cut.register.clauses.values())
    seen = editions.cut(shown, name, preview=True).register.policies
    assert ("GC" in seen) == any(
        name in (editions.INTRANET, *clause.audiences) for clause in shown.policies["GC"].clauses
    )


def test_a_translation_that_is_there_in_part_is_no_mistake_yet(tmp_path: Path) -> None:
    welsh = str(projects.files()[CY_GC]).partition("### Cyfarfodydd")[0]
    found = projects.but_stamps(projects.check(tmp_path, {**AWAITING, CY_GC: welsh}))
    assert projects.codes(found) == []


def test_nobody_can_adopt_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Else its adopted text would be in force, and published, in one language."""
    root = projects.write(tmp_path, projects.files(AWAITING))
    assert main(["adopt", "GC", "--on", "2026-11-26", "--root", str(root)]) == 1
    assert "GC is awaiting its translation" in capsys.readouterr().err
    assert not (root / "adopted").exists()
