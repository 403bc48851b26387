"""From the template to adopted policies: two forms, two merges, and no file opened."""

from __future__ import annotations

from pathlib import Path

import projects
import sites
from filled import Filled, issue
from polisi import project
from polisi.editing import trial
from polisi.publish.build import build
from polisi.requests import applying
from polisi.requests.answering import answer
from polisi.requests.forms import FORMS

WORDS = {
    "school.name.en": "Caerau Primary School",
    "school.name.cy": "Ysgol Gynradd Caerau",
    "local_authority.name.en": "Cardiff Council",
    "local_authority.name.cy": "Cyngor Caerdydd",
    "police.name.en": "South Wales Police",
    "police.name.cy": "Heddlu De Cymru",
}
BY_LAST = {
    "address": "1 Heol Caerau, Caerdydd",
    "email": "swyddfa@caerau.cymru",
    "telephone": "029 2018 0999",
    "out_of_hours": "029 2018 0998",
    "website": "https://www.caerau.cymru/",
    "site_address": "https://polisi.caerau.cymru/",
}
MOST = 20
"""Lines that a school has to fill in."""


def filled_in(root: Path) -> dict[str, str]:
    """Return what a business manager types: names, addresses, numbers; all else stays."""
    found = dict(WORDS)
    for field in FORMS["school"](project.load(root)):
        last = field.key.removesuffix(".en").removesuffix(".cy").rpartition(".")[2]
        if last in BY_LAST and field.answers is None:
            found[field.key] = BY_LAST[last]
    return found


def merged(root: Path, kind: str, values: Filled) -> None:
    """Send a form, and merge what it becomes: its check has to be green."""
    with projects.without_history():
        found = applying.outcome(project.load(root), issue(root, kind, values))
        assert found is not None and not found.is_wrong, found and answer(found)
        trial.write(root, found.files)
        left = [each.code for each in projects.problems(root) if each.severity == "error"]
    assert left == [], "the check is green"


def test_two_forms_and_two_merges_make_a_site(tmp_path: Path) -> None:
    root = sites.lean(tmp_path)
    typed = filled_in(root)
    assert len(typed) <= MOST
    merged(root, "school", typed)
    merged(root, "adopt", {"policies": sites.LEAN, "on": "2026-11-29", "minute": "2026/41"})
    build(root, "en", lambda message: None, edition="parents")
    home = (root / "site/index.html").read_text(encoding="utf-8")
    assert "Caerau Primary School" in home and "example-notice" not in home
    policy = (root / "site/policies/parents-code/index.html").read_text(encoding="utf-8")
    assert "Adopted on 29 November 2026" in policy
