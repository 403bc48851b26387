"""Texts that were cut off in the middle of a word, and texts that need no full stop."""

from __future__ import annotations

from pathlib import Path

import pytest

import projects
from projects import BASE, CY_GC, EN_GC

EN, CY = "it is short.", "mae'n fyr."
PARAGRAPHS = "{}\n\nOne is red.\n\nTwo are blue.\n\n{}"
PARAGRAFFAU = "{}\n\nMae un yn goch.\n\nMae dau yn las.\n\n{}"

WRONG = [
    ("Give both to the office.", "Rhowch y ddau i'r swy"),
    ("Give both to the off", "Rhowch y ddau i'r swyddfa."),
    ("Is it safe?", "A yw hwn yn ddio"),
    ("Give both to **the office**.", "Rhowch y ddau i'r **swyddf**"),
    ("- ask the clerk.\n- wait for them.\n- go back to the hall.",
     "- gofynnwch i'r clerc.\n- arhoswch amdanynt.\n- ewch yn ôl i'r neu"),
]  # fmt: skip
RIGHT = [
    ("Give both to the office.", "Rhowch y ddau i'r swyddfa."),
    ("Give both to the office", "Rhowch y ddau i'r swyddfa"),
    ("Ask {{ roles.headteacher }}.", "Gofynnwch i {{ roles.headteacher | y }}"),
    ("See the rule in [SM-001].", "Gweler y rheol yn [SM-001]"),
    ("The office is in room 4.", "Mae'r swyddfa yn ystafell 4"),
    ("Ask first (or wait).", "Gofynnwch gyntaf (neu arhoswch)"),
    ("Thank you.", "Diolch yn"),
    ("- ask the clerk\n- wait for them", "- gofynnwch i'r clerc\n- arhoswch amdanynt"),
    ("- ask the clerk.\n- wait for them.", "- gofynnwch i'r clerc\n- arhoswch amdanynt"),
    ("| Who |\n|---|\n| The clerk asks. |", "| Pwy |\n|---|\n| Y clerc sy'n gofyn |"),
]


def codes(root: Path, english: str, welsh: str, **allow: str) -> list[str]:
    """Check a project with some paragraphs and a text in a clause."""
    head = f"GC-001: {{allow: {{text-cut: {allow['why']}}}, " if allow else "GC-001: {"
    changes = {
        EN_GC: BASE[EN_GC].replace(EN, PARAGRAPHS.format(EN, english)).replace("GC-001: {", head),
        CY_GC: BASE[CY_GC].replace(CY, PARAGRAFFAU.format(CY, welsh)),
    }
    return [each for each in projects.codes(projects.check(root, changes)) if "cut" in each]


@pytest.mark.parametrize(("english", "welsh"), WRONG)
def test_a_text_that_is_cut_off(english: str, welsh: str, tmp_path: Path) -> None:
    assert codes(tmp_path, english, welsh) == ["text-cut"]


@pytest.mark.parametrize(("english", "welsh"), RIGHT)
def test_a_text_that_needs_no_full_stop(english: str, welsh: str, tmp_path: Path) -> None:
    assert codes(tmp_path, english, welsh) == []


def test_a_document_whose_paragraphs_have_no_full_stop(tmp_path: Path) -> None:
    english = "\n\n".join(f"This is rule {name} of ours." for name in "abcde")
    welsh = "\n\n".join(f"Dyma reol {name} gennym ni" for name in "abcde")
    assert codes(tmp_path, english, welsh) == []


def test_a_clause_may_have_a_reason(tmp_path: Path) -> None:
    assert codes(tmp_path, "Give it to the off", "Rhowch ef i'r swyddfa.", why="A poem") == []
