"""The register: policies, sections and clauses of the files, and who cites whom."""

from __future__ import annotations

from pathlib import Path

import projects
from polisi import project
from polisi.markup.syntax import references
from polisi.model import Written
from projects import CY_GC, CY_SM, EN_GC, EN_SM, patched


def register(root: Path, changes: dict[str, str | bytes | None] | None = None) -> Written:
    return project.load(projects.write(root, projects.files(changes))).register


def outline(found: Written) -> list[str]:
    """Print a register: the golden form of an object is its outline."""
    return [
        f"{policy.code} {section.id or '-'}: "
        + " ".join(f"{c.id}({'+'.join(c.texts)})" for c in section.clauses)
        for policy in found.policies.values()
        for section in policy.sections
    ]


def test_the_valid_project(tmp_path: Path) -> None:
    found = register(tmp_path)
    assert outline(found) == [
        "GC -: GC-001(en+cy) GC-002(en+cy)",
        "SM contact: SM-001(en+cy) SM-002(en+cy)",
        "SM account: SM-003(en+cy)",
    ]
    clause = found.clauses["SM-001"]
    assert clause.audiences == ("staff", "governors")
    assert clause.line == projects.line(EN_SM, "  SM-001")
    assert (clause.policy, clause.section) == ("SM", "contact")
    assert clause.title("cy") == "Ceisiadau ffrind"
    assert found.clauses["GC-002"].cites == ("SM-002", "SM-001")
    assert found.clauses["SM-002"].cites == ("GC-001",)
    assert found.cited_by == {
        "SM-001": ("GC-002",),
        "SM-002": ("GC-002",),
        "GC-001": ("SM-001", "SM-002"),
    }
    (old,) = found.retired.values()
    assert (old.id, old.on, old.use, old.policy) == ("SM-009", "2026-09-15", "SM-001", "SM")
    policy = found.policies["GC"]
    assert (policy.owner, policy.version, policy.own) == ("headteacher", "1.0.0", False)
    assert policy.title("cy") == "Cod i lywodraethwyr"


def test_a_policy_in_welsh_only(tmp_path: Path) -> None:
    found = register(tmp_path, {EN_GC: None})
    assert outline(found)[0] == "GC -: GC-001(cy) GC-002(cy)"
    assert found.clauses["GC-001"].audiences == ()
    assert found.policies["GC"].title("en") == "Cod i lywodraethwyr"


def test_a_clause_in_welsh_only_comes_after_the_others(tmp_path: Path) -> None:
    change = patched(CY_SM, "## Eich cyfrif", "### Newydd {#SM-004}\n\nTestun.\n\n## Eich cyfrif")
    assert outline(register(tmp_path, dict(change)))[-1] == "SM account: SM-003(en+cy) SM-004(cy)"


def test_the_first_of_two_equal_ids_wins(tmp_path: Path) -> None:
    change = patched(EN_SM, "### Privacy {#SM-003}", "### Privacy {#GC-001}")
    found = register(tmp_path, dict(change))
    assert found.clauses["GC-001"].policy == "GC"


def test_the_first_of_two_policies_with_one_code_wins(tmp_path: Path) -> None:
    change = patched(EN_SM, "policy: SM", "policy: GC") | patched(CY_SM, "policy: SM", "policy: GC")
    assert list(register(tmp_path, dict(change)).policies) == ["GC"]


def test_what_is_of_the_wrong_kind_is_left_out(tmp_path: Path) -> None:
    text = str(projects.files()[EN_GC])
    start, end = text.index("clauses:"), text.index("---\n###")
    for number, clauses in enumerate(("x", "[GC-001]", "{GC-001: [x], GC-002: {audience: {}}}")):
        changed = f"{text[:start]}clauses: {clauses}\nretired: [x]\n{text[end:]}"
        found = register(tmp_path / str(number), {EN_GC: changed})
        assert found.clauses["GC-001"].audiences == ()


def test_a_welsh_stamp_that_is_no_word(tmp_path: Path) -> None:
    text = projects.BASE[CY_GC].replace("agreed: 00000000-00000000", "agreed: [x]", 1)
    assert register(tmp_path, {CY_GC: text}).clauses["GC-001"].agreed == ""


def test_references() -> None:
    text = (
        "[SM-001], `[SM-002]` \\[SM-003] ![SM-004] [SM-005](x) [a][SM-006] [SM-007]: [SM-008] (x)"
    )
    assert references(text) == ["SM-001", "SM-007", "SM-008"]
