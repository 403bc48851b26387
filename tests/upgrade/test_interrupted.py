"""An upgrade that is killed, or meets somebody who saves: the folder is as before, or as after."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from polisi import checks, disk, project, upgrade
from polisi.upgrade import switching
from polisi.upgrade.git import Git
from projects import EN_SM
from upgrades import CY_OWN, EN_OWN, commit, git, run, state, tree

pytestmark = pytest.mark.forks


@pytest.fixture(scope="session")
def both_states(
    template: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return the files of a fork before and after an upgrade."""
    root = tmp_path_factory.mktemp("states") / "fork"
    git(root.parent, "clone", "-q", "--no-tags", str(template), str(root))
    git(root, "reset", "-q", "--hard", git(template, "rev-parse", "v1.0.0^{commit}"))
    before = tree(root)
    assert run(root, template) == 0
    return before, tree(root)


Both = tuple[dict[str, bytes], dict[str, bytes]]


def files(root: Path) -> dict[str, bytes]:
    """Return every file of a folder but git's own."""
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in root.rglob("*")
        if ".git" not in file.relative_to(root).parts and file.is_file()
    }


def test_whatever_it_asks_of_git_the_folder_is_as_before(
    fork: Path, template: Path, both_states: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So whoever is killed then leaves it so. Nothing waits for git while the folder changes."""
    head = git(fork, "rev-parse", "HEAD")
    real, asked = Git.run, []

    def run_git(self: Git, *arguments: str, **options: object) -> bytes:
        assert files(fork) == both_states[0], arguments
        assert (fork / ".git/refs/heads/main").read_text().strip() == head
        assert not (fork / ".git/index.lock").exists()
        asked.append(arguments[0])
        return real(self, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Git, "run", run_git)
    assert run(fork, template) == 0
    assert asked[-1] == "update-ref"
    assert asked.count("update-ref") == 1
    assert files(fork) == both_states[1]


def begun(fork: Path, commits: tuple[str, str]) -> switching.Journal:
    """Make an upgrade ready, up to the moment when the folder changes."""
    git(fork, "reset", "-q", "--hard", commits[0])
    return switching.Switch(Git(fork)).prepare(*commits, "1.1.0", "# The report\n", 0)


def killed(fork: Path, journal: switching.Journal, at: int, can_swap: bool) -> bool:
    """Go on in a process that kills itself at a change of a name; False at the end."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == signal.SIGKILL
    try:
        count = 0

        def watched(function: Callable[..., object]) -> Callable[..., object]:
            def call(*arguments: object, **keywords: object) -> object:
                nonlocal count
                count += 1
                if count == at:
                    os.kill(os.getpid(), signal.SIGKILL)
                return function(*arguments, **keywords)

            return call

        disk.swap = watched(disk.swap if can_swap else lambda one, other: False)  # type: ignore[assignment]
        for owner, names in ((Path, ("rename", "replace", "mkdir", "unlink")), (os, ("link",))):
            for name in names:
                setattr(owner, name, watched(getattr(owner, name)))
        switching.Switch(Git(fork)).move(journal, "upgrade")
    finally:
        os._exit(0)


@pytest.mark.skipif(sys.platform != "linux", reason="forks")
@pytest.mark.parametrize("can_swap", [True, False])
def test_killed_anywhere_the_next_one_goes_on(
    fork: Path, template: Path, both_states: Both, can_swap: bool,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    before = git(fork, "rev-parse", "HEAD")
    assert run(fork, template) == 0
    commits = before, git(fork, "rev-parse", "HEAD")
    if not can_swap:
        monkeypatch.setattr(disk, "swap", lambda one, other: False)
    found = 0
    for at in range(1, 200, 4 if can_swap else 9):
        capsys.readouterr()
        if not killed(fork, begun(fork, commits), at, can_swap):
            break
        between = files(fork)
        for path, raw in between.items():
            assert raw in (both_states[0].get(path), both_states[1].get(path)), (at, path)
        found += between not in both_states
        if (fork / ".git/polisi-upgrade/journal.json").exists():
            assert checked(fork) == ["upgrade-unfinished"]
        assert run(fork, template) == 0
        assert files(fork) == both_states[1], at
        assert git(fork, "status", "--porcelain", "--ignored") == "", at
        assert not (fork / ".git/polisi-upgrade").exists(), at
    else:
        pytest.fail("it never came to its end")
    assert found > 1
    assert files(fork) == both_states[1]


def checked(fork: Path) -> list[str]:
    found = checks.run(project.load(fork))
    return [each.code for each in found if each.code == "upgrade-unfinished"]


# What somebody saves meanwhile


def saves(fork: Path, path: str, text: str, at: str, patch: pytest.MonkeyPatch) -> None:
    """Let somebody save a file when the upgrade asks git for something, or makes a file ready."""
    real = Git.run

    def run_git(self: Git, *arguments: str, **options: object) -> bytes:
        if at in arguments and not (fork / ".git/saved").exists():
            (fork / ".git/saved").touch()
            (fork / path).write_text(text)
        return real(self, *arguments, **options)  # type: ignore[arg-type]

    patch.setattr(Git, "run", run_git)


@pytest.mark.parametrize(
    ("at", "path"),
    [
        ("commit-tree", EN_SM),
        ("update-ref", EN_SM),
        ("update-ref", "hooks/polisi/data/options.yml"),
    ],
)
def test_what_is_saved_while_it_runs_stays(
    at: str, path: str, fork: Path, template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(fork)
    head = git(fork, "rev-parse", "HEAD")
    with pytest.MonkeyPatch.context() as patch:
        saves(fork, path, "Saved meanwhile.\n", at, patch)
        assert run(fork, template) == 2
    assert path in capsys.readouterr().err
    assert tree(fork) == {**before, path: b"Saved meanwhile.\n"}
    assert git(fork, "rev-parse", "HEAD") == head
    assert git(fork, "status", "--porcelain") == f"M {path}"


def test_what_is_saved_elsewhere_stays_and_is_no_hindrance(fork: Path, template: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        saves(fork, "README.md", "Saved meanwhile.\n", "update-ref", patch)
        assert run(fork, template) == 0
    assert (fork / "README.md").read_text() == "Saved meanwhile.\n"
    assert git(fork, "status", "--porcelain") == "M README.md"


def test_a_failure_in_the_middle_takes_all_back_but_what_was_saved(
    fork: Path, template: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(fork)
    real = switching.Switch._exchange
    done: list[str] = []

    def failing(self: switching.Switch, change: switching.Change) -> bool:
        if len(done) == 3:
            (fork / done[-1]).write_text("Saved over the new version.\n")
            raise OSError(28, "No space left on device")
        done.append(change.path)
        return real(self, change)

    monkeypatch.setattr(switching.Switch, "_exchange", failing)
    assert run(fork, template) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert (fork / done[-1]).read_text() == "Saved over the new version.\n"
    (fork / done[-1]).write_bytes(before[3].get(done[-1], b""))
    if done[-1] not in before[3]:
        (fork / done[-1]).unlink()
    assert state(fork) == before


@pytest.mark.parametrize("how", ["--assume-unchanged", "--skip-worktree"])
def test_files_that_git_was_told_to_leave_alone_are_not_written_over(
    how: str, fork: Path, template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(fork, "update-index", how, EN_SM)
    (fork / EN_SM).write_text("Only here.\n")
    assert git(fork, "status", "--porcelain") == ""
    before = state(fork)
    assert run(fork, template) == 2
    assert EN_SM in capsys.readouterr().err
    assert state(fork) == before
    assert (fork / EN_SM).read_text() == "Only here.\n"
    assert not [*(fork / ".git").glob("polisi-upgrade*")]


def test_a_folder_with_a_part_of_the_files_is_told_of(
    fork: Path, template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(fork, "sparse-checkout", "set", "docs", "hooks")
    before = files(fork)
    assert run(fork, template) == 2
    assert "git sparse-checkout disable" in capsys.readouterr().err
    assert files(fork) == before
    git(fork, "sparse-checkout", "disable")
    assert run(fork, template) == 0


def test_two_upgrades_at_once(
    fork: Path, template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with switching.Switch(Git(fork)).locked():
        assert run(fork, template) == 2
    assert "another upgrade is running" in capsys.readouterr().err
    assert run(fork, template) == 0


def test_another_git_at_work_is_waited_for_and_told_of(
    fork: Path, template: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(switching, "LOCK_WAIT", 0.2)
    before = state(fork)
    (fork / ".git/index.lock").write_bytes(b"")
    assert run(fork, template) == 2
    told = capsys.readouterr().err
    assert "another git is at work" in told
    assert "delete the file, and run the upgrade again.\npolisi: mae git arall" in told
    assert str(fork / ".git/index.lock") in told
    (fork / ".git/index.lock").unlink()
    assert state(fork) == before


def test_what_a_killed_one_leaves_keeps_no_other_from_changing_the_code_in_one_step(
    fork: Path, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (fork / ".polisi-upgrade").mkdir()
    ready: list[object] = []
    real = switching.Switch.move

    def move(self: switching.Switch, journal: switching.Journal, reason: str) -> None:
        ready.append(journal.code)
        real(self, journal, reason)

    monkeypatch.setattr(switching.Switch, "move", move)
    assert run(fork, template) == 0
    assert ready[0]
    assert not (fork / ".polisi-upgrade").exists()


def test_what_one_leaves_that_is_killed_at_its_very_end_is_cleared_up(
    fork: Path, template: Path
) -> None:
    assert run(fork, template) == 0
    (fork / ".git/polisi-upgrade/new").mkdir(parents=True)
    (fork / ".polisi-upgrade").mkdir()
    assert run(fork, template) == 0  # there is none to do
    assert not [*(fork / ".git").glob("polisi-upgrade*"), *fork.glob(".polisi*")]


@pytest.mark.skipif(sys.platform != "linux", reason="forks")
def test_killed_before_its_report_is_told_it_tells_it_the_next_time(
    fork: Path, template: Path, both_states: Both, capsys: pytest.CaptureFixture[str]
) -> None:
    child = os.fork()
    if not child:
        upgrade._tell = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
        try:
            run(fork, template)
        finally:
            os._exit(0)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    assert files(fork) == both_states[1]
    assert run(fork, template) == 0
    assert "# Polisi 1.0.0 → 1.1.0" in capsys.readouterr().out
    assert files(fork) == both_states[1]
    assert git(fork, "status", "--porcelain", "--ignored") == ""
    assert not [*(fork / ".git").glob("polisi-upgrade*")]


def test_nothing_is_left_of_an_upgrade_that_is_refused(fork: Path, template: Path) -> None:
    assert run(fork, template) == 0
    assert run(fork, template) == 0  # there is none to do
    assert not [*(fork / ".git").glob("polisi-upgrade*")]


@pytest.mark.skipif(sys.platform != "linux", reason="forks")
def test_a_commit_after_an_interruption_is_told_of(
    fork: Path, template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = git(fork, "rev-parse", "HEAD")
    assert run(fork, template) == 0
    journal = begun(fork, (before, git(fork, "rev-parse", "HEAD")))
    assert killed(fork, journal, 4, can_swap=True)
    (fork / ".git/index.lock").unlink()  # as git itself says
    commit(fork, {EN_OWN: "---\ntitle: Own\n---\nOurs.\n", CY_OWN: "---\ntitle: Ni\n---\nNi.\n"})
    assert run(fork, template) == 2
    assert "something has been committed since" in capsys.readouterr().err


def test_a_git_that_hangs_is_given_up(
    fork: Path, template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    before = state(fork)
    real = subprocess.run(["which", "git"], capture_output=True, text=True, check=True).stdout
    (tmp_path / "bin").mkdir()
    script = f'#!/bin/sh\ncase "$*" in *ls-remote*) sleep 60;; esac\nexec {real.strip()} "$@"\n'
    (tmp_path / "bin/git").write_text(script)
    (tmp_path / "bin/git").chmod(0o755)
    monkeypatch.setattr("polisi.upgrade.git.LONG", 0.3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
        assert run(fork, template) == 2
    assert "no end after" in capsys.readouterr().err
    assert state(fork) == before
