"""A role is a post: a person's name is asked about, and no title is taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from projects import SCHOOL, check, codes, patched, without_history


def asked(root: Path, english: str, welsh: str) -> bool:
    old = "    en: headteacher\n    cy: pennaeth\n"
    new = f'    en: "{english}"\n    cy: "{welsh}"\n'
    with without_history():
        return "role-name" in codes(check(root, patched(SCHOOL, old, new)))


@pytest.mark.parametrize(
    ("english", "welsh"),
    [
        ("Siân Jones", "Siân Jones"),
        ("Mrs Davies", "Mrs Davies"),
        ("headteacher, Mr. Owen", "pennaeth"),
        ("headteacher", "Dr Ŵyn Ifan"),
        ("Mary-Ann O'Neill", "Mary-Ann O'Neill"),
    ],
)
def test_a_name_is_asked_about(tmp_path: Path, english: str, welsh: str) -> None:
    assert asked(tmp_path, english, welsh)


@pytest.mark.parametrize(
    ("english", "welsh"),
    [
        ("headteacher", "pennaeth"),
        ("Designated Safeguarding Person", "Person Diogelu Dynodedig"),
        ("ALNCo", "ALNCo"),
        ("Head of Year 7", "Pennaeth Blwyddyn 7"),
        ("Executive Headteacher", "Pennaeth Gweithredol"),
        ("Chair of Governors", "Cadeirydd y Llywodraethwyr"),
        ("Missing Pupils Lead", "Arweinydd Disgyblion Coll"),
    ],
)
def test_a_title_is_not(tmp_path: Path, english: str, welsh: str) -> None:
    assert not asked(tmp_path, english, welsh)
