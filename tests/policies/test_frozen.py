"""The text that was adopted: its digest, its files, and what is in force until the next one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import decisions
import projects
from polisi import project
from polisi.policies.texts import digest, frozen, settled
from polisi.project import Project
from projects import CY_SM, EN_GC, EN_SM, SCHOOL, patched
from sites import ROOT


def loaded(folder: Path, changes: decisions.Changes | None = None) -> Project:
    return project.load(projects.write(folder, projects.files(changes)))


def written(project_: Project, code: str = "SM") -> str:
    return project_.histories[code].written


def test_every_shipped_text_reads_the_same_as_a_file(tmp_path: Path) -> None:
    """A digest is made without a text in between, and has to be that of the text."""
    shipped = project.load(ROOT)
    for code, policy in shipped.shown.policies.items():
        text = settled.as_text(policy, shipped.school, shipped.shown.instead)
        assert digest.digests(text).whole() == written(shipped, code), code
        projects.write(tmp_path, frozen.files(text, policy.version, {}))
    texts, problems = frozen.read_all(tmp_path)
    assert problems == [] and len(texts) == len(shipped.shown.policies)
    for kept in texts.values():
        assert kept.is_true() and kept.text == written(shipped, kept.code)
        assert not re.search(r"\{\{|!!! draft", str(kept.policy)), kept.code


@pytest.mark.parametrize(
    "changes",
    [
        patched(EN_SM, "ask for consent", "ask for written consent"),
        patched(CY_SM, "gofynnwch am gydsyniad", "gofynnwch am ganiatâd"),
        patched(EN_SM, "title: Social media", "title: Social networks"),
        patched(CY_SM, "summary: Yr hyn", "summary: Popeth"),
        patched(EN_SM, "## Contact {#contact}", "## Contacts {#contact}"),
        patched(EN_SM, "(https://gov.wales/guidance)", "(https://gov.wales/other)"),
        patched(EN_SM, "SM-003: {audience: [staff]}", "SM-003: {audience: [staff, parents]}"),
        patched(SCHOOL, "en: headteacher", "en: principal"),
        patched(SCHOOL, "cy: pennaeth", "cy: prifathro"),
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_whatever_a_reader_reads_changes_the_digest(
    tmp_path: Path, changes: decisions.Changes
) -> None:
    before = loaded(tmp_path / "a")
    after = loaded(tmp_path / "b", changes)
    assert written(before) != written(after)
    assert written(before, "GC") == written(after, "GC")


@pytest.mark.parametrize(
    "changes",
    [
        patched(EN_SM, "- ask for consent\n- keep", "* ask for consent\n* keep"),
        patched(EN_SM, "Decline every request", "Decline  every\nrequest"),
        patched(EN_SM, "Check the privacy", "!!! drafting\n    Local words.\n\nCheck the privacy"),
        patched(SCHOOL, "en: Example School", "en: Another School"),
        patched(EN_GC, "### Meetings {#GC-002}", "### Our meetings {#GC-002}"),
    ],
    ids=["list", "lines", "drafting", "another value", "what it refers to"],
)  # fmt: skip
def test_what_no_reader_reads_does_not(tmp_path: Path, changes: decisions.Changes) -> None:
    assert written(loaded(tmp_path / "a")) == written(loaded(tmp_path / "b", changes))


def test_a_digest_for_an_audience_tells_nothing_of_the_others(tmp_path: Path) -> None:
    def seen(folder: str, changes: decisions.Changes | None = None) -> list[str]:
        found = loaded(tmp_path / folder, changes)
        fill = digest.filling(found.school, found.shown.instead)
        of_media = digest.digests(found.shown.policies["SM"], fill)
        return [of_media.seen_by(each) for each in ("staff", "governors", "parents")]  # type: ignore[arg-type]

    before = seen("a")
    staff_only = seen("b", patched(EN_SM, "every 12 months", "every 6 months"))
    assert [a == b for a, b in zip(before, staff_only, strict=True)] == [False, True, True]
    for_all = seen("c", patched(EN_SM, "ask for consent", "ask first"))
    assert [a == b for a, b in zip(before, for_all, strict=True)] == [False, False, False]
    told = seen("d", patched(EN_SM, "{audience: [staff]}", "{audience: [staff, governors]}"))
    assert [a == b for a, b in zip(before, told, strict=True)] == [True, False, True]


def test_names_that_look_like_markdown_stay_names(tmp_path: Path) -> None:
    hard = patched(SCHOOL, "en: headteacher", 'en: "head_of *all* [x](y) | `z`"')
    found = loaded(tmp_path, hard)
    policy = found.shown.policies["SM"]
    text = settled.as_text(policy, found.school, found.shown.instead)
    assert digest.digests(text).whole() == written(found)


# What is in force


def test_the_adopted_text_stays_in_force(tmp_path: Path) -> None:
    adopted = decisions.adopted("SM", on="2026-11-23")
    then = decisions.then(adopted, EN_SM, "ask for consent", "ask for written consent")
    then = decisions.then(
        then, EN_SM, "changes: {", "changes: {1.1.0: {on: 2026-11-24, text: New.}, "
    )
    then = decisions.then(then, CY_SM, "changes: {", "changes: {1.1.0: Newydd., ")
    found = loaded(tmp_path, then)
    history = found.histories["SM"]
    assert history.has_proposal and history.in_force is not None
    in_force = found.in_force.policies["SM"]
    assert in_force.version == "1.0.0"
    assert "written" not in in_force.changes[0].texts["en"]
    body = {each.id: each.texts["en"].body for each in in_force.clauses}
    assert "- ask for consent" in body["SM-002"]
    assert "{{" not in body["SM-001"] and "tell the headteacher" in body["SM-001"]
    assert found.shown.policies["SM"].version == "1.1.0"
    assert not found.histories["GC"].adopted


def test_an_audience_that_is_taken_away_is_gone_at_once(tmp_path: Path) -> None:
    adopted = decisions.adopted("SM")
    then = decisions.then(
        adopted,
        EN_SM,
        "SM-002: {audience: [staff, governors, parents]}",
        "SM-002: {audience: [staff, governors]}",
    )
    then = decisions.then(
        then, EN_SM, "SM-003: {audience: [staff]}", "SM-003: {audience: [staff, parents]}"
    )
    found = loaded(tmp_path, then).in_force.clauses
    assert found["SM-002"].audiences == ("staff", "governors")
    assert found["SM-003"].audiences == ("staff",), "an audience more waits for the adoption"


def test_another_text_of_the_same_version_has_a_name_of_its_own(tmp_path: Path) -> None:
    root = projects.write(tmp_path, projects.files())
    decisions.adopt(root, "SM", on="2026-11-22", minute="1")
    principal = (root / SCHOOL).read_text("utf-8").replace("en: headteacher", "en: principal")
    (root / SCHOOL).write_text(principal, "utf-8")
    decisions.adopt(root, "SM", on="2026-11-24", minute="2")
    headteacher = (root / SCHOOL).read_text("utf-8").replace("en: principal", "en: headteacher")
    (root / SCHOOL).write_text(headteacher, "utf-8")
    decisions.adopt(root, "SM", on="2026-11-24", minute="3")
    history = project.load(root).histories["SM"]
    assert [each.label for each in history.adopted] == ["1.0.0", "1.0.0-2"], "in their order"
    assert [each.minute for each in history.adopted[0].decisions] == ["3", "1"]
    assert not history.has_proposal
    assert projects.but_stamps(projects.problems(root)) == []


def test_a_file_saved_with_windows_line_ends_is_the_same(tmp_path: Path) -> None:
    adopted = dict(decisions.adopted("SM"))
    path = "adopted/SM/1.0.0/en.md"
    adopted[path] = str(adopted[path]).replace("\n", "\r\n")
    root = projects.write(tmp_path, projects.files(adopted))
    assert projects.but_stamps(projects.problems(root)) == []
