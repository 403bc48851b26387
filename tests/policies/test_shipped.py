"""A clause of the template that a school has changed by hand is marked as the school's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import forks
import projects
import sites
from polisi import project
from polisi.cli import main
from polisi.policies import shipped
from polisi.policies.texts import frozen
from polisi.publish.build import build
from projects import CY_SM, EN_SM, SCHOOL
from sites import ROOT, Built, words

NAMED = (
    projects.BASE[SCHOOL]
    .replace("Example School", "Caerau School")
    .replace("Ysgol Enghraifft", "Ysgol Caerau")
    .replace("example.com", "caerau.cymru")
)
AS_SHIPPED = {
    path: projects.BASE[path]
    .replace("example.com", "caerau.cymru")
    .replace("01632 960 001", "029 2018 0999")
    for path in (EN_SM, CY_SM)
}
CHANGED = {
    EN_SM: AS_SHIPPED[EN_SM].replace("- ask for consent", "- ask the family for consent"),
    CY_SM: AS_SHIPPED[CY_SM].replace("- gofynnwch am", "- gofynnwch i'r teulu am"),
}


def test_what_ships_is_what_the_template_says() -> None:
    """Stale? ``polisi agree --all`` writes it anew."""
    there = (ROOT / shipped.FILE).read_text(encoding="utf-8")
    assert there == shipped.written(project.load(ROOT).register)


def test_a_clause_that_awaits_its_translation_is_not_shipped_yet() -> None:
    register = project.load(ROOT).register
    clause = register.clauses["SM-001"]
    half = replace(clause, texts={"en": clause.texts["en"]})
    without = replace(register, clauses={**register.clauses, "SM-001": half})
    rows = shipped.written(register).splitlines()
    assert shipped.written(without).splitlines() == [
        row for row in rows if not row.startswith("SM-001,")
    ]


def fork(folder: Path) -> Path:
    """A school that has changed SM-002 in both languages, and agreed them."""
    folder = forks.copy(folder, AS_SHIPPED)
    (folder / shipped.FILE).write_text("id,stamp\n", encoding="utf-8")
    sites.agree(folder)
    assert "SM-002," in (folder / shipped.FILE).read_text(encoding="utf-8")
    projects.write(folder, {SCHOOL: NAMED, **CHANGED})
    before = (folder / shipped.FILE).read_bytes()
    sites.agree(folder)
    assert (folder / shipped.FILE).read_bytes() == before, "a school never writes it"
    return folder


def edited(loaded: project.Project) -> list[str]:
    return [each.id for each in loaded.shown.clauses.values() if each.edited]


def test_only_what_the_school_has_changed_is_marked(tmp_path: Path) -> None:
    folder = fork(tmp_path)
    assert edited(project.load(folder)) == ["SM-002"]
    (folder / shipped.FILE).write_bytes(b"\xff\xfe nothing\n,\n")
    assert edited(project.load(folder)) == []
    (folder / shipped.FILE).unlink()
    assert edited(project.load(folder)) == [], "a school of before this file"


def test_the_mark_shows_on_the_page_and_stays_with_what_was_adopted(tmp_path: Path) -> None:
    folder = fork(tmp_path)
    assert main(["adopt", "SM", "--on", "2026-11-26", "--root", str(folder)]) == 0
    loaded = project.load(folder)
    kept = frozen.read_all(folder)[0]["SM", "1.0.0"].policy
    assert [each.id for each in kept.clauses if each.edited] == ["SM-002"]
    build(folder, "en", lambda message: None)
    site = Built(folder, 0, "")
    marks = {"en": "changed by the school", "cy": "wedi'i newid gan yr ysgol"}
    for language, policy, options in (
        ("en", "policies/media/", "options/"),
        ("cy", "cy/polisiau/cyfryngau/", "cy/opsiynau/"),
    ):
        labels = {
            clause.css("h3")[0].attributes["id"]: [words(own.text()) for own in clause.css(".own")]
            for clause in site.pages[policy].all("section.clause")
        }
        assert labels["SM-001"] == labels["SM-003"] == []
        assert marks[language] in labels["SM-002"][0]
        assert "SM-002" in words(site.pages[options].one("#own + ul").text())
    assert loaded.in_force.clauses["SM-002"].edited
