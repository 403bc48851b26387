"""Several files are saved, all or none: whoever is killed, refused, or saves at the same time."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import projects
from polisi import disk, project, saving
from polisi.cli import main
from polisi.saving import SavedError, Seen, save
from projects import CY_GC, CY_SM, EN_SM, SCHOOL

pytestmark = pytest.mark.forks

BEFORE = {"a.md": b"a", "in/b.md": b"b", "gone.md": b"gone"}
NEW = {"a.md": b"A", "in/b.md": b"B", "new/deep/c.md": b"C"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, raw in BEFORE.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(raw)
    return tmp_path


def state(root: Path) -> dict[str, bytes]:
    """Return every file, and every folder as an empty one."""
    return {
        file.relative_to(root).as_posix(): b"" if file.is_dir() else file.read_bytes()
        for file in root.rglob("*")
    }


def change(root: Path, seen: Seen | None = None) -> None:
    save(root, {root / path: raw for path, raw in NEW.items()}, [root / "gone.md"], seen)


def killed(root: Path, at: int, work: Callable[[Path], object] = change) -> bool:
    """Save in a process that kills itself at one of its steps; False when it comes to its end."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == signal.SIGKILL
    try:
        steps = 0

        def watched(function: Callable[..., object]) -> Callable[..., object]:
            def call(*arguments: object, **keywords: object) -> object:
                nonlocal steps
                steps += 1
                if steps == at:
                    os.kill(os.getpid(), signal.SIGKILL)
                return function(*arguments, **keywords)

            return call

        for owner, names in (
            (Path, ("replace", "unlink", "mkdir", "rmdir", "open")),
            (os, ("link", "fsync")),
        ):
            for name in names:
                setattr(owner, name, watched(getattr(owner, name)))
        work(root)
    finally:
        os._exit(0)


@pytest.mark.skipif(sys.platform != "linux", reason="forks")
@pytest.mark.parametrize("has_links", [True, False])
def test_killed_anywhere_the_files_are_as_before_or_after(
    root: Path, has_links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not has_links:
        monkeypatch.setattr(os, "link", lambda *names, **options: os.open("/dev/null/x", 0))
    before = state(root)
    after = {**{path: raw for path, raw in before.items() if path != "gone.md"}, **NEW}
    after |= {"new": b"", "new/deep": b""}
    between = 0
    for at in range(1, 100):
        was_killed = killed(root, at)
        between += state(root) not in (before, after)
        saving.finish(root)
        assert state(root) in (before, after), at
        if not was_killed:
            break
        if state(root) == after:
            save(root, {root / path: raw for path, raw in BEFORE.items()}, [root / "new/deep/c.md"])
            (root / "new/deep").rmdir()
            (root / "new").rmdir()
    assert between > 5
    assert state(root) == after


@pytest.mark.parametrize("name", ["replace", "unlink"])
def test_what_fails_in_the_middle_is_taken_back(
    root: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real, asked = state(root), getattr(Path, name), []

    def refuse(file: Path, *arguments: object, **keywords: object) -> object:
        asked.append(file)
        if (len(asked) == 2 and name == "replace") or file.name == "gone.md":
            raise OSError(28, "No space left on device", str(file))
        return real(file, *arguments, **keywords)

    monkeypatch.setattr(Path, name, refuse)
    with pytest.raises(OSError, match="No space left"):
        change(root)
    assert state(root) == before


def test_a_file_in_the_place_of_a_folder_is_named_and_stays(root: Path) -> None:
    before = state(root)
    with pytest.raises(OSError) as refused:
        save(root, {root / "in/b.md": b"B", root / "gone.md/deep/c.md": b"C"})
    assert refused.value.filename == str(root / "gone.md/deep/c.md")
    assert state(root) == before


def test_what_somebody_saves_meanwhile_stays(root: Path) -> None:
    seen = Seen(root, ["in"])
    for path in ("in/b.md", "in/new.md", "a.md"):
        was = (root / path).read_bytes() if (root / path).exists() else None
        (root / path).write_bytes(b"somebody's")
        before = state(root)
        with pytest.raises(SavedError) as refused:
            save(root, {root / "in/b.md": b"B", root / path: b"ours"}, (), seen)
        assert refused.value.file == root / path
        assert state(root) == before
        (root / path).unlink()
        if was is not None:
            (root / path).write_bytes(was)
            seen = Seen(root, ["in"])
    change(root, Seen(root, ["in"]))
    assert (root / "a.md").read_bytes() == b"A"


def test_what_somebody_has_saved_after_an_interruption_stays(root: Path) -> None:
    for at in range(1, 100):
        killed(root, at)
        if (root / "in/b.md").read_bytes() == b"B":
            break
    (root / "a.md").write_bytes(b"somebody's")
    saving.finish(root)
    assert (root / "a.md").read_bytes() == b"somebody's"
    assert (root / "in/b.md").read_bytes() == b"b"
    assert not [path for path in state(root) if path.endswith("~")]


def test_two_at_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "PATIENCE", 0.1)
    before = state(root)
    with disk.locked(root / saving.JOURNAL, 0):
        with pytest.raises(disk.LockedError):
            change(root)
        saving.finish(root)  # who only reads does not wait for ever
    saving.finish(root)
    assert state(root) == before


@pytest.mark.parametrize("text", ["", "x", "[]", '{"changes": [{}]}', '{"changes": "x"}', "ready"])
def test_a_journal_with_anything_in_it_deletes_nothing(root: Path, text: str) -> None:
    before = state(root)
    (root / saving.JOURNAL).write_text(f"{text}\nready\n")
    saving.finish(root)
    assert state(root) == before


def test_what_may_be_done_with_a_file_stays_and_links_lead_where_they_led(root: Path) -> None:
    (root / "a.md").chmod(0o640)
    (root / "in/link.md").symlink_to("../a.md")
    save(root, {root / "in/link.md": b"A"})
    assert (root / "a.md").read_bytes() == b"A"
    assert (root / "in/link.md").is_symlink()
    assert (root / "a.md").stat().st_mode & 0o777 == 0o640


# Commands


def test_what_was_begun_is_taken_back_by_whoever_reads_the_folder(tmp_path: Path) -> None:
    root = projects.write(tmp_path, projects.files())
    before = state(root)

    def adopt(root: Path) -> None:
        assert main(["adopt", "SM", "GC", "--on", "2026-11-26", "--root", str(root)]) == 0

    between = 0
    for at in range(1, 300, 3):
        was_killed = killed(root, at, adopt)
        between += state(root) != before
        project.load(root)
        if state(root) != before:  # all was done, and it was killed while it cleared up
            break
    assert between > 4
    assert not was_killed or at > 20
    assert (root / "adopted/GC/1.0.0/cy.md").is_file()
    assert "GC:" in (root / SCHOOL).read_text()


@pytest.mark.parametrize(
    ("command", "path"),
    [
        (["agree", "--all"], CY_GC),
        (["agree", "--all"], CY_SM),
        (["adopt", "SM", "--on", "2026-11-26"], SCHOOL),
        (["new", "XB", "Behaviour", "Ymddygiad"], "docs/cy/school/behaviour.md"),
    ],
)
def test_no_command_writes_over_what_somebody_saves_while_it_is_at_work(
    tmp_path: Path, command: list[str], path: str,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    changes = dict(projects.BASE) if command[0] == "agree" else projects.files()
    root = projects.write(tmp_path, changes)
    before, real = state(root), saving.save

    def save_(*arguments: object, **options: object) -> None:
        projects.write(root, {path: "somebody's"})
        real(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(saving, "save", save_)
    for language, words in (("en", "was saved while"), ("cy", "ei gadw tra")):
        assert main([*command, "--root", str(root), "--language", language]) == 2
        assert words in capsys.readouterr().err
        assert (root / path).read_text() == "somebody's"
        now = state(root)
        assert {key: now[key] for key in before if key != path} == {
            key: raw for key, raw in before.items() if key != path
        }
        projects.write(root, changes)
        if path not in before:
            (root / path).unlink()


def test_two_commands_at_once_lose_nothing(tmp_path: Path) -> None:
    root = projects.write(tmp_path, dict(projects.BASE))
    one, other = project.load(root), project.load(root)
    from polisi.cli import agreeing

    assert agreeing.agree(one, ["SM-001"], False, "en") == 0
    assert agreeing.agree(other, ["SM-002"], False, "en") == 2
    assert agreeing.agree(project.load(root), ["SM-002"], False, "en") == 0
    agreed = {each.id for each in project.load(root).register.clauses.values() if each.agreed}
    assert agreed >= {"SM-001", "SM-002"}


def test_a_folder_that_can_only_be_read_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = projects.write(tmp_path, dict(projects.BASE))

    def refuse(file: Path, patience: float) -> object:
        raise OSError(30, "Read-only file system", str(file))

    monkeypatch.setattr(disk, "locked", refuse)
    assert main(["agree", "--all", "--root", str(root)]) == 2
    assert capsys.readouterr().err == (
        f"Nothing was written: {root} can't be written (Read-only file system). "
        "Every file is as it was.\n"
    )
    assert EN_SM in state(root)


@pytest.mark.skipif(sys.platform != "linux", reason="a limit of the system")
def test_where_not_even_the_journal_fits_all_is_as_it_was(tmp_path: Path) -> None:
    """Also what is in a buffer may not be written again, nor the journal be left."""
    root = projects.write(tmp_path, dict(projects.BASE))
    before = state(root)
    commands = ["agree --all", "request --forms"]
    for command in commands:
        line = f"ulimit -f 1; exec {sys.executable} -m polisi {command} --root {root}"
        ran = subprocess.run(
            ["bash", "-c", line], capture_output=True, text=True, check=False,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip
        assert (ran.returncode, "Traceback" in ran.stderr) == (2, False), ran.stderr
        assert re.search("File too large|No space left", ran.stderr)
        assert str(root) in ran.stderr
        assert state(root) == before


def test_what_is_no_ordinary_file_is_not_replaced(root: Path) -> None:
    """Such as ``/dev/null``, where somebody wants no report."""
    (root / "a.md").unlink()
    os.mkfifo(root / "a.md")
    for write in (change, lambda root: disk.write(root / "a.md", b"A")):
        with pytest.raises(OSError, match="not an ordinary file"):
            write(root)
        assert (root / "a.md").is_fifo()
        assert (root / "gone.md").read_bytes() == b"gone"
        assert {file.name for file in root.iterdir()} == {"a.md", "in", "gone.md"}
