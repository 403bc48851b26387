"""The upgrade of a fork: what is merged, what stays, what the report says, and how it fails.

Real git, in small repositories: a template with the versions 1.0.0 and 1.1.0, and a fork of it.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import shutil
from pathlib import Path

import pytest

from polisi import saving, upgrade
from polisi.upgrade import findings
from polisi.upgrade.git import Git, GitError, is_refused
from polisi.upgrade.lines import merge_texts
from polisi.upgrade.merge import VERSION_FILE
from projects import CY_GC, CY_SM, EN_GC, EN_SM, SCHOOL
from upgrades import (
    CY_OWN,
    EN_OWN,
    SCRIPT,
    SETTINGS,
    Changes,
    commit,
    edit,
    first_version,
    git,
    restamped,
    run,
    second_version,
    section,
    state,
    tree,
    version_file,
)

GOLDEN = Path(__file__).parent / "golden" / "upgrade-report.md"


def expected(changes: Changes) -> dict[str, bytes]:
    """Return the second version with these changes."""
    files = {**second_version(), **changes}
    return {
        path: text if isinstance(text, bytes) else text.encode()
        for path, text in sorted(files.items())
        if text is not None
    }


# What is merged, and what stays


def test_without_changes_of_its_own_a_fork_becomes_the_new_version(
    fork: Path, template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = git(fork, "rev-parse", "HEAD")
    assert run(fork, template) == 0
    assert tree(fork) == expected({SCHOOL: first_version()[SCHOOL]})
    parents = git(fork, "log", "-1", "--format=%P").split()
    assert parents == [head, git(template, "rev-parse", "v1.1.0^{commit}")]
    assert git(fork, "log", "-1", "--format=%s") == "Upgrade Polisi from 1.0.0 to 1.1.0"
    assert git(fork, "status", "--porcelain", "--ignored") == ""
    assert "polisi" not in git(fork, "for-each-ref")
    out, error = capsys.readouterr()
    assert out.startswith("# Polisi 1.0.0 → 1.1.0\n")
    assert "None: your changes and the template's fit together.\nDim: mae" in out
    assert "Version 1.1.0 is in" in error
    assert "Mae fersiwn 1.1.0 " in error


def test_a_second_upgrade_has_nothing_to_do(
    fork: Path, template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(fork, template) == 0
    before = state(fork)
    assert run(fork, template) == 0
    assert "There is nothing to do: version 1.1.0 is here already." in capsys.readouterr().err
    assert state(fork) == before


SCHOOLS_OWN: Changes = {
    SCHOOL: edit(first_version()[SCHOOL], ("en: Example School", "en: Ysgol y Bryn")),
    EN_OWN: "---\ntitle: Own\n---\nOurs.\n",
    CY_OWN: "---\ntitle: Eiddo ni\n---\nEin hun.\r\n",
    "docs/assets/badge.png": b"\x89PNG\r\n\0",
    "overrides/school/own.css": "a { color: red }\n",
    "own/deep/file.txt": "no line end",
}


def test_what_is_the_schools_stays_byte_for_byte(fork: Path, template: Path) -> None:
    commit(fork, SCHOOLS_OWN)
    assert run(fork, template) == 0
    assert tree(fork) == expected(SCHOOLS_OWN)


def test_a_school_s_place_stays_as_it_is_whatever_the_template_does(
    template: Path, fork: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = tmp_path / "newer"
    git(tmp_path, "clone", "-q", str(template), str(newer))
    theirs = {EN_OWN: "---\ntitle: Theirs\n---\n", "docs/assets/badge.png": b"theirs", SCHOOL: None}
    commit(newer, {**theirs, VERSION_FILE: version_file("1.2.0")})
    git(newer, "tag", "v1.2.0")
    commit(fork, {EN_OWN: SCHOOLS_OWN[EN_OWN]})
    assert run(fork, newer) == 0
    assert (fork / EN_OWN).read_text() == SCHOOLS_OWN[EN_OWN]
    assert (fork / SCHOOL).is_file()
    assert not (fork / "docs/assets/badge.png").exists()
    out = capsys.readouterr().out
    assert f"`{EN_OWN}`: this place is yours" in out
    assert "`docs/assets/badge.png`: eich lle chi yw hwn" in out


def test_a_change_elsewhere_in_a_file_of_the_template_is_merged(fork: Path, template: Path) -> None:
    """Even beside a line that the template changed: each entry and each clause stands alone."""
    old = first_version()
    ours = {
        SCRIPT: edit(old[SCRIPT], ("line(0)", "line(100)")),
        SETTINGS: edit(old[SETTINGS], ("https://example.com/", "https://bryn.example/")),
        EN_SM: edit(
            old[EN_SM],
            ("Check the privacy", "Read and check the privacy"),
            ("SM-003: {audience: [staff]}", "SM-003: {audience: [staff, governors]}"),
        ),
        CY_SM: edit(old[CY_SM], ("Gwiriwch osodiadau", "Darllenwch a gwiriwch osodiadau")),
    }
    ours[CY_SM] = restamped(ours[EN_SM], ours[CY_SM])
    commit(fork, ours)
    assert run(fork, template) == 0
    new = second_version()
    english = edit(
        new[EN_SM],
        ("Check the privacy", "Read and check the privacy"),
        ("SM-003: {audience: [staff]}", "SM-003: {audience: [staff, governors]}"),
    )
    welsh = edit(new[CY_SM], ("Gwiriwch osodiadau", "Darllenwch a gwiriwch osodiadau"))
    assert tree(fork) == expected(
        {
            SCHOOL: old[SCHOOL],
            SCRIPT: edit(new[SCRIPT], ("line(0)", "line(100)")),
            SETTINGS: edit(new[SETTINGS], ("https://example.com/", "https://bryn.example/")),
            EN_SM: english,
            CY_SM: restamped(english, welsh),
        }
    )


def test_both_add_a_clause_at_the_same_place(fork: Path, template: Path) -> None:
    own = "same day.\n\n### Our own {#SM-903}\n\nTell the school as well.\n"
    entry = "  SM-903: {audience: [staff]}\n"
    old = first_version()
    ours = edit(old[EN_SM], ("same day.\n", own), ("retired:\n", f"{entry}retired:\n"))
    commit(fork, {EN_SM: ours})
    assert run(fork, template) == 0
    merged = (fork / EN_SM).read_text()
    headings = re.findall(r"^##.*\{#(.*)\}$", merged, re.MULTILINE)
    assert headings == ["contact", "SM-001", "SM-903", "SM-004", "SM-005", "account", "SM-003"]
    assert "\n\nTell the school as well.\n\n### Pictures" in merged
    assert entry in merged


def test_the_order_of_clauses(fork: Path, template: Path) -> None:
    """The school's own order stands, and what is new follows what it follows in the template."""
    old = first_version()
    account = (
        section(old[EN_SM], "\n## Your account", "| The first") + "| The first of them | 13 |\n"
    )
    ours = edit(old[EN_SM], (account, ""), ("---\n## Contact", f"---{account}\n## Contact"))
    commit(fork, {EN_SM: ours})
    assert run(fork, template) == 0
    headings = re.findall(r"^##.*\{#(.*)\}$", (fork / EN_SM).read_text(), re.MULTILINE)
    assert headings == ["account", "SM-003", "contact", "SM-001", "SM-004", "SM-005"]


# Conflicts


def test_a_conflict_in_a_clause(
    fork: Path, template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = edit(first_version()[EN_SM], ("Decline every request", "Refuse every request"))
    commit(fork, {EN_SM: ours})
    assert run(fork, template) == 1
    merged = (fork / EN_SM).read_text()
    assert "Refuse every request from a learner, and tell" in merged
    assert "### Live streams {#SM-005}" in merged
    out = capsys.readouterr().out
    line = merged[: merged.index("Refuse every")].count("\n") + 1
    assert f"### `{EN_SM}:{line}` SM-001\n" in out
    diff = "[-Refuse every-] {+Decline each+} request from [-a-] {+any+} learner, and tell"
    assert diff in out
    assert "then record it: polisi agree SM-001" in out
    assert "yna cofnodwch hynny: polisi agree SM-001" in out
    assert "Nobody has agreed yet that both languages of these clauses say the same: SM-001." in out
    for text in tree(fork).values():
        assert not re.search(rb"^(<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\||\x01)", text, re.M)


def test_a_clause_that_both_changed_and_agreed(
    fork: Path, template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The texts fit together; only the stamps don't, and nobody has agreed what came of it."""
    old = first_version()
    english = edit(old[EN_SM], ("### Friend requests", "### Requests from friends"))
    commit(fork, {EN_SM: english, CY_SM: restamped(english, edit(old[CY_SM]))})
    assert run(fork, template) == 1
    out = capsys.readouterr().out
    assert "You and the template both changed SM-001 and agreed its translation." in out
    assert "You and the template changed the same lines" not in out
    assert "stamp-stale-en" in out


def test_a_retired_clause_that_the_school_has_changed_stays_and_is_told(
    fork: Path, template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = edit(first_version()[EN_SM], ("ask for consent", "ask for written consent"))
    commit(fork, {EN_SM: ours})
    assert run(fork, template) == 1
    assert "- ask for written consent\n" in (fork / EN_SM).read_text()
    assert re.search(rf"### `{EN_SM}:\d+` SM-002\n", capsys.readouterr().out)


def test_deleted_on_one_side_and_changed_on_the_other(
    template: Path, fork: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = tmp_path / "newer"
    git(tmp_path, "clone", "-q", str(template), str(newer))
    commit(newer, {"README.md": None, VERSION_FILE: version_file("1.2.0")})
    git(newer, "tag", "v1.2.0")
    commit(fork, {SCRIPT: None, "README.md": "Read me, please.\n"})
    assert run(fork, newer) == 1
    assert not (fork / SCRIPT).exists()
    assert (fork / "README.md").read_text() == "Read me, please.\n"
    out = capsys.readouterr().out
    assert f"### `{SCRIPT}`\n\nYou deleted this file, and the template has changed it." in out
    assert "### `README.md`\n\nThe template has deleted this file, and you had changed it." in out


def test_other_conflicts(
    template: Path, fork: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = tmp_path / "newer"
    git(tmp_path, "clone", "-q", str(template), str(newer))
    (newer / "README.md").unlink()
    (newer / "README.md").symlink_to("NEWS.md")
    theirs: Changes = {
        "overrides/picture.bin": b"\0\2",
        "guide/start.md": "Start.\n",
        "plain": "A file.\n",
        VERSION_FILE: version_file("1.2.0"),
    }
    commit(newer, theirs)
    git(newer, "tag", "v1.2.0")
    ours: Changes = {
        "overrides/picture.bin": b"\0\3",
        "NEWS.md": "Our news.\n",
        "guide": "A file of ours.\n",
        "plain/deep.txt": "A folder of ours.\n",
        "README.md": "Ours.\n",
        VERSION_FILE: version_file("1.0.0").replace("Polisi.", "Our Polisi."),
    }
    commit(fork, ours)
    assert run(fork, newer) == 1
    kept = {path: text for path, text in ours.items() if path != VERSION_FILE}
    assert {path: (fork / path).read_bytes() for path in kept} == {
        path: text if isinstance(text, bytes) else str(text).encode() for path, text in kept.items()
    }
    assert (fork / VERSION_FILE).read_text() == version_file("1.2.0")
    out = capsys.readouterr().out
    told = re.findall(r"^### `([^`]+)`\n\n(.*)$", out, re.MULTILINE)
    assert {path: said[:40] for path, said in told} == {
        "NEWS.md": "You and the template each added a file o",
        "README.md": "You and the template both changed this f",
        "guide/start.md": "The template has added this file, but yo",
        VERSION_FILE: "You and the template both changed this f",
        "overrides/picture.bin": "You and the template both changed this f",
        "plain": "The template has added this file, but yo",
    }


def test_moved_files(
    template: Path, fork: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A change follows its file; a file that both moved stands where the school has it."""
    newer = tmp_path / "newer"
    git(tmp_path, "clone", "-q", str(template), str(newer))
    git(newer, "mv", SCRIPT, "overrides/assets/moved.js")
    git(newer, "mv", EN_GC, "docs/en/policies/code.md")
    commit(newer, {VERSION_FILE: version_file("1.2.0")})
    git(newer, "tag", "v1.2.0")
    git(fork, "mv", EN_GC, "docs/en/policies/ours.md")
    commit(fork, {SCRIPT: edit(first_version()[SCRIPT], ("line(0)", "line(100)"))})
    assert run(fork, newer) == 1
    moved = (fork / "overrides/assets/moved.js").read_text()
    assert ("line(100)" in moved, "line(80)" in moved) == (True, True)
    assert not (fork / SCRIPT).exists()
    assert "[SM-004]" in (fork / "docs/en/policies/ours.md").read_text()
    assert not (fork / "docs/en/policies/code.md").exists()
    assert "You moved this file to `docs/en/policies/ours.md`" in capsys.readouterr().out


def test_whether_a_file_may_be_run_is_merged_too(template: Path, fork: Path) -> None:
    (fork / SCRIPT).chmod(0o755)
    commit(fork, {})
    assert run(fork, template) == 0
    assert git(fork, "ls-files", "--stage", SCRIPT).startswith("100755 ")
    assert "line(80)" in (fork / SCRIPT).read_text()


def test_nothing_that_the_school_added_is_lost(fork: Path, template: Path) -> None:
    """Every line, also of those in conflict, stands in the result."""
    mark = "Added by the school"
    changes: dict[str, str] = {}
    for path, content in first_version().items():
        if path.endswith(".md") and path.startswith("docs/"):
            front, rest = edit(content)[3:].split("\n---\n", 1)
            lines = [f"{line}\n{mark} {n}.\n" for n, line in enumerate(rest.split("\n"))]
            changes[path] = f"---{front}\n---\n" + "".join(lines)
    commit(fork, changes)
    run(fork, template)
    for path, content in changes.items():
        added = {line for line in content.split("\n") if line.startswith(mark)}
        assert added <= set((fork / path).read_text().split("\n")), path


def test_unrelated_histories(template: Path, tmp_path: Path) -> None:
    """A repository made by "Use this template" has the files and none of the history."""
    root = tmp_path / "copy"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    commit(root, first_version())
    ours = edit(first_version()[SCRIPT], ("line(0)", "line(100)"))
    commit(root, {**SCHOOLS_OWN, SCRIPT: ours})
    assert run(root, template) == 0
    merged = edit(second_version()[SCRIPT], ("line(0)", "line(100)"))
    assert tree(root) == expected({**SCHOOLS_OWN, SCRIPT: merged})
    git(root, "merge-base", "--is-ancestor", git(template, "rev-parse", "v1.1.0^{commit}"), "HEAD")


def test_texts_that_look_like_conflicts(tmp_path: Path) -> None:
    """Signs of a conflict in a text are text."""
    signs = "<<<<<<< school\n" + "=" * 40 + "\n>>>>>>> template\n"
    sides = [f"a\n{signs}{end}".encode() for end in ("b\n", "c\n", "d\n")]
    merged, hunks = merge_texts(Git(tmp_path), "x.txt", sides[0], sides[1], sides[2])
    assert merged == sides[1]
    assert [(hunk.line, hunk.school, hunk.template) for hunk in hunks] == [(5, "c\n", "d\n")]


def mutated(chance: random.Random, text: str, tag: str) -> str:
    """Change some lines of a page at random; what is added names the side."""
    lines = text.split("\n")
    for number in range(chance.randint(1, 5)):
        at = chance.randrange(len(lines))
        match chance.choice(("add", "add", "extend", "delete", "empty", "clause")):
            case "add":
                lines.insert(at, f"{tag} {number}")
            case "extend":
                lines[at] += f" {tag} {number}"
            case "delete":
                del lines[at]
            case "empty":
                lines[at] = ""
            case _:
                id_ = f"SM-{chance.randint(100, 999)}"
                lines.insert(at, f"### New {{#{id_}}}\n\n{tag} clause {number}\n")
    return "\n".join(lines)


@pytest.mark.parametrize("path", [EN_SM, "settings.yml", "notes.txt"])
def test_whatever_both_do_the_school_loses_nothing_and_is_told_the_rest(
    path: str, tmp_path: Path
) -> None:
    base, newer = edit(first_version()[EN_SM]), edit(second_version()[EN_SM])
    for seed in range(40):
        chance = random.Random(seed)
        school = mutated(chance, base, "OURS")
        template = mutated(chance, chance.choice((base, newer)), "THEIRS")
        texts = base.encode(), school.encode(), template.encode()
        raw, hunks = merge_texts(Git(tmp_path), path, *texts)
        merged = raw.decode()
        known = set(base.split("\n"))
        assert not re.search("\x01|<<<<|>>>>", merged), seed
        for line in set(school.split("\n")) - known:
            assert line.rstrip() in merged, (seed, line)
        told = merged + "".join(hunk.template for hunk in hunks)
        for line in set(template.split("\n")) - known:
            assert line.rstrip() in told, (seed, line)
        for hunk in hunks:
            if hunk.school:
                assert merged.split("\n")[hunk.line - 1] == hunk.school.split("\n")[0], seed


# What is refused, and what happens on a failure


def refused(
    root: Path, template: Path | str, said: str, capsys: pytest.CaptureFixture[str], to: str = ""
) -> None:
    before = state(root)
    assert run(root, template, to) == 2
    out, error = capsys.readouterr()
    assert out == ""
    assert said in error
    assert state(root) == before


def test_uncommitted_changes(
    fork: Path, template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (fork / EN_SM).write_text("changed")
    refused(fork, template, "not committed yet", capsys)
    git(fork, "add", "--all")
    refused(fork, template, "heb eu cofnodi yn git", capsys)


def test_files_that_git_does_not_know(
    fork: Path, template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They don't matter, unless the new version has a file in their place: even ignored ones."""
    (fork / "notes.txt").write_text("Mine.")
    (fork / "NEWS.md").write_text("Mine.")
    (fork / ".git/info/exclude").write_text("NEWS.md\n")
    refused(fork, template, "some that git does not know", capsys)
    (fork / "NEWS.md").unlink()
    assert run(fork, template) == 0
    assert (fork / "notes.txt").read_text() == "Mine."


@pytest.mark.parametrize("to", ["1.5.0", "v2.0.0", "not-a-version", "--help", "1.1"])
def test_an_unknown_version(
    to: str, fork: Path, template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused(
        fork, template, f"has no version {to.removeprefix('v')}. It has: 1.1.0, 1.0.0", capsys, to
    )


def test_an_older_version(fork: Path, template: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(fork, template, "v1.1.0") == 0
    capsys.readouterr()
    refused(fork, template, "1.0.0 is older than the version that is here", capsys, "1.0.0")


def test_a_version_that_the_template_never_had(
    fork: Path, template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commit(fork, {VERSION_FILE: version_file("0.9.0")})
    refused(fork, template, "version 0.9.0, which the template does not have", capsys)
    commit(fork, {VERSION_FILE: "# nothing\n"})
    refused(fork, template, "does not say which version", capsys)


def test_a_tag_that_holds_another_version(
    fork: Path, template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong"
    git(tmp_path, "clone", "-q", str(template), str(wrong))
    git(wrong, "tag", "v1.3.0")
    refused(fork, wrong, "the template's tag v1.3.0 holds another version", capsys)


@pytest.mark.parametrize(
    "source", ["ext::sh -c touch% evil", "fd::7", "--upload-pack=evil", "-h", "", "transport::x"]
)
def test_addresses_that_would_run_a_program(
    source: str, fork: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert is_refused(source)
    refused(fork, source, "is not an address", capsys)


def test_an_address_that_settings_turn_into_a_program_runs_none(
    fork: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(fork, "config", f"url.ext::touch {tmp_path}/evil .insteadOf", "https://template/")
    git(fork, "config", "protocol.ext.allow", "always")
    refused(fork, "https://template/x", "can't be read", capsys)
    assert not (tmp_path / "evil").exists()


def test_no_template_at_the_address(fork: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused(fork, fork / "nothing", "The template can't be read".lower(), capsys)


def test_no_repository_or_not_its_top(
    fork: Path, template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bare").mkdir()
    assert run(tmp_path / "bare", template) == 2
    assert "not in a git repository" in capsys.readouterr().err
    assert run(fork / "docs", template) == 2
    assert "docs/ is not the top folder" in capsys.readouterr().err


def test_an_unfinished_merge(
    fork: Path, template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(fork, "fetch", "-q", str(template), "v1.1.0")
    git(fork, "merge", "-q", "--no-commit", "--no-ff", "-s", "ours", "FETCH_HEAD")
    refused(fork, template, "a merge is not finished", capsys)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("rebase-merge/done", "git rebase is not finished"),
        ("rebase-apply/next", "git rebase is not finished"),
        ("CHERRY_PICK_HEAD", "git cherry-pick is not finished"),
        ("REVERT_HEAD", "git revert is not finished"),
        ("BISECT_LOG", "git bisect is not finished"),
    ],
)
def test_in_the_middle_of_something_else(
    fork: Path, template: Path, name: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = fork / ".git" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(git(fork, "rev-parse", "HEAD"))
    refused(fork, template, words, capsys)


def test_on_no_branch(fork: Path, template: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(fork, "checkout", "-q", "--detach")
    refused(fork, template, "you are on no branch", capsys)


def test_a_clone_that_knows_only_its_last_commit(fork: Path, template: Path) -> None:
    shallow = fork.with_name("shallow")
    git(fork.parent, "clone", "-q", "--no-tags", "--depth", "1", fork.as_uri(), str(shallow))
    assert run(shallow, template) == 0
    assert tree(shallow)["mkdocs.yml"] == tree(template)["mkdocs.yml"]
    assert git(shallow, "status", "--porcelain") == ""


def test_what_another_command_had_begun_to_save_is_taken_back_first(
    fork: Path, template: Path
) -> None:
    """Else it would stand in the upgraded files, or keep the upgrade from running."""
    file, old = fork / EN_SM, fork / "docs/en/policies/.media.md.1a2b3c4d.old~"
    old.write_bytes(file.read_bytes())
    file.write_bytes(b"half of a save")
    digest = hashlib.blake2s(b"half of a save").hexdigest()
    new = str(old).replace(".old~", ".new~")
    change = {"place": str(file), "new": new, "old": str(old), "digest": digest}
    said = json.dumps({"changes": [change], "folders": []})
    (fork / saving.JOURNAL).write_text(f"{said}\nready\n")
    assert run(fork, template) == 0
    assert git(fork, "status", "--porcelain") == ""
    assert not old.exists()


def test_git_does_not_know_the_user(
    fork: Path,
    template: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("GIT_COMMITTER_EMAIL")
    git(fork, "config", "user.useConfigOnly", "true")
    refused(fork, template, "git does not know who you are", capsys)


def test_no_git(
    fork: Path,
    template: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(fork, template) == 2
    assert "git is not installed" in capsys.readouterr().err


def test_a_report_that_can_not_be_written(
    fork: Path, template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = state(fork)
    assert run(fork, template, report=tmp_path / "no/report.md") == 2
    assert "the report can't be written" in capsys.readouterr().err
    assert state(fork) == before


@pytest.mark.parametrize(
    "command", ["fetch", "merge-file", "write-tree", "checkout-index", "update-ref"]
)
def test_a_failure_leaves_everything_as_it_was(
    command: str,
    fork: Path,
    template: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The last one fails when the files are already those of the new version."""
    commit(fork, {SCRIPT: edit(first_version()[SCRIPT], ("line(0)", "line(100)"))})
    real = Git.run

    def failing(self: Git, *arguments: str, **options: object) -> bytes:
        if command in arguments and "-d" not in arguments:
            raise GitError("the disk is full")
        return real(self, *arguments, **options)  # type: ignore[arg-type]

    before = state(fork)
    with monkeypatch.context() as patch:
        patch.setattr(Git, "run", failing)
        assert run(fork, template) == 2
    out, error = capsys.readouterr()
    assert out == ""
    assert "everything is as it was: the disk is full" in error
    assert state(fork) == before


def test_an_interruption_leaves_everything_as_it_was(
    fork: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    before = state(fork)
    monkeypatch.setattr(findings, "check", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run(fork, template)
    assert state(fork) == before


def test_a_git_hook_can_not_lead_it_elsewhere(
    fork: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """git sets these variables for the hooks that it runs."""
    before = git(template, "for-each-ref")
    monkeypatch.setenv("GIT_DIR", str(template / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(template / ".git/index"))
    assert run(fork, template) == 0
    monkeypatch.delenv("GIT_DIR")
    monkeypatch.delenv("GIT_INDEX_FILE")
    assert git(fork, "log", "-1", "--format=%s").startswith("Upgrade")
    assert git(template, "for-each-ref") == before


# The report


OWN_CLAUSES_EN = """\
---
extends: SM
clauses:
  SM-901: {audience: [staff], replaces: SM-001, reason: Our own words}
  SM-902: {audience: [staff], after: SM-003}
leave_out:
  SM-002: We have no pictures
---
### Requests {#SM-901}

Decline every request, and tell the office.

### Pictures {#SM-902}

Read [SM-002] first, and then [SM-003] as well.
"""
OWN_CLAUSES_CY = """\
---
extends: SM
clauses:
  SM-901: {reason: Ein geiriau ein hun}
  SM-902: {}
leave_out:
  SM-002: Nid oes lluniau gennym
---
### Ceisiadau {#SM-901}

Gwrthodwch bob cais, a rhowch wybod i'r swyddfa.

### Lluniau {#SM-902}

Darllenwch [SM-002] yn gyntaf, ac yna [SM-003] hefyd.
"""
ADOPTION = """\
adoption:
  SM:
    version: 1.0.0
    date: 2026-11-21
    by: {en: Governing body, cy: Corff llywodraethu}
  GC:
    version: 1.0.0
    date: 2026-11-21
    by: {en: Governing body, cy: Corff llywodraethu}
"""


def test_the_report(
    fork: Path,
    template: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Run with POLISI_GOLDEN=1 to write the golden file anew."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796000000")
    old = first_version()
    governors = edit(old[EN_GC], ("Never post about a meeting", "Don't post about a meeting"))
    commit(
        fork,
        {
            SCHOOL: edit(old[SCHOOL]) + ADOPTION,
            EN_OWN: OWN_CLAUSES_EN,
            CY_OWN: restamped(OWN_CLAUSES_EN, OWN_CLAUSES_CY),
            EN_GC: governors,
            CY_GC: restamped(governors, edit(old[CY_GC])),
        },
    )
    report = tmp_path / "report.md"
    assert run(fork, template, report=report) == 1
    text = report.read_text(encoding="utf-8")
    assert capsys.readouterr().out == text
    text = text.replace(git(template, "rev-parse", "v1.1.0^{commit}")[:12], "0123456789ab")
    if os.environ.get("POLISI_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8", newline="\n")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_welsh_comes_first_for_who_reads_welsh(
    fork: Path, template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert upgrade.run(fork, str(template), "", None, "cy") == 0
    out, error = capsys.readouterr()
    assert "\n## Cymalau newydd / New clauses\n\n- SM-004 Lluniau o ddysgwyr. Polisi:" in out
    assert "\n  SM-004 Pictures of learners. Policy: Social media.\n" in out
    assert error.startswith("Mae fersiwn 1.1.0 ")


def test_the_new_version_s_own_rules_are_those_that_count(
    template: Path, fork: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = tmp_path / "newer"
    git(tmp_path, "clone", "-q", str(template), str(newer))
    program = """
import json, sys
row = dict(code="new-rule", severity="error", path="x.md", line=3, clause="", fix="f")
print(json.dumps([row | {"message": sys.argv[-1]}]))
"""
    commit(newer, {"hooks/polisi/__main__.py": program, VERSION_FILE: version_file("1.2.0")})
    git(newer, "tag", "v1.2.0")
    assert run(fork, newer) == 0
    out = capsys.readouterr().out
    assert "- `x.md:3` [new-rule]\n  en Fix: f\n  cy Cywiro: f\n" in out
    assert "These are the rules of version" not in out


def test_what_runs_without_a_network_of_its_own(fork: Path, template: Path) -> None:
    """The name of a remote is an address too."""
    git(fork, "remote", "set-url", "origin", str(template))
    assert run(fork, "origin") == 0
    shutil.rmtree(fork)
