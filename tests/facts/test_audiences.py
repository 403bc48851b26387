"""Audiences: a new one touches audiences.yml and colours.css, and what is forgotten is said."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import forks
import sites
from polisi.facts import audiences
from polisi.facts.audiences import COLOURS, FILE, all_audiences
from polisi.words import phrases
from polisi.words.phrases import say
from projects import EN_SM, patched
from sites import Change

LEARNERS = """\
learners:
  address: {en: learners, cy: dysgwyr}
  label: {en: Learners, cy: Dysgwyr}
  for: {en: for learners, cy: ar gyfer dysgwyr}
  title: {en: For learners, cy: Ar gyfer dysgwyr}
  summary: {en: What you can expect of us., cy: Yr hyn y gallwch ei ddisgwyl gennym.}
  home: {en: I learn at the school, cy: Rwy'n dysgu yn yr ysgol}
"""


def coloured(sheet: str) -> str:
    """Give the learners a colour: the shades of the parents, and a label."""
    sheet = re.sub(r"( +)--polisi-parents: (\S+;)", r"\g<0>\n\1--polisi-learners: \2", sheet)
    return sheet + ".audience--learners {\n  background: var(--polisi-learners);\n}\n"


ADDED: dict[str, Change] = {FILE: lambda text: text + LEARNERS, COLOURS: coloured}
"""Every file that a new audience touches."""


def fork(folder: Path, changes: dict[str, Change]) -> Path:
    """Write a small fork with a clause for learners, and then change its files."""
    text = patched(EN_SM, "SM-002: {audience: [", "SM-002: {audience: [learners, ")
    sites.with_code(forks.copy(folder))
    sites.change(folder, {**changes, **text})
    return folder


def checked(folder: Path) -> str:
    """Check a project with the code that stands beside it."""
    environment = {**os.environ, "PYTHONPATH": str(folder / "hooks")}
    done = subprocess.run(
        [sys.executable, "-m", "polisi", "check", "--language", "en", "--root", folder],
        env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


def test_a_fourth_audience_has_pages_labels_and_an_edition_of_its_own(tmp_path: Path) -> None:
    folder = fork(tmp_path, ADDED)
    assert "Errors: 0." in checked(folder)
    whole = sites.build(folder, "mkdocs", SOURCE_DATE_EPOCH=forks.EPOCH)
    assert whole.status == 0, whole.output
    assert "Ar gyfer dysgwyr" in whole.text("cy/dysgwyr/index.html")
    assert whole.pages["clauses/"].all(".audience--learners")
    assert whole.pages["learners/media/"].all("section.clause")
    assert '["staff","governors","parents","learners"]' in whole.text("search/en.js")
    assert '"parents", "learners"]' in whole.text("clauses.schema.json")


def test_its_edition_shows_its_clauses_alone(tmp_path: Path) -> None:
    done = sites.build(
        fork(tmp_path, ADDED), "mkdocs", SOURCE_DATE_EPOCH=forks.EPOCH, POLISI_EDITION="learners"
    )
    assert done.status == 0, done.output
    shown = {str(clause["id"]) for clause in forks.exported(done)["clauses"]}
    assert shown == {"SM-002"}
    assert "c/SM-001/" not in done.pages


@pytest.mark.parametrize(
    ("path", "forget", "said"),
    [
        (FILE, lambda text: text.replace("title: {en: For learners,", "title: {"), "title"),
        (FILE, lambda text: text.replace("cy: Dysgwyr}", "cy: }"), "label: {cy: …}"),
        (FILE, lambda text: text.replace("  label: {en: Learners", "  lable: {en: L"), "lable"),
        (FILE, lambda text: text.replace("cy: dysgwyr}", "cy: rhieni}", 1), "cy: rhieni"),
        (FILE, lambda text: text.replace("learners:\n", "Learners Too:\n"), "Learners Too"),
        (FILE, lambda text: text.partition("learners:\n")[0] + "learners:\n", "address: {en"),
        (COLOURS, lambda text: text.replace("--polisi-learners:", "--polisi-l:", 1), "(3 ×)"),
        (COLOURS, lambda text: text.replace(".audience--learners", ".audience--l"), ".audience--"),
    ],
)  # fmt: skip
def test_what_is_forgotten_is_said(
    tmp_path: Path, path: str, forget: Callable[[str], str], said: str
) -> None:
    folder = fork(tmp_path, ADDED)
    sites.change(folder, {path: forget})
    problems = [line for line in checked(folder).splitlines() if "[audience-incomplete]" in line]
    assert any(said in line for line in problems), problems
    assert all(line.startswith(f"{FILE}:") for line in problems)


def test_ours_lack_nothing() -> None:
    assert list(audiences.faults()) == []
    assert phrases.named_audiences("en") == "staff, governors and parents"
    assert phrases.named_audiences("cy") == "staff, governors a parents"
    labels = [say(f"audience.{each}", "en") for each in all_audiences()]
    assert labels == ["Staff", "Governors", "Parents and carers"]
    with pytest.raises(KeyError):
        audiences.audience("pupils")
